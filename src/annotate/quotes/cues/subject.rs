//! Who says it: the noun phrase before a verb of saying, after it, or shared with an earlier one.

use super::{Frame, Report, Subject};
use crate::lexicon::quotes::{Form, Use};
use crate::model::Span;
use crate::model::label::Upos;
use std::collections::BTreeSet;
use std::ops::Range;

impl Frame<'_> {
    pub(super) fn subject(
        &self,
        at: usize,
        after: usize,
        forms: &BTreeSet<Form>,
        before: &[Report],
    ) -> Option<Subject> {
        let mut edge = at;
        while edge > 0 && (self.is_adverb(edge - 1) || self.is_auxiliary(edge - 1)) {
            edge -= 1;
        }
        if edge > 1 && self.is_habit(edge - 1) {
            edge -= 2;
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
        match previous.as_deref() {
            _ if gerund => {
                let verbal = edge == at || edge > 0;
                return verbal.then(|| Subject::Shared(shared()));
            }
            Some("who" | "which") => {
                return self
                    .antecedent(edge - 1)
                    .map(|range| Subject::Before(range.start..edge - 1))
                    .map(|subject| self.without_comma(subject));
            }
            Some("and" | "but" | "or" | "then") => return Some(Subject::Shared(shared())),
            _ => {}
        }
        let quote_before =
            edge > 0 && (self.is_quote(edge - 1) || self.text(edge - 1) == "," && edge > 1 && self.is_quote(edge - 2));
        if edge == 0 || quote_before || matches!(previous.as_deref(), Some("—" | "–" | "-" | ":" | ";")) {
            return self.inverted(after);
        }
        if self.text(edge - 1) == "," || self.text(edge - 1) == ")" {
            if let Some(range) = self.with_apposition(edge) {
                return Some(Subject::Before(self.without_aside(self.fronted(range, at))));
            }
            let label = self.uses(at).is_some_and(|(uses, ..)| uses.contains(&Use::Label));
            return self
                .inverted(after)
                .or_else(|| self.by_tree(at).filter(|_| !label).map(|range| Subject::Shared(Some(range))));
        }
        let range = self.noun_phrase(edge);
        if range.is_empty() {
            return None;
        }
        let range = self.without_tail(range, at);
        let range = self.relative_front(range);
        if matches!(self.upos(range.start), Some(Upos::Adp)) || self.lower(range.start) == "out" {
            return self.by_tree(at).map(Subject::Before);
        }
        let nominal = !matches!(
            self.upos(range.end - 1),
            Some(Upos::Adv | Upos::Adp | Upos::Part | Upos::Sconj | Upos::Cconj | Upos::Intj | Upos::Verb | Upos::Aux)
        );
        (nominal || self.names_somebody(range.clone())).then_some(Subject::Before(range))
    }

    fn fronted(&self, range: Range<usize>, verb: usize) -> Range<usize> {
        let phrase = self.tree(verb).and_then(|(tree, token)| {
            let subject = tree.subject(token)?;
            Some((tree.phrase_span(subject), tree.tokens[subject].span.start))
        });
        let range = match phrase {
            Some((phrase, head)) => self.with_front(range, phrase, head),
            None => range,
        };
        self.relative_front(range)
    }

    /// "[The firm that owns] the mill": a noun phrase that ends a relative clause stands for what the clause hangs on.
    fn relative_front(&self, range: Range<usize>) -> Range<usize> {
        let relative = (range.start.saturating_sub(8)..range.start)
            .rev()
            .take_while(|i| self.is_word(*i))
            .find(|i| matches!(self.lower(*i).as_str(), "who" | "that" | "which"));
        let Some(who) = relative.filter(|who| *who > 0) else { return range };
        let noun = matches!(self.upos(who - 1), Some(Upos::Noun | Upos::Propn));
        let acts = (who + 1..range.start).any(|i| self.is_predicate(i));
        let antecedent = self.noun_phrase(who);
        if noun && acts && !antecedent.is_empty() && self.names_somebody(antecedent.clone()) {
            antecedent.start..range.end
        } else {
            range
        }
    }

    /// Drops ", however" and ", for its part" between a subject and its verb.
    fn without_aside(&self, range: Range<usize>) -> Range<usize> {
        let Some(comma) = range.clone().rev().find(|i| self.text(*i) == ",") else { return range };
        let adverb = range.end - comma == 2 && self.is_adverb(comma + 1);
        let aside = matches!(
            self.lower(comma + 1).as_str(),
            "for" | "in" | "on" | "at" | "via" | "after" | "with" | "like" | "unlike"
        );
        if comma > range.start && (adverb || aside) { range.start..comma } else { range }
    }

    /// Takes in the front of a coordinated or long subject whose head stands before the words found so far.
    pub(super) fn with_front(&self, range: Range<usize>, phrase: Span, head: usize) -> Range<usize> {
        let start = phrase.start;
        let whole = phrase.end >= self.items[range.end - 1].span().end;
        let first = self.items[range.start].span().start;
        let front = (0..range.start).find(|i| self.items[*i].span().start == start);
        let clear = |front: usize| {
            (front..range.start).all(|i| {
                (self.is_word(i) || matches!(self.text(i), "'s" | "’s" | "'" | "’" | "&"))
                    && (whole || !self.is_predicate(i))
            })
        };
        match front {
            Some(front) if head < first && start <= head && clear(front) => front..range.end,
            _ => range,
        }
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

    /// The subject that the tree gives a verb without one of its own: by coordination, control or a relative clause.
    pub(super) fn by_tree(&self, at: usize) -> Option<Range<usize>> {
        let (tree, token) = self.tree(at)?;
        let subject = tree.subject(token)?;
        let phrase = tree.phrase_span_without(subject, &["acl:relcl", "parataxis", "cc", "conj"]);
        let start =
            self.items.iter().position(|item| item.span().start >= phrase.start && item.span().end <= phrase.end)?;
        let end =
            self.items.iter().rposition(|item| item.span().end <= phrase.end && item.span().start >= phrase.start)? + 1;
        let clean = !(start..end).any(|i| self.is_quote(i));
        (end <= at && clean && self.names_somebody(start..end)).then_some(start..end)
    }

    pub(super) fn without_comma(&self, subject: Subject) -> Subject {
        match subject {
            Subject::Before(mut range) => {
                while range.end > range.start && self.text(range.end - 1) == "," {
                    range.end -= 1;
                }
                Subject::Before(range)
            }
            other => other,
        }
    }

    /// The noun phrase before "who".
    pub(super) fn antecedent(&self, who: usize) -> Option<Range<usize>> {
        let edge = if who > 0 && self.text(who - 1) == "," { who - 1 } else { who };
        let range = self.noun_phrase(edge);
        (!range.is_empty()).then_some(range)
    }

    /// "X, who chairs the board, said": from X to before the last comma.
    pub(super) fn with_apposition(&self, edge: usize) -> Option<Range<usize>> {
        let close = edge - 1;
        let open = match self.text(close) {
            ")" => (0..close).rev().find(|i| self.text(*i) == "(")?,
            _ => {
                if let Some(range) = self.after_quotation(close) {
                    return Some(range);
                }
                let comma = self.comma_before(close)?;
                if self.is_quote(comma) || comma + 1 == close {
                    return None;
                }
                let who = (0..comma)
                    .rev()
                    .filter(|i| self.text(*i) == ",")
                    .find(|i| matches!(self.lower(i + 1).as_str(), "who" | "which" | "whose"));
                let ends = |who: usize| (who + 1..=comma).find(|i| self.text(*i) == ",").unwrap_or(comma);
                let whole =
                    |who: &usize| !(*who..comma).any(|i| self.is_quote(i)) && !self.holds_clause(ends(*who) + 1..close);
                who.filter(whole).unwrap_or(comma)
            }
        };
        let relative = matches!(self.lower(open + 1).as_str(), "who" | "which" | "whose" | "whom" | "where");
        if !relative && self.holds_clause(open + 1..close) {
            return None;
        }
        let range = self.noun_phrase(open);
        let stop = if self.text(close) == ")" { close + 1 } else { close };
        (!range.is_empty() && self.names_somebody(range.clone())).then_some(range.start..stop)
    }

    /// The comma or quotation before `close`, brackets passed over.
    fn comma_before(&self, close: usize) -> Option<usize> {
        let mut depth = 0;
        for i in (0..close).rev() {
            match self.text(i) {
                ")" => depth += 1,
                "(" if depth > 0 => depth -= 1,
                "," if depth == 0 => return Some(i),
                _ if depth == 0 && self.is_quote(i) => return Some(i),
                _ => {}
            }
        }
        None
    }

    /// All that stands between a quotation and the comma before the verb, when it is one speaker with appositions:
    /// "“…,” Dora Welk, a fellow at the institute in Ghent, Belgium, and co-author of the study, said".
    fn after_quotation(&self, close: usize) -> Option<Range<usize>> {
        let quote = (0..close).rev().find(|i| self.is_quote(*i) || matches!(self.text(*i), ";" | ":" | "—" | "–"))?;
        let start = if self.text(quote + 1) == "," { quote + 2 } else { quote + 1 };
        let first = (start..close).find(|i| self.text(*i) == ",").unwrap_or(close);
        let named = self.is_quote(quote) && first < close && first - start <= 10 && self.names_somebody(start..first);
        (named && !self.holds_clause(start..close) && !self.is_adverb(start)).then_some(start..close)
    }

    /// A finite verb that no "who" or "which" explains.
    fn holds_clause(&self, range: Range<usize>) -> bool {
        let relative = |i: usize| {
            (range.start..i).any(|at| matches!(self.lower(at).as_str(), "who" | "which" | "whose" | "that" | "where"))
        };
        let without_subject = |i: usize| {
            self.tree(i)
                .is_some_and(|(tree, token)| tree.child_by(token, &["nsubj"]).is_none() && tree.is(token, "acl"))
        };
        range.clone().any(|i| self.is_finite(i) && !relative(i) && !without_subject(i))
    }

    /// The noun phrase that ends before `edge`.
    pub(super) fn noun_phrase(&self, edge: usize) -> Range<usize> {
        let mut start = edge;
        while start > 0 {
            let i = start - 1;
            let lower = self.lower(i);
            let mark = !self.is_word(i) && !matches!(lower.as_str(), "'s" | "’s" | "'" | "’" | "&" | "-" | "." | "/");
            if i > 0 && self.is_quote(i) && self.is_name(i) && self.upos(i - 1) == Some(Upos::Det) {
                start = i - 1;
                continue;
            }
            if self.is_quote(i) || mark {
                break;
            }
            if lower == "and" && self.pairs(i, edge) {
                start = i;
                continue;
            }
            if self.lexicon.quotes.openers.contains(&lower)
                && !(lower == "for" || lower == "that" && start == edge || lower == "once")
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
            .take_while(|i| self.is_word(*i) && !self.lexicon.quotes.openers.contains(&self.lower(*i)))
            .count();
        left > 0
            && left <= 4
            && (and == left || self.text(and - left - 1) == ",")
            && edge - and <= 5
            && !(and - left..and).any(|i| self.is_auxiliary(i))
    }

    /// Drops what stands before the noun phrase proper: "On Tuesday", "In a statement", "But".
    pub(super) fn without_adverbial(&self, start: usize, edge: usize) -> Range<usize> {
        let mut start = start;
        while start < edge
            && (self.is_adverb(start)
                || matches!(self.lower(start).as_str(), "but" | "and" | "so" | "yet" | "or" | "-" | "."))
        {
            start += 1;
        }
        let leads = matches!(
            self.lower(start).as_str(),
            "on" | "in"
                | "at"
                | "after"
                | "before"
                | "during"
                | "by"
                | "from"
                | "with"
                | "last"
                | "since"
                | "under"
                | "despite"
                | "asked"
                | "for"
        );
        if !leads || start >= edge {
            return start..edge;
        }
        let pronoun = (start + 1..edge)
            .rev()
            .find(|i| matches!(self.lower(*i).as_str(), "he" | "she" | "it" | "they" | "we" | "i"));
        let article = (start + 2..edge)
            .rev()
            .find(|i| matches!(self.lower(*i).as_str(), "the" | "a" | "an" | "its" | "his" | "her"));
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
        let begin = (0..edge).find(|i| {
            let opener = self.lexicon.quotes.openers.contains(&self.lower(*i));
            self.is_word(*i) && !opener && !self.is_adverb(*i)
        })?;
        let stop = (begin + 1..edge)
            .find(|i| {
                let lower = self.lower(*i);
                !self.is_word(*i) && !matches!(lower.as_str(), "'s" | "’s" | "&" | "-")
                    || self.is_auxiliary(*i)
                    || self.lexicon.quotes.openers.contains(&lower)
                    || self.lexicon.quotes.verb(&lower).is_some()
                    || self.is_adverb(*i)
                    || lower.ends_with("ed")
            })
            .unwrap_or(edge);
        let range = begin..stop;
        (self.names_somebody(range.clone())
            && !matches!(self.lower(begin).as_str(), "on" | "in" | "at" | "after" | "by"))
        .then_some(range)
    }

    /// "said X": X after the verb, with its apposition.
    pub(super) fn inverted(&self, after: usize) -> Option<Subject> {
        let begin = (after..self.end()).find(|i| !self.is_adverb(*i))?;
        let lower = self.lower(begin);
        let starts = self.items[begin].is_capitalised() && !self.is_quote(begin)
            || self.lexicon.actors.pronoun(&lower).is_some()
            || matches!(
                lower.as_str(),
                "the" | "a" | "an" | "one" | "another" | "two" | "three" | "some" | "many" | "several"
            )
            || self.lexicon.actors.role(&lower).is_some()
            || matches!(self.tag(begin), "PRP$" | "NNS");
        if !starts || lower == "that" {
            return None;
        }
        if matches!(lower.as_str(), "he" | "she" | "it" | "they" | "we" | "i") {
            return Some(Subject::After(begin..begin + 1));
        }
        let stop = self.source_end(begin);
        let quoted = begin > 1 && self.is_quote(begin - 2);
        let thing = quoted && matches!(lower.as_str(), "the" | "a" | "an");
        (thing || self.names_somebody(begin..stop)).then_some(Subject::After(begin..stop))
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
            let adverbial = matches!(
                lower.as_str(),
                "on" | "in"
                    | "after"
                    | "before"
                    | "during"
                    | "when"
                    | "as"
                    | "while"
                    | "last"
                    | "over"
                    | "adding"
                    | "yesterday"
                    | "today"
                    | "earlier"
                    | "speaking"
                    | "but"
                    | "because"
                    | "with"
                    | "to"
                    | "whose"
            );
            if matches!(lower.as_str(), ":" | ";" | "—" | "–" | "(") || adverbial && !self.belongs(begin, i) {
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
        let relative = (begin..i).any(|at| matches!(self.lower(at).as_str(), "who" | "which" | "whose"));
        self.text(i) == "whose" || relative || role && place && matches!(self.text(i), "in" | "to")
    }

    /// After this comma comes an apposition, a relative clause, or a list's rest.
    pub(super) fn apposes(&self, comma: usize) -> bool {
        let lower = self.lower(comma + 1);
        let adverbial = matches!(
            lower.as_str(),
            "adding"
                | "in"
                | "on"
                | "after"
                | "but"
                | "and"
                | "when"
                | "while"
                | "as"
                | "speaking"
                | "before"
                | "with"
                | "where"
                | "referring"
                | "citing"
        );
        self.is_word(comma + 1) && !adverbial && !lower.ends_with("ing")
    }
}
