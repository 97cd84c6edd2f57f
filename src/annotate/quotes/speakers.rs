//! Who speaks when no verb says so, and who "she" is: what a reader remembers from the words before. `naming` finds the person whom the words of a source name.

mod cast;
mod epithets;
mod labels;
mod naming;
mod scene;
mod several;
mod turns;

use super::frame::Item;
use super::marks::{Marked, Style};
use crate::annotate::parsed::Parsed;
use crate::lexicon::Lexicon;
use crate::lexicon::actors::Pronoun;
use crate::model::{ActorKind, ActorMention, Annotations, Quote, Span, Uttered};
use cast::{Known, Part};
use std::collections::BTreeMap;
use turns::Put;

/// What is remembered while a document is read.
pub(crate) struct Memory<'a> {
    text: &'a str,
    actors: &'a [ActorMention],
    lexicon: &'a Lexicon,
    parsed: &'a Parsed<'a>,
    /// The last speaker of this paragraph or of the one before.
    last: Option<Span>,
    /// The last speaker that was no pronoun, by name or else by the words, the kind of actor, and where it stood.
    named: Option<(String, ActorKind, usize)>,
    /// Whom the sentence before was about, when it quoted nobody.
    subject: Option<Span>,
    /// The one who spoke before the last speaker, in this paragraph or the two before.
    other: Option<Span>,
    /// The last quotation that was said was a question.
    asked: bool,
    /// Whom the sentence before asked something: "The clerk asked [him] why".
    hearer: Option<Span>,
    /// Who wrote or issued the paper that a sentence named: "She said in a statement".
    authored: Option<(String, Span)>,
    /// The writer takes part in a scene of this paragraph: "I rang my mother".
    writer: Option<Span>,
    /// The paragraph in which the one before the last speaker spoke.
    other_at: usize,
    /// The paper that the sentence before spoke of: "The council's letter".
    paper: Option<Span>,
    /// Paragraphs since the last speaker.
    age: usize,
    /// Whose words are read, inside a quotation: no "he" or "she" there.
    outer: Option<String>,
    /// Words of somebody are read.
    within: bool,
    /// Where the paragraph begins, and the one before.
    paragraphs: (usize, usize),
    /// "She said:" at the end of the last paragraph but one: whose words follow, and the cue.
    announced: Option<(Span, Span)>,
    /// The same for this paragraph.
    introduced: Option<(Span, Span)>,
    /// The names that pronouns and roles stood for where they spoke, by where they begin.
    resolved: BTreeMap<usize, String>,
    /// What the whole document tells of each person.
    known: Known,
    /// Everybody who spoke or whom a sentence was about, and how many paragraphs were begun.
    cast: Vec<Part>,
    paragraph: usize,
    /// The last speaker, however long ago.
    interviewed: Option<Span>,
    /// The last who answered a question of the writer.
    guest: Option<Span>,
    /// How many such questions were answered: from the second on the text is an interview.
    answers: usize,
    /// The writer has just asked something in words without marks, or spoken to somebody.
    questioned: Option<Put>,
    /// The last quotation was given to the other of two who speak in turn.
    trading: bool,
    /// Nothing stood beside the last quotation.
    bare: bool,
    /// The last speaker answered the other in a few words, each in a paragraph of its own.
    banter: bool,
    /// In which paragraphs the last speaker and the one before spoke.
    spoke: (usize, usize),
    /// The last paragraph in which the writer acts.
    acted: usize,
    /// Whom the sentence that is being read is about.
    main: Option<&'a ActorMention>,
    /// Whom the words of somebody were about, for the next words of the same.
    inner: Option<(String, Span)>,
}

/// What is taken up again after a quotation.
pub(crate) struct Kept<'a> {
    main: Option<&'a ActorMention>,
    within: bool,
    last: Option<Span>,
    subject: Option<Span>,
    age: usize,
    named: Option<(String, ActorKind, usize)>,
    other: Option<Span>,
    asked: bool,
    paper: Option<Span>,
    outer: Option<String>,
    cast: usize,
    interviewed: Option<Span>,
    trading: bool,
    writer: Option<Span>,
    questioned: Option<Put>,
    authored: Option<(String, Span)>,
    other_at: usize,
    spoke: (usize, usize),
}

/// How a marked stretch stands in its sentence.
pub(crate) struct Place {
    /// Nothing else is there.
    pub alone: bool,
}

impl<'a> Memory<'a> {
    pub fn new(
        text: &'a str,
        so_far: &'a Annotations,
        parsed: &'a Parsed<'a>,
        marks: &[Vec<Marked>],
        lexicon: &'a Lexicon,
    ) -> Memory<'a> {
        Memory {
            text,
            actors: &so_far.actors,
            lexicon,
            parsed,
            last: None,
            named: None,
            subject: None,
            other: None,
            asked: false,
            hearer: None,
            authored: None,
            writer: None,
            other_at: 0,
            paper: None,
            age: 0,
            outer: None,
            within: false,
            paragraphs: (0, 0),
            announced: None,
            introduced: None,
            resolved: BTreeMap::new(),
            known: Known::of(text, &so_far.actors, marks, lexicon),
            cast: Vec::new(),
            paragraph: 0,
            interviewed: None,
            guest: None,
            answers: 0,
            questioned: None,
            trading: false,
            bare: false,
            banter: false,
            spoke: (0, 0),
            acted: 0,
            main: None,
            inner: None,
        }
    }

    pub fn new_paragraph(&mut self, start: usize) {
        self.paragraph += 1;
        self.writer = None;
        self.other = self.other.filter(|_| self.other_at + 3 >= self.paragraph);
        self.paragraphs = (start, self.paragraphs.0);
        self.introduced = self.announced.take();
        let old = |subject: &Span| subject.start < self.paragraphs.1;
        self.subject = self.subject.filter(|subject| !old(subject));
        self.age += 1;
        if self.age > 1 {
            self.last = None;
        }
    }

    pub fn said(&mut self, quote: &Quote) {
        if let Some(source) = quote.source {
            self.speaks(source);
        }
        self.asked = quote.span.of(self.text).ends_with('?');
    }

    fn speaks(&mut self, source: Span) {
        let own = self.pronoun(source) == Some(Pronoun::I);
        let since = |last: Span| {
            let writer = |other: Span| self.pronoun(other) == Some(Pronoun::I) && other.start > last.start;
            !own && self.other.is_some_and(writer)
        };
        if self.last.is_some_and(|last| !self.is_one(last, source) && !since(last)) {
            self.other = self.last.filter(|last| {
                matches!(self.pronoun(*last), None | Some(Pronoun::I)) || self.resolved.contains_key(&last.start)
            });
            self.spoke.1 = self.spoke.0;
        }
        self.spoke.0 = self.paragraph;
        if self.other.is_some() && self.last != Some(source) {
            self.other_at = self.paragraph;
        }
        if self.writer.is_some() && self.pronoun(source) != Some(Pronoun::I) {
            (self.other, self.other_at) = (self.writer, self.paragraph);
        }
        self.last = Some(source);
        self.interviewed = Some(source);
        self.subject = None;
        self.age = 0;
    }

    /// Before a sentence of the frame: whom it is about, and whom a pronoun stands for after "I asked the guard and he said".
    pub fn begin_frame(&mut self, frame: &[Item<'_>]) {
        let said =
            |main: &&ActorMention| frame.iter().filter_map(Item::quote).any(|(_, mark)| mark.outer.contains(main.span));
        self.main = self.main_subject(frame).filter(|main| !said(main));
        for (pronoun, hearer) in self.answers_within(frame) {
            self.resolved.insert(pronoun, hearer);
        }
    }

    fn pronoun(&self, source: Span) -> Option<Pronoun> {
        self.lexicon.actors.pronoun(source.of(self.text))
    }

    /// The name of a source: what its pronoun or role stood for, or else its own.
    fn name_at(&self, source: Span) -> Option<&str> {
        let resolved = self.resolved.get(&source.start).map(String::as_str);
        resolved.or_else(|| self.mention(source).and_then(|mention| mention.name.as_deref()))
    }

    /// Two sources that name one actor, as far as their words tell.
    fn is_one(&self, a: Span, b: Span) -> bool {
        match (self.name_at(a), self.name_at(b)) {
            (Some(one), Some(other)) => one == other,
            _ => a.of(self.text) == b.of(self.text),
        }
    }

    /// Inside a quotation the speaker is the last who spoke; afterwards everything is as it was.
    pub fn enter(&mut self, speaker: Option<Span>) -> Kept<'a> {
        let kept = Kept {
            main: self.main,
            within: self.within,
            last: self.last,
            subject: self.subject,
            age: self.age,
            named: self.named.clone(),
            other: self.other,
            asked: self.asked,
            paper: self.paper,
            outer: self.outer.clone(),
            cast: self.cast.len(),
            interviewed: self.interviewed,
            trading: self.trading,
            writer: self.writer.take(),
            questioned: self.questioned.take(),
            authored: self.authored.clone(),
            other_at: self.other_at,
            spoke: self.spoke,
        };
        self.within = true;
        self.outer = speaker.and_then(|speaker| self.name_at(speaker)).map(String::from);
        self.last = speaker;
        let again = self.inner.as_ref().filter(|(name, _)| self.outer.as_ref() == Some(name));
        self.subject = again.map(|(_, subject)| *subject).filter(|subject| subject.start >= self.paragraphs.0);
        kept
    }

    pub fn leave(&mut self, kept: Kept<'a>) {
        (self.main, self.within) = (kept.main, kept.within);
        self.inner = self.outer.take().zip(self.subject);
        (self.last, self.subject, self.age, self.named) = (kept.last, kept.subject, kept.age, kept.named);
        (self.other, self.asked, self.paper, self.outer) = (kept.other, kept.asked, kept.paper, kept.outer);
        (self.interviewed, self.trading) = (kept.interviewed, kept.trading);
        (self.writer, self.questioned, self.authored) = (kept.writer, kept.questioned, kept.authored);
        (self.other_at, self.spoke) = (kept.other_at, kept.spoke);
        self.cast.truncate(kept.cast);
    }

    /// A character's boundary at most so many bytes before.
    fn floor(&self, at: usize, back: usize) -> usize {
        (at.saturating_sub(back)..=at).find(|i| self.text.is_char_boundary(*i)).unwrap_or(at)
    }

    pub fn place(&self, frame: &[Item<'_>], at: usize) -> Place {
        let alone = frame.iter().enumerate().all(|(i, item)| i == at || item.quote().is_none() && !item.is_word());
        Place { alone }
    }

    /// The speaker of a marked stretch that no verb of saying takes: a label before a colon or after a dash, another verb of
    /// its sentence, or the one who spoke or was spoken of before.
    pub fn around(&mut self, frame: &[Item<'_>], at: usize, place: &Place) -> (Option<Span>, Option<Span>) {
        if let Some((source, cue)) = self.own_words_before(frame, at).or_else(|| self.message_before(frame, at)) {
            return (Some(source), Some(cue));
        }
        if let Some((source, cue)) = self.acts_before(frame, at) {
            return (Some(source), Some(cue));
        }
        if let Some(label) = self.label_before(frame, at).or_else(|| self.label_after(frame, at)) {
            return (Some(label), None);
        }
        if let Some(described) = self.described_before(frame, at) {
            return (Some(described), None);
        }
        if let Some((source, cue)) = self.introduced.filter(|_| place.alone) {
            return (Some(source), Some(cue));
        }
        let set_apart = frame[at].quote().is_some_and(|(_, mark)| mark.style == Style::Block);
        if set_apart {
            return (None, None);
        }
        if place.alone {
            if let Some(put) = self.questioned {
                self.answers += 1;
                let guest = self.guest.filter(|_| put == Put::ToYou || self.answers > 2);
                self.guest = guest.or(self.subject).or(self.last).or(self.interviewed);
                return (self.guest, None);
            }
            let turn = self.in_turn(frame, at);
            self.trading = turn.is_some_and(|turn| turn.is_some());
            let near = || self.interviewed.filter(|_| self.acted + 1 == self.paragraph && self.age <= 2);
            return (turn.unwrap_or(self.subject.or(self.last).or_else(near)), None);
        }
        self.other_verb(frame, at).map_or((None, None), |(source, cue)| (Some(source), Some(cue)))
    }

    /// Fills in the speaker's words and the name where it is certain.
    pub fn attribute(&mut self, mut quote: Quote) -> Quote {
        let Some(source) = quote.source else { return quote };
        let words = source.of(self.text);
        quote.speaker = Some(words.to_string());
        if let Some(names) = self.several(source) {
            self.named = None;
            quote.speaker_name = Some(names.join("; ")).filter(|names| !names.is_empty());
            return unsaid_is_nobodys(quote);
        }
        let mention = self.mention(source);
        let name = mention.and_then(|mention| mention.name.clone());
        let pronoun = self.lexicon.actors.pronoun(words);
        quote.speaker_name = match pronoun {
            Some(Pronoun::It) => {
                let paper = self.paper.filter(|paper| paper.end < source.start);
                let since = self.named.as_ref().map_or(0, |(.., at)| *at);
                paper
                    .map(|paper| paper.of(self.text).to_string())
                    .or_else(|| self.own_institution(source))
                    .or_else(|| self.institution_since(since, source))
                    .or_else(|| self.earlier(|kind| kind != ActorKind::Person))
                    .or(name)
                    .or_else(|| self.nearest(Pronoun::It, source, None))
            }
            Some(pronoun @ (Pronoun::He | Pronoun::She)) => {
                let asker = self.asker(&quote);
                let speaks = |name: &String| !self.is_told_of(name, quote.content) && asker.as_ref() != Some(name);
                let known = self.resolved.get(&source.start).cloned();
                let found = known
                    .or_else(|| self.own_subject(pronoun, source).filter(speaks))
                    .or_else(|| self.resumed(pronoun, &quote).filter(speaks))
                    .or_else(|| self.answering(pronoun, &quote).filter(speaks))
                    .or_else(|| self.spoken_of(source).filter(|_| self.is_here(self.subject)).filter(speaks))
                    .or_else(|| self.going_on(pronoun, source, name.as_ref()).filter(speaks))
                    .or(name.filter(speaks))
                    .or_else(|| self.spoken_of(source).filter(speaks))
                    .or_else(|| self.in_contrast(pronoun, source).filter(speaks))
                    .or_else(|| self.named_here(source).filter(speaks));
                let found = found
                    .or_else(|| self.told_of(pronoun, source))
                    .or_else(|| self.only_one(source).filter(speaks))
                    .or_else(|| self.nearest(pronoun, source, Some((quote.content, asker.as_ref()))))
                    .or_else(|| self.whom_all_is_about(pronoun, source).filter(speaks));
                if let Some(name) = &found {
                    self.resolved.insert(source.start, name.clone());
                }
                found
            }
            Some(Pronoun::They) => {
                let known = self.resolved.get(&source.start).cloned();
                known.or_else(|| self.group_before(source))
            }
            Some(_) => None,
            None => {
                let found = name.or_else(|| self.aged(source)).or_else(|| self.bearer_of(source));
                let known = found.is_none().then(|| self.resolved.get(&source.start).cloned()).flatten();
                let found = found.or(known).or_else(|| self.by_epithet(source)).or_else(|| self.author_of(source));
                let found = found.or_else(|| self.institution(source, mention?.kind));
                if let Some(name) = &found {
                    self.resolved.insert(source.start, name.clone());
                }
                found
            }
        };
        if pronoun.is_none() {
            let paper =
                words.split([' ', '\u{a0}']).any(|word| self.lexicon.quotes.papers.contains(&word.to_lowercase()));
            let known = quote.speaker_name.clone().or_else(|| (paper || mention.is_some()).then(|| words.to_string()));
            let kind = mention.map(|mention| mention.kind).or(paper.then_some(ActorKind::Organisation));
            self.named = known.zip(kind).map(|(name, kind)| (name, kind, source.start));
        }
        let until = if quote.content.start >= source.end { quote.content.end } else { source.end };
        self.is_heard(source, mention, quote.speaker_name.clone(), pronoun, until);
        unsaid_is_nobodys(quote)
    }
}

fn unsaid_is_nobodys(mut quote: Quote) -> Quote {
    if quote.uttered != Uttered::Said {
        (quote.speaker, quote.speaker_name) = (None, None);
    }
    quote
}

#[cfg(test)]
mod tests;
