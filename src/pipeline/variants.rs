//! Quotations set beside their variants in other documents, and beside what the tapes have.

use crate::lexicon::Lexicon;
use crate::model::{QuoteRow, Reading, TurnRole, digest};
use crate::resolve::quotes::{Said, Variant, variants};

/// Writes cluster and match into each quotation. Returns the sentences of quotations that have a counterpart, as rows of
/// their own: two quotations may share one sentence and differ in the rest.
pub fn match_up(readings: &mut [Reading], lexicon: &Lexicon) -> Vec<QuoteRow> {
    let mut said: Vec<Said> = Vec::new();
    for reading in readings.iter() {
        said.extend(reading.quotes.iter().map(quoted));
    }
    let quotes = said.len();
    said.extend(readings.iter().flat_map(spoken));
    let found = variants(&said, lexicon);
    let mut pieces = Vec::new();
    let rows = readings.iter_mut().flat_map(|reading| reading.quotes.iter_mut());
    for (row, variant) in rows.zip(&found[..quotes]) {
        row.cluster.clone_from(&variant.cluster);
        row.matched = variant.matched;
        pieces.extend(parts(row, variant));
    }
    pieces
}

fn quoted(row: &QuoteRow) -> Said {
    Said { document: row.document.clone(), text: row.text.clone(), published: row.published.clone(), spoken: false }
}

/// What is said on a tape is the reference for what others quote of it.
fn spoken(reading: &Reading) -> Vec<Said> {
    let document = &reading.document;
    let turns = document.turns.iter().filter(|turn| turn.speaker.is_some() && turn.role != TurnRole::Note);
    let said = |turn: &crate::model::Turn| Said {
        document: document.path.clone(),
        text: turn.span.of(&document.text).to_string(),
        published: document.published.clone(),
        spoken: true,
    };
    turns.map(said).collect()
}

fn parts(row: &QuoteRow, variant: &Variant) -> Vec<QuoteRow> {
    let piece = |part: &crate::resolve::quotes::Part| QuoteRow {
        id: digest::key(&[&row.id, &part.start.to_string()]),
        start: row.start + part.start,
        end: row.start + part.end,
        text: row.text[part.start..part.end].to_string(),
        cluster: Some(part.cluster.clone()),
        matched: part.matched,
        ..row.clone()
    };
    variant.parts.iter().map(piece).collect()
}
