//! Whether the words of an entry make a claim: the signs around them, and what each was found to be worth.
//!
//! The signs are read off the predicate, the noun that is or would be its object, the actor and the document; their weights lie in the
//! lexicon (`lexicon::weights`). Names and numbers are no signs, only that there is one: no text is learned by heart.

use super::candidate::Candidate;
use super::object::View;
use super::{Passage, object};
use crate::model::ActorKind;
use crate::model::tree::Upos;

/// What a noun is called that is the topic's matter by its own words.
pub const MATTER: &str = "matter";

/// What speaks for the claim and against it, summed, in thousandths of a logit.
pub fn weight(passage: &Passage, candidate: &Candidate) -> i32 {
    let weights = &passage.topic(candidate.frame.predicate).weights;
    signs(passage, candidate).iter().map(|sign| weights.weight(sign)).sum::<i32>() + weights.weight("always")
}

/// Every sign of a candidate by its name, each once.
pub fn signs(passage: &Passage, candidate: &Candidate) -> Vec<String> {
    let mut signs = Signs(Vec::with_capacity(96));
    let view = candidate.noun.map(|noun| passage.view(noun, passage.topic(candidate.frame.predicate)));
    let kind = view.map_or("none", |view| view.kind);
    of_predicate(passage, candidate, kind, &mut signs);
    if let (Some(noun), Some(view)) = (candidate.noun, view) {
        of_noun(passage, candidate, noun, &view, &mut signs);
    }
    of_actor(passage, candidate, &mut signs);
    of_document(passage, candidate, kind, &mut signs);
    signs.0.sort_unstable();
    signs.0.dedup();
    signs.0
}

struct Signs(Vec<String>);

impl Signs {
    /// `name=value,value`
    fn put(&mut self, name: &str, values: &[&str]) {
        let mut sign = String::with_capacity(name.len() + values.iter().map(|value| value.len() + 1).sum::<usize>());
        sign.push_str(name);
        for (at, value) in values.iter().enumerate() {
            sign.push(if at == 0 { '=' } else { ',' });
            sign.push_str(value);
        }
        self.0.push(sign);
    }

    fn when(&mut self, holds: bool, name: &str, values: &[&str]) {
        if holds {
            self.put(name, values);
        }
    }
}

/// The dictionary form of a common word; of a name or a number only its tag.
fn word<'a>(passage: &Passage<'a>, i: usize) -> &'a str {
    let token = &passage.tree.tokens[i];
    let named = matches!(token.upos, Upos::Propn | Upos::Num | Upos::X | Upos::Sym);
    let figure = || token.form.contains(|c: char| c.is_numeric());
    let capital = i > 0 && token.form.starts_with(char::is_uppercase);
    if named || capital || figure() { token.tag } else { &token.lemma }
}

fn of_predicate(passage: &Passage, candidate: &Candidate, kind: &str, signs: &mut Signs) {
    let (tree, frame) = (passage.tree, &candidate.frame);
    let predicate = frame.predicate;
    let head = &tree.tokens[frame.word];
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
    signs.put("relation", &[head.rel]);
    signs.put("tag", &[head.tag]);
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
        signs.put("above", &[word(passage, head)]);
        signs.put("above relation", &[tree.tokens[verb].rel]);
    }
}

fn of_noun(passage: &Passage, candidate: &Candidate, noun: usize, view: &View, signs: &mut Signs) {
    let tree = passage.tree;
    let predicate = candidate.frame.predicate;
    let token = &tree.tokens[noun];
    let lemma = word(passage, noun);
    let dense = if passage.is_dense(passage.topic(predicate)) { "dense" } else { "thin" };
    for (holds, name) in view.signs {
        signs.when(holds, name, &[]);
        signs.when(holds, name, &[view.kind]);
    }
    signs.put("definite", &[if view.definite { "yes" } else { "no" }, dense, view.kind]);
    signs.put("noun", &[lemma]);
    signs.put("noun action", &[lemma, &predicate.action]);
    signs.put("noun predicate", &[lemma, &predicate.id]);
    signs.put("noun tag", &[token.tag]);
    signs.put("slot", &[candidate.slot]);
    signs.put("slot kind", &[candidate.slot, view.kind]);
    let beside = [("compound", "compound"), ("amod", "adjective"), ("det", "determiner")];
    for (relation, name) in beside {
        if let Some(i) = tree.child_by(noun, &[relation]) {
            signs.put(name, &[]);
            signs.put(name, &[word(passage, i)]);
        }
    }
    if let Some(i) = tree.possessor(noun) {
        signs.put("possessor", &[word(passage, i)]);
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
    let topic = passage.topic(predicate);
    let (bit, holds, at) = (topic.bit, &passage.annotations.holds, passage.index);
    let spoken = if passage.document.kind.is_spoken() { "spoken" } else { "written" };
    signs.put(spoken, &[]);
    signs.put("manner action", &[spoken, &predicate.action]);
    signs.put("manner kind", &[spoken, kind]);
    signs.put("manner doubt", &[spoken, candidate.doubt.unwrap_or("none")]);
    signs.when(passage.is_dense(topic), "dense", &[]);
    signs.when(holds[at].matter & bit != 0, "matter", &[]);
    signs.when(holds[at].hint & bit != 0, "hint", &[]);
    let named = |at: usize| holds.get(at).is_some_and(|holds| holds.matter & bit != 0);
    let sure = |at: usize| passage.learned.sure.get(&at).is_some_and(|bits| bits & bit != 0);
    let before = |reach: usize, is: &dyn Fn(usize) -> bool| {
        (1..=reach).filter(|back| at.checked_sub(*back).is_some_and(is)).count()
    };
    let after = |is: &dyn Fn(usize) -> bool| (1..=3).filter(|on| is(at + on)).count();
    signs.when(before(1, &named) > 0, "matter before", &[]);
    signs.put("matter in the eight before", &[COUNTS[before(8, &named).min(4)]]);
    signs.put("matter in the three after", &[COUNTS[after(&named)]]);
    signs.when(sure(at), "sure here", &[]);
    signs.put("sure in the three before", &[COUNTS[before(3, &sure)]]);
    signs.put("sure in the three after", &[COUNTS[after(&sure)]]);
    let share = |count: usize| SHARES[(count * 20 / holds.len().max(1)).min(SHARES.len() - 1)];
    let [matter, hint, sure] = passage.counts(topic);
    signs.put("matter share", &[share(matter)]);
    signs.put("hint share", &[share(hint)]);
    signs.put("sure share", &[share(sure)]);
    signs.put("length", &[SHARES[(passage.tree.len() / 8).min(SHARES.len() - 1)]]);
}

const COUNTS: [&str; 5] = ["0", "1", "2", "3", "4"];
/// Twentieths, the last for all above.
const SHARES: [&str; 8] = ["0", "1", "2", "3", "4", "5", "6", "7"];
