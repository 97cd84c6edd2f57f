//! The words that the rules know, found quickly.

use serde::Deserialize;

/// Known words and the classes they stand in.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    ids: WordTable,
    pub(crate) words: Vec<Entry>,
    /// Lengths seen for each pair of first letters, and of first and last: most words of a text are turned away here.
    lengths: Vec<u32>,
    ends: Vec<u32>,
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
            // Id 0 is for unknown words and figures of no telling length; figures have no letters to be known by.
            for figures in [b"".as_slice(), b"0", b"000", b"0000", b"00000000"] {
                self.ids.insert(figures);
                self.words.push(Entry::default());
            }
            (self.lengths, self.ends) = (vec![0; CELLS], vec![0; CELLS]);
        }
        let id = self.ids.insert(word.as_bytes());
        if id == self.words.len() {
            self.words.push(Entry::default());
            if let Some((start, end)) = cells(word.as_bytes()) {
                self.lengths[start] |= 1 << word.len().min(31);
                self.ends[end] |= 1 << word.len().min(31);
            }
        }
        id as u16
    }

    /// The id of figures of a length: one or two, three, four and eight have each their own.
    pub(crate) fn figures(length: usize) -> u16 {
        match length {
            1 | 2 => 1,
            3 => 2,
            4 => 3,
            8 => 4,
            _ => 0,
        }
    }

    /// The ids of figures of any length.
    pub(super) const FIGURES: std::ops::Range<usize> = 0..5;

    /// The id of a lower-case word; 0 when it is not known.
    pub(crate) fn id(&self, word: &[u8]) -> u16 {
        self.ids.get(word).unwrap_or(0) as u16
    }

    /// Whether a word of letters, in capitals or not, could be known.
    pub(crate) fn may_know(&self, word: &[u8]) -> bool {
        cells(word).is_some_and(|(start, end)| (self.lengths[start] & self.ends[end]) >> word.len().min(31) & 1 == 1)
    }
}

/// First letter times second, or none, and times last.
const CELLS: usize = 32 * 32;

/// The places of a word among the pairs of its first and second, and of its first and last letters.
fn cells(word: &[u8]) -> Option<(usize, usize)> {
    let letter = |b: u8| usize::from(b & 31);
    let (first, last) = (letter(*word.first()?), letter(*word.last()?));
    Some((first << 5 | word.get(1).map_or(0, |b| letter(*b)), first << 5 | last))
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

/// Words that may stand at a place.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct WordList(WordTable);

impl WordList {
    pub fn has(&self, word: &str) -> bool {
        self.has_bytes(word.as_bytes())
    }

    pub(super) fn has_bytes(&self, word: &[u8]) -> bool {
        self.0.get(word).is_some()
    }

    pub fn is_empty(&self) -> bool {
        self.0.places.is_empty()
    }

    pub(super) fn extend(&mut self, more: WordList) {
        for word in &more.0.words {
            self.0.insert(word);
        }
    }
}

impl From<Vec<String>> for WordList {
    fn from(words: Vec<String>) -> WordList {
        let mut table = WordTable::default();
        for word in &words {
            table.insert(word.as_bytes());
        }
        WordList(table)
    }
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
