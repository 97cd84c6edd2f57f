//! Whether a person or an organisation bears a name, by the words in and around it, and one answer for a whole document.

use super::identity::is_near;
use super::names::Name;
use super::runs::{Run, is_name_word};
use crate::annotate::words::Word;
use crate::lexicon::Lexicon;
use crate::lexicon::letters::low;
use crate::model::ActorKind;
use std::collections::{BTreeMap, BTreeSet};

/// What the words in and around a name say about its bearer.
pub(super) fn evidence(words: &[Word<'_>], run: &Run, lexicon: &Lexicon) -> Option<ActorKind> {
    let actors = &lexicon.actors;
    let (first, last) = (words[run.start].text, words[run.end - 1].text);
    let len = run.end - run.start;
    if run.title.is_some() {
        return Some(ActorKind::Person);
    }
    if (len > 1 || run.start > 0 && words[run.start - 1].is("the"))
        && (actors.government.contains(last)
            || actors.government.contains(first)
                && (words[run.start + 1..run.end].iter().any(|word| word.is("of"))
                    || actors.telling.organs.contains(last)))
    {
        return Some(ActorKind::Government);
    }
    if len > 1
        && (actors.organisation.contains(last)
            || words[run.start..run.end].iter().any(|word| is_institution(word.text, lexicon)))
    {
        return Some(ActorKind::Organisation);
    }
    let name: Vec<&str> = words[run.start..run.end].iter().map(|word| word.text).collect();
    if lexicon.places.name_of(&name.join(" ")).is_some() {
        return None;
    }
    if len > 1 && actors.given.contains(first) && !name.iter().any(|word| word.contains(|c: char| c.is_ascii_digit())) {
        return Some(ActorKind::Person);
    }
    around(words, run, lexicon)
        .or_else(|| is_initialled(first, last, len, lexicon).then_some(ActorKind::Person))
        .or_else(|| shape(first, last, len, lexicon))
}

/// "J. Smith", "R.J. Vance": initials and a surname. "U.S. Xpress" begins with a place.
fn is_initialled(first: &str, last: &str, len: usize, lexicon: &Lexicon) -> bool {
    let letters = first.ends_with('.') && first.split_terminator('.').all(|part| part.chars().count() == 1);
    let initials = letters && first.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let surname = last.chars().count() > 2 && last.chars().skip(1).any(char::is_lowercase) && !last.contains('.');
    len > 1 && initials && surname && lexicon.places.name_of(first).is_none()
}

/// What the document shows a name to be besides its form: "its" takes it up at once, it has staff or users.
pub(super) fn is_firm_here(words: &[Word<'_>], run: &Run, lexicon: &Lexicon) -> bool {
    let actors = &lexicon.actors;
    let people = |at: usize| {
        let role = words.get(at).and_then(|word| actors.role(word.text));
        role.is_some_and(|role| role.plural && role.kind == ActorKind::Group)
    };
    let next = words[run.end..].iter().take(REACH).find(|word| {
        is_name_word(word, lexicon) || actors.role(word.text).is_some() || actors.pronoun(word.text).is_some()
    });
    let its = next.is_some_and(|next| next.is("its"));
    let owns = words.get(run.end).is_some_and(Word::is_possessive) && (people(run.end + 1) || people(run.end + 2));
    let link = |at: usize| actors.telling.office_of.contains(&low(words[at].text));
    let staff = run.start > 1 && link(run.start - 1) && people(run.start - 2);
    its || owns || staff
}

/// Words after a name in which what takes it up is looked for.
pub(super) const REACH: usize = 14;

/// A role before the name, an apposition or a relative clause after it.
pub(super) fn around(words: &[Word<'_>], run: &Run, lexicon: &Lexicon) -> Option<ActorKind> {
    let (actors, telling, grammar) = (&lexicon.actors, &lexicon.actors.telling, &lexicon.quotes.grammar);
    let len = run.end - run.start;
    let before = run.start.checked_sub(1).and_then(|i| actors.role(words[i].text)).filter(|role| !role.plural);
    if let Some(role) = before {
        return Some(role.kind);
    }
    if run.start > 0 && telling.years.iter().any(|(end, ())| words[run.start - 1].text.ends_with(end)) {
        return Some(ActorKind::Person);
    }
    if run.start > 1 && words[run.start - 1].text == "," && words.get(run.end).is_some_and(|next| next.text == ",") {
        // "her husband, Dev, rolls": one role, one bearer.
        let role = actors.role(words[run.start - 2].text).filter(|role| !role.plural && role.kind == ActorKind::Person);
        if let Some(role) = role {
            return Some(role.kind);
        }
    }
    // "A reader, Panos from Thessaloniki, writes"
    let from = || words.get(run.end).is_some_and(|next| telling.origins.contains(&low(next.text)));
    if run.start > 1 && words[run.start - 1].text == "," && len == 1 && from() {
        let role = actors.role(words[run.start - 2].text).filter(|role| !role.plural && role.kind == ActorKind::Person);
        if let Some(role) = role {
            return Some(role.kind);
        }
    }
    if run.start > 1
        && telling.named.contains(words[run.start - 1].text)
        && actors.role(words[run.start - 2].text).is_some()
    {
        return actors.role(words[run.start - 2].text).map(|role| role.kind);
    }
    // "a collector by the name of Troup"
    let phrase = |before: &[Word<'_>]| before.iter().map(|word| low(word.text)).collect::<Vec<_>>().join(" ");
    if run.start > 2 && telling.by_the_name.contains(&phrase(&words[run.start - 3..run.start])) {
        return Some(ActorKind::Person);
    }
    let after: Vec<&str> = words[run.end..].iter().take(12).map(|word| word.text).collect();
    match after.as_slice() {
        [is, age, next, ..]
            if grammar.copulas.contains(is)
                && age.len() == 2
                && age.chars().all(|c| c.is_ascii_digit())
                && (matches!(*next, "," | ".") || telling.after_age.contains(next)) =>
        {
            return Some(ActorKind::Person);
        }
        [",", who, ..] if telling.explaining.contains(who) || telling.acted_on.contains(who) => {
            return Some(ActorKind::Person);
        }
        [",", age, ",", ..] if age.len() < 4 && age.chars().all(|c| c.is_ascii_digit()) => {
            return Some(ActorKind::Person);
        }
        [",", honour, ..] | [honour, ..] if actors.after_name.contains(honour) => return Some(ActorKind::Person),
        [next, ..] if actors.role(next).is_some_and(|role| role.plural && role.kind == ActorKind::Group) => {
            return Some(ActorKind::Organisation);
        }
        [",", article, rest @ ..] if grammar.articles.contains(article) || grammar.possessors.contains(article) => {
            let head = rest
                .iter()
                .take_while(|word| !matches!(**word, "," | ".") && !telling.after_office.contains(word))
                .last();
            return head.and_then(|word| actors.role(word)).filter(|role| !role.plural).map(|role| role.kind);
        }
        [",", rest @ ..] => {
            // ", chief engineer of the yard": an office without an article, closed by what it is an office of.
            let ends = |word: &&str| *word == "," || telling.office_of.contains(word);
            let stop = rest.iter().take(6).position(ends).unwrap_or(0);
            let head = stop.checked_sub(1).and_then(|head| actors.role(rest[head])).filter(|role| !role.plural);
            return head.map(|role| role.kind).filter(|kind| *kind == ActorKind::Person);
        }
        _ => {}
    }
    None
}

fn shape(first: &str, last: &str, len: usize, lexicon: &Lexicon) -> Option<ActorKind> {
    let inner_capital = |word: &str| {
        let tail: String = word.chars().skip(1).collect();
        let starts = |(start, ()): (&str, &())| word.starts_with(start);
        let surname = lexicon.actors.telling.surname_starts.iter().any(starts) || word.contains('-');
        tail.contains(char::is_uppercase) && !surname
    };
    let acronym = len == 1 && first.len() > 1 && first.chars().all(|c| c.is_uppercase() || c == '&' || c == '.');
    if acronym || inner_capital(first) || inner_capital(last) || first.contains('&') {
        return Some(ActorKind::Organisation);
    }
    (len == 1 && lexicon.actors.given.contains(first)).then_some(ActorKind::Person)
}

/// "an EIP", "those PRs": capitals that stand for a thing of which there are many, and name nobody.
pub(super) fn things(sentences: &[Vec<Word<'_>>], lexicon: &Lexicon) -> BTreeSet<String> {
    let shouted = |text: &str| text.len() > 1 && text.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
    let mut things = BTreeSet::new();
    for words in sentences {
        for (i, word) in words.iter().enumerate() {
            let many = word.text.strip_suffix('s').filter(|one| shouted(one));
            let one = i > 0
                && shouted(word.text)
                && lexicon.actors.telling.counted.contains(&low(words[i - 1].text))
                && !words.get(i + 1).is_some_and(|next| next.is_word());
            match many {
                Some(thing) => things.extend([thing.to_string(), word.text.to_string()]),
                None => things.extend(one.then(|| word.text.to_string())),
            }
        }
    }
    things
}

/// Brings the spellings of one document together: a lone surname is a person's, a spelling has the kind that most of its places
/// give it, and a name that speaks but tells nothing of itself is a person's when it has two words, else an organisation's.
pub(super) fn agree(all: &mut [Name], speakers: &BTreeSet<&str>, lexicon: &Lexicon) {
    let mut votes: BTreeMap<String, BTreeMap<ActorKind, usize>> = BTreeMap::new();
    for name in all.iter() {
        let vote = votes.entry(name.text.clone()).or_default();
        if let Some(kind) = name.kind {
            *vote.entry(kind).or_default() += 1;
        }
    }
    let most = |vote: &BTreeMap<ActorKind, usize>| {
        vote.iter().max_by_key(|(kind, count)| (**count, std::cmp::Reverse(**kind))).map(|(kind, _)| *kind)
    };
    let mut kinds: BTreeMap<String, ActorKind> =
        votes.iter().filter_map(|(name, vote)| most(vote).map(|kind| (name.clone(), kind))).collect();
    for name in all.iter().filter(|name| name.gendered && name.subject && name.title.is_none()) {
        let firm = name.text.split([' ', '-']).any(|word| is_institution(word, lexicon));
        if !firm && lexicon.places.name_of(&name.text).is_none() && name.text.split(' ').count() <= 3 {
            kinds.entry(name.text.clone()).or_insert(ActorKind::Person);
        }
    }
    for name in all.iter().filter(|name| name.neuter && name.speaks && name.title.is_none()) {
        kinds.entry(name.text.clone()).or_insert(ActorKind::Organisation);
    }
    for name in votes.keys().filter(|name| speakers.contains(name.as_str())) {
        kinds.insert(name.clone(), ActorKind::Person);
    }
    let lone: BTreeSet<&str> = votes.keys().filter(|name| !name.contains(' ')).map(String::as_str).collect();
    for name in votes.keys() {
        let words: Vec<&str> = name.split(' ').collect();
        let [first, .., last] = words.as_slice() else { continue };
        let plain = lexicon.places.name_of(last).is_none() && last.chars().skip(1).all(char::is_lowercase);
        let person_last =
            plain && lone.contains(last) && kinds.get(*last).is_none_or(|kind| *kind == ActorKind::Person);
        if !kinds.contains_key(name) && words.len() <= 4 && person_last && lexicon.places.name_of(first).is_none() {
            kinds.insert(name.clone(), ActorKind::Person);
        }
    }
    let speaking: BTreeSet<String> = all.iter().filter(|name| name.speaks).map(|name| name.text.clone()).collect();
    let people: Vec<String> =
        kinds.iter().filter(|(_, kind)| **kind == ActorKind::Person).map(|(name, _)| name.clone()).collect();
    for name in people.iter().filter(|name| name.contains(' ')) {
        let last = name.rsplit(' ').next().unwrap_or_default();
        for part in lone.iter().filter(|part| is_near(part, last)) {
            kinds.entry((*part).to_string()).or_insert(ActorKind::Person);
        }
        let words: Vec<&str> = name.split(' ').collect();
        for part in [words[0], words[words.len() - 1]] {
            let place = lexicon.places.name_of(part).is_some() && !(part == last && speaking.contains(part));
            if lone.contains(part) && !place {
                kinds.entry(part.to_string()).or_insert(ActorKind::Person);
            }
        }
    }
    let acting: BTreeSet<String> = all.iter().filter(|name| name.subject).map(|name| name.text.clone()).collect();
    let firms: BTreeSet<String> =
        kinds.iter().filter(|(_, kind)| **kind != ActorKind::Person).map(|(name, _)| name.clone()).collect();
    for name in all.iter_mut() {
        let words = name.text.split(' ').count();
        let owned = name.text.split(' ').next().is_some_and(|first| words > 1 && firms.contains(first));
        let place = lexicon.places.name_of(&name.text).is_some();
        let fallback = match words {
            _ if place || owned || !acting.contains(&name.text) => None,
            1 => Some(ActorKind::Organisation),
            2 | 3 if !speaking.contains(&name.text) => Some(ActorKind::Organisation),
            2 | 3 if name.text.split([' ', '-']).all(|word| word.chars().skip(1).all(|c| !c.is_uppercase())) => {
                Some(ActorKind::Person)
            }
            _ => None,
        };
        name.kind = kinds.get(&name.text).copied().or(fallback);
        name.sure = kinds.contains_key(&name.text) || name.firm;
    }
}

/// A word of an institution's name.
pub(super) fn is_institution(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.actors.organisation.contains(word) || lexicon.actors.government.contains(word)
}
