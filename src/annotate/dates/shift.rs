//! Times counted from a base: "two weeks ago", "last month", "the following day", "that year".

use super::calendar::{self, Point, months, timex_year};
use super::find::{Found, Parts};
use super::place::with_time;
use super::resolve::{Context, Value};
use super::tense::Tense;
use crate::lexicon::dates::Slot;
use crate::model::when::{Grain, TimexType, WhenBasis};

/// The value of a shift: `dir` times `num` units from the base.
pub(super) fn value(item: &Found, context: &Context) -> Option<Value> {
    let parts = &item.parts;
    let dir = parts.get(Slot::Dir)?;
    if parts.has(Slot::Vague) {
        return Some(Value::loose(TimexType::Date, if dir < 0 { "PAST_REF" } else { "FUTURE_REF" }, None));
    }
    let amount = parts.get(Slot::Num).unwrap_or(1000) * dir;
    let (amount, unit) = whole(amount, unit_of(parts)?);
    let follows = dir <= 0 || can_follow(item, context);
    let base = || match Slot::Base.codes()[parts.get(Slot::Base).unwrap_or(0) as usize] {
        "document" => context.deictic(),
        "near" => near(item, unit, context),
        "here" if !context.narrative() => here(item, context),
        _ if unit == "day" && !context.narrative() => context.day_near(item.span, 600),
        _ => context.mention(),
    };
    let (base, kept) = match follows {
        true => compared(item, unit, amount, context).unwrap_or_else(|| (base(), None)),
        false => (None, None),
    };
    let at = |amount| base.and_then(|b| moved(finer(b, unit, context), unit, amount, kept));
    let mut value = at(amount).unwrap_or_else(|| unknown(unit));
    if let Some(other) = parts.get(Slot::Num2).and_then(|least| at(whole(least * dir, unit_of(parts)?).0)) {
        let (first, last) = if dir < 0 { (value.start, other.end) } else { (other.start, value.end) };
        (value.start, value.end) = (first, last);
    }
    with_time(value, parts)
}

fn unit_of(parts: &Parts) -> Option<&'static str> {
    Some(Slot::Unit.codes()[parts.get(Slot::Unit)? as usize])
}

/// "Two years later" of what is past follows a date mentioned before; with none the document's date, which is later, is no base.
fn can_follow(item: &Found, context: &Context) -> bool {
    let own_base = !matches!(item.parts.get(Slot::Base), Some(1 | 2));
    own_base || context.last.is_some() || context.tense(item.span) != Some(Tense::Past)
}

/// "a year earlier" keeps the quarter or month just spoken of; "the year-ago quarter" with none spoken of means the one that has ended.
fn compared(item: &Found, unit: &str, amount: i64, context: &Context) -> Option<(Option<Point>, Option<Grain>)> {
    if unit != "year" || amount != -1000 || item.parts.get(Slot::Base) != Some(2) || context.narrative() {
        return None;
    }
    let said = context.near(item.span, 300);
    let wanted = item.parts.get(Slot::Unit2).map(|u| Slot::Unit2.codes()[u as usize]);
    match (said, wanted) {
        (Some(m), _) if matches!(m.grain, Grain::Quarter | Grain::Month) => Some((Some(m.point), Some(m.grain))),
        (_, Some("quarter")) => Some((ended(context, 3), Some(Grain::Quarter))),
        (_, Some("month")) => Some((ended(context, 1), Some(Grain::Month))),
        _ => Some((said.map(|m| m.point).or_else(|| context.published()), None)),
    }
}

/// The document's date so many months before.
fn ended(context: &Context, months: i64) -> Option<Point> {
    context.published().and_then(|d| Point { day: None, ..d }.add_months(-months))
}

/// "the end of the year": of the year named in the same sentence, else the document's.
fn here(item: &Found, context: &Context) -> Option<Point> {
    let said = context.same_sentence(item.span).filter(|m| m.stated && m.adjunct && m.grain <= Grain::Year);
    said.map(|m| m.point).or_else(|| context.published())
}

/// Half a century is fifty years; a counted decade or century is counted in years.
fn whole(milli: i64, unit: &str) -> (i64, &str) {
    match unit {
        "century" if milli % 1000 != 0 => (milli * 100, "year"),
        "decade" if milli % 1000 != 0 => (milli * 10, "year"),
        "year" if milli % 1000 != 0 => (milli * 12, "month"),
        _ => (milli, unit),
    }
}

/// A day or week cannot be counted from a month: in news the document's own day then serves.
fn finer(base: Point, unit: &str, context: &Context) -> Point {
    let wants_day = matches!(unit, "day" | "workday" | "week" | "weekend" | "fortnight" | "hour" | "minute" | "second");
    if wants_day && base.day.is_none() && !context.narrative() { context.document.unwrap_or(base) } else { base }
}

/// "a year earlier" is counted from the quarter or month just spoken of; "the quarter" is that quarter, or the one that has ended.
fn near(item: &Found, unit: &str, context: &Context) -> Option<Point> {
    let said = context.near(item.span, 300);
    if context.narrative() {
        return context.mention();
    }
    match (unit, item.parts.get(Slot::Dir)) {
        ("quarter", Some(0)) => match said.filter(|m| m.grain == Grain::Quarter) {
            Some(m) => Some(m.point),
            None if context.tense(item.span) == Some(Tense::Future) => context.published(),
            None => ended(context, 3),
        },
        (_, Some(0)) => context.published(),
        ("year", _) => said.map(|m| m.point).or_else(|| context.published()),
        _ => context.mention(),
    }
}

fn moved(base: Point, unit: &str, milli: i64, kept: Option<Grain>) -> Option<Value> {
    let n = milli / 1000;
    if n.abs() > 9000
        || !(-900..9000).contains(
            &(base.year
                + n * match unit {
                    "year" => 1,
                    "decade" => 10,
                    "century" => 100,
                    _ => 0,
                }),
        )
    {
        return None;
    }
    let basis = WhenBasis::Relative;
    let at = |p: Point| Some(Value::at(p, basis));
    match unit {
        "second" | "minute" | "hour" => {
            let seconds = milli
                * match unit {
                    "hour" => 3600,
                    "minute" => 60,
                    _ => 1,
                }
                / 1000;
            at(base.add_seconds(seconds)?)
        }
        "day" => at(Point { time: None, ..base }.add_days(n)?),
        "workday" => at(workday(base, n)?),
        "week" | "fortnight" | "weekend" => {
            week(base, if unit == "fortnight" { 2 * milli } else { milli } / 1000, unit == "weekend")
        }
        "month" => at(Point { day: None, time: None, ..base }.add_months(n)?),
        "quarter" => {
            let p = Point { day: None, ..base }.add_months(3 * n)?;
            part(p.year, p.quarter()?, "Q", 3, Grain::Quarter)
        }
        "half" => {
            let p = Point { day: None, ..base }.add_months(6 * n)?;
            part(p.year, (p.month? - 1) / 6 + 1, "H", 6, Grain::Half)
        }
        "season" => {
            let p = Point { day: None, ..base }.add_months(3 * n)?;
            let (year, season) = p.season()?;
            let code = Slot::Season.codes()[season as usize];
            let first = [3, 6, 9, 12][season as usize];
            Some(Value::placed(
                format!("{}-{code}", timex_year(year)),
                months(year, first, 3),
                Grain::Season,
                basis,
                Point::month(year, first),
            ))
        }
        "year" => {
            let year = add_years(base.year, n);
            match kept {
                Some(Grain::Quarter) => part(year, base.quarter()?, "Q", 3, Grain::Quarter),
                Some(Grain::Month) => at(Point { day: None, time: None, year, ..base }),
                _ => at(Point::year(year)),
            }
        }
        "decade" => {
            let d = (base.year + 10 * n).div_euclid(10);
            let (timex, point) = if base.year < 0 {
                (format!("BC{:03}", (-(base.year + 10 * n)) / 10), base.year + 10 * n)
            } else {
                (d.to_string(), d * 10)
            };
            Some(Value::placed(
                timex,
                (calendar::iso_year(d * 10), calendar::iso_year(d * 10 + 9)),
                Grain::Decade,
                basis,
                Point::year(point),
            ))
        }
        "century" => {
            let year = base.year + 100 * n;
            let (timex, first) = if year < 0 {
                (format!("BC{:02}", -year / 100), year)
            } else {
                (format!("{:02}", year / 100), year / 100 * 100)
            };
            Some(Value::placed(
                timex,
                (calendar::iso_year(first), calendar::iso_year(first + 99)),
                Grain::Century,
                basis,
                Point::year(first),
            ))
        }
        _ => None,
    }
}

fn add_years(year: i64, n: i64) -> i64 {
    let moved = year + n;
    if year < 0 && moved >= 0 { moved + 1 } else { moved }
}

fn workday(base: Point, n: i64) -> Option<Point> {
    let (mut p, step) = (base, n.signum());
    for _ in 0..n.abs().min(1000) {
        p = p.add_days(step)?;
        while p.weekday()? > 5 {
            p = p.add_days(step)?;
        }
    }
    Some(Point { time: None, ..p })
}

/// The week, or its weekend, so many weeks from a day.
pub(super) fn week(base: Point, n: i64, weekend: bool) -> Option<Value> {
    let (year, week) = base.week()?;
    let (year, week) = calendar::add_weeks(year, week, n)?;
    let (first, last) = calendar::week_days(year, week)?;
    let (first, tail) = if weekend { (last.add_days(-1)?, "-WE") } else { (first, "") };
    let point = if weekend { first } else { base.add_days(7 * n)? };
    Some(Value::placed(
        format!("{year:04}-W{week:02}{tail}"),
        (first.iso(), last.iso()),
        Grain::Week,
        WhenBasis::Relative,
        Point { time: None, ..point },
    ))
}

fn part(year: i64, n: i64, letter: &str, count: i64, grain: Grain) -> Option<Value> {
    let first = count * (n - 1) + 1;
    Some(Value::placed(
        format!("{}-{letter}{n}", timex_year(year)),
        months(year, first, count),
        grain,
        WhenBasis::Relative,
        Point::month(year, first),
    ))
}

fn unknown(unit: &str) -> Value {
    let (timex, grain) = match unit {
        "day" | "workday" => ("XXXX-XX-XX", Grain::Day),
        "week" | "fortnight" => ("XXXX-WXX", Grain::Week),
        "weekend" => ("XXXX-WXX-WE", Grain::Week),
        "month" => ("XXXX-XX", Grain::Month),
        "quarter" => ("XXXX-QX", Grain::Quarter),
        "half" => ("XXXX-HX", Grain::Half),
        "season" => ("XXXX-XX", Grain::Season),
        "decade" => ("XXX", Grain::Decade),
        "century" => ("XX", Grain::Century),
        "hour" | "minute" | "second" => ("XXXX-XX-XXTXX:XX", Grain::Hour),
        _ => ("XXXX", Grain::Year),
    };
    let kind = if timex.contains('T') { TimexType::Time } else { TimexType::Date };
    Value::loose(kind, timex, Some(grain))
}

/// The hour of 24 from an hour said with a.m., p.m. or a part of the day.
pub(super) fn hour(hour: i64, ampm: Option<i64>, part: Option<i64>) -> Option<i64> {
    let pm = match (ampm, part) {
        (Some(pm), _) => Some(pm == 1),
        (None, Some(0)) => Some(false),
        (None, Some(2 | 3)) => Some(true),
        (None, Some(4)) => Some((6..12).contains(&hour)),
        _ => None,
    };
    match pm {
        _ if hour > 24 => None,
        Some(true) if hour < 12 => Some(hour + 12),
        Some(false) if hour == 12 => Some(0),
        Some(_) if hour > 12 => {
            if ampm.is_some() {
                None
            } else {
                Some(hour)
            }
        }
        _ => Some(hour),
    }
}
