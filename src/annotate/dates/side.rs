//! Times that are open at one side: "since March", "by June 30", "before 2020".

use super::around::word_before;
use super::calendar::Point;
use super::find::Found;
use super::resolve::{Context, Step};
use crate::lexicon::dates::Slot;
use crate::model::when::{When, WhenBasis};

/// "Since March" has no end, "until March", "by March" and "before March" have no beginning; "before" and "after" leave the time itself out.
pub(super) fn open(when: &mut When, item: &Found, context: &Context) {
    let links = &context.rules.links;
    let word = word_before(context.text, item.span.start);
    let rest = context.text[..item.span.start].trim_end();
    let earlier = |n: usize| word_before(rest, rest.len().saturating_sub(n));
    let two = word == "to" && links.before.has(&format!("{} to", earlier(2)));
    let before = links.before.has(&word) || two;
    if links.since.has(&word) {
        when.end = None;
        context.trail.note(Step::Since);
    } else if links.until.has(&word) || links.deadline.has(&word) {
        when.start = None;
        context.trail.note(Step::Until);
    } else if (links.later.has(&word) || before) && when.basis != WhenBasis::Unresolved && !is_event(item, context) {
        let length = if two { "prior to".len() } else { word.len() };
        let beside = earlier(length);
        // "On or before March 4"; "before and after", "the week before".
        let with_it = beside == "or" && rest[..rest.len() - length].trim_end().ends_with("on or");
        if !with_it && (matches!(beside.as_ref(), "and" | "or" | ",") || links.spans.has(&beside)) {
            return;
        }
        let (of, by) = if before { (&when.start, -1) } else { (&when.end, 1) };
        // "Before the end of 2020": part of it is before.
        let part = item.parts.get(Slot::Mod).is_some();
        let bound = of.as_ref().map(|of| next(of, by).filter(|_| !with_it && !part).unwrap_or_else(|| of.clone()));
        (when.start, when.end) = if before { (None, bound) } else { (bound, None) };
        context.trail.note(if before { Step::Before } else { Step::After });
    }
}

/// "After Monday's vote", "before the 2019 elections", "after 2019 elections" tell of that time.
fn is_event(item: &Found, context: &Context) -> bool {
    let rest = &context.text[item.span.end..];
    let next =
        rest.strip_prefix(' ').and_then(|rest| rest.split(|c: char| !c.is_alphanumeric()).next()).unwrap_or_default();
    let noun = next.starts_with(char::is_lowercase) && !context.rules.links.opens.has(next);
    rest.starts_with(['\'', '\u{2019}']) || noun
}

/// The day, month or year so many further.
fn next(prefix: &str, by: i64) -> Option<String> {
    let point = Point { time: None, ..Point::parse(prefix)? };
    let moved = match (point.month, point.day) {
        (_, Some(_)) => point.add_days(by),
        (Some(_), None) => point.add_months(by),
        (None, None) => Some(Point::year(point.year + by)),
    };
    moved.map(|point| point.iso())
}
