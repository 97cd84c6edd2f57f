//! Whom the words of a source name: pronouns by gender, offices by their bearer, names beside their titles.

use super::Memory;
use super::cast::years;
use crate::annotate::actors;
use crate::lexicon::actors::{Gender, Pronoun};
use crate::lexicon::grammar::Grammar;
use crate::model::{ActorKind, ActorMention, Span};
use std::collections::BTreeSet;

impl<'a> Memory<'a> {
    /// "the prefect" where "the prefect, Aline Mercier" or "Aline Mercier, the prefect" came before: the only one who bears the
    /// office.
    pub(super) fn bearer_of(&self, source: Span) -> Option<String> {
        let words = source.of(self.text).to_lowercase();
        let office = self.known_one(&words).filter(|office| office.split(' ').count() <= 4)?;
        let plain = office.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-'));
        let before = &self.actors[..self.actors.partition_point(|mention| mention.span.start < source.start)];
        let bears = |mention: &&ActorMention| {
            let own = mention.span.of(self.text).to_lowercase();
            let role = mention.role.as_deref().is_some_and(|role| ends_with_words(&role.to_lowercase(), office));
            let ahead = Span::new(self.floor(mention.span.start, office.len() + 8), mention.span.start).of(self.text);
            let ahead = ahead.to_lowercase();
            let apposed = ahead.strip_suffix(", ").is_some_and(|ahead| ends_with_words(ahead, office));
            let rest = self.text.get(mention.span.end..).unwrap_or_default();
            role || apposed
                || own.starts_with(&format!("{office} "))
                || is_followed_by(rest, office, &self.lexicon.quotes.grammar)
        };
        let named = before.iter().rev().take(REACH).filter(|mention| mention.kind == ActorKind::Person);
        let names: BTreeSet<&String> = named.filter(bears).filter_map(|mention| mention.name.as_ref()).collect();
        names.first().filter(|_| names.len() == 1 && plain).map(|name| (*name).clone())
    }

    /// The words after "the".
    pub(super) fn known_one<'w>(&self, words: &'w str) -> Option<&'w str> {
        let (the, rest) = words.split_once(' ')?;
        self.lexicon.quotes.grammar.the.contains(&the.to_lowercase()).then_some(rest)
    }

    /// May a pronoun stand for the mention, as far as titles, roles and first names tell?
    pub(super) fn agrees(&self, pronoun: Pronoun, mention: &ActorMention) -> bool {
        let other = if pronoun == Pronoun::He { Gender::She } else { Gender::He };
        mention.kind == ActorKind::Person && self.gender(mention) != Some(other)
    }

    /// What titles, roles and the first name tell.
    pub(super) fn gender(&self, mention: &ActorMention) -> Option<Gender> {
        let words = mention.span.of(self.text);
        match self.lexicon.actors.pronoun(words) {
            Some(Pronoun::He) => return Some(Gender::He),
            Some(Pronoun::She) => return Some(Gender::She),
            _ => {}
        }
        let told = actors::own_words(words).split_whitespace().find_map(|word| self.lexicon.actors.gender(word));
        told.or_else(|| mention.name.as_ref().and_then(|name| self.known.gender(name)))
    }

    /// The person that the sentence before was about, by name or in the words of the text: "A woman stood up."
    pub(super) fn spoken_of(&self, source: Span) -> Option<String> {
        let pronoun = self.pronoun(source)?;
        let subject = self.subject.filter(|subject| subject.end <= source.start)?;
        let Some(mention) = self.actors.iter().find(|mention| mention.span == subject) else {
            let words = subject.of(self.text);
            let own = words.split(' ').find_map(|word| self.lexicon.actors.gender(word));
            let other = if pronoun == Pronoun::He { Gender::She } else { Gender::He };
            return (own != Some(other)).then(|| words.to_string());
        };
        let first = subject.of(self.text).split(' ').next().unwrap_or_default();
        // "His grandfather cast bells; he": the owner may be meant.
        let plain = self.lexicon.actors.pronoun(first).is_none()
            || self.lexicon.quotes.grammar.writer.contains(&first.to_lowercase());
        let words = || plain.then(|| subject.of(self.text).to_string());
        let others = actors::within(self.actors, Span::new(subject.end, source.start)).iter();
        let outside = |other: &&ActorMention| !self.known.is_quoted(other.span) || self.known.is_quoted(source);
        let mut rivals =
            others.filter(outside).filter(|other| other.name != mention.name && self.agrees(pronoun, other));
        if rivals.any(|other| self.pronoun(other.span).is_none()) {
            return None;
        }
        mention
            .name
            .clone()
            .or_else(|| self.by_epithet(subject))
            .or_else(words)
            .filter(|_| self.agrees(pronoun, mention))
    }

    /// "A spokeswoman would not say what she called …": the pronoun stands for the subject of its own sentence, who has no name.
    pub(super) fn own_subject(&self, pronoun: Pronoun, source: Span) -> Option<String> {
        let nameless = |main: &&ActorMention| main.name.is_none() && main.kind == ActorKind::Person;
        let main = self.main.filter(|main| main.span.end < source.start).filter(nameless)?;
        let words = main.span.of(self.text);
        let told = actors::own_words(words).split_whitespace().find_map(|word| self.lexicon.actors.gender(word))?;
        let own = if pronoun == Pronoun::He { Gender::He } else { Gender::She };
        let found = || self.by_epithet(main.span).unwrap_or_else(|| self.before_who(words).to_string());
        (told == own && self.pronoun(main.span).is_none()).then(found)
    }

    /// "The regulator does not dispute that, though it calls …": the institution that the pronoun's own sentence is about.
    pub(super) fn own_institution(&self, source: Span) -> Option<String> {
        let tree = self.parsed.tree(self.parsed.node(source.start)?.sentence)?;
        let subject = tree.child_by(tree.root()?, &["nsubj"])?;
        let head = tree.tokens[subject].span;
        let words = Span::new(tree.phrase_span(subject).start, head.end);
        let institution = |kind| matches!(kind, ActorKind::Organisation | ActorKind::Government);
        let named = actors::resolve(self.actors, words, Some(head.start));
        let role = self.lexicon.actors.role(head.of(self.text)).is_some_and(|role| !role.plural);
        let noun = |mention: &ActorMention| mention.name.is_none() && self.pronoun(mention.span).is_none() && role;
        let fits = words.end < source.start && named.map_or(role, |mention| institution(mention.kind) || noun(mention));
        let own = |mention: &ActorMention| mention.name.clone();
        fits.then(|| named.and_then(own).unwrap_or_else(|| words.of(self.text).to_string()))
    }

    /// "“I sent a student in. He said, ‘It is a mask’”": in somebody's words, whom the lines before speak of by a noun, where nobody else is
    /// named whom the pronoun fits.
    pub(super) fn told_of(&self, pronoun: Pronoun, source: Span) -> Option<String> {
        let own = if pronoun == Pronoun::He { Gender::He } else { Gender::She };
        let new = |mention: &ActorMention| {
            let first = mention.span.of(self.text).split(' ').next().unwrap_or_default().to_lowercase();
            self.lexicon.quotes.grammar.indefinite.contains(&first)
        };
        let noun = |mention: &&ActorMention| {
            mention.kind == ActorKind::Person && mention.name.is_none() && self.pronoun(mention.span).is_none()
        };
        let rival = |other: &ActorMention| {
            let named = other.name.is_some() && other.name != self.outer && self.pronoun(other.span).is_none();
            named && self.agrees(pronoun, other)
        };
        let near = |from: usize| actors::within(self.actors, Span::new(from.min(source.start), source.start));
        let found = [self.paragraphs.0, self.paragraphs.1].into_iter().find_map(|from| {
            let alone = self.within && !near(from).iter().any(rival);
            let mut nouns = near(from).iter().rev().filter(|_| alone).filter(noun);
            let sure = nouns.clone().find(|mention| self.gender(mention) == Some(own));
            sure.or_else(|| nouns.find(|mention| self.gender(mention).is_none() && new(mention)))
        })?;
        Some(self.before_who(found.span.of(self.text)).to_string())
    }

    /// "Ida Brandt, Who Taught a Nation to Bake, Dies": the only one of that gender in the heading, of whom the text goes on to speak.
    pub(super) fn whom_all_is_about(&self, pronoun: Pronoun, source: Span) -> Option<String> {
        let own = if pronoun == Pronoun::He { Gender::He } else { Gender::She };
        let heading = self.text.trim_start().split('\n').next().unwrap_or_default();
        let end = self.text.len() - self.text.trim_start().len() + heading.len();
        let named = |mention: &&ActorMention| mention.kind == ActorKind::Person && self.pronoun(mention.span).is_none();
        let before = |stretch: Span| actors::within(self.actors, stretch).iter().filter(named);
        let fits = |name: &&String| self.known.gender(name) == Some(own);
        let names: BTreeSet<&String> =
            before(Span::new(0, end)).filter_map(|mention| mention.name.as_ref()).filter(fits).collect();
        let name = names.first().filter(|_| names.len() == 1 && !self.within && source.start > end)?;
        let again = before(Span::new(end, source.start)).any(|mention| mention.name.as_ref() == Some(*name));
        again.then(|| (*name).clone())
    }

    /// "Residents left, but they said": the group that the sentence is about, or the sentence before.
    pub(super) fn group_before(&self, source: Span) -> Option<String> {
        let group = |mention: &&ActorMention| {
            mention.kind == ActorKind::Group && self.pronoun(mention.span).is_none() && mention.span.end <= source.start
        };
        let at = |span: Option<Span>| self.actors.iter().find(|mention| Some(mention.span) == span);
        let last = || self.last.filter(|last| self.is_here(Some(*last))).and_then(|last| self.mention(last));
        let subject = || at(self.subject);
        let found = self.main.filter(group).or_else(|| subject().filter(group)).or_else(|| last().filter(group))?;
        let words = || self.before_who(found.span.of(self.text)).to_string();
        Some(found.name.clone().unwrap_or_else(words))
    }

    /// The last speaker by name in this paragraph.
    pub(super) fn named_here(&self, source: Span) -> Option<String> {
        let pronoun = self.pronoun(source)?;
        let (name, kind, at) = self.named.clone()?;
        let mention = self.actors.iter().find(|mention| mention.span.start >= at && mention.span.start <= at + 60);
        let fits = mention.is_none_or(|mention| mention.kind != ActorKind::Person || self.agrees(pronoun, mention));
        let fits = fits && self.outer.as_ref() != Some(&name);
        (kind == ActorKind::Person && at >= self.paragraphs.0 && at < source.start && fits).then_some(name)
    }

    /// "the 43-year-old": the one of that age, or else the one person whom the words before name and of whom no other age is told.
    pub(super) fn aged(&self, source: Span) -> Option<String> {
        let age = self.known_one(source.of(self.text)).and_then(|rest| years(rest.split(' ').next()?))?;
        let own = |mention: &ActorMention| mention.name.as_ref().and_then(|name| self.known.age(name));
        self.of_age([age, age], source, None)
            .or_else(|| self.only(source, |mention| own(mention).is_none_or(|own| own == age)))
    }

    /// The only person named in this paragraph, or else in the one before, whom the pronoun fits.
    pub(super) fn only_one(&self, source: Span) -> Option<String> {
        let pronoun = self.pronoun(source)?;
        self.only(source, |mention| self.agrees(pronoun, mention))
    }

    pub(super) fn only(&self, source: Span, fits: impl Fn(&ActorMention) -> bool) -> Option<String> {
        let (here, before) = self.paragraphs;
        [Span::new(here, source.start.max(here)), Span::new(before, here)]
            .into_iter()
            .find_map(|stretch| {
                let named = |mention: &&ActorMention| {
                    mention.kind == ActorKind::Person && mention.name.is_some() && mention.name != self.outer
                };
                let people: Vec<&ActorMention> = actors::within(self.actors, stretch).iter().filter(named).collect();
                let fitting = people.iter().filter(|mention| fits(mention));
                let names: BTreeSet<&String> = fitting.filter_map(|mention| mention.name.as_ref()).collect();
                if people.is_empty() { None } else { Some(names) }
            })
            .filter(|names| names.len() == 1)
            .and_then(|names| names.first().map(|name| (*name).clone()))
    }

    /// "Acme Security and Chief Ann Lee": the person at the end of an office that begins with a firm's name.
    pub(super) fn bearer(&self, first: &ActorMention, source: Span) -> Option<&'a ActorMention> {
        if first.kind == ActorKind::Person {
            return None;
        }
        self.actors.iter().rfind(|mention| {
            let between = self.text.get(first.span.end..mention.span.start).unwrap_or(",");
            let office = !between.contains(',') && !self.holds_link(between);
            source.contains(mention.span) && mention.kind == ActorKind::Person && mention.name.is_some() && office
        })
    }

    /// "The Harbour Police Press Officer, Ann Lee": an office with its capitals, and the person after the comma.
    fn office_of(&self, first: &ActorMention, source: Span) -> Option<&'a ActorMention> {
        let last = first.span.of(self.text).rsplit(' ').next().unwrap_or_default();
        let office = self.lexicon.actors.role(last).is_some_and(|role| role.kind == ActorKind::Person && !role.plural);
        let person = |mention: &&ActorMention| {
            let comma = self.text.get(first.span.end..mention.span.start) == Some(", ");
            comma && source.contains(mention.span) && mention.kind == ActorKind::Person && mention.name.is_some()
        };
        self.actors.iter().find(person).filter(|_| office && first.kind != ActorKind::Person)
    }

    /// A word between blanks that makes the name after it specify another: "the head [of] Acme".
    fn holds_link(&self, words: &str) -> bool {
        words.split(' ').skip(1).any(|word| self.lexicon.quotes.grammar.name_links.contains(word))
    }

    /// The last speaker that was no pronoun, by name or in the words of the text, if of the kind asked.
    pub(super) fn earlier(&self, fits: impl Fn(ActorKind) -> bool) -> Option<String> {
        self.named.clone().filter(|(_, kind, _)| fits(*kind)).map(|(name, ..)| name)
    }

    /// "One of them, [Ida Brandt]", "one, who gave his name only as [Musa]".
    fn one_of(&self, source: Span) -> Option<&'a ActorMention> {
        let (lead, _) = source.of(self.text).split_once(", ")?;
        let first = lead.split(' ').next().unwrap_or_default().to_lowercase();
        let grammar = &self.lexicon.quotes.grammar;
        let rest = Span::new(source.start + lead.len(), source.end);
        let person = |mention: &&ActorMention| {
            rest.contains(mention.span) && mention.kind == ActorKind::Person && mention.name.is_some()
        };
        let mut named =
            actors::within(self.actors, rest).iter().filter(person).filter(|_| grammar.lone.contains(&first));
        named.find(|mention| {
            let between = self.text.get(rest.start..mention.span.start).unwrap_or_default();
            between == ", " || self.pronoun(mention.span).is_none() && is_given_as(between, grammar)
        })
    }

    /// The one whom the source is about; in "Reed's solicitor, Kit Marlow" Kit Marlow.
    pub(super) fn mention(&self, source: Span) -> Option<&'a ActorMention> {
        if let Some(one) = self.one_of(source) {
            return Some(one);
        }
        if self.several(source).is_some() {
            return None;
        }
        let grammar = &self.lexicon.quotes.grammar;
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
        let explains = |word: &str| grammar.people_relatives.contains(word);
        if (lead.contains(',') || lead.split(' ').any(explains)) && self.pronoun(first.span).is_some() {
            return None;
        }
        // "Lund, not Kern, said"
        let other = lead.split_whitespace().next_back().is_some_and(|word| grammar.negations.contains(word));
        if self.holds_link(lead) || other {
            return None;
        }
        if let Some(person) = self.bearer(first, source) {
            return Some(person);
        }
        if specifies(self.text.get(first.span.end..source.end).unwrap_or_default(), grammar) {
            return None;
        }
        if let Some(person) = self.office_of(first, source) {
            return Some(person);
        }
        if first.name.is_some() && first.span.end <= source.end {
            return Some(first);
        }
        let possessive = self.pronoun(first.span).is_some();
        let apposed = actors::within(self.actors, source).iter().find(|mention| {
            let between = self.text.get(first.span.end..mention.span.start).unwrap_or("-");
            source.contains(mention.span)
                && mention.span.start >= first.span.end
                && (is_apposition(between, grammar)
                    || possessive && is_office(between)
                    || is_given_as(between, grammar))
                && mention.kind == ActorKind::Person
                && mention.name.is_some()
        });
        apposed.or(Some(first))
    }
}

/// How many mentions before a source are searched for the bearer of an office.
const REACH: usize = 400;

fn ends_with_words(words: &str, office: &str) -> bool {
    words.strip_suffix(office).is_some_and(|front| front.is_empty() || front.ends_with(' '))
}

/// ", the [office]", ", its [office] for the north": an apposition that begins with the office.
fn is_followed_by(rest: &str, office: &str, grammar: &Grammar) -> bool {
    let Some(rest) = rest.strip_prefix(", ") else { return false };
    let lower = rest.chars().take(office.len() + 16).collect::<String>().to_lowercase();
    let (first, more) = lower.split_once(' ').unwrap_or((&lower, ""));
    let led = grammar.articles.contains(first) || grammar.possessors.contains(first);
    let Some(after) = lower.strip_prefix(office).or(more.strip_prefix(office).filter(|_| led)) else { return false };
    let next = after.strip_prefix(' ').and_then(|after| after.split(' ').next());
    let linked = |next: &str| grammar.office_links.contains(next) || grammar.people_relatives.contains(next);
    after.starts_with([',', '.']) || next.is_some_and(linked)
}

/// A comma, or a prepositional phrase and a comma: "the solicitor [for the bank,] Kit Marlow".
fn is_apposition(between: &str, grammar: &Grammar) -> bool {
    let inner = between.trim().strip_suffix(',').unwrap_or("-").trim();
    let phrase = grammar.office_links.contains(inner.split(' ').next().unwrap_or_default());
    inner.is_empty() || phrase && !inner.contains(',') && inner.split(' ').count() <= 5
}

/// "A butcher[, who gave his name only as] Musa".
fn is_given_as(between: &str, grammar: &Grammar) -> bool {
    let Some(clause) = between.strip_prefix([',', ' ']) else { return false };
    let first = clause.split_whitespace().next().unwrap_or_default();
    let last = clause.split_whitespace().next_back().unwrap_or_default();
    let short = clause.split_whitespace().count() <= 10 && clause.ends_with(' ');
    short && grammar.people_relatives.contains(first) && grammar.as_words.contains(last)
}

/// A few common words and a comma: "his [predecessor,] Fiona Hill".
fn is_office(between: &str) -> bool {
    let inner = between.trim().strip_suffix(',').unwrap_or("-").trim();
    inner.split(' ').count() <= 4
        && !inner.is_empty()
        && inner.split(' ').all(|word| word.starts_with(char::is_lowercase))
}

/// What follows a name shows that it only specifies another word: "Kestrel [engineers]".
fn specifies(rest: &str, grammar: &Grammar) -> bool {
    let next = rest.strip_prefix(' ').and_then(|rest| rest.split([' ', ',']).next()).unwrap_or_default();
    next.starts_with(char::is_lowercase) && !grammar.links.contains(next)
}
