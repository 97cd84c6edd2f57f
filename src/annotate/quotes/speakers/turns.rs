//! Those who speak in turn: who asks, who is asked, and whose the next words are.

use super::Memory;
use crate::annotate::actors;
use crate::annotate::quotes::cues::Report;
use crate::annotate::quotes::frame::Item;
use crate::lexicon::actors::{Gender, Pronoun};
use crate::lexicon::grammar::Grammar;
use crate::model::{ActorKind, ActorMention, Quote, Span};

/// How the writer puts a question.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Put {
    /// "Was he cruel?"
    Asked,
    /// "Were you there?", "You once said no."
    ToYou,
}

impl<'a> Memory<'a> {
    /// The one to whom a question is put.
    pub(super) fn asked_one(&self, frame: &[Item<'_>], report: &Report) -> Option<&'a ActorMention> {
        let asks = |item: &&Item<'_>| self.lexicon.quotes.asking.contains(&item.lower());
        // "put it to the witness that"
        let to = frame
            .get(report.cue.end)
            .filter(|to| report.cue.len() > 1 && self.lexicon.quotes.grammar.infinitive.contains(&to.lower()));
        self.person_after(frame[report.cue.clone()].last().filter(asks).or(to)?)
    }

    /// "asked the witness what he meant": the one asked, where no more of the question is told.
    pub(super) fn asked_there(&self, frame: &[Item<'_>]) -> Option<&'a ActorMention> {
        let asks = |item: &&Item<'_>| self.lexicon.quotes.asking.contains(&item.lower());
        self.person_after(frame.iter().rfind(asks)?)
    }

    fn person_after(&self, item: &Item<'_>) -> Option<&'a ActorMention> {
        let begin = item.span().end;
        let next = actors::within(self.actors, Span::new(begin, begin + 2)).first()?;
        (next.kind == ActorKind::Person).then_some(next)
    }

    /// "I asked the guard and [he] said": where such a pronoun begins, and the one who is asked.
    pub(super) fn answers_within(&self, frame: &[Item<'_>]) -> Vec<(usize, String)> {
        let grammar = &self.lexicon.quotes.grammar;
        let answer = |at: usize| {
            let begin = frame[at].span().end;
            let hearer = actors::within(self.actors, Span::new(begin, begin + 2)).first()?;
            let told = self.pronoun(hearer.span).is_none() && hearer.kind == ActorKind::Person;
            let and = (at + 1..frame.len()).find(|i| frame[*i].span().start >= hearer.span.end).filter(|_| told)?;
            let next = frame.get(and + 1).filter(|_| grammar.coordinators.contains(&frame[and].lower()))?;
            let pronoun = self.pronoun(next.span()).filter(|own| matches!(own, Pronoun::He | Pronoun::She))?;
            let words = || hearer.span.of(self.text).to_string();
            self.agrees(pronoun, hearer).then(|| (next.span().start, hearer.name.clone().unwrap_or_else(words)))
        };
        let asks = |at: &usize| self.lexicon.quotes.asking.contains(&frame[*at].lower());
        (0..frame.len()).filter(asks).filter_map(answer).collect()
    }

    /// "Under cross-examination by [Robert Haig], she conceded": whose questions are answered.
    pub(super) fn examiner(&self, frame: &[Item<'_>]) -> Option<Span> {
        let asks = |i: &usize| {
            self.lexicon.quotes.grammar.by_words.contains(&frame[i + 1].lower())
                && self.lexicon.quotes.questioning.contains(&frame[*i].lower())
        };
        let at = (0..frame.len().saturating_sub(2)).find(asks)?;
        let begin = frame[at + 2].span().start;
        let found = actors::within(self.actors, Span::new(begin, begin + 1)).first();
        found.filter(|mention| mention.kind == ActorKind::Person).map(|mention| mention.span)
    }

    /// "Is it yours?" she asked. "Yes," he said: of two who speak in turn the one whom the pronoun fits, when it does not fit the other.
    pub(super) fn in_contrast(&self, pronoun: Pronoun, source: Span) -> Option<String> {
        let last = self.last.filter(|last| last.end < source.start && self.asked)?;
        let asker = last.of(self.text);
        let gender = match self.lexicon.actors.pronoun(asker) {
            Some(Pronoun::He) => Some(Gender::He),
            Some(Pronoun::She) => Some(Gender::She),
            Some(_) => None,
            None => self.mention(last).and_then(|mention| self.gender(mention)),
        };
        let own = if pronoun == Pronoun::He { Gender::He } else { Gender::She };
        let other = self.other.filter(|_| gender.is_some_and(|gender| gender != own))?;
        let mention = self.mention(other)?;
        let fits = self.pronoun(other) == Some(pronoun) || self.agrees(pronoun, mention);
        self.name_at(other).filter(|_| fits).map(String::from)
    }

    /// The one who was asked, when the cue says that it is an answer.
    pub(super) fn answering(&self, pronoun: Pronoun, quote: &Quote) -> Option<String> {
        let cue = quote.cue?.of(self.text);
        let cue = cue.rsplit(' ').next().unwrap_or(cue);
        let hearer = self.mention(self.hearer?)?;
        let gender = if pronoun == Pronoun::He { Gender::He } else { Gender::She };
        // A paragraph of its own after the question needs no word for an answer, where the pronoun is surely the other's.
        let name = self.by_epithet(hearer.span).or_else(|| hearer.name.clone());
        let own = quote.span.start >= self.paragraphs.0 && self.paragraphs.0 > hearer.span.end;
        let sure = name.as_ref().is_some_and(|name| self.known.gender(name) == Some(gender));
        let replies = self.lexicon.quotes.replies.contains(cue) || own && sure && self.subject.is_none();
        let replies = replies && quote.source?.start > hearer.span.end;
        let last = self.named.as_ref().is_some_and(|(name, ..)| Some(name) == hearer.name.as_ref());
        name.filter(|_| replies && !last && self.agrees(pronoun, hearer))
    }

    /// "Mr Barr asked him why. 'I forgot,' he replied": the one whose question is answered.
    pub(super) fn asker(&self, quote: &Quote) -> Option<String> {
        let cue = quote.cue?.of(self.text);
        let replies = self.lexicon.quotes.replies.contains(cue.rsplit(' ').next().unwrap_or(cue));
        let last = self.last.filter(|last| replies && self.asked && last.end < quote.span.start)?;
        self.name_at(last).map(String::from)
    }

    /// The other of two who speak in turn: a question and its answer, each a paragraph of its own.
    pub(super) fn in_turn(&self, frame: &[Item<'_>], at: usize) -> Option<Option<Span>> {
        let (_, mark) = frame[at].quote()?;
        let asks = mark.inner.of(self.text).ends_with('?');
        let begins = mark.outer.start <= self.paragraphs.0;
        let fresh = begins && self.age == 1 && !mark.continues && self.subject.is_none();
        let dialogue = self.bare && self.other.is_some_and(|other| self.pronoun(other) == Some(Pronoun::I));
        let banter = self.banter && mark.inner.of(self.text).split_whitespace().count() <= 10;
        let turns = asks || self.asked || self.trading || dialogue || banter;
        (fresh && turns && self.last.is_some()).then_some(self.other)
    }

    /// "“It is,” said Mr Bow." after a paragraph of the other's: a few words and who says them, and nothing else.
    pub(super) fn is_banter(&self, frame: &[Item<'_>]) -> bool {
        let mut marks = frame.iter().filter_map(Item::quote).map(|(_, mark)| mark);
        let (Some(mark), None) = (marks.next(), marks.next()) else { return false };
        let whole = mark.outer.start <= self.paragraphs.0 && frame.iter().filter(|item| item.is_word()).count() <= 3;
        let short = mark.inner.of(self.text).split_whitespace().count() <= 6;
        whole && short && self.other.is_some() && self.spoke == (self.paragraph, self.paragraph.wrapping_sub(1))
    }

    /// "“It rains,” she added": the last speaker goes on, where nobody else was spoken of since.
    pub(super) fn resumed(&self, pronoun: Pronoun, quote: &Quote) -> Option<String> {
        let cue = quote.cue?.of(self.text);
        let resumes = self.lexicon.quotes.grammar.resuming.contains(cue.split(' ').next().unwrap_or(cue));
        let last = self
            .last
            .filter(|last| resumes && self.subject.is_none() && last.end < quote.source.map_or(0, |s| s.start))?;
        let mention = self.mention(last)?;
        let fits = self.pronoun(last) == Some(pronoun) || self.pronoun(last).is_none() && self.agrees(pronoun, mention);
        let words = || self.pronoun(last).is_none().then(|| last.of(self.text).to_string());
        self.name_at(last).map(String::from).or_else(words).filter(|_| fits)
    }

    /// "Ida Brandt said he was late. “He overslept,” she said": the last speaker goes on, where the words alone would give the pronoun to
    /// somebody of whom no gender is told.
    pub(super) fn going_on(&self, pronoun: Pronoun, source: Span, guess: Option<&String>) -> Option<String> {
        let gender = if pronoun == Pronoun::He { Gender::He } else { Gender::She };
        let last = self.last.filter(|last| last.end < source.start && !self.asked && !self.within)?;
        let last = Some(last).filter(|last| self.subject.is_none() && self.pronoun(*last).is_none())?;
        let sure = guess.is_some_and(|guess| self.known.gender(guess) == Some(gender));
        let Some(mention) = self.mention(last) else {
            // "A youth who gave his name as Sunday said"
            let words = last.of(self.text);
            let person = words.split(' ').any(|word| self.lexicon.quotes.grammar.people_relatives.contains(word));
            return (person && !sure && self.is_here(Some(last))).then(|| self.before_who(words).to_string());
        };
        let fits = self.agrees(pronoun, mention) && !sure;
        self.name_at(last).filter(|_| fits).map(String::from)
    }

    /// The one who spoke before the last speaker, where a new paragraph follows the two.
    pub fn alternate(&self, at: usize, frame: &[Item<'_>]) -> Option<(Span, Option<String>)> {
        let fresh =
            self.age == 1 && self.subject.is_none() && frame[at].quote().is_some_and(|(_, mark)| !mark.continues);
        let other = self.other.filter(|_| fresh)?;
        Some((other, self.name_at(other).map(String::from)))
    }
}

/// A sentence of the writer's that asks somebody, or speaks to one.
pub(super) fn put(frame: &[Item<'_>], grammar: &Grammar) -> Option<Put> {
    let asks = frame.iter().rev().take_while(|item| !item.is_word()).any(|item| item.text().starts_with('?'));
    let addressed = |reach: usize| frame.iter().take(reach).any(|item| grammar.you.contains(&item.lower()));
    match asks {
        true if addressed(frame.len()) => Some(Put::ToYou),
        true => Some(Put::Asked),
        false => addressed(3).then_some(Put::ToYou),
    }
}
