//! What a reviewer said of a finding or a claim, and by which words it is found again.

use super::{Claim, Finding};
use serde::{Deserialize, Serialize};

/// A reviewer's word on one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    Confirmed,
    Dismissed,
    Unsure,
}

/// What was reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    Finding,
    Claim,
}

/// One record of a review. Without verdict, tags and note it says that the row was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// Of the finding or claim.
    pub id: String,
    pub of: Subject,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// In the order of the alphabet, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The words that were reviewed: one side for a claim, two for a finding.
    pub sides: Vec<Words>,
}

/// Words as they stood, and in which document: enough to know them again when their row has another id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub document: String,
    pub words: String,
}

/// See [`Review::known`].
pub type Known = (Subject, Vec<(String, String)>);

/// Which reviewed rows are asked for; an empty list asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reviewed {
    /// `None` asks for rows without a verdict.
    pub verdict: Vec<Option<Verdict>>,
    pub tag: Vec<String>,
}

impl Verdict {
    pub const ALL: [Verdict; 3] = [Verdict::Confirmed, Verdict::Dismissed, Verdict::Unsure];

    pub fn name(self) -> &'static str {
        match self {
            Verdict::Confirmed => "confirmed",
            Verdict::Dismissed => "dismissed",
            Verdict::Unsure => "unsure",
        }
    }

    /// Capitals and blanks around it do not matter.
    pub fn from_name(name: &str) -> Option<Verdict> {
        Self::ALL.into_iter().find(|verdict| verdict.name().eq_ignore_ascii_case(name.trim()))
    }
}

impl Review {
    /// A record that says no more than that the finding was seen.
    pub fn of_finding(finding: &Finding) -> Review {
        let side = |side: &super::Side| Words { document: side.document.clone(), words: side.evidence.clone() };
        Review::seen(&finding.id, Subject::Finding, vec![side(&finding.a), side(&finding.b)])
    }

    /// The same for a claim.
    pub fn of_claim(claim: &Claim) -> Review {
        let words = Words { document: claim.document.clone(), words: claim.evidence.clone() };
        Review::seen(&claim.id, Subject::Claim, vec![words])
    }

    fn seen(id: &str, of: Subject, sides: Vec<Words>) -> Review {
        Review { id: id.to_string(), of, verdict: None, tags: Vec::new(), note: None, sides }
    }

    /// By what the same words are known under another id: what they are of, then file name and words of each side, in rising order.
    pub fn known(&self) -> Known {
        let side = |side: &Words| {
            let name = side.document.rsplit('/').next().unwrap_or_default().to_string();
            (name, side.words.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        let mut sides: Vec<(String, String)> = self.sides.iter().map(side).collect();
        sides.sort_unstable();
        (self.of, sides)
    }

    /// Nothing is said but that it was seen.
    pub fn is_bare(&self) -> bool {
        self.verdict.is_none() && self.tags.is_empty() && self.note.is_none()
    }
}

impl Reviewed {
    pub fn is_open(&self) -> bool {
        self.verdict.is_empty() && self.tag.is_empty()
    }

    /// Capitals of tags do not matter. A verdict is given by its name, as rows carry it.
    pub fn admits(&self, verdict: Option<&str>, tags: &[String]) -> bool {
        let verdict = verdict.and_then(Verdict::from_name);
        let tagged = |asked: &String| tags.iter().any(|tag| tag.to_lowercase() == asked.to_lowercase());
        (self.verdict.is_empty() || self.verdict.contains(&verdict))
            && (self.tag.is_empty() || self.tag.iter().any(tagged))
    }
}
