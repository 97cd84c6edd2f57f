//! One direction of an LSTM layer over a batch of sentences, forward and back; the forget gate is what the input
//! gate leaves (Greff et al. 2017), a quarter less to compute and no worse.
//!
//! Sentences are sorted by falling length and run in step, so that every step is one matrix product. What a sentence
//! carries from word to word may lose the same cells all along (Gal and Ghahramani 2016).

use crate::matrix::{Strips, add_rows, multiply, sum_rows, transpose};
use crate::vectors::vectors;
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

/// How a direction runs: from the end or not, and by what the carried cells of each sentence are multiplied.
#[derive(Clone, Copy)]
pub struct Way<'a> {
    pub sentences: Sentences<'a>,
    pub reversed: bool,
    pub carried: &'a [f32],
}

/// What the backward pass needs again, row per token.
pub struct Trace {
    gates: Vec<f32>,
    cells: Vec<f32>,
    pub out: Vec<f32>,
}

impl Way<'_> {
    fn active(&self, step: usize) -> usize {
        self.sentences.iter().take_while(|s| s.1 > step).count()
    }

    fn row(&self, sentence: usize, step: usize) -> usize {
        let (start, len) = self.sentences[sentence];
        if self.reversed { start + len - 1 - step } else { start + step }
    }
}

pub fn forward(x: &[f32], w: &Weights, h: usize, way: Way) -> Trace {
    let n: usize = way.sentences.iter().map(|s| s.1).sum();
    let mut gates = vec![0.0; n * 3 * h];
    multiply(&mut gates, x, w.wx, n, x.len() / n, 3 * h);
    add_rows(&mut gates, w.b);
    let (mut cells, mut out) = (vec![0.0; n * h], vec![0.0; n * h]);
    let recurrent = Strips::of(w.wh, h, 3 * h);
    let mut last = vec![0.0; way.sentences.len() * h];
    let mut memory = last.clone();
    let mut added = vec![0.0; way.sentences.len() * 3 * h];
    for step in 0..way.sentences[0].1 {
        let m = way.active(step);
        let added = &mut added[..m * 3 * h];
        added.fill(0.0);
        recurrent.multiply(added, &last[..m * h]);
        for s in 0..m {
            let r = way.row(s, step);
            let gates = &mut gates[r * 3 * h..][..3 * h];
            add_rows(gates, &added[s * 3 * h..][..3 * h]);
            let (memory, out) = (&mut memory[s * h..][..h], &mut out[r * h..][..h]);
            vectors(
                #[inline(always)]
                || advance(gates, memory, out),
            );
            cells[r * h..][..h].copy_from_slice(memory);
            last[s * h..][..h].copy_from_slice(out);
            last[s * h..][..h].iter_mut().zip(&way.carried[s * h..]).for_each(|(v, m)| *v *= m);
        }
    }
    Trace { gates, cells, out }
}

#[inline(always)]
fn advance(gates: &[f32], memory: &mut [f32], out: &mut [f32]) {
    let h = memory.len();
    let (i, rest) = gates.split_at(h);
    let (o, z) = rest.split_at(h);
    let (z, out) = (&z[..h], &mut out[..h]);
    for j in 0..h {
        let c = memory[j] + gate(i[j]) * (squash(z[j]) - memory[j]);
        memory[j] = c;
        out[j] = gate(o[j]) * squash(c);
    }
}

/// `d_out` is the loss by output row; adds to the gradients and returns the loss by input row.
pub fn backward(x: &[f32], w: &Weights, h: usize, way: Way, trace: &Trace, d_out: &[f32], grad: Gradients) -> Vec<f32> {
    let n: usize = way.sentences.iter().map(|s| s.1).sum();
    let recurrent = Strips::of(&transpose(w.wh, h, 3 * h), 3 * h, h);
    let mut d_gates = vec![0.0; n * 3 * h];
    let mut d_h = vec![0.0; way.sentences.len() * h];
    let mut d_c = d_h.clone();
    let mut stepped = vec![0.0; way.sentences.len() * 3 * h];
    let nothing = vec![0.0; h];
    for step in (0..way.sentences[0].1).rev() {
        let m = way.active(step);
        for s in 0..m {
            let r = way.row(s, step);
            let before = match step {
                0 => &nothing[..],
                _ => &trace.cells[way.row(s, step - 1) * h..][..h],
            };
            let seen = Seen {
                gates: &trace.gates[r * 3 * h..][..3 * h],
                before,
                cells: &trace.cells[r * h..][..h],
                d_out: &d_out[r * h..][..h],
                d_h: &d_h[s * h..][..h],
            };
            let (d, d_c) = (&mut stepped[s * 3 * h..][..3 * h], &mut d_c[s * h..][..h]);
            vectors(
                #[inline(always)]
                || retreat(seen, d, d_c),
            );
            d_gates[r * 3 * h..][..3 * h].copy_from_slice(d);
        }
        let before = &mut d_h[..m * h];
        before.fill(0.0);
        recurrent.multiply(before, &stepped[..m * 3 * h]);
        before.iter_mut().zip(way.carried).for_each(|(d, m)| *d *= m);
    }
    let mut previous = vec![0.0; n * h];
    for (s, sentence) in way.sentences.iter().enumerate() {
        for step in 1..sentence.1 {
            let (r, p) = (way.row(s, step), way.row(s, step - 1));
            let kept = trace.out[p * h..][..h].iter().zip(&way.carried[s * h..]).map(|(v, m)| v * m);
            previous[r * h..][..h].iter_mut().zip(kept).for_each(|(to, v)| *to = v);
        }
    }
    multiply(grad.wh, &transpose(&previous, n, h), &d_gates, h, n, 3 * h);
    let inputs = x.len() / n;
    multiply(grad.wx, &transpose(x, n, inputs), &d_gates, inputs, n, 3 * h);
    sum_rows(grad.b, &d_gates);
    let mut d_x = vec![0.0; x.len()];
    multiply(&mut d_x, &d_gates, &transpose(w.wx, inputs, 3 * h), n, 3 * h, inputs);
    d_x
}

/// One word's part in the pass back.
struct Seen<'a> {
    gates: &'a [f32],
    before: &'a [f32],
    cells: &'a [f32],
    d_out: &'a [f32],
    d_h: &'a [f32],
}

#[inline(always)]
fn retreat(seen: Seen, d: &mut [f32], d_c: &mut [f32]) {
    let h = d_c.len();
    let (i, rest) = seen.gates.split_at(h);
    let (o, z) = rest.split_at(h);
    let z = &z[..h];
    let (before, cells, d_out, d_h) = (&seen.before[..h], &seen.cells[..h], &seen.d_out[..h], &seen.d_h[..h]);
    let (d_i, rest) = d.split_at_mut(h);
    let (d_o, d_z) = rest.split_at_mut(h);
    let d_z = &mut d_z[..h];
    for j in 0..h {
        let dh = d_out[j] + d_h[j];
        let dc = d_c[j] + dh * gate(o[j]) * squash_slope(cells[j]);
        d_i[j] = dc * (squash(z[j]) - before[j]) * gate_slope(i[j]);
        d_o[j] = dh * squash(cells[j]) * gate_slope(o[j]);
        d_z[j] = dc * gate(i[j]) * squash_slope(z[j]);
        d_c[j] = dc * (1.0 - gate(i[j]));
    }
}
