//! What stands around a match: words and signs that allow it or forbid it.

use super::token::Token;
use crate::lexicon::dates::{DateRule, WordList};
use std::borrow::Cow;

/// Does the surrounding text allow the match?
pub(super) fn accepts(text: &str, tokens: &[Token], rule: &DateRule) -> bool {
    let (first, last) = (&tokens[0], &tokens[tokens.len() - 1]);
    let bytes = text.as_bytes();
    if first.start > 0
        && bytes[first.start - 1].is_ascii_alphanumeric()
        && !(first.figures && bytes[first.start - 1] == b'T' && first.len() == 8)
    {
        return false;
    }
    if bytes
        .get(last.end)
        .is_some_and(|b| b.is_ascii_alphanumeric() && !(last.figures && matches!(b, b'T' | b'-') && last.len() == 8))
    {
        return false;
    }
    if first.figures && !clean_before(bytes, first.start) || last.figures && !clean_after(bytes, last.end) {
        return false;
    }
    if rule.capital && !tokens.iter().any(|t| t.capital) {
        return false;
    }
    let listed = |list: &WordList, word: &str| {
        list.has(word) || !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()) && list.has("0")
    };
    if !(rule.after.is_empty() && rule.not_after.is_empty()) {
        let word = word_before(text, first.start);
        if !rule.after.is_empty() && !listed(&rule.after, &word) || listed(&rule.not_after, &word) {
            return false;
        }
    }
    if !(rule.before.is_empty() && rule.not_before.is_empty()) {
        let word = word_after(text, last.end);
        if !rule.before.is_empty() && !listed(&rule.before, &word) || listed(&rule.not_before, &word) {
            return false;
        }
    }
    true
}

/// Figures that belong to an amount, a version, a path or a telephone number are no date.
fn clean_before(bytes: &[u8], start: usize) -> bool {
    let before = |n: usize| start.checked_sub(n).map_or(b' ', |i| bytes[i]);
    match before(1) {
        b'$' | b'#' | b'+' | b'_' | b'@' | b'\\' => false,
        b'.' | b',' | b':' | b'/' | b'-' => {
            !before(2).is_ascii_digit() && before(2) != b'/' || before(1) == b'-' && before(2).is_ascii_alphabetic()
        }
        0xA3 if before(2) == 0xC2 => false,
        0xAC if before(2) == 0x82 => false,
        _ => true,
    }
}

fn clean_after(bytes: &[u8], end: usize) -> bool {
    let after = |n: usize| bytes.get(end + n).copied().unwrap_or(b' ');
    match after(0) {
        b'%' | b'$' | b'_' | b'\\' | b'@' => false,
        b'.' | b',' | b':' | b'/' => !after(1).is_ascii_digit(),
        b'-' => !after(1).is_ascii_digit(),
        0xC2 if after(1) == 0xB0 => false,
        _ => true,
    }
}

/// The lower-cased word before a place, `^` at a sentence or line start, else the sign itself.
pub(super) fn word_before(text: &str, start: usize) -> Cow<'_, str> {
    let line = text[..start].trim_end_matches([' ', '\t', '\u{a0}']);
    let word = line.len() - line.bytes().rev().take_while(|b| b.is_ascii_alphanumeric()).count();
    if word < line.len() {
        return lower(&line[word..]);
    }
    match line.chars().next_back() {
        None | Some('\n' | '.' | '!' | '?') => "^".into(),
        Some(c) => line[line.len() - c.len_utf8()..].into(),
    }
}

/// The lower-cased word after a place, `$` at the end, else the sign itself.
pub(super) fn word_after(text: &str, end: usize) -> Cow<'_, str> {
    let rest = text[end..].trim_start_matches([' ', '\t', '\u{a0}', '\n', '\r']);
    let n = rest.bytes().take_while(|b| b.is_ascii_alphanumeric()).count();
    if n > 0 {
        return lower(&rest[..n]);
    }
    match rest.chars().next() {
        // A dash between words is another thing than a hyphen.
        Some('-') if rest.len() < text.len() - end => " -".into(),
        Some(c) => rest[..c.len_utf8()].into(),
        None => "$".into(),
    }
}

fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().any(|b| b.is_ascii_uppercase()) { word.to_ascii_lowercase().into() } else { word.into() }
}
