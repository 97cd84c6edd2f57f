//! Labels of recordings that name nobody ("Speaker 1", "Unknown", "Caller"), and what looks like one ("Note"). Readers ask them before any case's lexicon is there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Each list's words and the labels of its tests.
type Lists = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

static LISTS: LazyLock<Lists> =
    LazyLock::new(|| toml::from_str(include_str!("en/labels.toml")).expect("the embedded file is well formed"));

fn holds(list: &str, word: &str) -> bool {
    LISTS[list]["words"].contains(word)
}

/// What stands before a number.
fn stem(lower: &str) -> &str {
    lower.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches(['_', '-', ' ', '#'])
}

/// A speaker that the recogniser only counted: `Speaker 1`, `SPEAKER_00`, `spk_0`, `S2`, `Unknown`.
pub fn is_counted(label: &str) -> bool {
    let lower = label.to_lowercase();
    let stem = stem(&lower);
    let lettered = lower.strip_prefix("speaker ").is_some_and(|letter| letter.chars().count() == 1);
    let numbered = stem.len() < lower.len() && holds("letters", stem);
    holds("counted", stem) || lettered || numbered || label == "UU"
}

/// What stands before a colon, in lower case, and is no speaker: "note", "action item".
pub fn is_remark(lower: &str) -> bool {
    holds("remarks", lower)
}

/// A label that names nobody: the same words in another document are another's.
pub fn is_anonymous(label: &str) -> bool {
    let label = label.trim();
    is_counted(label) || holds("described", stem(&label.to_lowercase()))
}

/// Who speaks, to be counted: a label that names nobody counts in its document only.
pub fn bearer<'a>(label: &'a str, document: &'a str) -> (&'a str, &'a str) {
    (label, if is_anonymous(label) { document } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_list_holds_its_own_labels_and_no_names() {
        for (name, list) in LISTS.iter() {
            let told =
                |label: &str| if name == "remarks" { is_remark(&label.to_lowercase()) } else { is_anonymous(label) };
            assert!(!list["yes"].is_empty() && !list["no"].is_empty());
            list["yes"].iter().for_each(|label| assert!(told(label), "{label}"));
            list["no"].iter().for_each(|label| assert!(!told(label), "{label}"));
        }
        assert!(!is_counted("Caller") && is_counted("Guest"));
    }
}
