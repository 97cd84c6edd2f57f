//! Words put into somebody's mouth.

use super::{DocumentKind, Span};
use serde::{Deserialize, Serialize};

/// A quotation as one document has it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// What is quoted, without its quotation marks.
    pub span: Span,
    pub mode: QuoteMode,
    /// All that is attributed: the quotation with its marks, the whole reported clause with its "that".
    pub content: Span,
    /// The words that name the speaker: "a spokesperson for the bank", "she".
    pub source: Option<Span>,
    /// The words that say that something is said: "told", "according to".
    pub cue: Option<Span>,
    /// The words of `source`; for a transcript's turn the speaker's label.
    pub speaker: Option<String>,
    /// The fullest name that this document uses for the speaker, where that is certain; for a pronoun that stands for somebody
    /// without a name, the words it stands for.
    pub speaker_name: Option<String>,
    pub uttered: Uttered,
}

/// Whether the words were said at all. Those that were not are nobody's: they stand in no listing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Uttered {
    #[default]
    Said,
    /// "She never said that it was so", "nobody said": whether it is so stays open.
    Open,
    /// "She never told them that it was so": the writer says that it is.
    Withheld,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteMode {
    Direct,
    Mixed,
    Indirect,
}

/// A quotation beside its variants in other documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteMatch {
    /// No other document has it.
    Only,
    Exact,
    /// Case, punctuation, ellipsis, brackets, filler words apart the same.
    Normalised,
    Altered,
}

/// A row of `gainsay quotes`, columns in this order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuoteRow {
    pub id: String,
    pub document: String,
    pub source: Option<String>,
    pub kind: DocumentKind,
    pub published: Option<String>,
    pub line: u32,
    pub start: usize,
    pub end: usize,
    pub text: String,
    pub speaker: Option<String>,
    pub speaker_name: Option<String>,
    pub cue: Option<String>,
    pub mode: QuoteMode,
    /// The same in all variants of one quotation.
    pub cluster: Option<String>,
    #[serde(rename = "match")]
    pub matched: QuoteMatch,
}

/// A row of `gainsay quotes --check`, columns in this order: a quotation, or a sentence of one, that differs from its reference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AlteredRow {
    /// Of the quotation's row.
    pub id: String,
    pub document: String,
    pub source: Option<String>,
    pub kind: DocumentKind,
    pub published: Option<String>,
    pub line: u32,
    /// For a quotation that its cue breaks, from the first piece to the last.
    pub start: usize,
    pub end: usize,
    pub text: String,
    pub speaker: Option<String>,
    pub speaker_name: Option<String>,
    pub cluster: String,
    pub reference: String,
    pub reference_document: String,
    pub reference_source: Option<String>,
    pub reference_published: Option<String>,
    pub reference_line: u32,
    pub reference_start: usize,
    pub reference_end: usize,
    pub reference_speaker: Option<String>,
    /// What stands in the reference and what stands here: `important → critical`; a side may be empty.
    pub changes: Vec<String>,
}
