//! What the index holds, file by file.

use crate::model::{FileState, Outcome, Reading, Result, SourceFile, SourceRow};
use crate::store::Store;
use std::collections::{BTreeMap, BTreeSet};

/// One row a file, by its path.
pub fn sources(store: &Store) -> Result<Vec<SourceRow>> {
    let mut held: BTreeMap<(String, String), Vec<Reading>> = BTreeMap::new();
    for reading in store.readings()? {
        let ((key, _), reading) = reading?;
        held.entry(key).or_default().push(reading);
    }
    // As in settling: the first path by its key owns the content.
    let mut owner: BTreeMap<String, String> = BTreeMap::new();
    let mut rows = Vec::new();
    for file in store.files()? {
        rows.push(row(&file, held.get(&file.key()).map_or(&[], Vec::as_slice), &mut owner));
    }
    rows.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(rows)
}

fn row(file: &SourceFile, readings: &[Reading], owner: &mut BTreeMap<String, String>) -> SourceRow {
    let own: BTreeSet<&str> = readings.iter().map(|reading| reading.document.id.as_str()).collect();
    let repeated: Option<String> = own.iter().find_map(|id| owner.get(*id).cloned());
    let new = own.iter().filter(|id| !owner.contains_key(**id)).count();
    for id in &own {
        owner.entry(id.to_string()).or_insert_with(|| file.path.clone());
    }
    let (state, reason) = match &file.outcome {
        Outcome::Skipped { what, .. } => (FileState::Skipped, Some(what.clone())),
        Outcome::Ignored { what } => (FileState::Ignored, Some(what.clone())),
        Outcome::Read if new == 0 => {
            (FileState::Duplicate, repeated.map(|path| format!("the same words as {path}, which is counted instead")))
        }
        Outcome::Read => (FileState::Read, None),
    };
    let turns = || readings.iter().flat_map(|reading| &reading.document.turns);
    let first = readings.first().map(|reading| &reading.document);
    SourceRow {
        file: file.path.clone(),
        state,
        reason,
        bytes: file.bytes,
        sha256: file.sha256.clone(),
        format: first.map(|document| document.format.clone()),
        kind: first.map(|document| document.kind),
        published: first.and_then(|document| document.published.clone()),
        published_basis: first.and_then(|document| document.published_basis.clone()),
        documents: readings.len(),
        turns: turns().count(),
        with_speaker: turns().filter(|turn| turn.speaker.is_some()).count(),
        with_time: turns().filter(|turn| turn.time.is_some()).count(),
        claims: readings.iter().map(|reading| reading.claims.len()).sum(),
    }
}
