//! Where sentences end in a stretch of running words.
//!
//! Each run of `.`, `?`, `!`, `…` is judged by the word before it, what closes after it, and the word that follows.

use crate::lexicon::segment::{Ends, Segment};
use crate::model::Span;

/// Spans of the sentences, without white space around them. Line breaks inside a sentence stay inside it; a blank line ends it.
pub fn split(text: &str, words: &Segment) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let mut open = 0usize;
    while let Some(c) = text[at..].chars().next() {
        let next = at + c.len_utf8();
        let end = match c {
            '(' => {
                open = closes(&text[next..]).map_or(open, |length| open.max(next + length));
                None
            }
            '\n' if text[next..].trim_start_matches([' ', '\t', '\r']).starts_with('\n') => Some((at, next)),
            '.' | '?' | '!' | '…' | '。' | '！' | '？' if at >= open => {
                let run = run_end(text, at);
                at = run;
                ending(text, start, next - c.len_utf8(), run, words)
            }
            _ => None,
        };
        at = at.max(next);
        if let Some((end, next)) = end {
            push(&mut spans, text, start, end);
            (start, at) = (next, at.max(next));
        }
    }
    push(&mut spans, text, start, text.len());
    spans.into_iter().flat_map(|span| without_dateline(text, span)).collect()
}

/// The place and the agency that open a report are no part of its first sentence: "OSLO, May 3 (Tern) — Two clerks".
fn without_dateline(text: &str, span: Span) -> Vec<Span> {
    const LONG: usize = 60;
    let said = span.of(text);
    let head = &said[..floor(said, LONG)];
    let dash = head.find(" — ").or_else(|| head.find(" – ")).or_else(|| head.find(" - ")).or_else(|| head.find(" -- "));
    let Some(dash) = dash else { return vec![span] };
    let end = dash + said[dash + 1..].find(' ').map_or(0, |mark| mark + 1);
    let place = said[..dash].split([' ', ',']).next().unwrap_or_default();
    let capitals = place.chars().filter(|c| c.is_alphabetic()).count() > 2 && !place.contains(char::is_lowercase);
    let name = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '(');
    let names = said[..dash].split_whitespace().all(name);
    let rest = said[end..].trim_start();
    let opens = rest.starts_with(|c: char| c.is_uppercase() || "“\"'‘".contains(c));
    if !(capitals && names && opens) || rest.contains(" — ") && !said[..dash].contains(['(', ',']) {
        return vec![span];
    }
    let start = span.end - rest.len();
    vec![Span::new(span.start, span.start + end), Span::new(start, span.end)]
}

fn push(spans: &mut Vec<Span>, text: &str, start: usize, end: usize) {
    let span = Span::new(start, end).trim(text);
    if span.of(text).chars().any(char::is_alphanumeric) {
        spans.push(span);
    } else if let (Some(last), false) = (spans.last_mut(), span.is_empty()) {
        last.end = span.end;
    }
}

/// The length up to the closing bracket, if it is near.
fn closes(rest: &str) -> Option<usize> {
    let mut depth = 1;
    for (at, c) in rest.char_indices().take(240) {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            '\n' if rest[at + 1..].starts_with('\n') => return None,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// The end of a run of stops, `. . .` included.
fn run_end(text: &str, at: usize) -> usize {
    let mut end = at;
    loop {
        let rest = &text[end..];
        let stops = rest.len() - rest.trim_start_matches(['.', '?', '!', '…', '。', '！', '？']).len();
        end += stops;
        if stops == 0 || !(text[end..].starts_with(" .") && text[..end].ends_with('.')) {
            return end;
        }
        end += 1;
    }
}

/// Decides on the run of stops at `at..run`: where the sentence ends and the next one begins.
fn ending(text: &str, start: usize, at: usize, run: usize, words: &Segment) -> Option<(usize, usize)> {
    let rest = &text[run..];
    let after = rest.trim_start_matches(['"', '\'', '”', '’', ')', ']', '»', '*', '_']);
    let closers = &rest[..rest.len() - after.len()];
    let next = after.trim_start();
    let end = run + closers.len();
    let begin = text.len() - next.len();
    let wide = text[at..].starts_with(['。', '！', '？']);
    if next.is_empty() || (begin == end && !wide && !is_glued(text, start, at, closers, after)) {
        return None;
    }
    let word = next.trim_start_matches(|c: char| !c.is_alphanumeric());
    let follower = word.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’')).next().unwrap_or_default();
    let stops = &text[at..run];
    let quoted = closers.contains(['"', '”', '’', '\'', '»']);
    let ends = wide
        || if quoted && is_tag(next, words) {
            false
        } else if stops == "." {
            stop_ends(text, start, at, word, follower, quoted, words)
        } else {
            run_ends(text, at, stops, follower) || (stops.ends_with('?') && !quoted && !is_tag(next, words))
        };
    ends.then_some((end, begin))
}

/// `data.The bank`: a lower-case word, a stop, a capital; no address, no abbreviation.
fn is_glued(text: &str, start: usize, at: usize, closers: &str, after: &str) -> bool {
    let before = token(&text[start..at]);
    let address = ["www", "http", "/", "@", "_"].iter().any(|mark| before.contains(mark))
        || ["Com", "Net", "Org"].iter().any(|end| after.starts_with(end));
    let mut letters = after.trim_start_matches(['“', '"', '‘']).chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    let word = letters.take_while(|c| c.is_alphabetic()).all(char::is_lowercase);
    let lower = before.chars().count() >= 2
        && before.chars().all(char::is_alphabetic)
        && before.chars().rev().take(2).all(char::is_lowercase);
    let after = &after[..floor(after, NEAR)];
    let ends = after.find(char::is_whitespace).is_some_and(|length| !after[..length].contains(['.', '/', '@']));
    capital && word && (lower || (!closers.is_empty() && closers != "'" && closers != "’")) && !address && ends
}

/// Bytes around a stop that may tell what it means; text without spaces is not searched to its end at each of its stops.
const NEAR: usize = 160;

/// The last character boundary at or before a byte.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The last word before a stop, without brackets and quotation marks before it.
fn token(text: &str) -> &str {
    let text = &text[floor(text, text.len().saturating_sub(NEAR))..];
    let word = text.rsplit(|c: char| c.is_whitespace() || c == '—' || c == '–').next().unwrap_or(text);
    word.trim_start_matches(|c: char| !c.is_alphanumeric())
}

/// A single stop ends the sentence.
fn stop_ends(text: &str, start: usize, at: usize, word: &str, follower: &str, quoted: bool, words: &Segment) -> bool {
    let before = token(&text[start..at]);
    let first = word.chars().next();
    let ordinary = words.ends(before).is_none()
        && !before.contains('.')
        && before.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    let numeral = !before.is_empty() && before.chars().all(|c| c.is_ascii_digit() || c == ',');
    if first.is_none() {
        return true;
    }
    if first.is_some_and(char::is_lowercase) {
        return ordinary && !quoted;
    }
    if first.is_some_and(|c| c.is_ascii_digit()) {
        return ordinary || (numeral && before.len() == 4) || before.ends_with(['%', ')']);
    }
    if numeral && before.len() <= 3 && text[start..at].trim().len() == before.len() {
        return false;
    }
    let initial = before.chars().count() == 1 && before.chars().all(char::is_uppercase) && before != "I";
    match words.ends(before) {
        Some(Ends::Never) => false,
        Some(Ends::BeforeStarter) => words.starts(follower) || is_named_again(&text[start..at], before, follower),
        Some(Ends::NotBeforeNumber) => true,
        None if initial || is_dotted(before) => words.starts(follower),
        None => !before.is_empty() || quoted || text[..at].ends_with(' '),
    }
}

/// "Of Acme Ltd. Acme said": the name before the abbreviation begins the next sentence.
fn is_named_again(text: &str, abbreviation: &str, follower: &str) -> bool {
    let name = token(text.strip_suffix(abbreviation).unwrap_or(text).trim_end());
    let next = follower.split(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or_default();
    name.len() > 2 && name == next
}

/// `U.N`, `J.R.R`.
fn is_dotted(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2 && part.chars().all(char::is_alphabetic))
}

/// `!`, `…` and `...` end the sentence before a capital, a question ends before any word; unless the same word is begun again.
fn run_ends(text: &str, at: usize, stops: &str, follower: &str) -> bool {
    let capital = follower.chars().next().is_some_and(|c| !c.is_lowercase());
    let again = token(&text[..at]).eq_ignore_ascii_case(follower);
    capital && (!again || stops.contains(['?', '!']))
}

/// After a quotation: who said it.
fn is_tag(next: &str, words: &Segment) -> bool {
    let plain = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_string();
    let clause = next[..floor(next, NEAR)].split(['“', '"', '?', '!', ';', '\n']).next().unwrap_or_default();
    let mut tokens = clause.split_whitespace().take(6).peekable();
    let named = tokens.peek().is_some_and(|word| word.starts_with(|c: char| c.is_uppercase()));
    let pronoun = tokens.peek().is_some_and(|word| ["he", "she", "they", "I", "we", "it"].contains(word));
    let starts = tokens.peek().is_some_and(|word| {
        words.starts(word) && !["The", "A", "An", "He", "She", "They", "One", "Another"].contains(word)
    });
    let begins = tokens.peek().is_some_and(|word| words.says(&plain(word)));
    begins || ((named || pronoun) && !starts && tokens.any(|word| words.says(&plain(word))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    /// `|` marks where a sentence ends.
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let found: Vec<&str> = split(&text, &Lexicon::embedded().segment).iter().map(|span| span.of(&text)).collect();
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn names_and_abbreviations_hold_a_sentence_together() {
        check("The U.S. unit, led by Mr. Albert Osei of Acme Inc. in Reston, Va., moved it.| It took a year.");
        check("J. R. Smith Jr. said so at 6 a.m. Friday.| Then he left.");
        check("See No. 5.| It is short.");
        check("She works for Acme Ltd.| Acme’s lawyers left Acme Ltd. Sweden behind.");
    }

    #[test]
    fn quotations_are_cut_inside_and_keep_their_marks() {
        check("“These are steps. |We know more,” Lee said.| “We do.”| He left.");
        check("\"It is done. |All of it.\" |\"Is it?\" she asked. |No.");
        check("He asked, “Why?” and left. |She stayed (for a year. Or two.) in Rome.");
    }

    #[test]
    fn sloppy_text_is_cut_too() {
        check("It is owned by Acme. |but others own it too.");
        check("are you sure? |we are, really! and then some.");
        check("Did you? he asked. |She did .| We did not .");
        check("Their data is in safe hands.|Photo by Jo Doe. |See www.example.com/a.Html now.");
        check("It\u{a0}runs.\u{a0}|Today,\u{a0}100% of it runs. |100 people saw it.");
        check("So I... I wanted it... |The rest is gone… |Nobody knows.");
        check("1. First things first. |2. Second.");
    }
}
