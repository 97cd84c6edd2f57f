//! What a text says about itself before its first words: front matter between `---`, and `Date:`-like lines of a header.

use super::{build, date};
use crate::model::{Document, DocumentKind};

/// A text's front matter and where its words begin.
pub struct Front {
    pairs: Vec<(String, Vec<String>)>,
    /// Byte offset of the first byte after it; 0 when there is none.
    pub end: usize,
}

/// Reads `---` … `---` with `key: value` lines, lists as `[a, b]` or `- a`; `+++` with `key = value`. Nested keys are left alone.
pub fn matter(text: &str) -> Front {
    let skipped = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut front = Front { pairs: Vec::new(), end: 0 };
    let mut lines = super::lines::of(&text[skipped..]);
    let Some(fence) = lines.next().map(|line| line.text.trim_end()).filter(|line| matches!(*line, "---" | "+++"))
    else {
        return front;
    };
    for line in lines {
        if line.text.trim_end() == fence {
            front.end = (skipped + line.end() + 1).min(text.len());
            while !text.is_char_boundary(front.end) {
                front.end -= 1;
            }
            return front;
        }
        front.take(line.text, if fence == "---" { ':' } else { '=' });
    }
    Front { pairs: Vec::new(), end: 0 }
}

impl Front {
    fn take(&mut self, line: &str, mark: char) {
        if let (Some(item), Some((_, values))) = (line.trim_start().strip_prefix("- "), self.pairs.last_mut()) {
            values.push(unquote(item));
        } else if let Some((key, value)) = line.split_once(mark).filter(|(key, _)| !key.starts_with([' ', '\t', '#'])) {
            let value = value.trim();
            let values = match value.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
                Some(list) => list.split(',').map(unquote).collect(),
                None => vec![unquote(value)],
            };
            let values = values.into_iter().filter(|value| !value.is_empty()).collect();
            self.pairs.push((key.trim().to_lowercase(), values));
        }
    }

    fn get(&self, keys: &[&str]) -> Option<&str> {
        keys.iter().find_map(|wanted| self.pairs.iter().find(|(key, _)| key == wanted)?.1.first()).map(String::as_str)
    }

    /// Fills what the document does not know yet.
    pub fn apply(&self, document: &mut Document) {
        let fill = |own: &mut Option<String>, keys: &[&str]| {
            if own.is_none() {
                *own = self.get(keys).map(str::to_string);
            }
        };
        fill(&mut document.title, &["title", "headline"]);
        fill(&mut document.source, &["source", "publisher", "publication", "outlet", "site", "sitename", "site_name"]);
        fill(&mut document.url, &["url", "link", "canonical", "canonical_url", "permalink"]);
        fill(&mut document.language, &["language", "lang"]);
        document.language = document.language.take().and_then(|language| language_code(&language));
        let authors = self.pairs.iter().find(|(key, _)| matches!(key.as_str(), "author" | "authors" | "byline"));
        if let Some((_, authors)) = authors {
            document.authors.clone_from(authors);
        }
        if let Some(kind) = self.get(&["kind", "type"]).and_then(DocumentKind::from_name) {
            document.kind = kind;
        }
        let written = self.get(&["published", "date", "publish_date", "published_at", "datepublished", "pubdate"]);
        build::publish(document, written.and_then(date::iso), "metadata");
    }
}

fn unquote(value: &str) -> String {
    let value = value.trim();
    let bare = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let bare = bare.or_else(|| value.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')));
    bare.unwrap_or(value).trim().to_string()
}

/// `en-US` and `en_GB` give `en`; longer words give `None`.
pub fn language_code(written: &str) -> Option<String> {
    let code = written.trim().split(['-', '_']).next().unwrap_or_default().to_lowercase();
    (code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(code)
}

/// Lines before the first speaker: the title, the date, the place of `Date: 23 May 2023`.
pub fn header<'a>(lines: impl Iterator<Item = &'a str>, document: &mut Document) {
    for (at, line) in lines.map(str::trim).filter(|line| !line.is_empty() && !is_mark(line)).enumerate() {
        let line = line.trim_matches(|c: char| "#*_ \u{feff}".contains(c));
        let pair = line.split_once(':').map(|(key, value)| (key.trim().to_lowercase(), value.trim()));
        match pair.as_ref().map(|(key, value)| (key.as_str(), *value)) {
            Some((
                "date" | "recorded" | "meeting date" | "held" | "date and time" | "taken on" | "recorded on",
                value,
            )) => {
                build::publish(document, date::iso(value), "header");
            }
            Some(("title" | "subject" | "meeting" | "topic", value)) if !value.is_empty() => {
                document.title = Some(value.to_string())
            }
            Some(("source" | "publisher", value)) if !value.is_empty() => document.source = Some(value.to_string()),
            Some(("url" | "link", value)) if !value.is_empty() => document.url = Some(value.to_string()),
            _ => {
                let made = ["creat", "export", "generat", "modif", "version", "copyright", "©"]
                    .iter()
                    .any(|word| line.to_lowercase().contains(word));
                let dated = date::iso(line).filter(|_| !made);
                let early = at <= 2 && (dated.is_none() || line.split_whitespace().count() > 6);
                if early
                    && document.title.is_none()
                    && line.chars().count() <= 150
                    && line.chars().any(char::is_alphabetic)
                {
                    document.title = Some(line.to_string());
                }
                if line.split_whitespace().count() <= 14 {
                    build::publish(document, dated, "header");
                }
            }
        }
    }
}

/// Heads of the parts of a document of meeting notes.
fn is_mark(line: &str) -> bool {
    let line = line.trim_start_matches(['#', '*', ' ', '\u{feff}']);
    line.starts_with("📝") || line.starts_with("📖")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Document, usize) {
        let front = matter(text);
        let mut document = build::document(DocumentKind::Article, text.to_string(), Vec::new());
        front.apply(&mut document);
        (document, front.end)
    }

    #[test]
    fn front_matter_fills_the_document() {
        let text = "---\ntitle: \"Ships: a story\"\nauthors:\n  - Ana Lee\n  - Bo Roy\ndate: 2023-09-18T10:00:00Z\nkind: statement\nlang: en-GB\n---\n\nWords";
        let (document, end) = read(text);
        assert_eq!(document.title.as_deref(), Some("Ships: a story"));
        assert_eq!(document.authors, ["Ana Lee", "Bo Roy"]);
        assert_eq!(
            (document.published.as_deref(), document.published_basis.as_deref()),
            (Some("2023-09-18"), Some("metadata"))
        );
        assert_eq!((document.kind, document.language.as_deref()), (DocumentKind::Statement, Some("en")));
        assert_eq!(&text[end..], "\nWords");
    }

    #[test]
    fn a_rule_that_never_closes_is_no_front_matter() {
        assert_eq!(read("---\ntitle: A\n\nWords").1, 0);
        assert_eq!(read("Words\n---\n").1, 0);
    }

    #[test]
    fn header_lines_tell_title_and_date() {
        let mut document = build::document(DocumentKind::Transcript, String::new(), Vec::new());
        header(["Budget sync", "Mon, Jul 13, 2026 2:30PM • 19:12", "Attendees: Ana, Bo"].into_iter(), &mut document);
        assert_eq!(
            (document.title.as_deref(), document.published.as_deref()),
            (Some("Budget sync"), Some("2026-07-13"))
        );
    }
}
