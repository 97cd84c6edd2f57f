//! Google Speech-to-Text: `results[].alternatives[]`. With speakers, the last result repeats all words of the file with their tags.

use super::build::{self, Builder, Said};
use super::json::{self, Value};
use super::words::{self, Word};
use super::{Format, Input, Likelihood, finder::Finder};
use crate::model::{Document, DocumentKind, Result};

pub const FORMAT: Format =
    Format { name: "google", extensions: &["json"], about: "Google Speech-to-Text JSON", sniff, read };

fn sniff(input: &Input) -> Likelihood {
    let fits = |value: &Value| {
        let results = results(value);
        let first = results.iter().find_map(|result| json::list(result, "alternatives").first());
        value.get("format").is_none()
            && first.is_some_and(|first| first.get("transcript").is_some() && first.get("timestamps").is_none())
    };
    if input.json().is_some_and(fits) { Likelihood::Likely } else { Likelihood::Never }
}

fn results(value: &Value) -> &[Value] {
    let value = value.get("response").unwrap_or(value);
    json::list(value, "results")
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let value = input.json().ok_or_else(|| input.trouble("is no JSON"))?;
    let best: Vec<&Value> =
        results(value).iter().filter_map(|result| json::list(result, "alternatives").first()).collect();
    let tagged = best.iter().rev().find(|best| json::list(best, "words").iter().any(|word| speaker(word).is_some()));
    let mut document = match tagged {
        Some(tagged) => {
            let words: Vec<Word> = json::list(tagged, "words").iter().filter_map(word).collect();
            words::transcript(&words, Finder::after_last(input.text(), "\"words\""))
        }
        None => sentences(&best, input),
    };
    let language = results(value).iter().find_map(|result| json::string(result, "languageCode"));
    document.language = language.and_then(|code| super::front::language_code(&code));
    Ok(vec![document])
}

fn word(value: &Value) -> Option<Word> {
    let time = |key: &str| value.get(key).and_then(duration);
    Some(Word::new(value.get("word")?.as_str()?, time("startTime"), time("endTime"), speaker(value)))
}

fn speaker(word: &Value) -> Option<String> {
    json::first(word, &["speakerTag", "speakerLabel"]).and_then(json::label).filter(|label| label != "0")
}

/// Without speakers each result is a turn.
fn sentences(best: &[&Value], input: &Input) -> Document {
    let mut builder = Builder::default();
    let mut lines = Finder::new(input.text());
    for best in best {
        let Some(text) = json::string(best, "transcript") else { continue };
        let words: Vec<Word> = json::list(best, "words").iter().filter_map(word).collect();
        let start = words.first().map(|word| word.start.unwrap_or(0.0));
        let time = start.and_then(|start| build::on_recording(start, words.last().and_then(|word| word.end)));
        builder.say(Said { words: &text, time, line: lines.line_of(&text), ..Said::default() });
    }
    builder.finish(DocumentKind::Transcript)
}

/// `"62.300s"`, or seconds and nanoseconds; seconds may be missing when they are zero.
fn duration(value: &Value) -> Option<f64> {
    match value {
        Value::String(text) => text.strip_suffix('s')?.parse().ok(),
        Value::Object(_) => {
            let part = |key: &str| value.get(key).and_then(json::number).unwrap_or(0.0);
            Some(part("seconds") + part("nanos") / 1e9)
        }
        _ => json::number(value),
    }
}

#[cfg(test)]
mod tests {
    use crate::read::{Limits, Sidecar};

    #[test]
    fn the_last_result_tells_the_speakers() {
        let text = r#"{"results":[{"alternatives":[{"transcript":"All gone. No.","words":[{"word":"All","startTime":"0.5s"}]}]},{"alternatives":[]},{"alternatives":[{"transcript":"","words":[{"word":"All","startTime":{"nanos":500000000},"endTime":"0.7s","speakerTag":1},{"word":"gone.","startTime":"0.8s","endTime":"1s","speakerTag":1},{"word":"No.","startTime":{"seconds":"2"},"endTime":"2.5s","speakerTag":2}]}]}]}"#;
        let document = crate::read::read("a.json", text.as_bytes(), &Sidecar::default(), None, &Limits::default())
            .expect("google")
            .remove(0);
        assert_eq!((document.format.as_str(), document.text.as_str()), ("google", "All gone.\nNo."));
        assert_eq!(document.turns[0].time.map(|time| (time.start, time.end)), Some((0.5, Some(1.0))));
    }
}
