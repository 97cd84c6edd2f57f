//! A predicate with its arguments, as the tree has them: every act of a sentence.

use super::candidate::{self, Judge};
use super::{Passage, object, scope};
use crate::lexicon::Lexicon;
use crate::lexicon::scope::Support;
use crate::lexicon::topics::{Part, Predicate};
use crate::model::tree::Mood;

/// One act in one sentence. Tokens are indices into the tree.
pub struct Frame<'a> {
    pub predicate: &'a Predicate,
    /// The word that heads the clause or phrase: the predicate's own, or after a copula the phrase that it links.
    pub token: usize,
    /// The word by which the lexicon knows the predicate.
    pub word: usize,
    /// The verb that carries a noun ("have" in "have access").
    pub support: Option<usize>,
    pub support_form: Option<&'a str>,
    pub object: Option<usize>,
    pub actor: Option<usize>,
    pub recipient: Option<usize>,
    /// Heads of phrases that say where.
    pub places: Vec<usize>,
    /// Heads of phrases that say for how much.
    pub amounts: Vec<usize>,
    /// Where the entry alone left it open.
    pub open: Option<Open>,
}

/// What was weighed.
#[derive(Clone, Copy)]
pub struct Open {
    /// Which condition of the entry does not hold.
    pub doubt: &'static str,
    /// Log odds in thousandths.
    pub weight: i32,
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

/// "Could open the files, and did so": the act before it in the sentence, by whoever did so.
fn again<'a>(passage: &Passage<'a>, found: &[Frame<'a>]) -> Vec<Frame<'a>> {
    let tree = passage.tree;
    // "Did so much harm" did something else.
    let so = |i: usize| i + 1 < tree.len() && passage.form(i + 1) == "so" && tree.head(i + 1) == Some(i);
    let does_so = |i: &usize| tree.tokens[*i].lemma == "do" && so(*i);
    let verbal = |frame: &&Frame| frame.predicate.part == Part::Verb || frame.support.is_some();
    let doing = (0..tree.len()).filter(does_so);
    let made = doing.filter_map(|token| {
        let before = found.iter().filter(verbal).filter(|frame| frame.verb() < token);
        let act = before.max_by_key(|frame| frame.verb())?;
        let actor = tree.agent(token).or(act.actor).filter(|actor| Some(*actor) != act.object);
        Some(Frame {
            token,
            word: token,
            support: None,
            support_form: None,
            actor,
            recipient: None,
            places: Vec::new(),
            amounts: Vec::new(),
            ..*act
        })
    });
    made.collect()
}

/// Every act of the sentence: one for each predicate word, none for a noun that only names the object of the same act.
pub fn frames<'a>(passage: &Passage<'a>, judge: Judge) -> Vec<Frame<'a>> {
    let mut found: Vec<Frame> =
        (0..passage.tree.len()).flat_map(|word| candidate::taken(passage, word, judge)).collect();
    found.extend(again(passage, &found));
    let repeats = |frame: &Frame| {
        frame.predicate.part == Part::Noun
            && found.iter().any(|other| {
                other.token != frame.token
                    && other.predicate.action == frame.predicate.action
                    && other.predicate.topic == frame.predicate.topic
                    && other.object.is_some_and(|object| passage.tree.dominates(object, frame.token))
                    // What an entry takes is not given up for what was weighed.
                    && (other.open.is_none() || frame.open.is_some())
            })
    };
    // "Receives every recording": what came of the act, not the act.
    let matter = |frame: &Frame| {
        let topic = passage.topic(frame.predicate);
        frame.predicate.part == Part::Noun
            && passage.form(frame.token).trim_end_matches('s').ends_with("ing")
            && passage.is_any(frame.token, topic, &topic.sense.matter)
            && found.iter().any(|other| {
                other.object == Some(frame.token)
                    && !other.predicate.object.iter().any(|class| topic.sense.act.contains(class))
            })
    };
    // "Used a shared login": what an entry takes says it better than the verb that was weighed.
    let carries = |frame: &Frame| {
        let said = |other: &&Frame| other.open.is_none() && frame.object == Some(other.token);
        let same = |other: &Frame| {
            other.predicate.action == frame.predicate.action && other.predicate.topic == frame.predicate.topic
        };
        frame.open.is_some() && found.iter().filter(said).any(same)
    };
    // "Had permission to open them", "used their access to open them": the act that the noun is for says it.
    let serves = |frame: &Frame| {
        let tree = passage.tree;
        let served = |other: &&Frame| {
            let own = tree.is(other.token, "acl")
                && tree.head(other.token).is_some_and(|noun| tree.conjuncts(noun).contains(&frame.token));
            let same = other.predicate.action == frame.predicate.action && frame.support.is_some();
            let purpose = same && tree.is(other.token, "xcomp") && tree.head(other.token) == frame.support;
            (own || purpose) && other.predicate.part == Part::Verb && other.predicate.topic == frame.predicate.topic
        };
        frame.predicate.part == Part::Noun && frame.object.is_none() && found.iter().any(|other| served(&other))
    };
    // "Give your comments": a page asks its readers.
    let asks_readers = |frame: &Frame| {
        let (tree, topic) = (passage.tree, passage.topic(frame.predicate));
        let yours = |object: usize| {
            let your = tree.possessor(object).is_some_and(|whose| passage.form(whose) == "your");
            your && passage.is_any(object, topic, &topic.sense.loose) && passage.seen.obliques(object).is_empty()
        };
        let bare = tree.head(frame.verb()).is_none() && tree.auxiliaries(frame.verb()).mood == Mood::Imperative;
        bare && !passage.document.kind.is_spoken() && frame.object.is_some_and(yours)
    };
    let gone = |frame: &Frame| {
        let said = repeats(frame) || matter(frame) || carries(frame) || serves(frame) || asks_readers(frame);
        said || scope::scope(passage, frame).silenced
    };
    let keep: Vec<bool> = found.iter().map(|frame| !gone(frame)).collect();
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
