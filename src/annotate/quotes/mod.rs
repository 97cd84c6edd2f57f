//! Quotations: direct, mixed and indirect, with the words that introduce them and the one who says them.
//!
//! Marked stretches are found first; around them the text is a frame in which verbs and phrases of saying take a source and
//! a content. A content that is one marked stretch is direct, one that holds some is mixed, one without is indirect. What no
//! verb claims is speech that runs on, or no quotation at all (a title, a nickname).

mod afterwards;
mod cues;
mod frame;
pub(crate) mod marks;
mod speakers;

use crate::annotate::parsed::Parsed;
use crate::lexicon::Lexicon;
use crate::model::{Annotations, Document, Quote, QuoteMode, Span, Turn, TurnRole};
use cues::{Report, reports};
use frame::{Item, frames};
use marks::{Marked, marked};
use speakers::Memory;

/// The quotations of a document in order of the text. In a transcript a turn's own speech is none, what it reports is.
pub fn quotes(document: &Document, so_far: &Annotations, lexicon: &Lexicon) -> Vec<Quote> {
    let turns: Vec<&Turn> = document.turns.iter().filter(|turn| turn.role != TurnRole::Note).collect();
    let paragraphs: Vec<Span> = turns.iter().map(|turn| turn.span.trim(&document.text)).collect();
    let marks = marked(&document.text, &paragraphs);
    let parsed = Parsed::given(&so_far.sentences, &so_far.trees);
    let mut memory = Memory::new(&document.text, so_far, &parsed, &marks, lexicon);
    let mut found = Vec::new();
    for n in 0..turns.len() {
        let paragraph = Paragraph {
            text: &document.text,
            span: paragraphs[n],
            is_title: n == 0 && turns[n].role == TurnRole::Heading,
            signed: paragraphs.get(n + 1).and_then(|next| signature(&document.text, *next)),
            marks: &marks[n],
            parsed: &parsed,
            lexicon,
        };
        paragraph.quotes(&mut memory, &mut found);
    }
    afterwards::in_turn(&document.text, &mut found);
    afterwards::chain_back(&mut found);
    afterwards::pulled(&document.text, &mut found);
    let mut quotes: Vec<Quote> = found.into_iter().filter(|found| found.is_quote).map(|found| found.quote).collect();
    quotes.sort_by_key(|quote| (quote.span.start, std::cmp::Reverse(quote.span.end)));
    quotes.dedup_by_key(|quote| (quote.span, quote.mode));
    quotes
}

/// A quotation in the making.
pub(crate) struct Found {
    pub quote: Quote,
    /// The paragraph before left its mark open.
    pub continues: bool,
    pub open: bool,
    pub is_quote: bool,
    /// A paragraph of its own after one who spoke in turn with another: that other, and the name.
    pub other: Option<(Span, Option<String>)>,
}

struct Paragraph<'a> {
    text: &'a str,
    span: Span,
    /// The first heading of the document.
    is_title: bool,
    /// Who signs the paragraph, in the next: "— Prof. Holub".
    signed: Option<Span>,
    marks: &'a [Marked],
    parsed: &'a Parsed<'a>,
    lexicon: &'a Lexicon,
}

impl<'a> Paragraph<'a> {
    fn quotes(&self, memory: &mut Memory<'_>, found: &mut Vec<Found>) {
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
            let source = report.source.clone().map(|range| span_of(frame, range));
            if depth > 0 || report.label || self.is_own_thought(source) {
                continue;
            }
            for piece in &report.content {
                if piece.clone().any(|i| frame[i].quote().is_some() && !is_said_within(reports, piece, i)) {
                    continue;
                }
                let mut quote = self.quote(
                    span_of(frame, piece.clone()),
                    QuoteMode::Indirect,
                    source,
                    Some(span_of(frame, report.cue.clone())),
                );
                quote.content = with_that(frame, piece);
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

    /// "I think", "you know", "nobody says": nobody's words are reported.
    fn is_own_thought(&self, source: Option<Span>) -> bool {
        let words = source.map(|span| span.of(self.text).to_lowercase());
        let first = words.as_deref().and_then(|words| words.split(['\'', '’']).next());
        matches!(first, Some("i" | "you" | "we" | "one" | "nobody" | "no one" | "nothing"))
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
        let holding = |report: &&Report| {
            report.content.iter().filter(|piece| piece.contains(&at)).map(std::ops::Range::len).min()
        };
        let best = |report: &&Report| {
            let words = holding(report);
            let distance = if words == Some(1) { report.cue.start.abs_diff(at) } else { 0 };
            (words, report.source.is_none(), distance)
        };
        let report = reports.iter().filter(|report| holding(report).is_some()).min_by_key(best);
        let (quote, is_quote) = match report {
            Some(report) => (self.reported(frame, report, at, inner), true),
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
        if is_quote {
            memory.said(&quote);
        }
        let open = !mark.closed;
        let speaker = quote.source;
        found.push(Found { quote, continues: mark.continues, open, is_quote, other });
        let kept = memory.enter(speaker);
        self.level(mark.inner, depth + 1, memory, found);
        memory.leave(kept);
    }

    fn reported(&self, frame: &[Item<'_>], report: &Report, at: usize, inner: Span) -> Quote {
        let piece = report.content.iter().find(|piece| piece.contains(&at)).expect("the caller found it there");
        let alone = piece.len() == 1;
        let mode = if alone && !report.label { QuoteMode::Direct } else { QuoteMode::Mixed };
        let mode = if mode == QuoteMode::Direct
            && !is_speech(self.text, inner)
            && frame[..at].iter().rev().take(1).any(|before| before.text() == "that")
        {
            QuoteMode::Mixed
        } else {
            mode
        };
        let source = report.source.clone().map(|range| span_of(frame, range));
        let mut quote = self.quote(inner, mode, source, Some(span_of(frame, report.cue.clone())));
        if mode == QuoteMode::Mixed {
            quote.content = with_that(frame, piece);
        }
        quote
    }

    /// A mark that was never closed: the words end where somebody "said" them.
    fn unclosed(&self, inner: Span) -> Option<(Span, Option<Span>, Span)> {
        for frame in frames(self.text, inner, &[], self.parsed, self.lexicon) {
            for report in reports(self.text, &frame, self.parsed, self.lexicon) {
                let cue = span_of(&frame, report.cue.clone());
                let source = report.source.clone().map(|range| span_of(&frame, range));
                let first = report.content.first().filter(|piece| piece.end <= report.cue.start && source.is_some());
                if let Some(piece) = first {
                    let end = span_of(&frame, piece.clone()).end;
                    return Some((Span::new(inner.start, end), source, cue));
                }
            }
        }
        None
    }

    fn quote(&self, span: Span, mode: QuoteMode, source: Option<Span>, cue: Option<Span>) -> Quote {
        let speaker = source.map(|source| source.of(self.text).to_string());
        Quote { span, mode, content: span, source, cue, speaker, speaker_name: None }
    }
}

/// A quotation that another act of saying inside this piece takes: "said that a note was found in which Farr wrote '…'".
fn is_said_within(reports: &[Report], piece: &std::ops::Range<usize>, quote: usize) -> bool {
    reports.iter().any(|other| {
        let inside = other.cue.start > piece.start && other.cue.end <= piece.end && other.source.is_some();
        inside && !other.label && other.content.iter().any(|own| own.contains(&quote) && own.len() < piece.len())
    })
}

fn span_of(frame: &[Item<'_>], range: std::ops::Range<usize>) -> Span {
    let last = frame[range.end.max(range.start + 1) - 1].span();
    frame[range.start].span().join(last)
}

/// A reported clause with the "that" before it.
fn with_that(frame: &[Item<'_>], piece: &std::ops::Range<usize>) -> Span {
    let that = piece.start > 0 && frame[piece.start - 1].lower() == "that";
    span_of(frame, piece.start - usize::from(that)..piece.end)
}

/// A comma or semicolon before the closing mark belongs to the sentence around it.
fn without_comma(text: &str, inner: Span) -> Span {
    let words = inner.of(text).trim_end_matches([',', ';']);
    Span::new(inner.start, inner.start + words.len()).trim(text)
}

/// The words after the dash of a paragraph that only names somebody: "— Emil Holt, mayor".
fn signature(text: &str, paragraph: Span) -> Option<Span> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::actors::{actors, tests::document};
    use crate::annotate::words::words;
    use crate::model::{Sentence, TurnRole};

    /// One sentence a full stop outside quotation marks, roughly.
    fn sentences(document: &Document) -> Vec<Sentence> {
        let mut out = Vec::new();
        for (turn, paragraph) in document.turns.iter().enumerate() {
            let all = words(&document.text, paragraph.span);
            let mut start = paragraph.span.start;
            for pair in all.windows(2) {
                if matches!(pair[0].text, "." | "!" | "?") && pair[1].is_capitalised() {
                    out.push(Sentence { span: Span::new(start, pair[0].span.end), turn });
                    start = pair[1].span.start;
                }
            }
            out.push(Sentence { span: Span::new(start, paragraph.span.end), turn });
        }
        out
    }

    fn found_in(document: &Document) -> Vec<Quote> {
        let lexicon = Lexicon::embedded();
        let sentences = sentences(document);
        let holds: Vec<_> = sentences.iter().map(|one| lexicon.scan.holds(one.span.of(&document.text))).collect();
        let trees = crate::annotate::trees(document, &sentences, &holds, &lexicon);
        let actors = actors(document, &sentences, &trees, &lexicon);
        let so_far = Annotations { sentences, holds, trees, actors, ..Annotations::default() };
        quotes(document, &so_far, &lexicon)
    }

    /// "mode | words | speaker | name | cue"
    fn shown(text: &str) -> Vec<String> {
        let document = document(text);
        let row = |quote: &Quote| {
            let cue = quote.cue.map_or("-", |cue| cue.of(text));
            let speaker = quote.speaker.as_deref().unwrap_or("-");
            let name = quote.speaker_name.as_deref().unwrap_or("-");
            format!("{:?} | {} | {speaker} | {name} | {cue}", quote.mode, quote.span.of(text))
                .replace("Direct", "direct")
                .replace("Mixed", "mixed")
                .replace("Indirect", "indirect")
        };
        found_in(&document).iter().map(row).collect()
    }

    #[test]
    fn each_lexicon_entry_fires_and_stays_silent_as_its_examples_say() {
        let mut wrong = Vec::new();
        for example in Lexicon::embedded().quotes.examples {
            wrong.extend(
                example
                    .yes
                    .iter()
                    .filter(|text| shown(text).is_empty())
                    .map(|text| format!("{}: silent on {text}", example.id)),
            );
            wrong.extend(
                example
                    .no
                    .iter()
                    .filter(|text| !shown(text).is_empty())
                    .map(|text| format!("{}: fires on {text}: {:?}", example.id, shown(text))),
            );
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn speaker_before_between_and_after() {
        let text = "“The valve was open,” Rosa Lindqvist told the inquiry. “Nobody shut it.”\n\nOn Monday the operator, Harbour Gas, said the valve had been shut.\n\nAccording to the fire brigade, the valve was new.";
        assert_eq!(
            shown(text),
            [
                "direct | The valve was open | Rosa Lindqvist | Rosa Lindqvist | told",
                "direct | Nobody shut it. | Rosa Lindqvist | Rosa Lindqvist | -",
                "indirect | the valve had been shut | the operator, Harbour Gas | Harbour Gas | said",
                "indirect | the valve was new | the fire brigade | - | According to",
            ]
        );
    }

    #[test]
    fn speech_over_paragraphs_keeps_its_speaker() {
        let text = "“We found the door open.\n\n“The safe was empty,” said Inspector Helen Marsh.";
        let found = shown(text);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found.iter().all(|row| row.contains("| Inspector Helen Marsh | Helen Marsh |")), "{found:?}");
    }

    #[test]
    fn a_title_that_comes_later_tells_more_than_a_given_name() {
        let found = shown(
            "Christian Moreau walked into the hall. “The mill is shut,” she said.\n\nMs Moreau left the town at noon.",
        );
        assert_eq!(found, ["direct | The mill is shut | she | Christian Moreau | said"]);
    }

    #[test]
    fn the_company_is_nobody_where_two_were_named() {
        let found = shown(
            "Harbour Gas Ltd said the valve was new. Norland Shipping Ltd said the ship was late. “We have nothing to hide,” the company said.",
        );
        assert!(found[2].contains("| the company | - |"), "{found:?}");
        let found = shown("Harbour Gas Ltd said the valve was new. “We have nothing to hide,” the company said.");
        assert!(found[1].contains("| the company | Harbour Gas Ltd |"), "{found:?}");
    }

    #[test]
    fn a_noun_is_nobodys_where_somebody_else_was_named_of_whom_no_gender_is_known() {
        let found = shown(
            "Ida Brandt said the course was icy. Peter Dahl waved at Dr Sanni Aho. “I slept badly,” the woman said.",
        );
        assert!(found[1].contains("| the woman | - |"), "{found:?}");
        let found = shown("Ida Brandt said the course was icy. “I slept badly,” the woman said.");
        assert!(found[1].contains("| the woman | Ida Brandt |"), "{found:?}");
    }

    #[test]
    fn words_of_a_mixed_quotation_lie_in_their_clause() {
        let text = "The mayor said that the bridge was “as good as new” and would open in May.";
        let document = document(text);
        let found = found_in(&document);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].mode, QuoteMode::Mixed);
        assert_eq!(found[0].span.of(text), "as good as new");
        assert_eq!(found[0].content.of(text), "that the bridge was “as good as new” and would open in May");
    }

    #[test]
    fn titles_and_nicknames_are_no_quotations() {
        for text in [
            "He wrote the book “Cold Harbour” in 1981.",
            "The cellar, known as “the Pit”, was flooded.",
            "A so-called “smart” lock failed.",
        ] {
            assert_eq!(shown(text), Vec::<String>::new());
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]
        #[test]
        fn any_text_gives_spans_on_character_boundaries(words in proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 1..24)) {
            let text = words.join(" ");
            let document = document(&text);
            for quote in found_in(&document) {
                let spans = [Some(quote.span), quote.source, quote.cue, Some(quote.content)];
                for span in spans.into_iter().flatten() {
                    proptest::prop_assert!(text.get(span.start..span.end).is_some_and(|words| !words.is_empty()), "{span:?} in {text}");
                }
            }
        }
    }

    /// What texts are made of here: marks of all kinds, cues, names, ends.
    const PIECES: [&str; 32] = [
        "“",
        "”",
        "\"",
        "''",
        "'",
        "«",
        "»",
        "„Ja“",
        "said",
        "told",
        "by",
        "was",
        "according to",
        "that",
        ",",
        ".",
        ":",
        "—",
        "(",
        ")",
        "Mr.",
        "Ana Ruiz",
        "she",
        "the bank",
        "who",
        "and",
        "but",
        "called",
        "claim",
        "\n\n",
        "é…",
        "42",
    ];

    #[test]
    fn a_turn_is_no_quotation_and_what_it_reports_is() {
        let mut document = document("I think it is late. Priya told me that the logs were gone.");
        document.turns[0].role = TurnRole::Speech;
        let text = document.text.clone();
        let found: Vec<&str> = found_in(&document).iter().map(|quote| quote.span.of(&text)).collect();
        assert_eq!(found, ["the logs were gone"]);
    }
}
