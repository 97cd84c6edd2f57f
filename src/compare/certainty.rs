//! `certainty`: what one holds for certain, another calls possible or alleged; what one says is done, another later still plans.
//!
//! **Finds** an affirmed event told as fact against the same event told as possible ("may have"), where the hedge is the later
//! or both are of one day ("could be reading it" is a possibility, too); a hedge that became a fact when one text retold another; and a deed told as done against a plan to do it
//! that was told later, after the day of the deed, or that names a day still to come ("is encrypted" tells of the deed as well); and in the press a deed where the source tells only that somebody could.
//!
//! **Why it matters.** "Confirmed" inside and "may have" outside is how a company buys time; "alleged" told as fact is how a
//! newspaper errs.
//!
//! **Example.** "Somebody copied the register, it is in the log." — "An outside party may have copied a part of the register."
//!
//! **Silent when** the hedge came first (knowledge grew), the hedge is a fear of what may come, or the plan came first and was kept.

use super::pair::{Opinion, Pair};
use super::party::{Identity, Sort};
use super::reading::Reading;
use super::thing::Relation;
use crate::lexicon::Lexicon;
use crate::model::{Attribution, Class, DocumentKind, Modality};

pub(super) fn find(pair: &Pair) -> Option<Opinion> {
    if !pair.both_affirmed() || pair.a.same_breath(pair.b) || !same_event(pair) {
        return None;
    }
    let found = pair.both_orders().into_iter().find_map(|(fact, other)| {
        if fact.claim.modality != Modality::Actual || fact.says("hedge") {
            return None;
        }
        match other.claim.modality {
            Modality::Planned if done_before_planned(fact, other) => Some("told as done before it was planned"),
            _ if pair.times_apart() => None,
            Modality::Possible if hedged(other) && not_before(other, fact, pair) => {
                Some("a fact against a possibility")
            }
            Modality::Possible | Modality::Actual if hedged(other) && alleged_told_as_fact(fact, other, pair) => {
                Some(ALLEGED_AS_FACT)
            }
            Modality::Planned if planned_later(fact, other, pair) => Some("told as done, later told as planned"),
            Modality::Planned if before_its_day(fact, other, pair) => {
                Some("told as done before the day it was planned for")
            }
            Modality::Ability if can_told_as_did(fact, other, pair) => Some(CAN_AS_DID),
            _ => None,
        }
    });
    Opinion::new(Class::Tension, found?)
}

/// Days in which papers write from one another.
const WEEK: i64 = 7;

fn same_event(pair: &Pair) -> bool {
    let data = matches!(pair.relation(), Relation::Same);
    data && pair.same_act()
        && pair.same_ways()
        && !pair.places_apart()
        && (pair.identity() != Identity::Other || indefinite(pair) || pair.one_event())
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
    // "They could be reading it": of what is.
    let words = super::words::plain(&reading.claim.evidence);
    let going_on = words.windows(3).any(|three| {
        ["may", "might", "could"].contains(&three[0].as_str()) && three[1] == "be" && three[2].ends_with("ing")
    });
    reading.says("hedge") && (reading.says("perfect") || !reading.says("modal"))
        || reading.claim.modality == Modality::Possible && going_on
}

/// Later or on the same day; one text retelling the other is no growth of knowledge.
fn not_before(hedge: &Reading, fact: &Reading, pair: &Pair) -> bool {
    let retold = hedge.claim.document != fact.claim.document && hedge.origin() == fact.origin();
    let later = matches!((hedge.said, fact.said), (Some(h), Some(f)) if h.last >= f.first);
    // Another paper of the same days has no knowledge of its own.
    let papers = [hedge, fact].iter().all(|one| one.claim.kind == DocumentKind::Article && one.thing.is_close());
    let same_days = matches!((hedge.said, fact.said), (Some(h), Some(f)) if h.about(WEEK).overlaps(f));
    let copied =
        papers && same_days && hedge.claim.document != fact.claim.document && pair.identity() == Identity::Same;
    later || retold || copied || pair.a.claim.document == pair.b.claim.document
}

/// The reason of a pair that a third claim may clear: somebody at the source says that it was done.
pub(super) const CAN_AS_DID: &str = "able to, told as done";
/// Likewise.
pub(super) const ALLEGED_AS_FACT: &str = "alleged, told as fact";

/// The press tells in its own words as a fact what was only alleged before.
fn alleged_told_as_fact(fact: &Reading, hedge: &Reading, pair: &Pair) -> bool {
    fact.claim.kind == DocumentKind::Article
        && fact.claim.attribution == Attribution::Narration
        && fact.voice.is_empty()
        && fact.claim.document != hedge.claim.document
        && (pair.identity() == Identity::Same || intruders(fact, hedge) && pair.same_lot())
}

/// "They may have copied it", said of those whom the press calls attackers.
fn intruders(fact: &Reading, hedge: &Reading) -> bool {
    let unknown = matches!(hedge.actor.sort, Sort::Pronoun | Sort::Anyone | Sort::Absent) || hedge.actor.unknown;
    fact.actor.intruder && (hedge.actor.intruder || unknown)
}

/// The plan names a day that was still to come when it was told as done.
fn before_its_day(fact: &Reading, plan: &Reading, pair: &Pair) -> bool {
    let early = matches!((plan.days, fact.said), (Some(planned), Some(said)) if planned.first > said.last);
    let planned_first = matches!((plan.said, fact.said), (Some(p), Some(f)) if p.first <= f.last);
    let definite = |reading: &Reading| {
        let thing = &reading.thing;
        !thing.is_general() && (thing.definite || !thing.owners.is_empty()) && !thing.part
    };
    early
        && planned_first
        && fact.days.is_none()
        && (fact.once || fact.says("perfect") || done_to(fact))
        && definite(fact)
        && definite(plan)
        && pair.identity() != Identity::Other
}

/// The deed is dated before somebody told it as a plan.
fn done_before_planned(fact: &Reading, plan: &Reading) -> bool {
    let before = matches!((fact.days, plan.said), (Some(done), Some(said)) if done.last < said.first);
    let done = fact.once || fact.claim.trigger.split(' ').next().is_some_and(|verb| verb.ends_with("ed"));
    let told = |reading: &Reading| reading.thing.definite && reading.thing.is_close() && !reading.thing.part;
    before && done && told(fact) && told(plan) && !fact.says("repeated")
}

/// "The archive is encrypted": what the deed leaves behind.
pub(super) fn done_to(fact: &Reading) -> bool {
    let states = fact.topic.lasts(&fact.claim.action);
    let done = fact.claim.trigger.split(' ').next().is_some_and(|verb| verb.ends_with("ed"));
    states && fact.claim.actor.is_none() && done
}

/// The press tells as a deed, by the same verb or of the very same data, what a tape, a witness or the text it copies says somebody could do.
fn can_told_as_did(fact: &Reading, able: &Reading, pair: &Pair) -> bool {
    let verb = |reading: &Reading| super::words::plain(&reading.claim.trigger).into_iter().next().unwrap_or_default();
    let (did, can) = (verb(fact), verb(able));
    let source = able.firsthand || fact.origin() == able.origin() && fact.claim.document != able.claim.document;
    source
        && fact.claim.kind == DocumentKind::Article
        && fact.claim.attribution == Attribution::Narration
        && !can.is_empty()
        && (did.starts_with(stem(&can))
            || can.starts_with(stem(&did))
            || pair.same_lot() && fact.family.is_none_or(|family| family.light))
        && (pair.identity() == Identity::Same || one_trade(fact, able, pair))
}

/// "An Oslo admin", "an administrator in Oslo".
fn one_trade(fact: &Reading, able: &Reading, pair: &Pair) -> bool {
    pair.identity() == Identity::May && fact.actor.same_trade(&able.actor) && pair.same_lot() && pair.same_affair()
}

/// What the forms of a verb begin with: "cop" of "copy" and "copied".
fn stem(verb: &str) -> &str {
    verb.trim_end_matches(['e', 'y'])
}

/// Somebody at the source says that it was done.
pub(super) fn bears_out(source: &Reading, told: &Reading, lexicon: &Lexicon) -> bool {
    source.firsthand
        && source.is_asserted()
        && source.claim.modality == Modality::Actual
        && source.claim.action == told.claim.action
        && (source.claim.document == told.claim.document || !source.names.is_disjoint(told.names))
        && source.thing.relation(&told.thing, lexicon) != Relation::Other
        && source.actor.identity(&told.actor) != Identity::Other
}

fn planned_later(fact: &Reading, plan: &Reading, pair: &Pair) -> bool {
    let definite = |reading: &Reading| reading.once && !reading.thing.is_general() && !reading.thing.part;
    let later = matches!((plan.said, fact.said), (Some(p), Some(f)) if p.first > f.last);
    later
        && definite(fact)
        && definite(plan)
        && pair.identity() != Identity::Other
        && !plan.days.is_some_and(|days| match fact.days {
            Some(done) => days.first > done.last,
            // "All of the tickets are deleted", and later "we will wipe the tickets in June".
            None => !(pair.same_lot() && fact.says("perfect")),
        })
}
