//! The network run over one sentence: embeddings, two bidirectional LSTM layers, tags, heads, relations.
//!
//! Kiperwasser and Goldberg (2016) and Dozat and Manning (2017) in small: tags from both layers, heads by a biaffine
//! product, relations by one hidden layer over dependent and head. Sums run in integers ([`super::matrix`]).

use super::activation::{gate, squash};
use super::decode;
use super::features::{FEATURES, UNKNOWN, fold, rows, word_key};
use super::matrix::{UNIT, ZERO, dot, unit};
use super::model::{COARSER, Layer, Model};
use super::vectors::vectors;
use super::weights::{UPOS, XPOS, bucket};
use crate::model::label::{RELATIONS, ROOT, TAGS, Upos};

/// Longest stretch scored at once; all pairs of its words are compared.
const STRETCH: usize = 240;

/// Tags and arcs of one sentence.
#[derive(Clone)]
pub struct Analysis {
    pub upos: Vec<Upos>,
    pub tags: Vec<&'static str>,
    pub heads: Vec<Option<usize>>,
    pub rels: Vec<&'static str>,
}

/// Tags and parses words. Longer than 240 words are cut; each later piece hangs on the first by `parataxis`.
pub fn analyse(model: &Model, forms: &[&str]) -> Analysis {
    let mut all = Analysis { upos: vec![], tags: vec![], heads: vec![], rels: vec![] };
    let mut first_root = None;
    for (k, piece) in forms.chunks(STRETCH).enumerate() {
        let base = k * STRETCH;
        let part = stretch(model, piece, k == 0);
        all.upos.extend(part.upos);
        all.tags.extend(part.tags);
        for (i, (head, rel)) in part.heads.into_iter().zip(part.rels).enumerate() {
            match (head, first_root) {
                (Some(h), _) => (all.heads.push(Some(h + base)), all.rels.push(rel)),
                (None, None) => {
                    first_root = Some(base + i);
                    (all.heads.push(None), all.rels.push("root"))
                }
                (None, Some(root)) => (all.heads.push(Some(root)), all.rels.push("parataxis")),
            };
        }
    }
    all
}

fn stretch(model: &Model, forms: &[&str], opening: bool) -> Analysis {
    let n = forms.len();
    let h = model.dims.hidden;
    let embedded = embed(model, forms, opening);
    let (lower, _) = layer(&model.layers[0], &embedded, h);
    let (upper, gates) = layer(&model.layers[1], &lower, h);
    let seen = model.upper.map(&upper);
    let rows = |i: usize| (&gates[i * model.layers[1].input.width() + 6 * h..], &seen[i * model.upper.width()..]);
    let tagged: Vec<(usize, usize)> = (0..n).map(|i| best_pair(&model.tag_pairs, rows(i))).collect();
    let heads = decode::heads(&arcs(model, &seen, n), n);
    Analysis {
        upos: tagged.iter().map(|(u, _)| Upos::ALL[*u]).collect(),
        tags: tagged.iter().map(|(_, x)| TAGS[*x]).collect(),
        rels: relations(model, &seen, &heads),
        heads: heads.into_iter().map(|h| h.checked_sub(1)).collect(),
    }
}

/// The universal and the Penn tag that together score best, of those that go together; each score is a sum of two.
fn best_pair(pairs: &[(usize, usize)], (lower, upper): (&[f32], &[f32])) -> (usize, usize) {
    let scores: [f32; UPOS + XPOS] = std::array::from_fn(|k| lower[k] + upper[k]);
    let score = |(u, x): &(usize, usize)| scores[*u] + scores[UPOS + x];
    let mut top = (f32::MIN, (0, 0));
    for pair in pairs {
        let found = score(pair);
        if found > top.0 {
            top = (found, *pair);
        }
    }
    top.1
}

/// The form to look up: the word table knows no capitals, so among small letters the country is spelled so that it
/// is not the pronoun.
fn spelled(form: &str, mixed: bool) -> &str {
    if mixed && form == "US" { "U.S." } else { form }
}

/// Sums of embedding rows, in steps of their own.
fn embed(model: &Model, forms: &[&str], opening: bool) -> Vec<u8> {
    let e = model.dims.embedding;
    let mut out = vec![ZERO; forms.len() * e];
    let mut folded = String::new();
    let mut sum = vec![0i16; e];
    let mixed = forms.iter().any(|f| f.bytes().any(|b| b.is_ascii_lowercase()));
    for ((i, form), out) in forms.iter().enumerate().zip(out.chunks_exact_mut(e)) {
        let form = spelled(form, mixed);
        fold(form, &mut folded);
        let word = model.words.get(word_key(&folded)).map_or(UNKNOWN, u32::from);
        let of: [u32; FEATURES] = rows(form, &folded, word, model.dims.words, opening && i == 0);
        let parts = of.map(|row| model.embedding(row));
        vectors(
            #[inline(always)]
            || total(parts, &mut sum, out),
        );
    }
    out
}

#[inline(always)]
fn total(parts: [&[i8]; FEATURES], sum: &mut [i16], out: &mut [u8]) {
    sum.fill(0);
    for part in parts {
        sum.iter_mut().zip(part).for_each(|(s, e)| *s += i16::from(*e));
    }
    for (out, s) in out.iter_mut().zip(sum) {
        let steps = (*s + COARSER / 2).div_euclid(COARSER).clamp(-127, 127);
        *out = (steps + i16::from(ZERO)) as u8;
    }
}

/// Both directions of a layer, side by side for each word; and what the input alone gave.
fn layer(layer: &Layer, x: &[u8], hidden: usize) -> (Vec<u8>, Vec<f32>) {
    let width = layer.input.width();
    let mut gates = layer.input.map(x);
    let n = gates.len() / width;
    let mut out = vec![ZERO; n * 2 * hidden];
    let mut memory = vec![0f32; hidden];
    for (direction, recurrent) in layer.recurrent.iter().enumerate() {
        memory.fill(0.0);
        let mut last = None;
        for step in 0..n {
            let at = if direction == 0 { step } else { n - 1 - step };
            let gates = &mut gates[at * width + direction * 3 * hidden..][..3 * hidden];
            if let Some(before) = last {
                recurrent.add(&out[before..][..hidden], gates);
            }
            let here = (2 * at + direction) * hidden;
            let now = &mut out[here..][..hidden];
            vectors(
                #[inline(always)]
                || advance(gates, &mut memory, now),
            );
            last = Some(here);
        }
    }
    (out, gates)
}

/// One LSTM step: gates input and output, candidate; what the input gate leaves is remembered.
#[inline(always)]
fn advance(gates: &[f32], memory: &mut [f32], out: &mut [u8]) {
    let h = memory.len();
    let (input, rest) = gates.split_at(h);
    let (output, candidate) = rest.split_at(h);
    let (candidate, out) = (&candidate[..h], &mut out[..h]);
    for j in 0..h {
        let c = memory[j] + gate(input[j]) * (squash(candidate[j]) - memory[j]);
        memory[j] = c;
        out[j] = unit(gate(output[j]) * squash(c));
    }
}

/// Score of each word under the root and under each word, `n × (n + 1)`; `seen` is what the upper layer gives.
fn arcs(model: &Model, seen: &[f32], n: usize) -> Vec<f32> {
    const STEPS: f32 = 256.0;
    let a = model.dims.arc;
    let width = model.upper.width();
    let (mut dependents, mut keys) = (vec![ZERO; n * a], vec![ZERO; (n + 1) * a]);
    squash_columns(seen, width, UPOS + XPOS, a, &mut dependents);
    squash_columns(seen, width, UPOS + XPOS + a, a, &mut keys[a..]);
    let queries = model.bilinear.map(&dependents);
    let mut scores = Vec::with_capacity(n * (n + 1));
    let mut query = vec![0i16; a];
    for (i, exact) in queries.chunks_exact(model.bilinear.width()).enumerate() {
        let exact = &exact[..a];
        vectors(
            #[inline(always)]
            || {
                scores.push(sum_of_products(exact, &model.root) + model.distance[bucket(i, 0)]);
                for (q, v) in query.iter_mut().zip(exact) {
                    *q = (v * STEPS).clamp(-4096.0, 4096.0) as i16;
                }
                for (j, key) in keys.chunks_exact(a).enumerate().skip(1) {
                    let score = dot(&query, key) as f32 / (UNIT * STEPS) + model.distance[bucket(i, j)];
                    scores.push(if j == i + 1 { f32::MIN } else { score });
                }
            },
        );
    }
    scores
}

/// In sixteen sums side by side, whose order is the same on every processor.
#[inline(always)]
fn sum_of_products(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0f32; 16];
    for (a, b) in a.as_chunks::<16>().0.iter().zip(b.as_chunks::<16>().0) {
        for i in 0..16 {
            sums[i] += a[i] * b[i];
        }
    }
    sums.iter().sum()
}

/// Some columns of rows, squashed.
fn squash_columns(rows: &[f32], width: usize, from: usize, columns: usize, out: &mut [u8]) {
    vectors(
        #[inline(always)]
        || {
            for (out, row) in out.chunks_exact_mut(columns).zip(rows.chunks_exact(width)) {
                out.iter_mut().zip(&row[from..from + columns]).for_each(|(o, v)| *o = unit(squash(*v)));
            }
        },
    );
}

/// The best relation of each arc; `root` for the word at the root and no other.
fn relations(model: &Model, seen: &[f32], heads: &[usize]) -> Vec<&'static str> {
    let (l, width) = (model.dims.label, model.upper.width());
    let from = UPOS + XPOS + 2 * model.dims.arc;
    let mut hidden = vec![ZERO; heads.len() * l];
    for ((i, head), out) in heads.iter().enumerate().zip(hidden.chunks_exact_mut(l)) {
        let dependent = &seen[i * width + from..][..l];
        let governor = match head {
            0 => &model.label_root[..],
            j => &seen[(j - 1) * width + from + l..][..l],
        };
        vectors(
            #[inline(always)]
            || {
                let sums = dependent.iter().zip(governor).map(|(d, g)| d + g);
                out.iter_mut().zip(sums).for_each(|(o, v)| *o = unit(squash(v)));
            },
        );
    }
    let scores = model.relation.map(&hidden);
    let allowed = |k: &usize| *k != ROOT;
    let best = |s: &[f32]| (0..RELATIONS.len()).filter(allowed).fold(0, |top, k| if s[k] > s[top] { k } else { top });
    let of = |(s, head): (&[f32], &usize)| if *head == 0 { "root" } else { RELATIONS[best(s)] };
    scores.chunks_exact(model.relation.width()).zip(heads).map(of).collect()
}
