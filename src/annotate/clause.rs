//! The tense of the clause that a place stands in, from its sentence's tree.

use super::dates::Tense;
use super::syntax;
use crate::lexicon::dates::DateRules;
use crate::model::label::Upos;
use crate::model::tree::{self, Mood};
use crate::model::{Sentence, Span, Tree};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Trees to ask; a sentence that has none is parsed when it is asked for, so that only dates that need a tense cost a parse.
pub struct Clauses<'a> {
    text: &'a str,
    sentences: &'a [Sentence],
    given: &'a BTreeMap<usize, Tree>,
    rules: &'a DateRules,
    own: RefCell<BTreeMap<usize, Tree>>,
}

impl<'a> Clauses<'a> {
    pub fn new(
        text: &'a str,
        sentences: &'a [Sentence],
        given: &'a BTreeMap<usize, Tree>,
        rules: &'a DateRules,
    ) -> Clauses<'a> {
        Clauses { text, sentences, given, rules, own: RefCell::default() }
    }

    /// The tense of the verb that governs the words at `at`; `None` where the tree does not say.
    pub fn tense(&self, at: Span) -> Option<Tense> {
        let index = self.sentences.partition_point(|sentence| sentence.span.end <= at.start);
        let sentence = self.sentences.get(index).filter(|s| s.span.start <= at.start && at.end <= s.span.end)?;
        if let Some(tree) = self.given.get(&index) {
            return governing(tree, at, self.rules);
        }
        let mut own = self.own.borrow_mut();
        let tree = own.entry(index).or_insert_with(|| syntax::parse(self.text, sentence.span));
        governing(tree, at, self.rules)
    }
}

/// Climbs from a place to the first verb that has a tense of its own or a word that looks ahead ("is expected to open").
fn governing(tree: &Tree, at: Span, rules: &DateRules) -> Option<Tense> {
    let start = tree.token_at(at.start)?;
    let (mut node, mut outside) = (Some(start), 0);
    for _ in 0..tree.len() {
        let i = node?;
        let inside = at.start <= tree.tokens[i].span.start && tree.tokens[i].span.end <= at.end;
        if inside {
            // "was due in **the week** of March 3": the words themselves are what is said of the subject.
            if tree.tokens[i].upos != Upos::Verb
                && let Some(tense) = of_verb(tree, i, rules)
            {
                return Some(tense);
            }
        } else {
            if let Some(tense) = of_verb(tree, i, rules) {
                let planned = tense == Tense::Present && outside == 0 && is_planned(tree, i);
                return Some(if planned { Tense::Future } else { tense });
            }
            outside += 1;
        }
        node = tree.head(i);
    }
    None
}

/// "The court **meets** on Sunday": a plain present with a time of its own looks ahead, but in a headline, which has no full
/// stop, it tells what happened. Only the form in -s is sure to be a present ("they **beat** us on Sunday").
fn is_planned(tree: &Tree, i: usize) -> bool {
    const STATES: [&str; 4] = ["be", "have", "do", "say"];
    let stops = tree.tokens.last().is_some_and(|last| !last.form.contains(char::is_alphanumeric));
    // "Someone opened a vault that holds deeds on May 2": the clause tells which vault.
    let beside = tree.is(i, "acl:relcl");
    stops
        && !beside
        && tree.tokens[i].tag == "VBZ"
        && tree.tokens[i].upos == Upos::Verb
        && !STATES.contains(&tree.tokens[i].lemma.as_str())
}

fn of_verb(tree: &Tree, i: usize, rules: &DateRules) -> Option<Tense> {
    if !tree.is_predicate(i) {
        return None;
    }
    let ahead = rules.cues.get(tree.tokens[i].form.to_lowercase().as_bytes()) == Some(Tense::Future);
    let verbal = tree.auxiliaries(i);
    match (verbal.tense, verbal.mood) {
        (tree::Tense::Future, _) => Some(Tense::Future),
        // "could read it in March": a power once had, or a chance to come.
        (_, Mood::Modal) if could(tree, verbal.modal) && !verbal.perfect => Some(Tense::Present),
        (_, Mood::Modal) => Some(if verbal.perfect { Tense::Past } else { Tense::Future }),
        (tree::Tense::Past, _) => Some(Tense::Past),
        // No present is written so ("sales **rose**"), whatever the tag says.
        (tree::Tense::Present, _) if tree.tokens[i].tag == "VBP" && past_form(tree, i, rules) => Some(Tense::Past),
        (tree::Tense::Present, _) => Some(if ahead || verbal.progressive { Tense::Future } else { Tense::Present }),
        (tree::Tense::None, Mood::Participle) if ahead => Some(Tense::Future),
        // "We hope to have it **wiped** by October": the verb above tells.
        (tree::Tense::None, Mood::Participle) if is_brought_about(tree, i) => None,
        (tree::Tense::None, Mood::Participle) => (tree.tokens[i].tag == "VBN").then_some(Tense::Past),
        (tree::Tense::None, _) => looks_ahead(tree, i, rules),
    }
}

/// "Have it **wiped**", "get the files **moved**".
fn is_brought_about(tree: &Tree, i: usize) -> bool {
    let thing = tree.head(i).filter(|noun| tree.is(i, "acl") && tree.is(*noun, "obj"));
    let has = thing.and_then(|noun| tree.head(noun)).map(|verb| tree.tokens[verb].lemma.as_str());
    tree.is(i, "xcomp") || tree.is(i, "ccomp") || matches!(has, Some("have" | "get" | "want" | "need"))
}

fn past_form(tree: &Tree, i: usize, rules: &DateRules) -> bool {
    rules.cues.get(tree.tokens[i].form.to_lowercase().as_bytes()) == Some(Tense::Past)
}

fn could(tree: &Tree, modal: Option<usize>) -> bool {
    modal.is_some_and(|modal| tree.tokens[modal].form.eq_ignore_ascii_case("could"))
}

/// "expected to **open**", "plans to **meet**", "were to **resume**".
fn looks_ahead(tree: &Tree, i: usize, rules: &DateRules) -> Option<Tense> {
    let above = tree.head(i)?;
    if tree.tokens[above].lemma == "be" {
        return Some(Tense::Future);
    }
    let form = tree.tokens[above].form.to_lowercase();
    rules.cues.get(form.as_bytes()).filter(|tense| *tense == Tense::Future)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, words: &str) -> Option<Tense> {
        let start = text.find(words).expect("the words stand in the text");
        let sentence = Span { start: 0, end: text.len() };
        governing(&syntax::parse(text, sentence), Span { start, end: start + words.len() }, DateRules::english())
    }

    #[test]
    fn a_plain_present_looks_ahead_but_not_in_a_headline() {
        assert_eq!(at("The party chooses a leader on Sunday.", "Sunday"), Some(Tense::Future));
        assert_ne!(at("Blast kills three people on Sunday", "Sunday"), Some(Tense::Future));
    }

    #[test]
    fn the_governing_verb_decides() {
        assert_eq!(at("The mayor faces a vote in October, the clerk said.", "October"), Some(Tense::Future));
        assert_eq!(at("The board met on Friday and will vote in May.", "Friday"), Some(Tense::Past));
        assert_eq!(at("The plant is expected to open on Monday.", "Monday"), Some(Tense::Future));
        assert_eq!(at("The plant, which closed in March, will open again.", "March"), Some(Tense::Past));
        assert_eq!(at("The report was due in the week of March 3.", "the week of March 3"), Some(Tense::Past));
        assert_eq!(at("Sales rose in the third quarter.", "the third quarter"), Some(Tense::Past));
    }
}
