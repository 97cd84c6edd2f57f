//! A timeline to read: a chart of its months, the dated events, and those without a date.

use super::page::{FAINT, NAME, Page, count};
use super::text;
use crate::model::{Event, Year};

/// From nothing to the fullest month.
const BARS: [char; 9] = ['·', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The whole of it.
pub fn text(events: &[Event], density: &[Year], page: &Page) -> String {
    let undated = events.partition_point(|event| event.when_start.is_some() || event.when_end.is_some());
    let (dated, undated) = events.split_at(undated);
    let mut out = chart(density, page);
    dated.iter().for_each(|event| out.push_str(&text::event(event, page)));
    if !undated.is_empty() {
        out.push_str(&page.paint(NAME, &format!("Undated: {}", count(undated.len(), "event"))));
        out.push_str("\n\n");
        undated.iter().for_each(|event| out.push_str(&text::event(event, page)));
    }
    out
}

/// A line a year, a bar a month: `2023  ▁·▃█······▂·  9`. Events told by the year alone are counted apart.
fn chart(density: &[Year], page: &Page) -> String {
    let most = density.iter().flat_map(|year| year.months).max().unwrap_or(0);
    if density.is_empty() {
        return String::new();
    }
    let mut out = page.paint(FAINT, "      JFMAMJJASOND");
    out.push('\n');
    for year in density {
        let bars: String = year.months.iter().map(|month| bar(*month, most)).collect();
        let open = if year.open == 0 { String::new() } else { format!(" ({} by the year alone)", year.open) };
        let number = if year.year < 0 { format!("{:05}", year.year) } else { format!("{:04} ", year.year) };
        let told = page.paint(FAINT, &format!("{}{open}", count(year.events(), "event")));
        out.push_str(&format!("{number} {bars}  {told}\n"));
    }
    out.push('\n');
    out
}

fn bar(month: usize, most: usize) -> char {
    BARS[(month * 8).div_ceil(most.max(1)).min(8)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_a_line_of_twelve_months() {
        let mut year = Year { year: 2023, months: [0; 12], open: 0 };
        (year.months[0], year.months[2], year.months[11]) = (1, 8, 16);
        let page = Page::default();
        let older = Year { year: 2021, months: [0; 12], open: 3 };
        let drawn = chart(&[older, year], &page);
        assert_eq!(
            drawn,
            "      JFMAMJJASOND\n2021  ············  3 events (3 by the year alone)\n2023  ▁·▄········█  25 events\n\n"
        );
        assert_eq!(chart(&[], &page), "");
    }
}
