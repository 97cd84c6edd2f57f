//! `place`: the same data lies, or was taken, in two places of which neither holds the other.
//!
//! **Finds** two affirmed claims of one act on the same data whose places all disagree (of class `tension` where the act is done there and the data does
//! not lie there: "the alerts are read in Oslo"), and a claim that *all* the data lies in
//! one place against a part of it, or a copy, elsewhere, and "outside X" against a place in X
//! (of class `tension` where the other side says no more than "the copies"). "Nothing is stored outside X" and "it never leaves X" count as "all is stored in X",
//! and what goes to a server in a place lies there.
//!
//! **Why it matters.** Which law holds, and who can reach the data, hangs on where it lies.
//!
//! **Example.** "All patient data is kept in Norway." — "The nightly copies of patient data are kept in Minsk."
//!
//! **Silent when** one place lies in the other (Oslo, Norway), is where the data came from, one of several places agrees, the times spoken of differ, a word
//! tells of a change, or a backup stands beside the original without "all" or "only".

use super::pair::{Opinion, Pair};
use super::party::{Identity, Sort};
use super::reading::Reading;
use super::thing::Relation;
use crate::model::{Class, Modality};

pub(super) fn find(pair: &Pair) -> Option<Opinion> {
    let (a, b) = (pair.a, pair.b);
    let kept = |reading: &Reading| reading.locates() || pair.same_lot() && is_done_there(reading);
    let asserted = |reading: &Reading| reading.claim.modality == Modality::Actual && kept(reading);
    if !asserted(a) || !asserted(b) || a.same_breath(b) || pair.times_apart() {
        return None;
    }
    let apart = if is_beyond(a) || is_beyond(b) {
        pair.both_orders().into_iter().any(|(out, within)| lies_beyond(out, within, pair))
    } else {
        pair.places_apart()
    };
    if !apart {
        return None;
    }
    if !names_its_place(a, pair) || !names_its_place(b, pair) {
        return None;
    }
    let same_act = pair.same_act() || a.claim.action == b.claim.action;
    let lie = lies(a) && lies(b) && (confined(a) || confined(b));
    if !(same_act || lie) || pair.identity() == Identity::Other || !pair.same_ways() {
        return None;
    }
    if !data_meets(pair) {
        return None;
    }
    let why = format!("{} against {}", listed(a), listed(b));
    Opinion::new(class(pair), why)
}

/// "The alerts are read in Oslo": the data comes first, and what is told of it all is where that is done.
fn is_done_there(reading: &Reading) -> bool {
    let claim = reading.claim;
    let object = claim.object.as_deref().and_then(|object| claim.evidence.find(object));
    let act = claim.evidence.find(&claim.trigger);
    let first = matches!((object, act), (Some(object), Some(act)) if object < act);
    // "Clerks in Oslo had their lists exposed": where the clerks sit.
    let place = claim.place.as_deref().and_then(|place| claim.evidence.find(place));
    let there = matches!((place, act), (Some(place), Some(act)) if place > act) || place.is_none();
    first && there && reading.thing.definite && claim.place.is_some() && !reading.thing.part
}

/// "Is kept outside Norway", and in Oslo.
fn lies_beyond(out: &Reading, within: &Reading, pair: &Pair) -> bool {
    let inside =
        |x: &String| out.places.iter().any(|y| x == y || pair.lexicon.places.around(x).any(|around| around == y));
    is_beyond(out) && !within.says("outside") && !within.is_negated() && within.places.iter().any(inside)
}

fn is_beyond(reading: &Reading) -> bool {
    reading.says("outside") && !reading.is_negated()
}

/// What "never leaves" was never elsewhere before; "is stored" speaks of now.
fn class(pair: &Pair) -> Class {
    let never = |reading: &Reading| reading.is_negated() && confined(reading) && reading.says("ever");
    let over = (pair.tells_a_change() || pair.ended_before()) && !never(pair.a) && !never(pair.b);
    let done = |reading: &Reading| is_done_there(reading) && !reading.topic.locates(&reading.claim.action);
    match pair.relation() {
        _ if over || pair.began_later() => Class::Superseded,
        _ if (done(pair.a) || done(pair.b)) && !confined(pair.a) && !confined(pair.b) => Class::Tension,
        Relation::Vague => Class::Tension,
        Relation::Wider if !confined(pair.a) => Class::Tension,
        Relation::Narrower if !confined(pair.b) => Class::Tension,
        _ => Class::Direct,
    }
}

/// All of it, only there, nothing outside: what is elsewhere goes against it.
fn confined(reading: &Reading) -> bool {
    if reading.is_negated() {
        // "Never left Peru for Chile": it may have left for elsewhere.
        reading.says("outside") || reading.says("leave") && reading.destination.is_empty()
    } else {
        reading.all || reading.says("only") || reading.says("ever")
    }
}

/// It tells where the data lies: it is kept there, never leaves, or goes there and to nobody, or to what holds data.
fn lies(reading: &Reading) -> bool {
    let words = super::words::plain(&reading.claim.evidence);
    let holder = |phrase: &[String]| reading.topic.is_any(&phrase.join(" "), &reading.topic.sense.holder);
    reading.recipient.sort == Sort::Absent || (1..=2).any(|length| words.windows(length).any(holder))
}

fn data_meets(pair: &Pair) -> bool {
    let (a, b) = (pair.a, pair.b);
    if a.is_negated() && b.is_negated() || a.is_negated() && !confined(a) || b.is_negated() && !confined(b) {
        return false;
    }
    let copies = |reading: &Reading| reading.says("backup");
    // "All backups lie in Leeds" says nothing of the originals.
    let (wide, close) = if pair.relation() == Relation::Wider { (a, b) } else { (b, a) };
    if matches!(pair.relation(), Relation::Wider | Relation::Narrower) && copies(wide) && !copies(close) {
        return false;
    }
    match pair.relation() {
        Relation::Same => {
            confined(a) || confined(b) || (copies(a) == copies(b) && a.once == b.once && settled(a) && settled(b))
        }
        Relation::Wider => confined(a) && takes_in_all(a, pair) || confined(b) && same_peoples(pair),
        Relation::Narrower => confined(b) && takes_in_all(b, pair) || confined(a) && same_peoples(pair),
        Relation::Vague => {
            let kept_elsewhere = |all: &Reading, other: &Reading| {
                (all.all || all.is_negated())
                    && confined(all)
                    && other.thing.definite
                    && !other.thing.part
                    && !other.is_negated()
            };
            pair.same_affair() && (kept_elsewhere(a, b) || kept_elsewhere(b, a))
        }
        Relation::Other => false,
    }
}

/// "Parcels between two towns of Norway", and "every insured parcel" between them: of the same people the narrower lies within the wider.
fn same_peoples(pair: &Pair) -> bool {
    let (a, b) = (&pair.a.thing, &pair.b.thing);
    pair.same_affair() && a.is_close() && b.is_close() && !a.part && !b.part && a.has_owner_in_common(b, pair.lexicon)
}

/// "All member data" is that of the affair; "everything" of one affair is nothing of another.
fn takes_in_all(wide: &Reading, pair: &Pair) -> bool {
    !wide.thing.is_general() || pair.same_affair()
}

/// The place stands in the words that are shown, and not as the one that the data came from.
fn names_its_place(reading: &Reading, pair: &Pair) -> bool {
    let evidence = reading.claim.evidence.as_str();
    let said = super::reading::places(evidence, pair.lexicon);
    let left = evidence.find(" from ").map(|at| super::reading::places(&evidence[at..], pair.lexicon));
    let came_from = |place: &String| left.as_ref().is_some_and(|left| left.contains(place));
    // "Clerks in Oslo downloaded the lists": where they sit.
    let seat = |place: &String| {
        let own = reading.actor.places.contains(place) && !reading.topic.locates(&reading.claim.action);
        own && reading.claim.actor.as_deref().is_some_and(|actor| {
            !super::reading::places(&evidence.replacen(actor, "", 1), pair.lexicon).contains(place)
        })
    };
    reading.places.iter().any(|place| said.contains(place) && !came_from(place) && !seat(place))
}

/// Definite data in one place: "the archive", not "some files".
fn settled(reading: &Reading) -> bool {
    !reading.thing.part && (reading.thing.definite || !reading.thing.named.is_empty() || !reading.once)
}

fn listed(reading: &Reading) -> String {
    reading.places.iter().map(String::as_str).collect::<Vec<_>>().join(" and ")
}
