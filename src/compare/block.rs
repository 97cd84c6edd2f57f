//! Which claims are set side by side: those that share topic, act and a word of their data. Never all against all.
//!
//! A claim enters one block for each way to name its act (its action, its family, that it tells a place, the tensions it may be a side of) and each word
//! that tells its data from other data, and one for data in general. Which claims of a block are set against each other is for `meet`.

use super::reading::Reading;
use super::{abroad, bared, destination, left, retention, undone};
use crate::lexicon::Lexicon;
use crate::model::{Modality, Polarity};

/// A block's key: a hash of topic, act and word. Blocks that fall together by chance cost time, not truth.
pub(super) type Key = u64;

/// The keys of a claim in rising order; none when it cannot be a side of a contradiction.
pub(super) fn keys(reading: &Reading, lexicon: &Lexicon) -> Box<[Key]> {
    let claim = reading.claim;
    if matches!(claim.modality, Modality::Question | Modality::Hypothetical | Modality::Directed)
        || reading.thing.pronoun
        // "Those letters" are those of its own text.
        || reading.thing.pointed && !reading.thing.is_close()
        // A false alarm costs more than a miss: what was weighed is wrong more often than what an entry takes, least where it says which data it means.
        || claim.is_weighed() && !tells_apart(reading)
    {
        return Box::default();
    }
    let mut acts = vec![claim.action.clone()];
    acts.extend(reading.family.map(|family| format!("family {}", family.id)));
    // Where data lies is told by several acts.
    let lies = (!reading.places.is_empty() || left::is_left(reading)) && reading.topic.locates(&claim.action);
    if lies || destination::is_never_there(reading) || destination::is_there(reading) {
        acts.push("place".to_string());
    }
    // "Has had it since May", "got it first in June".
    let given = reading.recipient.sort != super::party::Sort::Absent;
    if (reading.topic.has(&claim.action) || given) && (reading.says("since") || reading.says("onset")) {
        acts.push("having".to_string());
    }
    if retention::is_kept(reading) || retention::is_deleted(reading) {
        acts.push("retention".to_string());
    }
    if bared::is_sealed(reading) || bared::is_bare(reading) {
        acts.push("bared".to_string());
    }
    if abroad::is_home(reading) || abroad::is_reached(reading) {
        acts.push("abroad".to_string());
    }
    if undone::is_gone(reading) || undone::is_there(reading) {
        acts.push("undone".to_string());
    }
    for tension in lexicon.relations.tensions() {
        let side = if claim.polarity == Polarity::Negated { &tension.denied } else { &tension.claimed };
        if side.contains(&claim.action) {
            acts.push(format!("tension {}", tension.id));
        }
    }
    let words = reading.thing.keys();
    let telling =
        acts.iter().flat_map(|act| words.iter().map(move |word| hash([claim.topic.as_str(), act, word]) & !GENERAL));
    let general = acts.iter().map(|act| hash([claim.topic.as_str(), act]) | GENERAL);
    let mut keys: Vec<Key> = telling.chain(general).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.into_boxed_slice()
}

/// It says which data of a kind it means: "the ward's rota", "her pay slips", "every list", not "a list".
fn tells_apart(reading: &Reading) -> bool {
    let thing = &reading.thing;
    let said = reading.claim.object.as_deref().is_some_and(|object| super::thing::resolved(object) == object);
    // "Does not keep a passport scan": none of them.
    let none = reading.is_negated() && thing.is_close();
    said && !thing.is_general() && (thing.definite || reading.all || !thing.owners.is_empty() || none)
}

/// Marks the keys of blocks in which data in general is set against data of all kinds.
const GENERAL: Key = 1;

/// The one block in which two claims are compared: the first that they share. Those that are both of a kind of data, without "only", do not meet in
/// a block of data in general.
pub(super) fn shared(a: &[Key], b: &[Key], one: &Reading, other: &Reading) -> Option<Key> {
    let general = wide(one) || wide(other);
    first_shared(a, b, |key| general || key & GENERAL == 0)
}

/// FNV-1a, 64 bits: quick, and stable from run to run; no identifier is made of it.
pub(super) fn hash<'p>(parts: impl IntoIterator<Item = &'p str>) -> Key {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in parts.into_iter().flat_map(|part| part.bytes().chain([0])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}

/// It is set against other kinds of data than its own.
pub(super) fn wide(reading: &Reading) -> bool {
    reading.thing.is_general() || reading.says("only")
}

/// Whether the block is one of data in general.
pub(super) fn is_general(key: Key) -> bool {
    key & GENERAL != 0
}

fn first_shared(a: &[Key], b: &[Key], counts: impl Fn(Key) -> bool) -> Option<Key> {
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Equal if counts(a[i]) => return Some(a[i]),
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Equal | std::cmp::Ordering::Greater => j += 1,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_claims_meet_in_one_block_only() {
        assert_eq!(first_shared(&[1, 4, 9], &[2, 4, 9], |_| true), Some(4));
        assert_eq!(first_shared(&[4, 9], &[4, 9], |key| key != 4), Some(9));
        assert_eq!(first_shared(&[1], &[2], |_| true), None);
    }
}
