//! The shape of the index: which fields a row has and how its words are cut.

use tantivy::Index;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, TextAnalyzer,
};

/// Words in all their forms: "accessed" and "access" are one.
pub const STEMMED: &str = "gainsay_stemmed";
/// Words as written, but for capitals and accents.
pub const PLAIN: &str = "gainsay_plain";

/// The fields of the one index. Every row has `row` (what it is) and `json` (the whole of it).
#[derive(Clone, Copy)]
pub struct Fields {
    pub row: Field,
    pub json: Field,
    /// Deletes what belongs together: the rows of one file, the turns of one document.
    pub key: Field,
    /// Place in the listing.
    pub order: Field,
    pub path: Field,
    pub start: Field,
    pub kind: Field,
    pub action: Field,
    pub topic: Field,
    pub polarity: Field,
    pub modality: Field,
    pub stemmed: Field,
    pub plain: Field,
    pub speaker: Field,
    pub source: Field,
    pub title: Field,
    pub document: Field,
}

/// The kinds of rows, as they stand in the field `row`.
pub mod row {
    pub const FILE: &str = "file";
    pub const READING: &str = "reading";
    pub const SHELF: &str = "shelf";
    pub const TURN: &str = "turn";
    pub const CLAIM: &str = "claim";
    pub const QUOTE: &str = "quote";
    pub const ACTOR: &str = "actor";
    pub const ALTERED: &str = "altered";
    pub const FINDING: &str = "finding";
}

pub fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let fields = Fields {
        row: builder.add_text_field("row", STRING),
        json: builder.add_text_field("json", STORED),
        key: builder.add_text_field("key", STRING),
        order: builder.add_u64_field("order", FAST),
        path: builder.add_text_field("path", STRING | FAST),
        start: builder.add_u64_field("start", FAST | INDEXED),
        kind: builder.add_text_field("kind", STRING),
        action: builder.add_text_field("action", STRING),
        topic: builder.add_text_field("topic", STRING),
        polarity: builder.add_text_field("polarity", STRING),
        modality: builder.add_text_field("modality", STRING),
        stemmed: builder.add_text_field("stemmed", words(STEMMED)),
        plain: builder.add_text_field("plain", words(PLAIN)),
        speaker: builder.add_text_field("speaker", words(PLAIN)),
        source: builder.add_text_field("source", words(PLAIN)),
        title: builder.add_text_field("title", words(PLAIN)),
        document: builder.add_text_field("document", words(PLAIN)),
    };
    (builder.build(), fields)
}

fn words(analyzer: &str) -> TextOptions {
    let indexing =
        TextFieldIndexing::default().set_tokenizer(analyzer).set_index_option(IndexRecordOption::WithFreqsAndPositions);
    TextOptions::default().set_indexing_options(indexing)
}

/// The index forgets its analyzers when it is closed; they are given anew on each opening.
pub fn register_analyzers(index: &Index) {
    index.tokenizers().register(STEMMED, stemmed());
    index.tokenizers().register(PLAIN, plain());
}

pub fn plain() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(200))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .build()
}

pub fn stemmed() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(200))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .filter(Stemmer::new(Language::English))
        .build()
}
