//! One name for one actor over all documents, and who belongs to whom.
//!
//! Spellings are brought together by distance, initials and shared surnames, never across first names that differ. What a user
//! wrote in `actors.toml` wins. The answer does not depend on the order of the input.

mod keys;
mod label;

use crate::lexicon::Lexicon;
use crate::lexicon::actors::OwnActors;
use crate::model::{ActorKind, ActorRow};
use keys::Case;
use label::Bearer;
use std::collections::{BTreeMap, BTreeSet};

/// One spelling of one document: a mention's name (or its words), or a speaker's label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelling {
    pub document: String,
    pub text: String,
    pub kind: ActorKind,
    pub organisation: Option<String>,
    pub role: Option<String>,
    /// What stands before the name in its document, where that tells one gender: "Ms.".
    pub title: Option<String>,
    /// Mentions in the document.
    pub count: usize,
    /// Claims in the document.
    pub claims: usize,
}

/// The names of all actors of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    by_spelling: BTreeMap<(String, String), String>,
    /// Who is part or on the staff of whom: related, not equal.
    wholes: BTreeMap<String, BTreeSet<String>>,
    rows: Vec<ActorRow>,
}

impl Names {
    /// The actor's one name, for a spelling in a document.
    pub fn name(&self, document: &str, spelling: &str) -> Option<&str> {
        self.by_spelling.get(&(document.to_string(), spelling.to_string())).map(String::as_str)
    }

    /// By number of claims, then documents, then name.
    pub fn rows(&self) -> &[ActorRow] {
        &self.rows
    }
}

/// Finds the actors behind all spellings.
pub fn names(spellings: &[Spelling], own: &OwnActors, lexicon: &Lexicon) -> Names {
    let case = Case::read(spellings, own, lexicon);
    let mut keys = case.keys();
    let bearers = case.bearers(&keys);
    let alone = {
        let groups = groups(&bearers, own);
        case.of_other_documents(&keys, &groups, &bearers)
    };
    for (at, name) in alone {
        keys[at] = Some(name);
    }
    case.part_by_title(&mut keys);
    let bearers = case.bearers(&keys);
    let groups = groups(&bearers, own);
    let mut by_bearer: BTreeMap<&str, String> = BTreeMap::new();
    for group in &groups {
        let name = canonical(group, &bearers, own);
        by_bearer.extend(group.iter().map(|bearer| (*bearer, name.clone())));
    }
    let mut names = Names::default();
    let mut named = Vec::new();
    for (at, (spelling, key)) in spellings.iter().zip(&keys).enumerate() {
        let name = match key {
            Some(key) => {
                named.push(spelling);
                by_bearer.get(key.as_str()).expect("each spelling has a bearer").clone()
            }
            None => case.plain(at).to_string(),
        };
        names.by_spelling.insert((spelling.document.clone(), spelling.text.clone()), name);
    }
    names.relate(spellings, own);
    names.count(&named);
    names
}

/// Sets of bearers that are one, each compatible with every other of its set; the most frequent are asked first.
fn groups<'a>(bearers: &'a BTreeMap<String, Bearer>, own: &OwnActors) -> Vec<Vec<&'a str>> {
    let mut order: Vec<&Bearer> = bearers.values().collect();
    order.sort_by_key(|bearer| {
        (std::cmp::Reverse(bearer.fullness()), std::cmp::Reverse(bearer.count), bearer.name.clone())
    });
    let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut groups: Vec<Vec<&str>> = Vec::new();
    for bearer in order {
        let near: BTreeSet<usize> =
            bearer.blocks().iter().filter_map(|block| blocks.get(block)).flatten().copied().collect();
        let fits = |group: &usize| {
            groups[*group].iter().all(|other| !apart(own, other, &bearer.name) && bearer.same(&bearers[*other]))
        };
        let fitting: Vec<usize> = near.into_iter().filter(fits).collect();
        let home = match fitting.as_slice() {
            [only] => *only,
            _ => {
                groups.push(Vec::new());
                groups.len() - 1
            }
        };
        groups[home].push(&bearer.name);
        for block in bearer.blocks() {
            blocks.entry(block).or_default().push(home);
        }
    }
    groups
}

fn apart(own: &OwnActors, a: &str, b: &str) -> bool {
    let said = |a: &str, b: &str| own.apart.contains(&(a.to_string(), b.to_string()));
    let both_own = own.aliases.get(a).is_some_and(|name| name == a) && own.aliases.get(b).is_some_and(|name| name == b);
    said(a, b) || said(b, a) || both_own
}

/// The user's name, else the spelling with most words, then the most frequent, then the first of the alphabet.
fn canonical(group: &[&str], bearers: &BTreeMap<String, Bearer>, own: &OwnActors) -> String {
    if let Some(name) = group.iter().find(|name| own.aliases.get(**name).is_some_and(|to| to == *name)) {
        return (*name).to_string();
    }
    let best =
        group.iter().max_by_key(|name| (bearers[**name].fullness(), bearers[**name].count, std::cmp::Reverse(**name)));
    (*best.expect("a group is never empty")).to_string()
}

impl Names {
    fn relate(&mut self, spellings: &[Spelling], own: &OwnActors) {
        let by_text: BTreeMap<&str, &String> =
            self.by_spelling.iter().map(|((_, text), name)| (text.as_str(), name)).collect();
        let mut wholes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for spelling in spellings {
            let part = &self.by_spelling[&(spelling.document.clone(), spelling.text.clone())];
            if let Some(whole) = &spelling.organisation {
                let here = self.by_spelling.get(&(spelling.document.clone(), whole.clone()));
                let whole = here.or_else(|| by_text.get(whole.as_str()).copied());
                if let Some(whole) = whole.filter(|whole| *whole != part) {
                    wholes.entry(part.clone()).or_default().insert(whole.clone());
                }
            }
        }
        for (part, whole) in &own.part_of {
            let named = own.aliases.get(whole).or_else(|| by_text.get(whole.as_str()).copied()).unwrap_or(whole);
            wholes.insert(part.clone(), std::iter::once(named.clone()).collect());
        }
        self.wholes = wholes;
    }

    fn count(&mut self, spellings: &[&Spelling]) {
        struct Tally {
            kinds: BTreeMap<ActorKind, usize>,
            spellings: BTreeSet<String>,
            documents: BTreeSet<String>,
            claims: usize,
        }
        let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
        for spelling in spellings {
            let name = &self.by_spelling[&(spelling.document.clone(), spelling.text.clone())];
            let tally = tallies.entry(name.clone()).or_insert_with(|| Tally {
                kinds: BTreeMap::new(),
                spellings: BTreeSet::new(),
                documents: BTreeSet::new(),
                claims: 0,
            });
            *tally.kinds.entry(spelling.kind).or_default() += spelling.count.max(1);
            tally.spellings.insert(spelling.text.clone());
            tally.documents.insert(spelling.document.clone());
            tally.claims += spelling.claims;
        }
        self.rows = tallies
            .into_iter()
            .map(|(name, tally)| {
                let kind = tally
                    .kinds
                    .iter()
                    .max_by_key(|(kind, count)| (**count, std::cmp::Reverse(**kind)))
                    .map(|(kind, _)| *kind);
                let kind = kind.expect("a tally has a kind");
                let part_of = self.wholes.get(&name).into_iter().flatten().cloned().collect();
                ActorRow {
                    name,
                    kind,
                    spellings: tally.spellings.into_iter().collect(),
                    documents: tally.documents.len(),
                    claims: tally.claims,
                    part_of,
                }
            })
            .collect();
        self.rows
            .sort_by_key(|row| (std::cmp::Reverse(row.claims), std::cmp::Reverse(row.documents), row.name.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelling(document: &str, text: &str, kind: ActorKind) -> Spelling {
        Spelling {
            document: document.into(),
            text: text.into(),
            kind,
            organisation: None,
            role: None,
            title: None,
            count: 1,
            claims: 0,
        }
    }

    fn people(texts: &[&str]) -> Vec<Spelling> {
        texts.iter().enumerate().map(|(n, text)| spelling(&format!("d{n}"), text, ActorKind::Person)).collect()
    }

    fn resolved(spellings: &[Spelling], own: &OwnActors) -> Vec<String> {
        let names = names(spellings, own, &Lexicon::embedded());
        spellings
            .iter()
            .map(|spelling| names.name(&spelling.document, &spelling.text).expect("named").to_string())
            .collect()
    }

    #[test]
    fn one_letter_and_initials_are_one_man_and_first_names_part() {
        let own = OwnActors::default();
        assert_eq!(resolved(&people(&["Edwin Harkavy", "Edwin Harkavyh", "E. Harkavy"]), &own), ["Edwin Harkavy"; 3]);
        assert_eq!(resolved(&people(&["John Smith", "Jane Smith"]), &own), ["John Smith", "Jane Smith"]);
        assert_eq!(resolved(&people(&["John Smith", "Jane Smith", "Smith"]), &own)[2], "Smith");
        assert_eq!(resolved(&people(&["Maria Lind", "Marta Lind"]), &own), ["Maria Lind", "Marta Lind"]);
    }

    #[test]
    fn labels_of_speakers_join_with_names() {
        let own = OwnActors::default();
        let found = resolved(
            &people(&[
                "VANTERPOOL, Denise (CISO)",
                "Denise Vanterpool | Guest",
                "Denise Vanterpool",
                "DENISE VANTERPOOL",
            ]),
            &own,
        );
        assert_eq!(found, ["Denise Vanterpool"; 4]);
    }

    #[test]
    fn firms_by_their_suffix_and_case() {
        let own = OwnActors::default();
        let firms: Vec<Spelling> = ["Kestrel Grid", "Kestrel Grid Ltd.", "KestrelGrid"]
            .iter()
            .enumerate()
            .map(|(n, text)| spelling(&format!("d{n}"), text, ActorKind::Organisation))
            .collect();
        let found = resolved(&firms, &own);
        assert!(found.iter().all(|name| *name == found[0]), "{found:?}");
    }

    #[test]
    fn what_the_user_says_wins() {
        let text = "[[actor]]\nname = \"Ann Lee\"\naliases = [\"Speaker 1\"]\nnot-same-as = [\"Anna Lee\"]\npart-of = \"Northgate\"\n";
        let own = OwnActors::load("actors.toml", text).expect("well formed");
        assert_eq!(resolved(&people(&["Speaker 1", "Ann Lee", "Anna Lee"]), &own), ["Ann Lee", "Ann Lee", "Anna Lee"]);
        let names = names(&people(&["Speaker 1"]), &own, &Lexicon::embedded());
        assert_eq!(names.rows()[0].part_of, ["Northgate"]);
    }

    #[test]
    fn the_order_of_input_changes_nothing() {
        let own = OwnActors::default();
        let mut all = people(&[
            "Edwin Harkavy",
            "Edwin Harkavyh",
            "E. Harkavy",
            "John Smith",
            "Jane Smith",
            "Smith",
            "SMITH, Jane",
        ]);
        let forward = names(&all, &own, &Lexicon::embedded());
        all.reverse();
        assert_eq!(names(&all, &own, &Lexicon::embedded()), forward);
        assert_eq!(forward.rows().iter().find(|row| row.name == "Jane Smith").map(|row| row.documents), Some(2));
    }
}
