//! Transcription editors that keep HTML: oTranscribe (JSON around it), noScribe, podcast pages with `<cite>` and `<time>`.

use super::build::{self, Builder, Said};
use super::finder::Finder;
use super::html::{self, Marked};
use super::json;
use super::{Format, Input, Likelihood, clock, label};
use crate::lexicon::labels::is_counted;
use crate::model::{Document, DocumentKind, Result, TurnRole};

pub const FORMAT: Format = Format {
    name: "editor",
    extensions: &["otr", "html", "htm"],
    about: "transcripts of oTranscribe and noScribe, podcast pages with speakers and times",
    sniff,
    read,
};

fn sniff(input: &Input) -> Likelihood {
    let text = input.head();
    let otr = text.starts_with('{')
        && input.json().is_some_and(|value| {
            value.get("media").is_some() && value.get("text").is_some() && value.get("media-time").is_some()
        });
    let page = text.starts_with('<');
    let noscribe = page && text.contains("name=\"ts_");
    let count = |tag: &str| text.matches(tag).count();
    let site = ["<article", "<meta property", "<nav"].iter().any(|tag| text.contains(tag));
    let podcast = page && !site && count("<cite") > 0 && count("<cite") == count("<time");
    if otr || noscribe || podcast { Likelihood::Certain } else { Likelihood::Never }
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let wrapped = input.json().map(|value| json::string(value, "text").unwrap_or_default());
    let source = wrapped.as_deref().unwrap_or(input.text());
    let marks = html::marked(source).map_err(|what| input.trouble(what))?;
    let mut builder = Builder::default();
    let typed = !marks.iter().any(|mark| matches!(mark, Marked::Speaker(_) | Marked::Anchor { .. }));
    let lines = Finder::new(input.text());
    let (words, speaker, start, end) = (String::new(), None, None, None);
    let mut state = State { words, speaker, start, end, lines, line: 1, typed };
    for mark in &marks {
        state.take(mark, &mut builder);
    }
    state.close(&mut builder);
    let mut document = builder.finish(DocumentKind::Transcript);
    document.format = if wrapped.is_some() { "otranscribe" } else { "editor" }.to_string();
    Ok(vec![document])
}

struct State<'a> {
    words: String,
    speaker: Option<String>,
    start: Option<f64>,
    end: Option<f64>,
    lines: Finder<'a>,
    /// On which the words begin.
    line: u32,
    /// Speakers are typed into the words.
    typed: bool,
}

impl State<'_> {
    fn take(&mut self, mark: &Marked, builder: &mut Builder) {
        match mark {
            Marked::Break => self.close(builder),
            Marked::Words(words) => {
                if self.words.trim().is_empty() && !words.trim().is_empty() {
                    self.line = self.lines.line_of(words);
                }
                self.words.push_str(words);
            }
            Marked::Time(written) => {
                if !self.words.trim().is_empty() {
                    self.close(builder);
                }
                self.start = written.parse().ok().or_else(|| clock::stamp(written)).or(self.start);
                self.end = None;
            }
            Marked::Speaker(name) => {
                self.close(builder);
                self.speaker =
                    Some(name.trim().trim_end_matches(':').trim().to_string()).filter(|name| !name.is_empty());
            }
            Marked::Anchor { start, end, speaker } => {
                let other = !speaker.is_empty() && self.speaker.as_deref() != Some(speaker);
                if other {
                    self.close(builder);
                    self.speaker = Some(speaker.trim_start_matches('/').to_string());
                }
                self.start = self.start.or(Some(*start));
                self.end = Some(*end);
            }
        }
    }

    fn close(&mut self, builder: &mut Builder) {
        let words = std::mem::take(&mut self.words);
        let mut words = without_stamp(words.trim());
        if let Some((name, at)) = label::split(words)
            .filter(|(name, _)| self.typed || is_counted(name) || self.speaker.as_deref() == Some(name))
        {
            self.speaker = Some(name.to_string());
            words = words[at..].trim();
        }
        let line = self.line;
        let time = self.start.and_then(|start| build::on_recording(start, self.end));
        if time.is_none() && self.speaker.is_none() {
            builder.push(TurnRole::Note, words, line);
        } else {
            builder.say(Said { words, speaker: self.speaker.clone(), time, line, cue: None });
        }
        if !words.is_empty() && self.end.is_some() {
            (self.start, self.end) = (None, None);
        }
    }
}

/// Without the `[00:01:02]` that noScribe writes before a speaker.
fn without_stamp(words: &str) -> &str {
    let stamped = words.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    stamped.filter(|(stamp, _)| clock::stamp(stamp).is_some()).map_or(words, |(_, rest)| rest.trim_start())
}

#[cfg(test)]
mod tests {
    use crate::read::{Limits, Sidecar};

    fn shown(path: &str, text: &str) -> Vec<(Option<String>, Option<f64>, String)> {
        let document = crate::read::read(path, text.as_bytes(), &Sidecar::default(), None, &Limits::default())
            .expect(path)
            .remove(0);
        document
            .turns
            .iter()
            .map(|turn| {
                (turn.speaker.clone(), turn.time.map(|time| time.start), turn.span.of(&document.text).to_string())
            })
            .collect()
    }

    #[test]
    fn editors_give_speakers_and_times() {
        let ana = Some("Ana".to_string());
        let otr = r#"{"text":"<p><span class=\"timestamp\" data-timestamp=\"62.5\">01:02</span> Ana: All gone.</p>","media":"a.mp3","media-time":12.5}"#;
        assert_eq!(shown("a.otr", otr), [(ana.clone(), Some(62.5), "All gone.".into())]);
        let noscribe = r#"<html><body><p>A call</p><p><a name="ts_1500_2500_S01">S01: All</a><a name="ts_2500_3000_S01"> gone.</a></p></body></html>"#;
        assert_eq!(shown("a.html", noscribe)[1], (Some("S01".into()), Some(1.5), "All gone.".into()));
        let podcast = "<cite>Ana:</cite><time>0:09</time><p>All gone.</p><cite>Bo :</cite><time>0:12</time><p>No.</p>";
        assert_eq!(
            shown("a.html", podcast),
            [(ana, Some(9.0), "All gone.".into()), (Some("Bo".into()), Some(12.0), "No.".into())]
        );
    }
}
