//! From single words with times, as speech-to-text services give them, to turns.

use super::build::{self, Builder, Said};
use super::finder::Finder;
use super::json;
use super::json::Value;
use crate::model::{Document, DocumentKind};

/// A word, or a mark that follows one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Word {
    pub text: String,
    /// Seconds.
    pub start: Option<f64>,
    pub end: Option<f64>,
    pub speaker: Option<String>,
    /// No space before it.
    pub glued: bool,
    /// Of the source, from 1, where the reader knows it.
    pub line: Option<u32>,
}

impl Word {
    pub fn new(text: &str, start: Option<f64>, end: Option<f64>, speaker: Option<String>) -> Word {
        Word { text: text.trim().to_string(), start, end, speaker, ..Word::default() }
    }

    pub fn mark(text: &str) -> Word {
        Word { text: text.to_string(), glued: true, ..Word::default() }
    }
}

/// Words after which a turn may end at the next sentence's end.
const LONG: usize = 40;
/// Seconds of silence that end a turn.
const PAUSE: f64 = 2.0;

/// Turns of one speaker each, cut at long pauses and at the end of a sentence once they have grown long. `lines` stands in the JSON
/// before the first word.
pub fn transcript(words: &[Word], mut lines: Finder) -> Document {
    let mut builder = Builder::default();
    let mut from = 0;
    for at in 1..=words.len() {
        if at == words.len() || parts(&words[from..at], &words[at]) {
            say(&mut builder, &mut lines, &words[from..at]);
            from = at;
        }
    }
    builder.finish(DocumentKind::Transcript)
}

fn parts(open: &[Word], next: &Word) -> bool {
    if next.glued {
        return false;
    }
    let last = &open[open.len() - 1];
    let before = open.iter().rev().find_map(|word| word.end);
    let pause = next.start.zip(before).is_some_and(|(start, end)| start - end >= PAUSE);
    let speaker = open.iter().rev().find(|word| !word.glued).and_then(|word| word.speaker.as_deref());
    let breath =
        open.len() >= 2 * LONG && next.start.zip(before).is_some_and(|(start, end)| start - end >= PAUSE / 4.0);
    let long = open.len() >= LONG && build::ends_sentence(&last.text);
    speaker != next.speaker.as_deref() || pause || long || breath || open.len() >= 5 * LONG
}

fn say(builder: &mut Builder, lines: &mut Finder, words: &[Word]) {
    let mut text = String::new();
    for word in words.iter().filter(|word| !word.text.is_empty()) {
        if !(text.is_empty() || word.glued) {
            text.push(' ');
        }
        text.push_str(&word.text);
    }
    let start = words.iter().find_map(|word| word.start);
    let end = words.iter().rev().find_map(|word| word.end);
    let time = start.and_then(|start| build::on_recording(start, end));
    // Every word is looked for, so that the same word of the turn before is not taken for the first of this one.
    let line_of = |word: &Word| word.line.unwrap_or_else(|| lines.line_of_exactly(&format!("\"{}\"", word.text)));
    let line = words.iter().map(line_of).reduce(|first, _| first).unwrap_or(1);
    let speaker = words.iter().find_map(|word| word.speaker.clone());
    builder.say(Said { words: &text, speaker, time, line, cue: None });
}

/// The number at a key of a word: seconds, as a number or in a string.
pub fn at(value: &Value, key: &str) -> Option<f64> {
    value.get(key).and_then(json::number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_ends_with_its_speaker_or_at_a_pause() {
        let word = |text: &str, start: f64, speaker: &str| {
            Word::new(text, Some(start), Some(start + 0.3), Some(speaker.into()))
        };
        let words = [
            word("All", 0.0, "A"),
            Word::mark(","),
            word("gone", 0.5, "A"),
            Word::mark("."),
            word("Oh", 1.0, "B"),
            word("no", 5.0, "B"),
        ];
        let document = transcript(&words, Finder::new("{}"));
        let shown: Vec<(&str, f64)> = document
            .turns
            .iter()
            .map(|turn| (turn.span.of(&document.text), turn.time.and_then(|time| time.end).expect("an end")))
            .collect();
        assert_eq!(shown, [("All, gone.", 0.8), ("Oh", 1.3), ("no", 5.3)]);
    }
}
