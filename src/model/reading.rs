//! What the stages made of one document, and of which file: what an index keeps so that nothing is read twice.

use super::{ActorMention, Claim, Document, QuoteRow, Trouble};
use serde::{Deserialize, Serialize};

/// One document after all stages that look at it alone. Names, origins and clusters are not settled yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    pub document: Document,
    pub claims: Vec<Claim>,
    pub quotes: Vec<QuoteRow>,
    pub actors: Vec<ActorMention>,
}

/// What tells one file of an index from another: the folder given, and the path below it.
pub type FileKey = (String, String);

/// A source file as it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFile {
    /// The folder given, as seen from the index; nothing absolute, so that a case can be moved as a whole.
    pub root: String,
    /// Below the folder, with `/`.
    pub path: String,
    pub bytes: u64,
    /// Nanoseconds since 1970, where the file system tells.
    pub modified: Option<i64>,
    /// `None` where the file could not be opened.
    pub sha256: Option<String>,
    /// A digest of the metadata that lie beside the file; `None` where there are none.
    pub sidecar: Option<String>,
    pub outcome: Outcome,
    /// Parts of a file that was read that could not be read themselves, by their paths below the file's.
    pub lost: Vec<Trouble>,
    /// What a user should know of what was read.
    pub doubts: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    Read,
    Ignored { what: String },
    Skipped { what: String, hint: Option<String> },
}

impl SourceFile {
    pub fn key(&self) -> FileKey {
        (self.root.clone(), self.path.clone())
    }
}
