//! What never went to a place and lies there or goes there: "has never been moved to Chile", and "the tables sit in Santiago".

use super::pair::{Opinion, Pair, apart};
use super::party::{Identity, Sort};
use super::reading::Reading;
use super::thing::Relation;
use crate::model::{Class, Modality, Polarity};

/// Of class `tension`: the acts are two, and how the data came there is not told.
pub(super) fn find(pair: &Pair, never: &Reading, there: &Reading) -> Option<Opinion> {
    let data = match pair.relation_from(never) {
        Relation::Same => true,
        Relation::Wider => !never.thing.part && (!never.thing.is_general() || whose(pair)),
        Relation::Vague => whose(pair),
        Relation::Narrower | Relation::Other => false,
    };
    let places = &pair.lexicon.places;
    let bound = |place: &String| {
        never.destination.iter().any(|to| to == place || places.around(place).any(|around| around == to))
    };
    let goes = if there.destination.is_empty() { &there.places } else { &there.destination };
    let meet = !goes.is_empty() && goes.iter().all(bound);
    let fits = is_never_there(never) && is_there(there) && meet && data && pair.identity() != Identity::Other;
    if !fits || !pair.same_affair() {
        return None;
    }
    let later = matches!((never.said, there.days), (Some(said), Some(days)) if days.first > said.last);
    let over = later || apart(never.days, there.days) || pair.tells_a_change();
    let to = never.destination.iter().map(String::as_str).collect::<Vec<&str>>().join(" and ");
    Opinion::new(if over { Class::Superseded } else { Class::Tension }, format!("never went to {to}"))
}

/// Of the same people's data, as far as both tell whose it is.
fn whose(pair: &Pair) -> bool {
    let (a, b) = (&pair.a.thing, &pair.b.thing);
    a.has_owner_in_common(b, pair.lexicon) || a.owners.is_empty() != b.owners.is_empty() && (a.definite || b.definite)
}

/// It was never taken, sent or moved to a place.
pub(super) fn is_never_there(reading: &Reading) -> bool {
    reading.is_negated()
        && reading.locates()
        && !reading.destination.is_empty()
        // "To the officials of Chile": to somebody there.
        && (reading.recipient.sort == Sort::Absent || reading.recipient.seat)
        && reading.claim.modality == Modality::Actual
        && !reading.says("not_only")
        && !reading.says("outside")
}

/// It lies in a place or goes there.
pub(super) fn is_there(reading: &Reading) -> bool {
    let claim = reading.claim;
    claim.polarity == Polarity::Affirmed
        && claim.modality == Modality::Actual
        && reading.locates()
        && !reading.says("outside")
        && !(reading.places.is_empty() && reading.destination.is_empty())
}
