//! Standard output: measured, coloured or not, and possibly closed by its reader.

use super::{Color, Ended, Globals};
use crate::model::{Result, Trouble};
use crate::report::{self, FORMATS, Format, Page, Row};
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Stdout, Write};

/// Lines are wrapped no wider than can be read in comfort.
const WIDEST: usize = 110;

pub struct Out {
    to: BufWriter<Stdout>,
    page: Page,
    format: String,
    quiet: bool,
    closed: bool,
}

impl Out {
    pub fn new(globals: &Globals) -> Out {
        let stdout = io::stdout();
        let color = match globals.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never,
        };
        let wide = stdout.is_terminal().then(terminal_size::terminal_size).flatten();
        let width = wide.map_or(Page::default().width, |(width, _)| usize::from(width.0).clamp(40, WIDEST));
        Out {
            to: BufWriter::new(stdout),
            page: Page { width, color },
            format: globals.format.clone(),
            quiet: globals.quiet,
            closed: false,
        }
    }

    pub fn page(&self) -> &Page {
        &self.page
    }

    pub fn is_text(&self) -> bool {
        self.format == "text"
    }

    pub fn is_conllu(&self) -> bool {
        self.format == "conllu"
    }

    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// Prints a listing in the format that was asked for.
    pub fn list<R: Row + 'static>(&mut self, rows: impl Iterator<Item = Result<R>>) -> Result<Ended> {
        let format = self.listing()?;
        let written = report::write(format, &mut self.to, rows, &self.page);
        match self.heard(written)? {
            0 => {
                self.note("nothing found");
                Ok(Ended::Nothing)
            }
            _ => Ok(Ended::Done),
        }
    }

    /// Prints as it is.
    pub fn print(&mut self, text: &str) -> Result<()> {
        let written = self.to.write_all(text.as_bytes());
        self.heard(written)
    }

    /// Prints what was done, unless told to be quiet.
    pub fn tell(&mut self, text: &str) -> Result<()> {
        if self.quiet { Ok(()) } else { self.print(text) }
    }

    /// Says something beside the results, unless told to be quiet.
    pub fn note(&self, text: &str) {
        if !self.quiet {
            warn(text);
        }
    }

    pub fn flush(&mut self) -> Result<()> {
        let written = self.to.flush();
        self.heard(written)
    }

    fn listing(&self) -> Result<&'static Format> {
        FORMATS.iter().find(|format| format.name == self.format).ok_or_else(|| {
            let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
            Trouble::new(
                "--format",
                format!("`{}` is no format of a listing, expected {}", self.format, names.join(", ")),
            )
        })
    }

    /// Keeps apart: a reader who has enough, a trouble that came with the rows, and a full disk.
    fn heard<T>(&mut self, written: io::Result<T>) -> Result<T> {
        written.map_err(|error| {
            self.closed |= error.kind() == ErrorKind::BrokenPipe;
            let text = error.to_string();
            match error.into_inner().map(|inner| inner.downcast::<Trouble>()) {
                Some(Ok(trouble)) => *trouble,
                _ => Trouble::new("standard output", format!("cannot be written: {text}")),
            }
        })
    }
}

/// A line on standard error. Nobody may be listening there; that is no reason to stop.
pub fn warn(text: &str) {
    writeln!(io::stderr(), "{text}").ok();
}
