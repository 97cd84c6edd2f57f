//! The year of a day or month that is said without one: by tense and nearness, never blindly.

use super::calendar::Point;
use super::find::Found;
use super::resolve::Context;
use super::tense::Tense;

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
    if let Some(m) = context.same_sentence(item.span).filter(|m| m.stated && m.adjunct)
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
