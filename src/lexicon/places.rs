//! A small gazetteer: countries, regions, states and cities, what they lie in, and the adjectives made of them.

use super::glossary::Words;
use super::parse;
use crate::model::{Result, Trouble};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Places by their spellings, and what lies in what.
#[derive(Debug, Default)]
pub struct Places {
    by_spelling: BTreeMap<String, String>,
    /// The first word of each spelling, without a stop at its end.
    openers: Words,
    within: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    place: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    /// Other spellings and adjectives; matched with their capitals.
    #[serde(default)]
    also: Vec<String>,
    /// The name of the place around it.
    within: Option<String>,
}

impl Places {
    /// # Errors
    /// Names the file and the place whose `within` is unknown.
    pub fn load(files: &[(&str, &str)]) -> Result<Places> {
        let mut places = Places::default();
        for (name, text) in files {
            let file: File = parse(name, text)?;
            for entry in file.place {
                for spelling in entry.also.iter().chain([&entry.name]) {
                    let first = spelling.split(' ').next().unwrap_or_default();
                    places.openers.insert(first.trim_end_matches('.').to_string(), ());
                    places.by_spelling.entry(spelling.clone()).or_insert_with(|| entry.name.clone());
                }
                if let Some(within) = entry.within {
                    places.within.insert(entry.name, within);
                }
            }
            places.check(name)?;
        }
        Ok(places)
    }

    fn check(&self, file: &str) -> Result<()> {
        for (name, within) in &self.within {
            if !self.by_spelling.contains_key(within) {
                let what = format!("lies within `{within}`, which is no place of the file");
                return Err(Trouble::new(format!("lexicon {file}, place `{name}`"), what));
            }
            if self.around(name).count() > 8 {
                return Err(Trouble::new(format!("lexicon {file}, place `{name}`"), "lies within itself"));
            }
        }
        Ok(())
    }

    /// Every spelling with the name it stands for, in order of spelling.
    pub fn spellings(&self) -> impl Iterator<Item = (&str, &str)> {
        self.by_spelling.iter().map(|(spelling, name)| (spelling.as_str(), name.as_str()))
    }

    /// May a place's spelling begin with this word?
    pub fn begins_with(&self, word: &str) -> bool {
        self.openers.contains(word.trim_end_matches('.'))
    }

    /// "Chinese" gives "China". `None` for words that are no place.
    pub fn name_of(&self, spelling: &str) -> Option<&str> {
        self.by_spelling.get(spelling).map(String::as_str)
    }

    /// The places around one, the nearest first: Richmond, Virginia gives "Virginia", "United States".
    pub fn around<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        std::iter::successors(self.within.get(name), |outer| self.within.get(*outer)).map(String::as_str).take(10)
    }

    /// Both names may be true at once: the same place, or one lies in the other.
    pub fn agree(&self, a: &str, b: &str) -> bool {
        a == b || self.around(a).any(|outer| outer == b) || self.around(b).any(|outer| outer == a)
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn a_state_agrees_with_its_country_and_not_with_another() {
        let places = Lexicon::embedded().places;
        assert!(places.agree("Virginia", "United States"));
        assert!(places.agree("United States", "Virginia"));
        assert!(!places.agree("Virginia", "Singapore"));
        assert!(!places.agree("Virginia", "Texas"));
        assert_eq!(places.name_of("Chinese"), Some("China"));
        assert_eq!(places.name_of("chinese"), None, "a place needs its capital");
    }
}
