//! What the index holds, file by file.

use super::settle::owners;
use crate::model::{FileKey, FileState, Outcome, Reading, Result, SourceFile, SourceRow, Trouble};
use crate::store::Store;
use std::collections::BTreeMap;

/// One row a file, and one for each part of a file that could not be read; by their paths.
pub fn sources(store: &Store) -> Result<Vec<SourceRow>> {
    let mut held: BTreeMap<FileKey, Vec<Reading>> = BTreeMap::new();
    for reading in store.readings()? {
        let ((key, _), reading) = reading?;
        held.entry(key).or_default().push(reading);
    }
    let documents =
        held.iter().flat_map(|(key, readings)| readings.iter().map(move |reading| (key, &reading.document)));
    let owners = owners(documents);
    let mut rows: Vec<SourceRow> = Vec::new();
    for file in store.files()? {
        rows.push(row(&file, held.get(&file.key()).map_or(&[], Vec::as_slice), &owners));
        rows.extend(file.lost.iter().map(part));
    }
    rows.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(rows)
}

fn row(file: &SourceFile, readings: &[Reading], owners: &BTreeMap<String, FileKey>) -> SourceRow {
    let key = file.key();
    let other = |reading: &Reading| owners.get(&reading.document.id).filter(|owner| **owner != key);
    let repeated = readings.iter().find_map(other);
    let all = readings.iter().all(|reading| other(reading).is_some());
    let (state, reason) = match &file.outcome {
        Outcome::Skipped { what, .. } => (FileState::Skipped, Some(what.clone())),
        Outcome::Ignored { what } => (FileState::Ignored, Some(what.clone())),
        Outcome::Read if all => {
            let told = repeated.map(|(_, path)| format!("the same words as {path}, which is counted instead"));
            (FileState::Duplicate, told)
        }
        Outcome::Read => (FileState::Read, Some(file.doubts.join("; ")).filter(|doubts| !doubts.is_empty())),
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
        dated: readings.iter().filter(|reading| reading.document.published.is_some()).count(),
        turns: turns().count(),
        with_speaker: turns().filter(|turn| turn.speaker.is_some()).count(),
        with_time: turns().filter(|turn| turn.time.is_some()).count(),
        claims: readings.iter().map(|reading| reading.claims.len()).sum(),
    }
}

/// An attachment or a page that could not be read, while the file around it could.
fn part(trouble: &Trouble) -> SourceRow {
    SourceRow {
        file: trouble.place.clone(),
        state: FileState::Skipped,
        reason: Some(trouble.what.clone()),
        bytes: 0,
        sha256: None,
        format: None,
        kind: None,
        published: None,
        published_basis: None,
        documents: 0,
        dated: 0,
        turns: 0,
        with_speaker: 0,
        with_time: 0,
        claims: 0,
    }
}
