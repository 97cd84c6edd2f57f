//! The shape of a `dates.toml` as written.

use super::{Example, Links, Make, Manner, WordList, Years};
use crate::model::Trouble;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Reads one file, refusing keys that its shape does not know.
pub(super) fn read(name: &str, text: &str) -> Result<File, Trouble> {
    toml::from_str(text).map_err(|fault| {
        let line = fault.span().map_or(0, |span| text[..span.start].matches('\n').count() + 1);
        Trouble::new(format!("{name}:{line}"), fault.message().to_string()).hint("see docs/dates.md for the keys")
    })
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct File {
    pub(super) today: Option<String>,
    pub(super) quiet_classes: Vec<String>,
    pub(super) triggers: Vec<String>,
    pub(super) ambiguous: Vec<String>,
    pub(super) words: BTreeMap<String, BTreeMap<String, Code>>,
    pub(super) parts: BTreeMap<String, String>,
    pub(super) years: Years,
    pub(super) links: Links,
    pub(super) cues: CueWords,
    pub(super) document: DocumentWords,
    pub(super) holiday: Vec<HolidayEntry>,
    pub(super) rule: Vec<RuleEntry>,
}

/// Words that tell the tense of a sentence to the small judge.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct CueWords {
    pub(super) past: Vec<String>,
    pub(super) present: Vec<String>,
    pub(super) future: Vec<String>,
    pub(super) be: WordList,
}

/// Words of a document's own date.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct DocumentWords {
    pub(super) labels: Vec<String>,
}

/// The value of a word: a number, or a name that its part knows.
#[derive(Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Code {
    Number(i64),
    Name(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HolidayEntry {
    pub(super) id: String,
    pub(super) names: Vec<String>,
    #[serde(default)]
    pub(super) on: String,
    /// The days themselves, where no rule of the Western calendar gives them.
    #[serde(default)]
    pub(super) days: Vec<String>,
    /// How many days it lasts.
    #[serde(default)]
    pub(super) lasts: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleEntry {
    pub(super) id: String,
    pub(super) pattern: Vec<String>,
    pub(super) make: Make,
    #[serde(default)]
    pub(super) set: BTreeMap<String, Code>,
    pub(super) only: Option<Manner>,
    #[serde(default)]
    pub(super) capital: bool,
    #[serde(default)]
    pub(super) before: WordList,
    #[serde(default)]
    pub(super) not_before: WordList,
    #[serde(default)]
    pub(super) after: WordList,
    #[serde(default)]
    pub(super) not_after: WordList,
    pub(super) yes: Vec<Example>,
    #[serde(default)]
    pub(super) no: Vec<String>,
}
