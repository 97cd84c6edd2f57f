//! `gainsay quotes`

use super::filters::{self, FilterArgs, Held};
use super::out::Out;
use super::{Ended, Globals};
use crate::model::{QuoteRow, Result};
use crate::query;
use clap::Args;
use std::collections::BTreeSet;

/// Quotations with speaker; variants of one quotation share a cluster
#[derive(Args)]
pub struct Quotes {
    /// Those that differ from their reference (the words on a tape, else the most frequent wording), both side by side
    #[arg(long)]
    check: bool,
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
        let quotes = store.quotes(&filters)?.filter(passes);
        if !self.check {
            return filters::list(out, &store, &filters, quotes);
        }
        let wanted: BTreeSet<String> = quotes.map(|quote| quote.map(|quote| quote.id)).collect::<Result<_>>()?;
        let altered = store.altered()?.filter(|row| row.as_ref().map_or(true, |row| wanted.contains(&row.id)));
        filters::list(out, &store, &filters, altered)
    }
}
