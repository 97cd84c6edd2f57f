//! The words that the rules know, found quickly.

/// Known words and the classes they stand in.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    ids: WordTable,
    pub(crate) words: Vec<Entry>,
    /// Lengths seen for each pair of first letters: most words of a text are turned away here.
    lengths: Vec<u32>,
}

/// A known word: its value in each class it belongs to.
#[derive(Debug, Default)]
pub(crate) struct Entry {
    pub(crate) classes: Vec<(u8, i64)>,
    pub(crate) trigger: bool,
    pub(crate) ambiguous: bool,
    pub(crate) dot: bool,
}

pub(crate) const LONGEST_WORD: usize = 24;

impl Vocabulary {
    pub(super) fn add(&mut self, word: &str) -> u16 {
        if self.words.is_empty() {
            // Id 0 is for figures and unknown words.
            self.ids.insert(b"");
            self.words.push(Entry::default());
            self.lengths = vec![0; 26 * 27];
        }
        let id = self.ids.insert(word.as_bytes());
        if id == self.words.len() {
            self.words.push(Entry::default());
            if let Some(cell) = cell(word.as_bytes()) {
                self.lengths[cell] |= 1 << word.len().min(31);
            }
        }
        id as u16
    }

    /// The id of a lower-case word; 0 when it is not known.
    pub(crate) fn id(&self, word: &[u8]) -> u16 {
        match cell(word) {
            Some(cell) if self.lengths[cell] >> word.len().min(31) & 1 == 0 => 0,
            _ => self.ids.get(word).unwrap_or(0) as u16,
        }
    }
}

fn cell(word: &[u8]) -> Option<usize> {
    let first = usize::from(word.first()?.wrapping_sub(b'a'));
    let second = word.get(1).map_or(26, |b| usize::from(b.wrapping_sub(b'a')));
    (first < 26 && second < 27).then_some(first * 27 + second)
}

/// The classes that the readers of numbers need by name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Numerals {
    pub(crate) cardinal: u8,
    pub(crate) ordinal: u8,
    pub(crate) ampm: u8,
    pub(crate) weekday: u8,
    pub(crate) hyphen: u16,
    pub(crate) comma: u16,
    pub(crate) dot: u16,
    pub(crate) and: u16,
    pub(crate) m: u16,
    pub(crate) oh: [u16; 2],
    pub(crate) endings: [u16; 4],
}

/// Words to numbers in the order they came: open addressing over FNV-1a, since each word of a text is looked up.
#[derive(Debug, Default)]
pub(crate) struct WordTable {
    words: Vec<Box<[u8]>>,
    /// Number of the word plus one; 0 is free. The length is a power of two.
    places: Vec<u16>,
}

impl WordTable {
    pub(crate) fn get(&self, word: &[u8]) -> Option<usize> {
        if self.places.is_empty() {
            return None;
        }
        let found = self.places[self.place(word)];
        usize::from(found).checked_sub(1)
    }

    /// The number of a word, which is added if it is new.
    pub(super) fn insert(&mut self, word: &[u8]) -> usize {
        if let Some(known) = self.get(word) {
            return known;
        }
        self.words.push(word.into());
        if self.words.len() * 4 > self.places.len() {
            self.places = vec![0; (self.words.len() * 8).next_power_of_two()];
            for n in 0..self.words.len() - 1 {
                let place = self.place(&self.words[n]);
                self.places[place] = n as u16 + 1;
            }
        }
        let place = self.place(word);
        self.places[place] = self.words.len() as u16;
        self.words.len() - 1
    }

    /// Where a word lies, or would.
    fn place(&self, word: &[u8]) -> usize {
        let hash =
            word.iter().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3));
        let mask = self.places.len() - 1;
        let mut at = hash as usize & mask;
        while self.places[at] != 0 && *self.words[usize::from(self.places[at]) - 1] != *word {
            at = (at + 1) & mask;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_numbers() {
        let mut table = WordTable::default();
        let words: Vec<String> = (0..500).map(|n| format!("w{n}")).collect();
        for (n, word) in words.iter().enumerate() {
            assert_eq!(table.insert(word.as_bytes()), n);
        }
        assert_eq!(table.insert(b"w17"), 17);
        assert_eq!((table.get(b"w499"), table.get(b"w500")), (Some(499), None));
    }
}
