//! Whether a denial takes in the way in which the other side says it was done: where, by whom, to whom.

use super::pair::Pair;
use super::party::{Party, Sort, same_name};
use super::reading::Reading;
use super::words::{plain, singular};
use crate::lexicon::Lexicon;

pub(super) fn ways_meet(pair: &Pair, denied: &Reading, affirmed: &Reading) -> bool {
    let lexicon = pair.lexicon;
    // "No clerk in Oslo": where the clerks sit.
    let seat = !denied.places.is_empty()
        && denied.places.iter().all(|place| denied.actor.places.contains(place))
        && !affirmed.actor.places.is_empty()
        && pair.same_actor_place();
    let where_denied = denied.places.is_empty() && !in_unlisted_place(denied, affirmed)
        || seat
        || (affirmed.all || affirmed.says("since") && affirmed.says("perfect")) && affirmed.places.is_empty()
        || denied.places.iter().any(|a| affirmed.places.iter().any(|b| lexicon.places.agree(a, b)));
    let recipients = denied.recipient.takes_in(&affirmed.recipient, lexicon)
        || some_house(pair, denied, affirmed)
        || is_of_that_trade(denied, affirmed, lexicon);
    let outside = is_beyond(pair, denied, affirmed)
        || (!denied.says("outside") || is_outsider(denied, affirmed)) && pair.same_actor_place();
    where_denied && outside && recipients && !denied.says("not_only")
}

/// "Do not stay in Borsetshire", of which no list knows, and the other side says nothing.
fn in_unlisted_place(denied: &Reading, affirmed: &Reading) -> bool {
    let place = denied.claim.place.as_deref().unwrap_or_default();
    let name = place.split(' ').next_back().is_some_and(|last| last.starts_with(char::is_uppercase));
    name && denied.topic.locates(&denied.claim.action)
        && denied.recipient.sort == Sort::Absent
        && !affirmed.claim.sentence.contains(place)
}

/// Never given "to a marketing firm", or to "the group", and the very same data given to one that is named: it may be such a firm.
pub(super) fn some_house(pair: &Pair, denied: &Reading, affirmed: &Reading) -> bool {
    let (never, given) = (&denied.recipient, &affirmed.recipient);
    let firm = |head: &str| pair.lexicon.relations.is("some-firm", head);
    let none = denied.claim.recipient.as_deref().map(plain).and_then(|words| words.into_iter().next());
    let none = none.is_some_and(|first| ["no", "any"].contains(&first.as_str()));
    let any = never.sort == Sort::Thing && (none || !never.definite) && never.head.as_deref().is_some_and(firm);
    (any || never.house)
        && given.sort == Sort::Named
        && (none || denied.says("ever"))
        && pair.same_lot()
        && pair.same_affair()
}

/// Never "with advertising companies", and "to the advertising firm Larch".
fn is_of_that_trade(denied: &Reading, affirmed: &Reading, lexicon: &Lexicon) -> bool {
    let words = |reading: &Reading| reading.claim.recipient.as_deref().map(plain).unwrap_or_default();
    let (never, given) = (words(denied), words(affirmed));
    let firm = |word: &String| lexicon.relations.is("some-firm", &singular(word));
    let trade = never.iter().rev().skip(1).find(|word| word.len() > 4);
    never.last().is_some_and(firm) && given.iter().any(firm) && trade.is_some_and(|trade| given.contains(trade))
}

/// "Nobody outside Ireland", and one who sits in another place.
pub(super) fn is_beyond(pair: &Pair, denied: &Reading, affirmed: &Reading) -> bool {
    let (bounded, other) = (&denied.actor, &affirmed.actor);
    let apart = |a: &String| !bounded.places.iter().any(|b| pair.lexicon.places.agree(a, b));
    bounded.apart
        && denied.says("outside")
        && !bounded.places.is_empty()
        && !other.places.is_empty()
        && other.places.iter().all(apart)
}

/// "Nobody outside the bank", and one who is named and is not the bank.
fn is_outsider(denied: &Reading, affirmed: &Reading) -> bool {
    let other = |denied: &Party, affirmed: &Party| {
        denied.apart
            && (affirmed.apart || affirmed.hired || affirmed.sort == Sort::Named)
            && !affirmed.same_name(denied)
    };
    let own = |affirmed: &Party| !affirmed.name.is_empty() && same_name(&affirmed.name, &denied.voice);
    other(&denied.actor, &affirmed.actor) && !own(&affirmed.actor)
        || other(&denied.recipient, &affirmed.recipient) && !own(&affirmed.recipient)
}
