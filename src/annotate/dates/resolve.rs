//! Resolves what was found: against the document's date in news, against the last date mentioned in narrative.

use super::around::word_before;
use super::calendar::Point;
use super::find::{Found, Order};
use super::link::{self, Link};
use super::tense::{Tense, judge};
use super::{amount, place, shift, side};
use crate::lexicon::dates::{DateRules, Make, Manner, Slot};
use crate::model::Span;
use crate::model::when::{Grain, TimeExpr, TimexType, When, WhenBasis};
use std::cell::Cell;

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
    /// The last day mentioned.
    pub(super) last_day: Option<Mention>,
    /// How the expression in hand was resolved so far.
    pub(super) trail: Trail,
    pub(super) hook: &'a dyn Fn(Span) -> Option<Tense>,
    /// The document counts years before our era.
    pub(super) before_era: bool,
}

/// The steps that resolved an expression; each has a name in `entries`.
#[derive(Debug, Default)]
pub(super) struct Trail(Cell<u16>);

/// A step of resolving.
#[derive(Clone, Copy, Debug)]
#[repr(u8)]
pub(super) enum Step {
    Document,
    Mention,
    Past,
    Present,
    Future,
    Weekday,
    Neighbour,
    Shown,
    Guessed,
    Range,
    Since,
    Until,
    After,
    Before,
}

impl Step {
    const NAMES: [&str; Step::Before as usize + 1] = [
        "from-document",
        "from-mention",
        "tense-past",
        "tense-present",
        "tense-future",
        "weekday-fits",
        "from-neighbour",
        "order-shown",
        "order-guessed",
        "range",
        "since",
        "until",
        "after",
        "before",
    ];

    pub(super) const fn name(self) -> &'static str {
        Step::NAMES[self as usize]
    }
}

impl Trail {
    pub(super) fn note(&self, step: Step) {
        self.0.set(self.0.get() | 1 << step as u8);
    }

    fn take(&self) -> impl Iterator<Item = &'static str> {
        let steps = self.0.take();
        Step::NAMES.into_iter().enumerate().filter(move |(n, _)| steps >> n & 1 == 1).map(|(_, name)| name)
    }
}

/// A date mentioned before: its point, its unit, and where it ended.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    pub(super) point: Point,
    pub(super) grain: Grain,
    pub(super) end: usize,
    pub(super) stated: bool,
    /// Stands as a time of its own ("in 2010"), not before a noun ("a 2010 law").
    pub(super) adjunct: bool,
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
        self.last.map(|m| m.point).inspect(|_| self.trail.note(Step::Mention)).or_else(|| self.published())
    }

    /// The document's own date as a base.
    pub(super) fn published(&self) -> Option<Point> {
        self.document.inspect(|_| self.trail.note(Step::Document))
    }

    /// The base of "last week": the document's date; in narrative the last date mentioned.
    pub(super) fn deictic(&self) -> Option<Point> {
        if self.narrative() { self.mention() } else { self.published() }
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

    /// The day that "the next day" and "at 5 p.m." follow in news: the last day mentioned in the paragraph, no more than so many
    /// bytes before, else the document's; what is past does not follow a day to come.
    pub(super) fn day_near(&self, at: Span, bytes: usize) -> Option<Point> {
        let same = |m: &Mention| {
            at.start.checked_sub(m.end).is_some_and(|n| n <= bytes)
                && !self.text[m.end..at.start].contains('\n')
                && !(m.point.first() > self.document.and_then(|d| d.first()) && self.tense(at) == Some(Tense::Past))
        };
        self.last_day
            .filter(same)
            .map(|m| m.point)
            .inspect(|_| self.trail.note(Step::Mention))
            .or_else(|| self.published())
    }

    pub(super) fn tense(&self, at: Span) -> Option<Tense> {
        let judged = || (self.hook)(at).or_else(|| judge(self.text, self.sentence(at), at, self.rules));
        let (before, links) = (word_before(self.text, at.start), &self.rules.links);
        let tense = if links.since.has(&before) {
            Some(Tense::Past)
        } else if links.until.has(&before) || links.ahead.has(&before) {
            judged().filter(|t| *t == Tense::Past).or(Some(Tense::Future))
        } else {
            judged()
        };
        if let Some(tense) = tense {
            self.trail.note(match tense {
                Tense::Past => Step::Past,
                Tense::Present => Step::Present,
                Tense::Future => Step::Future,
            });
        }
        tense
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
pub(super) fn clause(text: &str, at: Span) -> Span {
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
    let links: Vec<Link> = (0..found.len()).map(|n| link::link(found, n, context)).collect();
    for (n, _) in links.iter().enumerate().filter(|(_, l)| **l != Link::None) {
        link::borrow(found, n, links[n]);
    }
    let mut out: Vec<Option<TimeExpr>> = Vec::with_capacity(found.len());
    for n in 0..found.len() {
        if links[n] != Link::None {
            link::share_year(found, n, context);
        }
        if n > 0 && links[n - 1] == Link::Range && found[n - 1].parts.has(Slot::Weekday) {
            found[n].from = context.last_day.filter(|m| m.end == found[n - 1].span.end).map(|m| m.point);
        }
        let range = links[n] == Link::Range || n > 0 && links[n - 1] == Link::Range;
        let counted = n > 0 && link::counts_from(found, n - 1, context).is_some();
        out.push(one(&found[n], counted || range, context));
        if n > 0 && links[n - 1] == Link::Ended {
            link::keep_quarter(context, &found[n - 1]);
        }
    }
    for (n, linked) in links.iter().enumerate().take(found.len().saturating_sub(1)) {
        if *linked == Link::Range {
            link::join(&mut out, n, context.text, found);
        }
        link::count_from(&mut out, n, context, found);
    }
    out.into_iter().flatten().collect()
}

/// `bound`: a length is counted from it, "two weeks after June 3", or it is an end of a range.
fn one(item: &Found, bound: bool, context: &mut Context) -> Option<TimeExpr> {
    let _ = context.trail.take();
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
        let before = word_before(context.text, item.span.start);
        let articles = &context.rules.links.articles;
        // "The frozen 2021 set": a word between.
        let far = context.text[..item.span.start].trim_end().len().saturating_sub(before.len());
        let word = before.bytes().all(|byte| byte.is_ascii_alphanumeric()) && context.text.is_char_boundary(far);
        let noun = context.text[item.span.end..].starts_with(' ')
            && context.text[item.span.end..].trim_start().starts_with(char::is_lowercase);
        let between =
            word && grain == Grain::Year && noun && articles.has(&word_before(context.text, far)) && before != "year";
        let adjunct = !articles.has(&before) && !between;
        let mention = Mention { point, grain, end: item.span.end, stated, adjunct };
        context.last = Some(mention);
        if grain <= Grain::Day && point.day.is_some() {
            context.last_day = context.last;
        }
    }
    Some(expression(item, value, bound, context))
}

fn expression(item: &Found, value: Value, bound: bool, context: &Context) -> TimeExpr {
    let text = context.text[item.span.start..item.span.end].to_string();
    let modifier = item.parts.get(Slot::Mod).map(|m| Slot::Mod.codes()[m as usize].to_string());
    let mut when = When { text, start: value.start, end: value.end, grain: value.grain, basis: value.basis };
    if value.kind == TimexType::Date && !bound {
        side::open(&mut when, item, context);
    }
    match item.order {
        Order::Said => {}
        Order::Shown => context.trail.note(Step::Shown),
        Order::Guessed => {
            either_way(&mut when, value.point);
            context.trail.note(Step::Guessed);
        }
    }
    if item.borrowed {
        context.trail.note(Step::Neighbour);
    }
    let mut entries = Vec::with_capacity(4);
    entries.push(context.rules.rules[item.rule].id.clone());
    entries.extend(item.modifier.map(|part| format!("@{}", context.rules.part_names[usize::from(part)])));
    entries.extend(context.trail.take().map(String::from));
    TimeExpr { span: item.span, kind: value.kind, value: value.timex, modifier, when, entries }
}

/// "5/6/2022" with nothing to show the order is one of two days: what lies between them holds both.
fn either_way(when: &mut When, point: Option<Point>) {
    let swapped = point.and_then(|p| Point::day(p.year, p.day?, p.month?)).map(|p| p.iso());
    let (Some(other), Some(said)) = (swapped, point.map(|p| Point { time: None, ..p }.iso())) else { return };
    let (first, last) = if other < said { (other, said) } else { (said, other) };
    when.start = when.start.as_ref().map(|_| first);
    when.end = when.end.as_ref().map(|_| last);
}
