//! Paper to print on: how wide it is, and whether it takes colour.

use anstyle::{AnsiColor, Style};
use std::fmt::Write;

/// Nothing here depends on the terminal; who prints measures it.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// In characters.
    pub width: usize,
    pub color: bool,
}

impl Default for Page {
    fn default() -> Page {
        Page { width: 100, color: false }
    }
}

/// Where something stands.
pub const ADDRESS: Style = AnsiColor::Cyan.on_default();
/// Words that were asked for, or that differ.
pub const MARK: Style = Style::new().bold().underline();
/// What a row is called.
pub const NAME: Style = Style::new().bold();
/// What is only there to be looked up.
pub const FAINT: Style = Style::new().dimmed();
/// What wants a person's eyes.
pub const ALERT: Style = AnsiColor::Yellow.on_default().bold();

impl Page {
    pub fn paint(&self, style: Style, text: &str) -> String {
        if self.color && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.to_string() }
    }

    /// Breaks text into lines of words, each after `indent` blanks. Words between `**` are painted as marks; without
    /// colour the `**` stay.
    pub fn wrap(&self, indent: usize, text: &str) -> String {
        let room = self.width.saturating_sub(indent).max(20);
        let mut out = String::new();
        let mut line = String::new();
        let mut used = 0;
        for word in text.split_whitespace() {
            let width = width(word);
            if used > 0 && used + 1 + width > room {
                self.flush(indent, &mut line, &mut out);
                used = 0;
            }
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used += width;
        }
        self.flush(indent, &mut line, &mut out);
        if self.color { self.marks(&out) } else { out }
    }

    fn flush(&self, indent: usize, line: &mut String, out: &mut String) {
        if !line.is_empty() {
            writeln!(out, "{:indent$}{line}", "").expect("a string takes all that is written");
            line.clear();
        }
    }

    fn marks(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for (n, part) in text.split("**").enumerate() {
            // A mark that runs over a line's end is painted line by line, so that the indent stays plain.
            if n % 2 == 1 {
                let lines: Vec<String> = part.split('\n').map(|line| self.mark_line(line)).collect();
                out.push_str(&lines.join("\n"));
            } else {
                out.push_str(part);
            }
        }
        out
    }

    fn mark_line(&self, line: &str) -> String {
        let words = line.trim_start();
        format!("{}{}", &line[..line.len() - words.len()], self.paint(MARK, words))
    }
}

/// Characters, the marks apart.
fn width(word: &str) -> usize {
    word.chars().count() - 2 * word.matches("**").count()
}

/// Seconds as `00:12:07`.
pub fn clock(seconds: f64) -> String {
    let whole = seconds.max(0.0) as u64;
    format!("{:02}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60)
}

/// A stretch of time as people write it: `2021-09`, `2021-09 to 2022-01`, `from 2021-09`, `undated`.
pub fn when(start: &Option<String>, end: &Option<String>) -> String {
    match (start, end) {
        (Some(start), Some(end)) if start == end => start.clone(),
        (Some(start), Some(end)) => format!("{start} to {end}"),
        (Some(start), None) => format!("from {start}"),
        (None, Some(end)) => format!("up to {end}"),
        (None, None) => "undated".to_string(),
    }
}

/// `1 claim`, `2 claims`.
pub fn count(n: usize, one: &str) -> String {
    format!("{n} {one}{}", if n == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_wrapped_between_words() {
        let page = Page { width: 30, color: false };
        assert_eq!(
            page.wrap(4, "nobody outside of **Lisbon** ever saw the ledger"),
            "    nobody outside of **Lisbon**\n    ever saw the ledger\n"
        );
        assert_eq!(page.wrap(4, "  "), "");
    }

    #[test]
    fn times_are_written_for_people() {
        assert_eq!(clock(727.9), "00:12:07");
        assert_eq!(when(&Some("2021-09".into()), &Some("2022-01".into())), "2021-09 to 2022-01");
        assert_eq!(when(&None, &None), "undated");
    }
}
