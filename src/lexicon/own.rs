//! What a user knows about the actors of a case: `actors.toml`.

use super::{line_at, parse};
use crate::model::{Result, Trouble};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

/// Wins over what the texts suggest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnActors {
    /// Spelling or label (as written) to name.
    pub aliases: BTreeMap<String, String>,
    /// Pairs of names that are two, in either order.
    pub apart: BTreeSet<(String, String)>,
    /// Part or member of staff to the whole.
    pub part_of: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    actor: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Entry {
    name: Spanned<String>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    same_as: Vec<String>,
    #[serde(default)]
    not_same_as: Vec<String>,
    part_of: Option<String>,
}

impl OwnActors {
    /// Reads `actors.toml`: `[[actor]] name = "…"`, with `aliases`, `same-as`, `not-same-as` (lists) and `part-of`.
    ///
    /// # Errors
    /// Names the file, the line and the entry, what stands there and what was expected.
    pub fn load(file: &str, text: &str) -> Result<OwnActors> {
        let entries = parse::<File>(file, text)?.actor;
        let mut own = OwnActors::default();
        let mut lines: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in &entries {
            let (name, line) = (entry.name.get_ref().as_str(), line_at(text, entry.name.span().start));
            entry.check(name).map_err(|what| fault(file, line, name, what))?;
            if let Some(first) = lines.insert(name, line) {
                let what = format!("line {first} has an entry of this name too, one for each actor was expected");
                return Err(fault(file, line, name, what));
            }
            own.add(entry, name).map_err(|what| fault(file, line, name, what))?;
        }
        for entry in &entries {
            let (name, line) = (entry.name.get_ref().as_str(), line_at(text, entry.name.span().start));
            own.check(name).map_err(|what| fault(file, line, name, what))?;
        }
        Ok(own)
    }

    fn add(&mut self, entry: &Entry, name: &str) -> std::result::Result<(), String> {
        for alias in entry.aliases.iter().chain(&entry.same_as).map(String::as_str).chain([name]) {
            match self.aliases.insert(alias.to_string(), name.to_string()) {
                Some(other) if other != name => {
                    return Err(format!("`{alias}` is claimed by `{other}` too, one actor was expected"));
                }
                _ => {}
            }
        }
        self.apart.extend(entry.not_same_as.iter().map(|other| (name.to_string(), other.clone())));
        if let Some(whole) = &entry.part_of {
            self.part_of.insert(name.to_string(), whole.clone());
        }
        Ok(())
    }

    /// What only all entries together show.
    fn check(&self, name: &str) -> std::result::Result<(), String> {
        let bearer = |spelling: &str| self.aliases.get(spelling).map_or_else(|| spelling.to_string(), Clone::clone);
        let same = self.apart.iter().find(|(one, other)| one == name && bearer(other) == name);
        if let Some((_, other)) = same {
            return Err(match other == name {
                true => "`not-same-as` names the actor itself, another actor was expected".to_string(),
                false => format!("`{other}` is the same and not the same, one of the two was expected"),
            });
        }
        let mut met = vec![name.to_string()];
        while let Some(whole) = self.part_of.get(&met[met.len() - 1]).map(|whole| bearer(whole)) {
            if met.contains(&whole) {
                met.push(whole);
                let way = met.iter().map(|name| format!("`{name}`")).collect::<Vec<String>>().join(" is part of ");
                return Err(format!("`part-of` leads back: {way}; a whole that is no part of its parts was expected"));
            }
            met.push(whole);
        }
        Ok(())
    }
}

impl Entry {
    /// No name is empty.
    fn check(&self, name: &str) -> std::result::Result<(), String> {
        let lists = [("aliases", &self.aliases), ("same-as", &self.same_as), ("not-same-as", &self.not_same_as)];
        let told = lists.iter().flat_map(|(key, list)| list.iter().map(move |value| (*key, value.as_str())));
        let told = told.chain([("name", name)]).chain(self.part_of.as_deref().map(|whole| ("part-of", whole)));
        let empty = told.into_iter().find(|(_, value)| value.trim().is_empty());
        empty.map_or(Ok(()), |(key, _)| Err(format!("`{key}` holds an empty text, a name was expected")))
    }
}

fn fault(file: &str, line: usize, name: &str, what: String) -> Trouble {
    Trouble::new(format!("lexicon {file}:{line}, actor `{name}`"), what)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        OwnActors::load("actors.toml", text).expect_err(text).to_string()
    }

    #[test]
    fn own_names_are_read() {
        let text = "[[actor]]\nname = \"Ann Lee\"\naliases = [\"LEE, Ann\"]\nnot-same-as = [\"Anne Lee\"]\npart-of = \"Northgate\"\n";
        let own = OwnActors::load("actors.toml", text).expect("well formed");
        assert_eq!(own.aliases["LEE, Ann"], "Ann Lee");
        assert_eq!(own.part_of["Ann Lee"], "Northgate");
        assert!(own.apart.contains(&("Ann Lee".to_string(), "Anne Lee".to_string())));
    }

    #[test]
    fn what_cannot_be_meant_is_refused_where_it_stands() {
        let ann = "[[actor]]\nname = \"Ann Lee\"\n";
        for (rest, place, what) in [
            (
                "aliases = [\"Speaker 1\"]\n[[actor]]\nname = \"Bo Ek\"\naliases = [\"Speaker 1\"]\n",
                ":5, actor `Bo Ek`",
                "`Speaker 1`",
            ),
            (
                "same-as = [\"A. Lee\"]\nnot-same-as = [\"A. Lee\"]\n",
                ":2, actor `Ann Lee`",
                "`A. Lee` is the same and not the same",
            ),
            ("not-same-as = [\"Ann Lee\"]\n", ":2, actor `Ann Lee`", "the actor itself"),
            ("aliases = [\" \"]\n", ":2, actor `Ann Lee`", "`aliases` holds an empty text"),
            ("part-of = \"\"\n", ":2, actor `Ann Lee`", "`part-of` holds an empty text"),
            ("part-of = \"Ann Lee\"\n", ":2, actor `Ann Lee`", "leads back"),
            (
                "part-of = \"Bo\"\n[[actor]]\nname = \"Bo Ek\"\naliases = [\"Bo\"]\npart-of = \"Ann Lee\"\n",
                ":2, actor `Ann Lee`",
                "`Ann Lee` is part of `Bo Ek` is part of `Ann Lee`",
            ),
            ("[[actor]]\nname = \"Ann Lee\"\n", ":4, actor `Ann Lee`", "line 2 has an entry of this name too"),
            ("alias = []\n", "actors.toml:3", "unknown field"),
            ("aliases = \"Annie\"\n", "actors.toml:3", "expected a list in square brackets"),
        ] {
            let told = refused(&format!("{ann}{rest}"));
            assert!(told.contains(place) && told.contains(what), "{rest}: {told}");
        }
        assert!(refused("[[actor]]\nname = \"\"\n").contains("`name` holds an empty text"));
        assert!(refused("[actor]\nname = \"Ann Lee\"\n").contains("`[[name]]` for `[name]`"));
    }
}
