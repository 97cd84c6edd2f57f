//! Amounts of time: durations ("nine months", "the past five years") and repeated times ("every Monday", "daily").

use super::calendar::Point;
use super::find::Found;
use super::resolve::{Context, Value};
use super::tense::Tense;
use crate::lexicon::dates::Slot;
use crate::model::when::{Grain, TimexType, WhenBasis};

/// A duration; with a direction it also has a place: the past five years end at the document's date.
pub(super) fn duration(item: &Found, context: &Context) -> Option<Value> {
    let parts = &item.parts;
    let unit = Slot::Unit.codes()[parts.get(Slot::Unit)? as usize];
    let amount = if parts.has(Slot::Vague) {
        None
    } else {
        Some(parts.get(Slot::Num).unwrap_or(1000) + 500 * parts.get(Slot::Word).unwrap_or(0))
    };
    let mut timex = period(amount, unit)?;
    if let (Some(n2), Some(u2)) = (parts.get(Slot::Num2), parts.get(Slot::Unit2)) {
        timex = compound(timex, &period(Some(n2), Slot::Unit.codes()[u2 as usize])?);
    }
    let mut value = Value::loose(TimexType::Duration, timex, grain(unit));
    if let (Some(dir), Some(milli)) = (parts.get(Slot::Dir), amount) {
        let after = parts.has(Slot::Open);
        if !after || !matches!(context.tense(item.span), Some(Tense::Past | Tense::Present)) {
            place(&mut value, dir * milli, unit, context, after);
        }
    }
    Some(value)
}

/// Gives a duration its interval, ending or beginning at the document's date; with `after`, only the moment it leads to.
fn place(value: &mut Value, milli: i64, unit: &str, context: &Context, after: bool) -> Option<()> {
    let base = context.deictic()?;
    let other = moved(base, unit, milli)?;
    let ends = match (after, milli < 0) {
        (true, _) => (other.iso(), other.iso()),
        (_, true) => (other.iso(), base.iso()),
        _ => (base.iso(), other.iso()),
    };
    (value.start, value.end) = (Some(ends.0), Some(ends.1));
    value.basis = WhenBasis::Relative;
    Some(())
}

/// The point so many thousandths of a unit from another, to the precision of that point.
fn moved(base: Point, unit: &str, milli: i64) -> Option<Point> {
    let n = milli / 1000;
    match unit {
        "second" => base.add_seconds(n),
        "minute" => base.add_seconds(milli * 60 / 1000),
        "hour" => base.add_seconds(milli * 3600 / 1000),
        "day" => base.add_days(n),
        "week" => base.add_days(7 * n),
        "fortnight" => base.add_days(14 * n),
        "month" => base.add_months(n),
        "quarter" => base.add_months(3 * n),
        "year" => base.add_months(12 * n).or(Some(Point::year(base.year + n))),
        "decade" => Some(Point::year(base.year + 10 * n)),
        _ => None,
    }
}

/// "three days after January 12": the day that a duration and the date beside it lead to.
pub(super) fn counted(item: &Found, dir: i64, base: Point) -> Option<Point> {
    let milli = item.parts.get(Slot::Num).filter(|_| !item.parts.has(Slot::Vague))?;
    moved(base, Slot::Unit.codes()[item.parts.get(Slot::Unit)? as usize], dir * milli)
}

/// `P3D`, `PT2H`, `P2.5Y`, `PXM` for an amount not told.
fn period(milli: Option<i64>, unit: &str) -> Option<String> {
    let (milli, unit) = match unit {
        "fortnight" => (milli.map(|m| m * 2), "week"),
        "half" => (milli.map(|m| m * 6), "month"),
        "hour" if milli == Some(500) => (Some(30_000), "minute"),
        "year" if milli == Some(500) => (Some(6_000), "month"),
        "decade" if milli == Some(500) => (Some(5_000), "year"),
        "century" if milli == Some(500) => (Some(50_000), "year"),
        u => (milli, u),
    };
    let n = match milli {
        None => "X".to_string(),
        Some(m) if m % 1000 == 0 => (m / 1000).to_string(),
        Some(m) => format!("{}.{}", m / 1000, format!("{:03}", m % 1000).trim_end_matches('0')),
    };
    Some(match unit {
        "second" => format!("PT{n}S"),
        "minute" => format!("PT{n}M"),
        "hour" => format!("PT{n}H"),
        "day" | "workday" => format!("P{n}D"),
        "week" => format!("P{n}W"),
        "weekend" => format!("P{n}WE"),
        "month" => format!("P{n}M"),
        "quarter" => format!("P{n}Q"),
        "year" => format!("P{n}Y"),
        "season" => format!("P{n}S"),
        "decade" => format!("P{n}DE"),
        "century" => format!("P{n}CE"),
        _ => return None,
    })
}

/// "one hour and 30 minutes" is `PT1H30M`, "one year and six months" `P1Y6M`.
fn compound(first: String, second: &str) -> String {
    match (first.starts_with("PT"), second.strip_prefix("PT")) {
        (true, Some(rest)) => first + rest,
        (false, Some(rest)) => first + "T" + rest,
        _ => first + second.trim_start_matches('P'),
    }
}

fn grain(unit: &str) -> Option<Grain> {
    Some(match unit {
        "second" => Grain::Second,
        "minute" => Grain::Minute,
        "hour" => Grain::Hour,
        "day" | "workday" => Grain::Day,
        "week" | "weekend" | "fortnight" => Grain::Week,
        "month" => Grain::Month,
        "quarter" => Grain::Quarter,
        "half" => Grain::Half,
        "season" => Grain::Season,
        "year" => Grain::Year,
        "decade" => Grain::Decade,
        "century" => Grain::Century,
        _ => return None,
    })
}

/// The place on the calendar that each unit takes: "monthly" is `XXXX-XX`.
fn recurring(unit: &str) -> Option<&'static str> {
    Some(match unit {
        "day" => "XXXX-XX-XX",
        "week" => "XXXX-WXX",
        "weekend" => "XXXX-WXX-WE",
        "month" => "XXXX-XX",
        "quarter" => "XXXX-QX",
        "year" => "XXXX",
        "decade" => "XXX",
        "century" => "XX",
        _ => return None,
    })
}

/// A repeated time: a period ("every two weeks" `P2W`, "twice a week" `P1W`) or a place that recurs ("every Monday"
/// `XXXX-WXX-1`, "daily" `XXXX-XX-XX`).
pub(super) fn set(item: &Found) -> Option<Value> {
    let parts = &item.parts;
    let (timex, grain) = if let Some(weekday) = parts.get(Slot::Weekday) {
        (format!("XXXX-WXX-{weekday}"), Some(Grain::Day))
    } else if let (Some(month), Some(day)) = (parts.get(Slot::Month), parts.get(Slot::Day)) {
        (format!("XXXX-{month:02}-{day:02}"), Some(Grain::Day))
    } else if let Some(month) = parts.get(Slot::Month) {
        (format!("XXXX-{month:02}"), Some(Grain::Month))
    } else if let Some(day) = parts.get(Slot::Day) {
        (format!("XXXX-XX-{day:02}"), Some(Grain::Day))
    } else if let Some(season) = parts.get(Slot::Season) {
        (format!("XXXX-{}", Slot::Season.codes()[season as usize]), Some(Grain::Season))
    } else if parts.has(Slot::Part) || parts.has(Slot::Hour) {
        ("XXXX-XX-XX".to_string(), Some(Grain::Day))
    } else {
        let unit = Slot::Unit.codes()[parts.get(Slot::Unit)? as usize];
        let every = parts.get(Slot::Num).unwrap_or(1000);
        let open = if every == 1000 && !parts.has(Slot::Freq) { recurring(unit) } else { None };
        (open.map(String::from).or_else(|| period(Some(every), unit))?, grain(unit))
    };
    let value = super::place::with_time(Value::loose(TimexType::Set, timex, grain), parts)?;
    Some(Value { kind: TimexType::Set, ..value })
}
