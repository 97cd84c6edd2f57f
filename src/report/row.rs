//! A row of a listing, as each format needs it.

use super::page::Page;
use crate::model::{ActorRow, AlteredRow, CheckRow, Claim, Event, Finding, Hit, QuoteRow, ReviewRow, SourceRow};
use serde::Serialize;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use std::fmt;

/// What can be listed. `columns` are those of the contract, in its order, also when there is no row.
pub trait Row {
    fn columns() -> &'static [&'static str]
    where
        Self: Sized;

    /// One flat object on one line.
    fn json(&self) -> String;

    /// For a person to read on a terminal; ends in a line break.
    fn text(&self, page: &Page) -> String;
}

macro_rules! rows {
    ($($row:ty, $text:path, [$($column:literal)*];)*) => {$(
        impl Row for $row {
            fn columns() -> &'static [&'static str] {
                &[$($column),*]
            }

            fn json(&self) -> String {
                to_json(self)
            }

            fn text(&self, page: &Page) -> String {
                $text(self, page)
            }
        }
    )*};
}

rows! {
    Claim, super::text::claim, ["id" "topic" "document" "source" "kind" "title" "published" "line" "start" "end" "time_start"
        "time_end" "speaker" "evidence" "sentence" "actor" "actor_name" "actor_org" "actor_role" "actor_place" "action"
        "trigger" "object" "object_owner" "recipient" "place" "polarity" "modality" "frequency" "quantity" "when_text"
        "when_start" "when_end" "when_grain" "when_basis" "attributed_to" "attributed_name" "attribution" "origin"
        "entries" "verdict" "note"];
    QuoteRow, super::text::quote, ["id" "document" "source" "kind" "published" "line" "start" "end" "text" "speaker"
        "speaker_name" "cue" "mode" "cluster" "match"];
    AlteredRow, super::text::altered, ["id" "document" "source" "kind" "published" "line" "start" "end" "text" "speaker"
        "speaker_name" "cluster" "reference" "reference_document" "reference_source" "reference_published" "reference_line"
        "reference_start" "reference_end" "reference_speaker" "changes"];
    Finding, super::text::finding, ["id" "kind" "class" "why" "internal_vs_public" "same_speaker" "documents_a" "origins_a"
        "documents_b" "origins_b" "verdict" "note" "a_id" "a_document" "a_source" "a_kind" "a_published" "a_line" "a_start"
        "a_end" "a_time_start" "a_speaker" "a_attributed_to" "a_evidence" "a_when_start" "a_when_end" "b_id" "b_document"
        "b_source" "b_kind" "b_published" "b_line" "b_start" "b_end" "b_time_start" "b_speaker" "b_attributed_to"
        "b_evidence" "b_when_start" "b_when_end"];
    Event, super::text::event, ["id" "when_start" "when_end" "when_grain" "when_basis" "what" "actor" "action" "claims"
        "documents" "origins" "statements" "speakers" "disputed" "document" "line" "start" "end" "evidence"];
    Hit, super::text::hit, ["document" "source" "kind" "published" "line" "start" "end" "time_start" "speaker" "score"
        "snippet"];
    ActorRow, super::text::actor, ["name" "kind" "spellings" "documents" "claims"];
    SourceRow, super::text::source, ["file" "state" "reason" "bytes" "sha256" "format" "kind" "published" "published_basis"
        "documents" "dated" "turns" "with_speaker" "with_time" "claims"];
    CheckRow, super::text::check, ["file" "state" "spans" "broken" "sha256" "reason"];
    ReviewRow, super::text::review, ["id" "of" "verdict" "tags" "note" "held" "a_document" "a_words" "b_document" "b_words"];
}

/// The object on one line, its keys in the order of the columns.
pub fn to_json(row: &impl Serialize) -> String {
    serde_json::to_string(row).expect("rows hold names, numbers and lists only")
}

/// The cells of a row by column. An object within the row gives one cell for each of its own, named `a_id` and so on.
pub fn cells(json: &str) -> Vec<(String, Value)> {
    let Object(fields) = serde_json::from_str(json).expect("a row is one object");
    let mut cells = Vec::new();
    for (name, value) in fields {
        match value {
            Nested::Object(Object(inner)) => {
                cells.extend(inner.into_iter().map(|(key, value)| (format!("{name}_{key}"), value.plain())));
            }
            other => cells.push((name, other.plain())),
        }
    }
    cells
}

/// An object that keeps the order of its keys.
struct Object(Vec<(String, Nested)>);

#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Nested {
    Object(Object),
    Plain(Value),
}

impl Nested {
    fn plain(self) -> Value {
        match self {
            Nested::Plain(value) => value,
            Nested::Object(_) => Value::Null,
        }
    }
}

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Object, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Object;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Object, M::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Object(fields))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::de::DeserializeOwned;

    /// The columns are written by hand; they must be what the rows hold, in that order.
    fn agrees<R: Row + DeserializeOwned>(least: &str) {
        let row: R = serde_json::from_str(least).unwrap();
        let names: Vec<String> = cells(&row.json()).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, R::columns());
        assert!(row.text(&Page::default()).ends_with('\n'));
    }

    const PLACE: &str = r#""document": "a.txt", "kind": "article", "line": 3, "start": 0, "end": 2"#;

    #[test]
    fn columns_are_the_names_of_the_rows() {
        let claim = r#""id": "1", "topic": "t", "evidence": "e", "sentence": "s", "action": "access", "trigger": "read",
            "polarity": "negated", "modality": "actual", "attribution": "speech", "entries": []"#;
        agrees::<Claim>(&format!("{{{PLACE}, {claim}}}"));
        let quote = r#""id": "1", "text": "t", "mode": "direct", "match": "only""#;
        agrees::<QuoteRow>(&format!("{{{PLACE}, {quote}}}"));
        let altered = r#""id": "1", "text": "t", "cluster": "c", "reference": "r", "reference_document": "b.txt",
            "reference_line": 1, "reference_start": 0, "reference_end": 1, "changes": ["a → b"]"#;
        agrees::<AlteredRow>(&format!("{{{PLACE}, {altered}}}"));
        let side = format!("{{{PLACE}, \"id\": \"1\", \"evidence\": \"e\"}}");
        let finding = r#""id": "1", "kind": "denial", "class": "direct", "why": "w", "internal_vs_public": true,
            "same_speaker": false, "documents_a": 1, "origins_a": 1, "documents_b": 1, "origins_b": 1"#;
        agrees::<Finding>(&format!("{{{finding}, \"a\": {side}, \"b\": {side}}}"));
        let event = r#""id": "1", "what": "w", "action": "access", "claims": 1, "documents": 1, "origins": 1,
            "statements": 1, "speakers": 1, "disputed": false, "evidence": "e""#;
        agrees::<Event>(&format!("{{{PLACE}, {event}}}"));
        agrees::<Hit>(&format!("{{{PLACE}, \"score\": 1.5, \"snippet\": \"s\"}}"));
        agrees::<ActorRow>(r#"{"name": "n", "kind": "person", "spellings": ["n"], "documents": 1, "claims": 2}"#);
        agrees::<SourceRow>(
            r#"{"file": "f", "state": "read", "bytes": 1, "documents": 1, "dated": 0, "turns": 1, "with_speaker": 0, "with_time": 0,
                "claims": 0}"#,
        );
        agrees::<ReviewRow>(r#"{"id": "1", "of": "claim", "tags": ["t"], "held": true}"#);
        agrees::<CheckRow>(r#"{"file": "f", "state": "changed", "spans": 2, "broken": 1}"#);
    }
}
