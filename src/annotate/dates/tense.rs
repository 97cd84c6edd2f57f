//! A small judge of tense: the nearest telling verb form of the sentence decides.

use crate::lexicon::dates::DateRules;
pub use crate::lexicon::dates::Tense;
use crate::model::Span;

/// The tense at `at`, read from the words of `sentence`; `None` when no word tells.
pub(super) fn judge(text: &str, sentence: Span, at: Span, rules: &DateRules) -> Option<Tense> {
    let before = &text.as_bytes()[sentence.start.min(at.start)..at.start];
    let after = &text.as_bytes()[at.end..sentence.end.max(at.end)];
    let (mut back, mut on) = (before.len(), 0);
    loop {
        let left = last_word(&before[..back]);
        if let Some((start, word)) = left {
            let earlier = last_word(&before[..start]).map(|(_, w)| w);
            if let Some(tense) = tells(word, earlier, rules) {
                return Some(tense);
            }
            back = start;
        }
        let right = first_word(&after[on..]);
        if let Some((end, word)) = right {
            let earlier = last_word(&after[..on]).map(|(_, w)| w);
            if let Some(tense) = tells(word, earlier, rules) {
                return Some(tense);
            }
            on += end;
        }
        if left.is_none() && right.is_none() {
            return None;
        }
    }
}

fn letter(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'\'' || b >= 0x80
}

fn last_word(text: &[u8]) -> Option<(usize, &[u8])> {
    let end = text.iter().rposition(|b| letter(*b))? + 1;
    let start = text[..end].iter().rposition(|b| !letter(*b)).map_or(0, |p| p + 1);
    Some((start, &text[start..end]))
}

fn first_word(text: &[u8]) -> Option<(usize, &[u8])> {
    let start = text.iter().position(|b| letter(*b))?;
    let end = text[start..].iter().position(|b| !letter(*b)).map_or(text.len(), |p| p + start);
    Some((end, &text[start..end]))
}

fn tells(word: &[u8], earlier: Option<&[u8]>, rules: &DateRules) -> Option<Tense> {
    let mut lower = [0u8; 24];
    let mut n = 0;
    for b in word {
        // A curly apostrophe counts as a straight one.
        match b {
            0xE2 | 0x80 => continue,
            _ if n == lower.len() => return None,
            0x99 => lower[n] = b'\'',
            b => lower[n] = b.to_ascii_lowercase(),
        }
        n += 1;
    }
    let word = &lower[..n];
    // "will be held", "is made": a participle.
    let passive = earlier.is_some_and(|e| rules.cues.is_be(e));
    match rules.cues.get(word) {
        Some(Tense::Past) if passive => None,
        Some(tense) => Some(tense),
        None => (n > 4 && word.ends_with(b"ed") && !passive).then_some(Tense::Past),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, words: &str) -> Option<Tense> {
        let start = text.find(words).expect("the words stand in the text");
        judge(text, Span { start: 0, end: text.len() }, Span { start, end: start + words.len() }, DateRules::english())
    }

    #[test]
    fn the_nearest_verb_decides() {
        assert_eq!(at("The board met on Friday and will vote in May.", "Friday"), Some(Tense::Past));
        assert_eq!(at("The board met on Friday and will vote in May.", "May"), Some(Tense::Future));
        assert_eq!(at("Friday, then.", "Friday"), None);
    }
}
