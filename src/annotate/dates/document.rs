//! A document's own date, from its first and last lines and its file name.

use super::calendar::Point;
use super::find::word_before;
use super::resolve::clause;
use super::tense::{Tense, judge};
use super::{Setting, dates};
use crate::lexicon::dates::{DateRules, Manner};
use crate::model::when::{Grain, TimeExpr, TimexType, WhenBasis};

/// A document's date and how it is known: `label` ("Published: ..."), `dateline`, `file_name`, or `weekday` (the year is
/// inferred: weekday and day fit only one of the years that the text allows).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentDate {
    /// ISO 8601 prefix.
    pub date: String,
    pub basis: &'static str,
}

/// The date of a document. The order of trust: a labelled line, a dateline, the file name, a weekday with a day.
pub fn document_date(text: &str, file_name: &str, rules: &DateRules) -> Option<DocumentDate> {
    let lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).collect();
    let head = &lines[..lines.len().min(15)];
    let tail = &lines[lines.len().saturating_sub(5).max(head.len())..];
    let known = |date: Option<String>, basis| date.map(|date| DocumentDate { date, basis });
    known(head.iter().chain(tail).find_map(|l| labelled(l, rules)), "label")
        .or_else(|| known(head.iter().find_map(|l| dateline(l, rules)), "dateline"))
        .or_else(|| known(file_date(file_name), "file_name"))
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
    let place = line[..first.span.start].trim_end_matches([' ', ',', '(', '-', '–', '—', '|']);
    let capitals = !place.is_empty() && place.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
    let after = line[first.span.end..].trim_start_matches([' ', ',', '.']);
    let closed = after.starts_with(['(', '-', '–', '—', '/', '|']) || after.is_empty();
    let little_else = line.len() - (first.span.end - first.span.start) <= 40 && place.len() <= 30;
    (capitals && closed || little_else && !line.ends_with('.')).then_some(date)
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
    let ahead = before == "by" || rules.links.until.contains(&before);
    (!ahead && judge(text, clause(text, e.span), e.span, rules) != Some(Tense::Future)).then_some(year)
}

fn weekday_and_day(text: &str, e: &TimeExpr, all: &[TimeExpr], rules: &DateRules) -> Option<(i64, i64, i64)> {
    let open = e.when.basis != WhenBasis::Stated;
    let (month, day) = e
        .value
        .get(4..)
        .filter(|v| open && v.len() == 6 && v.starts_with('-'))
        .and_then(|v| Some((v[1..3].parse().ok()?, v[4..].parse().ok()?)))?;
    let named = |word: &str| {
        let id = rules.vocabulary.id(word.to_lowercase().as_bytes());
        rules.table_class(id, rules.numerals.weekday)
    };
    let words = text[e.span.start..e.span.end].split(|c: char| !c.is_alphabetic());
    if let Some(weekday) = words.filter(|w| !w.is_empty()).find_map(named) {
        return Some((weekday, month, day));
    }
    let before = all.iter().find(|b| b.span.end <= e.span.start && e.span.start - b.span.end <= 3)?;
    let weekday = before.value.strip_prefix("XXXX-WXX-")?.parse().ok()?;
    Some((weekday, month, day))
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
