//! MicroDVD captions: `{25}{75}words|words` in frames; `{1}{1}25` at the head tells how many of them are a second.

use super::captions::{self, Cue};
use super::lines;
use super::{Format, Input, Likelihood};
use crate::model::{Document, Result};
use regex::Regex;
use std::sync::LazyLock;

pub const FORMAT: Format = Format { name: "microdvd", extensions: &["sub"], about: "MicroDVD captions", sniff, read };

fn sniff(input: &Input) -> Likelihood {
    let framed = input.head().lines().take(3).filter(|line| frames(line).is_some()).count();
    if framed > 0 && input.head().starts_with('{') { Likelihood::Certain } else { Likelihood::Never }
}

/// First frame, last frame, words.
fn frames(line: &str) -> Option<(f64, f64, &str)> {
    static PATTERN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^\u{feff}?\{(\d{1,9})\}\{(\d{0,9})\}(.*)$").expect("a pattern of ours"));
    let found = PATTERN.captures(line.trim_end())?;
    let start = found[1].parse().ok()?;
    Some((start, found[2].parse().unwrap_or(start), found.get(3)?.as_str()))
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let mut rate: Option<f64> = None;
    let mut cues: Vec<Cue> = Vec::new();
    for line in lines::of(input.text()) {
        let Some((start, end, words)) = frames(line.text) else { continue };
        let told = words.trim().parse::<f64>().ok().filter(|rate| (5.0..=120.0).contains(rate));
        if cues.is_empty() && start <= 1.0 && told.is_some() {
            rate = told;
            continue;
        }
        let seconds = rate.unwrap_or(1.0);
        let text = dressed(words).replace('|', "\n");
        cues.push(Cue {
            id: format!("{start}"),
            start: start / seconds,
            end: end / seconds,
            text,
            line: line.number,
            speaker: None,
        });
    }
    if cues.is_empty() {
        return Err(input.trouble("has no frames like `{25}{75}`"));
    }
    let mut document = captions::transcript(cues);
    if rate.is_none() {
        // How long a frame lasts is not told, so nothing is known of the time.
        document.turns.iter_mut().for_each(|turn| turn.time = None);
        input.doubt("its times are in frames, and it does not tell how many are a second: read without times");
    }
    Ok(vec![document])
}

/// Without `{y:i}` and other dress.
fn dressed(words: &str) -> String {
    static DRESS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\{[A-Za-z]:[^}]*\}").expect("a pattern of ours"));
    DRESS.replace_all(words, "").trim_start_matches('/').to_string()
}

#[cfg(test)]
mod tests {
    use crate::read::{Contents, Limits, Sidecar, open};

    fn opened(text: &str) -> Contents {
        open("a.sub", text.as_bytes(), &Sidecar::default(), None, &Limits::default()).expect("microdvd")
    }

    #[test]
    fn frames_are_time_only_with_their_rate() {
        let words = "{50}{75}{y:i}Ana: All|gone.\n{100}{150}Bo: No.\n";
        let timed = opened(&format!("{{1}}{{1}}25.000\n{words}"));
        let document = &timed.documents[0];
        assert_eq!((document.format.as_str(), document.text.as_str()), ("microdvd", "Ana: All gone.\nBo: No."));
        assert_eq!(document.turns[0].time.map(|time| (time.start, time.end)), Some((2.0, Some(3.0))));
        let untimed = opened(words);
        assert_eq!((untimed.documents[0].turns[0].time, untimed.doubts.len()), (None, 1));
    }
}
