//! Exports of messengers as JSON: Telegram, and Teams as its API gives a chat. One document for each chat and day.

use super::build::{self, Builder, Said};
use super::finder::Finder;
use super::json::{self, Value};
use super::{Format, Input, Likelihood, clock, date, html};
use crate::model::{Document, DocumentKind, Result, Time, TimeBasis, TurnRole};

pub const FORMAT: Format =
    Format { name: "messages", extensions: &["json"], about: "chats of Telegram and Teams as JSON", sniff, read };

/// One message. Its moment is ISO 8601, as written.
struct Message {
    id: Option<String>,
    moment: String,
    speaker: Option<String>,
    words: String,
    /// Told by the software.
    event: bool,
}

/// Reads one message of a tool; none where it is not this tool's, or has no words.
type Reader = fn(&Value) -> Option<Message>;

/// A tool, where its messages lie in a chat, and their reader.
const TOOLS: &[(&str, &str, Reader)] = &[("telegram", "messages", telegram), ("teams-chat", "value", teams)];

/// The chats of a file: one, or all of an account.
fn chats(value: &Value) -> Vec<&Value> {
    match value.pointer("/chats/list").and_then(Value::as_array) {
        Some(chats) => chats.iter().collect(),
        None => vec![value],
    }
}

fn tool(value: &Value) -> Option<&'static (&'static str, &'static str, Reader)> {
    let chats = chats(value);
    TOOLS.iter().find(|(_, key, reader)| {
        chats.iter().any(|chat| json::list(chat, key).iter().any(|message| reader(message).is_some()))
    })
}

fn sniff(input: &Input) -> Likelihood {
    if input.json().and_then(tool).is_some() { Likelihood::Certain } else { Likelihood::Never }
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let value = input.json().ok_or_else(|| input.trouble("is no JSON"))?;
    let (name, key, reader) = tool(value).ok_or_else(|| input.trouble("has no messages of a known tool"))?;
    let mut lines = Finder::new(input.text());
    let mut documents = Vec::new();
    for chat in chats(value) {
        let found = json::list(chat, key).iter().filter_map(reader).map(|message| {
            let line = lines.line_of_exactly(&message.moment);
            (message, line)
        });
        let mut messages: Vec<(Message, u32)> = found.collect();
        messages.sort_by(|(a, _), (b, _)| a.moment.cmp(&b.moment));
        for day in messages.chunk_by(|(a, _), (b, _)| a.moment.get(..10) == b.moment.get(..10)) {
            let mut document = day_of(day);
            document.format = name.to_string();
            document.title = json::first(chat, &["name", "topic"]).and_then(json::label);
            documents.push(document);
        }
    }
    Ok(documents)
}

fn day_of(messages: &[(Message, u32)]) -> Document {
    let mut builder = Builder::default();
    for (message, line) in messages {
        let words = &message.words;
        if message.event {
            builder.push(TurnRole::Note, words, *line);
            continue;
        }
        let start = message.moment.get(11..19).and_then(clock::stamp);
        let time = start.map(|start| Time { start, end: None, basis: TimeBasis::WallClock });
        builder.say(Said { words, speaker: message.speaker.clone(), time, line: *line, cue: message.id.clone() });
    }
    let mut document = builder.finish(DocumentKind::Transcript);
    build::publish(&mut document, messages.first().and_then(|(first, _)| date::iso(&first.moment)), "metadata");
    document
}

/// `text` is a string, or a list of strings and of pieces with a `text` of their own.
fn telegram(message: &Value) -> Option<Message> {
    let kind = json::string(message, "type").filter(|kind| kind == "message" || kind == "service")?;
    message.get("from_id").or_else(|| message.get("actor"))?;
    let piece = |piece: &Value| piece.as_str().or_else(|| piece.get("text")?.as_str()).map(str::to_string);
    let words = match message.get("text")? {
        Value::Array(pieces) => pieces.iter().filter_map(piece).collect(),
        text => piece(text)?,
    };
    let speaker = json::first(message, &["from", "actor"]).and_then(json::label);
    written(message, "date", speaker, words, kind == "service")
}

/// `body.content` is HTML or plain.
fn teams(message: &Value) -> Option<Message> {
    let kind = json::string(message, "messageType")?;
    let content = message.pointer("/body/content")?.as_str()?;
    let html = message.pointer("/body/contentType").is_some_and(|kind| kind == "html");
    let words = match html {
        true => html::fragment(content).into_iter().map(|(_, words)| words).collect::<Vec<_>>().join("\n"),
        false => content.to_string(),
    };
    let speaker = ["/from/user/displayName", "/from/application/displayName"];
    let speaker = speaker.iter().find_map(|at| message.pointer(at).and_then(json::label));
    written(message, "createdDateTime", speaker, words, kind != "message")
}

fn written(message: &Value, date: &str, speaker: Option<String>, words: String, event: bool) -> Option<Message> {
    let moment = json::string(message, date)?;
    let id = message.get("id").and_then(json::label);
    (!words.trim().is_empty()).then_some(Message { id, moment, speaker, words, event })
}

#[cfg(test)]
mod tests {
    use crate::read::{Limits, Sidecar};

    #[test]
    fn each_day_of_a_chat_is_a_document() {
        let text = r#"{"chats":{"list":[{"name":"Pilots","messages":[
{"id":1,"type":"message","date":"2022-03-12T22:58:00","from":"Ana","from_id":"user1","text":"All gone"},
{"id":2,"type":"message","date":"2022-03-13T00:01:00","from":"Bo","from_id":"user2","text":["not ",{"type":"bold","text":"all"}]}]}]}}"#;
        let documents = crate::read::read("a.json", text.as_bytes(), &Sidecar::default(), None, &Limits::default())
            .expect("telegram");
        let shown: Vec<(&str, Option<&str>, f64, u32)> = documents
            .iter()
            .map(|document| {
                let turn = &document.turns[0];
                (document.text.as_str(), document.published.as_deref(), turn.time.expect("a time").start, turn.line)
            })
            .collect();
        assert_eq!(shown, [("All gone", Some("2022-03-12"), 82_680.0, 2), ("not all", Some("2022-03-13"), 60.0, 3)]);
    }
}
