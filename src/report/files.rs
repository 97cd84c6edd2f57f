//! The files of a case: what is written into a report's folder.

use super::format::{FORMATS, write};
use super::page::Page;
use super::row::Row;
use super::{html, markdown};
use crate::model::{Case, digest};
use serde::Serialize;

/// A file of the report.
pub struct Written {
    pub name: &'static str,
    pub bytes: Vec<u8>,
}

/// The page to open, the same as text, the tables, and a manifest with the SHA-256 of each. No clock, no path of the
/// machine: the same case gives the same bytes.
pub fn all(case: &Case) -> Vec<Written> {
    let mut files = vec![
        Written { name: "index.html", bytes: html::page(case).into_bytes() },
        Written { name: "report.md", bytes: markdown::page(case).into_bytes() },
        table("claims.csv", "csv", &case.claims),
        table("quotes.csv", "csv", &case.quotes),
        table("actors.csv", "csv", &case.actors),
        table("timeline.csv", "csv", &case.events),
        table("contradictions.csv", "csv", &case.findings),
        table("sources.csv", "csv", &case.sources),
        table("claims.json", "json", &case.claims),
        table("quotes.json", "json", &case.quotes),
        table("timeline.json", "json", &case.events),
        table("contradictions.json", "json", &case.findings),
    ];
    files.push(manifest(case, &files));
    files
}

fn table<R: Row + Clone + 'static>(name: &'static str, format: &str, rows: &[R]) -> Written {
    let format = FORMATS.iter().find(|known| known.name == format).expect("the tables are in formats of the table");
    let mut bytes = Vec::new();
    write(format, &mut bytes, rows.iter().cloned().map(Ok), &Page::default())
        .expect("memory takes all that is written");
    Written { name, bytes }
}

#[derive(Serialize)]
struct Manifest<'c> {
    schema: u32,
    case: &'c str,
    program: &'static str,
    files: Vec<Entry<'c>>,
    sources: Vec<Entry<'c>>,
}

#[derive(Serialize)]
struct Entry<'c> {
    name: &'c str,
    bytes: u64,
    sha256: String,
}

fn manifest(case: &Case, files: &[Written]) -> Written {
    let entry = |file: &Written| (file.name, file.bytes.len() as u64, digest::sha256(&file.bytes));
    let manifest = Manifest {
        schema: 1,
        case: &case.name,
        program: concat!("gainsay ", env!("CARGO_PKG_VERSION")),
        files: files.iter().map(entry).map(|(name, bytes, sha256)| Entry { name, bytes, sha256 }).collect(),
        sources: case
            .sources
            .iter()
            .filter_map(|row| Some(Entry { name: &row.file, bytes: row.bytes, sha256: row.sha256.clone()? }))
            .collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&manifest).expect("a manifest holds names and numbers only");
    bytes.push(b'\n');
    Written { name: "manifest.json", bytes }
}
