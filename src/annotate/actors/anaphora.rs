//! Who is meant by "he", "it", "the company": the one whom the words before allow, where that is certain.

use super::identity::Scene;
use crate::lexicon::actors::{Gender, Pronoun};
use crate::lexicon::glossary::Words;
use crate::model::{ActorKind, ActorMention};
use std::collections::{BTreeMap, BTreeSet};

/// "the company", "the spokesman", "he": named only where one alone can be meant.
pub(super) fn anaphora(scene: &Scene<'_>, mentions: &mut [ActorMention]) {
    let mut genders = genders(scene, mentions);
    for at in 0..mentions.len() {
        if mentions[at].name.is_some() || scene.is_quoted(mentions[at].span) {
            continue;
        }
        let words = mentions[at].span.of(scene.text).to_lowercase();
        let name = match scene.lexicon.actors.pronoun(&words) {
            Some(_) if named_after(scene, &mentions[at..]).is_some() => named_after(scene, &mentions[at..]),
            Some(Pronoun::He) => person(scene, mentions, at, Gender::He, &genders),
            Some(Pronoun::She) => person(scene, mentions, at, Gender::She, &genders),
            Some(Pronoun::It) => thing(scene, mentions, at, 1),
            Some(_) => None,
            None => {
                let role = after_the(scene, &words).filter(|role| !role.contains(' ') && !is_of(scene, &mentions[at]));
                role.and_then(|role| definite(scene, mentions, at, role))
            }
        };
        let subject = scene.lexicon.quotes.grammar.nominatives.contains(&words);
        let told = match scene.lexicon.actors.pronoun(&words).filter(|_| subject) {
            Some(Pronoun::He) => Some(Gender::He),
            Some(Pronoun::She) => Some(Gender::She),
            _ => None,
        };
        if let (Some(name), Some(gender)) = (&name, told) {
            genders.entry(name.clone()).or_insert(gender);
        }
        mentions[at].name = name;
    }
}

/// The words after "the".
fn after_the<'w>(scene: &Scene<'_>, words: &'w str) -> Option<&'w str> {
    let (the, rest) = words.split_once(' ')?;
    scene.lexicon.quotes.grammar.the.contains(the).then_some(rest)
}

/// "the head of compliance": what follows tells which.
fn is_of(scene: &Scene<'_>, mention: &ActorMention) -> bool {
    let next = scene.text[mention.span.end..].strip_prefix(' ').and_then(|rest| rest.split_once(' '));
    let which = |word: &str| scene.lexicon.actors.telling.which.contains(word);
    mention.kind == ActorKind::Person && next.is_some_and(|(word, _)| which(word))
}

/// "Her name is Mei Lund": the name that comes after.
fn named_after(scene: &Scene<'_>, mentions: &[ActorMention]) -> Option<String> {
    let [own, next, ..] = mentions else { return None };
    let between = scene.text.get(own.span.end..next.span.start)?.strip_prefix(' ')?.strip_suffix(' ')?;
    scene.lexicon.actors.telling.name_is.contains(between).then(|| next.name.clone()).flatten()
}

/// The last of some words, with the blank after it, is one of the list.
fn follows(before: &str, list: &Words) -> bool {
    let last = before.strip_suffix(' ').and_then(|before| before.rsplit(char::is_whitespace).next());
    last.is_some_and(|last| list.contains(last))
}

/// "Mr Orr's neighbour" without the one whose neighbour it is.
pub(in crate::annotate) fn own_words(words: &str) -> &str {
    ["'s ", "’s "].iter().filter_map(|mark| words.rsplit_once(mark)).map(|(_, own)| own).next().unwrap_or(words)
}

/// What titles, roles and first names tell of each person's gender.
pub(super) fn genders(scene: &Scene<'_>, mentions: &[ActorMention]) -> BTreeMap<String, Gender> {
    let actors = &scene.lexicon.actors;
    let mut genders = BTreeMap::new();
    for mention in mentions.iter().filter(|mention| mention.kind == ActorKind::Person) {
        let Some(name) = &mention.name else { continue };
        let told = own_words(mention.span.of(scene.text)).split_whitespace().find_map(|word| actors.gender(word));
        let role = mention.role.as_deref().and_then(|role| role.split(' ').find_map(|word| actors.gender(word)));
        let given = name.split(' ').next().and_then(|first| actors.gender_of_given(first));
        if let Some(gender) = told.or(role).or(given) {
            genders.entry(name.clone()).or_insert(gender);
        }
    }
    for (name, gender) in learned(scene, mentions) {
        genders.entry(name).or_insert(gender);
    }
    genders
}

/// A sentence that names one person and then only "she", "her" tells that person's gender; two that disagree tell nothing.
fn learned(scene: &Scene<'_>, mentions: &[ActorMention]) -> BTreeMap<String, Gender> {
    let mut votes: BTreeMap<String, BTreeSet<Gender>> = BTreeMap::new();
    for sentence in 0..scene.sentences.len() {
        let own: Vec<&ActorMention> =
            scene.mentions(mentions, sentence).iter().filter(|mention| !scene.is_quoted(mention.span)).collect();
        let people: Vec<&&ActorMention> = own.iter().filter(|mention| is_person(scene, mention)).collect();
        let names: BTreeSet<Option<&String>> = people.iter().map(|mention| mention.name.as_ref()).collect();
        let names: Vec<Option<&String>> = names.into_iter().collect();
        let (Some(first), [Some(name)]) = (people.first(), names.as_slice()) else { continue };
        let told = own.iter().filter(|mention| mention.span.start > first.span.end).filter_map(|mention| {
            match scene.lexicon.actors.pronoun(mention.span.of(scene.text))? {
                Pronoun::He => Some(Gender::He),
                Pronoun::She => Some(Gender::She),
                _ => None,
            }
        });
        let told: BTreeSet<Gender> = told.collect();
        let rest = scene.text.get(first.span.end..).unwrap_or_default().trim_start_matches([',', ' ']);
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches([',', ' ']);
        let who = rest.split_once(' ').map_or("", |(who, _)| who);
        let related = scene.lexicon.actors.telling.explaining.contains(who);
        if told.len() == 1 && (related || first.span.start <= scene.sentences[sentence].start + 2) {
            votes.entry((*name).clone()).or_default().extend(told);
        }
    }
    votes
        .into_iter()
        .filter(|(_, told)| told.len() == 1)
        .filter_map(|(name, told)| Some((name, told.into_iter().next()?)))
        .collect()
}

fn is_person(scene: &Scene<'_>, mention: &ActorMention) -> bool {
    mention.kind == ActorKind::Person && scene.lexicon.actors.pronoun(mention.span.of(scene.text)).is_none()
}

/// Sentences of the author's own words that are searched for "he" and "she".
const REACH: usize = 5;

/// The person meant by "he" or "she": in the nearest sentence that speaks of any, the only one that fits; nobody where two do.
fn person(
    scene: &Scene<'_>,
    mentions: &[ActorMention],
    at: usize,
    gender: Gender,
    genders: &BTreeMap<String, Gender>,
) -> Option<String> {
    let here = scene.sentence_of(mentions[at].span.start);
    let same = |mention: &ActorMention| {
        let own = scene.lexicon.actors.pronoun(mention.span.of(scene.text));
        own.is_some() && own == scene.lexicon.actors.pronoun(mentions[at].span.of(scene.text))
    };
    let known = |mention: &ActorMention| {
        if mention.name.is_some() && same(mention) {
            return Some(gender);
        }
        let by_name = mention.name.as_ref().and_then(|name| genders.get(name)).copied();
        by_name.or_else(|| {
            mention.span.of(scene.text).split_whitespace().find_map(|word| scene.lexicon.actors.gender(word))
        })
    };
    let fits = |mention: &&ActorMention| {
        let by = scene
            .text
            .get(..mention.span.start)
            .is_some_and(|before| follows(before, &scene.lexicon.actors.telling.by));
        let quoted = scene.is_quoted(mention.span);
        let pronoun = mention.name.is_none() && scene.lexicon.actors.pronoun(mention.span.of(scene.text)).is_some();
        let owner = ["'s", "’s"].iter().any(|mark| scene.text[mention.span.end..].starts_with(mark))
            && scene.sentences[scene.sentence_of(mention.span.start)].start < mention.span.start;
        mention.kind == ActorKind::Person
            && !quoted
            && !pronoun
            && !owner
            && !acts_on(scene, mention, &mentions[at])
            && known(mention).is_none_or(|own| own == gender)
            && !by
    };
    let mut searched = 0;
    for sentence in (here.saturating_sub(12)..=here).rev() {
        let here = scene.mentions(&mentions[..at], sentence);
        let found: Vec<&ActorMention> = here.iter().filter(fits).collect();
        let pronoun =
            here.iter().any(|mention| same(mention) && mention.name.is_none() && !scene.is_quoted(mention.span));
        if pronoun {
            return None;
        }
        if let Some(first) = found.first() {
            let lead = Some(*first).filter(|first| starts(scene, first, sentence));
            let found: Vec<&ActorMention> = found
                .iter()
                .filter(|mention| !lead.is_some_and(|lead| explains(scene, here, lead, mention)))
                .copied()
                .collect();
            let names: BTreeSet<&String> = found.iter().filter_map(|mention| mention.name.as_ref()).collect();
            let sure: BTreeSet<&String> = found
                .iter()
                .filter(|mention| known(mention) == Some(gender))
                .filter_map(|mention| mention.name.as_ref())
                .collect();
            let nameless = found.iter().any(|mention| mention.name.is_none());
            let rival = || found.iter().any(|mention| known(mention).is_none() && is_full(scene, &found, mention));
            return match (names.len(), sure.len()) {
                (1, _) if !nameless => names.first().map(|name| (*name).clone()),
                (_, 1) if !is_about_another(scene, &found, &sure, sentence) && !rival() => {
                    sure.first().map(|name| (*name).clone())
                }
                _ => None,
            };
        }
        searched += usize::from(!scene.is_quoted(scene.sentences[sentence]));
        if searched > REACH {
            break;
        }
    }
    None
}

/// "The former striker blamed goalkeeper Ivo Prem": the sentence is about somebody without a name, and not in apposition to the one
/// who is named.
fn is_about_another(scene: &Scene<'_>, found: &[&ActorMention], sure: &BTreeSet<&String>, sentence: usize) -> bool {
    let Some(first) = found.first().filter(|first| first.name.is_none() && starts(scene, first, sentence)) else {
        return false;
    };
    let mut named = found.iter().filter(|mention| mention.name.as_ref().is_some_and(|name| sure.contains(name)));
    named.all(|mention| {
        let between = scene.text.get(first.span.end..mention.span.start).unwrap_or_default();
        let pronoun = scene.lexicon.actors.pronoun(mention.span.of(scene.text)).is_some();
        let tail = between.rsplit_once(", ").map_or(between, |(_, tail)| tail);
        let apposed =
            tail.len() < between.len() && (tail.is_empty() || after_the(scene, tail).is_some() && tail.len() < 30);
        !pronoun && !apposed
    })
}

/// "Karl Lund, who called Jo Berg a fool, left": the other one stands in what explains the one whom the sentence is about.
fn explains(scene: &Scene<'_>, here: &[ActorMention], lead: &ActorMention, other: &ActorMention) -> bool {
    if lead.name.is_none() || lead.name == other.name {
        return false;
    }
    let last = here.iter().rfind(|mention| mention.name == lead.name && mention.span.end <= other.span.start);
    let between = last.and_then(|last| scene.text.get(last.span.end..other.span.start)?.strip_prefix(", "));
    let who = |clause: &str| {
        clause.split(' ').next().is_some_and(|who| scene.lexicon.actors.telling.explaining.contains(who))
    };
    between.is_some_and(|clause| who(clause) && !clause.contains(','))
}

/// A person by first name and surname. One word, or what a role explains ("the contractor, Harrow Building"), may be no person.
fn is_full(scene: &Scene<'_>, found: &[&ActorMention], mention: &ActorMention) -> bool {
    let Some((_, last)) = mention.name.as_ref().and_then(|name| name.rsplit_once(' ')) else { return false };
    found.iter().filter(|other| other.name == mention.name).all(|other| other.span.of(scene.text).contains(last))
}

/// The mention is the subject of the verb that has the pronoun for its object: "the engineer asked him".
fn acts_on(scene: &Scene<'_>, mention: &ActorMention, pronoun: &ActorMention) -> bool {
    let Some(node) = scene.parsed.node(pronoun.span.start) else { return false };
    let Some(tree) = scene.parsed.tree(node.sentence) else { return false };
    let object = tree.is(node.token, "obj") || tree.is(node.token, "iobj");
    let Some(verb) = tree.head(node.token).filter(|_| object) else { return false };
    tree.child_by(verb, &["nsubj"]).is_some_and(|subject| mention.span.contains(tree.tokens[subject].span))
}

/// The sentence is about the mention: begins with it, after an adverbial and a comma too, or has it for the subject of its main
/// verb.
fn starts(scene: &Scene<'_>, mention: &ActorMention, sentence: usize) -> bool {
    let begin = scene.sentences[sentence].start;
    let before = scene.text.get(begin..mention.span.start).unwrap_or_default();
    let led =
        before.rsplit_once(',').is_some_and(|(lead, rest)| !lead.contains(',') && rest.split_whitespace().count() <= 1);
    mention.span.start <= begin + 2 || led || is_main_subject(scene, mention, sentence)
}

fn is_main_subject(scene: &Scene<'_>, mention: &ActorMention, sentence: usize) -> bool {
    let Some(tree) = scene.parsed.tree(sentence) else { return false };
    let root = tree.root();
    (0..tree.len()).any(|i| mention.span.contains(tree.tokens[i].span) && tree.is(i, "nsubj") && tree.head(i) == root)
}

/// The one organisation in this sentence before or in the nearest before it.
fn thing(scene: &Scene<'_>, mentions: &[ActorMention], at: usize, reach: usize) -> Option<String> {
    let here = scene.sentence_of(mentions[at].span.start);
    for back in 0..=reach {
        let Some(sentence) = here.checked_sub(back) else { break };
        let found: Vec<&ActorMention> = scene
            .mentions(&mentions[..at], sentence)
            .iter()
            .filter(|mention| matches!(mention.kind, ActorKind::Organisation | ActorKind::Government))
            .collect();
        if found.iter().any(|mention| describes_another(scene, mention, sentence)) {
            return None;
        }
        let names: BTreeSet<&String> = found.iter().filter_map(|mention| mention.name.as_ref()).collect();
        match (found.first(), names.len()) {
            (None, _) => continue,
            (Some(first), _) if starts(scene, first, sentence) => return first.name.clone(),
            (_, 1) if sentence == here && found.iter().all(|mention| mention.name.is_some()) => {
                return names.first().map(|name| (*name).clone());
            }
            _ => return None,
        }
    }
    None
}

/// "Vantora, a rival of Harbor, was fined": the sentence is about the one that the mention only describes.
fn describes_another(scene: &Scene<'_>, mention: &ActorMention, sentence: usize) -> bool {
    let begin = scene.sentences[sentence].start;
    let before = scene.text.get(begin..mention.span.start).unwrap_or_default();
    let Some((lead, apposition)) = before.split_once(", ") else { return false };
    let article = apposition.split_once(' ').map_or("", |(article, _)| article);
    let described = scene.lexicon.quotes.grammar.articles.contains(article);
    let related = follows(apposition, &scene.lexicon.actors.telling.ties);
    let named = lead.starts_with(char::is_uppercase) && lead.split(' ').count() <= 3;
    described && related && named && !apposition.contains(',') && scene.text[mention.span.end..].starts_with(',')
}

/// How many mentions before "the firm" tell which firm leads the text.
const LEADS: usize = 400;

/// By a name, not by "it" or "the firm".
fn is_named(scene: &Scene<'_>, mention: &ActorMention) -> bool {
    let words = mention.span.of(scene.text);
    scene.lexicon.actors.pronoun(words).is_none() && after_the(scene, &words.to_lowercase()).is_none()
}

/// "the company", "the director": somebody who bore that role before; for a firm also the one that the document is about.
fn definite(scene: &Scene<'_>, mentions: &[ActorMention], at: usize, role: &str) -> Option<String> {
    let kind = mentions[at].kind;
    let earlier = &mentions[at.saturating_sub(LEADS)..at];
    let bears = |mention: &&ActorMention| {
        let titled = || {
            let words = mention.span.of(scene.text).to_lowercase();
            mention.kind == ActorKind::Person && words.split(' ').rev().skip(1).any(|word| word == role)
        };
        mention.role.as_deref().is_some_and(|own| own.to_lowercase().split(' ').next_back() == Some(role)) || titled()
    };
    let names: BTreeSet<&String> = earlier
        .iter()
        .filter(|mention| mention.kind == kind)
        .filter(bears)
        .filter_map(|mention| mention.name.as_ref())
        .collect();
    if kind != ActorKind::Organisation {
        // Of a governor and a deputy governor, "the governor" is the first.
        let exactly = |mention: &&ActorMention| {
            mention.kind == kind && mention.role.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(role))
        };
        let bearers: BTreeSet<&String> =
            earlier.iter().filter(exactly).filter_map(|mention| mention.name.as_ref()).collect();
        let sure = if names.len() > 1 { bearers } else { names };
        return sure.first().filter(|_| sure.len() == 1).map(|name| (*name).clone());
    }
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for mention in earlier.iter().filter(|mention| mention.kind == kind && is_named(scene, mention)) {
        if let Some(name) = &mention.name {
            *counts.entry(name).or_default() += 1;
        }
    }
    let (main, count) = counts.iter().max_by_key(|(name, count)| (**count, std::cmp::Reverse(*name)))?;
    let alone = counts.iter().all(|(name, other)| name == main || other < count);
    let here = scene.sentence_of(mentions[at].span.start);
    let subjects =
        earlier.iter().rev().filter(|mention| mention.kind == kind && is_named(scene, mention)).filter(|mention| {
            let sentence = scene.sentence_of(mention.span.start);
            sentence + 4 >= here && starts(scene, mention, sentence)
        });
    let last = subjects.map(|mention| mention.name.as_ref()).next();
    let near = earlier
        .iter()
        .any(|mention| mention.name.as_ref() == Some(*main) && scene.sentence_of(mention.span.start) + 4 >= here);
    let agrees = counts.len() == 1 && near || last == Some(Some(*main));
    (alone && agrees && scene.firms.contains(*main)).then(|| (*main).clone())
}
