//! Builds a document's text out of what a container holds, one turn a line.

use super::label;
use crate::model::{Document, DocumentKind, Span, Time, TimeBasis, Turn, TurnRole};

/// Collects words; the turns point into them.
#[derive(Default)]
pub struct Builder {
    text: String,
    turns: Vec<Turn>,
}

/// A speaker's words with everything that their container tells about them.
#[derive(Default)]
pub struct Said<'a> {
    pub words: &'a str,
    pub speaker: Option<String>,
    pub time: Option<Time>,
    pub line: u32,
    pub cue: Option<String>,
}

impl Builder {
    /// Adds a stretch of words as a turn of its own. Nothing is added when there are no words.
    pub fn push(&mut self, role: TurnRole, words: &str, line: u32) -> Option<&mut Turn> {
        let words = words.trim();
        if words.is_empty() {
            return None;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len();
        self.text.push_str(words);
        let span = Span::new(start, self.text.len());
        self.turns.push(Turn { span, role, speaker: None, time: None, line, cue: None, continues: false });
        self.turns.last_mut()
    }

    /// Adds speech. Marks such as `[laughter]` become notes; a cue may continue the sentence of the cue before it.
    pub fn say(&mut self, said: Said) {
        let role = if label::is_event(said.words) { TurnRole::Note } else { TurnRole::Speech };
        let continues = role == TurnRole::Speech && self.runs_on(&said);
        if let Some(turn) = self.push(role, said.words, said.line) {
            turn.speaker = said.speaker;
            turn.time = said.time;
            turn.cue = said.cue;
            turn.continues = continues;
        }
    }

    /// The sentence before is open, and its speaker is the same and speaks on within ten seconds.
    fn runs_on(&self, said: &Said) -> bool {
        let Some(last) = self.turns.last() else { return false };
        let gap = match (last.time, said.time) {
            (Some(last), Some(time)) => time.start - last.end.unwrap_or(last.start),
            _ => 0.0,
        };
        last.role == TurnRole::Speech
            && last.speaker == said.speaker
            && gap < 10.0
            && !ends_sentence(last.span.of(&self.text))
    }

    pub fn last(&self) -> Option<(&str, &Turn)> {
        self.turns.last().map(|turn| (turn.span.of(&self.text), turn))
    }

    pub fn finish(self, kind: DocumentKind) -> Document {
        document(kind, self.text, self.turns)
    }
}

/// A document that knows nothing of itself yet.
pub fn document(kind: DocumentKind, text: String, turns: Vec<Turn>) -> Document {
    Document {
        id: String::new(),
        path: String::new(),
        sha256: String::new(),
        format: String::new(),
        kind,
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

/// Sets a published date and how it is known, unless one is known already.
pub fn publish(document: &mut Document, date: Option<String>, basis: &str) {
    if document.published.is_none() && date.is_some() {
        document.published = date;
        document.published_basis = Some(basis.to_string());
    }
}

/// Seconds on the recording, to the millisecond; an end that lies before the start is dropped.
pub fn on_recording(start: f64, end: Option<f64>) -> Option<Time> {
    // Plus zero: some tools write -0.
    let milliseconds = |seconds: f64| (seconds * 1000.0).round() / 1000.0 + 0.0;
    let end = end.filter(|end| *end >= start).map(milliseconds);
    start.is_finite().then_some(Time { start: milliseconds(start), end, basis: TimeBasis::Recording })
}

/// The words end where a sentence may end. A stop after a capital or a title ("U.S.", "Mr.") is none.
pub fn ends_sentence(words: &str) -> bool {
    let words = words.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»)]".contains(c));
    if words.ends_with(['?', '!', '。', '؟']) {
        return true;
    }
    let Some(before) = words.strip_suffix('.') else { return false };
    let last = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or(before);
    let initial = last.chars().count() == 1 && last.chars().all(char::is_uppercase) && last != "I";
    let title = ["Mr", "Mrs", "Ms", "Dr", "Sen", "Rep", "Gov", "Gen", "Prof", "St"].contains(&last);
    !(initial || title || last.contains('.') || before.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say<'a>(words: &'a str, speaker: &str, start: f64) -> Said<'a> {
        let time = on_recording(start, Some(start + 1.0));
        Said { words, speaker: Some(speaker.into()), time, ..Said::default() }
    }

    #[test]
    fn a_cue_continues_an_open_sentence_of_its_speaker() {
        let mut builder = Builder::default();
        for (words, speaker, start) in [
            ("We moved it to the U.S.", "Ana", 0.0),
            ("last year.", "Ana", 1.0),
            ("Good.", "Ana", 2.0),
            ("And", "Ana", 3.0),
            ("what?", "Bo", 4.0),
            ("So", "Bo", 5.0),
            ("later", "Bo", 60.0),
        ] {
            builder.say(say(words, speaker, start));
        }
        let document = builder.finish(DocumentKind::Transcript);
        let continues: Vec<bool> = document.turns.iter().map(|turn| turn.continues).collect();
        assert_eq!(continues, [false, true, false, false, false, false, false]);
        assert_eq!(document.text.lines().count(), 7);
    }
}
