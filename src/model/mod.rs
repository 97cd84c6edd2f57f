//! The vocabulary: plain values that every stage shares. Nothing here reads a file, knows a format or decides anything.

pub mod annotations;
pub mod case;
pub mod claim;
pub mod digest;
pub mod document;
pub mod error;
pub mod finding;
pub mod inspect;
pub mod label;
pub mod listing;
pub mod mention;
pub mod provenance;
pub mod query;
pub mod quote;
pub mod reading;
pub mod span;
pub mod timeline;
pub mod tree;
pub mod when;

pub use annotations::{Annotations, Sentence};
pub use case::Case;
pub use claim::{Attribution, Claim, Modality, Polarity};
pub use document::{Document, DocumentKind, Time, TimeBasis, Turn, TurnRole};
pub use error::{Result, Trouble};
pub use finding::{Class, Finding, Side};
pub use listing::{ActorRow, CheckRow, CheckState, FileState, Hit, SourceRow};
pub use mention::{ActorKind, ActorMention, Bound, PlaceMention, Quantity};
pub use provenance::Provenance;
pub use query::{Ask, AskField, Filters, Words};
pub use quote::{AlteredRow, Quote, QuoteMatch, QuoteMode, QuoteRow};
pub use reading::{FileKey, Outcome, Reading, SourceFile};
pub use span::Span;
pub use timeline::Event;
pub use tree::{Token, Tree};
pub use when::{Grain, TimeExpr, TimexType, When, WhenBasis};
