//! Numbers in words, and what bounds a number.

use super::glossary::{self, Glossary};
use super::parse;
use crate::model::{Bound, Result};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Words of number, all lower case.
#[derive(Debug, Default)]
pub struct Quantities {
    pub numbers: Glossary<f64>,
    pub scales: Glossary<f64>,
    /// Before a number, each in words, the longest first.
    pub before: Vec<(Vec<String>, Bound)>,
    /// After a number.
    pub after: Vec<String>,
    pub percent: Vec<Vec<String>>,
    /// The unit of the amount after a sign: `$` gives "dollar".
    pub currencies: Glossary<String>,
    /// No unit of a number before them.
    pub stop: glossary::Words,
    /// Between the spoken whole and its decimals.
    pub points: glossary::Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    numbers: BTreeMap<String, f64>,
    #[serde(default)]
    scales: BTreeMap<String, f64>,
    #[serde(default)]
    bounds: Bounds,
    #[serde(default)]
    percent: Words,
    #[serde(default)]
    currencies: BTreeMap<String, String>,
    #[serde(default)]
    stop: Words,
    #[serde(default)]
    points: Words,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Bounds {
    about: Vec<String>,
    at_least: Vec<String>,
    more_than: Vec<String>,
    at_most: Vec<String>,
    less_than: Vec<String>,
    after_at_least: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
}

impl Quantities {
    /// # Errors
    /// Names the file and the line that is wrong.
    pub fn load(files: &[(&str, &str)]) -> Result<Quantities> {
        let mut all = Quantities::default();
        for (name, text) in files {
            let file: File = parse(name, text)?;
            all.numbers.extend(file.numbers);
            all.scales.extend(file.scales);
            let bounds = file.bounds;
            let kinds = [
                (Bound::About, bounds.about),
                (Bound::AtLeast, bounds.at_least),
                (Bound::MoreThan, bounds.more_than),
                (Bound::AtMost, bounds.at_most),
                (Bound::LessThan, bounds.less_than),
            ];
            for (bound, phrases) in kinds {
                all.before.extend(phrases.iter().map(|phrase| (in_words(phrase), bound)));
            }
            all.after.extend(bounds.after_at_least);
            all.percent.extend(file.percent.words.iter().map(|phrase| in_words(phrase)));
            all.currencies.extend(file.currencies);
            all.stop.extend(file.stop.words);
            all.points.extend(file.points.words);
        }
        all.before.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        all.percent.sort_by_key(|words| std::cmp::Reverse(words.len()));
        Ok(all)
    }
}

impl Quantities {
    /// "Nine", "fifty-eight".
    pub fn is_number(&self, low: &str) -> bool {
        let joined = || {
            low.split_once('-').is_some_and(|(tens, ones)| self.numbers.contains(tens) && self.numbers.contains(ones))
        };
        self.numbers.contains(low) || joined()
    }
}

fn in_words(phrase: &str) -> Vec<String> {
    phrase.split(' ').map(String::from).collect()
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;
    use crate::model::Bound;

    #[test]
    fn the_longest_bound_comes_first() {
        let quantities = Lexicon::embedded().quantities;
        let first = quantities.before.first().map(|(words, _)| words.len());
        assert!(first >= Some(3), "{first:?}");
        assert!(
            quantities.before.iter().any(|(words, bound)| words.join(" ") == "more than" && *bound == Bound::MoreThan)
        );
    }
}
