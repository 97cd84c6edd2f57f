//! Sentences to mentions: syntax, dates, places, quantities, actors, quotations.
//!
//! Each file finds one kind of thing; [`annotate`] knows in which order, because a number inside a date is no quantity and a
//! speaker is looked for among the actors.

pub mod actors;
mod clause;
pub mod dates;
mod parsed;
pub mod places;
pub mod quantities;
pub mod quotes;
pub mod syntax;
pub mod words;

use crate::lexicon::Lexicon;
use crate::model::{Annotations, Document, Holds, Sentence, Span, Tree};
use std::collections::BTreeMap;

/// Everything that the words of a document name. Sentences are parsed only where they can hold a claim or a quotation.
pub fn annotate(document: &Document, sentences: Vec<Sentence>, lexicon: &Lexicon) -> Annotations {
    let spans: Vec<Span> = sentences.iter().map(|sentence| sentence.span).collect();
    let setting = dates::Setting { published: document.published.as_deref(), manner: None };
    let holds: Vec<Holds> = spans.iter().map(|span| lexicon.scan.holds(span.of(&document.text))).collect();
    let trees = trees(document, &sentences, &holds, lexicon);
    let clauses = clause::Clauses::new(&document.text, &sentences, &trees, &lexicon.dates);
    let dates = dates::dates(&document.text, &spans, setting, &lexicon.dates, &|at| clauses.tense(at));
    let dated: Vec<Span> = dates.iter().map(|date| date.span).collect();
    let actors = actors::actors(document, &sentences, &trees, lexicon);
    let mut found = Annotations {
        holds,
        trees,
        dates,
        places: spans.iter().flat_map(|span| places::places(&document.text, *span, lexicon)).collect(),
        quantities: spans
            .iter()
            .flat_map(|span| quantities::quantities(&document.text, *span, &dated, lexicon))
            .collect(),
        actors,
        quotes: Vec::new(),
        sentences,
    };
    found.quotes = quotes::quotes(document, &found, lexicon);
    found
}

/// The date that the words themselves or the file's name give, for a document whose reader found none.
pub fn document_date(document: &mut Document, lexicon: &Lexicon) {
    if document.published.is_some() {
        return;
    }
    if let Some(found) = dates::document_date(&document.text, &document.path, &lexicon.dates) {
        document.published = Some(found.date);
        document.published_basis = Some(found.basis.to_string());
    }
}

/// The trees of the sentences that can hold a claim or a quotation.
pub fn trees(document: &Document, sentences: &[Sentence], holds: &[Holds], lexicon: &Lexicon) -> BTreeMap<usize, Tree> {
    let scan = &lexicon.scan;
    let dense = scan.dense(holds, document.kind.is_spoken());
    let wanted = |at: &usize| scan.may_quote(holds, *at) || scan.may_claim(holds, dense, *at) != 0;
    (0..sentences.len()).filter(wanted).map(|at| (at, syntax::parse(&document.text, sentences[at].span))).collect()
}
