//! `actor`: one deed, two doers; or one who alone does it, and another who does.
//!
//! **Finds** an act that is done once (a copy taken, a leak) to the same data at times that may be one, by two parties with
//! different names; an intruder against an insider, and "our own team" on a firm's tape against staff of another (class `tension`: one may be
//! called the other), or one person in one place against one in another; and "X alone decides" or "it was X who sent it" against "Y decides", "Y sent it".
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
    let picked = (a.picked || b.picked) && [a, b].iter().all(|one| matches!(one.actor.sort, Sort::Named | Sort::Staff));
    let two = (named || broke_in || picked) && a.actor.identity(&b.actor) == Identity::Other;
    let own = || pair.both_orders().into_iter().any(|(one, other)| is_of_another_house(one, other, pair));
    let elsewhere = from_two_places(pair);
    if !pair.both_affirmed() || a.same_breath(b) || !(two || own() || elsewhere) {
        return None;
    }
    let actual = a.claim.modality == Modality::Actual && b.claim.modality == Modality::Actual;
    let matter =
        actual && pair.same_act() && pair.same_affair() && !pair.times_apart() && pair.relation() == Relation::Same;
    let only = |reading: &Reading| {
        alone(reading, pair) || reading.picked && (reading.thing.definite || !reading.thing.named.is_empty())
    };
    if !matter || !(culprits(pair) || only(a) || only(b) || elsewhere) {
        return None;
    }
    let class = if named { Class::Direct } else { Class::Tension };
    Opinion::new(class, format!("{} against {}", doer(a), doer(b)))
}

/// "Our own clerks", on the tape of one firm, and staff of another.
fn is_of_another_house(ours: &Reading, other: &Reading, pair: &Pair) -> bool {
    let said = ours.claim.actor.as_deref().is_some_and(|actor| actor.to_lowercase().starts_with("our "));
    let house = ours.is_internal() && ours.claim.source.is_some();
    said && house
        && ours.actor.own_staff
        && other.actor.sort == Sort::Named
        && !ours.is_document_of(&other.actor.name, pair.lexicon)
        && !ours.same_voice(other)
        // "Call with Sarn Group": the other party may be who says "our".
        && !titled(ours, other)
}

/// The title of the one names whoever acts in the other.
fn titled(ours: &Reading, other: &Reading) -> bool {
    let title = super::words::plain(ours.claim.title.as_deref().unwrap_or_default());
    other.actor.name.iter().all(|word| title.contains(word))
}

/// One of the house, or who was.
fn is_insider(reading: &Reading) -> bool {
    !reading.actor.intruder && matches!(reading.actor.sort, Sort::Staff | Sort::Named) && reading.actor.head.is_some()
}

/// One copy was taken, one leak made: two names for it do not go together.
fn culprits(pair: &Pair) -> bool {
    deed(pair.a) && deed(pair.b) && pair.same_ways() && !pair.places_apart()
}

/// Done once, to things that are told apart.
fn deed(reading: &Reading) -> bool {
    reading.family.is_some_and(|family| family.deed) && (reading.thing.definite || !reading.thing.named.is_empty())
}

/// "Somebody in Tromso pulled the file", and "a clerk in Bergen did".
fn from_two_places(pair: &Pair) -> bool {
    let sits = |reading: &Reading| matches!(reading.actor.sort, Sort::Anyone | Sort::Staff) && !reading.actor.apart;
    let one = |reading: &Reading| single(reading) && deed(reading) && sits(reading);
    one(pair.a) && one(pair.b) && !pair.same_actor_place() && pair.same_lot()
}

/// One person: "a clerk", "somebody".
fn single(reading: &Reading) -> bool {
    let first = super::words::plain(reading.claim.actor.as_deref().unwrap_or_default()).into_iter().next();
    let one = ["a", "an", "one", "somebody", "someone", "the"];
    reading.picked || first.is_some_and(|first| one.contains(&first.as_str()))
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
