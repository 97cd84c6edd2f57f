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

impl Filters {
    /// True when nothing is asked for but, maybe, a number of rows.
    pub fn is_open(&self) -> bool {
        Filters { limit: None, ..self.clone() } == Filters::default()
    }

    /// True when something is asked that only a claim can answer: its actor, its act, the time it speaks of.
    pub fn need_claims(&self) -> bool {
        let of_document = Filters {
            source: self.source.clone(),
            kind: self.kind.clone(),
            speaker: self.speaker.clone(),
            document: self.document.clone(),
            said_from: self.said_from.clone(),
            said_to: self.said_to.clone(),
            limit: self.limit,
            ..Filters::default()
        };
        of_document != *self
    }
}

/// A full-text question, taken apart.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    All(Vec<Ask>),
    Any(Vec<Ask>),
    Not(Box<Ask>),
    Words(Words),
}

/// Words that must stand together, in one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    pub field: AskField,
    pub text: String,
    /// As written, in this order (a word alone is found in all its forms).
    pub verbatim: bool,
    /// How many places the words of a phrase may be moved in all.
    pub slop: u32,
    /// The last word is only a beginning: `transf*`.
    pub prefix: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskField {
    Text,
    Speaker,
    Source,
    Kind,
    Title,
    Document,
}

impl AskField {
    /// The fields that can be asked for by name.
    pub const NAMED: [(&'static str, AskField); 5] = [
        ("speaker", AskField::Speaker),
        ("source", AskField::Source),
        ("kind", AskField::Kind),
        ("title", AskField::Title),
        ("document", AskField::Document),
    ];
}
