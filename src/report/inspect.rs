//! Rows of `gainsay inspect`, alone or with the document they come from.

use super::page::{ADDRESS, FAINT, NAME, Page, clock, when};
use super::row::{Row, to_json};
use crate::model::inspect::{DateRow, DocumentRow, QuotedRow, ReadRow, SegmentRow};
use serde::Serialize;

/// A row of a file that holds many documents.
#[derive(Serialize)]
pub struct Of<R> {
    pub document: String,
    #[serde(flatten)]
    pub row: R,
}

macro_rules! stage_rows {
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

        impl Row for Of<$row> {
            fn columns() -> &'static [&'static str] {
                &["document", $($column),*]
            }

            fn json(&self) -> String {
                to_json(self)
            }

            fn text(&self, page: &Page) -> String {
                format!("{}  {}", page.paint(ADDRESS, &self.document), self.row.text(page))
            }
        }
    )*};
}

stage_rows! {
    ReadRow, read, ["n" "start" "end" "line" "cue" "time_start" "time_end" "speaker" "text"];
    SegmentRow, segment, ["start" "end" "text"];
    DateRow, date, ["start" "end" "text" "type" "value" "mod" "when_start" "when_end" "when_grain" "when_basis" "entries"];
    QuotedRow, quoted, ["start" "end" "text" "mode" "speaker" "source_start" "source_end" "cue_start" "cue_end"];
}

impl Row for DocumentRow {
    fn columns() -> &'static [&'static str] {
        &[
            "document",
            "format",
            "kind",
            "title",
            "source",
            "authors",
            "published",
            "published_basis",
            "language",
            "sha256",
        ]
    }

    fn json(&self) -> String {
        to_json(self)
    }

    fn text(&self, page: &Page) -> String {
        let date = match (&self.published, &self.published_basis) {
            (Some(date), Some(basis)) => format!("{date} (by its {basis})"),
            (Some(date), None) => date.clone(),
            (None, _) => "undated".to_string(),
        };
        let facts = [
            ("format", Some(self.format.clone())),
            ("kind", Some(self.kind.name().to_string())),
            ("title", self.title.clone()),
            ("source", self.source.clone()),
            ("authors", (!self.authors.is_empty()).then(|| self.authors.join("; "))),
            ("published", Some(date)),
            ("language", self.language.clone()),
            ("sha256", Some(self.sha256.clone())),
        ];
        let lines = facts.into_iter().filter_map(|(name, value)| Some(format!("  {name:<10} {}\n", value?)));
        format!("{}\n{}", page.paint(ADDRESS, &self.document), lines.collect::<String>())
    }
}

fn read(row: &ReadRow, page: &Page) -> String {
    let time = row.time_start.map(|seconds| format!("  {}", clock(seconds))).unwrap_or_default();
    let speaker = row.speaker.as_ref().map(|name| format!("  {}", page.paint(NAME, name))).unwrap_or_default();
    format!("{}{speaker}\n{}", page.paint(ADDRESS, &format!("line {}{time}", row.line)), page.wrap(4, &row.text))
}

fn segment(row: &SegmentRow, page: &Page) -> String {
    format!("{}\n{}", page.paint(FAINT, &place(row.start, row.end)), page.wrap(4, &row.text))
}

fn date(row: &DateRow, page: &Page) -> String {
    let kind = format!("{:?}", row.kind).to_uppercase();
    let modifier = row.modifier.as_ref().map(|word| format!(" {word}")).unwrap_or_default();
    let facts = format!("{kind} {}{modifier}, {}, {}", row.value, when(&row.when_start, &row.when_end), row.when_basis);
    let rules = page.paint(FAINT, &row.entries.join("; "));
    format!("{}  {}  {facts}  {rules}\n", page.paint(FAINT, &place(row.start, row.end)), page.paint(NAME, &row.text))
}

fn quoted(row: &QuotedRow, page: &Page) -> String {
    let mode = format!("{:?}", row.mode).to_lowercase();
    let speaker = row.speaker.as_deref().unwrap_or("nobody named");
    format!("{}  {mode}, {speaker}\n{}", page.paint(FAINT, &place(row.start, row.end)), page.wrap(4, &row.text))
}

fn place(start: usize, end: usize) -> String {
    format!("{start}..{end}")
}
