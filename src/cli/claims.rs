//! `gainsay claims`

use super::filters::{self, FilterArgs, limit};
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
        out.list(filters::claims(&store, &filters)?.take(limit(&filters)))
    }
}
