//! The time a claim speaks of, as far as it binds what is said to it.

use crate::model::when::{first_day, last_day};
use crate::model::{Claim, Modality};

/// Days since 1970-01-01, both included; an open side is `i64::MIN` or `i64::MAX`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    pub first: i64,
    pub last: i64,
}

impl Days {
    pub fn overlaps(self, other: Days) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// With as many days before and after.
    pub fn about(self, days: i64) -> Days {
        Days { first: self.first.saturating_sub(days), last: self.last.saturating_add(days) }
    }
}

/// The time spoken of; `None` when the claim gives none.
pub(super) fn spoken_of(claim: &Claim) -> Option<Days> {
    let first = claim.when_start.as_deref().and_then(first_day);
    let last = claim.when_end.as_deref().and_then(last_day);
    // "By May forty clerks could", "will move it by May": told of that day; what was done by then was done before.
    let first = first.or_else(|| claim.when_end.as_deref().filter(|_| is_deadline(claim)).and_then(first_day));
    (first.is_some() || last.is_some())
        .then(|| Days { first: first.unwrap_or(i64::MIN), last: last.unwrap_or(i64::MAX) })
}

fn is_deadline(claim: &Claim) -> bool {
    if claim.modality == Modality::Actual {
        return false;
    }
    let told = claim.when_text.as_deref().and_then(|when| claim.sentence.find(when));
    told.and_then(|at| claim.sentence[..at].split_whitespace().last())
        .is_some_and(|word| word.eq_ignore_ascii_case("by"))
}

/// The time of saying or publishing.
pub(super) fn said(published: Option<&str>) -> Option<Days> {
    let published = published?;
    Some(Days { first: first_day(published)?, last: last_day(published)? })
}
