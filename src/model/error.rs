//! The one error type: where, what and what was expected, with a hint where there is one.

use serde::{Deserialize, Serialize};
use std::fmt;

pub type Result<T> = std::result::Result<T, Trouble>;

/// Something that the user must hear of. Prints as `WHERE: what`, the hint apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    /// A file, a line of a file, an option, a lexicon entry.
    pub place: String,
    /// What is wrong and what was expected.
    pub what: String,
    pub hint: Option<String>,
}

impl Trouble {
    pub fn new(place: impl Into<String>, what: impl Into<String>) -> Trouble {
        Trouble { place: place.into(), what: what.into(), hint: None }
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Trouble {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

impl std::error::Error for Trouble {}
