//! `gainsay inspect`

use super::ingest::{Reading, check_format};
use super::out::Out;
use super::{Ended, Globals, complain, lexicon, out};
use crate::annotate::syntax;
use crate::model::inspect::{ClaimRow, DateRow, DocumentRow, QuotedRow, ReadRow, SegmentRow};
use crate::model::{Document, Result, Trouble};
use crate::pipeline::{self, Staged};
use crate::read::{self, Contents};
use crate::report::Row;
use crate::report::inspect::Of;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// What each stage made of one file; needs no index
#[derive(Args)]
pub struct Inspect {
    file: PathBuf,
    /// Which stage to show
    #[arg(long, value_name = "STAGE", default_value = "claims")]
    stage: Stage,
    /// Read the file as this format instead of finding out
    #[arg(long, value_name = "FORMAT")]
    read: Option<String>,
    /// Largest file that is read, in bytes
    #[arg(long, value_name = "N")]
    max_bytes: Option<usize>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Stage {
    Document,
    Read,
    Segment,
    /// Drawn as trees, or CoNLL-U with --format conllu
    Syntax,
    Dates,
    Quotes,
    Claims,
}

impl Inspect {
    pub fn run(&self, globals: &Globals, out: &mut Out) -> Result<Ended> {
        check_format(self.read.as_deref())?;
        let lexicon = lexicon::load(globals)?.lexicon;
        let contents = self.contents()?;
        contents.lost.iter().for_each(complain);
        for doubt in contents.doubts.iter().filter(|_| !globals.quiet) {
            out::warn(&format!("note: {}: {doubt}", self.file.display()));
        }
        let staged: Vec<Staged> =
            contents.documents.into_iter().map(|document| pipeline::stage(document, &lexicon)).collect();
        if out.is_conllu() && !matches!(self.stage, Stage::Syntax) {
            return Err(Trouble::new("--format", "`conllu` is for trees only").hint("--stage syntax"));
        }
        let shown = self.show(staged, out)?;
        Ok(if contents.lost.is_empty() { shown } else { Ended::Trouble })
    }

    fn show(&self, staged: Vec<Staged>, out: &mut Out) -> Result<Ended> {
        match self.stage {
            Stage::Document => out.list(staged.into_iter().map(|one| Ok(document_row(one.document)))),
            Stage::Claims => {
                let rows = staged.into_iter().flat_map(|one| one.claims.into_iter().zip(one.reasons));
                out.list(rows.map(|(claim, reasons)| Ok(ClaimRow { claim, reasons })))
            }
            Stage::Read => list(&staged, out, read_rows),
            Stage::Segment => list(&staged, out, segment_rows),
            Stage::Syntax => trees(&staged, out),
            Stage::Dates => list(&staged, out, date_rows),
            Stage::Quotes => list(&staged, out, quote_rows),
        }
    }

    fn contents(&self) -> Result<Contents> {
        let name = self.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let shown = self.file.display().to_string();
        let limits = Reading::limits(self.max_bytes);
        let (bytes, sidecar) = pipeline::open(&self.file)
            .map_err(|trouble| if trouble.place == name { Trouble { place: shown, ..trouble } } else { trouble })?;
        read::open(&name, &bytes, &sidecar, self.read.as_deref(), &limits)
    }
}

/// Rows of one document as they are; of several, each with its document.
fn list<R>(staged: &[Staged], out: &mut Out, rows: fn(&Staged) -> Vec<R>) -> Result<Ended>
where
    R: Row + 'static,
    Of<R>: Row,
{
    if let [one] = staged {
        return out.list(rows(one).into_iter().map(Ok));
    }
    let of = |one: &Staged| {
        let document = one.document.path.clone();
        rows(one).into_iter().map(move |row| Of { document: document.clone(), row }).collect::<Vec<_>>()
    };
    out.list(staged.iter().flat_map(of).map(Ok))
}

/// Every sentence, also those that the stages did not find worth parsing.
fn trees(staged: &[Staged], out: &mut Out) -> Result<Ended> {
    if !out.is_text() && !out.is_conllu() {
        return Err(Trouble::new("--format", "trees are printed as text or conllu"));
    }
    for one in staged {
        let text = &one.document.text;
        for sentence in &one.annotations.sentences {
            let tree = syntax::parse(text, sentence.span);
            let shown = if out.is_text() { syntax::draw(&tree) } else { syntax::conllu(&tree, text, sentence.span) };
            out.print(&format!("{}\n\n", shown.trim_end()))?;
        }
    }
    Ok(if staged.iter().all(|one| one.annotations.sentences.is_empty()) { Ended::Nothing } else { Ended::Done })
}

fn document_row(document: Document) -> DocumentRow {
    DocumentRow {
        document: document.path,
        format: document.format,
        kind: document.kind,
        title: document.title,
        source: document.source,
        authors: document.authors,
        published: document.published,
        published_basis: document.published_basis,
        language: document.language,
        sha256: document.sha256,
    }
}

fn read_rows(staged: &Staged) -> Vec<ReadRow> {
    let turns = staged.document.turns.iter().enumerate();
    let row = |(n, turn): (usize, &crate::model::Turn)| ReadRow {
        n: n + 1,
        start: turn.span.start,
        end: turn.span.end,
        line: turn.line,
        cue: turn.cue.clone(),
        time_start: turn.time.map(|time| time.start),
        time_end: turn.time.and_then(|time| time.end),
        speaker: turn.speaker.clone(),
        text: turn.span.of(&staged.document.text).to_string(),
    };
    turns.map(row).collect()
}

fn segment_rows(staged: &Staged) -> Vec<SegmentRow> {
    let sentences = staged.annotations.sentences.iter().map(|sentence| sentence.span);
    let row = |span: crate::model::Span| SegmentRow {
        start: span.start,
        end: span.end,
        text: span.of(&staged.document.text).to_string(),
    };
    sentences.map(row).collect()
}

fn date_rows(staged: &Staged) -> Vec<DateRow> {
    let row = |date: &crate::model::TimeExpr| DateRow {
        start: date.span.start,
        end: date.span.end,
        text: date.span.of(&staged.document.text).to_string(),
        kind: date.kind,
        value: date.value.clone(),
        modifier: date.modifier.clone(),
        when_start: date.when.start.clone(),
        when_end: date.when.end.clone(),
        when_grain: date.when.grain.map(|grain| format!("{grain:?}").to_lowercase()),
        when_basis: format!("{:?}", date.when.basis).to_lowercase(),
        entries: date.entries.clone(),
    };
    staged.annotations.dates.iter().map(row).collect()
}

/// One row a content: two quotations of one clause are one act of saying.
fn quote_rows(staged: &Staged) -> Vec<QuotedRow> {
    let row = |quote: &crate::model::Quote| QuotedRow {
        start: quote.content.start,
        end: quote.content.end,
        text: quote.content.of(&staged.document.text).to_string(),
        mode: quote.mode,
        speaker: quote.speaker.clone(),
        source_start: quote.source.map(|span| span.start),
        source_end: quote.source.map(|span| span.end),
        cue_start: quote.cue.map(|span| span.start),
        cue_end: quote.cue.map(|span| span.end),
    };
    let mut rows: Vec<QuotedRow> = staged.annotations.quotes.iter().map(row).collect();
    rows.dedup_by_key(|row| (row.start, row.end, row.cue_start));
    rows
}
