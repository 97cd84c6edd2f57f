//! `actor`: one deed, two doers; or one who alone does it, and another who does.
//!
//! **Finds** an act that is done once (a copy taken, a leak) to the same data at times that may be one, by two parties with
//! different names; an intruder against an insider (class `tension`: one may be called the other); and "X alone decides" against
//! "Y decides".
//!
//! **Why it matters.** Who did it is the question; a witness who names another is either wrong or not truthful.
//!
//! **Example.** "A contractor's engineer downloaded the register." — "A former employee of the clinic downloaded the register."
//!
//! **Silent when** one party may be the other (no name, a role that fits), the act may be done by many, or the times differ.

use super::pair::{Opinion, Pair};
use super::party::{Identity, Sort};
use super::reading::Reading;
use super::thing::Relation;
use crate::model::{Class, Modality};

pub(super) fn find(pair: &Pair) -> Option<Opinion> {
    let (a, b) = (pair.a, pair.b);
    let named = a.actor.sort == Sort::Named && b.actor.sort == Sort::Named;
    let broke_in = pair.both_orders().into_iter().any(|(one, other)| one.actor.intruder && is_insider(other));
    if !pair.both_affirmed()
        || a.same_breath(b)
        || !(named || broke_in)
        || a.actor.identity(&b.actor) != Identity::Other
    {
        return None;
    }
    let actual = a.claim.modality == Modality::Actual && b.claim.modality == Modality::Actual;
    let matter =
        actual && pair.same_act() && pair.same_affair() && !pair.times_apart() && pair.relation() == Relation::Same;
    if !matter || !(culprits(pair) || alone(a, pair) || alone(b, pair)) {
        return None;
    }
    let class = if named { Class::Direct } else { Class::Tension };
    Opinion::new(class, format!("{} against {}", doer(a), doer(b)))
}

/// One of the house, or who was.
fn is_insider(reading: &Reading) -> bool {
    !reading.actor.intruder && matches!(reading.actor.sort, Sort::Staff | Sort::Named) && reading.actor.head.is_some()
}

/// One copy was taken, one leak made: two names for it do not go together.
fn culprits(pair: &Pair) -> bool {
    let deed = |reading: &Reading| {
        reading.family.is_some_and(|family| family.deed) && (reading.thing.definite || !reading.thing.named.is_empty())
    };
    deed(pair.a) && deed(pair.b) && pair.same_ways() && !pair.places_apart()
}

fn alone(reading: &Reading, pair: &Pair) -> bool {
    let lows = super::words::plain(reading.claim.actor.as_deref().unwrap_or_default());
    let after =
        reading.claim.actor.as_deref().and_then(|actor| reading.claim.evidence.split_once(actor)).map(|(_, rest)| rest);
    let next = after.map(super::words::plain).unwrap_or_default();
    let first = &next[..next.len().min(1)];
    !reading.says("not_only")
        && (pair.lexicon.relations.found("only", &lows) || pair.lexicon.relations.found("only", first))
}

fn doer<'a>(reading: &Reading<'a>) -> &'a str {
    reading.claim.actor.as_deref().unwrap_or("somebody")
}
