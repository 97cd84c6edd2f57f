//! A whole index as one value.

use super::status;
use crate::model::{Case, Claim, Filters, Result};
use crate::query;
use crate::store::Store;

/// Loads every listing.
pub fn load(store: &Store, name: &str) -> Result<Case> {
    let open = Filters::default();
    let claims: Vec<Claim> = store.claims(&open)?.collect::<Result<_>>()?;
    Ok(Case {
        name: name.to_string(),
        sources: status::sources(store)?,
        quotes: store.quotes(&open)?.collect::<Result<_>>()?,
        actors: store.actors()?.collect::<Result<_>>()?,
        findings: store.findings()?.collect::<Result<_>>()?,
        events: query::timeline(&claims),
        claims,
    })
}
