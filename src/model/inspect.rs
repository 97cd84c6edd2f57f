//! Rows of `gainsay inspect`: what each stage made of one file.

use super::{DocumentKind, QuoteMode, TimexType};
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
