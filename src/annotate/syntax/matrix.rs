//! Affine maps in 16-bit integers: exact sums, so the same numbers on every processor, and eight products an
//! instruction where the processor has 128-bit vectors. `wide` gives that instruction in safe code on every target.

use wide::{i16x8, i32x4};

/// Outputs computed side by side, and the vectors that hold a pair of weights for each.
const BLOCK: usize = 16;
const LANES: usize = 4;
/// Activations between -1 and 1 are kept as multiples of 1/2048.
pub const UNIT: f32 = 2048.0;

/// `y = x·W + b`, `x` in integers, `y` in floats.
pub struct Affine {
    /// `[block of outputs][pair of inputs][output in block][input in pair]`
    weights: Vec<[i16x8; LANES]>,
    bias: Vec<f32>,
    pairs: usize,
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
        let pairs = inputs.div_ceil(2);
        let padded = outputs.div_ceil(BLOCK) * BLOCK;
        let weight = |i: usize, o: usize| match i < inputs && o < outputs {
            true => (w[i * outputs + o] * steps).round() as i16,
            false => 0,
        };
        let mut weights = Vec::with_capacity(padded / BLOCK * pairs);
        for block in 0..padded / BLOCK {
            for pair in 0..pairs {
                let row: [i16; 2 * BLOCK] = std::array::from_fn(|k| weight(2 * pair + k % 2, block * BLOCK + k / 2));
                weights.push(bytemuck::cast(row));
            }
        }
        let mut bias = bias.to_vec();
        bias.resize(padded, 0.0);
        Affine { weights, bias, pairs, scale: 1.0 / (steps * unit) }
    }

    /// Length of an output row: the outputs rounded up to whole blocks.
    pub fn width(&self) -> usize {
        self.bias.len()
    }

    /// Length of an input row: the inputs rounded up to whole pairs.
    pub fn depth(&self) -> usize {
        2 * self.pairs
    }

    /// Rows of `x`, each [`Affine::depth`] long, to rows of the answer.
    pub fn map(&self, x: &[i16]) -> Vec<f32> {
        let rows = x.len() / self.depth();
        let mut y = Vec::with_capacity(rows * self.width());
        for _ in 0..rows {
            y.extend_from_slice(&self.bias);
        }
        self.add(x, &mut y);
        y
    }

    /// Adds `x·W`, without the bias, to the rows of `y`.
    pub fn add(&self, x: &[i16], y: &mut [f32]) {
        let (depth, width) = (self.depth(), self.width());
        for (x, y) in x.chunks(2 * depth).zip(y.chunks_mut(2 * width)) {
            match (x.split_at_checked(depth), y.split_at_mut_checked(width)) {
                (Some((x0, x1)), Some((y0, y1))) if x1.len() == depth => self.add_rows([x0, x1], [y0, y1]),
                _ => self.add_rows([x], [y]),
            }
        }
    }

    /// Some rows at once, so that a weight fetched from memory is used for each.
    #[inline(always)]
    fn add_rows<const R: usize>(&self, x: [&[i16]; R], mut y: [&mut [f32]; R]) {
        for (block, weights) in self.weights.chunks_exact(self.pairs).enumerate() {
            let mut sums = [[i32x4::ZERO; LANES]; R];
            for (pair, weights) in weights.iter().enumerate() {
                for (sums, x) in sums.iter_mut().zip(x) {
                    let both = u32::from(x[2 * pair] as u16) | u32::from(x[2 * pair + 1] as u16) << 16;
                    let both: i16x8 = bytemuck::cast(i32x4::splat(both as i32));
                    for (sum, weight) in sums.iter_mut().zip(weights) {
                        *sum += weight.dot(both);
                    }
                }
            }
            for (sums, y) in sums.into_iter().zip(y.iter_mut()) {
                let sums: [i32; BLOCK] = bytemuck::cast(sums);
                for (out, sum) in y[block * BLOCK..][..BLOCK].iter_mut().zip(sums) {
                    *out += sum as f32 * self.scale;
                }
            }
        }
    }
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
        let y = map.map(&[unit(1.0), unit(-0.5), unit(0.25), 0]);
        let plain = |o: usize, b: f32| w[o] - 0.5 * w[2 + o] + 0.25 * w[4 + o] + b;
        assert!((y[0] - plain(0, 0.5)).abs() < 1e-3);
        assert!((y[1] - plain(1, -0.5)).abs() < 1e-3);
    }

    #[test]
    fn the_heaviest_input_does_not_overflow() {
        let map = Affine::new(&vec![-9.0; 256], &[0.0], UNIT, UNIT);
        let y = map.map(&[2048; 256]);
        assert!((y[0] + 2304.0).abs() < 1.0);
    }
}
