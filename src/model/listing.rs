//! Rows of listings that are neither claim, quotation, finding nor event.

use super::{ActorKind, DocumentKind, Subject, Verdict};
use serde::{Deserialize, Serialize};

/// A row of `gainsay search`, columns in this order. `snippet` is the text from `start` to `end` with `**` around each
/// word that was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    pub document: String,
    pub source: Option<String>,
    pub kind: DocumentKind,
    pub published: Option<String>,
    pub line: u32,
    pub start: usize,
    pub end: usize,
    pub time_start: Option<f64>,
    pub speaker: Option<String>,
    /// BM25; comparable within one answer only.
    pub score: f32,
    pub snippet: String,
}

/// A row of `gainsay actors`, columns in this order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorRow {
    pub name: String,
    pub kind: ActorKind,
    pub spellings: Vec<String>,
    pub documents: usize,
    pub claims: usize,
    /// Whose staff or part it is, as the user or else the texts tell.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub part_of: Vec<String>,
}

/// A row of `gainsay status`: one file, and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SourceRow {
    pub file: String,
    pub state: FileState,
    /// Why it was not read, which document it repeats, or what is doubtful about it.
    pub reason: Option<String>,
    pub bytes: u64,
    pub sha256: Option<String>,
    pub format: Option<String>,
    pub kind: Option<DocumentKind>,
    pub published: Option<String>,
    pub published_basis: Option<String>,
    pub documents: usize,
    /// Documents whose date is known.
    pub dated: usize,
    pub turns: usize,
    pub with_speaker: usize,
    pub with_time: usize,
    pub claims: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileState {
    Read,
    /// All its documents are held under another path.
    Duplicate,
    /// Broken or of no known format.
    Skipped,
    /// Describes the folder and is no source.
    Ignored,
}

impl FileState {
    pub fn name(self) -> &'static str {
        match self {
            FileState::Read => "read",
            FileState::Duplicate => "duplicate",
            FileState::Skipped => "skipped",
            FileState::Ignored => "ignored",
        }
    }
}

/// A row of `gainsay verify`: one file, and whether its words are still where the index says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CheckRow {
    pub file: String,
    pub state: CheckState,
    /// Claims and quotations that point into the file, and how many of them no longer fit.
    pub spans: usize,
    pub broken: usize,
    /// Of the file as it was read.
    pub sha256: Option<String>,
    pub reason: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CheckState {
    Unchanged,
    Changed,
    Missing,
}

impl CheckState {
    pub fn name(self) -> &'static str {
        match self {
            CheckState::Unchanged => "unchanged",
            CheckState::Changed => "changed",
            CheckState::Missing => "missing",
        }
    }
}

/// A row of `gainsay review --list`: one record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewRow {
    pub id: String,
    pub of: Subject,
    pub verdict: Option<Verdict>,
    pub tags: Vec<String>,
    pub note: Option<String>,
    /// The index holds the words still, under this id or another.
    pub held: bool,
    pub a_document: Option<String>,
    pub a_words: Option<String>,
    /// Of findings only.
    pub b_document: Option<String>,
    pub b_words: Option<String>,
}
