//! One direction of an LSTM layer over a batch of sentences, forward and back; the forget gate is what the input
//! gate leaves (Greff et al. 2017), a quarter less to compute and no worse.
//!
//! Sentences are sorted by falling length and run in step, so that every step is one matrix product.

use crate::matrix::{add_rows, multiply, sum_rows, transpose};
use gainsay::annotate::syntax::activation::{gate, gate_slope, squash, squash_slope};

/// Where the sentences of a batch lie in the concatenated rows: start and length, longest first.
pub type Sentences<'a> = &'a [(usize, usize)];

/// Weights: input `wx[in×3h]`, recurrent `wh[h×3h]`, bias `b[3h]`; order input, output, candidate.
pub struct Weights<'a> {
    pub wx: &'a [f32],
    pub wh: &'a [f32],
    pub b: &'a [f32],
}

pub struct Gradients<'a> {
    pub wx: &'a mut [f32],
    pub wh: &'a mut [f32],
    pub b: &'a mut [f32],
}

/// What the backward pass needs again, row per token.
pub struct Trace {
    gates: Vec<f32>,
    cells: Vec<f32>,
    pub out: Vec<f32>,
}

fn active(sentences: Sentences, step: usize) -> usize {
    sentences.iter().take_while(|s| s.1 > step).count()
}

fn row(sentence: (usize, usize), step: usize, backward: bool) -> usize {
    if backward { sentence.0 + sentence.1 - 1 - step } else { sentence.0 + step }
}

pub fn forward(x: &[f32], w: &Weights, h: usize, sentences: Sentences, backward: bool) -> Trace {
    let n: usize = sentences.iter().map(|s| s.1).sum();
    let mut gates = vec![0.0; n * 3 * h];
    multiply(&mut gates, x, w.wx, n, x.len() / n, 3 * h);
    add_rows(&mut gates, w.b);
    let (mut cells, mut out) = (vec![0.0; n * h], vec![0.0; n * h]);
    for step in 0..sentences[0].1 {
        let m = active(sentences, step);
        if step > 0 {
            let mut previous = vec![0.0; m * h];
            for s in 0..m {
                let r = row(sentences[s], step - 1, backward);
                previous[s * h..][..h].copy_from_slice(&out[r * h..][..h]);
            }
            let mut added = vec![0.0; m * 3 * h];
            multiply(&mut added, &previous, w.wh, m, h, 3 * h);
            for s in 0..m {
                let r = row(sentences[s], step, backward);
                add_rows(&mut gates[r * 3 * h..][..3 * h], &added[s * 3 * h..][..3 * h]);
            }
        }
        for &sentence in &sentences[..m] {
            let r = row(sentence, step, backward);
            let g = &gates[r * 3 * h..][..3 * h];
            for j in 0..h {
                let before = if step > 0 { cells[row(sentence, step - 1, backward) * h + j] } else { 0.0 };
                let c = before + gate(g[j]) * (squash(g[2 * h + j]) - before);
                cells[r * h + j] = c;
                out[r * h + j] = gate(g[h + j]) * squash(c);
            }
        }
    }
    Trace { gates, cells, out }
}

/// `d_out` is the loss by output row; adds to `d_x` and to the gradients.
#[allow(clippy::too_many_arguments, reason = "the pass of one layer in one direction needs them all")]
pub fn backward(
    x: &[f32],
    w: &Weights,
    h: usize,
    sentences: Sentences,
    reversed: bool,
    trace: &Trace,
    d_out: &[f32],
    d_x: &mut [f32],
    grad: Gradients,
) {
    let n: usize = sentences.iter().map(|s| s.1).sum();
    let wh_t = transpose(w.wh, h, 3 * h);
    let mut d_gates = vec![0.0; n * 3 * h];
    let mut d_h = vec![0.0; sentences.len() * h];
    let mut d_c = vec![0.0; sentences.len() * h];
    for step in (0..sentences[0].1).rev() {
        let m = active(sentences, step);
        let mut stepped = vec![0.0; m * 3 * h];
        for s in 0..m {
            let r = row(sentences[s], step, reversed);
            let g = &trace.gates[r * 3 * h..][..3 * h];
            for j in 0..h {
                let before = if step > 0 { trace.cells[row(sentences[s], step - 1, reversed) * h + j] } else { 0.0 };
                let c = trace.cells[r * h + j];
                let dh = d_out[r * h + j] + d_h[s * h + j];
                let (i, o, z) = (g[j], g[h + j], g[2 * h + j]);
                let dc = d_c[s * h + j] + dh * gate(o) * squash_slope(c);
                let d = &mut stepped[s * 3 * h..][..3 * h];
                d[j] = dc * (squash(z) - before) * gate_slope(i);
                d[h + j] = dh * squash(c) * gate_slope(o);
                d[2 * h + j] = dc * gate(i) * squash_slope(z);
                d_c[s * h + j] = dc * (1.0 - gate(i));
            }
            d_gates[r * 3 * h..][..3 * h].copy_from_slice(&stepped[s * 3 * h..][..3 * h]);
        }
        let before = &mut d_h[..m * h];
        before.fill(0.0);
        multiply(before, &stepped, &wh_t, m, 3 * h, h);
    }
    let mut previous = vec![0.0; n * h];
    for &sentence in sentences {
        for step in 1..sentence.1 {
            let (r, p) = (row(sentence, step, reversed), row(sentence, step - 1, reversed));
            previous[r * h..][..h].copy_from_slice(&trace.out[p * h..][..h]);
        }
    }
    multiply(grad.wh, &transpose(&previous, n, h), &d_gates, h, n, 3 * h);
    let inputs = x.len() / n;
    multiply(grad.wx, &transpose(x, n, inputs), &d_gates, inputs, n, 3 * h);
    sum_rows(grad.b, &d_gates);
    multiply(d_x, &d_gates, &transpose(w.wx, inputs, 3 * h), n, 3 * h, inputs);
}
