//! Which wordings may be alike: an index of word triples and of neighbouring stems, rare ones only.

use super::wording::{Wording, hash};

/// A key that more wordings share says nothing.
const COMMON: usize = 48;

/// For each wording the others before it that share a rare key, in order. Time grows with keys times `COMMON` at most.
pub fn candidates(wordings: &[&Wording]) -> Vec<Vec<usize>> {
    let mut keys: Vec<(u64, u32)> = Vec::new();
    for (n, wording) in wordings.iter().enumerate() {
        let n = u32::try_from(n).expect("fewer than four thousand million sentences");
        keys.extend(wording_keys(wording).into_iter().map(|key| (key, n)));
    }
    keys.sort_unstable();
    keys.dedup();
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for group in keys.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() <= COMMON) {
        for (i, (_, later)) in group.iter().enumerate() {
            pairs.extend(group[..i].iter().map(|(_, earlier)| (*later, *earlier)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let mut near = vec![Vec::new(); wordings.len()];
    for (later, earlier) in pairs {
        near[later as usize].push(earlier as usize);
    }
    near
}

fn wording_keys(wording: &Wording) -> Vec<u64> {
    let triples = wording.words.windows(3).map(|three| hash(&three.join(" ")));
    let pairs = wording.stems.windows(2).map(|two| hash(&format!("{}+{}", two[0], two[1])));
    let skipped = wording.stems.windows(3).map(|three| hash(&format!("{}+{}", three[0], three[2])));
    triples.chain(pairs).chain(skipped).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn rare_words_bring_two_together_and_common_ones_do_not() {
        let lexicon = Lexicon::embedded();
        let mut texts: Vec<String> = (0..100).map(|n| format!("It is what we do on day{n}")).collect();
        texts.push("The copper kettle on deck sang".into());
        texts.push("A copper kettle on deck sang again".into());
        let wordings: Vec<Wording> = texts.iter().map(|text| Wording::of(text, &lexicon)).collect();
        let near = candidates(&wordings.iter().collect::<Vec<_>>());
        assert_eq!(near[101], [100]);
        assert!(near[99].is_empty());
    }
}
