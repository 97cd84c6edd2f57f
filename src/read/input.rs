//! A file as the readers see it: its name, its bytes, and its text once decoded.

use super::charset::{self, Decoded};
use super::json::{self, Value};
use crate::model::Trouble;
use std::cell::OnceCell;

/// What one file may cost. Every reader that unpacks something keeps to it.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of one file as it lies on disk.
    pub file: usize,
    /// Bytes that one file may unpack to, all its parts together.
    pub unpacked: usize,
    /// Archives inside archives.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { file: 256 << 20, unpacked: 512 << 20, depth: 4 }
    }
}

/// How well a file fits a format. The highest wins; two that are equally likely are an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likelihood {
    Never,
    /// Any text would do.
    Fallback,
    Possible,
    Likely,
    Certain,
}

/// One file, or one part of an archive.
pub struct Input<'a> {
    /// As shown to the user, with `/`.
    pub path: &'a str,
    pub bytes: &'a [u8],
    pub limits: &'a Limits,
    /// Archives around this part.
    pub depth: usize,
    text: OnceCell<Decoded>,
    json: OnceCell<Option<Value>>,
}

impl<'a> Input<'a> {
    pub fn new(path: &'a str, bytes: &'a [u8], limits: &'a Limits) -> Input<'a> {
        Input { path, bytes, limits, depth: 0, text: OnceCell::new(), json: OnceCell::new() }
    }

    /// A part of an archive, one level deeper.
    pub fn inside<'o: 'a>(path: &'a str, bytes: &'a [u8], outer: &'a Input<'o>) -> Input<'a> {
        Input { depth: outer.depth + 1, ..Input::new(path, bytes, outer.limits) }
    }

    /// The bytes as text; empty for bytes that are no text.
    pub fn text(&self) -> &str {
        &self.decoded().text
    }

    pub fn decoded(&self) -> &Decoded {
        self.text.get_or_init(|| charset::decode(self.bytes))
    }

    /// The text without a byte order mark and white space before it.
    pub fn head(&self) -> &str {
        self.text().trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace())
    }

    /// The whole file as JSON, or one value a line as an array of them. `None` when it is neither.
    pub fn json(&self) -> Option<&Value> {
        self.json.get_or_init(|| json::parse(self.head())).as_ref()
    }

    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(self.path)
    }

    /// Lower case, without the dot.
    pub fn extension(&self) -> String {
        self.name().rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_lowercase())
    }

    pub fn trouble(&self, what: impl Into<String>) -> Trouble {
        Trouble::new(self.path, what)
    }

    pub fn trouble_at(&self, line: u32, what: impl Into<String>) -> Trouble {
        Trouble::new(format!("{}:{line}", self.path), what)
    }
}
