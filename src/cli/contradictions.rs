//! `gainsay contradictions`

use super::filters::{FilterArgs, ReviewedArgs, list_reviewed};
use super::out::Out;
use super::{Ended, Globals, sides};
use crate::compare::KINDS;
use crate::model::Result;
use clap::Args;

/// Statements that do not go together, both sides in their own words
///
/// A filter asks for findings of which one side passes.
#[derive(Args)]
#[command(after_help = kinds())]
pub struct Contradictions {
    #[command(flatten)]
    filters: FilterArgs,
    #[command(flatten)]
    reviewed: ReviewedArgs,
}

/// The kinds of findings, from their table.
fn kinds() -> String {
    let rows = KINDS.iter().map(|kind| format!("  {:<12} {}", kind.name, kind.about));
    format!("Kinds:\n{}", rows.collect::<Vec<_>>().join("\n"))
}

impl Contradictions {
    pub fn run(&self, globals: &Globals, out: &mut Out) -> Result<Ended> {
        let filters = self.filters.filters()?;
        let store = globals.store()?;
        list_reviewed(out, &store, &filters, &self.reviewed.reviewed(), sides::findings(&store, &filters)?)
    }
}
