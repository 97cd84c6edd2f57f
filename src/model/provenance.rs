//! Where a statement comes from, as far as it matters for what it is set against.

use super::{ActorKind, DocumentKind};

/// A document without its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Provenance {
    /// As in the rows of claims and quotations.
    pub document: String,
    pub kind: DocumentKind,
    pub source: Option<String>,
    pub published: Option<String>,
    /// The group of documents that retell one text; `None` when the document stands alone.
    pub origin: Option<String>,
    /// The organisations and persons that it names, each once, in order.
    pub names: Vec<(ActorKind, String)>,
    /// Names and what it says that they are: "Halden", "insurer".
    pub described: Vec<(String, String)>,
    /// Persons and the organisations that it says they work for.
    pub posts: Vec<(String, String)>,
}
