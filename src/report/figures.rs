//! The figures that every form of a report tells.

use super::page::{count, when};
use crate::lexicon::labels;
use crate::model::{Case, Class, FileState, Finding, Verdict};
use serde::Serialize;
use std::collections::BTreeSet;

/// A reviewer says that it is none.
pub fn is_dismissed(finding: &Finding) -> bool {
    finding.verdict.as_deref() == Some(Verdict::Dismissed.name())
}

/// Numbers of a case.
#[derive(Clone, Debug, Serialize)]
pub struct Figures {
    pub documents: usize,
    pub files: usize,
    pub skipped: usize,
    pub duplicates: usize,
    pub claims: usize,
    pub quotes: usize,
    pub speakers: usize,
    pub events: usize,
    pub undated: usize,
    pub contradictions: usize,
    pub superseded: usize,
    /// By a reviewer; counted nowhere else.
    pub dismissed: usize,
    /// The stretch of time that is spoken of.
    pub span: String,
}

impl Figures {
    pub fn of(case: &Case) -> Figures {
        let state = |state| case.sources.iter().filter(|row| row.state == state).count();
        let speakers: BTreeSet<(&str, &str)> = case
            .claims
            .iter()
            .filter_map(|claim| {
                let told = claim.attributed_name.as_deref().or(claim.attributed_to.as_deref());
                Some(labels::bearer(told.or(claim.speaker.as_deref())?, &claim.document))
            })
            .collect();
        let open = || case.findings.iter().filter(|finding| !is_dismissed(finding));
        let dated: Vec<_> =
            case.events.iter().filter(|event| event.when_start.is_some() || event.when_end.is_some()).collect();
        let first = dated.iter().filter_map(|event| event.when_start.clone().or_else(|| event.when_end.clone())).min();
        let last = dated.iter().filter_map(|event| event.when_end.clone().or_else(|| event.when_start.clone())).max();
        Figures {
            documents: case.sources.iter().filter(|row| row.state == FileState::Read).map(|row| row.documents).sum(),
            files: state(FileState::Read),
            skipped: state(FileState::Skipped),
            duplicates: state(FileState::Duplicate),
            claims: case.claims.len(),
            quotes: case.quotes.len(),
            speakers: speakers.len(),
            events: dated.len(),
            undated: case.events.len() - dated.len(),
            contradictions: open().filter(|finding| finding.class != Class::Superseded).count(),
            superseded: open().filter(|finding| finding.class == Class::Superseded).count(),
            dismissed: case.findings.len() - open().count(),
            span: if first.is_none() { "no dated event".to_string() } else { when(&first, &last) },
        }
    }

    /// One sentence.
    pub fn sentence(&self) -> String {
        format!(
            "{}: {} by {}; {}, {}; {}.",
            count(self.documents, "document"),
            count(self.claims, "claim"),
            count(self.speakers, "speaker"),
            count(self.events, "dated event"),
            self.span,
            count(self.contradictions, "contradiction"),
        )
    }
}
