//! The page to open: one file, nothing fetched, no script, readable on a phone and on paper.

use super::diff::{self, Part};
use super::drawing;
use super::figures::{Figures, is_dismissed};
use super::page::{clock, when};
use super::text::{act, backing, told_by};
use crate::model::{ActorRow, Against, Case, Claim, Class, Event, Finding, Side, SourceRow};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Renders a case. Every word that comes out of a document is escaped by the template.
pub fn page(case: &Case) -> String {
    let claims: BTreeMap<&str, &Claim> = case.claims.iter().map(|claim| (claim.id.as_str(), claim)).collect();
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.expect("the delimiters are the usual ones"));
    environment.add_template("case", include_str!("templates/case.html")).expect("the tests render the template");
    let template = environment.get_template("case").expect("it was added above");
    let (dismissed, open): (Vec<&Finding>, Vec<&Finding>) =
        case.findings.iter().partition(|finding| is_dismissed(finding));
    let (superseded, findings): (Vec<&Finding>, Vec<&Finding>) =
        open.into_iter().partition(|finding| finding.class == Class::Superseded);
    let views = |findings: &[&Finding]| {
        findings.iter().take(FINDINGS).map(|finding| FindingView::of(finding, &claims)).collect::<Vec<_>>()
    };
    let (dated, undated): (Vec<&Event>, Vec<&Event>) =
        case.events.iter().partition(|event| event.when_start.is_some() || event.when_end.is_some());
    let shown = shown(case, &dated);
    let view = View {
        style: include_str!("templates/case.css"),
        name: &case.name,
        figures: Figures::of(case),
        more_findings: findings.len().saturating_sub(FINDINGS),
        findings: views(&findings),
        superseded: views(&superseded),
        dismissed: views(&dismissed),
        drawing: drawing::timeline(&case.events, &case.density),
        more_dated: dated.len().saturating_sub(EVENTS),
        dated: dated.into_iter().take(EVENTS).map(EventView::of).collect(),
        more_undated: undated.len().saturating_sub(EVENTS),
        undated: undated.into_iter().take(EVENTS).map(EventView::of).collect(),
        more_claims: case.claims.len() - shown.len(),
        claims: shown.into_iter().map(ClaimView::of).collect(),
        actors: &case.actors,
        sources: case.sources.iter().map(SourceView::of).collect(),
        program: concat!("gainsay ", env!("CARGO_PKG_VERSION")),
    };
    template.render(Serde(&view)).expect("the template asks for nothing that is not given")
}

/// Beyond these numbers a page would be too heavy to open; the tables beside it hold the rest.
const FINDINGS: usize = 1000;
const EVENTS: usize = 1500;
const CLAIMS: usize = 4000;

/// All claims of a small case; of a large one those that stand in a finding or in the timeline, in their order.
fn shown<'c>(case: &'c Case, dated: &[&Event]) -> Vec<&'c Claim> {
    if case.claims.len() <= CLAIMS {
        return case.claims.iter().collect();
    }
    let sides = case.findings.iter().take(FINDINGS).flat_map(|finding| [&finding.a.id, &finding.b.id]);
    let sides: BTreeSet<&str> = sides.map(String::as_str).collect();
    let told: BTreeSet<(&str, usize)> =
        dated.iter().take(EVENTS).map(|event| (event.document.as_str(), event.start)).collect();
    let wanted = |claim: &&Claim| {
        sides.contains(claim.id.as_str())
            || told.contains(&(claim.document.as_str(), claim.start))
            || claim.verdict.is_some()
    };
    case.claims.iter().filter(wanted).take(2 * CLAIMS).collect()
}

/// What the template is given.
#[derive(Serialize)]
struct View<'c> {
    style: &'static str,
    name: &'c str,
    figures: Figures,
    findings: Vec<FindingView>,
    more_findings: usize,
    superseded: Vec<FindingView>,
    dismissed: Vec<FindingView>,
    drawing: String,
    dated: Vec<EventView>,
    more_dated: usize,
    undated: Vec<EventView>,
    more_undated: usize,
    claims: Vec<ClaimView>,
    more_claims: usize,
    actors: &'c [ActorRow],
    sources: Vec<SourceView>,
    program: &'static str,
}

#[derive(Serialize)]
struct FindingView {
    id: String,
    kind: String,
    class: &'static str,
    why: String,
    flags: Vec<&'static str>,
    backing: String,
    verdict: Option<String>,
    tags: Vec<String>,
    note: Option<String>,
    sides: [SideView; 2],
}

#[derive(Serialize)]
struct SideView {
    claim: Option<String>,
    before: String,
    parts: Vec<PartView>,
    after: String,
    who: String,
    address: String,
    about: String,
    when: String,
}

#[derive(Serialize)]
struct PartView {
    text: String,
    shared: bool,
}

impl FindingView {
    fn of(finding: &Finding, claims: &BTreeMap<&str, &Claim>) -> FindingView {
        let (a, b) = diff::words(&finding.a.evidence, &finding.b.evidence);
        let flags =
            [(finding.internal_vs_public, "internal against public"), (finding.same_speaker, "the same speaker")];
        FindingView {
            id: finding.id.clone(),
            kind: finding.kind.clone(),
            class: finding.class.name(),
            why: finding.why.clone(),
            flags: flags.into_iter().filter(|(set, _)| *set).map(|(_, name)| name).collect(),
            backing: backing(finding),
            verdict: finding.verdict.clone(),
            tags: finding.tags.clone(),
            note: finding.note.clone(),
            sides: [SideView::of(&finding.a, a, claims), SideView::of(&finding.b, b, claims)],
        }
    }
}

impl SideView {
    fn of(side: &Side, parts: Vec<Part>, claims: &BTreeMap<&str, &Claim>) -> SideView {
        let claim = claims.get(side.id.as_str());
        // The sentence around the words, where it holds them as they are.
        let around = claim.and_then(|claim| claim.sentence.split_once(side.evidence.as_str())).unwrap_or_default();
        SideView {
            claim: claim.map(|claim| claim.id.clone()),
            before: around.0.to_string(),
            parts: parts.into_iter().map(|Part { text, shared }| PartView { text, shared }).collect(),
            after: around.1.to_string(),
            who: side
                .attributed_to
                .clone()
                .or_else(|| side.speaker.clone())
                .unwrap_or_else(|| "the author".to_string()),
            address: address(&side.document, side.line, side.time_start),
            about: about(side.kind.name(), side.source.as_deref(), side.published.as_deref()),
            when: when(&side.when_start, &side.when_end),
        }
    }
}

#[derive(Serialize)]
struct EventView {
    id: String,
    when: String,
    actor: String,
    action: String,
    evidence: String,
    address: String,
    disputed: bool,
    confirmed: bool,
    told_by: String,
    against: Vec<AgainstView>,
    more_against: usize,
}

#[derive(Serialize)]
struct AgainstView {
    kind: String,
    words: String,
    who: String,
    address: String,
}

impl EventView {
    fn of(event: &Event) -> EventView {
        EventView {
            id: event.id.clone(),
            when: when(&event.when_start, &event.when_end),
            actor: event.actor.clone().unwrap_or_else(|| "somebody".to_string()),
            action: act(event),
            evidence: event.evidence.clone(),
            address: address(&event.document, event.line, None),
            disputed: event.disputed,
            confirmed: event.confirmed,
            told_by: told_by(event),
            against: event.against.iter().map(AgainstView::of).collect(),
            more_against: event.more_against,
        }
    }
}

impl AgainstView {
    fn of(Against { kind, side }: &Against) -> AgainstView {
        AgainstView {
            kind: kind.clone(),
            words: side.evidence.clone(),
            who: side
                .attributed_to
                .clone()
                .or_else(|| side.speaker.clone())
                .unwrap_or_else(|| "the author".to_string()),
            address: address(&side.document, side.line, side.time_start),
        }
    }
}

#[derive(Serialize)]
struct ClaimView {
    id: String,
    evidence: String,
    address: String,
    about: String,
    who: Option<String>,
    actor: Option<String>,
    action: String,
    polarity: &'static str,
    modality: &'static str,
    object: Option<String>,
    when: String,
    verdict: Option<String>,
    tags: Vec<String>,
    note: Option<String>,
}

impl ClaimView {
    fn of(claim: &Claim) -> ClaimView {
        let who = [&claim.attributed_name, &claim.attributed_to, &claim.speaker];
        ClaimView {
            id: claim.id.clone(),
            evidence: claim.evidence.clone(),
            address: address(&claim.document, claim.line, claim.time_start),
            about: about(claim.kind.name(), claim.source.as_deref(), claim.published.as_deref()),
            who: who.into_iter().flatten().next().cloned(),
            actor: claim.actor_name.clone().or_else(|| claim.actor.clone()),
            action: claim.action.clone(),
            polarity: claim.polarity.name(),
            modality: claim.modality.name(),
            object: claim.object.clone(),
            when: when(&claim.when_start, &claim.when_end),
            verdict: claim.verdict.clone(),
            tags: claim.tags.clone(),
            note: claim.note.clone(),
        }
    }
}

#[derive(Serialize)]
struct SourceView {
    file: String,
    state: &'static str,
    reason: Option<String>,
    about: String,
    claims: usize,
    sha256: Option<String>,
}

impl SourceView {
    fn of(row: &SourceRow) -> SourceView {
        let parts = [row.kind.map(|kind| kind.name().to_string()), row.format.clone(), row.published.clone()];
        SourceView {
            file: row.file.clone(),
            state: row.state.name(),
            reason: row.reason.clone(),
            about: parts.into_iter().flatten().collect::<Vec<_>>().join(", "),
            claims: row.claims,
            sha256: row.sha256.clone(),
        }
    }
}

fn address(document: &str, line: u32, time: Option<f64>) -> String {
    let at = time.map(|seconds| format!(" at {}", clock(seconds))).unwrap_or_default();
    format!("{document}:{line}{at}")
}

fn about(kind: &str, source: Option<&str>, published: Option<&str>) -> String {
    [Some(kind), source, published].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DocumentKind, FileState};

    #[test]
    fn words_of_documents_are_never_markup() {
        let row = SourceRow {
            file: "<script>alert(1)</script>.txt".into(),
            state: FileState::Read,
            reason: None,
            bytes: 1,
            sha256: None,
            format: None,
            kind: Some(DocumentKind::Article),
            published: None,
            published_basis: None,
            documents: 1,
            dated: 0,
            turns: 1,
            with_speaker: 0,
            with_time: 0,
            claims: 0,
        };
        let page = page(&Case { sources: vec![row], ..Case::default() });
        assert!(page.contains("&lt;script&gt;alert(1)"), "the name is shown");
        assert!(!page.contains("<script"), "and is no markup");
        for part in page.split(['"', '\'', ' ', '(']) {
            assert!(
                !part.starts_with("http:") && !part.starts_with("https:") && !part.starts_with("//"),
                "fetches {part}"
            );
        }
    }
}
