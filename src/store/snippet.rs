//! The words of an answer, marked where they stand.

use super::schema;
use super::search::TurnRow;
use crate::model::{Ask, AskField, Hit, Words};
use std::ops::Range;

/// Turns up to this many bytes are shown whole.
const WHOLE: usize = 360;
/// Bytes shown of longer ones, about.
const PART: usize = 280;

/// Finds the words of one question in any number of turns.
pub struct Marker {
    asked: Vec<Asked>,
}

struct Asked {
    terms: Vec<String>,
    words: Words,
}

struct Token {
    at: Range<usize>,
    plain: String,
    stem: String,
}

impl Marker {
    pub fn new(ask: &Ask) -> Marker {
        let mut asked = Vec::new();
        collect(ask, &mut asked);
        Marker { asked }
    }

    /// The answer's row: a stretch of the turn that holds as many of the words as may be.
    pub fn hit(&self, turn: &TurnRow, score: f32) -> Hit {
        let marks = self.marks(&turn.text);
        let part = stretch(&turn.text, &marks);
        let line_breaks = turn.text[..part.start].matches('\n').count();
        Hit {
            document: turn.document.clone(),
            source: turn.source.clone(),
            kind: turn.kind,
            published: turn.published.clone(),
            line: turn.line + u32::try_from(line_breaks).unwrap_or(u32::MAX),
            start: turn.start + part.start,
            end: turn.start + part.end,
            time_start: turn.time_start,
            speaker: turn.speaker.clone(),
            score,
            snippet: marked(&turn.text, &part, &marks),
        }
    }

    /// Where the words that were asked for stand, in order, not overlapping.
    fn marks(&self, text: &str) -> Vec<Range<usize>> {
        let tokens = tokens(text);
        let mut marks: Vec<Range<usize>> = self.asked.iter().flat_map(|asked| asked.find(&tokens)).collect();
        marks.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end)));
        let mut apart: Vec<Range<usize>> = Vec::new();
        for mark in marks {
            if apart.last().is_none_or(|last| last.end <= mark.start) {
                apart.push(mark);
            }
        }
        apart
    }
}

impl Asked {
    fn find<'t>(&'t self, tokens: &'t [Token]) -> impl Iterator<Item = Range<usize>> + 't {
        // With slop the words may stand apart and in another order: each is marked where it stands.
        let loose = self.words.slop > 0;
        let length = if loose { 1 } else { self.terms.len() };
        tokens.windows(length).filter(move |run| if loose { self.any(&run[0]) } else { self.all(run) }).map(|run| {
            let last = run.last().map_or(0, |token| token.at.end);
            run[0].at.start..last
        })
    }

    fn any(&self, token: &Token) -> bool {
        self.terms.contains(&token.plain)
    }

    fn all(&self, run: &[Token]) -> bool {
        let last = self.terms.len() - 1;
        self.terms.iter().zip(run).enumerate().all(|(n, (term, token))| {
            let form = if self.words.verbatim || self.words.prefix { &token.plain } else { &token.stem };
            if self.words.prefix && n == last { form.starts_with(term.as_str()) } else { form == term }
        })
    }
}

fn collect(ask: &Ask, asked: &mut Vec<Asked>) {
    match ask {
        Ask::All(parts) | Ask::Any(parts) => parts.iter().for_each(|part| collect(part, asked)),
        Ask::Not(_) => {}
        Ask::Words(words) if words.field == AskField::Text => {
            let plain = words.verbatim || words.prefix;
            let terms: Vec<String> =
                tokens(&words.text).into_iter().map(|token| if plain { token.plain } else { token.stem }).collect();
            if !terms.is_empty() {
                asked.push(Asked { terms, words: words.clone() });
            }
        }
        Ask::Words(_) => {}
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let (mut plain, mut stemmed) = (schema::plain(), schema::stemmed());
    let (mut plain, mut stemmed) = (plain.token_stream(text), stemmed.token_stream(text));
    let mut found = Vec::new();
    while let (Some(word), Some(stem)) = (plain.next(), stemmed.next()) {
        found.push(Token { at: word.offset_from..word.offset_to, plain: word.text.clone(), stem: stem.text.clone() });
    }
    found
}

/// The part of a long turn that holds the most marks, from a word's beginning to a word's end.
fn stretch(text: &str, marks: &[Range<usize>]) -> Range<usize> {
    if text.len() <= WHOLE {
        return 0..text.len();
    }
    let held = |from: usize| marks.iter().filter(|mark| mark.start >= from && mark.end <= from + PART * 2 / 3).count();
    let first = marks.iter().map(|mark| mark.start).max_by_key(|from| (held(*from), std::cmp::Reverse(*from)));
    let start = word_start(text, first.unwrap_or(0).saturating_sub(PART / 4));
    let end = word_end(text, (start + PART).min(text.len()));
    // One endless word has no better place to be cut.
    if end > start { start..end } else { start..text.floor_char_boundary(start + PART) }
}

fn word_start(text: &str, near: usize) -> usize {
    let near = text.floor_char_boundary(near);
    if near == 0 {
        return 0;
    }
    let rest = &text[near..];
    rest.find(char::is_whitespace).map_or(near, |space| near + space + blank(&rest[space..]))
}

/// Bytes of white space at the beginning.
fn blank(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

fn word_end(text: &str, near: usize) -> usize {
    let near = text.floor_char_boundary(near);
    if near >= text.len() {
        return text.len();
    }
    let end = text[..near].rfind(char::is_whitespace).unwrap_or(near);
    text[..end].trim_end().len()
}

fn marked(text: &str, part: &Range<usize>, marks: &[Range<usize>]) -> String {
    let mut out = String::new();
    let mut at = part.start;
    for mark in marks.iter().filter(|mark| mark.start >= part.start && mark.end <= part.end) {
        out.push_str(&text[at..mark.start]);
        out.push_str("**");
        out.push_str(&text[mark.clone()]);
        out.push_str("**");
        at = mark.end;
    }
    out.push_str(&text[at..part.end]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DocumentKind;

    fn words(text: &str, verbatim: bool) -> Ask {
        let prefix = text.ends_with('*');
        Ask::Words(Words { field: AskField::Text, text: text.to_string(), verbatim, slop: 0, prefix })
    }

    fn hit(ask: &Ask, text: &str) -> Hit {
        let turn = TurnRow {
            document: "a.txt".into(),
            source: None,
            kind: DocumentKind::Article,
            published: None,
            line: 7,
            start: 100,
            time_start: None,
            speaker: None,
            text: text.to_string(),
        };
        Marker::new(ask).hit(&turn, 1.0)
    }

    #[test]
    fn words_are_marked_in_all_their_forms_and_phrases_as_written() {
        let text = "They accessed it; access was logged, and nobody is accessing it.";
        let any = hit(&words("access", false), text).snippet;
        assert_eq!(any, "They **accessed** it; **access** was logged, and nobody is **accessing** it.");
        let phrase = hit(&words("access was", true), text).snippet;
        assert_eq!(phrase, "They accessed it; **access was** logged, and nobody is accessing it.");
        let beginning = hit(&words("log*", false), text).snippet;
        assert_eq!(beginning, "They accessed it; access was **logged**, and nobody is accessing it.");
        let accents = hit(&words("cafe didn't", false), "At the Café they didn’t.").snippet;
        assert_eq!(accents, "At the Café they didn’t.", "words that do not stand together are no phrase");
        assert_eq!(hit(&words("didn't", false), "They didn’t.").snippet, "They **didn’t**.");
    }

    #[test]
    fn a_long_turn_is_cut_to_where_the_words_are() {
        let text = format!(
            "{} the ledger ends here. {}",
            "Something else entirely. ".repeat(40),
            "And more of it. ".repeat(40)
        );
        let found = hit(&words("ledger", false), &text);
        assert!(found.snippet.contains("**ledger**") && found.snippet.len() < WHOLE);
        assert_eq!(
            found.snippet.replace("**", ""),
            text[found.start - 100..found.end - 100],
            "the span is the snippet's"
        );
    }

    #[test]
    fn no_text_is_cut_inside_a_letter() {
        for letter in ["é", "字", "🗂", "\u{301}"] {
            for length in [100, 179, 180, 181, 500] {
                let text = format!("{}ledger{}", letter.repeat(length), letter.repeat(length));
                let found = hit(&words("ledger", false), &text);
                assert!(found.end >= found.start);
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn a_snippet_is_its_span(text in "[a-c é字.\\n]{0,900}") {
            let found = hit(&words("a", false), &text);
            proptest::prop_assert_eq!(found.snippet.replace("**", ""), &text[found.start - 100..found.end - 100]);
        }
    }
}
