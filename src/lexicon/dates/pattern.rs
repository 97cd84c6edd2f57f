//! The pattern language of date rules, compiled to a small program.
//!
//! `word` a word or sign as written; `<class>` or `<class:part>` a word class or number; `(a | b)` either; `?` after any of these, maybe;
//! `~` the next must follow without a space; `@name` a pattern from `[parts]`; `[part=value]` fills a part; `{ }` marks an
//! expression of its own where one pattern finds two; `\` before a sign takes it as written.

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
    Table(u8, Slot),
    Builtin(Builtin, Slot),
    Glue,
    Split(u32, u32),
    Jump(u32),
    Set(Slot, i64),
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
    fn named(name: &str) -> Option<(Builtin, Slot)> {
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

pub(super) struct Compiler<'a> {
    parts: &'a BTreeMap<String, String>,
    classes: &'a [(String, Slot)],
    vocabulary: &'a mut Vocabulary,
    ops: Vec<Op>,
    groups: u8,
    depth: u8,
}

impl<'a> Compiler<'a> {
    pub(super) fn new(
        parts: &'a BTreeMap<String, String>,
        classes: &'a [(String, Slot)],
        vocabulary: &'a mut Vocabulary,
    ) -> Self {
        Compiler { parts, classes, vocabulary, ops: Vec::new(), groups: 0, depth: 0 }
    }

    pub(super) fn compile(&mut self, pattern: &str) -> Result<Program, String> {
        self.source(pattern)?;
        self.ops.push(Op::Done);
        Ok(Program { ops: std::mem::take(&mut self.ops), ..Program::default() })
    }

    fn source(&mut self, pattern: &str) -> Result<(), String> {
        let tokens = lex(pattern)?;
        let mut at = 0;
        self.alternatives(&tokens, &mut at)?;
        if at < tokens.len() { Err("has one ) too many".into()) } else { Ok(()) }
    }

    fn alternatives(&mut self, tokens: &[Piece], at: &mut usize) -> Result<(), String> {
        let mut ends = Vec::new();
        loop {
            let split = self.ops.len();
            self.ops.push(Op::Jump(split as u32 + 1));
            self.sequence(tokens, at)?;
            if tokens.get(*at) != Some(&Piece::Sign('|')) {
                break;
            }
            *at += 1;
            ends.push(self.ops.len());
            self.ops.push(Op::Jump(0));
            self.ops[split] = Op::Split(split as u32 + 1, self.ops.len() as u32);
        }
        let end = self.ops.len() as u32;
        for e in ends {
            self.ops[e] = Op::Jump(end);
        }
        Ok(())
    }

    fn sequence(&mut self, tokens: &[Piece], at: &mut usize) -> Result<(), String> {
        while let Some(piece) = tokens.get(*at) {
            if matches!(piece, Piece::Sign('|' | ')')) {
                break;
            }
            *at += 1;
            let split = self.ops.len();
            self.ops.push(Op::Jump(split as u32 + 1));
            self.item(piece, tokens, at)?;
            if tokens.get(*at) == Some(&Piece::Sign('?')) {
                *at += 1;
                self.ops[split] = Op::Split(split as u32 + 1, self.ops.len() as u32);
            }
        }
        Ok(())
    }

    fn item(&mut self, piece: &Piece, tokens: &[Piece], at: &mut usize) -> Result<(), String> {
        match piece {
            Piece::Word(word) => {
                let id = self.vocabulary.add(word);
                self.ops.push(Op::Word(id));
            }
            Piece::Class(class, part) => self.class(class, part.as_deref())?,
            Piece::Part(name) => {
                let text = self.parts.get(name).ok_or(format!("there is no part @{name}"))?;
                self.depth += 1;
                if self.depth > 8 {
                    return Err(format!("@{name} contains itself"));
                }
                self.source(text)?;
                self.depth -= 1;
            }
            Piece::Set(name, value) => self.set(name, value)?,
            Piece::Sign('(') => {
                self.alternatives(tokens, at)?;
                if tokens.get(*at) != Some(&Piece::Sign(')')) {
                    return Err("lacks a )".into());
                }
                *at += 1;
            }
            Piece::Sign('{') => {
                self.groups += 1;
                self.ops.push(Op::Open(self.groups));
            }
            Piece::Sign('}') => self.ops.push(Op::Close(self.groups)),
            Piece::Sign('~') => self.ops.push(Op::Glue),
            Piece::Sign(c) => return Err(format!("has a {c} out of place")),
        }
        Ok(())
    }

    fn class(&mut self, class: &str, part: Option<&str>) -> Result<(), String> {
        let named = |p: &str| Slot::named(p).ok_or(format!("<{class}:{p}> names no part"));
        if let Some((builtin, slot)) = Builtin::named(class) {
            self.ops.push(Op::Builtin(builtin, part.map_or(Ok(slot), named)?));
            return Ok(());
        }
        let n = self.classes.iter().position(|(n, _)| n == class).ok_or(format!("there is no class <{class}>"))?;
        self.ops.push(Op::Table(n as u8, part.map_or(Ok(self.classes[n].1), named)?));
        Ok(())
    }

    fn set(&mut self, name: &str, value: &str) -> Result<(), String> {
        let slot = Slot::named(name).ok_or(format!("[{name}] is no part"))?;
        let code = slot.codes().iter().position(|c| *c == value).map(|p| p as i64).or_else(|| value.parse().ok());
        self.ops.push(Op::Set(slot, code.ok_or(format!("{value} is no value of {name}"))?));
        Ok(())
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Word(String),
    Class(String, Option<String>),
    Part(String),
    Set(String, String),
    Sign(char),
}

fn lex(pattern: &str) -> Result<Vec<Piece>, String> {
    let mut out = Vec::new();
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        let word =
            |s: &str, keep: fn(char) -> bool| s.chars().take_while(|c| keep(*c)).map(char::len_utf8).sum::<usize>();
        let taken = match c {
            ' ' => 1,
            '<' | '[' => {
                let close = rest.find(if c == '<' { '>' } else { ']' }).ok_or(format!("lacks the end of {c}"))?;
                let inner = &rest[1..close];
                out.push(match (c, inner.split_once([':', '='])) {
                    ('<', None) => Piece::Class(inner.into(), None),
                    ('<', Some((class, part))) => Piece::Class(class.into(), Some(part.into())),
                    (_, Some((slot, value))) => Piece::Set(slot.into(), value.into()),
                    (_, None) => return Err(format!("[{inner}] lacks a value")),
                });
                close + 1
            }
            '@' => {
                let n = word(&rest[1..], |c| c.is_ascii_alphanumeric() || c == '_');
                out.push(Piece::Part(rest[1..1 + n].into()));
                n + 1
            }
            '(' | ')' | '|' | '?' | '{' | '}' | '~' => {
                out.push(Piece::Sign(c));
                1
            }
            '\\' => {
                let sign = rest[1..].chars().next().filter(char::is_ascii_punctuation).ok_or("ends in \\")?;
                out.push(Piece::Word(sign.to_string()));
                2
            }
            c if c.is_ascii_lowercase() => {
                let n = word(rest, |c| c.is_ascii_lowercase());
                out.push(Piece::Word(rest[..n].into()));
                n
            }
            c if c.is_ascii_punctuation() => {
                out.push(Piece::Word(c.to_string()));
                1
            }
            c => return Err(format!("{c} cannot stand in a pattern")),
        };
        rest = &rest[taken..];
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compiled(pattern: &str) -> Result<Program, String> {
        Compiler::new(&BTreeMap::from([("x".into(), "@x".into())]), &[], &mut Vocabulary::default()).compile(pattern)
    }

    #[test]
    fn faults_are_named() {
        for (pattern, fault) in [
            ("(a", "lacks a )"),
            ("a)", "one ) too many"),
            ("<nothing>", "no class <nothing>"),
            ("@x", "contains itself"),
            ("@y", "no part @y"),
            ("[mod=MAYBE]", "no value of mod"),
            ("Big", "cannot stand"),
        ] {
            let e = compiled(pattern).expect_err(pattern);
            assert!(e.contains(fault), "{pattern}: {e}");
        }
    }

    #[test]
    fn first_steps_see_through_what_is_optional() {
        let program = compiled("(a|b)? c").expect("compiles");
        assert_eq!(program.first(), [Op::Word(1), Op::Word(2), Op::Word(3)]);
    }
}
