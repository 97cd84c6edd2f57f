//! Plain matrix products over row-major slices; written so that the compiler turns the inner loop into vectors.

/// `c[m×n] += a[m×k] · b[k×n]`
pub fn multiply(c: &mut [f32], a: &[f32], b: &[f32], m: usize, k: usize, n: usize) {
    debug_assert!(c.len() == m * n && a.len() == m * k && b.len() == k * n);
    for i in 0..m {
        let c_row = &mut c[i * n..][..n];
        let a_row = &a[i * k..][..k];
        let mut p = 0;
        while p + 4 <= k {
            let [x0, x1, x2, x3] = [a_row[p], a_row[p + 1], a_row[p + 2], a_row[p + 3]];
            let (b0, b1) = (&b[p * n..][..n], &b[(p + 1) * n..][..n]);
            let (b2, b3) = (&b[(p + 2) * n..][..n], &b[(p + 3) * n..][..n]);
            for j in 0..n {
                c_row[j] += (x0 * b0[j] + x1 * b1[j]) + (x2 * b2[j] + x3 * b3[j]);
            }
            p += 4;
        }
        for (&x, row) in a_row[p..].iter().zip(b[p * n..].chunks_exact(n)) {
            for j in 0..n {
                c_row[j] += x * row[j];
            }
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
