//! Reading rows back, one at a time, in the order of the listing.

use super::gather::ByOrder;
use super::schema::row;
use super::{Store, trouble};
use crate::model::{
    ActorRow, AlteredRow, Claim, FileKey, Filters, Finding, QuoteRow, Reading, Result, Review, SourceFile, Subject,
};
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use tantivy::query::{BooleanQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{DocAddress, Searcher, TantivyDocument, Term};

/// A reading with the key of its file and its number there.
pub type Held = ((FileKey, usize), Reading);

impl Store {
    /// Claims by document and place, with what a reviewer said. The filters are used as far as the index knows them; the rest is the caller's.
    pub fn claims(&self, filters: &Filters) -> Result<impl Iterator<Item = Result<Claim>>> {
        let fields = self.fields;
        let mut parts = vec![self.rows_of(row::CLAIM)];
        let kinds = filters.kind.iter().map(|kind| kind.name());
        let polarities = filters.polarity.iter().map(|polarity| polarity.name());
        let modalities = filters.modality.iter().map(|modality| modality.name());
        parts.extend(any_of(fields.kind, kinds));
        parts.extend(any_of(fields.polarity, polarities));
        parts.extend(any_of(fields.modality, modalities));
        parts.extend(any_of(fields.action, filters.action.iter().map(String::as_str)));
        parts.extend(any_of(fields.topic, filters.topic.iter().map(String::as_str)));
        let reviews = self.reviews.clone();
        let marked = move |claim: Result<Claim>| {
            claim.map(|mut claim| {
                reviews.mark_claim(&mut claim);
                claim
            })
        };
        Ok(self.list(&BooleanQuery::intersection(parts))?.map(marked))
    }

    /// Quotations by document and place.
    pub fn quotes(&self, filters: &Filters) -> Result<impl Iterator<Item = Result<QuoteRow>>> {
        let mut parts = vec![self.rows_of(row::QUOTE)];
        parts.extend(any_of(self.fields.kind, filters.kind.iter().map(|kind| kind.name())));
        self.list(&BooleanQuery::intersection(parts))
    }

    /// Quotations that differ from their reference, by document and place.
    pub fn altered(&self) -> Result<impl Iterator<Item = Result<AlteredRow>>> {
        self.list(&*self.rows_of(row::ALTERED))
    }

    pub fn actors(&self) -> Result<impl Iterator<Item = Result<ActorRow>>> {
        self.list(&*self.rows_of(row::ACTOR))
    }

    /// Findings in their order, with what a reviewer said.
    pub fn findings(&self) -> Result<impl Iterator<Item = Result<Finding>>> {
        let reviews = self.reviews.clone();
        let marked = move |finding: Result<Finding>| {
            finding.map(|mut finding| {
                reviews.mark_finding(&mut finding);
                finding
            })
        };
        Ok(self.list(&*self.rows_of(row::FINDING))?.map(marked))
    }

    /// Whether the row that a record of the review speaks of is in the index.
    pub(super) fn holds(&self, record: &Review) -> Result<bool> {
        let kind = match record.of {
            Subject::Finding => row::FINDING,
            Subject::Claim => row::CLAIM,
        };
        let term = Term::from_field_text(self.fields.key, &row_key(kind, &record.id));
        Ok(self.searcher().doc_freq(&term).map_err(|error| trouble(&self.dir, error))? > 0)
    }

    /// Every file that was met, by folder and path.
    pub fn files(&self) -> Result<Vec<SourceFile>> {
        let mut files: Vec<SourceFile> = self.list(&*self.rows_of(row::FILE))?.collect::<Result<_>>()?;
        files.sort_by_key(SourceFile::key);
        Ok(files)
    }

    /// The readings of all files, duplicates included.
    pub fn readings(&self) -> Result<impl Iterator<Item = Result<Held>>> {
        self.list(&*self.rows_of(row::READING))
    }

    /// Names of the documents whose turns can be searched.
    pub fn shelf(&self) -> Result<BTreeSet<String>> {
        let lists: Vec<BTreeSet<String>> = self.list(&*self.rows_of(row::SHELF))?.collect::<Result<_>>()?;
        Ok(lists.into_iter().flatten().collect())
    }

    fn list<T: DeserializeOwned>(&self, query: &dyn Query) -> Result<impl Iterator<Item = Result<T>> + use<T>> {
        let searcher = self.searcher();
        let found = searcher.search(query, &ByOrder).map_err(|error| trouble(&self.dir, error))?;
        let (dir, json) = (self.dir.clone(), self.fields.json);
        Ok(found.into_iter().map(move |(_, at)| fetch(&searcher, json, at).map_err(|error| trouble(&dir, error))))
    }

    pub(super) fn rows_of(&self, kind: &str) -> Box<dyn Query> {
        exactly(self.fields.row, kind)
    }
}

/// By which a claim or a finding is looked up.
pub(super) fn row_key(kind: &str, id: &str) -> String {
    format!("row\0{kind}\0{id}")
}

/// The whole row at an address.
pub(super) fn fetch<T: DeserializeOwned>(
    searcher: &Searcher,
    json: Field,
    at: DocAddress,
) -> std::result::Result<T, String> {
    let stored: TantivyDocument = searcher.doc(at).map_err(|error| error.to_string())?;
    let text = stored.get_first(json).and_then(|value| value.as_str()).ok_or("a row is empty")?;
    serde_json::from_str(text).map_err(|error| error.to_string())
}

pub(super) fn exactly(field: Field, value: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic))
}

/// One of the values, or nothing to ask when there are none.
pub(super) fn any_of<'a>(field: Field, values: impl Iterator<Item = &'a str>) -> Option<Box<dyn Query>> {
    let parts: Vec<Box<dyn Query>> = values.map(|value| exactly(field, value)).collect();
    (!parts.is_empty()).then(|| Box::new(BooleanQuery::union(parts)) as Box<dyn Query>)
}
