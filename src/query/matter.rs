//! Do two claims of one act speak of one matter? By their words alone: who acts, and on which data.

use crate::lexicon::labels;
use crate::model::Claim;
use std::collections::BTreeSet;

/// What a claim is about, whatever its time.
#[derive(Clone, Debug, PartialEq)]
pub struct Matter {
    actor: Actor,
    /// The words that tell the data, the head last.
    object: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
enum Actor {
    /// A passive, "somebody": anyone.
    Anyone,
    /// The words of a name; of "we", of the one who says it.
    Named(BTreeSet<String>),
    /// "An engineer": the role alone.
    Role(String),
}

impl Matter {
    pub fn of(claim: &Claim) -> Matter {
        Matter { actor: Actor::of(claim), object: telling(claim.object.as_deref().unwrap_or_default()) }
    }

    /// The word that both must share: the head of the data.
    pub fn head(&self) -> String {
        self.object.last().cloned().unwrap_or_default()
    }

    /// The same data by actors that may be one. On one and the same day the data may be told in fewer words.
    pub fn may_be(&self, other: &Matter, one_day: bool) -> bool {
        let words = |matter: &Matter| matter.object.iter().cloned().collect::<BTreeSet<String>>();
        let (own, theirs) = (words(self), words(other));
        let data = own == theirs || one_day && !own.is_empty() && (own.is_subset(&theirs) || theirs.is_subset(&own));
        data && self.actor.may_be(&other.actor, one_day)
    }
}

impl Actor {
    fn of(claim: &Claim) -> Actor {
        let Some(said) = claim.actor.as_deref() else { return Actor::Anyone };
        let low = said.to_lowercase();
        let known = claim.actor_org.as_deref().or(claim.actor_name.as_deref());
        let speaker = claim.attributed_name.as_deref().or(claim.speaker.as_deref()).or(claim.source.as_deref());
        match low.as_str() {
            "we" | "us" | "i" | "our" => {
                // "Speaker 1" of another recording is another.
                let nobody = known.is_none() && speaker.is_some_and(labels::is_anonymous);
                let own = || name(known.or(speaker).unwrap_or(&claim.document));
                Actor::Named(if nobody { [claim.document.clone()].into() } else { own() })
            }
            "somebody" | "someone" | "one" | "they" | "who" | "which" | "that" => {
                known.map_or(Actor::Anyone, |known| Actor::Named(name(known)))
            }
            _ => {
                let names = name(known.unwrap_or(said));
                let role = || telling(said).pop().map_or(Actor::Anyone, Actor::Role);
                if names.is_empty() { role() } else { Actor::Named(names) }
            }
        }
    }

    /// One name may leave out words of the other. Where nobody is named, only the same day makes two accounts one.
    fn may_be(&self, other: &Actor, one_day: bool) -> bool {
        match (self, other) {
            (Actor::Named(a), Actor::Named(b)) => a.is_subset(b) || b.is_subset(a),
            (Actor::Role(a), Actor::Role(b)) => a == b,
            (Actor::Anyone, Actor::Anyone) => true,
            _ => one_day,
        }
    }
}

/// The capitalised words of a name, lower case, without legal forms; a first word that is an article does not count.
fn name(text: &str) -> BTreeSet<String> {
    const FORMS: [&str; 12] = ["inc", "ltd", "llc", "plc", "corp", "co", "gmbh", "the", "a", "an", "no", "systems"];
    let words = text
        .split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .filter(|word| word.starts_with(char::is_uppercase) && !FORMS.contains(&word.to_lowercase().as_str()));
    words.map(str::to_lowercase).collect()
}

/// The words of a phrase up to its first preposition, in order, without articles, possessors, measures and plural endings. A pronoun
/// counts as what it was found to stand for.
fn telling(phrase: &str) -> Vec<String> {
    const SMALL: [&str; 34] = [
        "the", "a", "an", "our", "its", "their", "his", "her", "my", "your", "any", "all", "no", "some", "this",
        "that", "these", "those", "every", "each", "of", "also", "it", "them", "part", "copy", "copies", "rest",
        "most", "half", "whole", "entire", "much", "many",
    ];
    const ENDS: [&str; 12] =
        ["in", "on", "at", "from", "with", "about", "who", "which", "to", "for", "belonging", "including"];
    let phrase = phrase.to_lowercase().replace('\u{2019}', "'");
    let inner = phrase.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(inner, _)| inner);
    let phrase = inner.unwrap_or(&phrase);
    let words = phrase.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '-')).filter(|word| !word.is_empty());
    let own = words.take_while(|word| !ENDS.contains(word)).filter(|word| !SMALL.contains(word));
    own.filter(|word| !word.ends_with("'s") && !word.ends_with("s'"))
        .map(|word| {
            word.strip_suffix('s').filter(|stem| stem.len() > 3 && !stem.ends_with('s')).unwrap_or(word).to_string()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_of_one_thing_fall_together() {
        assert_eq!(telling("the patients' blood scans"), ["blood", "scan"]);
        assert_eq!(telling("Any blood scan in the archive"), ["blood", "scan"]);
        assert_eq!(telling("it (the archive)"), ["archive"]);
        assert_eq!(telling("a part of the company’s archive"), ["archive"]);
    }

    #[test]
    fn a_name_is_its_capitals() {
        let names = |text| name(text).into_iter().collect::<Vec<_>>();
        assert_eq!(names("Harbor Systems Ltd"), ["harbor"]);
        assert_eq!(names("A Harbor engineer"), ["harbor"]);
        assert!(names("an engineer").is_empty());
    }
}
