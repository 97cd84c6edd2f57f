//! One multi-pattern pass that says which sentences are worth parsing, so that cost stays with what matters.

use super::quotes::Quotes;
use super::scope::Scope;
use super::topics::Topics;
use crate::model::Holds;
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use std::collections::BTreeMap;

/// The automaton and what each of its words may be.
pub struct Scan {
    words: AhoCorasick,
    kinds: Vec<Kinds>,
    /// How many sentences back a pronoun reaches, at most.
    reach: usize,
}

/// What a word may be; topics have a bit each.
#[derive(Clone, Copy, Default)]
struct Kinds {
    predicate: u32,
    /// Heads a predicate that takes a proper name.
    naming: u32,
    /// Heads a predicate that takes any noun where the topic is spoken of.
    opening: u32,
    /// Heads a predicate that says where something is: counts only beside what holds matter.
    resting: u32,
    noun: u32,
    holder: u32,
    matter: u32,
    soft: u32,
    hint: u32,
    pronoun: bool,
    cue: bool,
}

impl Scan {
    pub fn new(topics: &Topics, quotes: &Quotes, scope: &Scope) -> Scan {
        let mut kinds: BTreeMap<String, Kinds> = BTreeMap::new();
        for predicate in topics.predicates() {
            let bit = topics.of(&predicate.topic).bit;
            let named = predicate.object.iter().any(|class| class == "named" || class == "any");
            let named = named && predicate.needs.is_none();
            let open = predicate.object.iter().any(|class| class == "open");
            let holder = &topics.of(&predicate.topic).sense.holder;
            let resting =
                predicate.needs.as_ref().is_some_and(|needs| needs.classes.iter().any(|class| holder.contains(class)));
            for form in &predicate.forms {
                let kind = kinds.entry(form.to_lowercase()).or_default();
                if resting {
                    kind.resting |= bit;
                    continue;
                }
                kind.predicate |= bit;
                kind.naming |= if named { bit } else { 0 };
                kind.opening |= if open { bit } else { 0 };
            }
        }
        for topic in topics.all() {
            for (class, noun) in topic.nouns() {
                let is = |classes: &[String]| if classes.iter().any(|known| known == class) { topic.bit } else { 0 };
                let kind = kinds.entry(noun.to_lowercase()).or_default();
                kind.noun |= topic.bit;
                kind.holder |= is(&topic.sense.holder);
                kind.matter |= is(&topic.sense.matter);
                kind.soft |= is(&topic.sense.soft) | is(&topic.sense.loose);
                kind.hint |= is(&topic.sense.hint);
            }
        }
        quotes.cue_forms().for_each(|cue| kinds.entry(cue.to_lowercase()).or_default().cue = true);
        scope.pronouns().iter().for_each(|word| kinds.entry(word.clone()).or_default().pronoun = true);
        let words = AhoCorasickBuilder::new()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(kinds.keys())
            .expect("a few thousand words fit an automaton");
        let reach = topics.all().iter().map(|topic| topic.reach.plain).max().unwrap_or(0);
        Scan { words, kinds: kinds.into_values().collect(), reach }
    }

    /// Looks at the words of one sentence.
    pub fn holds(&self, sentence: &str) -> Holds {
        let mut holds = Holds { speech: sentence.contains(['“', '”', '"', '«', '„']), ..Holds::default() };
        let mut seen = Seen::default();
        for found in self.words.find_iter(sentence) {
            if !stands_alone(sentence, found.start(), found.end()) {
                continue;
            }
            let kind = self.kinds[found.pattern().as_usize()];
            holds.speech |= kind.cue;
            holds.matter |= kind.matter;
            holds.soft |= kind.soft;
            holds.hint |= kind.hint;
            seen.take(kind);
        }
        // "access to Beacon": a name beside the predicate may be its object.
        let named = if seen.naming != 0 && sentence.chars().skip(1).any(char::is_uppercase) { seen.naming } else { 0 };
        let resting = seen.resting & seen.holder;
        holds.claim = seen.beside | named | resting & (holds.matter | holds.soft);
        holds.vague = seen.opening | if seen.pronoun { seen.predicate | resting } else { 0 };
        holds
    }

    /// Can the sentence hold a claim? A pronoun counts only where what it may stand for was named not long before.
    pub fn may_claim(&self, holds: &[Holds], at: usize) -> bool {
        let near = &holds[at.saturating_sub(self.reach)..=at];
        let before = || near.iter().fold(0, |bits, one| bits | one.matter | one.hint);
        let soft = || at.checked_sub(1).map_or(0, |last| holds[last].soft);
        holds[at].claim != 0 || holds[at].vague != 0 && holds[at].vague & (before() | soft()) != 0
    }
}

/// Which kinds of word were met so far.
#[derive(Default)]
struct Seen {
    predicate: u32,
    naming: u32,
    opening: u32,
    resting: u32,
    noun: u32,
    holder: u32,
    /// Topics of which two words were met, one that heads a predicate and one that is a noun.
    beside: u32,
    pronoun: bool,
}

impl Seen {
    fn take(&mut self, kind: Kinds) {
        self.beside |= kind.predicate & self.noun | kind.noun & self.predicate;
        self.predicate |= kind.predicate;
        self.noun |= kind.noun;
        self.naming |= kind.naming;
        self.opening |= kind.opening;
        self.resting |= kind.resting;
        self.holder |= kind.holder;
        self.pronoun |= kind.pronoun;
    }
}

fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    // "They're": what begins with an apostrophe hangs on the word before.
    (text[start..].starts_with('\'') || !letter(text[..start].chars().next_back()))
        && !letter(text[end..].chars().next())
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn a_predicate_needs_a_noun_beside_it() {
        let scan = Lexicon::embedded().scan;
        assert!(scan.holds("Two nurses accessed the patients' records.").claim != 0);
        assert!(scan.holds("The records are old.").claim == 0, "one word is not both");
        assert!(scan.holds("They have access to Beacon.").claim != 0);
        assert!(scan.holds("The train left at noon.").claim == 0);
        assert!(scan.holds("Everything is seen in Lagos.").vague != 0);
        assert!(scan.holds("The seedata plant").matter == 0, "only whole words");
    }

    #[test]
    fn a_pronoun_needs_something_to_stand_for() {
        let scan = Lexicon::embedded().scan;
        let holds = |texts: &[&str]| texts.iter().map(|text| scan.holds(text)).collect::<Vec<_>>();
        assert!(scan.may_claim(&holds(&["The records lay open.", "A clerk copied them."]), 1));
        assert!(!scan.may_claim(&holds(&["The door stood open.", "A clerk copied them."]), 1));
    }
}
