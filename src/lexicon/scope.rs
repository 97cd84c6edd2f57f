//! What turns or tints a statement: modals, verbs and nouns above it, adverbs in it, the words that open its clause.

use super::answers::{self, Answers};
use super::inflect::Inflections;
use super::parse;
use crate::model::{Modality, Result, Trouble};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The words of `en/scope.toml`, found by their written form.
#[derive(Debug, Default)]
pub struct Scope {
    modals: BTreeMap<String, Effect>,
    governors: BTreeMap<String, Vec<Effect>>,
    adverbs: BTreeMap<String, Effect>,
    markers: BTreeMap<String, Effect>,
    supports: BTreeMap<String, Support>,
    negators: BTreeSet<String>,
    frequencies: BTreeSet<String>,
    makers: BTreeSet<String>,
    factive: BTreeSet<String>,
    judges: BTreeSet<String>,
    bare_saying: BTreeSet<String>,
    means: BTreeSet<String>,
    vouching: BTreeSet<String>,
    circumstances: BTreeSet<String>,
    asides: BTreeSet<String>,
    pronouns: BTreeSet<String>,
    owners: BTreeSet<String>,
    wholes: BTreeSet<String>,
    answers: Answers,
    examples: Vec<Example>,
}

/// What a word does to the statement under it.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    pub id: String,
    pub modality: Option<Modality>,
    pub turns: Turns,
    /// The relations through which it reaches down; empty for any.
    pub over: Vec<String>,
}

/// What becomes of the polarity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turns {
    #[default]
    Keeps,
    /// Affirmed becomes negated and the other way round ("refused to", "failed to").
    Flips,
    /// A negation of this word itself does not reach down ("did not say that").
    Shields,
    /// No statement is made of what stands below ("limits access").
    Silences,
    /// Where it is negated itself, what stands below is only possible ("not sure that").
    Doubts,
}

/// A verb that lends its subject or its recipient to a noun ("has access", "gives them access").
#[derive(Clone, Debug, PartialEq)]
pub struct Support {
    pub id: String,
    /// `subject`, `recipient` or `none`.
    pub actor: String,
    pub modality: Option<Modality>,
    pub turns: Turns,
}

/// A sentence that holds one claim, and what that claim must be.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    pub text: String,
    pub action: String,
    pub polarity: String,
    pub modality: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    modal: Vec<Entry>,
    #[serde(default)]
    governor: Vec<Entry>,
    #[serde(default)]
    adverb: Vec<Entry>,
    #[serde(default)]
    marker: Vec<Entry>,
    #[serde(default)]
    support: Vec<SupportEntry>,
    #[serde(default)]
    negators: Vec<String>,
    #[serde(default)]
    frequencies: Vec<String>,
    #[serde(default)]
    makers: Vec<String>,
    factive: Vec<String>,
    judges: Vec<String>,
    bare_saying: Vec<String>,
    means: Vec<String>,
    vouching: Vec<String>,
    circumstances: Vec<String>,
    #[serde(default)]
    asides: Vec<String>,
    #[serde(default)]
    pronouns: Vec<String>,
    #[serde(default)]
    owners: Vec<String>,
    #[serde(default)]
    wholes: Vec<String>,
    #[serde(default)]
    answer: Vec<answers::Entry>,
    #[serde(default)]
    example: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    /// As written.
    #[serde(default)]
    words: Vec<String>,
    /// Dictionary forms, inflected at load.
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    modality: Option<Modality>,
    #[serde(default)]
    turns: Turns,
    #[serde(default)]
    over: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SupportEntry {
    id: String,
    verbs: Vec<String>,
    actor: String,
    modality: Option<Modality>,
    #[serde(default)]
    turns: Turns,
}

impl Scope {
    /// # Errors
    /// Names the file and the entry that is wrong.
    pub fn load(files: &[(&str, &str)], inflections: &Inflections) -> Result<Scope> {
        let mut scope = Scope::default();
        let mut ids = BTreeSet::new();
        for (name, text) in files {
            let file: File = parse(name, text)?;
            let lists = [&file.modal, &file.governor, &file.adverb, &file.marker];
            let supports = file.support.iter().map(|entry| &entry.id);
            let answers = file.answer.iter().map(|entry| &entry.id);
            for id in lists.into_iter().flatten().map(|entry| &entry.id).chain(supports).chain(answers) {
                if !ids.insert(id.clone()) {
                    return Err(Trouble::new(format!("lexicon {name}"), format!("entry `{id}` stands twice")));
                }
            }
            scope.take(file, inflections);
        }
        Ok(scope)
    }

    fn take(&mut self, file: File, inflections: &Inflections) {
        for (entries, into) in
            [(file.modal, &mut self.modals), (file.adverb, &mut self.adverbs), (file.marker, &mut self.markers)]
        {
            for entry in entries {
                for form in forms(&entry, inflections) {
                    into.insert(form, effect(&entry));
                }
            }
        }
        for entry in file.governor {
            for form in forms(&entry, inflections) {
                self.governors.entry(form).or_default().push(effect(&entry));
            }
        }
        for entry in file.support {
            let SupportEntry { id, verbs, actor, modality, turns } = entry;
            for form in verbs.iter().flat_map(|verb| inflections.verb(verb)) {
                self.supports.insert(form, Support { id: id.clone(), actor: actor.clone(), modality, turns });
            }
        }
        self.negators.extend(file.negators);
        self.frequencies.extend(file.frequencies);
        self.factive.extend(file.factive);
        self.judges.extend(file.judges.iter().flat_map(|verb| inflections.verb(verb)));
        self.bare_saying.extend(file.bare_saying.iter().flat_map(|verb| inflections.verb(verb)));
        self.means.extend(file.means);
        self.vouching.extend(file.vouching);
        self.circumstances.extend(file.circumstances);
        self.asides.extend(file.asides);
        self.makers.extend(file.makers.iter().flat_map(|verb| inflections.verb(verb)));
        self.pronouns.extend(file.pronouns);
        self.owners.extend(file.owners);
        self.wholes.extend(file.wholes);
        file.answer.into_iter().for_each(|entry| self.answers.add(entry));
        self.examples.extend(file.example);
    }

    pub fn modal(&self, form: &str) -> Option<&Effect> {
        self.modals.get(form)
    }

    /// What `form` does to a statement that hangs below it by `rel`.
    pub fn governor(&self, form: &str, rel: &str) -> Option<&Effect> {
        let reaches = |effect: &&Effect| effect.over.is_empty() || effect.over.iter().any(|over| over == rel);
        self.governors.get(form)?.iter().find(reaches)
    }

    /// By the first of these forms that does something through `rel`.
    pub fn governor_of(&self, forms: &[String], rel: &str) -> Option<&Effect> {
        forms.iter().find_map(|form| self.governor(form, rel))
    }

    pub fn adverb(&self, form: &str) -> Option<&Effect> {
        self.adverbs.get(form)
    }

    pub fn marker(&self, form: &str) -> Option<&Effect> {
        self.markers.get(form)
    }

    pub fn support(&self, form: &str) -> Option<&Support> {
        self.supports.get(form)
    }

    pub fn is_frequency(&self, form: &str) -> bool {
        self.frequencies.contains(form)
    }

    /// A verb whose object then acts: "hired a firm to audit it".
    pub fn is_maker(&self, form: &str) -> bool {
        self.makers.contains(form)
    }

    /// "Glad to know that": a verb of coming to know a fact, as it stands after "to".
    pub fn is_factive(&self, form: &str) -> bool {
        self.factive.contains(form)
    }

    /// A verb whose object has done what follows "for", "of" or "with": "fined the bank for losing it".
    pub fn is_judge(&self, form: &str) -> bool {
        self.judges.contains(form)
    }

    /// A verb that tells without making it so: where it is negated nothing is told.
    pub fn is_bare_saying(&self, form: &str) -> bool {
        self.bare_saying.contains(form)
    }

    /// A verb of vouching for what others say, by its lemma.
    pub fn is_vouching(&self, lemma: &str) -> bool {
        self.vouching.contains(lemma)
    }

    /// What follows "by" without being somebody: "by post".
    pub fn is_means(&self, form: &str) -> bool {
        self.means.contains(form)
    }

    /// What follows "with no" without being somebody: "with no warning".
    pub fn is_circumstance(&self, lemma: &str) -> bool {
        self.circumstances.contains(lemma)
    }

    /// What follows "to" without being somebody: "to the best of my knowledge".
    pub fn is_aside(&self, noun: &str) -> bool {
        self.asides.contains(noun)
    }

    /// Words that make a thing somebody's: "their", "his".
    pub fn owners(&self) -> &BTreeSet<String> {
        &self.owners
    }

    /// Pronouns and words for everything, which may stand for what was spoken of before.
    pub fn pronouns(&self) -> &BTreeSet<String> {
        &self.pronouns
    }

    /// Pronouns that stand for a whole, or for none of it: "everything", "nothing".
    pub fn wholes(&self) -> &BTreeSet<String> {
        &self.wholes
    }

    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// Lemmas that negate the clause they stand in.
    pub fn negators(&self) -> Vec<&str> {
        self.negators.iter().map(String::as_str).collect()
    }

    /// The file's own examples, for the tests.
    pub fn examples(&self) -> &[Example] {
        &self.examples
    }
}

fn forms(entry: &Entry, inflections: &Inflections) -> Vec<String> {
    let verbs = entry.verbs.iter().flat_map(|verb| inflections.verb(verb));
    let nouns = entry.nouns.iter().flat_map(|noun| inflections.noun(noun));
    entry.words.iter().cloned().chain(verbs).chain(nouns).collect()
}

fn effect(entry: &Entry) -> Effect {
    Effect { id: entry.id.clone(), modality: entry.modality, turns: entry.turns, over: entry.over.clone() }
}
