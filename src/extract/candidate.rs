//! Whatever an entry of the lexicon could be filled with at a word, and who decides whether it makes a claim: the entry's own conditions, or the
//! weight of the signs where they leave it open.

use super::arguments::{actor_of, at, ends, places_of, recipient_of, slots};
use super::frame::{Frame, Open};
use super::{Passage, object, weigh};
use crate::lexicon::topic::Topic;
use crate::lexicon::topics::{Needs, Part, Predicate};
use crate::lexicon::weights;
use crate::model::tree::Upos;
use std::collections::{BTreeMap, BTreeSet};

/// A predicate with the words that may be its arguments.
pub struct Candidate<'a> {
    pub frame: Frame<'a>,
    /// Which of the entry's conditions does not hold, if one does not.
    pub doubt: Option<&'static str>,
    /// The noun that is or would be the object, and where it stands.
    pub noun: Option<usize>,
    pub slot: &'a str,
}

/// How far the entries are followed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Judge {
    /// Only what they take.
    Entries,
    /// Also what they leave open, where the signs around speak for it; not what they take against all signs.
    Weights,
    /// All that they leave open.
    Nobody,
}

/// Whatever an entry could be filled with at a word, taken or not.
pub fn candidates<'a>(passage: &Passage<'a>, word: usize, judge: Judge) -> Vec<Candidate<'a>> {
    let form = if has_got(passage, word) { "has" } else { passage.form(word) };
    let predicates = passage.lexicon.topics.of_form(form);
    let predicates = predicates.filter(|predicate| passage.topic(predicate).bit & passage.topics != 0);
    predicates.filter_map(|predicate| candidate(passage, predicate, word, judge)).collect()
}

/// "It's got your address": has it. "Has got to it", "has got hold of it" got there.
fn has_got(passage: &Passage, word: usize) -> bool {
    let tree = passage.tree;
    let next = tree.tokens.get(word + 1);
    passage.form(word) == "got"
        && tree.children_by(word, &["aux"]).iter().any(|aux| matches!(tree.tokens[*aux].tag, "VBZ" | "VBP"))
        && tree.child_by(word, &["obj"]).is_some_and(|object| object > word)
        && next.is_some_and(|next| !matches!(next.upos, Upos::Adp | Upos::Part) && next.lemma != "hold")
}

/// Log odds in thousandths by which one act must be likelier than another that the lexicon has first.
const MUCH_MORE: i32 = 1000;

/// What is taken of them, at most one act for each topic.
pub fn taken<'a>(passage: &Passage<'a>, word: usize, judge: Judge) -> Vec<Frame<'a>> {
    let (mut sure, open): (Vec<_>, Vec<_>) =
        candidates(passage, word, judge).into_iter().partition(|candidate| candidate.doubt.is_none());
    // The first of the lexicon's order, but one that knows its object before one that does without, and a noun before a pronoun: "supplied it with the
    // lists".
    let pronoun = |i: usize| passage.tree.tokens[i].tag == "PRP";
    // And one whose further phrase is there before one that asks for none: "copied the lists to a stick".
    sure.sort_by_key(|candidate| {
        let object = candidate.frame.object.map_or(2, |object| usize::from(pronoun(object)));
        (object, candidate.frame.predicate.needs.is_none())
    });
    let spoken = passage.document.kind.is_spoken();
    let weighed = |candidate: &Candidate| {
        judge == Judge::Weights && is_learned(passage, candidate.frame.predicate) && !is_settled(passage, candidate)
    };
    let mut topics = BTreeMap::new();
    for candidate in sure {
        topics.entry(candidate.frame.predicate.topic.as_str()).or_insert_with(Vec::new).push(candidate);
    }
    // Where the first does not stand no other of the topic takes its place: "hand over" is not "hand".
    let stands = |one: &Candidate| !weighed(one) || weights::stands(true, spoken, weigh::weight(passage, one));
    // One of another act that fills its object alike stands before it, where much more speaks for it.
    let best = |mut list: Vec<Candidate<'a>>| -> Option<Candidate<'a>> {
        let first = list.first().filter(|first| stands(first))?;
        let known = |one: &Candidate| judge == Judge::Weights && is_learned(passage, one.frame.predicate);
        let special = |one: &Candidate| (one.frame.predicate.rest.len(), one.frame.predicate.needs.is_some());
        let rival = |one: &&Candidate| {
            let (frame, own) = (&one.frame, &first.frame);
            let other = frame.predicate.action != own.predicate.action && frame.predicate.part == own.predicate.part;
            other && frame.object == own.object && special(one) == special(first) && known(one)
        };
        let rivals: Vec<usize> =
            if known(first) { (1..list.len()).filter(|at| rival(&&list[*at])).collect() } else { Vec::new() };
        let weight = |at: usize| weigh::weight(passage, &list[at]);
        let strongest = rivals.into_iter().max_by_key(|at| weight(*at));
        let chosen = strongest.filter(|at| weight(*at) > weight(0) + MUCH_MORE);
        Some(list.swap_remove(chosen.unwrap_or_default()))
    };
    let open = open.into_iter().filter(|candidate| !topics.contains_key(candidate.frame.predicate.topic.as_str()));
    let open = open.map(|candidate| (weigh::weight(passage, &candidate), candidate));
    let mut open: Vec<_> = open.filter(|(weight, _)| weights::stands(false, spoken, *weight)).collect();
    open.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    let open = open.into_iter().map(|(weight, candidate)| {
        let open = candidate.doubt.map(|doubt| Open { doubt, weight });
        Frame { open, ..candidate.frame }
    });
    let found = topics.into_values().filter_map(best).map(|candidate| candidate.frame).chain(open);
    let mut topics = BTreeSet::new();
    found.filter(|frame| topics.insert(&frame.predicate.topic)).collect()
}

/// Taken for good: an entry of plain words is right by itself, and so is plain matter in its place, however little is around it.
pub fn is_settled(passage: &Passage, candidate: &Candidate) -> bool {
    let predicate = candidate.frame.predicate;
    let topic = passage.topic(predicate);
    let plain = !(predicate.weak || predicate.about);
    let matter = || candidate.noun.is_some_and(|noun| passage.view(noun, topic).kind == weigh::MATTER);
    candidate.doubt.is_none() && (plain || matter())
}

/// Do weights judge the entry?
fn is_learned(passage: &Passage, predicate: &Predicate) -> bool {
    passage.topic(predicate).weights.knows(&predicate.id)
}

/// Nothing where a condition of the entry does not hold and only entries judge, as they do where nothing was learned of them.
fn candidate<'a>(passage: &Passage<'a>, predicate: &'a Predicate, word: usize, judge: Judge) -> Option<Candidate<'a>> {
    let topic = passage.topic(predicate);
    let weighed = judge == Judge::Nobody || judge == Judge::Weights && is_learned(passage, predicate);
    let open = weighed && !predicate.strict;
    let mut doubt = None;
    let mut holds = |condition: bool, name: &'static str| {
        if !condition {
            doubt.get_or_insert(name);
        }
        condition || open
    };
    if !holds(!predicate.about || passage.is_dense(topic), "about") || !is_part(passage, predicate.part, word) {
        return None;
    }
    // "are on the old server": the phrase of place heads the clause.
    let token = passage.tree.head(word).filter(|_| passage.tree.is(word, "cop")).unwrap_or(word);
    let rest = rest_of(passage, predicate, token)?;
    let (support, support_form) = support_of(passage, predicate, token);
    let mut frame = Frame {
        predicate,
        token,
        word,
        support,
        support_form,
        object: None,
        actor: None,
        recipient: None,
        places: Vec::new(),
        amounts: Vec::new(),
        open: None,
    };
    let places: Vec<(&str, usize)> = match rest {
        Rest::Object(object) => vec![("rest", object)],
        Rest::None => slots(passage, &frame),
    };
    let taken = places.iter().find(|(_, i)| accepts(passage, predicate, *i)).copied();
    let person = |i: usize| passage.is_any(i, topic, &topic.sense.people);
    let certain = |i: usize| {
        !predicate.about || passage.tree.tokens[i].upos != Upos::Noun || person(i) || object::is_definite(passage, i)
    };
    frame.object = taken.map(|(_, i)| i).filter(|i| certain(*i) && !is_complemented(passage, &frame, *i));
    let possible = taken.or_else(|| places.iter().find(|(_, i)| is_thing(passage, *i, topic)).copied());
    let undergone = possible.is_some_and(|(_, object)| is_undergone(passage, token, object));
    let lent = || lends(passage, predicate, token, possible.map(|(_, object)| object));
    if undergone || is_link(passage, token) || is_verdict(passage, token) || lent() {
        return None;
    }
    let optional = predicate.object_optional || predicate.object_at.is_empty();
    if frame.object.is_none() && !optional {
        let other = possible.is_none() && !places.is_empty();
        if !holds(false, if taken.is_some() { "uncertain object" } else { "object" }) || other {
            return None;
        }
        frame.object = possible.map(|(_, i)| i);
    }
    // "have access", "got a login": neither the noun alone nor "access to a pool".
    if frame.object.is_none() && predicate.part == Part::Noun && predicate.about {
        let from = || [Some(token), frame.support].into_iter().flatten();
        let other = predicate.object_at.iter().any(|slot| from().any(|word| !at(passage, word, slot).is_empty()));
        if !holds(!other && frame.support.is_some(), "held") {
            return None;
        }
    }
    if let Some(needs) = &predicate.needs {
        let met = meets(passage, topic, needs, token, frame.object);
        // "A copy of the novel": what it says after "of" is something else, unless all around is about the topic.
        let told = || needs.at.iter().all(|at| at == "of") && !passage.is_dense(topic);
        let of = |object: usize| passage.seen.obliques(object).iter().any(|(word, _)| word == "of");
        if !met && frame.object.is_some_and(of) && told() || !holds(met, "needs") {
            return None;
        }
    }
    frame.actor = actor_of(passage, &frame);
    if !holds(!is_bare(passage, &frame), "bare") {
        return None;
    }
    frame.recipient = recipient_of(passage, &frame);
    frame.places = places_of(passage, &frame);
    frame.amounts = predicate.quantity_at.iter().flat_map(|slot| at(passage, token, slot)).collect();
    let (slot, noun) = possible.map_or(("none", None), |(slot, i)| (slot, Some(i)));
    Some(Candidate { frame, doubt, noun, slot })
}

/// "data access", "a data transfer": a noun that names nobody and nobody's data says nothing of an act.
fn is_bare(passage: &Passage, frame: &Frame) -> bool {
    let compound = frame.object.is_some_and(|object| passage.tree.is(object, "compound"));
    frame.predicate.part == Part::Noun && frame.actor.is_none() && frame.support.is_none() && compound
}

/// "Customers had their letters stolen": nobody has what was done to it.
fn is_undergone(passage: &Passage, token: usize, object: usize) -> bool {
    let tree = passage.tree;
    let done = |i: usize| i > object && tree.tokens[i].tag == "VBN";
    let below = tree.children_by(token, &["xcomp"]).into_iter().any(done);
    let own = tree.child_by(object, &["nmod:poss"]).is_some_and(|whose| tree.tokens[whose].upos == Upos::Pron);
    let beside = own && tree.children_by(object, &["acl"]).into_iter().any(done);
    tree.tokens[token].lemma == "have" && tree.is(object, "obj") && (below || beside)
}

/// "Remains visible in Oslo": what it is said to be is the predicate.
fn is_link(passage: &Passage, token: usize) -> bool {
    let tree = passage.tree;
    let linked = || {
        tree.children_by(token, &["xcomp"]).into_iter().any(|i| matches!(tree.tokens[i].upos, Upos::Adj | Upos::Verb))
    };
    matches!(tree.tokens[token].lemma.as_str(), "remain" | "stay") && linked()
}

/// "Had access to Lantern, our console", "has got access to it": the verb lends itself to a noun that tells the act, and tells none of its own.
fn lends(passage: &Passage, predicate: &Predicate, token: usize, object: Option<usize>) -> bool {
    let tells = |noun: &usize| {
        let mut known = passage.lexicon.topics.of_form(passage.form(*noun));
        Some(*noun) != object && known.any(|one| one.part == Part::Noun && one.action == predicate.action)
    };
    predicate.part == Part::Verb
        && passage.lexicon.scope.support(passage.form(token)).is_some()
        && passage.tree.children_by(token, &["obj"]).iter().any(tells)
}

/// "Cleared the bank of selling lists": what is judged is an act, and nothing is done to the bank.
fn is_verdict(passage: &Passage, token: usize) -> bool {
    let tree = passage.tree;
    let charge = |clause: &usize| {
        let of = tree.children_by(*clause, &["mark", "case"]).into_iter().any(|of| passage.form(of) == "of");
        of && tree.tokens[*clause].tag == "VBG"
    };
    let whom = tree.child_by(token, &["obj"]);
    let clauses = whom.map(|whom| tree.children_by(whom, &["acl"])).unwrap_or_default();
    let mut clauses = tree.children_by(token, &["advcl"]).into_iter().chain(clauses);
    passage.lexicon.scope.is_judge(passage.form(token)) && clauses.any(|clause| charge(&clause))
}

/// "keep it brief", "make it short": a pronoun with what is made of it stands for no thing, but where the predicate asks for that word.
fn is_complemented(passage: &Passage, frame: &Frame, i: usize) -> bool {
    let tree = passage.tree;
    let after = tree.children_by(frame.token, &["xcomp", "obj"]).into_iter().filter(|j| *j > i);
    let bare = |j: usize| matches!(tree.tokens[j].upos, Upos::Adj | Upos::Noun) && j == i + 1;
    frame.predicate.needs.is_none()
        && tree.tokens[i].upos == Upos::Pron
        && tree.is(i, "obj")
        && after.into_iter().any(bare)
}

fn is_part(passage: &Passage, part: Part, token: usize) -> bool {
    let word = &passage.tree.tokens[token];
    // "leaked recordings", "public policy": what the noun is called, not what somebody does.
    let before_noun = word.rel == "amod" && word.head.is_some_and(|head| token < head);
    match part {
        // "Didn't the vendor copy the files?": what has an auxiliary and an object is a verb, whatever its tag.
        Part::Verb => {
            let tree = passage.tree;
            let mistagged = || {
                word.upos == Upos::Noun
                    && tree.child_by(token, &["aux"]).is_some()
                    && tree.child_by(token, &["obj"]).is_some()
            };
            (word.upos == Upos::Verb || word.rel == "cop" || mistagged()) && !before_noun
        }
        Part::Noun => word.upos == Upos::Noun && !matches!(word.rel, "compound" | "nmod:poss"),
        Part::Adjective => {
            // "We purged the last of them": a state has no object.
            let tree = passage.tree;
            let active = |i: usize| tree.child_by(i, &["nsubj"]).is_some() && !tree.is_passive(i);
            let joined = || word.tag == "VBD" && word.rel == "conj" && word.head.is_some_and(active);
            let done_to = || word.upos == Upos::Verb && (tree.child_by(token, &["obj"]).is_some() || joined());
            matches!(word.upos, Upos::Adj | Upos::Adv | Upos::Verb) && !before_noun && !done_to()
        }
    }
}

/// What was found of the words that must follow the predicate's head.
enum Rest {
    /// All there, and the last is a preposition whose phrase is the object.
    Object(usize),
    None,
}

fn rest_of(passage: &Passage, predicate: &Predicate, token: usize) -> Option<Rest> {
    let tree = passage.tree;
    let Some(last) = predicate.rest.last() else {
        // "Logged in" is no logging, where the lexicon has "log in" for another act.
        let beside = tree.children_by(token, &["compound:prt", "advmod"]).into_iter().find(|i| *i == token + 1);
        let particle = beside.map(|i| passage.form(i));
        let mut others = passage.lexicon.topics.of_form(passage.form(token));
        let other = others.any(|one| {
            one.action != predicate.action
                && one.topic == predicate.topic
                && one.rest.first().map(String::as_str) == particle
        });
        return (particle.is_none() || !other).then_some(Rest::None);
    };
    let obliques = passage.seen.obliques(token);
    if let Some((_, object)) = obliques.iter().find(|(preposition, _)| *preposition == predicate.follows) {
        return Some(Rest::Object(*object));
    }
    let adjacent = predicate
        .rest
        .iter()
        .enumerate()
        .all(|(k, word)| token + 1 + k < tree.len() && passage.form(token + 1 + k) == *word);
    let apart = || {
        let mut beside = tree.children_by(token, &["compound:prt", "advmod"]).into_iter();
        beside.any(|i| passage.form(i) == predicate.follows)
    };
    if !adjacent && !apart() {
        return None;
    }
    let behind = obliques.iter().find(|(preposition, _)| ends(preposition, last));
    let stranded = adjacent.then(|| tree.head(token + predicate.rest.len())).flatten();
    let stranded = stranded.filter(|i| *i > token && tree.is(token + predicate.rest.len(), "case"));
    Some(behind.map(|(_, object)| *object).or(stranded).map_or(Rest::None, Rest::Object))
}

/// The light verb above a noun.
fn support_of<'a>(passage: &Passage<'a>, predicate: &Predicate, token: usize) -> (Option<usize>, Option<&'a str>) {
    if predicate.part != Part::Noun {
        return (None, None);
    }
    let tree = passage.tree;
    let first = tree.conjuncts(token).first().copied().unwrap_or(token);
    let Some(verb) = tree.head(first).filter(|_| tree.is(first, "obj") || tree.is(first, "nsubj:pass")) else {
        return (None, None);
    };
    let form = if has_got(passage, verb) { "has" } else { passage.form(verb) };
    if passage.lexicon.scope.support(form).is_some() { (Some(verb), Some(form)) } else { (None, None) }
}

fn accepts(passage: &Passage, predicate: &Predicate, i: usize) -> bool {
    object::class_of(passage, i, passage.topic(predicate), &predicate.object, predicate.weak).is_some()
}

/// Something that an act could be done to, as far as its form tells: neither a time nor somebody, and not what only holds such things.
fn is_thing(passage: &Passage, i: usize, topic: &Topic) -> bool {
    let nominal = [Upos::Noun, Upos::Propn, Upos::Pron, Upos::Num, Upos::Det, Upos::Sym];
    nominal.contains(&passage.tree.tokens[i].upos)
        && !["time", "people", "holder", "act"].contains(&object::kind(passage, i, topic))
}

/// A phrase that the entry asks for.
fn meets(passage: &Passage, topic: &Topic, needs: &Needs, token: usize, object: Option<usize>) -> bool {
    let tree = passage.tree;
    let has = |words: &[String], i: usize| {
        let (form, lemma) = (passage.form(i), &tree.tokens[i].lemma);
        words.iter().any(|word| word == form || word == lemma)
    };
    let phrase = |i: usize| {
        let named = needs.nouns.is_empty() && needs.classes.is_empty();
        let inside = || tree.subtree(i).into_iter().any(|j| has(&needs.nouns, j));
        named || inside() || object::class_of(passage, i, topic, &needs.classes, true).is_some()
    };
    // "a copy of the records in Ohio": the phrase may hang on what follows "of".
    let below = object.and_then(|i| passage.seen.obliques(i).iter().find(|(word, _)| word == "of")).map(|(_, i)| *i);
    let near = [Some(token), object, below].into_iter().flatten();
    let held = near.flat_map(|i| needs.at.iter().flat_map(move |slot| at(passage, i, slot)));
    let slots = held.filter(|i| Some(*i) != object).any(phrase);
    let adverb = |i: usize| has(&needs.at, i) && (needs.nouns.is_empty() || has(&needs.nouns, i));
    let complement = |i: usize| needs.at.iter().any(|slot| slot == "xcomp") && has(&needs.nouns, i);
    slots
        || tree.children_by(token, &["advmod", "compound:prt"]).into_iter().any(adverb)
        || tree.children_by(token, &["xcomp", "amod", "advmod"]).into_iter().any(complement)
        // "Keep our records safe" makes them so, "keep our safe records" does not.
        || object.is_some_and(|i| tree.children_by(i, &["amod", "xcomp"]).into_iter().any(|j| j > i && complement(j)))
}
