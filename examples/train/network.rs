//! The network forward: summed embeddings, two bidirectional LSTM layers, tags from both, heads and relations from
//! the second by a biaffine scorer (Kiperwasser and Goldberg 2016; Dozat and Manning 2017); tags are predicted on
//! the way, mostly at the lower layer (Søgaard and Goldberg 2016).

use crate::lstm::{self, Sentences, Trace, Way, Weights};
use crate::matrix::{add_rows, multiply, sum_rows, transpose};
use crate::noise::{Masks, times};
use gainsay::annotate::syntax::activation::squash;
use gainsay::annotate::syntax::features::FEATURES;
use gainsay::annotate::syntax::weights::{Dims, Layout, UPOS, XPOS, bucket};
use std::ops::Range;

/// One sentence: rows of the embedding tables, tags, heads (0 is the root, else position + 1), relations.
#[derive(Clone)]
pub struct Example {
    pub rows: Vec<[u32; FEATURES]>,
    pub upos: Vec<u8>,
    pub xpos: Vec<u8>,
    pub heads: Vec<usize>,
    pub rels: Vec<u8>,
}

/// A row that is left out of a sum.
pub const DROPPED: u32 = u32::MAX;

/// The weights in one flat list and where each matrix lies in it.
#[derive(Clone, Copy)]
pub struct Net<'a> {
    pub p: &'a [f32],
    pub dims: &'a Dims,
    pub at: &'a Layout,
    pub vectors: Known<'a>,
}

/// The words' vectors by row, and how they are mapped onto embeddings, which is learned: the matrix lies behind all other weights.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    pub width: usize,
    pub table: &'a [f32],
}

/// An affine map among the weights.
#[derive(Clone, Copy)]
pub struct Map<'a> {
    pub w: &'a Range<usize>,
    pub b: Option<&'a Range<usize>>,
    pub inputs: usize,
}

/// Everything computed on the way, for the pass back.
pub struct Run {
    pub x: Vec<f32>,
    pub layers: [[Trace; 2]; 2],
    pub y: [Vec<f32>; 2],
    pub tags: Vec<f32>,
    pub dependent_in: Vec<f32>,
    pub governor_in: Vec<f32>,
    pub dependent: Vec<f32>,
    pub governor: Vec<f32>,
    pub query: Vec<f32>,
}

impl Map<'_> {
    pub fn run(&self, p: &[f32], x: &[f32]) -> Vec<f32> {
        let (n, outputs) = (x.len() / self.inputs, self.w.len() / self.inputs);
        let mut y = vec![0.0; n * outputs];
        multiply(&mut y, x, &p[self.w.clone()], n, self.inputs, outputs);
        if let Some(b) = self.b {
            add_rows(&mut y, &p[b.clone()]);
        }
        y
    }

    /// Adds to the gradients of the weights and to those of the input; `x_t` is the input transposed.
    pub fn back(&self, p: &[f32], x_t: &[f32], d_y: &[f32], d_x: &mut [f32], grad: &mut [f32]) {
        let (n, outputs) = (x_t.len() / self.inputs, self.w.len() / self.inputs);
        multiply(&mut grad[self.w.clone()], x_t, d_y, self.inputs, n, outputs);
        if let Some(b) = self.b {
            sum_rows(&mut grad[b.clone()], d_y);
        }
        multiply(d_x, d_y, &transpose(&p[self.w.clone()], self.inputs, outputs), n, outputs, self.inputs);
    }
}

impl<'a> Net<'a> {
    pub fn map(&self, of: &'a (Range<usize>, Range<usize>)) -> Map<'a> {
        Map { w: &of.0, b: Some(&of.1), inputs: of.0.len() / of.1.len() }
    }

    /// A map without a bias, from the upper layer.
    pub fn plain(&self, w: &'a Range<usize>) -> Map<'a> {
        Map { w, b: None, inputs: 2 * self.dims.hidden }
    }

    pub fn lstm(&self, layer: usize, direction: usize) -> Weights<'a> {
        let [wx, wh, b] = &self.at.lstm[layer][direction];
        Weights { wx: &self.p[wx.clone()], wh: &self.p[wh.clone()], b: &self.p[b.clone()] }
    }

    /// Up to the scores of tags and what heads are scored by.
    pub fn run(&self, rows: &[[u32; FEATURES]], known: &[u32], sentences: Sentences, masks: &Masks) -> Run {
        let x = self.embed(rows, known, masks);
        let (lower, mut y1) = self.layer(0, &x, sentences, masks);
        times(&mut y1, &masks.lower);
        let (upper, mut y2) = self.layer(1, &y1, sentences, masks);
        times(&mut y2, &masks.upper);
        let mut tags = self.map(&self.at.tag).run(self.p, &y1);
        add_rows(&mut tags, &self.plain(&self.at.tag_upper).run(self.p, &y2));
        let dependent_in = self.map(&self.at.dependent).run(self.p, &y2);
        let governor_in = self.map(&self.at.governor).run(self.p, &y2);
        let (mut dependent, mut governor) = (squashed(&dependent_in), squashed(&governor_in));
        times(&mut dependent, &masks.dependent);
        times(&mut governor, &masks.governor);
        let query = self.map(&self.at.bilinear).run(self.p, &dependent);
        Run { x, layers: [lower, upper], y: [y1, y2], tags, dependent_in, governor_in, dependent, governor, query }
    }

    /// Vectors of some rows of the word table.
    pub fn vectors_of(&self, known: &[u32]) -> Vec<f32> {
        let Known { width, table } = self.vectors;
        known.iter().flat_map(|row| &table[*row as usize * width..][..width]).copied().collect()
    }

    /// What vectors add to the embeddings of words.
    pub fn mapped(&self, known: &[u32]) -> Vec<f32> {
        let mut x = vec![0.0; known.len() * self.dims.embedding];
        let map = &self.p[self.at.size..];
        multiply(&mut x, &self.vectors_of(known), map, known.len(), self.vectors.width, self.dims.embedding);
        x
    }

    fn embed(&self, rows: &[[u32; FEATURES]], known: &[u32], masks: &Masks) -> Vec<f32> {
        let e = self.dims.embedding;
        let mut x = self.mapped(known);
        for (token, sum) in rows.iter().zip(x.chunks_exact_mut(e)) {
            for r in token.iter().filter(|r| **r != DROPPED) {
                add_rows(sum, &self.p[*r as usize * e..][..e]);
            }
        }
        times(&mut x, &masks.embedded);
        x
    }

    fn layer(&self, l: usize, x: &[f32], sentences: Sentences, masks: &Masks) -> ([Trace; 2], Vec<f32>) {
        let h = self.dims.hidden;
        let run = |d: usize| {
            let way = Way { sentences, reversed: d == 1, carried: &masks.carried[l][d] };
            lstm::forward(x, &self.lstm(l, d), h, way)
        };
        let traces = [run(0), run(1)];
        let mut joined = vec![0.0; 2 * traces[0].out.len()];
        for (i, row) in joined.chunks_exact_mut(2 * h).enumerate() {
            row[..h].copy_from_slice(&traces[0].out[i * h..][..h]);
            row[h..].copy_from_slice(&traces[1].out[i * h..][..h]);
        }
        (traces, joined)
    }

    /// Scores of every word of one sentence under the root and under each word, `len × (len + 1)`; and the keys
    /// they were compared with.
    pub fn arcs(&self, run: &Run, (start, len): (usize, usize)) -> (Vec<f32>, Vec<f32>) {
        let a = self.dims.arc;
        let mut keys = self.p[self.at.root.clone()].to_vec();
        keys.extend_from_slice(&run.governor[start * a..][..len * a]);
        let mut scores = vec![0.0; len * (len + 1)];
        multiply(&mut scores, &run.query[start * a..][..len * a], &transpose(&keys, len + 1, a), len, a, len + 1);
        for (i, row) in scores.chunks_exact_mut(len + 1).enumerate() {
            for (j, v) in row.iter_mut().enumerate() {
                *v += self.p[self.at.distance.start + bucket(i, j)];
            }
            row[i + 1] = -1e9;
        }
        (scores, keys)
    }

    /// What relations are scored by, before squashing, for words under these heads.
    pub fn relation_in(&self, run: &Run, sentences: Sentences, heads: &[usize]) -> Vec<f32> {
        let l = self.dims.label;
        let mut z = self.map(&self.at.label_dependent).run(self.p, &run.y[1]);
        let governors = self.plain(&self.at.label_governor).run(self.p, &run.y[1]);
        for &(start, len) in sentences {
            for i in start..start + len {
                let from = match heads[i] {
                    0 => &self.p[self.at.label_root.clone()],
                    j => &governors[(start + j - 1) * l..][..l],
                };
                add_rows(&mut z[i * l..][..l], from);
            }
        }
        z
    }

    /// The answer for one sentence, where vectors are part of the embeddings already, the best head of each token taken alone.
    pub fn guess(&self, rows: &[[u32; FEATURES]]) -> Example {
        let n = rows.len();
        let sentences = [(0, n)];
        let run = self.run(rows, &vec![0; n], &sentences, &Masks::none(self.dims, 1));
        let heads: Vec<usize> = self.arcs(&run, (0, n)).0.chunks_exact(n + 1).map(best).collect();
        let z = squashed(&self.relation_in(&run, &sentences, &heads));
        let rels = self.map(&self.at.relation).run(self.p, &z);
        let (tags, relations) = (run.tags.chunks_exact(UPOS + XPOS), self.at.relation.1.len());
        Example {
            rows: rows.to_vec(),
            upos: tags.clone().map(|t| best(&t[..UPOS]) as u8).collect(),
            xpos: tags.map(|t| best(&t[UPOS..]) as u8).collect(),
            heads,
            rels: rels.chunks_exact(relations).map(|r| best(r) as u8).collect(),
        }
    }
}

fn best(v: &[f32]) -> usize {
    (0..v.len()).fold(0, |top, j| if v[j] > v[top] { j } else { top })
}

pub fn squashed(values: &[f32]) -> Vec<f32> {
    values.iter().map(|v| squash(*v)).collect()
}
