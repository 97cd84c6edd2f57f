//! Metadata that lie beside the files: `NAME.toml`, or a row of the folder's `metadata.csv`.

use super::sources::Found;
use crate::model::{Result, Trouble, digest};
use crate::read::Sidecar;
use crate::read::sidecar::{TABLE, names, rows};
use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The tables of the folders met so far; each is read once.
#[derive(Default)]
pub struct Tables {
    by_folder: BTreeMap<PathBuf, Result<BTreeMap<String, Sidecar>>>,
}

impl Tables {
    /// What the user says about a file, and a digest of it; `None` where nothing is said.
    ///
    /// # Errors
    /// Names the sidecar that cannot be understood.
    pub fn sidecar(&mut self, found: &Found) -> Result<Option<(Sidecar, String)>> {
        let Some(name) = found.file.file_name().and_then(|name| name.to_str()) else { return Ok(None) };
        let folder = found.file.parent().unwrap_or(Path::new("."));
        for beside in names(name) {
            if let Some(text) = text(&folder.join(&beside), &beside)? {
                let digest = digest::key(&[&beside, &text]);
                return Ok(Some((Sidecar::parse(&beside, &text)?, digest)));
            }
        }
        let table = self.by_folder.entry(folder.to_path_buf()).or_insert_with(|| table(folder));
        let row = table.as_ref().map_err(Trouble::clone)?.get(name).cloned();
        Ok(row.map(|sidecar| {
            let digest = digest::key(&[TABLE, &format!("{sidecar:?}")]);
            (sidecar, digest)
        }))
    }
}

fn table(folder: &Path) -> Result<BTreeMap<String, Sidecar>> {
    match text(&folder.join(TABLE), TABLE)? {
        Some(text) => rows(TABLE, &text),
        None => Ok(BTreeMap::new()),
    }
}

fn text(file: &Path, name: &str) -> Result<Option<String>> {
    match fs::read_to_string(file) {
        Ok(text) => Ok(Some(text)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::IsADirectory) => Ok(None),
        Err(error) if error.kind() == ErrorKind::InvalidData => Err(Trouble::new(name, "is not UTF-8 text")),
        Err(error) => Err(Trouble::new(name, format!("cannot be read: {error}"))),
    }
}
