//! The network run over one sentence: embeddings, two bidirectional LSTM layers, tags, heads, relations.
//!
//! Kiperwasser and Goldberg (2016) and Dozat and Manning (2017) in small: tags from both layers, heads by a biaffine
//! product, relations by one hidden layer over dependent and head. Sums run in integers ([`super::matrix`]).

use super::activation::{gate, squash};
use super::decode;
use super::features::{FEATURES, UNKNOWN, fold, rows, word_key};
use super::matrix::{UNIT, dot, unit};
use super::model::{Cell, Model};
use super::weights::{UPOS, bucket};
use crate::model::label::{RELATIONS, ROOT, TAGS, Upos};

/// Longest stretch scored at once; all pairs of its words are compared.
const STRETCH: usize = 240;

/// Tags and arcs of one sentence.
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
    let embedded = embed(model, forms, opening);
    let lower = layer(&model.layers[0], &embedded, model.dims.hidden, n);
    let upper = layer(&model.layers[1], &lower, model.dims.hidden, n);
    let mut tag_scores = model.tag[0].map(&lower);
    model.tag[1].add(&upper, &mut tag_scores);
    let tagged: Vec<(usize, usize)> =
        tag_scores.chunks_exact(model.tag[0].width()).map(|s| best_pair(&model.tag_pairs, s)).collect();
    let heads = decode::heads(&arcs(model, &upper, n), n);
    Analysis {
        upos: tagged.iter().map(|(u, _)| Upos::ALL[*u]).collect(),
        tags: tagged.iter().map(|(_, x)| TAGS[*x]).collect(),
        rels: relations(model, &upper, &heads),
        heads: heads.into_iter().map(|h| h.checked_sub(1)).collect(),
    }
}

/// The universal and the Penn tag that together score best, of those that go together.
fn best_pair(pairs: &[(usize, usize)], scores: &[f32]) -> (usize, usize) {
    let score = |(u, x): &(usize, usize)| scores[*u] + scores[UPOS + x];
    pairs.iter().copied().reduce(|top, p| if score(&p) > score(&top) { p } else { top }).unwrap_or((0, 0))
}

/// The form to look up: the word table knows no capitals, so among small letters the country is spelled so that it
/// is not the pronoun.
fn spelled(form: &str, mixed: bool) -> &str {
    if mixed && form == "US" { "U.S." } else { form }
}

/// Sums of embedding rows, in their own integer steps.
fn embed(model: &Model, forms: &[&str], opening: bool) -> Vec<i16> {
    let mut out = vec![0i16; forms.len() * model.dims.embedding];
    let mut folded = String::new();
    let mixed = forms.iter().any(|f| f.contains(char::is_lowercase));
    for ((i, form), sum) in forms.iter().enumerate().zip(out.chunks_exact_mut(model.dims.embedding)) {
        let form = spelled(form, mixed);
        fold(form, &mut folded);
        let word = model.words.get(word_key(&folded)).map_or(UNKNOWN, u32::from);
        let of: [u32; FEATURES] = rows(form, &folded, word, model.dims.words, opening && i == 0);
        for row in of {
            for (s, e) in sum.iter_mut().zip(model.embedding(row)) {
                *s += i16::from(*e);
            }
        }
    }
    out
}

/// Both directions of a layer, side by side for each word.
fn layer(cells: &[Cell; 2], x: &[i16], hidden: usize, n: usize) -> Vec<i16> {
    let mut out = vec![0i16; n * 2 * hidden];
    for (direction, cell) in cells.iter().enumerate() {
        let mut gates = cell.input.map(x);
        let width = cell.input.width();
        let mut memory = vec![0f32; hidden];
        let mut last = vec![0i16; hidden];
        for step in 0..n {
            let at = if direction == 0 { step } else { n - 1 - step };
            let gates = &mut gates[at * width..][..width];
            cell.recurrent.add(&last, gates);
            advance(gates, &mut memory, &mut last);
            out[(2 * at + direction) * hidden..][..hidden].copy_from_slice(&last);
        }
    }
    out
}

/// One LSTM step: gates input and output, candidate; what the input gate leaves is remembered.
fn advance(gates: &[f32], memory: &mut [f32], out: &mut [i16]) {
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

fn squashed(values: &[f32]) -> Vec<i16> {
    values.iter().map(|v| unit(squash(*v))).collect()
}

/// Score of each word under the root and under each word, `n × (n + 1)`.
fn arcs(model: &Model, upper: &[i16], n: usize) -> Vec<f32> {
    const STEPS: f32 = 256.0;
    let a = model.dims.arc;
    let width = model.bilinear.width();
    let queries = model.bilinear.map(&squashed(&model.dependent.map(upper)));
    let mut keys: Vec<i16> = model.root.iter().map(|v| unit(v.clamp(-15.0, 15.0))).collect();
    keys.resize(width, 0);
    keys.extend(squashed(&model.governor.map(upper)));
    let mut scores = Vec::with_capacity(n * (n + 1));
    let mut query = vec![0i16; a];
    for (i, exact) in queries.chunks_exact(width).enumerate() {
        for (q, v) in query.iter_mut().zip(exact) {
            *q = unit((v * (STEPS / UNIT)).clamp(-2.0, 2.0));
        }
        for (j, key) in keys.chunks_exact(width).enumerate() {
            let score = dot(&query, &key[..a]) as f32 / (UNIT * STEPS) + model.distance[bucket(i, j)];
            scores.push(if j == i + 1 { f32::MIN } else { score });
        }
    }
    scores
}

/// The best relation of each arc; `root` for the word at the root and no other.
fn relations(model: &Model, upper: &[i16], heads: &[usize]) -> Vec<&'static str> {
    let width = model.label_dependent.width();
    let governors = model.label_governor.map(upper);
    let mut hidden = model.label_dependent.map(upper);
    for (z, head) in hidden.chunks_exact_mut(width).zip(heads) {
        let from = match head {
            0 => &model.label_root[..],
            j => &governors[(j - 1) * width..][..width],
        };
        z.iter_mut().zip(from).for_each(|(z, g)| *z += g);
    }
    let scores = model.relation.map(&squashed(&hidden));
    let allowed = |k: &usize| *k != ROOT;
    let best = |s: &[f32]| (0..RELATIONS.len()).filter(allowed).fold(0, |top, k| if s[k] > s[top] { k } else { top });
    let of = |(s, head): (&[f32], &usize)| if *head == 0 { "root" } else { RELATIONS[best(s)] };
    scores.chunks_exact(model.relation.width()).zip(heads).map(of).collect()
}
