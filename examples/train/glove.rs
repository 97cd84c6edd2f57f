//! Word vectors counted from large plain text, so that a word the treebank has never seen resembles others that it has.

use gainsay::annotate::syntax::features::{fold, word_key};
use std::collections::BTreeMap;

/// Vectors by the key of their folded word.
pub struct Vectors {
    /// Numbers a vector.
    pub width: usize,
    of: BTreeMap<u32, Vec<f32>>,
}

impl Vectors {
    /// Of the first words of a file of GloVe vectors (Pennington, Socher and Manning 2014): a word and its numbers a line, frequent words first.
    /// Of words that fold to one the first counts.
    ///
    /// # Errors
    /// Names the line whose numbers cannot be read or are more or fewer than the first line's.
    pub fn read(text: &str, words: usize) -> Result<Vectors, String> {
        let (mut of, mut width, mut folded) = (BTreeMap::new(), 0, String::new());
        for (at, line) in text.lines().take(words).enumerate() {
            let mut parts = line.split(' ');
            fold(parts.next().unwrap_or_default(), &mut folded);
            let numbers: Option<Vec<f32>> = parts.map(|part| part.parse().ok()).collect();
            let numbers = numbers.filter(|numbers| !numbers.is_empty() && (at == 0 || numbers.len() == width));
            let numbers = numbers.ok_or_else(|| format!("line {}: expected a word and {width} numbers", at + 1))?;
            width = numbers.len();
            of.entry(word_key(&folded)).or_insert(numbers);
        }
        Ok(Vectors { width, of })
    }

    pub fn keys(&self) -> impl Iterator<Item = u32> {
        self.of.keys().copied()
    }

    /// A vector for each row of the word table, noughts where there is none.
    pub fn table(&self, words: &BTreeMap<u32, u32>) -> Vec<f32> {
        let mut table = vec![0.0; (words.len() + 1) * self.width];
        for (key, row) in words {
            if let Some(vector) = self.of.get(key) {
                table[*row as usize * self.width..][..self.width].copy_from_slice(vector);
            }
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::Vectors;

    #[test]
    fn a_line_of_another_length_is_refused_with_its_number() {
        assert!(Vectors::read("the 0.5 1\nof 2\n", 9).is_err_and(|e| e.starts_with("line 2")));
        let read = Vectors::read("the 0.5 1\nTHE 3 4\nof 2 3\n", 2).expect("well formed");
        assert_eq!((read.width, read.keys().count()), (2, 1));
    }
}
