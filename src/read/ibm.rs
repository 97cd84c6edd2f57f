//! IBM Watson: `results[].alternatives[].timestamps`, speakers in `speaker_labels` by the start of a word.

use super::finder::Finder;
use super::json::{self, Value};
use super::words::{self, Word};
use super::{Format, Input, Likelihood};
use crate::model::{Document, Result};
use std::collections::BTreeMap;

pub const FORMAT: Format =
    Format { name: "ibm", extensions: &["json"], about: "IBM Watson Speech to Text JSON", sniff, read };

fn sniff(input: &Input) -> Likelihood {
    if input.json().is_some_and(|value| !stamps(value).is_empty()) { Likelihood::Likely } else { Likelihood::Never }
}

/// The best alternatives that have times, of a result or of results of results.
fn stamps(value: &Value) -> Vec<&Value> {
    let outer = json::list(value, "results");
    let inner = outer.iter().flat_map(|result| json::list(result, "results"));
    let all = outer.iter().chain(inner);
    all.filter_map(|result| json::list(result, "alternatives").first())
        .filter(|best| best.get("timestamps").is_some())
        .collect()
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let value = input.json().ok_or_else(|| input.trouble("is no JSON"))?;
    let speakers = speakers(value);
    let mut words = Vec::new();
    for stamp in stamps(value).iter().flat_map(|best| json::list(best, "timestamps")) {
        let (Some(text), Some(start)) = (stamp.get(0).and_then(Value::as_str), stamp.get(1).and_then(json::number))
        else {
            continue;
        };
        let text = if text == "%HESITATION" { "[hesitation]" } else { text };
        words.push(Word::new(
            text,
            Some(start),
            stamp.get(2).and_then(json::number),
            speakers.get(&key(start)).cloned(),
        ));
    }
    Ok(vec![words::transcript(&words, Finder::after(input.text(), "\"timestamps\""))])
}

fn speakers(value: &Value) -> BTreeMap<i64, String> {
    let own = json::list(value, "speaker_labels").iter();
    let inner = json::list(value, "results").iter().flat_map(|result| json::list(result, "speaker_labels"));
    let labels = own.chain(inner);
    labels
        .filter_map(|label| Some((key(label.get("from").and_then(json::number)?), json::label(label.get("speaker")?)?)))
        .collect()
}

fn key(seconds: f64) -> i64 {
    (seconds * 1000.0).round() as i64
}

#[cfg(test)]
mod tests {
    use crate::read::{Limits, Sidecar};

    #[test]
    fn speakers_are_joined_by_time() {
        let text = r#"{"results":[{"results":[{"final":true,"alternatives":[{"transcript":"all gone","timestamps":[["all",0.5,0.7],["gone",0.8,1.0]]}]}],"speaker_labels":[{"from":0.5,"to":0.7,"speaker":0},{"from":0.8,"to":1.0,"speaker":1}]}]}"#;
        let document = crate::read::read("a.json", text.as_bytes(), &Sidecar::default(), None, &Limits::default())
            .expect("ibm")
            .remove(0);
        assert_eq!((document.format.as_str(), document.text.as_str()), ("ibm", "all\ngone"));
        assert_eq!(document.turns[1].speaker.as_deref(), Some("1"));
    }
}
