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

/// "The Bishop", "Offene Tür", "The Art of Sailing": every word but an article or a preposition has its capital.
pub fn is_name(text: &str, mark: &Marked, grammar: &Grammar) -> bool {
    let inner = mark.inner.of(text);
    let words: Vec<&str> = inner.split_whitespace().collect();
    let uttered = inner.ends_with(['!', '?', '…']);
    let small = |word: &str| {
        grammar.articles.contains(word) || grammar.prepositions.contains(word) || grammar.and_words.contains(word)
    };
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let begin = usize::from(words.len() > 1 && grammar.articles.contains(&words[0].to_lowercase()));
    let bare = words[begin..].iter().filter(|word| !small(word)).count();
    let closed = words[begin..].first().is_some_and(capital) && words.last().is_some_and(capital);
    !uttered && closed && bare <= 4 && words[begin..].iter().all(|word| capital(word) || small(word))
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
        Item::Word(word, _) if word.text == ";" => begins_report(&items[i + 1..], lexicon),
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

/// "“We kept it,” Kern said; [“we did not,” Holm said]", "; [Holm said they did not]": after a semicolon another act of saying.
fn begins_report(items: &[Item<'_>], lexicon: &Lexicon) -> bool {
    let begin = items.iter().position(|item| !lexicon.quotes.grammar.turns.contains(&item.lower())).unwrap_or(0);
    let rest = &items[begin.min(items.len())..];
    let opens = rest.first().is_some_and(|first| first.is_word() && !lexicon.quotes.openers.contains(&first.lower()));
    let end = rest.iter().position(|item| matches!(item.text(), ";" | ".")).unwrap_or(rest.len());
    let tail = &rest[end.saturating_sub(6)..end];
    let act = |item: &&Item<'_>| item.is_finite() || item.quote().is_some() || item.text() == ";";
    let tells = |item: &Item<'_>| {
        item.is_finite() && lexicon.quotes.verb(item.text()).is_some_and(|cue| cue.uses.contains(&Use::Direct))
    };
    match rest.first().and_then(Item::quote) {
        Some(_) => attributes(&rest[1..], lexicon),
        None => {
            let closes = tail.iter().any(|item| item.text() == ",") && tail.last().is_some_and(tells);
            opens && (closes || rest.iter().skip(1).take(12).find(act).is_some_and(tells))
        }
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
    // "“Who keeps it?” No one answered."
    let grammar = &lexicon.quotes.grammar;
    let everybody = |lower: &str| grammar.nobodies.contains(lower) || grammar.everybody.contains(lower);
    if items.first().is_some_and(|first| first.is_capitalised() && everybody(&first.lower())) {
        return false;
    }
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
