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

/// Everything `annotate` found, each list in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Annotations {
    pub sentences: Vec<Sentence>,
    /// Parsed sentences by their index; only those that can hold a claim, a quotation or a date's verb.
    pub trees: BTreeMap<usize, Tree>,
    pub dates: Vec<TimeExpr>,
    pub places: Vec<PlaceMention>,
    pub quantities: Vec<Quantity>,
    pub actors: Vec<ActorMention>,
    pub quotes: Vec<Quote>,
}
