//! Changing the index: everything of one ingest, in one commit.

use super::rows::row_key;
use super::schema::{Fields, row};
use super::{Rules, Store, trouble};
use crate::model::{
    ActorRow, AlteredRow, Claim, Document, FileKey, Finding, QuoteRow, Reading, Result, SourceFile, Trouble,
};
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::PathBuf;
use tantivy::directory::error::LockError;
use tantivy::{IndexWriter, TantivyDocument, TantivyError, Term};

/// Bytes that the index may hold back before it writes a segment.
const MEMORY: usize = 64 << 20;

/// Takes rows until [`Writer::commit`]; dropped before, it changes nothing.
pub struct Writer<'a> {
    store: &'a Store,
    writer: IndexWriter,
    fields: Fields,
    dir: PathBuf,
}

impl Store {
    /// # Errors
    /// When another program writes to this index.
    pub fn writer(&self) -> Result<Writer<'_>> {
        let writer = self.index.writer_with_num_threads(1, MEMORY).map_err(|error| match error {
            TantivyError::LockFailure(LockError::LockBusy, _) => {
                Trouble::new(super::shown(&self.dir), "another gainsay writes to this index").hint("wait for it to end")
            }
            error => trouble(&self.dir, error),
        })?;
        Ok(Writer { store: self, writer, fields: self.fields, dir: self.dir.clone() })
    }
}

impl Writer<'_> {
    /// Forgets a file and the readings of its documents.
    pub fn forget(&self, key: &FileKey) {
        self.writer.delete_term(Term::from_field_text(self.fields.key, &file_key(key)));
    }

    pub fn put_file(&self, file: &SourceFile) -> Result<()> {
        let mut entry = self.entry(row::FILE, file)?;
        entry.add_text(self.fields.key, file_key(&file.key()));
        self.add(entry)
    }

    /// Keeps what the stages made of the `nth` document of a file.
    pub fn put_reading(&self, key: &FileKey, nth: usize, reading: &Reading) -> Result<()> {
        let mut entry = self.entry(row::READING, &((key, nth), reading))?;
        entry.add_text(self.fields.key, file_key(key));
        self.add(entry)
    }

    /// Takes a document's turns out of the search.
    pub fn take_down(&self, shelf: &str) {
        self.writer.delete_term(Term::from_field_text(self.fields.key, shelf));
    }

    /// Makes a document's turns searchable under the name `shelf`.
    pub fn put_up(&self, shelf: &str, document: &Document) -> Result<()> {
        for turn in super::search::turns(document) {
            let fields = self.fields;
            let mut entry = self.entry(row::TURN, &turn)?;
            entry.add_text(fields.key, shelf);
            entry.add_text(fields.path, &document.path);
            entry.add_u64(fields.start, turn.start as u64);
            entry.add_text(fields.kind, document.kind.name());
            entry.add_text(fields.stemmed, &turn.text);
            entry.add_text(fields.plain, &turn.text);
            entry.add_text(fields.document, &document.path);
            let named =
                [(fields.speaker, &turn.speaker), (fields.source, &document.source), (fields.title, &document.title)];
            for (field, value) in named {
                if let Some(value) = value {
                    entry.add_text(field, value);
                }
            }
            self.add(entry)?;
        }
        Ok(())
    }

    pub fn put_shelf(&self, names: &BTreeSet<String>) -> Result<()> {
        self.clear(row::SHELF);
        let entry = self.entry(row::SHELF, names)?;
        self.add(entry)
    }

    /// Replaces all claims; their order is that of the listing.
    pub fn put_claims<'c>(&self, claims: impl Iterator<Item = &'c Claim>) -> Result<()> {
        self.clear(row::CLAIM);
        for (order, claim) in claims.enumerate() {
            let fields = self.fields;
            let mut entry = self.ordered(row::CLAIM, order, claim)?;
            entry.add_text(fields.key, row_key(row::CLAIM, &claim.id));
            entry.add_text(fields.kind, claim.kind.name());
            entry.add_text(fields.action, &claim.action);
            entry.add_text(fields.topic, &claim.topic);
            entry.add_text(fields.polarity, claim.polarity.name());
            entry.add_text(fields.modality, claim.modality.name());
            self.add(entry)?;
        }
        Ok(())
    }

    /// Replaces all quotations.
    pub fn put_quotes<'c>(&self, quotes: impl Iterator<Item = &'c QuoteRow>) -> Result<()> {
        self.clear(row::QUOTE);
        for (order, quote) in quotes.enumerate() {
            let mut entry = self.ordered(row::QUOTE, order, quote)?;
            entry.add_text(self.fields.kind, quote.kind.name());
            self.add(entry)?;
        }
        Ok(())
    }

    /// Replaces all quotations that differ from their reference.
    pub fn put_altered(&self, altered: &[AlteredRow]) -> Result<()> {
        self.put_all(row::ALTERED, altered)
    }

    /// Replaces all actors.
    pub fn put_actors(&self, actors: &[ActorRow]) -> Result<()> {
        self.put_all(row::ACTOR, actors)
    }

    /// Replaces all findings.
    pub fn put_findings(&self, findings: &[Finding]) -> Result<()> {
        self.clear(row::FINDING);
        for (order, finding) in findings.iter().enumerate() {
            let mut entry = self.ordered(row::FINDING, order, finding)?;
            entry.add_text(self.fields.key, row_key(row::FINDING, &finding.id));
            self.add(entry)?;
        }
        Ok(())
    }

    /// Makes all of it true at once, and wipes what was removed from the disk.
    pub fn commit(mut self, rules: &Rules) -> Result<()> {
        let dir = self.dir.clone();
        let fault = |error: TantivyError| trouble(&dir, error);
        let payload = serde_json::to_string(rules).map_err(|error| trouble(&dir, error))?;
        let mut commit = self.writer.prepare_commit().map_err(fault)?;
        commit.set_payload(&payload);
        commit.commit().map_err(fault)?;
        self.compact().map_err(fault)?;
        self.writer.wait_merging_threads().map_err(fault)?;
        self.store.reload()
    }

    /// One segment without deleted rows: removed sources are gone for good, and scores do not depend on what the index
    /// held before.
    fn compact(&mut self) -> tantivy::Result<()> {
        let segments = self.store.index.searchable_segment_ids()?;
        if !segments.is_empty() {
            self.writer.merge(&segments).wait()?;
        }
        self.writer.garbage_collect_files().wait().map(|_| ())
    }

    fn put_all<T: Serialize>(&self, kind: &str, rows: &[T]) -> Result<()> {
        self.clear(kind);
        for (order, value) in rows.iter().enumerate() {
            self.add(self.ordered(kind, order, value)?)?;
        }
        Ok(())
    }

    fn clear(&self, kind: &str) {
        self.writer.delete_term(Term::from_field_text(self.fields.row, kind));
    }

    fn ordered(&self, kind: &str, order: usize, value: &impl Serialize) -> Result<TantivyDocument> {
        let mut entry = self.entry(kind, value)?;
        entry.add_u64(self.fields.order, order as u64);
        Ok(entry)
    }

    fn entry(&self, kind: &str, value: &impl Serialize) -> Result<TantivyDocument> {
        let mut entry = TantivyDocument::default();
        entry.add_text(self.fields.row, kind);
        let json = serde_json::to_string(value).map_err(|error| trouble(&self.dir, error))?;
        entry.add_text(self.fields.json, json);
        Ok(entry)
    }

    fn add(&self, entry: TantivyDocument) -> Result<()> {
        self.writer.add_document(entry).map_err(|error| trouble(&self.dir, error)).map(|_| ())
    }
}

/// The `\0` keeps a folder and a path apart, and a file's key from a shelf's name.
fn file_key((root, path): &FileKey) -> String {
    format!("{root}\0{path}")
}
