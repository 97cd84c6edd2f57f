//! `gainsay ingest`

use super::out::Out;
use super::progress::Bar;
use super::{Ended, Globals, complain, lexicon};
use crate::model::{Result, Trouble};
use crate::pipeline::{self, Ingested, Options};
use crate::read::{FORMATS, Limits};
use clap::Args;
use std::path::PathBuf;

/// Read files and folders into the index; safe to repeat
///
/// Only new or changed files are read; files that are gone from a folder leave the index. What a file does not tell of
/// itself may lie beside it as NAME.toml or in the folder's metadata.csv: title, source, kind, published, url, authors.
#[derive(Args)]
#[command(after_help = formats())]
pub struct Ingest {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
}

/// The formats that can be read, from their table.
fn formats() -> String {
    let wide = FORMATS.iter().map(|format| format.name.len()).max().unwrap_or(0);
    let rows = FORMATS.iter().map(|format| format!("  {:<wide$}  {}", format.name, format.about));
    format!("Formats, found by content:\n{}", rows.collect::<Vec<_>>().join("\n"))
}

/// How files are read.
#[derive(Args)]
pub struct Reading {
    /// Forget the index and read everything anew
    #[arg(long)]
    fresh: bool,
    /// Read every file as this format instead of finding out
    #[arg(long, value_name = "FORMAT")]
    read: Option<String>,
    /// Largest file that is read, in bytes
    #[arg(long, value_name = "N")]
    max_bytes: Option<usize>,
}

impl Reading {
    pub fn limits(max_bytes: Option<usize>) -> Limits {
        let mut limits = Limits::default();
        if let Some(bytes) = max_bytes {
            limits.file = bytes;
        }
        limits
    }

    /// Reads the paths into the index and names what could not be read.
    pub fn ingest(&self, paths: &[PathBuf], globals: &Globals) -> Result<Ingested> {
        check_format(self.read.as_deref())?;
        let lexicon::Loaded { lexicon, user_lexicon, user_actors } = lexicon::load(globals)?;
        let options = Options {
            jobs: globals.jobs,
            fresh: self.fresh,
            format: self.read.clone(),
            limits: Reading::limits(self.max_bytes),
            user_lexicon,
            user_actors,
        };
        let bar = Bar::new(globals.quiet);
        let done = pipeline::ingest(&globals.index, paths, &lexicon, &options, &bar);
        bar.clear();
        let done = done?;
        done.troubles.iter().for_each(complain);
        Ok(done)
    }
}

/// Refuses the name of a reader that there is none of.
pub fn check_format(name: Option<&str>) -> Result<()> {
    let known: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    match name.filter(|name| !known.contains(name)) {
        Some(name) => {
            Err(Trouble::new("--read", format!("`{name}` is no format, expected one of: {}", known.join(", "))))
        }
        None => Ok(()),
    }
}

impl Ingest {
    pub fn run(&self, globals: &Globals, out: &mut Out) -> Result<Ended> {
        let done = self.reading.ingest(&self.paths, globals)?;
        if !globals.quiet {
            out.print(&format!("{}\n", told(&done)))?;
        }
        Ok(if done.troubles.is_empty() { Ended::Done } else { Ended::Trouble })
    }
}

/// One line on what was done.
pub fn told(done: &Ingested) -> String {
    let skipped = done.troubles.len();
    let parts = [
        (done.read, "read"),
        (done.unchanged, "unchanged"),
        (done.removed, "gone and removed from the index"),
        (skipped, "skipped (gainsay status says why)"),
    ];
    let told: Vec<String> =
        parts.iter().filter(|(n, what)| *n > 0 || *what == "read").map(|(n, what)| format!("{n} {what}")).collect();
    let renamed = if done.renamed { "; actors named anew by actors.toml" } else { "" };
    format!("files: {}{renamed}", told.join(", "))
}
