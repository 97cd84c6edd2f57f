//! Who does (not) do what to whose data, and who says so.

use super::{DocumentKind, Span};
use serde::{Deserialize, Serialize};

/// A row of `gainsay claims`, columns in this order. It is the one form in which a claim lives: made by `extract`,
/// completed by `resolve`, kept by `store`, compared by `compare`, shown by `report`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// From the document's id, the evidence, the action and the trigger: the same words give the same id.
    pub id: String,
    pub topic: String,
    pub document: String,
    pub source: Option<String>,
    pub kind: DocumentKind,
    pub title: Option<String>,
    pub published: Option<String>,
    pub line: u32,
    /// Bytes into the document's text; `evidence` is exactly that.
    pub start: usize,
    pub end: usize,
    /// Seconds on the recording.
    pub time_start: Option<f64>,
    pub time_end: Option<f64>,
    /// Of the turn, as written.
    pub speaker: Option<String>,
    pub evidence: String,
    pub sentence: String,
    /// The words of the text; `actor_name` is whom they stand for.
    pub actor: Option<String>,
    pub actor_name: Option<String>,
    pub actor_org: Option<String>,
    pub actor_role: Option<String>,
    pub actor_place: Option<String>,
    pub action: String,
    pub trigger: String,
    pub object: Option<String>,
    pub object_owner: Option<String>,
    pub recipient: Option<String>,
    /// The words of the text: the phrase, then the places named in it, joined by `; `.
    pub place: Option<String>,
    pub polarity: Polarity,
    pub modality: Modality,
    pub frequency: Option<String>,
    /// As `Quantity::written`.
    pub quantity: Option<String>,
    pub when_text: Option<String>,
    pub when_start: Option<String>,
    pub when_end: Option<String>,
    pub when_grain: Option<String>,
    pub when_basis: Option<String>,
    pub attributed_to: Option<String>,
    pub attributed_name: Option<String>,
    pub attribution: Attribution,
    /// The group of documents that retell one text.
    pub origin: Option<String>,
    /// Ids of the lexicon entries that made the claim.
    pub entries: Vec<String>,
    /// A reviewer's, from the review beside the index; never kept in the index itself.
    pub verdict: Option<String>,
    pub note: Option<String>,
    /// Further places of the claim in its document, as `start-end` in bytes: where it is said again, or the answer that makes a claim of
    /// a question.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// The words of each of those places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_evidence: Vec<String>,
    #[serde(skip)]
    pub tags: Vec<String>,
}

impl Claim {
    /// Stands among the entries of a claim that its entry alone left open.
    pub const WEIGHED: &'static str = "weights";

    /// Did it take the weights of the signs around to see it? Such a claim is a side of a contradiction only where it says which data it means.
    pub fn is_weighed(&self) -> bool {
        self.entries.iter().any(|entry| entry == Claim::WEIGHED)
    }

    /// Adds a further place.
    pub fn stands_also(&mut self, place: Span, text: &str) {
        self.also.push(format!("{}-{}", place.start, place.end));
        self.also_evidence.push(place.of(text).to_string());
    }

    /// The places of `also` with their words.
    pub fn further_places(&self) -> impl Iterator<Item = (Span, &str)> {
        let span = |written: &String| {
            let (start, end) = written.split_once('-')?;
            Some(Span::new(start.parse().ok()?, end.parse().ok()?))
        };
        let places = self.also.iter().map(move |written| span(written).unwrap_or_else(|| Span::new(0, 0)));
        places.zip(self.also_evidence.iter().map(String::as_str))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    Affirmed,
    Negated,
}

/// How the act stands to the world: done, able, meant, feared, ordered, supposed, asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    Actual,
    Ability,
    Planned,
    Possible,
    Directed,
    Hypothetical,
    Question,
}

/// How the words reach us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attribution {
    DirectQuote,
    Indirect,
    Narration,
    Speech,
}

impl Attribution {
    pub fn name(self) -> &'static str {
        match self {
            Attribution::DirectQuote => "direct_quote",
            Attribution::Indirect => "indirect",
            Attribution::Narration => "narration",
            Attribution::Speech => "speech",
        }
    }
}

impl Polarity {
    pub const ALL: [Polarity; 2] = [Polarity::Affirmed, Polarity::Negated];

    pub fn name(self) -> &'static str {
        match self {
            Polarity::Affirmed => "affirmed",
            Polarity::Negated => "negated",
        }
    }

    pub fn flip(self) -> Polarity {
        match self {
            Polarity::Affirmed => Polarity::Negated,
            Polarity::Negated => Polarity::Affirmed,
        }
    }
}

impl Modality {
    pub const ALL: [Modality; 7] = [
        Modality::Actual,
        Modality::Ability,
        Modality::Planned,
        Modality::Possible,
        Modality::Directed,
        Modality::Hypothetical,
        Modality::Question,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Modality::Actual => "actual",
            Modality::Ability => "ability",
            Modality::Planned => "planned",
            Modality::Possible => "possible",
            Modality::Directed => "directed",
            Modality::Hypothetical => "hypothetical",
            Modality::Question => "question",
        }
    }
}
