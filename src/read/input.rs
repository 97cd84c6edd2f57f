//! A file as the readers see it: its name, its bytes, and its text once decoded.

use super::charset::{self, Decoded};
use super::json::{self, Value};
use crate::model::Trouble;
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

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

/// Parts of one file that are named when they cannot be read.
const LOST: usize = 1000;

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
    text: OnceCell<Decoded<'a>>,
    json: OnceCell<Option<Value>>,
    /// Of the whole file, its parts included.
    aside: Rc<RefCell<Aside>>,
    /// Bytes that the file and its parts may still unpack to.
    left: Rc<Cell<usize>>,
}

/// What is told beside the documents of a file.
#[derive(Clone, Debug, Default)]
pub struct Aside {
    /// Parts that could not be read: an attachment, a page of an archive.
    pub lost: Vec<Trouble>,
    /// What a user should know of what was read.
    pub doubts: Vec<String>,
}

impl<'a> Input<'a> {
    pub fn new(path: &'a str, bytes: &'a [u8], limits: &'a Limits) -> Input<'a> {
        let (aside, left) = (Rc::default(), Rc::new(Cell::new(limits.unpacked)));
        Input { path, bytes, limits, depth: 0, text: OnceCell::new(), json: OnceCell::new(), aside, left }
    }

    /// A part of an archive, one level deeper.
    pub fn inside<'o: 'a>(path: &'a str, bytes: &'a [u8], outer: &'a Input<'o>) -> Input<'a> {
        let (aside, left) = (Rc::clone(&outer.aside), Rc::clone(&outer.left));
        Input { depth: outer.depth + 1, aside, left, ..Input::new(path, bytes, outer.limits) }
    }

    /// The bytes as text; empty for bytes that are no text.
    pub fn text(&self) -> &str {
        &self.decoded().text
    }

    fn decoded(&self) -> &Decoded<'a> {
        self.text.get_or_init(|| charset::decode(self.bytes))
    }

    /// The text without a byte order mark and white space before it.
    pub fn head(&self) -> &str {
        self.text().trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace())
    }

    /// The whole file as JSON, or one value a line as an array of them. `None` when it is neither. [`Input::lose_lines`] names the
    /// lines that are broken.
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

    /// Unpacks with a function that is told how many bytes may come out, one more than are left of the limit; they are counted.
    ///
    /// # Errors
    /// More came out than was left.
    pub fn unpack(&self, unpack: impl FnOnce(u64) -> Vec<u8>) -> Result<Vec<u8>, String> {
        let bytes = unpack(self.left.get() as u64 + 1);
        let left = self.left.get().checked_sub(bytes.len());
        self.left.set(left.unwrap_or(0));
        left.map(|_| bytes).ok_or_else(|| format!("unpacks to more than {} bytes", self.limits.unpacked))
    }

    /// Names a part that could not be read; the rest of the file goes on.
    pub fn lose(&self, trouble: Trouble) {
        let lost = &mut self.aside.borrow_mut().lost;
        match lost.len() {
            0..LOST => lost.push(trouble),
            LOST => lost.push(Trouble::new(self.path, "holds more parts that cannot be read")),
            _ => {}
        }
    }

    /// Names the broken lines of a file of one JSON value a line, whose other lines were read.
    pub fn lose_lines(&self) {
        if !self.head().starts_with('{') || !self.json().is_some_and(Value::is_array) {
            return;
        }
        let above = self.text().len() - self.head().len();
        let above = self.text()[..above].matches('\n').count() as u32;
        for (line, what) in json::broken_lines(self.head()) {
            self.lose(self.trouble_at(above + line, what));
        }
    }

    /// Tells what a user should know of what was read.
    pub fn doubt(&self, what: impl Into<String>) {
        self.aside.borrow_mut().doubts.push(what.into());
    }

    /// Tells what is doubtful about the letters of this file or part.
    pub fn doubt_letters(&self) {
        let place = if self.depth == 0 { String::new() } else { format!("{}: ", self.path) };
        charset::doubts(self.decoded()).into_iter().for_each(|doubt| self.doubt(place.clone() + &doubt));
    }

    /// All that was told so far.
    pub fn aside(&self) -> Aside {
        self.aside.borrow().clone()
    }

    pub fn trouble(&self, what: impl Into<String>) -> Trouble {
        Trouble::new(self.path, what)
    }

    pub fn trouble_at(&self, line: u32, what: impl Into<String>) -> Trouble {
        Trouble::new(format!("{}:{line}", self.path), what)
    }
}
