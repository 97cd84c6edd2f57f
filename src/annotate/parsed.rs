//! The trees of a document's sentences, asked by place.

use crate::model::label::Upos;
use crate::model::{Sentence, Tree};
use std::cell::Cell;
use std::collections::BTreeMap;

/// Sentences and their trees.
pub struct Parsed<'a> {
    sentences: &'a [Sentence],
    trees: &'a BTreeMap<usize, Tree>,
    /// The sentence that was asked last: words are asked one after the other.
    last: Cell<usize>,
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
        Parsed { sentences, trees, last: Cell::new(0) }
    }

    /// The token at a byte of the document.
    pub fn node(&self, byte: usize) -> Option<Node> {
        let sentence = self.sentence_at(byte)?;
        let tree = self.tree(sentence)?;
        let token = tree.token_at(byte)?;
        Some(Node { sentence, token, upos: tree.tokens[token].upos, tag: tree.tokens[token].tag })
    }

    pub fn begins_sentence(&self, byte: usize) -> bool {
        self.sentence_at(byte).is_some_and(|sentence| self.sentences[sentence].span.start == byte)
    }

    /// The last sentence that begins at the byte or before.
    fn sentence_at(&self, byte: usize) -> Option<usize> {
        let last = self.last.get();
        let begins = |at: usize| self.sentences.get(at).map(|sentence| sentence.span.start);
        let same = begins(last).is_some_and(|at| at <= byte) && begins(last + 1).is_none_or(|at| at > byte);
        if !same {
            let after = self.sentences.partition_point(|sentence| sentence.span.start <= byte);
            self.last.set(after.checked_sub(1)?);
        }
        Some(self.last.get())
    }

    pub fn tree(&self, sentence: usize) -> Option<&Tree> {
        self.trees.get(&sentence)
    }
}
