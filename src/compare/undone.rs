//! What was wiped and is still there: a denial made of two affirmations.
//!
//! "Every ward shredded its rota in May" says that no ward has its rota; "the night ward still keeps its rota" says that one has. "Was taken off the server" and "is still
//! on the server" likewise.

use super::pair::{Opinion, Pair};
use super::reading::Reading;
use crate::model::{Class, Modality, Polarity};

pub(super) fn find(pair: &Pair) -> Option<Opinion> {
    let (gone, there) = pair.both_orders().into_iter().find(|(gone, there)| is_gone(gone) && is_there(there))?;
    let told = |reading: &Reading| reading.is_asserted() && reading.thing.is_close() && !reading.thing.part;
    let all =
        pair.lexicon.relations.found("all", &super::words::plain(gone.claim.actor.as_deref().unwrap_or_default()));
    let whose = all || gone.actor.identity(&there.actor) != super::party::Identity::Other;
    // "Still" tells of the day of saying, whatever else is dated: "still has its logs going back to 2016".
    let later = matches!((there.said, gone.days.or(gone.said)), (Some(there), Some(gone)) if there.last >= gone.first);
    let fits = told(gone) && told(there) && pair.relation() == super::thing::Relation::Same && later;
    if !fits || !whose || !pair.same_affair() || gone.same_breath(there) {
        return None;
    }
    Opinion::new(
        Class::Direct,
        format!("{} ({})", gone.claim.object.as_deref().unwrap_or_default().trim(), gone.claim.action),
    )
}

/// It was deleted, or taken off what held it, at a time or by now: no rule of when it will be.
pub(super) fn is_gone(reading: &Reading) -> bool {
    let claim = reading.claim;
    let done = reading.days.is_some() || reading.says("perfect");
    let ended = reading.topic.ends(&claim.action) || reading.says("off");
    reading.once && ended && told(reading) && done && !reading.says("repeated")
}

/// Somebody still has it.
pub(super) fn is_there(reading: &Reading) -> bool {
    reading.topic.has(&reading.claim.action) && told(reading) && reading.says("still")
}

fn told(reading: &Reading) -> bool {
    reading.claim.polarity == Polarity::Affirmed && reading.claim.modality == Modality::Actual
}
