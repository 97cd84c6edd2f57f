//! SBV captions: `0:00:01.000,0:00:03.500`, words, a blank line; and SubViewer, which writes the same below a head of its own.

use super::captions::{self, Cue};
use super::lines;
use super::{Format, Input, Likelihood, clock};
use crate::model::{Document, Result};

pub const FORMAT: Format = Format {
    name: "sbv",
    extensions: &["sbv"],
    about: "SBV and SubViewer captions, chats of Google Meet",
    sniff,
    read,
};

fn sniff(input: &Input) -> Likelihood {
    let headed = input.head().starts_with("[INFORMATION]");
    let timed = input.head().lines().take(if headed { 40 } else { 5 }).any(|line| times(line).is_some());
    if timed { Likelihood::Certain } else { Likelihood::Never }
}

fn times(line: &str) -> Option<(f64, f64)> {
    let (start, end) = line.trim().split_once(',')?;
    let read = |text: &str| {
        Some(text).filter(|text| text.matches(':').count() == 2 && text.contains('.')).and_then(clock::seconds)
    };
    Some((read(start)?, read(end)?)).map(|(start, end)| (start, end.max(start)))
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let mut cues: Vec<Cue> = Vec::new();
    let mut open = false;
    for line in lines::of(input.text()) {
        if let Some((start, end)) = times(line.text.trim_start_matches('\u{feff}')) {
            cues.push(Cue { start, end, line: line.number, ..Cue::default() });
            open = true;
        } else if line.is_blank() {
            open = false;
        } else if let Some(cue) = cues.last_mut().filter(|_| open) {
            cue.text.push_str(&line.text.replace("[br]", "\n"));
            cue.text.push('\n');
        }
    }
    let mut document = captions::transcript(cues);
    let title = input.text().lines().take(10).find_map(|line| line.strip_prefix("[TITLE]"));
    document.title = title.map(|title| title.trim().to_string()).filter(|title| !title.is_empty());
    Ok(vec![document])
}

#[cfg(test)]
mod tests {
    use crate::read::{Limits, Sidecar};

    #[test]
    fn cues_are_read_and_broken_times_skipped() {
        let text = "0:00:00.378,0:00:11.378\nAna: All\ngone.\n\n0:00:13.f89,0:00:15.489\nlost\n\n0:00:17.484,0:00:16.543\nBo: No.\n";
        let document = crate::read::read("a.sbv", text.as_bytes(), &Sidecar::default(), None, &Limits::default())
            .expect("sbv")
            .remove(0);
        assert_eq!(document.text, "Ana: All gone.\nBo: No.");
    }
}
