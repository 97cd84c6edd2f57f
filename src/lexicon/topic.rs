//! One topic: its classes of noun, what each class is to it, and where its actions keep their roles.

use super::glossary::{Glossary, Words};
use super::weights::Weights;
use crate::model::Modality;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// What a topic file says beside its predicates.
#[derive(Clone, Debug, Default)]
pub struct Topic {
    pub name: String,
    /// Which bit of a [`crate::model::Holds`] is the topic's.
    pub bit: u32,
    pub sense: Senses,
    pub reach: Reach,
    /// Prepositions before the one that an object belongs to or tells of: "records of", "a stake in".
    pub owner_at: Vec<String>,
    /// Those of them after which stands the very thing, not who is concerned: stakes in two firms are two things.
    pub part_of: Vec<String>,
    /// What was learned of the signs of a claim.
    pub weights: Weights,
    pub(super) classes: BTreeMap<String, BTreeSet<String>>,
    /// The same by noun: most words of a text are of no class, which one look-up tells.
    pub(super) nouns: Glossary<BTreeSet<String>>,
    /// The last words of nouns of several words.
    pub(super) tails: Words,
    pub(super) actions: BTreeMap<String, Action>,
}

/// What the classes of noun are to the topic, each a list of their names.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Senses {
    /// What the topic is about: once it was spoken of, pronouns may stand for it and soft nouns count.
    pub matter: Vec<String>,
    /// Counts when it is somebody's, when a telling adjective says so, or where matter was spoken of.
    pub soft: Vec<String>,
    /// The same, but after a word of many meanings only in a document that is about matter throughout.
    pub loose: Vec<String>,
    /// Speaks for the topic where it is named: two such sentences are as good as one that names matter.
    pub hint: Vec<String>,
    /// Adjectives that make a soft noun count.
    pub telling: Vec<String>,
    /// What is done to matter: counts when its phrase holds some, or when it is somebody's.
    pub act: Vec<String>,
    /// What holds matter: a place of the act.
    pub holder: Vec<String>,
    /// Stands before "of" and leaves what follows the thing meant.
    pub part: Vec<String>,
    /// Those whom soft nouns belong to or are about.
    pub people: Vec<String>,
    /// Never acts.
    pub inert: Vec<String>,
    /// Common nouns: written with a capital, a name.
    pub common: Vec<String>,
}

impl Senses {
    pub(super) fn add(&mut self, more: Senses) {
        self.matter.extend(more.matter);
        self.soft.extend(more.soft);
        self.loose.extend(more.loose);
        self.hint.extend(more.hint);
        self.telling.extend(more.telling);
        self.act.extend(more.act);
        self.holder.extend(more.holder);
        self.part.extend(more.part);
        self.people.extend(more.people);
        self.inert.extend(more.inert);
        self.common.extend(more.common);
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        let lists = [&self.matter, &self.soft, &self.telling, &self.act, &self.holder, &self.part, &self.people];
        lists.into_iter().chain([&self.loose, &self.hint, &self.inert, &self.common]).flatten()
    }
}

/// How many sentences back a pronoun finds what it stands for.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reach {
    pub plain: usize,
    /// After a word of many meanings.
    pub weak: usize,
}

/// Where an action's predicates keep their roles unless they say otherwise.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Action {
    pub object: Vec<String>,
    pub recipient_at: Vec<String>,
    pub place_at: Vec<String>,
    /// Where an amount stands that is neither the object's nor the actor's: a price.
    pub quantity_at: Vec<String>,
    /// Its place says where the thing lies from then on.
    pub located: bool,
    /// What it leaves behind lasts: "is encrypted" tells that it was done.
    pub lasting: bool,
    /// After it the thing is gone.
    pub ending: bool,
    /// Who does it has the thing.
    pub having: bool,
    /// What "could" says of it: of reading a power that somebody had, of a leak a mere chance.
    pub could: Option<Modality>,
}

impl Topic {
    pub(super) fn add_class(&mut self, class: &str, nouns: BTreeSet<String>) {
        for noun in &nouns {
            self.nouns.entry(noun.clone()).insert(class.to_string());
            self.tails.extend(noun.rsplit_once(' ').map(|(_, last)| last.to_string()));
        }
        self.classes.entry(class.to_string()).or_default().extend(nouns);
    }

    /// The classes of a noun (lower case, as written; several words for "data center"); `None` where the topic knows none.
    pub fn classes_of(&self, noun: &str) -> Option<&BTreeSet<String>> {
        self.nouns.get(noun)
    }

    /// May a noun of several words end so? Most words end none, and need not be put together with those before them.
    pub fn ends_name(&self, word: &str) -> bool {
        self.tails.contains(word)
    }

    /// True when a noun is of one of the classes, as `&topic.sense.people`.
    pub fn is_any(&self, noun: &str, classes: &[String]) -> bool {
        self.classes_of(noun).is_some_and(|own| classes.iter().any(|class| own.contains(class)))
    }

    /// A noun that the topic has a use for is no proper name, though it may be written with a capital.
    pub fn is_common(&self, noun: &str) -> bool {
        let sense = &self.sense;
        [&sense.matter, &sense.soft, &sense.loose, &sense.act, &sense.people]
            .into_iter()
            .any(|classes| self.is_any(noun, classes))
    }

    /// [`Action::lasting`]
    pub fn lasts(&self, action: &str) -> bool {
        self.actions.get(action).is_some_and(|action| action.lasting)
    }

    /// [`Action::ending`]
    pub fn ends(&self, action: &str) -> bool {
        self.actions.get(action).is_some_and(|action| action.ending)
    }

    /// [`Action::having`]
    pub fn has(&self, action: &str) -> bool {
        self.actions.get(action).is_some_and(|action| action.having)
    }

    /// The place of such an act says where the thing lies.
    pub fn locates(&self, action: &str) -> bool {
        self.actions.get(action).is_some_and(|action| action.located)
    }

    /// What "could" says of such an act.
    pub fn could(&self, action: &str) -> Option<Modality> {
        self.actions.get(action).and_then(|action| action.could)
    }

    /// Every noun with its class.
    pub fn nouns(&self) -> impl Iterator<Item = (&str, &str)> {
        self.classes.iter().flat_map(|(class, nouns)| nouns.iter().map(move |noun| (class.as_str(), noun.as_str())))
    }
}
