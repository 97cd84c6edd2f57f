//! What the documents call those whom they name, as sets of words: "insurer" of "Halden, an insurer".

use super::party::name_words;
use super::words::{plain, singular};
use crate::lexicon::Lexicon;
use crate::model::Provenance;
use std::collections::{BTreeMap, BTreeSet};

/// By each word of a name.
#[derive(Default)]
pub(super) struct Described(BTreeMap<String, BTreeSet<String>>);

impl Described {
    pub fn new(documents: &[Provenance], lexicon: &Lexicon) -> Described {
        let mut found = Described::default();
        for (name, description) in documents.iter().flat_map(|document| &document.described) {
            for word in name_words(name, lexicon).into_iter().filter(|word| !lexicon.relations.is("trade", word)) {
                found.0.entry(word).or_default().extend(told(description, lexicon));
            }
        }
        found
    }

    /// The words of whatever is said that a name is.
    pub fn of(&self, name: &BTreeSet<String>) -> BTreeSet<String> {
        name.iter().filter_map(|word| self.0.get(word)).flatten().cloned().collect()
    }
}

/// The words of a description, one name for each: any firm is a "firm".
pub(super) fn told(description: &str, lexicon: &Lexicon) -> BTreeSet<String> {
    let relations = &lexicon.relations;
    let plain_words = plain(description).into_iter().map(|low| singular(&low));
    let telling = plain_words.filter(|low| {
        !["determiner", "all", "anyone", "small", "negation", "neutral"].iter().any(|list| relations.is(list, low))
    });
    let one = |low: String| {
        if relations.is("some-firm", &low) { "firm".to_string() } else { relations.one_name(&low).to_string() }
    };
    telling.map(one).collect()
}

/// "Insurer" and "insurance" begin alike.
pub(super) fn alike(one: &str, other: &str) -> bool {
    const STEM: usize = 5;
    one == other
        || one.len() > STEM && other.len() > STEM && one.get(..STEM).is_some_and(|stem| other.get(..STEM) == Some(stem))
}
