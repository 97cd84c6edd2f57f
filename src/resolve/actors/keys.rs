//! Which plain name each spelling of a case stands for, before names are set against each other.

use super::label::{Bearer, Label};
use super::{Spelling, apart};
use crate::lexicon::actors::{Gender, OwnActors};
use crate::lexicon::{Lexicon, labels};
use crate::model::ActorKind;
use std::collections::{BTreeMap, BTreeSet};

/// All spellings, with what their words say.
pub(super) struct Case<'a> {
    spellings: &'a [Spelling],
    /// One for each spelling.
    labels: Vec<Label>,
    own: &'a OwnActors,
    lexicon: &'a Lexicon,
}

impl<'a> Case<'a> {
    pub fn read(spellings: &'a [Spelling], own: &'a OwnActors, lexicon: &'a Lexicon) -> Case<'a> {
        let labels = spellings.iter().map(|spelling| Label::read(&spelling.text, spelling.kind, lexicon)).collect();
        Case { spellings, labels, own, lexicon }
    }

    /// A spelling without title, bracket and capitals.
    pub fn plain(&self, at: usize) -> &str {
        &self.labels[at].name
    }

    /// For each spelling the user's name, else its plain form; a person's lone surname or first name has that of the only full name of
    /// its document that it fits. None for a label that names nobody.
    pub fn keys(&self) -> Vec<Option<String>> {
        let known: Vec<Option<&String>> = (0..self.spellings.len()).map(|at| self.users(at)).collect();
        let plain: Vec<&str> =
            known.iter().enumerate().map(|(at, known)| known.map_or(self.plain(at), String::as_str)).collect();
        let mut full: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
        let mut titles: BTreeMap<(&str, &str), BTreeSet<Gender>> = BTreeMap::new();
        let somebody = |at: usize| self.is_person(at) && (known[at].is_some() || !self.is_nobody(at));
        for (at, key) in plain.iter().enumerate().filter(|(at, _)| somebody(*at)) {
            let document = self.spellings[at].document.as_str();
            match key.split(' ').collect::<Vec<&str>>().as_slice() {
                [first, .., last] => [first, last].into_iter().for_each(|word| {
                    full.entry((document, word)).or_default().insert(key);
                }),
                _ => titles.entry((document, key)).or_default().extend(self.gender(at)),
            }
        }
        let genders = self.genders(&plain);
        let whole = |at: usize| {
            let (document, key) = (self.spellings[at].document.as_str(), plain[at]);
            let bearers = full.get(&(document, key)).filter(|_| self.is_person(at) && known[at].is_none())?;
            let two = titles.get(&(document, key)).is_some_and(|titles| titles.len() > 1);
            let fits = |name: &&&str| match (self.gender(at), genders.get(**name)) {
                (Some(own), Some(told)) => told.contains(&own),
                // "Mr. Li" and "Ms. Li" beside Xi Li: one of them is another.
                (Some(_), None) => !two,
                (None, _) => true,
            };
            let fitting: Vec<&&str> = bearers.iter().filter(fits).collect();
            let [only] = fitting.as_slice() else { return None };
            (!apart(self.own, key, only)).then(|| (**only).to_string())
        };
        let key = |at: usize| {
            let whole = whole(at);
            let nobody = known[at].is_none() && whole.is_none() && self.is_nobody(at);
            (!nobody).then(|| whole.unwrap_or_else(|| plain[at].to_string()))
        };
        (0..self.spellings.len()).map(key).collect()
    }

    /// The user's name for a spelling: as written, with its title, in its plain form.
    fn users(&self, at: usize) -> Option<&'a String> {
        let (spelling, aliases) = (&self.spellings[at], &self.own.aliases);
        let titled = || spelling.title.as_ref().and_then(|title| aliases.get(&format!("{title} {}", spelling.text)));
        aliases.get(&spelling.text).or_else(titled).or_else(|| aliases.get(self.plain(at)))
    }

    fn is_person(&self, at: usize) -> bool {
        self.spellings[at].kind == ActorKind::Person
    }

    /// "Speaker 1", "Caller"; "Mr. Guest" is somebody.
    fn is_nobody(&self, at: usize) -> bool {
        self.is_person(at) && self.title(at).is_none() && labels::is_anonymous(self.plain(at))
    }

    fn title(&self, at: usize) -> Option<&String> {
        self.labels[at].title.as_ref().or(self.spellings[at].title.as_ref())
    }

    /// As the title tells.
    fn gender(&self, at: usize) -> Option<Gender> {
        self.title(at).and_then(|title| self.lexicon.actors.gender(title))
    }

    /// What titles tell of each name, else the first name.
    fn genders<'k>(&self, keys: &[&'k str]) -> BTreeMap<&'k str, BTreeSet<Gender>> {
        let mut genders: BTreeMap<&str, BTreeSet<Gender>> = BTreeMap::new();
        for (at, key) in keys.iter().enumerate() {
            if let Some(gender) = self.gender(at) {
                genders.entry(key).or_default().insert(gender);
            }
        }
        for key in keys {
            if let Some(gender) = key.split(' ').next().and_then(|first| self.lexicon.actors.gender_of_given(first)) {
                genders.entry(key).or_insert_with(|| [gender].into());
            }
        }
        genders
    }

    pub fn bearers(&self, keys: &[Option<String>]) -> BTreeMap<String, Bearer> {
        let mut bearers: BTreeMap<String, Bearer> = BTreeMap::new();
        for (at, key) in keys.iter().enumerate() {
            let Some(key) = key else { continue };
            let bearer = bearers.entry(key.clone()).or_insert_with(|| Bearer::new(key, self.lexicon));
            bearer.add(&self.spellings[at], self.gender(at));
        }
        bearers
    }

    /// "Mr. Brandt", "Brandt, the security chief" where the whole case knows one full name that it fits, in whatever document. A surname
    /// that nothing shows to be a person's may be a firm's.
    pub fn of_other_documents(
        &self,
        keys: &[Option<String>],
        groups: &[Vec<&str>],
        bearers: &BTreeMap<String, Bearer>,
    ) -> Vec<(usize, String)> {
        let mut by_surname: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (nth, group) in groups.iter().enumerate() {
            for name in group.iter().filter(|name| bearers[**name].is_person()) {
                if let Some((_, last)) = name.rsplit_once(' ') {
                    by_surname.entry(last).or_default().insert(nth);
                }
            }
        }
        // A document that has the full name knows why the surname is not its bearer's; so does a case with both titles.
        let full = |at: usize| keys[at].as_deref().and_then(|key| key.rsplit_once(' ')).map(|(_, last)| last);
        let settled: BTreeSet<(&str, &str)> = (0..keys.len())
            .filter(|at| self.is_person(*at))
            .filter_map(|at| Some((self.spellings[at].document.as_str(), full(at)?)))
            .collect();
        let mut titles: BTreeMap<&str, BTreeSet<Gender>> = BTreeMap::new();
        for (at, key) in keys.iter().enumerate() {
            if let (Some(key), Some(gender)) = (key, self.gender(at)) {
                titles.entry(key).or_default().insert(gender);
            }
        }
        let whole = |at: usize| {
            let key = keys[at].as_deref().filter(|key| self.is_person(at) && !self.own.aliases.contains_key(*key))?;
            let only = by_surname.get(key).filter(|groups| groups.len() == 1)?.first()?;
            let (spelling, name) = (&self.spellings[at], *groups[*only].first()?);
            let known = || groups[*only].iter().map(|name| &bearers[*name]);
            let house = spelling.organisation.as_ref();
            let shared = house.is_some_and(|own| known().any(|bearer| bearer.organisations.contains(own)));
            let elsewhere = house.is_some() && !shared && known().any(|bearer| !bearer.organisations.is_empty());
            let two = titles.get(key).is_some_and(|titles| titles.len() > 1) && !known().any(Bearer::has_gender);
            let decided = two || settled.contains(&(spelling.document.as_str(), key));
            let other = decided || known().any(|bearer| bearer.is_other_gender(self.gender(at)));
            let person = self.title(at).is_some() || spelling.role.is_some() || shared;
            (person && !elsewhere && !other && !apart(self.own, key, name)).then(|| name.to_string())
        };
        (0..self.spellings.len()).filter_map(|at| Some((at, whole(at)?))).collect()
    }

    /// "Mr. Smith" and "Ms. Smith" are two, each by its title; a first name that tells its gender needs none.
    pub fn part_by_title(&self, keys: &mut [Option<String>]) {
        let mut titles: BTreeMap<String, BTreeMap<Gender, BTreeSet<String>>> = BTreeMap::new();
        for (at, key) in keys.iter().enumerate().filter(|(at, _)| self.users(*at).is_none()) {
            let (Some(key), Some(title), Some(gender)) = (key, self.title(at), self.gender(at)) else { continue };
            titles.entry(key.clone()).or_default().entry(gender).or_default().insert(title.clone());
        }
        titles.retain(|key, titles| {
            let given = key.split(' ').next().and_then(|first| self.lexicon.actors.gender_of_given(first));
            titles.len() > 1 && given.is_none()
        });
        for (at, key) in keys.iter_mut().enumerate().filter(|(at, _)| self.users(*at).is_none()) {
            let Some(name) = key.as_ref() else { continue };
            let title = self.gender(at).and_then(|gender| titles.get(name)?.get(&gender)?.first());
            if let Some(title) = title {
                *key = Some(format!("{title} {name}"));
            }
        }
    }
}
