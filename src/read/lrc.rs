//! LRC: `[mm:ss.xx]words`, several times a line allowed.

use super::captions::{self, Cue};
use super::lines;
use super::{Format, Input, Likelihood, clock};
use crate::model::{Document, Result};

pub const FORMAT: Format =
    Format { name: "lrc", extensions: &["lrc"], about: "LRC lyrics and transcripts", sniff, read };

fn sniff(input: &Input) -> Likelihood {
    let lines: Vec<&str> = input.head().lines().filter(|line| !line.trim().is_empty()).take(40).collect();
    let fraction = |line: &&&str| {
        times(line).is_some_and(|(times, _)| !times.is_empty() && line[..line.find(']').unwrap_or(0)].contains('.'))
    };
    let timed = lines.iter().filter(fraction).count();
    match (timed * 2 > lines.len(), input.extension() == "lrc") {
        (true, true) => Likelihood::Certain,
        (false, true) if timed > 0 => Likelihood::Likely,
        _ => Likelihood::Never,
    }
}

/// The times at the beginning of a line and its words.
fn times(line: &str) -> Option<(Vec<f64>, &str)> {
    let mut rest = line.trim_start_matches('\u{feff}').trim_start();
    let mut times = Vec::new();
    while let Some((time, after)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        let Some(time) = clock::stamp(time) else { break };
        times.push(time);
        rest = after.trim_start();
    }
    (!times.is_empty()).then_some((times, rest))
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let (mut cues, mut title, mut shift) = (Vec::new(), None, 0.0);
    for line in lines::of(input.text()) {
        if let Some((times, words)) = times(line.text) {
            for start in times {
                let start = start - shift;
                cues.push(Cue { start, end: start, text: words.to_string(), line: line.number, ..Cue::default() });
            }
        } else if let Some((key, value)) =
            line.text.trim().strip_prefix('[').and_then(|tag| tag.strip_suffix(']')?.split_once(':'))
        {
            match key {
                "ti" => title = Some(value.trim().to_string()),
                "offset" => shift = value.trim().parse::<f64>().unwrap_or(0.0) / 1000.0,
                _ => {}
            }
        }
    }
    cues.sort_by(|a: &Cue, b| a.start.total_cmp(&b.start));
    for at in 1..cues.len() {
        cues[at - 1].end = cues[at].start;
    }
    let mut document = captions::transcript(cues);
    document.title = title;
    Ok(vec![document])
}

#[cfg(test)]
mod tests {
    use crate::read::{Limits, Sidecar};

    #[test]
    fn lines_with_times_are_cues() {
        let text = "[ti:A call]\n[01:23.45] First words\n[02:99.56] broken\n[00:01.00][03:45.67] Again\n";
        let document = crate::read::read("a.lrc", text.as_bytes(), &Sidecar::default(), None, &Limits::default())
            .expect("lrc")
            .remove(0);
        assert_eq!((document.title.as_deref(), document.text.as_str()), (Some("A call"), "Again\nFirst words\nAgain"));
    }
}
