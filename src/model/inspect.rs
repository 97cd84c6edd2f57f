//! Rows of `gainsay inspect`: what each stage made of one file.

use super::{Claim, DocumentKind, QuoteMode, Span, TimexType};
use serde::Serialize;

/// `--stage document`
#[derive(Clone, Debug, Serialize)]
pub struct DocumentRow {
    pub document: String,
    pub format: String,
    pub kind: DocumentKind,
    pub title: Option<String>,
    pub source: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<String>,
    pub published_basis: Option<String>,
    pub language: Option<String>,
    pub sha256: String,
}

/// `--stage read`: a turn or paragraph.
#[derive(Clone, Debug, Serialize)]
pub struct ReadRow {
    pub n: usize,
    pub start: usize,
    pub end: usize,
    pub line: u32,
    pub cue: Option<String>,
    pub time_start: Option<f64>,
    pub time_end: Option<f64>,
    pub speaker: Option<String>,
    pub text: String,
}

/// `--stage segment`: a sentence.
#[derive(Clone, Debug, Serialize)]
pub struct SegmentRow {
    pub start: usize,
    pub end: usize,
    pub text: String,
}

/// `--stage dates`: a time expression.
#[derive(Clone, Debug, Serialize)]
pub struct DateRow {
    pub start: usize,
    pub end: usize,
    pub text: String,
    #[serde(rename = "type")]
    pub kind: TimexType,
    pub value: String,
    #[serde(rename = "mod")]
    pub modifier: Option<String>,
    pub when_start: Option<String>,
    pub when_end: Option<String>,
    pub when_grain: Option<String>,
    pub when_basis: String,
    pub entries: Vec<String>,
}

/// `--stage quotes`: what is attributed (a quotation with its marks, a reported clause with its "that"), the words that name the
/// speaker and the words that say that something is said.
#[derive(Clone, Debug, Serialize)]
pub struct QuotedRow {
    pub start: usize,
    pub end: usize,
    pub text: String,
    pub mode: QuoteMode,
    pub speaker: Option<String>,
    pub source_start: Option<usize>,
    pub source_end: Option<usize>,
    pub cue_start: Option<usize>,
    pub cue_end: Option<usize>,
}

/// `--stage claims`: a claim, and how it came about.
#[derive(Clone, Debug, Serialize)]
pub struct ClaimRow {
    #[serde(flatten)]
    pub claim: Claim,
    #[serde(flatten)]
    pub reasons: Reasons,
}

/// Which words fill the claim's roles, and what decided its fields.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Reasons {
    /// `predicate support actor object owner recipient place amount`, in that order, as far as there are any.
    pub groups: Vec<Group>,
    /// Of `claim polarity modality attribution when`, in that order: `claim`, where weights decided, with its log odds and the condition of the entry that does not hold; several for one field where one word after the other turned it.
    pub decided: Vec<Decision>,
}

/// Words in a role.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Group {
    pub role: &'static str,
    pub start: usize,
    pub end: usize,
    pub text: String,
}

/// A field's value, the rule or lexicon entry that gave it, and the words that it saw.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Decision {
    pub field: &'static str,
    pub value: String,
    pub by: String,
    pub start: Option<usize>,
    pub end: Option<usize>,
    pub text: Option<String>,
}

impl Reasons {
    pub fn group(&mut self, role: &'static str, span: Span, text: &str) {
        self.groups.push(Group { role, start: span.start, end: span.end, text: span.of(text).to_string() });
    }

    pub fn decide(&mut self, field: &'static str, value: &str, by: &str, span: Option<Span>, text: &str) {
        self.decided.push(Decision {
            field,
            value: value.to_string(),
            by: by.to_string(),
            start: span.map(|span| span.start),
            end: span.map(|span| span.end),
            text: span.map(|span| span.of(text).to_string()),
        });
    }
}
