//! The committed model: written by training, read once on first use.
//!
//! `en.model` is a deflated list of numbers, little-endian: the sizes, the keys of the word table, the embeddings in
//! one byte each, all other weights as floats in the order of [`Layout`], the lemmatiser. miniz_oxide inflates it:
//! pure Rust, no dependency but adler2, and deflate is the best of the small formats on such numbers.

use super::features::FEATURES;
use super::lemma::Lemmas;
use super::matrix::{Affine, UNIT};
use super::table::Table;
use super::weights::{Dims, Layout, UPOS, XPOS};
use std::ops::Range;
use std::sync::LazyLock;

static BYTES: &[u8] = include_bytes!("en.model");
const MAGIC: u32 = 0x6761_6902;

/// One direction of an LSTM layer.
pub struct Cell {
    pub input: Affine,
    pub recurrent: Affine,
}

/// Everything tagging, lemmatising and parsing need.
pub struct Model {
    pub dims: Dims,
    pub words: Table,
    pub lemmas: Lemmas,
    /// Universal and Penn tags that occur together, by position in their lists.
    pub tag_pairs: Vec<(usize, usize)>,
    embeddings: Vec<i8>,
    pub layers: [[Cell; 2]; 2],
    pub tag: [Affine; 2],
    pub dependent: Affine,
    pub governor: Affine,
    pub bilinear: Affine,
    pub root: Vec<f32>,
    pub distance: Vec<f32>,
    pub label_dependent: Affine,
    pub label_governor: Affine,
    pub label_root: Vec<f32>,
    pub relation: Affine,
}

/// The committed model, inflated on first use.
pub fn model() -> &'static Model {
    static MODEL: LazyLock<Model> = LazyLock::new(|| Model::read(BYTES).expect("the committed model is whole"));
    &MODEL
}

/// The bytes of a model file: sizes, word keys by row from 1, which universal and Penn tags go together (by their
/// positions), weights as [`Layout`] places them, the lemmatiser.
pub fn write(dims: &Dims, words: &[u32], tag_pairs: &[(u8, u8)], weights: &[f32], lemmas: &[u8]) -> Vec<u8> {
    let layout = dims.layout();
    let mut out = Vec::new();
    let sizes = [dims.words, dims.embedding, dims.hidden, dims.arc, dims.label, lemmas.len(), tag_pairs.len()];
    let numbers = std::iter::once(MAGIC).chain(sizes.map(|n| n as u32)).chain(words.iter().copied());
    numbers.for_each(|n| out.extend_from_slice(&n.to_le_bytes()));
    out.extend(tag_pairs.iter().flat_map(|(u, x)| [*u, *x]));
    let embeddings = &weights[layout.embeddings.clone()];
    let step = embeddings.iter().fold(0f32, |m, x| m.max(x.abs())) / 127.0;
    out.extend_from_slice(&step.to_le_bytes());
    out.extend(embeddings.iter().map(|x| (x / step).round() as i8 as u8));
    weights[layout.embeddings.end..].iter().for_each(|x| out.extend_from_slice(&x.to_le_bytes()));
    out.extend_from_slice(lemmas);
    miniz_oxide::deflate::compress_to_vec(&out, 9)
}

/// The weights in a model file of these sizes as [`write()`] got them, but for the embeddings' rounding; `None` when it
/// is no such file.
pub fn weights(bytes: &[u8], dims: &Dims) -> Option<Vec<f32>> {
    let (found, dense, parts) = read(bytes)?;
    let embeddings = parts.embeddings.iter().map(|b| f32::from(*b) * parts.step);
    (found == *dims).then(|| embeddings.chain(dense).collect())
}

/// Sizes, all weights but the embeddings, and the rest.
fn read(bytes: &[u8]) -> Option<(Dims, Vec<f32>, Parts)> {
    let inflated = miniz_oxide::inflate::decompress_to_vec(bytes).ok()?;
    let mut reader = Reader(&inflated);
    if reader.number()? != MAGIC {
        return None;
    }
    let mut size = || reader.number().map(|n| n as usize);
    let dims = Dims { words: size()?, embedding: size()?, hidden: size()?, arc: size()?, label: size()? };
    let (lemma_bytes, pairs) = (size()?, size()?);
    let mut keys = Vec::with_capacity(dims.words);
    for row in 1..dims.words {
        keys.push((reader.number()?, row as u16));
    }
    let pairs = reader.bytes(2 * pairs)?.chunks_exact(2).map(|p| (usize::from(p[0]), usize::from(p[1])));
    let tag_pairs: Vec<(usize, usize)> = pairs.filter(|(u, x)| *u < UPOS && *x < XPOS).collect();
    let layout = dims.layout();
    let step = reader.floats(1)?[0];
    let embeddings = reader.bytes(layout.embeddings.len())?.iter().map(|b| *b as i8).collect();
    let dense = reader.floats(layout.size - layout.embeddings.end)?;
    let lemmas = Lemmas::read(reader.bytes(lemma_bytes)?)?;
    Some((dims, dense, Parts { words: Table::new(&keys), tag_pairs, embeddings, step, lemmas }))
}

/// Reads numbers off the front of the inflated bytes.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn bytes(&mut self, n: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        Some(head)
    }

    fn number(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.bytes(4)?.try_into().ok()?))
    }

    fn floats(&mut self, n: usize) -> Option<Vec<f32>> {
        let bytes = self.bytes(n * 4)?;
        Some(bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect())
    }
}

/// What is not a matrix.
struct Parts {
    words: Table,
    tag_pairs: Vec<(usize, usize)>,
    embeddings: Vec<i8>,
    /// What one step of the embeddings stands for.
    step: f32,
    lemmas: Lemmas,
}

impl Model {
    /// `None` when the bytes are no model of this layout.
    pub fn read(bytes: &[u8]) -> Option<Model> {
        let (dims, dense, parts) = read(bytes)?;
        Some(Model::assemble(dims, &dims.layout(), &dense, parts))
    }

    fn assemble(dims: Dims, at: &Layout, dense: &[f32], parts: Parts) -> Model {
        let base = at.embeddings.end;
        let part = |r: &Range<usize>| &dense[r.start - base..r.end - base];
        let map = |w: &Range<usize>, b: &[f32]| Affine::new(part(w), b, UNIT, UNIT);
        let affine = |(w, b): &(Range<usize>, Range<usize>)| map(w, part(b));
        let summed = 127.0 * FEATURES as f32;
        let cell = |layer: usize, direction: usize| {
            let [wx, wh, b] = &at.lstm[layer][direction];
            let (unit, limit) = if layer == 0 { (1.0 / parts.step, summed) } else { (UNIT, UNIT) };
            let none = vec![0.0; b.len()];
            Cell { input: Affine::new(part(wx), part(b), unit, limit), recurrent: map(wh, &none) }
        };
        Model {
            words: parts.words,
            lemmas: parts.lemmas,
            tag_pairs: parts.tag_pairs,
            embeddings: parts.embeddings,
            layers: [[cell(0, 0), cell(0, 1)], [cell(1, 0), cell(1, 1)]],
            tag: [affine(&at.tag), map(&at.tag_upper, &[0.0; UPOS + XPOS])],
            dependent: affine(&at.dependent),
            governor: affine(&at.governor),
            bilinear: affine(&at.bilinear),
            root: part(&at.root).to_vec(),
            distance: part(&at.distance).to_vec(),
            label_dependent: affine(&at.label_dependent),
            label_governor: map(&at.label_governor, &vec![0.0; dims.label]),
            label_root: part(&at.label_root).to_vec(),
            relation: affine(&at.relation),
            dims,
        }
    }

    /// One row of the embeddings.
    pub fn embedding(&self, row: u32) -> &[i8] {
        &self.embeddings[row as usize * self.dims.embedding..][..self.dims.embedding]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_model_is_small_and_whole() {
        assert!(BYTES.len() <= 6_000_000);
        assert!(Model::read(BYTES).is_some());
    }

    #[test]
    fn damaged_bytes_are_refused() {
        assert!(Model::read(&BYTES[..BYTES.len() / 2]).is_none());
        assert!(Model::read(b"").is_none());
    }
}
