//! Words and what is known of each, found by one look however many there are. Their order is that in which they came: no hash shows.

/// A map from words, open-addressed: `places` holds positions in `entries` from 1, 0 where nothing is.
#[derive(Clone, Debug)]
pub struct Glossary<V, K = String> {
    entries: Vec<(K, V)>,
    places: Vec<u32>,
}

/// Words of which nothing more is known.
pub type Words = Glossary<()>;

impl<V, K> Default for Glossary<V, K> {
    fn default() -> Glossary<V, K> {
        Glossary { entries: Vec::new(), places: vec![0; 8] }
    }
}

impl<V, K: AsRef<str>> Glossary<V, K> {
    pub fn get(&self, word: &str) -> Option<&V> {
        let place = self.places[self.place(word)].checked_sub(1)?;
        Some(&self.entries[place as usize].1)
    }

    pub fn contains(&self, word: &str) -> bool {
        self.places[self.place(word)] != 0
    }

    /// The value before, if there was one.
    pub fn insert(&mut self, word: K, value: V) -> Option<V> {
        let at = self.place(word.as_ref());
        if let Some(known) = self.places[at].checked_sub(1) {
            return Some(std::mem::replace(&mut self.entries[known as usize].1, value));
        }
        self.entries.push((word, value));
        self.places[at] = self.entries.len() as u32;
        if self.entries.len() * 2 > self.places.len() {
            self.grow();
        }
        None
    }

    /// The value of a word, which is made where there was none.
    pub fn entry(&mut self, word: K) -> &mut V
    where
        V: Default,
    {
        let known = self.places[self.place(word.as_ref())].checked_sub(1);
        let at = known.map_or(self.entries.len(), |at| at as usize);
        if known.is_none() {
            self.insert(word, V::default());
        }
        &mut self.entries[at].1
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.entries.iter().map(|(word, value)| (word.as_ref(), value))
    }

    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.entries.iter_mut().map(|(_, value)| value)
    }

    /// Where the word is or would go.
    fn place(&self, word: &str) -> usize {
        let mask = self.places.len() - 1;
        let mut at = hash(word) as usize & mask;
        while let Some(known) = self.places[at].checked_sub(1) {
            if self.entries[known as usize].0.as_ref() == word {
                break;
            }
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        self.places = vec![0; self.places.len() * 2];
        for n in 0..self.entries.len() {
            let at = self.place(self.entries[n].0.as_ref());
            self.places[at] = n as u32 + 1;
        }
    }
}

/// FNV-1a, its high bits folded into the low ones that are used.
fn hash(word: &str) -> u64 {
    let mixed = word
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    mixed ^ (mixed >> 32)
}

impl<V, K: AsRef<str>> Extend<(K, V)> for Glossary<V, K> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        entries.into_iter().for_each(|(word, value)| drop(self.insert(word, value)));
    }
}

impl<K: AsRef<str>> Extend<K> for Glossary<(), K> {
    fn extend<I: IntoIterator<Item = K>>(&mut self, words: I) {
        for word in words {
            self.insert(word, ());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_and_no_other() {
        let mut words = Words::default();
        words.extend((0..1000).map(|n| format!("w{n}")));
        assert!((0..1000).all(|n| words.contains(&format!("w{n}"))));
        assert!(!words.contains("w1000") && !words.contains(""));
        assert_eq!(words.iter().count(), 1000);
    }

    #[test]
    fn a_word_given_twice_has_its_last_value() {
        let mut words: Glossary<u8> = Glossary::default();
        assert_eq!(words.insert("gate".into(), 1), None);
        assert_eq!(words.insert("gate".into(), 2), Some(1));
        *words.entry("gate".into()) += 1;
        *words.entry("door".into()) += 7;
        assert_eq!((words.get("gate"), words.get("door")), (Some(&3), Some(&7)));
    }
}
