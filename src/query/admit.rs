//! Which rows the filters let through.

use crate::model::when::first_day;
use crate::model::{Claim, Filters, Hit, QuoteRow, Result, Trouble};

/// Refuses dates that could never let anything through because they are misspelt.
///
/// # Errors
/// Names the option, what it held and what was expected.
pub fn check(filters: &Filters) -> Result<()> {
    let dates = [
        ("--from", &filters.from),
        ("--to", &filters.to),
        ("--said-from", &filters.said_from),
        ("--said-to", &filters.said_to),
    ];
    match dates.into_iter().find_map(|(option, date)| Some((option, date.as_ref().filter(|date| !is_date(date))?))) {
        Some((option, date)) => {
            let what = format!("`{date}` is no date, expected YYYY, YYYY-MM or YYYY-MM-DD");
            Err(Trouble::new(option, what).hint(format!("{option} 2021-09")))
        }
        None => Ok(()),
    }
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let within = |part: &str, width: usize, most: u32| {
        part.len() == width
            && part.bytes().all(|b| b.is_ascii_digit())
            && part.parse().is_ok_and(|n: u32| n >= 1 && n <= most)
    };
    let written = match parts[..] {
        [year] => within(year, 4, 9999),
        [year, month] => within(year, 4, 9999) && within(month, 2, 12),
        [year, month, day] => within(year, 4, 9999) && within(month, 2, 12) && within(day, 2, 31),
        _ => false,
    };
    // The 30th of February is none.
    written && first_day(text).is_some()
}

pub fn admits_claim(claim: &Claim, filters: &Filters) -> bool {
    listed(&filters.kind, &claim.kind)
        && listed(&filters.polarity, &claim.polarity)
        && listed(&filters.modality, &claim.modality)
        && listed(&filters.action, &claim.action)
        && listed(&filters.topic, &claim.topic)
        && part_of(&filters.source, &[&claim.source])
        && part_of(&filters.document, &[&Some(claim.document.clone())])
        && part_of(&filters.actor, &[&claim.actor, &claim.actor_name, &claim.actor_org])
        && part_of(&filters.speaker, &[&claim.speaker, &claim.attributed_to, &claim.attributed_name])
        && overlaps(&claim.when_start, &claim.when_end, &filters.from, &filters.to)
        && overlaps(&claim.published, &claim.published, &filters.said_from, &filters.said_to)
}

/// A quotation has no act, actor or time of its own: filters on these let it through only when a claim that lies in it
/// passes them. `held` tells that.
pub fn admits_quote(quote: &QuoteRow, filters: &Filters, held: impl Fn(&QuoteRow) -> bool) -> bool {
    let plain = listed(&filters.kind, &quote.kind)
        && part_of(&filters.source, &[&quote.source])
        && part_of(&filters.document, &[&Some(quote.document.clone())])
        && part_of(&filters.speaker, &[&quote.speaker, &quote.speaker_name])
        && overlaps(&quote.published, &quote.published, &filters.said_from, &filters.said_to);
    plain && (!filters.need_claims() || held(quote))
}

/// As [`admits_quote`], for a turn.
pub fn admits_hit(hit: &Hit, filters: &Filters, held: impl Fn(&Hit) -> bool) -> bool {
    let plain = listed(&filters.kind, &hit.kind)
        && part_of(&filters.source, &[&hit.source])
        && part_of(&filters.document, &[&Some(hit.document.clone())])
        && part_of(&filters.speaker, &[&hit.speaker])
        && overlaps(&hit.published, &hit.published, &filters.said_from, &filters.said_to);
    plain && (!filters.need_claims() || held(hit))
}

fn listed<T: PartialEq>(asked: &[T], value: &T) -> bool {
    asked.is_empty() || asked.contains(value)
}

/// One of the parts asked for lies in one of the values, capitals apart.
fn part_of(asked: &[String], values: &[&Option<String>]) -> bool {
    asked.is_empty()
        || asked.iter().map(|part| part.to_lowercase()).any(|part| {
            values.iter().any(|value| value.as_deref().is_some_and(|value| value.to_lowercase().contains(&part)))
        })
}

/// A stretch of time given by ISO 8601 prefixes meets the one asked for. `2022-06` is the whole month; an end that is not
/// told is open; a stretch of which nothing is told meets nothing that is asked.
fn overlaps(start: &Option<String>, end: &Option<String>, from: &Option<String>, to: &Option<String>) -> bool {
    if from.is_none() && to.is_none() {
        return true;
    }
    if start.is_none() && end.is_none() {
        return false;
    }
    let before = |a: &Option<String>, b: &Option<String>| match (a, b) {
        // Prefixes that agree as far as both go lie in each other.
        (Some(a), Some(b)) => a < b && !b.starts_with(a.as_str()),
        _ => false,
    };
    !before(end, from) && !before(to, start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meets(start: &str, end: &str, from: &str, to: &str) -> bool {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_string());
        overlaps(&some(start), &some(end), &some(from), &some(to))
    }

    #[test]
    fn times_meet_by_prefix() {
        assert!(meets("2022-06", "2022-06", "2022-06-17", "2022-06-18"), "a day lies in its month");
        assert!(meets("2022-06-17", "2022-06-17", "2022", "2022"));
        assert!(meets("2021-09", "2022-01", "2021-12", ""));
        assert!(!meets("2021-09", "2022-01", "2022-02", ""));
        assert!(!meets("2021-09", "2022-01", "", "2021-08-31"));
        assert!(meets("2021-09", "", "2030", ""), "since September has no end");
        assert!(!meets("", "", "2021", ""), "what has no time is not found by time");
        assert!(meets("", "", "", ""));
    }

    #[test]
    fn a_misspelt_date_is_refused() {
        let filters = Filters { from: Some("june".into()), ..Filters::default() };
        assert!(check(&filters).is_err_and(|trouble| trouble.place == "--from" && trouble.what.contains("YYYY")));
        for date in ["2021", "2021-09", "2021-09-30"] {
            assert!(is_date(date));
        }
        for date in ["21", "2021-13", "2021-9", "2021-09-30T10", "2021-02-30", ""] {
            assert!(!is_date(date), "{date}");
        }
    }
}
