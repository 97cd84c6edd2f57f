//! Words that were not said: "never said", "nobody said", "denied saying".

use super::{Frame, Report};
use crate::lexicon::quotes::Use;
use crate::model::Uttered;
use std::ops::Range;

impl Frame<'_> {
    pub(super) fn mark_unsaid(&self, all: &mut [Report]) {
        for n in 0..all.len() {
            let denied = all.iter().any(|other| self.denies(other, &all[n]));
            if denied || self.is_unsaid(&all[n]) {
                let withheld = |head| self.grammar().withheld.contains(self.lower(head));
                let told =
                    self.head(&all[n]).is_some_and(withheld) && !all[n].content.iter().any(|at| self.is_marked(at));
                all[n].uttered = if told && !denied { Uttered::Withheld } else { Uttered::Open };
                let cue = all[n].cue.end;
                for piece in all[n].content.iter_mut().filter(|piece| piece.start >= cue) {
                    piece.end = self.turn_within(piece.clone()).unwrap_or(piece.end);
                }
            }
        }
    }

    /// "would not say who did it[, but] he called it late": where something else begins that is told after all.
    fn turn_within(&self, range: Range<usize>) -> Option<usize> {
        (range.start + 1..range.end).find(|i| self.text(*i) == "," && self.is_adversative(i + 1))
    }

    /// The verb of the cue.
    fn head(&self, report: &Report) -> Option<usize> {
        report.cue.clone().rev().find(|i| self.uses(*i).is_some())
    }

    /// Only words in marks.
    fn is_marked(&self, piece: &Range<usize>) -> bool {
        piece.len() == 1 && self.is_quote(piece.start)
    }

    fn is_unsaid(&self, report: &Report) -> bool {
        let Some(head) = self.head(report).filter(|head| self.speaks(*head)) else { return false };
        let edge = self.group_start(head);
        let previous = edge.checked_sub(1).map_or("", |at| self.lower(at));
        let relative = self.grammar().relatives.contains(previous) || self.is_that(edge.saturating_sub(1));
        let nobody = || report.source.as_ref().is_some_and(|source| self.is_nobody(source)) && !relative;
        let late = self.grammar().limits.contains(self.lower(report.cue.end));
        !late && (self.is_negated(edge..head) || self.is_negated_in_front(report, head) || nobody())
            || self.is_left_undone(edge)
            || self.denies_saying(head)
    }

    /// A verb of uttering that does not itself deny.
    fn speaks(&self, at: usize) -> bool {
        let denial = self.grammar().denials.contains(self.lower(at));
        self.uses(at).is_some_and(|(uses, ..)| uses.contains(&Use::Direct)) && (!denial || self.denies_saying(at))
    }

    /// Where the auxiliaries and adverbs before a verb begin.
    pub(super) fn group_start(&self, head: usize) -> usize {
        let mut edge = head;
        while edge > 0 {
            edge = match self.habit(edge - 1) {
                Some(habit) => habit,
                None if self.is_auxiliary(edge - 1) || self.is_adverb(edge - 1) => edge - 1,
                None => break,
            };
        }
        edge
    }

    /// "did not", "has never"; "not only", "didn't just" deny nothing.
    fn is_negated(&self, mut range: Range<usize>) -> bool {
        range.any(|i| self.is_negation(i) && !self.grammar().limits.contains(self.lower(i + 1)))
    }

    /// "Never did Lund say", "At no point did Lund say", "Why didn't Lund say": the negation stands before the subject.
    fn is_negated_in_front(&self, report: &Report, head: usize) -> bool {
        let subject = report.source.as_ref().filter(|source| source.end <= head).map(|source| source.start);
        let Some(auxiliary) = subject.and_then(|at| at.checked_sub(1)).filter(|at| self.is_auxiliary(*at)) else {
            return false;
        };
        let near = (auxiliary.saturating_sub(4)..auxiliary).rev().take_while(|i| self.is_word(*i));
        let nobody = |i: usize| self.grammar().nobodies.contains(self.lower(i)) && !self.is_negation(i);
        self.is_negated(auxiliary..auxiliary + 1) || { near }.any(|i| self.is_negated(i..i + 1) || nobody(i))
    }

    /// "No one at the firm", "neither of them", not "No 10" or "nobody but Lund".
    fn is_nobody(&self, source: &Range<usize>) -> bool {
        let numbered = self.text(source.start + 1).starts_with(|c: char| c.is_ascii_digit() || c == '.');
        let mut rest = source.start + 1..source.end;
        let all_but = rest.any(|i| self.grammar().excepting.contains(self.lower(i)));
        self.grammar().nobodies.contains(self.lower(source.start)) && !numbered && !all_but
    }

    /// "[denied] saying", "[without] saying", "[short of] saying".
    fn is_left_undone(&self, edge: usize) -> bool {
        let Some(before) = edge.checked_sub(1) else { return false };
        let pair = format!("{} {}", self.lower(before.wrapping_sub(1)), self.lower(before));
        let undone = &self.grammar().undoing;
        (undone.contains(self.lower(before)) || undone.contains(&pair))
            && !self.is_negated(self.group_start(before)..before)
    }

    /// "“…,” Lund denied saying": the words are those that he denies, not those by which he does.
    fn denies_saying(&self, verb: usize) -> bool {
        let said = (verb + 1..self.items.len()).find(|i| !self.is_adverb(*i) && !self.is_auxiliary(*i));
        let gerund = |said: usize| (verb + 1..=said).any(|i| self.tag(i) == "VBG" || self.lower(i).ends_with("ing"));
        let speaks = |said: usize| self.uses(said).is_some_and(|(uses, ..)| uses.contains(&Use::Direct));
        self.grammar().denials.contains(self.lower(verb)) && said.is_some_and(|said| speaks(said) && gerund(said))
    }

    /// "denied that he had said “…”": what is denied is that it was said.
    fn denies(&self, denial: &Report, report: &Report) -> bool {
        let Some(head) = self.head(denial).filter(|head| self.grammar().denials.contains(self.lower(*head))) else {
            return false;
        };
        let cue = report.cue.start;
        let explains = |begin: usize| (begin..cue).any(|i| self.grammar().relatives.contains(self.lower(i)));
        let within = denial.content.iter().any(|piece| piece.contains(&cue) && !explains(piece.start));
        within && head < cue && self.speaks_at(report) && !self.is_negated(self.group_start(head)..head)
    }

    fn speaks_at(&self, report: &Report) -> bool {
        self.head(report).is_some_and(|head| self.speaks(head))
    }
}
