//! A parsed sentence.

use super::Span;

#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    pub tokens: Vec<Token>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    pub span: Span,
    pub form: String,
    pub lemma: String,
    pub tag: &'static str,
    pub head: Option<usize>,
    pub rel: &'static str,
}
