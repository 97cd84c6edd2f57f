//! Whisper's TSV and whisper.cpp's CSV: `start end text` in milliseconds.

use super::captions::{self, Cue};
use super::lines::{self, Line};
use super::{Format, Input, Likelihood};
use crate::model::{Document, Result};

pub const FORMAT: Format = Format {
    name: "whisper-table",
    extensions: &["tsv", "csv"],
    about: "Whisper's TSV, whisper.cpp's CSV",
    sniff,
    read,
};

fn sniff(input: &Input) -> Likelihood {
    let mut lines = lines::of(input.head()).filter(|line| !line.is_blank());
    let first = lines.next().map(|line| line.text.trim_end());
    let headed =
        first.is_some_and(|line| ["start\tend\ttext", "start,end,text", "start,end,speaker,text"].contains(&line));
    let rows = lines.take(3).filter(|line| cue(line).is_some()).count();
    let bare = first.is_some_and(|line| line.contains('"') && cue(&Line { number: 1, start: 0, text: line }).is_some());
    if (headed || bare) && rows > 0 { Likelihood::Certain } else { Likelihood::Never }
}

fn read(input: &Input) -> Result<Vec<Document>> {
    Ok(vec![captions::transcript(lines::of(input.text()).filter_map(|line| cue(&line)).collect())])
}

fn cue(line: &Line) -> Option<Cue> {
    let mark = if line.text.contains('\t') { '\t' } else { ',' };
    let mut parts = line.text.trim_start_matches('\u{feff}').splitn(3, mark);
    let mut time = || parts.next()?.trim().parse::<f64>().ok().map(|milliseconds| milliseconds / 1000.0);
    let (start, end) = (time()?, time()?);
    let mut rest = parts.next()?.trim();
    let mut speaker = None;
    if let Some((label, words)) = rest.split_once(",\"").filter(|(label, _)| !label.contains('"') && label.len() < 20) {
        speaker = Some(label.trim().to_string()).filter(|label| !label.is_empty());
        rest = words.trim_end_matches('"');
    } else if let Some(words) = rest.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        rest = words;
    }
    Some(Cue {
        start,
        end,
        text: rest.replace("\"\"", "\"").trim().to_string(),
        line: line.number,
        speaker,
        ..Cue::default()
    })
}

#[cfg(test)]
mod tests {
    use crate::read::{Limits, Sidecar};

    #[test]
    fn both_tables_are_read() {
        for text in [
            "start\tend\ttext\n500\t900\tAll \"gone\"\n1000\t2000\tNo.\n",
            "500,900,\" All \"\"gone\"\"\"\n1000,2000,\" No.\"\n",
        ] {
            let document = crate::read::read("a.txt", text.as_bytes(), &Sidecar::default(), None, &Limits::default())
                .expect(text)
                .remove(0);
            assert_eq!((document.format.as_str(), document.text.as_str()), ("whisper-table", "All \"gone\"\nNo."));
            assert_eq!(document.turns[0].time.map(|time| time.start), Some(0.5));
        }
    }
}
