//! What can come next in a pattern, worked out once, so that the matcher need not try what cannot.

use super::program::{Builtin, Op};
use super::{Slot, Vocabulary};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The ways that go on from one place of a program, in the order in which they are tried.
#[derive(Debug)]
pub(crate) struct Choice {
    pub(crate) targets: Box<[u32]>,
    next: Ways,
    second: Ways,
}

impl Choice {
    /// One bit a way; what a longer list leaves over is a choice of its own.
    pub(super) const MOST: usize = 64;

    /// The ways that these two tokens allow (the number of words: no token), as bits.
    pub(crate) fn open(&self, next: usize, second: usize) -> u64 {
        self.next.of(next) & self.second.of(second)
    }
}

/// For each word id, and last for no token, a row; for each row the ways it allows.
#[derive(Debug)]
struct Ways {
    rows: Rows,
    bits: Box<[u64]>,
}

impl Ways {
    fn of(&self, id: usize) -> u64 {
        self.bits[usize::from(self.rows[id])]
    }
}

/// Shared, since parts such as `@phase` stand in many patterns.
type Rows = Arc<[u16]>;

/// The tokens that can come next: their ids as bits.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ahead {
    bits: Box<[u64]>,
    /// Nothing more needs to come.
    pub(super) end: bool,
}

impl Ahead {
    pub(super) fn new(words: usize) -> Self {
        Ahead { bits: vec![0; words / 64 + 1].into(), end: false }
    }

    fn add(&mut self, id: usize) {
        self.bits[id / 64] |= 1 << (id % 64);
    }

    pub(super) fn add_all(&mut self, other: &Ahead) {
        self.bits.iter_mut().zip(&other.bits).for_each(|(a, b)| *a |= b);
        self.end |= other.end;
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = usize> {
        (0..self.bits.len() * 64).filter(|id| self.bits[id / 64] >> (id % 64) & 1 == 1)
    }

    /// Can a match go on with this token, or end before it?
    pub(crate) fn allows(&self, token: Option<u16>) -> bool {
        self.end || token.is_some_and(|id| self.bits[usize::from(id) / 64] >> (id % 64) & 1 == 1)
    }
}

/// What each step can begin with, worked out once for all patterns.
pub(super) struct Reach {
    pub(super) words: usize,
    classes: Vec<Ahead>,
    numerals: BTreeMap<&'static str, usize>,
    /// What can stand within a count, another number in words, a.m., and a word with its full stop.
    count: Ahead,
    words_of_number: Ahead,
    ampm: Ahead,
    dotted: Ahead,
    shared: BTreeSet<Rows>,
}

impl Reach {
    pub(super) fn new(vocabulary: &Vocabulary, names: &[(String, Slot)]) -> Self {
        let words = vocabulary.words.len();
        let mut classes = vec![Ahead::new(words); names.len()];
        for (id, entry) in vocabulary.words.iter().enumerate() {
            entry.classes.iter().for_each(|(c, _)| classes[usize::from(*c)].add(id));
        }
        let mut numerals = BTreeMap::new();
        let [mut count, mut words_of_number, mut ampm, mut dotted] = [0; 4].map(|_| Ahead::new(words));
        for (n, (name, _)) in names.iter().enumerate() {
            let known = ["num_cardinal", "num_ordinal", "word_ampm", "word_letters"].into_iter().find(|k| k == name);
            let Some(known) = known else { continue };
            numerals.insert(known, n);
            match known {
                "word_ampm" => {}
                "word_letters" => {
                    [&mut words_of_number, &mut ampm].into_iter().for_each(|set| set.add_all(&classes[n]))
                }
                _ => [&mut count, &mut words_of_number].into_iter().for_each(|set| set.add_all(&classes[n])),
            }
        }
        let sign = |set: &mut Ahead, sign: &[u8]| set.add(usize::from(vocabulary.id(sign)));
        for set in [&mut count, &mut words_of_number] {
            sign(set, b"-");
            sign(set, b"and");
        }
        figures(1..=3).for_each(|id| count.add(id));
        sign(&mut count, b",");
        for set in [&mut count, &mut ampm, &mut dotted] {
            sign(set, b".");
        }
        Reach { words, classes, numerals, count, words_of_number, ampm, dotted, shared: BTreeSet::new() }
    }

    /// What a further token of a step can be; `None` for those that take one only.
    pub(super) fn inside(&self, op: Op) -> Option<&Ahead> {
        match op {
            Op::Table(..) => Some(&self.dotted),
            Op::Builtin(Builtin::Num, _) => Some(&self.count),
            Op::Builtin(Builtin::Day | Builtin::Ordinal | Builtin::Year, _) => Some(&self.words_of_number),
            Op::Builtin(Builtin::Ampm, _) => Some(&self.ampm),
            _ => None,
        }
    }

    /// Adds the tokens that a step can begin with.
    pub(super) fn consumes(&self, op: Op, out: &mut Ahead) {
        match op {
            Op::Word(id) => out.add(usize::from(id)),
            Op::Figures(_) => Vocabulary::FIGURES.for_each(|id| out.add(id)),
            Op::Table(class, _) => out.add_all(&self.classes[usize::from(class)]),
            Op::Builtin(builtin, _) => {
                match builtin {
                    Builtin::Num | Builtin::Digits => Vocabulary::FIGURES.for_each(|id| out.add(id)),
                    Builtin::Day | Builtin::Ordinal => figures(1..=3).for_each(|id| out.add(id)),
                    Builtin::Two | Builtin::Zero | Builtin::Small => figures(2..=2).for_each(|id| out.add(id)),
                    Builtin::Three => figures(3..=3).for_each(|id| out.add(id)),
                    Builtin::Year | Builtin::Four => figures(4..=4).for_each(|id| out.add(id)),
                    Builtin::Eight => figures(8..=8).for_each(|id| out.add(id)),
                    Builtin::Ampm => {}
                }
                builtin
                    .word_classes()
                    .iter()
                    .filter_map(|name| self.numerals.get(name))
                    .for_each(|class| out.add_all(&self.classes[*class]));
            }
            Op::Done => out.end = true,
            _ => {}
        }
    }

    /// The ways of one choice and what each can begin with.
    pub(super) fn choice(&mut self, targets: Vec<u32>, next: &[Ahead], second: &[Ahead]) -> Choice {
        Choice { targets: targets.into(), next: self.ways(next), second: self.ways(second) }
    }

    fn ways(&mut self, sets: &[Ahead]) -> Ways {
        let (mut bits, mut known) = (Vec::new(), BTreeMap::new());
        let mut row = |token: Option<u16>| {
            let set = sets.iter().enumerate().fold(0, |all, (n, s)| all | u64::from(s.allows(token)) << n);
            *known.entry(set).or_insert_with(|| {
                bits.push(set);
                (bits.len() - 1) as u16
            })
        };
        let rows: Rows = (0..self.words).map(|id| Some(id as u16)).chain([None]).map(&mut row).collect();
        let rows = self.shared.get(&rows).cloned().unwrap_or_else(|| {
            self.shared.insert(rows.clone());
            rows
        });
        Ways { rows, bits: bits.into() }
    }
}

/// The ids of figures of these lengths.
fn figures(lengths: std::ops::RangeInclusive<usize>) -> impl Iterator<Item = usize> {
    lengths.map(|length| usize::from(Vocabulary::figures(length)))
}
