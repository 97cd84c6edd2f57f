//! Amazon Transcribe: `results.items` with words and marks, speakers on the items or in `speaker_labels`; Call Analytics with its turns.

use super::finder::Finder;
use super::json::{self, Value};
use super::words::{self, Word, at};
use super::{Format, Input, Likelihood};
use crate::model::{Document, Result};
use std::collections::BTreeMap;

pub const FORMAT: Format = Format { name: "aws", extensions: &["json"], about: "Amazon Transcribe JSON", sniff, read };

fn sniff(input: &Input) -> Likelihood {
    match input.json().and_then(items) {
        Some(items) if items.iter().any(|item| item.get("alternatives").is_some() && item.get("type").is_some()) => {
            Likelihood::Likely
        }
        _ => Likelihood::Never,
    }
}

/// `results.items`, or the bare list of items. Another service's words have no `content`.
fn items(value: &Value) -> Option<&[Value]> {
    let list = value.get("results").map_or(value, |results| results.get("items").unwrap_or(&Value::Null)).as_array()?;
    content(list.first()?).map(|_| list.as_slice())
}

fn content(item: &Value) -> Option<&str> {
    json::list(item, "alternatives").first()?.get("content")?.as_str()
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let value = input.json().ok_or_else(|| input.trouble("is no JSON"))?;
    let items = items(value).ok_or_else(|| input.trouble("has no `results.items` with `alternatives`"))?;
    let speakers = speakers(value);
    let words: Vec<Word> = items.iter().filter_map(|item| word(item, &speakers)).collect();
    let mut document = words::transcript(&words, Finder::after(input.text(), "\"alternatives\""));
    document.title = json::string(value, "jobName");
    document.language = value
        .get("results")
        .and_then(|results| json::string(results, "language_code"))
        .and_then(|code| super::front::language_code(&code));
    Ok(vec![document])
}

fn word(item: &Value, speakers: &BTreeMap<String, String>) -> Option<Word> {
    let text = content(item)?;
    if item.get("type").and_then(Value::as_str) == Some("punctuation") {
        return Some(Word::mark(text));
    }
    let start = json::string(item, "start_time");
    let own = json::string(item, "speaker_label");
    let speaker = own.or_else(|| speakers.get(start.as_deref()?).cloned());
    Some(Word::new(text, at(item, "start_time"), at(item, "end_time"), speaker))
}

/// Speakers by the start of each word; segments without items or without a name are left out.
fn speakers(value: &Value) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let segments = value.pointer("/results/speaker_labels/segments").and_then(Value::as_array);
    for segment in segments.into_iter().flatten() {
        for item in json::list(segment, "items") {
            let label = json::string(item, "speaker_label").or_else(|| json::string(segment, "speaker_label"));
            if let (Some(start), Some(label)) = (json::string(item, "start_time"), label) {
                found.insert(start, label);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::read::{Limits, Sidecar};

    #[test]
    fn words_marks_and_speakers_are_joined() {
        let text = r#"{"jobName":"call","results":{"transcripts":[{"transcript":"Gone. No"}],"speaker_labels":{"segments":[{"items":[],"speaker_label":""},{"speaker_label":"spk_0","items":[{"start_time":"0.5","speaker_label":"spk_0"}]},{"speaker_label":"spk_1","items":[{"start_time":"1.5"}]}]},"items":[{"start_time":"0.5","end_time":"0.9","alternatives":[{"content":"Gone"}],"type":"pronunciation"},{"alternatives":[{"content":"."}],"type":"punctuation"},{"start_time":"1.5","end_time":"1.9","alternatives":[{"content":"No"}],"type":"pronunciation"}]}}"#;
        let document = crate::read::read("a.json", text.as_bytes(), &Sidecar::default(), None, &Limits::default())
            .expect("aws")
            .remove(0);
        assert_eq!((document.format.as_str(), document.text.as_str()), ("aws", "Gone.\nNo"));
        assert_eq!(document.turns[1].speaker.as_deref(), Some("spk_1"));
    }
}
