//! Where an entry's own conditions leave it open whether its words make a claim: the signs around them, and what each was found to be worth.
//!
//! The signs are read off the predicate, the noun that would be its object, and the document; their weights lie in the lexicon
//! (`lexicon::weights`). What the entry itself takes needs no weighing.

use super::frame::Candidate;
use super::object::View;
use super::{Passage, object};
use crate::model::ActorKind;
use crate::model::tree::Upos;

/// Stands among a claim's entries where it took the weights to see it.
pub const ENTRY: &str = "weights";

/// What speaks for the claim and against it, summed, in thousandths of a logit.
pub fn weight(passage: &Passage, candidate: &Candidate) -> i32 {
    let weights = &passage.topic(candidate.frame.predicate).weights;
    let mut sum = weights.weight("always");
    signs(passage, candidate, &mut |sign| sum += weights.weight(sign));
    sum
}

/// Every sign of a candidate, each handed over once by its name.
pub fn signs(passage: &Passage, candidate: &Candidate, each: &mut dyn FnMut(&str)) {
    let mut signs = Signs { name: String::new(), each };
    let view = candidate.noun.map(|noun| object::view(passage, noun, passage.topic(candidate.frame.predicate)));
    let kind = view.as_ref().map_or("none", |view| view.kind);
    of_predicate(passage, candidate, kind, &mut signs);
    if let (Some(noun), Some(view)) = (candidate.noun, &view) {
        of_noun(passage, candidate, noun, view, &mut signs);
    }
    of_actor(passage, candidate, &mut signs);
    of_document(passage, candidate, kind, &mut signs);
}

/// Names a sign at a time in one buffer.
struct Signs<'f> {
    name: String,
    each: &'f mut dyn FnMut(&str),
}

impl Signs<'_> {
    /// `name=value,value`
    fn put(&mut self, name: &str, values: &[&str]) {
        self.name.clear();
        self.name.push_str(name);
        for (at, value) in values.iter().enumerate() {
            self.name.push(if at == 0 { '=' } else { ',' });
            self.name.push_str(value);
        }
        (self.each)(&self.name);
    }

    fn when(&mut self, holds: bool, name: &str, values: &[&str]) {
        if holds {
            self.put(name, values);
        }
    }
}

fn of_predicate(passage: &Passage, candidate: &Candidate, kind: &str, signs: &mut Signs) {
    let (tree, frame) = (passage.tree, &candidate.frame);
    let predicate = frame.predicate;
    let word = &tree.tokens[frame.word];
    let doubt = candidate.doubt.unwrap_or("none");
    let dense = if passage.is_dense(passage.topic(predicate)) { "dense" } else { "thin" };
    signs.put("predicate", &[&predicate.id]);
    signs.put("predicate kind", &[&predicate.id, kind]);
    signs.put("predicate dense", &[&predicate.id, dense]);
    signs.put("action", &[&predicate.action]);
    signs.put("kind", &[kind]);
    signs.put("kind dense", &[kind, dense]);
    signs.put("kind weak", &[kind, if predicate.weak { "weak" } else { "strong" }]);
    signs.put("kind action", &[kind, &predicate.action]);
    signs.put("doubt", &[doubt]);
    signs.put("doubt kind", &[doubt, kind]);
    signs.put("form", &[passage.form(frame.word)]);
    signs.put("relation", &[word.rel]);
    signs.put("tag", &[word.tag]);
    signs.put("part", &[predicate.part.name()]);
    signs.when(predicate.weak, "weak", &[]);
    signs.when(predicate.about, "about", &[]);
    signs.when(predicate.needs.is_some(), "needs", &[]);
    signs.when(predicate.object_optional, "optional", &[]);
    signs.when(!predicate.rest.is_empty(), "rest", &[]);
    signs.when(tree.is_passive(frame.token), "passive", &[]);
    if let Some(support) = frame.support {
        signs.put("supported", &[]);
        signs.put("support", &[passage.form(support)]);
    }
    signs.when(frame.recipient.is_some(), "recipient", &[&predicate.action]);
    signs.when(!frame.places.is_empty(), "place", &[&predicate.action]);
    of_clause(passage, frame.verb(), signs);
}

/// The words that hang on the verb, and the one that it hangs on.
fn of_clause(passage: &Passage, verb: usize, signs: &mut Signs) {
    let tree = passage.tree;
    let beside = [("aux", "auxiliary"), ("advmod", "adverb"), ("mark", "mark"), ("compound:prt", "particle")];
    for (relation, name) in beside {
        for i in tree.children_by(verb, &[relation]) {
            signs.put(name, &[passage.form(i)]);
        }
    }
    for (preposition, _) in passage.seen.obliques(verb).iter().take(4) {
        signs.put("oblique", &[preposition]);
    }
    let clausal = ["xcomp", "ccomp", "advcl", "acl", "conj", "parataxis"];
    if let Some(head) = tree.head(verb).filter(|_| clausal.iter().any(|rel| tree.is(verb, rel))) {
        signs.put("above", &[&tree.tokens[head].lemma.to_lowercase()]);
        signs.put("above", &[tree.tokens[verb].rel]);
    }
}

fn of_noun(passage: &Passage, candidate: &Candidate, noun: usize, view: &View, signs: &mut Signs) {
    let tree = passage.tree;
    let predicate = candidate.frame.predicate;
    let token = &tree.tokens[noun];
    let lemma = token.lemma.to_lowercase();
    let dense = if passage.is_dense(passage.topic(predicate)) { "dense" } else { "thin" };
    for (holds, name) in view.signs {
        signs.when(holds, name, &[]);
        signs.when(holds, name, &[view.kind]);
    }
    signs.put("definite", &[if view.definite { "yes" } else { "no" }, dense, view.kind]);
    signs.put("noun", &[&lemma]);
    signs.put("noun action", &[&lemma, &predicate.action]);
    signs.put("noun predicate", &[&lemma, &predicate.id]);
    signs.put("noun tag", &[token.tag]);
    signs.put("slot", &[candidate.slot]);
    signs.put("slot kind", &[candidate.slot, view.kind]);
    let beside = [("compound", "compound"), ("amod", "adjective"), ("det", "determiner")];
    for (relation, name) in beside {
        if let Some(i) = tree.child_by(noun, &[relation]) {
            signs.put(name, &[]);
            signs.put(name, &[passage.form(i)]);
        }
    }
    if let Some(i) = tree.possessor(noun) {
        signs.put("possessor", &[passage.form(i)]);
    }
    let topic = passage.topic(predicate);
    for (preposition, i) in passage.seen.obliques(noun).iter().take(4) {
        signs.put("phrase", &[preposition]);
        signs.put("phrase kind", &[preposition, object::kind(passage, *i, topic)]);
    }
    for i in tree.children_by(noun, &["compound", "amod", "nmod:poss"]) {
        signs.put("beside", &[object::kind(passage, i, topic)]);
    }
}

fn of_actor(passage: &Passage, candidate: &Candidate, signs: &mut Signs) {
    let predicate = candidate.frame.predicate;
    let Some(actor) = candidate.frame.actor else {
        signs.put("actor", &["none"]);
        signs.put("actor action", &["none", &predicate.action]);
        return;
    };
    let token = &passage.tree.tokens[actor];
    let topic = passage.topic(predicate);
    let form = passage.form(actor);
    let known = passage.actors().find(|known| known.span.overlaps(token.span));
    let kind = match known.map(|known| known.kind) {
        Some(kind) => ActorKind::name(kind),
        None if token.upos == Upos::Pron => form,
        None if passage.is_any(actor, topic, &topic.sense.people) => "people",
        None => token.tag,
    };
    signs.put("actor", &[kind]);
    signs.put("actor action", &["some", &predicate.action]);
    signs.put("actor kind action", &[kind, &predicate.action]);
}

/// The sentences around, and how much of the document is about the topic.
fn of_document(passage: &Passage, candidate: &Candidate, kind: &str, signs: &mut Signs) {
    let predicate = candidate.frame.predicate;
    let (bit, holds, at) = (passage.topic(predicate).bit, &passage.annotations.holds, passage.index);
    let spoken = if passage.document.kind.is_spoken() { "spoken" } else { "written" };
    signs.put(spoken, &[]);
    signs.put("manner action", &[spoken, &predicate.action]);
    signs.put("manner kind", &[spoken, kind]);
    signs.put("manner doubt", &[spoken, candidate.doubt.unwrap_or("none")]);
    signs.when(passage.is_dense(passage.topic(predicate)), "dense", &[]);
    signs.when(holds[at].matter & bit != 0, "matter", &[]);
    signs.when(holds[at].hint & bit != 0, "hint", &[]);
    let named = |at: usize| holds.get(at).is_some_and(|holds| holds.matter & bit != 0);
    let before = (1..=8).filter(|back| at.checked_sub(*back).is_some_and(named)).count();
    let after = (1..=3).filter(|on| named(at + on)).count();
    signs.when(at.checked_sub(1).is_some_and(named), "matter before", &[]);
    signs.put("matter in the eight before", &[COUNTS[before.min(4)]]);
    signs.put("matter in the three after", &[COUNTS[after]]);
    let sure = |at: usize| passage.learned.sure.get(&at).is_some_and(|bits| bits & bit != 0);
    signs.when(sure(at), "sure here", &[]);
    signs.put(
        "sure in the three before",
        &[COUNTS[(1..=3).filter(|back| at.checked_sub(*back).is_some_and(sure)).count()]],
    );
    signs.put("sure in the three after", &[COUNTS[(1..=3).filter(|on| sure(at + on)).count()]]);
    let all = holds.len().max(1);
    let share = |count: usize| SHARES[(count * 20 / all).min(SHARES.len() - 1)];
    signs.put("matter share", &[share(holds.iter().filter(|holds| holds.matter & bit != 0).count())]);
    signs.put("hint share", &[share(holds.iter().filter(|holds| holds.hint & bit != 0).count())]);
    signs.put("sure share", &[share(passage.learned.sure.values().filter(|bits| *bits & bit != 0).count())]);
    signs.put("length", &[SHARES[(passage.tree.len() / 8).min(SHARES.len() - 1)]]);
}

const COUNTS: [&str; 5] = ["0", "1", "2", "3", "4"];
/// Twentieths, the last for all above.
const SHARES: [&str; 8] = ["0", "1", "2", "3", "4", "5", "6", "7"];
