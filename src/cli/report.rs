//! `gainsay report`

use super::ingest::{Reading, told};
use super::out::Out;
use super::{Ended, Globals};
use crate::model::{Result, Trouble};
use crate::pipeline::case;
use crate::report::{files, summary};
use clap::Args;
use std::fs;
use std::path::{Path, PathBuf};

/// A whole case as HTML, Markdown, CSV and JSON, with a manifest
///
/// With paths, these are ingested first. The same index gives the same bytes.
#[derive(Args)]
pub struct Report {
    /// Files and folders to ingest before
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Folder to write to [default: reports/NAME, after the folder of the index]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    reading: Reading,
}

impl Report {
    pub fn run(&self, globals: &Globals, out: &mut Out) -> Result<Ended> {
        let mut trouble = false;
        if !self.paths.is_empty() {
            let done = self.reading.ingest(&self.paths, globals)?;
            trouble = !done.troubles.is_empty();
            out.note(&told(&done));
        }
        let name = globals.index.file_name().map_or("case".into(), |name| name.to_string_lossy().into_owned());
        let folder = self.out.clone().unwrap_or_else(|| Path::new("reports").join(&name));
        let case = case::load(&globals.store()?, &name)?;
        let written = files::all(&case);
        write(&folder, &written)?;
        let text = summary::case(&case, out.page());
        out.print(&text)?;
        out.print(&format!("\nReport: {}\n", folder.join("index.html").display()))?;
        Ok(if trouble { Ended::Trouble } else { Ended::Done })
    }
}

/// Each file is written whole beside its place and then put there, so that a reader never meets half of one.
fn write(folder: &Path, written: &[files::Written]) -> Result<()> {
    let fault = |path: &Path, error: std::io::Error| {
        Trouble::new(path.display().to_string(), format!("cannot be written: {error}"))
            .hint("name another folder with --out")
    };
    fs::create_dir_all(folder).map_err(|error| fault(folder, error))?;
    for file in written {
        let path = folder.join(file.name);
        let half = folder.join(format!(".{}.part", file.name));
        fs::write(&half, &file.bytes).and_then(|()| fs::rename(&half, &path)).map_err(|error| fault(&path, error))?;
    }
    Ok(())
}
