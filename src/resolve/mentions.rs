//! Which of the names that are known from anywhere stand in a text, also where no sentence told who bears them.

use crate::model::ActorKind;
use std::collections::{BTreeMap, BTreeSet};

type Name = (ActorKind, String);

/// Names by their first word.
pub struct Known<'n>(BTreeMap<&'n str, Vec<&'n Name>>);

impl<'n> Known<'n> {
    pub fn new(names: impl Iterator<Item = &'n Name>) -> Known<'n> {
        let mut known = Known(BTreeMap::new());
        for name in names.collect::<BTreeSet<&Name>>() {
            if let Some(first) = name.1.split(' ').next().filter(|first| first.starts_with(char::is_uppercase)) {
                known.0.entry(first).or_default().push(name);
            }
        }
        known
    }

    /// Those of which each word stands in the text, one behind the other.
    pub fn found_in(&self, text: &str) -> BTreeSet<Name> {
        let words: Vec<&str> = text.split_whitespace().filter_map(bare).collect();
        let mut found = BTreeSet::new();
        for (at, word) in words.iter().enumerate() {
            for name in self.0.get(word).into_iter().flatten() {
                let stands = name.1.split(' ').enumerate().all(|(nth, part)| words.get(at + nth) == Some(&part));
                if stands {
                    found.insert((*name).clone());
                }
            }
        }
        found
    }
}

/// Without marks around it and without a possessive ending.
fn bare(piece: &str) -> Option<&str> {
    let word = piece.trim_matches(|c: char| !c.is_alphanumeric());
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("\u{2019}s")).unwrap_or(word);
    (!word.is_empty()).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_known_from_one_text_is_found_in_another() {
        let names =
            [(ActorKind::Organisation, "Orrin Mutual".to_string()), (ActorKind::Organisation, "Tessel".to_string())];
        let known = Known::new(names.iter());
        assert_eq!(known.found_in("Heard on oath: the head of Tessel\u{2019}s desk. Mutual respect, Orrin!").len(), 1);
        assert_eq!(known.found_in("A letter to Orrin Mutual, and to Tessel.").len(), 2);
    }
}
