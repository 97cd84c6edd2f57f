//! Topics: what kinds of act are looked for, by which words, and where those words keep their actor, object, recipient and place.
//!
//! A topic is one TOML file in `topics/`; a new one needs no Rust. Roles are named in Universal Dependencies' terms:
//! `subject`, `object`, or the preposition before a phrase (`to`, `from`).

use super::inflect::Inflections;
use super::parse;
use crate::model::{Modality, Polarity, Result, Trouble};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Every topic's predicates, found by the written form of their first word.
#[derive(Debug, Default)]
pub struct Topics {
    predicates: Vec<Predicate>,
    by_form: BTreeMap<String, Vec<usize>>,
    classes: BTreeMap<String, BTreeSet<String>>,
}

/// A way to say that somebody does something.
#[derive(Clone, Debug)]
pub struct Predicate {
    pub id: String,
    pub topic: String,
    pub action: String,
    pub part: Part,
    /// The forms of the word that heads it, lower case.
    pub forms: BTreeSet<String>,
    /// What must follow: particles and prepositions ("up", "in to").
    pub rest: Vec<String>,
    /// Classes of noun that its object may be; `vague` stands for pronouns and "everything", `named` for proper names that are no place
    /// and no person, `any` for all.
    pub object: Vec<String>,
    /// Where the object stands.
    pub object_at: Vec<String>,
    pub object_optional: bool,
    /// A word with many other meanings ("get", "keep"): a pronoun or a soft noun needs data close by.
    pub weak: bool,
    pub actor_at: Vec<String>,
    pub recipient_at: Vec<String>,
    pub place_at: Vec<String>,
    /// A phrase that must be there, as "for backup" in "uses the site for backup".
    pub needs: Option<Needs>,
    pub modality: Option<Modality>,
    /// Of a noun that is held or given ("has access"), not done.
    pub held: Option<Modality>,
    pub polarity: Option<Polarity>,
    pub yes: Vec<String>,
    pub no: Vec<String>,
}

/// What kind of word heads a predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Verb,
    Noun,
    Adjective,
}

/// A phrase by its preposition and the class or nouns that it must hold.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Needs {
    pub at: Vec<String>,
    #[serde(default)]
    pub classes: Vec<String>,
    #[serde(default)]
    pub nouns: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    /// What the topic is about, for `--help` and docs.
    #[serde(rename = "about")]
    _about: String,
    #[serde(default)]
    class: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    actions: BTreeMap<String, Defaults>,
    predicate: Vec<Entry>,
}

/// Where an action's predicates keep their roles unless they say otherwise.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Defaults {
    object: Vec<String>,
    recipient_at: Vec<String>,
    place_at: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    action: String,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    adjectives: Vec<String>,
    object: Option<Vec<String>>,
    object_at: Option<Vec<String>>,
    #[serde(default)]
    object_optional: bool,
    #[serde(default)]
    weak: bool,
    actor_at: Option<Vec<String>>,
    recipient_at: Option<Vec<String>>,
    place_at: Option<Vec<String>>,
    needs: Option<Needs>,
    modality: Option<Modality>,
    held: Option<Modality>,
    polarity: Option<Polarity>,
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
}

impl Topics {
    /// # Errors
    /// Names the file and the entry that is wrong: an unknown class, a doubled id, an entry without words.
    pub fn load(files: &[(&str, &str)], inflections: &Inflections) -> Result<Topics> {
        let mut topics = Topics::default();
        for (name, text) in files {
            let file: File = parse(name, text)?;
            for (class, nouns) in &file.class {
                let forms = nouns.iter().flat_map(|noun| phrase_forms(noun, inflections));
                topics.classes.entry(class.clone()).or_default().extend(forms);
            }
            let defaults = &file.actions;
            for entry in file.predicate {
                topics
                    .add(entry, &file.name, defaults, inflections)
                    .map_err(|what| Trouble::new(format!("lexicon {name}"), what))?;
            }
        }
        topics.check()?;
        Ok(topics)
    }

    fn add(
        &mut self,
        entry: Entry,
        topic: &str,
        defaults: &BTreeMap<String, Defaults>,
        inflections: &Inflections,
    ) -> std::result::Result<(), String> {
        if self.predicates.iter().any(|known| known.id == entry.id) {
            return Err(format!("predicate `{}` stands twice", entry.id));
        }
        let Some(defaults) = defaults.get(&entry.action) else {
            return Err(format!("predicate `{}`: action `{}` has no line under [actions]", entry.id, entry.action));
        };
        let words = [(Part::Verb, &entry.verbs), (Part::Noun, &entry.nouns), (Part::Adjective, &entry.adjectives)];
        if words.iter().all(|(_, list)| list.is_empty()) {
            return Err(format!("predicate `{}` has neither verbs nor nouns nor adjectives", entry.id));
        }
        for (part, list) in words {
            for word in list {
                self.push(part, word, &entry, topic, defaults, inflections);
            }
        }
        Ok(())
    }

    fn push(
        &mut self,
        part: Part,
        word: &str,
        entry: &Entry,
        topic: &str,
        defaults: &Defaults,
        inflections: &Inflections,
    ) {
        let mut words = word.split(' ').map(str::to_string);
        let head = words.next().unwrap_or_default();
        let forms: BTreeSet<String> = match part {
            Part::Verb => inflections.verb(&head).into_iter().collect(),
            Part::Noun => inflections.noun(&head).into_iter().collect(),
            Part::Adjective => BTreeSet::from([head]),
        };
        let at = self.predicates.len();
        for form in &forms {
            self.by_form.entry(form.clone()).or_default().push(at);
        }
        let names = |list: &[&str]| list.iter().map(|name| name.to_string()).collect::<Vec<_>>();
        let (object_at, actor_at) = match part {
            Part::Verb => (names(&["object"]), names(&["subject"])),
            Part::Noun => (names(&["of", "compound"]), names(&["possessor", "by"])),
            Part::Adjective => (names(&["subject"]), names(&["to", "by", "for"])),
        };
        self.predicates.push(Predicate {
            id: entry.id.clone(),
            topic: topic.to_string(),
            action: entry.action.clone(),
            part,
            forms,
            rest: words.collect(),
            object: entry.object.clone().unwrap_or_else(|| defaults.object.clone()),
            object_at: entry.object_at.clone().unwrap_or(object_at),
            object_optional: entry.object_optional,
            weak: entry.weak,
            actor_at: entry.actor_at.clone().unwrap_or(actor_at),
            recipient_at: entry.recipient_at.clone().unwrap_or_else(|| defaults.recipient_at.clone()),
            place_at: entry.place_at.clone().unwrap_or_else(|| defaults.place_at.clone()),
            needs: entry.needs.clone(),
            modality: entry.modality,
            held: entry.held,
            polarity: entry.polarity,
            yes: entry.yes.clone(),
            no: entry.no.clone(),
        });
    }

    fn check(&self) -> Result<()> {
        for predicate in &self.predicates {
            let classes = predicate.object.iter().chain(predicate.needs.iter().flat_map(|needs| &needs.classes));
            let mut unknown = classes.filter(|class| {
                !["vague", "named", "any"].contains(&class.as_str()) && !self.classes.contains_key(*class)
            });
            if let Some(class) = unknown.next() {
                let place = format!("lexicon topic {}, predicate `{}`", predicate.topic, predicate.id);
                return Err(Trouble::new(place, format!("class `{class}` is not listed under [class]")));
            }
        }
        Ok(())
    }

    /// The predicates whose head may be written so, longest first ("pull up" before "pull").
    pub fn of_form(&self, form: &str) -> Vec<&Predicate> {
        let mut found: Vec<&Predicate> =
            self.by_form.get(form).into_iter().flatten().map(|at| &self.predicates[*at]).collect();
        found.sort_by_key(|predicate| std::cmp::Reverse((predicate.rest.len(), predicate.needs.is_some())));
        found
    }

    /// Every form that can head a predicate: what a scan for sentences that may hold a claim looks for.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        self.by_form.keys().map(String::as_str)
    }

    pub fn predicates(&self) -> &[Predicate] {
        &self.predicates
    }

    /// True when a noun (lower case, as written; several words for "data center") is of the class.
    pub fn is(&self, noun: &str, class: &str) -> bool {
        self.classes.get(class).is_some_and(|nouns| nouns.contains(noun))
    }

    /// Every noun that some predicate's object or place may be, with its class.
    pub fn nouns(&self) -> impl Iterator<Item = (&str, &str)> {
        self.classes.iter().flat_map(|(class, nouns)| nouns.iter().map(move |noun| (class.as_str(), noun.as_str())))
    }

    /// The names of all classes.
    pub fn class_names(&self) -> impl Iterator<Item = &str> {
        self.classes.keys().map(String::as_str)
    }
}

/// The forms of a noun phrase whose last word is inflected.
fn phrase_forms(phrase: &str, inflections: &Inflections) -> Vec<String> {
    let (before, last) = phrase.rsplit_once(' ').map_or((String::new(), phrase), |(a, b)| (format!("{a} "), b));
    inflections.noun(last).into_iter().map(|form| format!("{before}{form}")).collect()
}

#[cfg(test)]
mod tests {
    use crate::lexicon::{Lexicon, UserFile};

    #[test]
    fn the_longest_predicate_comes_first() {
        let lexicon = Lexicon::embedded();
        let found = lexicon.topics.of_form("handed");
        assert_eq!(found[0].rest, ["over"]);
        assert!(lexicon.topics.of_form("hamster").is_empty());
    }

    #[test]
    fn an_unknown_class_is_refused_with_the_entry() {
        let text = r#"
            name = "ice"
            about = "Who melts what"
            [actions]
            melt = { object = ["snow"] }
            [[predicate]]
            id = "melt"
            action = "melt"
            verbs = ["melt"]
            yes = ["They melt it."]
        "#;
        let user = UserFile { name: "topics/ice.toml".into(), text: text.into() };
        let fault = Lexicon::with(&[user]).err().expect("snow is no class").to_string();
        assert!(fault.contains("predicate `melt`") && fault.contains("`snow`"), "{fault}");
    }
}
