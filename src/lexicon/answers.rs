//! Short answers: which words alone say yes or no to a question, and which are only said beside it.

use crate::model::Modality;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The `[[answer]]` entries of `en/scope.toml`, by their words.
#[derive(Debug, Default)]
pub struct Answers {
    phrases: BTreeMap<String, Answer>,
    /// Words of the longest.
    longest: usize,
}

/// What an answer comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub id: String,
    pub says: Says,
    /// In place of the question's own ("not that I know of").
    pub modality: Option<Modality>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Says {
    Yes,
    No,
    /// It is as the question has it: "correct".
    Agrees,
    /// "I don't know."
    Open,
    /// An objection between question and answer.
    Aside,
    /// Said before or after an answer: "well", "sir". A title takes the name after it along.
    Beside,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub id: String,
    says: Says,
    modality: Option<Modality>,
    #[serde(default)]
    words: Vec<String>,
    /// With each of `verbs` after each of them: "they can".
    #[serde(default)]
    subjects: Vec<String>,
    #[serde(default)]
    verbs: Vec<String>,
}

impl Answer {
    /// A second sentence that says the same or leaves the first as it is.
    pub fn agrees_with(&self, first: &Answer) -> bool {
        let side = |says| match says {
            Says::Yes | Says::Agrees => 1,
            Says::No => 2,
            Says::Open => 3,
            Says::Aside | Says::Beside => 0,
        };
        side(self.says) == 0 || side(self.says) == side(first.says)
    }
}

impl Answers {
    pub(super) fn add(&mut self, entry: Entry) {
        let Entry { id, says, modality, words, subjects, verbs } = entry;
        let pairs = subjects.iter().flat_map(|subject| verbs.iter().map(move |verb| format!("{subject} {verb}")));
        for phrase in words.iter().cloned().chain(pairs) {
            self.longest = self.longest.max(phrase.split(' ').count());
            self.phrases.insert(phrase, Answer { id: id.clone(), says, modality });
        }
    }

    /// What a whole sentence answers: all its words are answers or stand beside one, and they agree.
    pub fn read(&self, sentence: &str) -> Option<&Answer> {
        let inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}');
        let words: Vec<&str> = sentence.split(|c| !inner(c)).filter(|word| !word.is_empty()).collect();
        let low: Vec<String> = words.iter().map(|word| word.to_lowercase().replace('\u{2019}', "'")).collect();
        let (mut at, mut found) = (0, None::<&Answer>);
        while at < low.len() {
            let (answer, length) = self.longest_at(&low[at..])?;
            at += length;
            match (answer.says, found) {
                (Says::Beside, _) => {
                    let named = |word: &&&str| word.starts_with(char::is_uppercase) && at > 1;
                    at += words.get(at).filter(named).map_or(0, |_| 1);
                }
                (_, None) => found = Some(answer),
                (_, Some(known)) if !answer.agrees_with(known) => return None,
                (_, Some(known)) => found = Some(if known.modality.is_some() { known } else { answer }),
            }
        }
        found
    }

    fn longest_at(&self, words: &[String]) -> Option<(&Answer, usize)> {
        let lengths = (1..=self.longest.min(words.len())).rev();
        lengths.map(|length| (words[..length].join(" "), length)).find_map(|(phrase, length)| {
            let answer = self.phrases.get(&phrase)?;
            Some((answer, length))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn whole_sentences_only() {
        let lexicon = Lexicon::embedded();
        let says = |text: &str| lexicon.scope.answers().read(text).map(|answer| answer.says);
        for (text, want) in [
            ("Yes.", Some(Says::Yes)),
            ("Yes, sir, they can.", Some(Says::Yes)),
            ("Yeah, absolutely.", Some(Says::Yes)),
            ("Well, no.", Some(Says::No)),
            ("No, Senator Hale.", Some(Says::No)),
            ("Absolutely not.", Some(Says::No)),
            ("Not that I know of.", Some(Says::No)),
            ("They can\u{2019}t.", Some(Says::No)),
            ("That's correct.", Some(Says::Agrees)),
            ("I don't know.", Some(Says::Open)),
            ("Objection, form.", Some(Says::Aside)),
            ("Yes and no.", None),
            ("Yes, on Fridays.", None),
            ("No records were kept.", None),
        ] {
            assert_eq!(says(text), want, "{text}");
        }
    }
}
