//! Who speaks when no verb says so, and who "she" is: what a reader remembers from the words before.

use super::Found;
use super::cues::Report;
use super::frame::Item;
use crate::annotate::actors;
use crate::lexicon::Lexicon;
use crate::lexicon::actors::Pronoun;
use crate::model::label::Upos;
use crate::model::{ActorKind, ActorMention, Annotations, Quote, Span};

/// What is remembered while a document is read.
pub(crate) struct Memory<'a> {
    text: &'a str,
    actors: &'a [ActorMention],
    lexicon: &'a Lexicon,
    /// The last speaker of this paragraph or of the one before.
    last: Option<Span>,
    /// The last speaker that was no pronoun, by name or else by the words, and the kind of actor.
    named: Option<(String, ActorKind)>,
    /// Whom the sentence before was about, when it quoted nobody.
    subject: Option<Span>,
    /// The one who spoke before the last speaker, in this paragraph or the two before.
    other: Option<Span>,
    /// The last quotation that was said was a question.
    asked: bool,
    /// The paper that the sentence before spoke of: "The council's letter".
    paper: Option<Span>,
    /// Paragraphs since the last speaker.
    age: usize,
}

/// What is taken up again after a quotation.
pub(crate) struct Kept {
    last: Option<Span>,
    subject: Option<Span>,
    age: usize,
    named: Option<(String, ActorKind)>,
    other: Option<Span>,
    asked: bool,
    paper: Option<Span>,
}

/// How a marked stretch stands in its sentence.
pub(crate) struct Place {
    /// Nothing else is there.
    pub alone: bool,
}

impl<'a> Memory<'a> {
    pub fn new(text: &'a str, so_far: &'a Annotations, lexicon: &'a Lexicon) -> Memory<'a> {
        Memory {
            text,
            actors: &so_far.actors,
            lexicon,
            last: None,
            named: None,
            subject: None,
            other: None,
            asked: false,
            paper: None,
            age: 0,
        }
    }

    pub fn new_paragraph(&mut self) {
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
            self.other = self.last;
        }
        self.last = Some(source);
        self.subject = None;
        self.age = 0;
    }

    /// Two sources that name one actor, as far as their words tell.
    fn is_one(&self, a: Span, b: Span) -> bool {
        let name = |span| self.mention(span).and_then(|mention| mention.name.as_deref());
        a.of(self.text) == b.of(self.text) || name(a).is_some() && name(a) == name(b)
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
        };
        self.last = speaker;
        self.subject = None;
        kept
    }

    pub fn leave(&mut self, kept: Kept) {
        (self.last, self.subject, self.age, self.named) = (kept.last, kept.subject, kept.age, kept.named);
        (self.other, self.asked, self.paper) = (kept.other, kept.asked, kept.paper);
    }

    /// After a sentence of the frame: remembers whom it was about when it quoted nobody, or the one it reports.
    pub fn leave_frame(&mut self, frame: &[Item<'_>], reports: &[Report]) {
        let reported = reports.iter().rev().find_map(|report| report.source.clone());
        if let Some(range) = reported {
            self.speaks(frame[range.start].span().join(frame[range.end - 1].span()));
        }
        let speaks = |report: &Report| {
            let source = report.source.clone().map(|range| frame[range.start].span().join(frame[range.end - 1].span()));
            source.is_some_and(|source| self.lexicon.actors.pronoun(source.of(self.text)).is_none())
        };
        let quotes = frame.iter().any(|item| item.quote().is_some());
        self.paper = match self.paper_in(frame) {
            _ if reports.iter().any(speaks) => None,
            None if quotes => self.paper,
            found => found,
        };
        if reports.iter().any(|report| report.source.is_some()) {
            return;
        }
        if frame.iter().any(|item| item.quote().is_some()) {
            return;
        }
        let Some(first) = frame.first() else { return };
        let sentence = first.span().join(frame[frame.len() - 1].span());
        let about = actors::within(self.actors, sentence).iter().find(|mention| sentence.contains(mention.span));
        if let Some(mention) = about.filter(|mention| matches!(mention.kind, ActorKind::Person | ActorKind::Group)) {
            let pronoun = self.lexicon.actors.pronoun(mention.span.of(self.text)).is_some();
            if !pronoun || self.last.is_none() {
                self.subject = Some(mention.span);
                self.age = 0;
            }
        }
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
        let fresh = self.age == 1 && !mark.continues && self.subject.is_none();
        (fresh && (asks || self.asked) && self.last.is_some()).then_some(self.other)
    }

    pub fn place(&self, frame: &[Item<'_>], at: usize) -> Place {
        let alone = frame.iter().enumerate().all(|(i, item)| i == at || item.quote().is_none() && !item.is_word());
        Place { alone }
    }

    /// The speaker of a marked stretch that no verb of saying takes: a label before a colon or after a dash, another verb of
    /// its sentence, or the one who spoke or was spoken of before.
    pub fn around(&self, frame: &[Item<'_>], at: usize, place: &Place) -> (Option<Span>, Option<Span>) {
        if let Some(label) = self.label_before(frame, at).or_else(|| self.label_after(frame, at)) {
            return (Some(label), None);
        }
        if place.alone {
            let (turn, carried) = (self.in_turn(frame, at), self.subject.or(self.last));
            return (turn.unwrap_or(carried), None);
        }
        self.other_verb(frame, at).map_or((None, None), |(source, cue)| (Some(source), Some(cue)))
    }

    /// "Miss Pell: '…'".
    fn label_before(&self, frame: &[Item<'_>], at: usize) -> Option<Span> {
        let colon = at.checked_sub(1).filter(|i| frame[*i].text() == ":")?;
        let words = &frame[..colon];
        let short = !words.is_empty()
            && words.len() <= 8
            && words.iter().all(|item| item.is_word() || matches!(item.text(), "," | "." | "(" | ")" | "-"));
        let named = words.first()?.is_capitalised() && (words.len() <= 3 || self.names_somebody(words));
        (short && named).then(|| words[0].span().join(words[colon - 1].span()))
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
        let answer = rest[..reach].iter().position(|item| {
            matches!(item.text(), "answer" | "reply" | "response" | "verdict" | "comment" | "motto" | "explanation")
        });
        if let Some(cue) = answer {
            let before = rest[0].span().join(rest[cue].span());
            let mention = actors::within(self.actors, before).iter().rfind(|mention| before.contains(mention.span));
            let source = mention.map(|mention| mention.span).or(self.subject.or(self.last))?;
            return Some((source, rest[cue].span()));
        }
        let opens = rest[..reach].iter().position(|item| matches!(item.text(), "all" | "what" | "how"))?;
        let verb = (opens + 1..reach).find(|i| self.lexicon.quotes.verb(rest[*i].text()).is_some())?;
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
            }
            Some(Pronoun::He | Pronoun::She) => {
                name.or_else(|| self.earlier(|kind| kind == ActorKind::Person).filter(|_| self.age == 0))
            }
            Some(_) => None,
            None => name,
        };
        if pronoun.is_none() {
            let paper =
                words.split([' ', '\u{a0}']).any(|word| self.lexicon.quotes.papers.contains(&word.to_lowercase()));
            let known = quote.speaker_name.clone().or_else(|| (paper || mention.is_some()).then(|| words.to_string()));
            let kind = mention.map(|mention| mention.kind).or(paper.then_some(ActorKind::Organisation));
            self.named = known.zip(kind);
        }
        quote
    }

    /// "Acme Security and Chief Ann Lee": the person at the end of an office that begins with a firm's name.
    fn bearer(&self, first: &ActorMention, source: Span, inner: &[&str]) -> Option<&'a ActorMention> {
        if first.kind == ActorKind::Person {
            return None;
        }
        self.actors.iter().rfind(|mention| {
            let between = self.text.get(first.span.end..mention.span.start).unwrap_or(",");
            let office = !between.contains(',') && !inner.iter().any(|word| between.contains(word));
            source.contains(mention.span) && mention.kind == ActorKind::Person && mention.name.is_some() && office
        })
    }

    /// The last speaker that was no pronoun, by name or in the words of the text, if of the kind asked.
    fn earlier(&self, fits: impl Fn(ActorKind) -> bool) -> Option<String> {
        self.named.clone().filter(|(_, kind)| fits(*kind)).map(|(name, _)| name)
    }

    /// The one whom the source is about; in "Reed's solicitor, Kit Marlow" Kit Marlow.
    fn mention(&self, source: Span) -> Option<&'a ActorMention> {
        let owner = |mention: &&ActorMention| {
            ["'s", "’s", "' ", "’ "].iter().any(|mark| self.text[mention.span.end..].starts_with(mark))
                && mention.span.end < source.end
        };
        let owners = actors::within(self.actors, source)
            .iter()
            .filter(|mention| source.contains(mention.span))
            .take_while(owner)
            .last()
            .map_or(source.start, |mention| mention.span.end);
        let first = actors::resolve(self.actors, source, None)?;
        let first = match first.span.end <= owners {
            true => actors::resolve(self.actors, Span::new(owners, source.end), None)?,
            false => first,
        };
        let lead = self.text.get(owners..first.span.start).unwrap_or_default();
        let inner = [" of ", " from ", " by ", " for ", " at ", " in ", " to ", " with ", " citing "];
        if inner.iter().any(|word| lead.contains(word)) {
            return None;
        }
        if let Some(person) = self.bearer(first, source, &inner) {
            return Some(person);
        }
        if specifies(self.text.get(first.span.end..source.end).unwrap_or_default()) {
            return None;
        }
        if first.name.is_some() && first.span.end <= source.end {
            return Some(first);
        }
        let possessive = self.lexicon.actors.pronoun(first.span.of(self.text)).is_some();
        let apposed = actors::within(self.actors, source).iter().find(|mention| {
            let between = self.text.get(first.span.end..mention.span.start).unwrap_or("-");
            source.contains(mention.span)
                && mention.span.start >= first.span.end
                && (is_apposition(between) || possessive && is_office(between))
                && mention.kind == ActorKind::Person
                && mention.name.is_some()
        });
        apposed.or(Some(first))
    }
}

/// A comma, or a prepositional phrase and a comma: "the solicitor [for the bank,] Kit Marlow".
fn is_apposition(between: &str) -> bool {
    let inner = between.trim().strip_suffix(',').unwrap_or("-").trim();
    let phrase = ["for ", "of ", "at ", "from ", "in "].iter().any(|start| inner.starts_with(start));
    inner.is_empty() || phrase && !inner.contains(',') && inner.split(' ').count() <= 5
}

/// A few common words and a comma: "his [predecessor,] Fiona Hill".
fn is_office(between: &str) -> bool {
    let inner = between.trim().strip_suffix(',').unwrap_or("-").trim();
    inner.split(' ').count() <= 4
        && !inner.is_empty()
        && inner.split(' ').all(|word| word.starts_with(char::is_lowercase))
}

/// What follows a name shows that it only specifies another word: "Kestrel [engineers]".
fn specifies(rest: &str) -> bool {
    const LINKS: [&str; 14] =
        ["of", "and", "in", "for", "from", "at", "who", "which", "on", "with", "the", "via", "as", "to"];
    let next = rest.strip_prefix(' ').and_then(|rest| rest.split([' ', ',']).next()).unwrap_or_default();
    next.starts_with(char::is_lowercase) && !LINKS.contains(&next)
}

/// A text of so many quotations is a book, and sets none of them apart.
const BOOK: usize = 2000;

/// Words set apart without a speaker that another quotation of the document holds have that one's speaker.
pub(crate) fn pulled(text: &str, found: &mut [Found]) {
    if found.len() > BOOK {
        return;
    }
    for i in 0..found.len() {
        if found[i].quote.cue.is_some() || found[i].continues || found[i].quote.span.len() < 20 {
            continue;
        }
        let words = found[i].quote.span.of(text).trim_end_matches(['.', ',', '!', '?']);
        let words = words.strip_prefix(char::is_uppercase).unwrap_or(words);
        let whole = found
            .iter()
            .enumerate()
            .find(|(n, other)| *n != i && other.quote.cue.is_some() && other.quote.span.of(text).contains(words));
        if let Some((_, whole)) = whole {
            let (source, speaker, name) =
                (whole.quote.source, whole.quote.speaker.clone(), whole.quote.speaker_name.clone());
            (found[i].quote.source, found[i].quote.speaker, found[i].quote.speaker_name) = (source, speaker, name);
        }
    }
}

/// A quotation over paragraphs whose speaker is named only at its end: the earlier paragraphs have the same.
pub(crate) fn chain_back(found: &mut [Found]) {
    for i in (1..found.len()).rev() {
        if !found[i].continues || found[i].quote.source.is_none() {
            continue;
        }
        let Some(before) = found[..i].iter().rposition(|found| found.open) else { continue };
        let (source, cue) = (found[i].quote.source, found[i].quote.cue);
        let (speaker, name) = (found[i].quote.speaker.clone(), found[i].quote.speaker_name.clone());
        let first = &mut found[before];
        if first.quote.source.is_none() || first.quote.cue.is_none() && found_carried(&first.quote) {
            first.quote.source = source;
            first.quote.cue = cue;
            first.quote.speaker = speaker;
            first.quote.speaker_name = name;
            first.is_quote = true;
        }
    }
}

/// The speaker was only carried over from words before the quotation.
fn found_carried(quote: &Quote) -> bool {
    quote.source.is_some_and(|source| source.end <= quote.span.start) && quote.cue.is_none()
}
