//! Which claims of one block are set against each other: only those that some kind of contradiction could set against each other.
//!
//! [`CLASHES`] says for each kind what its two sides are, by tests that look at one claim alone; a claim of no side is never touched.
//! Two sides that are small are set against each other in full. Of larger ones each claim of the smaller side meets those of the other whose
//! actor bears its actor's name or one that its document names, and those without a name; at most [`REACH`] of each, the nearest in time. So work
//! grows with the number of claims and not with its square; what is shown of such a block is counted over all of it afterwards.

use super::group::place_in_time;
use super::party::Sort;
use super::reading::Reading;
use crate::model::Modality;
use std::collections::BTreeMap;

/// Two sides with no more pairs than this are set against each other in full.
const FULL: usize = 4_000;
/// How many of a larger side a claim meets under one name, or of those without a name.
const REACH: usize = 100;
/// How many names it looks for.
const NAMES: usize = 8;

/// The pairs of a block to look at, each once, and whether there are more.
pub(super) struct Meeting {
    pub pairs: Vec<(usize, usize)>,
    pub sampled: bool,
}

type Side = fn(&Reading) -> bool;

/// The sides of each kind; what a claim must be for it to be of a side, without which the kind stays silent whatever the other is.
const CLASHES: [(Side, Side); 9] = [
    // denial, its tensions, and place ("nothing is kept outside")
    (is_negated, is_affirmed),
    (is_counted, is_counted),
    (is_dated, is_dated),
    (is_placed, is_placed),
    (is_part, is_whole),
    (is_only, is_affirmed),
    (is_deed, is_deed),
    (is_hedge, is_fact),
    (is_plan, is_done_once),
];

fn is_negated(reading: &Reading) -> bool {
    reading.is_negated()
}

fn is_affirmed(reading: &Reading) -> bool {
    !reading.is_negated()
}

fn is_actual(reading: &Reading) -> bool {
    is_affirmed(reading) && reading.claim.modality == Modality::Actual
}

fn is_counted(reading: &Reading) -> bool {
    is_affirmed(reading) && reading.is_asserted() && reading.amount.is_some()
}

fn is_dated(reading: &Reading) -> bool {
    is_actual(reading) && reading.days.is_some() && (reading.once || reading.says("since")) && !reading.says("repeated")
}

fn is_placed(reading: &Reading) -> bool {
    is_actual(reading) && !reading.places.is_empty()
}

fn is_part(reading: &Reading) -> bool {
    is_affirmed(reading) && reading.once && reading.thing.part && !reading.all
}

fn is_whole(reading: &Reading) -> bool {
    is_affirmed(reading) && reading.once && reading.all && !reading.thing.part
}

fn is_only(reading: &Reading) -> bool {
    is_affirmed(reading) && reading.says("only")
}

fn is_deed(reading: &Reading) -> bool {
    is_actual(reading) && reading.actor.sort == Sort::Named && reading.family.is_some_and(|family| family.deed)
}

fn is_hedge(reading: &Reading) -> bool {
    is_affirmed(reading) && reading.claim.modality == Modality::Possible && reading.says("hedge")
}

fn is_fact(reading: &Reading) -> bool {
    is_actual(reading) && !reading.says("hedge")
}

fn is_plan(reading: &Reading) -> bool {
    is_affirmed(reading) && reading.claim.modality == Modality::Planned && reading.once
}

fn is_done_once(reading: &Reading) -> bool {
    is_fact(reading) && reading.once
}

/// Whether `other` may stand against `fixed` as `model` does: it says yes or no as that does, and is not by somebody else where names decide.
pub(super) fn stands_like(other: &Reading, model: &Reading, fixed: &Reading) -> bool {
    let named = |reading: &Reading| reading.actor.sort == Sort::Named;
    let elsewhere = || !other.actor.same_name(&fixed.actor) && !other.actor.same_name(&model.actor);
    other.is_negated() == model.is_negated() && !(named(other) && named(fixed) && named(model) && elsewhere())
}

/// The pairs of `shown` to look at, by their places in `readings`, of which at least one must pass `wanted`.
pub(super) fn pairs(readings: &[&Reading], shown: &[usize], wanted: impl Fn(usize) -> bool) -> Meeting {
    let mut meeting = Meeting { pairs: Vec::new(), sampled: false };
    let any = shown.iter().any(|at| !wanted(*at));
    for (one, other) in CLASHES {
        let of = |side: Side| shown.iter().copied().filter(|at| side(readings[*at])).collect::<Vec<usize>>();
        let left = of(one);
        if left.is_empty() {
            continue;
        }
        let right = of(other);
        if !any {
            meeting.between(&left, &right, readings);
            continue;
        }
        let chosen = |side: &[usize]| side.iter().copied().filter(|at| wanted(*at)).collect::<Vec<usize>>();
        meeting.between(&chosen(&left), &right, readings);
        meeting.between(&left, &chosen(&right), readings);
    }
    meeting.pairs.sort_unstable();
    meeting.pairs.dedup();
    meeting
}

impl Meeting {
    fn between(&mut self, left: &[usize], right: &[usize], readings: &[&Reading]) {
        let (few, many) = if left.len() <= right.len() { (left, right) } else { (right, left) };
        if few.len().saturating_mul(many.len()) <= FULL {
            for one in few {
                self.pairs.extend(many.iter().filter(|other| *other != one).map(|other| in_order(*one, *other)));
            }
            return;
        }
        let index = Index::new(many, readings);
        self.sampled |= index.by_name.values().chain([&index.nameless]).any(|list| list.len() > REACH);
        for one in few {
            let near = index.near(readings[*one], readings);
            self.pairs.extend(near.into_iter().filter(|other| other != one).map(|other| in_order(*one, other)));
        }
    }
}

fn in_order(a: usize, b: usize) -> (usize, usize) {
    (a.min(b), a.max(b))
}

/// The claims of a large side by the words of their actor's name, each list in order of time.
struct Index<'r> {
    by_name: BTreeMap<&'r str, Vec<usize>>,
    nameless: Vec<usize>,
}

impl<'r> Index<'r> {
    fn new(side: &[usize], readings: &[&'r Reading]) -> Index<'r> {
        let mut index = Index { by_name: BTreeMap::new(), nameless: Vec::new() };
        let mut side = side.to_vec();
        side.sort_by(|x, y| place_in_time(readings[*x]).cmp(&place_in_time(readings[*y])));
        for at in side {
            let name = &readings[at].actor.name;
            if name.is_empty() {
                index.nameless.push(at);
            }
            name.iter().for_each(|word| index.by_name.entry(word).or_default().push(at));
        }
        index
    }

    /// Some may be found twice, under two names.
    fn near(&self, probe: &Reading, readings: &[&Reading]) -> Vec<usize> {
        let names = probe.actor.name.iter().chain(probe.names.difference(&probe.actor.name));
        let lists: Vec<&Vec<usize>> = names.filter_map(|word| self.by_name.get(word.as_str())).take(NAMES).collect();
        lists.into_iter().chain([&self.nameless]).flat_map(|list| nearest(list, probe, readings)).collect()
    }
}

/// Those of a list that stand nearest in time to the probe, half of them before it.
fn nearest<'l>(list: &'l [usize], probe: &Reading, readings: &[&Reading]) -> impl Iterator<Item = usize> + use<'l> {
    let at = list.partition_point(|other| place_in_time(readings[*other]) < place_in_time(probe));
    let from = at.saturating_sub(REACH / 2).min(list.len().saturating_sub(REACH));
    list[from..(from + REACH).min(list.len())].iter().copied()
}
