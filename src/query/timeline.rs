//! Claims to events: what happened when, by whose word.
//!
//! Claims of one act on the same data by the same actor are one event where their times meet: the finest time is kept, and a coarser
//! one joins the event that it holds, if it holds one alone. Denials stand with what they deny and mark the event as disputed. An
//! undated claim is an event of its own, unless it stands word for word in another document.

use crate::model::when::{first_day, last_day};
use crate::model::{Claim, DocumentKind, Event, Modality, Polarity, digest};
use std::collections::{BTreeMap, BTreeSet};

/// Events in the order of their time; undated ones come last.
pub fn timeline(claims: &[Claim]) -> Vec<Event> {
    let mut matters: BTreeMap<Matter, Vec<&Claim>> = BTreeMap::new();
    for claim in claims {
        matters.entry(Matter::of(claim)).or_default().push(claim);
    }
    let mut events: Vec<Event> = matters.into_values().flat_map(events_of).collect();
    events.sort_by(|a, b| order(a).cmp(&order(b)));
    events
}

/// How many dated events begin in each month from the first to the last, empty months among them: `("2022-06", 3)`.
/// An event told by the year alone counts for none.
pub fn density(events: &[Event]) -> Vec<(String, usize)> {
    let months = events.iter().filter_map(|event| event.when_start.as_deref()?.get(..7));
    let mut counted: BTreeMap<(i32, i32), usize> = BTreeMap::new();
    for (year, month) in months.filter_map(|month| Some((month.get(..4)?.parse().ok()?, month.get(5..)?.parse().ok()?)))
    {
        *counted.entry((year, month)).or_default() += 1;
    }
    let (Some(first), Some(last)) = (counted.keys().next().copied(), counted.keys().next_back().copied()) else {
        return Vec::new();
    };
    let number = |(year, month): (i32, i32)| year * 12 + month - 1;
    let all = (number(first)..=number(last)).map(|number| (number.div_euclid(12), number.rem_euclid(12) + 1));
    all.map(|month| (format!("{:04}-{:02}", month.0, month.1), counted.get(&month).copied().unwrap_or(0))).collect()
}

fn order(event: &Event) -> impl Ord + '_ {
    let begin = event.when_start.as_ref().or(event.when_end.as_ref());
    (begin.is_none(), begin, &event.when_end, &event.document, event.start, &event.id)
}

/// What makes two claims speak of one matter, whatever their time.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Matter {
    topic: String,
    action: String,
    actor: Vec<String>,
    object: Vec<String>,
}

impl Matter {
    fn of(claim: &Claim) -> Matter {
        let actor = claim.actor_name.as_deref().or(claim.actor_org.as_deref()).or(claim.actor.as_deref());
        Matter {
            topic: claim.topic.clone(),
            action: claim.action.clone(),
            actor: telling(actor.unwrap_or_default()),
            object: telling(claim.object.as_deref().unwrap_or_default()),
        }
    }
}

/// The words of a phrase up to its first preposition, in order, without articles, possessors and plural endings.
fn telling(phrase: &str) -> Vec<String> {
    const SMALL: [&str; 22] = [
        "the", "a", "an", "our", "its", "their", "his", "her", "my", "your", "any", "all", "no", "some", "this",
        "that", "these", "those", "every", "each", "of", "also",
    ];
    const ENDS: [&str; 8] = ["in", "on", "at", "from", "with", "about", "who", "which"];
    let phrase = phrase.to_lowercase().replace('\u{2019}', "'");
    let words = phrase.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '-')).filter(|word| !word.is_empty());
    let own = words.take_while(|word| !ENDS.contains(word)).filter(|word| !SMALL.contains(word));
    own.filter(|word| !word.ends_with("'s") && !word.ends_with("s'"))
        .map(|word| {
            word.strip_suffix('s').filter(|stem| stem.len() > 3 && !stem.ends_with('s')).unwrap_or(word).to_string()
        })
        .collect()
}

/// The days that a claim speaks of, both included.
fn days(claim: &Claim) -> Option<(i64, i64)> {
    let first = claim.when_start.as_deref().and_then(first_day);
    let last = claim.when_end.as_deref().and_then(last_day);
    (first.is_some() || last.is_some()).then(|| (first.unwrap_or(i64::MIN), last.unwrap_or(i64::MAX)))
}

fn events_of(mut claims: Vec<&Claim>) -> Vec<Event> {
    claims.sort_by(|a, b| preference(a).cmp(&preference(b)));
    let mut dated: Vec<((i64, i64), Vec<&Claim>)> = Vec::new();
    let mut undated: BTreeMap<String, Vec<&Claim>> = BTreeMap::new();
    for claim in claims {
        let Some(time) = days(claim) else {
            undated.entry(claim.evidence.to_lowercase()).or_default().push(claim);
            continue;
        };
        let mut within = dated.iter_mut().filter(|(known, _)| time.0 <= known.0 && known.1 <= time.1);
        match (within.next(), within.next()) {
            (Some((_, group)), None) => group.push(claim),
            _ => match dated.iter_mut().find(|(known, _)| *known == time) {
                Some((_, group)) => group.push(claim),
                None => dated.push((time, vec![claim])),
            },
        }
    }
    dated.into_iter().map(|(_, group)| group).chain(undated.into_values()).map(|group| event(&group)).collect()
}

/// The finest time first; then what is told as fact, at first hand, early.
fn preference(claim: &Claim) -> impl Ord + use<'_> {
    let length = days(claim).map_or(i64::MAX, |(first, last)| last.saturating_sub(first));
    (
        length,
        claim.modality != Modality::Actual,
        claim.polarity == Polarity::Negated,
        claim.kind == DocumentKind::Article,
        claim.published.as_deref().unwrap_or("~"),
        &claim.document,
        claim.start,
        &claim.id,
    )
}

fn event(group: &[&Claim]) -> Event {
    let best = group[0];
    let speakers = group.iter().filter_map(|claim| claim.attributed_name.as_deref().or(claim.speaker.as_deref()));
    Event {
        id: digest::key(&[
            &best.id,
            best.when_start.as_deref().unwrap_or_default(),
            best.when_end.as_deref().unwrap_or_default(),
        ]),
        when_start: best.when_start.clone(),
        when_end: best.when_end.clone(),
        when_grain: best.when_grain.clone(),
        when_basis: best.when_basis.clone(),
        what: what(best),
        actor: best.actor_name.clone().or_else(|| best.actor.clone()),
        action: best.action.clone(),
        claims: group.len(),
        documents: distinct(group.iter().map(|claim| claim.document.as_str())),
        origins: distinct(group.iter().map(|claim| claim.origin.as_deref().unwrap_or(&claim.document))),
        statements: distinct(group.iter().map(|claim| claim.evidence.as_str())),
        speakers: distinct(speakers),
        disputed: disputed(group),
        document: best.document.clone(),
        line: best.line,
        start: best.start,
        end: best.end,
        evidence: best.evidence.clone(),
    }
}

fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> usize {
    names.collect::<BTreeSet<&str>>().len()
}

/// Some assert it and some deny it.
fn disputed(group: &[&Claim]) -> bool {
    let asserted = |claim: &&&Claim| matches!(claim.modality, Modality::Actual | Modality::Ability);
    let polarities: BTreeSet<Polarity> = group.iter().filter(asserted).map(|claim| claim.polarity).collect();
    polarities.len() > 1
}

/// Actor, act and data in the words of the text, where they stand in that order; else the evidence.
fn what(claim: &Claim) -> String {
    let parts = [claim.actor.as_deref(), Some(claim.trigger.as_str()), claim.object.as_deref()];
    let mut from = 0;
    for part in parts.iter().flatten() {
        match claim.evidence.get(from..).and_then(|rest| rest.find(part)) {
            Some(at) => from += at + part.len(),
            None => return claim.evidence.clone(),
        }
    }
    let not = (claim.polarity == Polarity::Negated).then_some("not:");
    not.into_iter().chain(parts.into_iter().flatten()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_of_one_thing_fall_together() {
        assert_eq!(telling("the patients' blood scans"), ["blood", "scan"]);
        assert_eq!(telling("Any blood scan in the archive"), ["blood", "scan"]);
    }

    #[test]
    fn months_without_events_are_counted_too() {
        let event = |month: &str| Event {
            id: String::new(),
            when_start: Some(month.to_string()),
            when_end: None,
            when_grain: None,
            when_basis: None,
            what: String::new(),
            actor: None,
            action: String::new(),
            claims: 1,
            documents: 1,
            origins: 1,
            statements: 1,
            speakers: 1,
            disputed: false,
            document: String::new(),
            line: 1,
            start: 0,
            end: 0,
            evidence: String::new(),
        };
        let found = density(&[event("2022-11-03"), event("2023-01"), event("2022-11"), event("2021")]);
        let months: Vec<(&str, usize)> = found.iter().map(|(month, count)| (month.as_str(), *count)).collect();
        assert_eq!(months, [("2022-11", 2), ("2022-12", 0), ("2023-01", 1)]);
    }
}
