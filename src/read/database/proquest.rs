//! ProQuest: exports as text, records between rules, `Label: value` fields.

use super::{Article, field, language, names};
use crate::model::{Document, Result};
use crate::read::lines::{self, Line};
use crate::read::{Format, Input, Likelihood, date};

pub const FORMAT: Format =
    Format { name: "proquest", extensions: &["txt"], about: "ProQuest exports as text", sniff, read };

const PROQUEST_LABELS: &[&str] = &[
    "Author",
    "Publication info",
    "Abstract",
    "Links",
    "Full text",
    "Subject",
    "Location",
    "People",
    "Company / organization",
    "Title",
    "Publication title",
    "First page",
    "Publication year",
    "Publication date",
    "Dateline",
    "Section",
    "Publisher",
    "Place of publication",
    "Country of publication",
    "ISSN",
    "Source type",
    "Language of publication",
    "Document type",
    "ProQuest document ID",
    "Document URL",
    "Copyright",
    "Last updated",
    "Database",
    "Year",
    "Volume",
    "Issue",
    "Pages",
    "Number of pages",
    "Publication subject",
    "Document feature",
    "Identifier / keyword",
    "Classification",
    "e-ISSN",
    "Credit",
];

fn sniff(input: &Input) -> Likelihood {
    let text = input.text();
    let ruled = lines::of(text)
        .take(400)
        .any(|line| line.text.len() >= 40 && line.text.trim().chars().all(|c| c == '_') && !line.is_blank());
    let known = text.contains("ProQuest document ID:") || text.contains("\nPublication title:");
    if ruled && known && text.contains("Full text:") { Likelihood::Certain } else { Likelihood::Never }
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let lines: Vec<Line> = lines::of(input.text()).collect();
    let ruled = |line: &Line| line.text.len() >= 40 && line.text.trim().chars().all(|c| c == '_') && !line.is_blank();
    let mut documents = Vec::new();
    for part in lines.split(ruled) {
        let article = record(part);
        if !article.body.is_empty() {
            documents.push(article.document());
        }
    }
    Ok(documents)
}

/// Only known labels end a field, so that `Note:` in an article ends nothing.
fn record<'a>(lines: &[Line<'a>]) -> Article<'a> {
    let mut article = Article::default();
    let mut label = "";
    for line in lines {
        let found = field(line.text, PROQUEST_LABELS);
        let mut value = *line;
        if let Some((at, words)) = found {
            label = PROQUEST_LABELS[at];
            let skipped = line.text.len() - words.len();
            value = Line { start: line.start + skipped, text: words, ..*line };
        }
        let words = value.text.trim();
        let text = || Some(words.to_string()).filter(|words| !words.is_empty());
        match label {
            "" if article.title.is_none() && !words.is_empty() && !words.starts_with("Document ") => {
                article.title = text()
            }
            "Full text" => article.body.push(value),
            "Author" if found.is_some() => article.authors = names(words),
            "Title" if found.is_some() => article.title = text().or(article.title.take()),
            "Publication title" if found.is_some() => article.source = text(),
            "Publication date" if found.is_some() => article.date = date::iso(words),
            "Language of publication" if found.is_some() => article.language = language(words),
            "Document URL" if found.is_some() => article.url = text(),
            _ => {}
        }
    }
    article
}
