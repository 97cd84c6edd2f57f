//! JSON as speech-to-text services and news tools write it: lenient about a byte order mark, NaN and one value a line.

pub use serde_json::Value;
use std::borrow::Cow;

/// The value of a text; several values, one a line, come as an array. `None` for anything else, or for values nested deeper
/// than 128 levels.
pub fn parse(text: &str) -> Option<Value> {
    let text = text.trim();
    if !text.starts_with(['{', '[']) {
        return None;
    }
    let text = without_nan(text);
    serde_json::from_str(&text).ok().or_else(|| parse_lines(&text).map(|(value, _)| value))
}

/// The lines that [`parse`] left out of a text of one object a line, counted from 1, with what is wrong.
pub fn broken_lines(text: &str) -> Vec<(u32, String)> {
    parse_lines(&without_nan(text.trim())).map_or(Vec::new(), |(_, broken)| broken)
}

/// Hand-made dumps of speech recognisers hold `NaN`, which JSON does not know; it becomes `null`.
fn without_nan(text: &str) -> Cow<'_, str> {
    if !text.contains("NaN") {
        return Cow::Borrowed(text);
    }
    let after = |rest: &str| rest.trim_start().starts_with([',', '}', ']']);
    let mut clean = String::with_capacity(text.len());
    let mut from = 0;
    for (at, _) in text.match_indices("NaN") {
        if text[from..at].trim_end().ends_with([':', ',', '[']) && after(&text[at + 3..]) {
            clean.push_str(&text[from..at]);
            clean.push_str("null");
            from = at + 3;
        }
    }
    clean.push_str(&text[from..]);
    Cow::Owned(clean)
}

/// One object a line, and the lines that are none: a dump that was cut short, or one bad record, loses no more than itself.
fn parse_lines(text: &str) -> Option<(Value, Vec<(u32, String)>)> {
    let (mut values, mut broken) = (Vec::new(), Vec::new());
    for (line, number) in text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()) {
        match serde_json::from_str::<Value>(line) {
            Ok(value) if value.is_object() || broken.is_empty() => values.push(value),
            Ok(_) => broken.push((number, "is no JSON object".to_string())),
            Err(wrong) => broken.push((number, format!("is no JSON from column {} on", wrong.column()))),
        }
        // Anything but one value a line is told early.
        if broken.len() > values.len() {
            return None;
        }
    }
    (values.len() + broken.len() > 1).then_some((Value::Array(values), broken))
}

/// The string at a key, without white space around it; `None` when there is none or it is empty.
pub fn string(value: &Value, key: &str) -> Option<String> {
    value.get(key)?.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_string)
}

/// A number, or a string that holds one.
pub fn number(value: &Value) -> Option<f64> {
    let number = match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    number.filter(|number| number.is_finite())
}

/// The list at a key; empty when there is none.
pub fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The first of several keys that is there.
pub fn first<'a>(value: &'a Value, keys: &[&str]) -> Option<&'a Value> {
    keys.iter().find_map(|key| value.get(key)).filter(|value| !value.is_null())
}

/// A label that may be a name or a number: `"A"`, `0`.
pub fn label(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_string()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nan_becomes_null_and_stays_inside_words() {
        let value = parse(r#"{"start": NaN, "text": "NaN, they said", "b": [NaN]}"#).expect("json");
        assert!(value["start"].is_null());
        assert_eq!(value["text"], "NaN, they said");
        assert!(value["b"][0].is_null());
    }

    #[test]
    fn one_value_a_line_is_an_array() {
        assert_eq!(parse("{\"a\":1}\n{\"a\":2}\n").expect("lines")[1]["a"], 2);
        assert_eq!(parse("{\"a\":1} tail"), None);
        let cut = "{\"a\":1}\n{\"a\":2}\n{\"a\":";
        assert_eq!(parse(cut).and_then(|value| value.as_array().map(Vec::len)), Some(2));
        let broken = broken_lines(cut);
        assert!(broken.len() == 1 && broken[0].0 == 3, "{broken:?}");
        assert_eq!(parse("{\"a\":\n{\"a\":2}\n"), None, "the first line must be whole");
        assert_eq!(parse(&"[".repeat(100_000)), None);
    }
}
