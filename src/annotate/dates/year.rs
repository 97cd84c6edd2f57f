//! Years: of a day or month that is said without one, by tense and nearness, never blindly; of two figures, decades and centuries.

use super::calendar::{self, Point};
use super::find::{Found, Parts};
use super::resolve::{Context, Mention, Value};
use super::tense::Tense;
use crate::lexicon::dates::Slot;
use crate::model::when::{Grain, WhenBasis};

/// Year of a day or month said without one. `late` tells whether the anchor's year would put it after the anchor.
pub(super) fn infer_year(item: &Found, context: &Context, month: i64, day: Option<i64>) -> Option<i64> {
    if item.year.is_some() {
        return item.year;
    }
    if let Some(dir) = item.dir() {
        return named_year(context.deictic()?, month, dir);
    }
    if context.narrative() {
        return narrative_year(context, month);
    }
    let Some(anchor) = context.published() else {
        return context.near(item.span, 400).filter(|m| m.stated).map(|m| m.point.year);
    };
    let clause = |m: &Mention| !context.text[m.end..item.span.start].contains(" and ");
    if let Some(m) = context.same_sentence(item.span).filter(|m| m.stated && m.adjunct && clause(m))
        && (2..100).contains(&(anchor.year - m.point.year))
        && context.tense(item.span) != Some(Tense::Future)
    {
        return Some(m.point.year);
    }
    let anchor_month = anchor.month.unwrap_or(12);
    if day.is_none() || anchor.day.is_none() {
        return Some(match context.tense(item.span) {
            _ if month == anchor_month => anchor.year,
            Some(Tense::Future) if month < anchor_month => anchor.year + 1,
            Some(Tense::Future) => anchor.year,
            Some(Tense::Present) if month > anchor_month && month - anchor_month <= 6 => anchor.year,
            _ if month > anchor_month => anchor.year - 1,
            _ => anchor.year,
        });
    }
    nearest_year(anchor, month, day?, context.tense(item.span))
}

/// The year that puts a day on the side its tense says, unless that is most of a year away and the other side is near.
pub(super) fn nearest_year(anchor: Point, month: i64, day: i64, tense: Option<Tense>) -> Option<i64> {
    let start = anchor.date()?;
    let distance =
        |year: i64| Point::day(year, month, day).and_then(|p| p.date()).map(|d| i64::from((d - start).get_days()));
    let candidates: Vec<(i64, i64)> =
        (-4..=4).filter_map(|n| distance(anchor.year + n).map(|d| (anchor.year + n, d))).collect();
    let past = candidates.iter().rev().find(|(_, d)| *d <= 0).copied();
    let future = candidates.iter().find(|(_, d)| *d >= 0).copied();
    let (past, future) = (past?, future?);
    let (wanted, other) = match tense {
        Some(Tense::Future) => (future, past),
        Some(Tense::Past) => (past, future),
        _ if future.1 < -past.1 => (future, past),
        _ => (past, future),
    };
    Some(if wanted.1.abs() > 270 && other.1.abs() <= 60 { other.0 } else { wanted.0 })
}

fn named_year(anchor: Point, month: i64, dir: i64) -> Option<i64> {
    let here = anchor.month.unwrap_or(1);
    Some(match dir {
        -1 if month < here => anchor.year,
        -1 => anchor.year - 1,
        1 if month > here => anchor.year,
        1 => anchor.year + 1,
        // "December delivery"
        2 if month < here => anchor.year + 1,
        _ => anchor.year,
    })
}

/// History moves on: a month early in the year after one late in the year is the next year's.
fn narrative_year(context: &Context, month: i64) -> Option<i64> {
    let last = context.mention()?;
    let turned = last.month.is_some_and(|m| m >= 11 && month <= 2);
    Some(last.year + i64::from(turned))
}

/// "1990s" is decade 199, "4th century" is century 4; TIMEX3 writes `199` and `03`.
pub(super) fn span_of_years(n: i64, length: i64, bc: bool, context: &Context) -> Value {
    if length == 100 {
        let first = if bc { -(n * 100) } else { (n - 1) * 100 };
        let timex = if bc { format!("BC{:02}", n - 1) } else { format!("{:02}", n - 1) };
        let ends = (calendar::iso_year(if bc { first } else { first.max(1) }), calendar::iso_year(first + 99));
        return Value::placed(
            timex,
            ends,
            Grain::Century,
            WhenBasis::Stated,
            Point::year(first.max(1) * i64::from(!bc) + first * i64::from(bc)),
        );
    }
    let (mut n, mut basis) = (if n < 10 { n } else { n / 10 }, WhenBasis::Stated);
    if n < 10 {
        let base = context.mention().or(context.document).map_or(1999, |p| p.year);
        let century = if n * 10 > base % 100 && base % 100 < 50 { base / 100 - 1 } else { base / 100 };
        (n, basis) = (century * 10 + n, WhenBasis::Relative);
    }
    if bc {
        let ends = (calendar::iso_year(-(n * 10 + 9)), calendar::iso_year(-(n * 10).max(1)));
        return Value::placed(format!("BC{n:03}"), ends, Grain::Decade, basis, Point::year(-(n * 10 + 9)));
    }
    Value::placed(
        n.to_string(),
        (calendar::iso_year(n * 10), calendar::iso_year(n * 10 + 9)),
        Grain::Decade,
        basis,
        Point::year(n * 10),
    )
}

pub(super) fn era(parts: &mut Parts, context: &Context) {
    let Some(year) = parts.get(Slot::Year) else { return };
    let said = parts.get(Slot::Era);
    if said == Some(1) || said.is_none() && context.before_era && year < 1000 {
        parts.put(Slot::Year, -year.abs());
    }
}

/// "'98", "6/17/22": the century that puts the year nearest the document, none later than ten years after it.
pub(super) fn two_digit_year(parts: &mut Parts, context: &Context) {
    let (Some(yy), None) = (parts.get(Slot::Yy), parts.get(Slot::Year)) else { return };
    let base = context.document.or(context.mention()).map_or(2020, |p| p.year);
    let mut year = base.div_euclid(100) * 100 + yy;
    if context.narrative() {
        year = context.mention().map_or(year, |p| p.year.div_euclid(100) * 100 + yy);
    } else if year > base + 10 {
        year -= 100;
    }
    parts.put(Slot::Year, year);
}

pub(super) fn part_year(item: &Found, context: &Context, first: i64) -> Option<i64> {
    if context.narrative() {
        return context.deictic().map(|b| b.year + item.parts.get(Slot::Dir).unwrap_or(0));
    }
    let base = context.published()?;
    let here = base.month.unwrap_or(12);
    let started = first <= here;
    let winter = first == 12 && here <= 2;
    Some(match item.parts.get(Slot::Dir) {
        Some(-1) if here >= first + 3 => base.year,
        Some(-1) => base.year - 1 - i64::from(winter),
        Some(1) if started => base.year + 1,
        Some(1) => base.year,
        Some(_) => base.year - i64::from(winter),
        None if started => {
            if here >= first + 3 && context.tense(item.span) == Some(Tense::Future) {
                base.year + 1
            } else {
                base.year
            }
        }
        None if context.tense(item.span) == Some(Tense::Future) => base.year,
        None if first <= here + 3 && context.tense(item.span) != Some(Tense::Past) => base.year,
        None => base.year - 1,
    })
}
