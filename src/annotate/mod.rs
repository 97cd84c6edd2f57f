//! What the words of a document are: syntax, dates, places, quantities, actors, quotations.

pub mod places;
pub mod quantities;
pub mod syntax;
pub mod words;

// STAND-IN until the assembly is merged.
use crate::lexicon::Lexicon;
use crate::model::{Annotations, Document, Sentence};

pub fn document_date(_document: &mut Document, _lexicon: &Lexicon) {}

pub fn annotate(document: &Document, sentences: Vec<Sentence>, lexicon: &Lexicon) -> Annotations {
    let mut found = Annotations { sentences, ..Annotations::default() };
    for (index, sentence) in found.sentences.iter().enumerate() {
        let words = sentence.span.of(&document.text);
        let holds = lexicon.scan.holds(words);
        if holds.claim || holds.vague || holds.speech {
            found.trees.insert(index, syntax::parse(&document.text, sentence.span));
        }
        found.places.extend(places::places(&document.text, sentence.span, lexicon));
        found.quantities.extend(quantities::quantities(&document.text, sentence.span, &[], lexicon));
    }
    found
}
