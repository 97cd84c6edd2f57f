//! JSON that lists turns: who, when and what under each tool's own keys. One row of a table for each shape.

use super::build::{self, Builder, Said};
use super::finder::Finder;
use super::json::{self, Value};
use super::{Format, Input, Likelihood, clock, date, front};
use crate::model::{Document, DocumentKind, Result};

pub const FORMAT: Format = Format {
    name: "turns-json",
    extensions: &["json"],
    about: "JSON with a list of turns (AssemblyAI, Fireflies, Podcasting 2.0, QMSum, Webex, Meet, Sonix, Happy Scribe and others)",
    sniff,
    read,
};

/// How a tool lists its turns.
struct Shape {
    /// As a document's format is shown.
    name: &'static str,
    /// Where the list lies, as a JSON pointer.
    list: &'static str,
    /// A key that each turn has and other tools' turns have not.
    sign: &'static str,
    speaker: &'static [&'static str],
    text: &'static [&'static str],
    start: &'static str,
    end: &'static str,
    /// Seconds of one unit of its times.
    unit: f64,
}

#[rustfmt::skip]
const SHAPES: &[Shape] = &[
    Shape { name: "assemblyai", list: "/utterances", sign: "speaker", speaker: &["speaker"], text: &["text"], start: "start", end: "end", unit: 0.001 },
    Shape { name: "deepgram", list: "/results/utterances", sign: "transcript", speaker: &["speaker"], text: &["transcript"], start: "start", end: "end", unit: 1.0 },
    Shape { name: "fireflies", list: "/data/transcript/sentences", sign: "speaker_name", speaker: &["speaker_name", "speaker_id"], text: &["text", "raw_text"], start: "start_time", end: "end_time", unit: 1.0 },
    Shape { name: "fireflies", list: "/sentences", sign: "speaker_name", speaker: &["speaker_name", "speaker_id"], text: &["text", "raw_text"], start: "start_time", end: "end_time", unit: 1.0 },
    Shape { name: "podcast", list: "/segments", sign: "body", speaker: &["speaker"], text: &["body"], start: "startTime", end: "endTime", unit: 1.0 },
    Shape { name: "podcast", list: "", sign: "body", speaker: &["speaker"], text: &["body", "text"], start: "startTime", end: "endTime", unit: 1.0 },
    Shape { name: "qmsum", list: "/meeting_transcripts", sign: "content", speaker: &["speaker"], text: &["content"], start: "", end: "", unit: 1.0 },
    Shape { name: "meet", list: "/transcriptEntries", sign: "participant", speaker: &["participant"], text: &["text"], start: "startTime", end: "endTime", unit: 1.0 },
    Shape { name: "webex", list: "/items", sign: "personName", speaker: &["personName"], text: &["text"], start: "offsetMillisecond", end: "", unit: 0.001 },
    Shape { name: "otter", list: "/speech/transcripts", sign: "transcript", speaker: &["speaker_name", "speaker_id"], text: &["transcript"], start: "start_offset", end: "end_offset", unit: 1.0 / 16_000.0 },
    Shape { name: "sonix", list: "/transcript", sign: "start_time", speaker: &["speaker"], text: &["text"], start: "start_time", end: "end_time", unit: 1.0 },
    Shape { name: "aws", list: "/Transcript", sign: "BeginOffsetMillis", speaker: &["ParticipantRole"], text: &["Content"], start: "BeginOffsetMillis", end: "EndOffsetMillis", unit: 0.001 },
    Shape { name: "draftjs", list: "/blocks", sign: "data", speaker: &["speaker"], text: &["text"], start: "start", end: "end", unit: 1.0 },
    Shape { name: "happyscribe", list: "", sign: "words", speaker: &["speaker"], text: &["text"], start: "data_start", end: "data_end", unit: 1.0 },
    Shape { name: "turns", list: "", sign: "speaker", speaker: &["speaker"], text: &["text", "content", "transcript"], start: "start", end: "end", unit: 1.0 },
    Shape { name: "turns", list: "/turns", sign: "speaker", speaker: &["speaker"], text: &["text", "content"], start: "start", end: "end", unit: 1.0 },
    Shape { name: "turns", list: "/transcript", sign: "speaker", speaker: &["speaker", "speaker_name"], text: &["text", "content"], start: "start", end: "end", unit: 1.0 },
];

/// The shape that fits, with its turns.
fn shape(value: &Value) -> Option<(&'static Shape, &Vec<Value>)> {
    SHAPES.iter().find_map(|shape| {
        let list = value.pointer(shape.list)?.as_array()?;
        let first = list.first()?;
        let fits = first.get(shape.sign).is_some() && list.iter().any(|turn| text(shape, turn).is_some());
        fits.then_some((shape, list))
    })
}

fn sniff(input: &Input) -> Likelihood {
    if input.json().and_then(shape).is_some() { Likelihood::Possible } else { Likelihood::Never }
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let value = input.json().ok_or_else(|| input.trouble("is no JSON"))?;
    let (shape, turns) = shape(value).ok_or_else(|| input.trouble("has no list of turns with a speaker and words"))?;
    let mut builder = Builder::default();
    let mut lines = Finder::new(input.text());
    for (number, turn) in turns.iter().enumerate() {
        let Some(words) = text(shape, turn) else { continue };
        let time = |key: &str| field(turn, key).and_then(|value| seconds(value, shape.unit));
        let time = time(shape.start).and_then(|start| build::on_recording(start, time(shape.end)));
        let speaker = shape.speaker.iter().find_map(|key| field(turn, key).and_then(json::label));
        let speaker = speaker.map(|name| super::markup::one_line(&name)).filter(|name| name != "UU");
        let cue =
            json::first(turn, &["id", "index", "key"]).and_then(json::label).or_else(|| Some((number + 1).to_string()));
        builder.say(Said { words: &words, speaker, time, line: lines.line_of(&words), cue });
    }
    let mut document = builder.finish(DocumentKind::Transcript);
    document.format = shape.name.to_string();
    about(value, &mut document);
    Ok(vec![document])
}

/// A key of a turn, or of its `data`.
fn field<'a>(turn: &'a Value, key: &str) -> Option<&'a Value> {
    turn.get(key).or_else(|| turn.get("data")?.get(key)).filter(|value| !value.is_null())
}

/// A turn's words: its text, or its single words joined.
fn text(shape: &Shape, turn: &Value) -> Option<String> {
    let own = shape.text.iter().find_map(|key| json::string(turn, key));
    own.or_else(|| {
        let words: Vec<&str> =
            json::list(turn, "words").iter().filter_map(|word| word.get("text")?.as_str()).map(str::trim).collect();
        (!words.is_empty()).then(|| words.join(" "))
    })
}

/// A number in the shape's unit, a time such as `1:02`, or nothing for a time of day.
fn seconds(value: &Value, unit: f64) -> Option<f64> {
    let number = json::number(value).map(|number| number * unit);
    number.or_else(|| value.as_str().and_then(clock::stamp))
}

/// Title, date and language at the top of a file, or of what it wraps.
fn about(value: &Value, document: &mut Document) {
    let wrapped = [value.get("data").and_then(|data| data.get("transcript")), value.get("speech"), Some(value)];
    for value in wrapped.into_iter().flatten() {
        if document.title.is_none() {
            document.title =
                json::first(value, &["title", "name", "meeting_title"]).and_then(Value::as_str).map(str::to_string);
        }
        if let Some(written) =
            json::first(value, &["date", "dateString", "recorded_at", "meeting_date", "start_date_time"])
        {
            let read =
                json::number(written).and_then(date::from_epoch).or_else(|| written.as_str().and_then(date::iso));
            build::publish(document, read, "metadata");
        }
        let language = json::first(value, &["language_code", "language"]).and_then(Value::as_str);
        document.language = document.language.take().or_else(|| language.and_then(front::language_code));
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Document;
    use crate::read::{Limits, Sidecar};

    fn document(text: &str) -> Document {
        crate::read::read("a.json", text.as_bytes(), &Sidecar::default(), None, &Limits::default())
            .expect("turns")
            .remove(0)
    }

    #[test]
    fn tools_are_told_by_their_keys() {
        for (text, format, start) in [
            (
                r#"{"utterances":[{"speaker":"A","text":"All gone.","start":500,"end":900}],"words":[]}"#,
                "assemblyai",
                Some(0.5),
            ),
            (
                r#"{"data":{"transcript":{"title":"T","date":1686182400000,"sentences":[{"speaker_name":"A","text":"All gone.","start_time":"0.5"}]}}}"#,
                "fireflies",
                Some(0.5),
            ),
            (
                r#"{"version":"1.0.0","segments":[{"speaker":"A","startTime":0.5,"body":"All gone."}]}"#,
                "podcast",
                Some(0.5),
            ),
            (r#"{"meeting_transcripts":[{"speaker":"A","content":"All gone."}]}"#, "qmsum", None),
            (r#"[{"speaker":"A","words":[{"text":"All","data_start":0.5},{"text":"gone."}]}]"#, "happyscribe", None),
            (r#"[{"speaker":"A","text":"All gone.","start":"0:01"}]"#, "turns", Some(1.0)),
        ] {
            let document = document(text);
            let turn = &document.turns[0];
            assert_eq!((document.format.as_str(), document.text.as_str()), (format, "All gone."), "{text}");
            assert_eq!((turn.speaker.as_deref(), turn.time.map(|time| time.start)), (Some("A"), start), "{text}");
        }
    }

    #[test]
    fn a_wrapped_file_tells_title_and_date() {
        let text = r#"{"data":{"transcript":{"title":"Stand-up","date":1686182400000,"sentences":[{"speaker_name":"A","text":"Hi."}]}}}"#;
        let document = document(text);
        assert_eq!((document.title.as_deref(), document.published.as_deref()), (Some("Stand-up"), Some("2023-06-08")));
    }
}
