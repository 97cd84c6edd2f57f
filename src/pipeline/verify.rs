//! Are the sources still what was read, and does every claim still stand where the index says?

use super::sources::locate;
use crate::model::{CheckRow, CheckState, Document, Reading, Result, SourceFile, Span, digest};
use crate::read::{self, Limits, Sidecar};
use crate::store::Store;
use std::collections::BTreeMap;
use std::path::Path;

/// Re-hashes each file that was read, reads it again, and looks up each claim and quotation in its text. One row a file.
pub fn verify(store: &Store, index: &Path) -> Result<Vec<CheckRow>> {
    store.check()?;
    let index = index.canonicalize().unwrap_or_else(|_| index.to_path_buf());
    let mut held: BTreeMap<(String, String), Vec<Reading>> = BTreeMap::new();
    for reading in store.readings()? {
        let ((key, _), reading) = reading?;
        held.entry(key).or_default().push(reading);
    }
    let files = store.files()?.into_iter().filter(|file| held.contains_key(&file.key()));
    let mut rows: Vec<CheckRow> = files.map(|file| check(&index, &file, &held[&file.key()])).collect();
    rows.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(rows)
}

fn check(index: &Path, file: &SourceFile, readings: &[Reading]) -> CheckRow {
    let row = |state, broken, reason: Option<String>| CheckRow {
        file: file.path.clone(),
        state,
        spans: readings.iter().map(spans).sum(),
        broken,
        sha256: file.sha256.clone(),
        reason,
    };
    let bytes = match std::fs::read(locate(index, &file.root, &file.path)) {
        Ok(bytes) => bytes,
        Err(error) => return row(CheckState::Missing, 0, Some(format!("cannot be read: {error}"))),
    };
    let same = Some(digest::sha256(&bytes)) == file.sha256;
    let state = if same { CheckState::Unchanged } else { CheckState::Changed };
    let documents = again(file, &bytes, readings);
    let broken = readings.iter().enumerate().map(|(nth, reading)| misfits(reading, documents.get(nth))).sum();
    let reason = match (same, broken) {
        (true, 0) => None,
        (true, n) => Some(format!("{n} spans do not hold the words that the index has")),
        (false, n) => Some(format!("the file is not the one that was read; {n} spans no longer fit")),
    };
    row(state, broken, reason)
}

/// The documents as they are read now. The reader of the first reading is forced where sniffing would choose another.
fn again(file: &SourceFile, bytes: &[u8], readings: &[Reading]) -> Vec<Document> {
    let format = readings.first().map(|reading| reading.document.format.as_str());
    // It was within the limits when it was read, whatever they were.
    let limits = Limits { file: usize::MAX, ..Limits::default() };
    let read = |forced| read::read(&file.path, bytes, &Sidecar::default(), forced, &limits);
    match read(None) {
        Ok(documents) if documents.first().map(|document| document.format.as_str()) == format => documents,
        _ => read(format).unwrap_or_default(),
    }
}

/// Places that claims and quotations point to.
fn spans(reading: &Reading) -> usize {
    reading.claims.iter().map(|claim| 1 + claim.also.len()).sum::<usize>() + reading.quotes.len()
}

fn misfits(reading: &Reading, document: Option<&Document>) -> usize {
    let text = document.map_or("", |document| document.text.as_str());
    let fits = |start, end, words: &str| Span::new(start, end).of(text) == words;
    let claims = reading.claims.iter().filter(|claim| !fits(claim.start, claim.end, &claim.evidence)).count();
    let further = reading.claims.iter().flat_map(|claim| claim.further_places());
    let further = further.filter(|(place, words)| !fits(place.start, place.end, words)).count();
    claims + further + reading.quotes.iter().filter(|quote| !fits(quote.start, quote.end, &quote.text)).count()
}
