//! What is said: the quotation or clause before and after a verb of saying, cut where the next act of saying begins.

use super::Frame;
use crate::lexicon::few::Few;
use crate::lexicon::quotes::Use;
use crate::model::label::Upos;
use std::ops::Range;

impl Frame<'_> {
    /// "It was late, she said on Monday, and it was dark": the clause after the second comma.
    pub(super) fn resumed(&self, from: usize) -> Option<Range<usize>> {
        let end = self.end();
        let comma = (from..end.min(from + 7)).find(|i| !self.is_word(*i)).filter(|i| self.text(*i) == ",")?;
        let joined = self.upos(comma + 1) == Some(Upos::Cconj);
        (joined && self.is_clause(comma + 2, end)).then(|| self.piece(comma + 2, end)).flatten()
    }

    /// "“As you see,” he said, although we did not, “[the flow improves]”": the rest of a sentence that was quoted before.
    pub(super) fn quote_resumed(&self, left: &Range<usize>, from: usize) -> Option<Range<usize>> {
        let quoted = left.len() == 1 && self.is_quote(left.start);
        let next = (from..self.items.len()).find(|i| self.is_quote(*i)).filter(|_| quoted)?;
        let (_, mark) = self.items[next].quote()?;
        let goes_on = mark.inner.of(self.document).starts_with(char::is_lowercase) && !self.is_name(next);
        let aside = self.text(from) == "," && next > from + 1 && self.text(next - 1) == ",";
        let other = (from..next).any(|i| self.uses(i).is_some() && self.is_verb(i));
        (goes_on && aside && !other).then_some(next..next + 1)
    }

    /// "The road, officials said, is closed", "Still, he adds, the roofs matter": one clause on both sides of its cue, or after it
    /// where only an adverb comes before.
    pub(super) fn parted(&self, from: usize, to: usize, uses: Few<Use>) -> Option<Vec<Range<usize>>> {
        let end = self.end();
        let commas = from > 1 && self.text(from - 1) == "," && to < end && self.text(to) == ",";
        if !commas || !(uses.contains(&Use::Bare) || uses.contains(&Use::Clause)) || (0..from).any(|i| self.is_quote(i))
        {
            return None;
        }
        let start = self.clause_start(from - 1);
        let adverbs = (start..from - 1).all(|i| self.is_adverb(i) || self.upos(i) == Some(Upos::Adv));
        let right = self.piece(to + 1, end)?;
        if adverbs {
            return Some(vec![right]);
        }
        let left = self.piece(start, from - 1)?;
        let finite = |i: usize| self.is_finite(i) && self.is_predicate(i);
        let begin = right.clone().find(|i| !self.is_adverb(*i))?;
        let led = matches!(self.upos(left.start), Some(Upos::Adp | Upos::Sconj)) && self.is_clause(right.start, end);
        let subject = finite(begin)
            && matches!(self.upos(left.end - 1), Some(Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adv));
        let whole = subject && !self.holds_clause(left.clone());
        let hanging = finite(left.end - 1) && self.upos(left.end - 1) == Some(Upos::Aux) && left.len() > 1;
        let joins =
            self.upos(right.start) == Some(Upos::Cconj) || !whole && self.uses(begin).is_some() && finite(begin);
        (!joins && (led || whole || hanging)).then(|| vec![left, right])
    }

    /// "a mould which, they say, has spread", "who police say was asleep": what the verb's clause says of the word before "which".
    pub(super) fn relative_gap(&self, source: usize, after: usize, uses: Few<Use>) -> Option<Range<usize>> {
        let before = source.checked_sub(1)?;
        let relative = self.grammar().relatives.contains(self.lower(before)) || self.is_that(before);
        // "what he said was a sprain", "a move it says would save money"
        let noun = matches!(self.upos(before), Some(Upos::Noun | Upos::Propn)) && self.begins_clause(source);
        let opens = relative || noun || self.lexicon.quotes.gist.contains(self.lower(before));
        let finite = self.is_finite(after) || self.is_auxiliary(after);
        if !(opens && finite && uses.contains(&Use::Bare)) {
            return None;
        }
        let parted = |i: &usize| matches!(self.text(*i), "," | ":") || self.is_quote(*i) && *i == after;
        let stop = (after..self.end()).find(parted).unwrap_or(self.end());
        self.piece(after, stop)
    }

    /// Both a piece before and one after belong to a cue between commas or quotations.
    pub(super) fn is_interposed(&self, left_edge: usize, right: &Option<Range<usize>>) -> bool {
        let parted = left_edge > 0 && (self.is_quote(left_edge - 1) || self.text(left_edge - 1) == ",");
        let quoted = left_edge > 0 && self.is_quote(left_edge - 1) || left_edge > 1 && self.is_quote(left_edge - 2);
        let resumed =
            right.as_ref().filter(|right| right.start > 0).is_some_and(|right| match self.lower(right.start - 1) {
                ":" => quoted,
                "," | "." | "—" | "–" | ";" => true,
                word => self.grammar().that.contains(word) || self.grammar().coordinators.contains(word),
            });
        parted && resumed
    }

    /// What a verb takes after it: a quotation, a clause with "that", a bare clause.
    pub(super) fn complement(&self, after: usize, uses: Few<Use>) -> Option<Range<usize>> {
        let end = self.end();
        let takes_clause = uses.contains(&Use::Clause);
        let mut i = after;
        while i < end && self.is_adverb(i) {
            i += 1;
        }
        if self.tag(i) == "TO" {
            return None;
        }
        if let Some(asked) = self.asked(after - 1, i, uses).filter(|_| takes_clause) {
            return self.piece(asked, end);
        }
        if self.is_quote(i) || matches!(self.text(i), "," | ":" | ";" | "—" | "–") && self.is_quote(i + 1) {
            let begin = if self.is_quote(i) { i } else { i + 1 };
            if begin == i && self.is_name(begin) && self.is_word(begin + 1) {
                return None;
            }
            return (uses.contains(&Use::Direct) || uses.contains(&Use::Clause)).then(|| self.quoted(begin));
        }
        let that = self.that(i).or_else(|| self.that_after_hearer(i).filter(|_| uses.contains(&Use::Hearer)));
        if let Some(that) = that.filter(|_| takes_clause) {
            let holds = |i: usize| self.is_quote(i) || self.is_predicate(i) || self.is_finite(i);
            return self.piece(that + 1, end).filter(|piece| piece.clone().any(holds));
        }
        let direct = uses.contains(&Use::Direct);
        let aside = |quote: &usize| {
            self.text(quote - 1) == ":" && self.tree(after - 1).is_some_and(|(tree, token)| tree.is(token, "advcl"))
        };
        let later = self.later_quote(i, uses.contains(&Use::Hearer));
        if let Some(quote) = later.filter(|quote| direct && !aside(quote)) {
            return Some(self.quoted(quote));
        }
        let colon = (i..end.min(i + 7))
            .find(|i| self.text(*i) == ":")
            .filter(|colon| takes_clause && !(i..*colon).any(|at| self.is_finite(at)));
        if let Some(colon) = colon.filter(|colon| self.is_clause(colon + 1, end)) {
            return self.piece(colon + 1, end);
        }
        if !uses.contains(&Use::Bare) {
            return None;
        }
        let begin = match uses.contains(&Use::Hearer) {
            true => self.after_hearer(i).or_else(|| self.clause_after_hearer(after - 1, i))?,
            false => i,
        };
        let begin = if self.text(begin) == ":" && takes_clause { begin + 1 } else { begin };
        let begin = self.clause_begin(after, begin);
        // "told reporters after the firm posted a loss": when it was said, not what.
        let quotes = &self.lexicon.quotes;
        let opener = self.lower(begin + usize::from(self.text(begin) == ","));
        if quotes.openers.contains(opener) && !quotes.starters.contains(opener) {
            return None;
        }
        (self.is_clause(begin, end) && !self.takes_thing(after - 1, begin)).then(|| self.piece(begin, end)).flatten()
    }

    /// "whether", "if", "when": what opens a reported question.
    fn opens_question(&self, at: usize) -> bool {
        let (lower, grammar) = (self.lower(at), self.grammar());
        matches!(self.tag(at), "WRB" | "WP" | "WDT")
            || grammar.whether.contains(lower)
            || grammar.conditions.contains(lower)
    }

    /// "whether it was late", "when the gate would open", right after the verb or the one spoken to.
    fn asked(&self, verb: usize, from: usize, uses: Few<Use>) -> Option<usize> {
        let opens = |i: usize| self.opens_question(i);
        let hearer = || self.after_hearer(from).filter(|_| uses.contains(&Use::Hearer));
        let led = self.upos(from) == Some(Upos::Adp) && opens(from + 1);
        // "told last night how she ran"
        let time = self.grammar().times.contains(self.lower(from));
        let later = (from + 1..from + 3).find(|i| opens(*i)).filter(|_| time && !opens(from));
        let at = if opens(from) || led { from } else { later.or_else(|| hearer().filter(|at| opens(*at)))? };
        if self.grammar().whether.contains(self.lower(at)) {
            return Some(at);
        }
        let (tree, token) = self.tree(verb)?;
        let denied = (verb.saturating_sub(2)..verb).any(|i| self.is_negation(i));
        let clause = tree.child_by(token, if denied { &["ccomp", "advcl"] } else { &["ccomp"] })?;
        let start = tree.subtree(clause).first().map(|first| tree.tokens[*first].span.start)?;
        (start == self.items[at].span().start).then_some(at)
    }

    /// Skips an adverbial between the verb and the bare clause that the tree hangs on it: "said [Friday] it was late".
    pub(super) fn clause_begin(&self, after: usize, begin: usize) -> usize {
        if let Some(found) = self.after_paper(begin) {
            return found;
        }
        let Some((tree, token)) = self.tree(after - 1) else { return begin };
        let Some(first) = tree.complement(token).and_then(|clause| tree.subtree(clause).first().copied()) else {
            return begin;
        };
        let start = tree.tokens[first].span.start;
        let found = (begin..self.end()).find(|i| self.items[*i].span().start == start).unwrap_or(begin);
        let adverbial = matches!(self.upos(begin), Some(Upos::Adp | Upos::Adv))
            || self.lexicon.actors.never.contains(self.text(begin))
            || self.grammar().times.contains(self.lower(begin));
        if found > begin && found - begin <= 8 && adverbial && self.is_aside(begin, found) { found } else { begin }
    }

    /// "in a statement [she understood]": where a clause begins right after the paper, which the tree may take for the paper's own.
    fn after_paper(&self, begin: usize) -> Option<usize> {
        let (grammar, next) = (self.grammar(), self.lower(begin + 1));
        let article = grammar.articles.contains(next) || grammar.possessors.contains(next);
        let led = self.lexicon.quotes.manner.contains(self.lower(begin)) && article;
        let paper = (begin + 2..self.end().min(begin + 6)).filter(|_| led).find(|i| {
            self.lexicon.quotes.papers.contains(self.lower(*i)) || grammar.occasions.contains(self.lower(*i))
        })?;
        let next = paper + 1;
        let nominative = self.begins_clause(next);
        (nominative && (self.is_finite(next + 1) || self.is_adverb(next + 1) && self.is_finite(next + 2)))
            .then_some(next)
    }

    /// The verb has a thing for its object and no clause: "denied the charge that …", "added a wing".
    pub(super) fn takes_thing(&self, verb: usize, begin: usize) -> bool {
        let Some((tree, token)) = self.tree(verb) else { return false };
        if self.grammar().says.contains(&tree.tokens[token].lemma) {
            return false;
        }
        let clause = tree.complement(token).is_some_and(|clause| {
            self.items.get(begin).is_some_and(|item| tree.tokens[clause].span.start >= item.span().start)
        });
        let later = |child: &usize| {
            self.items.get(begin).is_some_and(|item| tree.tokens[*child].span.start >= item.span().start)
        };
        !clause && tree.children_by(token, &["obj", "obl", "xcomp"]).iter().any(later)
    }

    /// A quotation right after a verb, with the words of its clause that come after it: one item when they are none.
    pub(super) fn quoted(&self, begin: usize) -> Range<usize> {
        let more = self.is_word(begin + 1) && !self.starts_report(begin + 1);
        if more { begin..self.end() } else { begin..begin + 1 }
    }

    /// The next few words hold another verb of saying: they are no part of the quotation.
    pub(super) fn starts_report(&self, at: usize) -> bool {
        (at..self.items.len().min(at + 4)).any(|i| self.uses(i).is_some())
            || self.lexicon.quotes.openers.contains(self.lower(at))
            || self.is_preposition(at)
    }

    /// Begins with a noun phrase or an aside and holds a finite verb.
    pub(super) fn is_clause(&self, begin: usize, end: usize) -> bool {
        if begin >= end || self.is_quote(begin) {
            return false;
        }
        let asks = self.opens_question(begin);
        let aside = (begin..end).any(|i| self.text(i) == ",");
        let prepositional = matches!(self.upos(begin), Some(Upos::Adp | Upos::Sconj))
            && !(aside && self.tag(begin) == "IN" && self.hangs_a_clause(begin))
            && !self.is_amount(begin);
        let ends = self.ends_noun(begin) && self.upos(begin) != Some(Upos::Det) && self.upos(begin) != Some(Upos::Pron);
        let wished = |i: usize| {
            self.grammar().wishes.contains(self.lower(i))
                && i > begin
                && !self.is_auxiliary(i - 1)
                && !self.grammar().infinitive.contains(self.lower(i - 1))
        };
        let finite = (begin..end)
            .any(|i| (wished(i) || self.is_finite(i) || self.is_quote(i)) && (i > begin || self.is_contraction(i)));
        let headless = self.is_finite(begin) && !self.is_contraction(begin) || matches!(self.tag(begin), "VBG" | "CC");
        finite && !prepositional && !ends && !asks && !headless
    }

    /// "to", "by", "that", "who" begin what explains a noun.
    fn ends_noun(&self, at: usize) -> bool {
        let (lower, grammar) = (self.lower(at), self.grammar());
        let before = grammar.infinitive.contains(lower) || grammar.by_words.contains(lower);
        before || grammar.that.contains(lower) || grammar.people_relatives.contains(lower)
    }

    /// "at least 60", "up to a third": a number with what measures it.
    fn is_amount(&self, begin: usize) -> bool {
        let amounts = &self.lexicon.quotes.amounts;
        let stands = |words: &&Vec<String>| words.iter().enumerate().all(|(i, word)| self.lower(begin + i) == *word);
        let Some(words) = amounts.iter().filter(stands).max_by_key(|words| words.len()) else { return false };
        let next = begin + words.len();
        let number = |i: usize| self.tag(i) == "CD" || self.lexicon.quantities.numbers.contains(self.lower(i));
        number(next)
            || (self.grammar().articles.contains(self.text(next)) || matches!(self.text(next), "$" | "£" | "€"))
                && number(next + 1)
    }

    /// Holds a finite verb with its subject, whatever stands before them: "Under the deal all jobs stay".
    pub(super) fn is_main_clause(&self, begin: usize, end: usize) -> bool {
        let subordinate = matches!(self.tag(begin), "VBN" | "VBG" | "VBD" | "TO")
            || matches!(self.upos(begin), Some(Upos::Sconj | Upos::Cconj))
            || self.lexicon.quotes.openers.contains(self.lower(begin)) && !(begin..end).any(|i| self.text(i) == ",");
        let predicates = (begin..end).filter(|i| self.is_predicate(*i));
        let own = |i: usize| {
            let subject = self.tree(i).and_then(|(tree, token)| {
                let subject = tree.child_by(token, &["nsubj"])?;
                (!tree.is(token, "acl")).then(|| tree.tokens[subject].span.start)
            });
            subject
                .is_some_and(|start| start >= self.items[begin].span().start && start < self.items[end - 1].span().end)
        };
        !subordinate && begin < end && predicates.into_iter().any(own)
    }

    /// The aside that begins here belongs to a clause that a verb of saying takes.
    pub(super) fn hangs_a_clause(&self, begin: usize) -> bool {
        let Some((tree, token)) = self.tree(begin) else { return false };
        let mut at = token;
        while let Some(head) = tree.head(at) {
            if tree.is(at, "ccomp") {
                return true;
            }
            at = head;
        }
        false
    }

    /// After "said X," the rest: only what resumes the speech, a quotation.
    pub(super) fn after_inverted(&self, from: usize) -> Option<Range<usize>> {
        let quote = (from..self.items.len()).find(|i| self.is_quote(*i))?;
        let parted = quote > 0 && matches!(self.text(quote - 1), "," | ":" | "." | "—" | "–");
        (parted && !(from..quote).any(|i| self.uses(i).is_some())).then_some(quote..quote + 1)
    }

    /// What was said before the subject or the inverted verb: a quotation, or a clause and a comma.
    pub(super) fn before(&self, edge: usize, uses: Few<Use>) -> Option<Range<usize>> {
        let mut end = edge;
        let mut as_clause = false;
        let likens = |at: usize| self.grammar().as_words.contains(self.lower(at));
        while end > 0 && (likens(end - 1) || matches!(self.text(end - 1), "," | "—" | "–" | "-" | "?" | "!")) {
            as_clause |= likens(end - 1);
            end -= 1;
        }
        if end == 0 {
            return None;
        }
        let start = self.clause_start(end);
        if self.is_quote(end - 1) {
            let alone = end - start == 1 || !(start..end - 1).any(|i| self.is_word(i));
            if alone {
                return (uses.contains(&Use::Direct) || uses.contains(&Use::Clause)).then_some(end - 1..end);
            }
            return Some(self.left_of(start, end));
        }
        let parted = end < edge && self.text(edge - 1) != "-" && !as_clause;
        let clause = self.is_clause(start, end) || self.is_main_clause(start, end);
        (parted && uses.contains(&Use::Bare) && clause).then_some(start..end)
    }

    /// Words and a quotation before the cue: the quotation alone where it is speech of its own.
    pub(super) fn left_of(&self, start: usize, end: usize) -> Range<usize> {
        let parted = matches!(self.text(end - 2), "," | ":" | "." | "—" | "–");
        if parted { end - 1..end } else { start..end }
    }

    /// The start of the sentence, or of the part after a semicolon, without a leading conjunction.
    pub(super) fn clause_start(&self, before: usize) -> usize {
        let mut start =
            (0..before).rev().find(|i| matches!(self.text(*i), ";")).map_or(0, |i| i + 1).max(self.dateline());
        while start < before
            && (self.grammar().turns.contains(self.lower(start))
                || !self.is_word(start) && !self.is_quote(start) && !matches!(self.text(start), "$" | "£" | "€"))
        {
            start += 1;
        }
        start
    }

    /// After "PORT ELLERY, March 4 (Corven) -".
    pub(super) fn dateline(&self) -> usize {
        let shouts = self.text(0).len() > 2 && self.text(0).chars().all(|c| !c.is_lowercase()) && self.is_word(0);
        let opens = shouts || (0..12).any(|i| self.text(i) == ")");
        let dash = (1..self.items.len().min(14)).find(|i| matches!(self.text(*i), "-" | "—" | "–" | "--"));
        let plain = |dash: usize| !(0..dash).any(|i| self.is_finite(i) || self.is_quote(i));
        dash.filter(|dash| opens && plain(*dash)).map_or(0, |dash| dash + 1)
    }
}
