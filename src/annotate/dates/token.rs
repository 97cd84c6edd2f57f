//! Cuts a text into runs of known words, figures and signs; everything else only ends a run.

use crate::lexicon::dates::{LONGEST_WORD, Vocabulary};

/// A word, a run of figures or a sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The word or sign in the vocabulary, or the length of figures.
    pub(super) id: u16,
    pub(super) figures: bool,
    /// Nothing stands between this token and the one before.
    pub(super) glued: bool,
    pub(super) capital: bool,
    /// A figure or a word that starts a search.
    pub(super) trigger: bool,
    /// The number that figures make (at most 18 of them), else 0.
    pub(super) number: i64,
}

impl Token {
    pub(super) fn len(&self) -> usize {
        self.end - self.start
    }
}

/// Calls `f` with every run of known tokens that holds a figure or a trigger word.
pub(super) fn runs(text: &str, vocabulary: &Vocabulary, mut f: impl FnMut(&[Token])) {
    let bytes = text.as_bytes();
    let mut run: Vec<Token> = Vec::with_capacity(64);
    let mut trigger = false;
    let mut at = 0;
    let mut glued = false;
    let mut flush = |run: &mut Vec<Token>, trigger: &mut bool| {
        if std::mem::take(trigger) {
            f(run);
        }
        run.clear();
    };
    while at < bytes.len() {
        let b = bytes[at];
        if b.is_ascii_alphabetic() {
            let (end, id) = word(bytes, at, vocabulary);
            if id == 0 || foreign_letter(bytes, end) {
                flush(&mut run, &mut trigger);
            } else {
                let starts = vocabulary.words[usize::from(id)].trigger;
                trigger |= starts;
                run.push(Token {
                    start: at,
                    end,
                    id,
                    figures: false,
                    glued,
                    capital: b.is_ascii_uppercase(),
                    trigger: starts,
                    number: 0,
                });
            }
            at = end;
            glued = true;
        } else if b.is_ascii_digit() {
            let end = at + bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
            let number =
                if end - at <= 18 { bytes[at..end].iter().fold(0, |n, b| n * 10 + i64::from(b - b'0')) } else { -1 };
            trigger = true;
            let id = Vocabulary::figures(end - at);
            run.push(Token { start: at, end, id, figures: true, glued, capital: false, trigger: true, number });
            at = end;
            glued = true;
        } else if let Some(width) = space(bytes, at) {
            let end = at + width;
            if b == b'\n' && blank_line(bytes, end) {
                flush(&mut run, &mut trigger);
            }
            at = end;
            glued = false;
        } else {
            let (width, sign) = sign(bytes, at);
            let id = sign.map_or(0, |s| vocabulary.id(&[s]));
            if id == 0 {
                flush(&mut run, &mut trigger);
            } else {
                run.push(Token {
                    start: at,
                    end: at + width,
                    id,
                    figures: false,
                    glued,
                    capital: false,
                    trigger: false,
                    number: 0,
                });
            }
            at += width;
            glued = true;
        }
    }
    flush(&mut run, &mut trigger);
}

/// Does a word go on beyond ASCII? Quotation marks and dashes (U+2000 to U+203F) end it.
fn foreign_letter(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(|b| *b >= 0xC3 && !(*b == 0xE2 && bytes.get(at + 1) == Some(&0x80)))
}

static LETTERS: [bool; 256] = {
    let (mut letters, mut b) = ([false; 256], 0);
    while b < 256 {
        letters[b] = (b as u8).is_ascii_alphabetic();
        b += 1;
    }
    letters
};

/// The end of the word at `at` and its id.
fn word(bytes: &[u8], at: usize, vocabulary: &Vocabulary) -> (usize, u16) {
    let rest = &bytes[at..];
    let n = rest.iter().position(|b| !LETTERS[usize::from(*b)]).unwrap_or(rest.len());
    let word = &rest[..n];
    if n > LONGEST_WORD || !vocabulary.may_know(word) {
        return (at + n, 0);
    }
    let mut lower = [0u8; LONGEST_WORD];
    lower.iter_mut().zip(word).for_each(|(to, from)| *to = from | 0x20);
    (at + n, vocabulary.id(&lower[..n]))
}

fn space(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes[at] {
        b' ' | b'\n' | b'\r' | b'\t' => Some(1),
        0xC2 if bytes.get(at + 1) == Some(&0xA0) => Some(2),
        0xE2 if bytes.get(at + 1) == Some(&0x80) && matches!(bytes.get(at + 2), Some(0x80..=0x8A | 0xAF)) => Some(3),
        _ => None,
    }
}

fn blank_line(bytes: &[u8], mut at: usize) -> bool {
    while let Some(b) = bytes.get(at) {
        match b {
            b'\n' => return true,
            b' ' | b'\r' | b'\t' => at += 1,
            _ => return false,
        }
    }
    true
}

/// Width of the character at `at`, and the ASCII sign it stands for: curly apostrophes and dashes count as straight ones.
fn sign(bytes: &[u8], at: usize) -> (usize, Option<u8>) {
    match bytes[at] {
        b @ 0..=0x7F => (1, Some(b)),
        0xE2 if bytes.get(at + 1) == Some(&0x80) => {
            let sign = match bytes.get(at + 2) {
                Some(0x98 | 0x99) => Some(b'\''),
                Some(0x90..=0x95) => Some(b'-'),
                _ => None,
            };
            (3, sign)
        }
        0xC0..=0xDF => (2, None),
        0xE0..=0xEF => (3, None),
        0xF0..=0xFF => (4, None),
        _ => (1, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::dates::DateRules;

    fn seen(text: &str) -> Vec<Vec<&str>> {
        let mut out = Vec::new();
        runs(text, &DateRules::english().vocabulary, |run| {
            out.push(run.iter().map(|t| &text[t.start..t.end]).collect())
        });
        out
    }

    #[test]
    fn runs_end_at_unknown_words_and_blank_lines() {
        assert_eq!(
            seen("Staff met on June 17, 2022 xylophone in May"),
            [vec!["on", "June", "17", ",", "2022"], vec!["in", "May"]]
        );
        assert_eq!(seen("June\n17"), [vec!["June", "17"]]);
        assert_eq!(seen("June\n \n17"), [vec!["June"], vec!["17"]]);
    }

    #[test]
    fn foreign_letters_and_cut_characters_do_no_harm() {
        assert_eq!(seen("Mayé 5"), [vec!["5"]]);
        assert_eq!(seen("May\u{a0}5 – 7’"), [vec!["May", "5", "–", "7", "’"]]);
        assert_eq!(seen("last year’s"), [vec!["last", "year", "’", "s"]]);
    }
}
