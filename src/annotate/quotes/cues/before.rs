//! Words that bring somebody's words only where a colon or a comma and a quotation follow.

use super::{Frame, Report, Subject};
use crate::lexicon::few::Few;
use crate::lexicon::quotes::Form;
use crate::model::Uttered;

impl Frame<'_> {
    /// "He goes, “…”", "she was like, “…”": a word that brings somebody's words only right before them.
    pub(super) fn before_words(&self, at: usize) -> Option<Report> {
        if !self.lexicon.quotes.before_words.contains(self.lower(at)) || !matches!(self.text(at + 1), "," | ":") {
            return None;
        }
        let mut edge = at;
        while edge > 0 && (self.is_auxiliary(edge - 1) || self.is_adverb(edge - 1)) {
            edge -= 1;
        }
        let subject = edge.checked_sub(1)?;
        let joined = edge == at && self.is_contraction(subject);
        let pronoun = self.grammar().nominatives.contains(self.lower(subject)) || joined;
        // "My little girl goes, “…”"
        let noun = self.noun_phrase(edge);
        let somebody = !pronoun && !noun.is_empty() && self.names_somebody(noun.clone());
        let finite = self.is_finite(at) || edge < at || joined || self.uses(at).is_none();
        ((pronoun || somebody) && finite && self.is_quote(at + 2)).then(|| Report {
            cue: at..at + 1,
            source: Some(if pronoun { subject..edge } else { noun }),
            content: std::iter::once(at + 2..at + 3).collect(),
            label: false,
            uttered: Uttered::Said,
        })
    }

    /// "its office sent me this: “…”".
    pub(super) fn before_colon(&self, at: usize) -> Option<Report> {
        let after = at + 1;
        if !self.lexicon.quotes.before_colon.contains(self.lower(at)) {
            return None;
        }
        let near = after..self.items.len().min(after + 16);
        // "The letter opens, “…”": a paper's words need no colon.
        let parts =
            |i: &usize| self.text(*i) == ":" || *i == after && self.text(after) == "," && self.is_quote(after + 1);
        let colon = near.clone().find(parts)?;
        let quote = near.clone().find(|i| self.is_quote(*i));
        let clear = quote.is_none_or(|quote| quote == colon + 1) && !(after..colon).any(|i| self.is_finite(i));
        if !clear || !self.is_finite(at) || quote.is_none() && colon + 1 < self.items.len() {
            return None;
        }
        let source = match self.subject(at, after, Few::from_iter([Form::Past]), &[])? {
            Subject::Before(range) | Subject::Shared(Some(range)) => range,
            _ => return None,
        };
        let paper = || source.clone().any(|i| self.lexicon.quotes.papers.contains(self.lower(i)));
        let known = self.names_somebody(source.clone()) && (self.text(colon) == ":" || paper());
        let content = quote.map(|quote| self.quoted(quote)).into_iter().collect();
        known.then_some(Report { cue: at..after, source: Some(source), content, label: false, uttered: Uttered::Said })
    }
}
