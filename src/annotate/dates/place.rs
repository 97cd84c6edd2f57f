//! Places on the calendar: fills in the larger units that an expression leaves out.

use super::around::word_before;
use super::calendar::{self, Point, months, timex_year};
use super::find::{Found, Parts};
use super::resolve::{Context, Step, Value};
use super::shift;
use super::tense::Tense;
use super::year::{era, infer_year, nearest_year, part_year, span_of_years, two_digit_year};
use crate::lexicon::dates::{Holiday, HolidayDay, Slot};
use crate::model::when::{Grain, TimexType, WhenBasis};

/// The code of the weekend among units.
const WEEKEND: i64 = 5;

/// The value of a calendar expression; `None` when it cannot be a date (June 31).
pub(super) fn value(item: &Found, context: &Context) -> Option<Value> {
    let mut parts = item.parts;
    if parts.has(Slot::Weak) && !supported(&parts, item, context)
        || parts.get(Slot::Quarter).is_some_and(|q| !(1..=4).contains(&q))
    {
        return None;
    }
    if let Some(day) = parts.get(Slot::Day).filter(|d| *d > 9999) {
        return Point::day(day / 10_000, day / 100 % 100, day % 100).map(|p| Value::at(p, WhenBasis::Stated));
    }
    era(&mut parts, context);
    two_digit_year(&mut parts, context);
    let basis = container(&mut parts, context);
    let year = parts.get(Slot::Year);
    if let Some(decade) = parts.get(Slot::Decade) {
        if decade >= 10 && decade % 10 != 0 {
            return None;
        }
        return Some(span_of_years(decade, 10, parts.get(Slot::Era) == Some(1), context));
    }
    if let Some(century) = parts.get(Slot::Century) {
        return Some(span_of_years(century, 100, parts.get(Slot::Era) == Some(1), context));
    }
    let value = if let Some(h) = parts.get(Slot::Holiday) {
        holiday(h, year, item, context, basis)
    } else if parts.has(Slot::Nth) {
        nth(&parts, item, context, basis)
    } else if let Some(week) = parts.get(Slot::Week) {
        week_value(year, week, context, basis)
    } else if let Some(day) = parts.get(Slot::Day) {
        day_value(&parts, day, item, context, basis)
    } else if let Some(weekday) = parts.get(Slot::Weekday) {
        weekday_value(&parts, weekday, item, context, basis)
    } else if let Some(month) = parts.get(Slot::Month) {
        Some(month_value(&parts, month, item, context, basis))
    } else if parts.has(Slot::Quarter) || parts.has(Slot::Half) || parts.has(Slot::Season) {
        Some(part_of_year(&parts, item, context, basis))
    } else if parts.get(Slot::Unit) == Some(WEEKEND) {
        weekend(item, context)
    } else if parts.has(Slot::Hour) || parts.has(Slot::Part) {
        day_of_time(item, context)
    } else {
        year.or(item.year).map(|y| Value::at(Point::year(y), basis))
    };
    let named = parts.has(Slot::Day) || parts.has(Slot::Holiday) || parts.has(Slot::Dir);
    let value = if parts.has(Slot::Unit) && named { beside(value?, &parts) } else { value };
    value.and_then(|v| with_time(v, &parts))
}

/// "the year before 2015", "the day after Christmas", "the week of March 3": the unit beside or around the one named.
fn beside(value: Value, parts: &Parts) -> Option<Value> {
    let (point, dir) = (value.point?, parts.get(Slot::Dir).unwrap_or(0));
    let point = match Slot::Unit.codes()[parts.get(Slot::Unit)? as usize] {
        "day" => point.add_days(dir)?,
        "month" => point.add_months(dir)?,
        "week" => return shift::week(point, 0, false),
        // A holiday early in the week makes the weekend before it long.
        "weekend" => return shift::week(point, -i64::from(point.weekday()? <= 3), true),
        _ => Point::year(point.year + dir),
    };
    Some(Value::at(point, value.basis))
}

/// "may" and "march" in small letters are months beside a day with its ending ("may 5th"), a day and a year, or after "in".
fn supported(parts: &Parts, item: &Found, context: &Context) -> bool {
    let words = &context.text[item.span.start..item.span.end];
    parts.has(Slot::Dir)
        || context.rules.links.month_after.has(&word_before(context.text, item.span.start))
        || parts.has(Slot::Day)
            && (parts.has(Slot::Year) || parts.has(Slot::Weekday) || !words.ends_with(|c: char| c.is_ascii_digit()))
}

/// "of that year", "of next month": supplies year and month from the unit named; tells how the year is known.
fn container(parts: &mut Parts, context: &Context) -> WhenBasis {
    let Some(unit) = parts.get(Slot::RelUnit) else {
        return if parts.has(Slot::Year) { WhenBasis::Stated } else { WhenBasis::Relative };
    };
    let base = if parts.get(Slot::Base).unwrap_or(0) == 0 { context.deictic() } else { context.mention() };
    let rel = parts.get(Slot::Rel).unwrap_or(0);
    match Slot::Unit.codes()[unit as usize] {
        "month" => {
            if let Some(p) = base.and_then(|b| b.add_months(rel)) {
                parts.put_if_empty(Slot::Year, Some(p.year));
                parts.put_if_empty(Slot::Month, p.month);
            }
        }
        "week" => {
            let week = base.and_then(|b| b.week()).and_then(|(y, w)| calendar::add_weeks(y, w, rel));
            if let (Some((year, week)), Some(weekday)) = (week, parts.get(Slot::Weekday))
                && let Some(p) = calendar::week_days(year, week).and_then(|(monday, _)| monday.add_days(weekday - 1))
            {
                parts.put(Slot::Year, p.year);
                parts.put_if_empty(Slot::Month, p.month);
                parts.put_if_empty(Slot::Day, p.day);
            }
        }
        _ => parts.put_if_empty(Slot::Year, base.map(|b| b.year + rel)),
    }
    WhenBasis::Relative
}

fn month_value(parts: &Parts, month: i64, item: &Found, context: &Context, basis: WhenBasis) -> Value {
    match parts.get(Slot::Year).or_else(|| infer_year(item, context, month, None)) {
        Some(year) => Value::at(Point::month(year, month), basis),
        None => Value::loose(TimexType::Date, format!("XXXX-{month:02}"), Some(Grain::Month)),
    }
}

fn day_value(parts: &Parts, day: i64, item: &Found, context: &Context, basis: WhenBasis) -> Option<Value> {
    let Some(month) = parts.get(Slot::Month) else { return bare_day(parts, day, context) };
    if day > crate::model::when::month_length(2000, month) {
        return None;
    }
    let stated = parts.get(Slot::Year);
    match stated
        .or_else(|| by_weekday(parts, month, day, context))
        .or_else(|| infer_year(item, context, month, Some(day)))
    {
        Some(year) => Point::day(year, month, day).map(|p| Value::at(p, basis)),
        None => Some(Value::loose(TimexType::Date, format!("XXXX-{month:02}-{day:02}"), Some(Grain::Day))),
    }
}

/// "Friday, June 17": the year nearest the document in which that day is that weekday.
fn by_weekday(parts: &Parts, month: i64, day: i64, context: &Context) -> Option<i64> {
    let weekday = parts.get(Slot::Weekday)?;
    let year = context.published()?.year;
    let fits = [0, -1, 1]
        .into_iter()
        .map(|n| year + n)
        .find(|y| Point::day(*y, month, day).and_then(|p| p.weekday()) == Some(weekday));
    fits.inspect(|_| context.trail.note(Step::Weekday))
}

/// "the 17th", "Friday 23": a day of the month last spoken of.
fn bare_day(parts: &Parts, day: i64, context: &Context) -> Option<Value> {
    let base = if parts.has(Slot::Weekday) { context.deictic() } else { context.mention() };
    if let (Some(weekday), Some(base)) = (parts.get(Slot::Weekday), base.filter(|b| b.month.is_some())) {
        let month = |n: i64| Point { day: None, ..base }.add_months(n).and_then(|m| Point::day(m.year, m.month?, day));
        let fits = [0, 1, -1, 2, -2].into_iter().filter_map(month).find(|p| p.weekday() == Some(weekday));
        if let Some(point) = fits {
            return Some(Value::at(point, WhenBasis::Relative));
        }
    }
    let found = base
        .filter(|b| b.month.is_some())
        .and_then(|b| Point::day(parts.get(Slot::Year).unwrap_or(b.year), b.month?, day));
    Some(match found {
        Some(p) => Value::at(p, WhenBasis::Relative),
        None => Value::loose(TimexType::Date, format!("XXXX-XX-{day:02}"), Some(Grain::Day)),
    })
}

fn weekday_value(parts: &Parts, weekday: i64, item: &Found, context: &Context, basis: WhenBasis) -> Option<Value> {
    let loose = || Some(Value::loose(TimexType::Date, format!("XXXX-WXX-{weekday}"), Some(Grain::Day)));
    let Some(base) = context.deictic().filter(|b| b.day.is_some()) else { return loose() };
    let here = base.weekday()?;
    let back = (here - weekday).rem_euclid(7);
    let days = match parts.get(Slot::Dir) {
        Some(-1) => -(if back == 0 { 7 } else { back }),
        Some(1) => 7 - here + weekday,
        // "this coming Sunday"
        Some(2) => (weekday - here - 1).rem_euclid(7) + 1,
        Some(_) => weekday - here,
        None if context.narrative() => (weekday - here).rem_euclid(7),
        None if item.from.is_some() => return after(item.from?, weekday),
        None if looks_forward(item, context) => (weekday - here).rem_euclid(7),
        None => -back,
    };
    base.add_days(days).map(|p| Value::at(p, basis))
}

/// A verb of the future, or "the vote is Tuesday", "the deadline is on Tuesday": what is, is to come.
fn looks_forward(item: &Found, context: &Context) -> bool {
    match context.tense(item.span) {
        Some(Tense::Present) => {
            let ahead = |word: &str| context.rules.links.is.has(word);
            let before = word_before(context.text, item.span.start);
            let own = !context.text[item.span.end..].starts_with(['\'', '’']);
            own && (ahead(&before)
                || before == "on"
                    && ahead(&word_before(context.text, context.text[..item.span.start].trim_end().len() - 2)))
        }
        tense => tense == Some(Tense::Future),
    }
}

/// "from Monday to Friday": the end follows the start.
fn after(start: Point, weekday: i64) -> Option<Value> {
    let days = (weekday - start.weekday()?).rem_euclid(7);
    start.add_days(days).map(|p| Value::at(p, WhenBasis::Relative))
}

/// "over the weekend": the last one, or with a future verb the coming one.
fn weekend(item: &Found, context: &Context) -> Option<Value> {
    let Some((base, (year, week))) = context.deictic().and_then(|b| Some((b, b.week()?))) else {
        return Some(Value::loose(TimexType::Date, "XXXX-WXX-WE", Some(Grain::Week)));
    };
    let coming = context.tense(item.span) == Some(Tense::Future) || base.weekday()? > 5;
    let (year, week) = calendar::add_weeks(year, week, if coming { 0 } else { -1 })?;
    let (_, sunday) = calendar::week_days(year, week)?;
    let saturday = sunday.add_days(-1)?;
    Some(Value::placed(
        format!("{year:04}-W{week:02}-WE"),
        (saturday.iso(), sunday.iso()),
        Grain::Week,
        WhenBasis::Relative,
        saturday,
    ))
}

fn part_of_year(parts: &Parts, item: &Found, context: &Context, basis: WhenBasis) -> Value {
    let (code, first, count, grain) = if let Some(q) = parts.get(Slot::Quarter) {
        (format!("Q{q}"), 3 * q - 2, 3, Grain::Quarter)
    } else if let Some(h) = parts.get(Slot::Half) {
        (format!("H{h}"), 6 * h - 5, 6, Grain::Half)
    } else {
        let s = parts.get(Slot::Season).unwrap_or(0);
        (Slot::Season.codes()[s as usize].to_string(), [3, 6, 9, 12][s as usize], 3, Grain::Season)
    };
    match parts.get(Slot::Year).or_else(|| part_year(item, context, first)) {
        Some(year) => {
            let point = Point::month(year, first);
            Value::placed(format!("{}-{code}", timex_year(year)), months(year, first, count), grain, basis, point)
        }
        None => Value::loose(TimexType::Date, format!("XXXX-{code}"), Some(grain)),
    }
}

fn week_value(year: Option<i64>, week: i64, context: &Context, basis: WhenBasis) -> Option<Value> {
    let (year, basis) = match year {
        Some(y) => (y, basis),
        None => (context.deictic()?.year, WhenBasis::Relative),
    };
    let (first, last) = calendar::week_days(year, week)?;
    Some(Value::placed(format!("{year:04}-W{week:02}"), (first.iso(), last.iso()), Grain::Week, basis, first))
}

/// "the first week of June", "the last Monday in May", "the first three days": counted within the unit around.
fn nth(parts: &Parts, item: &Found, context: &Context, basis: WhenBasis) -> Option<Value> {
    let n = parts.get(Slot::Nth)?;
    let year = parts.get(Slot::Year);
    if let (Some(weekday), Some(month)) = (parts.get(Slot::Weekday), parts.get(Slot::Month)) {
        let year = year.or_else(|| infer_year(item, context, month, None))?;
        return calendar::nth_weekday(year, month, weekday, n).map(|p| Value::at(p, basis));
    }
    match (Slot::Unit.codes()[parts.get(Slot::Unit)? as usize], parts.get(Slot::Month)) {
        ("week", None) => week_value(year, if n < 0 { 52 } else { n }, context, basis),
        ("week", Some(month)) => {
            let year = year.or_else(|| infer_year(item, context, month, None))?;
            let first = if n < 0 {
                Point::day(year, month, crate::model::when::month_length(year, month))?
            } else {
                Point::day(year, month, 4)?.add_days(7 * (n - 1))?
            };
            let (year, week) = first.week()?;
            week_value(Some(year), week, context, basis)
        }
        ("day", Some(month)) => {
            let year = year.or_else(|| infer_year(item, context, month, None))?;
            let day = if n < 0 { crate::model::when::month_length(year, month) } else { n };
            Point::day(year, month, day).map(|p| Value::at(p, basis))
        }
        ("day", None) => {
            Point::day(year?, if n < 0 { 12 } else { 1 }, if n < 0 { 31 } else { n }).map(|p| Value::at(p, basis))
        }
        ("month", None) if (1..=12).contains(&n) || n < 0 => {
            Some(Value::at(Point::month(year?, if n < 0 { 12 } else { n }), basis))
        }
        _ => None,
    }
}

fn holiday(index: i64, year: Option<i64>, item: &Found, context: &Context, basis: WhenBasis) -> Option<Value> {
    let day = &context.rules.holidays[index as usize];
    if let Some(year) = year {
        return lasting(day, year, basis);
    }
    let Some(base) = context.deictic() else {
        return Some(Value::loose(
            TimexType::Date,
            match day.on {
                HolidayDay::Fixed { month, day } => format!("XXXX-{month:02}-{day:02}"),
                _ => "XXXX-XX-XX".into(),
            },
            Some(Grain::Day),
        ));
    };
    let this = calendar::holiday(day, base.year)?;
    let year = match item.dir() {
        Some(-1) if this.first() < base.first() => base.year,
        Some(-1) => base.year - 1,
        Some(1) if this.first() > base.first() => base.year,
        Some(1) => base.year + 1,
        Some(_) => base.year,
        None if context.narrative() => base.year,
        None => nearest_year(base, this.month?, this.day?, context.tense(item.span)).unwrap_or(base.year),
    };
    lasting(day, year, WhenBasis::Relative)
}

/// A holiday of a year, with all its days.
fn lasting(day: &Holiday, year: i64, basis: WhenBasis) -> Option<Value> {
    let first = calendar::holiday(day, year)?;
    let mut value = Value::at(first, basis);
    value.end = first.add_days(day.lasts - 1).map(|p| p.iso());
    Some(value)
}

/// A time of day alone belongs to the day last spoken of nearby, else to the document's.
fn day_of_time(item: &Found, context: &Context) -> Option<Value> {
    let near = context.near(item.span, 200).filter(|m| m.point.day.is_some()).map(|m| m.point);
    let base = if context.narrative() { near.or(context.mention()) } else { context.day_near(item.span, 200) };
    Some(match base.filter(|b| b.day.is_some()) {
        Some(p) => Value::at(Point { time: None, ..p }, WhenBasis::Relative),
        None => Value::loose(TimexType::Date, "XXXX-XX-XX", Some(Grain::Day)),
    })
}

/// Adds the clock or the part of the day to a day.
pub(super) fn with_time(mut value: Value, parts: &Parts) -> Option<Value> {
    if let Some(hour) = parts.get(Slot::Hour) {
        let written = hour > 24;
        let minute = if written { Some(hour % 100) } else { parts.get(Slot::Minute) };
        let hour = shift::hour(if written { hour / 100 } else { hour }, parts.get(Slot::Ampm), parts.get(Slot::Part))?;
        // "a quarter to three"
        let before = parts.get(Slot::Rel) == Some(-1) && minute.is_some_and(|m| (1..60).contains(&m));
        let (hour, minute) = if before { ((hour + 23) % 24, minute.map(|m| 60 - m)) } else { (hour, minute) };
        let time = (hour, minute, parts.get(Slot::Second));
        if minute.is_some_and(|m| m > 59) || parts.get(Slot::Second).is_some_and(|s| s > 60) {
            return None;
        }
        value.kind = TimexType::Time;
        value.timex += &calendar::clock(Some(time));
        if let Some(point) = &mut value.point {
            point.time = Some(time);
            value.start = Some(point.iso());
            value.end = value.start.clone();
        }
        value.grain = Some(if time.2.is_some() {
            Grain::Second
        } else if time.1.is_some() {
            Grain::Minute
        } else {
            Grain::Hour
        });
    } else if let Some(part) = parts.get(Slot::Part) {
        value.kind = TimexType::Time;
        value.timex += "T";
        value.timex += Slot::Part.codes()[part as usize];
    }
    Some(value)
}
