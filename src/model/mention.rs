//! What the words of a document name: who, where, how much.

use super::Span;
use serde::{Deserialize, Serialize};

/// Somebody or something that can act.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ActorMention {
    /// The whole phrase: "China-based Acme employees".
    pub span: Span,
    pub kind: ActorKind,
    /// The fullest name that this document uses for the same actor, where that is certain.
    pub name: Option<String>,
    pub organisation: Option<String>,
    pub role: Option<String>,
    pub place: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActorKind {
    Person,
    Organisation,
    Group,
    Government,
    System,
}

impl ActorKind {
    pub fn name(self) -> &'static str {
        match self {
            ActorKind::Person => "person",
            ActorKind::Organisation => "organisation",
            ActorKind::Group => "group",
            ActorKind::Government => "government",
            ActorKind::System => "system",
        }
    }
}

/// A row of `gainsay actors`, columns in this order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorRow {
    pub name: String,
    pub kind: ActorKind,
    pub spellings: Vec<String>,
    pub documents: usize,
    pub claims: usize,
}

/// A country, state, city or region, or the people and things named after it ("Chinese").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceMention {
    pub span: Span,
    /// The name in the gazetteer: "China" for "Chinese", "United States" for "U.S.".
    pub name: String,
}

/// A number of something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    pub span: Span,
    pub value: f64,
    pub bound: Bound,
    /// "percent", or the noun that is counted, in the singular.
    pub unit: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    Exactly,
    About,
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
}

impl Bound {
    pub const ALL: [(Bound, &'static str); 6] = [
        (Bound::Exactly, ""),
        (Bound::About, "about"),
        (Bound::AtLeast, "at least"),
        (Bound::MoreThan, "more than"),
        (Bound::AtMost, "at most"),
        (Bound::LessThan, "less than"),
    ];
}

impl Quantity {
    /// The form that rows carry: `100 percent`, `more than 80 recording`, `0.5 terabyte`.
    pub fn written(&self) -> String {
        let bound = Bound::ALL.iter().find(|(bound, _)| *bound == self.bound).map_or("", |(_, words)| words);
        let unit = self.unit.as_deref().unwrap_or_default();
        format!("{bound} {} {unit}", self.value).trim().to_string()
    }

    /// Reads [`Quantity::written`] back; `None` for anything else. The span is empty.
    pub fn read(written: &str) -> Option<Quantity> {
        let (bound, rest) = Bound::ALL
            .iter()
            .filter(|(_, words)| !words.is_empty())
            .find_map(|(bound, words)| Some((*bound, written.strip_prefix(words)?.trim_start())))
            .unwrap_or((Bound::Exactly, written));
        let (number, unit) = rest.split_once(' ').unwrap_or((rest, ""));
        let unit = (!unit.is_empty()).then(|| unit.to_string());
        Some(Quantity { span: Span::new(0, 0), value: number.parse().ok()?, bound, unit })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantity_reads_back_as_it_was_written() {
        for written in ["100 percent", "more than 80 recording", "at least 9", "0.5 terabyte"] {
            assert_eq!(Quantity::read(written).expect(written).written(), written);
        }
        assert_eq!(Quantity::read("everything"), None);
    }
}
