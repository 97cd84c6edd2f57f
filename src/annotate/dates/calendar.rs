//! The calendar: points with the precision they were given in, arithmetic on them, and how TIMEX3 and ISO 8601 write them.
//!
//! Owner of jiff. Years before our era are kept as said (480 BC is -480; there is no year 0).

use crate::lexicon::dates::{Holiday, HolidayDay};
use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span as Step, ToSpan};

/// A year, and as much below it as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) year: i64,
    pub(super) month: Option<i64>,
    pub(super) day: Option<i64>,
    /// Hour, minute and second of the day; minute and second may be unknown.
    pub(super) time: Option<(i64, Option<i64>, Option<i64>)>,
}

impl Point {
    pub(super) fn year(year: i64) -> Point {
        Point { year, month: None, day: None, time: None }
    }

    pub(super) fn month(year: i64, month: i64) -> Point {
        Point { month: Some(month), ..Point::year(year) }
    }

    pub(super) fn day(year: i64, month: i64, day: i64) -> Option<Point> {
        let point = Point { day: Some(day), ..Point::month(year, month) };
        point.date().map(|_| point)
    }

    /// Reads an ISO 8601 prefix such as `2022-06` or `2022-06-17T07:40`.
    pub(super) fn parse(prefix: &str) -> Option<Point> {
        crate::model::when::first_day(prefix)?;
        let (date, clock) = prefix.split_once(['T', ' ']).map_or((prefix, None), |(d, c)| (d, Some(c)));
        let mut fields = date.split('-').map(|f| f.parse::<i64>().ok());
        let mut point = Point::year(fields.next()??);
        point.month = fields.next().flatten();
        point.day = fields.next().flatten();
        if let (Some(clock), Some(_)) = (clock, point.day) {
            let mut fields = clock.split(':').map(|f| f.get(..2).and_then(|f| f.parse().ok()));
            point.time = fields.next().flatten().map(|h| (h, fields.next().flatten(), fields.next().flatten()));
        }
        Some(point)
    }

    pub(super) fn date(&self) -> Option<Date> {
        Date::new(astronomical(self.year) as i16, self.month? as i8, self.day? as i8).ok()
    }

    pub(super) fn of(date: Date) -> Point {
        let year = i64::from(date.year());
        let year = if year <= 0 { year - 1 } else { year };
        Point { year, month: Some(date.month().into()), day: Some(date.day().into()), time: None }
    }

    /// The first day that the point may mean.
    pub(super) fn first(&self) -> Option<Date> {
        Date::new(astronomical(self.year) as i16, self.month.unwrap_or(1) as i8, self.day.unwrap_or(1) as i8).ok()
    }

    /// As TIMEX3 writes it: `2022-06-17T07:40`, `BC0480-08`.
    pub(super) fn timex(&self) -> String {
        self.write(timex_year(self.year))
    }

    /// As an ISO 8601 prefix: `-0479-08`.
    pub(super) fn iso(&self) -> String {
        self.write(iso_year(self.year))
    }

    fn write(&self, mut out: String) -> String {
        if let Some(month) = self.month {
            out.push('-');
            push(&mut out, month, 2);
            if let Some(day) = self.day {
                out.push('-');
                push(&mut out, day, 2);
                out += &clock(self.time);
            }
        }
        out
    }

    pub(super) fn add_days(&self, days: i64) -> Option<Point> {
        self.date()?.checked_add(Step::new().try_days(days).ok()?).ok().map(Point::of)
    }

    pub(super) fn add_months(&self, months: i64) -> Option<Point> {
        let all = self.year * 12 + self.month? - 1 + months;
        let (year, month) = (all.div_euclid(12), all.rem_euclid(12) + 1);
        let day = self.day.map(|d| d.min(crate::model::when::month_length(year, month)));
        Some(Point { year, month: Some(month), day, time: None })
    }

    pub(super) fn add_seconds(&self, seconds: i64) -> Option<Point> {
        let (h, m, s) = self.time?;
        let start = self.date()?.at(h as i8, m.unwrap_or(0) as i8, s.unwrap_or(0) as i8, 0);
        let moved = start.checked_add(seconds.seconds()).ok()?;
        let mut point = Point::of(moved.date());
        point.time = Some((moved.hour().into(), Some(moved.minute().into()), s.map(|_| moved.second().into())));
        Some(point)
    }

    /// ISO week: its year and number.
    pub(super) fn week(&self) -> Option<(i64, i64)> {
        let week = self.date()?.iso_week_date();
        Some((week.year().into(), week.week().into()))
    }

    pub(super) fn quarter(&self) -> Option<i64> {
        self.month.map(|m| (m - 1) / 3 + 1)
    }

    /// Season and the year it begins in: winter is December to February.
    pub(super) fn season(&self) -> Option<(i64, i64)> {
        let month = self.month?;
        let season = [3, 3, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3][(month - 1) as usize];
        Some((if month <= 2 { self.year - 1 } else { self.year }, season))
    }

    pub(super) fn weekday(&self) -> Option<i64> {
        self.date().map(|d| d.weekday().to_monday_one_offset().into())
    }
}

/// `T07:40`, or nothing.
pub(super) fn clock(time: Option<(i64, Option<i64>, Option<i64>)>) -> String {
    match time {
        Some((h, m, Some(s))) => format!("T{h:02}:{:02}:{s:02}", m.unwrap_or(0)),
        Some((h, m, None)) => format!("T{h:02}:{:02}", m.unwrap_or(0)),
        None => String::new(),
    }
}

pub(super) fn timex_year(year: i64) -> String {
    signed(if year < 0 { "BC" } else { "" }, year)
}

pub(super) fn iso_year(year: i64) -> String {
    let y = astronomical(year);
    signed(if y < 0 { "-" } else { "" }, y)
}

/// A year of at least four figures, with room for a day.
fn signed(sign: &str, year: i64) -> String {
    let mut out = String::with_capacity(12);
    out += sign;
    push(&mut out, year.abs(), 4);
    out
}

/// A number with at least so many figures, at most four.
fn push(out: &mut String, n: i64, figures: usize) {
    let (mut digits, mut rest) = ([b'0'; 4], n);
    for digit in digits.iter_mut().rev() {
        *digit += (rest % 10) as u8;
        rest /= 10;
    }
    if rest > 0 || n >= 10_i64.pow(figures as u32) {
        *out += &n.to_string();
    } else {
        digits[4 - figures..].iter().for_each(|digit| out.push(char::from(*digit)));
    }
}

fn astronomical(year: i64) -> i64 {
    if year < 0 { year + 1 } else { year }
}

/// First and last day of an ISO week.
pub(super) fn week_days(year: i64, week: i64) -> Option<(Point, Point)> {
    let monday = ISOWeekDate::new(year as i16, week as i8, Weekday::Monday).ok()?.date();
    Some((Point::of(monday), Point::of(monday.checked_add(6.days()).ok()?)))
}

/// The week `n` weeks from another.
pub(super) fn add_weeks(year: i64, week: i64, n: i64) -> Option<(i64, i64)> {
    week_days(year, week)?.0.add_days(7 * n)?.week()
}

/// First and last month of a quarter, a half or a season, as ISO prefixes.
pub(super) fn months(year: i64, first: i64, count: i64) -> (String, String) {
    let start = Point::month(year, first);
    let end = start.add_months(count - 1).unwrap_or(start);
    (start.iso(), end.iso())
}

/// The nth weekday of a month; -1 is the last.
pub(super) fn nth_weekday(year: i64, month: i64, weekday: i64, nth: i64) -> Option<Point> {
    let weekday = Weekday::from_monday_one_offset(weekday as i8).ok()?;
    let date = Date::new(astronomical(year) as i16, month as i8, 1).ok()?;
    date.nth_weekday_of_month(nth as i8, weekday).ok().map(Point::of)
}

/// The day of a holiday in a year.
pub(super) fn holiday(holiday: &Holiday, year: i64) -> Option<Point> {
    match &holiday.on {
        HolidayDay::Fixed { month, day } => Point::day(year, *month, *day),
        HolidayDay::Weekday { month, weekday, nth } => nth_weekday(year, *month, *weekday, *nth),
        HolidayDay::Easter { days } => easter(year)?.add_days(*days),
        HolidayDay::Table(days) => {
            days.iter().find(|(y, ..)| *y == year).and_then(|(y, month, day)| Point::day(*y, *month, *day))
        }
    }
}

/// Western Easter (Meeus, Jones and Butcher's rule).
fn easter(year: i64) -> Option<Point> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Point::day(year, n / 31, n % 31 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_and_movable_days() {
        assert_eq!(easter(2022).map(|p| p.iso()), Some("2022-04-17".into()));
        assert_eq!(easter(2000).map(|p| p.iso()), Some("2000-04-23".into()));
        assert_eq!(nth_weekday(2021, 11, 4, 4).map(|p| p.iso()), Some("2021-11-25".into()));
        assert_eq!(nth_weekday(2021, 5, 1, -1).map(|p| p.iso()), Some("2021-05-31".into()));
    }

    #[test]
    fn weeks_at_the_turn_of_a_year() {
        assert_eq!(Point::parse("2021-01-03").and_then(|p| p.week()), Some((2020, 53)));
        assert_eq!(add_weeks(2020, 53, 1), Some((2021, 1)));
        assert_eq!(
            week_days(2020, 53).map(|(a, b)| (a.iso(), b.iso())),
            Some(("2020-12-28".into(), "2021-01-03".into()))
        );
        assert_eq!(week_days(2021, 53), None);
    }

    #[test]
    fn arithmetic_keeps_precision() {
        let p = |s: &str| Point::parse(s).expect("valid");
        assert_eq!(p("2022-01").add_months(-2).map(|p| p.iso()), Some("2021-11".into()));
        assert_eq!(p("2020-02-28").add_days(2).map(|p| p.iso()), Some("2020-03-01".into()));
        assert_eq!(p("2022-06-17T23:59").add_seconds(120).map(|p| p.iso()), Some("2022-06-18T00:01".into()));
        assert_eq!(p("2022-06").add_days(1), None);
    }

    #[test]
    fn before_our_era() {
        let p = Point { year: -480, month: Some(8), day: None, time: None };
        assert_eq!((p.timex(), p.iso()), ("BC0480-08".into(), "-0479-08".into()));
    }
}
