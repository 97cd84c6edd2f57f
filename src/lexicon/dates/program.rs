//! A pattern as a small program: its steps, and what each of them can begin with.

use super::Slot;
use super::ahead::{Ahead, Choice, Reach};

/// A compiled pattern.
#[derive(Debug, Default)]
pub struct Program {
    pub ops: Vec<Op>,
    /// For each `Split` that a match can come to, the ways that go on from it.
    pub(crate) choices: Vec<Option<Choice>>,
    /// What the second, the third and the fourth token of a match may be.
    pub(crate) ahead: [Ahead; 3],
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
    /// Works out what may come next, so that the matcher need not try what cannot; gives the tokens a match can begin with.
    pub(super) fn look_ahead(&mut self, reach: &mut Reach) -> Ahead {
        let mut choices: Vec<Option<Choice>> = self.ops.iter().map(|_| None).collect();
        let (mut todo, mut seen) = (vec![0], vec![false; self.ops.len()]);
        while let Some(at) = todo.pop() {
            if std::mem::replace(&mut seen[at as usize], true) {
                continue;
            }
            match self.ops[at as usize] {
                Op::Split(..) => {
                    let targets = self.targets(at);
                    todo.extend(&targets);
                    let sets = |n: usize| targets.iter().map(|t| self.after(*t, n, reach)).collect::<Vec<_>>();
                    let (next, second) = (sets(0), sets(1));
                    choices[at as usize] = Some(reach.choice(targets, &next, &second));
                }
                Op::Jump(to) => todo.push(to),
                Op::Done => {}
                _ => todo.push(at + 1),
            }
        }
        self.choices = choices;
        self.ahead = [1, 2, 3].map(|n| self.after(0, n, reach));
        self.after(0, 0, reach)
    }

    /// Where a chain of splits leads, in the order in which the ways are tried.
    fn targets(&self, start: u32) -> Vec<u32> {
        let (mut out, mut at) = (Vec::new(), start);
        loop {
            match self.ops[at as usize] {
                Op::Split(first, rest) if out.len() < Choice::MOST - 1 => {
                    out.push(first);
                    at = rest;
                }
                Op::Jump(to) => at = to,
                _ => break,
            }
        }
        out.push(at);
        out
    }

    /// The tokens that can come `n` tokens after the next one, when a match goes on from `start`.
    fn after(&self, start: u32, n: usize, reach: &Reach) -> Ahead {
        let mut out = Ahead::new(reach.words);
        // Each step, and whether the token is a further one of its number or dotted word.
        let mut front: Vec<(u32, bool)> = self.next(start).into_iter().map(|at| (at, false)).collect();
        for _ in 0..n {
            let mut further = Vec::new();
            for (at, _) in front {
                match self.ops[at as usize] {
                    Op::Done => out.end = true,
                    op => {
                        further.extend(self.next(at + 1).into_iter().map(|next| (next, false)));
                        further.extend(reach.inside(op).map(|_| (at, true)));
                    }
                }
            }
            further.sort_unstable();
            further.dedup();
            front = further;
        }
        for (at, within) in front {
            match reach.inside(self.ops[at as usize]).filter(|_| within) {
                Some(inside) => out.add_all(inside),
                None => reach.consumes(self.ops[at as usize], &mut out),
            }
        }
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
