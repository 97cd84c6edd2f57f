//! Nexis: exports as text or HTML (`1 of 25 DOCUMENTS`), and of Nexis Uni (`Body` … `End of Document`).

use super::{Article, field, language, names, text_of};
use crate::model::{Document, Result};
use crate::read::lines::{self, Line};
use crate::read::{Format, Input, Likelihood, date, markup};
use regex::Regex;
use std::sync::LazyLock;

pub const FORMAT: Format = Format {
    name: "nexis",
    extensions: &["txt"],
    about: "Nexis exports as text (`1 of 25 DOCUMENTS`) or of Nexis Uni",
    sniff,
    read,
};

fn counter(line: &str) -> bool {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*(?:Document\s+)?\d+ (?:of|von|de|sur|di) \d+ (?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS)\s*$")
            .expect("a pattern of ours")
    });
    PATTERN.is_match(line.trim_start_matches('\u{feff}'))
}

fn sniff(input: &Input) -> Likelihood {
    let text = input.text();
    if input.head().starts_with('<') {
        let export = text.contains("<DOC NUMBER=") || text.contains("<DOCFULL>");
        return if export { Likelihood::Certain } else { Likelihood::Never };
    }
    let counted = lines::of(text).take(200).any(|line| counter(line.text));
    let uni = text.contains("End of Document")
        && lines::of(text).any(|line| line.text.trim() == "Body")
        && text.contains("Load-Date:");
    if counted || uni { Likelihood::Certain } else { Likelihood::Never }
}

const NEXIS_LABELS: &[&str] = &[
    "BYLINE",
    "SECTION",
    "LENGTH",
    "DATELINE",
    "HIGHLIGHT",
    "LOAD-DATE",
    "LANGUAGE",
    "PUBLICATION-TYPE",
    "SUBJECT",
    "GRAPHIC",
    "URL",
    "JOURNAL-CODE",
    "Journal Code",
    "TYPE",
    "SERIES",
    "NOTES",
    "CORRECTION",
    "PERSON",
    "GEOGRAPHIC",
    "COMPANY",
    "ORGANIZATION",
    "TICKER",
    "INDUSTRY",
    "LÄNGE",
    "LONGUEUR",
    "COUNTRY",
    "CITY",
    "STATE",
    "Publication Type",
    "DOCUMENT-TYPE",
    "ISSN",
    "DATUM",
    "Author",
];

fn read(input: &Input) -> Result<Vec<Document>> {
    let text = text_of(input);
    let lines: Vec<Line> = lines::of(&text).collect();
    let counted: Vec<usize> = (0..lines.len()).filter(|at| counter(lines[*at].text)).collect();
    if counted.is_empty() {
        return Ok(uni(&lines));
    }
    let ends = counted.iter().skip(1).copied().chain([lines.len()]);
    Ok(counted.iter().zip(ends).map(|(from, to)| classic(&lines[from + 1..to]).document()).collect())
}

fn classic<'a>(lines: &[Line<'a>]) -> Article<'a> {
    let mut article = Article::default();
    let mut head: Vec<Line> = Vec::new();
    let mut before = true;
    for line in lines {
        match field(line.text, NEXIS_LABELS).map(|(at, value)| (NEXIS_LABELS[at], value)) {
            Some((label, value)) => {
                article.nexis_field(label, value);
                before &= !matches!(label, "LENGTH" | "LÄNGE" | "LONGUEUR" | "DATELINE");
            }
            None if before => head.push(*line),
            None if article.is_foot(line.text) => {}
            None => article.body.push(*line),
        }
    }
    article.nexis_head(&head);
    article
}

impl<'a> Article<'a> {
    fn nexis_field(&mut self, label: &str, value: &str) {
        match label {
            "BYLINE" | "Author" => self.authors = names(value),
            "LANGUAGE" => self.language = language(value),
            "URL" => self.url = Some(value.to_string()).filter(|url| url.starts_with("http")),
            "LOAD-DATE" if self.date.is_none() => self.date = date::iso(value),
            _ => {}
        }
    }

    fn is_foot(&self, line: &str) -> bool {
        let line = line.trim();
        line.starts_with("Copyright ") || line == "All Rights Reserved" || line.starts_with("All rights reserved")
    }

    /// Source, date, headline: in this order above the fields.
    fn nexis_head(&mut self, head: &[Line]) {
        let blocks: Vec<String> = head
            .split(|line| line.is_blank())
            .filter(|block| !block.is_empty())
            .map(|block| markup::one_line(&block.iter().map(|line| line.text).collect::<Vec<_>>().join(" ")))
            .filter(|block| !self.is_foot(block))
            .collect();
        let dated =
            blocks.iter().position(|block| date::iso(block).is_some() && block.split_whitespace().count() <= 12);
        if let Some(at) = dated {
            self.date = date::iso(&blocks[at]);
            self.source = at.checked_sub(1).map(|before| blocks[before].clone()).or(self.source.take());
            self.title = blocks.get(at + 1).cloned();
        } else {
            self.source = blocks.first().cloned();
            self.title = blocks.get(1).cloned();
        }
    }
}

/// Headline, source, date, fields, `Body`, paragraphs, `Classification`, `End of Document`.
fn uni(lines: &[Line]) -> Vec<Document> {
    let bodies: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].text.trim() == "Body").collect();
    let mut documents = Vec::new();
    let mut from = 0;
    for at in bodies {
        let end = (at..lines.len()).find(|end| lines[*end].text.trim() == "End of Document").unwrap_or(lines.len());
        let stop = (at..end).find(|stop| lines[*stop].text.trim() == "Classification").unwrap_or(end);
        let mut article = Article { body: lines[at + 1..stop].to_vec(), ..Article::default() };
        let fields = lines[from..at].iter().chain(&lines[stop..end]);
        for (label, value) in fields.filter_map(|line| field(line.text, NEXIS_LABELS)) {
            article.nexis_field(NEXIS_LABELS[label], value);
        }
        let head: Vec<&str> =
            lines[from..at].iter().map(|line| line.text.trim()).filter(|line| !line.is_empty()).collect();
        let dated = head.iter().rposition(|line| {
            date::iso(line).is_some() && !line.contains(':') || date::iso(line).is_some() && line.contains("GMT")
        });
        if let Some(dated) = dated {
            article.date = date::iso(head[dated]);
            article.source = dated.checked_sub(1).map(|at| head[at].to_string());
            article.title = dated.checked_sub(2).map(|at| head[at].to_string());
        } else {
            article.title = head.first().map(|line| line.to_string());
        }
        documents.push(article.document());
        from = (end + 1).min(lines.len());
    }
    documents
}
