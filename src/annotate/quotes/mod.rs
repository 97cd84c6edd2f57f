//! Quotations: direct, mixed and indirect, with the words that introduce them and the one who says them.
//!
//! Marked stretches are found first; around them the text is a frame in which verbs and phrases of saying take a source and
//! a content. A content that is one marked stretch is direct, one that holds some is mixed, one without is indirect; a clause
//! that the writer tells around marked words is indirect as a whole and mixed for those words. What no verb claims is speech that runs on, or no quotation at all (a title, a nickname).

mod afterwards;
mod cues;
mod frame;
pub(crate) mod marks;
mod paragraph;
mod speakers;

use crate::annotate::parsed::Parsed;
use crate::lexicon::Lexicon;
use crate::model::{Annotations, Document, Quote, Span, Turn, TurnRole};
use marks::marked;
use paragraph::{Paragraph, signature};
use speakers::Memory;

/// The quotations of a document in order of the text. In a transcript a turn's own speech is none, what it reports is.
pub fn quotes(document: &Document, so_far: &Annotations, lexicon: &Lexicon) -> Vec<Quote> {
    let turns: Vec<&Turn> = document.turns.iter().filter(|turn| turn.role != TurnRole::Note).collect();
    let paragraphs: Vec<Span> = turns.iter().map(|turn| turn.span.trim(&document.text)).collect();
    let marks = marked(&document.text, &paragraphs, &lexicon.quotes.grammar);
    let parsed = Parsed::given(&so_far.sentences, &so_far.trees);
    let mut memory = Memory::new(&document.text, so_far, &parsed, &marks, lexicon);
    let mut found = Vec::new();
    for n in 0..turns.len() {
        let paragraph = Paragraph {
            text: &document.text,
            span: paragraphs[n],
            is_title: n == 0 && turns[n].role == TurnRole::Heading,
            signed: paragraphs.get(n + 1).and_then(|next| signature(&document.text, *next)),
            marks: &marks[n],
            parsed: &parsed,
            lexicon,
        };
        paragraph.quotes(&mut memory, &mut found);
    }
    afterwards::in_turn(&document.text, &mut found);
    afterwards::chain_back(&mut found);
    afterwards::pulled(&document.text, &mut found);
    let mut quotes: Vec<Quote> = found.into_iter().filter(|found| found.is_quote).map(|found| found.quote).collect();
    quotes.sort_by_key(|quote| (quote.span.start, std::cmp::Reverse(quote.span.end)));
    quotes.dedup_by_key(|quote| (quote.span, quote.mode));
    quotes
}

/// A quotation in the making.
pub(crate) struct Found {
    pub quote: Quote,
    /// The paragraph before left its mark open.
    pub continues: bool,
    pub open: bool,
    pub is_quote: bool,
    /// A paragraph of its own after one who spoke in turn with another: that other, and the name.
    pub other: Option<(Span, Option<String>)>,
}

#[cfg(test)]
mod tests;
