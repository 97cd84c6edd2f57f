//! "The teenager", "the officer", "the great-grandmother": a noun that takes up somebody who was just named.

use super::Memory;
use super::cast::{Part, REACH, years};
use crate::annotate::actors;
use crate::lexicon::actors::Gender;
use crate::model::{ActorKind, ActorMention, Span};
use std::collections::BTreeSet;

/// Paragraphs back that such a noun reaches.
const NEAR: usize = 1;

/// What the noun itself tells.
struct Noun<'w> {
    /// All words after "the".
    rest: &'w str,
    lower: String,
    /// "grandmother" of "great-grandmother", "mother" of "mother-of-four".
    stem: String,
    gender: Option<Gender>,
    /// From how many years of age to how many.
    ages: Option<[u32; 2]>,
    /// One who is asked in court.
    answers: bool,
    /// "the Harriers manager": an office that the name before it gives to one.
    heads: bool,
}

impl Memory<'_> {
    /// The last person by name who took part, unless the noun cannot be that one's or somebody without a name bears it.
    pub(super) fn by_epithet(&self, source: Span) -> Option<String> {
        let noun = self.noun(source)?;
        let own_word = |part: &Part| part.name.to_lowercase().split([' ', ',']).any(|word| word == noun.lower);
        let nameless = self.cast.iter().filter(|part| !part.has_name && part.kind == ActorKind::Person);
        let since = nameless.filter(|part| own_word(part)).map(|part| part.at).max();
        // "A judge ruled on Friday. Mr Justice Penn said …": who is named later is the one.
        if let Some(name) = self.by_office(&noun, source, since) {
            return Some(name);
        }
        if since.is_some() {
            return None;
        }
        let by_age = || noun.ages.and_then(|ages| self.of_age(ages, source, noun.gender));
        by_age().or_else(|| self.by_noun(&noun, source))
    }

    fn noun(&self, source: Span) -> Option<Noun<'_>> {
        let words = source.of(self.text).split(',').next().unwrap_or_default();
        let rest = self.known_one(words).filter(|rest| rest.split(' ').count() <= 3)?;
        let head = rest.rsplit(' ').next()?;
        let lower = head.to_lowercase();
        // "the regulator's boss": one alone heads it.
        let rest = match rest.contains(['\'', '’']) {
            true => Some(head).filter(|_| self.lexicon.quotes.grammar.team_heads.contains(&lower))?,
            false => rest,
        };
        let fronts = self.lexicon.quotes.grammar.fronts.iter().map(|(front, ())| front);
        let front = fronts.filter(|front| lower.starts_with(front)).map(str::len).max().unwrap_or(0);
        let stem = lower[front..].split("-of-").next().unwrap_or_default().to_string();
        let named = rest.split(' ').rev().skip(1).any(|word| word.starts_with(char::is_uppercase));
        let heads = named && self.lexicon.quotes.grammar.team_heads.contains(&lower);
        let actors = &self.lexicon.actors;
        Some(Noun {
            rest,
            gender: actors.gender(head).or_else(|| actors.gender(&stem)),
            ages: years(head).map(|age| [age, age]).or_else(|| self.lexicon.quotes.ages.get(&lower).copied()),
            answers: self.lexicon.quotes.answerers.contains(&lower),
            lower,
            stem,
            heads,
        })
    }

    /// The only person of whom the document tells such an age, where that one was named before.
    pub(super) fn of_age(&self, ages: [u32; 2], source: Span, gender: Option<Gender>) -> Option<String> {
        let of_age = |name: &&String| self.known.age(name).is_some_and(|age| (ages[0]..=ages[1]).contains(&age));
        let fits = |name: &&String| gender.is_none() || self.known.gender(name).is_none_or(|own| Some(own) == gender);
        let mut names = self.known.ages().map(|(name, _)| name).filter(of_age).filter(fits);
        let name = names.next().filter(|_| names.next().is_none())?;
        let before = &self.actors[..self.actors.partition_point(|mention| mention.span.start < source.start)];
        before.iter().any(|mention| mention.name.as_ref() == Some(name)).then(|| name.clone())
    }

    /// "the officer" for a sergeant: the only one near who bears an office or a title of the kind.
    /// Somebody without a name who bears the noun was last spoken of at `since`.
    fn by_office(&self, noun: &Noun<'_>, source: Span, since: Option<usize>) -> Option<String> {
        let by = |word: &String| *word == noun.lower || *word == noun.stem;
        let classes = self.lexicon.quotes.taken_up.iter().filter(|class| class.by.iter().any(by));
        let offices: Vec<&String> = classes.flat_map(|class| &class.of).collect();
        // "the former", "the Labour", "the Dutch" councillor: what need not have been told before.
        let grammar = &self.lexicon.quotes.grammar;
        let plain = |word: &&str| !grammar.bygone.contains(word) && !grammar.parties.contains(&word.to_lowercase());
        let told = |word: &&str| plain(word) && self.lexicon.places.name_of(word).is_none();
        let front: Vec<&str> = noun.rest.split(' ').rev().skip(1).filter(told).collect();
        let describes = |words: &str| {
            let holds = |part: &str| words.contains(&format!(" {} ", part.to_lowercase()));
            offices.iter().any(|office| holds(office)) && front.iter().all(|word| holds(word))
        };
        // One alone judges or prosecutes in a court.
        let far = self.lexicon.quotes.examiners.contains(&noun.lower);
        let begin = if far { 0 } else { self.paragraphs.1.min(source.start) };
        let near = actors::within(self.actors, Span::new(begin, source.start)).iter();
        let people = near.filter(|mention| mention.kind == ActorKind::Person && self.pronoun(mention.span).is_none());
        let outside = people.filter(|mention| !self.known.is_quoted(mention.span));
        let fitting = outside.filter(|mention| {
            let agrees = noun.gender.is_none() || self.gender(mention).is_none_or(|own| Some(own) == noun.gender);
            let later = since.is_none_or(|since| since < mention.span.start);
            agrees && later && mention.name != self.outer && describes(&self.description(mention))
        });
        let named: BTreeSet<&String> = fitting.filter_map(|mention| mention.name.as_ref()).collect();
        let here = self.cast.iter().rev().take_while(|part| part.paragraph + NEAR >= self.paragraph);
        let nameless = here.filter(|part| !part.has_name && part.kind == ActorKind::Person && part.at < source.start);
        let nameless: BTreeSet<&String> =
            nameless.map(|part| &part.name).filter(|words| describes(&spaced(words))).collect();
        let last = self.last.filter(|last| self.is_here(Some(*last))).and_then(|last| self.name_at(last));
        if let Some(last) = last.filter(|last| named.iter().any(|name| name.as_str() == *last)) {
            return Some(last.to_string());
        }
        match (named.len(), nameless.len()) {
            (1, 0) => named.first().map(|name| (*name).clone()),
            (0, 1) => nameless.first().map(|words| (*words).clone()),
            _ => None,
        }
    }

    /// The words by which the text describes somebody at a mention: title, office, the apposition before or after; small letters, each
    /// between blanks.
    fn description(&self, mention: &ActorMention) -> String {
        let ends = |c: char| ",.;:—()\n“”\"".contains(c);
        let ahead = self.text[self.floor(mention.span.start, 90)..mention.span.start].strip_suffix(", ");
        let ahead = ahead.and_then(|ahead| ahead.rsplit(ends).next()).map(|ahead| self.last_phrase(ahead));
        let rest = &self.text[mention.span.end..];
        let rest = rest.strip_prefix(", ").or_else(|| rest.strip_prefix(" (")).and_then(|rest| rest.split(ends).next());
        let first = |rest: &str| rest.split(' ').next().unwrap_or_default().to_lowercase();
        let relative = |rest: &&str| self.lexicon.quotes.grammar.relatives.contains(&first(rest));
        let rest = rest.filter(|rest| !relative(rest)).unwrap_or_default();
        let own = mention.span.of(self.text);
        spaced(&[ahead.unwrap_or_default(), own, mention.role.as_deref().unwrap_or_default(), rest].join(" "))
    }

    /// "met [the mayor]": from the last article or possessor on.
    fn last_phrase<'w>(&self, words: &'w str) -> &'w str {
        let opens = |word: &str| self.lexicon.quotes.determiners.contains(&word.to_lowercase());
        let mut starts = words.match_indices(' ').map(|(at, _)| at + 1);
        let last = starts.rfind(|at| opens(words[*at..].split(' ').next().unwrap_or_default()));
        &words[last.unwrap_or(0)..]
    }

    /// The last who took part by name.
    fn by_noun(&self, noun: &Noun<'_>, source: Span) -> Option<String> {
        let quotes = &self.lexicon.quotes;
        let head = noun.rest.rsplit(' ').next()?;
        let native = head.starts_with(char::is_uppercase)
            && self.lexicon.places.name_of(head).is_some_and(|place| place != head);
        let kin = noun.lower.contains("-of-") && noun.gender.is_some();
        let listed = quotes.epithets.contains(&noun.lower) || quotes.epithets.contains(&noun.stem);
        if !(noun.answers || native || listed || kin || noun.heads || noun.ages.is_some()) {
            return None;
        }
        let asker = self.last.filter(|_| noun.answers && self.asked).and_then(|last| self.mention(last)?.name.clone());
        let reach = if noun.answers { REACH } else { NEAR };
        let present = || self.cast.iter().rev().take_while(|part| part.paragraph + reach >= self.paragraph);
        let gender = |own: Option<Gender>| noun.gender.is_none() || own.is_none_or(|own| Some(own) == noun.gender);
        let age = |name: &str| match (noun.ages, self.known.age(name)) {
            (Some([from, to]), Some(age)) => (from..=to).contains(&age),
            _ => true,
        };
        let fits = |part: &&Part| {
            part.kind == ActorKind::Person
                && part.has_name
                && gender(self.gender_of(part))
                && age(&part.name)
                && !(noun.answers && self.known.holds_one_of(&part.name, &quotes.examiners))
                && asker.as_ref() != Some(&part.name)
                && self.outer.as_ref() != Some(&part.name)
        };
        // Who gives evidence was heard before.
        if let Some(witness) = present().find(|part| noun.answers && part.heard && fits(part)) {
            return Some(witness.name.clone());
        }
        let part = present().find(fits)?;
        let rival = self.named_between(part, source).any(|other| {
            let name = other.name.as_deref().unwrap_or_default();
            let asks = asker.as_deref() == Some(name) || self.known.holds_one_of(name, &quotes.examiners);
            let other_office = noun.heads && self.bears_another(other, noun);
            !(other_office || noun.answers && asks) && gender(self.gender(other)) && age(name)
        });
        (!rival).then(|| part.name.clone())
    }

    /// Described by another office than the noun: "Ida Brandt, a substitute".
    fn bears_another(&self, mention: &ActorMention, noun: &Noun<'_>) -> bool {
        let words = self.description(mention);
        let office = |word: &str| {
            let role =
                self.lexicon.actors.role(word).is_some_and(|role| role.kind == ActorKind::Person && !role.plural);
            role || self.lexicon.quotes.epithets.contains(word)
        };
        words.split(' ').any(office) && !words.split(' ').any(|word| word == noun.lower)
    }
}

/// In small letters, each word between blanks and without its stop.
fn spaced(words: &str) -> String {
    let plain = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let words: Vec<String> = words.split_whitespace().map(plain).collect();
    format!(" {} ", words.join(" "))
}
