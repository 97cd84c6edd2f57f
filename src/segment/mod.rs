//! Documents to sentences. STAND-IN.

use crate::lexicon::Lexicon;
use crate::model::{Document, Sentence, Span};

pub fn sentences(document: &Document, _lexicon: &Lexicon) -> Vec<Sentence> {
    let mut found = Vec::new();
    for (turn, part) in document.turns.iter().enumerate() {
        let mut start = part.span.start;
        let words = part.span.of(&document.text);
        for (at, _) in words.match_indices(". ") {
            let end = part.span.start + at + 1;
            found.push(Sentence { span: Span::new(start, end).trim(&document.text), turn });
            start = end;
        }
        found.push(Sentence { span: Span::new(start, part.span.end).trim(&document.text), turn });
    }
    found.retain(|sentence| !sentence.span.is_empty());
    found
}
