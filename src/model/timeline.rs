//! What happened when, by whose word.

use super::{Modality, Side};
use serde::{Deserialize, Serialize};

/// A row of `gainsay timeline`, columns in this order: claims about one event, merged over their sources. What is no column is for
/// those who read.
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
    /// Some claims about the event say otherwise, or a claim elsewhere contradicts one of them.
    pub disputed: bool,
    pub document: String,
    pub line: u32,
    pub start: usize,
    pub end: usize,
    pub evidence: String,
    /// The words that tell the time.
    #[serde(skip)]
    pub when_text: Option<String>,
    /// How it stands to the world, where it is not told as done: "planned", "possible".
    #[serde(skip)]
    pub unsure: Option<Modality>,
    /// A reviewer confirmed one of the claims.
    #[serde(skip)]
    pub confirmed: bool,
    /// What contradicts it, as far as it is told here, and how many more statements do.
    #[serde(skip)]
    pub against: Vec<Against>,
    #[serde(skip)]
    pub more_against: usize,
}

/// A statement that contradicts an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Against {
    /// The kind of the contradiction.
    pub kind: String,
    pub side: Side,
}

/// How many dated events begin in each month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Year {
    pub year: i32,
    pub months: [usize; 12],
    /// Those of which the year alone is told.
    pub open: usize,
}

impl Year {
    pub fn events(&self) -> usize {
        self.months.iter().sum::<usize>() + self.open
    }
}
