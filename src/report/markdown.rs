//! The same case as Markdown, for a desk that works in text files.

use super::figures::{Figures, is_dismissed};
use super::page::{clock, count, when};
use super::text::{act, backing};
use crate::model::{Case, Event, Finding, Side};
use std::fmt::Write;

/// Contradictions, timeline and sources; the claims are in `claims.csv`.
pub fn page(case: &Case) -> String {
    let figures = Figures::of(case);
    let mut out = format!("# Case {}\n\n{}\n", plain(&case.name), figures.sentence());
    put(&mut out, "\n## Contradictions\n");
    let (dismissed, open): (Vec<&Finding>, Vec<&Finding>) =
        case.findings.iter().partition(|finding| is_dismissed(finding));
    open.iter().for_each(|finding| put(&mut out, &contradiction(finding)));
    if open.is_empty() {
        put(&mut out, "None was found.");
    }
    if !dismissed.is_empty() {
        put(&mut out, "\n## Dismissed by a reviewer\n");
        dismissed.iter().for_each(|finding| put(&mut out, &contradiction(finding)));
    }
    put(&mut out, "\n## Timeline\n");
    case.events.iter().for_each(|event| put(&mut out, &entry(event)));
    put(&mut out, "\n## Sources\n\n| file | state | kind | published | claims | sha256 |\n|---|---|---|---|---|---|");
    for row in &case.sources {
        let reason = row.reason.as_ref().map(|reason| format!(": {}", plain(reason))).unwrap_or_default();
        let cells = [
            plain(&row.file),
            format!("{}{reason}", row.state.name()),
            row.kind.map_or("", |kind| kind.name()).to_string(),
            row.published.clone().unwrap_or_default(),
            row.claims.to_string(),
            row.sha256.clone().unwrap_or_default(),
        ];
        put(&mut out, &format!("| {} |", cells.join(" | ")));
    }
    out
}

fn contradiction(finding: &Finding) -> String {
    let flags =
        [(finding.internal_vs_public, ", internal against public"), (finding.same_speaker, ", the same speaker")];
    let flags: String = flags.iter().filter(|(set, _)| *set).map(|(_, name)| *name).collect();
    format!(
        "### {}, {}{flags}\n\n{}\n\n{}\n{}\n{}{} · `{}`\n",
        finding.kind,
        finding.class.name(),
        plain(&finding.why),
        side(&finding.a),
        side(&finding.b),
        reviewed(finding),
        backing(finding),
        finding.id,
    )
}

fn reviewed(finding: &Finding) -> String {
    let tags = finding.tags.iter().map(|tag| format!("[{tag}]")).collect::<Vec<_>>().join(" ");
    let said: Vec<&str> = [finding.verdict.as_deref(), Some(tags.as_str()), finding.note.as_deref()]
        .into_iter()
        .flatten()
        .filter(|said| !said.is_empty())
        .collect();
    if said.is_empty() { String::new() } else { format!("**Reviewed:** {}\n\n", plain(&said.join(" "))) }
}

fn side(side: &Side) -> String {
    let at = side.time_start.map(|seconds| format!(" at {}", clock(seconds))).unwrap_or_default();
    let who = side.attributed_to.as_deref().or(side.speaker.as_deref()).unwrap_or("the author");
    let about =
        [side.source.as_deref(), side.published.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ");
    format!(
        "> “{}”\n>\n> {} ({}) `{}:{}{at}`\n",
        plain(&side.evidence),
        plain(who),
        plain(&about),
        side.document,
        side.line
    )
}

fn entry(event: &Event) -> String {
    let dispute = match (event.disputed, event.confirmed) {
        (true, true) => " **disputed, confirmed by a reviewer**",
        (true, false) => " **disputed**",
        (false, true) => " **confirmed by a reviewer**",
        (false, false) => "",
    };
    format!(
        "- **{}** {} · {}{dispute}: “{}” `{}:{}`, {} in {}",
        when(&event.when_start, &event.when_end),
        plain(event.actor.as_deref().unwrap_or("somebody")),
        act(event),
        plain(&event.evidence),
        event.document,
        event.line,
        count(event.claims, "claim"),
        count(event.documents, "document"),
    )
}

/// Words on one line, with what Markdown or HTML would take for its own made harmless.
fn plain(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(line.len());
    for mark in line.chars() {
        if matches!(mark, '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '`' | '#' | '~' | '&') {
            out.push('\\');
        }
        out.push(mark);
    }
    out
}

fn put(out: &mut String, text: &str) {
    writeln!(out, "{text}").expect("a string takes all that is written");
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn words_stay_words() {
        assert_eq!(plain("a *b* <i>\n| c"), "a \\*b\\* \\<i\\> \\| c");
    }
}
