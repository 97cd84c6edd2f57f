//! `gainsay verify`

use super::out::Out;
use super::{Ended, Globals};
use crate::model::{CheckRow, CheckState, Result};
use crate::pipeline::verify;
use clap::Args;

/// Re-hash the sources and check each span against them
#[derive(Args)]
pub struct Verify {}

impl Verify {
    pub fn run(&self, globals: &Globals, out: &mut Out) -> Result<Ended> {
        let rows = verify::verify(&globals.store()?, &globals.index)?;
        let bad = |row: &CheckRow| row.state != CheckState::Unchanged || row.broken > 0;
        let faults = rows.iter().filter(|row| bad(row)).count();
        let (files, spans) = (rows.len(), rows.iter().map(|row| row.spans).sum::<usize>());
        if out.is_text() {
            let shown: Vec<CheckRow> = rows.into_iter().filter(bad).collect();
            for row in &shown {
                let text = crate::report::Row::text(row, out.page());
                out.print(&text)?;
            }
            let good = files - faults;
            out.print(&format!("{good} of {files} files hold what was read; {spans} spans checked\n"))?;
        } else {
            out.list(rows.into_iter().map(Ok))?;
        }
        Ok(match (files, faults) {
            (0, _) => Ended::Nothing,
            (_, 0) => Ended::Done,
            _ => Ended::Trouble,
        })
    }
}
