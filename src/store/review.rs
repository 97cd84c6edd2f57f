//! The review: one text file beside the index, a record a line in the order of its ids, kept whatever becomes of the index.
//!
//! `indexes/default` has its review in `indexes/default.review.jsonl`. A record is found by the id of its row, which is made of content.
//! When rules have changed and no row has that id any more, it is found by its words: the same words in a file of the same name.
//! A record whose words are gone is kept all the same.

use super::{Store, shown};
use crate::model::review::Known;
use crate::model::{Claim, Finding, Result, Review, Trouble};
use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// What ends the name of every review. Such a file is never a source.
pub const ENDING: &str = ".review.jsonl";

/// All records of one index.
#[derive(Clone, Debug, Default)]
pub struct Reviews {
    path: PathBuf,
    records: BTreeMap<String, Review>,
    /// Ids of records without a row, by their words.
    lost: BTreeMap<Known, String>,
}

impl Reviews {
    /// The review of the index in `dir`; empty where there is none yet.
    ///
    /// # Errors
    /// Names the line that is no record.
    pub(super) fn read(dir: &Path) -> Result<Reviews> {
        let path = beside(dir);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            Err(error) => return Err(Trouble::new(shown(&path), format!("cannot be read: {error}"))),
        };
        let records = parse(&shown(&path), &text)?;
        Ok(Reviews { path, records, lost: BTreeMap::new() })
    }

    /// Finds out which records have lost their row.
    pub(super) fn bind(mut self, holds: impl Fn(&Review) -> Result<bool>) -> Result<Reviews> {
        for (id, record) in &self.records {
            if !holds(record)? {
                self.lost.insert(record.known(), id.clone());
            }
        }
        Ok(self)
    }

    /// The record of a row, by its id, else by its words.
    pub fn get(&self, row: &Review) -> Option<&Review> {
        let again = || self.records.get(self.lost.get(&row.known())?);
        self.records.get(&row.id).or_else(again)
    }

    /// All records, by id.
    pub fn records(&self) -> impl Iterator<Item = &Review> {
        self.records.values()
    }

    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    pub fn mark_claim(&self, claim: &mut Claim) {
        if !self.is_empty()
            && let Some(record) = self.get(&Review::of_claim(claim))
        {
            claim.verdict = record.verdict.map(|verdict| verdict.name().to_string());
            (claim.note, claim.tags) = (record.note.clone(), record.tags.clone());
        }
    }

    pub fn mark_finding(&self, finding: &mut Finding) {
        if !self.is_empty()
            && let Some(record) = self.get(&Review::of_finding(finding))
        {
            finding.verdict = record.verdict.map(|verdict| verdict.name().to_string());
            (finding.note, finding.tags) = (record.note.clone(), record.tags.clone());
        }
    }

    /// Puts a record in place of what was said of its row before, under the id that the row has now.
    pub fn put(&mut self, record: Review) {
        if let Some(old) = self.lost.remove(&record.known()) {
            self.records.remove(&old);
        }
        self.records.insert(record.id.clone(), record);
    }

    /// Forgets what was said of a row; true when there was something.
    pub fn forget(&mut self, row: &Review) -> bool {
        let old = self.lost.remove(&row.known());
        let lost = old.is_some_and(|old| self.records.remove(&old).is_some());
        self.records.remove(&row.id).is_some() || lost
    }

    /// Writes the whole file beside its place and then puts it there: a reader never meets half of one.
    ///
    /// # Errors
    /// When it cannot be written; the old review then stands.
    fn write(&self) -> Result<()> {
        let fault = |error: std::io::Error| Trouble::new(shown(&self.path), format!("cannot be written: {error}"));
        let mut text = String::new();
        for record in self.records.values() {
            text.push_str(&serde_json::to_string(record).expect("records hold names and words only"));
            text.push('\n');
        }
        let half = self.path.with_extension("jsonl.part");
        let put = || {
            let mut file = fs::File::create(&half)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            fs::rename(&half, &self.path)
        };
        put().map_err(fault)
    }
}

impl Store {
    /// The review beside this index, as it was when the index was opened.
    pub fn reviews(&self) -> &Reviews {
        &self.reviews
    }

    /// Reads the review anew, changes it and writes it, one program at a time: what another wrote meanwhile stays.
    ///
    /// # Errors
    /// When it cannot be read or written; then nothing is changed.
    pub fn review(&self, change: impl FnOnce(&mut Reviews)) -> Result<()> {
        let _turn = wait_for_turn(&self.dir)?;
        let mut reviews = Reviews::read(&self.dir)?.bind(|record| self.holds(record))?;
        change(&mut reviews);
        reviews.write()
    }
}

/// Held until it is dropped; lies in the index, so that nothing but the review lies beside it.
fn wait_for_turn(dir: &Path) -> Result<fs::File> {
    let path = dir.join("review.lock");
    let held = fs::File::create(&path).and_then(|file| file.lock().map(|()| file));
    held.map_err(|error| Trouble::new(shown(&path), format!("cannot be locked for writing the review: {error}")))
}

/// `indexes/default` to `indexes/default.review.jsonl`.
fn beside(dir: &Path) -> PathBuf {
    let named = |dir: &Path| Some(dir.with_file_name(format!("{}{ENDING}", dir.file_name()?.to_string_lossy())));
    named(dir).or_else(|| named(&dir.canonicalize().ok()?)).unwrap_or_else(|| dir.join(ENDING))
}

fn parse(place: &str, text: &str) -> Result<BTreeMap<String, Review>> {
    let mut records: BTreeMap<String, Review> = BTreeMap::new();
    for (nth, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let at = format!("{place}:{}", nth + 1);
        let fault = |what: String| Trouble::new(&at, what).hint("mend or remove that line; the rest is kept as it is");
        if ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark)) {
            return Err(fault("is a mark of a merge that is not settled, expected one record a line".to_string()));
        }
        let record: Review = serde_json::from_str(line)
            .map_err(|error| fault(format!("is no record of a review, expected one JSON object a line: {error}")))?;
        match records.get(&record.id) {
            Some(other) if *other != record => {
                return Err(fault(format!("is a second record of `{}`, expected one", record.id)));
            }
            _ => records.insert(record.id.clone(), record),
        };
    }
    Ok(records)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Verdict;

    const LINE: &str = r#"{"id":"ab","of":"claim","verdict":"confirmed","tags":["lisbon"],"note":"heard it","sides":[{"document":"tapes/a.vtt","words":"they read it"}]}"#;

    #[test]
    fn a_record_is_one_line_and_reads_back() {
        let records = parse("r", LINE).unwrap();
        assert_eq!(records["ab"].verdict, Some(Verdict::Confirmed));
        assert_eq!(serde_json::to_string(&records["ab"]).unwrap(), LINE);
        assert_eq!(parse("r", &format!("{LINE}\n\n{LINE}\n")).unwrap().len(), 1, "a merge may repeat a line");
    }

    #[test]
    fn what_is_no_record_is_named_by_its_line() {
        for (text, words) in [
            ("<<<<<<< HEAD\n", "merge"),
            ("{\"id\": \"ab\"}\n", "no record"),
            ("{\"id\":\"ab\",\"of\":\"claim\",\"verdict\":\"maybe\",\"sides\":[]}\n", "no record"),
        ] {
            let trouble = parse("r", &format!("{LINE}\n{text}")).unwrap_err();
            assert_eq!(trouble.place, "r:2");
            assert!(trouble.what.contains(words), "{trouble}");
        }
        let other = LINE.replace("confirmed", "unsure");
        assert!(parse("r", &format!("{LINE}\n{other}")).unwrap_err().what.contains("second record"));
    }

    #[test]
    fn a_record_without_a_row_is_found_by_its_words() {
        let reviews = Reviews { records: parse("r", LINE).unwrap(), ..Reviews::default() };
        let row = |id: &str, document: &str, words: &str| {
            let changed = LINE.replace("\"ab\"", &format!("\"{id}\"")).replace("they read it", words);
            parse("r", &changed.replace("tapes/a.vtt", document)).unwrap().remove(id).unwrap()
        };
        let bound = reviews.clone().bind(|_| Ok(false)).unwrap();
        assert!(bound.get(&row("cd", "moved/a.vtt", "they  read it")).is_some());
        assert!(bound.get(&row("cd", "tapes/b.vtt", "they read it")).is_none(), "another file");
        assert!(bound.get(&row("cd", "tapes/a.vtt", "they read all of it")).is_none(), "other words");
        let held = reviews.bind(|_| Ok(true)).unwrap();
        assert!(held.get(&row("cd", "tapes/a.vtt", "they read it")).is_none(), "the record has a row of its own");
    }

    #[test]
    fn the_review_lies_beside_the_index() {
        assert_eq!(beside(Path::new("indexes/default")), Path::new("indexes/default.review.jsonl"));
        assert_eq!(beside(Path::new("a.b/")), Path::new("a.b.review.jsonl"));
    }
}
