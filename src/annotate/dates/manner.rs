//! Looks at a document as a whole: news or narrative, day or month first, years before our era.

use super::calendar::Point;
use super::find::{Found, word_after, word_before};
use crate::lexicon::dates::{Make, Manner, Slot};

/// Narrative when at least five years are named and most lie more than a year from the document's date; without a
/// date, when at least five are named.
pub(super) fn judge(text: &str, document: Option<Point>) -> Manner {
    let (mut far, mut close) = (0, 0);
    for year in years(text) {
        match document {
            Some(d) if (d.year - 1..=d.year + 1).contains(&year) => close += 1,
            _ => far += 1,
        }
    }
    if far >= 5 && far > close { Manner::Narrative } else { Manner::News }
}

fn years(text: &str) -> impl Iterator<Item = i64> + '_ {
    let bytes = text.as_bytes();
    let clean = |i: Option<usize>| {
        i.and_then(|i| bytes.get(i))
            .is_none_or(|b| !b.is_ascii_alphanumeric() && !matches!(b, b'$' | b',' | b'.' | b'-' | b'/' | b'%'))
    };
    let soft = |i: usize| {
        bytes.get(i).is_none_or(|b| !b.is_ascii_alphanumeric() && !matches!(b, b'%' | b'/'))
            && !(bytes.get(i) == Some(&b',') && bytes.get(i + 1).is_some_and(u8::is_ascii_digit))
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            if !bytes[at].is_ascii_digit() {
                at += 1;
                continue;
            }
            let start = at;
            while at < bytes.len() && bytes[at].is_ascii_digit() {
                at += 1;
            }
            let width = at - start;
            if (width == 4 || width == 3 && text[at..].starts_with(" BC")) && clean(start.checked_sub(1)) && soft(at) {
                let year = text[start..at].parse().unwrap_or(0);
                if (1400..2100).contains(&year) || width == 3 {
                    return Some(year);
                }
            }
        }
        None
    })
}

/// Do years before our era outnumber the others that could be?
pub(super) fn counts_before_era(found: &[Found]) -> bool {
    let said = found.iter().filter(|f| f.parts.get(Slot::Era) == Some(1)).count();
    let modern = found.iter().filter(|f| f.parts.get(Slot::Year).is_some_and(|y| y >= 1000)).count();
    said >= 3 && said > modern
}

/// Puts "5/6/2022" the way round the other dates of the document show: a first number above 12 means the day comes first.
/// Where nothing shows it, the month comes first.
pub(super) fn numeric_order(found: &mut [Found]) {
    let numeric = |f: &Found| f.parts.get(Slot::Freq) == Some(1);
    let day_first = found.iter().any(|f| numeric(f) && f.parts.get(Slot::Month).is_some_and(|m| m > 12));
    let month_first = found.iter().any(|f| numeric(f) && f.parts.get(Slot::Day).is_some_and(|d| d > 12));
    for f in found.iter_mut().filter(|f| numeric(f)) {
        let (Some(first), Some(second)) = (f.parts.get(Slot::Month), f.parts.get(Slot::Day)) else { continue };
        if first > 12 || day_first && !month_first && second <= 12 {
            f.parts.put(Slot::Month, second);
            f.parts.put(Slot::Day, first);
        }
    }
}

const PREPOSITIONS: [&str; 48] = [
    "in",
    "by",
    "since",
    "of",
    "until",
    "till",
    "during",
    "from",
    "to",
    "between",
    "and",
    "or",
    "before",
    "after",
    "through",
    "throughout",
    "for",
    "into",
    "early",
    "late",
    "mid",
    "around",
    "about",
    "circa",
    "than",
    "as",
    "following",
    "on",
    "year",
    "years",
    "when",
    "(",
    "-",
    "–",
    "—",
    "^",
    ",",
    "/",
    "c",
    "ca",
    "back",
    "at",
    "over",
    "with",
    "the",
    "its",
    "his",
    "was",
];

/// Drops bare years that count things ("2000 soldiers") and three-figure years that no era or preposition supports.
pub(super) fn prune(text: &str, found: &mut Vec<Found>, before_era: bool) {
    found.retain(|f| {
        if f.make == Make::Calendar && f.parts.get(Slot::Word) == Some(8) {
            return before_era;
        }
        let bare = f.make == Make::Calendar && f.parts.get(Slot::Word) == Some(9);
        !bare || year_stands(text, f)
    });
}

fn year_stands(text: &str, f: &Found) -> bool {
    let before = word_before(text, f.span.start);
    let after = word_after(text, f.span.end);
    let round = f.parts.get(Slot::Year).is_some_and(|y| y % 100 == 0 || y < 1700);
    let counted = after.len() > 3 && after.ends_with('s') && !after.ends_with("ss")
        || ["men", "people", "troops", "metres", "meters", "feet", "dead", "percent"].contains(&after.as_str());
    let preposition = PREPOSITIONS.contains(&before.as_str());
    if round
        && (counted
            || !preposition
            || ["about", "around", "than", "over", "with", "the", "at", "was", "of", "to", "its", "his"]
                .contains(&before.as_str()))
    {
        return !counted
            && preposition
            && !["about", "around", "than", "over", "with", "at", "was"].contains(&before.as_str());
    }
    let modern = f.parts.get(Slot::Year).is_some_and(|y| (1800..2100).contains(&y));
    preposition
        || modern
            && !["people", "men", "troops", "dead", "percent", "points", "units", "shares", "jobs"]
                .contains(&after.as_str())
}
