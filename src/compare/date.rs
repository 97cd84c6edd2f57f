//! `date`: one event, two dates.
//!
//! **Finds** affirmed claims of an act that is done once to definite data (a copy taken, an archive moved, a batch deleted) by
//! parties that may be one, or of a break-in on one day (class `tension`; "we" of nobody known is whoever is said to have wiped the very same lot), whose dates share no day; and two different days since when something is so ("since June", "was given access
//! in October") or is not any more ("lost access in May").
//!
//! **Why it matters.** When something stopped, or was known, is what a company is asked under oath.
//!
//! **Example.** "We deleted the first batch on March 3." — "We deleted the first batch on August 11."
//!
//! **Silent when** the act may be done often, one side is a plan, the data is another share ("the rest"), or the coarser date holds
//! the finer.

use super::pair::{Opinion, Pair};
use super::party::Sort;
use super::reading::Reading;
use super::thing::Relation;
use crate::model::{Class, Modality};

/// Days of the longest time that dates a deed.
const SEASON: i64 = 92;

pub(super) fn find(pair: &Pair) -> Option<Opinion> {
    let (a, b) = (pair.a, pair.b);
    let done = |reading: &Reading| {
        let told = matches!(reading.claim.modality, Modality::Actual | Modality::Ability);
        told && (reading.claim.modality == Modality::Actual || begins(reading)) && !reading.says("repeated")
    };
    let both = pair.both_affirmed() && done(a) && done(b) || ended(a) && ended(b);
    if !both || a.same_breath(b) || pair.relation() != Relation::Same {
        return None;
    }
    if !pair.one_event() || !pair.same_ways() || pair.places_apart() {
        return None;
    }
    let differ = match (begins(a), begins(b)) {
        _ if broke_in(a) && broke_in(b) && (a.actor.sort != Sort::Absent || b.actor.sort != Sort::Absent) => {
            pair.same_act() && pair.same_affair() && pair.times_apart() && (definite(a) || definite(b))
        }
        _ if ended(a) => pair.same_act() && begins_apart(a, b),
        // "Six accounts can since July" tells when it came to six.
        (true, true) if a.amount.is_some() != b.amount.is_some() => false,
        (true, true) => {
            (pair.same_act() || has(a) && has(b) || pair.mirrored())
                && begins_apart(a, b)
                && (a.says("since") || b.says("since"))
        }
        (false, false) => a.once && b.once && pair.same_act() && definite(a) && definite(b) && pair.times_apart(),
        _ => false,
    };
    if !differ || !fine(a) || !fine(b) || same_words(a, b) {
        return None;
    }
    // Two break-ins there may have been.
    let class = if broke_in(a) && broke_in(b) { Class::Tension } else { Class::Direct };
    Opinion::new(class, format!("{} against {}", told(a), told(b)))
}

/// "In May" on the tape and "in May" in the paper that quotes it: the words tell of one time, whatever year each document is of.
fn same_words(a: &Reading, b: &Reading) -> bool {
    let told = |reading: &Reading| reading.claim.when_text.as_deref().map(str::to_lowercase);
    told(a).is_some_and(|text| told(b).as_ref() == Some(&text) && !text.contains(|c: char| c.is_ascii_digit()))
}

/// Somebody of whom nobody knows got to one thing on one day: "a stranger opened the vault on May 2".
fn broke_in(reading: &Reading) -> bool {
    let actor = &reading.actor;
    let they = actor.sort == Sort::Pronoun && actor.head.as_deref() == Some("they");
    let unknown = matches!(actor.sort, Sort::Anyone | Sort::Absent) || actor.intruder || actor.unknown || they;
    unknown
        && !reading.thing.part
        && reading.thing.is_close()
        && reading.days.is_some_and(|days| days.first == days.last)
}

/// "Since June", "was given access in June": from when on it is so.
fn begins(reading: &Reading) -> bool {
    reading.days.is_some() && (reading.says("since") || reading.says("onset"))
}

/// Whoever does it has the thing: "received it first in June", "has had it since May".
fn has(reading: &Reading) -> bool {
    reading.topic.has(&reading.claim.action)
}

/// "Lost access in June", "no longer since June": since when it is not so any more.
fn ended(reading: &Reading) -> bool {
    reading.is_negated() && reading.is_asserted() && reading.says("change") && reading.days.is_some()
}

/// A month or finer: "in 2021" and "in 2022" tell of two events more often than of one.
fn fine(reading: &Reading) -> bool {
    reading.days.is_some_and(|days| days.first > i64::MIN && days.last.saturating_sub(days.first) <= SEASON)
        || reading.says("since")
}

fn begins_apart(a: &Reading, b: &Reading) -> bool {
    let begin = |reading: &Reading| {
        let written = reading.claim.when_start.as_deref()?;
        // "Got it in the autumn": within a time that has an end.
        let end = reading.claim.when_end.as_deref().filter(|_| !reading.says("since")).unwrap_or(written);
        Some(super::moment::Days {
            first: crate::model::when::first_day(written)?,
            last: crate::model::when::last_day(end)?,
        })
    };
    super::pair::apart(begin(a), begin(b))
}

fn definite(reading: &Reading) -> bool {
    let thing = &reading.thing;
    !thing.part && (thing.definite || !thing.share.is_empty() || !thing.named.is_empty())
}

fn told<'a>(reading: &Reading<'a>) -> &'a str {
    let claim = reading.claim;
    claim.when_text.as_deref().or(claim.when_start.as_deref()).unwrap_or("an open date")
}
