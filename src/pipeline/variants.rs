//! Quotations set beside their variants in other documents, and beside what the tapes have.

use crate::lexicon::Lexicon;
use crate::model::{AlteredRow, Document, QuoteMatch, QuoteMode, QuoteRow, Reading, Span, Turn, TurnRole, digest};
use crate::resolve::quotes::{DiffKind, Part, Said, Variant, id_of, variants};
use std::collections::BTreeSet;
use std::ops::Range;

/// What the comparison of all quotations gives besides the clusters.
pub struct Matched {
    /// The sentences of quotations that have a counterpart, as rows of their own: two quotations may share one sentence and
    /// differ in the rest. A sentence of a tape that is quoted somewhere is one, too.
    pub pieces: Vec<QuoteRow>,
    /// The sentences that differ from their reference, by document and place.
    pub altered: Vec<AlteredRow>,
}

/// Writes cluster and match into each quotation.
pub fn match_up(readings: &mut [Reading], lexicon: &Lexicon) -> Matched {
    let statements: Vec<(usize, Statement)> = readings
        .iter()
        .enumerate()
        .flat_map(|(n, reading)| Statement::all(reading).into_iter().map(move |found| (n, found)))
        .collect();
    let mut said: Vec<Said> = statements.iter().map(|(n, statement)| statement.said(&readings[*n].quotes)).collect();
    let spoken: Vec<(usize, Span)> = readings
        .iter()
        .enumerate()
        .flat_map(|(n, reading)| spoken(reading).into_iter().map(move |at| (n, at)))
        .collect();
    said.extend(spoken.iter().map(|(n, at)| of_tape(&readings[*n].document, *at)));
    let found = variants(&said, lexicon);
    let mut matched = Matched { pieces: Vec::new(), altered: Vec::new() };
    for ((n, statement), variant) in statements.iter().zip(&found) {
        statement.mark(&mut readings[*n].quotes, variant, lexicon);
    }
    let place = |part: &Part| match part.reference.checked_sub(statements.len()) {
        None => {
            let (n, statement) = &statements[part.reference];
            statement.place(&readings[*n].quotes, part.reference_start..part.reference_end)
        }
        Some(nth) => {
            let (n, at) = spoken[nth];
            on_tape(&readings[n].document, at, part.reference_start..part.reference_end)
        }
    };
    for ((n, statement), variant) in statements.iter().zip(&found) {
        let quotes = &readings[*n].quotes;
        let reported = quotes[statement.rows.start].mode == QuoteMode::Indirect;
        matched.pieces.extend(variant.parts.iter().map(|part| statement.piece(quotes, part)));
        let altered = variant.parts.iter().filter(|part| part.matched == QuoteMatch::Altered && !reported);
        matched.altered.extend(altered.map(|part| statement.altered(quotes, part, place(part))));
    }
    let quoted: BTreeSet<String> = matched
        .pieces
        .iter()
        .filter(|piece| piece.mode != QuoteMode::Indirect)
        .filter_map(|piece| piece.cluster.clone())
        .collect();
    for ((n, at), variant) in spoken.iter().zip(&found[statements.len()..]) {
        let parts = variant.parts.iter().filter(|part| quoted.contains(&part.cluster));
        matched.pieces.extend(parts.map(|part| heard(&readings[*n], *at, part)));
    }
    matched.altered.sort_by(|a, b| (&a.document, a.start, &a.id).cmp(&(&b.document, b.start, &b.id)));
    matched
}

/// One quotation, or the pieces of one that its cue breaks: "We see," he said, "all of it."
struct Statement {
    /// Of the reading's quotations.
    rows: Range<usize>,
}

/// Bytes between two pieces of one broken quotation.
const BREAK: usize = 120;

impl Statement {
    fn all(reading: &Reading) -> Vec<Statement> {
        let mut all: Vec<Statement> = Vec::new();
        for at in 0..reading.quotes.len() {
            match all.last_mut().filter(|last| resumes(reading, last.rows.end - 1, at)) {
                Some(last) => last.rows.end = at + 1,
                None => all.push(Statement { rows: at..at + 1 }),
            }
        }
        all
    }

    fn said(&self, quotes: &[QuoteRow]) -> Said {
        let rows = &quotes[self.rows.clone()];
        let words: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
        Said {
            document: rows[0].document.clone(),
            text: words.join(" "),
            published: rows[0].published.clone(),
            spoken: false,
        }
    }

    /// Pieces of one statement share a cluster also where no other document has it.
    fn mark(&self, quotes: &mut [QuoteRow], variant: &Variant, lexicon: &Lexicon) {
        let broken = (self.rows.len() > 1).then(|| id_of(&self.said(quotes).text, lexicon));
        for row in &mut quotes[self.rows.clone()] {
            row.cluster = variant.cluster.clone().or_else(|| broken.clone());
            row.matched = variant.matched;
        }
    }

    /// The rows that a stretch of the joined words lies in, and the part of each.
    fn halves(&self, quotes: &[QuoteRow], stretch: Range<usize>) -> Vec<(usize, Range<usize>)> {
        let mut halves = Vec::new();
        let mut from = 0;
        for row in self.rows.clone() {
            let to = from + quotes[row].text.len();
            let (start, end) = (stretch.start.max(from), stretch.end.min(to));
            if start < end {
                halves.push((row, start - from..end - from));
            }
            from = to + 1;
        }
        halves
    }

    /// A sentence as a row of its own; of a broken one the longer piece.
    fn piece(&self, quotes: &[QuoteRow], part: &Part) -> QuoteRow {
        let halves = self.halves(quotes, part.start..part.end);
        let longest = halves.into_iter().max_by_key(|(row, range)| (range.len(), std::cmp::Reverse(*row)));
        let (row, range) = longest.expect("a part lies in its statement");
        let row = &quotes[row];
        QuoteRow {
            id: digest::key(&[&row.id, &range.start.to_string()]),
            start: row.start + range.start,
            end: row.start + range.end,
            text: row.text[range].to_string(),
            cluster: Some(part.cluster.clone()),
            matched: part.matched,
            ..row.clone()
        }
    }

    fn place(&self, quotes: &[QuoteRow], stretch: Range<usize>) -> Place {
        let halves = self.halves(quotes, stretch.clone());
        let (first, begin) = halves.first().expect("a stretch of the statement");
        let (last, end) = halves.last().expect("a stretch of the statement");
        let row = &quotes[*first];
        Place {
            text: self.said(quotes).text[stretch].to_string(),
            document: row.document.clone(),
            source: row.source.clone(),
            published: row.published.clone(),
            line: row.line,
            start: row.start + begin.start,
            end: quotes[*last].start + end.end,
            speaker: row.speaker_name.clone().or_else(|| row.speaker.clone()),
        }
    }

    fn altered(&self, quotes: &[QuoteRow], part: &Part, reference: Place) -> AlteredRow {
        let own = self.place(quotes, part.start..part.end);
        let row = &quotes[self.rows.start];
        let changed = part.diff.iter().filter(|run| run.kind == DiffKind::Changed);
        AlteredRow {
            id: row.id.clone(),
            document: own.document,
            source: own.source,
            kind: row.kind,
            published: own.published,
            line: own.line,
            start: own.start,
            end: own.end,
            text: own.text,
            speaker: row.speaker.clone(),
            speaker_name: row.speaker_name.clone(),
            cluster: part.cluster.clone(),
            reference: reference.text,
            reference_document: reference.document,
            reference_source: reference.source,
            reference_published: reference.published,
            reference_line: reference.line,
            reference_start: reference.start,
            reference_end: reference.end,
            reference_speaker: reference.speaker,
            changes: changed.map(|run| format!("{} → {}", run.a, run.b).trim().to_string()).collect(),
        }
    }
}

/// Where words stand, and whose they are.
struct Place {
    text: String,
    document: String,
    source: Option<String>,
    published: Option<String>,
    line: u32,
    start: usize,
    end: usize,
    speaker: Option<String>,
}

/// The second quotation goes on in the middle of the first one's sentence, after a few words of the author's.
fn resumes(reading: &Reading, first: usize, second: usize) -> bool {
    let (a, b) = (&reading.quotes[first], &reading.quotes[second]);
    let direct = a.mode == QuoteMode::Direct && b.mode == QuoteMode::Direct && a.speaker == b.speaker;
    let ended = a.text.ends_with(['.', '!', '?', '…']);
    let small = b.text.starts_with(|c: char| c.is_lowercase() || c == '…');
    if !direct || ended || !small || b.start < a.end || b.start - a.end > BREAK || a.speaker.is_none() {
        return false;
    }
    let between = reading.document.text.get(a.end..b.start).unwrap_or("\n");
    !between.contains(['\n', '.', '!', '?'])
}

/// What is said on a tape is the reference for what others quote of it: the words of one speaker's turn, with those of his next ones where a caption
/// breaks a sentence.
fn spoken(reading: &Reading) -> Vec<Span> {
    let document = &reading.document;
    let speaks = |turn: &&Turn| turn.speaker.is_some() && turn.role != TurnRole::Note;
    let mut found: Vec<(Span, Option<&String>)> = Vec::new();
    for turn in document.turns.iter().filter(speaks) {
        let goes_on = |(span, speaker): &&mut (Span, Option<&String>)| {
            let between = document.text.get(span.end..turn.span.start);
            let open = !span.of(&document.text).trim_end().ends_with(['.', '!', '?', '…', '—', '–', '-']);
            *speaker == turn.speaker.as_ref() && open && between.is_some_and(|between| between.trim().is_empty())
        };
        match found.last_mut().filter(goes_on) {
            Some((span, _)) => *span = span.join(turn.span),
            None => found.push((turn.span, turn.speaker.as_ref())),
        }
    }
    found.into_iter().map(|(span, _)| span).collect()
}

fn of_tape(document: &Document, at: Span) -> Said {
    Said {
        document: document.path.clone(),
        text: at.of(&document.text).to_string(),
        published: document.published.clone(),
        spoken: true,
    }
}

fn on_tape(document: &Document, at: Span, stretch: Range<usize>) -> Place {
    let (start, end) = (at.start + stretch.start, at.start + stretch.end);
    Place {
        text: document.text[start..end].to_string(),
        document: document.path.clone(),
        source: document.source.clone(),
        published: document.published.clone(),
        line: document.line_at(start),
        start,
        end,
        speaker: document.turn_at(start).and_then(|turn| turn.speaker.clone()),
    }
}

/// A sentence of a tape that somebody quotes, as a row beside those of the quotations.
fn heard(reading: &Reading, at: Span, part: &Part) -> QuoteRow {
    let document = &reading.document;
    let (start, end) = (at.start + part.start, at.start + part.end);
    let speaker = document.turn_at(start).and_then(|turn| turn.speaker.clone());
    let known = reading.claims.iter().find(|claim| claim.speaker.is_some() && claim.speaker == speaker);
    QuoteRow {
        id: digest::key(&["heard", &document.id, &start.to_string()]),
        document: document.path.clone(),
        source: document.source.clone(),
        kind: document.kind,
        published: document.published.clone(),
        line: document.line_at(start),
        start,
        end,
        text: document.text[start..end].to_string(),
        speaker_name: known.and_then(|claim| claim.attributed_name.clone()).or_else(|| speaker.clone()),
        speaker,
        cue: None,
        mode: QuoteMode::Direct,
        cluster: Some(part.cluster.clone()),
        matched: part.matched,
    }
}
