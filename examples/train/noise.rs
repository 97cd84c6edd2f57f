//! Drop-out: what is left out of a sentence while training on it. Words by their frequency, features one by one,
//! cells of the layers for a whole sentence at once (Gal and Ghahramani 2016).

use crate::lstm::Sentences;
use crate::network::DROPPED;
use crate::random::Random;
use gainsay::annotate::syntax::features::FEATURES;
use gainsay::annotate::syntax::weights::Dims;

/// Rates.
#[derive(Clone, Copy)]
pub struct Rates<'a> {
    /// A whole feature row.
    pub feature: f32,
    /// The vector of a word.
    pub vector: f32,
    /// The word, by its row.
    pub word: &'a [f32],
    /// Sums of embeddings, and what heads and relations are scored by.
    pub number: f32,
    /// Cells between layers.
    pub layer: f32,
    /// Cells carried from word to word.
    pub carried: f32,
}

/// By what values are multiplied; an empty list leaves them as they are.
pub struct Masks {
    pub embedded: Vec<f32>,
    pub lower: Vec<f32>,
    pub upper: Vec<f32>,
    pub dependent: Vec<f32>,
    pub governor: Vec<f32>,
    pub relation: Vec<f32>,
    /// By layer and direction, a row for each sentence.
    pub carried: [[Vec<f32>; 2]; 2],
}

impl Masks {
    /// Nothing is left out of so many sentences.
    pub fn none(dims: &Dims, sentences: usize) -> Masks {
        let carried = || vec![1.0; sentences * dims.hidden];
        Masks {
            embedded: vec![],
            lower: vec![],
            upper: vec![],
            dependent: vec![],
            governor: vec![],
            relation: vec![],
            carried: [[carried(), carried()], [carried(), carried()]],
        }
    }

    pub fn draw(dims: &Dims, sentences: Sentences, rates: &Rates, rng: &mut Random) -> Masks {
        let n: usize = sentences.iter().map(|s| s.1).sum();
        let mut flat = |rows: usize, width: usize, rate: f32| -> Vec<f32> {
            let keep = 1.0 / (1.0 - rate);
            (0..rows * width).map(|_| if rng.unit() < rate { 0.0 } else { keep }).collect()
        };
        let (h, a) = (dims.hidden, dims.arc);
        let mut carried = || flat(sentences.len(), h, rates.carried);
        let carried = [[carried(), carried()], [carried(), carried()]];
        let mut shared = |width: usize| {
            let rows = flat(sentences.len(), width, rates.layer);
            let of = |(s, row): (&(usize, usize), &[f32])| row.repeat(s.1);
            sentences.iter().zip(rows.chunks_exact(width)).flat_map(of).collect()
        };
        let (lower, upper) = (shared(2 * h), shared(2 * h));
        Masks {
            embedded: flat(n, dims.embedding, rates.number),
            lower,
            upper,
            dependent: flat(n, a, rates.number),
            governor: flat(n, a, rates.number),
            relation: flat(n, dims.label, rates.number),
            carried,
        }
    }
}

/// Hides words and features of a token; the row of its vector is what remains of the word.
pub fn hide(token: &mut [u32; FEATURES], rates: &Rates, rng: &mut Random) -> u32 {
    let [word, features @ ..] = token;
    let vector = if rng.unit() < rates.vector { 0 } else { *word };
    if rng.unit() < rates.word[*word as usize] {
        *word = 0;
    }
    for row in features {
        if rng.unit() < rates.feature {
            *row = DROPPED;
        }
    }
    vector
}

pub fn times(values: &mut [f32], mask: &[f32]) {
    values.iter_mut().zip(mask).for_each(|(v, m)| *v *= m);
}
