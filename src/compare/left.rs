//! What never left where it was, though no gazetteer has the place, and is elsewhere: "has never left the depot", and is kept in a town, or was given to somebody.

use super::pair::{Opinion, Pair};
use super::party::Sort;
use super::reading::Reading;
use super::thing::Relation;
use super::words::plain;
use crate::model::{Class, Modality};

/// Of class `tension`: what it left is not named by the other.
pub(super) fn find(pair: &Pair, left: &Reading, gone: &Reading) -> Option<Opinion> {
    let from = left.claim.evidence.rsplit_once(left.claim.trigger.as_str()).map_or("", |(_, from)| from);
    let there = plain(&gone.claim.evidence);
    let named = plain(from).into_iter().any(|word| word.len() > 3 && there.contains(&word));
    let data = left.thing.relation(&gone.thing, pair.lexicon);
    let same = matches!(data, Relation::Same | Relation::Wider) && !left.thing.is_general();
    let later = matches!((left.said, gone.days), (Some(said), Some(days)) if days.first > said.last);
    if !is_left(left) || !is_elsewhere(gone) || !same || named || later || !pair.same_affair() {
        return None;
    }
    Opinion::new(Class::Tension, format!("never left{}", from.trim_end_matches('.')))
}

/// Never left, and the place is in no gazetteer.
pub(super) fn is_left(reading: &Reading) -> bool {
    let never = reading.is_negated() && reading.says("leave") && (reading.says("ever") || reading.all);
    never && reading.places.is_empty() && reading.destination.is_empty() && reading.claim.modality == Modality::Actual
}

/// It lies in a town, or somebody was given it.
fn is_elsewhere(reading: &Reading) -> bool {
    let kept = !reading.places.is_empty() && reading.topic.locates(&reading.claim.action);
    let given = reading.family.is_some_and(|family| family.id == "give") && reading.recipient.sort != Sort::Absent;
    reading.claim.modality == Modality::Actual && (kept || given)
}
