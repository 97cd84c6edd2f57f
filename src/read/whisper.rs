//! JSON of the Whisper family: openai-whisper, faster-whisper, WhisperX, whisper-timestamped, whisper.cpp, the API's verbose form,
//! Hugging Face pipelines. One segment is one turn.

use super::build::{self, Builder, Said};
use super::json::{self, Value};
use super::{Format, Input, Likelihood, front};
use crate::model::{Document, DocumentKind, Result};

pub const FORMAT: Format = Format {
    name: "whisper",
    extensions: &["json"],
    about: "JSON of the Whisper family (openai-whisper, faster-whisper, WhisperX, whisper.cpp, Hugging Face)",
    sniff,
    read,
};

fn sniff(input: &Input) -> Likelihood {
    match input.json() {
        Some(value)
            if segments(value)
                .is_some_and(|list| list.iter().any(|segment| json::string(segment, "text").is_some())) =>
        {
            Likelihood::Likely
        }
        _ => Likelihood::Never,
    }
}

/// `segments` with times and text; `transcription` of whisper.cpp; `chunks` of pipelines.
fn segments(value: &Value) -> Option<&[Value]> {
    let list = |key: &str| Some(json::list(value, key)).filter(|list| !list.is_empty());
    let timed =
        |list: &&[Value]| list.iter().all(|segment| segment.get("start").is_some() && segment.get("end").is_some());
    list("segments")
        .filter(timed)
        .or_else(|| list("transcription").filter(|list| list[0].get("offsets").or(list[0].get("timestamps")).is_some()))
        .or_else(|| list("chunks").filter(|list| list[0].get("timestamp").is_some()))
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let value = input.json().ok_or_else(|| input.trouble("is no JSON"))?;
    let segments = segments(value).ok_or_else(|| input.trouble("has no segments with `start`, `end` and `text`"))?;
    let mut builder = Builder::default();
    // Numbers of the words' lines where the JSON is written one value a line.
    let mut lines = super::finder::Finder::after(input.text(), "\"segments\"");
    for (at, segment) in segments.iter().enumerate() {
        let Some(words) = json::string(segment, "text") else { continue };
        let (start, end) = times(segment);
        let time = start.and_then(|start| build::on_recording(start, end));
        let id = segment.get("id").and_then(json::label).unwrap_or_else(|| at.to_string());
        let line = lines.line_of(&words);
        builder.say(Said { words: words.trim(), speaker: speaker(segment), time, line, cue: Some(id) });
    }
    let mut document = builder.finish(DocumentKind::Transcript);
    let language = json::string(value, "language").or_else(|| json::string(value.get("result")?, "language"));
    document.language = language.as_deref().and_then(language_code);
    Ok(vec![document])
}

/// Seconds: of `start` and `end`, of a pair, or of milliseconds.
fn times(segment: &Value) -> (Option<f64>, Option<f64>) {
    if let Some(pair) = segment.get("timestamp").and_then(Value::as_array) {
        return (pair.first().and_then(json::number), pair.get(1).and_then(json::number));
    }
    if let Some(offsets) = segment.get("offsets") {
        let milliseconds = |key: &str| offsets.get(key).and_then(json::number).map(|number| number / 1000.0);
        return (milliseconds("from"), milliseconds("to"));
    }
    let at = |key: &str| segment.get(key).and_then(json::number);
    (at("start"), at("end"))
}

fn speaker(segment: &Value) -> Option<String> {
    json::first(segment, &["speaker", "speaker_label", "speaker_id"]).and_then(json::label).filter(|label| label != "?")
}

/// Whisper writes a language as `en`, its API as `english`.
fn language_code(written: &str) -> Option<String> {
    const NAMES: &[(&str, &str)] = &[
        ("english", "en"),
        ("german", "de"),
        ("french", "fr"),
        ("spanish", "es"),
        ("italian", "it"),
        ("portuguese", "pt"),
        ("dutch", "nl"),
        ("polish", "pl"),
        ("russian", "ru"),
        ("ukrainian", "uk"),
        ("chinese", "zh"),
        ("japanese", "ja"),
        ("korean", "ko"),
        ("arabic", "ar"),
    ];
    let named = NAMES.iter().find(|(name, _)| written.eq_ignore_ascii_case(name)).map(|(_, code)| code.to_string());
    named.or_else(|| front::language_code(written))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Limits;

    fn shown(text: &str) -> Vec<(Option<String>, f64, Option<f64>, String)> {
        let limits = Limits::default();
        let input = Input::new("a.json", text.as_bytes(), &limits);
        assert_eq!(sniff(&input), Likelihood::Likely);
        let document = read(&input).expect("whisper").remove(0);
        document
            .turns
            .iter()
            .map(|turn| {
                let time = turn.time.expect("a time");
                (turn.speaker.clone(), time.start, time.end, turn.span.of(&document.text).to_string())
            })
            .collect()
    }

    #[test]
    fn the_family_is_read() {
        let open = r#"{"text":" Hi. So","language":"en","segments":[{"id":0,"start":0.0,"end":7.6000000000000005,"text":" Hi.","tokens":[]},{"id":1,"start":8,"end":9,"text":" So","speaker":"SPEAKER_01"}]}"#;
        assert_eq!(shown(open)[1], (Some("SPEAKER_01".into()), 8.0, Some(9.0), "So".into()));
        let cpp = r#"{"result":{"language":"en"},"transcription":[{"timestamps":{"from":"00:00:00,000","to":"00:00:02,500"},"offsets":{"from":0,"to":2500},"text":" Hi."}]}"#;
        assert_eq!(shown(cpp), [(None, 0.0, Some(2.5), "Hi.".into())]);
        let pipe = r#"{"text":"Hi.","chunks":[{"timestamp":[0.0,2.0],"text":" Hi."},{"timestamp":[2.0,null],"text":" Yes."}]}"#;
        assert_eq!(shown(pipe)[1], (None, 2.0, None, "Yes.".into()));
    }
}
