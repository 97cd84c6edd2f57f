//! Plain matrix products over row-major slices; written so that the compiler turns the inner loop into vectors.

use crate::vectors::vectors;

/// `c[m×n] += a[m×k] · b[k×n]`
pub fn multiply(c: &mut [f32], a: &[f32], b: &[f32], m: usize, k: usize, n: usize) {
    assert!(c.len() == m * n && a.len() == m * k);
    Strips::of(b, k, n).multiply(c, a);
}

/// A matrix cut into strips of columns, each of which lies together.
pub struct Strips {
    b: Vec<f32>,
    k: usize,
    n: usize,
}

/// Columns of a strip; what is left over is cut into narrow ones, then into single columns.
const WIDE: usize = 32;
const NARROW: usize = 16;

impl Strips {
    /// Of `b[k×n]`.
    pub fn of(b: &[f32], k: usize, n: usize) -> Strips {
        assert!(b.len() == k * n);
        let mut strips = Vec::with_capacity(k * n);
        let mut from = 0;
        for width in [WIDE, NARROW, 1] {
            while from + width <= n {
                b.chunks_exact(n).for_each(|row| strips.extend_from_slice(&row[from..from + width]));
                from += width;
            }
        }
        Strips { b: strips, k, n }
    }

    /// `c += a · b`, as many rows as there are.
    pub fn multiply(&self, c: &mut [f32], a: &[f32]) {
        vectors(
            #[inline(always)]
            || {
                let from = self.columns::<WIDE>(c, a, 0);
                let from = self.columns::<NARROW>(c, a, from);
                self.columns::<1>(c, a, from);
            },
        );
    }

    /// As many strips of `W` columns as fit from column `from` on; returns where they end.
    #[inline(always)]
    fn columns<const W: usize>(&self, c: &mut [f32], a: &[f32], mut from: usize) -> usize {
        let (k, n) = (self.k, self.n);
        let m = c.len() / n;
        while from + W <= n {
            let strip = &self.b[from * k..][..k * W];
            let mut i = 0;
            while i + 8 <= m {
                tile::<8, W>(c, a, strip, [i, k, n], from);
                i += 8;
            }
            while i + 2 <= m {
                tile::<2, W>(c, a, strip, [i, k, n], from);
                i += 2;
            }
            while i < m {
                tile::<1, W>(c, a, strip, [i, k, n], from);
                i += 1;
            }
            from += W;
        }
        from
    }
}

/// `R` rows by `W` columns, summed in registers.
#[inline(always)]
fn tile<const R: usize, const W: usize>(c: &mut [f32], a: &[f32], b: &[f32], [i, k, n]: [usize; 3], j: usize) {
    let mut sums = [[0f32; W]; R];
    let rows: [&[f32]; R] = std::array::from_fn(|r| &a[(i + r) * k..][..k]);
    for p in 0..k {
        let b: [f32; W] = *b[p * W..].first_chunk().expect("the strip has k rows");
        for r in 0..R {
            let x = rows[r][p];
            for w in 0..W {
                sums[r][w] = x.mul_add(b[w], sums[r][w]);
            }
        }
    }
    for r in 0..R {
        for (c, s) in c[(i + r) * n + j..][..W].iter_mut().zip(sums[r]) {
            *c += s;
        }
    }
}

/// `b[n×m]` out of `a[m×n]`
pub fn transpose(a: &[f32], m: usize, n: usize) -> Vec<f32> {
    let mut b = vec![0.0; m * n];
    for from in (0..m).step_by(16) {
        for j in 0..n {
            for i in from..m.min(from + 16) {
                b[j * m + i] = a[i * n + j];
            }
        }
    }
    b
}

/// Adds `bias` to every row of `a`.
pub fn add_rows(a: &mut [f32], bias: &[f32]) {
    for row in a.chunks_exact_mut(bias.len()) {
        for (x, b) in row.iter_mut().zip(bias) {
            *x += b;
        }
    }
}

/// Adds the sum of the rows of `a` to `total`.
pub fn sum_rows(total: &mut [f32], a: &[f32]) {
    for row in a.chunks_exact(total.len()) {
        for (t, x) in total.iter_mut().zip(row) {
            *t += x;
        }
    }
}
