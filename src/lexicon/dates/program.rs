//! A pattern as a small program: its steps, and what each of them can begin with.

use super::{Slot, Vocabulary};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A compiled pattern.
#[derive(Debug, Default)]
pub struct Program {
    pub ops: Vec<Op>,
    /// For each `Split`, by the id of the next token and of the one after it (the last place: no token), which ways can go on: 1 the
    /// first, 2 the second, 3 both.
    pub(crate) ways: Vec<Option<(Ways, Ways)>>,
    /// What the second and the third token of a match may be.
    pub(crate) second: Ahead,
    pub(crate) third: Ahead,
}

/// Shared, since parts such as `@phase` stand in many patterns.
pub(crate) type Ways = Arc<[u8]>;

/// The tokens that can come next: word ids as bits, figures as bit 0.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ahead {
    bits: Box<[u64]>,
    /// Nothing more needs to come.
    end: bool,
}

impl Ahead {
    fn new(words: usize) -> Self {
        Ahead { bits: vec![0; words / 64 + 1].into(), end: false }
    }

    fn add(&mut self, id: usize) {
        self.bits[id / 64] |= 1 << (id % 64);
    }

    fn add_all(&mut self, other: &Ahead) {
        self.bits.iter_mut().zip(&other.bits).for_each(|(a, b)| *a |= b);
        self.end |= other.end;
    }

    /// Can a match go on with this token, or end before it?
    pub(crate) fn allows(&self, token: Option<u16>) -> bool {
        self.end || token.is_some_and(|id| self.bits[usize::from(id) / 64] >> (id % 64) & 1 == 1)
    }
}

/// One step of a program; `Split` tries its first target first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    Word(u16),
    /// These figures.
    Figures(u32),
    Table(u8, Slot),
    Builtin(Builtin, Slot),
    Glue,
    Split(u32, u32),
    Jump(u32),
    /// Fills a part; the number of the pattern part that says so, counted from 1, or 0 for the rule itself.
    Set(Slot, i64, u8),
    Open(u8),
    Close(u8),
    Done,
}

/// Classes that no list can hold: numbers in figures and words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Builtin {
    /// A count: `12`, `1,200`, `2.5`, "twenty-five", "two and a half".
    Num,
    /// A day of the month: `17`, `17th`, "seventeenth", "the twenty-first".
    Day,
    /// A day with an ending or in words only: `17th`, "seventeenth".
    Ordinal,
    /// A year of four digits, or spoken: "nineteen eighty-four", "twenty twenty-one".
    Year,
    /// Exactly two digits.
    Two,
    /// One or two digits.
    Small,
    /// Two digits, the first of them 0.
    Zero,
    /// Three digits.
    Three,
    /// Four digits.
    Four,
    /// Eight digits that are a day: `20220617`.
    Eight,
    /// Digits of a fraction of a second.
    Digits,
    /// "a.m.", "pm", "p m".
    Ampm,
}

impl Builtin {
    pub(super) fn named(name: &str) -> Option<(Builtin, Slot)> {
        Some(match name {
            "num" => (Builtin::Num, Slot::Num),
            "day" => (Builtin::Day, Slot::Day),
            "ordinal" => (Builtin::Ordinal, Slot::Nth),
            "year" => (Builtin::Year, Slot::Year),
            "two" => (Builtin::Two, Slot::Yy),
            "zero" => (Builtin::Zero, Slot::Month),
            "small" => (Builtin::Small, Slot::Word),
            "three" => (Builtin::Three, Slot::Year),
            "four" => (Builtin::Four, Slot::Word),
            "eight" => (Builtin::Eight, Slot::Word),
            "digits" => (Builtin::Digits, Slot::Word),
            "ampm" => (Builtin::Ampm, Slot::Ampm),
            _ => return None,
        })
    }

    /// The word classes a number of this kind can begin with.
    pub(super) fn word_classes(self) -> &'static [&'static str] {
        match self {
            Builtin::Num => &["num_cardinal"],
            Builtin::Day | Builtin::Ordinal => &["num_cardinal", "num_ordinal"],
            Builtin::Year => &["num_cardinal"],
            Builtin::Ampm => &["word_ampm"],
            _ => &[],
        }
    }
}

impl Program {
    /// The steps a match can begin with.
    pub(super) fn first(&self) -> Vec<Op> {
        self.next(0).into_iter().map(|at| self.ops[at as usize]).filter(|op| *op != Op::Done).collect()
    }

    /// Works out what may come next, so that the matcher need not try what cannot.
    pub(super) fn look_ahead(&mut self, reach: &mut Reach) {
        let ways = self.ops.iter().map(|op| match op {
            Op::Split(a, b) => {
                let next = reach.table(&self.after(*a, 0, reach), &self.after(*b, 0, reach));
                let second = reach.table(&self.after(*a, 1, reach), &self.after(*b, 1, reach));
                Some((next, second))
            }
            _ => None,
        });
        let ways = ways.collect();
        (self.second, self.third) = (self.after(0, 1, reach), self.after(0, 2, reach));
        self.ways = ways;
    }

    /// The tokens that can come `n` tokens after the next one, when a match goes on from `start`; rather too many than too few.
    fn after(&self, start: u32, n: usize, reach: &Reach) -> Ahead {
        let mut out = Ahead::new(reach.words);
        let mut front = self.next(start);
        for _ in 0..n {
            let mut further = Vec::new();
            for at in front {
                match self.ops[at as usize] {
                    Op::Done => out.end = true,
                    op => {
                        let rest = self.next(at + 1);
                        if matches!(op, Op::Builtin(..) | Op::Table(..)) {
                            // A number or a dotted word may take more than one token.
                            out.add_all(&reach.inside);
                            rest.iter().for_each(|r| reach.consumes(self.ops[*r as usize], &mut out));
                        }
                        further.extend(rest);
                    }
                }
            }
            further.sort_unstable();
            further.dedup();
            front = further;
        }
        front.iter().for_each(|at| reach.consumes(self.ops[*at as usize], &mut out));
        out
    }

    /// The consuming steps (or `Done`) that can follow from `start`.
    fn next(&self, start: u32) -> Vec<u32> {
        let (mut out, mut todo, mut seen) = (Vec::new(), vec![start], vec![false; self.ops.len()]);
        while let Some(at) = todo.pop() {
            if std::mem::replace(&mut seen[at as usize], true) {
                continue;
            }
            match self.ops[at as usize] {
                Op::Split(a, b) => todo.extend([b, a]),
                Op::Jump(to) => todo.push(to),
                Op::Glue | Op::Set(..) | Op::Open(_) | Op::Close(_) => todo.push(at + 1),
                _ => out.push(at),
            }
        }
        out
    }
}

/// What each step can begin with, worked out once for all patterns.
pub(super) struct Reach {
    words: usize,
    classes: Vec<Ahead>,
    numerals: BTreeMap<&'static str, usize>,
    /// What can stand within a number, a clock time or an ordinal.
    inside: Ahead,
    shared: BTreeSet<Ways>,
}

impl Reach {
    pub(super) fn new(vocabulary: &Vocabulary, names: &[(String, Slot)]) -> Self {
        let words = vocabulary.words.len();
        let mut classes = vec![Ahead::new(words); names.len()];
        for (id, entry) in vocabulary.words.iter().enumerate() {
            entry.classes.iter().for_each(|(c, _)| classes[usize::from(*c)].add(id));
        }
        let mut inside = Ahead::new(words);
        inside.add(0);
        let mut numerals = BTreeMap::new();
        for (n, (name, _)) in names.iter().enumerate() {
            if let Some(known) =
                ["num_cardinal", "num_ordinal", "word_ampm", "word_letters"].into_iter().find(|k| k == name)
            {
                numerals.insert(known, n);
                inside.add_all(&classes[n]);
            }
        }
        [b"-".as_slice(), b",", b".", b"and"].iter().for_each(|sign| inside.add(usize::from(vocabulary.id(sign))));
        Reach { words, classes, numerals, inside, shared: BTreeSet::new() }
    }

    /// Adds the tokens that a step can begin with.
    fn consumes(&self, op: Op, out: &mut Ahead) {
        match op {
            Op::Word(id) => out.add(usize::from(id)),
            Op::Figures(_) => out.add(0),
            Op::Table(class, _) => out.add_all(&self.classes[usize::from(class)]),
            Op::Builtin(builtin, _) => {
                if builtin != Builtin::Ampm {
                    out.add(0);
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

    fn table(&mut self, first: &Ahead, second: &Ahead) -> Ways {
        let way = |token: Option<u16>| u8::from(first.allows(token)) | u8::from(second.allows(token)) << 1;
        let table: Ways = (0..self.words).map(|id| way(Some(id as u16))).chain([way(None)]).collect();
        if let Some(known) = self.shared.get(&table) {
            return known.clone();
        }
        self.shared.insert(table.clone());
        table
    }
}
