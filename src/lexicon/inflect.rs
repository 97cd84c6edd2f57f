//! The written forms of an English verb or noun from its dictionary form.
//!
//! Regular spelling rules (Quirk et al., *A Comprehensive Grammar of the English Language*, §3.5–3.10, §5.79–5.82) and a
//! list of irregular words, `en/irregular.toml`.

use super::parse;
use crate::model::Result;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Irregular verbs and nouns by their dictionary form.
#[derive(Debug, Default)]
pub struct Inflections {
    verbs: BTreeMap<String, Vec<String>>,
    nouns: BTreeMap<String, Vec<String>>,
    /// Verbs of several syllables that are stressed on the last and double their consonant.
    doubling: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    verb: BTreeMap<String, Vec<String>>,
    noun: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    doubling: Vec<String>,
}

impl Inflections {
    /// # Errors
    /// Names the file and the line that is wrong.
    pub fn load(files: &[(&str, &str)]) -> Result<Inflections> {
        let mut all = Inflections::default();
        for (name, text) in files {
            let file: File = parse(name, text)?;
            all.verbs.extend(file.verb);
            all.nouns.extend(file.noun);
            all.doubling.extend(file.doubling);
        }
        Ok(all)
    }

    /// "route" gives route, routes, routed, routing; "label" also labelled, labelling.
    pub fn verb(&self, lemma: &str) -> Vec<String> {
        let mut forms = vec![lemma.to_string(), with_s(lemma)];
        match self.verbs.get(lemma) {
            Some(past) => forms.extend(past.iter().cloned()),
            None => forms.push(self.with_ending(lemma, "ed")),
        }
        forms.push(self.with_ending(lemma, "ing"));
        // In British spelling: "travelled", "labelling".
        if lemma.ends_with('l') && ends_short(lemma) && syllables(lemma) > 1 && !self.doubling.contains(lemma) {
            forms.extend([format!("{lemma}led"), format!("{lemma}ling")]);
        }
        forms
    }

    /// "copy" gives copy, copies.
    pub fn noun(&self, lemma: &str) -> Vec<String> {
        let mut forms = vec![lemma.to_string()];
        match self.nouns.get(lemma) {
            Some(plural) => forms.extend(plural.iter().cloned()),
            None => forms.push(with_s(lemma)),
        }
        forms
    }

    fn with_ending(&self, lemma: &str, ending: &str) -> String {
        if let Some(stem) = lemma.strip_suffix("ie").filter(|_| ending == "ing") {
            return format!("{stem}ying");
        }
        if let Some(stem) = lemma.strip_suffix('e').filter(|stem| !stem.ends_with(['e', 'o', 'y']) || ending == "ed") {
            return format!("{stem}{ending}");
        }
        if let Some(stem) = lemma.strip_suffix('y').filter(|stem| ending == "ed" && !stem.ends_with(is_vowel)) {
            return format!("{stem}ied");
        }
        let doubled = lemma
            .chars()
            .last()
            .filter(|_| ends_short(lemma) && (syllables(lemma) == 1 || self.doubling.contains(lemma)));
        format!("{lemma}{}{ending}", doubled.map(String::from).unwrap_or_default())
    }
}

fn with_s(lemma: &str) -> String {
    if let Some(stem) = lemma.strip_suffix('y').filter(|stem| !stem.ends_with(is_vowel)) {
        return format!("{stem}ies");
    }
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| lemma.ends_with(end));
    format!("{lemma}{}", if hisses { "es" } else { "s" })
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Consonant, one vowel, consonant (not w, x, y): "scrub", "ship".
fn ends_short(lemma: &str) -> bool {
    let mut from_end = lemma.chars().rev();
    let last = from_end.next().is_some_and(|c| !is_vowel(c) && !matches!(c, 'w' | 'x' | 'y'));
    last && from_end.next().is_some_and(is_vowel) && from_end.next().is_none_or(|c| !is_vowel(c))
}

fn syllables(lemma: &str) -> usize {
    let vowels: Vec<bool> = lemma.chars().map(is_vowel).collect();
    vowels.iter().enumerate().filter(|(i, v)| **v && (*i == 0 || !vowels[i - 1])).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn embedded() -> Inflections {
        Inflections::load(&[("en/irregular.toml", include_str!("en/irregular.toml"))]).expect("checked here")
    }

    #[test]
    fn regular_verbs_follow_the_spelling_rules() {
        for (lemma, forms) in [
            ("route", "route routes routed routing"),
            ("copy", "copy copies copied copying"),
            ("scrub", "scrub scrubs scrubbed scrubbing"),
            ("access", "access accesses accessed accessing"),
            ("transfer", "transfer transfers transferred transferring"),
            ("gather", "gather gathers gathered gathering"),
            ("oversee", "oversee oversees oversaw overseen overseeing"),
            ("tie", "tie ties tied tying"),
            ("view", "view views viewed viewing"),
            ("leak", "leak leaks leaked leaking"),
            ("log", "log logs logged logging"),
            ("label", "label labels labeled labeling labelled labelling"),
            ("patrol", "patrol patrols patrolled patrolling"),
        ] {
            assert_eq!(embedded().verb(lemma).join(" "), forms);
        }
    }

    #[test]
    fn nouns_have_their_plurals() {
        assert_eq!(embedded().noun("copy"), ["copy", "copies"]);
        assert_eq!(embedded().noun("breach"), ["breach", "breaches"]);
        assert_eq!(embedded().noun("person"), ["person", "people", "persons"]);
    }
}
