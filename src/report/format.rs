//! The formats of a listing: one row each, and a function from rows to bytes.

use super::page::Page;
use super::row::{Row, cells};
use crate::model::Result;
use serde_json::Value;
use std::io::{self, Write};

/// Rows as they come, any of them a trouble with the index.
pub type Rows<'r> = &'r mut dyn Iterator<Item = Result<Box<dyn Row>>>;

/// A way to write a listing. `write` gives the number of rows that were written.
pub struct Format {
    pub name: &'static str,
    pub about: &'static str,
    pub write: fn(&mut dyn Write, &[&str], Rows, &Page) -> io::Result<usize>,
}

pub const FORMATS: &[Format] = &[
    Format { name: "text", about: "for reading", write: text },
    Format { name: "csv", about: "RFC 4180, one row a line, cells verbatim", write: csv },
    Format { name: "json", about: "one object: {\"schema\": 1, \"rows\": [...]}", write: json },
    Format { name: "jsonl", about: "one flat object a line", write: jsonl },
];

/// Raised when a column changes its name, place or meaning.
const SCHEMA: u32 = 1;

/// Writes rows of one kind. A trouble with the index comes back inside the error.
pub fn write<R: Row + 'static>(
    format: &Format,
    out: &mut dyn Write,
    rows: impl Iterator<Item = Result<R>>,
    page: &Page,
) -> io::Result<usize> {
    let mut rows = rows.map(|row| row.map(|row| Box::new(row) as Box<dyn Row>));
    (format.write)(out, R::columns(), &mut rows, page)
}

fn each(rows: Rows, mut one: impl FnMut(usize, &dyn Row) -> io::Result<()>) -> io::Result<usize> {
    let mut count = 0;
    for row in rows {
        one(count, &*row.map_err(io::Error::other)?)?;
        count += 1;
    }
    Ok(count)
}

fn text(out: &mut dyn Write, _columns: &[&str], rows: Rows, page: &Page) -> io::Result<usize> {
    each(rows, |_, row| out.write_all(row.text(page).as_bytes()))
}

fn jsonl(out: &mut dyn Write, _columns: &[&str], rows: Rows, _page: &Page) -> io::Result<usize> {
    each(rows, |_, row| writeln!(out, "{}", row.json()))
}

fn json(out: &mut dyn Write, _columns: &[&str], rows: Rows, _page: &Page) -> io::Result<usize> {
    write!(out, "{{\"schema\": {SCHEMA}, \"rows\": [")?;
    let count = each(rows, |n, row| write!(out, "{}\n{}", if n == 0 { "" } else { "," }, row.json()))?;
    writeln!(out, "{}]}}", if count == 0 { "" } else { "\n" })?;
    Ok(count)
}

/// Cells are verbatim, also those that begin with `=` or `@`: a quotation that is changed on its way into a table is no
/// quotation any more. Spreadsheets take them as text when the file is imported with all columns as text.
fn csv(out: &mut dyn Write, columns: &[&str], rows: Rows, _page: &Page) -> io::Result<usize> {
    let mut table = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
    table.write_record(columns).map_err(io_error)?;
    let count = each(rows, |_, row| {
        // What JSON alone tells (the further places of a claim) has no column.
        let cells = cells(&row.json()).into_iter().filter(|(name, _)| columns.contains(&name.as_str()));
        let cells: Vec<(String, Value)> = cells.collect();
        table.write_record(cells.iter().map(|(_, value)| cell(value))).map_err(io_error)
    })?;
    table.flush()?;
    Ok(count)
}

/// Keeps the kind of the error, by which a closed pipe is told from a full disk.
fn io_error(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// The words of a cell: empty for null, a list joined by `; `.
pub fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(cell).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ActorKind, ActorRow};

    fn printed(name: &str, rows: Vec<ActorRow>) -> String {
        let format = FORMATS.iter().find(|format| format.name == name).unwrap();
        let mut out = Vec::new();
        write(format, &mut out, rows.into_iter().map(Ok), &Page::default()).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn actor() -> ActorRow {
        let spellings = vec!["Harrow, Inc.".to_string(), "the \"firm\"".to_string(), "=1+1\nsecond line".to_string()];
        ActorRow {
            name: "Harrow".into(),
            kind: ActorKind::Organisation,
            spellings,
            documents: 2,
            claims: 3,
            part_of: vec!["Tern Group".into()],
        }
    }

    #[test]
    fn cells_are_verbatim_whatever_they_hold() {
        let csv = printed("csv", vec![actor()]);
        assert_eq!(
            csv,
            "name,kind,spellings,documents,claims\r\nHarrow,organisation,\"Harrow, Inc.; the \"\"firm\"\"; =1+1\nsecond line\",2,3\r\n"
        );
    }

    #[test]
    fn no_row_is_still_a_listing() {
        assert_eq!(printed("json", Vec::new()), "{\"schema\": 1, \"rows\": []}\n");
        assert_eq!(printed("csv", Vec::new()), "name,kind,spellings,documents,claims\r\n");
        assert_eq!(printed("jsonl", Vec::new()), "");
    }

    #[test]
    fn json_is_one_object_and_jsonl_one_a_line() {
        let json: Value = serde_json::from_str(&printed("json", vec![actor(), actor()])).unwrap();
        assert_eq!(json["rows"].as_array().map(Vec::len), Some(2));
        assert_eq!(printed("jsonl", vec![actor(), actor()]).lines().count(), 2);
    }

    #[test]
    fn a_trouble_comes_back_with_its_words() {
        let rows = std::iter::once(Err::<ActorRow, _>(crate::model::Trouble::new("index", "is damaged")));
        let error = write(&FORMATS[0], &mut Vec::new(), rows, &Page::default()).unwrap_err();
        assert_eq!(error.to_string(), "index: is damaged");
    }
}
