//! Identifiers made of content.

/// 16 hex digits that depend on nothing but the parts, in their order (FNV-1a, 64 bits, a zero byte after each part).
pub fn id(parts: &[&str]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in parts.iter().flat_map(|part| part.bytes().chain([0])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::id;

    #[test]
    fn the_border_between_parts_counts() {
        assert_ne!(id(&["ab", "c"]), id(&["a", "bc"]));
        assert_eq!(id(&["a"]), "089be207b544f1e4", "FNV-1a of 61 00, worked out by hand");
    }
}
