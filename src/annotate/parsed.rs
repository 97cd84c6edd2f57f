//! The trees of a document's sentences, asked by place.

use super::syntax;
use super::words::words;
use crate::lexicon::Lexicon;
use crate::model::label::Upos;
use crate::model::{Annotations, Sentence, Span, Tree};
use std::collections::BTreeMap;

/// Sentences and their trees.
pub struct Parsed<'a> {
    sentences: &'a [Sentence],
    given: &'a BTreeMap<usize, Tree>,
    own: BTreeMap<usize, Tree>,
}

/// A word's token in its sentence's tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    pub sentence: usize,
    pub token: usize,
    pub upos: Upos,
    pub tag: &'static str,
}

impl<'a> Parsed<'a> {
    /// The trees that there are.
    pub fn given(sentences: &'a [Sentence], trees: &'a BTreeMap<usize, Tree>) -> Parsed<'a> {
        Parsed { sentences, given: trees, own: BTreeMap::new() }
    }

    /// Sentences that can hold a quotation and were not parsed before are parsed now.
    pub fn for_quotes(text: &str, so_far: &'a Annotations, lexicon: &Lexicon) -> Parsed<'a> {
        let missing = so_far.sentences.iter().enumerate().filter(|(n, _)| !so_far.trees.contains_key(n));
        let own = missing
            .filter(|(_, sentence)| wants_tree(text, sentence.span, lexicon))
            .map(|(n, sentence)| (n, syntax::parse(text, sentence.span)))
            .collect();
        Parsed { sentences: &so_far.sentences, given: &so_far.trees, own }
    }

    /// The token at a byte of the document.
    pub fn node(&self, byte: usize) -> Option<Node> {
        let sentence = self.sentences.partition_point(|sentence| sentence.span.start <= byte).checked_sub(1)?;
        let tree = self.tree(sentence)?;
        let token = tree.token_at(byte)?;
        Some(Node { sentence, token, upos: tree.tokens[token].upos, tag: tree.tokens[token].tag })
    }

    pub fn tree(&self, sentence: usize) -> Option<&Tree> {
        self.given.get(&sentence).or_else(|| self.own.get(&sentence))
    }
}

/// Can a sentence hold a quotation? It has a mark, or a word that says that somebody says something.
pub fn wants_tree(text: &str, sentence: Span, lexicon: &Lexicon) -> bool {
    const MARKS: [char; 10] = ['"', '“', '”', '‘', '«', '»', '„', '‹', '›', '`'];
    let marked = sentence.of(text).contains(MARKS) || sentence.of(text).contains("''");
    let says = |word: &str| lexicon.quotes.verb(word).is_some() || lexicon.quotes.nouns.contains(&word.to_lowercase());
    marked || words(text, sentence).iter().any(|word| says(word.text) || word.is("according"))
}
