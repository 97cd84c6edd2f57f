//! Looks at a document as a whole: news or narrative, day or month first, years before our era.

use super::around::{word_after, word_before};
use super::calendar::Point;
use super::find::{Found, Order};
use crate::lexicon::dates::{DateRules, Make, Manner, Slot, WordList};

/// Narrative when at least five expressions name a year and most such years lie more than a year from the document's date (or it has none),
/// and the text seldom points from the writer's own day ("yesterday", "on Friday", "last month", "two years ago").
pub(super) fn judge(found: &[Found], document: Option<Point>) -> Manner {
    let (mut far, mut close, mut deictic) = (0, 0, 0);
    for f in found {
        match f.parts.get(Slot::Year) {
            Some(year) if document.is_some_and(|d| (d.year - 1..=d.year + 1).contains(&year)) => close += 1,
            Some(_) => far += 1,
            None => deictic += usize::from(points_from_today(f)),
        }
    }
    if far >= 5 && far > close && far > 2 * deictic { Manner::Narrative } else { Manner::News }
}

fn points_from_today(f: &Found) -> bool {
    let from_document = f.make == Make::Shift && f.parts.get(Slot::Base).unwrap_or(0) == 0;
    from_document || f.make == Make::Calendar && f.parts.has(Slot::Weekday) && !f.parts.has(Slot::Day)
}

/// Do years before our era outnumber the others that could be?
pub(super) fn counts_before_era(found: &[Found]) -> bool {
    let said = found.iter().filter(|f| f.parts.get(Slot::Era) == Some(1)).count();
    let modern = found.iter().filter(|f| f.parts.get(Slot::Year).is_some_and(|y| y >= 1000)).count();
    said >= 3 && said > modern
}

/// Puts "5/6/2022" the way round the other dates of the document show: a first number above 12 means the day comes first.
/// Where nothing shows it, the month comes first, and the date is marked as a guess unless both figures are the same.
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
        f.order = match (first > 12 || second > 12 || first == second, day_first || month_first) {
            (true, _) => Order::Said,
            (false, shown) if shown && day_first != month_first => Order::Shown,
            _ => Order::Guessed,
        };
    }
}

/// Drops bare years that count things ("2000 soldiers"), and figures of years before our era in a document that has none.
pub(super) fn prune(text: &str, rules: &DateRules, found: &mut Vec<Found>, before_era: bool) {
    found.retain(|f| match (f.make, f.parts.get(Slot::Word)) {
        (Make::Calendar, Some(8)) => before_era,
        (Make::Calendar, Some(9)) => year_stands(text, rules, f),
        _ => true,
    });
}

fn year_stands(text: &str, rules: &DateRules, f: &Found) -> bool {
    let Some(year) = f.parts.get(Slot::Year) else { return true };
    if f.parts.get(Slot::Mod).is_some_and(|m| m <= 2) {
        return true;
    }
    let (before, after) = (word_before(text, f.span.start), word_after(text, f.span.end));
    let listed = |list: &WordList, word: &str| list.has(word);
    let years = &rules.years;
    let plural = after.len() > 3 && after.ends_with('s') && !after.ends_with("ss");
    if year % 100 == 0 || year < 1700 {
        return !plural
            && !listed(&years.counted, &after)
            && listed(&years.after, &before)
            && !listed(&years.weak, &before);
    }
    listed(&years.after, &before) || (1800..2100).contains(&year) && !listed(&years.counted, &after)
}
