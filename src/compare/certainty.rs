//! `certainty`: what one holds for certain, another calls possible or alleged; what one says is done, another later still plans.
//!
//! **Finds** an affirmed event told as fact against the same event told as possible ("may have"), where the hedge is the later
//! or both are of one day; a hedge that became a fact when one text retold another; and a deed told as done against a plan to do it
//! that was told later.
//!
//! **Why it matters.** "Confirmed" inside and "may have" outside is how a company buys time; "alleged" told as fact is how a
//! newspaper errs.
//!
//! **Example.** "Somebody copied the register, it is in the log." — "An outside party may have copied a part of the register."
//!
//! **Silent when** the hedge came first (knowledge grew), the hedge is a fear of what may come, or the plan came first and was kept.

use super::pair::{Opinion, Pair};
use super::party::Identity;
use super::reading::Reading;
use super::thing::Relation;
use crate::model::{Class, Modality};

pub(super) fn find(pair: &Pair) -> Option<Opinion> {
    if !pair.both_affirmed() || pair.a.same_breath(pair.b) || !same_event(pair) {
        return None;
    }
    let found = pair.both_orders().into_iter().find_map(|(fact, other)| {
        if fact.claim.modality != Modality::Actual || fact.says("hedge") {
            return None;
        }
        match other.claim.modality {
            Modality::Possible if hedged(other) && not_before(other, fact, pair) => {
                Some("a fact against a possibility")
            }
            Modality::Planned if planned_later(fact, other, pair) => Some("told as done, later told as planned"),
            _ => None,
        }
    });
    Opinion::new(Class::Tension, found?)
}

fn same_event(pair: &Pair) -> bool {
    let data = matches!(pair.relation(), Relation::Same);
    data && pair.same_act()
        && !pair.times_apart()
        && pair.same_ways()
        && !pair.places_apart()
        && (pair.identity() != Identity::Other || indefinite(pair))
}

/// "Somebody", "an outside party" may be anyone.
fn indefinite(pair: &Pair) -> bool {
    pair.same_affair()
        && (pair.lexicon.relations.found("anyone", &actor(pair.a))
            || pair.lexicon.relations.found("anyone", &actor(pair.b)))
}

fn actor(reading: &Reading) -> Vec<String> {
    super::words::plain(reading.claim.actor.as_deref().unwrap_or_default())
}

/// A hedge about what was, not a fear of what may come.
fn hedged(reading: &Reading) -> bool {
    reading.says("hedge") && (reading.says("perfect") || !reading.says("modal"))
}

/// Later or on the same day; one text retelling the other is no growth of knowledge.
fn not_before(hedge: &Reading, fact: &Reading, pair: &Pair) -> bool {
    let retold =
        hedge.claim.document != fact.claim.document && hedge.claim.origin.is_some() && hedge.origin() == fact.origin();
    let later = matches!((hedge.said, fact.said), (Some(h), Some(f)) if h.last >= f.first);
    later || retold || pair.a.claim.document == pair.b.claim.document
}

fn planned_later(fact: &Reading, plan: &Reading, pair: &Pair) -> bool {
    let definite = |reading: &Reading| reading.once && !reading.thing.is_general() && !reading.thing.part;
    let later = matches!((plan.said, fact.said), (Some(p), Some(f)) if p.first > f.last);
    later
        && definite(fact)
        && definite(plan)
        && pair.identity() != Identity::Other
        && !plan.days.is_some_and(|days| fact.days.is_none_or(|done| days.first > done.last && fact.days.is_some()))
}
