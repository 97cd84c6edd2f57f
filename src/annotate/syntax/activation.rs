//! Squashing functions shared by training and use, so that both compute the same numbers.

/// A rational stand-in for tanh: odd, smooth, exactly ±1 from |x| = 3 on.
#[inline(always)]
pub fn squash(x: f32) -> f32 {
    let x = x.clamp(-3.0, 3.0);
    let s = x * x;
    x * (27.0 + s) / (27.0 + 9.0 * s)
}

/// Its derivative.
#[inline(always)]
pub fn squash_slope(x: f32) -> f32 {
    let s = x.clamp(-3.0, 3.0).powi(2);
    let r = (s - 9.0) / (s + 3.0);
    r * r / 9.0
}

/// A gate between 0 and 1 from [`squash`].
#[inline(always)]
pub fn gate(x: f32) -> f32 {
    0.5 + 0.5 * squash(0.5 * x)
}

/// Its derivative.
#[inline(always)]
pub fn gate_slope(x: f32) -> f32 {
    0.25 * squash_slope(0.5 * x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slopes_agree_with_differences() {
        for i in -35..=35 {
            let x = i as f32 / 10.0;
            let step = |f: fn(f32) -> f32| (f(x + 0.01) - f(x - 0.01)) / 0.02;
            assert!((step(squash) - squash_slope(x)).abs() < 0.01, "at {x}");
            assert!((step(gate) - gate_slope(x)).abs() < 0.01, "at {x}");
        }
    }

    #[test]
    fn ends_are_flat() {
        assert_eq!(squash(5.0), 1.0);
        assert_eq!(gate(-9.0), 0.0);
    }
}
