//! A source as it was read: its words, verbatim, and where each stretch of them stood.

use super::Span;
use serde::{Deserialize, Serialize};

/// One article, transcript, statement or testimony. Several may come out of one file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// 16 hex digits of the SHA-256 of the text and its turns' speakers: the same content has the same id wherever it lies.
    pub id: String,
    /// As ingested, relative to the folder given, with `/`. A second document of one file ends in `#2`.
    pub path: String,
    /// Of the source's bytes.
    pub sha256: String,
    /// The name of the reader, as in `read::FORMATS`.
    pub format: String,
    pub kind: DocumentKind,
    pub title: Option<String>,
    /// Publisher or body.
    pub source: Option<String>,
    pub url: Option<String>,
    pub authors: Vec<String>,
    /// ISO 8601 prefix: `2022`, `2022-06`, `2022-06-17`.
    pub published: Option<String>,
    /// How `published` is known: `sidecar`, `metadata`, `header`, `dateline`, `text`, `inferred`, `file name`.
    pub published_basis: Option<String>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// Never changed after it is read. For plain text and Markdown the file itself, byte for byte.
    pub text: String,
    /// In the order of the text, not overlapping.
    pub turns: Vec<Turn>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DocumentKind {
    Transcript,
    Article,
    Statement,
    Testimony,
}

/// What one speaker says in one go (a cue, a labelled line), or a paragraph of an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Turn {
    /// The words alone, without the speaker's label.
    pub span: Span,
    pub role: TurnRole,
    /// The label as written.
    pub speaker: Option<String>,
    pub time: Option<Time>,
    /// Of the source, from 1.
    pub line: u32,
    /// The cue's own identifier or number, where the format has one.
    pub cue: Option<String>,
    /// The sentence of the turn before may run on into this one (captions cut sentences where the screen ends).
    pub continues: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TurnRole {
    Paragraph,
    Speech,
    Heading,
    Caption,
    /// Non-speech marks, notes, furniture that was kept because it may matter: searched, never a claim.
    Note,
}

/// Seconds on the recording, or since midnight for a wall clock.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Time {
    pub start: f64,
    pub end: Option<f64>,
    pub basis: TimeBasis,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeBasis {
    Recording,
    WallClock,
    Unknown,
}

impl Document {
    /// The turn in which the byte `at` lies, else the last that begins before it.
    pub fn turn_at(&self, at: usize) -> Option<&Turn> {
        let after = self.turns.partition_point(|turn| turn.span.start <= at);
        self.turns.get(after.checked_sub(1)?)
    }

    /// The source line of the byte `at`: exact where the text is the file itself, else the line of its turn plus the line breaks since.
    pub fn line_at(&self, at: usize) -> u32 {
        let Some(turn) = self.turn_at(at) else { return 1 };
        let words = self.text.get(turn.span.start..at.min(turn.span.end)).unwrap_or_default();
        turn.line + words.bytes().filter(|b| *b == b'\n').count() as u32
    }

    /// Seconds at which a stretch begins and ends, as far as its turns tell.
    pub fn time_of(&self, span: Span) -> (Option<f64>, Option<f64>) {
        let first = self.turn_at(span.start).and_then(|turn| turn.time);
        let last = self.turn_at(span.end.saturating_sub(1)).and_then(|turn| turn.time);
        (first.map(|time| time.start), last.and_then(|time| time.end))
    }
}

impl DocumentKind {
    pub const ALL: [DocumentKind; 4] =
        [DocumentKind::Transcript, DocumentKind::Article, DocumentKind::Statement, DocumentKind::Testimony];

    pub fn name(self) -> &'static str {
        match self {
            DocumentKind::Transcript => "transcript",
            DocumentKind::Article => "article",
            DocumentKind::Statement => "statement",
            DocumentKind::Testimony => "testimony",
        }
    }

    pub fn from_name(name: &str) -> Option<DocumentKind> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Speech is charged to the one who speaks.
    pub fn is_spoken(self) -> bool {
        matches!(self, DocumentKind::Transcript | DocumentKind::Testimony)
    }
}
