//! Which claims of one block are set against each other: only those that some kind of contradiction could set against each other.
//!
//! [`CLASHES`] says for each kind what its two sides are, by tests that look at one claim alone; a claim of no side is never touched.
//! Two sides that are small are set against each other in full. Of larger ones each claim of the smaller side meets those of the other whose
//! actor bears its actor's name or one that its document names, and those without a name; at most [`REACH`] of each, half of them the nearest in
//! time and half spread evenly over all times. So work grows with the number of claims and not with its square. What is shown of such a block is
//! counted over the block afterwards, up to [`COUNTED`] statements; a count that stopped there is given as "at least".

use super::party::Sort;
use super::reading::Reading;
use crate::model::{DocumentKind, Modality};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// Two sides with no more pairs than this are set against each other in full.
const FULL: usize = 4_000;
/// How many of a larger side a claim meets under one name, or of those without a name.
const REACH: usize = 60;
/// How many names it looks for.
const NAMES: usize = 8;
/// How many statements that stand beside a shown one are looked at for their number.
pub(super) const COUNTED: usize = 1_000;

type Side = fn(&Reading) -> bool;

/// The sides of each kind; what a claim must be for it to be of a side, without which the kind stays silent whatever the other is.
const CLASHES: [(Side, Side); 17] = [
    // denial, its tensions, and place ("nothing is kept outside")
    (is_negated, is_affirmed),
    (super::bared::is_sealed, super::bared::is_bare),
    (super::abroad::is_home, super::abroad::is_reached),
    (super::undone::is_gone, super::undone::is_there),
    (super::retention::is_kept, super::retention::is_deleted),
    (super::denial::is_never, super::denial::is_stopped),
    (is_counted, is_counted),
    (is_dated, is_dated),
    (is_ended, is_ended),
    (is_placed, is_placed),
    (is_part, is_whole),
    (is_only, is_affirmed),
    (is_deed, is_deed),
    (is_picked, is_affirmed),
    (is_hedge, is_fact),
    (is_plan, is_done_once),
    (is_able, is_told),
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
    (is_affirmed(reading) || super::quantity::is_capped(reading)) && reading.is_asserted() && reading.amount.is_some()
}

fn is_dated(reading: &Reading) -> bool {
    let begun = (reading.says("since") || reading.says("onset")) && reading.is_asserted();
    let stranger = reading.actor.sort == Sort::Anyone || reading.actor.intruder || reading.actor.unknown;
    is_affirmed(reading)
        && reading.days.is_some()
        && (begun || (reading.once || stranger) && is_actual(reading))
        && !reading.says("repeated")
}

fn is_ended(reading: &Reading) -> bool {
    reading.is_negated() && reading.days.is_some() && reading.says("change")
}

fn is_placed(reading: &Reading) -> bool {
    is_actual(reading) && !reading.places.is_empty()
}

fn is_part(reading: &Reading) -> bool {
    is_affirmed(reading) && reading.thing.part && !reading.all
}

fn is_whole(reading: &Reading) -> bool {
    is_affirmed(reading) && reading.all && !reading.thing.part
}

fn is_only(reading: &Reading) -> bool {
    is_affirmed(reading) && reading.says("only")
}

fn is_deed(reading: &Reading) -> bool {
    let told = reading.actor.intruder || !reading.actor.places.is_empty();
    let who = matches!(reading.actor.sort, Sort::Named | Sort::Staff) || told;
    is_actual(reading) && who && reading.family.is_some_and(|family| family.deed)
}

fn is_picked(reading: &Reading) -> bool {
    is_actual(reading) && reading.picked
}

fn is_hedge(reading: &Reading) -> bool {
    is_affirmed(reading)
        && (reading.claim.modality == Modality::Possible
            || reading.claim.modality == Modality::Actual && reading.says("hedge"))
}

fn is_fact(reading: &Reading) -> bool {
    is_actual(reading) && !reading.says("hedge")
}

fn is_plan(reading: &Reading) -> bool {
    is_affirmed(reading) && reading.claim.modality == Modality::Planned && (reading.once || reading.days.is_some())
}

fn is_done_once(reading: &Reading) -> bool {
    is_fact(reading) && (reading.once || reading.says("perfect") || super::certainty::done_to(reading))
}

fn is_able(reading: &Reading) -> bool {
    is_affirmed(reading) && reading.claim.modality == Modality::Ability
}

fn is_told(reading: &Reading) -> bool {
    is_fact(reading) && reading.claim.kind == DocumentKind::Article
}

/// The claims of a block in order of time, ready to be set against each other. All are told by their places in `readings`.
pub(super) struct Meeting<'r, 'a> {
    readings: &'r [&'r Reading<'a>],
    /// Those that stand for their copies.
    shown: &'r [usize],
    /// Both sides of each clash that has two.
    clashes: Vec<[Vec<usize>; 2]>,
    /// Those of `shown` that affirm, and those that deny.
    stances: OnceCell<[Index<'r>; 2]>,
}

impl<'r, 'a> Meeting<'r, 'a> {
    /// At least one of each pair must pass `wanted`.
    pub fn new(readings: &'r [&'r Reading<'a>], shown: &'r [usize], wanted: impl Fn(usize) -> bool) -> Meeting<'r, 'a> {
        let all = shown.iter().all(|at| wanted(*at));
        let mut clashes = Vec::new();
        for (one, other) in CLASHES {
            let of = |side: Side| shown.iter().copied().filter(|at| side(readings[*at])).collect::<Vec<usize>>();
            let left = of(one);
            let right = if left.is_empty() { Vec::new() } else { of(other) };
            if all {
                clashes.push([left, right]);
                continue;
            }
            let chosen = |side: &[usize]| side.iter().copied().filter(|at| wanted(*at)).collect::<Vec<usize>>();
            clashes.push([chosen(&left), right.clone()]);
            clashes.push([left, chosen(&right)]);
        }
        clashes.retain(|sides| sides.iter().all(|side| !side.is_empty()));
        Meeting { readings, shown, clashes, stances: OnceCell::new() }
    }

    /// The pairs to look at; one may come twice.
    pub fn each(&self, mut look: impl FnMut(usize, usize)) {
        for [left, right] in &self.clashes {
            let (few, many) = if left.len() <= right.len() { (left, right) } else { (right, left) };
            if few.len().saturating_mul(many.len()) <= FULL {
                for one in few {
                    many.iter().filter(|other| *other != one).for_each(|other| look(*one, *other));
                }
                continue;
            }
            let index = Index::new(many, self.readings);
            for one in few {
                index.near(self.readings[*one], *one).filter(|other| other != one).for_each(|other| look(*one, other));
            }
        }
    }

    /// Those that may stand against `fixed` as `model` does, and whether they are all there are: they say yes or no as that does, and are not by
    /// somebody else where names decide.
    pub fn standing_like(&self, model: usize, fixed: usize) -> (Vec<usize>, bool) {
        let readings = self.readings;
        let stances = self.stances.get_or_init(|| {
            [false, true].map(|negated| {
                let of = |at: &usize| readings[*at].is_negated() == negated;
                Index::new(&self.shown.iter().copied().filter(of).collect::<Vec<usize>>(), readings)
            })
        });
        let index = &stances[usize::from(readings[model].is_negated())];
        let (one, other) = (&readings[model].actor.name, &readings[fixed].actor.name);
        let lists: Vec<&[usize]> = if one.is_empty() || other.is_empty() {
            vec![&index.all]
        } else {
            index.of(one.union(other)).chain([index.nameless.as_slice()]).collect()
        };
        let mut whole = lists.iter().all(|list| list.len() <= COUNTED);
        let reached: BTreeSet<usize> = lists.iter().flat_map(|list| window(list, model, COUNTED)).copied().collect();
        let mut reached: Vec<usize> = reached.into_iter().filter(|at| *at != fixed).collect();
        if reached.len() > COUNTED {
            whole = false;
            reached = window(&reached, model, COUNTED).to_vec();
        }
        (reached, whole)
    }
}

/// The claims of a side by the words of their actor's name, each list in order of time.
struct Index<'r> {
    all: Vec<usize>,
    by_name: BTreeMap<&'r str, Vec<usize>>,
    nameless: Vec<usize>,
}

impl<'r> Index<'r> {
    fn new(side: &[usize], readings: &[&'r Reading]) -> Index<'r> {
        let mut index = Index { all: side.to_vec(), by_name: BTreeMap::new(), nameless: Vec::new() };
        for at in side {
            let name = &readings[*at].actor.name;
            if name.is_empty() {
                index.nameless.push(*at);
            }
            name.iter().for_each(|word| index.by_name.entry(word).or_default().push(*at));
        }
        index
    }

    fn of<'n>(&self, names: impl Iterator<Item = &'n String>) -> impl Iterator<Item = &[usize]> {
        names.filter_map(|word| self.by_name.get(word.as_str())).map(Vec::as_slice)
    }

    /// Some may be found twice, under two names.
    fn near(&self, probe: &Reading, at: usize) -> impl Iterator<Item = usize> {
        let names = probe.actor.name.iter().chain(probe.names.difference(&probe.actor.name));
        let lists: Vec<&[usize]> = self.of(names).take(NAMES).chain([self.nameless.as_slice()]).collect();
        lists.into_iter().flat_map(move |list| sample(list, at))
    }
}

/// Of a long list those nearest in time to the probe, and as many spread over all of it.
fn sample(list: &[usize], probe: usize) -> impl Iterator<Item = usize> {
    let near = window(list, probe, if list.len() <= REACH { REACH } else { REACH / 2 });
    let spread = if near.len() == list.len() { 0 } else { REACH / 2 };
    near.iter().copied().chain((0..spread).map(move |nth| list[nth * list.len() / spread]))
}

/// Those of a list that stand nearest in time to the probe, half of them before it.
fn window(list: &[usize], probe: usize, size: usize) -> &[usize] {
    let at = list.partition_point(|other| *other < probe);
    let from = at.saturating_sub(size / 2).min(list.len().saturating_sub(size));
    &list[from..(from + size).min(list.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_list_is_met_whole_and_a_long_one_near_and_far() {
        let short: Vec<usize> = (0..REACH).collect();
        assert_eq!(sample(&short, 7).collect::<Vec<usize>>(), short);
        let long: Vec<usize> = (0..10 * REACH).collect();
        let met: BTreeSet<usize> = sample(&long, 5 * REACH).collect();
        assert!(met.len() <= REACH && met.contains(&0) && met.contains(&(5 * REACH)) && met.contains(&(9 * REACH)));
    }
}
