//! The network: summed embeddings, two bidirectional LSTM layers, tags from the first, heads and relations from the
//! second by a biaffine scorer (Kiperwasser and Goldberg 2016; Dozat and Manning 2017); tags are predicted on the
//! way, at the lower layer (Søgaard and Goldberg 2016). Cross-entropy of all four, gradients by hand.

use crate::lstm::{self, Gradients, Trace, Weights};
use crate::matrix::{add_rows, multiply, sum_rows, transpose};
use crate::random::Random;
use gainsay::annotate::syntax::activation::{squash, squash_slope};
use gainsay::annotate::syntax::features::FEATURES;
use gainsay::annotate::syntax::weights::{Dims, Layout, UPOS, XPOS, bucket};

/// One training sentence: rows of the embedding tables, gold tags, heads (0 is the root, else position + 1),
/// relations.
#[derive(Clone)]
pub struct Example {
    pub rows: Vec<[u32; FEATURES]>,
    pub upos: Vec<u8>,
    pub xpos: Vec<u8>,
    pub heads: Vec<usize>,
    pub rels: Vec<u8>,
}

/// Drop-out rates: a whole feature row, the word by its row, the layers' inputs.
#[derive(Clone, Copy)]
pub struct Drop<'a> {
    pub feature: f32,
    pub word: &'a [f32],
    pub layer: f32,
}

/// Gradients of one shard; `touched` lists the embedding rows in use.
pub struct Shard {
    pub grad: Vec<f32>,
    pub touched: Vec<u32>,
    pub loss: f32,
}

struct Layer {
    ahead: Trace,
    back: Trace,
}

fn weights<'a>(p: &'a [f32], at: &Layout, layer: usize, direction: usize) -> Weights<'a> {
    let [wx, wh, b] = &at.lstm[layer][direction];
    Weights { wx: &p[wx.clone()], wh: &p[wh.clone()], b: &p[b.clone()] }
}

fn mask(values: &mut [f32], rate: f32, rng: &mut Random) -> Vec<f32> {
    let keep = 1.0 / (1.0 - rate);
    values
        .iter_mut()
        .map(|v| {
            let m = if rng.unit() < rate { 0.0 } else { keep };
            *v *= m;
            m
        })
        .collect()
}

fn masked(d: &mut [f32], mask: &[f32]) {
    d.iter_mut().zip(mask).for_each(|(d, m)| *d *= m);
}

/// Softmax in place and the loss of the gold entry; then the slice is the gradient of the logits.
fn softmax_loss(logits: &mut [f32], gold: usize, weight: f32) -> f32 {
    let top = logits.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for x in logits.iter_mut() {
        *x = (*x - top).exp();
        sum += *x;
    }
    let loss = -(logits[gold] / sum).max(1e-12).ln();
    for x in logits.iter_mut() {
        *x *= weight / sum;
    }
    logits[gold] -= weight;
    loss * weight
}

fn layer_forward(p: &[f32], at: &Layout, l: usize, h: usize, x: &[f32], s: lstm::Sentences) -> (Layer, Vec<f32>) {
    let ahead = lstm::forward(x, &weights(p, at, l, 0), h, s, false);
    let back = lstm::forward(x, &weights(p, at, l, 1), h, s, true);
    let joined = ahead.out.chunks_exact(h).zip(back.out.chunks_exact(h)).flat_map(|(a, b)| [a, b].concat()).collect();
    (Layer { ahead, back }, joined)
}

#[allow(clippy::too_many_arguments)]
fn layer_backward(
    p: &[f32],
    at: &Layout,
    l: usize,
    h: usize,
    x: &[f32],
    s: lstm::Sentences,
    layer: &Layer,
    d_out: &[f32],
    grad: &mut [f32],
) -> Vec<f32> {
    let mut d_x = vec![0.0; x.len()];
    for (direction, trace) in [&layer.ahead, &layer.back].into_iter().enumerate() {
        let d: Vec<f32> = d_out.chunks_exact(2 * h).flat_map(|r| r[direction * h..][..h].to_vec()).collect();
        let [wx, wh, b] = &at.lstm[l][direction];
        let block = &mut grad[wx.start..b.end];
        let (gx, rest) = block.split_at_mut(wx.len());
        let (gh, gb) = rest.split_at_mut(wh.len());
        let g = Gradients { wx: gx, wh: gh, b: gb };
        lstm::backward(x, &weights(p, at, l, direction), h, s, direction == 1, trace, &d, &mut d_x, g);
    }
    d_x
}

/// `out = x·w + b` with the two slices of `p`.
fn linear(p: &[f32], w: &std::ops::Range<usize>, b: &std::ops::Range<usize>, x: &[f32], inputs: usize) -> Vec<f32> {
    let (n, outputs) = (x.len() / inputs, b.len());
    let mut y = vec![0.0; n * outputs];
    multiply(&mut y, x, &p[w.clone()], n, inputs, outputs);
    add_rows(&mut y, &p[b.clone()]);
    y
}

#[allow(clippy::too_many_arguments)]
fn linear_back(
    p: &[f32],
    w: &std::ops::Range<usize>,
    b: Option<&std::ops::Range<usize>>,
    x: &[f32],
    inputs: usize,
    d_y: &[f32],
    d_x: &mut [f32],
    grad: &mut [f32],
) {
    let n = x.len() / inputs;
    let outputs = d_y.len() / n;
    multiply(&mut grad[w.clone()], &transpose(x, n, inputs), d_y, inputs, n, outputs);
    if let Some(b) = b {
        sum_rows(&mut grad[b.clone()], d_y);
    }
    multiply(d_x, d_y, &transpose(&p[w.clone()], inputs, outputs), n, outputs, inputs);
}

/// Loss and gradients of some sentences, longest first, added to `shard`.
pub fn learn(p: &[f32], dims: &Dims, at: &Layout, batch: &[&Example], drop: Drop, rng: &mut Random, shard: &mut Shard) {
    let (e, h, a, l) = (dims.embedding, dims.hidden, dims.arc, dims.label);
    let mut sentences = Vec::new();
    let mut n = 0;
    for example in batch {
        sentences.push((n, example.rows.len()));
        n += example.rows.len();
    }
    let grad = &mut shard.grad;

    // Forward.
    let mut rows: Vec<[u32; FEATURES]> = batch.iter().flat_map(|b| b.rows.iter().copied()).collect();
    let mut x = vec![0.0f32; n * e];
    for (token, sum) in rows.iter_mut().zip(x.chunks_exact_mut(e)) {
        for (k, r) in token.iter_mut().enumerate() {
            if k == 0 && rng.unit() < drop.word[*r as usize] {
                *r = 0;
            } else if k > 0 && rng.unit() < drop.feature {
                *r = u32::MAX;
                continue;
            }
            add_rows(sum, &p[*r as usize * e..][..e]);
        }
    }
    let x_mask = mask(&mut x, drop.layer * 0.7, rng);
    let (layer1, mut y1) = layer_forward(p, at, 0, h, &x, &sentences);
    let y1_mask = mask(&mut y1, drop.layer, rng);
    let mut tags = linear(p, &at.tag.0, &at.tag.1, &y1, 2 * h);
    let (layer2, mut y2) = layer_forward(p, at, 1, h, &y1, &sentences);
    let y2_mask = mask(&mut y2, drop.layer, rng);
    multiply(&mut tags, &y2, &p[at.tag_upper.clone()], n, 2 * h, UPOS + XPOS);
    let dep_in = linear(p, &at.dependent.0, &at.dependent.1, &y2, 2 * h);
    let head_in = linear(p, &at.governor.0, &at.governor.1, &y2, 2 * h);
    let mut dep: Vec<f32> = dep_in.iter().map(|v| squash(*v)).collect();
    let mut gov: Vec<f32> = head_in.iter().map(|v| squash(*v)).collect();
    let dep_mask = mask(&mut dep, drop.layer * 0.7, rng);
    let gov_mask = mask(&mut gov, drop.layer * 0.7, rng);
    let query = linear(p, &at.bilinear.0, &at.bilinear.1, &dep, a);
    let lab_dep = linear(p, &at.label_dependent.0, &at.label_dependent.1, &y2, 2 * h);
    let mut lab_gov = vec![0.0; n * l];
    multiply(&mut lab_gov, &y2, &p[at.label_governor.clone()], n, 2 * h, l);

    // Tags.
    let mut loss = 0.0;
    let gold = batch.iter().flat_map(|b| b.upos.iter().zip(&b.xpos));
    for (logits, (u, x)) in tags.chunks_exact_mut(UPOS + XPOS).zip(gold) {
        let (lu, lx) = logits.split_at_mut(UPOS);
        loss += softmax_loss(lu, *u as usize, 1.0) + softmax_loss(lx, *x as usize, 0.7);
    }

    // Heads.
    let (mut d_query, mut d_gov) = (vec![0.0; n * a], vec![0.0; n * a]);
    let root = &p[at.root.clone()];
    for (example, &(start, len)) in batch.iter().zip(&sentences) {
        let governors = &gov[start * a..][..len * a];
        let mut keys = root.to_vec();
        keys.extend_from_slice(governors);
        let keys_t = transpose(&keys, len + 1, a);
        let mut scores = vec![0.0; len * (len + 1)];
        multiply(&mut scores, &query[start * a..][..len * a], &keys_t, len, a, len + 1);
        for (i, s) in scores.chunks_exact_mut(len + 1).enumerate() {
            for (j, v) in s.iter_mut().enumerate() {
                *v += p[at.distance.start + bucket(i, j)];
            }
            s[i + 1] = -1e9;
            loss += softmax_loss(s, example.heads[i], 1.0);
            for (j, v) in s.iter().enumerate() {
                grad[at.distance.start + bucket(i, j)] += v;
            }
        }
        multiply(&mut d_query[start * a..][..len * a], &scores, &keys, len, len + 1, a);
        let mut d_keys = vec![0.0; (len + 1) * a];
        let scores_t = transpose(&scores, len, len + 1);
        multiply(&mut d_keys, &scores_t, &query[start * a..][..len * a], len + 1, len, a);
        add_rows(&mut grad[at.root.clone()], &d_keys[..a]);
        add_rows(&mut d_gov[start * a..][..len * a], &d_keys[a..]);
    }

    // Relations, of the gold arcs.
    let mut z_in = lab_dep;
    for (example, &(start, len)) in batch.iter().zip(&sentences) {
        for i in 0..len {
            let from = match example.heads[i] {
                0 => &p[at.label_root.clone()],
                j => &lab_gov[(start + j - 1) * l..][..l],
            };
            add_rows(&mut z_in[(start + i) * l..][..l], from);
        }
    }
    let mut z: Vec<f32> = z_in.iter().map(|v| squash(*v)).collect();
    let z_mask = mask(&mut z, drop.layer * 0.7, rng);
    let mut rels = linear(p, &at.relation.0, &at.relation.1, &z, l);
    let outputs = at.relation.1.len();
    for (logits, gold) in rels.chunks_exact_mut(outputs).zip(batch.iter().flat_map(|b| b.rels.iter())) {
        loss += softmax_loss(logits, *gold as usize, 1.0);
    }

    // Back.
    let mut d_z = vec![0.0; n * l];
    linear_back(p, &at.relation.0, Some(&at.relation.1), &z, l, &rels, &mut d_z, grad);
    masked(&mut d_z, &z_mask);
    d_z.iter_mut().zip(&z_in).for_each(|(d, v)| *d *= squash_slope(*v));
    let mut d_lab_gov = vec![0.0; n * l];
    for (example, &(start, len)) in batch.iter().zip(&sentences) {
        for i in 0..len {
            let d = &d_z[(start + i) * l..][..l];
            match example.heads[i] {
                0 => add_rows(&mut grad[at.label_root.clone()], d),
                j => add_rows(&mut d_lab_gov[(start + j - 1) * l..][..l], d),
            }
        }
    }
    let mut d_y2 = vec![0.0; n * 2 * h];
    linear_back(p, &at.label_dependent.0, Some(&at.label_dependent.1), &y2, 2 * h, &d_z, &mut d_y2, grad);
    linear_back(p, &at.label_governor, None, &y2, 2 * h, &d_lab_gov, &mut d_y2, grad);
    linear_back(p, &at.tag_upper, None, &y2, 2 * h, &tags, &mut d_y2, grad);
    let mut d_dep = vec![0.0; n * a];
    linear_back(p, &at.bilinear.0, Some(&at.bilinear.1), &dep, a, &d_query, &mut d_dep, grad);
    masked(&mut d_dep, &dep_mask);
    masked(&mut d_gov, &gov_mask);
    d_dep.iter_mut().zip(&dep_in).for_each(|(d, v)| *d *= squash_slope(*v));
    d_gov.iter_mut().zip(&head_in).for_each(|(d, v)| *d *= squash_slope(*v));
    linear_back(p, &at.dependent.0, Some(&at.dependent.1), &y2, 2 * h, &d_dep, &mut d_y2, grad);
    linear_back(p, &at.governor.0, Some(&at.governor.1), &y2, 2 * h, &d_gov, &mut d_y2, grad);
    masked(&mut d_y2, &y2_mask);
    let mut d_y1 = layer_backward(p, at, 1, h, &y1, &sentences, &layer2, &d_y2, grad);
    linear_back(p, &at.tag.0, Some(&at.tag.1), &y1, 2 * h, &tags, &mut d_y1, grad);
    masked(&mut d_y1, &y1_mask);
    let mut d_x = layer_backward(p, at, 0, h, &x, &sentences, &layer1, &d_y1, grad);
    masked(&mut d_x, &x_mask);
    for (token, d) in rows.iter().zip(d_x.chunks_exact(e)) {
        for &r in token.iter().filter(|r| **r != u32::MAX) {
            add_rows(&mut grad[r as usize * e..][..e], d);
            shard.touched.push(r);
        }
    }
    shard.loss += loss;
}

/// The network's answer for one sentence, the best head of each token taken alone.
pub fn guess(p: &[f32], dims: &Dims, at: &Layout, example: &Example) -> Example {
    let (e, h, a, l, n) = (dims.embedding, dims.hidden, dims.arc, dims.label, example.rows.len());
    let best = |v: &[f32]| (0..v.len()).max_by(|i, j| v[*i].total_cmp(&v[*j])).expect("scores are never empty");
    let s = [(0, n)];
    let mut x = vec![0.0; n * e];
    for (token, sum) in example.rows.iter().zip(x.chunks_exact_mut(e)) {
        token.iter().for_each(|r| add_rows(sum, &p[*r as usize * e..][..e]));
    }
    let (_, y1) = layer_forward(p, at, 0, h, &x, &s);
    let mut tags = linear(p, &at.tag.0, &at.tag.1, &y1, 2 * h);
    let (_, y2) = layer_forward(p, at, 1, h, &y1, &s);
    multiply(&mut tags, &y2, &p[at.tag_upper.clone()], n, 2 * h, UPOS + XPOS);
    let squashed = |mut v: Vec<f32>| {
        v.iter_mut().for_each(|x| *x = squash(*x));
        v
    };
    let dep = squashed(linear(p, &at.dependent.0, &at.dependent.1, &y2, 2 * h));
    let mut keys = p[at.root.clone()].to_vec();
    keys.extend(squashed(linear(p, &at.governor.0, &at.governor.1, &y2, 2 * h)));
    let query = linear(p, &at.bilinear.0, &at.bilinear.1, &dep, a);
    let mut scores = vec![0.0; n * (n + 1)];
    multiply(&mut scores, &query, &transpose(&keys, n + 1, a), n, a, n + 1);
    let heads: Vec<usize> = scores
        .chunks_exact_mut(n + 1)
        .enumerate()
        .map(|(i, s)| {
            s.iter_mut().enumerate().for_each(|(j, v)| *v += p[at.distance.start + bucket(i, j)]);
            s[i + 1] = f32::MIN;
            best(s)
        })
        .collect();
    let mut z = linear(p, &at.label_dependent.0, &at.label_dependent.1, &y2, 2 * h);
    let mut gov = p[at.label_root.clone()].to_vec();
    gov.resize((n + 1) * l, 0.0);
    multiply(&mut gov[l..], &y2, &p[at.label_governor.clone()], n, 2 * h, l);
    z.chunks_exact_mut(l).zip(&heads).for_each(|(z, j)| add_rows(z, &gov[j * l..][..l]));
    let rels = linear(p, &at.relation.0, &at.relation.1, &squashed(z), l);
    let outputs = at.relation.1.len();
    Example {
        rows: Vec::new(),
        upos: tags.chunks_exact(UPOS + XPOS).map(|t| best(&t[..UPOS]) as u8).collect(),
        xpos: tags.chunks_exact(UPOS + XPOS).map(|t| best(&t[UPOS..]) as u8).collect(),
        heads,
        rels: rels.chunks_exact(outputs).map(|r| best(r) as u8).collect(),
    }
}
