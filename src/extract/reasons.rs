//! Why a claim is as it is: the words in each role, and what decided polarity, modality, attribution and time.

use super::Passage;
use super::frame::Frame;
use super::row::{Said, owner_at};
use super::scope::{Scope, Step};
use crate::model::inspect::Reasons;
use crate::model::{Claim, Modality, TimeExpr};

pub fn reasons(passage: &Passage, frame: &Frame, scope: &Scope, said: &Said, when: Option<&TimeExpr>) -> Reasons {
    let mut reasons = Reasons::default();
    let text = &passage.document.text;
    groups(passage, frame, &mut reasons);
    if let Some(open) = frame.open {
        let value = format!("log odds {:.1} without: {}", f64::from(open.weight) / 1000.0, open.doubt);
        reasons.decide("claim", &value, Claim::WEIGHED, Some(passage.tree.tokens[frame.word].span), text);
    }
    turns(passage, scope, &mut reasons);
    if said.is_open {
        reasons.decide("modality", Modality::Question.name(), said.by, said.span, text);
    }
    reasons.decide("attribution", said.how.name(), said.by, said.span, text);
    if let Some(date) = when {
        let basis = format!("{:?}", date.when.basis).to_lowercase();
        reasons.decide("when", &basis, &date.entries.join(", "), Some(date.span), text);
    }
    reasons
}

fn groups(passage: &Passage, frame: &Frame, reasons: &mut Reasons) {
    let tree = passage.tree;
    let topic = passage.topic(frame.predicate);
    let token = |i: usize| tree.tokens[i].span;
    let phrase = |i: usize| tree.name_span(i);
    let owner = frame.object.and_then(|i| owner_at(passage, topic, i));
    let single = [
        ("predicate", Some(token(frame.token))),
        ("support", frame.support.map(token)),
        ("actor", frame.actor.map(phrase)),
        ("object", frame.object.map(phrase)),
        ("owner", owner.map(phrase)),
        ("recipient", frame.recipient.map(phrase)),
    ];
    let places = frame.places.iter().map(|i| ("place", Some(phrase(*i))));
    let amounts = frame.amounts.iter().map(|i| ("amount", Some(phrase(*i))));
    for (role, span) in single.into_iter().chain(places).chain(amounts) {
        if let Some(span) = span {
            reasons.group(role, span, &passage.document.text);
        }
    }
}

/// Each word that changed a field; where none did, the predicate itself.
fn turns(passage: &Passage, scope: &Scope, reasons: &mut Reasons) {
    let changed = |differ: fn(&Step, &Step) -> bool| {
        let pairs = scope.steps.windows(2).filter(|two| differ(&two[0], &two[1])).map(|two| &two[1]);
        let steps: Vec<&Step> = pairs.collect();
        if steps.is_empty() { scope.steps.first().into_iter().collect() } else { steps }
    };
    let text = &passage.document.text;
    let span = |step: &Step| Some(passage.tree.tokens[step.at].span);
    for step in changed(|a, b| a.polarity != b.polarity) {
        reasons.decide("polarity", step.polarity.name(), &step.by, span(step), text);
    }
    for step in changed(|a, b| a.modality != b.modality) {
        reasons.decide("modality", step.modality.name(), &step.by, span(step), text);
    }
}
