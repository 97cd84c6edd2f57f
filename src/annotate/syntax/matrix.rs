//! Affine maps in 8-bit integers: sums are exact, so the same numbers on every processor. With the instructions made
//! for such sums (AVX-512 VNNI) sixty-four products are one instruction; with AVX2 thirty-two are two; elsewhere `wide` gives
//! eight in safe code.

use super::vectors::Vectors;
#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::{
    __m256, __m256i, __m512, __m512i, _mm256_abs_epi8, _mm256_add_epi32, _mm256_add_ps, _mm256_cvtepi32_ps,
    _mm256_madd_epi16, _mm256_maddubs_epi16, _mm256_mul_ps, _mm256_set1_epi8, _mm256_set1_epi16, _mm256_set1_epi32,
    _mm256_setzero_si256, _mm256_sign_epi8, _mm256_xor_si256, _mm512_add_epi32, _mm512_add_ps, _mm512_cvtepi32_ps,
    _mm512_dpbusd_epi32, _mm512_mul_ps, _mm512_set1_epi32, _mm512_setzero_si512,
};
use wide::{i16x8, i32x4};

/// Numbers between -1 and 1 are kept as multiples of 1/127, from 1 to 255: [`ZERO`] stands for 0.
pub const UNIT: f32 = 127.0;
pub const ZERO: u8 = 128;

/// Outputs of one vector of the longest kind, and vectors computed side by side, so that a sum never leaves its
/// register.
const LANES: usize = 16;
const BLOCK: usize = 6;
/// The same of vectors of AVX2, of which each takes two registers.
const LONG_BLOCK: usize = 3;
/// Inputs of one instruction of the longest kind; rows are padded to twice as many.
const QUAD: usize = 4;

/// `y = x·W + b`, `x` in integers, `y` in floats.
pub struct Affine {
    weights: Weights,
    bias: Vec<f32>,
    /// By output: what one step of the sum stands for.
    scale: Vec<f32>,
    depth: usize,
}

/// Sixteen outputs of four inputs, in one line of the cache: a load that crosses two costs twice.
#[cfg(target_arch = "x86_64")]
#[derive(Clone, Copy)]
#[repr(align(64))]
struct Line([u8; 64]);

/// Packed for the processor at hand.
enum Weights {
    /// `[block of outputs][four inputs][vector in block][output in vector][input]`, and by output what the offset of
    /// the inputs adds, with the sign turned.
    #[cfg(target_arch = "x86_64")]
    Quads { blocks: Vec<Line>, offset: Vec<i32> },
    /// The same for AVX2, with other blocks.
    #[cfg(target_arch = "x86_64")]
    Lines(Vec<Line>),
    /// `[sixteen outputs][two inputs][four outputs][output][input]`
    Pairs(Vec<[i16x8; 4]>),
}

/// A matrix in one byte a number, row-major `inputs × outputs`, each column with its own step.
pub struct Matrix<'a> {
    pub bytes: &'a [i8],
    pub steps: &'a [f32],
}

impl Affine {
    /// `bias` may be empty. Inputs will be multiples of `unit`.
    pub fn new(matrix: Matrix, bias: &[f32], unit: f32) -> Affine {
        Affine::packed(matrix, bias, unit, Vectors::here())
    }

    fn packed(matrix: Matrix, bias: &[f32], unit: f32, vectors: Vectors) -> Affine {
        let outputs = matrix.steps.len();
        let width = outputs.div_ceil(LANES) * LANES;
        let depth = (matrix.bytes.len() / outputs).div_ceil(2 * QUAD) * 2 * QUAD;
        let padded = |values: &[f32], by: f32| {
            let mut all: Vec<f32> = values.iter().map(|v| v * by).collect();
            all.resize(width, 0.0);
            all
        };
        let mut bytes = vec![0i8; depth * width];
        for (to, from) in bytes.chunks_exact_mut(width).zip(matrix.bytes.chunks_exact(outputs)) {
            to[..outputs].copy_from_slice(from);
        }
        let weights = match vectors {
            #[cfg(target_arch = "x86_64")]
            Vectors::Longest => Weights::Quads { blocks: quads(&bytes, width, BLOCK), offset: offset(&bytes, width) },
            #[cfg(target_arch = "x86_64")]
            Vectors::Long => Weights::Lines(quads(&bytes, width, LONG_BLOCK)),
            _ => Weights::Pairs(pairs(&bytes, width)),
        };
        Affine { weights, bias: padded(bias, 1.0), scale: padded(matrix.steps, unit), depth }
    }

    /// Length of an output row: the outputs rounded up to whole vectors.
    pub fn width(&self) -> usize {
        self.bias.len()
    }

    /// Length of an input row, rounded up likewise.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// Rows of `x` to rows of the answer, each [`Affine::width`] long.
    pub fn map(&self, x: &[u8]) -> Vec<f32> {
        let mut y = self.bias.repeat(x.len() / self.depth);
        self.add(x, &mut y);
        y
    }

    /// Adds `x·W`, without the bias, to the rows of `y`.
    pub fn add(&self, x: &[u8], y: &mut [f32]) {
        match &self.weights {
            #[cfg(target_arch = "x86_64")]
            Weights::Quads { blocks, offset } => {
                // SAFETY: weights are packed so only where the processor was found to have what the function asks
                // for. The sums are the same integers either way.
                unsafe { self.add_quads(blocks, offset, x, y) }
            }
            #[cfg(target_arch = "x86_64")]
            Weights::Lines(lines) => {
                // SAFETY: as above.
                unsafe { self.add_lines(lines, x, y) }
            }
            Weights::Pairs(blocks) => self.add_pairs(blocks, x, y),
        }
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    fn add_quads(&self, blocks: &[Line], offset: &[i32], x: &[u8], y: &mut [f32]) {
        let quads = self.depth / QUAD;
        let vectors = self.width() / LANES;
        for first in (0..vectors).step_by(BLOCK) {
            let v = BLOCK.min(vectors - first);
            let weights = &blocks[first * quads..][..v * quads];
            let part = Part { affine: self, weights, offset: &offset[first * LANES..], at: first * LANES };
            match v {
                1 => part.rows::<1>(x, y),
                2 => part.rows::<2>(x, y),
                3 => part.rows::<3>(x, y),
                4 => part.rows::<4>(x, y),
                5 => part.rows::<5>(x, y),
                _ => part.rows::<BLOCK>(x, y),
            }
        }
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn add_lines(&self, lines: &[Line], x: &[u8], y: &mut [f32]) {
        let quads = self.depth / QUAD;
        let vectors = self.width() / LANES;
        for first in (0..vectors).step_by(LONG_BLOCK) {
            let v = LONG_BLOCK.min(vectors - first);
            let weights = &lines[first * quads..][..v * quads];
            let part = Part { affine: self, weights, offset: &[], at: first * LANES };
            match v {
                1 => part.rows_long::<1>(x, y),
                2 => part.rows_long::<2>(x, y),
                _ => part.rows_long::<LONG_BLOCK>(x, y),
            }
        }
    }

    /// Sixteen outputs at a time over all rows, so that their weights stay in the nearest cache.
    fn add_pairs(&self, blocks: &[[i16x8; 4]], x: &[u8], y: &mut [f32]) {
        for (k, weights) in blocks.chunks_exact(self.depth / 2).enumerate() {
            let scale: &[f32; LANES] = self.scale[k * LANES..].first_chunk().expect("outputs fill whole vectors");
            for (x, y) in x.chunks_exact(self.depth).zip(y.chunks_exact_mut(self.width())) {
                let sums = products(weights, x.as_chunks().0);
                let y: &mut [f32; LANES] = y[k * LANES..].first_chunk_mut().expect("outputs fill whole vectors");
                for i in 0..LANES {
                    y[i] += sums[i] as f32 * scale[i];
                }
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
fn quads(bytes: &[i8], width: usize, together: usize) -> Vec<Line> {
    let vectors = width / LANES;
    let mut blocks = Vec::with_capacity(bytes.len() / 64);
    for first in (0..vectors).step_by(together) {
        for quad in bytes.chunks_exact(QUAD * width) {
            for v in first..vectors.min(first + together) {
                let mut block = [0; 64];
                for (o, four) in block.as_chunks_mut::<QUAD>().0.iter_mut().enumerate() {
                    let at = v * LANES + o;
                    *four = [quad[at], quad[width + at], quad[2 * width + at], quad[3 * width + at]].map(|b| b as u8);
                }
                blocks.push(Line(block));
            }
        }
    }
    blocks
}

#[cfg(target_arch = "x86_64")]
fn offset(bytes: &[i8], width: usize) -> Vec<i32> {
    let sum = |o: usize| bytes[o..].iter().step_by(width).map(|byte| i32::from(*byte)).sum::<i32>();
    (0..width).map(|o| -i32::from(ZERO) * sum(o)).collect()
}

fn pairs(bytes: &[i8], width: usize) -> Vec<[i16x8; 4]> {
    let mut blocks = Vec::with_capacity(bytes.len() / 32);
    for first in (0..width).step_by(LANES) {
        for pair in bytes.chunks_exact(2 * width) {
            let weight = |v: usize, k: usize| i16::from(pair[k % 2 * width + first + v * 4 + k / 2]);
            blocks.push(std::array::from_fn(|v| i16x8::new(std::array::from_fn(|k| weight(v, k)))));
        }
    }
    blocks
}

/// A block of outputs.
#[cfg(target_arch = "x86_64")]
struct Part<'a> {
    affine: &'a Affine,
    weights: &'a [Line],
    offset: &'a [i32],
    at: usize,
}

#[cfg(target_arch = "x86_64")]
impl Part<'_> {
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    fn rows<const V: usize>(&self, x: &[u8], y: &mut [f32]) {
        const TOGETHER: usize = 4;
        let (depth, width) = (self.affine.depth, self.affine.width());
        let mut x = x.chunks_exact(TOGETHER * depth);
        let mut y = y.chunks_exact_mut(TOGETHER * width);
        for (x, y) in x.by_ref().zip(y.by_ref()) {
            let rows: [&[[u8; QUAD]]; TOGETHER] = std::array::from_fn(|r| x[r * depth..][..depth].as_chunks().0);
            for (sums, y) in self.products::<V, TOGETHER>(rows).into_iter().zip(y.chunks_exact_mut(width)) {
                self.write(sums, y);
            }
        }
        for (x, y) in x.remainder().chunks_exact(depth).zip(y.into_remainder().chunks_exact_mut(width)) {
            self.write(self.single::<V>(x.as_chunks().0), y);
        }
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    #[inline]
    fn write<const V: usize>(&self, sums: [__m512i; V], y: &mut [f32]) {
        let scale = self.affine.scale[self.at..].as_chunks::<LANES>().0;
        for ((out, sum), scale) in y[self.at..].as_chunks_mut::<LANES>().0.iter_mut().zip(sums).zip(scale) {
            let (before, scale): (__m512, __m512) = (bytemuck::cast(*out), bytemuck::cast(*scale));
            *out = bytemuck::cast(_mm512_add_ps(before, _mm512_mul_ps(_mm512_cvtepi32_ps(sum), scale)));
        }
    }

    /// What the sums start from.
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    #[inline]
    fn start<const V: usize>(&self) -> [__m512i; V] {
        let offset = self.offset.as_chunks::<LANES>().0;
        std::array::from_fn(|v| bytemuck::cast(offset[v]))
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    #[inline]
    fn products<const V: usize, const R: usize>(&self, rows: [&[[u8; QUAD]]; R]) -> [[__m512i; V]; R] {
        let mut sums = [self.start::<V>(); R];
        for (k, weights) in self.weights.as_chunks::<V>().0.iter().enumerate() {
            let weights: [__m512i; V] = in_registers(weights);
            for (sums, x) in sums.iter_mut().zip(rows) {
                let x = _mm512_set1_epi32(bytemuck::cast(x[k]));
                for (sum, weights) in sums.iter_mut().zip(weights) {
                    *sum = _mm512_dpbusd_epi32(*sum, x, weights);
                }
            }
        }
        sums
    }

    /// The same for one row, in two sums each, so that none waits for the one before.
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    #[inline]
    fn single<const V: usize>(&self, x: &[[u8; QUAD]]) -> [__m512i; V] {
        let mut even = self.start::<V>();
        let mut odd = [_mm512_setzero_si512(); V];
        let two = self.weights.as_chunks::<V>().0.as_chunks::<2>().0;
        for ([w, next], [x, after]) in two.iter().zip(x.as_chunks::<2>().0) {
            let (x, after) = (_mm512_set1_epi32(bytemuck::cast(*x)), _mm512_set1_epi32(bytemuck::cast(*after)));
            for v in 0..V {
                even[v] = _mm512_dpbusd_epi32(even[v], x, bytemuck::cast(w[v].0));
                odd[v] = _mm512_dpbusd_epi32(odd[v], after, bytemuck::cast(next[v].0));
            }
        }
        std::array::from_fn(|v| _mm512_add_epi32(even[v], odd[v]))
    }
}

#[cfg(target_arch = "x86_64")]
impl Part<'_> {
    #[target_feature(enable = "avx2")]
    fn rows_long<const V: usize>(&self, x: &[u8], y: &mut [f32]) {
        let (depth, width) = (self.affine.depth, self.affine.width());
        let scale = self.affine.scale[self.at..].as_chunks::<LANES>().0;
        for (x, y) in x.chunks_exact(depth).zip(y.chunks_exact_mut(width)) {
            let sums = self.products_long::<V>(x.as_chunks().0);
            for ((out, sums), scale) in y[self.at..].as_chunks_mut::<LANES>().0.iter_mut().zip(sums).zip(scale) {
                let (before, scale): ([__m256; 2], [__m256; 2]) = (bytemuck::cast(*out), bytemuck::cast(*scale));
                let sum = |h: usize| _mm256_add_ps(before[h], _mm256_mul_ps(_mm256_cvtepi32_ps(sums[h]), scale[h]));
                *out = bytemuck::cast([sum(0), sum(1)]);
            }
        }
    }

    /// Byte products want one side without a sign: the sign of the input goes to the weight. Two products, of 128 times 127 at most, fit sixteen bits.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn products_long<const V: usize>(&self, x: &[[u8; QUAD]]) -> [[__m256i; 2]; V] {
        let (ones, zero) = (_mm256_set1_epi16(1), _mm256_set1_epi8(ZERO as i8));
        let mut sums = [[_mm256_setzero_si256(); 2]; V];
        for (weights, four) in self.weights.as_chunks::<V>().0.iter().zip(x) {
            let signed = _mm256_xor_si256(_mm256_set1_epi32(bytemuck::cast(*four)), zero);
            let size = _mm256_abs_epi8(signed);
            for (sums, weights) in sums.iter_mut().zip(weights) {
                let weights: [__m256i; 2] = bytemuck::cast(weights.0);
                for (sum, weights) in sums.iter_mut().zip(weights) {
                    let pairs = _mm256_maddubs_epi16(size, _mm256_sign_epi8(weights, signed));
                    *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(pairs, ones));
                }
            }
        }
        sums
    }
}

#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn in_registers<const V: usize>(weights: &[Line; V]) -> [__m512i; V] {
    std::array::from_fn(|v| bytemuck::cast(weights[v].0))
}

/// Sums of sixteen outputs for one row of inputs.
#[inline(always)]
fn products(weights: &[[i16x8; 4]], x: &[[u8; 2]]) -> [i32; LANES] {
    let mut sums = [i32x4::ZERO; 4];
    for (weights, pair) in weights.iter().zip(x) {
        let pair = pair.map(|v| i16::from(v) - i16::from(ZERO));
        let both: i16x8 = bytemuck::cast(i32x4::splat(bytemuck::cast(pair)));
        for (sum, weight) in sums.iter_mut().zip(weights) {
            *sum += weight.dot(both);
        }
    }
    bytemuck::cast(sums)
}

/// Sum of products of two rows, the second one offset by [`ZERO`].
#[inline(always)]
pub fn dot(a: &[i16], b: &[u8]) -> i32 {
    a.iter().zip(b).map(|(x, y)| i32::from(*x) * i32::from(i16::from(*y) - i16::from(ZERO))).sum()
}

/// A number between -1 and 1 in steps of 1/127, rounded to even by the float addition itself.
#[inline(always)]
pub fn unit(x: f32) -> u8 {
    const SHIFT: f32 = 12_582_912.0 + ZERO as f32;
    (x * UNIT + SHIFT).to_bits() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A matrix of steps of a tenth, and 67 outputs.
    fn maps() -> Vec<Affine> {
        let bytes: Vec<i8> = (0..24 * 67).map(|i| (i * 37 % 255 - 127) as i8).collect();
        let steps = [0.1; 67];
        let bias: Vec<f32> = (0..67).map(|i| i as f32).collect();
        let of = |v: Vectors| Affine::packed(Matrix { bytes: &bytes, steps: &steps }, &bias, 1.0, v);
        Vectors::all().into_iter().map(of).collect()
    }

    #[test]
    fn rounding_keeps_sign_and_size() {
        assert_eq!([unit(-1.0), unit(0.0), unit(0.5), unit(1.0)], [1, ZERO, ZERO + 64, 255]);
    }

    #[test]
    fn a_map_is_the_plain_product_whatever_the_vectors() {
        let x: Vec<u8> = (0..7 * 24).map(|i| (1 + i * 41 % 255) as u8).collect();
        for map in maps() {
            let y = map.map(&x);
            for (r, row) in x.chunks_exact(24).enumerate() {
                for o in 0..67 {
                    let product = |i: usize| (i32::from(row[i]) - 128) * (((i * 67 + o) as i32) * 37 % 255 - 127);
                    let plain = (0..24).map(product).sum::<i32>() as f32 * 0.1 + o as f32;
                    assert!((y[r * map.width() + o] - plain).abs() < 0.01, "row {r}, output {o}");
                }
            }
        }
    }

    #[test]
    fn all_vectors_give_the_same_bits() {
        let x: Vec<u8> = (0..5 * 24).map(|i| (i * 73 % 256) as u8).collect();
        let answers: Vec<Vec<u32>> = maps().iter().map(|m| m.map(&x).into_iter().map(f32::to_bits).collect()).collect();
        assert!(answers.windows(2).all(|w| w[0] == w[1]));
    }
}
