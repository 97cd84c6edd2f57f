//! MPSub captions: before each cue two numbers, the pause since the cue before and how long it is shown, in seconds or frames.

use super::captions::{self, Cue};
use super::lines;
use super::{Format, Input, Likelihood};
use crate::model::{Document, Result};

pub const FORMAT: Format =
    Format { name: "mpsub", extensions: &["mpsub", "sub"], about: "MPSub captions", sniff, read };

fn sniff(input: &Input) -> Likelihood {
    let head = || input.head().lines().take(12);
    let told = head().any(|line| unit(line).is_some());
    if told && input.head().lines().take(60).any(|line| pair(line).is_some()) {
        Likelihood::Certain
    } else {
        Likelihood::Never
    }
}

/// Seconds that a number counts: `FORMAT=TIME` or `FORMAT=25` frames a second.
fn unit(line: &str) -> Option<f64> {
    let value = line.trim().strip_prefix("FORMAT=")?.trim();
    if value.eq_ignore_ascii_case("TIME") {
        return Some(1.0);
    }
    value.parse::<f64>().ok().filter(|rate| (5.0..=120.0).contains(rate)).map(|rate| 1.0 / rate)
}

fn pair(line: &str) -> Option<(f64, f64)> {
    let (pause, length) = line.trim().split_once(' ')?;
    let number = |text: &str| {
        let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-');
        text.parse::<f64>().ok().filter(|_| plain)
    };
    Some((number(pause)?, number(length.trim())?))
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let text = input.text();
    let unit = text.lines().take(40).find_map(unit).unwrap_or(1.0);
    let title = text.lines().take(40).find_map(|line| line.trim_start_matches('\u{feff}').strip_prefix("TITLE="));
    let mut cues: Vec<Cue> = Vec::new();
    let (mut at, mut open) = (0.0, false);
    for line in lines::of(text) {
        if let Some((pause, length)) = pair(line.text) {
            let start = at + pause * unit;
            at = start + length.max(0.0) * unit;
            cues.push(Cue { start, end: at, line: line.number, ..Cue::default() });
            open = true;
        } else if line.is_blank() {
            open = false;
        } else if let Some(cue) = cues.last_mut().filter(|_| open) {
            cue.text.push_str(line.text);
            cue.text.push('\n');
        }
    }
    let mut document = captions::transcript(cues);
    document.title = title.map(|title| title.trim().to_string()).filter(|title| !title.is_empty());
    Ok(vec![document])
}

#[cfg(test)]
mod tests {
    use crate::read::{Limits, Sidecar};

    #[test]
    fn pauses_add_up() {
        let text = "TITLE=Board\nFORMAT=TIME\n\n1.5 2\nAna: All\ngone.\n\n0.5 1\nBo: No.\n";
        let document = crate::read::read("a.sub", text.as_bytes(), &Sidecar::default(), None, &Limits::default())
            .expect("mpsub")
            .remove(0);
        let times = document.turns.iter().filter_map(|turn| turn.time).map(|time| (time.start, time.end));
        assert_eq!(times.collect::<Vec<_>>(), [(1.5, Some(3.5)), (4.0, Some(5.0))]);
        assert_eq!((document.title.as_deref(), document.text.as_str()), (Some("Board"), "Ana: All gone.\nBo: No."));
    }
}
