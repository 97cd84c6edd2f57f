//! Which mentions of one document are the same actor, where that is certain.

use super::names::Name;
use crate::lexicon::Lexicon;
use crate::lexicon::actors::{Gender, Pronoun};
use crate::model::{ActorKind, ActorMention, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Sets each mention's `name` to the fullest name of its actor in the document; unsets it where two could be meant.
pub fn name(text: &str, mentions: &mut [ActorMention], names: &[Name], sentences: &[Span], lexicon: &Lexicon) {
    let full = fullest(text, mentions, names);
    for mention in mentions.iter_mut() {
        mention.name = mention.name.take().and_then(|name| full.get(&name).cloned().unwrap_or(Some(name)));
        mention.organisation = mention.organisation.take().map(|name| full.get(&name).cloned().flatten().unwrap_or(name));
    }
    anaphora(text, mentions, sentences, lexicon);
}

/// Spelling to fullest name; `None` where the spelling fits two.
fn fullest(text: &str, mentions: &[ActorMention], names: &[Name]) -> BTreeMap<String, Option<String>> {
    let mut kinds: BTreeMap<&str, ActorKind> = BTreeMap::new();
    for name in names {
        kinds.insert(&name.text, name.kind.expect("names without a kind are dropped"));
    }
    let mut full = BTreeMap::new();
    for (short, kind) in &kinds {
        let bearers: BTreeSet<&str> = match kind {
            ActorKind::Person => kinds.iter().filter(|(long, of)| **of == ActorKind::Person && is_person_short(short, long)).map(|(long, _)| *long).collect(),
            _ => kinds.iter().filter(|(long, of)| **of != ActorKind::Person && is_firm_short(short, long)).map(|(long, _)| *long).collect(),
        };
        let maximal: Vec<&str> = bearers.iter().filter(|long| !bearers.iter().any(|other| other != *long && is_person_short(long, other))).copied().collect();
        match maximal.as_slice() {
            [] => {}
            [only] => drop(full.insert((*short).to_string(), Some((*only).to_string()))),
            _ => drop(full.insert((*short).to_string(), None)),
        }
    }
    bracketed(text, mentions, &mut full);
    full
}

/// "Dacosta" and "Lionel" for "Lionel Dacosta", "L. Dacosta" too; a surname one letter off when it is long.
fn is_person_short(short: &str, long: &str) -> bool {
    let (a, b): (Vec<&str>, Vec<&str>) = (short.split(' ').collect(), long.split(' ').collect());
    if a.len() >= b.len() && !(a.len() == b.len() && a[0].trim_end_matches('.').len() == 1 && a != b) {
        return false;
    }
    let (last_a, last_b) = (a[a.len() - 1], b[b.len() - 1]);
    let near = last_a.len() >= 6 && last_b.len() >= 6 && last_a.chars().next() == last_b.chars().next() && strsim::osa_distance(last_a, last_b) == 1;
    if a.len() == 1 {
        return last_a == last_b || near || short == b[0];
    }
    let first = a[0].trim_end_matches('.');
    (last_a == last_b) && (b[0] == first || first.len() == 1 && b[0].starts_with(first))
}

/// "Quellmark" for "Quellmark Foods", "the Guild" for "Ellery Fishermen's Guild", "NGA" for "Northern Grid Authority".
fn is_firm_short(short: &str, long: &str) -> bool {
    if short == long || long.len() <= short.len() {
        return false;
    }
    let prefix = long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' ') && rest.split_whitespace().count() <= 2);
    let suffix = !short.contains(' ') && long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '));
    prefix || suffix || initials(long) == short && short.len() > 2
}

fn initials(name: &str) -> String {
    name.split([' ', '-']).filter(|word| word.starts_with(char::is_uppercase)).filter_map(|word| word.chars().next()).collect()
}

/// "Northern Grid Authority (NGA)": the bracket holds another spelling.
fn bracketed(text: &str, mentions: &[ActorMention], full: &mut BTreeMap<String, Option<String>>) {
    for pair in mentions.windows(2) {
        let [long, short] = pair else { continue };
        let between = text.get(long.span.end..short.span.start).unwrap_or_default();
        let closed = text[short.span.end..].starts_with(')');
        if let (Some(long), Some(short)) = (&long.name, &short.name)
            && matches!(between.trim(), "(" | "(the")
            && closed
            && short.len() < long.len()
        {
            full.insert(short.clone(), Some(long.clone()));
        }
    }
}

/// "the company", "the spokesman", "he": named only where one alone can be meant.
fn anaphora(text: &str, mentions: &mut [ActorMention], sentences: &[Span], lexicon: &Lexicon) {
    let genders = genders(text, mentions, lexicon);
    for at in 0..mentions.len() {
        if mentions[at].name.is_some() {
            continue;
        }
        let words = mentions[at].span.of(text).to_lowercase();
        let name = match lexicon.actors.pronoun(&words) {
            Some(Pronoun::He) => person(text, mentions, at, Some(Gender::He), &genders, sentences),
            Some(Pronoun::She) => person(text, mentions, at, Some(Gender::She), &genders, sentences),
            Some(Pronoun::It) => thing(mentions, at, sentences, 1),
            Some(_) => None,
            None if words.starts_with("the ") && words.split(' ').count() == 2 => definite(text, mentions, at, &words[4..], sentences),
            None => None,
        };
        mentions[at].name = name;
    }
}

/// What titles, roles and the rest of the text tell of each person's gender.
fn genders(text: &str, mentions: &[ActorMention], lexicon: &Lexicon) -> BTreeMap<String, Gender> {
    let mut genders = BTreeMap::new();
    for mention in mentions.iter().filter(|mention| mention.kind == ActorKind::Person) {
        let Some(name) = &mention.name else { continue };
        let told = mention.span.of(text).split_whitespace().find_map(|word| lexicon.actors.gender(word));
        let role = mention.role.as_deref().and_then(|role| role.split(' ').find_map(|word| lexicon.actors.gender(word)));
        if let Some(gender) = told.or(role) {
            genders.insert(name.clone(), gender);
        }
    }
    genders
}

fn sentence_of(sentences: &[Span], at: usize) -> usize {
    sentences.partition_point(|sentence| sentence.start <= at).saturating_sub(1)
}

/// The one person named in this sentence before, or else in the nearest of the three sentences before that names any.
fn person(text: &str, mentions: &[ActorMention], at: usize, gender: Option<Gender>, genders: &BTreeMap<String, Gender>, sentences: &[Span]) -> Option<String> {
    let here = sentence_of(sentences, mentions[at].span.start);
    let fits = |mention: &ActorMention| {
        let known = mention.name.as_ref().and_then(|name| genders.get(name)).copied();
        mention.kind == ActorKind::Person && (known.is_none() || gender.is_none() || known == gender)
    };
    for back in 0..=3 {
        let Some(sentence) = here.checked_sub(back) else { break };
        let found: Vec<&ActorMention> =
            mentions[..at].iter().filter(|mention| sentence_of(sentences, mention.span.start) == sentence && fits(mention)).collect();
        if found.is_empty() {
            continue;
        }
        let names: BTreeSet<&String> = found.iter().filter_map(|mention| mention.name.as_ref()).collect();
        let unnamed = found.iter().any(|mention| mention.name.is_none() && mention.span.of(text).contains(' '));
        return match (names.len(), unnamed) {
            (1, false) => names.first().map(|name| (*name).clone()),
            _ => None,
        };
    }
    None
}

/// The one organisation in this sentence before or in the nearest before it.
fn thing(mentions: &[ActorMention], at: usize, sentences: &[Span], reach: usize) -> Option<String> {
    let here = sentence_of(sentences, mentions[at].span.start);
    for back in 0..=reach {
        let Some(sentence) = here.checked_sub(back) else { break };
        let names: BTreeSet<&String> = mentions[..at]
            .iter()
            .filter(|mention| sentence_of(sentences, mention.span.start) == sentence && matches!(mention.kind, ActorKind::Organisation | ActorKind::Government))
            .filter_map(|mention| mention.name.as_ref())
            .collect();
        match names.len() {
            0 => continue,
            1 => return names.first().map(|name| (*name).clone()),
            _ => return None,
        }
    }
    None
}

/// "the company", "the director": somebody who bore that role before; for a firm also the one that the document is about.
fn definite(text: &str, mentions: &[ActorMention], at: usize, role: &str, sentences: &[Span]) -> Option<String> {
    let kind = mentions[at].kind;
    let bears = |mention: &&ActorMention| mention.role.as_deref().is_some_and(|own| own.to_lowercase().split(' ').next_back() == Some(role));
    let names: BTreeSet<&String> = mentions.iter().filter(|mention| mention.kind == kind).filter(bears).filter_map(|mention| mention.name.as_ref()).collect();
    if names.len() == 1 {
        return names.first().map(|name| (*name).clone());
    }
    if names.len() > 1 || kind != ActorKind::Organisation {
        return None;
    }
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for mention in mentions.iter().filter(|mention| mention.kind == kind && mention.span.of(text).starts_with(char::is_uppercase)) {
        if let Some(name) = &mention.name {
            *counts.entry(name).or_default() += 1;
        }
    }
    let total: usize = counts.values().sum();
    let (main, count) = counts.iter().max_by_key(|(name, count)| (**count, std::cmp::Reverse(*name)))?;
    let here = sentence_of(sentences, mentions[at].span.start);
    let near = mentions[..at].iter().any(|mention| mention.name.as_ref() == Some(*main) && sentence_of(sentences, mention.span.start) + 3 >= here);
    (count * 2 > total && near).then(|| (*main).clone()).or_else(|| thing(mentions, at, sentences, 2))
}
