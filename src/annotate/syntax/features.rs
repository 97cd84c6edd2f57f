//! A token's form as row numbers of the embedding tables: word, prefixes, suffixes, shape.
//!
//! Everything except the word itself is hashed into a fixed number of rows (feature hashing, Weinberger et al.
//! 2009), so unknown words cost no look-up table. Curly quotes, dashes and digits are folded first, so that the
//! same text in another typography gets the same rows.

/// Rows summed for one token.
pub const FEATURES: usize = 8;

/// Rows of each hashed table, in the order of [`rows`], after the word table.
pub const BUCKETS: [usize; FEATURES - 1] = [512, 2048, 4096, 4096, 1024, 4096, 512];

/// Row 0 of the word table: a word not seen twice in training.
pub const UNKNOWN: u32 = 0;

/// The word folded for look-up: lower case, straight quotes, one dash, every digit `0`.
pub fn fold(form: &str, out: &mut String) {
    out.clear();
    for c in form.chars() {
        match c {
            '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2032}' | '`' | '\u{00B4}' => out.push('\''),
            '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{201F}' | '\u{00AB}' | '\u{00BB}' => out.push('"'),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
            '\u{2026}' => out.push_str("..."),
            '0'..='9' => out.push('0'),
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            c => out.extend(c.to_lowercase()),
        }
    }
    if out == "''" || out == "``" {
        out.clear();
        out.push('"');
    }
}

/// Hash of a folded word, the key of the word table.
pub fn word_key(folded: &str) -> u32 {
    (hash(0x9e37, folded.as_bytes()) >> 32) as u32
}

/// The rows of one token. `folded` comes from [`fold`], `word` is its row in the word table, `words` that table's
/// size; `first` tells whether the token opens the sentence, where a capital says little.
pub fn rows(form: &str, folded: &str, word: u32, words: usize, first: bool) -> [u32; FEATURES] {
    let b = folded.as_bytes();
    let n = b.len();
    let tail = |k: usize| &b[n.saturating_sub(k)..];
    let head = |k: usize| &b[..k.min(n)];
    let short = |k: usize| u64::from(n < k);
    let hashes = [
        hash(1, tail(1)),
        hash(2 + (short(2) << 8), tail(2)),
        hash(3 + (short(3) << 8), tail(3)),
        hash(4 + (short(4) << 8), tail(4)),
        hash(5 + (short(2) << 8), head(2)),
        hash(6 + (short(3) << 8), head(3)),
        shape(form, first),
    ];
    let mut out = [word; FEATURES];
    let mut base = words;
    for (slot, (h, size)) in out[1..].iter_mut().zip(hashes.iter().zip(BUCKETS)) {
        *slot = (base + (h >> 33) as usize % size) as u32;
        base += size;
    }
    out
}

/// Capitals, digits, marks and their order, runs cut at two: `Ab-12` and `Abcd-1` look alike.
fn shape(form: &str, first: bool) -> u64 {
    let mut sketch = [0u8; 12];
    let mut used = 0;
    let mut run = 0;
    for c in form.chars() {
        let class = match c {
            'a'..='z' => b'x',
            'A'..='Z' => b'X',
            '0'..='9' => b'd',
            c if c.is_lowercase() => b'x',
            c if c.is_uppercase() => b'X',
            c if c.is_alphanumeric() => b'o',
            '\u{2018}' | '\u{2019}' => b'\'',
            '\u{2010}'..='\u{2015}' => b'-',
            c if c.is_ascii() => c as u8,
            _ => b'?',
        };
        run = if used > 0 && sketch[used - 1] == class { run + 1 } else { 1 };
        if run <= 2 && used < sketch.len() {
            sketch[used] = class;
            used += 1;
        }
    }
    hash(7 + (u64::from(first) << 8), &sketch[..used])
}

/// FNV-1a with a final mix, so that the high bits are usable.
pub fn hash(seed: u64, bytes: &[u8]) -> u64 {
    let mut h = 0xcbf2_9ce4_8422_2325u64 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for &b in bytes {
        h = (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    h ^= h >> 29;
    h = h.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    h ^ (h >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(form: &str) -> String {
        let mut out = String::new();
        fold(form, &mut out);
        out
    }

    #[test]
    fn typography_is_folded_away() {
        assert_eq!(folded("\u{201C}"), "\"");
        assert_eq!(folded("n\u{2019}t"), "n't");
        assert_eq!(folded("2022"), "0000");
        assert_eq!(folded("\u{C9}TAT"), "\u{E9}tat");
    }

    #[test]
    fn like_words_share_their_endings() {
        let rows_of = |w: &str| rows(w, &folded(w), 1, 10, false);
        let (a, b) = (rows_of("copying"), rows_of("moving"));
        assert_eq!(a[1..4], b[1..4]);
        assert_ne!(a[6], b[6]);
    }

    #[test]
    fn rows_stay_inside_their_tables() {
        let total = 10 + BUCKETS.iter().sum::<usize>();
        for word in ["", "a", "\u{E9}", "COVID-19", "\u{1F600}", "n't"] {
            assert!(rows(word, &folded(word), 9, 10, true).iter().all(|r| (*r as usize) < total));
        }
    }
}
