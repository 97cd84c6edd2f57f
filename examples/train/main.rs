//! Trains the tagger and parser: `cargo run --release --example train -- DATA OUT`, where DATA holds the
//! `en_ewt-train.conllu` and `en_ewt-dev.conllu` of a treebank. The same data gives the same model.

#![allow(clippy::disallowed_methods, reason = "not part of the program: may look at the clock and the environment")]

mod data;
mod lstm;
mod matrix;
mod network;
mod random;

use data::{Words, disturbed, example};
use gainsay::annotate::syntax::conllu::read;
use gainsay::annotate::syntax::lemma::Lemmas;
use gainsay::annotate::syntax::model::write;
use gainsay::annotate::syntax::weights::{Dims, Layout};
use gainsay::model::tree::Token;
use network::{Drop, Example, Shard, learn};
use random::Random;
use std::path::Path;
use std::time::Instant;

fn load(path: &Path) -> Vec<Vec<Token>> {
    let text = std::fs::read_to_string(path).expect("a readable treebank file");
    read(&text).into_iter().map(|s| s.tree.tokens).collect()
}

fn option(name: &str, default: f32) -> f32 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let [_, folder, out] = &args[..] else { panic!("usage: train DATA OUT") };
    let train = load(&Path::new(folder).join("en_ewt-train.conllu"));
    let dev = load(&Path::new(folder).join("en_ewt-dev.conllu"));
    let words = data::words(&train, 2);
    let dims = Dims {
        words: words.len() + 1,
        embedding: option("E", 96.0) as usize,
        hidden: option("H", 64.0) as usize,
        arc: option("A", 64.0) as usize,
        label: option("L", 64.0) as usize,
    };
    let layout = dims.layout();
    println!("{dims:?} {} weights", layout.size);
    let mut trainer = Trainer::new(dims, layout, words);
    let known = train.iter().flatten().map(|t| (t.form.as_str(), t.upos, t.tag, t.lemma.as_str()));
    let lemmas = Lemmas::learn(known);
    if let Ok(raw) = std::env::var("RAW") {
        let bytes = std::fs::read(raw).unwrap();
        trainer.average = bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        std::fs::write(out, trainer.bytes(&lemmas)).unwrap();
        return;
    }
    let epochs = option("EPOCHS", 24.0) as usize;
    for epoch in 0..epochs {
        let start = Instant::now();
        let rate = option("LR", 0.002) * (1.0 - epoch as f32 / epochs as f32).max(0.05);
        let loss = trainer.epoch(&train, rate);
        let seconds = start.elapsed().as_secs_f32();
        println!("epoch {epoch} loss {loss:.3} {seconds:.1}s");
        if epoch % 4 == 3 || epoch + 1 == epochs {
            let (plain, bare) = (dev.clone(), dev.iter().map(|s| bare(s)).collect::<Vec<_>>());
            println!("   dev {}  plain {}", trainer.score(&plain), trainer.score(&bare));
        }
        std::fs::write(out, trainer.bytes(&lemmas)).expect("a writable output file");
    }
}

fn bare(tokens: &[Token]) -> Vec<Token> {
    let mut out = tokens.to_vec();
    data::unpunctuated(&mut out);
    out.iter_mut().for_each(|t| t.form = t.form.to_lowercase());
    out
}

struct Trainer {
    dims: Dims,
    layout: Layout,
    words: Words,
    p: Vec<f32>,
    m: Vec<f32>,
    v: Vec<f32>,
    average: Vec<f32>,
    step: i32,
    rng: Random,
    shards: Vec<Shard>,
}

const SHARDS: usize = 2;
const BATCH: usize = 24;

impl Trainer {
    fn new(dims: Dims, layout: Layout, words: Words) -> Trainer {
        let size = layout.size;
        let mut rng = Random(option("SEED", 1.0) as u64);
        let mut p = vec![0.0; size];
        init(&mut p, &dims, &layout, &mut rng);
        let shard = || Shard { grad: vec![0.0; size], touched: Vec::new(), loss: 0.0 };
        let shards = (0..SHARDS).map(|_| shard()).collect();
        let average = p.clone();
        Trainer { dims, layout, words, p, m: vec![0.0; size], v: vec![0.0; size], average, step: 0, rng, shards }
    }

    fn epoch(&mut self, train: &[Vec<Token>], rate: f32) -> f32 {
        let mut examples: Vec<Example> =
            train.iter().map(|s| example(&disturbed(s, &mut self.rng), &self.words)).collect();
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
        let drop = Drop { feature: option("DF", 0.05), word: option("DW", 0.2), layer: option("DL", 0.3) };
        let (p, dims, layout) = (&self.p, &self.dims, &self.layout);
        let seeds: Vec<u64> = (0..SHARDS).map(|_| self.rng.next()).collect();
        std::thread::scope(|scope| {
            for (k, shard) in self.shards.iter_mut().enumerate() {
                let part: Vec<&Example> = order.iter().skip(k).step_by(SHARDS).copied().collect();
                let seed = seeds[k];
                scope.spawn(move || {
                    shard.loss = 0.0;
                    if !part.is_empty() {
                        learn(p, dims, layout, &part, drop, &mut Random(seed), shard);
                    }
                });
            }
        });
        self.shards.iter().map(|s| s.loss).sum()
    }

    /// Adam (Kingma and Ba 2015), lazy on embedding rows, after clipping the gradient's length.
    fn update(&mut self, rate: f32) {
        self.step += 1;
        let e = self.dims.embedding;
        let dense = self.layout.embeddings.end;
        let mut touched: Vec<u32> = self.shards.iter().flat_map(|s| s.touched.iter().copied()).collect();
        touched.sort_unstable();
        touched.dedup();
        let ranges = || {
            let rows = touched.iter().map(move |r| *r as usize * e..(*r as usize + 1) * e);
            rows.chain(std::iter::once(dense..self.layout.size))
        };
        let (first, rest) = self.shards.split_at_mut(1);
        let mut square = 0.0f64;
        for range in ranges() {
            let total = &mut first[0].grad[range.clone()];
            for other in rest.iter_mut() {
                for (t, g) in total.iter_mut().zip(&mut other.grad[range.clone()]) {
                    *t += *g;
                    *g = 0.0;
                }
            }
            square += total.iter().map(|g| f64::from(g * g)).sum::<f64>();
        }
        let scale = 1.0 / BATCH as f32;
        let clip = (option("CLIP", 5.0) / (square.sqrt() as f32 * scale)).min(1.0) * scale;
        let (b1, b2) = (0.9f32, option("B2", 0.98));
        let correct = (1.0 - b2.powi(self.step)).sqrt() / (1.0 - b1.powi(self.step));
        let keep = option("EMA", 0.999).min((1.0 + self.step as f32) / (10.0 + self.step as f32));
        for range in ranges() {
            let grad = &mut first[0].grad[range.clone()];
            let (m, v) = (&mut self.m[range.clone()], &mut self.v[range.clone()]);
            let (p, average) = (&mut self.p[range.clone()], &mut self.average[range.clone()]);
            for i in 0..grad.len() {
                let g = grad[i] * clip;
                grad[i] = 0.0;
                m[i] = b1 * m[i] + (1.0 - b1) * g;
                v[i] = b2 * v[i] + (1.0 - b2) * g * g;
                p[i] -= rate * correct * m[i] / (v[i].sqrt() + 1e-8);
                average[i] = keep * average[i] + (1.0 - keep) * p[i];
            }
        }
        self.shards.iter_mut().for_each(|s| s.touched.clear());
    }

    /// Share of tags, heads and labelled heads that are right, each token's best head taken alone.
    fn score(&mut self, sentences: &[Vec<Token>]) -> String {
        let (mut n, mut right) = (0, [0usize; 3]);
        for s in sentences {
            let e = example(s, &self.words);
            let guess = network::guess(&self.average, &self.dims, &self.layout, &e);
            n += s.len();
            for i in 0..s.len() {
                let head = guess.heads[i] == e.heads[i];
                let universal = |r: u8| gainsay::model::label::RELATIONS[r as usize].split(':').next();
                right[0] += usize::from(guess.upos[i] == e.upos[i]);
                right[1] += usize::from(head);
                right[2] += usize::from(head && universal(guess.rels[i]) == universal(e.rels[i]));
            }
        }
        let share = |k: usize| 100.0 * right[k] as f32 / n as f32;
        format!("UPOS {:.2} UAS {:.2} LAS {:.2}", share(0), share(1), share(2))
    }

    fn bytes(&self, lemmas: &[u8]) -> Vec<u8> {
        let keys: Vec<u32> = self.words.keys().copied().collect();
        write(&self.dims, &keys, &self.average, lemmas)
    }
}

/// Uniform by fan-in and fan-out (Glorot and Bengio 2010); forget gates start open.
fn init(p: &mut [f32], dims: &Dims, at: &Layout, rng: &mut Random) {
    let mut fill = |range: std::ops::Range<usize>, spread: f32| {
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
    fill(at.tag.0.clone(), glorot(2 * h, 67));
    fill(at.tag_upper.clone(), glorot(2 * h, 67));
    fill(at.dependent.0.clone(), glorot(2 * h, a));
    fill(at.governor.0.clone(), glorot(2 * h, a));
    fill(at.bilinear.0.clone(), glorot(a, a));
    fill(at.label_dependent.0.clone(), glorot(2 * h, l));
    fill(at.label_governor.clone(), glorot(2 * h, l));
    fill(at.relation.0.clone(), glorot(l, 50));
    fill(at.root.clone(), 0.1);
    fill(at.label_root.clone(), 0.1);
    for [_, _, b] in at.lstm.iter().flatten() {
        p[b.start + h..b.start + 2 * h].fill(1.0);
    }
}
