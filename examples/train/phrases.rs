//! Noun phrases out of the treebank, put together to heavier ones: with a prepositional phrase ("engineers at a
//! contractor"), with a reduced relative clause ("files copied by a clerk", "firms selling maps"); plain passives; and statements of somebody asking somebody to
//! do something.

use crate::names::{invented, named};
use crate::random::Random;
use gainsay::model::span::Span;
use gainsay::model::tree::{Token, Tree, Upos};
use std::collections::BTreeSet;

/// What makes a noun phrase too heavy to be another clause's subject.
const HEAVY: [&str; 6] = ["acl", "conj", "appos", "parataxis", "punct", "list"];
/// Prepositions after a noun; and after a participle, beside "by".
const AFTER_NOUN: [&str; 10] = ["of", "of", "in", "in", "at", "from", "for", "with", "to", "on"];
const AFTER_VERB: [&str; 7] = ["in", "from", "to", "on", "at", "with", "for"];

/// A noun phrase; its head has no head.
pub type Phrase = Vec<Token>;

#[derive(Default)]
pub struct Phrases {
    singular: Vec<Phrase>,
    plural: Vec<Phrase>,
    /// Participles of transitive verbs: "copied", "copying".
    done: Vec<String>,
    doing: Vec<String>,
    /// What one may do: "copy".
    plain: Vec<String>,
    /// Verbs that ask somebody to do something, with their tag and the relation of who is asked.
    asking: Vec<(String, &'static str, &'static str)>,
}

impl Phrases {
    pub fn of(trees: &[Tree]) -> Phrases {
        let mut found = Phrases::default();
        let (mut done, mut doing, mut plain) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let mut asking = BTreeSet::new();
        for tree in trees {
            for (i, token) in tree.tokens.iter().enumerate() {
                if let Some(phrase) = light(tree, i) {
                    if token.tag.ends_with('S') { &mut found.plural } else { &mut found.singular }.push(phrase);
                }
                let passive = tree.child_by(i, &["nsubj:pass"]).is_some();
                if let Some(rel) = asked(tree, i) {
                    asking.insert((token.form.to_lowercase(), token.tag, rel));
                }
                match token.tag {
                    "VB" if tree.child_by(i, &["obj"]).is_some() => plain.insert(token.form.to_lowercase()),
                    "VBN" if passive => done.insert(token.form.to_lowercase()),
                    "VBG" if tree.child_by(i, &["obj"]).is_some() => doing.insert(token.form.to_lowercase()),
                    _ => false,
                };
            }
        }
        let usual = |forms: BTreeSet<String>| forms.into_iter().filter(|f| f.len() > 3).collect();
        (found.done, found.doing, found.plain) = (usual(done), usual(doing), usual(plain));
        found.asking = asking.into_iter().collect();
        found
    }

    /// A light or a heavier phrase of this number.
    pub fn draw(&self, plural: bool, rng: &mut Random) -> Phrase {
        let mut phrase = self.light(plural, rng);
        match rng.below(10) {
            0..3 => self.with_preposition(&mut phrase, rng),
            3 => self.with_passive(&mut phrase, rng),
            4 if self.doing.len() > 1 => self.with_active(&mut phrase, rng),
            _ => {}
        }
        phrase
    }

    fn light(&self, plural: bool, rng: &mut Random) -> Phrase {
        let from = if plural { &self.plural } else { &self.singular };
        let mut phrase = from[rng.below(from.len())].clone();
        let head = top(&phrase);
        match rng.below(4) {
            0 if !plural => {
                phrase = vec![name(rng, "root", None)];
                if rng.below(3) == 0 {
                    phrase.push(name(rng, "flat", Some(0)));
                }
            }
            0 | 1 if phrase[head].upos == Upos::Noun => {
                let mut noun = phrase.swap_remove(head);
                noun.form = noun.form.to_lowercase();
                phrase = vec![noun];
                if rng.below(2) == 0 {
                    phrase.insert(0, name(rng, "compound", Some(1)));
                    phrase[1].head = None;
                }
            }
            _ => phrase.iter_mut().filter(|t| t.upos == Upos::Propn).for_each(|t| t.form = named(&t.form, rng)),
        }
        phrase
    }

    /// "at a clinic", and now and then "in Veldor" after it.
    fn with_preposition(&self, phrase: &mut Phrase, rng: &mut Random) {
        let head = top(phrase);
        let mut inner = self.under(AFTER_NOUN[rng.below(AFTER_NOUN.len())], rng);
        if rng.below(3) == 0 {
            let place = vec![word("in", Upos::Adp, "IN", Some(1), "case"), name(rng, "root", None)];
            let under = top(&inner);
            append(&mut inner, place, under, "nmod");
        }
        append(phrase, inner, head, "nmod");
    }

    fn with_passive(&self, phrase: &mut Phrase, rng: &mut Random) {
        let clause = self.passive(rng);
        append(phrase, clause, top(phrase), "acl");
    }

    fn with_active(&self, phrase: &mut Phrase, rng: &mut Random) {
        let mut clause = vec![word(&self.doing[rng.below(self.doing.len())], Upos::Verb, "VBG", None, "root")];
        append(&mut clause, small(self.light(rng.below(2) > 0, rng)), 0, "obj");
        append(phrase, clause, top(phrase), "acl");
    }

    /// "copied by a clerk", "copied to a server".
    fn passive(&self, rng: &mut Random) -> Phrase {
        let mut clause = vec![word(&self.done[rng.below(self.done.len())], Upos::Verb, "VBN", None, "root")];
        if rng.below(2) == 0 {
            append(&mut clause, self.under("by", rng), 0, "obl:agent");
        }
        if rng.below(2) == 0 || clause.len() == 1 {
            append(&mut clause, self.under(AFTER_VERB[rng.below(AFTER_VERB.len())], rng), 0, "obl");
        }
        clause
    }

    /// A sentence of its own: "The files of the bank were copied by a clerk."
    pub fn passive_statement(&self, rng: &mut Random) -> Vec<Token> {
        let plural = rng.below(2) > 0;
        let mut tokens = self.draw(plural, rng);
        let subject = top(&tokens);
        let mut verbs = match (rng.below(4), plural) {
            (0, false) => vec![("has", "VBZ", "aux"), ("been", "VBN", "aux:pass")],
            (0, true) => vec![("have", "VBP", "aux"), ("been", "VBN", "aux:pass")],
            (1, false) => vec![("is", "VBZ", "aux:pass")],
            (1, true) => vec![("are", "VBP", "aux:pass")],
            (_, false) => vec![("was", "VBD", "aux:pass")],
            (_, true) => vec![("were", "VBD", "aux:pass")],
        };
        let verb = tokens.len() + verbs.len();
        (tokens[subject].head, tokens[subject].rel) = (Some(verb), "nsubj:pass");
        tokens.extend(verbs.drain(..).map(|(form, tag, rel)| word(form, Upos::Aux, tag, Some(verb), rel)));
        let mut clause = self.passive(rng);
        clause.push(word(".", Upos::Punct, ".", Some(0), "punct"));
        clause.iter_mut().for_each(|t| t.head = t.head.map(|h| h + verb));
        tokens.extend(clause);
        tokens
    }

    /// A sentence of its own: "The court ordered the firm to delete the files." `None` in a treebank without one.
    pub fn control_statement(&self, rng: &mut Random) -> Option<Vec<Token>> {
        let (verb, tag, rel) = self.asking.get(rng.below(self.asking.len().max(1)))?;
        let plural = match *tag {
            "VBZ" => false,
            "VBP" => true,
            _ => rng.below(2) > 0,
        };
        let mut clause = vec![word(verb, Upos::Verb, tag, None, "root")];
        append(&mut clause, small(self.light(rng.below(2) > 0, rng)), 0, rel);
        let mut aim = vec![word("to", Upos::Part, "TO", Some(1), "mark")];
        aim.push(word(&self.plain[rng.below(self.plain.len())], Upos::Verb, "VB", None, "root"));
        append(&mut aim, small(self.draw(rng.below(2) > 0, rng)), 1, "obj");
        if rng.below(3) == 0 {
            append(&mut aim, self.under(AFTER_VERB[rng.below(AFTER_VERB.len())], rng), 1, "obl");
        }
        append(&mut clause, aim, 0, "xcomp");
        clause.push(word(".", Upos::Punct, ".", Some(0), "punct"));
        let mut tokens = self.draw(plural, rng);
        let (subject, verb) = (top(&tokens), tokens.len());
        (tokens[subject].head, tokens[subject].rel) = (Some(verb), "nsubj");
        clause.iter_mut().for_each(|t| t.head = t.head.map(|h| h + verb));
        tokens.extend(clause);
        Some(tokens)
    }

    /// A light phrase after a preposition.
    fn under(&self, preposition: &str, rng: &mut Random) -> Phrase {
        let mut phrase = small(self.light(rng.below(2) > 0, rng));
        phrase.iter_mut().for_each(|t| t.head = t.head.map(|h| h + 1));
        let head = top(&phrase) + 1;
        phrase.insert(0, word(preposition, Upos::Adp, "IN", Some(head), "case"));
        phrase
    }
}

/// The relation of who is asked, when the finite verb `i` asks somebody to do something.
fn asked(tree: &Tree, i: usize) -> Option<&'static str> {
    let object = tree.child_by(i, &["obj", "iobj"])?;
    let aim = tree.child_by(i, &["xcomp"])?;
    let infinitive = tree.tokens[aim].tag == "VB" && tree.child_by(aim, &["mark"]).is_some();
    let finite = ["VBD", "VBZ", "VBP"].contains(&tree.tokens[i].tag) && tree.tokens[i].form.len() > 2;
    (finite && infinitive && i < object && object < aim).then(|| tree.tokens[object].rel)
}

fn top(phrase: &Phrase) -> usize {
    phrase.iter().position(|t| t.head.is_none()).expect("a phrase has a head")
}

/// Puts words after a phrase, under one of its words.
fn append(phrase: &mut Phrase, words: Phrase, under: usize, rel: &'static str) {
    let from = phrase.len();
    for mut word in words {
        (word.head, word.rel) = match word.head {
            Some(h) => (Some(h + from), word.rel),
            None => (Some(under), rel),
        };
        phrase.push(word);
    }
}

/// Without the capital of a sentence's beginning.
fn small(mut phrase: Phrase) -> Phrase {
    let first = &mut phrase[0];
    if first.upos != Upos::Propn && first.form.get(1..).is_some_and(|rest| rest == rest.to_lowercase()) {
        first.form = first.form.to_lowercase();
    }
    phrase
}

fn word(form: &str, upos: Upos, tag: &'static str, head: Option<usize>, rel: &'static str) -> Token {
    let span = Span { start: 0, end: 0 };
    Token { span, form: form.to_owned(), lemma: form.to_owned(), upos, tag, head, rel }
}

fn name(rng: &mut Random, rel: &'static str, head: Option<usize>) -> Token {
    word(&invented(rng), Upos::Propn, "NNP", head, rel)
}

/// A subject light enough to serve elsewhere.
fn light(tree: &Tree, i: usize) -> Option<Phrase> {
    let noun = matches!(tree.tokens[i].upos, Upos::Noun | Upos::Propn);
    let words = tree.subtree(i);
    let heavy = |w: &usize| *w != i && HEAVY.iter().any(|r| tree.is(*w, r));
    let unbroken = words.last()? - words[0] + 1 == words.len();
    if !noun || !tree.is(i, "nsubj") || words.len() > 6 || !unbroken || words.iter().any(heavy) {
        return None;
    }
    copied(tree, &words, i)
}

/// These words as a tree under `top`; `None` when one hangs on a word left out.
pub fn copied(tree: &Tree, words: &[usize], top: usize) -> Option<Vec<Token>> {
    let one = |w: &usize| {
        let mut token = tree.tokens[*w].clone();
        token.head = match token.head {
            _ if *w == top => None,
            Some(h) => Some(words.binary_search(&h).ok()?),
            None => return None,
        };
        Some(token)
    };
    words.iter().map(one).collect()
}
