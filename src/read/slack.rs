//! Slack: a workspace's export, or the messages of a channel's day as JSON. One document for each channel and day.

use super::archive::{Archive, is_zip};
use super::build::{Builder, Said};
use super::json::{self, Value};
use super::{Format, Input, Likelihood, build, date};
use crate::model::{Document, DocumentKind, Result, Time, TimeBasis, Trouble, TurnRole};
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

pub const FORMAT: Format =
    Format { name: "slack", extensions: &["zip", "json"], about: "Slack exports and their days", sniff, read };

fn sniff(input: &Input) -> Likelihood {
    if is_zip(input.bytes) {
        let slack = Archive::open(input).is_ok_and(|archive| {
            archive.has("users.json") && (archive.has("channels.json") || archive.has("dms.json"))
        });
        return if slack { Likelihood::Certain } else { Likelihood::Never };
    }
    let message = |value: &Value| value.get("type").is_some_and(|kind| kind == "message") && value.get("ts").is_some();
    let day = input.json().and_then(Value::as_array).is_some_and(|list| list.iter().any(message));
    if day { Likelihood::Certain } else { Likelihood::Never }
}

/// Names by user id.
type Names = BTreeMap<String, String>;

fn read(input: &Input) -> Result<Vec<Document>> {
    if !is_zip(input.bytes) {
        let value = input.json().ok_or_else(|| input.trouble("is no JSON"))?;
        return Ok(vec![day(value, &Names::new())]);
    }
    let trouble = |what: String| input.trouble(what);
    let mut archive = Archive::open(input).map_err(trouble)?;
    let parse = |bytes: Vec<u8>| json::parse(&super::charset::decode(&bytes).text);
    let users = parse(archive.unpack("users.json").map_err(trouble)?).unwrap_or_default();
    let names: Names = users.as_array().into_iter().flatten().filter_map(user).collect();
    let mut documents = Vec::new();
    let days: Vec<String> =
        archive.names().into_iter().filter(|name| name.contains('/') && name.ends_with(".json")).collect();
    for name in days {
        let lose = |what: String| input.lose(Trouble::new(format!("{}/{name}", input.path), what));
        let value = match archive.unpack(&name).map(parse) {
            Ok(Some(value)) => value,
            Ok(None) => {
                lose("is broken JSON, or cut short".to_string());
                continue;
            }
            Err(what) => {
                lose(what);
                continue;
            }
        };
        let mut document = day(&value, &names);
        let (channel, file) = name.rsplit_once('/').unwrap_or(("", &name));
        document.title =
            Some(format!("#{}, {}", channel.rsplit('/').next().unwrap_or(channel), file.trim_end_matches(".json")));
        build::publish(&mut document, date::in_name(file), "metadata");
        documents.push(document);
    }
    documents.retain(|document| !document.turns.is_empty());
    documents.sort_by(|a, b| a.title.cmp(&b.title));
    Ok(documents)
}

fn user(user: &Value) -> Option<(String, String)> {
    let profile = user.get("profile").unwrap_or(user);
    let name = ["real_name", "display_name"].iter().find_map(|key| json::string(profile, key));
    Some((
        json::string(user, "id")?,
        name.or_else(|| json::string(user, "real_name")).or_else(|| json::string(user, "name"))?,
    ))
}

fn day(value: &Value, names: &Names) -> Document {
    let mut builder = Builder::default();
    let mut first = None;
    for (number, message) in value.as_array().into_iter().flatten().enumerate() {
        let Some(text) = json::string(message, "text") else { continue };
        let stamp = message.get("ts").and_then(json::number);
        first = first.or(stamp);
        let words = plain(&text, names);
        let event = json::string(message, "subtype")
            .is_some_and(|kind| kind != "thread_broadcast" && kind != "file_share" && kind != "me_message");
        let id = json::string(message, "ts");
        if event {
            builder.push(TurnRole::Note, &words, number as u32 + 1);
            continue;
        }
        let time = stamp.map(|stamp| Time {
            start: stamp.rem_euclid(86_400.0).floor(),
            end: None,
            basis: TimeBasis::WallClock,
        });
        builder.say(Said { words: &words, speaker: speaker(message, names), time, line: number as u32 + 1, cue: id });
    }
    let mut document = builder.finish(DocumentKind::Transcript);
    build::publish(&mut document, first.and_then(date::from_epoch), "metadata");
    document
}

fn speaker(message: &Value, names: &Names) -> Option<String> {
    let id = json::string(message, "user");
    let named = id.as_ref().and_then(|id| names.get(id).cloned());
    let profile = || message.get("user_profile").and_then(|profile| json::string(profile, "real_name"));
    named.or_else(profile).or_else(|| json::string(message, "username")).or(id)
}

/// `<@U123>`, `<#C1|general>`, `<https://x|words>` as people see them.
fn plain(text: &str, names: &Names) -> String {
    static LINK: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"<([@#!]?)([^|>]*)(?:\|([^>]*))?>").expect("a pattern of ours"));
    let shown = LINK.replace_all(text, |found: &regex::Captures| {
        let label = found.get(3).map(|label| label.as_str()).filter(|label| !label.is_empty());
        match &found[1] {
            "@" => format!("@{}", label.or(names.get(&found[2]).map(String::as_str)).unwrap_or(&found[2])),
            mark @ ("#" | "!") => format!("{}{}", if mark == "#" { "#" } else { "@" }, label.unwrap_or(&found[2])),
            _ => label.unwrap_or(&found[2]).to_string(),
        }
    });
    super::markup::decode(&shown).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Limits, Sidecar};
    use std::io::Write;
    use zip::write::{SimpleFileOptions, ZipWriter};

    #[test]
    fn an_export_names_its_people() {
        let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in [
            ("users.json", r#"[{"id":"U1","name":"ana","profile":{"real_name":"Ana Lee"}}]"#),
            ("channels.json", "[]"),
            (
                "general/2023-11-14.json",
                r#"[{"type":"message","user":"U1","text":"<@U1> moved &amp; <https://e.example|logs>","ts":"1700000000.000100"},{"type":"message","subtype":"channel_join","user":"U1","text":"<@U1> has joined","ts":"1700000001.0"}]"#,
            ),
        ] {
            writer.start_file(name, SimpleFileOptions::default()).expect("memory");
            writer.write_all(text.as_bytes()).expect("memory");
        }
        let bytes = writer.finish().expect("memory").into_inner();
        let document = crate::read::read("export.zip", &bytes, &Sidecar::default(), None, &Limits::default())
            .expect("slack")
            .remove(0);
        assert_eq!(document.text, "@Ana Lee moved & logs\n@Ana Lee has joined");
        assert_eq!((document.turns[0].speaker.as_deref(), document.turns[1].role), (Some("Ana Lee"), TurnRole::Note));
        assert_eq!(
            (document.published.as_deref(), document.title.as_deref()),
            (Some("2023-11-14"), Some("#general, 2023-11-14"))
        );
    }
}
