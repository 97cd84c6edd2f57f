//! Mentions to claims: who does (not) do what to whose data, where, when, how surely, and who says so.
//!
//! A claim is made by a predicate of the lexicon that stands in a parsed sentence with an argument of the right kind. `frame`
//! finds the predicate and its arguments, `object` says whether a noun is data, `scope` decides polarity and modality,
//! `evidence` cuts out the words, `row` writes them down with their attribution and time, `reasons` notes why. `answer` makes claims of
//! questions that are answered, `repeats` joins what is said twice.

mod answer;
mod evidence;
mod frame;
mod object;
mod reasons;
mod repeats;
mod row;
mod scope;

use crate::lexicon::Lexicon;
use crate::lexicon::topic::Topic;
use crate::lexicon::topics::Predicate;
use crate::model::inspect::Reasons;
use crate::model::{Annotations, Claim, Document, Sentence, Tree, TurnRole};
use frame::Frame;
use row::Told;
use std::collections::BTreeSet;

/// Every claim of one document and how it came about, in the order of the text.
pub fn claims(document: &Document, annotations: &Annotations, lexicon: &Lexicon) -> Vec<(Claim, Reasons)> {
    let dense = lexicon.scan.dense(&annotations.holds, document.kind.is_spoken());
    let learned = BTreeSet::new();
    let known = Known { document, annotations, lexicon, dense, learned: &learned };
    let first: Vec<_> = passages(known).into_iter().map(|passage| (frame::frames(&passage), passage)).collect();
    let learned: BTreeSet<String> = first.iter().flat_map(|(frames, at)| frame::learned(at, frames)).collect();
    let told = |(frames, at): &(Vec<Frame>, Passage)| frames.iter().map(|one| row::told(at, one)).collect::<Vec<_>>();
    let mut found: Vec<Told> = if learned.is_empty() {
        first.iter().flat_map(told).collect()
    } else {
        let again = passages(Known { learned: &learned, ..known }).into_iter();
        again.map(|passage| (frame::frames(&passage), passage)).flat_map(|one| told(&one)).collect()
    };
    let answered = answer::answers(&found, document, annotations, lexicon);
    found.extend(answered);
    found.sort_by_key(|told| (told.claim.start, told.claim.end));
    let mut found = repeats::fold(found, &document.text, lexicon);
    number_repeats(&mut found);
    found.into_iter().map(|told| (told.claim, told.reasons)).collect()
}

/// What is known of the whole document.
#[derive(Clone, Copy)]
struct Known<'a> {
    document: &'a Document,
    annotations: &'a Annotations,
    lexicon: &'a Lexicon,
    dense: u32,
    /// Things of no class that are treated as matter somewhere in the document ("yield map").
    learned: &'a BTreeSet<String>,
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
    dense: u32,
    learned: &'a BTreeSet<String>,
}

/// The sentences that may hold a claim.
fn passages<'a>(known: Known<'a>) -> Vec<Passage<'a>> {
    let Known { document, annotations, lexicon, dense, learned } = known;
    let spoken = |at: &usize| {
        let turn = document.turns.get(annotations.sentences[*at].turn);
        turn.is_none_or(|turn| turn.role != TurnRole::Note)
    };
    let wanted = |at: &usize| lexicon.scan.may_claim(&annotations.holds, dense, *at) && spoken(at);
    let trees = annotations.trees.iter().filter(|(at, _)| wanted(at));
    let passage = |(at, tree): (&usize, &'a Tree)| {
        let sentence = annotations.sentences[*at];
        Passage { document, annotations, lexicon, tree, sentence, index: *at, dense, learned }
    };
    trees.map(passage).collect()
}

impl<'a> Passage<'a> {
    fn topic(&self, predicate: &Predicate) -> &'a Topic {
        self.lexicon.topics.of(&predicate.topic)
    }

    /// The document is about the topic throughout.
    fn is_dense(&self, topic: &Topic) -> bool {
        self.dense & topic.bit != 0
    }

    /// The token as written, lower case, with straight apostrophes.
    fn form(&self, token: usize) -> String {
        self.tree.tokens[token].form.to_lowercase().replace('’', "'")
    }

    fn words(&self, span: crate::model::Span) -> String {
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
