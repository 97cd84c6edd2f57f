//! ASS and SSA subtitles: `Dialogue:` lines whose columns `Format:` names; `Name` is the speaker.

use super::captions::{self, Cue};
use super::lines;
use super::{Format, Input, Likelihood, clock};
use crate::model::{Document, Result};

pub const FORMAT: Format =
    Format { name: "ass", extensions: &["ass", "ssa"], about: "ASS and SSA subtitles", sniff, read };

fn sniff(input: &Input) -> Likelihood {
    if input.head().starts_with("[Script Info]") { Likelihood::Certain } else { Likelihood::Never }
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let mut columns: Vec<String> =
        ["Layer", "Start", "End", "Style", "Name", "MarginL", "MarginR", "MarginV", "Effect", "Text"]
            .map(String::from)
            .to_vec();
    let mut events = false;
    let (mut cues, mut title) = (Vec::new(), None);
    for line in lines::of(input.text()) {
        if line.text.starts_with('[') {
            events = line.text.trim() == "[Events]";
        } else if let Some(names) = line.text.strip_prefix("Format:").filter(|_| events) {
            columns = names.split(',').map(|name| name.trim().to_string()).collect();
        } else if let Some(row) = line.text.strip_prefix("Dialogue:").filter(|_| events) {
            cues.extend(cue(row, &columns, line.number));
        } else if let Some(words) = line.text.strip_prefix("Title:") {
            title = Some(words.trim().to_string()).filter(|words| !words.is_empty());
        }
    }
    if cues.is_empty() {
        return Err(input.trouble("has no `Dialogue:` lines below `[Events]`"));
    }
    cues.sort_by(|a: &Cue, b| a.start.total_cmp(&b.start));
    let mut document = captions::transcript(cues);
    document.title = title;
    Ok(vec![document])
}

fn cue(row: &str, columns: &[String], line: u32) -> Option<Cue> {
    let values: Vec<&str> = row.splitn(columns.len(), ',').collect();
    let value = |names: &[&str]| {
        let at = columns.iter().position(|column| names.contains(&column.as_str()))?;
        values.get(at).map(|value| value.trim())
    };
    let (start, end) = (clock::seconds(value(&["Start"])?)?, clock::seconds(value(&["End"])?)?);
    let text = value(&["Text"])?.replace("\\N", "\n").replace("\\n", " ").replace("\\h", "\u{a0}");
    let drawing = text.contains("\\p1") || text.contains("\\p2");
    let speaker = value(&["Name", "Actor"]).filter(|name| !name.is_empty()).map(str::to_string);
    (!drawing).then(|| Cue { id: String::new(), start, end: end.max(start), text: without_codes(&text), line, speaker })
}

/// `{…}` holds codes and comments.
fn without_codes(text: &str) -> String {
    let mut words = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        words.push_str(before);
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    words + rest
}

#[cfg(test)]
mod tests {
    use crate::read::{Limits, Sidecar};

    #[test]
    fn the_name_column_speaks() {
        let text = "[Script Info]\nTitle: A call\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\nComment: 0,0:00:00.00,0:00:01.00,D,,0,0,0,,off\nDialogue: 0,0:00:01.25,0:00:02.00,D,Ana,0,0,0,,{\\i1}All{\\i0},\\Ngone\n";
        let document = crate::read::read("a.ass", text.as_bytes(), &Sidecar::default(), None, &Limits::default())
            .expect("ass")
            .remove(0);
        assert_eq!((document.text.as_str(), document.turns[0].speaker.as_deref()), ("All, gone", Some("Ana")));
        assert_eq!(document.turns[0].time.map(|time| time.start), Some(1.25));
    }
}
