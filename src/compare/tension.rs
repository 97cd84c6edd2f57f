//! Denials that another act strains: the `[[tension]]` entries of the lexicon, one check for each thing they share.

use super::pair::{Opinion, Pair};
use super::party::{Identity, Party, Sort};
use super::reading::Reading;
use super::thing::Relation;
use crate::lexicon::relations::{Share, Tension};
use crate::model::{Class, Modality};

pub(super) fn find(pair: &Pair, denied: &Reading, affirmed: &Reading) -> Option<Opinion> {
    if affirmed.claim.modality != Modality::Actual || denied.claim.action == affirmed.claim.action {
        return None;
    }
    let fits = |tension: &&Tension| {
        tension.denied.contains(&denied.claim.action)
            && tension.claimed.contains(&affirmed.claim.action)
            && ways_fit(tension, denied, affirmed)
            && shares(pair, tension.share, denied, affirmed)
    };
    let tension = pair.lexicon.relations.tensions().iter().find(fits)?;
    Opinion::new(Class::Tension, tension.about.clone())
}

/// The families that the entry asks for and shuts out.
fn ways_fit(tension: &Tension, denied: &Reading, affirmed: &Reading) -> bool {
    let of = |reading: &Reading, ids: &[String]| reading.family.is_some_and(|family| ids.contains(&family.id));
    (tension.claimed_as.is_empty() || of(affirmed, &tension.claimed_as)) && !of(denied, &tension.denied_not_as)
}

fn shares(pair: &Pair, share: Share, denied: &Reading, affirmed: &Reading) -> bool {
    let relation = pair.relation();
    if relation == Relation::Other || later(denied, affirmed) {
        return false;
    }
    match share {
        Share::Place => officials_of_the_place(pair, denied, affirmed, relation),
        Share::Actor => {
            let one = pair.identity() == Identity::Same || pair.identity() == Identity::May && pair.same_lot();
            one && relation == Relation::Same
        }
        Share::Recipient => {
            // "Never received information on households", and household profiles went there.
            let owners = denied.thing.has_owner_in_common(&affirmed.thing, pair.lexicon);
            let takes_in = denied.thing.relation(&affirmed.thing, pair.lexicon) == Relation::Wider && owners;
            (relation == Relation::Same || takes_in && denied.says("ever")) && is_recipient(pair, denied, affirmed)
        }
        Share::Receiver => {
            relation == Relation::Same && denied.says("ever") && is_recipient(pair, affirmed, denied) && !affirmed.once
        }
        Share::Thing => relation == Relation::Same && pair.identity() != Identity::Other,
    }
}

/// The one who never had it is the one to whom it was given: by name, or in one affair by role ("none of our brokers", "two brokers").
fn is_recipient(pair: &Pair, has: &Reading, gave: &Reading) -> bool {
    let (actor, given) = (&has.actor, &gave.recipient);
    match actor.identity(given) {
        Identity::Same => actor.sort == Sort::Named,
        Identity::May => {
            let office = actor.authority && given.authority;
            (office || actor.head.is_some() && actor.head == given.head) && pair.same_affair()
        }
        Identity::Other if is_oneself(has, given) => true,
        Identity::Other => false,
    }
}

/// "I never saw the list", and "I gave Ana the list", where Ana Keel is the first speaker.
fn is_oneself(has: &Reading, given: &Party) -> bool {
    let i = has.actor.head.as_deref() == Some("i");
    i && given.sort == Sort::Named && !given.name.is_empty() && given.name.is_subset(&has.voice)
}

/// A denial made in public, of one thing about the same people's data: what insiders say of themselves is no tension.
fn officials_of_the_place(pair: &Pair, denied: &Reading, affirmed: &Reading, relation: Relation) -> bool {
    let reach = affirmed.actor.places.iter().chain(affirmed.places.iter());
    let place = reach.clone().any(|near| denied.recipient.places.iter().any(|of| pair.lexicon.places.agree(near, of)));
    denied.is_public()
        && denied.recipient.authority
        && denied.says("ever")
        && place
        && (relation == Relation::Same || pair.identity() == Identity::Same)
}

/// The affirmed event came after the denial was said.
fn later(denied: &Reading, affirmed: &Reading) -> bool {
    matches!((denied.said, affirmed.days), (Some(said), Some(days)) if days.first > said.last)
}
