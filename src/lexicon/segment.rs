//! Words that tell where sentences end: abbreviations, words that begin sentences, verbs of saying after a quotation.

use super::parse;
use crate::model::{Result, Trouble};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// What a full stop after an abbreviation means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ends {
    /// The sentence goes on.
    Never,
    /// The sentence ends where a word follows that begins sentences.
    BeforeStarter,
    /// The sentence goes on where a number follows.
    NotBeforeNumber,
}

/// Of `abbreviations.toml`.
#[derive(Debug, Default)]
pub struct Segment {
    abbreviations: BTreeMap<String, Ends>,
    starters: BTreeSet<String>,
    saying: BTreeSet<String>,
    /// Texts with `|` where a sentence ends, each with the id of the entry that it is an example of.
    pub examples: Vec<(String, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    group: Vec<Group>,
    starters: Option<Words>,
    saying: Option<Words>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    id: String,
    ends: Ends,
    words: Vec<String>,
    yes: Vec<String>,
    no: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
    #[serde(default)]
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
}

impl Segment {
    /// # Errors
    /// Names the file and the group that is doubled or has no examples.
    pub fn load(files: &[(&str, &str)]) -> Result<Segment> {
        let mut segment = Segment::default();
        let mut ids = BTreeSet::new();
        for (name, text) in files {
            let file: File = parse(name, text)?;
            for group in file.group {
                let trouble = |what: &str| Trouble::new(format!("lexicon {name}, group `{}`", group.id), what);
                if !ids.insert(group.id.clone()) {
                    return Err(trouble("is there twice"));
                }
                if group.yes.is_empty() || group.no.is_empty() {
                    return Err(trouble("needs texts under `yes` and under `no`"));
                }
                for word in group.words {
                    segment.abbreviations.entry(word).or_insert(group.ends);
                }
                segment.keep(&group.id, group.yes.into_iter().chain(group.no));
            }
            segment.starters.extend(file.starters.into_iter().flat_map(|list| list.words));
            if let Some(saying) = file.saying {
                segment.saying.extend(saying.words);
                segment.keep("saying", saying.yes.into_iter().chain(saying.no));
            }
        }
        Ok(segment)
    }

    fn keep(&mut self, id: &str, texts: impl Iterator<Item = String>) {
        self.examples.extend(texts.map(|text| (id.to_string(), text)));
    }

    /// What a stop after the word means; `None` for an ordinary word. The word is without its stop.
    pub fn ends(&self, word: &str) -> Option<Ends> {
        self.abbreviations.get(word).copied()
    }

    /// The word, as written, begins sentences.
    pub fn starts(&self, word: &str) -> bool {
        self.starters.contains(word)
    }

    /// A verb of saying.
    pub fn says(&self, word: &str) -> bool {
        self.saying.contains(word)
    }
}
