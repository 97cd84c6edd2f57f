//! Which wordings may be alike: an index of word triples and of neighbouring stems, rare ones only.

use super::wording::Wording;

/// A key that more wordings share says nothing.
const COMMON: usize = 48;

/// The wordings by the rare keys that they share.
pub struct Index {
    /// All holders of rare keys, those of one key side by side and in order.
    holders: Vec<u32>,
    /// For each wording where the holders of its rare keys begin and end.
    keys: Vec<Vec<(u32, u32)>>,
}

impl Index {
    pub fn of(wordings: &[&Wording]) -> Index {
        let number = |n: usize| u32::try_from(n).expect("fewer than four thousand million keys");
        let mut pairs: Vec<(u64, u32)> = Vec::new();
        for (n, wording) in wordings.iter().enumerate() {
            pairs.extend(keys_of(wording).map(|key| (key, number(n))));
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut index = Index { holders: Vec::new(), keys: vec![Vec::new(); wordings.len()] };
        for group in pairs.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1 && group.len() <= COMMON) {
            let start = number(index.holders.len());
            index.holders.extend(group.iter().map(|(_, holder)| holder));
            for (place, (_, holder)) in group.iter().enumerate().skip(1) {
                index.keys[*holder as usize].push((start, start + number(place)));
            }
        }
        index
    }

    /// The wordings before the `n`th that share a rare key with it, in order.
    pub fn before(&self, n: usize) -> Vec<usize> {
        let runs = self.keys[n].iter().flat_map(|(start, end)| &self.holders[*start as usize..*end as usize]);
        let mut near: Vec<usize> = runs.map(|holder| *holder as usize).collect();
        near.sort_unstable();
        near.dedup();
        near
    }
}

/// Triples of words, neighbouring stems, and stems with one between.
fn keys_of(wording: &Wording) -> impl Iterator<Item = u64> {
    let triples = wording.keys.windows(3).map(|three| mixed(3, three));
    let pairs = wording.stems.windows(2).map(|two| mixed(2, two));
    let skipped = wording.stems.windows(3).map(|three| mixed(2, &[three[0], three[2]]));
    triples.chain(pairs).chain(skipped)
}

/// One hash of several, in their order.
fn mixed(seed: u64, hashes: &[u64]) -> u64 {
    hashes.iter().fold(seed, |sum, hash| {
        let sum = (sum ^ hash).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        sum ^ (sum >> 32)
    })
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
        let index = Index::of(&wordings.iter().collect::<Vec<_>>());
        assert_eq!(index.before(101), [100]);
        assert!(index.before(99).is_empty());
    }
}
