//! One name for one actor over all documents, written into claims and quotations.

use crate::lexicon::Lexicon;
use crate::model::{ActorKind, Reading};
use crate::resolve::actors::{Names, Spelling, names};
use std::collections::BTreeMap;

/// Gives each claim's and each quotation's actor the name that the whole case uses.
pub fn name(readings: &mut [Reading], lexicon: &Lexicon) -> Names {
    let spellings: Vec<Spelling> = readings.iter().flat_map(spellings).collect();
    let names = names(&spellings, &lexicon.own_actors, lexicon);
    for Reading { document, claims, quotes, .. } in readings {
        let known = |name: &mut Option<String>| {
            if let Some(canonical) = name.as_deref().and_then(|spelling| names.name(&document.path, spelling)) {
                *name = Some(canonical.to_string());
            }
        };
        for claim in claims {
            known(&mut claim.actor_name);
            known(&mut claim.attributed_name);
        }
        quotes.iter_mut().for_each(|quote| known(&mut quote.speaker_name));
    }
    names
}

/// The spellings of one document: its mentions by their name, its speakers by their label.
fn spellings(reading: &Reading) -> Vec<Spelling> {
    let path = &reading.document.path;
    let mut found: BTreeMap<String, Spelling> = BTreeMap::new();
    let new = |text: &str, kind| Spelling {
        document: path.clone(),
        text: text.to_string(),
        kind,
        organisation: None,
        role: None,
        count: 0,
        claims: 0,
    };
    for mention in &reading.actors {
        let Some(name) = &mention.name else { continue };
        let spelling = found.entry(name.clone()).or_insert_with(|| new(name, mention.kind));
        spelling.count += 1;
        spelling.organisation = spelling.organisation.take().or_else(|| mention.organisation.clone());
        spelling.role = spelling.role.take().or_else(|| mention.role.clone());
    }
    let labels = reading.document.turns.iter().filter_map(|turn| turn.speaker.as_ref());
    let speakers = reading.quotes.iter().filter_map(|quote| quote.speaker_name.as_ref());
    for label in labels {
        found.entry(label.clone()).or_insert_with(|| new(label, ActorKind::Person)).count += 1;
    }
    // Words that stand for somebody without a name ("the statement") are no spelling of anybody's.
    for name in speakers {
        if let Some(spelling) = found.get_mut(name) {
            spelling.count += 1;
        }
    }
    for claim in &reading.claims {
        if let Some(name) = &claim.actor_name {
            found.entry(name.clone()).or_insert_with(|| new(name, ActorKind::Organisation)).claims += 1;
        }
        if let Some(spelling) = claim.attributed_name.as_ref().and_then(|name| found.get_mut(name)) {
            spelling.claims += 1;
        }
    }
    found.into_values().collect()
}
