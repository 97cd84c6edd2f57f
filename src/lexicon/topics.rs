//! Topics: what kinds of act are looked for, by which words, and where those words keep their actor, object, recipient and place.
//!
//! A topic is one TOML file in `topics/`; a new one needs no Rust. Roles are named in Universal Dependencies' terms:
//! `subject`, `object`, or the preposition before a phrase (`to`, `from`).

use super::glossary::Glossary;
use super::inflect::Inflections;
use super::parse;
use super::relations::{FamilyEntry, TensionEntry};
use super::topic::{Action, Reach, Senses, Topic};
use super::weights::Weights;
use crate::model::{Modality, Polarity, Result, Trouble};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// All topics, and their predicates by the written form of their first word.
#[derive(Debug, Default)]
pub struct Topics {
    topics: Vec<Topic>,
    predicates: Vec<Predicate>,
    /// In the order of [`Topics::of_form`].
    by_form: Glossary<Vec<usize>>,
    /// Stands in for a topic that is not loaded.
    none: Topic,
}

/// A sentence's finds are told by topic in the bits of one number.
const MOST: usize = 32;

/// Classes that are told by more than a list of nouns: see [`Predicate::object`].
const PSEUDO: [&str; 9] = ["vague", "whole", "bound", "clause", "named", "single", "any", "open", "place"];

/// A way to say that somebody does something.
#[derive(Clone, Debug)]
pub struct Predicate {
    pub id: String,
    pub topic: String,
    /// The place of its topic among all.
    topic_at: usize,
    pub action: String,
    pub part: Part,
    /// The forms of the word that heads it, lower case.
    pub forms: BTreeSet<String>,
    /// What must follow: particles and prepositions ("up", "in to").
    pub rest: Vec<String>,
    /// The same in one: "in to".
    pub follows: String,
    /// Classes of noun that its object may be; `vague` stands for pronouns and "everything", `whole` for "everything" alone, `bound` for pronouns of what the same
    /// sentence names, `clause` for "what people type", `named` for proper names that are no place and no person, `single` for one soft thing where the
    /// document is about the topic, `open` for things of no class where the topic's matter is spoken of, `any` for all; in `needs`, `place` is one of the gazetteer's.
    pub object: Vec<String>,
    /// Where the object stands.
    pub object_at: Vec<String>,
    pub object_optional: bool,
    /// Takes nothing that its conditions leave open, whatever the weights say.
    pub strict: bool,
    /// A word with many other meanings ("get", "keep"): a pronoun or a soft noun needs data close by.
    pub weak: bool,
    /// Counts only where the document is about the topic throughout, and only with one certain thing as its object.
    pub about: bool,
    pub actor_at: Vec<String>,
    pub recipient_at: Vec<String>,
    pub place_at: Vec<String>,
    pub quantity_at: Vec<String>,
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

impl Part {
    pub fn name(self) -> &'static str {
        match self {
            Part::Verb => "verb",
            Part::Noun => "noun",
            Part::Adjective => "adjective",
        }
    }
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
    reach: Option<Reach>,
    #[serde(default)]
    owner_at: Vec<String>,
    #[serde(default)]
    part_of: Vec<String>,
    #[serde(default)]
    class: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    sense: Senses,
    #[serde(default)]
    actions: BTreeMap<String, Action>,
    #[serde(default)]
    predicate: Vec<Entry>,
    #[serde(default)]
    family: Vec<FamilyEntry>,
    #[serde(default)]
    tension: Vec<TensionEntry>,
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
    strict: bool,
    #[serde(default)]
    weak: bool,
    #[serde(default)]
    about: bool,
    actor_at: Option<Vec<String>>,
    recipient_at: Option<Vec<String>>,
    place_at: Option<Vec<String>>,
    quantity_at: Option<Vec<String>>,
    needs: Option<Needs>,
    modality: Option<Modality>,
    held: Option<Modality>,
    polarity: Option<Polarity>,
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
}

impl Topics {
    /// The topics, and what their files say of acts that are one or strain each other. A second file of the same name adds to the
    /// first.
    ///
    /// # Errors
    /// Names the file and the entry that is wrong: an unknown class, a doubled id, an entry without words.
    pub fn load(
        files: &[(&str, &str)],
        inflections: &Inflections,
    ) -> Result<(Topics, Vec<FamilyEntry>, Vec<TensionEntry>)> {
        let mut topics = Topics::default();
        let (mut families, mut tensions) = (Vec::new(), Vec::new());
        for (name, text) in files {
            let mut file: File = parse(name, text)?;
            let wrong = |what: String| Trouble::new(format!("lexicon {name}"), what);
            let entries = std::mem::take(&mut file.predicate);
            families.append(&mut file.family);
            tensions.append(&mut file.tension);
            let at = topics.take(file, inflections).map_err(wrong)?;
            for entry in entries {
                topics.add(entry, at, inflections).map_err(wrong)?;
            }
        }
        topics.check()?;
        topics.sort();
        Ok((topics, families, tensions))
    }

    /// What a file says of its topic beside the predicates; the number of the topic.
    fn take(&mut self, file: File, inflections: &Inflections) -> std::result::Result<usize, String> {
        let known = self.topics.iter().position(|topic| topic.name == file.name);
        let at = known.unwrap_or(self.topics.len());
        if at == MOST {
            return Err(format!("is one topic too many, expected at most {MOST}"));
        }
        let taken =
            |topic: &&Topic| topic.name != file.name && file.actions.keys().any(|a| topic.actions.contains_key(a));
        if let Some(other) = self.topics.iter().find(taken) {
            return Err(format!("has an action that topic `{}` has too", other.name));
        }
        if known.is_none() {
            let weights = Weights::of(&file.name).map_err(|fault| fault.to_string())?;
            self.topics.push(Topic { name: file.name, bit: 1 << at, weights, ..Topic::default() });
        }
        let topic = &mut self.topics[at];
        topic.sense.add(file.sense);
        topic.reach = file.reach.unwrap_or(topic.reach);
        topic.owner_at.extend(file.owner_at);
        topic.part_of.extend(file.part_of);
        topic.actions.extend(file.actions);
        for (class, nouns) in file.class {
            let forms = nouns.iter().flat_map(|noun| phrase_forms(noun, inflections));
            topic.add_class(&class, forms.collect());
        }
        Ok(at)
    }

    fn add(&mut self, entry: Entry, topic: usize, inflections: &Inflections) -> std::result::Result<(), String> {
        if self.predicates.iter().any(|known| known.id == entry.id) {
            return Err(format!("predicate `{}` stands twice", entry.id));
        }
        let Some(defaults) = self.topics[topic].actions.get(&entry.action).cloned() else {
            return Err(format!("predicate `{}`: action `{}` has no line under [actions]", entry.id, entry.action));
        };
        let words = [(Part::Verb, &entry.verbs), (Part::Noun, &entry.nouns), (Part::Adjective, &entry.adjectives)];
        if words.iter().all(|(_, list)| list.is_empty()) {
            return Err(format!("predicate `{}` has neither verbs nor nouns nor adjectives", entry.id));
        }
        for (part, list) in words {
            for word in list {
                self.push(part, word, &entry, topic, &defaults, inflections);
            }
        }
        Ok(())
    }

    fn push(
        &mut self,
        part: Part,
        word: &str,
        entry: &Entry,
        topic: usize,
        defaults: &Action,
        inflections: &Inflections,
    ) {
        let mut words = word.split(' ').map(str::to_string);
        let head = words.next().unwrap_or_default();
        let rest: Vec<String> = words.collect();
        let forms: BTreeSet<String> = match part {
            Part::Verb => inflections.verb(&head).into_iter().collect(),
            Part::Noun => inflections.noun(&head).into_iter().collect(),
            Part::Adjective => BTreeSet::from([head]),
        };
        let at = self.predicates.len();
        for form in &forms {
            self.by_form.entry(form.clone()).push(at);
        }
        let names = |list: &[&str]| list.iter().map(|name| name.to_string()).collect::<Vec<_>>();
        let (object_at, actor_at) = match part {
            Part::Verb => (names(&["object"]), names(&["subject"])),
            Part::Noun => (names(&["of", "compound"]), names(&["possessor", "by"])),
            Part::Adjective => (names(&["subject"]), names(&["to", "by", "for"])),
        };
        self.predicates.push(Predicate {
            id: entry.id.clone(),
            topic: self.topics[topic].name.clone(),
            topic_at: topic,
            action: entry.action.clone(),
            part,
            forms,
            follows: rest.join(" "),
            rest,
            object: entry.object.clone().unwrap_or_else(|| defaults.object.clone()),
            object_at: entry.object_at.clone().unwrap_or(object_at),
            object_optional: entry.object_optional,
            strict: entry.strict,
            weak: entry.weak,
            about: entry.about,
            actor_at: entry.actor_at.clone().unwrap_or(actor_at),
            recipient_at: entry.recipient_at.clone().unwrap_or_else(|| defaults.recipient_at.clone()),
            place_at: entry.place_at.clone().unwrap_or_else(|| defaults.place_at.clone()),
            quantity_at: entry.quantity_at.clone().unwrap_or_else(|| defaults.quantity_at.clone()),
            needs: entry.needs.clone(),
            modality: entry.modality,
            held: entry.held,
            polarity: entry.polarity,
            yes: entry.yes.clone(),
            no: entry.no.clone(),
        });
    }

    fn check(&self) -> Result<()> {
        let place = |topic: &str, rest: String| format!("lexicon topic {topic}{rest}");
        let unlisted =
            |place: String, class: &str| Trouble::new(place, format!("class `{class}` is not listed under [class]"));
        for topic in &self.topics {
            let known = |class: &str| class == "named" || topic.classes.contains_key(class);
            if let Some(class) = topic.sense.names().find(|class| !known(class)) {
                return Err(unlisted(place(&topic.name, ", [sense]".to_string()), class));
            }
        }
        for predicate in &self.predicates {
            let topic = self.of(&predicate.topic);
            let classes = predicate.object.iter().chain(predicate.needs.iter().flat_map(|needs| &needs.classes));
            let mut unknown =
                classes.filter(|class| !PSEUDO.contains(&class.as_str()) && !topic.classes.contains_key(*class));
            if let Some(class) = unknown.next() {
                return Err(unlisted(place(&predicate.topic, format!(", predicate `{}`", predicate.id)), class));
            }
        }
        Ok(())
    }

    /// The longest predicates of a form first ("pull up" before "pull"), those that count anywhere before those that need a document about the
    /// topic, and those of things of their own ("take a picture") before those of the topic's matter.
    fn sort(&mut self) {
        let special = |predicate: &Predicate| {
            let sense = &self.topics[predicate.topic_at].sense;
            let common = [&sense.matter, &sense.soft].into_iter().flatten();
            common.chain(&["vague".into(), "open".into(), "any".into()]).all(|class| !predicate.object.contains(class))
        };
        let rank = |predicate: &Predicate| {
            let needs = predicate.needs.is_some();
            std::cmp::Reverse((predicate.rest.len(), !predicate.about, needs, special(predicate)))
        };
        let ranks: Vec<_> = self.predicates.iter().map(rank).collect();
        self.by_form.values_mut().for_each(|places| places.sort_by_key(|at| ranks[*at]));
    }

    /// The predicates whose head may be written so, in the order in which they are tried.
    pub fn of_form(&self, form: &str) -> impl Iterator<Item = &Predicate> {
        self.by_form.get(form).into_iter().flatten().map(|at| &self.predicates[*at])
    }

    /// The topic that a predicate is of.
    pub fn of_predicate(&self, predicate: &Predicate) -> &Topic {
        &self.topics[predicate.topic_at]
    }

    /// The topic of that name; one without words where there is none.
    pub fn of(&self, name: &str) -> &Topic {
        self.topics.iter().find(|topic| topic.name == name).unwrap_or(&self.none)
    }

    pub fn all(&self) -> &[Topic] {
        &self.topics
    }

    pub fn predicates(&self) -> &[Predicate] {
        &self.predicates
    }

    /// True when the noun has this sense to some topic.
    pub fn any(&self, noun: &str, sense: fn(&Senses) -> &[String]) -> bool {
        self.topics.iter().any(|topic| topic.is_any(noun, sense(&topic.sense)))
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
        let first = lexicon.topics.of_form("handed").next().expect("a predicate");
        assert_eq!(first.rest, ["over"]);
        assert!(lexicon.topics.of_form("hamster").next().is_none());
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
