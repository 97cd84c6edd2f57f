//! Everything that an index tells, for a report.

use super::{ActorRow, Claim, Event, Finding, QuoteRow, SourceRow, Year};

/// All listings of one index, each in its own order.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// Of the index.
    pub name: String,
    pub sources: Vec<SourceRow>,
    pub claims: Vec<Claim>,
    pub quotes: Vec<QuoteRow>,
    pub actors: Vec<ActorRow>,
    pub findings: Vec<Finding>,
    pub events: Vec<Event>,
    /// When the dated events begin.
    pub density: Vec<Year>,
}
