//! Where in a source (JSON, HTML) the words of a turn stand.

/// Finds words in a source from front to back. Words that are written with escapes are looked for by their first plain stretch.
pub struct Finder<'a> {
    source: &'a str,
    at: usize,
    line: u32,
}

/// Bytes ahead in which words are looked for.
const WINDOW: usize = 256 << 10;

impl<'a> Finder<'a> {
    pub fn new(source: &'a str) -> Finder<'a> {
        Finder { source, at: 0, line: 1 }
    }

    /// From the first `mark` on.
    pub fn after(source: &'a str, mark: &str) -> Finder<'a> {
        Finder::at(source, source.find(mark).unwrap_or(0))
    }

    /// From the last `mark` on.
    pub fn after_last(source: &'a str, mark: &str) -> Finder<'a> {
        Finder::at(source, source.rfind(mark).unwrap_or(0))
    }

    fn at(source: &'a str, at: usize) -> Finder<'a> {
        let line = source[..at].bytes().filter(|byte| *byte == b'\n').count() as u32 + 1;
        Finder { source, at, line }
    }

    /// The line, from 1, on which the words begin; that of the words before when they are not found.
    pub fn line_of(&mut self, words: &str) -> u32 {
        self.line_of_exactly(plain(words))
    }

    /// As [`Finder::line_of`], of what the source writes letter for letter.
    pub fn line_of_exactly(&mut self, sought: &str) -> u32 {
        let end = (self.at + WINDOW).min(self.source.len());
        let end = (end..self.source.len()).find(|at| self.source.is_char_boundary(*at)).unwrap_or(self.source.len());
        let found = self.source[self.at..end].find(sought).filter(|_| !sought.is_empty());
        if let Some(found) = found {
            let from = self.at;
            self.at = from + found;
            self.line += self.source[from..self.at].bytes().filter(|byte| *byte == b'\n').count() as u32;
            // The same words said again stand after these; they hold no line break.
            self.at += sought.len();
        }
        self.line
    }
}

/// The first stretch of some length that a source writes without escapes or entities, else the longest.
fn plain(words: &str) -> &str {
    let runs = || {
        words
            .split(|c: char| !(c.is_ascii_alphanumeric() || " ,.-".contains(c)))
            .map(|run| run.trim_matches([' ', ',', '.', '-']))
    };
    let run = runs().find(|run| run.len() >= 12).or_else(|| runs().max_by_key(|run| run.len())).unwrap_or_default();
    &run[..run.len().min(60)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_order() {
        let mut finder = Finder::new("[\n{\"t\": \"All of it\"},\n{\"t\": \"\\u201cAll of it\\u201d\"}\n]");
        assert_eq!(finder.line_of("All of it"), 2);
        assert_eq!(finder.line_of("none such"), 2);
        assert_eq!(finder.line_of("“All of it”"), 3);
    }
}
