//! Where what is said ends: at the next act of saying, at the end of the clause that holds the cue.

use super::{Frame, Report};
use crate::lexicon::quotes::Use;
use crate::model::label::Upos;
use std::ops::Range;

impl Frame<'_> {
    /// Cuts contents that run into the next act of saying: ", but denied …", ", she said", ", according to …".
    pub(super) fn trim_to_neighbours(&self, all: &mut [Report]) {
        let heads: Vec<usize> = all
            .iter()
            .map(|report| {
                report
                    .source
                    .as_ref()
                    .map_or(report.cue.start, |source| source.start.min(report.cue.start))
                    .min(report.cue.start)
            })
            .collect();
        for n in 0..all.len() {
            let cue = all[n].cue.clone();
            for piece in 0..all[n].content.len() {
                let range = all[n].content[piece].clone();
                if range.start < cue.start {
                    continue;
                }
                let tells = |m: &usize| !all[*m].content.is_empty() || self.takes_clause(all[*m].cue.start);
                let cut = (n + 1..heads.len())
                    .filter(tells)
                    .map(|m| self.cut_at(heads[m], all[m].cue.start))
                    .find(|cut| range.contains(cut) && self.breaks(*cut));
                let cut = cut.or_else(|| self.other_clause(cue.end - 1, range.clone()));
                let own = self.own_end(cue.end - 1, range.clone());
                let main = self.main_resumes(&all[n], range.clone());
                let cut = [cut, own, main].into_iter().flatten().min();
                if let Some(trimmed) = cut.and_then(|cut| self.piece(range.start, cut)) {
                    let stands = trimmed.clone().any(|i| self.is_quote(i) || self.is_finite(i));
                    all[n].content[piece] = if stands { trimmed } else { range.start..range.start };
                }
            }
        }
    }

    /// "lashed herself to the mast and [began] to pray" tells nothing else, "and [denied] the charge" and ", [laughing]" do.
    fn takes_clause(&self, cue: usize) -> bool {
        let gerund = self.tag(cue) == "VBG";
        gerund || self.uses(cue).is_none_or(|(uses, ..)| uses.contains(&Use::Clause) || uses.contains(&Use::Label))
    }

    /// Where the clause of a cue ends that itself hangs in a larger sentence: "Once he said it was late, [they left]".
    pub(super) fn own_end(&self, cue: usize, range: Range<usize>) -> Option<usize> {
        let (tree, token) = self.tree(cue)?;
        if !(tree.is(token, "advcl") || tree.is(token, "acl")) || tree.tokens[token].tag == "VBG" {
            return None;
        }
        let head = tree.head(token)?;
        let end = tree.subtree(token).last().map(|last| tree.tokens[*last].span.end)?;
        let cut = range.clone().find(|i| self.items[*i].span().start >= end && self.is_word(*i))?;
        let main = tree.tokens[head].span.start >= end;
        (cut > range.start && self.text(cut - 1) == "," && main).then_some(cut - 1)
    }

    /// "Lund, who said it was late[, left]", "the clerk who said it was late [has left]": where the clause around a relative one goes on.
    fn main_resumes(&self, report: &Report, range: Range<usize>) -> Option<usize> {
        let source = report.source.as_ref().filter(|source| source.end <= report.cue.start)?;
        let relative = |at: &usize| self.grammar().relatives.contains(self.lower(*at)) || self.is_that(*at);
        let who = [self.group_start(report.cue.start), source.start].map(|at| at.checked_sub(1).filter(relative));
        let who = who.into_iter().flatten().next().filter(|who| *who > 0)?;
        let closing = match self.text(who - 1) {
            "(" => Some(")"),
            mark @ ("—" | "–" | "-") => Some(mark),
            _ => None,
        };
        if closing.is_some() {
            return range.into_iter().find(|i| Some(self.text(*i)) == closing);
        }
        let antecedent = if who < source.start { self.antecedent(who)?.start } else { source.start };
        let start = self.clause_start(who);
        let whole = self.holds_clause(start..antecedent);
        let led = !whole && matches!(self.upos(start), Some(Upos::Adp | Upos::Verb | Upos::Sconj));
        let by_tree = || {
            let own = |i: &usize| {
                let subject = self.tree(*i).and_then(|(tree, token)| {
                    let verb = if tree.is(token, "aux") || tree.is(token, "cop") { tree.head(token)? } else { token };
                    Some(tree.tokens[tree.child_by(verb, &["nsubj"])?].span.start)
                });
                let stretch = antecedent..who;
                subject.is_some_and(|start| stretch.clone().any(|at| self.items[at].span().start == start))
            };
            range.clone().skip(1).find(|i| self.is_finite(*i) && own(i)).map(|verb| self.group_start(verb))
        };
        if whole { None } else { self.after_comma(range.clone(), led).or_else(by_tree) }
    }

    /// The comma after a whole clause, before a verb without a subject of its own.
    /// In a sentence that somebody else opens (`led`: "Speaking to Lund, who said it was late, Kern left") with its subject.
    fn after_comma(&self, range: Range<usize>, led: bool) -> Option<usize> {
        let (mut told, mut explains) = (false, false);
        for i in range.clone() {
            let within = self.items[i].quote().is_some_and(|(_, mark)| mark.inner.of(self.document).ends_with(','));
            if self.text(i) == "," || within {
                let next = (i + 1..range.end).find(|at| !self.is_adverb(*at));
                let acts = next.is_some_and(|next| {
                    (self.is_finite(next) || self.tag(next) == "VBN") && !self.is_contraction(next)
                        || led && !self.is_that(next) && self.is_clause(next, range.end)
                });
                if acts && (told || within) && !explains {
                    return Some(if within { i + 1 } else { i });
                }
                explains = !acts && self.grammar().relatives.contains(self.lower(i + 1));
            }
            told |= !explains && (self.is_finite(i) || self.is_quote(i));
        }
        None
    }

    /// Where a clause begins that the tree joins to the cue itself and not to what is said: ", but the other left".
    pub(super) fn other_clause(&self, cue: usize, range: Range<usize>) -> Option<usize> {
        let (tree, token) = self.tree(cue)?;
        let joined = range.clone().find_map(|i| {
            let (own, here) = self.tree(i)?;
            let adverse = own.is(here, "advcl")
                && own
                    .child_by(here, &["mark"])
                    .is_some_and(|mark| self.lexicon.quotes.adversatives.contains(own.tokens[mark].lemma.as_str()));
            let conjunct =
                std::ptr::eq(own, tree) && (own.is(here, "conj") || adverse) && own.head(here) == Some(token);
            (conjunct && own.child_by(here, &["nsubj"]).is_some())
                .then(|| own.subtree(here).first().map(|first| own.tokens[*first].span.start))
                .flatten()
        })?;
        let cut = range.clone().find(|i| self.items[*i].span().start >= joined)?;
        let comma = cut > range.start && self.text(cut - 1) == ",";
        (comma && self.is_adversative(cut)).then_some(cut - 1)
    }

    /// Where the other act begins, with its conjunction.
    pub(super) fn cut_at(&self, head: usize, cue: usize) -> usize {
        let mut cut = if head > cue { cue } else { head };
        if self.text(cue.saturating_sub(1)) == "," || self.is_adversative(cue.saturating_sub(1)) {
            cut = cue;
        }
        while cut > 0 && self.is_adversative(cut - 1) {
            cut -= 1;
        }
        cut
    }

    /// "but", "although": what follows is no part of what was said before.
    pub(super) fn is_adversative(&self, at: usize) -> bool {
        self.lexicon.quotes.adversatives.contains(self.lower(at))
    }

    /// A comma or a conjunction before a verb parts two acts; without one the second lies inside the first.
    pub(super) fn breaks(&self, cut: usize) -> bool {
        cut > 0 && (self.text(cut - 1) == "," || self.text(cut) == "," || self.is_adversative(cut))
    }

    pub(super) fn piece(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let mut start = start;
        let mut end = end.min(self.items.len());
        while start < end && matches!(self.text(start), "," | ":" | ";" | "—" | "–" | "-" | "." | "...") {
            start += 1;
        }
        while start < end
            && !self.is_word(end - 1)
            && !self.is_quote(end - 1)
            && !matches!(self.text(end - 1), ")" | "%" | "'" | "’" | "'s" | "’s")
        {
            end -= 1;
        }
        (start < end).then_some(start..end)
    }
}
