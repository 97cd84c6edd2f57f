//! Rows for a person at a terminal: the words first, then where they stand.

use super::diff::{self, Part};
use super::page::{ADDRESS, ALERT, FAINT, NAME, Page, clock, count, when};
use crate::model::{
    ActorRow, Against, AlteredRow, CheckRow, CheckState, Claim, Event, FileState, Finding, Hit, QuoteRow, ReviewRow,
    Side, SourceRow, Subject, Verdict,
};

const INDENT: usize = 4;

pub fn claim(claim: &Claim, page: &Page) -> String {
    let head = address(page, &claim.document, claim.line, claim.time_start);
    let mut facts = vec![format!("{} ({}, {})", claim.action, claim.polarity.name(), claim.modality.name())];
    let actor = named(claim.actor.as_deref(), claim.actor_name.as_deref());
    facts.extend(actor.map(|actor| format!("by {actor}")));
    facts.extend(claim.object.as_ref().map(|object| format!("what: {object}")));
    facts.extend(claim.recipient.as_ref().map(|to| format!("to {to}")));
    facts.extend(claim.place.as_ref().map(|place| format!("where: {place}")));
    facts.extend(claim.quantity.as_ref().or(claim.frequency.as_ref()).map(|much| format!("how much: {much}")));
    facts.push(when(&claim.when_start, &claim.when_end));
    let said =
        said_by(claim.attributed_name.as_deref().or(claim.attributed_to.as_deref()).or(claim.speaker.as_deref()));
    format!(
        "{head}{}\n{}{}{}\n",
        origin_of(claim.source.as_deref(), claim.published.as_deref(), page, said),
        page.wrap(INDENT, &quoted(&claim.evidence)),
        faint_lines(page, &facts.join(" · ")),
        reviewed(page, INDENT, claim.verdict.as_deref(), &claim.tags, claim.note.as_deref()),
    )
}

/// What a reviewer said, on a line of its own: `Reviewed: confirmed [insurer, tape] two people heard it`.
fn reviewed(page: &Page, indent: usize, verdict: Option<&str>, tags: &[String], note: Option<&str>) -> String {
    let tags = (!tags.is_empty()).then(|| format!("[{}]", tags.join(", ")));
    let said: Vec<&str> = [verdict, tags.as_deref(), note].into_iter().flatten().collect();
    if said.is_empty() { String::new() } else { page.wrap(indent, &format!("Reviewed: {}", said.join(" "))) }
}

pub fn quote(quote: &QuoteRow, page: &Page) -> String {
    let head = address(page, &quote.document, quote.line, None);
    let speaker = named(quote.speaker.as_deref(), quote.speaker_name.as_deref());
    let variants = quote.cluster.as_ref().map(|cluster| format!("cluster {cluster}, {}", match_name(quote)));
    let facts: Vec<String> =
        [Some(format!("{:?}", quote.mode).to_lowercase()), variants].into_iter().flatten().collect();
    format!(
        "{head}{}\n{}{}\n",
        origin_of(quote.source.as_deref(), quote.published.as_deref(), page, said_by(speaker.as_deref())),
        page.wrap(INDENT, &quoted(&quote.text)),
        faint_lines(page, &facts.join(" · ")),
    )
}

/// The quotation under its reference, the words in which they differ between `**`.
pub fn altered(row: &AlteredRow, page: &Page) -> String {
    let (reference, own) = diff::words(&row.reference, &row.text);
    let speaker = named(row.speaker.as_deref(), row.speaker_name.as_deref());
    let said = |parts: &[Part]| page.wrap(INDENT, &quoted(&marked(parts)));
    format!(
        "{}{}\n{}{}{}\n{}{}\n",
        address(page, &row.document, row.line, None),
        origin_of(row.source.as_deref(), row.published.as_deref(), page, said_by(speaker.as_deref())),
        said(&own),
        address(page, &row.reference_document, row.reference_line, None),
        origin_of(
            row.reference_source.as_deref(),
            row.reference_published.as_deref(),
            page,
            said_by(row.reference_speaker.as_deref())
        ),
        said(&reference),
        faint_lines(page, &row.changes.join("; ")),
    )
}

fn marked(parts: &[Part]) -> String {
    parts.iter().map(|part| if part.shared { part.text.clone() } else { format!("**{}**", part.text) }).collect()
}

fn match_name(quote: &QuoteRow) -> String {
    format!("{:?}", quote.matched).to_lowercase()
}

pub fn finding(finding: &Finding, page: &Page) -> String {
    let mut head = format!("{}, {}", finding.kind, finding.class.name());
    if finding.internal_vs_public {
        head.push_str(", internal against public");
    }
    if finding.same_speaker {
        head.push_str(", the same speaker");
    }
    let (a, b) = diff::words(&finding.a.evidence, &finding.b.evidence);
    let verdict = reviewed(page, 2, finding.verdict.as_deref(), &finding.tags, finding.note.as_deref());
    format!(
        "{}  {}\n{}{}{}{}{verdict}\n",
        page.paint(ALERT, &head),
        page.paint(FAINT, &finding.id),
        page.wrap(2, &finding.why),
        side("A", &finding.a, &a, page),
        side("B", &finding.b, &b, page),
        faint_lines_at(page, 2, &backing(finding)),
    )
}

/// How many documents stand on each side, copies counted once.
pub fn backing(finding: &Finding) -> String {
    let of = |documents: usize, origins: usize| match documents == origins {
        true => count(documents, "document"),
        false => format!("{} ({})", count(documents, "document"), count(origins, "origin")),
    };
    format!("{} against {}", of(finding.documents_a, finding.origins_a), of(finding.documents_b, finding.origins_b))
}

fn side(letter: &str, side: &Side, parts: &[Part], page: &Page) -> String {
    let words = marked(parts);
    let who = said_by(side.attributed_to.as_deref().or(side.speaker.as_deref()));
    let from = origin_of(side.source.as_deref(), side.published.as_deref(), page, who);
    let at = address(page, &side.document, side.line, side.time_start);
    let quote = page.wrap(5, &quoted(&words));
    format!("  {}  {}     {at}{from}\n", page.paint(NAME, letter), quote.trim_start())
}

pub fn event(event: &Event, page: &Page) -> String {
    let dispute = if event.disputed { format!("  {}", page.paint(ALERT, "disputed")) } else { String::new() };
    let confirmed = if event.confirmed { format!("  {}", page.paint(NAME, "confirmed")) } else { String::new() };
    format!(
        "{}  {} · {}{dispute}{confirmed}\n{}{:INDENT$}{}  {}\n{}\n",
        page.paint(NAME, &when(&event.when_start, &event.when_end)),
        event.actor.as_deref().unwrap_or("somebody"),
        act(event),
        page.wrap(INDENT, &quoted(&event.evidence)),
        "",
        address(page, &event.document, event.line, None),
        page.paint(FAINT, &told_by(event)),
        stands_against(event, page),
    )
}

/// `access`, `transfer (planned)`.
pub fn act(event: &Event) -> String {
    let unsure = event.unsure.map(|modality| format!(" ({})", modality.name())).unwrap_or_default();
    format!("{}{unsure}", event.action)
}

/// How many tell it, and from which words its date was worked out where the date does not stand in the text.
pub fn told_by(event: &Event) -> String {
    let origins =
        if event.origins == event.documents { String::new() } else { format!(" ({})", count(event.origins, "origin")) };
    let worked = event.when_text.as_deref().filter(|_| event.when_basis.as_deref() == Some("relative"));
    let worked = worked.map(|words| format!("; dated from “{words}”")).unwrap_or_default();
    format!(
        "{} in {}{origins}, {}{worked}",
        count(event.claims, "claim"),
        count(event.documents, "document"),
        count(event.speakers, "speaker"),
    )
}

fn stands_against(event: &Event, page: &Page) -> String {
    let mut out = String::new();
    for Against { kind, side } in &event.against {
        let who = side.attributed_to.as_deref().or(side.speaker.as_deref()).map(|who| format!(", {who}"));
        let from = format!(" {}:{}{}", side.document, side.line, who.unwrap_or_default());
        out.push_str(&page.wrap(INDENT, &format!("against it ({kind}): {}{from}", quoted(&side.evidence))));
    }
    if event.more_against > 0 {
        out.push_str(&page.wrap(INDENT, &format!("and {} against it", count(event.more_against, "more statement"))));
    }
    out
}

pub fn hit(hit: &Hit, page: &Page) -> String {
    let head = address(page, &hit.document, hit.line, hit.time_start);
    let from = origin_of(hit.source.as_deref(), hit.published.as_deref(), page, said_by(hit.speaker.as_deref()));
    format!("{head}{from}\n{}\n", page.wrap(INDENT, &hit.snippet))
}

pub fn actor(actor: &ActorRow, page: &Page) -> String {
    let others: Vec<&str> = actor.spellings.iter().map(String::as_str).filter(|name| *name != actor.name).collect();
    let also = if others.is_empty() { String::new() } else { format!("; also {}", others.join(", ")) };
    let part = if actor.part_of.is_empty() { String::new() } else { format!("; part of {}", actor.part_of.join(", ")) };
    let facts = format!(
        "{}, {} in {}{also}{part}",
        actor.kind.name(),
        count(actor.claims, "claim"),
        count(actor.documents, "document"),
    );
    format!("{}\n{}", page.paint(NAME, &actor.name), page.wrap(INDENT, &facts))
}

pub fn source(row: &SourceRow, page: &Page) -> String {
    let about = match row.state {
        FileState::Read => {
            let facts = [
                row.format.clone().unwrap_or_default(),
                row.kind.map(|kind| kind.name().to_string()).unwrap_or_default(),
                row.published.clone().unwrap_or_else(|| "undated".to_string()),
                count(row.turns, "turn"),
                count(row.claims, "claim"),
            ];
            let doubts = row.reason.iter().map(|doubts| format!("; {doubts}"));
            facts.join(", ") + &doubts.collect::<String>()
        }
        other => format!("{}: {}", other.name(), row.reason.as_deref().unwrap_or_default()),
    };
    format!("{}\n{}", page.paint(ADDRESS, &row.file), page.wrap(INDENT, &about))
}

pub fn review(row: &ReviewRow, page: &Page) -> String {
    let of = match row.of {
        Subject::Finding => "finding",
        Subject::Claim => "claim",
    };
    let verdict = row.verdict.map_or("seen", Verdict::name);
    let gone = if row.held { "" } else { "  its words are not in the index" };
    let said = reviewed(page, INDENT, None, &row.tags, row.note.as_deref());
    let side = |document: &Option<String>, words: &Option<String>| match (document, words) {
        (Some(document), Some(words)) => page.wrap(INDENT, &format!("{} {document}", quoted(words))),
        _ => String::new(),
    };
    format!(
        "{}  {}{}\n{said}{}{}\n",
        page.paint(NAME, verdict),
        page.paint(FAINT, &format!("{of} {}", row.id)),
        page.paint(ALERT, gone),
        side(&row.a_document, &row.a_words),
        side(&row.b_document, &row.b_words),
    )
}

pub fn check(row: &CheckRow, page: &Page) -> String {
    let state = match row.state {
        CheckState::Unchanged if row.broken == 0 => format!("unchanged, {} where they were", count(row.spans, "span")),
        other => format!("{}: {}", other.name(), row.reason.as_deref().unwrap_or_default()),
    };
    format!("{}\n{}", page.paint(ADDRESS, &row.file), page.wrap(INDENT, &state))
}

/// `tapes/standup.vtt:42 at 00:12:07`
pub fn address(page: &Page, document: &str, line: u32, time: Option<f64>) -> String {
    let at = time.map(|seconds| format!(" at {}", clock(seconds))).unwrap_or_default();
    page.paint(ADDRESS, &format!("{document}:{line}{at}"))
}

fn origin_of(source: Option<&str>, published: Option<&str>, page: &Page, said: Option<String>) -> String {
    let parts: Vec<String> =
        [said, source.map(str::to_string), published.map(str::to_string)].into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!("  {}", page.paint(FAINT, &parts.join(", "))) }
}

fn said_by(speaker: Option<&str>) -> Option<String> {
    speaker.map(str::to_string)
}

/// The words as written, and whom they stand for where that is more.
fn named(words: Option<&str>, name: Option<&str>) -> Option<String> {
    match (words, name) {
        (Some(words), Some(name)) if words != name => Some(format!("{name} (“{words}”)")),
        (words, name) => name.or(words).map(str::to_string),
    }
}

fn quoted(words: &str) -> String {
    format!("“{}”", words.trim())
}

fn faint_lines(page: &Page, text: &str) -> String {
    faint_lines_at(page, INDENT, text)
}

fn faint_lines_at(page: &Page, indent: usize, text: &str) -> String {
    let plain = Page { color: false, ..*page };
    plain.wrap(indent, text).lines().map(|line| format!("{}\n", page.paint(FAINT, line))).collect()
}
