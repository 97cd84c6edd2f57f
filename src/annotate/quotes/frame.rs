//! The text around quotations: a paragraph's words with each marked stretch as one item, cut into sentences of that frame.

use super::marks::Marked;
use crate::annotate::parsed::{Node, Parsed};
use crate::annotate::words::{Word, words};
use crate::lexicon::Lexicon;
use crate::lexicon::grammar::Grammar;
use crate::lexicon::letters::low;
use crate::lexicon::quotes::Use;
use crate::model::Span;
use std::borrow::Cow;
use std::ops::Range;

/// A word or mark outside all quotation marks, or a whole marked stretch.
#[derive(Clone, Copy, Debug)]
pub enum Item<'a> {
    Word(Word<'a>, Option<Node>),
    /// The index of the stretch among its paragraph's, and the stretch.
    Quote(usize, Marked),
}

impl<'a> Item<'a> {
    pub fn span(&self) -> Span {
        match self {
            Item::Word(word, _) => word.span,
            Item::Quote(_, mark) => mark.outer,
        }
    }

    /// The word or mark; empty for a quotation.
    pub fn text(&self) -> &'a str {
        match self {
            Item::Word(word, _) => word.text,
            Item::Quote(..) => "",
        }
    }

    pub fn lower(&self) -> Cow<'a, str> {
        low(self.text())
    }

    pub fn quote(&self) -> Option<(usize, Marked)> {
        match self {
            Item::Quote(n, mark) => Some((*n, *mark)),
            Item::Word(..) => None,
        }
    }

    pub fn node(&self) -> Option<Node> {
        match self {
            Item::Word(_, node) => *node,
            Item::Quote(..) => None,
        }
    }

    pub fn is_word(&self) -> bool {
        matches!(self, Item::Word(word, _) if word.is_word())
    }

    pub fn is_finite(&self) -> bool {
        self.node().is_some_and(|node| matches!(node.tag, "VBD" | "VBZ" | "VBP" | "MD"))
    }

    pub fn is_capitalised(&self) -> bool {
        matches!(self, Item::Word(word, _) if word.is_capitalised())
    }
}

/// The frame's sentences of a stretch of text that holds the marked stretches `marks` (of one depth, in order).
pub fn frames<'a>(
    text: &'a str,
    stretch: Span,
    marks: &[(usize, Marked)],
    parsed: &Parsed<'_>,
    lexicon: &Lexicon,
) -> Vec<Vec<Item<'a>>> {
    let item_words = |start, end| {
        words(text, Span::new(start, end)).into_iter().map(|word| Item::Word(word, parsed.node(word.span.start)))
    };
    let mut items = Vec::new();
    let mut at = stretch.start;
    for (n, mark) in marks {
        items.extend(item_words(at, mark.outer.start));
        items.push(Item::Quote(*n, *mark));
        at = mark.outer.end;
    }
    items.extend(item_words(at, stretch.end));
    cut(text, items, parsed, lexicon)
}

/// Where the items of a range stand; of "he'd" and "they'll" at its end the pronoun alone.
pub fn span_of(grammar: &Grammar, frame: &[Item<'_>], range: Range<usize>) -> Span {
    let last = &frame[range.end.max(range.start + 1) - 1];
    let whole = frame[range.start].span().join(last.span());
    let joined = last.text().rsplit_once(['\'', '’']).filter(|(stem, end)| !stem.is_empty() && end.len() < 3);
    match joined.filter(|(_, end)| grammar.contractions.contains(end)) {
        Some((stem, _)) => Span::new(whole.start, last.span().start + stem.len()),
        None => whole,
    }
}

fn cut<'a>(text: &str, items: Vec<Item<'a>>, parsed: &Parsed<'_>, lexicon: &Lexicon) -> Vec<Vec<Item<'a>>> {
    let mut frames = Vec::new();
    let mut frame: Vec<Item<'a>> = Vec::new();
    for (i, item) in items.iter().enumerate() {
        frame.push(*item);
        if ends_here(text, &items, i, parsed, lexicon) {
            frames.push(std::mem::take(&mut frame));
        }
    }
    if !frame.is_empty() {
        frames.push(frame);
    }
    frames
}

fn ends_here(text: &str, items: &[Item<'_>], i: usize, parsed: &Parsed<'_>, lexicon: &Lexicon) -> bool {
    let Some(next) = items.get(i + 1) else { return true };
    match &items[i] {
        Item::Word(word, _) if matches!(word.text, "!" | "?" | "…") || word.text.starts_with('.') => {
            let opens = next.quote().is_some()
                || next.text().starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "(*_#[".contains(c));
            opens || word.text == "." && next.span().start == word.span.end && next.is_capitalised()
        }
        Item::Word(word, _) if word.text.ends_with('.') => {
            (next.is_capitalised() || next.quote().is_some()) && parsed.begins_sentence(next.span().start)
        }
        Item::Word(..) => false,
        Item::Quote(_, mark) => ends_with_quote(text, items, i, mark, lexicon),
    }
}

/// A quotation that holds its own full stop ends the sentence unless the one who says it follows.
fn ends_with_quote(text: &str, items: &[Item<'_>], i: usize, mark: &Marked, lexicon: &Lexicon) -> bool {
    let next = &items[i + 1];
    let last = mark.inner.of(text).chars().next_back().unwrap_or(' ');
    if let Some((_, following)) = next.quote() {
        return matches!(last, '.' | '!' | '?' | '…') || following.inner.of(text).starts_with(char::is_uppercase);
    }
    match last {
        '.' | '…' => next.is_capitalised() || next.text().starts_with(|c: char| c.is_ascii_digit() || c == '('),
        '!' | '?' => next.is_capitalised() && !attributes(&items[i + 1..], lexicon),
        ',' | ';' | ':' => false,
        _ => false,
    }
}

/// A few words and then a verb that takes words in marks, which end the sentence or a part of it: "Mr. Reed asked."
fn attributes(items: &[Item<'_>], lexicon: &Lexicon) -> bool {
    let reach = items.iter().take(12).take_while(|item| item.is_word() || item.text() == ",");
    let verb = reach
        .enumerate()
        .find(|(_, item)| lexicon.quotes.verb(item.text()).is_some_and(|cue| cue.uses.contains(&Use::Direct)));
    verb.is_some_and(|(n, item)| {
        let hearer = lexicon.quotes.verb(item.text()).is_some_and(|cue| cue.uses.contains(&Use::Hearer));
        let rest = || items[n + 1..].iter().take_while(|item| item.quote().is_none());
        let heard =
            || hearer && !rest().any(|item| lexicon.quotes.grammar.that.contains(&item.lower()) || item.is_finite());
        let clause = items.get(n + 1).is_some_and(|after| {
            lexicon.quotes.grammar.that.contains(after.text()) || lexicon.quotes.starters.contains(&after.lower())
        });
        n > 0 && (!clause || heard())
    })
}
