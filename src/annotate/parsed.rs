//! The trees of a document's sentences, asked by place.

use crate::model::label::Upos;
use crate::model::{Sentence, Tree};
use std::collections::BTreeMap;

/// Sentences and their trees.
pub struct Parsed<'a> {
    sentences: &'a [Sentence],
    trees: &'a BTreeMap<usize, Tree>,
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
        Parsed { sentences, trees }
    }

    /// The token at a byte of the document.
    pub fn node(&self, byte: usize) -> Option<Node> {
        let sentence = self.sentences.partition_point(|sentence| sentence.span.start <= byte).checked_sub(1)?;
        let tree = self.tree(sentence)?;
        let token = tree.token_at(byte)?;
        Some(Node { sentence, token, upos: tree.tokens[token].upos, tag: tree.tokens[token].tag })
    }

    pub fn tree(&self, sentence: usize) -> Option<&Tree> {
        self.trees.get(&sentence)
    }
}
