//! What an index holds, in a few lines.

use super::figures::{Figures, is_dismissed};
use super::page::{ALERT, NAME, Page, count};
use super::row::Row;
use crate::model::{Case, FileState, Finding, SourceRow};
use std::collections::BTreeMap;
use std::fmt::Write;

/// How many contradictions a summary shows.
const TOP: usize = 3;

/// The figures of a case and its first contradictions, both sides in their own words.
pub fn case(case: &Case, page: &Page) -> String {
    let figures = Figures::of(case);
    let mut out = String::new();
    let dismissed = match figures.dismissed {
        0 => String::new(),
        n => format!("; {n} dismissed by a reviewer"),
    };
    let rows = [
        ("documents", count(figures.documents, "document") + &aside(&figures)),
        ("claims", format!("{} by {}", count(figures.claims, "claim"), count(figures.speakers, "speaker"))),
        ("quotations", figures.quotes.to_string()),
        ("timeline", format!("{}; {}, {} undated", figures.span, count(figures.events, "event"), figures.undated)),
        (
            "contradictions",
            format!("{}, and {} superseded by a later state{}", figures.contradictions, figures.superseded, dismissed),
        ),
    ];
    line(&mut out, &page.paint(NAME, &format!("Case {}", case.name)));
    for (name, value) in rows {
        line(&mut out, &format!("  {name:<15} {value}"));
    }
    let top = top(case);
    if !top.is_empty() {
        line(&mut out, "");
    }
    top.iter().for_each(|finding| out.push_str(&finding.text(page)));
    let open = case.findings.len() - figures.dismissed;
    if open > top.len() {
        line(&mut out, &format!("{} more: gainsay contradictions", open - top.len()));
    }
    out
}

/// The first findings of which no two show the same words.
fn top(case: &Case) -> Vec<&Finding> {
    let mut top: Vec<&Finding> = Vec::new();
    for finding in case.findings.iter().filter(|finding| !is_dismissed(finding)) {
        let words = [&finding.a.evidence, &finding.b.evidence];
        let shown = |other: &&Finding| words.contains(&&other.a.evidence) || words.contains(&&other.b.evidence);
        if top.len() < TOP && !top.iter().any(shown) {
            top.push(finding);
        }
    }
    top
}

fn aside(figures: &Figures) -> String {
    let parts = [(figures.duplicates, "duplicate"), (figures.skipped, "unreadable file")];
    let told: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| count(*n, what)).collect();
    if told.is_empty() { String::new() } else { format!(" ({})", told.join(", ")) }
}

/// Files by format and kind, then each file that was not taken in, and why.
pub fn sources(rows: &[SourceRow], page: &Page) -> String {
    let mut out = String::new();
    let read: Vec<&SourceRow> = rows.iter().filter(|row| row.state == FileState::Read).collect();
    let dated = read.iter().filter(|row| row.published.is_some()).count();
    let documents: usize = read.iter().map(|row| row.documents).sum();
    let head = format!(
        "{} in {}, {dated} dated, {} not; {}",
        count(documents, "document"),
        count(read.len(), "file"),
        read.len() - dated,
        count(read.iter().map(|row| row.claims).sum(), "claim"),
    );
    line(&mut out, &page.paint(NAME, &head));
    let mut groups: BTreeMap<(&str, &str), Vec<&SourceRow>> = BTreeMap::new();
    for row in &read {
        let kind = row.kind.map_or("", |kind| kind.name());
        groups.entry((kind, row.format.as_deref().unwrap_or_default())).or_default().push(row);
    }
    for ((kind, format), rows) in groups {
        let sum = |of: fn(&SourceRow) -> usize| rows.iter().map(|row| of(row)).sum::<usize>();
        let about = format!(
            "  {kind:<11} {format:<16} {:>5} files {:>7} turns, {} with a speaker, {} with a time",
            rows.len(),
            sum(|row| row.turns),
            sum(|row| row.with_speaker),
            sum(|row| row.with_time),
        );
        line(&mut out, &about);
    }
    for state in [FileState::Skipped, FileState::Duplicate, FileState::Ignored] {
        let rows: Vec<&SourceRow> = rows.iter().filter(|row| row.state == state).collect();
        if !rows.is_empty() {
            line(&mut out, "");
            line(&mut out, &page.paint(ALERT, &format!("{} {}", state.name(), count(rows.len(), "file"))));
            rows.iter().for_each(|row| out.push_str(&row.text(page)));
        }
    }
    out
}

fn line(out: &mut String, text: &str) {
    writeln!(out, "{text}").expect("a string takes all that is written");
}
