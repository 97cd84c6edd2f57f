//! Where what is said ends: at the next act of saying, at the end of the clause that holds the cue.

use super::{Frame, Report};
use crate::lexicon::quotes::Use;
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
                let cut = match (cut, own) {
                    (Some(cut), Some(own)) => Some(cut.min(own)),
                    (cut, own) => cut.or(own),
                };
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
    fn is_adversative(&self, at: usize) -> bool {
        self.lexicon.quotes.adversatives.contains(self.lower(at))
    }

    /// A comma or a conjunction before a verb parts two acts; without one the second lies inside the first.
    pub(super) fn breaks(&self, cut: usize) -> bool {
        cut > 0 && (self.text(cut - 1) == "," || self.text(cut) == "," || self.is_adversative(cut))
    }

    pub(super) fn piece(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let mut start = start;
        let mut end = end.min(self.items.len());
        while start < end && matches!(self.text(start), "," | ":" | "—" | "–" | "-" | "." | "...") {
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
