//! `gainsay timeline`

use super::filters::{self, FilterArgs};
use super::out::Out;
use super::{Ended, Globals};
use crate::model::{Claim, Result};
use crate::query;
use clap::Args;

/// Events in order of the time they speak of
#[derive(Args)]
pub struct Timeline {
    #[command(flatten)]
    filters: FilterArgs,
}

impl Timeline {
    pub fn run(&self, globals: &Globals, out: &mut Out) -> Result<Ended> {
        let filters = self.filters.filters()?;
        let store = globals.store()?;
        let claims: Vec<Claim> = filters::claims(&store, &filters)?.collect::<Result<_>>()?;
        filters::list(out, &store, &filters, query::timeline(&claims).into_iter().map(Ok))
    }
}
