//! What may be set against what: kinds of word that decide whether two statements speak of one thing, acts that are one
//! under several names, and denials that other acts strain. The kinds of word are those of `en/relations.toml`, the acts those of
//! the topics.

use super::inflect::Inflections;
use super::parse;
use crate::model::{Result, Trouble};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The lists of `en/relations.toml`, the families and tensions of the topics.
#[derive(Debug, Default)]
pub struct Relations {
    lists: BTreeMap<String, List>,
    /// The bit of each list, in the order of their names.
    bits: BTreeMap<String, u128>,
    /// The lists by the words they hold, made when all are loaded: one look-up tells a word's lists.
    index: BTreeMap<String, Held>,
    /// Words for one kind of thing, each with the word that stands for all of them.
    same: BTreeMap<String, String>,
    /// Acts by which such a thing comes about, likewise: "said" with "chat".
    made: BTreeMap<String, String>,
    families: Vec<Family>,
    /// By action, then by verb or noun.
    family_of: BTreeMap<String, BTreeMap<String, usize>>,
    tensions: Vec<Tension>,
}

/// What a word is of.
#[derive(Debug, Default)]
struct Held {
    /// The lists that hold the word alone, a bit each, in the order of their names.
    alone: u128,
    /// Phrases of several words that it begins, with the bit of their list.
    phrases: Vec<(u128, Vec<String>)>,
}

#[derive(Debug, Default)]
struct List {
    words: BTreeSet<String>,
    /// Phrases of several words, by their first.
    phrases: BTreeMap<String, Vec<Vec<String>>>,
    yes: Vec<String>,
    no: Vec<String>,
}

/// Ways to do one thing that claims may file under different actions.
#[derive(Clone, Debug)]
pub struct Family {
    pub id: String,
    pub actions: Vec<String>,
    /// The same is done to the same thing only once.
    pub once: bool,
    /// A denial of this way to do it leaves the other ways open: "never sold" does not take in sharing.
    pub narrow: bool,
    /// No denial of another way takes it in.
    pub apart: bool,
    /// A deed that one party did: two names for it do not go together.
    pub deed: bool,
    /// Its place says where the thing lies.
    pub located: bool,
    /// A denial of it says nothing of other ways: "never read", and copied.
    pub light: bool,
    pub yes: Vec<String>,
    pub no: Vec<String>,
}

/// A denial and an affirmation that cannot easily both be meant though the acts differ.
#[derive(Clone, Debug)]
pub struct Tension {
    pub id: String,
    /// What strains, in a few words.
    pub about: String,
    pub denied: Vec<String>,
    pub claimed: Vec<String>,
    pub share: Share,
    /// Families of which the affirmed act must be one; none given: any act.
    pub claimed_as: Vec<String>,
    /// Families of which the denied act must be none.
    pub denied_not_as: Vec<String>,
    /// Denial and affirmation, with `|` between them.
    pub yes: Vec<String>,
    pub no: Vec<String>,
}

/// What a denial and an affirmation of another act must have in common beside the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Share {
    /// The denied recipient are a place's officials; the affirmed actor sits in that place.
    Place,
    Actor,
    /// The one who did not act is the one who was given.
    Recipient,
    /// The one who acts is the one who was never given.
    Receiver,
    /// Nothing but the thing itself, by parties that may be one.
    Thing,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    list: BTreeMap<String, ListEntry>,
    /// By the word that stands for all of them.
    #[serde(default)]
    same: BTreeMap<String, SameEntry>,
}

/// Words for one kind of thing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SameEntry {
    nouns: Vec<String>,
    /// "What customers say" is such a thing.
    #[serde(default)]
    verbs: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListEntry {
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
}

/// A `[[family]]` of a topic file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilyEntry {
    id: String,
    actions: Vec<String>,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    once: bool,
    #[serde(default)]
    narrow: bool,
    #[serde(default)]
    apart: bool,
    #[serde(default)]
    deed: bool,
    #[serde(default)]
    located: bool,
    #[serde(default)]
    light: bool,
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
}

/// A `[[tension]]` of a topic file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TensionEntry {
    id: String,
    about: String,
    denied: Vec<String>,
    claimed: Vec<String>,
    share: Share,
    #[serde(default)]
    claimed_as: Vec<String>,
    #[serde(default)]
    denied_not_as: Vec<String>,
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
}

impl Relations {
    /// The lists of `files`, and what the topics say of their acts.
    ///
    /// # Errors
    /// Names the file and the entry that stands twice.
    pub fn load(
        files: &[(&str, &str)],
        families: Vec<FamilyEntry>,
        tensions: Vec<TensionEntry>,
        inflections: &Inflections,
    ) -> Result<Relations> {
        let mut relations = Relations::default();
        for (name, text) in files {
            let file: File = parse(name, text)?;
            for (list, entry) in file.list {
                relations.lists.entry(list).or_default().take(entry, inflections);
            }
            for (word, entry) in file.same {
                let forms = entry.nouns.iter().flat_map(|noun| inflections.noun(noun));
                relations.same.extend(forms.map(|form| (form, word.clone())));
                let acts = entry.verbs.iter().flat_map(|verb| inflections.verb(verb));
                relations.made.extend(acts.map(|form| (form, word.clone())));
            }
        }
        let wrong = |what| Trouble::new("lexicon topics", what);
        for entry in families {
            relations.add_family(entry, inflections).map_err(wrong)?;
        }
        for entry in tensions {
            relations.add_tension(entry).map_err(wrong)?;
        }
        relations.make_index().map_err(|what| Trouble::new("lexicon en/relations.toml", what))?;
        Ok(relations)
    }

    fn make_index(&mut self) -> std::result::Result<(), String> {
        if self.lists.len() > 128 {
            return Err(format!("{} lists, expected at most 128", self.lists.len()));
        }
        for (nth, (name, list)) in self.lists.iter().enumerate() {
            self.bits.insert(name.clone(), 1 << nth);
            for word in &list.words {
                self.index.entry(word.clone()).or_default().alone |= 1 << nth;
            }
            for (first, phrases) in &list.phrases {
                let held = self.index.entry(first.clone()).or_default();
                held.phrases.extend(phrases.iter().map(|phrase| (1 << nth, phrase.clone())));
            }
        }
        Ok(())
    }

    /// The bit of a list in [`Relations::lists_in`]; nought for a list that there is none of.
    pub fn bit(&self, list: &str) -> u128 {
        self.bits.get(list).copied().unwrap_or_default()
    }

    /// All lists of which the words (lower case) hold a word or phrase, a bit each.
    pub fn lists_in(&self, words: &[String]) -> u128 {
        let held = |at: usize| {
            let Some(held) = self.index.get(&words[at]) else { return 0 };
            let phrases = held.phrases.iter().filter(|(_, phrase)| words[at..].starts_with(phrase));
            phrases.fold(held.alone, |bits, (bit, _)| bits | bit)
        };
        (0..words.len()).fold(0, |bits, at| bits | held(at))
    }

    fn add_family(&mut self, entry: FamilyEntry, inflections: &Inflections) -> std::result::Result<(), String> {
        if self.families.iter().any(|family| family.id == entry.id) {
            return Err(format!("family `{}` stands twice", entry.id));
        }
        let at = self.families.len();
        // "Make off with" is inflected at its verb.
        let phrase = |verb: &String| -> Vec<String> {
            match verb.split_once(' ') {
                Some((verb, rest)) => inflections.verb(verb).iter().map(|form| format!("{form} {rest}")).collect(),
                None => inflections.verb(verb),
            }
        };
        let verbs = entry.verbs.iter().flat_map(phrase);
        let forms: BTreeSet<String> = verbs.chain(entry.nouns.iter().flat_map(|noun| inflections.noun(noun))).collect();
        for action in &entry.actions {
            for form in &forms {
                self.family_of.entry(action.clone()).or_default().entry(form.clone()).or_insert(at);
            }
        }
        let FamilyEntry { id, actions, once, narrow, apart, deed, located, light, yes, no, .. } = entry;
        self.families.push(Family { id, actions, once, narrow, apart, deed, located, light, yes, no });
        Ok(())
    }

    fn add_tension(&mut self, entry: TensionEntry) -> std::result::Result<(), String> {
        let TensionEntry { id, about, denied, claimed, share, claimed_as, denied_not_as, yes, no } = entry;
        if self.tensions.iter().any(|tension| tension.id == id) {
            return Err(format!("tension `{id}` stands twice"));
        }
        self.tensions.push(Tension { id, about, denied, claimed, share, claimed_as, denied_not_as, yes, no });
        Ok(())
    }

    /// True when the words (lower case) hold one of the list's words or phrases.
    pub fn found(&self, list: &str, words: &[String]) -> bool {
        self.lists_in(words) & self.bit(list) != 0
    }

    /// True when the word (lower case) is of the list.
    pub fn is(&self, list: &str, word: &str) -> bool {
        self.index.get(word).is_some_and(|held| held.alone & self.bit(list) != 0)
    }

    /// The word for a kind of thing under which its other names are known: "photo" for "photographs", the word itself where it has none.
    pub fn one_name<'w>(&'w self, word: &'w str) -> &'w str {
        self.same.get(word).map_or(word, String::as_str)
    }

    /// The kind of thing that comes about by an act: "chat" for "said".
    pub fn made_by(&self, verb: &str) -> Option<&str> {
        self.made.get(verb).map(String::as_str)
    }

    /// The family of a way to act: the action and the verb or noun as written, lower case.
    pub fn family(&self, action: &str, word: &str) -> Option<&Family> {
        self.family_of.get(action)?.get(word).map(|at| &self.families[*at])
    }

    pub fn families(&self) -> &[Family] {
        &self.families
    }

    pub fn tensions(&self) -> &[Tension] {
        &self.tensions
    }
}

impl List {
    fn take(&mut self, entry: ListEntry, inflections: &Inflections) {
        let nouns = entry.nouns.iter().flat_map(|noun| inflections.noun(noun));
        let verbs = entry.verbs.iter().flat_map(|verb| inflections.verb(verb));
        for word in entry.words.into_iter().chain(nouns).chain(verbs).map(|word| word.to_lowercase()) {
            let parts: Vec<String> = word.split(' ').map(str::to_string).collect();
            if parts.len() == 1 {
                self.words.insert(word);
            } else {
                self.phrases.entry(parts[0].clone()).or_default().push(parts);
            }
        }
        self.yes.extend(entry.yes);
        self.no.extend(entry.no);
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    fn words(text: &str) -> Vec<String> {
        text.to_lowercase()
            .split(|c: char| !(c.is_alphanumeric() || "-'%".contains(c)))
            .filter(|word| !word.is_empty())
            .map(str::to_string)
            .collect()
    }

    #[test]
    fn every_list_finds_its_examples_and_no_others() {
        let relations = Lexicon::embedded().relations;
        for (name, list) in &relations.lists {
            assert!(!list.yes.is_empty(), "list {name} has no example");
            for text in &list.yes {
                assert!(relations.found(name, &words(text)), "list {name} misses: {text}");
            }
            for text in &list.no {
                assert!(!relations.found(name, &words(text)), "list {name} finds: {text}");
            }
        }
    }

    #[test]
    fn two_names_for_one_kind_of_thing() {
        let relations = Lexicon::embedded().relations;
        for (one, other) in
            [("photos", "photograph"), ("films", "footage"), ("phone", "telephone"), ("ids", "identity")]
        {
            assert_eq!(relations.one_name(one), relations.one_name(other), "{one} | {other}");
        }
        assert_ne!(relations.one_name("photo"), relations.one_name("film"));
        assert_eq!(relations.one_name("ledger"), "ledger");
    }

    #[test]
    fn every_family_knows_its_examples() {
        let relations = Lexicon::embedded().relations;
        for family in relations.families() {
            let holds = |text: &String| {
                words(text).iter().any(|word| {
                    family
                        .actions
                        .iter()
                        .any(|action| relations.family(action, word).is_some_and(|f| f.id == family.id))
                })
            };
            assert!(family.yes.iter().all(holds), "family {} misses an example", family.id);
            assert!(!family.no.iter().any(holds), "family {} finds too much", family.id);
        }
    }
}
