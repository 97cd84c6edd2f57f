//! What a user says about a file: `NAME.toml` beside it, or its row in the folder's `metadata.csv`. It wins over the file's own word.

use super::date;
use crate::model::{Document, DocumentKind, Result, Trouble};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;

/// Everything optional; an empty one changes nothing.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sidecar {
    pub title: Option<String>,
    pub source: Option<String>,
    pub kind: Option<DocumentKind>,
    /// ISO 8601 prefix; other unambiguous forms are accepted and brought to it.
    #[serde(alias = "date")]
    pub published: Option<String>,
    pub url: Option<String>,
    /// A list; a single name will do.
    #[serde(default, deserialize_with = "one_or_many")]
    pub authors: Vec<String>,
}

fn one_or_many<'de, D: Deserializer<'de>>(from: D) -> std::result::Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "a name or a list of names")]
    enum Names {
        One(String),
        Many(Vec<String>),
    }
    Ok(match Names::deserialize(from)? {
        Names::One(name) => vec![name],
        Names::Many(names) => names,
    })
}

/// The name of the file with one row a document.
pub const TABLE: &str = "metadata.csv";

/// True for names that speak of other files and are no sources themselves.
pub fn is_sidecar(name: &str) -> bool {
    name == TABLE || name.to_lowercase().ends_with(".toml")
}

/// The names under which the sidecar of a file may lie: `notes.vtt.toml`, `notes.toml`.
pub fn names(file: &str) -> Vec<String> {
    let stem = file.rsplit_once('.').map(|(stem, _)| format!("{stem}.toml"));
    std::iter::once(format!("{file}.toml")).chain(stem).collect()
}

impl Sidecar {
    /// # Errors
    /// Names the sidecar and the line with an unknown key, kind or date.
    pub fn parse(name: &str, text: &str) -> Result<Sidecar> {
        let table = text.trim_start_matches('\u{feff}');
        let sidecar: Sidecar = toml::from_str(&quoted_date(table)).map_err(|fault| {
            let line = fault.span().map_or(1, |span| table[..span.start.min(table.len())].matches('\n').count() + 1);
            Trouble::new(format!("{name}:{line}"), fault.message().to_string()).hint(HINT)
        })?;
        sidecar.checked(name)
    }

    fn checked(mut self, place: &str) -> Result<Sidecar> {
        if let Some(written) = &self.published {
            let date = date::iso(written).ok_or_else(|| {
                Trouble::new(place, format!("`{written}` is no date")).hint("write it as 2022-06-17, 2022-06 or 2022")
            })?;
            self.published = Some(date);
        }
        Ok(self)
    }

    /// Puts the user's word over the document's own.
    pub fn apply(&self, document: &mut Document) {
        let over = |own: &mut Option<String>, said: &Option<String>| {
            if said.is_some() {
                own.clone_from(said);
            }
        };
        over(&mut document.title, &self.title);
        over(&mut document.source, &self.source);
        over(&mut document.url, &self.url);
        if let Some(date) = &self.published {
            document.published = Some(date.clone());
            document.published_basis = Some("sidecar".to_string());
        }
        if let Some(kind) = self.kind {
            document.kind = kind;
        }
        if !self.authors.is_empty() {
            document.authors.clone_from(&self.authors);
        }
    }
}

const HINT: &str =
    "known keys: title source kind published url authors; kind is transcript, article, statement or testimony";

/// TOML reads `published = 2022-06-17` as a date of its own kind; people write it so, and mean the words.
fn quoted_date(text: &str) -> String {
    let quote = |line: &str| -> String {
        let Some((key, value)) = line.split_once('=') else { return line.to_string() };
        let (value, comment) =
            value.split_once('#').map_or((value, String::new()), |(value, rest)| (value, format!(" #{rest}")));
        let bare = !value.contains(['"', '\'']) && value.trim().starts_with(|c: char| c.is_ascii_digit());
        if matches!(key.trim(), "published" | "date") && bare {
            format!("{key}= \"{}\"{comment}", value.trim())
        } else {
            line.to_string()
        }
    };
    text.lines().map(quote).collect::<Vec<_>>().join("\n")
}

/// The rows of a `metadata.csv` by the file they speak of, as written in its `file` column. Authors are split at `;`.
///
/// # Errors
/// Names the table and the row that is wrong, or the column that no document has.
pub fn rows(name: &str, text: &str) -> Result<BTreeMap<String, Sidecar>> {
    let mut table =
        csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let fault = |fault: csv::Error| Trouble::new(name, fault.to_string());
    let columns = table.headers().map_err(fault)?.clone();
    if !columns.iter().any(|column| column == "file") {
        return Err(Trouble::new(name, "has no column `file`").hint(HINT));
    }
    let mut rows = BTreeMap::new();
    for (at, record) in table.records().enumerate() {
        let place = format!("{name}:{}", at + 2);
        let record = record.map_err(|fault| Trouble::new(&place, fault.to_string()))?;
        let mut sidecar = Sidecar::default();
        let mut file = String::new();
        for (column, value) in columns.iter().zip(record.iter()).filter(|(_, value)| !value.is_empty()) {
            match column {
                "file" => file = value.to_string(),
                _ => sidecar.set(column, value, &place)?,
            }
        }
        rows.insert(file, sidecar.checked(&place)?);
    }
    Ok(rows)
}

impl Sidecar {
    fn set(&mut self, column: &str, value: &str, place: &str) -> Result<()> {
        let text = Some(value.to_string());
        match column {
            "title" => self.title = text,
            "source" => self.source = text,
            "published" | "date" => self.published = text,
            "url" => self.url = text,
            "authors" => self.authors = value.split(';').map(|author| author.trim().to_string()).collect(),
            "kind" => {
                let unknown = || Trouble::new(place, format!("`{value}` is no kind of document")).hint(HINT);
                self.kind = Some(DocumentKind::from_name(value).ok_or_else(unknown)?);
            }
            _ => return Err(Trouble::new(place, format!("unknown column `{column}`")).hint(HINT)),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_may_be_bare_and_kinds_are_checked() {
        let sidecar =
            Sidecar::parse("a.toml", "title = \"A\"\ndate = 2023-03-14 # known from the tape\n").expect("sidecar");
        assert_eq!(sidecar.published.as_deref(), Some("2023-03-14"));
        let trouble = Sidecar::parse("a.toml", "title = \"A\"\nkind = \"memo\"\n").expect_err("no such kind");
        assert_eq!(trouble.place, "a.toml:2");
        assert!(Sidecar::parse("a.toml", "tilte = \"A\"").is_err());
        assert!(Sidecar::parse("a.toml", "published = \"last Friday\"").is_err());
    }

    #[test]
    fn a_table_has_a_row_a_file() {
        let rows = rows("metadata.csv", "file,kind,date,authors\na.vtt,transcript,2022,\nb.txt,,,Ana Lee; Bo\n")
            .expect("rows");
        assert_eq!(rows["a.vtt"].kind, Some(DocumentKind::Transcript));
        assert_eq!(rows["b.txt"].authors, ["Ana Lee", "Bo"]);
        let trouble = super::rows("metadata.csv", "file,colour\na,red\n").expect_err("no such column");
        assert_eq!(trouble.place, "metadata.csv:2");
    }

    #[test]
    fn names_beside_a_file() {
        assert_eq!(names("notes.vtt"), ["notes.vtt.toml", "notes.toml"]);
        assert!(is_sidecar("notes.toml") && is_sidecar("metadata.csv") && !is_sidecar("notes.vtt"));
    }
}
