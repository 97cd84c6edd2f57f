//! SubRip captions, read leniently: numbers may be missing or wrong, blank lines too many or too few, times written in many ways.

use super::captions::{self, Cue};
use super::lines::{self, Line};
use super::{Format, Input, Likelihood, clock};
use crate::model::{Document, Result};
use regex::Regex;
use std::sync::LazyLock;

pub const FORMAT: Format = Format { name: "srt", extensions: &["srt"], about: "SubRip captions", sniff, read };

fn sniff(input: &Input) -> Likelihood {
    let mut lines = input.head().lines().filter(|line| !line.trim().is_empty());
    let found = lines.by_ref().take(6).any(|line| start_and_end(line).is_some());
    let marked = input.extension() == "srt" && !input.text().is_empty();
    match found && !input.head().starts_with("WEBVTT") {
        true => Likelihood::Likely,
        false if marked => Likelihood::Possible,
        false => Likelihood::Never,
    }
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let cues = cues(input.text());
    if cues.is_empty() {
        return Err(input.trouble("has no times like `00:00:01,000 --> 00:00:02,000`"));
    }
    Ok(vec![captions::transcript(cues)])
}

/// Every line with two times begins a cue, which goes on to the number of the next.
pub fn cues(text: &str) -> Vec<Cue> {
    let lines: Vec<Line> = lines::of(text).collect();
    let starts: Vec<(usize, f64, f64)> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| start_and_end(line.text).map(|(start, end)| (at, start, end)))
        // A broken end costs the end alone.
        .map(|(at, start, end)| {
            end.map_or((at, start, start), |end| (at, ordered(start, end).0, ordered(start, end).1))
        })
        .collect();
    let mut cues = Vec::new();
    for (index, (at, start, end)) in starts.iter().enumerate() {
        let number = at.checked_sub(1).map(|before| lines[before].text.trim_matches(['\u{feff}', ' ']));
        let next = starts.get(index + 1).map_or(lines.len(), |(next, ..)| {
            let numbered = is_number(lines[next - 1].text) && next - 1 > *at;
            if numbered { next - 1 } else { *next }
        });
        let words: Vec<&str> = lines[at + 1..next.max(at + 1)].iter().map(|line| line.text.trim()).collect();
        cues.push(Cue {
            id: number.filter(|number| is_number(number)).unwrap_or_default().to_string(),
            start: *start,
            end: *end,
            text: words.join("\n").trim().to_string(),
            line: lines[*at].number,
            speaker: None,
        });
    }
    cues
}

fn is_number(line: &str) -> bool {
    let line = line.trim_matches(|c: char| c == '\u{feff}' || c.is_whitespace());
    !line.is_empty() && line.len() <= 9 && line.bytes().all(|byte| byte.is_ascii_digit())
}

/// The start of a line with two times, and its end where that is one.
fn start_and_end(line: &str) -> Option<(f64, Option<f64>)> {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        let time = r"(\d{1,4}[:：]\d{1,2}(?:[:：]\d{1,3})*(?:[.,．，]\d{1,9})?)";
        Regex::new(&format!(r"^[\s\u{{feff}}]*{time}\s*(?:-{{1,3}}>|=>|→|–>|—>)\s*{time}(?:\s|$)"))
            .expect("a pattern of ours")
    });
    if !line.contains(['>', '→']) {
        return None;
    }
    let found = PATTERN.captures(line)?;
    let unpadded = is_unpadded(&found[1]) || is_unpadded(&found[2]);
    let read = |text: &str| if unpadded { clock::seconds_unpadded(text) } else { clock::seconds(&with_dot(text)) };
    Some((read(&found[1])?, read(&found[2])))
}

/// The two times of a line. An end that lies before the start by at most half a minute is exchanged with it, else dropped.
pub fn times(line: &str) -> Option<(f64, f64)> {
    let (start, end) = start_and_end(line)?;
    end.map(|end| ordered(start, end))
}

fn ordered(start: f64, end: f64) -> (f64, f64) {
    match end < start {
        true if start - end <= 30.0 => (end, start),
        true => (start, start),
        false => (start, end),
    }
}

/// `0:0:6.90`: a single digit for minutes or seconds.
fn is_unpadded(time: &str) -> bool {
    let whole = time.split(['.', ',']).next().unwrap_or(time);
    whole.split(':').skip(1).any(|field| field.len() == 1)
}

/// `00:00:01:500` has a colon where the fraction begins.
fn with_dot(time: &str) -> String {
    match time.rfind(':').filter(|_| time.matches(':').count() == 3) {
        Some(at) => format!("{}.{}", &time[..at], &time[at + 1..]),
        None => time.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_file_keeps_its_cues() {
        let text = "\u{feff}1\r\n00:00:01,000 --> 00:00:02,000\r\none\r\n2\r\n0:0:3.5 --> 0:0:4.20\r\ntwo\r\n\r\nstill two\r\n\r\n00:00:05 -> 00:00:06\r\nthree\r\n\r\n9\r\n00:00:09,5000 --> 00:00:08,000\r\n";
        let cues = cues(text);
        let shown: Vec<(&str, f64, f64, &str)> =
            cues.iter().map(|cue| (cue.id.as_str(), cue.start, cue.end, cue.text.as_str())).collect();
        assert_eq!(
            shown,
            [
                ("1", 1.0, 2.0, "one"),
                ("2", 3.005, 4.02, "two\n\nstill two"),
                ("", 5.0, 6.0, "three"),
                ("9", 8.0, 9.5, "")
            ]
        );
    }
}
