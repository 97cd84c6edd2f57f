//! Words by which people, organisations, governments, groups and systems are known; `own` reads a user's own file.

use super::glossary::{Glossary, Words};
use super::letters::low;
pub use super::own::OwnActors;
use super::parse;
pub use super::telling::Shows;
use super::telling::{Telling, TellingFile};
use crate::model::{ActorKind, Result, Trouble};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Grammatical gender of a person as far as words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gender {
    He,
    She,
}

/// A common noun for those who act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role {
    pub kind: ActorKind,
    pub plural: bool,
}

/// Which pronoun a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pronoun {
    He,
    She,
    It,
    They,
    We,
    I,
}

/// All words about actors. Titles and names' words keep their capitals; roles and pronouns are lower case.
#[derive(Debug, Default)]
pub struct Actors {
    titles: Glossary<Option<Gender>>,
    pub within_title: Words,
    pub after_name: Words,
    pub organisation: Words,
    pub government: Words,
    pub joins: Words,
    pub never: Words,
    /// Of `never`, surnames after a first name, and then alone too: "Vera Swede".
    pub surnames: Words,
    /// Of `never`, surnames only after a first name or a title: "Brian May".
    pub surnames_in_full: Words,
    pub given: Words,
    given_genders: Glossary<Gender>,
    roles: Glossary<Role>,
    genders: Glossary<Gender>,
    pronouns: Glossary<Pronoun>,
    pub telling: Telling,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    titles: Titles,
    #[serde(default)]
    names: Names,
    #[serde(default)]
    role: Vec<RoleWords>,
    #[serde(default)]
    pronouns: BTreeMap<PronounKey, Vec<String>>,
    #[serde(default)]
    roles_gender: Genders,
    #[serde(default)]
    telling: TellingFile,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Titles {
    he: Vec<String>,
    she: Vec<String>,
    either: Vec<String>,
    within: Vec<String>,
    after: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Names {
    organisation: Vec<String>,
    government: Vec<String>,
    joins: Vec<String>,
    never: Vec<String>,
    surnames: Vec<String>,
    surnames_in_full: Vec<String>,
    given_he: Vec<String>,
    given_she: Vec<String>,
    given_either: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleWords {
    kind: ActorKind,
    #[serde(default)]
    one: Vec<String>,
    #[serde(default)]
    many: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Genders {
    he: Vec<String>,
    she: Vec<String>,
}

#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
enum PronounKey {
    He,
    She,
    It,
    They,
    We,
    I,
}

impl Actors {
    /// # Errors
    /// Names the file, and the word that is no single word where one is wanted.
    pub fn load(files: &[(&str, &str)]) -> Result<Actors> {
        let mut actors = Actors::default();
        for (name, text) in files {
            actors.add(parse(name, text)?);
            if let Some(word) = actors.roles.iter().map(|(word, _)| word).filter(|word| word.contains(' ')).min() {
                return Err(Trouble::new(format!("lexicon {name}, role `{word}`"), "a role is one word"));
            }
        }
        Ok(actors)
    }

    fn add(&mut self, file: File) {
        let Titles { he, she, either, within, after } = file.titles;
        self.titles.extend(he.into_iter().map(|word| (word, Some(Gender::He))));
        self.titles.extend(she.into_iter().map(|word| (word, Some(Gender::She))));
        self.titles.extend(either.into_iter().map(|word| (word, None)));
        self.within_title.extend(within);
        self.after_name.extend(after);
        self.organisation.extend(file.names.organisation);
        self.government.extend(file.names.government);
        self.joins.extend(file.names.joins);
        self.never.extend(file.names.never);
        self.surnames.extend(file.names.surnames);
        self.surnames_in_full.extend(file.names.surnames_in_full);
        let Names { given_he, given_she, given_either, .. } = file.names;
        self.given_genders.extend(given_he.iter().map(|name| (name.clone(), Gender::He)));
        self.given_genders.extend(given_she.iter().map(|name| (name.clone(), Gender::She)));
        self.given.extend(given_he.into_iter().chain(given_she).chain(given_either));
        for RoleWords { kind, one, many } in file.role {
            let plural_kind = if kind == ActorKind::Person { ActorKind::Group } else { kind };
            let one = one.into_iter().map(|word| (word, Role { kind, plural: false }));
            let many = many.into_iter().map(|word| (word, Role { kind: plural_kind, plural: true }));
            for (word, role) in one.chain(many) {
                if !self.roles.contains(&word) {
                    self.roles.insert(word, role);
                }
            }
        }
        self.genders.extend(file.roles_gender.he.into_iter().map(|word| (word, Gender::He)));
        self.genders.extend(file.roles_gender.she.into_iter().map(|word| (word, Gender::She)));
        self.telling.add(file.telling);
        for (key, words) in file.pronouns {
            let pronoun = match key {
                PronounKey::He => Pronoun::He,
                PronounKey::She => Pronoun::She,
                PronounKey::It => Pronoun::It,
                PronounKey::They => Pronoun::They,
                PronounKey::We => Pronoun::We,
                PronounKey::I => Pronoun::I,
            };
            self.pronouns.extend(words.into_iter().map(|word| (word, pronoun)));
        }
    }

    /// A person's title, with its capital: "Mr.", "Senator".
    pub fn is_title(&self, word: &str) -> bool {
        self.titles.contains(word)
    }

    /// The gender that a title or a role ("spokeswoman") tells.
    pub fn gender(&self, word: &str) -> Option<Gender> {
        self.titles.get(word).copied().flatten().or_else(|| self.genders.get(&low(word)).copied())
    }

    /// The gender of most who bear a first name.
    pub fn gender_of_given(&self, name: &str) -> Option<Gender> {
        self.given_genders.get(name).copied()
    }

    /// A common noun for somebody who acts, in any case of letters.
    pub fn role(&self, word: &str) -> Option<Role> {
        self.roles.get(&low(word)).copied()
    }

    pub fn pronoun(&self, word: &str) -> Option<Pronoun> {
        self.pronouns.get(&low(word)).copied()
    }
}

/// One letter more, less, other, or two neighbours exchanged (optimal string alignment distance 1).
pub fn one_letter_apart(a: &str, b: &str) -> bool {
    a.len().abs_diff(b.len()) <= 4 && strsim::osa_distance(a, b) == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn a_plural_of_persons_is_a_group() {
        let actors = Lexicon::embedded().actors;
        assert_eq!(actors.role("Engineers"), Some(Role { kind: ActorKind::Group, plural: true }));
        assert_eq!(actors.role("ministry").map(|role| role.kind), Some(ActorKind::Government));
        assert_eq!(actors.gender("Mrs"), Some(Gender::She));
        assert_eq!(actors.pronoun("Their"), Some(Pronoun::They));
    }

    #[test]
    fn spellings_one_letter_apart() {
        assert!(one_letter_apart("Harkavy", "Harkavyh") && one_letter_apart("Lindqvist", "Lindqivst"));
        assert!(!one_letter_apart("Harkavy", "Harkavy") && !one_letter_apart("Harkavy", "Karkovy"));
    }
}
