//! Sentences to mentions. STAND-IN.

use crate::lexicon::Lexicon;
use crate::model::{Annotations, Document, Quote, QuoteMode, Sentence, Span};

pub fn document_date(_document: &mut Document, _lexicon: &Lexicon) {}

pub fn annotate(document: &Document, sentences: Vec<Sentence>, _lexicon: &Lexicon) -> Annotations {
    let mut quotes = Vec::new();
    for (start, _) in document.text.match_indices('“') {
        if let Some(end) = document.text[start..].find('”') {
            quotes.push(Quote {
                span: Span::new(start + '“'.len_utf8(), start + end),
                mode: QuoteMode::Direct,
                source: None,
                cue: None,
                speaker: None,
                speaker_name: None,
            });
        }
    }
    Annotations { sentences, quotes, ..Annotations::default() }
}
