//! How long data is kept, against how soon it is said to be deleted.
//!
//! "We keep the trips for three years" and "trips are deleted after eight weeks" are of two acts and tell one number each.

use super::pair::Pair;
use super::quantity::Amount;
use super::reading::Reading;
use super::thing::Relation;
use crate::model::Modality;

/// Kept for longer than until the other says that it is deleted.
pub(super) fn find<'r>(pair: &Pair<'r, '_>) -> Option<(&'r Amount, &'r Amount)> {
    let (kept, gone) = pair.both_orders().into_iter().find(|(kept, gone)| is_kept(kept) && is_deleted(gone))?;
    let (long, short) = (kept.amount.as_deref()?, gone.amount.as_deref()?);
    let one = pair.relation() == Relation::Same && pair.same_affair() && !kept.same_breath(gone);
    (one && long.exceeds(short)).then_some((long, short))
}

/// Kept for a length of time, or for good.
pub(super) fn is_kept(reading: &Reading) -> bool {
    reading.topic.has(&reading.claim.action) && tells_how_long(reading)
}

/// Deleted after a length of time, as a rule.
pub(super) fn is_deleted(reading: &Reading) -> bool {
    reading.topic.ends(&reading.claim.action) && tells_how_long(reading)
}

fn tells_how_long(reading: &Reading) -> bool {
    let told = matches!(reading.claim.modality, Modality::Actual | Modality::Planned);
    let long = reading.amount.as_deref().is_some_and(Amount::is_time);
    !reading.is_negated() && told && long && reading.days.is_none_or(|days| days.last == i64::MAX)
}
