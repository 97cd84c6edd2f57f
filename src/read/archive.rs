//! Zip archives, held to the limits. Nothing is ever unpacked to disk, so a name inside can lead nowhere.

use super::Input;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// An opened archive that counts what it unpacks.
pub struct Archive<'a, 'i> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    input: &'i Input<'a>,
}

/// Names in an archive; one with more holds something else than we look for.
const NAMES: usize = 200_000;

pub fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

impl<'a, 'i> Archive<'a, 'i> {
    /// # Errors
    /// Says that the archive is broken, or has too many files.
    pub fn open(input: &'i Input<'a>) -> Result<Archive<'a, 'i>, String> {
        let zip =
            ZipArchive::new(Cursor::new(input.bytes)).map_err(|fault| format!("is a broken zip archive: {fault}"))?;
        if zip.len() > NAMES {
            return Err(format!("holds more than {NAMES} files"));
        }
        Ok(Archive { zip, input })
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
        let mut fault = None;
        let bytes = self.input.unpack(|most| {
            let mut bytes = Vec::new();
            fault = part.take(most).read_to_end(&mut bytes).err();
            bytes
        })?;
        match fault {
            Some(fault) => Err(format!("`{name}` inside is broken: {fault}")),
            None => Ok(bytes),
        }
    }
}
