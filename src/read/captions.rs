//! From cues to turns: speakers at the beginning of cues, two speakers in one cue, captions that roll.

use super::build::{self, Builder, Said};
use super::label::{self, Labels};
use super::markup;
use crate::model::{Document, DocumentKind, TimeBasis};

/// One cue as a caption file has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cue {
    /// Its identifier or number; empty when it has none.
    pub id: String,
    /// Seconds.
    pub start: f64,
    pub end: f64,
    /// With its tags and line breaks.
    pub text: String,
    /// Of its times, from 1.
    pub line: u32,
    /// Known apart from the text.
    pub speaker: Option<String>,
}

/// The transcript of cues whose speakers, if any, are known or stand at the beginning of their words.
pub fn transcript(cues: Vec<Cue>) -> Document {
    let cues = if rolls(&cues) { fold(cues) } else { cues };
    let plain: Vec<String> =
        cues.iter().map(|cue| markup::decode(&markup::without_tags(&cue.text)).into_owned()).collect();
    let labels = Labels::of(plain.iter().map(|words| words.trim_start_matches('\u{feff}').trim()));
    let mut builder = Builder::default();
    let mut carried: Option<String> = None;
    let known = cues.iter().any(|cue| cue.speaker.is_some());
    for (cue, words) in cues.iter().zip(&plain) {
        for part in parts(words.trim_start_matches('\u{feff}').trim()) {
            let (name, words) = if cue.speaker.is_some() { (None, part) } else { labels.split(part) };
            let dashed = part.starts_with(['-', '>', '–']) && name.is_none();
            if dashed {
                carried = None;
            }
            let name = cue.speaker.clone().or_else(|| name.map(markup::one_line));
            if name.is_some() {
                carried = name.clone();
            }
            let open = builder.last().is_some_and(|(last, _)| !build::ends_sentence(last));
            let holds = !known && !label::is_doubtful(part) && (labels.on_change || (open && labels.share() < 0.9));
            let speaker = name.or_else(|| carried.clone().filter(|_| holds));
            let words = markup::one_line(words.trim_start_matches(['-', '–', '>']));
            let time = build::on_recording(cue.start, Some(cue.end).filter(|end| *end > cue.start));
            let cue_id = Some(cue.id.clone()).filter(|id| !id.is_empty());
            builder.say(Said { words: &words, speaker, time, line: cue.line, cue: cue_id });
        }
    }
    let mut document = builder.finish(DocumentKind::Transcript);
    mark_clock(&mut document);
    document
}

/// Dashes at the beginning of lines stand for speakers of their own, as `>>` does.
fn parts(words: &str) -> Vec<&str> {
    let starts = |line: &str| line.starts_with("- ") || line.starts_with("– ") || line.starts_with(">> ");
    let mut cuts: Vec<usize> = vec![0];
    for (at, _) in words.match_indices('\n') {
        if starts(words[at + 1..].trim_start()) {
            cuts.push(at + 1);
        }
    }
    for (at, _) in words.match_indices(" >> ") {
        cuts.push(at + 1);
    }
    cuts.push(words.len());
    cuts.sort_unstable();
    cuts.windows(2).map(|pair| words[pair[0]..pair[1]].trim()).filter(|part| !part.is_empty()).collect()
}

/// Times that begin at an hour of the day are no offsets of a recording.
fn mark_clock(document: &mut Document) {
    let first = document.turns.iter().find_map(|turn| turn.time).map_or(0.0, |time| time.start);
    if first >= 6.0 * 3600.0 {
        for time in document.turns.iter_mut().filter_map(|turn| turn.time.as_mut()) {
            time.basis = TimeBasis::WallClock;
        }
    }
}

fn lines(cue: &Cue) -> Vec<String> {
    cue.text.lines().map(markup::clean).filter(|line| !line.is_empty()).collect()
}

/// Automatic captions show each line twice: new, and again above the next one.
fn rolls(cues: &[Cue]) -> bool {
    let repeats = cues.windows(2).filter(|pair| {
        let (before, here) = (lines(&pair[0]), lines(&pair[1]));
        pair[1].start - pair[0].end <= 2.0 && before.last().is_some_and(|last| here.first() == Some(last))
    });
    cues.len() >= 3 && repeats.count() * 2 >= cues.len()
}

/// Keeps each line once, with the cue that shows it first. Words said again more than two seconds later stay.
fn fold(cues: Vec<Cue>) -> Vec<Cue> {
    let mut kept: Vec<Cue> = Vec::new();
    let mut shown: Vec<String> = Vec::new();
    let mut until = f64::NEG_INFINITY;
    for cue in cues {
        let lines = lines(&cue);
        let fresh = if cue.start - until > 2.0 { 0 } else { repeated(&shown, &lines) };
        until = until.max(cue.end);
        if fresh < lines.len() {
            kept.push(Cue { text: lines[fresh..].join("\n"), ..cue });
        } else if let Some(last) = kept.last_mut() {
            last.end = last.end.max(cue.start);
        }
        if !lines.is_empty() {
            shown = lines;
        }
    }
    kept
}

/// How many lines at the beginning repeat the end of what is shown.
fn repeated(shown: &[String], lines: &[String]) -> usize {
    (1..=lines.len().min(shown.len())).rev().find(|count| shown.ends_with(&lines[..*count])).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cue(start: f64, text: &str) -> Cue {
        Cue { start, end: start + 2.0, text: text.into(), ..Cue::default() }
    }

    fn shown(cues: Vec<Cue>) -> Vec<(Option<String>, String)> {
        let document = transcript(cues);
        document.turns.iter().map(|turn| (turn.speaker.clone(), turn.span.of(&document.text).to_string())).collect()
    }

    #[test]
    fn rolling_lines_are_kept_once() {
        let cues = vec![
            cue(0.0, "the logs"),
            cue(2.0, "the logs\nwere kept"),
            cue(4.0, "were kept\nfor years"),
            cue(6.0, "for years"),
        ];
        let words: Vec<String> = shown(cues).into_iter().map(|(_, words)| words).collect();
        assert_eq!(words, ["the logs", "were kept", "for years"]);
    }

    #[test]
    fn a_label_holds_until_the_next_when_it_is_written_on_change_only() {
        let cues = vec![
            cue(0.0, "ANA LEE: So the"),
            cue(2.0, "logs. They"),
            cue(4.0, "BO ROY: Yes."),
            cue(6.0, "ANA LEE: went."),
        ];
        let speakers: Vec<Option<String>> = shown(cues).into_iter().map(|(speaker, _)| speaker).collect();
        let name = |name: &str| Some(name.to_string());
        assert_eq!(speakers, [name("ANA LEE"), name("ANA LEE"), name("BO ROY"), name("ANA LEE")]);
    }

    #[test]
    fn dashes_are_speakers_without_a_name() {
        assert_eq!(shown(vec![cue(0.0, "- Really?\n- Yes.")]), [(None, "Really?".into()), (None, "Yes.".into())]);
    }
}
