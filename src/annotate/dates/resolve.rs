//! Resolves what was found: against the document's date in news, against the last date mentioned in narrative.

use super::calendar::Point;
use super::find::Found;
use super::tense::{Tense, judge};
use super::{amount, place, shift};
use crate::lexicon::dates::{DateRules, Make, Manner, Slot};
use crate::model::Span;
use crate::model::when::{Grain, TimeExpr, TimexType, When, WhenBasis};

/// What an expression is resolved against.
pub(super) struct Context<'a> {
    pub(super) text: &'a str,
    pub(super) sentences: &'a [Span],
    pub(super) rules: &'a DateRules,
    pub(super) manner: Manner,
    /// The document's own date.
    pub(super) document: Option<Point>,
    /// The last date mentioned.
    pub(super) last: Option<Mention>,
    pub(super) hook: &'a dyn Fn(Span) -> Option<Tense>,
    /// The document counts years before our era.
    pub(super) before_era: bool,
}

/// A date mentioned before: its point, its unit, and where it ended.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    pub(super) point: Point,
    pub(super) grain: Grain,
    pub(super) end: usize,
    pub(super) stated: bool,
}

/// A resolved value before it becomes a `TimeExpr`.
#[derive(Clone, Debug)]
pub(super) struct Value {
    pub(super) kind: TimexType,
    pub(super) timex: String,
    pub(super) start: Option<String>,
    pub(super) end: Option<String>,
    pub(super) grain: Option<Grain>,
    pub(super) basis: WhenBasis,
    /// What later expressions may refer to.
    pub(super) point: Option<Point>,
}

impl Value {
    /// A value without a place on the calendar.
    pub(super) fn loose(kind: TimexType, timex: impl Into<String>, grain: Option<Grain>) -> Value {
        Value { kind, timex: timex.into(), start: None, end: None, grain, basis: WhenBasis::Unresolved, point: None }
    }

    /// A place on the calendar: ISO prefixes of both ends, and the point that later expressions refer to.
    pub(super) fn placed(
        timex: impl Into<String>,
        ends: (String, String),
        grain: Grain,
        basis: WhenBasis,
        point: Point,
    ) -> Value {
        Value {
            kind: TimexType::Date,
            timex: timex.into(),
            start: Some(ends.0),
            end: Some(ends.1),
            grain: Some(grain),
            basis,
            point: Some(point),
        }
    }

    /// The value of a point given to the year, month, day or time.
    pub(super) fn at(point: Point, basis: WhenBasis) -> Value {
        let grain = match (point.month, point.day, point.time) {
            (None, ..) => Grain::Year,
            (_, None, _) => Grain::Month,
            (_, _, None) => Grain::Day,
            (_, _, Some((_, None, _))) => Grain::Hour,
            (_, _, Some((_, _, None))) => Grain::Minute,
            _ => Grain::Second,
        };
        let mut value = Value::placed(point.timex(), (point.iso(), point.iso()), grain, basis, point);
        if point.time.is_some() {
            value.kind = TimexType::Time;
        }
        value
    }
}

impl Context<'_> {
    pub(super) fn narrative(&self) -> bool {
        self.manner == Manner::Narrative
    }

    /// The base of "the following week": the last date mentioned, else the document's.
    pub(super) fn mention(&self) -> Option<Point> {
        self.last.map(|m| m.point).or(self.document)
    }

    /// The base of "last week": the document's date; in narrative the last date mentioned.
    pub(super) fn deictic(&self) -> Option<Point> {
        if self.narrative() { self.mention() } else { self.document }
    }

    /// The last date mentioned, if it stands no more than so many bytes before.
    pub(super) fn near(&self, at: Span, bytes: usize) -> Option<Mention> {
        self.last.filter(|m| at.start.saturating_sub(m.end) <= bytes)
    }

    /// The last date mentioned, if it stands in the same sentence.
    pub(super) fn same_sentence(&self, at: Span) -> Option<Mention> {
        let start = self.sentence(at).start;
        self.last.filter(|m| m.end > start)
    }

    pub(super) fn tense(&self, at: Span) -> Option<Tense> {
        let judged = || (self.hook)(at).or_else(|| judge(self.text, self.sentence(at), at, self.rules));
        match super::find::word_before(self.text, at.start).as_str() {
            "since" => Some(Tense::Past),
            "until" | "till" => judged().filter(|t| *t == Tense::Past).or(Some(Tense::Future)),
            _ => judged(),
        }
    }

    fn sentence(&self, at: Span) -> Span {
        let n = self.sentences.partition_point(|s| s.end <= at.start);
        match self.sentences.get(n) {
            Some(s) if s.start <= at.start && at.end <= s.end => *s,
            _ => clause(self.text, at),
        }
    }
}

/// The line or sentence around a place, at most 300 bytes to each side, for callers without sentences.
fn clause(text: &str, at: Span) -> Span {
    let bytes = text.as_bytes();
    let stop = |i: usize| {
        bytes[i] == b'\n'
            || matches!(bytes[i], b'.' | b'!' | b'?') && bytes.get(i + 1).is_none_or(|b| b.is_ascii_whitespace())
    };
    let mut start = at.start;
    while start > 0 && at.start - start < 300 && !stop(start - 1) {
        start -= 1;
    }
    let mut end = at.end;
    while end < bytes.len() && end - at.end < 300 && !stop(end) {
        end += 1;
    }
    while !text.is_char_boundary(start) {
        start += 1;
    }
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    Span { start, end }
}

/// Resolves all expressions of a document in order.
pub(super) fn resolve(found: &mut [Found], context: &mut Context) -> Vec<TimeExpr> {
    let links: Vec<Link> = (0..found.len()).map(|n| link(found, n, context.text)).collect();
    for (n, _) in links.iter().enumerate().filter(|(_, l)| **l != Link::None) {
        borrow(found, n);
    }
    let mut out: Vec<Option<TimeExpr>> = Vec::with_capacity(found.len());
    for n in 0..found.len() {
        if links[n] != Link::None {
            share_year(found, n, context);
        }
        out.push(one(&found[n], context));
    }
    for n in 0..found.len().saturating_sub(1) {
        if links[n] == Link::Range {
            join(&mut out, n, context.text, found);
        }
        if found[n].make == Make::Duration {
            count_from(&mut out, n, context.text, found);
        }
    }
    out.into_iter().flatten().collect()
}

/// How an expression hangs together with the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    None,
    /// "June and July 2021": the years are shared.
    List,
    /// "from June to July 2021".
    Range,
}

fn link(found: &[Found], n: usize, text: &str) -> Link {
    let (Some(a), Some(b)) = (found.get(n), found.get(n + 1)) else { return Link::None };
    if a.make != Make::Calendar
        || b.make != Make::Calendar
        || b.span.start < a.span.end
        || b.span.start - a.span.end > 24
    {
        return Link::None;
    }
    let between = text[a.span.end..b.span.start].trim().trim_start_matches(',').trim();
    let before = super::find::word_before(text, a.span.start);
    match between {
        "-" | "–" | "—" | "~" | "to" | "through" | "thru" | "until" | "till" | "up to" | "to the" | "until the"
        | "through the" | "till the" | "and until" => Link::Range,
        "and" | "and the" | "& " if before == "between" => Link::Range,
        "and" | "or" | "" | "and in" | "and the" | "to early" | "and again in" => Link::List,
        _ => Link::None,
    }
}

/// Lends the larger units of one linked expression to the other: "June–August 2021", "17–19 June", "1957–60".
fn borrow(found: &mut [Found], n: usize) {
    let (head, tail) = found.split_at_mut(n + 1);
    let (a, b) = (&mut head[n], &mut tail[0]);
    let month = |f: &Found| f.parts.get(Slot::Month);
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
}

/// Two linked months or days without a year lie in one year, or in two that follow: the later one is resolved first.
fn share_year(found: &mut [Found], n: usize, context: &Context) {
    let bare = |f: &Found| {
        f.parts.has(Slot::Month) && ![Slot::Year, Slot::Yy, Slot::Dir, Slot::RelUnit].iter().any(|s| f.parts.has(*s))
    };
    if !bare(&found[n]) || !bare(&found[n + 1]) || found[n].year.is_some() {
        return;
    }
    let Some(year) = place::value(&found[n + 1], context).and_then(|v| v.point).map(|p| p.year) else { return };
    let turns = found[n].parts.get(Slot::Month) > found[n + 1].parts.get(Slot::Month);
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
fn join(out: &mut [Option<TimeExpr>], n: usize, text: &str, found: &[Found]) {
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
    }
}

/// "two weeks after May 3": the duration's place on the calendar.
fn count_from(out: &mut [Option<TimeExpr>], n: usize, text: &str, found: &[Found]) {
    let between = text.get(found[n].span.end..found[n + 1].span.start).map_or("", str::trim);
    let dir = match between {
        "after" | "from" | "since" | "following" => 1,
        "before" | "prior to" => -1,
        _ => return,
    };
    let base = out[n + 1]
        .as_ref()
        .filter(|b| b.when.grain.is_some_and(|g| g <= Grain::Day))
        .and_then(|b| Point::parse(b.when.start.as_deref()?));
    if let (Some(point), Some(expr)) = (base.and_then(|b| amount::counted(&found[n], dir, b)), &mut out[n]) {
        expr.when.start = Some(point.iso());
        expr.when.end = expr.when.start.clone();
        expr.when.basis = WhenBasis::Relative;
    }
}

fn one(item: &Found, context: &mut Context) -> Option<TimeExpr> {
    let value = match item.make {
        Make::Calendar => place::value(item, context)?,
        Make::Shift => shift::value(item, context)?,
        Make::Duration => amount::duration(item, context)?,
        Make::Set => amount::set(item)?,
        Make::Reference => Value::loose(TimexType::Date, Slot::Ref.codes()[item.parts.get(Slot::Ref)? as usize], None),
    };
    let aside = item.make == Make::Shift
        && item.parts.get(Slot::Base) == Some(2)
        && !context.narrative()
        && value.grain >= Some(Grain::Month);
    if let (Some(point), TimexType::Date | TimexType::Time, Some(grain), false) =
        (value.point, value.kind, value.grain, aside)
    {
        let stated = value.basis == WhenBasis::Stated;
        context.last = Some(Mention { point, grain, end: item.span.end, stated });
    }
    Some(expression(item, value, context))
}

fn expression(item: &Found, value: Value, context: &Context) -> TimeExpr {
    let text = context.text[item.span.start..item.span.end].to_string();
    let modifier = item.parts.get(Slot::Mod).map(|m| Slot::Mod.codes()[m as usize].to_string());
    let mut when = When { text, start: value.start, end: value.end, grain: value.grain, basis: value.basis };
    if value.kind == TimexType::Date {
        match super::find::word_before(context.text, item.span.start).as_str() {
            "since" => when.end = None,
            "until" | "till" => when.start = None,
            _ => {}
        }
    }
    let entries = vec![context.rules.rules[item.rule].id.clone()];
    TimeExpr { span: item.span, kind: value.kind, value: value.timex, modifier, when, entries }
}
