//! Reads numbers, days, years and parts of clock times at a token.

use super::token::Token;
use crate::lexicon::dates::{Builtin, DateRules};

/// Reads `kind` at `at`: the index after it and the value (counts in thousandths). For `Day`, `word` tells an ending or words.
pub(super) fn read(kind: Builtin, tokens: &[Token], at: usize, rules: &DateRules) -> Option<(usize, i64)> {
    let token = tokens.get(at)?;
    let digits = |n: usize| (token.figures && token.len() == n).then_some((at + 1, token.number));
    match kind {
        Builtin::Num => count(tokens, at, rules),
        Builtin::Day => day(tokens, at, rules),
        Builtin::Ordinal => ordinal(tokens, at, rules),
        Builtin::Year => {
            digits(4).filter(|(_, y)| (1000..=2199).contains(y)).or_else(|| spoken_year(tokens, at, rules))
        }
        Builtin::Two => digits(2),
        Builtin::Zero => digits(2).filter(|(_, n)| (1..10).contains(n)),
        Builtin::Small => (token.figures && token.len() <= 2).then_some((at + 1, token.number)),
        Builtin::Three => digits(3),
        Builtin::Four => digits(4),
        Builtin::Eight => digits(8).filter(|(_, n)| {
            (1900..2100).contains(&(n / 10_000)) && (1..=12).contains(&(n / 100 % 100)) && (1..=31).contains(&(n % 100))
        }),
        Builtin::Digits => token.figures.then_some((at + 1, token.number)),
        Builtin::Ampm => ampm(tokens, at, rules),
    }
}

fn cardinal(token: &Token, rules: &DateRules) -> Option<i64> {
    if token.figures { None } else { rules.table_class(token.id, rules.numerals.cardinal).map(|v| v / 1000) }
}

fn ordinal_word(token: &Token, rules: &DateRules) -> Option<i64> {
    if token.figures { None } else { rules.table_class(token.id, rules.numerals.ordinal).map(|v| v / 1000) }
}

fn is(token: Option<&Token>, word: u16) -> bool {
    token.is_some_and(|t| t.id != 0 && t.id == word)
}

/// Skips a glued or free hyphen.
fn hyphen(tokens: &[Token], at: usize, rules: &DateRules) -> usize {
    if is(tokens.get(at), rules.numerals.hyphen) && tokens[at].glued { at + 1 } else { at }
}

/// "twenty-five", "seven", "twelve": below one hundred.
fn below_hundred(tokens: &[Token], at: usize, rules: &DateRules) -> Option<(usize, i64)> {
    let first = cardinal(tokens.get(at)?, rules).filter(|n| *n < 100)?;
    if first >= 20 && first % 10 == 0 {
        let next = hyphen(tokens, at + 1, rules);
        if let Some(unit) = tokens.get(next).and_then(|t| cardinal(t, rules)).filter(|n| (1..10).contains(n)) {
            return Some((next + 1, first + unit));
        }
    }
    Some((at + 1, first))
}

fn words(tokens: &[Token], at: usize, rules: &DateRules) -> Option<(usize, i64)> {
    let (mut at, mut n) = below_hundred(tokens, at, rules)?;
    for scale in [100, 1000] {
        let plain = hyphen(tokens, at, rules);
        if tokens.get(plain).and_then(|t| cardinal(t, rules)) == Some(scale) {
            n *= scale;
            at = plain + 1;
            let joined = if is(tokens.get(at), rules.numerals.and) { at + 1 } else { at };
            if let Some((next, rest)) = below_hundred(tokens, joined, rules) {
                n += rest;
                at = next;
            }
        }
    }
    Some((at, n))
}

/// A count in thousandths.
fn count(tokens: &[Token], at: usize, rules: &DateRules) -> Option<(usize, i64)> {
    let token = &tokens[at];
    if !token.figures {
        return words(tokens, at, rules).map(|(next, n)| (next, n * 1000));
    }
    if token.number < 0 || token.len() > 9 {
        return None;
    }
    let (mut n, mut next) = (token.number, at + 1);
    while is(tokens.get(next), rules.numerals.comma)
        && tokens.get(next + 1).is_some_and(|t| t.figures && t.glued && t.len() == 3)
        && tokens[next].glued
        && n < 1_000_000
    {
        n = n * 1000 + tokens[next + 1].number;
        next += 2;
    }
    let mut milli = n * 1000;
    if is(tokens.get(next), rules.numerals.dot)
        && tokens[next].glued
        && tokens.get(next + 1).is_some_and(|t| t.figures && t.glued && t.len() <= 3)
    {
        let fraction = &tokens[next + 1];
        milli += fraction.number * 10_i64.pow(3 - fraction.len() as u32);
        next += 2;
    }
    Some((next, milli))
}

fn suffix(tokens: &[Token], at: usize, rules: &DateRules) -> bool {
    tokens.get(at).is_some_and(|t| t.glued) && rules.numerals.endings.iter().any(|s| is(tokens.get(at), *s))
}

fn ordinal(tokens: &[Token], at: usize, rules: &DateRules) -> Option<(usize, i64)> {
    let token = &tokens[at];
    if token.figures {
        return (token.len() <= 3 && suffix(tokens, at + 1, rules)).then_some((at + 2, token.number));
    }
    if let Some(n) = ordinal_word(token, rules) {
        return Some((at + 1, n));
    }
    let tens = cardinal(token, rules).filter(|n| *n >= 20 && *n < 100 && n % 10 == 0)?;
    let next = hyphen(tokens, at + 1, rules);
    let unit = tokens.get(next).and_then(|t| ordinal_word(t, rules)).filter(|n| (1..10).contains(n))?;
    Some((next + 1, tens + unit))
}

fn day(tokens: &[Token], at: usize, rules: &DateRules) -> Option<(usize, i64)> {
    let token = &tokens[at];
    let found = if let Some(found) = ordinal(tokens, at, rules) {
        Some(found)
    } else if token.figures {
        (token.len() <= 2).then_some((at + 1, token.number))
    } else {
        below_hundred(tokens, at, rules)
    };
    found.filter(|(_, n)| (1..=31).contains(n))
}

/// "nineteen eighty-four", "twenty twenty-one", "nineteen oh five", "two thousand and five".
fn spoken_year(tokens: &[Token], at: usize, rules: &DateRules) -> Option<(usize, i64)> {
    let first = cardinal(&tokens[at], rules)?;
    let next = hyphen(tokens, at + 1, rules);
    if first == 2 && tokens.get(next).and_then(|t| cardinal(t, rules)) == Some(1000) {
        return words(tokens, at, rules).filter(|(_, y)| (2000..2100).contains(y));
    }
    if !(13..=20).contains(&first) {
        return None;
    }
    if tokens.get(next).and_then(|t| cardinal(t, rules)) == Some(100) {
        let joined = if is(tokens.get(next + 1), rules.numerals.and) { next + 2 } else { next + 1 };
        let (end, rest) = below_hundred(tokens, joined, rules).unwrap_or((next + 1, 0));
        return Some((end, first * 100 + rest));
    }
    if rules.numerals.oh.iter().any(|oh| is(tokens.get(next), *oh)) {
        let after = hyphen(tokens, next + 1, rules);
        let unit = tokens.get(after).and_then(|t| cardinal(t, rules)).filter(|n| (1..10).contains(n))?;
        return Some((after + 1, first * 100 + unit));
    }
    let (end, rest) = below_hundred(tokens, next, rules).filter(|(_, n)| *n >= 10)?;
    Some((end, first * 100 + rest))
}

/// 0 for a.m., 1 for p.m.
fn ampm(tokens: &[Token], at: usize, rules: &DateRules) -> Option<(usize, i64)> {
    let token = &tokens[at];
    let value = rules.table_class(token.id, rules.numerals.ampm).filter(|_| !token.figures)?;
    let dot = |at: usize| is(tokens.get(at), rules.numerals.dot) && tokens[at].glued;
    if token.len() > 1 {
        return Some((at + 1, value));
    }
    let m = if dot(at + 1) { at + 2 } else { at + 1 };
    if is(tokens.get(m), rules.numerals.m) {
        return Some((if dot(at + 1) && dot(m + 1) { m + 2 } else { m + 1 }, value));
    }
    Some((at + 1, value)).filter(|_| token.glued)
}
