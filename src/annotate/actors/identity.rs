//! Which mentions of one document are the same actor, where that is certain.

use super::names::Name;
use super::within;
use crate::annotate::parsed::Parsed;
use crate::lexicon::Lexicon;
use crate::lexicon::actors::{Gender, Pronoun, one_letter_apart};
use crate::model::{ActorKind, ActorMention, Span};
use std::collections::{BTreeMap, BTreeSet};

/// A document as identities are sought in it.
pub struct Scene<'a> {
    pub text: &'a str,
    pub sentences: &'a [Span],
    /// What stands between quotation marks: its pronouns are not the author's.
    pub quoted: &'a [Span],
    pub parsed: &'a Parsed<'a>,
    pub lexicon: &'a Lexicon,
}

impl Scene<'_> {
    fn sentence_of(&self, at: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.start <= at).saturating_sub(1)
    }

    fn is_quoted(&self, span: Span) -> bool {
        let after = self.quoted.partition_point(|quoted| quoted.start <= span.start);
        after.checked_sub(1).is_some_and(|n| self.quoted[n].contains(span))
    }
}

impl Scene<'_> {
    /// The mentions of one sentence.
    fn mentions<'m>(&self, mentions: &'m [ActorMention], sentence: usize) -> &'m [ActorMention] {
        within(mentions, self.sentences[sentence])
    }
}

/// Sets each mention's `name` to the fullest name of its actor in the document; unsets it where two could be meant.
pub fn name(scene: &Scene<'_>, mentions: &mut [ActorMention], names: &[Name]) {
    let full = fullest(scene, mentions, names);
    let mut shared = Vec::new();
    for (at, mention) in mentions.iter_mut().enumerate() {
        let short = mention.name.take();
        mention.name = short.clone().and_then(|name| full.get(&name).cloned().unwrap_or(Some(name)));
        shared.extend(short.filter(|_| mention.name.is_none()).map(|short| (at, short)));
        mention.organisation =
            mention.organisation.take().map(|name| full.get(&name).cloned().flatten().unwrap_or(name));
    }
    by_title(scene, mentions, &shared);
    apposed(scene.text, mentions);
    anaphora(scene, mentions);
}

/// "Mr Barr" where Winifred and Hugo Barr were named: the one whom the title fits.
fn by_title(scene: &Scene<'_>, mentions: &mut [ActorMention], shared: &[(usize, String)]) {
    if shared.is_empty() {
        return;
    }
    let genders = genders(scene, mentions);
    let people: BTreeSet<String> = mentions
        .iter()
        .filter(|mention| mention.kind == ActorKind::Person)
        .filter_map(|mention| mention.name.clone())
        .collect();
    for (at, short) in shared {
        let words = mentions[*at].span.of(scene.text);
        let Some(told) = words.split_whitespace().find_map(|word| scene.lexicon.actors.gender(word)) else { continue };
        let bears = |long: &&String| is_person_short(short, long);
        let fits = |long: &&String| genders.get(*long).is_none_or(|own| *own == told);
        let fitting: Vec<&String> = people.iter().filter(bears).filter(fits).collect();
        if let [only] = fitting.as_slice() {
            mentions[*at].name = Some((*only).clone());
        }
    }
}

/// "the foreman, a quiet man named Oke Lindgren", "its keeper, Dr. Brask": the role has the name that comes after the comma.
fn apposed(text: &str, mentions: &mut [ActorMention]) {
    for at in 0..mentions.len() {
        if mentions[at].name.is_some() || !mentions[at].span.of(text).contains(' ') {
            continue;
        }
        let end = mentions[at].span.end;
        let next = mentions[at + 1..].iter().take(8).find(|next| next.span.start >= end && next.name.is_some());
        let Some(next) =
            next.filter(|next| (next.kind == ActorKind::Person) == (mentions[at].kind == ActorKind::Person))
        else {
            continue;
        };
        let between = text.get(end..next.span.start).unwrap_or_default();
        let named = (between.starts_with(',') || matches!(between, " named " | " called "))
            && between.len() < 40
            && (between.ends_with("named ") || between.ends_with("called "));
        if between == ", " || is_office_of(between) || named && !between.contains('.') {
            mentions[at].name = next.name.clone();
        }
    }
}

/// " for infrastructure, ", " of the port, ": what an office is an office of, and the comma before its bearer.
fn is_office_of(between: &str) -> bool {
    let inner = between.strip_suffix(", ").unwrap_or_default();
    let linked = [" for ", " of ", " at "].iter().any(|link| inner.starts_with(link));
    linked && inner.split_whitespace().count() <= 5 && !inner.contains([',', '.', ';', ':', '(']) && inner.len() > 5
}

/// Spelling to fullest name; `None` where the spelling fits two.
fn fullest(scene: &Scene<'_>, mentions: &[ActorMention], names: &[Name]) -> BTreeMap<String, Option<String>> {
    let mut kinds: BTreeMap<&str, ActorKind> = BTreeMap::new();
    for name in names {
        kinds.insert(&name.text, name.kind.expect("names without a kind are dropped"));
    }
    let mut full = BTreeMap::new();
    for (short, kind) in &kinds {
        let bearers: BTreeSet<&str> = match kind {
            ActorKind::Person => kinds
                .iter()
                .filter(|(long, of)| **of == ActorKind::Person && is_person_short(short, long))
                .map(|(long, _)| *long)
                .collect(),
            _ => kinds
                .iter()
                .filter(|(long, of)| **of != ActorKind::Person && is_firm_short(short, long, scene.lexicon))
                .map(|(long, _)| *long)
                .collect(),
        };
        let maximal: Vec<&str> = bearers
            .iter()
            .filter(|long| !bearers.iter().any(|other| other != *long && is_person_short(long, other)))
            .copied()
            .collect();
        match maximal.as_slice() {
            [] => {}
            [only] => drop(full.insert((*short).to_string(), Some((*only).to_string()))),
            _ => drop(full.insert((*short).to_string(), None)),
        }
    }
    bracketed(scene.text, mentions, &mut full);
    full
}

/// "Dacosta" and "Lionel" for "Lionel Dacosta", "L. Dacosta" too; a surname one letter off when it is long.
fn is_person_short(short: &str, long: &str) -> bool {
    let (a, b): (Vec<&str>, Vec<&str>) = (short.split(' ').collect(), long.split(' ').collect());
    if a.len() >= b.len() && !(a.len() == b.len() && a[0].trim_end_matches('.').len() == 1 && a != b) {
        return false;
    }
    let (last_a, last_b) = (a[a.len() - 1], b[b.len() - 1]);
    let near = is_near(last_a, last_b);
    if a.len() == 1 {
        return last_a == last_b || near || short == b[0];
    }
    let first = a[0].trim_end_matches('.');
    (last_a == last_b) && (b[0] == first || first.len() == 1 && b[0].starts_with(first))
}

/// Long surnames that begin alike and are one letter apart.
pub fn is_near(a: &str, b: &str) -> bool {
    a.len() >= 6 && b.len() >= 6 && a.chars().next() == b.chars().next() && one_letter_apart(a, b)
}

/// "Quellmark" for "Quellmark Foods", "the Guild" for "Ellery Fishermen's Guild", "NGA" for "Northern Grid Authority".
fn is_firm_short(short: &str, long: &str, lexicon: &Lexicon) -> bool {
    if short == long || long.len() <= short.len() {
        return false;
    }
    let institution =
        |word: &str| lexicon.actors.organisation.contains(word) || lexicon.actors.government.contains(word);
    let prefix =
        long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' ') && rest.split_whitespace().all(institution));
    let suffix = institution(short) && long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '));
    prefix || suffix || initials(long) == short && short.len() > 2
}

fn initials(name: &str) -> String {
    name.split([' ', '-'])
        .filter(|word| word.starts_with(char::is_uppercase))
        .filter_map(|word| word.chars().next())
        .collect()
}

/// "Northern Grid Authority (NGA)": the bracket holds another spelling.
fn bracketed(text: &str, mentions: &[ActorMention], full: &mut BTreeMap<String, Option<String>>) {
    for pair in mentions.windows(2) {
        let [long, short] = pair else { continue };
        let between = text.get(long.span.end..short.span.start).unwrap_or_default();
        let closed = text[short.span.end..].starts_with(')');
        if let (Some(long), Some(short)) = (&long.name, &short.name)
            && matches!(between.trim(), "(" | "(the")
            && closed
            && short.len() < long.len()
        {
            full.insert(short.clone(), Some(long.clone()));
        }
    }
}

/// "the company", "the spokesman", "he": named only where one alone can be meant.
fn anaphora(scene: &Scene<'_>, mentions: &mut [ActorMention]) {
    let mut genders = genders(scene, mentions);
    for at in 0..mentions.len() {
        if mentions[at].name.is_some() || scene.is_quoted(mentions[at].span) {
            continue;
        }
        let words = mentions[at].span.of(scene.text).to_lowercase();
        let name = match scene.lexicon.actors.pronoun(&words) {
            Some(_) if named_after(scene.text, &mentions[at..]).is_some() => named_after(scene.text, &mentions[at..]),
            Some(Pronoun::He) => person(scene, mentions, at, Gender::He, &genders),
            Some(Pronoun::She) => person(scene, mentions, at, Gender::She, &genders),
            Some(Pronoun::It) => thing(scene, mentions, at, 1),
            Some(_) => None,
            None if words.starts_with("the ") && words.split(' ').count() == 2 => {
                definite(scene, mentions, at, &words[4..])
            }
            None => None,
        };
        let told = match words.as_str() {
            "he" => Some(Gender::He),
            "she" => Some(Gender::She),
            _ => None,
        };
        if let (Some(name), Some(gender)) = (&name, told) {
            genders.entry(name.clone()).or_insert(gender);
        }
        mentions[at].name = name;
    }
}

/// "Her name is Mei Lund": the name that comes after.
fn named_after(text: &str, mentions: &[ActorMention]) -> Option<String> {
    let [own, next, ..] = mentions else { return None };
    let between = text.get(own.span.end..next.span.start)?;
    matches!(between, " name is " | " name was " | " full name is ").then(|| next.name.clone()).flatten()
}

/// What titles, roles and first names tell of each person's gender.
fn genders(scene: &Scene<'_>, mentions: &[ActorMention]) -> BTreeMap<String, Gender> {
    let actors = &scene.lexicon.actors;
    let mut genders = BTreeMap::new();
    for mention in mentions.iter().filter(|mention| mention.kind == ActorKind::Person) {
        let Some(name) = &mention.name else { continue };
        let told = mention.span.of(scene.text).split_whitespace().find_map(|word| actors.gender(word));
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
        let related = rest.starts_with("who ") || rest.starts_with("whose ");
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

/// The person meant by "he" or "she": in the nearest sentence that speaks of any, the only one that fits, or the one it is about.
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
        let by = scene.text.get(..mention.span.start).is_some_and(|before| before.ends_with("by "));
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
            let names: BTreeSet<&String> = found.iter().filter_map(|mention| mention.name.as_ref()).collect();
            let sure: BTreeSet<&String> = found
                .iter()
                .filter(|mention| known(mention) == Some(gender))
                .filter_map(|mention| mention.name.as_ref())
                .collect();
            let nameless = found.iter().any(|mention| mention.name.is_none());
            return match (names.len(), sure.len()) {
                (1, _) if !nameless => names.first().map(|name| (*name).clone()),
                (_, 1) => sure.first().map(|name| (*name).clone()),
                _ if introduces(scene, mentions, found[found.len() - 1], sentence) => None,
                _ => first.name.clone().filter(|_| starts(scene, first, sentence)),
            };
        }
        searched += usize::from(!scene.is_quoted(scene.sentences[sentence]));
        if searched > REACH {
            break;
        }
    }
    None
}

/// The sentence ends on somebody who is named for the first time: "The chair called Dr. Tomas Wirth, the architect."
fn introduces(scene: &Scene<'_>, mentions: &[ActorMention], last: &ActorMention, sentence: usize) -> bool {
    let Some(first) = mentions.iter().find(|mention| last.name.is_some() && mention.name == last.name) else {
        return false;
    };
    let stretch = scene.sentences[sentence];
    let rest = scene.text.get(first.span.end..stretch.end).unwrap_or_default();
    let apposed = rest.starts_with(", ") && rest.split_whitespace().count() <= 8;
    first.span.start > stretch.start && first.span.of(scene.text).contains(' ') && (apposed || rest.len() <= 2)
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
    let described = ["a ", "an ", "the "].iter().any(|article| apposition.starts_with(article));
    let related = [" of ", " to ", " at ", " for "].iter().any(|mark| apposition.ends_with(mark));
    let named = lead.starts_with(char::is_uppercase) && lead.split(' ').count() <= 3;
    described && related && named && !apposition.contains(',') && scene.text[mention.span.end..].starts_with(',')
}

/// How many mentions before "the firm" tell which firm leads the text.
const LEADS: usize = 400;

/// By a name, not by "it" or "the firm".
fn is_named(scene: &Scene<'_>, mention: &ActorMention) -> bool {
    let words = mention.span.of(scene.text);
    scene.lexicon.actors.pronoun(words).is_none() && !words.to_lowercase().starts_with("the ")
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
        return names.first().filter(|_| names.len() == 1).map(|name| (*name).clone());
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
    (alone && agrees).then(|| (*main).clone())
}
