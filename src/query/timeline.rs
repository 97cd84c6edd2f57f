//! Claims to events: what happened when, by whose word.

use crate::model::{Claim, Event, Polarity, digest};
use std::collections::{BTreeMap, BTreeSet};

/// Claims that share action, actor and time spoken of are one event; undated ones come last.
pub fn timeline(claims: &[Claim]) -> Vec<Event> {
    let mut groups: BTreeMap<Key, Vec<&Claim>> = BTreeMap::new();
    for claim in claims {
        groups.entry(key(claim)).or_default().push(claim);
    }
    let mut events: Vec<Event> = groups.values().map(|group| event(group)).collect();
    events.sort_by(|a, b| {
        let undated = a.when_start.is_none().cmp(&b.when_start.is_none());
        undated.then_with(|| (&a.when_start, &a.when_end, &a.id).cmp(&(&b.when_start, &b.when_end, &b.id)))
    });
    events
}

type Key = (Option<String>, Option<String>, Option<String>, String, String);

fn key(claim: &Claim) -> Key {
    // An undated claim is an event of its own: nothing tells that two of them are the same one.
    let alone = if claim.when_start.is_none() { claim.id.clone() } else { String::new() };
    (claim.when_start.clone(), claim.when_end.clone(), claim.actor_name.clone(), claim.action.clone(), alone)
}

fn event(group: &[&Claim]) -> Event {
    let first = group[0];
    let count = |names: BTreeSet<&str>| names.len();
    let speakers = group.iter().filter_map(|claim| claim.attributed_name.as_deref().or(claim.speaker.as_deref()));
    let denials = group.iter().filter(|claim| claim.polarity == Polarity::Negated).count();
    Event {
        id: digest::key(&group.iter().map(|claim| claim.id.as_str()).collect::<Vec<_>>()),
        when_start: first.when_start.clone(),
        when_end: first.when_end.clone(),
        when_grain: first.when_grain.clone(),
        when_basis: first.when_basis.clone(),
        what: first.evidence.clone(),
        actor: first.actor_name.clone().or_else(|| first.actor.clone()),
        action: first.action.clone(),
        claims: group.len(),
        documents: count(group.iter().map(|claim| claim.document.as_str()).collect()),
        origins: count(group.iter().map(|claim| claim.origin.as_deref().unwrap_or(&claim.document)).collect()),
        statements: count(group.iter().map(|claim| claim.evidence.as_str()).collect()),
        speakers: count(speakers.collect()),
        disputed: denials > 0 && denials < group.len(),
        document: first.document.clone(),
        line: first.line,
        start: first.start,
        end: first.end,
        evidence: first.evidence.clone(),
    }
}
