//! How expressions hang together: what the two ends of a range, a list or "the quarter ended June 30" lend each other.

use super::around::word_before;
use super::calendar::Point;
use super::find::Found;
use super::resolve::{Context, Mention, Step};
use super::{amount, place};
use crate::lexicon::dates::{Make, Slot, WordList};
use crate::model::when::{Grain, TimeExpr, When, WhenBasis};

/// "the quarter ended June 30": what follows speaks of the quarter rather than of its last day.
pub(super) fn keep_quarter(context: &mut Context, before: &Found) {
    let year = before.make == Make::Calendar && !before.parts.has(Slot::Quarter);
    if let (Some(mention), false) = (&mut context.last, year) {
        *mention =
            Mention { point: Point { day: None, time: None, ..mention.point }, grain: Grain::Quarter, ..*mention };
    }
}

/// How an expression hangs together with the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    None,
    /// "June and July 2021": the years are shared.
    List,
    /// "from June to July 2021".
    Range,
    /// "the quarter ended June 30".
    Ended,
}

pub(super) fn link(found: &[Found], n: usize, context: &Context) -> Link {
    let (text, words) = (context.text, &context.rules.links);
    let (Some(a), Some(b)) = (found.get(n), found.get(n + 1)) else { return Link::None };
    let quarter = a.make == Make::Duration && a.parts.get(Slot::Num) == Some(3000);
    if !quarter && a.make != Make::Calendar
        || b.make != Make::Calendar
        || b.span.start < a.span.end
        || b.span.start - a.span.end > 24
    {
        return Link::None;
    }
    let between = text[a.span.end..b.span.start].trim().trim_start_matches(',').trim();
    let before = word_before(text, a.span.start);
    let is = |list: &WordList| list.has(between);
    if quarter || a.parts.has(Slot::Unit) {
        return if is(&words.ended) && b.parts.has(Slot::Month) { Link::Ended } else { Link::None };
    }
    if is(&words.range) || is(&words.and) && words.between.has(&before) {
        Link::Range
    } else if is(&words.list) || between.is_empty() {
        Link::List
    } else {
        Link::None
    }
}

/// Lends the larger units of one linked expression to the other: "June–August 2021", "17–19 June", "1957–60".
pub(super) fn borrow(found: &mut [Found], n: usize, link: Link) {
    let (head, tail) = found.split_at_mut(n + 1);
    let (a, b) = (&mut head[n], &mut tail[0]);
    let month = |f: &Found| f.parts.get(Slot::Month);
    if link == Link::Ended && a.make == Make::Duration {
        return;
    }
    if link == Link::Ended {
        if a.parts.get(Slot::Unit).map(|u| Slot::Unit.codes()[u as usize]) == Some("quarter") {
            a.parts.put_if_empty(Slot::Quarter, month(b).map(|m| (m - 1) / 3 + 1));
        }
        a.parts.put_if_empty(Slot::Year, b.parts.get(Slot::Year));
        a.borrowed = true;
        return;
    }
    let said = |f: &Found| (f.parts.has(Slot::Year), f.parts.has(Slot::Month));
    let before = (said(a), said(b));
    if !a.parts.has(Slot::Rel) && !a.parts.has(Slot::Dir) && lends_year(a, b) {
        let year = b.parts.get(Slot::Year);
        let turns =
            year.is_some() && month(a).zip(month(b)).is_some_and(|(x, y)| x > y) && b.parts.get(Slot::Era) != Some(1);
        a.parts.put_if_empty(Slot::Year, year.map(|y| y - i64::from(turns)));
        a.parts.put_if_empty(Slot::Era, b.parts.get(Slot::Era));
    }
    if a.parts.has(Slot::Day) && !a.parts.has(Slot::Month) && !a.parts.has(Slot::Weekday) {
        a.parts.put_if_empty(Slot::Month, month(b));
    }
    if b.parts.has(Slot::Day) && !b.parts.has(Slot::Month) && !b.parts.has(Slot::Weekday) {
        b.parts.put_if_empty(Slot::Month, month(a));
        b.parts.put_if_empty(Slot::Year, a.parts.get(Slot::Year));
    }
    if let (Some(yy), Some(year)) = (b.parts.get(Slot::Yy), a.parts.get(Slot::Year)) {
        b.parts.put_if_empty(Slot::Year, Some(year / 100 * 100 + yy));
    }
    a.borrowed |= said(a) != before.0;
    b.borrowed |= said(b) != before.1;
}

/// Two linked months or days without a year lie in one year, or in two that follow: the later one is resolved first.
pub(super) fn share_year(found: &mut [Found], n: usize, context: &Context) {
    let bare = |f: &Found| {
        (f.parts.has(Slot::Month) || f.parts.has(Slot::Unit))
            && ![Slot::Year, Slot::Yy, Slot::Dir, Slot::RelUnit].iter().any(|s| f.parts.has(*s))
    };
    if found[n].make != Make::Calendar || !bare(&found[n]) || !bare(&found[n + 1]) || found[n].year.is_some() {
        return;
    }
    let Some(year) = place::value(&found[n + 1], context).and_then(|v| v.point).map(|p| p.year) else { return };
    let turns = found[n].parts.get(Slot::Month) > found[n + 1].parts.get(Slot::Month);
    found[n].borrowed = true;
    found[n].year = Some(year - i64::from(turns));
    found[n + 1].year = Some(year);
}

fn lends_year(a: &Found, b: &Found) -> bool {
    let below_year = [Slot::Month, Slot::Quarter, Slot::Season, Slot::Half, Slot::Day, Slot::Holiday];
    if a.parts.get(Slot::Year).is_some() && !a.parts.has(Slot::Era) && b.parts.get(Slot::Era) == Some(1) {
        return true;
    }
    !a.parts.has(Slot::Year)
        && !a.parts.has(Slot::Yy)
        && below_year.iter().any(|s| a.parts.has(*s))
        && below_year.iter().any(|s| b.parts.has(*s))
}

/// Both ends of a range carry the whole of it in `when`.
pub(super) fn join(out: &mut [Option<TimeExpr>], n: usize, text: &str, found: &[Found]) {
    let (Some(a), Some(b)) = (&out[n], &out[n + 1]) else { return };
    let (Some((first, _)), Some((_, last))) = (a.when.days(), b.when.days()) else { return };
    if first > last || first == i64::MIN || last == i64::MAX {
        return;
    }
    let when = When {
        text: text[found[n].span.start..found[n + 1].span.end].to_string(),
        start: a.when.start.clone(),
        end: b.when.end.clone(),
        grain: a.when.grain.max(b.when.grain),
        basis: if a.when.basis == WhenBasis::Stated { b.when.basis } else { a.when.basis },
    };
    for side in out[n..=n + 1].iter_mut().flatten() {
        side.when = when.clone();
        side.entries.push(Step::Range.name().to_string());
    }
}

/// Whether a length is counted forwards or backwards from the time that follows it.
pub(super) fn counts_from(found: &[Found], n: usize, context: &Context) -> Option<i64> {
    let between = context.text.get(found[n].span.end..found[n + 1].span.start).map_or("", str::trim);
    match &context.rules.links {
        _ if found[n].make != Make::Duration => None,
        links if links.after.has(between) => Some(1),
        links if links.before.has(between) => Some(-1),
        _ => None,
    }
}

/// "two weeks after May 3": the duration's place on the calendar.
pub(super) fn count_from(out: &mut [Option<TimeExpr>], n: usize, context: &Context, found: &[Found]) {
    let Some(dir) = counts_from(found, n, context) else { return };
    let base = out[n + 1]
        .as_ref()
        .filter(|b| b.when.grain.is_some_and(|g| g <= Grain::Day))
        .and_then(|b| Point::parse(b.when.start.as_deref()?));
    if let (Some(point), Some(expr)) = (base.and_then(|b| amount::counted(&found[n], dir, b)), &mut out[n]) {
        expr.when.start = Some(point.iso());
        expr.when.end = expr.when.start.clone();
        expr.when.basis = WhenBasis::Relative;
        expr.entries.push(Step::Neighbour.name().to_string());
    }
}
