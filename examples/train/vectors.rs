//! Runs work compiled for the widest vectors the processor has. Multiplications and additions are fused everywhere,
//! and no sum is taken in another order, so the numbers are the same on every processor.

/// Calls `work`, which is to be inlined whole, where 512-bit or else 256-bit vectors may be used.
#[inline(always)]
pub fn vectors<R>(work: impl FnOnce() -> R) -> R {
    #[cfg(target_arch = "x86_64")]
    {
        if is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("fma") {
            // SAFETY: the processor has just been found to have what the function asks for.
            return unsafe { longest(work) };
        }
        if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
            // SAFETY: as above.
            return unsafe { long(work) };
        }
    }
    work()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx2,fma")]
fn longest<R>(work: impl FnOnce() -> R) -> R {
    work()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn long<R>(work: impl FnOnce() -> R) -> R {
    work()
}
