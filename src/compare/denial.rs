//! `denial`: one says that something was done (or can be), another says that it was not.
//!
//! **Finds** an affirmed and a negated claim of the same act on the same data, or on data that the denial takes in ("no
//! member data" takes in "sleep scores"), by parties that may be one, where the times spoken of meet. Class `direct`. A
//! denial that another act strains, by the `[[tension]]` entries of the lexicon, is of class `tension`. What was "not yet" done
//! on a day, and is done only once, was not done on any day before it. What was wiped, by all or by the same party, nobody still has. What was
//! stopped was done, whoever says "never" (class `tension` where the "never" is the older). What "never left the depot" was neither kept in a town nor given
//! to anybody, and what was "never moved to Chile" lies in none of its towns (both of class `tension`). What stays in a
//! country is not reached from another (a `tension` too). What is encrypted does not lie there in plain text.
//!
//! **Why it matters.** It is the plain case: a public denial against what was said inside.
//!
//! **Example.** "No contractor has ever opened a patient file." — "The contractor's agent opened the patient file on May 3."
//!
//! **Silent when** the act is planned, feared, ordered, asked about or conditional; the same voice speaks in the same
//! document; the denial holds under a condition only ("not without consent") of which the other says nothing; the data, company, recipient or place is another; neither says
//! whose data it is nor who does it ("we send messages"); the denial is of certain people only and somebody unknown did it; "I" never did, and another did; what was never read was copied;
//! the denial is of one time and the other tells none, of one file, of one trade ("no consultant"), or of all but what it names; it denies that the data lay there
//! unencrypted, and the other says nothing of that; the affirmed event is later than the denial or a word tells
//! of a change ("no longer"): then the pair is `superseded`, which is listed apart.

use super::abroad;
use super::bared;
use super::described::alike;
use super::destination;
use super::left;
use super::moment::Days;
use super::pair::{Opinion, Pair};
use super::party::{Identity, Sort, same_name};
use super::quantity;
use super::reading::{Reading, behind, house};
use super::tension;
use super::thing::Relation;
use super::undone;
use super::ways::{is_beyond, some_house, ways_meet};
use super::words::plain;
use crate::lexicon::Lexicon;
use crate::model::{Class, DocumentKind, Modality};

/// How long what somebody can do is taken to hold before and after it is told.
const HALF_A_YEAR: i64 = 183;

/// Words of a condition that are looked for on the other side.
const SHORT_CASE: usize = 4;

pub(super) fn find(pair: &Pair) -> Option<Opinion> {
    let Some((denied, affirmed)) = pair.denied_and_affirmed() else {
        let made_of_two = undone::find(pair).or_else(|| stopped(pair)).or_else(|| bared::find(pair));
        return made_of_two.or_else(|| abroad::find(pair));
    };
    if !denied.is_asserted() || !affirmed.is_asserted() || denied.same_breath(affirmed) {
        return None;
    }
    // "Never stored unencrypted" is a word on how it was stored.
    let how = denied.says("bare") && !denied.topic.lasts(&denied.claim.action);
    if how && !affirmed.says("bare") {
        return None;
    }
    direct(pair, denied, affirmed)
        .or_else(|| tension::find(pair, denied, affirmed))
        .or_else(|| left::find(pair, denied, affirmed))
        .or_else(|| destination::find(pair, denied, affirmed))
        .or_else(|| abroad::find(pair))
}

fn direct(pair: &Pair, denied: &Reading, affirmed: &Reading) -> Option<Opinion> {
    // "Usually not" leaves the one time open.
    if not_always(denied, pair.lexicon) && !denied.says("ever") && !affirmed.says("repeated") {
        return None;
    }
    // "Never more than sixty": how many is for another kind.
    if quantity::is_capped(denied) {
        return None;
    }
    if no_more_than(denied, affirmed, pair.lexicon) {
        return None;
    }
    let matter =
        same_event(denied, affirmed) && modalities_meet(denied, affirmed) && data_meets(pair, denied, affirmed);
    if !matter || !ways_meet(pair, denied, affirmed) || qualified(denied, affirmed, pair.lexicon) {
        return None;
    }
    let class = match class(denied, affirmed) {
        Class::Direct if until_then(denied, pair.lexicon) && !until_then(affirmed, pair.lexicon) => Class::Superseded,
        Class::Direct if pair.relation_from(denied) == Relation::Narrower && !affirmed.all => Class::Tension,
        Class::Direct if some_house(pair, denied, affirmed) => Class::Tension,
        class => class,
    };
    Opinion::new(class, subject(denied, affirmed))
}

/// "Stopped reading them in August", and "has never read them": what was stopped was done. The denial may be older than what it denies.
fn stopped(pair: &Pair) -> Option<Opinion> {
    let (never, ended) = pair.both_orders().into_iter().find(|(never, ended)| is_never(never) && is_stopped(ended))?;
    let fits = never.is_asserted()
        && ended.is_asserted()
        && !never.same_breath(ended)
        && same_event(never, ended)
        && data_meets(pair, never, ended)
        && ways_meet(pair, never, ended)
        && !qualified(never, ended, pair.lexicon)
        && pair.same_affair();
    let later = matches!((never.said, ended.days.or(ended.said)), (Some(n), Some(e)) if n.last >= e.first);
    fits.then_some(())?;
    Opinion::new(if later { Class::Direct } else { Class::Tension }, subject(never, ended))
}

/// Never done, as far as the words go.
pub(super) fn is_never(reading: &Reading) -> bool {
    reading.is_negated() && reading.says("ever") && !reading.says("change") && !reading.says("now")
}

/// Not done any more: it was done before.
pub(super) fn is_stopped(reading: &Reading) -> bool {
    reading.is_negated() && reading.says("no_longer") && reading.claim.modality == Modality::Actual
}

/// "Not every night", not "the nightly backups are not".
fn not_always(denied: &Reading, lexicon: &Lexicon) -> bool {
    let object = denied.claim.object.as_deref().unwrap_or_default();
    denied.says("repeated") && !lexicon.relations.found("repeated", &plain(object))
}

/// "Nobody read only the names": more was read. "Never saw anything but the names", and the names were seen.
fn no_more_than(denied: &Reading, affirmed: &Reading, lexicon: &Lexicon) -> bool {
    let relations = &lexicon.relations;
    let after = plain(behind(denied.claim));
    let but = (0..after.len()).find(|at| relations.found("but_for", &after[*at..(at + 2).min(after.len())]));
    let named = |at: usize| {
        let told = plain(&affirmed.claim.evidence);
        after[at..].iter().skip(2).any(|word| word.len() > 3 && !relations.is("small", word) && told.contains(word))
    };
    after.first().is_some_and(|next| relations.is("only", next)) || but.is_some_and(named)
}

/// "Before the merger nobody could", and no date: of what came after it says nothing. "Never before" does.
fn until_then(reading: &Reading, lexicon: &Lexicon) -> bool {
    let words = plain(&reading.claim.evidence);
    let is = |list: &str, at: usize| words.get(at).is_some_and(|word| lexicon.relations.is(list, word));
    // "Until now" and a "before" that ends the clause name no other time.
    let named = |at: usize| at + 1 < words.len() && !is("now", at + 1) && !(at > 0 && is("ever", at - 1));
    reading.days.is_none() && (0..words.len()).any(|at| is("until_then", at) && named(at))
}

/// The denial holds under a condition ("not without consent", "not when it is closed") of which the affirmation does not speak.
fn qualified(denied: &Reading, affirmed: &Reading, lexicon: &Lexicon) -> bool {
    let is = |word: &String| lexicon.relations.is("condition", word);
    let condition = |reading: &Reading| {
        let claim = reading.claim;
        let from = claim.evidence.find(claim.trigger.as_str()).map_or(0, |at| at + claim.trigger.len());
        let after = claim.sentence.find(claim.evidence.as_str()).map(|at| &claim.sentence[at + claim.evidence.len()..]);
        let next = after.and_then(|after| after.split([',', ';', '.']).next()).map(plain).unwrap_or_default();
        let before = plain(&claim.evidence[..from]);
        // "Without a warrant we give nobody …".
        let opening = before.first().cloned().filter(|word| word == "without");
        let told = before.into_iter().filter(|word| lexicon.relations.is("manner", word)).chain(opening);
        told.chain(plain(&claim.evidence[from..])).chain(next.into_iter().take(2)).find(is)
    };
    let anyhow = || {
        let claim = affirmed.claim;
        let from = claim.sentence.find(claim.evidence.as_str()).unwrap_or_default();
        lexicon.relations.found("regardless", &plain(&claim.sentence[from..]))
    };
    // "Sealed since the day they came" is said of all times: "not sealed while they lie there" goes against it.
    let always =
        |on: &String| affirmed.says("since") && affirmed.says("perfect") && ["while", "when"].contains(&on.as_str());
    condition(denied).is_some_and(|on| {
        condition(affirmed).as_ref() != Some(&on)
            && !anyhow()
            && !always(&on)
            && !same_case(denied, affirmed, &on, lexicon)
    })
}

/// "Does not log it when the switch is off", and "logged it with the switch off": the affirmation names what the condition names.
fn same_case(denied: &Reading, affirmed: &Reading, on: &str, lexicon: &Lexicon) -> bool {
    let told = plain(&denied.claim.sentence);
    let there = plain(&affirmed.claim.sentence);
    let case = told.iter().rposition(|word| word == on).map(|at| &told[at + 1..]).unwrap_or_default();
    let telling = |word: &&String| {
        let plain = ["small", "anyone", "pronoun"].iter().any(|list| lexicon.relations.is(list, word));
        word.len() > 3 && !plain
    };
    let mut words = case.iter().take(SHORT_CASE).filter(telling).peekable();
    ["when", "while", "whenever", "if"].contains(&on)
        && words.peek().is_some()
        && words.all(|word| there.iter().any(|other| alike(word, other)))
}

/// What it is about, in the words of the side that names it best.
fn subject(denied: &Reading, affirmed: &Reading) -> String {
    let object = affirmed.claim.object.as_deref().or(denied.claim.object.as_deref()).unwrap_or(&affirmed.claim.trigger);
    format!("{} ({})", object.trim(), affirmed.claim.action)
}

/// The denied act takes in the affirmed one: "never accessed" takes in downloading, "never sold" does not take in sharing.
fn same_event(denied: &Reading, affirmed: &Reading) -> bool {
    let narrow = denied.family.is_some_and(|family| family.narrow);
    let apart = affirmed.family.is_some_and(|family| family.apart);
    match (denied.family, affirmed.family) {
        (Some(a), Some(b)) if a.id == b.id => true,
        // "Never read" says nothing of copying.
        (Some(a), Some(_)) if a.light => false,
        _ if narrow || apart => false,
        _ => denied.claim.action == affirmed.claim.action,
    }
}

fn modalities_meet(denied: &Reading, affirmed: &Reading) -> bool {
    denied.claim.modality == Modality::Ability || affirmed.claim.modality == Modality::Actual
}

fn data_meets(pair: &Pair, denied: &Reading, affirmed: &Reading) -> bool {
    let identity = pair.identity();
    let given = denied.recipient.sort != Sort::Absent && affirmed.recipient.sort != Sort::Absent;
    if denied.thing.pronoun || affirmed.thing.pronoun {
        return false;
    }
    match (pair.relation_from(denied), identity) {
        (_, Identity::Other) | (Relation::Other, _) => false,
        _ if somebody_else(denied, affirmed) || not_by_us(denied, affirmed, pair) => false,
        _ if of_a_few(denied, affirmed, pair.lexicon) => false,
        // "The messages in that backup", and messages of whatever place.
        (Relation::Same, _) if denied.says("backup") && !affirmed.says("backup") => affirmed.all,
        (Relation::Same, Identity::May) => !(anybodys(denied) && anybodys(affirmed)),
        (Relation::Same, _) => true,
        (Relation::Wider, Identity::Same) => true,
        // "They can see the pay of everybody": of whom nothing is known.
        (Relation::Wider, _) if affirmed.actor.sort == Sort::Pronoun && denied.thing.is_general() => false,
        // "The file was given to nobody": one file.
        (Relation::Wider, _) if denied.thing.is_general() && denied.thing.single => false,
        (Relation::Wider, _) => {
            let owned = denied.thing.has_owner_in_common(&affirmed.thing, pair.lexicon);
            // "The bank did not return our calls" is of some calls and not of all.
            let some = denied.thing.definite && !denied.says("ever") && !denied.all;
            // "Every support chat is sealed", and the chats from the site are not.
            let every = affirmed.all && some && !denied.thing.is_general() && pair.same_affair();
            // "Nobody abroad ever opened a patient's file", and a clerk abroad opens charts.
            let whose = denied.thing.is_general()
                && !denied.thing.owners.is_empty()
                && affirmed.thing.owners.is_empty()
                && denied.says("ever")
                && is_beyond(pair, denied, affirmed)
                && pair.same_affair();
            // "Nothing was ever deleted", and each file is.
            let nothing = denied.says_nothing() && affirmed.all && identity == Identity::May && pair.same_affair();
            given
                || owned
                || every
                || nothing
                || whose
                || in_house(denied, affirmed, pair)
                || !denied.thing.is_general() && !some
        }
        (Relation::Narrower, identity) => {
            let owned = affirmed.thing.has_owner_in_common(&denied.thing, pair.lexicon);
            affirmed.all && (!affirmed.thing.is_general() || identity == Identity::Same || owned)
                || is_rule(affirmed, pair)
        }
        (Relation::Vague, identity) => identity == Identity::Same && denied.says("ever"),
    }
}

/// "Messages are encrypted", whichever: those of one table are not.
fn is_rule(affirmed: &Reading, pair: &Pair) -> bool {
    affirmed.topic.lasts(&affirmed.claim.action) && !affirmed.once && affirmed.thing.is_any() && pair.same_affair()
}

/// "No recordings of children", and recordings of whomever.
fn of_a_few(denied: &Reading, affirmed: &Reading, lexicon: &Lexicon) -> bool {
    let few = denied.thing.owners.iter().any(|owner| lexicon.relations.is("few", owner));
    few && !denied.thing.has_owner_in_common(&affirmed.thing, lexicon)
}

/// "Sarn's people cannot see it", and somebody can of whom nothing is known, or, in the same text, those of a trade of their own.
fn somebody_else(denied: &Reading, affirmed: &Reading) -> bool {
    // "I have never opened one", and another did, or nobody knows who.
    if denied.actor.head.as_deref() == Some("i") {
        return denied.actor.identity(&affirmed.actor) != Identity::Same;
    }
    let bounded = matches!(denied.actor.sort, Sort::Named | Sort::Staff | Sort::Thing);
    if denied.actor.is_of_some_place(&denied.claim.actor) && affirmed.actor.sort == Sort::Absent {
        return true;
    }
    // "The complaints team does not see them", and "we" of whatever team; "no consultant", and engineers.
    let team = denied.actor.sort == Sort::Staff
        && denied.actor.is_narrow()
        && denied.actor.definite
        && !denied.actor.own_staff;
    if team && affirmed.actor.sort == Sort::We || denied.actor.other_trade(&affirmed.actor) {
        return true;
    }
    // "Nobody in Chile can", and somebody can of whom it is not told where they sit.
    let there = denied.actor.sort == Sort::Anyone && !denied.actor.places.is_empty() && !denied.actor.apart;
    if there && affirmed.actor.places.is_empty() && affirmed.places.is_empty() {
        return true;
    }
    let anyone = affirmed.actor.sort == Sort::Anyone && affirmed.actor.places.is_empty();
    let others = affirmed.actor.sort == Sort::Staff
        && affirmed.actor.definite
        && affirmed.actor.other_than(&denied.actor)
        && affirmed.claim.document == denied.claim.document;
    bounded && (anyone || others)
}

/// "Photos have not been sold", as an organisation says of itself, and another one that sells them.
fn not_by_us(denied: &Reading, affirmed: &Reading, pair: &Pair) -> bool {
    let families = pair.lexicon.relations.families();
    let gives = |reading: &Reading| {
        families.iter().any(|family| family.id == "give" && family.actions.contains(&reading.claim.action))
    };
    denied.actor.sort == Sort::Absent
        && affirmed.actor.sort == Sort::Named
        && gives(denied)
        && gives(affirmed)
        && denied.claim.kind != DocumentKind::Article
        && denied.claim.source.is_some()
        && !denied.is_document_of(&affirmed.actor.name, pair.lexicon)
        && !same_name(&denied.voice, &affirmed.actor.name)
}

/// "We send messages": nobody's data in particular, done by nobody who is named.
fn anybodys(reading: &Reading) -> bool {
    let thing = &reading.thing;
    let plain = thing.kinds.len() < 2 && !thing.definite && thing.named.is_empty();
    let nobody = match reading.actor.sort {
        Sort::Absent | Sort::We | Sort::Pronoun | Sort::Anyone => true,
        // "Blocks", not "the band".
        Sort::Thing => !reading.actor.definite,
        Sort::Named | Sort::Staff => false,
    };
    plain && thing.owners.is_empty() && thing.places.is_empty() && thing.holders.is_empty() && nobody
}

/// An organisation speaks of its own doings, and so does the document against it: "we do not sell your data", and on its tape a sale.
fn in_house(denied: &Reading, affirmed: &Reading, pair: &Pair) -> bool {
    let source = denied.claim.source.as_deref().filter(|_| denied.actor.sort == Sort::We);
    let own = source.map(|source| house(source, pair.lexicon)).unwrap_or_else(|| denied.actor.name.clone());
    affirmed.is_internal()
        && affirmed.is_document_of(&own, pair.lexicon)
        && matches!(affirmed.actor.sort, Sort::We | Sort::Absent)
}

pub(super) fn class(denied: &Reading, affirmed: &Reading) -> Class {
    let ever = denied.says("ever");
    let timed = |reading: &Reading| reading.days.is_some() || reading.says("change");
    let reach = if timed(denied) || timed(affirmed) { 0 } else { HALF_A_YEAR };
    let holds = if not_so_far(denied) {
        denied.days.or(denied.said).map(|until| Days { first: i64::MIN, last: until.last })
    } else if denied.says("change") {
        since(denied)
    } else if (ever || denied.claim.modality == Modality::Actual) && !denied.says("now") {
        denied.days.or(denied.said.map(|said| Days { first: i64::MIN, last: said.last }))
    } else {
        denied.moment_about(reach)
    };
    // "They can't get in now", told after they could.
    let at_last = matches!((denied.said, affirmed.said), (Some(d), Some(a)) if d.first > a.last)
        && plain(&denied.claim.evidence).last().is_some_and(|last| last == "now");
    // "We no longer keep them", and "they were kept for years": that was before.
    let past =
        || plain(&affirmed.claim.evidence).iter().any(|word| ["was", "were", "had", "used"].contains(&word.as_str()));
    let before = denied.says("no_longer") && affirmed.days.is_none() && past() && !ever;
    let of_now = denied.says("change") && !not_so_far(denied) || denied.says("now") && denied.days.is_some() || at_last;
    let happened = if affirmed.claim.modality == Modality::Ability || of_now {
        affirmed.moment_about(reach).or(affirmed.said)
    } else {
        affirmed.days
    };
    // "In 2020 nobody could", and somebody can, or did at a time that is not told.
    let then = denied.days.is_some_and(|days| days.last < i64::MAX);
    let untold = happened.is_none() && !ever_since(affirmed);
    let else_when = then && untold && !denied.once && !denied.says("change");
    let replaced = affirmed.says("change") && !ever && super::pair::apart(denied.said, affirmed.said);
    if super::pair::apart(holds, happened) || replaced || before || else_when {
        Class::Superseded
    } else {
        Class::Direct
    }
}

/// "Has been sealed since it opened", "always".
fn ever_since(affirmed: &Reading) -> bool {
    affirmed.says("since") || affirmed.says("ever") || affirmed.all
}

/// "As of Monday we haven't", "not yet": up to that day never, where it is done only once.
fn not_so_far(denied: &Reading) -> bool {
    let undone = denied.says("so_far") || denied.once && denied.says("perfect") && !denied.says("since");
    undone && denied.claim.modality == Modality::Actual && !denied.says("no_longer")
}

/// "No longer since June": from then on, or from the saying on.
fn since(denied: &Reading) -> Option<Days> {
    let first = denied.days.or(denied.said)?.first;
    Some(Days { first, last: i64::MAX })
}
