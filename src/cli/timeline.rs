//! `gainsay timeline`

use super::filters::{self, FilterArgs, Judged, ReviewedArgs};
use super::out::Out;
use super::{Ended, Globals};
use crate::model::{Claim, Event, Finding, Result};
use crate::query;
use crate::report::chronicle;
use clap::Args;

/// Events in order of the time they speak of
///
/// Claims about one event are merged over their sources: the finest time is kept, and what contradicts it is told. As text, a chart of
/// the months comes first and events without a time stand last. What a reviewer dismissed is left out.
#[derive(Args)]
pub struct Timeline {
    #[command(flatten)]
    filters: FilterArgs,
    #[command(flatten)]
    reviewed: ReviewedArgs,
}

impl Timeline {
    pub fn run(&self, globals: &Globals, out: &mut Out) -> Result<Ended> {
        let filters = self.filters.filters()?;
        let reviewed = self.reviewed.reviewed();
        let store = globals.store()?;
        let wanted = |claim: &Claim| match reviewed.is_open() {
            true => !claim.is_dismissed(),
            false => reviewed.admits(claim.verdict(), claim.tags()),
        };
        let mut claims = Vec::new();
        for claim in filters::claims(&store, &filters)? {
            claims.extend(Some(claim?).filter(wanted));
        }
        let findings: Vec<Finding> = store.findings()?.collect::<Result<_>>()?;
        let mut events: Vec<Event> = query::timeline(&claims, &findings);
        events.truncate(filters.limit.unwrap_or(usize::MAX));
        if out.is_text() && !events.is_empty() {
            let text = chronicle::text(&events, &query::density(&events), out.page());
            out.print(&text)?;
            return Ok(Ended::Done);
        }
        filters::list(out, &store, &filters, events.into_iter().map(Ok))
    }
}
