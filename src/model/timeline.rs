//! What happened when, by whose word.

use serde::{Deserialize, Serialize};

/// A row of `gainsay timeline`, columns in this order: claims about one event, merged over their sources.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    pub id: String,
    pub when_start: Option<String>,
    pub when_end: Option<String>,
    pub when_grain: Option<String>,
    pub when_basis: Option<String>,
    /// The event in a few words of the sources.
    pub what: String,
    pub actor: Option<String>,
    pub action: String,
    pub claims: usize,
    pub documents: usize,
    pub origins: usize,
    pub statements: usize,
    pub speakers: usize,
    /// Some claims about the event say otherwise.
    pub disputed: bool,
    pub document: String,
    pub line: u32,
    pub start: usize,
    pub end: usize,
    pub evidence: String,
}
