//! Words and marks of a stretch of text, for the annotators that look at neighbours and need no grammar.
//!
//! An inner apostrophe, hyphen, `&` or full stop stays in its word ("O'Neil", "China-based", "AT&T", "U.S."); a possessive `'s`
//! and every other mark stand alone.

use crate::model::Span;

/// A word or a mark, with its place in the document's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    pub span: Span,
    pub text: &'a str,
}

/// The words and marks of `span` in order.
pub fn words(text: &str, span: Span) -> Vec<Word<'_>> {
    let mut out = Vec::new();
    let mut at = span.start;
    while let Some(first) = text.get(at..span.end).and_then(|rest| rest.chars().next()) {
        let end = match first {
            c if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            c if c.is_alphanumeric() => word_end(text, at, span.end),
            c => mark_end(text, at, span.end, c),
        };
        push(&mut out, text, Span::new(at, end));
        at = end;
    }
    out
}

impl Word<'_> {
    pub fn is_word(&self) -> bool {
        self.text.starts_with(char::is_alphanumeric)
    }

    pub fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    pub fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    pub fn is_possessive(&self) -> bool {
        matches!(self.text, "'s" | "’s" | "'" | "’")
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

fn mark_end(text: &str, at: usize, limit: usize, mark: char) -> usize {
    let next = at + mark.len_utf8();
    let rest = text.get(next..limit).unwrap_or_default();
    if is_apostrophe(mark) && rest.starts_with(mark) && mark == '\'' {
        return next + 1;
    }
    if matches!(mark, '.' | '-' | '`') {
        return next + rest.len() - rest.trim_start_matches(mark).len();
    }
    next
}

fn word_end(text: &str, at: usize, limit: usize) -> usize {
    let rest = text.get(at..limit).unwrap_or_default();
    let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let mut chars = rest[plain..].char_indices().map(|(i, c)| (plain + i, c)).peekable();
    let mut end = rest.len();
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let inner = matches!(c, '-' | '&' | '.' | ',' | '\'' | '’') && next.is_some_and(char::is_alphanumeric);
        let keeps = match c {
            c if c.is_alphanumeric() || c == '\u{301}' => true,
            ',' => {
                inner && next.is_some_and(|n| n.is_ascii_digit()) && rest[..i].ends_with(|p: char| p.is_ascii_digit())
            }
            '.' => inner && dotted(rest, i) || is_abbreviation(&rest[..i]),
            _ => inner,
        };
        if !keeps {
            end = i;
            break;
        }
    }
    at + end
}

/// A full stop between digits, in initials, or in a name of the net; not one that glues two sentences ("end.Next").
fn dotted(rest: &str, stop: usize) -> bool {
    let before = rest[..stop].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let after = rest[stop + 1..].chars().next();
    let digits = before.ends_with(|c: char| c.is_ascii_digit()) && after.is_some_and(|c| c.is_ascii_digit());
    digits || before.chars().count() == 1 || after.is_some_and(char::is_lowercase)
}

/// Words whose full stop is their own.
const ABBREVIATIONS: [&str; 44] = [
    "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Sen", "Rep", "Gov", "Gen", "Col", "Lt", "Capt", "Sgt", "Rev", "Hon", "Jr",
    "Sr", "Inc", "Ltd", "Corp", "Co", "vs", "etc", "No", "Jan", "Feb", "Mar", "Apr", "Aug", "Sept", "Oct", "Nov",
    "Dec", "Bros", "approx", "al", "cf", "Vol", "Fig", "Messrs", "Mme", "Mlle", "Ph",
];

fn is_abbreviation(before: &str) -> bool {
    let initials = before.split('.').all(|part| part.chars().count() == 1 && part.starts_with(char::is_alphabetic));
    let capital = before.starts_with(char::is_uppercase) || before.contains('.');
    initials && capital && before != "I" || ABBREVIATIONS.contains(&before)
}

/// Splits a possessive off the word before it.
fn push<'a>(out: &mut Vec<Word<'a>>, text: &'a str, span: Span) {
    let word = span.of(text);
    if !word.ends_with(['s', 'S']) {
        out.push(Word { span, text: word });
        return;
    }
    for suffix in ["'s", "’s", "'S", "’S"] {
        if let Some(stem) = word.strip_suffix(suffix).filter(|stem| !stem.is_empty() && !is_contraction(stem)) {
            let cut = span.start + stem.len();
            out.push(Word { span: Span::new(span.start, cut), text: stem });
            out.push(Word { span: Span::new(cut, span.end), text: Span::new(cut, span.end).of(text) });
            return;
        }
    }
    out.push(Word { span, text: word });
}

/// "it's", "that's": no possessives.
fn is_contraction(stem: &str) -> bool {
    matches!(
        stem.to_lowercase().as_str(),
        "it" | "that" | "he" | "she" | "there" | "what" | "who" | "here" | "where" | "let" | "how"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        words(text, Span::new(0, text.len())).iter().map(|word| word.text).collect()
    }

    #[test]
    fn names_numbers_and_possessives() {
        assert_eq!(split("Mr. O'Neil's U.S. office"), ["Mr.", "O'Neil", "'s", "U.S.", "office"]);
        assert_eq!(split("AT&T paid 1,200.50, it's said"), ["AT&T", "paid", "1,200.50", ",", "it's", "said"]);
        assert_eq!(split("the workers’ union."), ["the", "workers", "’", "union", "."]);
        assert_eq!(split("''So,'' he said"), ["''", "So", ",", "''", "he", "said"]);
        assert_eq!(split("It ended.Next"), ["It", "ended", ".", "Next"]);
        assert_eq!(split("Acme Inc. said I. No"), ["Acme", "Inc.", "said", "I", ".", "No"]);
    }
}
