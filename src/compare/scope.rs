//! `scope`: all against some, only this against that too.
//!
//! **Finds** an affirmed act on the whole of some data against the same act on a part of it; "only" against "every"; an act
//! said to be open only to some against others, or anybody, who do it; an act said to touch only one kind of data against the same act,
//! by the same party with the same recipient, on another kind, or on the same kind with the names that were said to be taken off;
//! and data said to go only to one ("and to no one else") that goes to another who is named.
//!
//! **Why it matters.** "Only anonymised scores" is true of every statement but the one that names the names.
//!
//! **Example.** "We share only blood groups with the institute." — "We send the institute names along with the blood groups."
//!
//! **Silent when** "only" is "not only" or says when and not what ("only when we send them"), the data is data in general, the recipients or companies differ, or one of the sides is a plan or a question.

use super::pair::{Opinion, Pair};
use super::party::{Identity, Sort};
use super::reading::Reading;
use super::thing::{Relation, Thing};
use crate::lexicon::Lexicon;
use crate::model::{Class, Modality};

pub(super) fn find(pair: &Pair) -> Option<Opinion> {
    if !pair.both_affirmed() || pair.a.same_breath(pair.b) || pair.times_apart() {
        return None;
    }
    // "You", "people", "it" do not tell whose rule it is, and two affairs have nothing to do with each other.
    let told = |reading: &Reading| {
        let close = reading.thing.is_close() || pair.relation() == Relation::Same && !reading.thing.is_general();
        let they = reading.actor.head.as_deref() == Some("they") && close;
        (they || !matches!(reading.actor.sort, Sort::Pronoun | Sort::Anyone | Sort::Thing)) && !reading.thing.pronoun
    };
    let ruled = told(pair.a) && told(pair.b) && pair.same_affair();
    let why = pair.both_orders().into_iter().find_map(|(one, other)| {
        whole_and_part(pair, one, other)
            .or_else(|| only_one_and_others(pair, one, other))
            .or_else(|| only_here_and_there(pair, one, other))
            .or_else(|| only_and_every(pair, one, other).filter(|_| ruled))
            .or_else(|| only_this_and_that(pair, one, other).filter(|_| ruled))
            .or_else(|| only_to_one_and_to_another(pair, one, other).filter(|_| ruled))
            .or_else(|| only_masked_and_named(pair, one, other).filter(|_| pair.same_affair()))
    });
    let why = why?;
    Opinion::new(if why == SOME { Class::Tension } else { Class::Direct }, why)
}

fn whole_and_part(pair: &Pair, whole: &Reading, part: &Reading) -> Option<&'static str> {
    let told = |reading: &Reading| matches!(reading.claim.modality, Modality::Actual | Modality::Possible);
    // "Half of it so far", and later all of it.
    let underway = part.says("so_far") && matches!((part.said, whole.said), (Some(p), Some(w)) if p.first < w.first);
    let fits = whole.all
        && !underway
        && !whole.thing.part
        && part.thing.part
        && !part.all
        && told(whole)
        && told(part)
        && pair.same_act()
        && pair.relation() == Relation::Same
        && (whole.once && part.once || lasting(whole) && lasting(part))
        && pair.same_ways()
        && (pair.identity() != Identity::Other || part.actor.apart && pair.same_affair());
    fits.then_some(if part.once || !bare_some(part) { "the whole against a part" } else { SOME })
}

fn lasting(reading: &Reading) -> bool {
    !reading.once && reading.claim.modality == Modality::Actual
}

/// Of what lasts "some" leaves it open whether it is so for all: it strains, where "half", "a few" and "only some" contradict.
const SOME: &str = "all against some";

fn bare_some(part: &Reading) -> bool {
    let lows = super::words::plain(part.claim.object.as_deref().unwrap_or_default());
    lows.contains(&"some".to_string()) && !part.says("only")
}

/// "Only the treating doctor can open it" against "every doctor can", or against another trade that does.
fn only_one_and_others(pair: &Pair, only: &Reading, others: &Reading) -> Option<&'static str> {
    if !only.says("only") || !pair.same_act() || pair.relation() != Relation::Same {
        return None;
    }
    let lexicon = pair.lexicon;
    let lows = |reading: &Reading| super::words::plain(reading.claim.actor.as_deref().unwrap_or_default());
    let (alone, many) = (lows(only), lows(others));
    let counted = |lows: &[String]| lows.iter().any(|low| lexicon.quantities.numbers.contains(low));
    let all = lexicon.relations.found("all", &many);
    let fits = lexicon.relations.found("only", &alone[..alone.len().min(1)])
        && !lexicon.relations.found("only", &many)
        && !only.says("not_only")
        && (!counted(&alone) || all && alone.get(1).is_some_and(|word| word == "the"))
        && only.is_asserted()
        && others.is_asserted()
        && (others.claim.modality == Modality::Actual || only.claim.modality == Modality::Ability)
        && pair.same_affair()
        && pair.same_ways()
        && !pair.tells_a_change();
    let anyone = others.actor.sort == Sort::Anyone && others.actor.places.is_empty() && !others.is_negated();
    let everybody = all && (only.actor.head == others.actor.head || others.actor.is_anyone_there())
        || anyone && (all || many.first().is_some_and(|first| ["anyone", "anybody"].contains(&first.as_str())));
    (fits && (everybody || only.actor.other_trade(&others.actor))).then_some("only some may, and others do")
}

/// "Only ever opened by our own clerks in Oslo" against clerks elsewhere who open it.
fn only_here_and_there(pair: &Pair, only: &Reading, there: &Reading) -> Option<&'static str> {
    let evidence = only.claim.evidence.as_str();
    let (before, by) = only.claim.actor.as_deref().and_then(|actor| evidence.split_once(actor)).unwrap_or_default();
    let before = super::words::plain(before);
    let confined = !by.is_empty()
        && before.last().is_some_and(|word| word == "by")
        && before.contains(&"only".to_string())
        || pair.lexicon.relations.found("only", &super::words::plain(only.claim.actor.as_deref().unwrap_or_default()));
    let sits = |reading: &Reading| {
        let own = !reading.actor.places.is_empty();
        if own { reading.actor.places.clone() } else { reading.places.iter().cloned().collect() }
    };
    let (here, elsewhere) = (sits(only), sits(there));
    let apart = elsewhere.iter().all(|x| !here.iter().any(|y| pair.lexicon.places.agree(x, y)));
    let fits = confined
        && !only.says("not_only")
        && !here.is_empty()
        && !elsewhere.is_empty()
        && apart
        && only.is_asserted()
        && there.is_asserted()
        && there.claim.modality == Modality::Actual
        && pair.same_act()
        && pair.relation() == Relation::Same
        && !only.thing.is_general()
        && pair.same_affair();
    fits.then_some("only those in one place may, and others elsewhere do")
}

fn only_and_every(pair: &Pair, only: &Reading, every: &Reading) -> Option<&'static str> {
    let fits = is_exclusive(only, pair.lexicon)
        && every.all
        && !every.says("only")
        && only.is_asserted()
        && every.is_asserted()
        && pair.same_act()
        && pair.relation() == Relation::Same
        && !pair.a.thing.is_general()
        && pair.identity() != Identity::Other
        && pair.same_ways()
        && !pair.tells_a_change();
    fits.then_some("only some against every")
}

fn only_this_and_that(pair: &Pair, only: &Reading, that: &Reading) -> Option<&'static str> {
    let confined = is_exclusive(only, pair.lexicon) && !only.thing.is_general();
    // "It is sent to a third party": by whom?
    let told = that.actor.sort != Sort::Absent || that.recipient.sort == Sort::Named;
    let fits = confined
        && told
        && only.is_asserted()
        && that.is_asserted()
        && that.claim.modality == Modality::Actual
        && !that.says("only")
        && only.claim.action == that.claim.action
        && !that.thing.pronoun
        && !that.thing.is_general()
        && leaves_out(&only.thing, &that.thing)
        && recipients_meet(only, that, pair)
        && pair.identity() != Identity::Other
        && !pair.tells_a_change();
    fits.then_some("only one kind of data against another kind")
}

/// "To the police and to no one else", "only to the police", against one who is named and gets it too.
fn only_to_one_and_to_another(pair: &Pair, only: &Reading, that: &Reading) -> Option<&'static str> {
    let sentence = super::words::plain(&only.claim.sentence);
    let receiver = only.claim.recipient.as_deref().map(super::words::plain).unwrap_or_default();
    let stands = |at: usize| !receiver.is_empty() && sentence[at..].starts_with(&receiver);
    let at = (0..sentence.len()).find(|at| stands(*at))?;
    let before = &sentence[at.saturating_sub(3)..at];
    let after = &sentence[at + receiver.len()..];
    let next = &after[..after.len().min(1)];
    let is_only = |words: &[String]| pair.lexicon.relations.found("only", words);
    let else_ = (0..after.len()).any(|at| after[at] == "else" && is_only(&after[at.saturating_sub(2)..=at]));
    let fits = (is_only(before) || is_only(next) || else_)
        && only.says("only")
        && !only.says("not_only")
        && only.is_asserted()
        && that.is_asserted()
        && that.claim.modality == Modality::Actual
        && that.recipient.sort == Sort::Named
        && !that.recipient.name.iter().any(|word| sentence.contains(word))
        && only.claim.action == that.claim.action
        && matches!(pair.relation(), Relation::Same)
        && !only.thing.is_general()
        && pair.identity() != Identity::Other
        && !pair.tells_a_change();
    fits.then_some("only to one against to another")
}

/// "Only anonymised scans went to the institute" against scans that went there with the names on them.
fn only_masked_and_named(pair: &Pair, only: &Reading, named: &Reading) -> Option<&'static str> {
    let fits = only.says("only")
        && !only.says("not_only")
        && only.says("masked")
        && named.says("unmasked")
        && !named.says("masked")
        && only.is_asserted()
        && named.is_asserted()
        && named.claim.modality == Modality::Actual
        && only.claim.action == named.claim.action
        && pair.relation() == Relation::Same
        && recipients_meet(only, named, pair)
        && pair.identity() != Identity::Other
        && !pair.tells_a_change();
    fits.then_some("only without names against with names")
}

/// "Only" before the data, or before the act that the data follows ("we only share scores"), and no "not only".
fn is_exclusive(reading: &Reading, lexicon: &Lexicon) -> bool {
    if !reading.says("only") || reading.says("not_only") {
        return false;
    }
    let plain = super::words::plain;
    let claim = reading.claim;
    let object = claim.object.as_deref().unwrap_or_default();
    let before = |phrase: &str| claim.evidence.find(phrase).map(|at| (at, plain(&claim.evidence[..at])));
    let (Some((data, ahead)), Some((act, before_act))) = (before(object), before(&claim.trigger)) else {
        return false;
    };
    let is_only =
        |words: &[String]| words.iter().any(|word| ["only", "solely", "exclusively"].contains(&word.as_str()));
    let last = |words: &[String], count: usize| words[words.len().saturating_sub(count)..].to_vec();
    // "Only anonymised scans": a word may stand between.
    let of_data = is_only(&plain(object)) || is_only(&last(&ahead, 2)) && !is_only(&last(&before_act, 1));
    let end = data + object.len();
    let rest = claim.sentence.find(claim.evidence.as_str()).map(|at| plain(&claim.sentence[at + end..]));
    let when = || rest.is_some_and(|rest| lexicon.relations.found("condition", &rest));
    let of_act = is_only(&last(&before_act, 1)) && act < data;
    of_data || of_act && !when()
}

/// None of what the other names is among what is allowed, or one of several is not.
fn leaves_out(only: &Thing, that: &Thing) -> bool {
    let allowed: Vec<_> = std::iter::once(&only.kinds).chain(&only.others).collect();
    let mut named = std::iter::once(&that.kinds).chain(&that.others);
    named.any(|kind| !kind.is_empty() && !allowed.iter().any(|allow| !allow.is_disjoint(kind)))
}

/// The recipient that the one names stands in the sentence of the other, or both are one.
fn recipients_meet(only: &Reading, that: &Reading, pair: &Pair) -> bool {
    let recipient = &that.recipient;
    let sentence = super::words::plain(&only.claim.sentence);
    let named = !recipient.name.is_empty() && recipient.name.iter().all(|word| sentence.contains(word));
    let object_named =
        that.claim.object.as_deref().is_some() && recipient.name.is_empty() && shared_name(&sentence, that);
    let both = only.recipient.sort != Sort::Absent && recipient.sort != Sort::Absent;
    named || object_named || both && only.recipient.takes_in(recipient, pair.lexicon)
}

/// A capitalised word of the evidence ("We send Lumen names") that the sentence with "only" holds too.
fn shared_name(sentence: &[String], that: &Reading) -> bool {
    let found = super::words::words(&that.claim.evidence);
    let mut names = found.iter().skip(1).filter(|word| word.capital && word.low.len() > 2);
    names.any(|word| sentence.contains(&word.low))
}
