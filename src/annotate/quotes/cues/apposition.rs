//! The front and the end of a speaker's noun phrase: appositions, relative clauses, asides.

use super::Frame;
use crate::model::Span;
use crate::model::label::Upos;
use std::ops::Range;

impl Frame<'_> {
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
                    .find(|i| self.grammar().relatives.contains(self.lower(i + 1)));
                let ends = |who: usize| (who + 1..=comma).find(|i| self.text(*i) == ",").unwrap_or(comma);
                let whole =
                    |who: &usize| !(*who..comma).any(|i| self.is_said(i)) && !self.holds_clause(ends(*who) + 1..close);
                who.filter(whole).unwrap_or(comma)
            }
        };
        let relative = self.is_relative(open + 1);
        if !relative && self.holds_clause(open + 1..close) {
            return None;
        }
        let range = self.with_name_before(self.noun_phrase(open));
        let stop = if self.text(close) == ")" { close + 1 } else { close };
        let told = relative || matches!(self.tag(open + 1), "VBN" | "VBD");
        let noun = || {
            let person = self.grammar().people_relatives.contains(self.lower(open + 1)) && range.len() > 1;
            self.lexicon.quotes.determiners.contains(self.lower(range.start)) && (person || self.is_noun(range.end - 1))
        };
        let somebody = !range.is_empty() && (self.names_somebody(range.clone()) || told && noun());
        somebody.then_some(range.start..stop)
    }

    /// "[Ida Brandt], a fellow at the institute": the name that a description between commas explains.
    pub(super) fn with_name_before(&self, range: Range<usize>) -> Range<usize> {
        let comma = range.start.checked_sub(1).filter(|comma| self.text(*comma) == ",");
        // "Ida Brandt, head of research at Acme,"
        let office = || {
            let link = range.clone().take(4).find(|i| self.grammar().office_links.contains(self.lower(*i)));
            link.filter(|link| *link > range.start)
                .is_some_and(|link| self.lexicon.actors.role(self.lower(link - 1)).is_some())
        };
        let described = self.lexicon.quotes.determiners.contains(self.lower(range.start)) || office();
        let Some(comma) = comma.filter(|_| described) else {
            return range;
        };
        // "Craig Dow, 39, a plasterer, who": the age stands between.
        let number = |at: usize| self.text(at).len() < 4 && self.text(at).chars().all(|c| c.is_ascii_digit());
        let age = comma > 1 && number(comma - 1) && self.text(comma - 2) == ",";
        let name = self.noun_phrase(if age { comma - 2 } else { comma });
        let part = |i: usize| self.items[i].is_capitalised() || self.lexicon.actors.joins.contains(self.text(i));
        let short = (1..=5).contains(&name.len()) && name.clone().all(part);
        let opens = || {
            let begin = name.start.saturating_sub(2);
            name.start == 0 || self.is_quote(name.start - 1) || (begin..name.start).any(|i| self.uses(i).is_some())
        };
        if short && self.names_somebody(name.clone()) && (age || opens()) { name.start..range.end } else { range }
    }

    /// "who", "which", "where": a clause that explains a noun begins.
    fn is_relative(&self, at: usize) -> bool {
        let (lower, grammar) = (self.lower(at), self.grammar());
        grammar.relatives.contains(lower) || grammar.place_relatives.contains(lower)
    }

    pub(super) fn holds_relative(&self, range: Range<usize>) -> bool {
        range.into_iter().any(|i| self.is_relative(i) || self.is_that(i))
    }

    fn is_noun(&self, at: usize) -> bool {
        matches!(self.upos(at), Some(Upos::Noun))
    }

    /// "The head of the council where they were found, [Musa Tahir,] said": the name between two commas, with the subject that the
    /// tree gives the verb where that reaches up to the name.
    pub(super) fn apposed_name(&self, edge: usize, verb: usize) -> Option<Range<usize>> {
        let close = edge - 1;
        let comma = self.comma_before(close).filter(|comma| *comma + 1 < close && self.text(*comma) == ",")?;
        let name = comma + 1..close;
        let named = name.len() <= 6 && self.items[name.start].is_capitalised() && self.names_somebody(name.clone());
        let joins = |i: usize| self.items[i].is_capitalised() || self.lexicon.actors.joins.contains(self.text(i));
        (named && name.clone().all(joins)).then(|| {
            let whole = self.by_tree(verb).filter(|range| range.end + 1 >= name.start && range.start < name.start);
            whole.map_or(name.start, |range| range.start)..name.end
        })
    }

    /// The comma or quotation before `close`, brackets passed over.
    pub(super) fn comma_before(&self, close: usize) -> Option<usize> {
        let mut depth = 0;
        for i in (0..close).rev() {
            match self.text(i) {
                ")" => depth += 1,
                "(" if depth > 0 => depth -= 1,
                "," if depth == 0 => return Some(i),
                _ if depth == 0 && self.is_said(i) => return Some(i),
                _ => {}
            }
        }
        None
    }

    /// All that stands between a quotation and the comma before the verb, when it is one speaker with appositions:
    /// "“…,” Dora Welk, a fellow at the institute in Ghent, Belgium, and co-author of the study, said".
    pub(super) fn after_quotation(&self, close: usize) -> Option<Range<usize>> {
        let quote = (0..close).rev().find(|i| self.is_said(*i) || matches!(self.text(*i), ";" | ":" | "—" | "–"))?;
        let start = if self.text(quote + 1) == "," { quote + 2 } else { quote + 1 };
        let first = (start..close).find(|i| self.text(*i) == ",").unwrap_or(close);
        let joins = self.grammar().coordinators.contains(self.lower(start));
        let named =
            self.is_quote(quote) && !joins && first < close && first - start <= 10 && self.names_somebody(start..first);
        (named && !self.holds_clause(start..close) && !self.is_adverb(start)).then_some(start..close)
    }

    /// A finite verb that no "who" or "which" explains.
    pub(super) fn holds_clause(&self, range: Range<usize>) -> bool {
        let relative = |i: usize| self.holds_relative(range.start..i);
        let without_subject = |i: usize| {
            self.tree(i)
                .is_some_and(|(tree, token)| tree.child_by(token, &["nsubj"]).is_none() && tree.is(token, "acl"))
        };
        range.clone().any(|i| self.is_finite(i) && !relative(i) && !without_subject(i))
    }

    /// The noun phrase before "who".
    pub(super) fn antecedent(&self, who: usize) -> Option<Range<usize>> {
        let parted = who > 0 && matches!(self.text(who - 1), "," | "(" | "—" | "–" | "-");
        let edge = if parted { who - 1 } else { who };
        let mut range = self.noun_phrase(edge);
        if range.len() > 1 && self.is_preposition(range.start) {
            range.start += 1;
        }
        // "backed by [the clerks], who said"
        if range.is_empty() {
            let near = (edge.saturating_sub(8)..edge).rev().take_while(|i| self.is_word(*i) && !self.is_predicate(*i));
            range = { near }.find(|i| self.is_preposition(*i))? + 1..edge;
        }
        if range.is_empty() {
            return None;
        }
        if let Some(people) = self.people_before(who, range.start) {
            return Some(people..range.end);
        }
        // "Dr Ines Holt of the Tern Institute, who said": a person says it, whose institute comes between.
        let article = range.start > 0 && self.grammar().articles.contains(self.lower(range.start - 1));
        let link = range
            .start
            .checked_sub(1 + usize::from(article))
            .filter(|at| self.grammar().of_words.contains(self.text(*at)));
        let bearer = link.filter(|at| *at > 0 && self.items[at - 1].is_capitalised()).map(|at| self.noun_phrase(at));
        let begin = bearer
            .filter(|bearer| !bearer.is_empty() && self.grammar().people_relatives.contains(self.lower(who)))
            .map(|bearer| bearer.start);
        Some(self.with_name_before(begin.unwrap_or(range.start)..range.end))
    }

    /// "[Two people] familiar with the matter, who said": where those begin whom "who" explains across a phrase that describes them.
    fn people_before(&self, who: usize, start: usize) -> Option<usize> {
        let (tree, token) = self.tree(who).filter(|_| self.grammar().people_relatives.contains(self.lower(who)))?;
        let noun = tree.antecedent(token).filter(|noun| tree.tokens[*noun].upos == Upos::Noun)?;
        let told = tree.children_by(noun, &["det", "nummod", "amod", "compound", "nmod:poss"]);
        let first = told.into_iter().filter(|i| *i < noun).min().unwrap_or(noun);
        let item =
            |token: usize| (0..start).rev().find(|i| self.items[*i].span().start == tree.tokens[token].span.start);
        let (first, last) = (item(first)?, item(noun)?);
        (!(last + 1..start).any(|i| self.is_finite(i) || !self.is_word(i))).then_some(first)
    }

    pub(super) fn fronted(&self, range: Range<usize>, verb: usize) -> Range<usize> {
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
            Some(front) if head < first && start <= head && clear(front) => {
                let joins = self.grammar().coordinators.contains(self.lower(front));
                front + usize::from(joins)..range.end
            }
            _ => range,
        }
    }

    /// "[The firm that owns] the mill": a noun phrase that ends a relative clause stands for what the clause hangs on.
    pub(super) fn relative_front(&self, range: Range<usize>) -> Range<usize> {
        let relative = (range.start.saturating_sub(8)..range.start)
            .rev()
            .take_while(|i| self.is_word(*i))
            .find(|i| self.grammar().relatives.contains(self.lower(*i)) || self.is_that(*i));
        let Some(who) = relative.filter(|who| *who > 0) else { return range };
        let noun = matches!(self.upos(who - 1), Some(Upos::Noun | Upos::Propn));
        let acts = (who + 1..range.start).any(|i| self.is_predicate(i));
        let antecedent = self.noun_phrase(who);
        // "A youth who gave his name as Sunday": whoever "who" explains is somebody.
        let somebody = || {
            let new = self.lexicon.quotes.determiners.contains(self.lower(antecedent.start));
            new && self.grammar().people_relatives.contains(self.lower(who)) || self.names_somebody(antecedent.clone())
        };
        if noun && acts && !antecedent.is_empty() && somebody() { antecedent.start..range.end } else { range }
    }

    /// Drops ", however" and ", for its part" between a subject and its verb.
    pub(super) fn without_aside(&self, range: Range<usize>) -> Range<usize> {
        let Some(comma) = range.clone().rev().find(|i| self.text(*i) == ",") else { return range };
        let adverb = range.end - comma == 2 && self.is_adverb(comma + 1);
        let aside = self.grammar().asides.contains(self.lower(comma + 1));
        if comma > range.start && (adverb || aside) { range.start..comma } else { range }
    }
}
