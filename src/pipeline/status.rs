//! What the index holds, file by file.

use super::settle::owners;
use crate::model::{Document, FileKey, FileState, Outcome, Reading, Result, SourceFile, SourceRow, Trouble};
use crate::store::Store;
use std::collections::BTreeMap;

/// One row a file, and one for each part of a file that could not be read; by their paths.
pub fn sources(store: &Store) -> Result<Vec<SourceRow>> {
    let mut held: BTreeMap<FileKey, Vec<Counted>> = BTreeMap::new();
    for reading in store.readings()? {
        let ((key, _), reading) = reading?;
        held.entry(key).or_default().push(Counted::of(reading));
    }
    let documents = held.iter().flat_map(|(key, held)| held.iter().map(move |one| (key, &one.document)));
    let owners = owners(documents);
    let mut rows: Vec<SourceRow> = Vec::new();
    for file in store.files()? {
        rows.push(row(&file, held.get(&file.key()).map_or(&[], Vec::as_slice), &owners));
        rows.extend(file.lost.iter().map(part));
    }
    rows.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(rows)
}

/// What is told of one document: counts, and the document without its words, so that memory does not grow with them.
struct Counted {
    document: Document,
    turns: usize,
    with_speaker: usize,
    with_time: usize,
    claims: usize,
}

impl Counted {
    fn of(reading: Reading) -> Counted {
        let turns = &reading.document.turns;
        Counted {
            turns: turns.len(),
            with_speaker: turns.iter().filter(|turn| turn.speaker.is_some()).count(),
            with_time: turns.iter().filter(|turn| turn.time.is_some()).count(),
            claims: reading.claims.len(),
            document: Document { text: String::new(), turns: Vec::new(), ..reading.document },
        }
    }
}

fn row(file: &SourceFile, readings: &[Counted], owners: &BTreeMap<String, FileKey>) -> SourceRow {
    let key = file.key();
    let other = |reading: &Counted| owners.get(&reading.document.id).filter(|owner| **owner != key);
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
    let sum = |of: fn(&Counted) -> usize| readings.iter().map(of).sum();
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
        dated: readings.iter().filter(|one| one.document.published.is_some()).count(),
        turns: sum(|one| one.turns),
        with_speaker: sum(|one| one.with_speaker),
        with_time: sum(|one| one.with_time),
        claims: sum(|one| one.claims),
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
