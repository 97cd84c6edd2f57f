//! The timeline as a picture: inline SVG, bars for the months, below them a lane for each act with a mark for each event that has a date.

use crate::model::{Event, Year};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

const WIDTH: f64 = 960.0;
const LEFT: f64 = 90.0;
const RIGHT: f64 = 20.0;
const LANE: f64 = 34.0;
const TOP: f64 = 28.0;
const RADIUS: f64 = 5.0;

/// Days since the year 0, near enough to draw with: every month has 31 of them.
type Day = f64;

/// More marks than this are no picture any more: then the months alone are drawn.
const MARKS: usize = 600;
/// Room for the bars of the months.
const BARS: f64 = 44.0;

/// Draws how many events begin in each month and, of not too many, each event; empty without any.
pub fn timeline(events: &[Event], density: &[Year]) -> String {
    let mut dated: Vec<(&Event, Day, Day)> =
        events.iter().filter_map(|event| Some((event, begin(event)?, end(event)?))).collect();
    let (Some(first), Some(last)) = (
        dated.iter().map(|(_, from, _)| *from).min_by(f64::total_cmp),
        dated.iter().map(|(_, _, to)| *to).max_by(f64::total_cmp),
    ) else {
        return String::new();
    };
    // "Since" has no end: it goes on as far as anything is told.
    dated.iter_mut().filter(|(event, ..)| event.when_end.is_none()).for_each(|(_, _, to)| *to = last);
    let scale = Scale { first, days: (last - first).max(31.0) };
    let count = dated.len();
    if count > MARKS {
        dated.clear();
    }
    let actions: BTreeSet<&str> = dated.iter().map(|(event, ..)| event.action.as_str()).collect();
    let lanes: BTreeMap<&str, usize> = actions.iter().enumerate().map(|(n, action)| (*action, n)).collect();
    let height = TOP + BARS + LANE * lanes.len() as f64 + 8.0;
    let mut svg = format!(
        "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"group\" aria-label=\"Timeline of {count} events, which are listed below\">"
    );
    ticks(&mut svg, &scale, height);
    bars(&mut svg, &scale, density);
    for (action, lane) in &lanes {
        let y = middle(*lane) + 4.0;
        put(&mut svg, &format!("<text x=\"0\" y=\"{y}\">{}</text>", escaped(action)));
    }
    let mut taken: BTreeMap<(usize, i64), usize> = BTreeMap::new();
    for (event, from, to) in &dated {
        let lane = lanes[event.action.as_str()];
        let place = taken.entry((lane, (scale.x(*from) / (2.0 * RADIUS)) as i64)).or_default();
        mark(&mut svg, &scale, event, (*from, *to), middle(lane) + offset(*place));
        *place += 1;
    }
    svg.push_str("</svg>");
    svg
}

struct Scale {
    first: Day,
    days: f64,
}

impl Scale {
    fn x(&self, day: Day) -> f64 {
        LEFT + RADIUS + (day - self.first) / self.days * (WIDTH - LEFT - RIGHT - 2.0 * RADIUS)
    }
}

fn middle(lane: usize) -> f64 {
    TOP + BARS + LANE * (lane as f64 + 0.5)
}

/// A bar a month, as high as events begin in it.
fn bars(svg: &mut String, scale: &Scale, density: &[Year]) {
    let most = density.iter().flat_map(|year| year.months).max().unwrap_or(0).max(1) as f64;
    put(svg, &format!("<text x=\"0\" y=\"{}\">by month</text>", TOP + BARS - 6.0));
    for year in density {
        for (month, count) in year.months.iter().enumerate().filter(|(_, count)| **count > 0) {
            let from = (f64::from(year.year) * 12.0 + month as f64) * 31.0;
            let (left, right) = (scale.x(from), scale.x(from + 31.0));
            let tall = (BARS - 8.0) * (*count as f64 / most);
            let (top, width) = (TOP + BARS - 2.0 - tall, (right - left - 1.0).max(2.0));
            let title = format!("{:04}-{:02}: {}", year.year, month + 1, super::page::count(*count, "event"));
            put(
                svg,
                &format!(
                    "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{tall:.1}\" class=\"bar\"><title>{title}</title></rect>"
                ),
            );
        }
    }
}

/// Marks at one place lie above and below the middle of their lane, as far as there is room.
fn offset(place: usize) -> f64 {
    let step = (place.div_ceil(2) as f64 * 4.0).min(LANE / 2.0 - RADIUS);
    if place.is_multiple_of(2) { step } else { -step }
}

/// A dot for a day; a bar for what is known less well or lasts longer. Its title is shown when it is pointed at.
fn mark(svg: &mut String, scale: &Scale, event: &Event, (from, to): (Day, Day), y: f64) {
    let (left, right) = (scale.x(from), scale.x(to));
    let class = if event.disputed { "both" } else { "yes" };
    let title = escaped(&format!("{}: {}", super::page::when(&event.when_start, &event.when_end), event.evidence));
    let shape = if right - left < 2.0 * RADIUS {
        format!("<circle cx=\"{left:.1}\" cy=\"{y:.1}\" r=\"{RADIUS}\" class=\"{class}\">")
    } else {
        let (top, width) = (y - 3.0, right - left);
        format!(
            "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"6\" rx=\"3\" fill-opacity=\".55\" class=\"{class}\">"
        )
    };
    let close = if shape.starts_with("<circle") { "</circle>" } else { "</rect>" };
    put(
        svg,
        &format!("<a href=\"#e-{}\" tabindex=\"-1\">{shape}<title>{title}</title>{close}</a>", escaped(&event.id)),
    );
}

/// A line for each year, or for each month where there are few; never more than fit.
fn ticks(svg: &mut String, scale: &Scale, height: f64) {
    let years = scale.days / 372.0;
    let step = [1.0, 2.0, 3.0, 6.0, 12.0, 24.0, 60.0, 120.0]
        .into_iter()
        .find(|step| years * 12.0 / step <= 12.0)
        .unwrap_or(1200.0);
    let mut month = (scale.first / 31.0 / step).ceil() * step;
    while month * 31.0 <= scale.first + scale.days {
        let x = scale.x(month * 31.0);
        let (year, of_year) = ((month / 12.0).floor(), month % 12.0);
        let name = if step >= 12.0 { format!("{year:04}") } else { format!("{year:04}-{:02}", of_year + 1.0) };
        put(svg, &format!("<line x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{TOP}\" y2=\"{height}\" class=\"tick\"/>"));
        put(svg, &format!("<text x=\"{x:.1}\" y=\"16\" text-anchor=\"middle\" class=\"axis\">{name}</text>"));
        month += step;
    }
}

fn begin(event: &Event) -> Option<Day> {
    day(event.when_start.as_deref().or(event.when_end.as_deref())?, 0.0, 0.0)
}

fn end(event: &Event) -> Option<Day> {
    day(event.when_end.as_deref().or(event.when_start.as_deref())?, 11.0, 30.0)
}

/// An ISO 8601 prefix as a day; what it leaves open is filled with the month and day given, counted from 0.
fn day(date: &str, open_month: f64, open_day: f64) -> Option<Day> {
    let mut parts = date.split(['-', 'T']);
    let year: f64 = parts.next()?.parse().ok()?;
    let mut next = |open: f64| parts.next().map_or(Some(open), |part| part.parse::<f64>().ok().map(|n| n - 1.0));
    let (month, day) = (next(open_month)?, next(open_day)?);
    Some((year * 12.0 + month) * 31.0 + day)
}

fn put(svg: &mut String, part: &str) {
    write!(svg, "\n{part}").expect("a string takes all that is written");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_drawn_as_wide_as_it_is_vague() {
        let width = |date| day(date, 11.0, 30.0).expect("a date") - day(date, 0.0, 0.0).expect("a date");
        assert_eq!(width("2022-06-17"), 0.0);
        assert_eq!(width("2022-06"), 30.0);
        assert!(width("2022") > 360.0);
        assert_eq!(day("spring", 0.0, 0.0), None);
    }

    #[test]
    fn no_event_no_picture() {
        assert_eq!(timeline(&[], &[]), "");
    }
}
