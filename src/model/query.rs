//! What a user asks to see.

use super::{DocumentKind, Modality, Polarity};

/// The filters that every listing command takes. Each one given must hold; an empty list asks for nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filters {
    /// Part of an actor's name or words, case folded.
    pub actor: Vec<String>,
    pub action: Vec<String>,
    pub topic: Vec<String>,
    pub source: Vec<String>,
    pub kind: Vec<DocumentKind>,
    /// Who says it: the turn's speaker or the one it is attributed to.
    pub speaker: Vec<String>,
    pub document: Vec<String>,
    pub polarity: Vec<Polarity>,
    pub modality: Vec<Modality>,
    /// The time spoken of, ISO 8601 prefixes.
    pub from: Option<String>,
    pub to: Option<String>,
    /// The time it was said or published.
    pub said_from: Option<String>,
    pub said_to: Option<String>,
    pub limit: Option<usize>,
}
