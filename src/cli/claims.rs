//! `gainsay claims`

use super::filters::{self, FilterArgs};
use super::out::Out;
use super::{Ended, Globals};
use crate::model::Result;
use clap::Args;

/// Claims, one a row
#[derive(Args)]
pub struct Claims {
    #[command(flatten)]
    filters: FilterArgs,
}

impl Claims {
    pub fn run(&self, globals: &Globals, out: &mut Out) -> Result<Ended> {
        let filters = self.filters.filters()?;
        let store = globals.store()?;
        filters::list(out, &store, &filters, filters::claims(&store, &filters)?)
    }
}
