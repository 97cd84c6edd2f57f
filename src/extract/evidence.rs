//! The words that carry a claim: from the actor or the verb to the end of its complements, never more than the sentence.

use super::frame::Frame;
use super::{Passage, object};
use crate::model::Span;
use crate::model::tree::matches;

/// Clauses and conjuncts that say something of their own.
const APART: &[&str] = &["conj", "parataxis", "advcl", "discourse", "vocative", "list", "dislocated", "cc", "punct"];

/// `top` is the highest word of the claim's own verb group ("expects" in "expects to delete").
pub fn evidence(passage: &Passage, frame: &Frame, top: usize) -> Span {
    let tree = passage.tree;
    let mut tokens = clause(passage, frame.verb());
    tokens.extend(clause(passage, frame.token));
    for argument in [frame.object, frame.recipient].into_iter().flatten() {
        tokens.extend(phrase(passage, argument));
        tokens.extend(object::clause_at(passage, argument).into_iter().flatten());
    }
    if let Some(actor) = frame.actor {
        tokens.extend(phrase(passage, actor));
    }
    if top != frame.verb() && tree.dominates(top, frame.verb()) {
        tokens.push(top);
    }
    let first = tokens.iter().map(|i| tree.tokens[*i].span.start).min();
    let last = tokens.iter().map(|i| tree.tokens[*i].span.end).max();
    let span = Span::new(first.unwrap_or(passage.sentence.span.start), last.unwrap_or(passage.sentence.span.end));
    bare(span, &passage.document.text)
}

/// The verb with its arguments and modifiers, without the clauses beside it.
fn clause(passage: &Passage, verb: usize) -> Vec<usize> {
    let tree = passage.tree;
    let mut tokens = vec![verb];
    for child in tree.children(verb) {
        let rel = tree.tokens[*child].rel;
        let subject = matches(rel, "nsubj");
        if subject {
            tokens.extend(phrase(passage, *child));
        } else if !APART.iter().any(|apart| matches(rel, apart)) && !matches(rel, "ccomp") && !matches(rel, "mark") {
            tokens.extend(tree.subtree(*child));
        }
    }
    tokens
}

/// A noun with what belongs to its name; a relative clause only when it stands between.
fn phrase(passage: &Passage, noun: usize) -> Vec<usize> {
    let tree = passage.tree;
    let span = tree.name_span(noun);
    tree.subtree(noun).into_iter().filter(|i| span.contains(tree.tokens[*i].span)).collect()
}

/// Without marks and stops at its ends.
fn bare(span: Span, text: &str) -> Span {
    let marks = |c: char| {
        c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | '“' | '”' | '"' | '—' | '–' | '-')
    };
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start_matches(marks).len());
    let kept = words.trim_matches(marks);
    // "U.S." keeps its point.
    let end = start + kept.len();
    let abbreviation = text[end..].starts_with('.') && kept.ends_with(|c: char| c.is_uppercase()) && span.end > end;
    Span::new(start, if abbreviation { end + 1 } else { end })
}
