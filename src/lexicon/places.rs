//! A small gazetteer: countries, regions, states and cities, what they lie in, and the adjectives made of them.

use super::glossary::Words;
use super::parse;
use crate::model::{Result, Trouble};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Places by their spellings, and what lies in what.
#[derive(Debug, Default)]
pub struct Places {
    by_spelling: BTreeMap<String, String>,
    /// Names that are something else as well: places only after "in" or "near".
    towns: BTreeSet<String>,
    /// The first word of each spelling, without a stop at its end.
    openers: Words,
    within: BTreeMap<String, String>,
    /// What something lies in.
    around: BTreeSet<String>,
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
    /// `towns` are those whose name is something else as well.
    ///
    /// # Errors
    /// Names the file and the place whose `within` is unknown.
    pub fn load(files: &[(&str, &str)], towns: &[(&str, &str)]) -> Result<Places> {
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
        for (name, text) in towns {
            let file: File = parse(name, text)?;
            for entry in file.place {
                let first = entry.name.split(' ').next().unwrap_or_default();
                places.openers.insert(first.to_string(), ());
                if let Some(within) = entry.within {
                    places.within.insert(entry.name.clone(), within);
                }
                places.towns.insert(entry.name);
            }
            places.check(name)?;
        }
        places.around = places.within.values().cloned().collect();
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

    /// The name of a town, where the word before it tells that a place is meant: "in", "near".
    pub fn town_after(&self, before: &str, name: &str) -> Option<&str> {
        let local = ["in", "near"].iter().any(|word| before.eq_ignore_ascii_case(word));
        self.towns.get(name).filter(|_| local).map(String::as_str)
    }

    /// The places around one, the nearest first: Richmond, Virginia gives "Virginia", "United States".
    pub fn around<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        std::iter::successors(self.within.get(name), |outer| self.within.get(*outer)).map(String::as_str).take(10)
    }

    /// Both names may be true at once: the same place, or one lies in the other, or may for all that is known.
    pub fn agree(&self, a: &str, b: &str) -> bool {
        a == b || self.may_hold(a, b) || self.may_hold(b, a)
    }

    fn may_hold(&self, outer: &str, inner: &str) -> bool {
        let known = self.around(inner).any(|around| around == outer);
        // Of a town nobody told the county, or the country; of one that no list has even less.
        let listed = self.by_spelling.contains_key(inner);
        let unknown = (self.towns.contains(inner) || !listed) && self.around.contains(outer);
        known
            || unknown && self.within.get(inner).is_none_or(|within| self.around(outer).any(|around| around == within))
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

    #[test]
    fn a_town_with_a_word_for_its_name_needs_a_word_before_it() {
        let places = Lexicon::embedded().places;
        assert_eq!(places.name_of("Reading"), None);
        assert_eq!(places.town_after("In", "Reading"), Some("Reading"));
        assert_eq!(places.town_after("was", "Reading"), None);
        assert!(places.agree("Reading", "England") && places.agree("Reading", "United Kingdom"));
        assert!(!places.agree("Reading", "Bristol"));
        assert!(places.agree("Hamilton", "New Zealand") && places.agree("Hamilton", "Scotland"), "there are several");
    }
}
