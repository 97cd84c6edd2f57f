//! Plain matrix products over row-major slices; written so that the compiler turns the inner loop into vectors.

/// `c[m×n] += a[m×k] · b[k×n]`
pub fn multiply(c: &mut [f32], a: &[f32], b: &[f32], m: usize, k: usize, n: usize) {
    debug_assert!(c.len() == m * n && a.len() == m * k && b.len() == k * n);
    let mut from = 0;
    from = columns::<32>(c, a, b, [m, k, n], from);
    from = columns::<8>(c, a, b, [m, k, n], from);
    columns::<1>(c, a, b, [m, k, n], from);
}

/// As many strips of `W` columns as fit from column `from` on; returns where they end.
fn columns<const W: usize>(c: &mut [f32], a: &[f32], b: &[f32], [m, k, n]: [usize; 3], mut from: usize) -> usize {
    while from + W <= n {
        let mut i = 0;
        while i + 4 <= m {
            tile::<4, W>(c, a, b, [i, k, n], from);
            i += 4;
        }
        while i < m {
            tile::<1, W>(c, a, b, [i, k, n], from);
            i += 1;
        }
        from += W;
    }
    from
}

/// `R` rows by `W` columns, summed in registers.
#[inline(always)]
fn tile<const R: usize, const W: usize>(c: &mut [f32], a: &[f32], b: &[f32], [i, k, n]: [usize; 3], j: usize) {
    let mut sums = [[0f32; W]; R];
    let rows: [&[f32]; R] = std::array::from_fn(|r| &a[(i + r) * k..][..k]);
    for p in 0..k {
        let b: &[f32; W] = b[p * n + j..].first_chunk().expect("the strip lies inside the row");
        for r in 0..R {
            let x = rows[r][p];
            for w in 0..W {
                sums[r][w] += x * b[w];
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
    for i in 0..m {
        for j in 0..n {
            b[j * m + i] = a[i * n + j];
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
