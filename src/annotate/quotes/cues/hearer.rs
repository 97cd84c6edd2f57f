//! What may stand between a verb of saying and what is said: the one spoken to, when and where it was said.

use super::Frame;
use crate::model::label::Upos;
use std::ops::Range;

impl Frame<'_> {
    /// "that" after the verb, with only a hearer or an adverbial between.
    pub(super) fn that(&self, from: usize) -> Option<usize> {
        let that = (from..self.end().min(from + 16))
            .find(|i| self.is_that(*i) || self.is_quote(*i) || self.uses(*i).is_some() && self.is_verb(*i))?;
        let own_clause = || self.tag(that) == "DT" && (from..that).any(|i| self.is_finite(i));
        if !self.is_that(that) || own_clause() {
            return None;
        }
        let demonstrative = that == from && (self.is_auxiliary(that + 1) || matches!(self.lower(that + 1), "," | "."));
        (!demonstrative && (that == from || self.is_aside(from, that))).then_some(that)
    }

    /// "told [a packed news conference] that": the words up to the next "that" are one noun phrase.
    pub(super) fn that_after_hearer(&self, from: usize) -> Option<usize> {
        let that = (from..self.end().min(from + 10)).find(|i| self.is_that(*i))?;
        let nominal = |i: usize| {
            matches!(self.upos(i), Some(Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Num | Upos::Adp))
                || self.tag(i) == "PRP$"
                || self.tag(i) == "POS"
        };
        let noun = matches!(self.upos(that.checked_sub(1)?), Some(Upos::Noun | Upos::Propn));
        (that > from + 1 && noun && self.upos(from) != Some(Upos::Adp) && (from..that).all(nominal)).then_some(that)
    }

    /// "told [local radio] the depot had burnt": where the clause begins that the tree hangs on the verb, after one noun phrase.
    pub(super) fn clause_after_hearer(&self, verb: usize, from: usize) -> Option<usize> {
        let (tree, token) = self.tree(verb)?;
        let clause = tree.complement(token)?;
        let start = tree.subtree(clause).first().map(|first| tree.tokens[*first].span.start)?;
        let begin = (from + 1..self.end().min(from + 8)).find(|i| self.items[*i].span().start == start)?;
        let nominal = |i: usize| matches!(self.upos(i), Some(Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det));
        let noun = matches!(self.upos(begin - 1), Some(Upos::Noun | Upos::Propn));
        (noun && (from..begin).all(nominal)).then_some(begin)
    }

    /// A hearer or an adverbial: no finite verb, beginning as one of them does.
    pub(super) fn is_aside(&self, from: usize, to: usize) -> bool {
        let told = |i: usize| self.is_finite(i) && self.is_predicate(i) && !self.holds_relative(from..i);
        let verbal = (from..to).any(|i| self.is_auxiliary(i) && !matches!(self.text(i), "'s" | "’s") || told(i));
        let lower = self.lower(from);
        let nominal = self.names_somebody(from..to);
        let adverbial = self.is_preposition(from)
            || lower == ","
            || self.grammar().times.contains(lower)
            || self.lexicon.actors.never.contains(self.text(from));
        !verbal && (adverbial || nominal)
    }

    /// A colon or comma and then a quotation, after a hearer or an adverbial.
    pub(super) fn later_quote(&self, from: usize, hearing: bool) -> Option<usize> {
        let quote = (from..self.items.len()).find(|i| self.is_quote(*i))?;
        let parted = quote > from && matches!(self.text(quote - 1), ":" | ",");
        let likened = self.grammar().as_words.contains(self.lower(0)) && quote > from && self.text(quote - 1) == ":";
        let near = quote - from <= 20
            && !(from..quote)
                .any(|i| self.uses(i).is_some() && self.is_verb(i) && (self.text(quote - 1) != ":" || i + 2 == quote))
            && (likened || !self.has_other_subject(from..quote));
        let hearer = hearing && quote > from && self.is_aside(from, quote) && quote - from <= 5;
        (near && (parted && (self.text(quote - 1) == ":" || self.is_aside(from, quote - 1)) || hearer)).then_some(quote)
    }

    /// A finite verb with a subject of its own, that no "who" opens: "asked about it and [its office sent] this:".
    pub(super) fn has_other_subject(&self, range: Range<usize>) -> bool {
        let begin = self.items.get(range.start).map_or(0, |item| item.span().start);
        range.clone().any(|i| {
            let subject = self.tree(i).filter(|_| self.is_finite(i)).and_then(|(tree, token)| {
                let subject = tree.child_by(token, &["nsubj"])?;
                (!tree.is(token, "acl")).then(|| tree.tokens[subject].span.start)
            });
            subject.is_some_and(|start| start >= begin)
        })
    }

    /// Skips the one spoken to: "reporters", "the court", "Morning Post", "him".
    pub(super) fn after_hearer(&self, from: usize) -> Option<usize> {
        let end = self.end();
        let lower = self.lower(from);
        if self.grammar().hearers.contains(lower) {
            return Some(from + 1);
        }
        let mut i = from
            + usize::from(
                self.grammar().articles.contains(lower)
                    && self.items.get(from + 1).is_some_and(|item| item.is_capitalised()),
            );
        let begin = i;
        while i < end && (self.items[i].is_capitalised() || matches!(self.text(i), "&")) {
            i += 1;
        }
        if i > begin {
            let group = self.lexicon.actors.role(self.text(i)).is_some() && !self.is_finite(i + 1);
            return Some(i + usize::from(group));
        }
        let stop = (from..end.min(from + 6)).find(|i| self.lexicon.actors.role(self.text(*i)).is_some());
        stop.map(|stop| stop + 1).or_else(|| self.after_told_thing(from))
    }

    /// "told [the chamber] he could", "told [an inquest] she knew": a short noun phrase and a clause with a pronoun.
    fn after_told_thing(&self, from: usize) -> Option<usize> {
        let article = self.grammar().articles.contains(self.lower(from));
        let begin = (from + 2..self.end().min(from + 5)).find(|i| self.begins_clause(*i)).filter(|_| article)?;
        let nominal = |i: usize| matches!(self.upos(i), Some(Upos::Noun | Upos::Propn | Upos::Adj));
        let finite = self.is_finite(begin) || self.is_finite(begin + 1) || self.is_finite(begin + 2);
        (finite && (from + 1..begin).all(nominal)).then_some(begin)
    }

    /// "Friday as she left", "last night before the vote": nothing but when it was said begins here.
    pub(super) fn is_when(&self, from: usize) -> bool {
        let day =
            self.lexicon.actors.never.contains(self.text(from)) || self.grammar().times.contains(self.lower(from));
        let opens = |i: usize| self.lexicon.quotes.openers.contains(self.lower(i));
        opens(from) || day && (opens(from + 1) || opens(from + 2))
    }
}
