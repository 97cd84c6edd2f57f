//! Factiva: exports as text with field codes or without, and as HTML.

use super::{Article, language, names, text_of};
use crate::model::{Document, Result};
use crate::read::lines::{self, Line};
use crate::read::{Format, Input, Likelihood, date};
use regex::Regex;
use std::sync::LazyLock;

pub const FORMAT: Format = Format {
    name: "factiva",
    extensions: &["txt"],
    about: "Factiva exports as text, with field codes or without",
    sniff,
    read,
};

const CODES: &[&str] = &[
    "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "ART", "CO", "IN",
    "NS", "RE", "IPC", "IPD", "PUB", "AN", "CT", "RF", "CLM", "DLN",
];

fn document_line(line: &str) -> bool {
    static PATTERN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^\s*(?:AN\s+)?Document [A-Z]{3,8}\d*0{2,}\w+\s*$").expect("a pattern of ours"));
    PATTERN.is_match(line)
}

fn sniff(input: &Input) -> Likelihood {
    let text = input.text();
    if input.head().starts_with('<') {
        let export = text.contains("articleParagraph") && text.contains("Article\"");
        return if export { Likelihood::Certain } else { Likelihood::Never };
    }
    let coded = ["HD", "WC", "PD"].iter().all(|code| {
        lines::of(text)
            .take(3000)
            .any(|line| line.text.starts_with(code) && line.text[2..].starts_with([' ', '\t', '\n']))
    });
    let ended = lines::of(text).any(|line| document_line(line.text));
    if coded || ended { Likelihood::Certain } else { Likelihood::Never }
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let text = text_of(input);
    let lines: Vec<Line> = lines::of(&text).collect();
    let mut documents = Vec::new();
    for part in lines.split_inclusive(|line| document_line(line.text)) {
        let coded = part
            .iter()
            .any(|line| line.text.starts_with("HD ") || line.text.trim_end() == "HD" || line.text.starts_with("HD\t"));
        let article = if coded { coded_article(part) } else { bare(part) };
        if article.title.is_some() && !article.body.is_empty() {
            documents.push(article.document());
        }
    }
    Ok(documents)
}

/// Two-letter codes at the beginning of lines; what is indented belongs to the code above.
fn coded_article<'a>(lines: &[Line<'a>]) -> Article<'a> {
    let mut article = Article::default();
    let mut code = "";
    for line in lines {
        let mut value = *line;
        let word = line.text.split([' ', '\t']).next().unwrap_or_default();
        if CODES.contains(&word) && !line.text.starts_with([' ', '\t']) {
            code = word;
            value = Line { start: line.start + word.len(), text: &line.text[word.len()..], ..*line };
        }
        let words = value.text.trim();
        let text = || Some(words.to_string()).filter(|words| !words.is_empty());
        match code {
            "LP" | "TD" => article.body.push(value),
            "HD" if article.title.is_none() => article.title = text(),
            "BY" if !words.is_empty() => article.authors = names(words),
            "PD" if article.date.is_none() => article.date = date::iso(words),
            "SN" if article.source.is_none() => article.source = text(),
            "LA" if article.language.is_none() => article.language = language(words),
            _ => {}
        }
    }
    article
}

/// Headline, credit, `877 words`, date, source, code, language, copyright; then paragraphs.
fn bare<'a>(lines: &[Line<'a>]) -> Article<'a> {
    static COUNT: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^[\d.,]+ (?:words|Wörter|mots|palabras|parole|字)$").expect("a pattern of ours"));
    let mut article = Article::default();
    let filled: Vec<&Line> = lines.iter().filter(|line| !line.is_blank() && !document_line(line.text)).collect();
    let Some(count) = filled.iter().position(|line| COUNT.is_match(line.text.trim())) else { return article };
    let text = |at: usize| filled.get(at).map(|line| line.text.trim().to_string());
    article.title = text(0);
    if count >= 2 {
        article.authors = text(1).map(|line| names(&line)).unwrap_or_default();
    }
    article.date = text(count + 1).and_then(|line| date::iso(&line));
    let clock = text(count + 2).is_some_and(|line| line.len() <= 12 && line.contains(':'));
    article.source = text(count + 2 + usize::from(clock));
    let known = (count + 3..filled.len().min(count + 12))
        .find(|at| language(filled[*at].text).is_some_and(|code| code.len() == 2));
    article.language = known.and_then(|at| language(filled[at].text));
    let from = known.map_or(count + 4, |at| at + 1);
    let from = (from..filled.len())
        .find(|at| !filled[*at].text.trim().starts_with(['©', '(']) && !filled[*at].text.contains("opyright"))
        .unwrap_or(filled.len());
    let first = filled.get(from).map_or(u32::MAX, |line| line.number);
    article.body = lines.iter().filter(|line| line.number >= first && !document_line(line.text)).copied().collect();
    article
}
