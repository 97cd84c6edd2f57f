//! `gainsay review`

mod change;
mod resolve;
mod walk;

use super::filters::{self, Asked, FilterArgs, verdicts};
use super::out::Out;
use super::{Ended, Globals, complain, sides};
use crate::model::{Filters, Finding, Result, Review as Record, ReviewRow, Subject, Trouble};
use crate::read::sheet;
use crate::store::Store;
use change::Change;
use clap::Args;
use resolve::Wanted;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// Record verdicts, tags and notes on claims and findings
///
/// With ids, sets what is given for them. With --csv, takes verdicts from a table that `gainsay contradictions --format csv` or `gainsay
/// claims --format csv` made: fill in the columns verdict and note, add a column tags, save it as CSV. Without either, asks for a
/// verdict on each finding that is new since the last review; where there is no terminal, lists them. Records lie beside the index in
/// NAME.review.jsonl, one line each: keep that file, the index can always be made again.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  gainsay review                          walk through what is new\n  gainsay review cd07d5ce --verdict confirmed --tag insurer --note 'heard on the tape'\n  gainsay contradictions --format csv > sheet.csv; gainsay review --csv sheet.csv\n  gainsay review --seen                   what is new now is new no more"
)]
pub struct Review {
    /// Findings or claims, by their ids; the first characters will do
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// confirmed, dismissed, unsure; none takes it back
    #[arg(long, value_name = "VERDICT", value_parser = verdicts(), requires = "ids")]
    verdict: Option<Asked>,
    /// Tag to add
    #[arg(long, value_name = "TAG", requires = "ids")]
    tag: Vec<String>,
    /// Tag to take off
    #[arg(long, value_name = "TAG", requires = "ids")]
    untag: Vec<String>,
    /// Note to keep; an empty one takes it back
    #[arg(long, value_name = "TEXT", requires = "ids")]
    note: Option<String>,
    /// Forget all that was said of them
    #[arg(long, requires = "ids", conflicts_with_all = ["verdict", "tag", "untag", "note"])]
    clear: bool,
    /// Take verdicts, tags and notes from a table
    #[arg(long, value_name = "FILE", conflicts_with = "ids")]
    csv: Option<PathBuf>,
    /// List the findings that are new since the last review
    #[arg(long, conflicts_with_all = ["ids", "csv"])]
    new: bool,
    /// List all records
    #[arg(long, conflicts_with_all = ["ids", "csv", "new"])]
    list: bool,
    /// Take all findings for seen: what is listed as new then came later
    #[arg(long, conflicts_with_all = ["ids", "csv", "new", "list"])]
    seen: bool,
    /// Ask for a verdict on each new finding, also without a terminal
    #[arg(long, conflicts_with_all = ["ids", "csv", "new", "list", "seen"])]
    walk: bool,
    #[command(flatten)]
    filters: FilterArgs,
}

impl Review {
    pub fn run(&self, globals: &Globals, out: &mut Out) -> Result<Ended> {
        let filters = self.filters.filters()?;
        let store = globals.store()?;
        if !self.ids.is_empty() {
            return self.set(&store, out);
        }
        if let Some(table) = &self.csv {
            return import(&store, table, out);
        }
        if self.list {
            return out.list(records(&store)?.into_iter().map(Ok));
        }
        if self.seen {
            return seen(&store, &filters, out);
        }
        let asks = !self.new && out.is_text() && io::stdin().is_terminal() && io::stdout().is_terminal();
        if self.walk || asks {
            let new: Vec<Finding> = new(&store, &filters)?.collect::<Result<_>>()?;
            return walk::walk(&store, &new, &mut io::stdin().lock(), out);
        }
        let new = new(&store, &filters)?;
        filters::list(out, &store, &filters, new)
    }

    fn set(&self, store: &Store, out: &mut Out) -> Result<Ended> {
        let change = Change {
            verdict: self.verdict.map(|asked| asked.0),
            add: self.tag.iter().flat_map(|tags| change::tags(tags)).collect(),
            remove: self.untag.iter().flat_map(|tags| change::tags(tags)).collect(),
            tags: None,
            note: self.note.clone(),
            clear: self.clear,
        };
        if change.is_empty() {
            let what = "tells nothing of them, expected --verdict, --tag, --untag, --note or --clear";
            return Err(Trouble::new("gainsay review", what).hint("gainsay review --help"));
        }
        let wanted: Vec<Wanted> = self.ids.iter().map(|id| Wanted::prefix(id)).collect();
        let found = resolve::rows(store, &wanted)?;
        let mut changes = Vec::new();
        let mut ended = Ended::Done;
        for (id, rows) in self.ids.iter().zip(found) {
            match rows.map_err(|what| Trouble::new(id, what).hint(HINT)) {
                Ok(row) => changes.push((row, change.clone())),
                Err(trouble) => {
                    complain(&trouble);
                    ended = Ended::Trouble;
                }
            }
        }
        apply(store, changes, out)?;
        Ok(ended)
    }
}

const HINT: &str = "gainsay contradictions and gainsay claims --format csv show the ids";

/// Makes the changes and says what became of each row.
fn apply(store: &Store, changes: Vec<(Record, Change)>, out: &mut Out) -> Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let mut told = String::new();
    store.review(|reviews| {
        for (row, change) in changes {
            told.push_str(&change.make(reviews, row));
        }
    })?;
    out.tell(&told)
}

/// Findings of which nothing is on record.
fn new(store: &Store, filters: &Filters) -> Result<impl Iterator<Item = Result<Finding>>> {
    let reviews = store.reviews();
    let is_new = |finding: &Result<Finding>| match finding {
        Ok(finding) => reviews.get(&Record::of_finding(finding)).is_none(),
        Err(_) => true,
    };
    Ok(sides::findings(store, filters)?.filter(is_new))
}

fn seen(store: &Store, filters: &Filters, out: &mut Out) -> Result<Ended> {
    let rows: Vec<Record> = new(store, filters)?
        .map(|finding| finding.map(|finding| Record::of_finding(&finding)))
        .collect::<Result<_>>()?;
    let count = rows.len();
    store.review(|reviews| rows.into_iter().for_each(|row| reviews.put(row)))?;
    out.tell(&format!("seen: {}\n", crate::report::count(count, "new finding")))?;
    Ok(Ended::Done)
}

/// Takes over what a table says, row by row; a row that cannot be taken costs only itself.
fn import(store: &Store, table: &Path, out: &mut Out) -> Result<Ended> {
    let shown = table.display().to_string();
    let bytes = std::fs::read(table).map_err(|error| Trouble::new(&shown, format!("cannot be read: {error}")))?;
    let rows = sheet::rows(&shown, &bytes, "id")?;
    let (mut wanted, mut said, mut ended) = (Vec::new(), Vec::new(), Ended::Done);
    for row in &rows {
        match Change::of(row) {
            Ok(change) if change.is_empty() => {}
            Ok(change) => {
                wanted.push(Wanted::of(row));
                said.push((row.line, change));
            }
            Err(what) => {
                complain(&Trouble::new(format!("{shown}:{}", row.line), what));
                ended = Ended::Trouble;
            }
        }
    }
    let mut changes = Vec::new();
    for (found, (line, change)) in resolve::rows(store, &wanted)?.into_iter().zip(said) {
        match found {
            Ok(row) => changes.push((row, change)),
            Err(what) => {
                complain(&Trouble::new(format!("{shown}:{line}"), what).hint(HINT));
                ended = Ended::Trouble;
            }
        }
    }
    let before = store.reviews();
    let new = changes.iter().filter(|(row, change)| change.alters(before, row)).count();
    let total = changes.len();
    store.review(|reviews| {
        for (row, change) in changes {
            change.make(reviews, row);
        }
    })?;
    let rows = crate::report::count(rows.len(), "row");
    out.tell(&format!("{shown}: {rows}, {total} with a verdict, tag or note, {new} of them changed something\n"))?;
    Ok(ended)
}

/// Every record, by id, and whether its words are still in the index.
fn records(store: &Store) -> Result<Vec<ReviewRow>> {
    let reviews = store.reviews();
    let wanted: Vec<Wanted> = reviews.records().map(Wanted::record).collect();
    let held = resolve::rows(store, &wanted)?;
    let row = |(record, found): (&Record, resolve::Found)| {
        let side = |nth: usize| record.sides.get(nth);
        ReviewRow {
            id: record.id.clone(),
            of: record.of,
            verdict: record.verdict,
            tags: record.tags.clone(),
            note: record.note.clone(),
            held: found.is_ok(),
            a_document: side(0).map(|side| side.document.clone()),
            a_words: side(0).map(|side| side.words.clone()),
            b_document: side(1).map(|side| side.document.clone()),
            b_words: side(1).map(|side| side.words.clone()),
        }
    };
    Ok(reviews.records().zip(held).map(row).collect())
}

/// What a row is called in answers.
fn called(row: &Record) -> String {
    let what = match row.of {
        Subject::Finding => "finding",
        Subject::Claim => "claim",
    };
    format!("{what} {}", row.id)
}
