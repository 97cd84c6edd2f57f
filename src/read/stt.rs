//! Speech-to-text services that give single words: Deepgram, Speechmatics, Rev.ai, ElevenLabs, Azure, BBC Kaldi. What sets them apart is
//! where the words lie and how a mark is told from a word; each is one row of a table.

use super::finder::Finder;
use super::json::{self, Value};
use super::words::{self, Word, at};
use super::{Format, Input, Likelihood, build, clock, date, front};
use crate::model::{Document, Result};

pub const FORMAT: Format = Format {
    name: "stt",
    extensions: &["json"],
    about: "JSON of Deepgram, Speechmatics, Rev.ai, ElevenLabs, Azure, BBC Kaldi",
    sniff,
    read,
};

/// Gives the words of a file that is this service's, else none.
type Words = fn(&Value) -> Vec<Word>;

/// The name under which a document's format is shown, what stands in the file before its words, and its reader.
const SERVICES: &[(&str, &str, Words)] = &[
    ("deepgram", "words", deepgram),
    ("speechmatics", "results", speechmatics),
    ("speechmatics", "words", speechmatics_old),
    ("rev-ai", "monologues", rev),
    ("elevenlabs", "words", elevenlabs),
    ("azure", "nBest", azure),
    ("kaldi", "words", kaldi),
];

fn of(value: &Value) -> Option<(&'static str, &'static str, Vec<Word>)> {
    SERVICES.iter().map(|(name, mark, words)| (*name, *mark, words(value))).find(|(_, _, words)| !words.is_empty())
}

fn sniff(input: &Input) -> Likelihood {
    if input.json().and_then(of).is_some() { Likelihood::Likely } else { Likelihood::Never }
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let value = input.json().ok_or_else(|| input.trouble("is no JSON"))?;
    let (name, mark, words) =
        of(value).ok_or_else(|| input.trouble("has no words of a known speech-to-text service"))?;
    let mut document = words::transcript(&words, Finder::after(input.text(), &format!("\"{mark}\"")));
    document.format = name.to_string();
    let language = json::first(value, &["language_code", "language"]).and_then(Value::as_str);
    document.language = language.and_then(front::language_code);
    let recorded = json::first(value, &["recorded_at", "recording_date"]).and_then(Value::as_str).and_then(date::iso);
    build::publish(&mut document, recorded, "metadata");
    Ok(vec![document])
}

/// `results.channels[].alternatives[0].words`, with `punctuated_word` where there is one.
fn deepgram(value: &Value) -> Vec<Word> {
    let channels = value.pointer("/results/channels").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let many = channels.len() > 1;
    let mut found = Vec::new();
    for (number, channel) in channels.iter().enumerate() {
        for word in json::list(channel, "alternatives").first().map_or(&[][..], |best| json::list(best, "words")) {
            let Some(text) = json::first(word, &["punctuated_word", "word"]).and_then(Value::as_str) else { continue };
            let speaker =
                word.get("speaker").and_then(json::label).or_else(|| many.then(|| format!("channel {number}")));
            found.push(Word::new(text, at(word, "start"), at(word, "end"), speaker));
        }
    }
    if many {
        found.sort_by(|a, b| a.start.unwrap_or(0.0).total_cmp(&b.start.unwrap_or(0.0)));
    }
    found
}

/// `results[].type` with `attaches_to`; the speaker is on the alternative, `UU` for unknown.
fn speechmatics(value: &Value) -> Vec<Word> {
    let mut found = Vec::new();
    for result in json::list(value, "results") {
        let Some(best) = json::list(result, "alternatives").first() else { continue };
        let (Some(kind), Some(text)) = (json::string(result, "type"), json::string(best, "content")) else { continue };
        let speaker = json::string(best, "speaker").filter(|speaker| speaker != "UU");
        let mut word = Word::new(&text, at(result, "start_time"), at(result, "end_time"), speaker);
        word.glued = kind == "punctuation" && json::string(result, "attaches_to").is_none_or(|side| side == "previous");
        found.push(word);
    }
    found
}

/// `words[].name` and `speakers[]` with times as strings.
fn speechmatics_old(value: &Value) -> Vec<Word> {
    let turns: Vec<(f64, String)> = json::list(value, "speakers")
        .iter()
        .filter_map(|turn| Some((at(turn, "time")?, json::string(turn, "name")?)))
        .collect();
    let mut found = Vec::new();
    for word in json::list(value, "words") {
        let (Some(text), Some(start), Some(length)) =
            (json::string(word, "name"), at(word, "time"), at(word, "duration"))
        else {
            continue;
        };
        let milliseconds = word.get("time").is_some_and(Value::is_u64);
        let scale = if milliseconds { 1000.0 } else { 1.0 };
        let speaker = turns.iter().take_while(|(from, _)| *from <= start).last().map(|(_, name)| name.clone());
        let mut word = Word::new(&text, Some(start / scale), Some((start + length) / scale), speaker);
        word.glued = [".", ",", "?", "!"].contains(&text.as_str());
        found.push(word);
    }
    found
}

/// `monologues[].elements`; spaces are elements too.
fn rev(value: &Value) -> Vec<Word> {
    let names = json::list(value, "speakers");
    let mut found: Vec<Word> = Vec::new();
    for monologue in json::list(value, "monologues") {
        let number = monologue.get("speaker").and_then(json::label);
        let named = names.iter().find(|name| name.get("id").and_then(json::label) == number);
        let speaker = named.and_then(|name| json::string(name, "name")).or(number);
        let elements = Some(json::list(monologue, "elements"))
            .filter(|list| !list.is_empty())
            .unwrap_or(json::list(monologue, "terms"));
        for element in elements {
            let Some(text) = json::first(element, &["value", "text"]).and_then(Value::as_str) else { continue };
            let mark = json::string(element, "type")
                .is_some_and(|kind| kind.eq_ignore_ascii_case("punct") || kind.eq_ignore_ascii_case("punctuation"));
            if mark && !text.trim().is_empty() {
                found.push(Word { speaker: speaker.clone(), ..Word::mark(text.trim()) });
            } else if !mark {
                let time = |keys: &[&str]| json::first(element, keys).and_then(json::number);
                found.push(Word::new(text, time(&["ts", "start"]), time(&["end_ts", "end"]), speaker.clone()));
            }
        }
    }
    found
}

/// `words[].type` with `spacing` and `audio_event`.
fn elevenlabs(value: &Value) -> Vec<Word> {
    let mut found = Vec::new();
    for word in json::list(value, "words") {
        let (Some(kind), Some(text)) = (json::string(word, "type"), json::string(word, "text")) else { continue };
        if kind != "spacing" {
            found.push(Word::new(&text, at(word, "start"), at(word, "end"), json::string(word, "speaker_id")));
        }
    }
    found
}

/// `recognizedPhrases[].nBest[0].display` with ticks or ISO durations; one phrase is given as one word.
fn azure(value: &Value) -> Vec<Word> {
    let phrases = json::first(value, &["recognizedPhrases", "RecognizedPhrases", "phrases"]).and_then(Value::as_array);
    let mut found = Vec::new();
    for phrase in phrases.into_iter().flatten() {
        let best = json::first(phrase, &["nBest", "NBest"]).and_then(|list| list.get(0)).unwrap_or(phrase);
        let Some(text) = json::first(best, &["display", "Display", "text"]).and_then(Value::as_str) else { continue };
        let (start, length) = (azure_time(phrase, "offset", "Offset"), azure_time(phrase, "duration", "Duration"));
        let speaker =
            json::first(phrase, &["speaker", "Speaker"]).or_else(|| best.get("speaker")).and_then(json::label);
        let channel = json::first(phrase, &["channel", "Channel"])
            .and_then(json::label)
            .map(|number| format!("channel {number}"));
        found.push(Word::new(
            text,
            start,
            start.zip(length).map(|(start, length)| start + length),
            speaker.or(channel),
        ));
    }
    found.sort_by(|a, b| a.start.unwrap_or(0.0).total_cmp(&b.start.unwrap_or(0.0)));
    let channels: std::collections::BTreeSet<_> = found.iter().map(|word| word.speaker.clone()).collect();
    let single = channels.len() == 1
        && found.first().is_some_and(|word| word.speaker.as_deref().is_some_and(|name| name.starts_with("channel ")));
    if single {
        found.iter_mut().for_each(|word| word.speaker = None);
    }
    found
}

/// Ticks of 100 ns, milliseconds, or `PT1M2.3S`.
fn azure_time(phrase: &Value, small: &str, large: &str) -> Option<f64> {
    let ticks = at(phrase, &format!("{small}InTicks"))
        .or_else(|| at(phrase, &format!("{large}InTicks")))
        .map(|ticks| ticks / 1e7);
    let milliseconds = || at(phrase, &format!("{small}Milliseconds")).map(|number| number / 1000.0);
    let written = || json::first(phrase, &[small, large]).and_then(Value::as_str).and_then(clock::iso_duration);
    ticks.or_else(milliseconds).or_else(written)
}

/// `retval.words[].punct`, with speakers in `retval.segmentation`.
fn kaldi(value: &Value) -> Vec<Word> {
    let value = value.get("retval").unwrap_or(value);
    let segments = value.pointer("/segmentation/segments").and_then(Value::as_array);
    let turns: Vec<(f64, String)> = segments
        .into_iter()
        .flatten()
        .filter_map(|segment| Some((at(segment, "start")?, segment.pointer("/speaker/@id").and_then(json::label)?)))
        .collect();
    let mut found = Vec::new();
    for word in json::list(value, "words") {
        let (Some(text), Some(start)) = (json::string(word, "punct"), at(word, "start")) else { continue };
        let speaker = turns.iter().take_while(|(from, _)| *from <= start).last().map(|(_, name)| name.clone());
        found.push(Word::new(&text, Some(start), at(word, "end"), speaker));
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::read::{Limits, Sidecar};

    fn check(text: &str, format: &str, expected: &[(&str, &str, f64)]) {
        let document = crate::read::read("a.json", text.as_bytes(), &Sidecar::default(), None, &Limits::default())
            .expect(format)
            .remove(0);
        let shown: Vec<(&str, &str, f64)> = document
            .turns
            .iter()
            .map(|turn| {
                (turn.speaker.as_deref().unwrap_or("-"), turn.span.of(&document.text), turn.time.expect("a time").start)
            })
            .collect();
        assert_eq!((document.format.as_str(), &shown[..]), (format, expected));
    }

    #[test]
    fn each_service_is_told_by_its_shape() {
        check(
            r#"{"metadata":{},"results":{"channels":[{"alternatives":[{"transcript":"all gone","words":[{"word":"all","punctuated_word":"All","start":0.5,"end":0.7,"speaker":0},{"word":"gone","punctuated_word":"gone.","start":0.8,"end":1,"speaker":1}]}]}]}}"#,
            "deepgram",
            &[("0", "All", 0.5), ("1", "gone.", 0.8)],
        );
        check(
            r#"{"format":"2.9","results":[{"type":"word","start_time":0.5,"end_time":0.7,"alternatives":[{"content":"Gone","speaker":"S1"}]},{"type":"punctuation","start_time":0.7,"end_time":0.7,"attaches_to":"previous","alternatives":[{"content":".","speaker":"S1"}]},{"type":"word","start_time":1,"end_time":1.2,"alternatives":[{"content":"No","speaker":"UU"}]}]}"#,
            "speechmatics",
            &[("S1", "Gone.", 0.5), ("-", "No", 1.0)],
        );
        check(
            r#"{"speakers":[{"id":0,"name":"Ana"}],"monologues":[{"speaker":0,"elements":[{"type":"text","value":"All","ts":0.5,"end_ts":0.7},{"type":"punct","value":" "},{"type":"text","value":"gone","ts":0.8,"end_ts":1},{"type":"punct","value":"."}]}]}"#,
            "rev-ai",
            &[("Ana", "All gone.", 0.5)],
        );
        check(
            r#"{"language_code":"en","words":[{"text":"All","start":0.5,"end":0.7,"type":"word","speaker_id":"speaker_0"},{"text":" ","type":"spacing"},{"text":"(laughs)","start":0.8,"end":1,"type":"audio_event","speaker_id":"speaker_1"}]}"#,
            "elevenlabs",
            &[("speaker_0", "All", 0.5), ("speaker_1", "(laughs)", 0.8)],
        );
        check(
            r#"{"recognizedPhrases":[{"speaker":2,"offset":"PT1M2.3S","duration":"PT1S","nBest":[{"display":"Gone."}]},{"speaker":1,"offsetInTicks":5000000.0,"durationInTicks":2000000,"nBest":[{"display":"All?"}]}]}"#,
            "azure",
            &[("1", "All?", 0.5), ("2", "Gone.", 62.3)],
        );
        check(
            r#"{"retval":{"words":[{"start":1.5,"end":1.7,"word":"gone","punct":"Gone."}],"segmentation":{"segments":[{"start":0,"duration":9,"speaker":{"@id":"S0"}}]}}}"#,
            "kaldi",
            &[("S0", "Gone.", 1.5)],
        );
    }
}
