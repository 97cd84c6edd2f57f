//! What is encrypted, and lies there in plain text: a denial made of two affirmations.

use super::denial;
use super::pair::{Opinion, Pair};
use super::party::{Identity, Sort};
use super::reading::Reading;
use super::thing::Relation;
use crate::model::Polarity;

pub(super) fn find(pair: &Pair) -> Option<Opinion> {
    let (sealed, bare) = pair.both_orders().into_iter().find(|(sealed, bare)| is_sealed(sealed) && is_bare(bare))?;
    let data = match pair.relation_from(sealed) {
        Relation::Same => !sealed.thing.part,
        // "All messages", "messages", and those of one table.
        Relation::Wider => (sealed.all || sealed.thing.is_any()) && sealed.thing.holders.is_empty(),
        Relation::Narrower | Relation::Vague | Relation::Other => false,
    };
    let told = sealed.is_asserted() && bare.is_asserted() && !sealed.same_breath(bare);
    // "Cars built since" do it: of things only some are meant.
    let some = sealed.actor.sort == Sort::Thing && !sealed.actor.definite;
    if some || !told || !data || pair.identity() == Identity::Other || !pair.same_affair() || pair.places_apart() {
        return None;
    }
    let object = sealed.claim.object.as_deref().unwrap_or_default().trim();
    Opinion::new(denial::class(bare, sealed), format!("{object} (encrypted, and not)"))
}

/// It is encrypted.
pub(super) fn is_sealed(reading: &Reading) -> bool {
    reading.claim.polarity == Polarity::Affirmed && reading.family.is_some_and(|family| family.id == "scramble")
}

/// It lies or goes somewhere as it is.
pub(super) fn is_bare(reading: &Reading) -> bool {
    let lies = reading.topic.locates(&reading.claim.action);
    reading.claim.polarity == Polarity::Affirmed && lies && reading.says("bare")
}
