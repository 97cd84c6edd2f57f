//! Which vectors the processor has, and work compiled for them.

/// From the safe and slow to the longest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Vectors {
    /// What every processor of the target has.
    Short,
    /// AVX2.
    Long,
    /// AVX-512 with sums of byte products.
    Longest,
}

impl Vectors {
    /// The longest of this processor.
    #[cfg(target_arch = "x86_64")]
    #[inline(always)]
    pub fn here() -> Vectors {
        let longest = is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512bw")
            && is_x86_feature_detected!("avx512vnni");
        match longest {
            true => Vectors::Longest,
            false if is_x86_feature_detected!("avx2") => Vectors::Long,
            false => Vectors::Short,
        }
    }

    #[cfg(not(target_arch = "x86_64"))]
    pub fn here() -> Vectors {
        Vectors::Short
    }

    /// All that this processor has.
    #[cfg(test)]
    pub fn all() -> Vec<Vectors> {
        [Vectors::Short, Vectors::Long, Vectors::Longest].into_iter().filter(|v| *v <= Vectors::here()).collect()
    }
}

/// Calls `work`, which is to be inlined whole, compiled for this processor's vectors. Floats are neither fused nor
/// summed in another order, so the numbers are the same either way.
#[inline(always)]
pub fn vectors<R>(work: impl FnOnce() -> R) -> R {
    #[cfg(target_arch = "x86_64")]
    match Vectors::here() {
        // SAFETY: the processor has been found to have what the function asks for.
        Vectors::Longest => return unsafe { longest(work) },
        // SAFETY: as above.
        Vectors::Long => return unsafe { long(work) },
        Vectors::Short => {}
    }
    work()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
fn longest<R>(work: impl FnOnce() -> R) -> R {
    work()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn long<R>(work: impl FnOnce() -> R) -> R {
    work()
}
