//! The committed model: written by training, read once on first use.
//!
//! `en.model` is a list of numbers, little-endian: the sizes, the keys of the word table, the embeddings and
//! all matrices in one byte a number, the other weights as floats, the lemmatiser. Deflate would make it a fifth
//! smaller and nine tenths of the time to load it would be spent inflating.

use super::lemma::Lemmas;
use super::matrix::{Affine, Matrix, UNIT};
use super::table::Table;
use super::weights::{Dims, Layout, UPOS, XPOS};
use std::ops::Range;
use std::sync::LazyLock;

static BYTES: &[u8] = include_bytes!("en.model");
const MAGIC: u32 = 0x6761_6903;

/// Steps of an embedding's bytes that make one step of their sum.
pub const COARSER: i16 = 4;

/// Both directions of an LSTM layer.
pub struct Layer {
    /// Gates of the one direction, of the other, then (in the upper layer) scores of tags.
    pub input: Affine,
    pub recurrent: [Affine; 2],
}

/// Everything tagging, lemmatising and parsing need.
pub struct Model {
    pub dims: Dims,
    pub words: Table,
    pub lemmas: Lemmas,
    /// Universal and Penn tags that occur together, by position in their lists.
    pub tag_pairs: Vec<(usize, usize)>,
    embeddings: Vec<i8>,
    pub layers: [Layer; 2],
    /// From the upper layer: what it adds to the scores of tags; then a word as dependent and as governor, for heads
    /// and for relations.
    pub upper: Affine,
    pub bilinear: Affine,
    pub root: Vec<f32>,
    pub distance: Vec<f32>,
    pub label_root: Vec<f32>,
    pub relation: Affine,
}

/// The committed model, unpacked on first use.
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
    write_matrix(&weights[layout.embeddings.clone()], 1, &mut out);
    let mut end = layout.embeddings.end;
    let floats = |range: Range<usize>, out: &mut Vec<u8>| {
        weights[range].iter().for_each(|x| out.extend_from_slice(&x.to_le_bytes()));
    };
    for (matrix, outputs) in layout.matrices() {
        floats(end..matrix.start, &mut out);
        end = matrix.end;
        write_matrix(&weights[matrix], outputs, &mut out);
    }
    floats(end..layout.size, &mut out);
    out.extend_from_slice(lemmas);
    out
}

/// The step of each column, then the columns in such steps, row by row.
fn write_matrix(weights: &[f32], outputs: usize, out: &mut Vec<u8>) {
    let largest = |o: usize| weights[o..].iter().step_by(outputs).fold(1e-6f32, |m, x| m.max(x.abs()));
    let steps: Vec<f32> = (0..outputs).map(|o| largest(o) / 127.0).collect();
    steps.iter().for_each(|s| out.extend_from_slice(&s.to_le_bytes()));
    for row in weights.chunks_exact(outputs) {
        out.extend(row.iter().zip(&steps).map(|(x, s)| (x / s).round() as i8 as u8));
    }
}

/// Reads numbers off the front of the bytes.
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

/// A matrix read: bytes row by row, and each column's step.
#[derive(Default)]
struct Packed {
    bytes: Vec<i8>,
    steps: Vec<f32>,
}

impl Packed {
    fn read(reader: &mut Reader, numbers: usize, outputs: usize) -> Option<Packed> {
        let steps = reader.floats(outputs)?;
        Some(Packed { steps, bytes: reader.bytes(numbers)?.iter().map(|b| *b as i8).collect() })
    }

    fn map(&self, bias: &[f32], unit: f32) -> Affine {
        Affine::new(Matrix { bytes: &self.bytes, steps: &self.steps }, bias, unit)
    }

    /// Matrices of the same number of inputs side by side.
    fn joined(parts: &[&Packed]) -> Packed {
        let inputs = parts[0].bytes.len() / parts[0].steps.len();
        let row = |p: &'_ &Packed, i: usize| p.bytes[i * p.steps.len()..][..p.steps.len()].to_vec();
        Packed {
            bytes: (0..inputs).flat_map(|i| parts.iter().flat_map(move |p| row(p, i))).collect(),
            steps: parts.iter().flat_map(|p| p.steps.iter().copied()).collect(),
        }
    }
}

/// The weights of a model file by where [`Layout`] has them.
struct Weights {
    layout: Layout,
    matrices: Vec<(usize, Packed)>,
    floats: Vec<(usize, Vec<f32>)>,
}

impl Weights {
    fn read(reader: &mut Reader, layout: Layout) -> Option<Weights> {
        let (mut matrices, mut floats) = (Vec::new(), Vec::new());
        let mut end = layout.embeddings.end;
        for (matrix, outputs) in layout.matrices() {
            floats.push((end, reader.floats(matrix.start - end)?));
            end = matrix.end;
            matrices.push((matrix.start, Packed::read(reader, matrix.len(), outputs)?));
        }
        floats.push((end, reader.floats(layout.size - end)?));
        Some(Weights { layout, matrices, floats })
    }

    fn matrix(&self, at: &Range<usize>) -> &Packed {
        let found = self.matrices.iter().find(|(start, _)| *start == at.start);
        &found.expect("every matrix is listed in the layout").1
    }

    fn floats(&self, at: &Range<usize>) -> &[f32] {
        let (start, list) = self.floats.iter().rfind(|(start, _)| *start <= at.start).expect("floats follow matrices");
        &list[at.start - start..][..at.len()]
    }

    fn affine(&self, (w, b): &(Range<usize>, Range<usize>)) -> Affine {
        self.matrix(w).map(self.floats(b), 1.0 / UNIT)
    }

    /// `more` is a matrix, with its bias, that reads the same inputs.
    fn layer(&self, layer: usize, more: Option<&(Range<usize>, Range<usize>)>, unit: f32) -> Layer {
        let cells = &self.layout.lstm[layer];
        let mut input: Vec<&Packed> = cells.iter().map(|[wx, _, _]| self.matrix(wx)).collect();
        let mut bias: Vec<f32> = cells.iter().flat_map(|[_, _, b]| self.floats(b)).copied().collect();
        if let Some((w, b)) = more {
            input.push(self.matrix(w));
            bias.extend(self.floats(b));
        }
        let recurrent = [0, 1].map(|d| self.matrix(&cells[d][1]).map(&[], 1.0 / UNIT));
        Layer { input: Packed::joined(&input).map(&bias, unit), recurrent }
    }

    fn upper(&self) -> Affine {
        let at = &self.layout;
        let parts = [&at.tag_upper, &at.dependent.0, &at.governor.0, &at.label_dependent.0, &at.label_governor];
        let tags = vec![0.0; at.tag.1.len()];
        let biases = [&at.dependent.1, &at.governor.1, &at.label_dependent.1].map(|b| self.floats(b));
        let bias = [&tags[..], biases[0], biases[1], biases[2]].concat();
        Packed::joined(&parts.map(|w| self.matrix(w))).map(&bias, 1.0 / UNIT)
    }
}

impl Model {
    /// `None` when the bytes are no model of this layout.
    pub fn read(bytes: &[u8]) -> Option<Model> {
        let mut reader = Reader(bytes);
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
        let tag_pairs = pairs.filter(|(u, x)| *u < UPOS && *x < XPOS).collect();
        let layout = dims.layout();
        let embeddings = Packed::read(&mut reader, layout.embeddings.len(), 1)?;
        let weights = Weights::read(&mut reader, layout)?;
        let lemmas = Lemmas::read(reader.bytes(lemma_bytes)?)?;
        let at = &weights.layout;
        Some(Model {
            dims,
            words: Table::new(&keys),
            lemmas,
            tag_pairs,
            layers: [
                weights.layer(0, None, embeddings.steps[0] * f32::from(COARSER)),
                weights.layer(1, Some(&at.tag), 1.0 / UNIT),
            ],
            embeddings: embeddings.bytes,
            upper: weights.upper(),
            bilinear: weights.affine(&at.bilinear),
            root: weights.floats(&at.root).to_vec(),
            distance: weights.floats(&at.distance).to_vec(),
            label_root: weights.floats(&at.label_root).to_vec(),
            relation: weights.affine(&at.relation),
        })
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
        assert!(BYTES.len() <= 8_000_000);
        assert!(Model::read(BYTES).is_some());
    }

    #[test]
    fn damaged_bytes_are_refused() {
        assert!(Model::read(&BYTES[..BYTES.len() / 2]).is_none());
        assert!(Model::read(b"").is_none());
    }
}
