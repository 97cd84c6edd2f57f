//! Who says it: the noun phrase before a verb of saying, after it, or shared with an earlier one.

use super::{Frame, Report, Subject};
use crate::lexicon::few::Few;
use crate::lexicon::quotes::{Form, Use};
use crate::model::label::Upos;
use std::ops::Range;

impl Frame<'_> {
    pub(super) fn subject(&self, at: usize, after: usize, forms: Few<Form>, before: &[Report]) -> Option<Subject> {
        let mut edge = at;
        while edge > 0 && (self.is_adverb(edge - 1) && !self.is_lone(edge - 1) || self.is_auxiliary(edge - 1)) {
            edge -= 1;
        }
        if let Some(habit) = edge.checked_sub(1).and_then(|to| self.habit(to)) {
            edge = habit;
            while edge > 0 && self.is_auxiliary(edge - 1) {
                edge -= 1;
            }
        }
        let gerund = forms.contains(&Form::Gerund);
        let previous = edge.checked_sub(1).map(|i| self.lower(i));
        let earlier = || before.iter().rev().find_map(|report| report.source.clone());
        let shared = || {
            earlier()
                .or_else(|| self.by_tree(at))
                .or_else(|| self.main_subject(edge))
                .or_else(|| self.nearest_subject(edge))
        };
        match previous {
            // "with some warning that it was late"
            Some(word) if gerund && self.lexicon.quotes.quantifiers.contains(word) && self.is_absolute(edge - 1) => {
                return Some(Subject::Before(edge - 1..edge));
            }
            _ if gerund => {
                let verbal = edge == at || edge > 0;
                return verbal.then(|| Subject::Shared(shared()));
            }
            Some(word) if self.grammar().relatives.contains(word) || self.opens_relative(edge - 1) => {
                return self
                    .antecedent(edge - 1)
                    .map(|range| Subject::Before(range.start..edge - 1))
                    .map(|subject| self.without_comma(subject));
            }
            Some(word) if self.grammar().coordinators.contains(word) => return Some(Subject::Shared(shared())),
            _ => {}
        }
        if edge > 0 && self.is_named_auxiliary(edge - 1) {
            return Some(Subject::Before(edge - 1..edge));
        }
        if edge == 0 || self.follows_quote(edge) || matches!(previous, Some("—" | "–" | "-" | ":" | ";")) {
            // "Ida Brandt, who wrote of “drift,” argues that it was late"
            let explained = || self.tree_subject(at).filter(|_| edge == at && edge > 0 && self.that(after).is_some());
            return self.inverted(after).or_else(|| explained().map(Subject::Before));
        }
        if let Some(range) = self.around_aside(edge, before) {
            return Some(Subject::Before(range));
        }
        if self.text(edge - 1) == "," || self.text(edge - 1) == ")" {
            if let Some(range) = self.with_apposition(edge).or_else(|| self.apposed_name(edge, at)) {
                return Some(Subject::Before(self.without_aside(self.fronted(range, at))));
            }
            let label = self.uses(at).is_some_and(|(uses, ..)| uses.contains(&Use::Label));
            return self
                .inverted(after)
                .or_else(|| self.by_tree(at).filter(|_| !label).map(|range| Subject::Shared(Some(range))));
        }
        let range = self.noun_phrase(edge);
        if self.is_handle(edge) {
            return Some(Subject::Before(edge - 1..edge));
        }
        if range.is_empty() {
            let close = |range: &Range<usize>| !(range.end..edge).any(|i| self.text(i) == "," || self.is_quote(i));
            return self.by_tree(at).filter(close).map(Subject::Before);
        }
        let range = self.without_tail(range, at);
        let range = self.with_list(self.relative_front(range));
        if matches!(self.upos(range.start), Some(Upos::Adp))
            || self.grammar().out_words.contains(self.lower(range.start))
        {
            return self.by_tree(at).map(Subject::Before);
        }
        let nominal = !matches!(
            self.upos(range.end - 1),
            Some(Upos::Adv | Upos::Adp | Upos::Part | Upos::Sconj | Upos::Cconj | Upos::Intj | Upos::Verb | Upos::Aux)
        );
        let some = || self.lexicon.quotes.quantifiers.contains(self.lower(range.end - 1));
        let one = || range.len() > 1 && self.lexicon.quotes.determiners.contains(self.lower(range.start));
        (nominal || some() || one() || self.names_somebody(range.clone())).then_some(Subject::Before(range))
    }

    /// "a sign [that] read": it explains the noun before.
    fn opens_relative(&self, that: usize) -> bool {
        let paper = || that > 0 && self.lexicon.quotes.papers.contains(self.lower(that - 1));
        self.is_that(that) && (self.tag(that) == "WDT" || paper())
    }

    /// "“No,” quillfeather added": one word of no kind between a quotation and its verb is a name, whatever its letters.
    fn is_handle(&self, edge: usize) -> bool {
        let Some(at) = edge.checked_sub(1).filter(|at| self.is_word(*at) && self.follows_quote(*at)) else {
            return false;
        };
        let lower = self.lower(at);
        let known = self.is_adverb(at)
            || self.is_auxiliary(at)
            || self.is_preposition(at)
            || self.uses(at).is_some()
            || self.lexicon.quotes.openers.contains(lower)
            || self.lexicon.quotes.linkers.contains(lower)
            || self.lexicon.actors.pronoun(lower).is_some();
        !known && self.uses(edge).is_some_and(|(uses, ..)| uses.contains(&Use::Direct) && uses.contains(&Use::Clause))
    }

    /// Drops an adverbial between the subject proper and the verb: "the council [on Monday] said".
    pub(super) fn without_tail(&self, range: Range<usize>, verb: usize) -> Range<usize> {
        let Some((tree, token)) = self.tree(verb) else { return range };
        let Some(subject) = tree.subject(token) else { return range };
        let phrase = tree.phrase_span(subject);
        let range = self.with_front(range, phrase, tree.tokens[subject].span.start);
        let end = range.clone().rev().find(|i| self.items[*i].span().end <= phrase.end).map_or(range.end, |i| i + 1);
        let head = tree.tokens[subject].span.start;
        let inside = head >= self.items[range.start].span().start && head < self.items[range.end - 1].span().end;
        let tail =
            matches!(self.upos(end), Some(Upos::Adp | Upos::Adv)) || self.lexicon.actors.never.contains(self.text(end));
        if inside && end > range.start && tail { range.start..end } else { range }
    }

    /// "[Both] said": a quantity alone, though the word is an adverb elsewhere.
    fn is_lone(&self, at: usize) -> bool {
        let first = at == 0 || self.text(at - 1) == "," || self.is_quote(at - 1);
        first && self.lexicon.quotes.quantifiers.contains(self.lower(at))
    }

    /// "[A professor], she recalled, advised her": another's words are told in between.
    fn around_aside(&self, edge: usize, before: &[Report]) -> Option<Range<usize>> {
        let last = before.last().filter(|_| self.text(edge - 1) == ",")?;
        let source = last.source.clone().filter(|source| source.end.max(last.cue.end) == edge - 1)?;
        let comma = source.start.min(last.cue.start).checked_sub(1).filter(|comma| self.text(*comma) == ",")?;
        let range = self.noun_phrase(comma);
        (!range.is_empty() && self.names_somebody(range.clone())).then_some(range)
    }

    /// "with [some] warning that …": the subject of a gerund after "with".
    pub(super) fn is_absolute(&self, at: usize) -> bool {
        at > 0 && self.grammar().with_words.contains(self.lower(at - 1))
    }

    /// The subject that hangs on the verb itself, before the clause that explains it.
    fn tree_subject(&self, at: usize) -> Option<Range<usize>> {
        let (tree, token) = self.tree(at)?;
        tree.child_by(token, &["nsubj"])?;
        self.by_tree(at)
    }

    /// The subject that the tree gives a verb without one of its own: by coordination, control or a relative clause.
    pub(super) fn by_tree(&self, at: usize) -> Option<Range<usize>> {
        let (tree, token) = self.tree(at)?;
        let subject = tree.subject(token)?;
        let phrase = tree.phrase_span_without(subject, &["acl:relcl", "parataxis", "cc", "conj"]);
        let start =
            self.items.iter().position(|item| item.span().start >= phrase.start && item.span().end <= phrase.end)?;
        let start = start.max(self.dateline());
        let end =
            self.items.iter().rposition(|item| item.span().end <= phrase.end && item.span().start >= phrase.start)? + 1;
        let clean = !(start..end).any(|i| self.is_quote(i));
        (end <= at && clean && self.names_somebody(start..end)).then_some(start..end)
    }

    pub(super) fn without_comma(&self, subject: Subject) -> Subject {
        match subject {
            Subject::Before(mut range) => {
                while range.end > range.start && matches!(self.text(range.end - 1), "," | "(" | "—" | "–" | "-") {
                    range.end -= 1;
                }
                Subject::Before(range)
            }
            other => other,
        }
    }

    /// The noun phrase that ends before `edge`.
    pub(super) fn noun_phrase(&self, edge: usize) -> Range<usize> {
        let mut start = edge;
        while start > 0 {
            let i = start - 1;
            let lower = self.lower(i);
            let mark = !self.is_word(i) && !matches!(lower, "'s" | "’s" | "'" | "’" | "&" | "-" | "." | "/" | "%");
            if i > 0 && self.is_quote(i) && self.is_name(i) && self.upos(i - 1) == Some(Upos::Det) {
                start = i - 1;
                continue;
            }
            if self.is_quote(i) || mark {
                break;
            }
            if self.grammar().and_words.contains(lower) && self.pairs(i, edge) {
                start = i;
                continue;
            }
            if self.lexicon.quotes.openers.contains(lower)
                && !(self.grammar().kept_openers.contains(lower) || self.is_that(i) && start == edge)
            {
                break;
            }
            if self.is_predicate(i) {
                break;
            }
            start = i;
        }
        self.without_adverbial(start, edge)
    }

    /// "the chair and the clerk": both sides name somebody and nothing else comes before.
    pub(super) fn pairs(&self, and: usize, edge: usize) -> bool {
        let left = (0..and)
            .rev()
            .take_while(|i| self.is_word(*i) && !self.lexicon.quotes.openers.contains(self.lower(*i)))
            .count();
        // "I asked the guard and he said": a clause of its own before.
        let alone = edge - and == 2 && self.grammar().nominatives.contains(self.lower(and + 1));
        let clause = |i: usize| {
            self.grammar().nominatives.contains(self.lower(i)) || alone && (self.is_finite(i) || self.uses(i).is_some())
        };
        left > 0
            && left <= 4
            && !(and - left..and).any(clause)
            && (and == left || self.text(and - left - 1) == "," || self.is_quote(and - left - 1))
            && edge - and <= 5
            && !(and - left..and).any(|i| self.is_auxiliary(i))
    }

    /// "[Lund,] Kern and Holm said": the names before the last two.
    fn with_list(&self, range: Range<usize>) -> Range<usize> {
        let mut start = range.start;
        let listed = range.clone().any(|i| self.grammar().and_words.contains(self.lower(i)));
        while listed && start > 1 && self.text(start - 1) == "," {
            let name = |i: &usize| self.items[*i].is_capitalised() && self.upos(*i) == Some(Upos::Propn);
            let first = (0..start - 1).rev().take_while(name).last();
            let whole = |first: &usize| *first == 0 || self.text(first - 1) == "," || self.is_quote(first - 1);
            let Some(first) = first.filter(|first| whole(first) && self.names_somebody(*first..start - 1)) else {
                break;
            };
            start = first;
        }
        if start == 0 || start == range.start || self.is_quote(start - 1) || self.follows_quote(start) {
            start..range.end
        } else {
            range
        }
    }

    /// Drops what stands before the noun phrase proper: "On Tuesday", "In a statement", "But".
    pub(super) fn without_adverbial(&self, start: usize, edge: usize) -> Range<usize> {
        let pronoun = edge > start + 1
            && self.grammar().nominatives.contains(self.lower(edge - 1))
            && !self.grammar().and_words.contains(self.lower(edge - 2));
        if pronoun {
            return edge - 1..edge;
        }
        let mut start = start;
        while start < edge
            && (self.is_adverb(start)
                || self.grammar().turns.contains(self.lower(start))
                || matches!(self.text(start), "-" | "."))
        {
            start += 1;
        }
        let leads = self.grammar().leads.contains(self.lower(start));
        if !leads || start >= edge {
            return start..edge;
        }
        let pronoun = (start + 1..edge).rev().find(|i| self.grammar().nominatives.contains(self.lower(*i)));
        let begins = |i: &usize| {
            self.grammar().articles.contains(self.lower(*i)) || self.grammar().possessors.contains(self.lower(*i))
        };
        let article = (start + 2..edge).rev().find(begins);
        let capital = (start + 1..edge)
            .rev()
            .take_while(|i| self.items[*i].is_capitalised() && !self.lexicon.actors.never.contains(self.text(*i)))
            .last();
        match (pronoun, capital, article) {
            (Some(at), ..) | (None, Some(at), _) | (None, None, Some(at)) => at..edge,
            _ => edge..edge,
        }
    }

    /// The last noun before that is the subject of its clause.
    fn nearest_subject(&self, edge: usize) -> Option<Range<usize>> {
        let at = (0..edge).rev().find(|i| self.tree(*i).is_some_and(|(tree, token)| tree.is(token, "nsubj")))?;
        let range = self.noun_phrase(at + 1);
        (!range.is_empty() && self.names_somebody(range.clone())).then_some(range)
    }

    /// The first noun phrase of the sentence that names somebody.
    pub(super) fn main_subject(&self, edge: usize) -> Option<Range<usize>> {
        let begin = (self.dateline()..edge).find(|i| {
            let opener = self.lexicon.quotes.openers.contains(self.lower(*i));
            self.is_word(*i) && !opener && !self.is_adverb(*i)
        })?;
        let stop = (begin + 1..edge)
            .find(|i| {
                let lower = self.lower(*i);
                !self.is_word(*i) && !matches!(lower, "'s" | "’s" | "&" | "-")
                    || self.is_auxiliary(*i)
                    || self.is_finite(*i)
                    || self.lexicon.quotes.openers.contains(lower)
                    || self.lexicon.quotes.verb(lower).is_some()
                    || self.is_adverb(*i)
                    || lower.ends_with("ed")
            })
            .unwrap_or(edge);
        let range = begin..stop;
        (self.names_somebody(range.clone()) && !self.grammar().leads.contains(self.lower(begin))).then_some(range)
    }

    /// "said X": X after the verb, with its apposition.
    pub(super) fn inverted(&self, after: usize) -> Option<Subject> {
        let begin = (after..self.end()).find(|i| !self.is_adverb(*i))?;
        let lower = self.lower(begin);
        let starts = self.items[begin].is_capitalised() && !self.is_quote(begin)
            || self.lexicon.actors.pronoun(lower).is_some()
            || self.grammar().articles.contains(lower)
            || self.lexicon.quotes.quantifiers.contains(lower)
            || self.lexicon.actors.role(lower).is_some()
            || matches!(self.tag(begin), "PRP$" | "NNS")
            || self.follows_quote(after - 1) && matches!(self.upos(begin), Some(Upos::Noun | Upos::Adj | Upos::Propn));
        if !starts || self.is_that(begin) {
            return None;
        }
        let follows = self.follows_quote(after - 1);
        if self.grammar().nominatives.contains(lower) {
            let own = !follows && (self.is_auxiliary(begin + 1) || self.is_finite(begin + 1));
            return (!own).then_some(Subject::After(begin..begin + 1));
        }
        let stop = self.source_end(begin);
        if !follows && self.holds_clause(begin..stop) {
            return None;
        }
        let quoted = begin > 1 && self.is_quote(begin - 2);
        let thing = quoted && self.grammar().articles.contains(lower);
        // "“…,” said Dane.": what names a people or a month elsewhere.
        let surname = follows && self.items[begin].is_capitalised();
        (thing || surname || self.names_somebody(begin..stop)).then_some(Subject::After(begin..stop))
    }

    /// The end of a speaker named after the verb: an adverbial, a quotation, a colon, or the sentence's end. Commas hold appositions.
    pub(super) fn source_end(&self, begin: usize) -> usize {
        let end = self.end();
        let mut i = begin + 1;
        while i < end {
            let lower = self.lower(i);
            if self.is_quote(i) {
                return if i > 0 && self.text(i - 1) == "," { i - 1 } else { i };
            }
            let adverbial = self.grammar().tails.contains(lower);
            if matches!(lower, ":" | ";" | "—" | "–" | "(") || adverbial && !self.belongs(begin, i) {
                return if self.text(i - 1) == "," { i - 1 } else { i };
            }
            if lower == "," && !self.apposes(i) {
                return i;
            }
            i += 1;
        }
        end
    }

    /// "in" and "on" stay with a role that they specify: "head of sales in Europe", but "in a statement", "on Friday" do not.
    pub(super) fn belongs(&self, begin: usize, i: usize) -> bool {
        let role = (begin..i).any(|at| self.lexicon.actors.role(self.text(at)).is_some());
        let place = self.lexicon.places.name_of(self.text(i + 1)).is_some();
        let relative = (begin..i).any(|at| self.grammar().relatives.contains(self.lower(at)));
        self.grammar().relatives.contains(self.text(i)) || relative || role && place && self.is_preposition(i)
    }

    /// After this comma comes an apposition, a relative clause, or a list's rest.
    pub(super) fn apposes(&self, comma: usize) -> bool {
        let lower = self.lower(comma + 1);
        let adverbial = self.grammar().no_apposition.contains(lower);
        let gerund = lower.ends_with("ing") && !self.items[comma + 1].is_capitalised();
        self.is_word(comma + 1) && !adverbial && !gerund
    }
}
