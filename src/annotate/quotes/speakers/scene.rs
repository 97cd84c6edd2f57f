//! What a sentence leaves to be remembered: whom it was about, the paper it named and whose that is.

use super::Memory;
use super::turns::put;
use crate::annotate::actors;
use crate::annotate::quotes::cues::Report;
use crate::annotate::quotes::frame::Item;
use crate::lexicon::actors::Pronoun;
use crate::model::label::Upos;
use crate::model::{ActorKind, ActorMention, Span};

impl<'a> Memory<'a> {
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

    /// The subject of the sentence's main verb: "Asked by the prosecutor why he ran, [the witness] shrugged".
    pub(super) fn main_subject(&self, frame: &[Item<'_>]) -> Option<&'a ActorMention> {
        let tree = self.parsed.tree(frame.iter().find_map(Item::node)?.sentence)?;
        let subject = tree.child_by(tree.root()?, &["nsubj"])?;
        let head = tree.tokens[subject].span;
        let whole = Span::new(tree.phrase_span(subject).start, head.end);
        let found = actors::resolve(self.actors, whole, Some(head.start))?;
        matches!(found.kind, ActorKind::Person | ActorKind::Group).then_some(found)
    }

    /// "The union later issued a statement": the institution that the sentence is about, where the paper comes after it.
    pub(super) fn issuer(&self, frame: &[Item<'_>]) -> Option<&'a ActorMention> {
        let paper = self.paper_in(frame)?;
        let article = ["a ", "an "].iter().any(|article| paper.of(self.text).to_lowercase().starts_with(article));
        let first = frame.first().filter(|_| article)?.span();
        let about = actors::within(self.actors, Span::new(first.start, paper.start)).first()?;
        let institution = matches!(about.kind, ActorKind::Organisation | ActorKind::Government);
        let begins = self.text.get(first.start..about.span.start).is_some_and(|before| before.len() <= 4);
        (institution && begins).then_some(about)
    }

    /// "the statement": the one who was said to have made it.
    pub(super) fn author_of(&self, source: Span) -> Option<String> {
        let (noun, author) = self.authored.as_ref()?;
        let words = source.of(self.text).to_lowercase();
        let same = words.strip_prefix("the ").is_some_and(|paper| paper == noun);
        self.name_at(*author).filter(|_| same).map(String::from)
    }

    /// The last paper that a sentence names, with the words before it: "The council's letter", "an email".
    pub(super) fn paper_in(&self, frame: &[Item<'_>]) -> Option<Span> {
        let single = |lower: &str| !lower.ends_with('s') && lower != "data";
        let paper = |item: &Item<'_>| self.lexicon.quotes.papers.contains(&item.lower()) && single(&item.lower());
        let at = frame.iter().rposition(paper)?;
        let bound = |item: &Item<'_>| {
            let lower = item.lower();
            let verb = item.node().is_some_and(|node| {
                matches!(node.upos, Upos::Verb | Upos::Aux | Upos::Adp | Upos::Sconj | Upos::Cconj)
            });
            let mark = !item.is_word() && !matches!(&*lower, "'s" | "’s" | "'" | "’");
            mark || verb || self.lexicon.quotes.auxiliaries.contains(&lower) && !matches!(&*lower, "'s" | "’s")
        };
        let start = frame[..at].iter().rposition(bound).map_or(0, |bound| bound + 1);
        Some(frame[start].span().join(frame[at].span()))
    }

    pub(super) fn is_here(&self, span: Option<Span>) -> bool {
        span.is_some_and(|span| span.start >= self.paragraphs.0)
    }
}
