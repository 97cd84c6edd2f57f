//! Batches, Adam and the running average of the weights that is kept in the end.

use crate::clauses::Clauses;
use crate::data::{Words, disturbed, example};
use crate::glove::Vectors;
use crate::learn::{Shard, learn};
use crate::names::renamed;
use crate::network::{Example, Known, Net};
use crate::noise::Rates;
use crate::nouns::Nouns;
use crate::random::Random;
use crate::vectors::vectors;
use gainsay::annotate::syntax::weights::{Dims, Layout, UPOS, XPOS};
use gainsay::model::label::RELATIONS;
use gainsay::model::tree::Token;
use std::ops::Range;

/// Sentences a step, in so many shards that are always summed in the same order.
const BATCH: usize = 24;
const SHARDS: usize = 2;
const RATE: f32 = 0.002;
const CLIP: f32 = 5.0;
/// Drop-out, as [`Rates`] names it.
const NUMBER: f32 = 0.23;
const VECTOR: f32 = 0.1;
const LAYER: f32 = 0.25;
const CARRIED: f32 = 0.1;
const SEED: u64 = 1;

pub struct Trainer {
    dims: Dims,
    layout: Layout,
    words: Words,
    nouns: Nouns,
    hidden: Vec<f32>,
    /// By row of the word table.
    vectors: Vec<f32>,
    width: usize,
    p: Vec<f32>,
    m: Vec<f32>,
    v: Vec<f32>,
    average: Vec<f32>,
    step: u32,
    /// The rates of [`BETA`] to the power of `step`.
    powers: (f32, f32),
    rng: Random,
    shards: Vec<Shard>,
}

impl Trainer {
    /// `hidden` is how often each word is hidden, by its row.
    pub fn new(dims: Dims, words: Words, vectors: &Vectors, nouns: Nouns, hidden: Vec<f32>) -> Trainer {
        let layout = dims.layout();
        let zeros = || vec![0.0; layout.size + vectors.width * dims.embedding];
        let mut rng = Random(SEED);
        let mut p = zeros();
        init(&mut p, &dims, &layout, vectors.width, &mut rng);
        let table = vectors.table(&words);
        let shards = (0..SHARDS).map(|_| Shard { grad: zeros(), touched: Vec::new(), loss: 0.0 }).collect();
        let (m, v, average) = (zeros(), zeros(), p.clone());
        Trainer {
            dims,
            layout,
            words,
            nouns,
            hidden,
            vectors: table,
            width: vectors.width,
            p,
            m,
            v,
            average,
            step: 0,
            powers: (1.0, 1.0),
            rng,
            shards,
        }
    }

    /// The averaged weights, with each word's vector in its embedding. A word that was never learned from is the unknown word and its vector.
    pub fn weights(&self) -> Vec<f32> {
        let mut all = self.average.clone();
        let net = self.net(&self.average);
        let rows: Vec<u32> = (0..self.dims.words as u32).collect();
        let (mapped, e) = (net.mapped(&rows), self.dims.embedding);
        for (row, mapped) in mapped.chunks_exact(e).enumerate() {
            let own = if self.hidden[row] < 1.0 { row } else { 0 };
            for (k, more) in mapped.iter().enumerate() {
                all[row * e + k] = self.average[own * e + k] + more;
            }
        }
        all.truncate(self.layout.size);
        all
    }

    fn net<'a>(&'a self, p: &'a [f32]) -> Net<'a> {
        let vectors = Known { width: self.width, table: &self.vectors };
        Net { p, dims: &self.dims, at: &self.layout, vectors }
    }

    /// One pass over freshly disturbed sentences; `left` is the share of the training still to come, by which the
    /// rate falls. Returns the loss by token.
    pub fn epoch(&mut self, train: &[Vec<Token>], left: f32) -> f32 {
        let sentences = train.iter().map(|s| example(&disturbed(s, &self.nouns, &mut self.rng), &self.words)).collect();
        self.pass(sentences, RATE * left.max(0.05))
    }

    /// Starts anew from the averaged weights, for [`Trainer::settle`].
    pub fn restart(&mut self) {
        self.p.clone_from(&self.average);
        self.m.fill(0.0);
        self.v.fill(0.0);
        self.step = 0;
        self.powers = (1.0, 1.0);
    }

    /// One slow pass over sentences most of which are as they were written, some under other names, and over short
    /// statements: scores on clean text gain, those on disturbed text hardly fall.
    pub fn settle(&mut self, train: &[Vec<Token>], clauses: &Clauses, left: f32) -> f32 {
        let rng = &mut self.rng;
        let mut sentences: Vec<Vec<Token>> = train.iter().map(|s| renamed(s, rng)).collect();
        sentences.extend(clauses.draw(rng));
        let mostly_clean = |s: Vec<Token>| if rng.below(2) > 0 { s } else { disturbed(&s, &self.nouns, rng) };
        let examples = sentences.into_iter().map(mostly_clean).map(|s| example(&s, &self.words)).collect();
        self.pass(examples, RATE * 0.3 * left)
    }

    fn pass(&mut self, mut examples: Vec<Example>, rate: f32) -> f32 {
        self.rng.shuffle(&mut examples);
        let tokens: usize = examples.iter().map(|e| e.rows.len()).sum();
        let mut loss = 0.0;
        for batch in examples.chunks(BATCH) {
            loss += self.batch(batch);
            self.update(rate);
        }
        loss / tokens as f32
    }

    fn batch(&mut self, batch: &[Example]) -> f32 {
        let mut order: Vec<&Example> = batch.iter().collect();
        order.sort_by_key(|e| std::cmp::Reverse(e.rows.len()));
        let rates =
            Rates { feature: 0.05, vector: VECTOR, word: &self.hidden, number: NUMBER, layer: LAYER, carried: CARRIED };
        let vectors = Known { width: self.width, table: &self.vectors };
        let net = Net { p: &self.p, dims: &self.dims, at: &self.layout, vectors };
        let seeds: Vec<u64> = (0..SHARDS).map(|_| self.rng.next()).collect();
        std::thread::scope(|scope| {
            for (k, (shard, seed)) in self.shards.iter_mut().zip(seeds).enumerate() {
                let part: Vec<&Example> = order.iter().skip(k).step_by(SHARDS).copied().collect();
                scope.spawn(move || {
                    shard.loss = 0.0;
                    if !part.is_empty() {
                        learn(net, &part, rates, &mut Random(seed), shard);
                    }
                });
            }
        });
        self.shards.iter().map(|s| s.loss).sum()
    }

    /// Adam (Kingma and Ba 2015), lazy on embedding rows, after clipping the gradient's length.
    fn update(&mut self, rate: f32) {
        self.step += 1;
        let ranges = self.touched();
        let (first, rest) = self.shards.split_at_mut(1);
        let total = &mut first[0].grad;
        let mut square = 0.0f64;
        for range in &ranges {
            for other in rest.iter_mut() {
                for (t, g) in total[range.clone()].iter_mut().zip(&mut other.grad[range.clone()]) {
                    *t += std::mem::take(g);
                }
            }
            square += f64::from(squares(&total[range.clone()]));
        }
        let scale = 1.0 / BATCH as f32;
        let clip = (CLIP / (square.sqrt() as f32 * scale)).min(1.0) * scale;
        self.powers = (self.powers.0 * BETA.0, self.powers.1 * BETA.1);
        let step = Step {
            clip,
            rate: rate * (1.0 - self.powers.1).sqrt() / (1.0 - self.powers.0),
            keep: KEEP.min((1.0 + self.step as f32) / (10.0 + self.step as f32)),
        };
        for r in ranges {
            let (m, v) = (&mut self.m[r.clone()], &mut self.v[r.clone()]);
            let (p, average) = (&mut self.p[r.clone()], &mut self.average[r.clone()]);
            vectors(
                #[inline(always)]
                || step.take(&mut total[r], [m, v, p, average]),
            );
        }
    }

    /// The weights this step's gradients touch: some embedding rows, and everything after them.
    fn touched(&mut self) -> Vec<Range<usize>> {
        let e = self.dims.embedding;
        let mut rows: Vec<usize> =
            self.shards.iter_mut().flat_map(|s| s.touched.drain(..)).map(|r| r as usize).collect();
        rows.sort_unstable();
        rows.dedup();
        let dense = self.layout.embeddings.end..self.p.len();
        rows.into_iter().map(|r| r * e..(r + 1) * e).chain([dense]).collect()
    }

    /// Share of tags, heads and labelled heads that are right, each token's best head taken alone.
    pub fn score(&self, sentences: &[Vec<Token>]) -> String {
        let (mut n, mut right) = (0, [0usize; 3]);
        let mut weights = self.weights();
        // Nothing is added to them any more.
        weights.resize(self.p.len(), 0.0);
        let net = self.net(&weights);
        let universal = |r: u8| RELATIONS[r as usize].split(':').next();
        for sentence in sentences {
            let gold = example(sentence, &self.words);
            let found = net.guess(&gold.rows);
            n += sentence.len();
            for i in 0..sentence.len() {
                let head = found.heads[i] == gold.heads[i];
                right[0] += usize::from(found.upos[i] == gold.upos[i]);
                right[1] += usize::from(head);
                right[2] += usize::from(head && universal(found.rels[i]) == universal(gold.rels[i]));
            }
        }
        let share = right.map(|k| 100.0 * k as f32 / n as f32);
        format!("UPOS {:.2} UAS {:.2} LAS {:.2}", share[0], share[1], share[2])
    }
}

/// Adam's moments forget at these rates; the running average of the weights at this one.
const BETA: (f32, f32) = (0.9, 0.95);
const KEEP: f32 = 0.999;

struct Step {
    clip: f32,
    rate: f32,
    keep: f32,
}

impl Step {
    /// Uses the gradient up; moves both moments, the weights and their average.
    #[inline(always)]
    fn take(&self, gradient: &mut [f32], [m, v, p, average]: [&mut [f32]; 4]) {
        let n = gradient.len();
        let (m, v, p, average) = (&mut m[..n], &mut v[..n], &mut p[..n], &mut average[..n]);
        for i in 0..n {
            let g = std::mem::take(&mut gradient[i]) * self.clip;
            m[i] = BETA.0 * m[i] + (1.0 - BETA.0) * g;
            v[i] = BETA.1 * v[i] + (1.0 - BETA.1) * g * g;
            p[i] -= self.rate * m[i] / (v[i].sqrt() + 1e-8);
            average[i] = self.keep * average[i] + (1.0 - self.keep) * p[i];
        }
    }
}

/// Sum of squares, in sixteen sums side by side.
fn squares(values: &[f32]) -> f32 {
    let mut sums = [0f32; 16];
    let (chunks, rest) = values.as_chunks::<16>();
    for chunk in chunks {
        sums.iter_mut().zip(chunk).for_each(|(s, v)| *s += v * v);
    }
    sums.iter().sum::<f32>() + rest.iter().map(|v| v * v).sum::<f32>()
}

/// Uniform by fan-in and fan-out (Glorot and Bengio 2010); input gates start nearly shut, to remember.
fn init(p: &mut [f32], dims: &Dims, at: &Layout, width: usize, rng: &mut Random) {
    let mut fill = |range: Range<usize>, spread: f32| {
        p[range].iter_mut().for_each(|x| *x = (2.0 * rng.unit() - 1.0) * spread);
    };
    let (e, h, a, l) = (dims.embedding, dims.hidden, dims.arc, dims.label);
    let glorot = |i: usize, o: usize| (6.0 / (i + o) as f32).sqrt();
    fill(at.embeddings.clone(), 0.15);
    for (layer, inputs) in [(0, e), (1, 2 * h)] {
        for [wx, wh, _] in &at.lstm[layer] {
            fill(wx.clone(), glorot(inputs, h));
            fill(wh.clone(), glorot(h, h));
        }
    }
    fill(at.tag.0.clone(), glorot(2 * h, UPOS + XPOS));
    fill(at.tag_upper.clone(), glorot(2 * h, UPOS + XPOS));
    fill(at.dependent.0.clone(), glorot(2 * h, a));
    fill(at.governor.0.clone(), glorot(2 * h, a));
    fill(at.bilinear.0.clone(), glorot(a, a));
    fill(at.label_dependent.0.clone(), glorot(2 * h, l));
    fill(at.label_governor.clone(), glorot(2 * h, l));
    fill(at.relation.0.clone(), glorot(l, RELATIONS.len()));
    fill(at.size..at.size + width * e, 0.3 * glorot(width, e));
    fill(at.root.clone(), 0.1);
    fill(at.label_root.clone(), 0.1);
    for [_, _, b] in at.lstm.iter().flatten() {
        p[b.start..b.start + h].fill(-1.0);
    }
}
