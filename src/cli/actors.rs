//! `gainsay actors`

use super::filters::{self, FilterArgs};
use super::out::Out;
use super::{Ended, Globals};
use crate::model::{ActorRow, Filters, Result};
use crate::store::Store;
use clap::Args;
use std::collections::{BTreeMap, BTreeSet};

/// Who is named, under which spellings, in how many documents and claims
///
/// With filters, those who act in the claims that pass, and how often they do there.
#[derive(Args)]
pub struct Actors {
    #[command(flatten)]
    filters: FilterArgs,
}

impl Actors {
    pub fn run(&self, globals: &Globals, out: &mut Out) -> Result<Ended> {
        let filters = self.filters.filters()?;
        let store = globals.store()?;
        let mut rows: Vec<ActorRow> = store.actors()?.collect::<Result<_>>()?;
        rows.retain(|row| is_named(row, &filters));
        if !(Filters { actor: Vec::new(), ..filters.clone() }).is_open() {
            recount(&store, &filters, &mut rows)?;
        }
        filters::list(out, &store, &filters, rows.into_iter().map(Ok))
    }
}

fn is_named(row: &ActorRow, filters: &Filters) -> bool {
    let names = || row.spellings.iter().chain([&row.name]).map(|name| name.to_lowercase());
    filters.actor.is_empty() || filters.actor.iter().any(|part| names().any(|name| name.contains(&part.to_lowercase())))
}

fn recount(store: &Store, filters: &Filters, rows: &mut Vec<ActorRow>) -> Result<()> {
    let mut counts: BTreeMap<String, (usize, BTreeSet<String>)> = BTreeMap::new();
    for claim in filters::claims(store, filters)? {
        let claim = claim?;
        if let Some(name) = claim.actor_name {
            let count = counts.entry(name).or_default();
            count.0 += 1;
            count.1.insert(claim.document);
        }
    }
    rows.retain_mut(|row| {
        let Some((claims, documents)) = counts.get(&row.name) else { return false };
        (row.claims, row.documents) = (*claims, documents.len());
        true
    });
    Ok(())
}
