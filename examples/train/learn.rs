//! Loss and gradients of a batch, by hand: cross-entropy of both tags, of heads, and of relations of the right arcs.

use crate::lstm::{self, Gradients, Sentences, Way};
use crate::matrix::{add_rows, multiply, transpose};
use crate::network::{DROPPED, Example, Net, Run, squashed};
use crate::noise::{Masks, Rates, hide, times};
use crate::random::Random;
use crate::vectors::vectors;
use gainsay::annotate::syntax::activation::squash_slope;
use gainsay::annotate::syntax::features::FEATURES;
use gainsay::annotate::syntax::weights::{UPOS, XPOS, bucket};

/// How much the Penn tag's loss counts.
const XPOS_SHARE: f32 = 0.7;

/// Gradients of one shard; `touched` lists the embedding rows in use.
pub struct Shard {
    pub grad: Vec<f32>,
    pub touched: Vec<u32>,
    pub loss: f32,
}

/// A batch on its way back.
struct Pass<'a> {
    net: Net<'a>,
    batch: &'a [&'a Example],
    sentences: Sentences<'a>,
    masks: &'a Masks,
    run: &'a Run,
    /// The upper layer transposed.
    upper_t: Vec<f32>,
}

/// Loss and gradients of some sentences, longest first, added to `shard`.
pub fn learn(net: Net, batch: &[&Example], rates: Rates, rng: &mut Random, shard: &mut Shard) {
    let mut sentences = Vec::new();
    let mut rows: Vec<[u32; FEATURES]> = Vec::new();
    for example in batch {
        sentences.push((rows.len(), example.rows.len()));
        rows.extend(&example.rows);
    }
    let known: Vec<u32> = rows.iter_mut().map(|token| hide(token, &rates, rng)).collect();
    let masks = Masks::draw(net.dims, &sentences, &rates, rng);
    let mut run = net.run(&rows, &known, &sentences, &masks);
    let grad = &mut shard.grad;
    shard.loss += tags(&mut run.tags, batch);
    let upper_t = transpose(&run.y[1], rows.len(), 2 * net.dims.hidden);
    let pass = Pass { net, batch, sentences: &sentences, masks: &masks, run: &run, upper_t };
    let mut d_upper = vec![0.0; run.y[1].len()];
    shard.loss += pass.heads(&mut d_upper, grad);
    shard.loss += pass.relations(&mut d_upper, grad);
    net.plain(&net.at.tag_upper).back(net.p, &pass.upper_t, &run.tags, &mut d_upper, grad);
    let d_x = pass.layers(d_upper, grad);
    let vectors = net.vectors_of(&known);
    let (width, e) = (net.vectors.width, net.dims.embedding);
    multiply(&mut grad[net.at.size..], &transpose(&vectors, known.len(), width), &d_x, width, known.len(), e);
    for (token, d) in rows.iter().zip(d_x.chunks_exact(net.dims.embedding)) {
        for &r in token.iter().filter(|r| **r != DROPPED) {
            add_rows(&mut grad[r as usize * net.dims.embedding..][..net.dims.embedding], d);
            shard.touched.push(r);
        }
    }
}

/// Turns tag scores into the loss by each score.
fn tags(scores: &mut [f32], batch: &[&Example]) -> f32 {
    let gold = batch.iter().flat_map(|b| b.upos.iter().zip(&b.xpos));
    let mut loss = 0.0;
    for (row, (u, x)) in scores.chunks_exact_mut(UPOS + XPOS).zip(gold) {
        let (universal, penn) = row.split_at_mut(UPOS);
        loss += softmax_loss(universal, *u as usize, 1.0) + softmax_loss(penn, *x as usize, XPOS_SHARE);
    }
    loss
}

impl Pass<'_> {
    fn heads(&self, d_upper: &mut [f32], grad: &mut [f32]) -> f32 {
        let Pass { net, batch, sentences, masks, run, upper_t } = self;
        let a = net.dims.arc;
        let mut d_query = vec![0.0; run.query.len()];
        let mut d_governor = vec![0.0; run.governor.len()];
        let mut loss = 0.0;
        for (example, &(start, len)) in batch.iter().zip(sentences.iter()) {
            let (mut scores, keys) = net.arcs(run, (start, len));
            for (i, row) in scores.chunks_exact_mut(len + 1).enumerate() {
                loss += softmax_loss(row, example.heads[i], 1.0);
                for (j, v) in row.iter().enumerate() {
                    grad[net.at.distance.start + bucket(i, j)] += v;
                }
            }
            multiply(&mut d_query[start * a..][..len * a], &scores, &keys, len, len + 1, a);
            let mut d_keys = vec![0.0; (len + 1) * a];
            let scores_t = transpose(&scores, len, len + 1);
            multiply(&mut d_keys, &scores_t, &run.query[start * a..][..len * a], len + 1, len, a);
            add_rows(&mut grad[net.at.root.clone()], &d_keys[..a]);
            add_rows(&mut d_governor[start * a..][..len * a], &d_keys[a..]);
        }
        let dependent_t = transpose(&run.dependent, run.dependent.len() / a, a);
        let mut d_dependent = vec![0.0; run.dependent.len()];
        net.map(&net.at.bilinear).back(net.p, &dependent_t, &d_query, &mut d_dependent, grad);
        times(&mut d_dependent, &masks.dependent);
        times(&mut d_governor, &masks.governor);
        sloped(&mut d_dependent, &run.dependent_in);
        sloped(&mut d_governor, &run.governor_in);
        net.map(&net.at.dependent).back(net.p, upper_t, &d_dependent, d_upper, grad);
        net.map(&net.at.governor).back(net.p, upper_t, &d_governor, d_upper, grad);
        loss
    }

    fn relations(&self, d_upper: &mut [f32], grad: &mut [f32]) -> f32 {
        let Pass { net, batch, sentences, masks, run, upper_t } = self;
        let l = net.dims.label;
        let gold_heads: Vec<usize> = batch.iter().flat_map(|b| b.heads.iter().copied()).collect();
        let z_in = net.relation_in(run, sentences, &gold_heads);
        let mut z = squashed(&z_in);
        times(&mut z, &masks.relation);
        let mut scores = net.map(&net.at.relation).run(net.p, &z);
        let mut loss = 0.0;
        let gold = batch.iter().flat_map(|b| b.rels.iter());
        for (row, gold) in scores.chunks_exact_mut(net.at.relation.1.len()).zip(gold) {
            loss += softmax_loss(row, *gold as usize, 1.0);
        }
        let mut d_z = vec![0.0; z.len()];
        net.map(&net.at.relation).back(net.p, &transpose(&z, z.len() / l, l), &scores, &mut d_z, grad);
        times(&mut d_z, &masks.relation);
        sloped(&mut d_z, &z_in);
        let mut d_governor = vec![0.0; d_z.len()];
        for &(start, len) in sentences.iter() {
            for i in start..start + len {
                let to = match gold_heads[i] {
                    0 => &mut grad[net.at.label_root.clone()],
                    j => &mut d_governor[(start + j - 1) * l..][..l],
                };
                add_rows(to, &d_z[i * l..][..l]);
            }
        }
        net.map(&net.at.label_dependent).back(net.p, upper_t, &d_z, d_upper, grad);
        net.plain(&net.at.label_governor).back(net.p, upper_t, &d_governor, d_upper, grad);
        loss
    }

    /// Down through both layers; returns the loss by embedding sums.
    fn layers(&self, mut d_upper: Vec<f32>, grad: &mut [f32]) -> Vec<f32> {
        let Pass { net, masks, run, .. } = self;
        times(&mut d_upper, &masks.upper);
        let mut d_lower = self.layer(1, &d_upper, grad);
        let width = 2 * net.dims.hidden;
        let lower_t = transpose(&run.y[0], run.y[0].len() / width, width);
        net.map(&net.at.tag).back(net.p, &lower_t, &run.tags, &mut d_lower, grad);
        times(&mut d_lower, &masks.lower);
        let mut d_x = self.layer(0, &d_lower, grad);
        times(&mut d_x, &masks.embedded);
        d_x
    }

    fn layer(&self, l: usize, d_out: &[f32], grad: &mut [f32]) -> Vec<f32> {
        let Pass { net, sentences, masks, run, .. } = self;
        let h = net.dims.hidden;
        let x = if l == 0 { &run.x } else { &run.y[0] };
        let mut d_x = vec![0.0; x.len()];
        for (direction, trace) in run.layers[l].iter().enumerate() {
            let own: Vec<f32> = d_out.chunks_exact(2 * h).flat_map(|r| &r[direction * h..][..h]).copied().collect();
            let [wx, wh, b] = &net.at.lstm[l][direction];
            let (gx, rest) = grad[wx.start..b.end].split_at_mut(wx.len());
            let (gh, gb) = rest.split_at_mut(wh.len());
            let way = Way { sentences, reversed: direction == 1, carried: &masks.carried[l][direction] };
            let g = Gradients { wx: gx, wh: gh, b: gb };
            add_rows(&mut d_x, &lstm::backward(x, &net.lstm(l, direction), h, way, trace, &own, g));
        }
        d_x
    }
}

fn sloped(d: &mut [f32], before: &[f32]) {
    d.iter_mut().zip(before).for_each(|(d, v)| *d *= squash_slope(*v));
}

/// Softmax in place and the loss of the gold entry; then the slice is the gradient of the scores.
fn softmax_loss(scores: &mut [f32], gold: usize, weight: f32) -> f32 {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    vectors(
        #[inline(always)]
        || scores.iter_mut().for_each(|x| *x = exp(*x - top)),
    );
    let sum: f32 = scores.iter().sum();
    let loss = -(scores[gold] / sum).max(1e-12).ln();
    scores.iter_mut().for_each(|x| *x *= weight / sum);
    scores[gold] -= weight;
    loss * weight
}

/// e to the power of a number not above 0, to about seven digits: the same digits on every machine, which the
/// system's own function does not promise.
#[inline(always)]
fn exp(x: f32) -> f32 {
    let x = x.max(-80.0);
    let whole = (x * std::f32::consts::LOG2_E + 12_582_912.0) - 12_582_912.0;
    let r = x - whole * 0.693_359_4 + whole * 2.121_944_4e-4;
    let series = 1.0 / 720.0;
    let series = series * r + 1.0 / 120.0;
    let series = series * r + 1.0 / 24.0;
    let series = series * r + 1.0 / 6.0;
    let series = series * r + 0.5;
    let series = series * r * r + r + 1.0;
    series * f32::from_bits(((whole as i32 + 127) << 23) as u32)
}

#[cfg(test)]
mod tests {
    use super::exp;

    #[test]
    fn powers_of_e() {
        for i in 0..800 {
            let x = -0.1 * i as f32;
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-6, "at {x}");
        }
    }
}
