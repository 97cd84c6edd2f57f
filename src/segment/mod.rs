//! Documents to sentences, as spans of their text; and the language a document is written in.
//!
//! A turn is cut into sentences; turns that a caption file cut out of one sentence are joined first. Headings and captions are
//! sentences of their own, notes hold none.

mod language;
mod split;

pub use language::language;

use crate::lexicon::Lexicon;
use crate::lexicon::segment::Segment;
use crate::model::{Document, Sentence, Span, Turn, TurnRole};

/// Words that a sentence of a transcript without punctuation may have before the next cue begins another.
const WORDS: usize = 30;
/// Seconds of silence that end a sentence in a transcript without punctuation.
const PAUSE: f64 = 0.8;

/// The sentences of a document in the order of its text. They do not overlap, and have no white space at their ends.
pub fn sentences(document: &Document, lexicon: &Lexicon) -> Vec<Sentence> {
    let punctuated = is_punctuated(document);
    let mut sentences = Vec::new();
    let mut from = 0;
    while from < document.turns.len() {
        let mut to = from + 1;
        while to < document.turns.len() && joins(document, from, to, punctuated) {
            to += 1;
        }
        let run = &document.turns[from..to];
        for span in spans(document, run, punctuated, &lexicon.segment) {
            let turn = from + run.partition_point(|turn| turn.span.start <= span.start).saturating_sub(1);
            sentences.push(Sentence { span, turn });
        }
        from = to;
    }
    sentences
}

/// A run of turns that may share sentences: marked so by the reader, one speaker, nothing but white space between.
fn joins(document: &Document, from: usize, at: usize, punctuated: bool) -> bool {
    let (first, before, turn) = (&document.turns[from], &document.turns[at - 1], &document.turns[at]);
    let gap = document.text.get(before.span.end..turn.span.start);
    let speech = first.role == TurnRole::Speech && turn.role == TurnRole::Speech;
    let touching = gap.is_some_and(|gap| gap.chars().all(char::is_whitespace));
    turn.continues
        && speech
        && turn.speaker == first.speaker
        && touching
        && (punctuated || !is_full(document, from, at))
}

/// Without punctuation a sentence ends at a pause, or at a cue's end when it has grown long.
fn is_full(document: &Document, from: usize, at: usize) -> bool {
    let words: usize =
        document.turns[from..at].iter().map(|turn| turn.span.of(&document.text).split_whitespace().count()).sum();
    let pause = match (document.turns[at - 1].time, document.turns[at].time) {
        (Some(before), Some(time)) => time.start - before.end.unwrap_or(time.start),
        _ => 0.0,
    };
    words >= WORDS || pause >= PAUSE
}

fn spans(document: &Document, run: &[Turn], punctuated: bool, words: &Segment) -> Vec<Span> {
    let (first, last) = (&run[0], &run[run.len() - 1]);
    let span = Span::new(first.span.start, last.span.end);
    let whole = span.trim(&document.text);
    match first.role {
        TurnRole::Note => Vec::new(),
        _ if whole.is_empty() => Vec::new(),
        TurnRole::Heading | TurnRole::Caption => vec![whole],
        TurnRole::Speech if !punctuated => vec![whole],
        _ => {
            let parts = split::split(span.of(&document.text), words).into_iter();
            parts.map(|part| Span::new(span.start + part.start, span.start + part.end)).collect()
        }
    }
}

/// At least one stop in sixty words. Automatic captions have none.
fn is_punctuated(document: &Document) -> bool {
    let words = document.text.split_whitespace().count();
    let stops = document.text.split_whitespace().filter(|word| word.ends_with(['.', '?', '!', '”', '"', '。'])).count();
    words < 40 || stops * 60 >= words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DocumentKind, Time, TimeBasis};

    fn document(cues: &[(&str, &str, f64, bool)]) -> Document {
        let mut text = String::new();
        let mut turns = Vec::new();
        for (speaker, words, start, continues) in cues {
            let at = text.len();
            text.push_str(words);
            turns.push(Turn {
                span: Span::new(at, text.len()),
                role: TurnRole::Speech,
                speaker: Some(speaker.to_string()),
                time: Some(Time { start: *start, end: Some(start + 2.0), basis: TimeBasis::Recording }),
                line: 1,
                cue: None,
                continues: *continues,
            });
            text.push('\n');
        }
        Document {
            id: String::new(),
            path: String::new(),
            sha256: String::new(),
            format: String::new(),
            kind: DocumentKind::Transcript,
            title: None,
            source: None,
            url: None,
            authors: Vec::new(),
            published: None,
            published_basis: None,
            language: None,
            text,
            turns,
        }
    }

    fn shown(document: &Document) -> Vec<(usize, &str)> {
        let sentences = sentences(document, &Lexicon::embedded());
        sentences.iter().map(|sentence| (sentence.turn, sentence.span.of(&document.text))).collect()
    }

    #[test]
    fn a_sentence_runs_over_cues_of_one_speaker() {
        let document = document(&[
            ("Ana", "Yes. We moved the logs to the", 0.0, false),
            ("Ana", "U.S. last year. And", 2.0, true),
            ("Bo", "Why?", 4.0, false),
        ]);
        assert_eq!(
            shown(&document),
            [(0, "Yes."), (0, "We moved the logs to the\nU.S. last year."), (1, "And"), (2, "Why?")]
        );
    }

    #[test]
    fn without_punctuation_a_pause_ends_a_sentence() {
        let words = "so we looked at the logs and they were gone again";
        let mut cues: Vec<(&str, &str, f64, bool)> =
            (0..8).map(|n| ("Ana", words, f64::from(n) * 2.0, n > 0)).collect();
        cues[2].2 = 5.5;
        let document = document(&cues);
        let counts: Vec<usize> = shown(&document).iter().map(|(_, words)| words.lines().count()).collect();
        assert_eq!(counts, [2, 3, 3]);
    }

    #[test]
    fn the_examples_of_the_lexicon_hold() {
        let lexicon = Lexicon::embedded();
        let mut wrong = Vec::new();
        for (id, example) in &lexicon.segment.examples {
            let text = example.replace('|', "");
            let found: Vec<&str> = split::split(&text, &lexicon.segment).iter().map(|span| span.of(&text)).collect();
            let expected: Vec<&str> = example.split('|').map(str::trim).collect();
            // A question before its answer needs no mark: only the stops of the entry are at stake.
            let merged = expected.iter().flat_map(|part| split_questions(part)).collect::<Vec<_>>();
            if found != expected && found != merged {
                wrong.push(format!("{id}: {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    fn split_questions(part: &str) -> Vec<&str> {
        match part.find("? ").filter(|_| !part.contains('”')) {
            Some(at) => vec![&part[..at + 1], &part[at + 2..]],
            None => vec![part],
        }
    }
}
