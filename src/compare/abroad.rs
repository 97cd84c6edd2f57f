//! What stays in a place, or never leaves it, and is reached from another: "never leaves Norway", and "clerks in Manila open it every day".

use super::pair::{Opinion, Pair, apart};
use super::reading::Reading;
use super::thing::Relation;
use super::words::plain;
use crate::model::{Class, Modality, Polarity};
use std::collections::BTreeSet;

/// Of class `tension`: who reaches data from abroad may leave it where it lies.
pub(super) fn find(pair: &Pair) -> Option<Opinion> {
    let (home, reached) =
        pair.both_orders().into_iter().find(|(home, reached)| is_home(home) && is_reached(reached))?;
    let data = match pair.relation_from(home) {
        Relation::Same => true,
        Relation::Wider => {
            !home.thing.part
                && (!home.thing.is_general() || home.thing.has_owner_in_common(&reached.thing, pair.lexicon))
        }
        Relation::Vague | Relation::Narrower | Relation::Other => false,
    };
    let places = &pair.lexicon.places;
    let outside = |from: &String| !home.places.iter().any(|at| places.agree(from, at));
    let far = seats(reached).iter().all(outside);
    // "A guest in Sweden can see her own records".
    let fits = far
        && data
        && !reached.actor.served
        && home.is_asserted()
        && reached.is_asserted()
        && !home.same_breath(reached);
    if !fits || !pair.same_affair() {
        return None;
    }
    let later = matches!((home.said, reached.days), (Some(said), Some(days)) if days.first > said.last);
    let over = later || apart(home.days, reached.days) || pair.tells_a_change();
    let listed = |places: &BTreeSet<String>| places.iter().map(String::as_str).collect::<Vec<&str>>().join(" and ");
    let why = format!("kept in {}, reached from {}", listed(&home.places), listed(seats(reached)));
    Opinion::new(if over { Class::Superseded } else { Class::Tension }, why)
}

/// Where those sit who reach it, else where it is reached.
fn seats<'r>(reading: &'r Reading) -> &'r BTreeSet<String> {
    if reading.actor.places.is_empty() { &reading.places } else { &reading.actor.places }
}

/// It stays in a place, or never leaves it: "is stored there" says nothing of who reaches it.
pub(super) fn is_home(reading: &Reading) -> bool {
    let claim = reading.claim;
    let never = reading.is_negated() && reading.says("leave") && reading.destination.is_empty();
    let kept = claim.polarity == Polarity::Affirmed && reading.topic.has(&claim.action) && reading.says("stay");
    (never || kept)
        && reading.locates()
        && !reading.places.is_empty()
        && claim.modality == Modality::Actual
        && !reading.says("outside")
        && !reading.says("not_only")
        && !reading.says("backup")
        && !is_for_a_while(reading)
}

/// "Stays in Norway for a month", "until it is sent on".
fn is_for_a_while(reading: &Reading) -> bool {
    let claim = reading.claim;
    let from = claim.sentence.find(claim.evidence.as_str()).unwrap_or_default();
    plain(&claim.sentence[from..]).iter().any(|word| matches!(word.as_str(), "for" | "until" | "till" | "before"))
}

/// Somebody who sits in a place has it, or it is had there.
pub(super) fn is_reached(reading: &Reading) -> bool {
    let claim = reading.claim;
    claim.polarity == Polarity::Affirmed
        && matches!(claim.modality, Modality::Actual | Modality::Ability)
        && reading.topic.has(&claim.action)
        && !reading.locates()
        && !reading.says("outside")
        && !(reading.places.is_empty() && reading.actor.places.is_empty())
}
