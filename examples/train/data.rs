//! Treebank sentences as training examples, and the disturbed copies that make the model robust: transcripts come
//! without capitals or punctuation, with fillers, repeats and repairs.

use crate::glove::Vectors;
use crate::network::Example;
use crate::nouns::Nouns;
use crate::random::Random;
use gainsay::annotate::syntax::features::{FEATURES, fold, rows, word_key};
use gainsay::model::label::{RELATIONS, TAGS, Upos};
use gainsay::model::tree::Token;
use std::collections::BTreeMap;

/// The word table: key of a folded word to its row; row 0 is unknown.
pub type Words = BTreeMap<u32, u32>;

/// Every word of the treebank or with a vector, rows in order of keys, and by row how often training hides the word: rare words often, so that the
/// unknown word is learned (after Iyyer et al. 2015), frequent ones seldom; one that the treebank has not, always.
pub fn words(sentences: &[Vec<Token>], vectors: &Vectors) -> (Words, Vec<f32>) {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    let mut folded = String::new();
    for token in sentences.iter().flatten() {
        fold(&token.form, &mut folded);
        *counts.entry(word_key(&folded)).or_default() += 1;
    }
    vectors.keys().for_each(|key| _ = counts.entry(key).or_default());
    let hidden = counts.values().map(|n| if *n == 0 { 1.0 } else { 0.05 + 0.75 / (0.5 + *n as f32) });
    let hidden = std::iter::once(0.0).chain(hidden).collect();
    (counts.into_keys().zip(1..).collect(), hidden)
}

/// Universal and Penn tags that occur together at least three times, by position in their lists.
pub fn tag_pairs(sentences: &[Vec<Token>]) -> Vec<(u8, u8)> {
    let mut counts: BTreeMap<(u8, u8), usize> = BTreeMap::new();
    for token in sentences.iter().flatten() {
        let tag = TAGS.iter().position(|t| *t == token.tag).expect("tags come from this list");
        *counts.entry((token.upos as u8, tag as u8)).or_default() += 1;
    }
    counts.into_iter().filter(|(_, n)| *n >= 3).map(|(pair, _)| pair).collect()
}

pub fn feature_rows(forms: &[&str], words: &Words) -> Vec<[u32; FEATURES]> {
    let mut folded = String::new();
    let of = |(i, form): (usize, &&str)| {
        fold(form, &mut folded);
        let word = words.get(&word_key(&folded)).copied().unwrap_or(0);
        rows(form, &folded, word, words.len() + 1, i == 0)
    };
    forms.iter().enumerate().map(of).collect()
}

pub fn example(tokens: &[Token], words: &Words) -> Example {
    let place =
        |list: &[&str], name: &str| list.iter().position(|n| *n == name).expect("names come from this list") as u8;
    let forms: Vec<&str> = tokens.iter().map(|t| t.form.as_str()).collect();
    Example {
        rows: feature_rows(&forms, words),
        upos: tokens.iter().map(|t| t.upos as u8).collect(),
        xpos: tokens.iter().map(|t| place(&TAGS, t.tag)).collect(),
        heads: tokens.iter().map(|t| t.head.map_or(0, |h| h + 1)).collect(),
        rels: tokens.iter().map(|t| place(&RELATIONS, t.rel)).collect(),
    }
}

/// The sentence as it is, or one of its disturbed copies.
pub fn disturbed(tokens: &[Token], nouns: &Nouns, rng: &mut Random) -> Vec<Token> {
    let mut out = tokens.to_vec();
    match rng.below(100) {
        0..58 => return out,
        58..76 => {
            nouns.exchange(&mut out, rng);
            return out;
        }
        76..81 => lower(&mut out),
        81..90 => {
            unpunctuated(&mut out);
            lower(&mut out);
        }
        90..92 => unpunctuated(&mut out),
        92..94 => out.iter_mut().for_each(|t| t.form = t.form.to_uppercase()),
        _ => {}
    }
    if rng.below(3) > 0 {
        hesitant(&mut out, rng);
    }
    out
}

fn lower(tokens: &mut [Token]) {
    tokens.iter_mut().for_each(|t| t.form = t.form.to_lowercase());
}

/// The sentence as `evaluate --plain` has it: lower case, no punctuation.
pub fn bare(tokens: &[Token]) -> Vec<Token> {
    let mut out = tokens.to_vec();
    unpunctuated(&mut out);
    lower(&mut out);
    out
}

/// Takes punctuation out; what hung on a mark hangs on the mark's head. A sentence of marks alone stays.
fn unpunctuated(tokens: &mut Vec<Token>) {
    if tokens.iter().all(|t| t.upos == Upos::Punct) || tokens.iter().any(|t| t.head.is_none() && t.upos == Upos::Punct)
    {
        return;
    }
    for i in 0..tokens.len() {
        while let Some(mark) = tokens[i].head.filter(|h| tokens[*h].upos == Upos::Punct) {
            tokens[i].head = tokens[mark].head;
        }
    }
    for i in (0..tokens.len()).rev() {
        if tokens[i].upos == Upos::Punct {
            tokens.remove(i);
            shift(tokens, i, -1);
        }
    }
}

/// Renumbers heads at or after `from`.
fn shift(tokens: &mut [Token], from: usize, by: isize) {
    for head in tokens.iter_mut().filter_map(|t| t.head.as_mut()) {
        if *head >= from {
            *head = head.wrapping_add_signed(by);
        }
    }
}

/// Puts in "um" and the like, and says some short words twice.
fn hesitant(tokens: &mut Vec<Token>, rng: &mut Random) {
    const FILLERS: [&str; 6] = ["uh", "um", "er", "mm", "uhm", "hmm"];
    for _ in 0..1 + tokens.len() / 12 {
        let at = rng.below(tokens.len());
        if tokens[at].upos == Upos::Punct {
            continue;
        }
        let mut new = tokens[at].clone();
        if rng.below(2) == 0 {
            new.form = FILLERS[rng.below(FILLERS.len())].to_owned();
            (new.upos, new.tag, new.rel) = (Upos::Intj, "UH", "discourse");
            new.head = Some(cover(tokens, at));
            tokens.insert(at, new);
            shift(tokens, at, 1);
        } else if new.form.len() <= 5 && new.rel != "root" {
            new.rel = "reparandum";
            new.head = Some(at);
            tokens.insert(at, new);
            shift(tokens, at, 1);
        }
    }
}

/// Head for a word put before `at` that crosses no arc: the head of the narrowest arc over the gap, else the root.
fn cover(tokens: &[Token], at: usize) -> usize {
    let arcs = tokens.iter().enumerate().filter_map(|(d, t)| t.head.map(|h| (d.min(h), d.max(h), h)));
    let over = arcs.filter(|(l, r, _)| *l < at && at <= *r).min_by_key(|(l, r, _)| r - l);
    let root = || tokens.iter().position(|t| t.head.is_none()).unwrap_or(at);
    over.map_or_else(root, |(_, _, h)| h)
}
