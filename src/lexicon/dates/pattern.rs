//! The pattern language of date rules, compiled to a small program.
//!
//! `word` a word or sign as written; `<class>` or `<class:part>` a word class or number; `(a | b)` either; `?` after any of these, maybe;
//! `~` the next must follow without a space; `@name` a pattern from `[parts]`; `[part=value]` fills a part; `{ }` marks an
//! expression of its own where one pattern finds two; `\` before a sign takes it as written.

use super::{Slot, Vocabulary};
use std::collections::BTreeMap;

/// A compiled pattern.
#[derive(Debug, Default)]
pub struct Program {
    pub ops: Vec<Op>,
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
        let (mut out, mut todo, mut seen) = (Vec::new(), vec![0u32], vec![false; self.ops.len()]);
        while let Some(at) = todo.pop() {
            if std::mem::replace(&mut seen[at as usize], true) {
                continue;
            }
            match self.ops[at as usize] {
                Op::Split(a, b) => todo.extend([b, a]),
                Op::Jump(to) => todo.push(to),
                Op::Glue | Op::Set(..) | Op::Open(_) | Op::Close(_) => todo.push(at + 1),
                Op::Done => {}
                op => out.push(op),
            }
        }
        out
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
        Ok(Program { ops: std::mem::take(&mut self.ops) })
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
