//! `gainsay contradictions`

use super::filters::{self, FilterArgs, Held, limit};
use super::out::Out;
use super::{Ended, Globals};
use crate::compare::KINDS;
use crate::model::{Filters, Finding, Result};
use crate::query;
use crate::store::Store;
use clap::Args;
use std::collections::BTreeSet;

/// Statements that do not go together, both sides in their own words
///
/// A filter asks for findings of which one side passes.
#[derive(Args)]
#[command(after_help = kinds())]
pub struct Contradictions {
    #[command(flatten)]
    filters: FilterArgs,
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
        let ids = if filters.is_open() { None } else { Some(sides(&store, &filters)?) };
        let passes = |finding: &Result<Finding>| match (finding, &ids) {
            (Ok(finding), Some(ids)) => query::admits_finding(finding, ids),
            _ => true,
        };
        out.list(store.findings()?.filter(passes).take(limit(&filters)))
    }
}

/// Claims and quotations that pass.
fn sides(store: &Store, filters: &Filters) -> Result<BTreeSet<String>> {
    let mut ids = BTreeSet::new();
    for claim in filters::claims(store, filters)? {
        ids.insert(claim?.id);
    }
    let held = Held::new(store, filters)?;
    for quote in store.quotes(filters)? {
        let quote = quote?;
        if query::admits_quote(&quote, filters, |quote| held.within(&quote.document, quote.start, quote.end)) {
            ids.insert(quote.id);
        }
    }
    Ok(ids)
}
