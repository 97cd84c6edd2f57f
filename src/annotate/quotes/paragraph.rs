//! The quotations of one paragraph: what its verbs of saying take, and marked stretches that none takes.

use super::Found;
use super::cues::{Report, reports};
use super::frame::{Item, frames, is_name, span_of};
use super::marks::Marked;
use super::speakers::Memory;
use crate::annotate::parsed::Parsed;
use crate::lexicon::Lexicon;
use crate::lexicon::grammar::Grammar;
use crate::model::{Quote, QuoteMode, Span, Uttered};
use std::ops::Range;

/// One paragraph, with all that is read once for its document.
pub(super) struct Paragraph<'a> {
    pub text: &'a str,
    pub span: Span,
    /// The first heading of the document.
    pub is_title: bool,
    /// Who signs the paragraph, in the next: "— Prof. Holub".
    pub signed: Option<Span>,
    pub marks: &'a [Marked],
    pub parsed: &'a Parsed<'a>,
    pub lexicon: &'a Lexicon,
}

impl<'a> Paragraph<'a> {
    pub fn quotes(&self, memory: &mut Memory<'_>, found: &mut Vec<Found>) {
        memory.new_paragraph(self.span.start);
        self.level(self.span, 0, memory, found);
    }

    /// The quotations of a stretch whose marks lie at `depth`.
    fn level(&self, stretch: Span, depth: usize, memory: &mut Memory<'_>, found: &mut Vec<Found>) {
        let inside = |mark: &Marked| mark.depth == depth && stretch.contains(mark.outer);
        let marks: Vec<(usize, Marked)> =
            self.marks.iter().copied().enumerate().filter(|(_, mark)| inside(mark)).collect();
        for frame in frames(self.text, stretch, &marks, self.parsed, self.lexicon) {
            let reports = reports(self.text, &frame, self.parsed, self.lexicon);
            memory.begin_frame(&frame);
            self.indirect(&frame, &reports, depth, memory, found);
            for (at, item) in frame.iter().enumerate() {
                if let Some((_, mark)) = item.quote() {
                    self.marked(&frame, &reports, at, mark, depth, memory, found);
                }
            }
            memory.leave_frame(&frame, &reports);
        }
    }

    fn indirect(
        &self,
        frame: &[Item<'_>],
        reports: &[Report],
        depth: usize,
        memory: &mut Memory<'_>,
        found: &mut Vec<Found>,
    ) {
        for report in reports {
            let source = report.source.clone().map(|range| span_of(&self.lexicon.quotes.grammar, frame, range));
            let past = report.cue.clone().any(|i| frame[i].node().is_some_and(|node| node.tag == "VBD"));
            if depth > 0 || report.label || self.is_own_thought(source, past) {
                continue;
            }
            for piece in &report.content {
                let marked = |i: usize| frame[i].quote().is_some() && !is_said_within(reports, report, piece, i);
                if piece.clone().any(marked) && !holds_own_clause(&frame[piece.clone()]) {
                    continue;
                }
                let mut quote = self.quote(
                    span_of(&self.lexicon.quotes.grammar, frame, piece.clone()),
                    QuoteMode::Indirect,
                    source,
                    Some(span_of(&self.lexicon.quotes.grammar, frame, report.cue.clone())),
                );
                quote.content = with_that(&self.lexicon.quotes.grammar, frame, piece);
                quote.uttered = report.uttered;
                found.push(Found {
                    quote: memory.attribute(quote),
                    continues: false,
                    open: false,
                    is_quote: true,
                    other: None,
                });
            }
        }
    }

    /// "I think", "you know", "nobody says", "one would say": nobody's words are reported. "One said" is somebody.
    fn is_own_thought(&self, source: Option<Span>, past: bool) -> bool {
        let words = source.map(|span| span.of(self.text).to_lowercase());
        let first = words.as_deref().and_then(|words| words.split(['\'', '’']).next());
        let grammar = &self.lexicon.quotes.grammar;
        first.is_some_and(|first| grammar.nobody.contains(first) && !(past && grammar.lone.contains(first)))
    }

    #[expect(clippy::too_many_arguments, reason = "one marked stretch and all that stands around it")]
    fn marked(
        &self,
        frame: &[Item<'_>],
        reports: &[Report],
        at: usize,
        mark: Marked,
        depth: usize,
        memory: &mut Memory<'_>,
        found: &mut Vec<Found>,
    ) {
        let mut inner = without_comma(self.text, mark.inner);
        let mut other = None;
        let holding =
            |report: &&Report| report.content.iter().filter(|piece| piece.contains(&at)).map(Range::len).min();
        let best = |report: &&Report| {
            let words = holding(report);
            let distance = if words == Some(1) { report.cue.start.abs_diff(at) } else { 0 };
            (words, report.source.is_none(), distance, report.content.len())
        };
        let report = reports.iter().filter(|report| holding(report).is_some()).min_by_key(best);
        let (quote, is_quote) = match report {
            Some(report) => {
                let named = !report.cue.contains(&at.saturating_sub(1)) && self.is_given_name(frame, at, inner);
                (self.reported(frame, report, at, inner), !named)
            }
            None if !mark.closed
                && let Some((cut, source, cue)) = self.unclosed(inner) =>
            {
                inner = cut;
                (self.quote(inner, QuoteMode::Direct, source, Some(cue)), true)
            }
            None if self.is_title => return,
            None => {
                let place = memory.place(frame, at);
                if place.alone && !mark.continues && !is_uttered(self.text, inner) {
                    return;
                }
                let (source, cue) = match self.signed.filter(|_| place.alone) {
                    Some(signed) => (Some(signed), None),
                    None => memory.around(frame, at, &place),
                };
                other = memory.alternate(at, frame).filter(|_| place.alone && cue.is_none());
                let direct = place.alone || cue.is_some() || source.is_some() && is_speech(self.text, inner);
                (self.quote(inner, QuoteMode::Direct, source, cue), direct && (depth == 0 || source.is_some()))
            }
        };
        let mut quote = memory.attribute(quote);
        if quote.content == quote.span && mark.inner.contains(inner) {
            quote.content = mark.outer;
        }
        let is_quote = is_quote
            && (quote.cue.is_some() || quote.source.is_some() || mark.continues || is_speech(self.text, inner));
        if is_quote && quote.uttered == Uttered::Said {
            memory.said(&quote);
        }
        let open = !mark.closed;
        let speaker = quote.source;
        found.push(Found { quote, continues: mark.continues, open, is_quote, other });
        let kept = memory.enter(speaker);
        self.level(mark.inner, depth + 1, memory, found);
        memory.leave(kept);
    }

    /// "a programme called “Lantern”", "nicknamed “Old Tom”", "known as “the vault”", "the film “Night Train”": what a thing is
    /// called, whoever speaks of it.
    fn is_given_name(&self, frame: &[Item<'_>], at: usize, inner: Span) -> bool {
        let grammar = &self.lexicon.quotes.grammar;
        let Some(before) = at.checked_sub(1).map(|before| &frame[before]) else { return false };
        let lower = before.lower();
        let known = || {
            let near = frame[..at - 1].iter().rev().take(3).take_while(|item| item.is_word());
            grammar.as_words.contains(&lower) && { near }.any(|item| grammar.known.contains(&item.lower()))
        };
        let kind = || {
            let noun = before.node().is_some_and(|node| node.tag == "NN") && !grammar.wordings.contains(&lower);
            noun && frame[at].quote().is_some_and(|(_, mark)| is_name(self.text, &mark, grammar))
        };
        let named = grammar.namings.contains(&lower) || known() || kind();
        named && !is_speech(self.text, inner) && inner.of(self.text).split_whitespace().count() <= 4
    }

    fn reported(&self, frame: &[Item<'_>], report: &Report, at: usize, inner: Span) -> Quote {
        let piece = report.content.iter().find(|piece| piece.contains(&at)).expect("the caller found it there");
        let alone = piece.len() == 1;
        let mode = if alone && !report.label { QuoteMode::Direct } else { QuoteMode::Mixed };
        let mode = if mode == QuoteMode::Direct
            && !is_speech(self.text, inner)
            && frame[..at].iter().rev().take(1).any(|before| self.lexicon.quotes.grammar.that.contains(before.text()))
        {
            QuoteMode::Mixed
        } else {
            mode
        };
        let source = report.source.clone().map(|range| span_of(&self.lexicon.quotes.grammar, frame, range));
        let mut quote =
            self.quote(inner, mode, source, Some(span_of(&self.lexicon.quotes.grammar, frame, report.cue.clone())));
        if mode == QuoteMode::Mixed {
            quote.content = with_that(&self.lexicon.quotes.grammar, frame, piece);
        }
        quote.uttered = report.uttered;
        quote
    }

    /// A mark that was never closed: the words end where somebody "said" them.
    fn unclosed(&self, inner: Span) -> Option<(Span, Option<Span>, Span)> {
        for frame in frames(self.text, inner, &[], self.parsed, self.lexicon) {
            for report in reports(self.text, &frame, self.parsed, self.lexicon) {
                let cue = span_of(&self.lexicon.quotes.grammar, &frame, report.cue.clone());
                let source = report.source.clone().map(|range| span_of(&self.lexicon.quotes.grammar, &frame, range));
                let first = report.content.first().filter(|piece| piece.end <= report.cue.start && source.is_some());
                if let Some(piece) = first {
                    let end = span_of(&self.lexicon.quotes.grammar, &frame, piece.clone()).end;
                    return Some((Span::new(inner.start, end), source, cue));
                }
            }
        }
        None
    }

    fn quote(&self, span: Span, mode: QuoteMode, source: Option<Span>, cue: Option<Span>) -> Quote {
        let speaker = source.map(|source| source.of(self.text).to_string());
        Quote { span, mode, content: span, source, cue, speaker, speaker_name: None, uttered: Uttered::Said }
    }
}

/// "said [it had paid the fine and was “looking into it”]": beside the words in marks the writer tells a clause in words of his own.
fn holds_own_clause(piece: &[Item<'_>]) -> bool {
    piece.iter().any(Item::is_finite) && piece.first().is_some_and(Item::is_word)
}

/// A quotation that another act of saying inside this piece takes: "said that a note was found in which Farr wrote '…'".
/// So it does in "A guard, he added, [had told him: “…”]".
fn is_said_within(reports: &[Report], report: &Report, piece: &Range<usize>, quote: usize) -> bool {
    let parted = report.content.len() > 1;
    reports.iter().any(|other| {
        let begins = other.cue.start > piece.start || parted && other.cue.start == piece.start;
        let inside = begins && other.cue.end <= piece.end && other.source.is_some();
        inside && other.content.iter().any(|own| own.contains(&quote) && own.len() < piece.len())
    })
}

/// A reported clause with the "that" before it.
fn with_that(grammar: &Grammar, frame: &[Item<'_>], piece: &Range<usize>) -> Span {
    let that = piece.start > 0 && grammar.that.contains(&frame[piece.start - 1].lower());
    span_of(grammar, frame, piece.start - usize::from(that)..piece.end)
}

/// A comma or semicolon before the closing mark belongs to the sentence around it.
fn without_comma(text: &str, inner: Span) -> Span {
    let words = inner.of(text).trim_end_matches([',', ';']);
    Span::new(inner.start, inner.start + words.len()).trim(text)
}

/// The words after the dash of a paragraph that only names somebody: "— Emil Holt, mayor".
pub(super) fn signature(text: &str, paragraph: Span) -> Option<Span> {
    let rest = paragraph.of(text).strip_prefix(['—', '–', '~']).or(paragraph.of(text).strip_prefix("--"))?;
    let name = Span::new(paragraph.end - rest.len(), paragraph.end).trim(text);
    let words = name.of(text);
    let short = words.split_whitespace().count() <= 10 && !words.ends_with(['.', '!', '?', ':']);
    (short && words.starts_with(char::is_uppercase)).then_some(name)
}

/// A sentence, or one word that ends as a sentence does.
fn is_uttered(text: &str, inner: Span) -> bool {
    inner.of(text).ends_with(['.', '!', '?', '…', ',']) || is_speech(text, inner)
}

/// Words that can stand for themselves: a sentence, not a name or a title.
fn is_speech(text: &str, inner: Span) -> bool {
    let words = inner.of(text);
    let count = words.split_whitespace().count();
    let ended = words.ends_with(['.', '!', '?', '…']);
    let small = words.split_whitespace().skip(1).any(|word| word.starts_with(char::is_lowercase));
    ended && count > 1 || count >= 4 && small && (words.starts_with(char::is_uppercase) || count >= 8)
}
