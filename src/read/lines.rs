//! Lines of a text with their place in it.

/// One line without its break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// From 1.
    pub number: u32,
    /// Byte offset of the line in the text.
    pub start: usize,
    pub text: &'a str,
}

impl Line<'_> {
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub fn is_blank(&self) -> bool {
        self.text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty()
    }
}

/// Lines that end in LF, CRLF, or in CR where the text has no LF at all.
pub fn of(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mark = if text.contains('\n') { '\n' } else { '\r' };
    let mut start = 0;
    text.split(mark).zip(1..).map(move |(line, number)| {
        let here = start;
        start += line.len() + 1;
        Line { number, start: here, text: line.strip_suffix('\r').unwrap_or(line) }
    })
}

/// Runs of lines without a blank line in them.
pub fn blocks<'a>(text: &'a str) -> Vec<Vec<Line<'a>>> {
    let mut blocks: Vec<Vec<Line<'a>>> = Vec::new();
    let mut open = false;
    for line in of(text) {
        if line.is_blank() {
            open = false;
        } else if open {
            blocks.last_mut().expect("a block is open").push(line);
        } else {
            blocks.push(vec![line]);
            open = true;
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_their_offsets() {
        let text = "one\r\n\r\ntwo\nthree";
        for line in of(text) {
            assert_eq!(&text[line.start..line.end()], line.text);
        }
        let words: Vec<&str> = of(text).map(|line| line.text).collect();
        assert_eq!(words, ["one", "", "two", "three"]);
        assert_eq!(of("a\rb").count(), 2);
        assert_eq!(blocks(text).iter().map(Vec::len).collect::<Vec<_>>(), [1, 2]);
    }
}
