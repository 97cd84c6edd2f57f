//! A table that comes back from a spreadsheet: whatever separator, encoding and order of columns it was saved with.
//!
//! RFC 4180 with `,`, `;` or a tab, in UTF-8 with or without a byte order mark, UTF-16 or an older encoding; a first line `sep=;` is heeded.

use super::charset;
use crate::model::{Result, Trouble};
use std::collections::BTreeMap;

/// One row: its cells by column, and the line of the file on which it begins.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetRow {
    pub line: u64,
    cells: BTreeMap<String, String>,
}

impl SheetRow {
    /// The cell of a column, without blanks around it; `None` where the table has no such column or the cell is empty.
    pub fn get(&self, column: &str) -> Option<&str> {
        self.cells.get(column).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }
}

/// The rows of a table that has the column `key`, in any order of columns; rows without any words are passed over. The names of columns
/// are taken without capitals and blanks.
///
/// # Errors
/// When it is no text, or has no column `key`.
pub fn rows(name: &str, bytes: &[u8], key: &str) -> Result<Vec<SheetRow>> {
    let decoded = charset::decode(bytes);
    let text = decoded.text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(Trouble::new(name, "holds no text, expected a table saved as CSV").hint(HINT));
    }
    let (skipped, text, told) = told_separator(text);
    let separator = told.unwrap_or_else(|| separator(text, key));
    let mut table =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let mut lines = Lines { text: text.as_bytes(), seen: 0, line: 1 };
    let mut columns: Option<Vec<String>> = None;
    let mut rows = Vec::new();
    for record in table.records() {
        let record = record.map_err(|fault| Trouble::new(name, fault.to_string()))?;
        let line = lines.at(record.position().map_or(0, csv::Position::byte)) + skipped;
        let Some(columns) = &columns else {
            columns = Some(header(name, line, &record, key)?);
            continue;
        };
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            let cells = columns.iter().cloned().zip(record.iter().map(str::to_string)).collect();
            rows.push(SheetRow { line, cells });
        }
    }
    Ok(rows)
}

/// Counts lines up to a place, places in rising order.
struct Lines<'t> {
    text: &'t [u8],
    seen: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line of the record that begins at a byte; the ends of lines before it belong to the record before.
    fn at(&mut self, byte: u64) -> u64 {
        let mut until = usize::try_from(byte).map_or(self.text.len(), |byte| byte.min(self.text.len()));
        until += self.text[until..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        self.line += self.text[self.seen..until].iter().filter(|byte| **byte == b'\n').count() as u64;
        self.seen = until;
        self.line
    }
}

const HINT: &str = "save it as CSV with the line of column names that it was made with";

fn header(name: &str, line: u64, record: &csv::StringRecord, key: &str) -> Result<Vec<String>> {
    let columns: Vec<String> = record.iter().map(|column| column.trim().to_lowercase()).collect();
    if columns.iter().any(|column| column == key) {
        return Ok(columns);
    }
    Err(Trouble::new(format!("{name}:{line}"), format!("has no column `{key}`")).hint(HINT))
}

/// The separator that a first line such as `sep=;` tells; how many lines that took.
fn told_separator(text: &str) -> (u64, &str, Option<u8>) {
    let first = text.lines().next().unwrap_or_default();
    match first.strip_prefix("sep=").map(|rest| rest.trim_end_matches('\r').as_bytes()) {
        Some([separator]) => (1, text.split_once('\n').map_or("", |(_, rest)| rest), Some(*separator)),
        _ => (0, text, None),
    }
}

/// The separator by which the first line has the column that is wanted, else the commonest there.
fn separator(text: &str, key: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let holds =
        |mark: &char| first.split(*mark).any(|column| column.trim().trim_matches('"').trim().eq_ignore_ascii_case(key));
    let marks = [',', ';', '\t'];
    let counted = |mark: &char| first.matches(*mark).count();
    let best = marks.into_iter().filter(holds).max_by_key(counted).or_else(|| marks.into_iter().max_by_key(counted));
    best.map_or(b',', |mark| mark as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Vec<(u64, String, String)> {
        let cell = |row: &SheetRow, column| row.get(column).unwrap_or_default().to_string();
        let found = rows("s.csv", bytes, "id").unwrap();
        found.iter().map(|row| (row.line, cell(row, "id"), cell(row, "note"))).collect()
    }

    #[test]
    fn however_it_was_saved_it_is_read() {
        let want = [(2, "ab".to_string(), "a “note”, 5;6".to_string()), (3, "cd".to_string(), String::new())];
        let comma = "id,verdict,note\r\nab,confirmed,\"a “note”, 5;6\"\r\ncd,,\r\n";
        let semicolon = "\u{feff}Note;ID;verdict\r\n\"a “note”, 5;6\";ab;confirmed\r\n;cd;\r\n";
        let tab = "note\tid\na “note”, 5;6\tab\n\tcd\n";
        for text in [comma, semicolon, tab] {
            assert_eq!(read(text.as_bytes()), want, "{text}");
        }
        let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(tab.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(read(&wide), want, "UTF-16");
        assert_eq!(read(b"id;note\nab;caf\xe9 au lait, d\xe9j\xe0 vu\n")[0].2, "café au lait, déjà vu", "Windows-1252");
        assert_eq!(read(b"sep=;\r\nid;note\r\nab;x\r\n"), [(3, "ab".to_string(), "x".to_string())]);
    }

    #[test]
    fn a_line_break_in_a_cell_moves_the_lines_after_it() {
        let text = "id,note\nab,\"one\ntwo\nthree\"\n,,\ncd,four\n";
        assert_eq!(
            read(text.as_bytes()),
            [(2, "ab".into(), "one\ntwo\nthree".into()), (6, "cd".into(), "four".into())]
        );
    }

    #[test]
    fn what_is_no_such_table_is_refused() {
        let trouble = rows("s.csv", b"name,note\na,b\n", "id").unwrap_err();
        assert_eq!((trouble.place.as_str(), trouble.what.as_str()), ("s.csv:1", "has no column `id`"));
        assert!(rows("s.csv", b"", "id").is_err());
        assert!(rows("s.csv", b"PK\x03\x04\0\0\0\0\x08\0", "id").is_err(), "a workbook is no CSV");
    }
}
