//! `gainsay claims`

use super::filters::{self, FilterArgs, ReviewedArgs};
use super::out::Out;
use super::{Ended, Globals};
use crate::model::Result;
use clap::Args;

/// Claims, one a row
#[derive(Args)]
pub struct Claims {
    #[command(flatten)]
    filters: FilterArgs,
    #[command(flatten)]
    reviewed: ReviewedArgs,
}

impl Claims {
    pub fn run(&self, globals: &Globals, out: &mut Out) -> Result<Ended> {
        let filters = self.filters.filters()?;
        let store = globals.store()?;
        let claims = filters::claims(&store, &filters)?;
        filters::list_reviewed(out, &store, &filters, &self.reviewed.reviewed(), claims)
    }
}
