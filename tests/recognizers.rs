//! The Recognizers-Text cases for English dates, as far as TIMEX3 can say what they expect.
//!
//! How expectations are mapped. Each case has results with a TIMEX-like string and resolved values; a case counts when every
//! result of it can be said in TIMEX3, and it is right when each of them is met by an expression that overlaps its words:
//! * the same value, full hours and minutes written out (`T19` is `T19:00`); a time of day without a day may carry any day;
//! * or the same days: `(2017-01-01,2017-04-01,P3M)` with an end that is not included is `2017-Q1`; a two-sided string may be
//!   met by the whole interval that both ends carry, or by its length (`P5Y` for "the past five years");
//! * `XXXX-06-17` lists a past and a future resolution; either is right, and so is the open value;
//! * a date reached by counting weeks, months or years is said in TIMEX3 at that unit: `2018-W14` for 2018-04-06;
//! * "the end of tomorrow" is `T23:59:59` there, the day with `mod` END in TIMEX3;
//! * "daily" is `P1D` there, `XXXX-XX-XX` here: TIMEX3 allows both;
//! * "some days" is given there as `P3D`; TIMEX3 has `PXD`.
//!
//! Left out, since TIMEX3 has no value for them: ranges of clock times, weeks of a month, meals, working days and business days, school years, time zones alone,
//! counted weekdays without a year (`#1`), years of two open figures (`XX30`), and days that do not exist (`XXXX-02-30`).

use gainsay::annotate::dates::{Setting, dates};
use gainsay::lexicon::dates::{DateRules, Manner};
use gainsay::model::when::{TimeExpr, first_day, last_day};
use serde_json::Value;

#[test]
fn four_of_five_cases_are_right() {
    let shared = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared");
    let Ok(text) = std::fs::read_to_string(format!("{shared}/data/dates/recognizers-text-DateTimeModel.json")) else {
        eprintln!("skipped: {shared}/data/dates is absent");
        return;
    };
    let cases: Vec<Value> = serde_json::from_str(text.trim_start_matches('\u{feff}')).expect("the cases are JSON");
    let (mut counted, mut right, mut empty, mut quiet) = (0, 0, 0, 0);
    for case in &cases {
        let input = case["Input"].as_str().expect("an input");
        let reference = case["Context"]["ReferenceDateTime"].as_str();
        let setting = Setting { published: reference, manner: Some(Manner::News) };
        let found = dates(input, &[], setting, DateRules::english(), &|_| None);
        let results = case["Results"].as_array().expect("results");
        if results.is_empty() {
            empty += 1;
            quiet += usize::from(found.is_empty());
            continue;
        }
        let Some(wanted) = results.iter().map(|r| wanted(r, reference)).collect::<Option<Vec<Wanted>>>() else {
            continue;
        };
        counted += 1;
        let misses: Vec<&Wanted> = wanted.iter().filter(|w| !met(input, &found, w)).collect();
        right += usize::from(misses.is_empty());
        for w in misses {
            let got: Vec<(&str, &str)> =
                found.iter().map(|e| (&input[e.span.start..e.span.end], e.value.as_str())).collect();
            eprintln!("{input} | {} | want {} | got {got:?}", reference.unwrap_or("-"), w.timex);
        }
    }
    eprintln!("recognizers: {right} of {counted} cases right; {quiet} of {empty} without a date left alone");
    assert!(counted > 600 && right * 100 >= counted * 80, "{right} of {counted}");
}

struct Wanted {
    start: usize,
    end: usize,
    words: String,
    timex: String,
    /// First and last day of each resolution.
    days: Vec<(i64, i64)>,
    /// The one day of a resolution that is open to the other side.
    open: Vec<i64>,
    seconds: Option<f64>,
    reference: Option<i64>,
}

fn wanted(result: &Value, reference: Option<&str>) -> Option<Wanted> {
    let values = result["Resolution"]["values"].as_array()?;
    let timex = values.first()?["timex"].as_str()?.to_string();
    let kind = result["TypeName"].as_str()?.trim_start_matches("datetimeV2.");
    let clock_range = matches!(kind, "timerange" | "datetimerange") && timex.starts_with('(');
    let week_of_month = timex.contains("-W0") && timex.matches('-').count() == 2 && !timex.contains("WE");
    let alien = week_of_month
        || ["BD", "WD", "SY", "FY", "TME", "TDT", "#", "XX3", "XX1", "XX2", "TBR"].iter().any(|a| timex.contains(a));
    if clock_range
        || alien
        || timex.is_empty()
        || timex.contains("02-30")
        || timex.starts_with("2019-02-29")
        || kind == "timezone"
    {
        return None;
    }
    let (mut days, mut open) = (Vec::new(), Vec::new());
    for value in values {
        let day = |key: &str| value[key].as_str().and_then(|v| v.get(..10)).and_then(first_day);
        match (day("start"), day("end"), day("value").filter(|_| kind == "date")) {
            (Some(a), Some(b), _) => days.push((a, b)),
            (_, _, Some(a)) => days.push((a, a)),
            (a, b, _) => open.extend(a.or(b)),
        }
    }
    let seconds = values[0]["value"].as_str().filter(|_| kind == "duration").and_then(|v| v.parse().ok());
    let start = result["Start"].as_u64()? as usize;
    let words = result["Text"].as_str()?.to_lowercase();
    let reference = reference.and_then(first_day);
    Some(Wanted { start, end: result["End"].as_u64()? as usize + 1, words, timex, days, open, seconds, reference })
}

fn met(input: &str, found: &[TimeExpr], w: &Wanted) -> bool {
    let at = |n: usize| input.char_indices().nth(n).map_or(input.len(), |(i, _)| i);
    let (start, end) = (at(w.start), at(w.end));
    let here: Vec<&TimeExpr> = found.iter().filter(|e| e.span.start < end && start < e.span.end).collect();
    here.iter().any(|e| alone(e, w)) || w.timex.starts_with('(') && both_ends(&here, w)
}

/// One expression says it all.
fn alone(e: &TimeExpr, w: &Wanted) -> bool {
    let (got, want) = (plain(&e.value), plain(&w.timex));
    let time = |v: &str| v.split_once('T').map(|(_, t)| t.to_string());
    let counted = ["week", "month", "year", "fortnight", "decade"].iter().any(|u| w.words.contains(u));
    let vague = w.timex.starts_with('P') && got == plain(&w.timex.replace('3', "X"));
    let days = e.when.days();
    let day_end = w.timex.strip_suffix("T23:59:59").is_some_and(|d| {
        e.modifier.as_deref() == Some("END") && (d == e.value || days.is_some_and(|(a, b)| a == b && d.contains('X')))
    });
    got == want
        || recurring(&got) == Some(&w.timex)
        || day_end
        || e.when.start.as_deref().map(plain) == Some(want.clone())
        || vague
        || want.starts_with('T') && time(&got) == time(&want)
        || (want.contains("XT") || want.contains("-T")) && time(&got) == time(&want)
        || want.contains('T')
            && time(&got) == time(&want)
            && days.is_some_and(|(a, b)| a == b && (w.days.is_empty() || w.days.iter().any(|d| d.0 == a)))
        || days.is_some_and(|(a, b)| w.days.iter().any(|(x, y)| *x == a && (*y == b || *y == b + 1)))
        || days.is_some_and(|(a, b)| w.open.iter().any(|x| *x == a || *x == b || *x - 1 == b))
        || own(e).is_some_and(|(a, b)| w.open.iter().any(|x| *x == a || *x == b || *x - 1 == b))
        || counted && days.is_some_and(|(a, b)| w.days.iter().any(|(x, y)| x == y && a <= *x && *x <= b))
        || w.seconds.is_some() && seconds(&e.value) == w.seconds
        || period(&w.timex).is_some_and(|p| p == e.value || seconds(p).is_some() && seconds(p) == seconds(&e.value))
}

/// What recurs in every day, week and so on is there the length of one.
fn recurring(value: &str) -> Option<&'static str> {
    Some(match value {
        "XXXX-XX-XX" => "P1D",
        "XXXX-WXX" => "P1W",
        "XXXX-WXX-WE" => "P1WE",
        "XXXX-XX" => "P1M",
        "XXXX-QX" => "P3M",
        "XXXX" => "P1Y",
        _ => return None,
    })
}

/// The length in a two-sided string, or a period itself.
fn period(timex: &str) -> Option<&str> {
    if timex.starts_with('(') {
        timex.trim_end_matches(')').rsplit(',').next()
    } else {
        Some(timex).filter(|t| t.starts_with('P'))
    }
}

/// Two expressions say one end each; a month or year as an end is there written as its first day, or as the day after its last.
fn both_ends(here: &[&TimeExpr], w: &Wanted) -> bool {
    let present = |e: &TimeExpr| w.reference.filter(|_| e.value == "PRESENT_REF").map(|d| (d, d));
    let ends: Vec<(i64, i64)> = here.iter().filter_map(|e| present(e).or_else(|| own(e))).collect();
    let touches = |d: i64, from: &[(i64, i64)]| {
        from.iter().any(|(a, b)| *a == d || *b == d || *b == d - 1 || *a < d && d < *b && b - a > 20)
    };
    ends.len() >= 2 && w.days.iter().any(|(x, y)| touches(*x, &ends[..1]) && touches(*y, &ends[1..]))
}

/// The days of an expression's own value, not of the range it is part of.
fn own(e: &TimeExpr) -> Option<(i64, i64)> {
    let value = e.value.split('T').next().unwrap_or(&e.value);
    first_day(value).zip(last_day(value)).or_else(|| e.when.days())
}

/// Seconds of a TIMEX3 duration of one unit, as they count them: a month has 30 days, a year 365.
fn seconds(value: &str) -> Option<f64> {
    let (time, body) = match value.strip_prefix("PT") {
        Some(body) => (true, body),
        None => (false, value.strip_prefix('P')?),
    };
    let (n, unit) = body.split_at(body.find(|c: char| c.is_ascii_alphabetic())?);
    let length = match (time, unit) {
        (true, "H") => 3600.0,
        (true, "M") => 60.0,
        (true, "S") => 1.0,
        (_, "D") => 86_400.0,
        (_, "W") => 604_800.0,
        (_, "M") => 2_592_000.0,
        (_, "Q") => 7_776_000.0,
        (_, "Y") => 31_536_000.0,
        (_, "DE") => 315_360_000.0,
        (_, "CE") => 3_153_600_000.0,
        _ => return None,
    };
    Some(n.parse::<f64>().ok()? * length)
}

/// Without seconds and minutes of zero.
fn plain(value: &str) -> String {
    let value = value.strip_suffix(":00").unwrap_or(value);
    value.strip_suffix(":00").unwrap_or(value).to_string()
}
