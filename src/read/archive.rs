//! Zip archives, held to the limits. Nothing is ever unpacked to disk, so a name inside can lead nowhere.

use super::Input;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// An opened archive that counts what it unpacks.
pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: usize,
    limit: usize,
}

/// Names in an archive; one with more holds something else than we look for.
const NAMES: usize = 200_000;

pub fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

impl<'a> Archive<'a> {
    /// # Errors
    /// Says that the archive is broken, or has too many files.
    pub fn open(input: &Input<'a>) -> Result<Archive<'a>, String> {
        let zip =
            ZipArchive::new(Cursor::new(input.bytes)).map_err(|fault| format!("is a broken zip archive: {fault}"))?;
        if zip.len() > NAMES {
            return Err(format!("holds more than {NAMES} files"));
        }
        Ok(Archive { zip, left: input.limits.unpacked, limit: input.limits.unpacked })
    }

    /// In the order of the archive.
    pub fn names(&self) -> Vec<String> {
        self.zip.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect()
    }

    pub fn has(&self, name: &str) -> bool {
        self.zip.file_names().any(|own| own.is_ok_and(|own| own == name))
    }

    /// # Errors
    /// The part is missing, locked, broken, or unpacks to more than is left of the limit.
    pub fn unpack(&mut self, name: &str) -> Result<Vec<u8>, String> {
        let part = self.zip.by_name(name).map_err(|fault| format!("`{name}` inside cannot be read: {fault}"))?;
        let mut bytes = Vec::new();
        let read = part.take(self.left as u64 + 1).read_to_end(&mut bytes);
        if bytes.len() > self.left {
            return Err(format!("unpacks to more than {} bytes", self.limit));
        }
        self.left -= bytes.len();
        read.map_err(|fault| format!("`{name}` inside is broken: {fault}"))?;
        Ok(bytes)
    }
}
