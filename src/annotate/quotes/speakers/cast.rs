//! Everybody who has spoken or whom a sentence was about, and of them the nearest whom "she", "it" or "the teenager" fits.

use super::Memory;
use crate::annotate::actors;
use crate::annotate::quotes::marks::Marked;
use crate::lexicon::Lexicon;
use crate::lexicon::actors::{Gender, Pronoun};
use crate::lexicon::glossary::Words;
use crate::lexicon::grammar::Grammar;
use crate::model::{ActorKind, ActorMention, Span};
use std::collections::{BTreeMap, BTreeSet};

/// One appearance of somebody.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// The name, or the words of the text.
    pub(super) name: String,
    pub(super) has_name: bool,
    pub(super) kind: ActorKind,
    gender: Option<Gender>,
    pub(super) at: usize,
    /// Words of that one were heard here.
    pub(super) heard: bool,
    /// Where the sentence ends that is about it; who else is named there does not rival.
    until: usize,
    pub(super) paragraph: usize,
}

/// What the whole document tells of its people, by name, and what it says between marks.
pub(super) struct Known {
    genders: BTreeMap<String, Gender>,
    /// The last words of the offices that each is said to hold.
    offices: BTreeMap<String, BTreeSet<String>>,
    /// In years: "Ida Brandt, 81,".
    ages: BTreeMap<String, u32>,
    quoted: Vec<Span>,
}

impl Known {
    pub(super) fn of(text: &str, mentions: &[ActorMention], marks: &[Vec<Marked>], lexicon: &Lexicon) -> Known {
        let (mut genders, mut offices) = (BTreeMap::new(), BTreeMap::<String, BTreeSet<String>>::new());
        let mut ages = BTreeMap::new();
        for mention in mentions.iter().filter(|mention| mention.kind == ActorKind::Person) {
            let Some(name) = &mention.name else { continue };
            let words = mention.span.of(text);
            let told = match lexicon.actors.pronoun(words) {
                Some(Pronoun::He) => Some(Gender::He),
                Some(Pronoun::She) => Some(Gender::She),
                _ => actors::own_words(words).split_whitespace().find_map(|word| lexicon.actors.gender(word)),
            };
            let office = || mention.role.as_deref().into_iter().flat_map(|role| role.split(' '));
            let told = told.or_else(|| office().find_map(|word| lexicon.actors.gender(word)));
            // "his spokeswoman, Ida Brandt"
            let apposed = text[..mention.span.start].strip_suffix(", ").and_then(|ahead| ahead.rsplit(' ').next());
            let apposed = apposed.filter(|word| lexicon.actors.role(word).is_some());
            let told = told.or_else(|| apposed.and_then(|word| lexicon.actors.gender(word)));
            if let Some(gender) = told {
                genders.entry(name.clone()).or_insert(gender);
            }
            if let Some(age) = age_beside(text, mention.span, &lexicon.quotes.grammar) {
                ages.entry(name.clone()).or_insert(age);
            }
            let held = offices.entry(name.clone()).or_default();
            held.extend(office().last().map(str::to_lowercase));
            let ahead = text[..mention.span.start].split_whitespace().next_back();
            held.extend(ahead.filter(|word| lexicon.actors.role(word).is_some()).map(str::to_lowercase));
        }
        // Only where no word tells it: a given name is a guess.
        for name in offices.keys() {
            let given = lexicon.actors.gender_of_given(name.split(' ').next().unwrap_or_default());
            if let Some(gender) = given {
                genders.entry(name.clone()).or_insert(gender);
            }
        }
        let quoted = marks.iter().flatten().filter(|mark| mark.depth == 0).map(|mark| mark.inner).collect();
        Known { genders, offices, ages, quoted }
    }

    pub(super) fn gender(&self, name: &str) -> Option<Gender> {
        self.genders.get(name).copied()
    }

    pub(super) fn age(&self, name: &str) -> Option<u32> {
        self.ages.get(name).copied()
    }

    /// Everybody whose age is told, in order of the names.
    pub(super) fn ages(&self) -> impl Iterator<Item = (&String, u32)> {
        self.ages.iter().map(|(name, age)| (name, *age))
    }

    pub(super) fn holds_one_of(&self, name: &str, offices: &Words) -> bool {
        self.offices.get(name).is_some_and(|held| held.iter().any(|office| offices.contains(office)))
    }

    pub(super) fn is_quoted(&self, span: Span) -> bool {
        let after = self.quoted.partition_point(|quoted| quoted.start <= span.start);
        after.checked_sub(1).is_some_and(|n| self.quoted[n].contains(span))
    }
}

/// "Ida Brandt, 81,", "Ida Brandt (81)", "81-year-old Ida Brandt".
fn age_beside(text: &str, mention: Span, grammar: &Grammar) -> Option<u32> {
    let ahead = text[..mention.start].split_whitespace().next_back().into_iter();
    let told = ahead.chain(mention.of(text).split_whitespace()).find_map(years);
    told.or_else(|| {
        let rest = text.get(mention.end..)?;
        let rest = rest.strip_prefix(", ").or_else(|| rest.strip_prefix(" ("))?;
        let rest = rest.split_once(' ').filter(|(word, _)| grammar.aged.contains(word)).map_or(rest, |(_, rest)| rest);
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let closed = rest[digits..].chars().next().is_none_or(|c| ",.;:)\n".contains(c));
        rest[..digits].parse().ok().filter(|age| closed && (1..=120).contains(age))
    })
}

/// How many years "43-year-old" tells.
pub(super) fn years(word: &str) -> Option<u32> {
    word.strip_suffix("-year-old")?.parse().ok()
}

/// Paragraphs back that "she" reaches.
pub(super) const REACH: usize = 3;

impl Memory<'_> {
    /// The speaker of words that were said, under the name that was found; they reach up to `until`.
    pub(super) fn is_heard(
        &mut self,
        source: Span,
        mention: Option<&ActorMention>,
        name: Option<String>,
        pronoun: Option<Pronoun>,
        until: usize,
    ) {
        let other = !matches!(pronoun, None | Some(Pronoun::He | Pronoun::She));
        let before = self.cast.len();
        match mention.filter(|_| !other) {
            Some(mention) if name.is_some() || pronoun.is_none() => self.takes_part(mention, name, until),
            None if pronoun.is_none() && (name.is_some() || self.is_somebody(source)) => {
                self.enters(name, source, ActorKind::Person, until);
            }
            _ => {}
        }
        self.cast[before..].iter_mut().for_each(|part| part.heard = true);
    }

    /// "the harbour master", "my editor": one, by a word that no list of offices holds.
    fn is_somebody(&self, source: Span) -> bool {
        let words = source.of(self.text).to_lowercase();
        let (first, rest) = words.split_once(' ').unwrap_or((&words, ""));
        let head = self.before_who(rest.split([',', '(']).next().unwrap_or_default());
        let head = head.rsplit(' ').next().unwrap_or_default();
        let quotes = &self.lexicon.quotes;
        let one = quotes.determiners.contains(first);
        let paper =
            quotes.papers.contains(head) || quotes.nouns.contains(head) || quotes.grammar.no_person.contains(head);
        one && head.len() > 2 && !paper && (!head.ends_with('s') || head.ends_with("ss"))
    }

    /// The words before a clause that explains them.
    pub(super) fn before_who<'w>(&self, words: &'w str) -> &'w str {
        let own = |word: &&str| !self.lexicon.quotes.grammar.people_relatives.contains(word);
        let end: usize = words.split(' ').take_while(own).map(|word| word.len() + 1).sum();
        words[..end.min(words.len())].trim_end_matches([',', ' '])
    }

    /// Somebody is spoken of or speaks; `name` where it is not the mention's own.
    pub(super) fn takes_part(&mut self, mention: &ActorMention, name: Option<String>, until: usize) {
        if name.is_none() && self.pronoun(mention.span).is_some() {
            return;
        }
        self.enters(name.or_else(|| mention.name.clone()), mention.span, mention.kind, until);
    }

    pub(super) fn enters(&mut self, name: Option<String>, words: Span, kind: ActorKind, until: usize) {
        let own = words.of(self.text);
        let known = name.as_ref().and_then(|name| self.known.gender(name));
        let gender = match self.lexicon.actors.pronoun(own) {
            Some(Pronoun::He) => Some(Gender::He),
            Some(Pronoun::She) => Some(Gender::She),
            _ => known.or_else(|| own.split_whitespace().find_map(|word| self.lexicon.actors.gender(word))),
        };
        // "The first customer" stands for "she" and is no name.
        let first = |name: &String| name.split(' ').next().unwrap_or_default().to_lowercase();
        let has_name = name.as_ref().map(first).is_some_and(|first| {
            !self.lexicon.quotes.determiners.contains(&first) && self.lexicon.actors.pronoun(&first).is_none()
        });
        if let (Some(name), Some(gender)) = (&name, gender) {
            self.known.genders.entry(name.clone()).or_insert(gender);
        }
        let name = name.unwrap_or_else(|| self.before_who(own).to_string());
        self.cast.push(Part {
            name,
            has_name,
            kind,
            gender,
            at: words.start,
            heard: false,
            until,
            paragraph: self.paragraph,
        });
    }

    /// The last who took part and whom the pronoun fits, where nobody else whom it fits was named since.
    /// Where words are said (`said`: they, and whose question they answer), neither one whom they name nor the one who asked.
    pub(super) fn nearest(
        &self,
        pronoun: Pronoun,
        source: Span,
        said: Option<(Span, Option<&String>)>,
    ) -> Option<String> {
        let gender = match pronoun {
            Pronoun::He => Some(Gender::He),
            Pronoun::She => Some(Gender::She),
            _ => None,
        };
        let person = gender.is_some();
        let reach = if person { REACH } else { 0 };
        let fits = |part: &&Part| {
            let institution = matches!(part.kind, ActorKind::Organisation | ActorKind::Government);
            let kind = if person { part.kind == ActorKind::Person } else { institution };
            // Whom one speaks of in somebody's words is seldom one who was named outside and of whom nothing is known.
            let agrees = match self.gender_of(part) {
                Some(own) => Some(own) == gender,
                None => !person || !self.within,
            };
            kind && agrees
                && self.outer.as_ref() != Some(&part.name)
                && part.at < source.start
                && said
                    .is_none_or(|(content, asker)| !self.is_told_of(&part.name, content) && asker != Some(&part.name))
        };
        let part = self.cast.iter().rev().take_while(|part| part.paragraph + reach >= self.paragraph).find(fits)?;
        let sure = self.gender_of(part).is_some();
        let between = self.named_between(part, source);
        let outside = |other: &&ActorMention| {
            said.is_none_or(|(content, asker)| {
                !content.contains(other.span) && (asker.is_none() || asker != other.name.as_ref())
            })
        };
        let rival = between.filter(outside).any(|other| match self.gender(other) {
            Some(own) => Some(own) == gender,
            None => !sure,
        });
        // "Her daughter rang. Does she regret it?": the one whose daughter it is may be meant.
        let owner = part.name.split(' ').next().and_then(|first| self.lexicon.actors.pronoun(first));
        let doubtful = !part.has_name && owner == Some(pronoun) && part.paragraph < self.paragraph;
        (!person || !rival && !doubtful).then(|| part.name.clone())
    }

    /// The same as if somebody had not just appeared.
    pub(super) fn nearest_but(&mut self, pronoun: Pronoun, source: Span, but: Span) -> Option<String> {
        let own = self.cast.pop_if(|part| part.at == but.start);
        let found = self.nearest(pronoun, source, None);
        self.cast.extend(own);
        found
    }

    /// The words said name somebody: no one speaks so of himself.
    pub(super) fn is_told_of(&self, name: &str, content: Span) -> bool {
        let said = content.of(self.text).trim_start_matches(['“', '‘', '"', '\'', '«', '„']);
        let nested = |(at, c): &(usize, char)| match c {
            '“' | '‘' | '«' | '„' | '"' => true,
            _ => *c == '\'' && said[..*at].ends_with([' ', ',', ':']),
        };
        let own = said.char_indices().find(nested).map_or(said, |(at, _)| &said[..at]);
        let (first, last) = (name.split(' ').next().unwrap_or(name), name.rsplit(' ').next().unwrap_or(name));
        let shared = self.known.offices.keys().any(|other| other != name && other.rsplit(' ').next() == Some(last));
        let holds = |part: &str| {
            let mut found = own.match_indices(part);
            found.any(|(at, _)| {
                let after = own[at + part.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
                let before = own[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
                let ahead = own[..at].trim_end().rsplit(' ').next().unwrap_or_default().to_lowercase();
                let himself = self.lexicon.quotes.naming_oneself.contains(&ahead);
                before && after && !himself
            })
        };
        let long = |part: &str| {
            let lower = part.to_lowercase();
            let small =
                self.lexicon.quotes.determiners.contains(&lower) || self.lexicon.actors.pronoun(&lower).is_some();
            part.len() > 2 && part.starts_with(char::is_uppercase) && !small
        };
        long(first) && holds(first) || long(last) && !shared && holds(last)
    }

    pub(super) fn gender_of(&self, part: &Part) -> Option<Gender> {
        part.gender.or_else(|| self.known.gender(&part.name))
    }

    /// Other people named in the writer's own words after somebody's appearance.
    pub(super) fn named_between(&self, part: &Part, source: Span) -> impl Iterator<Item = &ActorMention> {
        let since = actors::within(self.actors, Span::new(part.until.min(source.start), source.start)).iter();
        since.filter(|other| {
            let named = other.kind == ActorKind::Person && other.name.as_ref().is_some_and(|name| *name != part.name);
            named && self.pronoun(other.span).is_none() && !self.known.is_quoted(other.span)
        })
    }

    /// "Vantor would not discuss the letter. [It] said": the institution that a sentence of this paragraph was about after `at`.
    pub(super) fn institution_since(&self, at: usize, source: Span) -> Option<String> {
        let institution =
            |part: &&Part| part.has_name && matches!(part.kind, ActorKind::Organisation | ActorKind::Government);
        let here = self.cast.iter().rev().take_while(|part| part.paragraph == self.paragraph && part.at > at);
        here.filter(institution).find(|part| part.at < source.start).map(|part| part.name.clone())
    }

    /// "the company", "the ministry": the institution of that kind that took part in this paragraph, if no other is named there.
    pub(super) fn institution(&self, source: Span, kind: ActorKind) -> Option<String> {
        let words = source.of(self.text);
        let bare = self.known_one(words).is_some_and(|rest| !rest.contains(' '));
        let here = self.cast.iter().rev().take_while(|part| part.paragraph == self.paragraph);
        let mut same = here.filter(|part| part.kind == kind && part.has_name && part.at < source.start);
        let part = same.next().filter(|_| bare && kind != ActorKind::Person)?;
        let before = Span::new(self.paragraphs.0.min(source.start), source.start);
        let rival = same.any(|other| other.name != part.name)
            || actors::within(self.actors, before).iter().any(|other| {
                let named = other.kind == kind && other.name.as_ref().is_some_and(|name| *name != part.name);
                named && !self.known.is_quoted(other.span)
            });
        (!rival).then(|| part.name.clone())
    }
}
