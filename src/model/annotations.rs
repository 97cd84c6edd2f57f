//! What the words of one document were found to be, before any claim is made of them.

use super::{ActorMention, PlaceMention, Quantity, Quote, Span, TimeExpr, Tree};
use std::collections::BTreeMap;

/// A sentence; it may run over several turns where captions cut it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub span: Span,
    /// Index of the turn in which it begins.
    pub turn: usize,
}

/// What the words of a sentence promise, before it is parsed. Topics have a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holds {
    /// Topics of which there is a word that heads a predicate, and beside it a noun that it takes.
    pub claim: u32,
    /// The same with a pronoun, a soft noun that is nobody's, or any noun where the predicate takes it, in the place of the noun.
    pub vague: u32,
    /// Topics of which there is a word that heads a predicate.
    pub act: u32,
    /// Topics whose matter is named.
    pub matter: u32,
    /// Topics of which a soft noun is named.
    pub soft: u32,
    /// Topics at whose matter a noun hints: a message, a server.
    pub hint: u32,
    /// A quotation mark.
    pub quoted: bool,
    /// A word of saying that may take a clause, with what opens the clause where one must.
    pub says: bool,
    /// Any word of saying.
    pub cites: bool,
}

/// Everything `annotate` found, each list in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Annotations {
    pub sentences: Vec<Sentence>,
    /// One for each sentence.
    pub holds: Vec<Holds>,
    /// Parsed sentences by their index; only those that can hold a claim, a quotation or a date's verb.
    pub trees: BTreeMap<usize, Tree>,
    pub dates: Vec<TimeExpr>,
    pub places: Vec<PlaceMention>,
    pub quantities: Vec<Quantity>,
    pub actors: Vec<ActorMention>,
    pub quotes: Vec<Quote>,
}
