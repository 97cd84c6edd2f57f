//! The time spoken of.

use super::Span;
use serde::{Deserialize, Serialize};

/// A point or stretch of time with the precision it was told in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct When {
    /// The words as written.
    pub text: String,
    /// ISO 8601 prefixes: `2022`, `2022-06`, `2022-06-17`.
    pub start: Option<String>,
    pub end: Option<String>,
    pub grain: Option<Grain>,
    pub basis: WhenBasis,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grain {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Half,
    Season,
    Year,
    Decade,
    Century,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WhenBasis {
    /// The text names the date.
    Stated,
    /// Resolved against the document's date or a date mentioned before.
    Relative,
    Unresolved,
}

/// A time expression where it stands, in the terms of TIMEX3 (ISO-TimeML).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeExpr {
    pub span: Span,
    pub kind: TimexType,
    /// TIMEX3 value: `2022-W24`, `P3M`, `PRESENT_REF`.
    pub value: String,
    pub modifier: Option<String>,
    pub when: When,
    pub entries: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    Date,
    Time,
    Duration,
    Set,
}
