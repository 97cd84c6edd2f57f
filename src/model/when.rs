//! When something was: an interval with the precision it was given in, and the time expression that says so.

use super::span::Span;
use serde::{Deserialize, Serialize};

/// The months in lower case, January first.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A time on the calendar. `start` and `end` are ISO 8601 prefixes (`2022`, `2022-06`, `2022-06-17`, `2022-06-17T07:40`; years before our era
/// are astronomical, `-0479` is 480 BC) and both are inclusive: `start = end = "2022-06"` is the whole of June. A side
/// that is open ("since March") or not known is `None`; with basis `Unresolved` both are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    pub text: String,
    pub start: Option<String>,
    pub end: Option<String>,
    pub grain: Option<Grain>,
    pub basis: WhenBasis,
}

/// The unit in which a time was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grain {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Half,
    Season,
    Year,
    Decade,
    Century,
}

/// How a time is known: said in full, worked out from another date, or not at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhenBasis {
    Stated,
    Relative,
    Unresolved,
}

/// The TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    Date,
    Time,
    Duration,
    Set,
}

/// A time expression in a text: its words, its TIMEX3 type and value, its place on the calendar, and the rules that made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeExpr {
    pub span: Span,
    pub kind: TimexType,
    pub value: String,
    pub modifier: Option<String>,
    pub when: When,
    pub entries: Vec<String>,
}

impl When {
    /// First and last day (days since 1970-01-01) of the interval; an open side is `i64::MIN` or `i64::MAX`.
    /// `None` when nothing is known of it.
    pub fn days(&self) -> Option<(i64, i64)> {
        if self.start.is_none() && self.end.is_none() {
            return None;
        }
        let first = match &self.start {
            Some(s) => first_day(s)?,
            None => i64::MIN,
        };
        let last = match &self.end {
            Some(s) => last_day(s)?,
            None => i64::MAX,
        };
        Some((first, last))
    }
}

/// Do two times share a day? An unresolved time overlaps nothing: a false alarm costs more than a miss.
pub fn overlaps(a: &When, b: &When) -> bool {
    match (a.days(), b.days()) {
        (Some(a), Some(b)) => a.0 <= b.1 && b.0 <= a.1,
        _ => false,
    }
}

/// First day of an ISO 8601 prefix, in days since 1970-01-01.
pub fn first_day(prefix: &str) -> Option<i64> {
    let (y, m, d) = parts(prefix)?;
    Some(days_from_civil(y, m.unwrap_or(1), d.unwrap_or(1)))
}

/// Last day of an ISO 8601 prefix, in days since 1970-01-01.
pub fn last_day(prefix: &str) -> Option<i64> {
    let (y, m, d) = parts(prefix)?;
    let m = m.unwrap_or(12);
    Some(days_from_civil(y, m, d.unwrap_or(month_length(y, m))))
}

/// The ISO date (`2022-06-17`) of a day counted from 1970-01-01 (Hinnant, "chrono-Compatible Low-Level Date Algorithms").
pub fn iso_of_day(day: i64) -> String {
    let z = day + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let m = if mp < 10 { mp + 3 } else { mp - 9 };
    let y = yoe + era * 400 + i64::from(m <= 2);
    let sign = if y < 0 { "-" } else { "" };
    format!("{sign}{:04}-{m:02}-{:02}", y.abs(), doy - (153 * mp + 2) / 5 + 1)
}

/// Days in a month of the proleptic Gregorian calendar.
pub fn month_length(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn parts(prefix: &str) -> Option<(i64, Option<i64>, Option<i64>)> {
    let date = prefix.split(['T', ' ']).next()?;
    let (sign, date) = match date.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, date),
    };
    let mut fields = date.split('-').map(|f| f.parse::<i64>().ok().filter(|_| f.bytes().all(|b| b.is_ascii_digit())));
    let year = sign * fields.next()?.filter(|y| *y <= 9999)?;
    let month = fields.next().map(|m| m.filter(|m| (1..=12).contains(m)));
    let day = fields.next().map(|d| d.filter(|d| (1..=31).contains(d)));
    if fields.next().is_some() || month == Some(None) || day == Some(None) {
        return None;
    }
    let (month, day) = (month.flatten(), day.flatten());
    if let (Some(m), Some(d)) = (month, day)
        && d > month_length(year, m)
    {
        return None;
    }
    Some((year, month, day))
}

fn days_from_civil(y: i64, m: i64, d: i64) -> i64 {
    let y = if m <= 2 { y - 1 } else { y };
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let doy = (153 * (m + if m > 2 { -3 } else { 9 }) + 2) / 5 + d - 1;
    let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    era * 146_097 + doe - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(start: Option<&str>, end: Option<&str>) -> When {
        When {
            text: String::new(),
            start: start.map(Into::into),
            end: end.map(Into::into),
            grain: None,
            basis: WhenBasis::Stated,
        }
    }

    #[test]
    fn prefixes_cover_their_days() {
        assert_eq!(first_day("1970-01-01"), Some(0));
        assert_eq!((first_day("2022"), last_day("2022")), (Some(18993), Some(19357)));
        assert_eq!(last_day("2024-02"), first_day("2024-02-29"));
        assert_eq!(last_day("1900-02"), first_day("1900-02-28"));
        assert_eq!(first_day("2022-06-17T07:40"), first_day("2022-06-17"));
        assert_eq!(first_day("0000-03-01").zip(last_day("-0001")).map(|(a, b)| a - b), Some(61));
    }

    #[test]
    fn nonsense_has_no_days() {
        for bad in ["", "202x", "2022-13", "2023-02-29", "2022-06-17-01", "+2022", "2022-"] {
            assert_eq!(first_day(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_day_is_written_back() {
        for iso in ["2022-06-17", "1999-12-31", "2000-02-29", "-0479-08-20", "0001-01-01"] {
            assert_eq!(iso_of_day(first_day(iso).expect("valid")), iso);
        }
    }

    #[test]
    fn overlap_wants_a_common_day() {
        assert!(overlaps(&when(Some("2022"), Some("2022")), &when(Some("2022-06-17"), Some("2022-06-17"))));
        assert!(!overlaps(&when(Some("2021"), Some("2021")), &when(Some("2022-01"), Some("2022-02"))));
        assert!(overlaps(&when(Some("2021-09"), None), &when(Some("2022-01"), Some("2022-02"))));
        assert!(!overlaps(&when(None, None), &when(Some("2022"), Some("2022"))));
    }
}
