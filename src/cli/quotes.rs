//! `gainsay quotes`

use super::filters::{self, FilterArgs, Held};
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
        filters::list(out, &store, &filters, store.quotes(&filters)?.filter(passes))
    }
}
