//! Reads the pattern language of date rules and compiles it.
//!
//! `word` a word, figures or a sign as written; `<class>` or `<class:part>` a word class or number; `(a | b)` either; `?` after any of these, maybe;
//! `~` the next must follow without a space; `@name` a pattern from `[parts]`; `[part=value]` fills a part; `{ }` marks an
//! expression of its own where one pattern finds two; `\` before a sign takes it as written.

use super::program::{Builtin, Op, Program};
use super::{Slot, Vocabulary};
use std::collections::BTreeMap;

pub(super) struct Compiler<'a> {
    parts: &'a BTreeMap<String, String>,
    classes: &'a [(String, Slot)],
    vocabulary: &'a mut Vocabulary,
    ops: Vec<Op>,
    groups: u8,
    /// The pattern parts being read, innermost last.
    within: Vec<u8>,
}

impl<'a> Compiler<'a> {
    pub(super) fn new(
        parts: &'a BTreeMap<String, String>,
        classes: &'a [(String, Slot)],
        vocabulary: &'a mut Vocabulary,
    ) -> Self {
        Compiler { parts, classes, vocabulary, ops: Vec::new(), groups: 0, within: Vec::new() }
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
            Piece::Figures(n) => self.ops.push(Op::Figures(*n)),
            Piece::Class(class, part) => self.class(class, part.as_deref())?,
            Piece::Part(name) => {
                let text = self.parts.get(name).ok_or(format!("there is no part @{name}"))?;
                let number = self.parts.keys().position(|n| n == name).map_or(0, |n| n as u8 + 1);
                if self.within.contains(&number) {
                    return Err(format!("@{name} contains itself"));
                }
                self.within.push(number);
                self.source(text)?;
                self.within.pop();
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
        let code = code.ok_or(format!("{value} is no value of {name}"))?;
        self.ops.push(Op::Set(slot, code, self.within.last().copied().unwrap_or(0)));
        Ok(())
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Word(String),
    Figures(u32),
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
            c if c.is_ascii_digit() => {
                let n = word(rest, |c| c.is_ascii_digit());
                out.push(Piece::Figures(rest[..n].parse().map_err(|_| format!("{} is too long", &rest[..n]))?));
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
    use super::super::ahead::Reach;
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
    fn a_match_begins_with_what_is_optional_or_with_what_follows() {
        let (parts, mut vocabulary) = (BTreeMap::new(), Vocabulary::default());
        let mut program = Compiler::new(&parts, &[], &mut vocabulary).compile("(a|b)? c").expect("compiles");
        let first = program.look_ahead(&mut Reach::new(&vocabulary, &[]));
        let wanted = [b"a", b"b", b"c"].map(|word| usize::from(vocabulary.id(word)));
        assert_eq!(first.ids().collect::<Vec<_>>(), wanted);
    }
}
