//! Two renderings of one quotation side by side: their words aligned, and who is said to have spoken them.

use super::pair::Opinion;
use super::particulars::place_of;
use super::party::name_words;
use super::words::plain;
use crate::lexicon::Lexicon;
use crate::model::QuoteRow;
use std::collections::BTreeSet;

/// Two rows of one cluster, from two documents.
pub(super) struct QuotePair<'a> {
    pub a: &'a QuoteRow,
    pub b: &'a QuoteRow,
    pub lexicon: &'a Lexicon,
}

/// What a kind makes of two renderings.
pub(super) type Judge = fn(&QuotePair) -> Option<Opinion>;

/// Words of both renderings, in order, that the other does not have at that place; only between the first and the last word
/// that both have.
pub(super) struct Difference {
    pub a: Vec<String>,
    pub b: Vec<String>,
    /// How many words both have.
    pub shared: usize,
    /// The longest run of words that both have without a break.
    pub run: usize,
    /// Words of the shorter rendering.
    pub shorter: usize,
}

/// Longer quotations are aligned by their first words only.
const ALIGNED: usize = 400;

/// Words at the end of both renderings that may have been changed, after so many that both have without a break.
const ENDING: usize = 3;
const BEFORE_ENDING: usize = 6;

impl QuotePair<'_> {
    pub fn difference(&self) -> Difference {
        let (a, b) = (rendering(&self.a.text), rendering(&self.b.text));
        let matched = inner(common(&a, &b));
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for (&before, &after) in matched.iter().zip(matched.iter().skip(1)) {
            left.extend(a[before.0 + 1..after.0].iter().cloned());
            right.extend(b[before.1 + 1..after.1].iter().cloned());
        }
        // The last words of a sentence changed: "and got a letter", "and got nothing".
        if let Some(last) = matched.last().filter(|_| longest_run(&matched) >= BEFORE_ENDING) {
            let ends = (&a[last.0 + 1..], &b[last.1 + 1..]);
            if [ends.0, ends.1].iter().all(|end| (1..=ENDING).contains(&end.len())) {
                left.extend(ends.0.iter().cloned());
                right.extend(ends.1.iter().cloned());
            }
        }
        Difference {
            run: longest_run(&matched),
            shared: matched.len(),
            shorter: a.len().min(b.len()),
            a: left,
            b: right,
        }
    }

    /// One of the two negates what the other says: of two speakers, an answer and no retelling.
    pub fn gainsays(&self, difference: &Difference) -> bool {
        let negates = |words: &[String]| words.iter().any(|word| self.lexicon.relations.is("negation", word));
        negates(&difference.a) != negates(&difference.b)
    }

    /// The surname of one speaker stands, perhaps misspelt, in the words that name the other.
    pub fn one_speaker(&self) -> bool {
        let surname = |row: &QuoteRow| {
            let name = row.speaker_name.as_deref().filter(|name| person(name, self.lexicon).is_some())?;
            plain(name).pop()
        };
        let names = |row: &QuoteRow| {
            let said = [row.speaker.as_deref(), row.speaker_name.as_deref()];
            said.into_iter().flatten().flat_map(plain).collect::<Vec<String>>()
        };
        let within = |one: &QuoteRow, other: &QuoteRow| {
            surname(one).is_some_and(|surname| names(other).iter().any(|word| spelt_alike(&surname, word)))
        };
        within(self.a, self.b) || within(self.b, self.a)
    }

    /// Both speakers are persons, by names that cannot be one.
    pub fn two_persons(&self) -> Option<(&str, &str)> {
        let (a, b) = (self.a.speaker_name.as_deref()?, self.b.speaker_name.as_deref()?);
        let (one, other) = (person(a, self.lexicon)?, person(b, self.lexicon)?);
        (!may_be_one(&one, &other) && !self.one_speaker()).then_some((a, b))
    }
}

/// The words of a rendering with contractions and typography undone.
pub(super) fn rendering(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for word in plain(text).into_iter().take(ALIGNED) {
        let endings = [("n't", "not"), ("'ve", "have"), ("'re", "are"), ("'ll", "will"), ("'m", "am"), ("'d", "would")];
        match endings.iter().find_map(|(end, full)| Some((word.strip_suffix(end)?.to_string(), *full))) {
            Some((stem, full)) => found.extend([stem, full.to_string()]),
            None if word.ends_with('%') => {
                found.extend([word.trim_end_matches('%').to_string(), "percent".to_string()])
            }
            None => found.push(word.replace('.', "")),
        }
    }
    found.retain(|word| !word.is_empty() && !["um", "uh", "er", "like"].contains(&word.as_str()));
    found
}

/// The longest common subsequence, as pairs of positions (Wagner and Fischer 1974).
fn common(a: &[String], b: &[String]) -> Vec<(usize, usize)> {
    let mut length = vec![vec![0u16; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            length[i][j] = if a[i] == b[j] { length[i + 1][j + 1] + 1 } else { length[i + 1][j].max(length[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if length[i + 1][j] >= length[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// From the first to the last run of two words that both have: what stands before and after may be cut differently.
fn inner(matched: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let runs = |at: &usize| {
        matched.get(*at..at + 2).is_some_and(|run| run.windows(2).all(|two| (two[0].0 + 1, two[0].1 + 1) == two[1]))
    };
    let starts: Vec<usize> = (0..matched.len()).filter(runs).collect();
    match (starts.first(), starts.last()) {
        (Some(first), Some(last)) if first < last => matched[*first..last + 2].to_vec(),
        _ => matched,
    }
}

fn longest_run(matched: &[(usize, usize)]) -> usize {
    let (mut best, mut run) = (usize::from(!matched.is_empty()), 1);
    for (before, after) in matched.iter().zip(matched.iter().skip(1)) {
        run = if (before.0 + 1, before.1 + 1) == *after { run + 1 } else { 1 };
        best = best.max(run);
    }
    best
}

/// First name and surname at least; no organisation, no role.
fn person(name: &str, lexicon: &Lexicon) -> Option<BTreeSet<String>> {
    let lows = plain(name);
    let mut words = name_words(name, lexicon);
    words.retain(|word| !lexicon.relations.is("title", word));
    let place = super::words::words(name).iter().any(|word| place_of(word, lexicon).is_some());
    (words.len() >= 2 && !place && !lexicon.relations.found("organisation", &lows) && lows[0] != "the").then_some(words)
}

/// A person by first name and surname.
pub(super) fn is_person(name: &str, lexicon: &Lexicon) -> bool {
    person(name, lexicon).is_some()
}

/// One name may be a part of the other, or a misspelling of it.
fn may_be_one(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    if a.is_subset(b) || b.is_subset(a) {
        return true;
    }
    let alike = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.iter().all(|x| b.iter().any(|y| spelt_alike(x, y)));
    alike(a, b) || alike(b, a)
}

/// One letter apart, two in a long name.
fn spelt_alike(a: &str, b: &str) -> bool {
    let allowed = if a.len().min(b.len()) >= 7 { 2 } else { 1 };
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let step = (corner + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = row[j + 1];
            row[j + 1] = step;
        }
    }
    row[b.len()] <= allowed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contractions_and_figures_are_written_out() {
        assert_eq!(rendering("We’ve sent 100% of it, um, home"), rendering("We have sent 100 percent of it home"));
    }

    #[test]
    fn a_misspelt_name_is_one_person() {
        let lexicon = Lexicon::embedded();
        let person = |name: &str| person(name, &lexicon).expect(name);
        assert!(may_be_one(&person("Ada Brandt"), &person("Ada Brand")));
        assert!(may_be_one(&person("Mr. Ole Ada Brandt"), &person("Ada Brandt")));
        assert!(!may_be_one(&person("Ada Brandt"), &person("Nils Okafor")));
        assert!(super::person("Northern Wire", &lexicon).is_none());
    }
}
