//! How much each sign speaks for a claim, learned from marked texts: what decides where an entry alone is in doubt.
//!
//! A logistic regression over binary signs (Jurafsky & Martin, *Speech and Language Processing*, ch. 5). The file beside the topic has a line
//! `sign<TAB>weight` for each, in thousandths of a logit, so that sums are whole numbers and the same on every machine. `examples/weigh`
//! writes it.

use crate::model::{Result, Trouble};
use std::collections::HashMap;

/// The topic whose weights are embedded, and their file.
const EMBEDDED: (&str, &str, &str) =
    ("data-access", "topics/data-access.weights.tsv", include_str!("topics/data-access.weights.tsv"));

/// The odds that a claim needs where the entry says no, as [`Weights`] count: 65 in a hundred.
pub const ENOUGH: i32 = 600;
/// Below these odds an entry's yes does not stand.
pub const LEAST: i32 = -700;

/// The weights of one topic's signs; asked by name alone, so that their order is nobody's.
#[derive(Clone, Debug, Default)]
pub struct Weights(HashMap<String, i32>);

impl Weights {
    /// Of the topic of that name, empty where nothing was learned.
    ///
    /// # Errors
    /// Names the line that is no sign with a whole number.
    pub fn of(topic: &str) -> Result<Weights> {
        let (name, file, text) = EMBEDDED;
        if name == topic { Weights::read(file, text) } else { Ok(Weights::default()) }
    }

    fn read(file: &str, text: &str) -> Result<Weights> {
        let line = |(at, line): (usize, &str)| {
            let pair = line.split_once('\t').and_then(|(sign, weight)| Some((sign.to_string(), weight.parse().ok()?)));
            let what = || format!("`{line}` is no sign and whole number with a tab between them");
            pair.ok_or_else(|| Trouble::new(format!("lexicon {file}:{}", at + 1), what()))
        };
        text.lines().enumerate().map(line).collect::<Result<_>>().map(Weights)
    }

    /// True where nothing was learned.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Of one sign; nothing for a sign that was never seen.
    pub fn weight(&self, sign: &str) -> i32 {
        self.0.get(sign).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_without_a_number_is_refused_with_its_place() {
        let fault = Weights::read("w.tsv", "act=store\t12\nact=delete\tmuch\n").err().expect("no number").to_string();
        assert!(fault.contains("w.tsv:2") && fault.contains("much"), "{fault}");
    }

    #[test]
    fn a_sign_that_was_never_seen_says_nothing() {
        let weights = Weights::read("w.tsv", "act=store\t-12\n").expect("well formed");
        assert_eq!((weights.weight("act=store"), weights.weight("act=sing")), (-12, 0));
    }
}
