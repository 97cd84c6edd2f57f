//! Who speaks when no verb says so, and who "she" is: what a reader remembers from the words before. `naming` finds the person whom the words of a source name.

mod cast;
mod naming;

use super::cues::Report;
use super::frame::Item;
use super::marks::{Marked, Style};
use crate::annotate::actors;
use crate::annotate::parsed::Parsed;
use crate::lexicon::Lexicon;
use crate::lexicon::actors::{Gender, Pronoun};
use crate::model::label::Upos;
use crate::model::{ActorKind, ActorMention, Annotations, Quote, Span};
use cast::{Known, Part};
use std::collections::BTreeMap;

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
}

/// What is taken up again after a quotation.
pub(crate) struct Kept {
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
}

/// How the writer puts a question.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Put {
    /// "Was he cruel?"
    Asked,
    /// "Were you there?", "You once said no."
    ToYou,
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
        if self.last.is_some_and(|last| !self.is_one(last, source)) {
            self.other = self.last.filter(|last| {
                self.lexicon.actors.pronoun(last.of(self.text)).is_none() || self.resolved.contains_key(&last.start)
            });
        }
        if self.other.is_some() && self.last != Some(source) {
            self.other_at = self.paragraph;
        }
        if self.writer.is_some() && self.lexicon.actors.pronoun(source.of(self.text)) != Some(Pronoun::I) {
            (self.other, self.other_at) = (self.writer, self.paragraph);
        }
        self.last = Some(source);
        self.interviewed = Some(source);
        self.subject = None;
        self.age = 0;
    }

    /// Two sources that name one actor, as far as their words tell.
    fn is_one(&self, a: Span, b: Span) -> bool {
        let name = |span: Span| {
            let resolved = self.resolved.get(&span.start).map(String::as_str);
            resolved.or_else(|| self.mention(span).and_then(|mention| mention.name.as_deref()))
        };
        match (name(a), name(b)) {
            (Some(one), Some(other)) => one == other,
            _ => a.of(self.text) == b.of(self.text),
        }
    }

    /// Inside a quotation the speaker is the last who spoke; afterwards everything is as it was.
    pub fn enter(&mut self, speaker: Option<Span>) -> Kept {
        let kept = Kept {
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
        };
        self.outer = speaker.and_then(|speaker| {
            let known = self.mention(speaker).and_then(|mention| mention.name.clone());
            self.resolved.get(&speaker.start).cloned().or(known)
        });
        self.last = speaker;
        self.subject = None;
        kept
    }

    pub fn leave(&mut self, kept: Kept) {
        (self.last, self.subject, self.age, self.named) = (kept.last, kept.subject, kept.age, kept.named);
        (self.other, self.asked, self.paper, self.outer) = (kept.other, kept.asked, kept.paper, kept.outer);
        (self.interviewed, self.trading) = (kept.interviewed, kept.trading);
        (self.writer, self.questioned, self.authored) = (kept.writer, kept.questioned, kept.authored);
        self.other_at = kept.other_at;
        self.cast.truncate(kept.cast);
    }

    /// After a sentence of the frame: remembers whom it was about when it quoted nobody, or the one it reports.
    pub fn leave_frame(&mut self, frame: &[Item<'_>], reports: &[Report]) {
        if !frame.iter().any(|item| item.is_word() || item.quote().is_some()) {
            return;
        }
        let span = |range: &std::ops::Range<usize>| frame[range.start].span().join(frame[range.end - 1].span());
        let reported = reports.iter().rev().find_map(|report| report.source.as_ref()).map(span);
        let quotes = frame.iter().any(|item| item.quote().is_some());
        self.questioned = put(frame).filter(|_| !quotes);
        if self.questioned.is_some() {
            return;
        }
        let writer = |source: &Span| self.lexicon.actors.pronoun(source.of(self.text)) == Some(Pronoun::I);
        if let Some(source) = reported.filter(|source| quotes || !writer(source)) {
            self.speaks(source);
            self.trading = false;
        }
        if let Some(examiner) = self.examiner(frame) {
            (self.other, self.other_at) = (Some(examiner), self.paragraph);
        }
        if !quotes && reports.is_empty() {
            self.writer = frame.iter().find(|item| item.text() == "I").map(Item::span).or(self.writer);
        }
        let last = reports.last();
        self.announced = last.filter(|report| report.content.is_empty()).and_then(|report| {
            let cue = span(&report.cue);
            report.source.as_ref().map(|source| (span(source), cue))
        });
        if !quotes
            && last.is_some_and(|report| frame[report.cue.clone()].iter().any(|item| item.lower().starts_with("ask")))
        {
            self.asked = true;
        }
        self.hearer = last
            .and_then(|report| self.asked_one(frame, report))
            .map(|hearer| hearer.span)
            .or(self.hearer.filter(|_| reports.is_empty()));
        let speaks = |report: &Report| {
            let source = report.source.clone().map(|range| frame[range.start].span().join(frame[range.end - 1].span()));
            source.is_some_and(|source| self.lexicon.actors.pronoun(source.of(self.text)).is_none())
        };
        let issuer = self.issuer(frame);
        if let Some(paper) = self.paper_in(frame) {
            let noun = paper.of(self.text).rsplit(' ').next().unwrap_or_default().to_lowercase();
            let author = issuer.map(|mention| mention.span).or(reported);
            self.authored = author.map(|author| (noun, author)).or(self.authored.take());
        }
        self.paper = match self.paper_in(frame).filter(|_| issuer.is_none()) {
            _ if reports.iter().any(speaks) => None,
            None if quotes => self.paper,
            found => found,
        };
        let by_another = |report: &Report| report.source.as_ref().is_some_and(|source| !writer(&span(source)));
        if quotes || reports.iter().any(by_another) {
            return;
        }
        let Some(first) = frame.first() else { return };
        let sentence = first.span().join(frame[frame.len() - 1].span());
        let writer = |mention: &ActorMention| {
            matches!(self.lexicon.actors.pronoun(mention.span.of(self.text)), Some(Pronoun::I | Pronoun::We))
        };
        let named = || actors::within(self.actors, sentence).iter();
        let mut of_it = named().filter(|mention| sentence.contains(mention.span) && !writer(mention));
        let about = self.main_subject(frame).filter(|mention| !writer(mention)).or_else(|| of_it.next());
        if let Some(mention) = about.filter(|mention| matches!(mention.kind, ActorKind::Person | ActorKind::Group)) {
            let pronoun = self.lexicon.actors.pronoun(mention.span.of(self.text)).is_some();
            if !pronoun || self.last.is_none() {
                self.subject = Some(mention.span);
                self.age = 0;
            }
        }
        if let Some(mention) = about {
            let pronoun = self.lexicon.actors.pronoun(mention.span.of(self.text));
            let meant = pronoun.filter(|_| mention.name.is_none() && mention.kind == ActorKind::Person);
            let name = meant.and_then(|pronoun| self.nearest(pronoun, mention.span));
            self.takes_part(mention, name, sentence.end);
            let first = named().find(|other| other.kind == ActorKind::Person && other.name.is_some());
            if let Some(person) = first.filter(|_| mention.kind != ActorKind::Person) {
                self.takes_part(person, None, sentence.end);
            }
        }
    }

    /// "The union later issued a statement": the institution that the sentence is about, where the paper comes after it.
    fn issuer(&self, frame: &[Item<'_>]) -> Option<&'a ActorMention> {
        let paper = self.paper_in(frame)?;
        let article = ["a ", "an "].iter().any(|article| paper.of(self.text).to_lowercase().starts_with(article));
        let first = frame.first().filter(|_| article)?.span();
        let about = actors::within(self.actors, Span::new(first.start, paper.start)).first()?;
        let institution = matches!(about.kind, ActorKind::Organisation | ActorKind::Government);
        let begins = self.text.get(first.start..about.span.start).is_some_and(|before| before.len() <= 4);
        (institution && begins).then_some(about)
    }

    /// "the statement": the one who was said to have made it.
    fn author_of(&self, source: Span) -> Option<String> {
        let (noun, author) = self.authored.as_ref()?;
        let words = source.of(self.text).to_lowercase();
        let same = words.strip_prefix("the ").is_some_and(|paper| paper == noun);
        let known = || self.mention(*author).and_then(|mention| mention.name.clone());
        same.then(|| self.resolved.get(&author.start).cloned().or_else(known)).flatten()
    }

    fn is_here(&self, span: Option<Span>) -> bool {
        span.is_some_and(|span| span.start >= self.paragraphs.0)
    }

    /// The subject of the sentence's main verb: "Asked by the prosecutor why he ran, [the witness] shrugged".
    fn main_subject(&self, frame: &[Item<'_>]) -> Option<&'a ActorMention> {
        let tree = self.parsed.tree(frame.iter().find_map(Item::node)?.sentence)?;
        let subject = tree.child_by(tree.root()?, &["nsubj"])?;
        let head = tree.tokens[subject].span;
        let whole = Span::new(tree.phrase_span(subject).start, head.end);
        let found = actors::resolve(self.actors, whole, Some(head.start))?;
        matches!(found.kind, ActorKind::Person | ActorKind::Group).then_some(found)
    }

    /// "Under cross-examination by [Robert Haig], she conceded": whose questions are answered.
    fn examiner(&self, frame: &[Item<'_>]) -> Option<Span> {
        let asks =
            |i: &usize| frame[i + 1].lower() == "by" && self.lexicon.quotes.questioning.contains(&frame[*i].lower());
        let at = (0..frame.len().saturating_sub(2)).find(asks)?;
        let begin = frame[at + 2].span().start;
        let found = actors::within(self.actors, Span::new(begin, begin + 1)).first();
        found.filter(|mention| mention.kind == ActorKind::Person).map(|mention| mention.span)
    }

    /// The one to whom a question is put.
    fn asked_one(&self, frame: &[Item<'_>], report: &Report) -> Option<&'a ActorMention> {
        let cue = frame[report.cue.clone()].last().filter(|item| item.lower().starts_with("ask"))?;
        let begin = cue.span().end;
        let next = actors::within(self.actors, Span::new(begin, begin + 2)).first()?;
        (next.kind == ActorKind::Person).then_some(next)
    }

    /// "Is it yours?" she asked. "Yes," he said: of two who speak in turn the one whom the pronoun fits, when it does not fit the other.
    fn in_contrast(&self, pronoun: Pronoun, source: Span) -> Option<String> {
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
        let known = self.resolved.get(&other.start).cloned();
        let mention = self.mention(other)?;
        let fits = self.lexicon.actors.pronoun(other.of(self.text)) == Some(pronoun) || self.agrees(pronoun, mention);
        known.or_else(|| mention.name.clone()).filter(|_| fits)
    }

    /// The one who was asked, when the cue says that it is an answer.
    fn answering(&self, pronoun: Pronoun, quote: &Quote) -> Option<String> {
        let cue = quote.cue?.of(self.text);
        let cue = cue.rsplit(' ').next().unwrap_or(cue);
        let hearer = self.actors.iter().find(|mention| Some(mention.span) == self.hearer)?;
        let replies = self.lexicon.quotes.replies.contains(cue) && quote.source?.start > hearer.span.end;
        let last = self.named.as_ref().is_some_and(|(name, ..)| Some(name) == hearer.name.as_ref());
        hearer.name.clone().filter(|_| replies && !last && self.agrees(pronoun, hearer))
    }

    /// A character's boundary at most so many bytes before.
    fn floor(&self, at: usize, back: usize) -> usize {
        (at.saturating_sub(back)..=at).find(|i| self.text.is_char_boundary(*i)).unwrap_or(at)
    }

    /// The last paper that a sentence names, with the words before it: "The council's letter", "an email".
    fn paper_in(&self, frame: &[Item<'_>]) -> Option<Span> {
        let single = |lower: &str| !lower.ends_with('s') && lower != "data";
        let paper = |item: &Item<'_>| self.lexicon.quotes.papers.contains(&item.lower()) && single(&item.lower());
        let at = frame.iter().rposition(paper)?;
        let bound = |item: &Item<'_>| {
            let lower = item.lower();
            let verb = item.node().is_some_and(|node| {
                matches!(node.upos, Upos::Verb | Upos::Aux | Upos::Adp | Upos::Sconj | Upos::Cconj)
            });
            let mark = !item.is_word() && !matches!(lower.as_str(), "'s" | "’s" | "'" | "’");
            mark || verb || self.lexicon.quotes.auxiliaries.contains(&lower) && !matches!(lower.as_str(), "'s" | "’s")
        };
        let start = frame[..at].iter().rposition(bound).map_or(0, |bound| bound + 1);
        Some(frame[start].span().join(frame[at].span()))
    }

    /// The other of two who speak in turn: a question and its answer, each a paragraph of its own.
    fn in_turn(&self, frame: &[Item<'_>], at: usize) -> Option<Option<Span>> {
        let (_, mark) = frame[at].quote()?;
        let asks = mark.inner.of(self.text).ends_with('?');
        let begins = mark.outer.start <= self.paragraphs.0;
        let fresh = begins && self.age == 1 && !mark.continues && self.subject.is_none();
        (fresh && (asks || self.asked || self.trading) && self.last.is_some()).then_some(self.other)
    }

    /// The one who spoke before the last speaker, where a new paragraph follows the two.
    pub fn alternate(&self, at: usize, frame: &[Item<'_>]) -> Option<(Span, Option<String>)> {
        let fresh =
            self.age == 1 && self.subject.is_none() && frame[at].quote().is_some_and(|(_, mark)| !mark.continues);
        let other = self.other.filter(|_| fresh)?;
        let known = self.mention(other).and_then(|mention| mention.name.clone());
        Some((other, self.resolved.get(&other.start).cloned().or(known)))
    }

    pub fn place(&self, frame: &[Item<'_>], at: usize) -> Place {
        let alone = frame.iter().enumerate().all(|(i, item)| i == at || item.quote().is_none() && !item.is_word());
        Place { alone }
    }

    /// The speaker of a marked stretch that no verb of saying takes: a label before a colon or after a dash, another verb of
    /// its sentence, or the one who spoke or was spoken of before.
    pub fn around(&mut self, frame: &[Item<'_>], at: usize, place: &Place) -> (Option<Span>, Option<Span>) {
        if let Some((source, cue)) = self.own_words_before(frame, at) {
            return (Some(source), Some(cue));
        }
        if let Some(label) = self.label_before(frame, at).or_else(|| self.label_after(frame, at)) {
            return (Some(label), None);
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
            return (turn.unwrap_or(self.subject.or(self.last)), None);
        }
        self.other_verb(frame, at).map_or((None, None), |(source, cue)| (Some(source), Some(cue)))
    }

    /// "Miss Pell: '…'".
    fn label_before(&self, frame: &[Item<'_>], at: usize) -> Option<Span> {
        let mark = |i: &usize| matches!(frame[*i].text(), "*" | "**" | "_" | "__");
        let colon = (0..at).rev().find(|i| !mark(i)).filter(|i| frame[*i].text() == ":")?;
        let begin = (0..colon).find(|i| !mark(i))?;
        let words = &frame[begin..(begin..colon).rev().find(|i| !mark(i))? + 1];
        let short = !words.is_empty()
            && words.len() <= 8
            && words.iter().all(|item| item.is_word() || matches!(item.text(), "," | "." | "(" | ")" | "-"));
        let named = words.first()?.is_capitalised() && (words.len() <= 3 || self.names_somebody(words));
        let sentence =
            words.iter().any(|item| item.node().is_some_and(|node| matches!(node.tag, "VBD" | "VBZ" | "VBP")));
        let pronoun = self.lexicon.actors.pronoun(words[0].text()).is_some();
        (short && named && !(sentence && pronoun)).then(|| words[0].span().join(words[words.len() - 1].span()))
    }

    /// "His view: '…'", "Raj Lal's verdict: '…'": whose words, and the noun.
    fn own_words_before(&self, frame: &[Item<'_>], at: usize) -> Option<(Span, Span)> {
        let colon = at.checked_sub(1).filter(|i| frame[*i].text() == ":")?;
        let noun = colon.checked_sub(1).filter(|i| self.lexicon.quotes.own_words.contains(&frame[*i].lower()))?;
        let owner = frame[..noun].iter().rposition(|item| item.node().is_some_and(|node| node.tag == "PRP$"));
        let marked = frame[..noun].iter().rposition(|item| matches!(item.text(), "'s" | "’s" | "'" | "’"));
        let short = colon <= 8;
        match (owner, marked) {
            (Some(owner), _) if short && owner + 3 >= noun => Some((frame[owner].span(), frame[noun].span())),
            (_, Some(mark)) if short && mark > 0 => {
                Some((frame[0].span().join(frame[mark - 1].span()), frame[noun].span()))
            }
            _ => None,
        }
    }

    fn names_somebody(&self, words: &[Item<'_>]) -> bool {
        let span = words[0].span().join(words[words.len() - 1].span());
        actors::within(self.actors, span).iter().any(|mention| span.contains(mention.span))
    }

    /// "'…' — Prof. Holub, University of Marn".
    fn label_after(&self, frame: &[Item<'_>], at: usize) -> Option<Span> {
        let dash = frame.get(at + 1).filter(|item| matches!(item.text(), "—" | "–" | "--" | "-" | "~"))?;
        let rest = &frame[at + 2..];
        let end = rest.iter().rposition(Item::is_word)?;
        let near = dash.is_word() || rest.first()?.is_capitalised() && rest.len() <= 14;
        near.then(|| rest[0].span().join(rest[end].span()))
    }

    /// "'Weeks, not months' was all that the prosecutor said", "'No' was her answer": a speaker elsewhere in the sentence.
    fn other_verb(&self, frame: &[Item<'_>], at: usize) -> Option<(Span, Span)> {
        if at > 0 && frame[..at].iter().any(Item::is_word) {
            return None;
        }
        let rest = &frame[at + 1..];
        let first = rest.iter().find(|item| item.is_word())?;
        if !matches!(first.text(), "was" | "is" | "were" | "are" | "came" | "comes" | "runs" | "goes") {
            return None;
        }
        let reach = rest.iter().take(14).take_while(|item| item.quote().is_none()).count();
        let answer = rest[..reach].iter().position(|item| self.lexicon.quotes.own_words.contains(item.text()));
        if let Some(cue) = answer {
            let before = rest[0].span().join(rest[cue].span());
            let mention = actors::within(self.actors, before).iter().rfind(|mention| before.contains(mention.span));
            let source = mention.map(|mention| mention.span).or(self.subject.or(self.last))?;
            return Some((source, rest[cue].span()));
        }
        let opens = rest[..reach].iter().position(|item| matches!(item.text(), "all" | "what" | "how"))?;
        let is_verb = |i: &usize| rest[*i].node().is_none_or(|node| matches!(node.upos, Upos::Verb | Upos::Aux));
        let verb = (opens + 1..reach).find(|i| self.lexicon.quotes.verb(rest[*i].text()).is_some() && is_verb(i))?;
        let begin = (opens + 1..verb).find(|i| !matches!(rest[*i].text(), "that" | "anyone"))?;
        let end = (begin..verb).find(|i| self.lexicon.quotes.auxiliaries.contains(&rest[*i].lower())).unwrap_or(verb);
        (begin < end).then(|| (rest[begin].span().join(rest[end - 1].span()), rest[verb].span()))
    }

    /// Fills in the speaker's words and the name where it is certain.
    pub fn attribute(&mut self, mut quote: Quote) -> Quote {
        let Some(source) = quote.source else { return quote };
        let words = source.of(self.text);
        quote.speaker = Some(words.to_string());
        let mention = self.mention(source);
        let name = mention.and_then(|mention| mention.name.clone());
        let pronoun = self.lexicon.actors.pronoun(words);
        quote.speaker_name = match pronoun {
            Some(Pronoun::It) => {
                let paper = self.paper.filter(|paper| paper.end < source.start);
                paper
                    .map(|paper| paper.of(self.text).to_string())
                    .or_else(|| self.earlier(|kind| kind != ActorKind::Person))
                    .or(name)
                    .or_else(|| self.nearest(Pronoun::It, source))
            }
            Some(Pronoun::He | Pronoun::She) => {
                let known = self.resolved.get(&source.start).cloned();
                let found = known
                    .or_else(|| self.answering(pronoun.expect("matched above"), &quote))
                    .or_else(|| self.spoken_of(source).filter(|_| self.is_here(self.subject)))
                    .or(name)
                    .or_else(|| self.spoken_of(source))
                    .or_else(|| self.in_contrast(pronoun.expect("matched above"), source))
                    .or_else(|| self.named_here(source));
                let found = found
                    .or_else(|| self.only_one(source))
                    .or_else(|| self.nearest(pronoun.expect("matched above"), source));
                if let Some(name) = &found {
                    self.resolved.insert(source.start, name.clone());
                }
                found
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
        self.is_heard(source, mention, quote.speaker_name.clone(), pronoun);
        quote
    }
}

/// A sentence of the writer's that asks somebody, or speaks to one.
fn put(frame: &[Item<'_>]) -> Option<Put> {
    let asks = frame.iter().rev().take_while(|item| !item.is_word()).any(|item| item.text().starts_with('?'));
    let addressed = |reach: usize| frame.iter().take(reach).any(|item| item.lower() == "you");
    match asks {
        true if addressed(frame.len()) => Some(Put::ToYou),
        true => Some(Put::Asked),
        false => addressed(3).then_some(Put::ToYou),
    }
}
