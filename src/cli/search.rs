//! `gainsay search`

use super::filters::{self, FilterArgs, Held};
use super::out::Out;
use super::{Ended, Globals};
use crate::model::Result;
use crate::query;
use clap::Args;

/// Full-text search over turns and paragraphs, with the matching words in context
///
/// Words must all be there, in any form: access finds "accessed". "..." asks for the words as written, in this order;
/// "..."~3 lets them be moved by three places; transf* is a beginning. AND, OR, NOT (or -) and brackets combine;
/// speaker:, source:, kind:, title:, document: ask elsewhere than in the text. Other punctuation means nothing.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  gainsay search '\"accessed\" AND backup'\n  gainsay search 'speaker:\"Dana Voss\" keys -office'\n  gainsay search 'title:audit (logs OR records)' --said-from 2022"
)]
pub struct Search {
    /// What to look for
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<String>,
    #[command(flatten)]
    filters: FilterArgs,
}

impl Search {
    pub fn run(&self, globals: &Globals, out: &mut Out) -> Result<Ended> {
        let filters = self.filters.filters()?;
        let ask = query::parse(&self.query.join(" "))?;
        let store = globals.store()?;
        let held = Held::new(&store, &filters)?;
        let wanted = filters.clone();
        let hits = store.search(&ask, &filters, move |hit, turn| {
            query::admits_hit(hit, &wanted, |hit| held.within(&hit.document, turn.start, turn.end))
        })?;
        filters::list(out, &store, &filters, hits)
    }
}
