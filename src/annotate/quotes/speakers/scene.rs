//! What a sentence leaves to be remembered: whom it was about, the paper it named and whose that is.

use super::Memory;
use super::turns::put;
use crate::annotate::actors;
use crate::annotate::quotes::cues::Report;
use crate::annotate::quotes::frame::{Item, span_of};
use crate::lexicon::actors::Pronoun;
use crate::model::label::Upos;
use crate::model::{ActorKind, ActorMention, Span, Uttered};

impl<'a> Memory<'a> {
    /// After a sentence of the frame: remembers whom it was about when it quoted nobody, or the one it reports.
    pub fn leave_frame(&mut self, frame: &[Item<'_>], reports: &[Report]) {
        if !frame.iter().any(|item| item.is_word() || item.quote().is_some()) {
            return;
        }
        let quotes = frame.iter().any(|item| item.quote().is_some());
        self.banter = false;
        self.questioned = put(frame, &self.lexicon.quotes.grammar).filter(|_| !quotes);
        if self.questioned.is_some() {
            return;
        }
        let reported = reports
            .iter()
            .rev()
            .filter(|report| report.uttered == Uttered::Said)
            .find_map(|report| report.source.as_ref())
            .map(|source| span_of(&self.lexicon.quotes.grammar, frame, source.clone()));
        if let Some(source) = reported.filter(|source| quotes || self.pronoun(*source) != Some(Pronoun::I)) {
            self.speaks(source);
            self.trading = false;
        }
        if !quotes && reports.is_empty() {
            let acts = frame.iter().find(|item| item.text() == "I").map(Item::span);
            self.acted = acts.map_or(self.acted, |_| self.paragraph);
            self.writer = acts.or(self.writer);
        }
        self.leave_turn(frame, reports, quotes);
        self.leave_paper(frame, reports, quotes);
        self.leave_asked(frame, reports);
        let source = |report: &Report| {
            report.source.as_ref().map(|source| span_of(&self.lexicon.quotes.grammar, frame, source.clone()))
        };
        let by_another = |source: Span| self.pronoun(source) != Some(Pronoun::I);
        let said = reports.iter().filter(|report| report.uttered == Uttered::Said);
        if !quotes && !said.filter_map(source).any(by_another) {
            self.leave_subject(frame);
        } else if let Some(actor) = self.main_subject(frame).filter(|_| !quotes)
            && reports.iter().all(|report| frame[report.cue.end - 1].span().end < actor.span.start)
            && reports.iter().filter_map(source).all(|source| !source.contains(actor.span))
        {
            // "When a reporter asked why, the governor leaned forward."
            self.subject = Some(actor.span);
        }
        self.bare = quotes && !frame.iter().any(Item::is_word);
        self.banter = self.is_banter(frame);
    }

    /// "I ask him how he can tell": the one who is asked speaks next, and then the writer may.
    fn leave_asked(&mut self, frame: &[Item<'_>], reports: &[Report]) {
        let Some(report) = reports.last() else { return };
        let Some(source) = report.source.clone().map(|source| span_of(&self.lexicon.quotes.grammar, frame, source))
        else {
            return;
        };
        let asked = self.asked_one(frame, report).filter(|_| self.pronoun(source) == Some(Pronoun::I));
        if let Some(hearer) = asked {
            (self.other, self.other_at) = (Some(source), self.paragraph);
            self.subject = Some(hearer.span);
            if let Some(name) = hearer.name.clone() {
                self.resolved.insert(hearer.span.start, name);
            }
        }
    }

    /// Who asks and who is asked, and whose words a colon announces.
    fn leave_turn(&mut self, frame: &[Item<'_>], reports: &[Report], quotes: bool) {
        if let Some(examiner) = self.examiner(frame) {
            (self.other, self.other_at) = (Some(examiner), self.paragraph);
        }
        let last = reports.last();
        self.announced = last.filter(|report| report.content.is_empty()).and_then(|report| {
            report.source.as_ref().map(|source| {
                (
                    span_of(&self.lexicon.quotes.grammar, frame, source.clone()),
                    span_of(&self.lexicon.quotes.grammar, frame, report.cue.clone()),
                )
            })
        });
        let asks = |report: &Report| {
            frame[report.cue.clone()].iter().any(|item| self.lexicon.quotes.asking.contains(&item.lower()))
        };
        let hearer = last.and_then(|report| self.asked_one(frame, report));
        let hearer = hearer.or_else(|| self.asked_there(frame).filter(|_| reports.is_empty()));
        if !quotes && last.is_some_and(asks) {
            self.asked = true;
        }
        self.hearer = hearer.map(|hearer| hearer.span).or(self.hearer.filter(|_| reports.is_empty()));
    }

    /// The paper that the sentence names, and whose it is.
    fn leave_paper(&mut self, frame: &[Item<'_>], reports: &[Report], quotes: bool) {
        let mut sources = reports
            .iter()
            .filter_map(|report| report.source.as_ref())
            .map(|source| span_of(&self.lexicon.quotes.grammar, frame, source.clone()));
        let paper = self.paper_in(frame);
        let issuer = paper.and_then(|paper| self.issuer(frame, paper));
        if let Some(paper) = self.paper_said_in(frame, reports).or(paper) {
            let noun = paper.of(self.text).rsplit(' ').next().unwrap_or_default().to_lowercase();
            let author = issuer.map(|mention| mention.span).or(sources.clone().next_back());
            self.authored = author.map(|author| (noun, author)).or(self.authored.take());
        }
        let another = |paper: &Span| issuer.is_none() && !self.is_about_institution(frame, *paper);
        self.paper = match paper.filter(another) {
            Some(paper) if reports.iter().any(|report| self.is_manner_of(frame, report, paper)) => None,
            _ if sources.any(|source| self.pronoun(source).is_none()) => None,
            None if quotes => self.paper,
            found => found,
        };
    }

    /// "In [a post] on Friday, the firm's chief said": the paper in which the sentence says that something is said.
    fn paper_said_in(&self, frame: &[Item<'_>], reports: &[Report]) -> Option<Span> {
        let grammar = &self.lexicon.quotes.grammar;
        let leads = |i: &usize| {
            let article = frame.get(i + 1).is_some_and(|next| grammar.indefinite.contains(&next.lower()));
            article && self.lexicon.quotes.manner.contains(&frame[*i].lower())
        };
        let lead = (0..frame.len()).find(leads).filter(|_| reports.iter().any(|report| report.source.is_some()))?;
        let within = lead + 2..frame.len().min(lead + 6);
        let last = { within }.take_while(|i| frame[*i].is_word()).find(|i| {
            let paper = self.lexicon.quotes.papers.contains(&frame[*i].lower());
            paper && frame.get(i + 1).is_none_or(|next| !self.lexicon.quotes.papers.contains(&next.lower()))
        })?;
        Some(frame[lead + 1].span().join(frame[last].span()))
    }

    /// "it said [in a statement]": the paper is where something was said.
    fn is_manner_of(&self, frame: &[Item<'_>], report: &Report, paper: Span) -> bool {
        let begin = frame.iter().position(|item| item.span().start >= paper.start).unwrap_or(0);
        let led = begin > 0 && self.lexicon.quotes.manner.contains(&frame[begin - 1].lower());
        led && report.source.is_some() && frame[report.cue.start].span().start < paper.start
    }

    /// Whom a sentence is about that quotes nobody.
    fn leave_subject(&mut self, frame: &[Item<'_>]) {
        let (Some(first), Some(last)) = (frame.first(), frame.last()) else { return };
        let sentence = first.span().join(last.span());
        if let Some(lone) = self.lone(frame).or_else(|| self.newcomer(frame)) {
            (self.subject, self.age) = (Some(lone), 0);
            return self.enters(None, lone, ActorKind::Person, sentence.end);
        }
        let writer = |mention: &ActorMention| matches!(self.pronoun(mention.span), Some(Pronoun::I | Pronoun::We));
        let named = || actors::within(self.actors, sentence).iter();
        let mut of_it = named().filter(|mention| sentence.contains(mention.span) && !writer(mention));
        let about = self.topic(frame).or_else(|| self.main_subject(frame)).filter(|mention| !writer(mention));
        let about = about.or_else(|| of_it.next());
        let Some(mention) = about else { return };
        let pronoun = self.pronoun(mention.span);
        let somebody = matches!(mention.kind, ActorKind::Person | ActorKind::Group);
        let meant = pronoun.filter(|_| mention.name.is_none() && mention.kind == ActorKind::Person);
        let nameless = mention.name.is_none() && pronoun.is_none() && mention.kind == ActorKind::Person;
        let name = meant.and_then(|pronoun| self.nearest(pronoun, mention.span, None));
        let name = name.or_else(|| self.by_epithet(mention.span).filter(|_| nameless));
        let known = (mention.name.is_some() || name.is_some()) && !self.is_here(self.last);
        if somebody && (pronoun.is_none() || self.last.is_none() || known) {
            self.subject = Some(mention.span);
            self.age = 0;
            if self.writer.is_some() && pronoun != Some(Pronoun::They) {
                (self.other, self.other_at) = (self.writer, self.paragraph);
            }
        }
        if let Some(name) = name.clone().or_else(|| mention.name.clone().filter(|_| pronoun.is_some())) {
            self.resolved.insert(mention.span.start, name);
        }
        let first = named().find(|other| other.kind == ActorKind::Person && other.name.is_some());
        let told = |other: &&ActorMention| self.pronoun(other.span).is_none() && other.name.is_none();
        // "Rex now lives with the niece. She": somebody of the other gender, or beside what is nobody.
        let beside = named().filter(told).find(|other| {
            let gender =
                self.gender(other).filter(|_| other.kind == ActorKind::Person && other.span.start > mention.span.end);
            gender.is_some()
                && (mention.kind != ActorKind::Person || self.gender(mention).is_some_and(|own| Some(own) != gender))
        });
        self.takes_part(mention, name, sentence.end);
        if let Some(beside) = beside {
            self.takes_part(beside, None, sentence.end);
        }
        self.leave_object(mention, sentence);
        if let Some(person) = first.filter(|_| mention.kind != ActorKind::Person) {
            self.takes_part(person, None, sentence.end);
        }
    }

    /// "A doctor ordered [her] to stop": the one who stands as a pronoun beside somebody new is whom the text is about.
    fn leave_object(&mut self, about: &ActorMention, sentence: Span) {
        let words = about.span.of(self.text).to_lowercase();
        let new = self.lexicon.quotes.grammar.indefinite.contains(words.split(' ').next().unwrap_or_default());
        let object = |other: &&ActorMention| {
            let pronoun = self.pronoun(other.span).filter(|own| matches!(own, Pronoun::He | Pronoun::She));
            let node = self.parsed.node(other.span.start);
            let tree = node.and_then(|node| Some((self.parsed.tree(node.sentence)?, node.token)));
            pronoun.is_some() && tree.is_some_and(|(tree, token)| tree.is(token, "obj") || tree.is(token, "iobj"))
        };
        let rest = Span::new(about.span.end, sentence.end);
        let mut within = actors::within(self.actors, rest).iter().filter(|other| rest.contains(other.span));
        let Some(other) = within.find(object).filter(|_| new && about.name.is_none()) else { return };
        let Some(pronoun) = self.pronoun(other.span) else { return };
        let name = other.name.clone().or_else(|| self.nearest_but(pronoun, other.span, about.span));
        let Some(name) = name else { return };
        self.resolved.insert(other.span.start, name.clone());
        self.subject = Some(other.span);
        self.takes_part(other, Some(name), sentence.end);
    }

    /// "[Another] shrugged": somebody who is not named, and no noun after.
    fn lone(&self, frame: &[Item<'_>]) -> Option<Span> {
        let first = frame.first().filter(|item| self.lexicon.quotes.grammar.lone.contains(&item.lower()))?;
        let next = frame.get(1)?;
        (self.is_act(next) || next.text() == ",").then(|| first.span())
    }

    /// A verb, or an adverb before one. Where the sentence was not parsed, the word tells.
    fn is_act(&self, item: &Item<'_>) -> bool {
        let lower = item.lower();
        let verbal = || {
            let quotes = &self.lexicon.quotes;
            let known = quotes.auxiliaries.contains(&lower) || quotes.adverbs.contains(&lower);
            known || quotes.verb(&lower).is_some() || lower.ends_with("ed") || lower.ends_with("ly")
        };
        item.node().map_or_else(verbal, |node| matches!(node.upos, Upos::Verb | Upos::Aux | Upos::Adv))
    }

    /// "[A cellist] laughed", "[One buyer], who had left the firm, shrugged": somebody new whom no list of offices knows.
    pub(super) fn newcomer(&self, frame: &[Item<'_>]) -> Option<Span> {
        let grammar = &self.lexicon.quotes.grammar;
        let begin = frame.iter().position(|item| !grammar.turns.contains(&item.lower()))?;
        let first = frame[begin].lower();
        if !(grammar.indefinite.contains(&first) || grammar.lone.contains(&first)) {
            return None;
        }
        let within = begin + 1..frame.len().min(begin + 14);
        let ends = |i: &usize| {
            let item = &frame[*i];
            !item.is_word() || grammar.prepositions.contains(&item.lower()) || grammar.relatives.contains(&item.lower())
        };
        let end = within.clone().find(ends).unwrap_or(within.end);
        let who = within.clone().find(|i| grammar.people_relatives.contains(&frame[*i].lower()));
        let clause = |who: usize| {
            frame[begin + 1..who].iter().any(|item| item.quote().is_some() || item.text() == ":" || self.is_act(item))
        };
        let explained = who.is_some_and(|who| (who == end || frame[who - 1].text() == ",") && !clause(who));
        let epithet = |i: &usize| self.lexicon.quotes.epithets.contains(&frame[*i].lower());
        let listed = (begin + 1..end.min(begin + 5)).find(epithet);
        let acting = listed.filter(|noun| frame.get(noun + 1).is_some_and(|next| self.is_act(next)));
        let head = if explained { end.checked_sub(1)? } else { acting? };
        let noun = frame[head].span();
        let known = actors::within(self.actors, noun).iter().any(|mention| mention.span.contains(noun));
        (head > begin && !known).then(|| frame[begin].span().join(noun))
    }

    /// The subject of the sentence's main verb: "Asked by the prosecutor why he ran, [the witness] shrugged".
    pub(super) fn main_subject(&self, frame: &[Item<'_>]) -> Option<&'a ActorMention> {
        let tree = self.parsed.tree(frame.iter().find_map(Item::node)?.sentence)?;
        let root = tree.root()?;
        let Some(subject) = tree.child_by(root, &["nsubj"]) else { return self.asked_subject(frame) };
        let head = tree.tokens[subject].span;
        let whole = Span::new(tree.phrase_span(subject).start, head.end);
        let found = actors::resolve(self.actors, whole, Some(head.start));
        let apposed = || {
            let end = tree.phrase_span(subject).end.max(tree.tokens[root].span.start);
            self.apposed(Span::new(head.end, end.max(head.end)))
        };
        let found = found.filter(|found| found.name.is_some()).or_else(apposed).or(found)?;
        // What is said between marks has its verb of saying, and that one's subject, outside.
        let inside = frame.first()?.span().join(frame.last()?.span()).contains(found.span);
        (inside && matches!(found.kind, ActorKind::Person | ActorKind::Group)).then_some(found)
    }

    /// "As for [Ida Brandt], she": somebody taken up at the head of the sentence.
    fn topic(&self, frame: &[Item<'_>]) -> Option<&'a ActorMention> {
        let [first, second, third, ..] = frame else { return None };
        let grammar = &self.lexicon.quotes.grammar;
        let taken = grammar.as_words.contains(&first.lower()) && grammar.topic_words.contains(&second.lower());
        let begin = third.span().start;
        let found = actors::within(self.actors, Span::new(begin, begin + 1)).first().filter(|_| taken)?;
        let named = found.kind == ActorKind::Person && found.name.is_some() && found.span.start == begin;
        (named && self.text[found.span.end..].starts_with(',')).then_some(found)
    }

    /// "Counsel for the family, [Ida Brandt]": the person between commas.
    fn apposed(&self, rest: Span) -> Option<&'a ActorMention> {
        let named = actors::within(self.actors, rest).iter().filter(|mention| rest.contains(mention.span));
        named.filter(|mention| mention.kind == ActorKind::Person && mention.name.is_some()).find(|mention| {
            self.text[..mention.span.start].ends_with(", ") && self.text[mention.span.end..].starts_with(',')
        })
    }

    /// "Asked whether it was late, [Ida Brandt] hesitates", where the tree takes the first word for the main verb.
    fn asked_subject(&self, frame: &[Item<'_>]) -> Option<&'a ActorMention> {
        frame.first().filter(|first| self.lexicon.quotes.questioning.contains(&first.lower()))?;
        let comma = frame.iter().rposition(|item| item.text() == ",")?;
        let begin = frame.get(comma + 1)?.span().start;
        let found = actors::within(self.actors, Span::new(begin, begin + 1)).first()?;
        (found.kind == ActorKind::Person && found.span.start == begin).then_some(found)
    }

    /// "Vantor declined to discuss the letter": the sentence is about an institution, and the paper is no part of its name.
    fn is_about_institution(&self, frame: &[Item<'_>], paper: Span) -> bool {
        let about = || {
            let tree = self.parsed.tree(frame.iter().find_map(Item::node)?.sentence)?;
            let subject = tree.child_by(tree.root()?, &["nsubj"])?;
            let phrase = Span::new(tree.phrase_span(subject).start, tree.tokens[subject].span.end);
            actors::resolve(self.actors, phrase, Some(tree.tokens[subject].span.start))
        };
        about().is_some_and(|about| {
            let institution = matches!(about.kind, ActorKind::Organisation | ActorKind::Government);
            institution && about.name.is_some() && about.span.end <= paper.start
        })
    }

    /// "The union later issued a statement": the institution that the sentence is about, where the paper comes after it.
    fn issuer(&self, frame: &[Item<'_>], paper: Span) -> Option<&'a ActorMention> {
        let words = paper.of(self.text).to_lowercase();
        let article = self.lexicon.quotes.grammar.indefinite.contains(words.split(' ').next().unwrap_or_default());
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
        let same = self.known_one(&words).is_some_and(|paper| paper == noun);
        self.name_at(*author).filter(|_| same).map(String::from)
    }

    /// The last paper that a sentence names, with the words before it: "The council's letter", "an email".
    pub(super) fn paper_in(&self, frame: &[Item<'_>]) -> Option<Span> {
        let single = |lower: &str| !lower.ends_with('s') && !self.lexicon.quotes.grammar.plural_papers.contains(lower);
        let verb = |item: &Item<'_>| item.node().is_some_and(|node| matches!(node.upos, Upos::Verb | Upos::Aux));
        let listed = |item: &Item<'_>| self.lexicon.quotes.papers.contains(&item.lower()) && !verb(item);
        let paper = |item: &Item<'_>| listed(item) && single(&item.lower());
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
