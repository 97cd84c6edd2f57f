//! Claims and quotations to findings. STAND-IN: a denial is one that negates the same act.

use crate::lexicon::Lexicon;
use crate::model::{Claim, Class, Finding, QuoteRow, Side, digest};

pub struct Kind {
    pub name: &'static str,
    pub about: &'static str,
}

pub const KINDS: &[Kind] = &[Kind { name: "denial", about: "one says that it is so, the other that it is not" }];

pub fn findings(claims: &[Claim], _quotes: &[QuoteRow], _lexicon: &Lexicon) -> Vec<Finding> {
    let mut found = Vec::new();
    for a in claims {
        for b in claims {
            if a.polarity < b.polarity && a.action == b.action && a.document != b.document {
                found.push(Finding {
                    id: digest::key(&["denial", &a.id, &b.id]),
                    kind: "denial".into(),
                    class: Class::Direct,
                    why: format!("One says that it did {}, the other that it did not.", a.action),
                    internal_vs_public: a.kind.is_spoken() != b.kind.is_spoken(),
                    same_speaker: a.speaker.is_some() && a.speaker == b.speaker,
                    documents_a: 1,
                    origins_a: 1,
                    documents_b: 1,
                    origins_b: 1,
                    verdict: None,
                    note: None,
                    a: side(a),
                    b: side(b),
                });
            }
        }
    }
    found
}

fn side(claim: &Claim) -> Side {
    Side {
        id: claim.id.clone(),
        document: claim.document.clone(),
        source: claim.source.clone(),
        kind: claim.kind,
        published: claim.published.clone(),
        line: claim.line,
        start: claim.start,
        end: claim.end,
        time_start: claim.time_start,
        speaker: claim.speaker.clone(),
        attributed_to: claim.attributed_to.clone(),
        evidence: claim.evidence.clone(),
        when_start: claim.when_start.clone(),
        when_end: claim.when_end.clone(),
    }
}
