//! Who is named beside a quotation without a verb that takes it: a label, a signature, "was all that she said".

use super::Memory;
use crate::annotate::actors;
use crate::annotate::quotes::frame::Item;
use crate::model::label::Upos;
use crate::model::{ActorKind, ActorMention, Span};

impl Memory<'_> {
    /// "His view: '…'", "Raj Lal's verdict: '…'": whose words, and the noun.
    pub(super) fn own_words_before(&self, frame: &[Item<'_>], at: usize) -> Option<(Span, Span)> {
        let colon = at.checked_sub(1).filter(|i| frame[*i].text() == ":")?;
        let equates = |i: &usize| self.lexicon.quotes.equating.contains(&frame[*i].lower());
        let last = (0..colon).find(equates).unwrap_or(colon).checked_sub(1)?;
        let words = |i: &usize| self.lexicon.quotes.own_words.contains(&frame[*i].lower());
        // "Ms Orr's reply, sent at noon, was: '…'", "The clerk's answer came a day later: '…'"
        let noun = Some(last).filter(words).or_else(|| (0..colon.min(8)).find(words))?;
        let owner = frame[..noun].iter().rposition(|item| item.node().is_some_and(|node| node.tag == "PRP$"));
        let marked = frame[..noun].iter().rposition(|item| matches!(item.text(), "'s" | "’s" | "'" | "’"));
        let short = noun < 8 && colon <= noun + 12;
        match (owner.filter(|owner| marked.is_none_or(|mark| mark < *owner)), marked) {
            (Some(owner), _) if short && owner + 3 >= noun => Some((frame[owner].span(), frame[noun].span())),
            (_, Some(mark)) if short && mark > 0 => {
                Some((frame[0].span().join(frame[mark - 1].span()), frame[noun].span()))
            }
            _ => None,
        }
    }

    /// "The clerk left a note on the door: '…'", "by a message to the tenants: '…'", "posted a picture with the caption '…'": the one
    /// whom the sentence is about, and the noun.
    pub(super) fn message_before(&self, frame: &[Item<'_>], at: usize) -> Option<(Span, Span)> {
        let before = at.checked_sub(1)?;
        let is_message = |i: &usize| self.lexicon.quotes.messages.contains(&frame[*i].lower());
        let noun = match frame[before].text() {
            ":" => (before.saturating_sub(14)..before).rev().find(is_message)?,
            _ => Some(before).filter(is_message)?,
        };
        let article = noun.checked_sub(1).filter(|i| self.lexicon.quotes.determiners.contains(&frame[*i].lower()))?;
        let with = article.checked_sub(1).map(|i| frame[i].lower());
        if noun == before && !with.is_some_and(|with| self.lexicon.quotes.grammar.with_words.contains(&with)) {
            return None;
        }
        let writer = self.main_subject(frame).filter(|writer| writer.span.end < frame[article].span().start)?;
        Some((writer.span, frame[noun].span()))
    }

    /// "Miss Pell: '…'".
    pub(super) fn label_before(&self, frame: &[Item<'_>], at: usize) -> Option<Span> {
        let mark = |i: &usize| matches!(frame[*i].text(), "*" | "**" | "_" | "__");
        let colon = (0..at).rev().find(|i| !mark(i)).filter(|i| frame[*i].text() == ":")?;
        let begin = (0..colon).find(|i| !mark(i))?;
        let words = &frame[begin..(begin..colon).rev().find(|i| !mark(i))? + 1];
        let short = !words.is_empty()
            && words.len() <= 8
            && words.iter().all(|item| item.is_word() || matches!(item.text(), "," | "." | "(" | ")" | "-"));
        let named = words.first()?.is_capitalised() && (words.len() <= 3 || self.names_somebody(words));
        // "Another, more briefly: '…'"
        let some = words.get(1).is_none_or(|item| item.text() == ",")
            && self.lexicon.quotes.quantifiers.contains(&words[0].lower());
        let sentence =
            words.iter().any(|item| item.node().is_some_and(|node| matches!(node.tag, "VBD" | "VBZ" | "VBP")));
        let pronoun = self.lexicon.actors.pronoun(words[0].text()).is_some();
        (short && (named || some && !sentence) && !(sentence && pronoun))
            .then(|| words[0].span().join(words[words.len() - 1].span()))
    }

    /// "Ida Brandt, a nurse, was less patient: '…'": the one who is said to be so.
    pub(super) fn described_before(&self, frame: &[Item<'_>], at: usize) -> Option<Span> {
        let colon = at.checked_sub(1).filter(|i| frame[*i].text() == ":")?;
        let quotes = &self.lexicon.quotes;
        let is = (colon.saturating_sub(5)..colon).find(|i| quotes.equating.contains(&frame[*i].lower()))?;
        let thing = |item: &Item<'_>| {
            let noun = item.node().is_some_and(|node| matches!(node.upos, Upos::Noun | Upos::Propn | Upos::Verb));
            noun || !item.is_word() || quotes.determiners.contains(&item.lower())
        };
        if is + 1 >= colon || frame[is + 1..colon].iter().any(thing) {
            return None;
        }
        let begin = frame.first()?.span().start;
        let first = || actors::within(self.actors, Span::new(begin, begin + 5)).first();
        if let Some(about) = self.main_subject(frame).or_else(first) {
            let somebody = about.kind == ActorKind::Person && about.span.end <= frame[is].span().start;
            return somebody.then_some(about.span);
        }
        // "Another traveller, a teacher from Leeds, was less patient: '…'"
        let lead = frame[..is].iter().take_while(|item| item.is_word()).count();
        let some = quotes.quantifiers.contains(&frame[0].lower());
        (some && (1..=4).contains(&lead)).then(|| frame[0].span().join(frame[lead - 1].span()))
    }

    /// "One buyer questioned that account: '…'": whole sentences after a colon, and the one whom the sentence is about, whatever that one
    /// does.
    pub(super) fn acts_before(&self, frame: &[Item<'_>], at: usize) -> Option<(Span, Span)> {
        let colon = at.checked_sub(1).filter(|i| frame[*i].text() == ":")?;
        let (_, mark) = frame[at].quote()?;
        let said = mark.inner.of(self.text);
        let small = said.split_whitespace().skip(1).filter(|word| word.starts_with(char::is_lowercase)).count() >= 2;
        let whole = small && said.starts_with(char::is_uppercase) && said.ends_with(['.', '!', '?', '…']);
        let clear = whole && !frame[..at].iter().any(|item| item.quote().is_some());
        let tree = self.parsed.tree(frame.iter().find_map(Item::node).filter(|_| clear)?.sentence)?;
        let act = tree.tokens[tree.root()?].span;
        let person = |about: &&ActorMention| about.kind == ActorKind::Person;
        let subject = tree.child_by(tree.root()?, &["nsubj"]);
        // "A second message arrived an hour later: '…'"
        let message = || {
            let noun = tree.tokens[subject?].span;
            let lower = noun.of(self.text).to_lowercase();
            let listed = self.lexicon.quotes.messages.contains(&lower) || self.lexicon.quotes.papers.contains(&lower);
            Some(Span::new(tree.phrase_span(subject?).start, noun.end)).filter(|_| listed)
        };
        let about = self.main_subject(frame).filter(person).map(|about| about.span);
        let about = about.or_else(|| self.newcomer(frame)).or_else(message)?;
        (about.end <= act.start && act.end <= frame[colon].span().start).then_some((about, act))
    }

    pub(super) fn names_somebody(&self, words: &[Item<'_>]) -> bool {
        let span = words[0].span().join(words[words.len() - 1].span());
        actors::within(self.actors, span).iter().any(|mention| span.contains(mention.span))
    }

    /// "'…' — Prof. Holub, University of Marn".
    pub(super) fn label_after(&self, frame: &[Item<'_>], at: usize) -> Option<Span> {
        let dash = frame.get(at + 1).filter(|item| matches!(item.text(), "—" | "–" | "--" | "-" | "~"))?;
        let rest = &frame[at + 2..];
        let end = rest.iter().rposition(Item::is_word)?;
        let near = dash.is_word() || rest.first()?.is_capitalised() && rest.len() <= 14;
        near.then(|| rest[0].span().join(rest[end].span()))
    }

    /// "'Weeks, not months' was all that the prosecutor said", "'No' was her answer": a speaker elsewhere in the sentence.
    pub(super) fn other_verb(&self, frame: &[Item<'_>], at: usize) -> Option<(Span, Span)> {
        if at > 0 && frame[..at].iter().any(Item::is_word) {
            return None;
        }
        let rest = &frame[at + 1..];
        let first = rest.iter().find(|item| item.is_word())?;
        let quotes = &self.lexicon.quotes;
        if !quotes.equating.contains(first.text()) {
            return None;
        }
        let reach = rest.iter().take(14).take_while(|item| item.quote().is_none()).count();
        let answer = rest[..reach].iter().position(|item| quotes.own_words.contains(item.text()));
        if let Some(cue) = answer {
            let before = rest[0].span().join(rest[cue].span());
            let mention = actors::within(self.actors, before).iter().rfind(|mention| before.contains(mention.span));
            let source = mention.map(|mention| mention.span).or(self.subject.or(self.last))?;
            return Some((source, rest[cue].span()));
        }
        let opens = rest[..reach].iter().position(|item| quotes.gist.contains(item.text()))?;
        let is_verb = |i: &usize| rest[*i].node().is_none_or(|node| matches!(node.upos, Upos::Verb | Upos::Aux));
        let verb = (opens + 1..reach).find(|i| quotes.verb(rest[*i].text()).is_some() && is_verb(i))?;
        let begin = (opens + 1..verb).find(|i| !quotes.gist_of_nobody.contains(rest[*i].text()))?;
        let end = (begin..verb).find(|i| quotes.auxiliaries.contains(&rest[*i].lower())).unwrap_or(verb);
        (begin < end).then(|| (rest[begin].span().join(rest[end - 1].span()), rest[verb].span()))
    }
}
