//! Bytes to documents. STAND-IN: plain text only, until the readers are merged.

use crate::model::{Document, DocumentKind, Result, Span, Trouble, Turn, TurnRole, digest, id};

pub struct Format {
    pub name: &'static str,
    pub extensions: &'static [&'static str],
    pub about: &'static str,
}

pub const FORMATS: &[Format] = &[Format { name: "text", extensions: &["txt"], about: "plain text" }];

pub struct Limits {
    pub file: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { file: 256 << 20 }
    }
}

pub mod sidecar {
    use super::Sidecar;
    use crate::model::Result;
    use std::collections::BTreeMap;

    pub const TABLE: &str = "metadata.csv";

    pub fn is_sidecar(name: &str) -> bool {
        name == TABLE || name.to_lowercase().ends_with(".toml")
    }

    pub fn names(file: &str) -> Vec<String> {
        let stem = file.rsplit_once('.').map(|(stem, _)| format!("{stem}.toml"));
        std::iter::once(format!("{file}.toml")).chain(stem).collect()
    }

    pub fn rows(_name: &str, _text: &str) -> Result<BTreeMap<String, Sidecar>> {
        Ok(BTreeMap::new())
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sidecar {
    pub title: Option<String>,
    pub source: Option<String>,
    pub kind: Option<DocumentKind>,
    pub published: Option<String>,
}

impl Sidecar {
    pub fn parse(place: &str, text: &str) -> Result<Sidecar> {
        let mut sidecar = Sidecar::default();
        for line in text.lines() {
            let Some((key, value)) = line.split_once('=') else { continue };
            let value = Some(value.trim().trim_matches('"').to_string());
            match key.trim() {
                "title" => sidecar.title = value,
                "source" => sidecar.source = value,
                "kind" => sidecar.kind = value.as_deref().and_then(DocumentKind::from_name),
                "published" | "date" => sidecar.published = value,
                other => return Err(Trouble::new(place, format!("unknown key `{other}`"))),
            }
        }
        Ok(sidecar)
    }
}

pub fn read(path: &str, bytes: &[u8], sidecar: &Sidecar, _forced: Option<&str>, _limits: &Limits) -> Result<Vec<Document>> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| Trouble::new(path, "is neither UTF-8 nor a known format").hint("formats: text"))?
        .to_string();
    if text.trim().is_empty() {
        return Err(Trouble::new(path, "holds no words, expected text"));
    }
    let mut turns = Vec::new();
    let mut at = 0;
    for (n, line) in text.split_inclusive('\n').enumerate() {
        let span = Span::new(at, at + line.len()).trim(&text);
        at += line.len();
        if span.is_empty() {
            continue;
        }
        let words = span.of(&text);
        let label = words.split_once(": ").filter(|(name, _)| name.len() < 30 && name.starts_with(char::is_uppercase));
        let (speaker, span) = match label {
            Some((name, _)) => (Some(name.to_string()), Span::new(span.start + name.len() + 2, span.end)),
            None => (None, span),
        };
        let role = if speaker.is_some() { TurnRole::Speech } else { TurnRole::Paragraph };
        turns.push(Turn { span, role, speaker, time: None, line: n as u32 + 1, cue: None, continues: false });
    }
    let spoken = turns.iter().any(|turn| turn.speaker.is_some());
    Ok(vec![Document {
        id: id(&[&text]),
        path: path.to_string(),
        sha256: digest::sha256(bytes),
        format: "text".into(),
        kind: sidecar.kind.unwrap_or(if spoken { DocumentKind::Transcript } else { DocumentKind::Article }),
        title: sidecar.title.clone(),
        source: sidecar.source.clone(),
        url: None,
        authors: Vec::new(),
        published: sidecar.published.clone(),
        published_basis: sidecar.published.as_ref().map(|_| "sidecar".to_string()),
        language: Some("en".into()),
        text,
        turns,
    }])
}
