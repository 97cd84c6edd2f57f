//! Mentions to claims: who does (not) do what to whose data, where, when, how surely, and who says so.
//!
//! A claim is made by a predicate of the lexicon that stands in a parsed sentence with an argument of the right kind. `candidate` finds the
//! predicates and `arguments` their words, `object` says whether a noun is data, `weigh` judges what an entry leaves open; `frame` is what was
//! taken. `scope` decides polarity and modality, `evidence` cuts out the words, `row` writes them down with their attribution and time,
//! `reasons` notes why. `seen` keeps what is asked of a sentence again and again. `answer` makes claims of questions that are answered,
//! `repeats` joins what is said twice.

mod answer;
mod arguments;
mod candidate;
mod evidence;
mod frame;
mod object;
mod reasons;
mod repeats;
mod row;
mod scope;
mod seen;
mod weigh;

use crate::lexicon::Lexicon;
use crate::lexicon::topic::Topic;
use crate::lexicon::topics::Predicate;
use crate::model::inspect::Reasons;
use crate::model::{
    ActorMention, Annotations, Claim, Document, PlaceMention, Quantity, Sentence, Span, TimeExpr, Tree, TurnRole,
};
use candidate::Judge;
use object::View;
use row::Told;
use seen::Seen;
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

/// Every claim of one document and how it came about, in the order of the text.
pub fn claims(document: &Document, annotations: &Annotations, lexicon: &Lexicon) -> Vec<(Claim, Reasons)> {
    let told =
        |at: Passage| frame::frames(&at, Judge::Weights).iter().map(|one| row::told(&at, one)).collect::<Vec<_>>();
    let mut found: Vec<Told> = looked_at(document, annotations, lexicon, told);
    let answered = answer::answers(&found, document, annotations, lexicon);
    found.extend(answered);
    found.sort_by_key(|told| (told.claim.start, told.claim.end));
    let mut found = repeats::fold(found, &document.text, lexicon);
    number_repeats(&mut found);
    found.into_iter().map(|told| (told.claim, told.reasons)).collect()
}

/// A word that may head a claim, with the signs that are weighed where its entry leaves that open.
pub struct Weighable {
    /// The word.
    pub span: Span,
    pub predicate: String,
    pub action: String,
    /// The entry takes it by itself.
    pub taken: bool,
    /// And no weight overrules that.
    pub settled: bool,
    /// Each once.
    pub signs: Vec<String>,
}

/// All of them for one topic, in the order of the text: what weights are learned from.
pub fn weighables(document: &Document, annotations: &Annotations, topic: &str, lexicon: &Lexicon) -> Vec<Weighable> {
    looked_at(document, annotations, lexicon, |passage| {
        let words = (0..passage.tree.len()).flat_map(|word| candidate::candidates(&passage, word, Judge::Nobody));
        let of_topic = words.filter(|candidate| candidate.frame.predicate.topic == topic);
        let weighable = |candidate: candidate::Candidate| Weighable {
            span: passage.tree.tokens[candidate.frame.word].span,
            predicate: candidate.frame.predicate.id.clone(),
            action: candidate.frame.predicate.action.clone(),
            taken: candidate.doubt.is_none(),
            settled: candidate::is_settled(&passage, &candidate),
            signs: weigh::signs(&passage, &candidate),
        };
        of_topic.map(weighable).collect()
    })
}

/// Looks at every sentence that may hold a claim, knowing what a first look at all of them tells of the document.
fn looked_at<T>(
    document: &Document,
    annotations: &Annotations,
    lexicon: &Lexicon,
    look: impl Fn(Passage) -> Vec<T>,
) -> Vec<T> {
    let dense = lexicon.scan.dense(&annotations.holds, document.kind.is_spoken());
    let seen = annotations.trees.keys().map(|at| (*at, OnceCell::new())).collect();
    let nothing = Learned::default();
    let known = Known { document, annotations, lexicon, dense, learned: &nothing, seen: &seen };
    let learned = Learned::from(known);
    let dense = dense | learned.dense(annotations.sentences.len());
    passages(Known { learned: &learned, dense, ..known }).into_iter().flat_map(look).collect()
}

/// What is known of the whole document.
#[derive(Clone, Copy)]
struct Known<'a> {
    document: &'a Document,
    annotations: &'a Annotations,
    lexicon: &'a Lexicon,
    dense: u32,
    learned: &'a Learned,
    /// By sentence, filled when it is first looked at.
    seen: &'a BTreeMap<usize, OnceCell<Seen<'a>>>,
}

/// What a first look at a document tells of it.
#[derive(Default)]
struct Learned {
    /// Nouns that are treated as matter somewhere in it ("yield map", "their loans").
    things: BTreeSet<String>,
    /// Sentences that surely hold a claim, with the topics of their claims, a bit each.
    sure: BTreeMap<usize, u32>,
    /// For each topic's bit, how many sentences name its matter, hint at it, and surely hold a claim.
    counts: BTreeMap<u32, [usize; 3]>,
}

/// One sentence in this many surely holds a claim in a document that is about the topic throughout.
const SURE: usize = 12;
/// So many do at least.
const FEWEST: usize = 3;

impl Learned {
    fn from(known: Known) -> Learned {
        let mut learned = Learned::default();
        for passage in passages(known) {
            for frame in frame::frames(&passage, Judge::Entries) {
                learned.things.extend(frame::learned(&passage, &frame));
                if frame::is_sure(&passage, &frame) {
                    *learned.sure.entry(passage.index).or_default() |= passage.topic(frame.predicate).bit;
                }
            }
        }
        let holds = &known.annotations.holds;
        for topic in known.lexicon.topics.all().iter().filter(|topic| !topic.weights.is_empty()) {
            let matter = holds.iter().filter(|holds| holds.matter & topic.bit != 0).count();
            let hint = holds.iter().filter(|holds| holds.hint & topic.bit != 0).count();
            let sure = learned.sure.values().filter(|bits| *bits & topic.bit != 0).count();
            learned.counts.insert(topic.bit, [matter, hint, sure]);
        }
        learned
    }

    fn dense(&self, sentences: usize) -> u32 {
        let about = |bit: &u32| {
            let sure = self.sure.values().filter(|bits| *bits & bit != 0).count();
            sure >= FEWEST && sure * SURE > sentences
        };
        (0..u32::BITS).map(|at| 1 << at).filter(about).sum()
    }
}

/// A sentence with all that is known around it.
struct Passage<'a> {
    document: &'a Document,
    annotations: &'a Annotations,
    lexicon: &'a Lexicon,
    tree: &'a Tree,
    sentence: Sentence,
    /// Of the sentence in the document.
    index: usize,
    /// Those of which it may hold a claim, a bit each.
    topics: u32,
    dense: u32,
    learned: &'a Learned,
    seen: &'a Seen<'a>,
    views: RefCell<BTreeMap<(usize, u32), View>>,
}

/// The sentences that may hold a claim.
fn passages<'a>(known: Known<'a>) -> Vec<Passage<'a>> {
    let Known { document, annotations, lexicon, dense, learned, seen } = known;
    let spoken = |at: &usize| {
        let turn = document.turns.get(annotations.sentences[*at].turn);
        turn.is_none_or(|turn| turn.role != TurnRole::Note)
    };
    let topics = |at: &usize| if spoken(at) { lexicon.scan.may_claim(&annotations.holds, dense, *at) } else { 0 };
    let trees = annotations.trees.iter().map(|(at, tree)| (at, tree, topics(at))).filter(|(_, _, topics)| *topics != 0);
    let passage = |(at, tree, topics): (&usize, &'a Tree, u32)| {
        let sentence = annotations.sentences[*at];
        let new = || Seen::new(tree, sentence.span, annotations, &lexicon.topics);
        let seen = seen[at].get_or_init(new);
        Passage {
            document,
            annotations,
            lexicon,
            tree,
            sentence,
            index: *at,
            topics,
            dense,
            learned,
            seen,
            views: RefCell::default(),
        }
    };
    trees.map(passage).collect()
}

impl<'a> Passage<'a> {
    fn topic(&self, predicate: &Predicate) -> &'a Topic {
        self.lexicon.topics.of_predicate(predicate)
    }

    /// The document is about the topic throughout.
    fn is_dense(&self, topic: &Topic) -> bool {
        self.dense & topic.bit != 0
    }

    /// [`Learned::counts`]
    fn counts(&self, topic: &Topic) -> [usize; 3] {
        self.learned.counts.get(&topic.bit).copied().unwrap_or_default()
    }

    /// What a noun is to the topic, found out once.
    fn view(&self, noun: usize, topic: &Topic) -> View {
        let key = (noun, topic.bit);
        let known = self.views.borrow().get(&key).copied();
        known.unwrap_or_else(|| {
            let view = object::view(self, noun, topic);
            self.views.borrow_mut().insert(key, view);
            view
        })
    }

    /// The token as written, lower case, with straight apostrophes.
    fn form(&self, token: usize) -> &'a str {
        self.seen.form(token)
    }

    /// The word alone is of one of the classes.
    fn is_any(&self, token: usize, topic: &Topic, classes: &[String]) -> bool {
        self.seen.noun(token, topic).is_some_and(|own| classes.iter().any(|class| own.contains(class)))
    }

    fn dates(&self) -> impl Iterator<Item = &'a TimeExpr> {
        self.seen.dates.iter().copied()
    }

    fn places(&self) -> impl Iterator<Item = &'a PlaceMention> {
        self.seen.places.iter().copied()
    }

    fn quantities(&self) -> impl Iterator<Item = &'a Quantity> {
        self.seen.quantities.iter().copied()
    }

    fn actors(&self) -> impl Iterator<Item = &'a ActorMention> {
        self.seen.actors.iter().copied()
    }

    fn words(&self, span: Span) -> String {
        span.of(&self.document.text).to_string()
    }
}

/// The same words twice in one document are two places: their ids differ by the number of the repeat.
fn number_repeats(found: &mut [Told]) {
    let mut seen = std::collections::BTreeMap::new();
    for claim in found.iter_mut().map(|told| &mut told.claim) {
        let times = seen.entry(claim.id.clone()).and_modify(|n| *n += 1).or_insert(1u32);
        if *times > 1 {
            claim.id = crate::model::digest::key(&[&claim.id, &times.to_string()]);
        }
    }
}
