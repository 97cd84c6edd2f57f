//! Full-text questions: which turns answer, and in which words.

use super::gather::ByScore;
use super::rows::{any_of, fetch};
use super::schema::{self, row};
use super::snippet::Marker;
use super::{Store, trouble};
use crate::model::{Ask, AskField, Document, DocumentKind, Filters, Hit, Result, Span, Words};
use serde::{Deserialize, Serialize};
use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, EmptyQuery, Occur, PhrasePrefixQuery, PhraseQuery, Query, RegexQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

/// A turn or paragraph as it is kept for searching.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TurnRow {
    pub document: String,
    pub source: Option<String>,
    pub kind: DocumentKind,
    pub published: Option<String>,
    pub line: u32,
    pub start: usize,
    pub time_start: Option<f64>,
    pub speaker: Option<String>,
    pub text: String,
}

/// The turns of a document, with what an answer shows of it.
pub fn turns(document: &Document) -> impl Iterator<Item = TurnRow> {
    document.turns.iter().filter(|turn| !turn.span.is_empty()).map(|turn| TurnRow {
        document: document.path.clone(),
        source: document.source.clone(),
        kind: document.kind,
        published: document.published.clone(),
        line: turn.line,
        start: turn.span.start,
        time_start: turn.time.map(|time| time.start),
        speaker: turn.speaker.clone(),
        text: turn.span.of(&document.text).to_string(),
    })
}

impl Store {
    /// Turns that answer, the best first; `admits` has the last word on each, by its document and the turn's span.
    pub fn search<'a>(
        &'a self,
        ask: &Ask,
        filters: &Filters,
        admits: impl Fn(&Hit, Span) -> bool + 'a,
    ) -> Result<impl Iterator<Item = Result<Hit>> + 'a> {
        let mut parts = vec![self.rows_of(row::TURN), self.translate(ask)];
        parts.extend(any_of(self.fields.kind, filters.kind.iter().map(|kind| kind.name())));
        let searcher = self.searcher();
        let query = BooleanQuery::new(parts.into_iter().map(|part| (Occur::Must, part)).collect());
        let found = searcher.search(&query, &ByScore).map_err(|error| trouble(&self.dir, error))?;
        let marker = Marker::new(ask);
        Ok(found.into_iter().filter_map(move |scored| {
            let turn: TurnRow = match fetch(&searcher, self.fields.json, scored.at) {
                Ok(turn) => turn,
                Err(error) => return Some(Err(trouble(&self.dir, error))),
            };
            let hit = marker.hit(&turn, scored.score);
            admits(&hit, Span::new(turn.start, turn.start + turn.text.len())).then_some(Ok(hit))
        }))
    }

    fn translate(&self, ask: &Ask) -> Box<dyn Query> {
        match ask {
            Ask::All(parts) => Box::new(BooleanQuery::new(parts.iter().map(|part| self.clause(part)).collect())),
            Ask::Any(parts) => Box::new(BooleanQuery::union(parts.iter().map(|part| self.translate(part)).collect())),
            // What only excludes must have something to exclude from.
            Ask::Not(part) => Box::new(BooleanQuery::new(vec![
                (Occur::Must, Box::new(AllQuery)),
                (Occur::MustNot, self.translate(part)),
            ])),
            Ask::Words(words) => self.words(words),
        }
    }

    fn clause(&self, part: &Ask) -> (Occur, Box<dyn Query>) {
        match part {
            Ask::Not(inner) => (Occur::MustNot, self.translate(inner)),
            other => (Occur::Must, self.translate(other)),
        }
    }

    fn words(&self, words: &Words) -> Box<dyn Query> {
        let field = self.field_of(words);
        let cut = cut(&words.text, field == self.fields.stemmed);
        let mut terms: Vec<Term> = cut.iter().map(|term| Term::from_field_text(field, term)).collect();
        match (terms.len(), words.prefix) {
            (0, _) => Box::new(EmptyQuery),
            (1, true) => match RegexQuery::from_pattern(&format!("{}.*", cut[0]), field) {
                Ok(query) => Box::new(query),
                Err(_) => Box::new(EmptyQuery),
            },
            (_, true) => Box::new(PhrasePrefixQuery::new(terms)),
            (1, false) => Box::new(TermQuery::new(terms.remove(0), IndexRecordOption::WithFreqs)),
            (_, false) => {
                let mut phrase = PhraseQuery::new(terms);
                phrase.set_slop(words.slop);
                Box::new(phrase)
            }
        }
    }

    fn field_of(&self, words: &Words) -> Field {
        match words.field {
            AskField::Text if words.verbatim || words.prefix => self.fields.plain,
            AskField::Text => self.fields.stemmed,
            AskField::Speaker => self.fields.speaker,
            AskField::Source => self.fields.source,
            AskField::Kind => self.fields.kind,
            AskField::Title => self.fields.title,
            AskField::Document => self.fields.document,
        }
    }
}

/// The terms of a text, in its order.
fn cut(text: &str, stem: bool) -> Vec<String> {
    let mut analyzer = if stem { schema::stemmed() } else { schema::plain() };
    let mut stream = analyzer.token_stream(text);
    let mut terms = Vec::new();
    while let Some(token) = stream.next() {
        terms.push(token.text.clone());
    }
    terms
}
