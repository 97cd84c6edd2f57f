//! How much each sign speaks for a claim, learned from marked texts: what decides where an entry alone is in doubt.
//!
//! A logistic regression over binary signs (Jurafsky & Martin, *Speech and Language Processing*, ch. 5). The file beside the topic has a line
//! `sign<TAB>weight` for each, in thousandths of a logit, so that sums are whole numbers and the same on every machine. `examples/weigh`
//! writes it.

use super::glossary::Glossary;
use crate::model::{Result, Trouble};

/// The topic whose weights are embedded, and their file.
const EMBEDDED: (&str, &str, &str) =
    ("data-access", "topics/data-access.weights.tsv", include_str!("topics/data-access.weights.tsv"));

/// The log odds, in thousandths, that a claim needs where its entry leaves it open: 65 in a hundred in writing, 57 in speech, where fewer claims are
/// plain enough for the entries.
const ENOUGH: i32 = 600;
const ENOUGH_SPOKEN: i32 = 300;
/// Below these an entry's own yes does not stand: 38 in a hundred.
const LEAST: i32 = -500;

/// Is a claim made by what its signs weigh together, which its entry takes or leaves open?
pub fn stands(taken: bool, spoken: bool, sum: i32) -> bool {
    sum >= match (taken, spoken) {
        (true, _) => LEAST,
        (false, true) => ENOUGH_SPOKEN,
        (false, false) => ENOUGH,
    }
}

/// The weights of one topic's signs by their names.
#[derive(Clone, Debug, Default)]
pub struct Weights(Glossary<i32, &'static str>);

impl Weights {
    /// Of the topic of that name, empty where nothing was learned.
    ///
    /// # Errors
    /// Names the line that is no sign with a whole number.
    pub fn of(topic: &str) -> Result<Weights> {
        let (name, file, text) = EMBEDDED;
        if name == topic { Weights::read(file, text) } else { Ok(Weights::default()) }
    }

    fn read(file: &str, text: &'static str) -> Result<Weights> {
        let mut weights = Weights::default();
        for (at, line) in text.lines().enumerate() {
            let pair = line.split_once('\t').and_then(|(sign, weight)| Some((sign, weight.parse().ok()?)));
            let what = || format!("`{line}` is no sign and whole number with a tab between them");
            let (sign, weight) = pair.ok_or_else(|| Trouble::new(format!("lexicon {file}:{}", at + 1), what()))?;
            weights.0.insert(sign, weight);
        }
        Ok(weights)
    }

    /// True where nothing was learned.
    pub fn is_empty(&self) -> bool {
        self.0.iter().next().is_none()
    }

    /// Of one sign; nothing for a sign that was never seen.
    pub fn weight(&self, sign: &str) -> i32 {
        self.0.get(sign).copied().unwrap_or(0)
    }

    /// Was anything learned of the entry of that id? One of the user's own is judged by its own conditions.
    pub fn knows(&self, predicate: &str) -> bool {
        self.0.contains(&format!("predicate={predicate}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_without_a_number_is_refused_with_its_place() {
        let fault = Weights::read("w.tsv", "act=store\t12\nact=delete\tmuch\n").expect_err("no number").to_string();
        assert!(fault.contains("w.tsv:2") && fault.contains("much"), "{fault}");
    }

    #[test]
    fn an_entry_is_weighed_only_where_it_was_learned() {
        let weights = Weights::read("w.tsv", "predicate=store.keep\t12\n").expect("well formed");
        assert!(weights.knows("store.keep") && !weights.knows("store.hoard"));
    }

    #[test]
    fn what_an_entry_takes_needs_less_than_what_it_leaves_open() {
        assert!(stands(true, false, 0) && !stands(false, false, 0) && !stands(false, true, 0));
        assert!(stands(false, true, 300) && !stands(false, false, 300) && !stands(true, true, -1501));
    }

    #[test]
    fn a_sign_that_was_never_seen_says_nothing() {
        let weights = Weights::read("w.tsv", "act=store\t-12\n").expect("well formed");
        assert_eq!((weights.weight("act=store"), weights.weight("act=sing")), (-12, 0));
    }
}
