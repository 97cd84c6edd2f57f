//! A document's own date, from its first and last lines and its file name.

use super::around::word_before;
use super::calendar::Point;
use super::resolve::clause;
use super::tense::{Tense, judge};
use super::{Setting, dates};
use crate::lexicon::dates::{DateRules, Manner};
use crate::model::when::{Grain, TimeExpr, TimexType, WhenBasis};
use std::collections::BTreeSet;

/// A document's date and how it is known: `label` ("Published: ..."), `dateline`, `file_name`, `dateline_inferred` (a dateline
/// with a day, whose year the file's name or the text gives), or `weekday` (the year is inferred: weekday and day fit only one of
/// the years that the text allows).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentDate {
    /// ISO 8601 prefix.
    pub date: String,
    pub basis: &'static str,
}

/// The date of a document. The order of trust: a labelled line, a dateline, the file name, a dateline without a year, a weekday with a day.
pub fn document_date(text: &str, file_name: &str, rules: &DateRules) -> Option<DocumentDate> {
    let lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).collect();
    let head = &lines[..lines.len().min(15)];
    let tail = &lines[lines.len().saturating_sub(5).max(head.len())..];
    let known = |date: Option<String>, basis| date.map(|date| DocumentDate { date, basis });
    known(head.iter().chain(tail).find_map(|l| labelled(l, rules)), "label")
        .or_else(|| known(head.iter().find_map(|l| dateline(l, rules)), "dateline"))
        .or_else(|| known(file_date(file_name), "file_name"))
        .or_else(|| known(yearless_dateline(text, head, file_name, rules), "dateline_inferred"))
        .or_else(|| known(inferred(text, head, rules), "weekday"))
}

fn read(line: &str, rules: &DateRules) -> Vec<TimeExpr> {
    dates(line, &[], Setting { published: None, manner: Some(Manner::News) }, rules, &|_| None)
}

fn full(e: &TimeExpr) -> Option<String> {
    let day = matches!(e.kind, TimexType::Date | TimexType::Time) && e.when.basis == WhenBasis::Stated;
    let start = e.when.start.as_deref().filter(|_| day)?;
    (start.len() >= 10 && !start.starts_with('-')).then(|| start[..10].to_string())
}

/// "Publish : 2022-06-18 07:40:00"
fn labelled(line: &str, rules: &DateRules) -> Option<String> {
    let line = line.trim_start_matches(['*', '#', '>', '-', ' ', '_']);
    if let Some((label, rest)) = line.split_once(':') {
        let name = label.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if rules.labels.contains(&name) {
            return read(rest, rules).iter().find_map(full);
        }
    }
    let first = read(line, rules).into_iter().find(|e| e.span.start <= 14)?;
    let lead = line[..first.span.start].trim().to_lowercase();
    (rules.labels.contains(&lead)).then(|| full(&first)).flatten()
}

/// "WASHINGTON, June 17, 2022 (Agency) -", or a short line that is a date and little else.
fn dateline(line: &str, rules: &DateRules) -> Option<String> {
    let line = line.trim();
    let first = read(line, rules).into_iter().find(|e| e.span.start < 60)?;
    let date = full(&first)?;
    let little_else = line.len() - (first.span.end - first.span.start) <= 40 && place_before(line, &first).len() <= 30;
    (heads_line(line, &first) || little_else && !line.ends_with('.')).then_some(date)
}

/// Stands a date between a place in capitals and an agency or a dash?
fn heads_line(line: &str, date: &TimeExpr) -> bool {
    let place = place_before(line, date);
    let capitals = !place.is_empty() && place.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
    let after = line[date.span.end..].trim_start_matches([' ', ',', '.']);
    capitals && (after.starts_with(['(', '-', '–', '—', '/', '|']) || after.is_empty())
}

fn place_before<'a>(line: &'a str, date: &TimeExpr) -> &'a str {
    line[..date.span.start].trim_end_matches([' ', ',', '(', '-', '–', '—', '|'])
}

/// "WASHINGTON, June 17 (Agency) -": the year is the only one in the file's name, or the one in which that day follows what the text
/// says happened, when at least two months or days of the year before it are told in full and a weekday in the same line agrees.
fn yearless_dateline(text: &str, head: &[&str], file_name: &str, rules: &DateRules) -> Option<String> {
    let (line, first) = head.iter().find_map(|line| {
        let first = read(line.trim(), rules).into_iter().find(|e| e.span.start < 60)?;
        heads_line(line.trim(), &first).then_some((line.trim(), first))
    })?;
    let (month, day) = month_and_day(&first)?;
    if let Some(year) = only_year(file_name) {
        return Point::day(year, month, day).map(|p| p.iso());
    }
    let told: BTreeSet<String> = read(text, rules)
        .iter()
        .filter(|e| e.when.grain <= Some(Grain::Month) && past_year(text, e, rules).is_some())
        .filter_map(|e| e.when.start.clone()?.get(..7).map(String::from))
        .collect();
    let latest: i64 = told.last()?.get(..4)?.parse().ok()?;
    let year = if told.last()?[5..] <= *format!("{month:02}") { latest } else { latest + 1 };
    let recent = format!("{:04}-{month:02}", year - 1);
    let date = Point::day(year, month, day)?;
    let weekdays: BTreeSet<i64> = read(line, rules).iter().filter_map(|e| bare_weekday(&e.value)).collect();
    let agrees = weekdays.is_empty() || date.weekday().is_some_and(|day| weekdays.contains(&day));
    (agrees && told.range(recent..).count() >= 2).then(|| date.iso())
}

/// The year that a file's name holds, when it holds one.
fn only_year(name: &str) -> Option<i64> {
    let stem = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let mut years = stem
        .split(|c: char| !c.is_ascii_digit())
        .filter(|figures| figures.len() == 4)
        .filter_map(|figures| figures.parse::<i64>().ok())
        .filter(|year| (1950..2100).contains(year));
    years.next().filter(|_| years.next().is_none())
}

fn bare_weekday(value: &str) -> Option<i64> {
    value.strip_prefix("XXXX-WXX-")?.get(..1)?.parse().ok()
}

/// Month and day of an expression without a year: `XXXX-06-17`.
fn month_and_day(e: &TimeExpr) -> Option<(i64, i64)> {
    let open = e.when.basis != WhenBasis::Stated;
    let rest = e.value.get(4..).filter(|v| open && v.len() == 6 && v.starts_with('-'))?;
    Some((rest[1..3].parse().ok()?, rest[4..].parse().ok()?))
}

/// `2022-06-17`, `2022_06_17`, `20220617`, `GMT20220617-130000`.
fn file_date(name: &str) -> Option<String> {
    let bytes = name.as_bytes();
    for start in 0..bytes.len() {
        if start > 0 && bytes[start - 1].is_ascii_digit() || !bytes[start].is_ascii_digit() {
            continue;
        }
        let figures: String = name[start..].chars().take_while(|c| c.is_ascii_digit() || "-_.".contains(*c)).collect();
        let plain: String = figures.chars().take(10).filter(char::is_ascii_digit).collect();
        let apart = figures.get(4..5).is_some_and(|c| !c.as_bytes()[0].is_ascii_digit())
            && figures.get(7..8).is_some_and(|c| !c.as_bytes()[0].is_ascii_digit());
        let run = figures.bytes().take_while(u8::is_ascii_digit).count();
        if plain.len() >= 8 && (apart && figures.len() >= 10 || run == 8 || run == 14) {
            let iso = format!("{}-{}-{}", &plain[..4], &plain[4..6], &plain[6..8]);
            if Point::parse(&iso).is_some_and(|p| (1900..2100).contains(&p.year)) {
                return Some(iso);
            }
        }
    }
    None
}

/// "Friday (June 17)": of the latest year that the text speaks of as past and the four after it, the one in which the day is that
/// weekday. A day falls on the same weekday again after five years at the soonest, so at most one fits.
fn inferred(text: &str, head: &[&str], rules: &DateRules) -> Option<String> {
    let found = read(text, rules);
    let latest = found.iter().filter_map(|e| past_year(text, e, rules)).max()?;
    let head_end = head.last().map_or(0, |l| l.as_ptr() as usize + l.len() - text.as_ptr() as usize);
    let (weekday, month, day) = found
        .iter()
        .filter(|e| e.span.start < head_end.max(4000))
        .find_map(|e| weekday_and_day(text, e, &found, rules))?;
    let fits = |year: i64| Point::day(year, month, day).filter(|p| p.weekday() == Some(weekday));
    (latest..=latest + 4).find_map(fits).map(|p| p.iso())
}

/// The year of an expression that names one, unless it lies ahead of the text ("by 2030", "will end in 2024").
fn past_year(text: &str, e: &TimeExpr, rules: &DateRules) -> Option<i64> {
    let named = e.when.basis == WhenBasis::Stated && e.when.grain.is_some_and(|g| g <= Grain::Year);
    let year = e.value.get(..4).filter(|_| named)?.parse().ok().filter(|y| (1950..2100).contains(y))?;
    let before = word_before(text, e.span.start);
    let ahead = before == "by" || rules.links.until.has(&before);
    (!ahead && judge(text, clause(text, e.span), e.span, rules) != Some(Tense::Future)).then_some(year)
}

fn weekday_and_day(text: &str, e: &TimeExpr, all: &[TimeExpr], rules: &DateRules) -> Option<(i64, i64, i64)> {
    let (month, day) = month_and_day(e)?;
    let named = |word: &str| {
        let id = rules.vocabulary.id(word.to_lowercase().as_bytes());
        rules.table_class(id, rules.numerals.weekday)
    };
    let words = text[e.span.start..e.span.end].split(|c: char| !c.is_alphabetic());
    if let Some(weekday) = words.filter(|w| !w.is_empty()).find_map(named) {
        return Some((weekday, month, day));
    }
    let before = all.iter().find(|b| b.span.end <= e.span.start && e.span.start - b.span.end <= 3)?;
    Some((bare_weekday(&before.value)?, month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str, file: &str) -> Option<(String, &'static str)> {
        document_date(text, file, DateRules::english()).map(|d| (d.date, d.basis))
    }

    #[test]
    fn lines_that_tell_the_date() {
        let want = |d: &str, b| Some((d.to_string(), b));
        assert_eq!(date("A title\nPublish : 2022-06-18 07:40:00\nText.", "a.txt"), want("2022-06-18", "label"));
        assert_eq!(date("A title\nUpdated June 3, 2021\nText.", "a.txt"), want("2021-06-03", "label"));
        assert_eq!(date("WASHINGTON, June 17, 2022 (Agency) - A board met.", "a.txt"), want("2022-06-17", "dateline"));
        assert_eq!(date("Minutes\n17 June 2022\nThe board met.", "a.txt"), want("2022-06-17", "dateline"));
        assert_eq!(date("The board met on June 17, 2022 and voted to close the plant.", "a.txt"), None);
    }

    #[test]
    fn file_names() {
        for name in
            ["2022-06-17 call.vtt", "notes_20220617.txt", "GMT20220617-130000_Recording.vtt", "call.2022.06.17.txt"]
        {
            assert_eq!(date("Hello.", name), Some(("2022-06-17".into(), "file_name")), "{name}");
        }
        assert_eq!(date("Hello.", "v1234567890.txt"), None);
        assert_eq!(date("Hello.", "20221317.txt"), None);
    }

    #[test]
    fn a_dateline_without_a_year_takes_it_from_the_name_or_the_text() {
        let line = "LEEDS, June 17 (Agency) - The board said on Friday that it had shut the plant.";
        assert_eq!(date(line, "a.txt"), None);
        let inferred = |d: &str| Some((d.to_string(), "dateline_inferred"));
        assert_eq!(date(line, "wire_2022_14.txt"), inferred("2022-06-17"));
        assert_eq!(date(line, "2019-2021.txt"), None);
        let told = format!("{line} It had opened in September 2021 and failed a test on March 3, 2022.");
        assert_eq!(date(&told, "a.txt"), inferred("2022-06-17"));
        // June 17 of 2020 is a Wednesday; one date alone, or an old one, tells too little.
        assert_eq!(date(&told.replace("2022", "2020").replace("2021", "2019"), "a.txt"), None);
        assert_eq!(date(&format!("{line} It had opened in September 2021."), "a.txt"), None);
        let ahead = format!("{line} It had opened in May 2022; by March 2023 it will be sold.");
        assert_eq!(date(&ahead, "a.txt"), None);
    }

    #[test]
    fn a_weekday_fixes_the_year() {
        let text = "The firm said on Friday (June 17) that since September 2021 staff had looked at records.";
        assert_eq!(date(text, "a.txt"), Some(("2022-06-17".into(), "weekday")));
        let text = "The app said Friday (June 17) it would move. In 2020 a sale was ordered; by 2030 all will be done.";
        assert_eq!(date(text, "a.txt"), Some(("2022-06-17".into(), "weekday")));
        assert_eq!(date("The firm said on Friday (June 17) that staff had looked.", "a.txt"), None);
        assert_eq!(
            date("In 2012 it shut. It said on Friday (June 17) that staff had looked.", "a.txt"),
            Some(("2016-06-17".into(), "weekday"))
        );
        assert_eq!(date("In 2011 it shut. On Friday (June 18) it said so.", "a.txt"), None);
    }
}
