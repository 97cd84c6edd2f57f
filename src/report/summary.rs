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

/// What was read by kind and format, then each file that was not taken in or is doubtful, and why.
pub fn sources(rows: &[SourceRow], page: &Page) -> String {
    let mut out = String::new();
    let read: Vec<&SourceRow> = rows.iter().filter(|row| row.state == FileState::Read).collect();
    let sum = |of: fn(&SourceRow) -> usize| read.iter().map(|row| of(row)).sum::<usize>();
    let (documents, dated) = (sum(|row| row.documents), sum(|row| row.dated));
    let head = format!(
        "{} in {}, {dated} dated, {} not; {}",
        count(documents, "document"),
        count(read.len(), "file"),
        documents - dated,
        count(sum(|row| row.claims), "claim"),
    );
    line(&mut out, &page.paint(NAME, &head));
    by_format(&read, &mut out);
    let doubtful = rows.iter().filter(|row| row.state == FileState::Read && row.reason.is_some()).collect();
    listed("read with doubts", doubtful, page, &mut out);
    for state in [FileState::Skipped, FileState::Duplicate, FileState::Ignored] {
        listed(state.name(), rows.iter().filter(|row| row.state == state).collect(), page, &mut out);
    }
    out
}

/// One line for each kind and format, under the names of its figures.
fn by_format(read: &[&SourceRow], out: &mut String) {
    let mut groups: BTreeMap<(&str, &str), Vec<&SourceRow>> = BTreeMap::new();
    for row in read {
        let kind = row.kind.map_or("", |kind| kind.name());
        groups.entry((kind, row.format.as_deref().unwrap_or_default())).or_default().push(row);
    }
    let mut table = |kind: &str, format: &str, figures: [String; 6]| {
        let [files, documents, dated, turns, speaker, time] = figures;
        let about = format!("{files:>5} {documents:>9} {dated:>5} {turns:>7} {speaker:>12} {time:>9}");
        line(out, &format!("  {kind:<10} {format:<16} {about}"));
    };
    if !groups.is_empty() {
        let names = ["files", "documents", "dated", "turns", "with speaker", "with time"];
        table("kind", "format", names.map(str::to_string));
    }
    for ((kind, format), rows) in groups {
        let sum = |of: fn(&SourceRow) -> usize| rows.iter().map(|row| of(row)).sum::<usize>();
        let figures = [
            rows.len(),
            sum(|row| row.documents),
            sum(|row| row.dated),
            sum(|row| row.turns),
            sum(|row| row.with_speaker),
            sum(|row| row.with_time),
        ];
        table(kind, format, figures.map(|figure| figure.to_string()));
    }
}

fn listed(state: &str, rows: Vec<&SourceRow>, page: &Page, out: &mut String) {
    if !rows.is_empty() {
        line(out, "");
        line(out, &page.paint(ALERT, &format!("{state}: {}", count(rows.len(), "file"))));
        rows.iter().for_each(|row| out.push_str(&row.text(page)));
    }
}

fn line(out: &mut String, text: &str) {
    writeln!(out, "{text}").expect("a string takes all that is written");
}
