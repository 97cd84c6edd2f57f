//! One multi-pattern pass that says which sentences are worth parsing, so that cost stays with what matters.

use super::quotes::Quotes;
use super::topics::Topics;
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use std::collections::BTreeMap;

/// Pronouns that may stand for data.
const VAGUE: &[&str] = &["it", "them", "they", "that", "this", "those", "these", "everything", "anything", "all", "so"];

const PREDICATE: u8 = 1;
const NOUN: u8 = 2;
const PRONOUN: u8 = 4;
const CUE: u8 = 8;
const DATA: u8 = 16;
const SOFT: u8 = 32;

/// The automaton and what each of its words may be.
pub struct Scan {
    words: AhoCorasick,
    kinds: Vec<u8>,
}

/// What a sentence holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holds {
    /// A word that heads a predicate, and beside it a noun that a predicate takes.
    pub claim: bool,
    /// The same with a pronoun in the place of the noun.
    pub vague: bool,
    /// A noun of the class `data`.
    pub data: bool,
    /// A noun of the class `soft`.
    pub soft: bool,
    /// A word of saying, or a quotation mark.
    pub speech: bool,
}

impl Scan {
    pub fn new(topics: &Topics, quotes: &Quotes) -> Scan {
        let mut kinds: BTreeMap<String, u8> = BTreeMap::new();
        let mut add = |word: &str, kind: u8| *kinds.entry(word.to_lowercase()).or_default() |= kind;
        topics.forms().for_each(|form| add(form, PREDICATE));
        for (class, noun) in topics.nouns() {
            let context = match class {
                "data" => DATA,
                "soft" => SOFT,
                _ => 0,
            };
            add(noun, NOUN | context);
        }
        quotes.cue_forms().for_each(|cue| add(cue, CUE));
        VAGUE.iter().for_each(|word| add(word, PRONOUN));
        let words = AhoCorasickBuilder::new()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(kinds.keys())
            .expect("a few thousand words fit an automaton");
        Scan { words, kinds: kinds.into_values().collect() }
    }

    /// Looks at the words of one sentence.
    pub fn holds(&self, sentence: &str) -> Holds {
        let mut holds = Holds { speech: sentence.contains(['“', '”', '"', '«', '„']), ..Holds::default() };
        let (mut predicates, mut nouns, mut both, mut pronouns) = (0, 0, 0, 0);
        for found in self.words.find_iter(sentence) {
            if !stands_alone(sentence, found.start(), found.end()) {
                continue;
            }
            let kind = self.kinds[found.pattern().as_usize()];
            holds.speech |= kind & CUE != 0;
            holds.data |= kind & DATA != 0;
            holds.soft |= kind & SOFT != 0;
            pronouns += usize::from(kind & PRONOUN != 0);
            match (kind & PREDICATE != 0, kind & NOUN != 0) {
                (true, true) => both += 1,
                (true, false) => predicates += 1,
                (false, true) => nouns += 1,
                (false, false) => {}
            }
        }
        let heads = predicates + both;
        // "access to Beacon": the word is predicate and noun in one, a name beside it may be the system.
        let named = both > 0 && sentence.chars().skip(1).any(char::is_uppercase);
        holds.claim = heads > 0 && nouns + both > 0 && (predicates + nouns + both > 1 || named);
        holds.vague = heads > 0 && pronouns > 0;
        holds
    }
}

fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !letter(text[..start].chars().next_back()) && !letter(text[end..].chars().next())
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn a_predicate_needs_a_noun_beside_it() {
        let scan = Lexicon::embedded().scan;
        assert!(scan.holds("Two nurses accessed the patients' records.").claim);
        assert!(!scan.holds("The records are old.").claim, "one word is not both");
        assert!(scan.holds("They have access to Beacon.").claim);
        assert!(!scan.holds("The train left at noon.").claim);
        assert!(scan.holds("Everything is seen in Lagos.").vague);
        assert!(!scan.holds("The seedata plant").data, "only whole words");
    }
}
