//! Names, copies and variants over the whole corpus. STAND-IN: names as they are.

mod origins;

pub use origins::origins;

use crate::lexicon::Lexicon;
use crate::model::{ActorKind, ActorRow, Reading};
use std::collections::{BTreeMap, BTreeSet};

pub fn actors(readings: &mut [Reading], _lexicon: &Lexicon) -> Vec<ActorRow> {
    let mut found: BTreeMap<String, (BTreeSet<String>, usize)> = BTreeMap::new();
    for reading in readings.iter() {
        for claim in &reading.claims {
            if let Some(name) = &claim.actor_name {
                let entry = found.entry(name.clone()).or_default();
                entry.0.insert(claim.document.clone());
                entry.1 += 1;
            }
        }
    }
    let row = |(name, (documents, claims)): (String, (BTreeSet<String>, usize))| ActorRow {
        spellings: vec![name.clone()],
        name,
        kind: ActorKind::Organisation,
        documents: documents.len(),
        claims,
    };
    found.into_iter().map(row).collect()
}

pub fn quotes(_readings: &mut [Reading]) {}
