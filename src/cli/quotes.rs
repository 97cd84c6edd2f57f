//! `gainsay quotes`

use super::filters::{FilterArgs, Held, limit};
use super::out::Out;
use super::{Ended, Globals};
use crate::model::{QuoteRow, Result};
use crate::query;
use clap::Args;

/// Quotations with speaker; variants of one quotation share a cluster
#[derive(Args)]
pub struct Quotes {
    #[command(flatten)]
    filters: FilterArgs,
}

impl Quotes {
    pub fn run(&self, globals: &Globals, out: &mut Out) -> Result<Ended> {
        let filters = self.filters.filters()?;
        let store = globals.store()?;
        let held = Held::new(&store, &filters)?;
        let within = |quote: &QuoteRow| held.within(&quote.document, quote.start, quote.end);
        let passes = |quote: &Result<QuoteRow>| {
            quote.as_ref().map_or(true, |quote| query::admits_quote(quote, &filters, within))
        };
        out.list(store.quotes(&filters)?.filter(passes).take(limit(&filters)))
    }
}
