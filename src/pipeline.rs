//! The one place that knows the order: read, segment, annotate, extract; then, over all documents, resolve and compare.

pub mod case;
pub mod ingest;
mod naming;
mod settle;
mod sidecars;
mod sources;
pub mod status;
mod variants;
pub mod verify;

pub use ingest::{Ingested, Options, Progress, ingest, open};

use crate::lexicon::Lexicon;
use crate::model::inspect::Reasons;
use crate::model::{Annotations, Claim, Document, QuoteRow, Reading, Uttered, digest};
use crate::store::Rules;
use crate::{annotate, extract, segment};

/// What the stages made of one document.
pub struct Staged {
    pub document: Document,
    pub annotations: Annotations,
    pub claims: Vec<Claim>,
    /// How each of the claims came about.
    pub reasons: Vec<Reasons>,
    pub quotes: Vec<QuoteRow>,
}

/// Runs the stages that look at one document alone. A pure function of its arguments.
pub fn stage(mut document: Document, lexicon: &Lexicon) -> Staged {
    document.language = document.language.take().or_else(|| segment::language(&document.text));
    annotate::document_date(&mut document, lexicon);
    let sentences = segment::sentences(&document, lexicon);
    let annotations = annotate::annotate(&document, sentences, lexicon);
    let (claims, reasons) = extract::claims(&document, &annotations, lexicon).into_iter().unzip();
    let quotes = quote_rows(&document, &annotations);
    Staged { document, annotations, claims, reasons, quotes }
}

impl Staged {
    /// What an index keeps of it.
    pub fn reading(self) -> Reading {
        Reading { document: self.document, claims: self.claims, quotes: self.quotes, actors: self.annotations.actors }
    }
}

/// By which rules this program makes an index, with the user's own lexicon if there is one.
pub fn rules(user_lexicon: Option<String>) -> Rules {
    Rules::new(concat!(env!("CARGO_PKG_VERSION"), " ", env!("GAINSAY_RULES")), user_lexicon)
}

/// The quotations of one document as rows. The same words in the same document have the same id, the second time apart.
fn quote_rows(document: &Document, annotations: &Annotations) -> Vec<QuoteRow> {
    let mut rows: Vec<QuoteRow> = Vec::new();
    for quote in annotations.quotes.iter().filter(|quote| quote.uttered == Uttered::Said) {
        let text = quote.span.of(&document.text);
        let before = rows.iter().filter(|row| row.text == text).count().to_string();
        rows.push(QuoteRow {
            id: digest::key(&["quote", &document.id, text, &before]),
            document: document.path.clone(),
            source: document.source.clone(),
            kind: document.kind,
            published: document.published.clone(),
            line: document.line_at(quote.span.start),
            start: quote.span.start,
            end: quote.span.end,
            text: text.to_string(),
            speaker: quote.speaker.clone(),
            speaker_name: quote.speaker_name.clone(),
            cue: quote.cue.map(|cue| cue.of(&document.text).to_string()),
            mode: quote.mode,
            cluster: None,
            matched: crate::model::QuoteMatch::Only,
        });
    }
    rows
}
