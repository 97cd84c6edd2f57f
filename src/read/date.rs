//! Dates of metadata, headers and file names. Dates in running text are another stage's work.

use crate::model::when::MONTHS;
use regex::Regex;
use std::sync::LazyLock;

/// ISO 8601 prefix (`2022`, `2022-06`, `2022-06-17`) of a date as metadata writes it: ISO with or without time, RFC 2822, `17 June 2022`,
/// `June 17, 2022 at 6 p.m.`, `2022/06/17`, `17.06.2022`. `None` for anything without a year, and where day and month could be exchanged.
pub fn iso(text: &str) -> Option<String> {
    let text = text.trim();
    numeric(text).or_else(|| compact(text)).or_else(|| worded(text)).or_else(|| dotted(text)).or_else(|| bare(text))
}

/// The date in a file's name: `2022-06-17`, `2022_06_17`, `20220617`, not part of a longer number.
pub fn in_name(name: &str) -> Option<String> {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        let date = r"((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])([-_.]?)(0[1-9]|[12]\d|3[01])";
        Regex::new(&format!(r"(?:^|[^\d]){date}(?:$|[^\d])")).expect("a pattern of ours")
    });
    let found = PATTERN.captures(name)?;
    (found[2] == found[4]).then(|| checked(&found[1], &found[3], &found[5]))?
}

/// Milliseconds or seconds since 1970, as JSON metadata counts them.
pub fn from_epoch(number: f64) -> Option<String> {
    let seconds = if number.abs() > 1e11 { number / 1000.0 } else { number };
    if !(1e8..1e11).contains(&seconds) {
        return None;
    }
    let (year, month, day) = civil((seconds / 86400.0).floor() as i64);
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// Days since 1970-01-01 to the Gregorian date (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

fn numeric(text: &str) -> Option<String> {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b((?:19|20)\d\d)[-/.](\d\d?)(?:[-/.](\d\d?))?(?:\D|$)").expect("a pattern of ours")
    });
    let found = PATTERN.captures(text)?;
    match found.get(3) {
        Some(day) => checked(&found[1], &found[2], day.as_str()),
        None => checked(&found[1], &found[2], "1").map(|date| date[..7].to_string()),
    }
}

fn compact(text: &str) -> Option<String> {
    let digits = text.get(..8).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let rest = &text[8..];
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    checked(&digits[..4], &digits[4..6], &digits[6..]).filter(|date| matches!(&date[..2], "19" | "20"))
}

fn worded(text: &str) -> Option<String> {
    static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(\d{1,2})(?:st|nd|rd|th)?[ \u{a0}.-]*(?:of )?(\p{L}{3,9})\.?[ \u{a0},-]*((?:19|20)\d\d)\b")
            .expect("a pattern of ours")
    });
    static MONTH_FIRST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(\p{L}{3,9})\.?[ \u{a0}]+(\d{1,2})(?:st|nd|rd|th)?,?[ \u{a0}]+((?:19|20)\d\d)\b")
            .expect("a pattern of ours")
    });
    static UNIX: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(\p{L}{3})[ ]+(\d{1,2})[ ]+\d\d:\d\d:\d\d(?:[ ]+\p{L}{3,5})?[ ]+((?:19|20)\d\d)\b")
            .expect("a pattern of ours")
    });
    if let Some(found) = MONTH_FIRST.captures(text).or_else(|| UNIX.captures(text))
        && let Some(month) = month(&found[1])
    {
        return checked(&found[3], &month.to_string(), &found[2]);
    }
    let found = DAY_FIRST.captures(text)?;
    checked(&found[3], &month(&found[2])?.to_string(), &found[1])
}

/// `17.06.2022` and `06/17/2022`, where only one reading is a date.
fn dotted(text: &str) -> Option<String> {
    static PATTERN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\b(\d{1,2})([./-])(\d{1,2})[./-]((?:19|20)\d\d)\b").expect("a pattern of ours"));
    let found = PATTERN.captures(text)?;
    let day_first = checked(&found[4], &found[3], &found[1]);
    let month_first = checked(&found[4], &found[1], &found[3]);
    match (day_first, month_first) {
        (Some(date), None) | (None, Some(date)) => Some(date),
        (Some(day), Some(month)) if day == month || &found[2] == "." => Some(day),
        _ => None,
    }
}

/// `June 2022`, `2022`.
fn bare(text: &str) -> Option<String> {
    static PATTERN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^(?:(\p{L}{3,9})\.?,? )?((?:19|20)\d\d)$").expect("a pattern of ours"));
    let found = PATTERN.captures(text)?;
    match found.get(1) {
        Some(name) => Some(format!("{}-{:02}", &found[2], month(name.as_str())?)),
        None => Some(found[2].to_string()),
    }
}

/// The number of a month by its English name or the first three letters and more of it.
fn month(name: &str) -> Option<u32> {
    let name = name.to_lowercase();
    let at = MONTHS.iter().position(|month| month.starts_with(&name) && name.len() >= 3)?;
    Some(at as u32 + 1)
}

fn checked(year: &str, month: &str, day: &str) -> Option<String> {
    let (year, month, day): (u32, u32, u32) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=length).contains(&day).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_metadata_writes() {
        for (text, expected) in [
            ("2023-09-15T05:00:00-04:00", "2023-09-15"),
            ("2023-09-15 05:00", "2023-09-15"),
            ("2023/9/5", "2023-09-05"),
            ("20230915T0500", "2023-09-15"),
            ("Fri, 15 Sep 2023 05:00:00 +0000", "2023-09-15"),
            ("September 15, 2023 at 6:05 p.m. EDT", "2023-09-15"),
            ("Sept. 15, 2023", "2023-09-15"),
            ("23 May 2023", "2023-05-23"),
            ("Mon, Jul 13, 2026 2:30PM", "2026-07-13"),
            ("Thu Feb  7 12:31:22 2019", "2019-02-07"),
            ("15.09.2023", "2023-09-15"),
            ("09/15/2023", "2023-09-15"),
            ("June 2022", "2022-06"),
            ("2022-06", "2022-06"),
            ("2022", "2022"),
        ] {
            assert_eq!(iso(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "Friday", "03/04/2023", "2023-02-30", "31 Jun 2023", "room 2123", "May 2"] {
            assert_eq!(iso(text), None, "{text}");
        }
    }

    #[test]
    fn a_file_name_tells_its_date() {
        assert_eq!(in_name("GMT20230314-150211_Recording.vtt").as_deref(), Some("2023-03-14"));
        assert_eq!(in_name("press-prep_2023-06-29.vtt").as_deref(), Some("2023-06-29"));
        assert_eq!(in_name("id-120230314150211.txt"), None);
        assert_eq!(in_name("agenda-2023.txt"), None);
    }

    #[test]
    fn an_epoch_is_counted_in_seconds_or_milliseconds() {
        assert_eq!(from_epoch(1_686_182_400.0).as_deref(), Some("2023-06-08"));
        assert_eq!(from_epoch(1_686_182_400_000.0).as_deref(), Some("2023-06-08"));
        assert_eq!(from_epoch(12.0), None);
    }
}
