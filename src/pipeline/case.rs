//! A whole index as one value.

use super::status;
use crate::model::{Case, Claim, Filters, Finding, Result, Verdict};
use crate::query;
use crate::store::Store;

/// Loads every listing.
pub fn load(store: &Store, name: &str) -> Result<Case> {
    let open = Filters::default();
    let claims: Vec<Claim> = store.claims(&open)?.collect::<Result<_>>()?;
    let findings: Vec<Finding> = store.findings()?.collect::<Result<_>>()?;
    let told = claims.iter().filter(|claim| claim.verdict.as_deref() != Some(Verdict::Dismissed.name()));
    let events = query::timeline(told, &findings);
    Ok(Case {
        name: name.to_string(),
        sources: status::sources(store)?,
        quotes: store.quotes(&open)?.collect::<Result<_>>()?,
        actors: store.actors()?.collect::<Result<_>>()?,
        findings,
        density: query::density(&events),
        events,
        claims,
    })
}
