//! `gainsay status`

use super::out::Out;
use super::{Ended, Globals};
use crate::model::Result;
use crate::pipeline::status;
use crate::report::summary;
use clap::Args;

/// What the index holds: documents by kind and format, dated or not, skipped files and why
#[derive(Args)]
pub struct Status {}

impl Status {
    pub fn run(&self, globals: &Globals, out: &mut Out) -> Result<Ended> {
        let rows = status::sources(&globals.store()?)?;
        if !out.is_text() {
            return out.list(rows.into_iter().map(Ok));
        }
        let text = summary::sources(&rows, out.page());
        out.print(&text)?;
        Ok(if rows.is_empty() { Ended::Nothing } else { Ended::Done })
    }
}
