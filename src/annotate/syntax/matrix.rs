//! Affine maps in 16-bit integers: exact sums, so the same numbers on every processor, and eight products an
//! instruction where the processor has 128-bit vectors, sixteen where it has 256-bit ones. `wide` gives the first in
//! safe code on every target; the second is asked for by name.

#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::{__m256i, _mm256_add_epi32, _mm256_madd_epi16, _mm256_set1_epi32};
use wide::{i16x8, i32x4};

/// Vectors of four outputs computed side by side, so that a sum never leaves its register: as many as there are
/// registers for, then what is left over.
const WIDE: usize = 12;
const NARROW: usize = 4;
/// Inputs read at once: four pairs.
const STEP: usize = 8;

/// Activations between -1 and 1 are kept as multiples of 1/2048.
pub const UNIT: f32 = 2048.0;

/// `y = x·W + b`, `x` in integers, `y` in floats.
pub struct Affine {
    /// `[block of outputs][pair of inputs][output in block][input in pair]`
    wide: Vec<[i16x8; WIDE]>,
    narrow: Vec<[i16x8; NARROW]>,
    bias: Vec<f32>,
    depth: usize,
    scale: f32,
}

impl Affine {
    /// From row-major `w[inputs × outputs]` and `bias[outputs]`. Inputs will be integers of `unit` to the one, at
    /// most `limit` in size; the scale is chosen so that no sum can overflow.
    pub fn new(w: &[f32], bias: &[f32], unit: f32, limit: f32) -> Affine {
        let outputs = bias.len();
        let inputs = w.len() / outputs;
        let column = |o: usize| w[o..].iter().step_by(outputs).map(|x| x.abs()).sum::<f32>();
        let heaviest = (0..outputs).map(column).fold(1e-6, f32::max);
        let largest = w.iter().fold(1e-6f32, |m, x| m.max(x.abs()));
        // The margin covers rounding: each weight may grow by half a step.
        let room = (2e9 - limit * inputs as f32) / (limit * heaviest);
        let steps = room.min(32000.0 / largest);
        let weight = |i: usize, o: usize| match i < inputs && o < outputs {
            true => (w[i * outputs + o] * steps).round() as i16,
            false => 0,
        };
        let depth = inputs.div_ceil(STEP) * STEP;
        let blocks = outputs / (4 * WIDE);
        let from = blocks * 4 * WIDE;
        let rest = (outputs - from).div_ceil(4 * NARROW);
        let mut bias = bias.to_vec();
        bias.resize(from + rest * 4 * NARROW, 0.0);
        let wide = pack(blocks, depth, weight);
        let narrow = pack(rest, depth, |i, o| weight(i, from + o));
        Affine { wide, narrow, bias, depth, scale: 1.0 / (steps * unit) }
    }

    /// Length of an output row: the outputs rounded up to whole blocks.
    pub fn width(&self) -> usize {
        self.bias.len()
    }

    /// Rows of `x` to rows of the answer, each [`Affine::width`] long.
    pub fn map(&self, x: &[i16]) -> Vec<f32> {
        let mut y = self.bias.repeat(x.len() / self.depth);
        self.add(x, &mut y);
        y
    }

    /// Adds `x·W`, without the bias, to the rows of `y`.
    pub fn add(&self, x: &[i16], y: &mut [f32]) {
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2") {
            // SAFETY: the processor has just been found to have AVX2, the only thing the function asks for. The
            // sums are the same integers either way.
            return unsafe { self.add_avx2(x, y) };
        }
        self.add_blocks(&self.wide, 0, x, y, products);
        self.add_blocks(&self.narrow, self.narrow_from(), x, y, products);
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn add_avx2(&self, x: &[i16], y: &mut [f32]) {
        self.add_blocks(&self.wide, 0, x, y, |w, x| bytemuck::cast(products_avx2::<WIDE, { WIDE / 2 }>(w, x)));
        let from = self.narrow_from();
        self.add_blocks(&self.narrow, from, x, y, |w, x| bytemuck::cast(products_avx2::<NARROW, { NARROW / 2 }>(w, x)));
    }

    /// The first output in narrow blocks.
    fn narrow_from(&self) -> usize {
        self.wide.len() / (self.depth / 2) * 4 * WIDE
    }

    /// Block by block over all rows, so that the weights of a block stay in the nearest cache.
    #[inline(always)]
    fn add_blocks<const L: usize>(
        &self,
        weights: &[[i16x8; L]],
        from: usize,
        x: &[i16],
        y: &mut [f32],
        products: impl Fn(&[[i16x8; L]], &[i16]) -> [i32x4; L],
    ) {
        let width = self.width();
        for (k, weights) in weights.chunks_exact(self.depth / 2).enumerate() {
            let at = from + k * 4 * L;
            for (x, y) in x.chunks_exact(self.depth).zip(y.chunks_exact_mut(width)) {
                let sums = products(weights, x);
                for (out, sum) in y[at..at + 4 * L].as_chunks_mut::<4>().0.iter_mut().zip(sums) {
                    for (o, s) in out.iter_mut().zip(sum.to_array()) {
                        *o += s as f32 * self.scale;
                    }
                }
            }
        }
    }
}

fn pack<const L: usize>(blocks: usize, depth: usize, weight: impl Fn(usize, usize) -> i16) -> Vec<[i16x8; L]> {
    let row = |block: usize, pair: usize| -> [i16x8; L] {
        let output = |v: usize, k: usize| (block * L + v) * 4 + k / 2;
        std::array::from_fn(|v| i16x8::new(std::array::from_fn(|k| weight(2 * pair + k % 2, output(v, k)))))
    };
    (0..blocks).flat_map(|b| (0..depth / 2).map(move |p| (b, p))).map(|(b, p)| row(b, p)).collect()
}

/// Sums of one block of outputs for one row of inputs.
#[inline(always)]
fn products<const L: usize>(weights: &[[i16x8; L]], x: &[i16]) -> [i32x4; L] {
    let mut sums = [i32x4::ZERO; L];
    for (weights, x) in weights.as_chunks::<{ STEP / 2 }>().0.iter().zip(x.as_chunks::<STEP>().0) {
        let pairs: [i32; 4] = bytemuck::cast(*x);
        for (weights, pair) in weights.iter().zip(pairs) {
            let both: i16x8 = bytemuck::cast(i32x4::splat(pair));
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += weight.dot(both);
            }
        }
    }
    sums
}

/// The same with vectors of eight outputs; `H` is half of `L`.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
#[inline]
fn products_avx2<const L: usize, const H: usize>(weights: &[[i16x8; L]], x: &[i16]) -> [__m256i; H] {
    let mut sums = [_mm256_set1_epi32(0); H];
    for (weights, x) in weights.as_chunks::<{ STEP / 2 }>().0.iter().zip(x.as_chunks::<STEP>().0) {
        let pairs: [i32; 4] = bytemuck::cast(*x);
        for (weights, pair) in weights.iter().zip(pairs) {
            let both = _mm256_set1_epi32(pair);
            for (sum, two) in sums.iter_mut().zip(weights.as_chunks::<2>().0) {
                *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(bytemuck::cast(*two), both));
            }
        }
    }
    sums
}

/// Sum of products of two rows.
#[inline(always)]
pub fn dot(a: &[i16], b: &[i16]) -> i32 {
    a.iter().zip(b).map(|(x, y)| i32::from(*x) * i32::from(*y)).sum()
}

/// A number between -1 and 1 in steps of 1/2048, rounded to even by the float addition itself.
#[inline(always)]
pub fn unit(x: f32) -> i16 {
    const SHIFT: f32 = 12_582_912.0;
    (x * UNIT + SHIFT).to_bits() as u16 as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_keeps_sign_and_size() {
        assert_eq!([unit(-1.0), unit(0.0), unit(0.5), unit(1.0)], [-2048, 0, 1024, 2048]);
    }

    #[test]
    fn a_map_is_close_to_the_plain_product() {
        let w: Vec<f32> = (0..6).map(|i| i as f32 * 0.1 - 0.3).collect();
        let map = Affine::new(&w, &[0.5, -0.5], UNIT, UNIT);
        let y = map.map(&[unit(1.0), unit(-0.5), unit(0.25), 0, 0, 0, 0, 0]);
        let plain = |o: usize, b: f32| w[o] - 0.5 * w[2 + o] + 0.25 * w[4 + o] + b;
        assert!((y[0] - plain(0, 0.5)).abs() < 1e-3);
        assert!((y[1] - plain(1, -0.5)).abs() < 1e-3);
    }

    #[test]
    fn wide_and_narrow_blocks_keep_their_places() {
        let w: Vec<f32> = (0..8 * 67).map(|i| if i / 67 == 3 { (i % 67) as f32 } else { 0.0 }).collect();
        let map = Affine::new(&w, &[0.25; 67], 1.0, 8.0);
        let y = map.map(&[0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
        for o in 0..67 {
            assert!((y[o] - 2.0 * o as f32 - 0.25).abs() < 0.01);
            assert!((y[map.width() + o] - o as f32 - 0.25).abs() < 0.01);
        }
    }

    #[test]
    #[cfg(target_arch = "x86_64")]
    fn both_vector_lengths_give_the_same_sums() {
        let weights: Vec<[i16x8; 4]> = (0..8i16)
            .map(|i| std::array::from_fn(|v| i16x8::new([i * 97 - 300, 5, v as i16, -7, 999, i, 1, -2])))
            .collect();
        let x: Vec<i16> = (0..16).map(|i| i * 131 - 1000).collect();
        let plain: [i32x4; 4] = products(&weights, &x);
        if is_x86_feature_detected!("avx2") {
            // SAFETY: just detected.
            let wide: [i32x4; 4] = bytemuck::cast(unsafe { products_avx2::<4, 2>(&weights, &x) });
            assert_eq!(plain, wide);
        }
    }

    #[test]
    fn the_heaviest_input_does_not_overflow() {
        let map = Affine::new(&vec![-9.0; 256], &[0.0], UNIT, UNIT);
        let y = map.map(&[2048; 256]);
        assert!((y[0] + 2304.0).abs() < 1.0);
    }
}
