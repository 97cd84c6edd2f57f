//! Quoted words that name a thing, or are a part of what somebody bids.

use super::{Frame, Report, Subject};
use crate::lexicon::few::Few;
use crate::lexicon::quotes::Form;
use crate::model::Uttered;
use crate::model::label::Upos;
use std::ops::Range;

impl Frame<'_> {
    /// "The paper uses the phrase “…”", "He used the word “…”".
    pub(super) fn worded(&self, at: usize) -> Option<Report> {
        if !self.grammar().wielding.contains(self.lower(at)) || !self.is_finite(at) {
            return None;
        }
        let quote = (at + 1..self.items.len().min(at + 6)).find(|i| self.is_quote(*i))?;
        let word = self.grammar().wordings.contains(self.lower(quote - 1)) && quote > at + 1;
        let subject = self.subject(at, at + 1, Few::from_iter([Form::Past]), &[]);
        let source = match subject.filter(|_| word)? {
            Subject::Before(range) | Subject::Shared(Some(range)) => range,
            _ => return None,
        };
        if self.grammar().nobody.contains(self.lower(source.start)) {
            return None;
        }
        let content = std::iter::once(quote..quote + 1).collect();
        Some(Report { cue: at..at + 1, source: Some(source), content, label: true, uttered: Uttered::Said })
    }

    /// "advised her to “look up”", "told the crowd to “go home”": the words in marks are a part of what is bidden.
    pub(super) fn bidden(&self, after: usize) -> Option<Range<usize>> {
        let quote = (after..self.items.len().min(after + 14)).find(|i| self.is_quote(*i))?;
        let bid = self.grammar().infinitive.contains(self.lower(quote - 1)) && quote > after + 1;
        let clear = !(after..quote).any(|i| self.is_finite(i) || !self.is_word(i));
        (bid && clear).then_some(quote..quote + 1)
    }

    /// Another verb of saying, which takes the words after it; "a proposed site" is none.
    fn is_other_act(&self, i: usize) -> bool {
        let acts = |forms: Few<Form>| !forms.contains(&Form::Base) && !forms.contains(&Form::Gerund);
        let modifies = self.tree(i).is_some_and(|(tree, token)| tree.is(token, "amod"));
        let noun = self.upos(i) == Some(Upos::Noun);
        !modifies && !noun && self.uses(i).is_some_and(|(_, forms, _)| acts(forms))
    }

    /// The quotations that the verb's words name a thing by: "complained of “delays”, “excuses” and “damp”".
    pub(super) fn labels(&self, after: usize) -> Vec<Range<usize>> {
        let Some(first) = self.labelled(after) else { return Vec::new() };
        let mut pieces: Vec<Range<usize>> = std::iter::once(first..first + 1).collect();
        while let Some(next) = pieces.last().and_then(|last| self.listed(last.end)) {
            pieces.push(next..next + 1);
        }
        pieces
    }

    /// The next quotation of a list.
    fn listed(&self, from: usize) -> Option<usize> {
        let between = |i: &usize| self.text(*i) == "," || self.grammar().and_words.contains(self.lower(*i));
        let next = from + (from..self.items.len()).take_while(between).count();
        let shares = self.is_quote(next) && !self.is_name(next) && self.uses(next + 1).is_none();
        (next - from <= 2 && shares).then_some(next)
    }

    /// The first of them.
    fn labelled(&self, after: usize) -> Option<usize> {
        let quote = (after..self.items.len()).find(|i| self.is_quote(*i))?;
        let likened = self.grammar().as_words.contains(self.lower(quote - 1));
        let clear = quote - after <= 14
            && !(after..quote).any(|i| {
                matches!(self.text(i), ";" | ":")
                    || self.lexicon.quotes.nouns.contains(self.lower(i)) && self.is_that(i + 1) && !likened
                    || self.is_other_act(i)
            });
        (clear && !self.is_name(quote)).then_some(quote)
    }
}
