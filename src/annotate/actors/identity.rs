//! Which mentions of one document are the same actor, where that is certain.

use super::anaphora::{anaphora, genders, own_words};
use super::names::Name;
use super::within;
use crate::annotate::parsed::Parsed;
use crate::lexicon::Lexicon;
use crate::lexicon::actors::{Gender, one_letter_apart};
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
    /// What the text shows to be no person: "the firm" may be one of these.
    pub firms: &'a BTreeSet<String>,
}

impl Scene<'_> {
    pub(super) fn sentence_of(&self, at: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.start <= at).saturating_sub(1)
    }

    pub(super) fn is_quoted(&self, span: Span) -> bool {
        let after = self.quoted.partition_point(|quoted| quoted.start <= span.start);
        after.checked_sub(1).is_some_and(|n| self.quoted[n].contains(span))
    }
}

impl Scene<'_> {
    /// The mentions of one sentence.
    pub(super) fn mentions<'m>(&self, mentions: &'m [ActorMention], sentence: usize) -> &'m [ActorMention] {
        within(mentions, self.sentences[sentence])
    }
}

/// Sets each mention's `name` to the fullest name of its actor in the document; unsets it where two could be meant.
pub fn name(scene: &Scene<'_>, mentions: &mut [ActorMention], names: &[Name]) {
    let full = fullest(scene, mentions, names);
    let kinds: BTreeMap<&str, ActorKind> =
        names.iter().filter_map(|name| Some((name.text.as_str(), name.kind?))).collect();
    let mut shared = Vec::new();
    for (at, mention) in mentions.iter_mut().enumerate() {
        let short = mention.name.take();
        mention.name = short.clone().and_then(|name| full.get(&name).cloned().unwrap_or(Some(name)));
        // "the Federal Trade Commission (FTC)": letters alone do not tell the kind.
        let kind =
            mention.name.as_ref().filter(|name| short.as_ref() != Some(name)).and_then(|name| kinds.get(&**name));
        if let Some(ActorKind::Government) = kind.filter(|_| mention.kind == ActorKind::Organisation) {
            mention.kind = ActorKind::Government;
        }
        shared.extend(short.filter(|_| mention.name.is_none()).map(|short| (at, short)));
        mention.organisation =
            mention.organisation.take().map(|name| full.get(&name).cloned().flatten().unwrap_or(name));
    }
    of_another(scene, mentions, &mut shared);
    by_both_titles(scene, mentions);
    by_title(scene, mentions, &shared);
    apposed(scene.text, mentions);
    explained(scene, mentions);
    anaphora(scene, mentions);
}

/// "Mr Orr's widow", "Mrs Orr" where only Ian Orr was named: of two titles for one name the one that his given name does not bear is
/// another's.
fn of_another(scene: &Scene<'_>, mentions: &mut [ActorMention], shared: &mut Vec<(usize, String)>) {
    let actors = &scene.lexicon.actors;
    let titles = titles(scene, mentions);
    for (at, mention) in mentions.iter_mut().enumerate() {
        let told = title(scene, mention).map(|(gender, _)| gender);
        let other = |name: &mut String| {
            let given = name.split(' ').next().and_then(|given| actors.gender_of_given(given));
            titles.get(name).is_some_and(|titles| titles.len() > 1)
                && given.is_some()
                && told.is_some_and(|told| Some(told) != given)
        };
        if let Some(name) = mention.name.take_if(other) {
            shared.push((at, name.rsplit(' ').next().unwrap_or(&name).to_string()));
        }
    }
}

/// "Xi Li", "Mr. Li" and "Ms. Li": who is which, nobody knows. Each title is somebody of its own, and a lone surname is nobody's.
fn by_both_titles(scene: &Scene<'_>, mentions: &mut [ActorMention]) {
    let titles = titles(scene, mentions);
    for mention in mentions.iter_mut() {
        let two = |name: &&String| titles.get(*name).is_some_and(|titles| titles.len() > 1);
        let Some(name) = mention.name.as_ref().filter(two) else { continue };
        let surname = name.rsplit(' ').next().unwrap_or(name);
        let whole = own_words(mention.span.of(scene.text)).ends_with(name.as_str());
        mention.name = match title(scene, mention) {
            Some((_, title)) if !whole || name == surname => Some(format!("{title} {surname}")),
            _ => Some(name.clone()).filter(|_| whole && name != surname),
        };
    }
}

/// The title that a mention begins with, where it tells the gender.
fn title<'t>(scene: &Scene<'t>, mention: &ActorMention) -> Option<(Gender, &'t str)> {
    let actors = &scene.lexicon.actors;
    let first = own_words(mention.span.of(scene.text)).split(' ').next()?;
    actors.gender(first).filter(|_| actors.is_title(first)).map(|gender| (gender, first))
}

/// The genders of the titles that each name bears.
fn titles(scene: &Scene<'_>, mentions: &[ActorMention]) -> BTreeMap<String, BTreeSet<Gender>> {
    let mut titles: BTreeMap<String, BTreeSet<Gender>> = BTreeMap::new();
    for mention in mentions {
        if let (Some(name), Some((gender, _))) = (&mention.name, title(scene, mention)) {
            titles.entry(name.clone()).or_default().insert(gender);
        }
    }
    titles
}

/// "Mr Barr" where Winifred and Hugo Barr were named: the one whom the title fits.
fn by_title(scene: &Scene<'_>, mentions: &mut [ActorMention], shared: &[(usize, String)]) {
    if shared.is_empty() {
        return;
    }
    let mut genders = genders(scene, mentions);
    let people: BTreeSet<String> = mentions
        .iter()
        .filter(|mention| mention.kind == ActorKind::Person)
        .filter_map(|mention| mention.name.clone())
        .collect();
    // Whom the first pass finds for one title is nobody's under the other.
    for _ in 0..2 {
        for (at, short) in shared.iter().filter(|(at, _)| mentions[*at].name.is_none()).collect::<Vec<_>>() {
            let words = mentions[*at].span.of(scene.text);
            let Some(told) = words.split_whitespace().find_map(|word| scene.lexicon.actors.gender(word)) else {
                continue;
            };
            let bears = |long: &&String| is_person_short(short, long);
            let fits = |long: &&String| genders.get(*long).is_none_or(|own| *own == told);
            let fitting: Vec<&String> = people.iter().filter(bears).filter(fits).collect();
            if let [only] = fitting.as_slice() {
                genders.entry((*only).clone()).or_insert(told);
                mentions[*at].name = Some((*only).clone());
            }
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

/// "Renquist, [the chief security officer], deleted it": the role between commas has the name before it.
fn explained(scene: &Scene<'_>, mentions: &mut [ActorMention]) {
    let text = scene.text;
    for at in 1..mentions.len() {
        let role = &mentions[at];
        let closed = text[role.span.end..].starts_with([',', '.']);
        let known = |(first, _): (&str, &str)| !scene.lexicon.quotes.grammar.indefinite.contains(first);
        if role.name.is_some() || !closed || !role.span.of(text).split_once(' ').is_some_and(known) {
            continue;
        }
        let named = mentions[..at].iter().rev().take(4).find(|before| before.span.end + 2 == role.span.start);
        let own = |before: &&ActorMention| (before.kind == ActorKind::Person) == (role.kind == ActorKind::Person);
        let comma = text[..role.span.start].ends_with(", ");
        mentions[at].name = named.filter(own).filter(|_| comma).and_then(|before| before.name.clone());
    }
}

/// " for infrastructure, ", " of the port, ": what an office is an office of, and the comma before its bearer.
fn is_office_of(between: &str) -> bool {
    let inner = between.strip_suffix(", ").unwrap_or_default();
    let linked = [" for ", " of ", " at "].iter().any(|link| inner.starts_with(link));
    linked && inner.split_whitespace().count() <= 5 && !inner.contains([',', '.', ';', ':', '(']) && inner.len() > 5
}

/// The names that the text shows to be no person's.
pub fn firms(names: &[Name]) -> BTreeSet<String> {
    let sure = names.iter().filter(|name| name.sure && name.kind != Some(ActorKind::Person));
    sure.map(|name| name.text.clone()).collect()
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
