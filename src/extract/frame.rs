//! A predicate with its arguments, as the tree has them.

use super::{Passage, object, scope, weigh};
use crate::lexicon::Lexicon;
use crate::lexicon::scope::{Support, Turns};
use crate::lexicon::topic::Topic;
use crate::lexicon::topics::{Needs, Part, Predicate};
use crate::lexicon::weights;
use crate::model::tree::Upos;
use std::collections::BTreeSet;

/// One act in one sentence. Tokens are indices into the tree.
pub struct Frame<'a> {
    pub predicate: &'a Predicate,
    /// The word that heads the clause or phrase: the predicate's own, or after a copula the phrase that it links.
    pub token: usize,
    /// The word by which the lexicon knows the predicate.
    pub word: usize,
    /// The verb that carries a noun ("have" in "have access").
    pub support: Option<usize>,
    support_form: Option<&'a str>,
    pub object: Option<usize>,
    pub actor: Option<usize>,
    pub recipient: Option<usize>,
    /// Heads of phrases that say where.
    pub places: Vec<usize>,
    /// Heads of phrases that say for how much.
    pub amounts: Vec<usize>,
    /// What the signs weigh, where the entry alone left it open.
    pub weight: Option<i32>,
}

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

impl Frame<'_> {
    /// The verb of the clause: the predicate itself or its support.
    pub fn verb(&self) -> usize {
        self.support.unwrap_or(self.token)
    }

    pub fn support_entry<'l>(&self, lexicon: &'l Lexicon) -> Option<&'l Support> {
        lexicon.scope.support(self.support_form?)
    }
}

/// "data access", "a data transfer": a noun that names nobody and nobody's data says nothing of an act.
fn is_bare(passage: &Passage, frame: &Frame) -> bool {
    let compound = frame.object.is_some_and(|object| passage.tree.is(object, "compound"));
    frame.predicate.part == Part::Noun && frame.actor.is_none() && frame.support.is_none() && compound
}

/// Every act of the sentence: one for each predicate word, none for a noun that only names the object of the same act.
pub fn frames<'a>(passage: &Passage<'a>, judge: Judge) -> Vec<Frame<'a>> {
    let found: Vec<Frame> = (0..passage.tree.len()).flat_map(|token| frames_at(passage, token, judge)).collect();
    let repeats = |frame: &Frame| {
        frame.predicate.part == Part::Noun
            && found.iter().any(|other| {
                other.token != frame.token
                    && other.predicate.action == frame.predicate.action
                    && other.predicate.topic == frame.predicate.topic
                    && other.object.is_some_and(|object| passage.tree.dominates(object, frame.token))
            })
    };
    let keep: Vec<bool> = found.iter().map(|frame| !repeats(frame) && !scope::scope(passage, frame).silenced).collect();
    found.into_iter().zip(keep).filter_map(|(frame, keep)| keep.then_some(frame)).collect()
}

/// The object's noun, where the sentence alone says that it is matter: a thing of no class, or a soft noun that is somebody's.
pub fn learned(passage: &Passage, frame: &Frame) -> Option<String> {
    let object = frame.object?;
    let topic = passage.topic(frame.predicate);
    let class = object::class_of(passage, object, topic, &frame.predicate.object, frame.predicate.weak)?;
    let soft = topic.sense.soft.iter().chain(&topic.sense.loose).any(|soft| soft == class);
    let counts = class == "open" || soft && object::is_somebodys(passage, object, topic);
    counts.then(|| object::name_of(passage, object))
}

/// The object is matter by its own words.
pub fn is_sure(passage: &Passage, frame: &Frame) -> bool {
    let topic = passage.topic(frame.predicate);
    let class = frame
        .object
        .and_then(|object| object::class_of(passage, object, topic, &frame.predicate.object, frame.predicate.weak));
    class.is_some_and(|class| {
        topic.sense.matter.iter().chain(&topic.sense.soft).any(|known| known == class)
            || class == "vague" && !frame.predicate.weak
    })
}

/// Whatever an entry could be filled with at a word, taken or not.
pub fn candidates<'a>(passage: &Passage<'a>, word: usize, judge: Judge) -> Vec<Candidate<'a>> {
    let predicates = passage.lexicon.topics.of_form(passage.form(word));
    predicates.filter_map(|predicate| candidate(passage, predicate, word, judge)).collect()
}

/// At most one act for each topic.
fn frames_at<'a>(passage: &Passage<'a>, word: usize, judge: Judge) -> Vec<Frame<'a>> {
    let weighed = |candidate: Candidate<'a>| {
        let learned = judge == Judge::Weights && !passage.topic(candidate.frame.predicate).weights.is_empty();
        let weight = if learned { weigh::weight(passage, &candidate) } else { 0 };
        (weight, candidate)
    };
    let least = |(weight, candidate): &(i32, Candidate)| {
        *weight >= if candidate.doubt.is_none() { weights::LEAST } else { weights::ENOUGH }
    };
    let found = candidates(passage, word, judge).into_iter().map(weighed).filter(least);
    let (mut sure, mut open): (Vec<_>, Vec<_>) = found.partition(|(_, candidate)| candidate.doubt.is_none());
    // The first of the lexicon's order, but one that knows its object before one that does without.
    sure.sort_by_key(|(_, candidate)| candidate.frame.object.is_none());
    open.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    let open = open.into_iter().map(|(weight, candidate)| Frame { weight: Some(weight), ..candidate.frame });
    let found = sure.into_iter().map(|(_, candidate)| candidate.frame).chain(open);
    let mut topics = BTreeSet::new();
    found.filter(|frame| topics.insert(&frame.predicate.topic)).collect()
}

/// Nothing where a condition of the entry does not hold and only entries judge, as they do where nothing was learned of their topic.
fn candidate<'a>(passage: &Passage<'a>, predicate: &'a Predicate, word: usize, judge: Judge) -> Option<Candidate<'a>> {
    let topic = passage.topic(predicate);
    let open = judge == Judge::Nobody || judge == Judge::Weights && !topic.weights.is_empty();
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
        weight: None,
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
    let optional = predicate.object_optional || predicate.object_at.is_empty();
    if frame.object.is_none() && !optional {
        let other = possible.is_none() && !places.is_empty();
        if !holds(false, if taken.is_some() { "loose" } else { "object" }) || other {
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
    if let Some(needs) = &predicate.needs
        && !holds(meets(passage, topic, needs, token, frame.object), "needs")
    {
        return None;
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
        Part::Adjective => matches!(word.upos, Upos::Adj | Upos::Adv | Upos::Verb) && !before_noun,
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
    let Some(last) = predicate.rest.last() else { return Some(Rest::None) };
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
    let form = passage.form(verb);
    if passage.lexicon.scope.support(form).is_some() { (Some(verb), Some(form)) } else { (None, None) }
}

fn accepts(passage: &Passage, predicate: &Predicate, i: usize) -> bool {
    object::class_of(passage, i, passage.topic(predicate), &predicate.object, predicate.weak).is_some()
}

/// What may be its object, each with its slot: in the predicate's own; of a noun that a verb carries also in the verb's ("have access"
/// "to the files").
fn slots<'a>(passage: &Passage, frame: &Frame<'a>) -> Vec<(&'a str, usize)> {
    let prepositions = |slot: &str| !matches!(slot, "object" | "subject" | "compound" | "possessor");
    // "They are in the archive", "they go to Oslo": people.
    let person = |slot: &str, i: usize| slot == "subject" && passage.form(i) == "they";
    let predicate: &'a Predicate = frame.predicate;
    let found = predicate.object_at.iter().flat_map(|slot| {
        let own = at(passage, frame.token, slot).into_iter().filter(move |i| !person(slot, *i));
        let carried = frame.support.filter(|_| prepositions(slot)).into_iter();
        let all = own.chain(carried.flat_map(move |verb| at(passage, verb, slot)));
        all.map(move |i| (slot.as_str(), i))
    });
    found.filter(|(_, i)| *i != frame.token).collect()
}

/// Something that an act could be done to, as far as its form tells: neither a time nor somebody, and not what only holds such things.
fn is_thing(passage: &Passage, i: usize, topic: &Topic) -> bool {
    let nominal = [Upos::Noun, Upos::Propn, Upos::Pron, Upos::Num, Upos::Det, Upos::Sym];
    nominal.contains(&passage.tree.tokens[i].upos)
        && !["time", "people", "holder", "act"].contains(&object::kind(passage, i, topic))
}

/// The heads of what stands in a slot.
fn at(passage: &Passage, token: usize, slot: &str) -> Vec<usize> {
    let tree = passage.tree;
    match slot {
        "object" => objects(passage, token).into_iter().map(|i| after_time(passage, i)).collect(),
        "subject" => subjects(passage, token).into_iter().map(|i| after_time(passage, i)).collect(),
        "possessor" => tree.possessor(token).into_iter().collect(),
        "compound" => tree.children_by(token, &["compound"]),
        "iobj" => tree.children_by(token, &["iobj"]),
        "ccomp" => {
            tree.children_by(token, &["ccomp"]).into_iter().flat_map(|clause| objects(passage, clause)).collect()
        }
        "by" => {
            let phrases = passage.seen.obliques(token).iter();
            let by = phrases.filter(|(preposition, _)| preposition == "by").map(|(_, i)| *i);
            tree.agent(token).filter(|_| tree.is_passive(token)).into_iter().chain(by).collect()
        }
        preposition => {
            // "access by developers to the lists": a phrase may hang on the one before.
            let noun = tree.tokens[token].upos == Upos::Noun;
            let own = passage.seen.obliques(token);
            let by = own.iter().filter(|(word, _)| noun && word == "by");
            let phrases = own.iter().chain(by.flat_map(|(_, i)| passage.seen.obliques(*i)));
            let cased = |i: &usize| tree.children_by(*i, &["case"]).into_iter().any(|j| passage.form(j) == preposition);
            let linked = Some(token).filter(|i| tree.copula(*i).is_some() && cased(i));
            linked.into_iter().chain(phrases.filter(|(found, _)| ends(found, preposition)).map(|(_, i)| *i)).collect()
        }
    }
}

/// The preposition is this one, or has it for its last word: "out of".
fn ends(preposition: &str, word: &str) -> bool {
    preposition.strip_suffix(word).is_some_and(|before| before.is_empty() || before.ends_with(' '))
}

/// What it is done to: a passive that keeps its object ("were given the files") has that one; verbs in a row share the last one's,
/// up to one with a subject of its own.
fn objects(passage: &Passage, token: usize) -> Vec<usize> {
    let tree = passage.tree;
    let own = tree.children_by(token, &["obj"]);
    if !own.is_empty() {
        return own;
    }
    if let Some(object) = tree.object(token) {
        return vec![object];
    }
    // "track what people click on"
    let clause = tree.child_by(token, &["ccomp"]).filter(|clause| *clause > token);
    let asked = |clause: usize| tree.subtree(clause).into_iter().min().filter(|i| tree.tokens[*i].tag.starts_with('W'));
    if let Some(word) = clause.and_then(asked) {
        return vec![word];
    }
    let own = |i: &usize| tree.child_by(*i, &["nsubj", "nsubj:pass"]).is_some();
    let after = tree.conjuncts(token).into_iter().filter(|i| *i > token).take_while(|i| !own(i));
    after.take(3).find_map(|i| tree.child_by(i, &["obj"])).into_iter().collect()
}

/// "Today, half of the records are sent abroad": a time does nothing and nothing is done to it, what stands beside it is meant.
fn after_time(passage: &Passage, i: usize) -> usize {
    let time = passage.dates().any(|date| date.span.contains(passage.tree.tokens[i].span));
    let beside = || passage.tree.child_by(i, &["appos"]).filter(|beside| *beside > i);
    time.then(beside).flatten().unwrap_or(i)
}

fn subjects(passage: &Passage, token: usize) -> Vec<usize> {
    let tree = passage.tree;
    let subject = tree.subject(token).or_else(|| tree.object(token).filter(|_| tree.is_passive(token)));
    let modified = tree.head(token).filter(|_| tree.is(token, "amod") || tree.is(token, "acl"));
    subject.or(modified).into_iter().collect()
}

/// A phrase that the entry asks for.
fn meets(passage: &Passage, topic: &Topic, needs: &Needs, token: usize, object: Option<usize>) -> bool {
    let tree = passage.tree;
    let has = |words: &[String], i: usize| words.iter().any(|word| word == passage.form(i));
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
        || object.is_some_and(|i| tree.children_by(i, &["amod", "xcomp"]).into_iter().any(complement))
}

fn actor_of(passage: &Passage, frame: &Frame) -> Option<usize> {
    let tree = passage.tree;
    if let (Some(verb), Some(support)) = (frame.support, frame.support_entry(passage.lexicon)) {
        let lender = match support.actor.as_str() {
            "recipient" if tree.is_passive(verb) => tree.child_by(verb, &["nsubj:pass"]).or_else(|| tree.subject(verb)),
            // "gave Corvane access to the files": who gets it may hang on the noun, or be a second object.
            "recipient" => {
                tree.child_by(verb, &["iobj"]).or_else(|| given(passage, frame, verb)).or_else(|| tree.recipient(verb))
            }
            _ => beside(passage, verb).or_else(|| tree.agent(verb)),
        };
        if let Some(lender) = lender.filter(|i| Some(*i) != frame.object && *i != frame.token) {
            return Some(lender);
        }
    }
    let topic = passage.topic(frame.predicate);
    let named = frame.predicate.actor_at.iter().find_map(|slot| match slot.as_str() {
        "subject" if frame.predicate.part == Part::Verb => {
            let told = set_to(passage, topic, frame.token).filter(|_| !tree.is_passive(frame.token));
            let own = || beside(passage, frame.token).or_else(|| tree.agent(frame.token));
            told.or_else(own).or_else(|| lent(passage, frame.token))
        }
        slot => at(passage, frame.token, slot).into_iter().find(|i| can_act(passage, topic, *i)),
    });
    named.filter(|i| Some(*i) != frame.object)
}

fn given(passage: &Passage, frame: &Frame, verb: usize) -> Option<usize> {
    let tree = passage.tree;
    let topic = passage.topic(frame.predicate);
    let named = |i: &usize| matches!(tree.tokens[*i].tag, "NNP" | "NNPS" | "NNS") && can_act(passage, topic, *i);
    let before = tree.children_by(frame.token, &["compound"]).into_iter().chain(tree.children_by(verb, &["obj"]));
    before.filter(|i| Some(*i) != frame.object && *i < frame.token).find(named)
}

/// "asked the partners to read it", "hired a firm to audit it", "stopped the firm from reading it": the upper verb's object acts.
fn set_to(passage: &Passage, topic: &Topic, token: usize) -> Option<usize> {
    let tree = passage.tree;
    let verb =
        tree.head(token).filter(|_| tree.is(token, "advcl") || tree.is(token, "xcomp") || tree.is(token, "obl"))?;
    let object =
        tree.child_by(verb, &["obj", "iobj"]).filter(|object| *object < token && can_act(passage, topic, *object))?;
    let mark = tree.children_by(token, &["mark", "case"]).into_iter().map(|mark| passage.form(mark)).next()?;
    let scope = &passage.lexicon.scope;
    let form = passage.form(verb);
    let over = |rel: &str| scope.governor(form, rel);
    let acts = match mark {
        "to" => {
            scope.is_maker(form)
                || over("xcomp").is_some_and(|effect| effect.id == "over.directed" || effect.id == "over.ability")
        }
        "from" => over("advcl").is_some_and(|effect| effect.turns == Turns::Flips),
        _ => false,
    };
    acts.then_some(object)
}

/// "They have the ability to view it", "it gives them the right to view it", "their right to view it".
fn lent(passage: &Passage, token: usize) -> Option<usize> {
    let tree = passage.tree;
    let noun = tree.head(token).filter(|_| tree.is(token, "acl") && tree.tokens[token].tag == "VB")?;
    let verb = tree.head(noun).filter(|_| tree.is(noun, "obj") || tree.is(noun, "nsubj:pass"));
    let lender = verb.and_then(|verb| {
        let gives =
            passage.lexicon.scope.support(passage.form(verb)).is_some_and(|support| support.actor == "recipient");
        if gives { tree.recipient(verb) } else { tree.agent(verb) }
    });
    tree.possessor(noun).or(lender)
}

/// "with two temps reading the files", "without a clerk opening them": the noun right before a participle that has no subject.
pub fn beside(passage: &Passage, token: usize) -> Option<usize> {
    let tree = passage.tree;
    let participle =
        tree.tokens[token].tag == "VBG" && tree.child_by(token, &["nsubj", "mark", "case", "aux"]).is_none();
    let noun = token.checked_sub(1).filter(|_| participle)?;
    let mut with = tree.children_by(noun, &["case"]).into_iter().map(|case| passage.form(case));
    let opened = with.any(|word| word == "with" || word == "without");
    (opened && (tree.head(noun) == tree.head(token) || tree.head(token) == Some(noun))).then_some(noun)
}

/// Data, dates and numbers do nothing.
fn can_act(passage: &Passage, topic: &Topic, i: usize) -> bool {
    let noun = matches!(passage.tree.tokens[i].upos, Upos::Noun | Upos::Propn | Upos::Pron);
    let span = passage.tree.tokens[i].span;
    noun && !passage.is_any(i, topic, &topic.sense.inert) && !passage.dates().any(|date| date.span.contains(span))
}

fn recipient_of(passage: &Passage, frame: &Frame) -> Option<usize> {
    let tree = passage.tree;
    let verb = frame.token;
    if tree.is_passive(verb) && tree.child_by(verb, &["obj"]).is_some() && !frame.predicate.recipient_at.is_empty() {
        return tree.child_by(verb, &["nsubj:pass"]);
    }
    let slots = frame.predicate.recipient_at.iter();
    let time = |i: usize| passage.dates().any(|date| date.span.overlaps(tree.tokens[i].span));
    let near = [Some(verb), frame.object].into_iter().flatten();
    let found = near.flat_map(|from| slots.clone().flat_map(move |slot| at(passage, from, slot)));
    found.into_iter().find(|i| Some(*i) != frame.object && Some(*i) != frame.actor && !time(*i))
}

fn places_of(passage: &Passage, frame: &Frame) -> Vec<usize> {
    let near = [Some(frame.token), frame.support, frame.object, frame.recipient].into_iter().flatten();
    let topic = passage.topic(frame.predicate);
    let mut places = Vec::new();
    for i in near {
        for slot in frame.predicate.place_at.iter() {
            places.extend(at(passage, i, slot).into_iter().filter(|j| is_place(passage, topic, *j)));
        }
    }
    places.sort_unstable();
    places.dedup();
    places.retain(|i| Some(*i) != frame.object && Some(*i) != frame.actor);
    places
}

/// A place of the gazetteer, a name, or a system that data is kept in.
fn is_place(passage: &Passage, topic: &Topic, i: usize) -> bool {
    let span = passage.tree.name_span(i);
    let named = passage.places().any(|place| span.overlaps(place.span));
    let system = || object::is_name(passage, i) || object::is_holder(passage, i, topic);
    named || !topic.sense.holder.is_empty() && system()
}
