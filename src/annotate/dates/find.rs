//! Finds expressions: runs the compiled patterns over runs of tokens, longest first, and keeps what each says, half known.

use super::around::accepts;
use super::calendar::Point;
use super::number;
use super::token::{Token, runs};
use crate::lexicon::dates::{Builtin, DateRule, DateRules, Make, Manner, Op, Program, Slot};
use crate::model::Span;
use std::collections::BTreeMap;

/// An expression as found: its rule and the parts that were said. What is missing is for `resolve` to supply.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) span: Span,
    pub(super) rule: usize,
    pub(super) make: Make,
    pub(super) parts: Parts,
    /// The year that the other end of a range suggests.
    pub(super) year: Option<i64>,
    /// The day that a range begins with.
    pub(super) from: Option<Point>,
    /// The pattern part that gave the modifier.
    pub(super) modifier: Option<u8>,
    /// For figures such as 5/6/2022.
    pub(super) order: Order,
    /// A linked expression lent its month or year.
    pub(super) borrowed: bool,
}

impl Found {
    /// The direction of "last March" and "next Easter"; in "the day after Easter" it belongs to the day.
    pub(super) fn dir(&self) -> Option<i64> {
        self.parts.get(Slot::Dir).filter(|_| self.make != Make::Calendar || !self.parts.has(Slot::Unit))
    }
}

/// How it is known which of two figures is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// The figures or the words say so.
    Said,
    /// Another date of the document shows it.
    Shown,
    /// Nothing shows it: month first is a guess.
    Guessed,
}

/// The filled parts of a pattern.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts {
    values: [i64; Slot::COUNT],
    filled: u64,
}

impl Parts {
    fn new() -> Self {
        Parts { values: [0; Slot::COUNT], filled: 0 }
    }

    pub(super) fn get(&self, slot: Slot) -> Option<i64> {
        (self.filled >> slot as u8 & 1 == 1).then(|| self.values[slot as usize])
    }

    pub(super) fn has(&self, slot: Slot) -> bool {
        self.filled >> slot as u8 & 1 == 1
    }

    pub(super) fn put(&mut self, slot: Slot, value: i64) {
        self.values[slot as usize] = value;
        self.filled |= 1 << slot as u8;
    }

    pub(super) fn put_if_empty(&mut self, slot: Slot, value: Option<i64>) {
        if let Some(value) = value
            && !self.has(slot)
        {
            self.put(slot, value);
        }
    }
}

/// All expressions of a text, in order, none overlapping.
pub(super) fn find(text: &str, rules: &DateRules, manner: Manner) -> Vec<Found> {
    let mut out = Vec::new();
    let mut starts = Starts { rules, manner, known: BTreeMap::new() };
    let mut captures = Vec::with_capacity(32);
    runs(text, &rules.vocabulary, |tokens| {
        let mut matcher = Matcher { text, tokens, rules, captures: std::mem::take(&mut captures), best: None };
        run(&mut matcher, &mut starts, &mut out);
        captures = matcher.captures;
    });
    out
}

/// Which patterns can begin with four tokens; kept for the length of a document, since they come again.
struct Starts<'a> {
    rules: &'a DateRules,
    manner: Manner,
    known: BTreeMap<u64, Box<[(u16, u16)]>>,
}

impl Starts<'_> {
    fn of(&mut self, tokens: &[Token], at: usize) -> &[(u16, u16)] {
        let token = &tokens[at];
        let ahead = [1, 2, 3].map(|n| tokens.get(at + n).map(|t| t.id));
        let key = ahead.iter().fold(u64::from(token.id), |key, id| key << 16 | u64::from(id.unwrap_or(u16::MAX)));
        let (rules, manner) = (self.rules, self.manner);
        self.known.entry(key).or_insert_with(|| {
            let all = &rules.starts[usize::from(token.id)];
            let fits = |(r, p): &(u16, u16)| {
                let rule = &rules.rules[usize::from(*r)];
                let program = &rule.programs[usize::from(*p)];
                rule.only.is_none_or(|m| m == manner) && program.ahead.iter().zip(ahead).all(|(set, id)| set.allows(id))
            };
            all.iter().copied().filter(fits).collect()
        })
    }
}

fn run(matcher: &mut Matcher, starts: &mut Starts, out: &mut Vec<Found>) {
    let (tokens, rules) = (matcher.tokens, matcher.rules);
    let end = tokens.iter().rposition(|t| t.trigger).map_or(0, |last| last + 1);
    let mut at = 0;
    while at < end {
        matcher.best = None;
        for &(r, p) in starts.of(tokens, at) {
            matcher.start(at, usize::from(r), usize::from(p));
        }
        match matcher.best.take() {
            Some(best) => {
                at = best.end;
                emit(tokens, rules, best, out);
            }
            None => at += 1,
        }
    }
}

struct Best {
    start: usize,
    end: usize,
    rule: usize,
    captures: Vec<Capture>,
}

#[derive(Clone, Copy, Debug)]
enum Capture {
    Value(Slot, i64, u8),
    Modifier(u8, u8),
    Open(u8, usize),
    Close(u8, usize),
}

struct Matcher<'a> {
    text: &'a str,
    tokens: &'a [Token],
    rules: &'a DateRules,
    captures: Vec<Capture>,
    best: Option<Best>,
}

impl Matcher<'_> {
    fn start(&mut self, at: usize, rule: usize, program: usize) {
        self.captures.clear();
        let program = &self.rules.rules[rule].programs[program];
        self.step(program, 0, at, at, rule, 0);
    }

    /// Follows the program from `pc` at token `at`, trying every way; the longest accepted match wins, then the earlier rule.
    fn step(&mut self, program: &Program, mut pc: usize, mut at: usize, start: usize, rule: usize, mut group: u8) {
        let kept = self.captures.len();
        loop {
            match program.ops[pc] {
                Op::Word(id) => match self.tokens.get(at) {
                    Some(t) if t.id == id && !t.figures => at += 1,
                    _ => break,
                },
                Op::Figures(n) => match self.tokens.get(at) {
                    Some(t) if t.figures && t.number == i64::from(n) => at += 1,
                    _ => break,
                },
                Op::Table(class, slot) => match self.table(at, class) {
                    Some((next, value)) => {
                        self.captures.push(Capture::Value(slot, self.scaled(class, slot, value), group));
                        if self.weak(at) {
                            self.captures.push(Capture::Value(Slot::Weak, 1, 0));
                        }
                        let dotted = self.dot(at);
                        at = next;
                        if dotted {
                            self.step(program, pc + 1, at + 1, start, rule, group);
                        }
                    }
                    None => break,
                },
                Op::Builtin(builtin, slot) => match number::read(builtin, self.tokens, at, self.rules) {
                    Some((next, value)) => {
                        let value = if builtin == Builtin::Num && !counts(slot) { value / 1000 } else { value };
                        self.captures.push(Capture::Value(slot, value, group));
                        at = next;
                    }
                    None => break,
                },
                Op::Glue => match self.tokens.get(at) {
                    Some(t) if t.glued => {}
                    _ => break,
                },
                Op::Split(..) => {
                    let choice = program.choices[pc].as_ref().expect("every split that is come to has its ways");
                    let none = self.rules.vocabulary.words.len();
                    let id = |n: usize| self.tokens.get(n).map_or(none, |t| usize::from(t.id));
                    let mut open = choice.open(id(at), id(at + 1));
                    if open == 0 {
                        break;
                    }
                    // All ways but the last are tried aside.
                    while open & (open - 1) != 0 {
                        let way = choice.targets[open.trailing_zeros() as usize];
                        open &= open - 1;
                        self.step(program, way as usize, at, start, rule, group);
                    }
                    pc = choice.targets[open.trailing_zeros() as usize] as usize;
                    continue;
                }
                Op::Jump(to) => {
                    pc = to as usize;
                    continue;
                }
                Op::Set(slot, value, part) => {
                    self.captures.push(Capture::Value(slot, value, group));
                    if slot == Slot::Mod && part > 0 {
                        self.captures.push(Capture::Modifier(part - 1, group));
                    }
                }
                Op::Open(n) => {
                    group = n;
                    self.captures.push(Capture::Open(n, at));
                }
                Op::Close(n) => {
                    group = 0;
                    self.captures.push(Capture::Close(n, at));
                }
                Op::Done => {
                    self.done(start, at, rule);
                    break;
                }
            }
            pc += 1;
        }
        self.captures.truncate(kept);
    }

    fn table(&self, at: usize, class: u8) -> Option<(usize, i64)> {
        let token = self.tokens.get(at).filter(|t| !t.figures)?;
        Some((at + 1, self.rules.table_class(token.id, class)?))
    }

    /// Counts are in thousandths, other parts are not.
    fn scaled(&self, class: u8, slot: Slot, value: i64) -> i64 {
        let numeral = class == self.rules.numerals.cardinal || class == self.rules.numerals.ordinal;
        if numeral && !counts(slot) { value / 1000 } else { value }
    }

    /// An abbreviation followed by its full stop.
    fn dot(&self, at: usize) -> bool {
        let entry = &self.rules.vocabulary.words[usize::from(self.tokens[at].id)];
        entry.dot
            && self
                .tokens
                .get(at + 1)
                .is_some_and(|t| t.glued && t.end - t.start == 1 && self.text.as_bytes()[t.start] == b'.')
    }

    /// A word such as "may" without the capital that would make it a name.
    fn weak(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        !token.capital && self.rules.vocabulary.words[usize::from(token.id)].ambiguous
    }

    fn done(&mut self, start: usize, end: usize, rule: usize) {
        if end == start
            || self.best.as_ref().is_some_and(|b| (b.end, std::cmp::Reverse(b.rule)) >= (end, std::cmp::Reverse(rule)))
        {
            return;
        }
        if !pair_of_years(&self.captures, &self.rules.rules[rule])
            && accepts(self.text, &self.tokens[start..end], &self.rules.rules[rule])
        {
            self.best = Some(Best { start, end, rule, captures: self.captures.clone() });
        }
    }
}

fn counts(slot: Slot) -> bool {
    matches!(slot, Slot::Num | Slot::Num2)
}

/// "2009-10" is a pair of years rather than a month when the second could follow the first.
fn pair_of_years(captures: &[Capture], rule: &DateRule) -> bool {
    let said =
        |wanted: Slot| captures.iter().find_map(|c| matches!(c, Capture::Value(s, ..) if *s == wanted).then_some(*c));
    match (rule.set.contains(&(Slot::Freq, 2)), said(Slot::Year), said(Slot::Month)) {
        (true, Some(Capture::Value(_, year, _)), Some(Capture::Value(_, month, _))) => {
            month > year % 100 || !(1..=12).contains(&month)
        }
        _ => false,
    }
}

fn emit(tokens: &[Token], rules: &DateRules, best: Best, out: &mut Vec<Found>) {
    let rule = &rules.rules[best.rule];
    let groups: Vec<(u8, usize, usize)> = spans(&best.captures);
    let whole = [(0, best.start, best.end)];
    let list = if groups.is_empty() { &whole[..] } else { &groups[..] };
    for &(group, from, to) in list {
        let (mut parts, mut modifier) = (Parts::new(), None);
        for capture in &best.captures {
            match *capture {
                Capture::Value(slot, value, g) if g == 0 || g == group => parts.put(slot, value),
                Capture::Modifier(part, g) if g == 0 || g == group => modifier = Some(part),
                _ => {}
            }
        }
        for (slot, value) in &rule.set {
            parts.put_if_empty(*slot, Some(*value));
        }
        if rule.make == Make::Duration {
            parts.put_if_empty(Slot::Unit, unit(&best.captures));
        }
        let span = Span { start: tokens[from].start, end: tokens[to - 1].end };
        out.push(Found {
            span,
            rule: best.rule,
            make: rule.make,
            parts,
            year: None,
            from: None,
            modifier,
            order: Order::Said,
            borrowed: false,
        });
    }
}

/// The unit that the two numbers of "two or three hours" share.
fn unit(captures: &[Capture]) -> Option<i64> {
    captures.iter().find_map(|c| match c {
        Capture::Value(Slot::Unit, unit, _) => Some(*unit),
        _ => None,
    })
}

fn spans(captures: &[Capture]) -> Vec<(u8, usize, usize)> {
    let mut out: Vec<(u8, usize, usize)> = Vec::new();
    for capture in captures {
        match *capture {
            Capture::Open(n, at) => out.push((n, at, at)),
            Capture::Close(n, at) => {
                if let Some(open) = out.iter_mut().find(|o| o.0 == n) {
                    open.2 = at;
                }
            }
            Capture::Value(..) | Capture::Modifier(..) => {}
        }
    }
    out.retain(|(_, from, to)| to > from);
    out
}
