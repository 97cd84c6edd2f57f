//! Rows of `gainsay inspect`, alone or with the document they come from.

use super::page::{ADDRESS, FAINT, NAME, Page, clock, when};
use super::row::{Row, to_json};
use crate::model::Claim;
use crate::model::inspect::{ClaimRow, DateRow, DocumentRow, QuotedRow, ReadRow, SegmentRow};
use serde::Serialize;
use std::sync::LazyLock;

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

impl Row for ClaimRow {
    fn columns() -> &'static [&'static str] {
        static COLUMNS: LazyLock<Vec<&'static str>> =
            LazyLock::new(|| [Claim::columns(), &["groups", "decided"]].concat());
        &COLUMNS
    }

    fn json(&self) -> String {
        to_json(self)
    }

    fn text(&self, page: &Page) -> String {
        let plain = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut out = self.claim.text(page).trim_end().to_string();
        out.push('\n');
        for group in &self.reasons.groups {
            let place = page.paint(FAINT, &place(group.start, group.end));
            out.push_str(&format!("    {:<12} \u{201c}{}\u{201d}  {place}\n", group.role, plain(&group.text)));
        }
        for decision in &self.reasons.decided {
            let by = page.paint(FAINT, &decision.by);
            let seen =
                decision.text.as_ref().map(|text| format!(", by \u{201c}{}\u{201d}", plain(text))).unwrap_or_default();
            out.push_str(&format!("    {:<12} {}{seen}  {by}\n", decision.field, decision.value));
        }
        for (span, words) in self.claim.further_places() {
            let place = page.paint(FAINT, &place(span.start, span.end));
            out.push_str(&format!("    {:<12} \u{201c}{}\u{201d}  {place}\n", "also", plain(words)));
        }
        out + &format!("    {:<12} {}\n\n", "entries", page.paint(FAINT, &self.claim.entries.join("; ")))
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
