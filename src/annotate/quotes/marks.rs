//! Stretches between quotation marks: curly, straight, single, doubled apostrophes, guillemets both ways, German.
//!
//! An apostrophe is told from a mark by its neighbours; a mark that is never closed holds up to the end of its paragraph,
//! and runs on when the next paragraph opens with the same mark.

use crate::lexicon::grammar::Grammar;
use crate::model::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Curly,
    Straight,
    CurlySingle,
    StraightSingle,
    Doubled,
    Guillemet,
    GuillemetInward,
    GuillemetSingle,
    GuillemetSingleInward,
    German,
    GermanSingle,
    /// A Markdown paragraph after `>`.
    Block,
}

/// A stretch between marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked {
    /// With the marks.
    pub outer: Span,
    /// Without them, trimmed.
    pub inner: Span,
    pub style: Style,
    /// Marks around it.
    pub depth: usize,
    pub closed: bool,
    /// The paragraph before left the same mark open.
    pub continues: bool,
}

/// The marked stretches of each paragraph, outer before inner, in order of the text.
pub fn marked(text: &str, paragraphs: &[Span], grammar: &Grammar) -> Vec<Vec<Marked>> {
    let mut all: Vec<Vec<Marked>> = Vec::with_capacity(paragraphs.len());
    for (n, paragraph) in paragraphs.iter().enumerate() {
        let next = paragraphs.get(n + 1).and_then(|next| opening_at(next.of(text)));
        let mut found = Scan::new(text, *paragraph, grammar).run(next);
        let before = all.last().and_then(|before| before.iter().rev().find(|mark| mark.depth == 0 && !mark.closed));
        if let (Some(before), Some(first)) = (before.map(|mark| mark.style), found.first_mut())
            && first.style == before
            && first.outer.start == Span::trim(*paragraph, text).start
        {
            first.continues = true;
        }
        all.push(found);
    }
    all
}

/// The style of the mark that opens a paragraph.
fn opening_at(paragraph: &str) -> Option<Style> {
    let start = paragraph.trim_start();
    Some(match start.chars().next()? {
        '“' => Style::Curly,
        '"' => Style::Straight,
        '‘' => Style::CurlySingle,
        '«' => Style::Guillemet,
        '»' => Style::GuillemetInward,
        '‹' => Style::GuillemetSingle,
        '›' => Style::GuillemetSingleInward,
        '„' => Style::German,
        '‚' => Style::GermanSingle,
        '\'' if start.starts_with("''") => Style::Doubled,
        '\'' => Style::StraightSingle,
        _ => return None,
    })
}

struct Open {
    style: Style,
    outer: usize,
    inner: usize,
}

struct Scan<'a> {
    text: &'a str,
    paragraph: Span,
    grammar: &'a Grammar,
    /// With which mark the next paragraph opens.
    next: Option<Style>,
    stack: Vec<Open>,
    found: Vec<Marked>,
}

impl<'a> Scan<'a> {
    fn new(text: &'a str, paragraph: Span, grammar: &'a Grammar) -> Scan<'a> {
        Scan { text, paragraph, grammar, next: None, stack: Vec::new(), found: Vec::new() }
    }

    fn run(mut self, next: Option<Style>) -> Vec<Marked> {
        self.next = next;
        let words = self.paragraph.of(self.text);
        if words.starts_with('>') || self.follows_arrow() {
            let rest = words.strip_prefix('>').unwrap_or(words);
            let inner = Span::new(self.paragraph.end - rest.len(), self.paragraph.end).trim(self.text);
            return vec![Marked {
                outer: self.paragraph,
                inner,
                style: Style::Block,
                depth: 0,
                closed: true,
                continues: false,
            }];
        }
        let mut skip_to = 0;
        for (i, c) in words.char_indices() {
            if i >= skip_to {
                skip_to = i + self.step(self.paragraph.start + i, c);
            }
        }
        self.finish();
        self.found.sort_by_key(|mark| (mark.outer.start, std::cmp::Reverse(mark.outer.end)));
        let spans: Vec<Span> = self.found.iter().map(|mark| mark.outer).collect();
        for (i, mark) in self.found.iter_mut().enumerate() {
            mark.depth = spans[..i].iter().filter(|outer| outer.contains(mark.outer)).count();
        }
        self.found
    }

    /// The paragraph's line begins with ">", which its reader left out.
    fn follows_arrow(&self) -> bool {
        let before = self.text.get(..self.paragraph.start).unwrap_or_default().trim_end_matches([' ', '\t']);
        let line = before.strip_suffix('>').map(|before| before.trim_end_matches([' ', '>']));
        line.is_some_and(|before| before.is_empty() || before.ends_with('\n'))
    }

    /// Looks at one character; gives the bytes taken.
    fn step(&mut self, at: usize, c: char) -> usize {
        let len = c.len_utf8();
        match c {
            '“' => match self.is_open(Style::German) {
                true => self.close(Style::German, at, len),
                false if self.is_open(Style::Curly) && self.closes_here(at, len) => self.close(Style::Curly, at, len),
                false => self.open(Style::Curly, at, len),
            },
            '”' if self.is_open(Style::German) && !self.is_open(Style::Curly) => self.close(Style::German, at, len),
            '”' if self.is_open(Style::Curly) => self.close(Style::Curly, at, len),
            '”' if self.opens_here(at, len) => self.open(Style::Curly, at, len),
            '„' => self.open(Style::German, at, len),
            '‚' => self.open(Style::GermanSingle, at, len),
            '«' if self.is_open(Style::GuillemetInward) => self.close(Style::GuillemetInward, at, len),
            '«' => self.open(Style::Guillemet, at, len),
            '»' if self.is_open(Style::Guillemet) => self.close(Style::Guillemet, at, len),
            '»' if self.opens_here(at, len) => self.open(Style::GuillemetInward, at, len),
            '‹' if self.is_open(Style::GuillemetSingleInward) => self.close(Style::GuillemetSingleInward, at, len),
            '‹' => self.open(Style::GuillemetSingle, at, len),
            '›' if self.is_open(Style::GuillemetSingle) => self.close(Style::GuillemetSingle, at, len),
            '›' if self.opens_here(at, len) && self.closes_later(at + len) => {
                self.open(Style::GuillemetSingleInward, at, len)
            }
            '"' if self.is_open(Style::Curly) && !self.is_open(Style::Straight) && self.closes_here(at, 1) => {
                self.close(Style::Curly, at, 1)
            }
            '”' if self.is_open(Style::Straight) && self.closes_here(at, len) => self.close(Style::Straight, at, len),
            '"' => self.straight(Style::Straight, at, 1),
            '`' if self.rest(at).starts_with("``") => {
                self.open(Style::Doubled, at, 2);
                return 2;
            }
            '\'' if self.rest(at).starts_with("''") => {
                self.straight(Style::Doubled, at, 2);
                return 2;
            }
            '‘' if self.is_open(Style::GermanSingle) => self.close(Style::GermanSingle, at, len),
            '‘' => self.open(Style::CurlySingle, at, len),
            '’' if self.is_open(Style::CurlySingle) && self.single_closes(at, len, '’') => {
                self.close(Style::CurlySingle, at, len)
            }
            '\'' if self.is_open(Style::StraightSingle) && self.single_closes(at, len, '\'') => {
                self.close(Style::StraightSingle, at, len)
            }
            '\'' if !self.is_open(Style::StraightSingle) && self.single_opens(at) => {
                self.open(Style::StraightSingle, at, len)
            }
            _ => {}
        }
        len
    }

    fn rest(&self, at: usize) -> &'a str {
        self.text.get(at..self.paragraph.end).unwrap_or_default()
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text.get(self.paragraph.start..at).and_then(|before| before.chars().next_back())
    }

    fn after(&self, at: usize, len: usize) -> Option<char> {
        self.rest(at + len).chars().next()
    }

    fn is_open(&self, style: Style) -> bool {
        self.stack.iter().any(|open| open.style == style)
    }

    /// White space, a bracket, a dash or another opening mark before, a word after.
    fn opens_here(&self, at: usize, len: usize) -> bool {
        let before = self.before(at).is_none_or(|c| c.is_whitespace() || "([{—–-/“‘„«»‹›\"'>*_".contains(c));
        before && self.after(at, len).is_some_and(|c| !c.is_whitespace())
    }

    fn closes_here(&self, at: usize, len: usize) -> bool {
        let before = self.before(at).is_some_and(|c| !c.is_whitespace());
        before && self.after(at, len).is_none_or(|c| !c.is_alphanumeric())
    }

    /// "›kept‹", and no arrow between two words.
    fn closes_later(&self, from: usize) -> bool {
        let rest = self.rest(from);
        let close = rest.find('‹');
        close.is_some_and(|close| rest[..close].find('›').is_none() && self.closes_here(from + close, '‹'.len_utf8()))
    }

    /// A mark that looks the same at both ends.
    fn straight(&mut self, style: Style, at: usize, len: usize) {
        let fresh = self.before(at).is_none_or(char::is_whitespace) && self.opens_here(at, len);
        match (self.is_open(style), fresh) {
            (true, true) => {
                self.give_up(style, at);
                self.open(style, at, len);
            }
            (true, false) => self.close(style, at, len),
            (false, _) if self.opens_here(at, len) => self.open(style, at, len),
            (false, _) => {}
        }
    }

    fn single_opens(&self, at: usize) -> bool {
        let rest = self.rest(at + 1);
        let lower = rest.get(..6.min(rest.len())).unwrap_or_default().to_lowercase();
        let elided = rest.starts_with(|c: char| c.is_ascii_digit())
            || self.grammar.elisions.iter().any(|(word, ())| lower.starts_with(word));
        // What goes on in the next paragraph need not close here.
        let goes_on = at == self.paragraph.start && self.next == Some(Style::StraightSingle);
        let closes = goes_on || rest.char_indices().any(|(i, c)| c == '\'' && i > 0 && self.closes_here(at + 1 + i, 1));
        let fresh = self.before(at).is_none_or(|c| c.is_whitespace() || "([—–\"“".contains(c));
        fresh && self.opens_here(at, 1) && !elided && closes
    }

    /// A closing mark, no apostrophe. After a plural's s it closes only when nothing later in the paragraph closes better.
    fn single_closes(&self, at: usize, len: usize, mark: char) -> bool {
        if !self.closes_here(at, len) || self.is_elided(at) {
            return false;
        }
        if self.before(at) != Some('s') || !self.after(at, len).is_some_and(char::is_whitespace) {
            return true;
        }
        let rest = self.rest(at + len);
        let stop = rest.find('‘').unwrap_or(rest.len());
        let style = if mark == '’' { Style::CurlySingle } else { Style::StraightSingle };
        // In a paragraph that the next one goes on from, nothing need close.
        let last = !rest.match_indices(mark).any(|(i, _)| self.closes_here(at + len + i, len));
        if self.next == Some(style) && rest.trim_start().starts_with(char::is_lowercase) && last {
            return false;
        }
        !rest[..stop].char_indices().any(|(i, c)| {
            c == mark
                && rest[..i].ends_with(['.', ',', '!', '?', ';', ':'])
                && rest[i + c.len_utf8()..].chars().next().is_none_or(|c| !c.is_alphanumeric())
        })
    }

    /// "Rock 'n' roll": both marks stand for letters.
    fn is_elided(&self, at: usize) -> bool {
        let word = self.text[self.paragraph.start..at].rsplit(char::is_whitespace).next().unwrap_or_default();
        word.strip_prefix(['\'', '’', '‘']).is_some_and(|word| word.eq_ignore_ascii_case("n"))
    }

    fn open(&mut self, style: Style, at: usize, len: usize) {
        self.stack.push(Open { style, outer: at, inner: at + len });
    }

    fn close(&mut self, style: Style, at: usize, len: usize) {
        let Some(place) = self.stack.iter().rposition(|open| open.style == style) else { return };
        let open = &self.stack[place];
        self.keep(open.style, Span::new(open.outer, at + len), Span::new(open.inner, at), true);
        self.stack.truncate(place);
    }

    /// A mark opens again though it was not closed: what it held so far stays.
    fn give_up(&mut self, style: Style, at: usize) {
        let Some(place) = self.stack.iter().rposition(|open| open.style == style) else { return };
        let open = &self.stack[place];
        let inner = Span::new(open.inner, at).trim(self.text);
        self.keep(style, Span::new(open.outer, inner.end), inner, false);
        self.stack.truncate(place);
    }

    fn finish(&mut self) {
        let Some(open) = self.stack.first() else { return };
        let single = matches!(
            open.style,
            Style::CurlySingle
                | Style::StraightSingle
                | Style::GermanSingle
                | Style::GuillemetSingle
                | Style::GuillemetSingleInward
        );
        if !single || self.next == Some(open.style) {
            let inner = Span::new(open.inner, self.paragraph.end).trim(self.text);
            self.keep(open.style, Span::new(open.outer, inner.end), inner, false);
        }
    }

    fn keep(&mut self, style: Style, outer: Span, inner: Span, closed: bool) {
        let inner = inner.trim(self.text);
        if !inner.is_empty() && inner.of(self.text).contains(char::is_alphanumeric) {
            self.found.push(Marked { outer, inner, style, depth: 0, closed, continues: false });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    fn inner(text: &str) -> Vec<String> {
        let paragraphs: Vec<Span> = paragraphs(text);
        marked(text, &paragraphs, &Lexicon::embedded().quotes.grammar)
            .concat()
            .iter()
            .map(|mark| format!("{}{}", "  ".repeat(mark.depth), mark.inner.of(text)))
            .collect()
    }

    fn paragraphs(text: &str) -> Vec<Span> {
        let mut at = 0;
        text.split("\n\n")
            .map(|part| {
                let span = Span::new(at, at + part.len());
                at = span.end + 2;
                span
            })
            .collect()
    }

    #[test]
    fn every_kind_of_mark() {
        assert_eq!(
            inner("“One,” he said. \"Two.\" ‘Three’ «four» »five« „six“ ''seven'' ``eight'' ‹nine› ›ten‹"),
            ["One,", "Two.", "Three", "four", "five", "six", "seven", "eight", "nine", "ten"]
        );
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert_eq!(inner("‘It’s the workers’ own hall,’ she said."), ["It’s the workers’ own hall,"]);
        assert_eq!(inner("The '90s were the players' years, and 'twas fun."), Vec::<String>::new());
        assert_eq!(inner("He said: 'Don't go.' It's the boys' turn."), ["Don't go."]);
        assert_eq!(inner("'That is rock 'n' roll,' he said."), ["That is rock 'n' roll,"]);
        let text = "'The clerks' files got wet. I've dried them.\n\n'Then they laughed,' she said.";
        let marks = marked(text, &paragraphs(text), &Lexicon::embedded().quotes.grammar);
        assert_eq!(
            marks[0].iter().map(|mark| mark.inner.of(text)).collect::<Vec<_>>(),
            ["The clerks' files got wet. I've dried them."]
        );
    }

    #[test]
    fn a_quotation_may_open_curly_and_close_straight() {
        assert_eq!(inner("“The lift is shut,\" he said. \"It stays shut.”"), ["The lift is shut,", "It stays shut."]);
    }

    #[test]
    fn nested_and_never_closed() {
        assert_eq!(inner("“He asked, ‘Who?’ and left,” she said."), ["He asked, ‘Who?’ and left,", "  Who?"]);
        assert_eq!(inner("»He asked ›Who?‹ and left,« she said."), ["He asked ›Who?‹ and left,", "  Who?"]);
        assert_eq!(inner("«He asked ‹Who?› and left,» she said."), ["He asked ‹Who?› and left,", "  Who?"]);
        assert_eq!(inner("Go to File › Save › Export."), Vec::<String>::new());
        let text = "“One.\n\n“Two,” she said.";
        let marks = marked(text, &paragraphs(text), &Lexicon::embedded().quotes.grammar);
        assert!(!marks[0][0].closed && marks[1][0].continues && marks[1][0].closed);
        assert_eq!(
            inner("\"It was late, said the guard. \"Very late.\""),
            ["It was late, said the guard.", "Very late."]
        );
    }
}
