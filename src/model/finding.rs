//! Two claims or quotations that do not go together.

use super::DocumentKind;
use serde::{Deserialize, Serialize};

/// A row of `gainsay contradictions`, columns in this order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// From the kind and both sides' words: survives re-ingest.
    pub id: String,
    /// The name of a row in `compare::KINDS`.
    pub kind: String,
    pub class: Class,
    /// One sentence.
    pub why: String,
    pub internal_vs_public: bool,
    pub same_speaker: bool,
    pub documents_a: usize,
    pub origins_a: usize,
    pub documents_b: usize,
    pub origins_b: usize,
    /// A reviewer's, from the review beside the index; never kept in the index itself.
    pub verdict: Option<String>,
    pub note: Option<String>,
    #[serde(skip)]
    pub tags: Vec<String>,
    pub a: Side,
    pub b: Side,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    Direct,
    /// Acts that differ but cannot easily both be meant.
    Tension,
    /// Replaced by a later state.
    Superseded,
}

impl Class {
    pub fn name(self) -> &'static str {
        match self {
            Class::Direct => "direct",
            Class::Tension => "tension",
            Class::Superseded => "superseded",
        }
    }
}

/// One side of a finding, in its own words, with its address.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Side {
    pub id: String,
    pub document: String,
    pub source: Option<String>,
    pub kind: DocumentKind,
    pub published: Option<String>,
    pub line: u32,
    pub start: usize,
    pub end: usize,
    pub time_start: Option<f64>,
    pub speaker: Option<String>,
    pub attributed_to: Option<String>,
    pub evidence: String,
    pub when_start: Option<String>,
    pub when_end: Option<String>,
}
