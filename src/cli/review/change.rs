//! What is to be said of a row, and saying it.

use super::called;
use crate::model::{Review, Verdict};
use crate::read::sheet::SheetRow;
use crate::store::Reviews;

/// What changes in a record; what is not told stays.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// `Some(None)` takes a verdict back.
    pub verdict: Option<Option<Verdict>>,
    pub add: Vec<String>,
    pub remove: Vec<String>,
    /// In place of all tags.
    pub tags: Option<Vec<String>>,
    /// An empty one takes it back.
    pub note: Option<String>,
    pub clear: bool,
}

impl Change {
    /// What a row of a table says. Empty cells say nothing: a table that was made before somebody else's verdict must not undo it.
    ///
    /// # Errors
    /// Says what is wrong with the verdict.
    pub fn of(row: &SheetRow) -> Result<Change, String> {
        let verdict = match row.get("verdict") {
            None => None,
            Some(name) if name.eq_ignore_ascii_case("none") => Some(None),
            Some(name) => Some(Some(Verdict::from_name(name).ok_or_else(|| {
                format!("`{name}` is no verdict, expected confirmed, dismissed, unsure, none or an empty cell")
            })?)),
        };
        let tags = row.get("tags").or(row.get("tag")).map(tags);
        Ok(Change { verdict, tags, note: row.get("note").map(str::to_string), ..Change::default() })
    }

    pub fn is_empty(&self) -> bool {
        *self == Change::default()
    }

    /// The record of the row as it will be; `None` when nothing is left to say.
    fn record(&self, reviews: &Reviews, row: &Review) -> Option<Review> {
        if self.clear {
            return None;
        }
        let old = reviews.get(row).cloned().unwrap_or_else(|| row.clone());
        let mut tags = self.tags.clone().unwrap_or(old.tags);
        tags.extend(self.add.iter().cloned());
        tags.retain(|tag| !self.remove.contains(tag));
        tags.sort();
        tags.dedup();
        let note = self.note.clone().or(old.note).filter(|note| !note.trim().is_empty());
        Some(Review { verdict: self.verdict.unwrap_or(old.verdict), tags, note, ..row.clone() })
    }

    /// True when the review is another afterwards.
    pub fn alters(&self, reviews: &Reviews, row: &Review) -> bool {
        self.record(reviews, row).as_ref() != reviews.get(row)
    }

    /// Makes it so, and says what is on record now.
    pub fn make(&self, reviews: &mut Reviews, row: Review) -> String {
        match self.record(reviews, &row) {
            Some(record) => {
                let told = told(&record);
                reviews.put(record);
                format!("{}: {told}\n", called(&row))
            }
            None if reviews.forget(&row) => format!("{}: forgotten\n", called(&row)),
            None => format!("{}: nothing was on record\n", called(&row)),
        }
    }
}

fn told(record: &Review) -> String {
    let verdict = record.verdict.map_or("seen, no verdict", Verdict::name).to_string();
    let tags = (!record.tags.is_empty()).then(|| format!("tags {}", record.tags.join(", ")));
    let note = record.note.as_ref().map(|note| format!("note “{note}”"));
    [Some(verdict), tags, note].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// Tags are parted by commas or semicolons.
pub fn tags(written: &str) -> Vec<String> {
    let parts = written.split([',', ';']).map(|tag| tag.split_whitespace().collect::<Vec<_>>().join(" "));
    parts.filter(|tag| !tag.is_empty()).collect()
}
