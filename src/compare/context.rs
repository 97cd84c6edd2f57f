//! What single claims do not tell and their neighbours do: what "it" stands for, whose "we" it is, whom a document names.

use super::affair;
use super::particulars::place_of;
use super::parts::{Names, Parts};
use super::party::{Sort, name_words, same_name};
use super::reading::organisation_of_we;
use super::words::{Word, singular, words};
use crate::lexicon::Lexicon;
use crate::model::{ActorKind, Claim, DocumentKind, Provenance, QuoteRow};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub(super) struct Context<'a> {
    lexicon: &'a Lexicon,
    /// Objects of the claims of a sentence, by their beginning; sentences by document and words.
    objects: BTreeMap<(&'a str, &'a str), Vec<(usize, &'a str)>>,
    /// The persons that documents name.
    persons: BTreeSet<Names>,
    /// The organisation for which a voice says "we"; empty when it says so for several.
    ours: BTreeMap<Names, Names>,
    /// The one organisation that the documents say a person works for; empty where they name several.
    posts: BTreeMap<Names, Names>,
    names: BTreeMap<&'a str, BTreeSet<String>>,
    /// Words of the names of organisations and persons in any document.
    known: BTreeSet<String>,
    /// Which documents are of one affair: a number each.
    affairs: BTreeMap<&'a str, usize>,
    /// Kinds of data told by two words or more, by document.
    matters: BTreeMap<&'a str, BTreeSet<String>>,
}

impl<'a> Context<'a> {
    pub fn new(
        claims: &[&'a Claim],
        quotes: &'a [QuoteRow],
        documents: &'a [Provenance],
        parts: &mut Parts<'a>,
    ) -> Context<'a> {
        let lexicon = parts.lexicon;
        let mut context = Context {
            lexicon,
            objects: BTreeMap::new(),
            persons: BTreeSet::new(),
            ours: BTreeMap::new(),
            posts: BTreeMap::new(),
            names: BTreeMap::new(),
            known: BTreeSet::new(),
            matters: BTreeMap::new(),
            affairs: BTreeMap::new(),
        };
        let people = documents.iter().flat_map(|document| &document.names).filter(|name| name.0 == ActorKind::Person);
        context.persons = people.map(|(_, name)| Arc::new(name_words(name, lexicon))).collect();
        for claim in claims {
            context.add_object(claim, lexicon);
            context.add_we(claim, parts);
            context.add_names(claim, parts);
        }
        for quote in quotes {
            let names = context.names.entry(&quote.document).or_default();
            names.extend(quote.speaker_name.iter().flat_map(|name| name_words(name, lexicon)));
        }
        for (person, organisation) in documents.iter().flat_map(|document| &document.posts) {
            let (person, own) = (Arc::new(name_words(person, lexicon)), Arc::new(name_words(organisation, lexicon)));
            let known = context.posts.entry(person).or_insert_with(|| own.clone());
            if !same_name(known, &own) {
                *known = Names::default();
            }
        }
        for document in documents {
            let names = context.names.entry(&document.document).or_default();
            let told: Vec<String> =
                document.names.iter().flat_map(|(kind, name)| marks(*kind, name, lexicon)).collect();
            context.known.extend(told.iter().cloned());
            names.extend(told);
        }
        // "Health", "Bank": two that share no more than these are two.
        context.names.values_mut().for_each(|names| names.retain(|word| !lexicon.relations.is("trade", word)));
        context.affairs = affair::affairs(&context.names, &context.matters);
        context.objects.values_mut().for_each(|list| list.sort_unstable());
        context
    }

    fn add_object(&mut self, claim: &'a Claim, lexicon: &Lexicon) {
        if let Some(object) = claim.object.as_deref().filter(|object| !is_pronoun(object, lexicon)) {
            self.objects.entry(sentence_key(claim)).or_default().push((claim.start, object));
        }
    }

    fn add_we(&mut self, claim: &'a Claim, parts: &mut Parts<'a>) {
        let organisation = Arc::new(organisation_of_we(claim, parts));
        // "I have read it", in a letter of hers: who says "we" elsewhere does not mean herself.
        if organisation.is_empty() || self.persons.contains(&organisation) {
            return;
        }
        let known = self.ours.entry(parts.voice(claim)).or_insert_with(|| organisation.clone());
        if *known != organisation {
            *known = Names::default();
        }
    }

    fn add_names(&mut self, claim: &'a Claim, parts: &mut Parts<'a>) {
        let lexicon = parts.lexicon;
        let actor =
            parts.party([claim.actor.as_deref(), claim.actor_name.as_deref(), claim.actor_org.as_deref(), None]);
        let own = claim.source.as_deref().filter(|_| claim.kind != DocumentKind::Article);
        let said = [claim.attributed_name.as_deref(), claim.object_owner.as_deref(), claim.recipient.as_deref(), own];
        let names = self.names.entry(&claim.document).or_default();
        if actor.sort == Sort::Named {
            names.extend(actor.name.iter().cloned());
            // "Quill", "Quill Ltd", not "Bail agents".
            let said = claim.actor.as_deref().unwrap_or_default();
            let whole = said.split(' ').all(|word| word.starts_with(char::is_uppercase));
            if claim.actor_name.is_some()
                || claim.actor_org.is_some()
                || whole && !is_plain(&singular(&said.to_lowercase()), lexicon)
            {
                self.known.extend(actor.name.iter().cloned());
            }
        }
        for name in said.into_iter().flatten() {
            let found = words(name).into_iter().filter(|word| place_of(word, lexicon).is_none());
            let telling = name_words(name, lexicon);
            names.extend(found.map(|word| word.low).filter(|word| word.len() > 2 && telling.contains(word)));
        }
        names.extend(named_in(&claim.sentence, lexicon));
        // A title in plain letters names whom the text is about; one In Capitals names everything.
        let title = claim.title.as_deref().filter(|title| {
            let long = words(title).into_iter().filter(|word| word.low.len() > 3);
            let (capital, small): (Vec<Word>, Vec<Word>) = long.partition(|word| word.capital);
            small.len() > capital.len()
        });
        names.extend(title.map(|title| named_in(title, lexicon)).into_iter().flatten());
        if let Some(object) = claim.object.as_deref() {
            let thing = parts.thing(&claim.topic, Some(object), None);
            names.extend(thing.named.iter().cloned());
            if thing.kinds.len() > 1 {
                let kind = thing.kinds.iter().map(String::as_str).collect::<Vec<&str>>().join(" ");
                self.matters.entry(&claim.document).or_default().insert(kind);
            }
        }
    }

    /// What the pronoun of a claim stands for: the object of the claim before it in the sentence.
    pub fn antecedent(&self, claim: &Claim, lexicon: &Lexicon) -> Option<&'a str> {
        if claim.object.as_deref().is_some_and(|object| !is_pronoun(object, lexicon)) {
            return None;
        }
        claim.object.as_deref()?;
        let list = self.objects.get(&sentence_key(claim))?;
        list.iter().rev().find(|(start, _)| *start < claim.start).map(|(_, object)| *object)
    }

    pub fn organisation(&self, claim: &'a Claim, parts: &mut Parts<'a>) -> Names {
        let own = Arc::new(organisation_of_we(claim, parts));
        let alone = parts.party([claim.actor.as_deref(), None, None, None]).head.as_deref() == Some("i");
        let told = !own.is_empty() && (alone || !self.persons.contains(&own));
        if told { own } else { self.ours.get(&parts.voice(claim)).cloned().unwrap_or_default() }
    }

    /// The organisation that the voice is said to work for: who says "we" may still mean others.
    pub fn post(&self, claim: &'a Claim, parts: &mut Parts<'a>) -> Names {
        self.posts.get(&parts.voice(claim)).cloned().unwrap_or_default()
    }

    /// Whom the document of a claim names.
    pub fn names(&'a self, claim: &Claim) -> &'a BTreeSet<String> {
        self.names.get(claim.document.as_str()).unwrap_or(&NONE)
    }

    /// A word of somebody's name, in whatever document.
    pub fn is_name(&self, word: &str) -> bool {
        self.known.contains(word)
    }

    /// Somebody told by what they are: "hacker", "nurse".
    pub fn is_plain(&self, noun: &str) -> bool {
        is_plain(noun, self.lexicon)
    }

    /// The affair its document is of.
    pub fn affair(&self, claim: &Claim) -> usize {
        self.affairs.get(claim.document.as_str()).copied().unwrap_or(usize::MAX)
    }

    /// Which kinds of data of a closer description ("call recordings") its document speaks of.
    pub fn matters(&'a self, claim: &Claim) -> &'a BTreeSet<String> {
        self.matters.get(claim.document.as_str()).unwrap_or(&NONE)
    }
}

/// What a name tells of the affair: an organisation's words, a person's surname.
fn marks(kind: ActorKind, name: &str, lexicon: &Lexicon) -> Vec<String> {
    let found = words(name);
    let telling = name_words(name, lexicon);
    let mut own: Vec<String> =
        found.iter().filter(|word| place_of(word, lexicon).is_none()).map(|word| word.low.clone()).collect();
    own.retain(|word| word.len() > 2 && telling.contains(word) && !lexicon.relations.is("authority", word));
    match kind {
        ActorKind::Organisation | ActorKind::System => own,
        ActorKind::Person if found.len() > 1 => own.split_off(own.len().saturating_sub(1)),
        _ => Vec::new(),
    }
}

/// The words with a capital that no sentence begins with, or that go on with one ("Tarn Bank said"); no places, days and roles.
fn named_in(sentence: &str, lexicon: &Lexicon) -> BTreeSet<String> {
    let found = words(sentence);
    let inside = |nth: usize| nth > 0 && !found[nth].after_mark || found.get(nth + 1).is_some_and(|next| next.capital);
    let plain = ["authority", "staff", "pronoun", "generic", "organisation", "calendar", "all", "anyone"];
    let telling = |(nth, word): &(usize, &Word)| {
        word.capital
            && word.low.len() > 2
            && inside(*nth)
            && !plain.iter().any(|list| lexicon.relations.is(list, &word.low))
            && !lexicon.relations.is("opener", &word.low)
            && place_of(word, lexicon).is_none()
    };
    found.iter().enumerate().filter(telling).map(|(_, word)| word.low.clone()).collect()
}

fn is_plain(noun: &str, lexicon: &Lexicon) -> bool {
    let relations = &lexicon.relations;
    relations.is("intruder", noun) || relations.is("staff", noun) || lexicon.topics.any(noun, |sense| &sense.people)
}

static NONE: BTreeSet<String> = BTreeSet::new();

fn is_pronoun(object: &str, lexicon: &Lexicon) -> bool {
    super::words::plain(super::thing::resolved(object)).iter().all(|word| lexicon.relations.is("pronoun", word))
}

fn sentence_key(claim: &Claim) -> (&str, &str) {
    (&claim.document, &claim.sentence)
}
