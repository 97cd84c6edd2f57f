//! Exports of newspaper databases as text: Nexis, Factiva, ProQuest. One document for each article; the text is built of its paragraphs.

use super::build::{self, Builder};
use super::lines::{self, Line};
use super::{Format, Input, Likelihood, date, front, html, markup, plain};
use crate::model::{Document, DocumentKind, Result, TurnRole};
use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;

pub const NEXIS: Format = Format {
    name: "nexis",
    extensions: &["txt"],
    about: "Nexis exports as text (`1 of 25 DOCUMENTS`) or of Nexis Uni",
    sniff: sniff_nexis,
    read: read_nexis,
};
pub const FACTIVA: Format = Format {
    name: "factiva",
    extensions: &["txt"],
    about: "Factiva exports as text, with field codes or without",
    sniff: sniff_factiva,
    read: read_factiva,
};
pub const PROQUEST: Format = Format {
    name: "proquest",
    extensions: &["txt"],
    about: "ProQuest exports as text",
    sniff: sniff_proquest,
    read: read_proquest,
};

/// The text of an export; of one in HTML the words of its blocks, a blank line between them.
fn text_of<'a>(input: &'a Input) -> Cow<'a, str> {
    if !input.head().starts_with('<') {
        return Cow::Borrowed(input.text());
    }
    let blocks: Vec<String> = html::fragment(input.text()).into_iter().map(|(_, words)| words).collect();
    Cow::Owned(blocks.join("\n\n"))
}

/// An article as its fields tell it, before its text is built.
#[derive(Default)]
struct Article<'a> {
    title: Option<String>,
    source: Option<String>,
    authors: Vec<String>,
    date: Option<String>,
    url: Option<String>,
    language: Option<String>,
    body: Vec<Line<'a>>,
}

impl Article<'_> {
    fn document(self) -> Document {
        let mut builder = Builder::default();
        let first = self.body.first().map_or(1, |line| line.number);
        if let Some(title) = &self.title {
            builder.push(TurnRole::Heading, title, first);
        }
        for paragraph in paragraphs(&self.body) {
            let words: Vec<&str> = paragraph.iter().map(|line| line.text).collect();
            let words = markup::one_line(&words.join(" "));
            let role = if plain::is_furniture(&words) { TurnRole::Note } else { plain::role(&words) };
            builder.push(role, &words, paragraph[0].number);
        }
        let mut document = builder.finish(DocumentKind::Article);
        (document.title, document.source, document.url) = (self.title, self.source, self.url);
        document.authors = self.authors;
        document.language = self.language;
        build::publish(&mut document, self.date, "metadata");
        document
    }
}

/// Runs of lines between blank ones; a line that is indented more than the one before begins a paragraph too.
fn paragraphs<'a, 'l>(lines: &'l [Line<'a>]) -> Vec<&'l [Line<'a>]> {
    lines.split(|line| line.is_blank()).filter(|paragraph| !paragraph.is_empty()).collect()
}

/// `Label: value`, the label one of those given; a no-break space may follow it.
fn field<'a>(line: &'a str, labels: &[&str]) -> Option<(usize, &'a str)> {
    let (label, value) = line.trim().split_once(':')?;
    let at = labels.iter().position(|own| own.eq_ignore_ascii_case(label.trim()))?;
    Some((at, value.trim()))
}

fn names(value: &str) -> Vec<String> {
    let bare = value.trim().trim_start_matches("By ").trim_start_matches("by ").trim_start_matches("BY ");
    let parts = bare.split(';').flat_map(|part| part.split(" and "));
    parts.map(|name| name.trim().to_string()).filter(|name| !name.is_empty()).collect()
}

fn language(value: &str) -> Option<String> {
    const NAMES: &[(&str, &str)] =
        &[("english", "en"), ("german", "de"), ("french", "fr"), ("spanish", "es"), ("italian", "it"), ("dutch", "nl")];
    let lower = value.trim().to_lowercase();
    let named = NAMES.iter().find(|(name, _)| lower.starts_with(name)).map(|(_, code)| code.to_string());
    named.or_else(|| front::language_code(&lower))
}

// Nexis

fn counter(line: &str) -> bool {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*(?:Document\s+)?\d+ (?:of|von|de|sur|di) \d+ (?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS)\s*$")
            .expect("a pattern of ours")
    });
    PATTERN.is_match(line.trim_start_matches('\u{feff}'))
}

fn sniff_nexis(input: &Input) -> Likelihood {
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

fn read_nexis(input: &Input) -> Result<Vec<Document>> {
    let text = text_of(input);
    let lines: Vec<Line> = lines::of(&text).collect();
    let counted: Vec<usize> = (0..lines.len()).filter(|at| counter(lines[*at].text)).collect();
    if counted.is_empty() {
        return Ok(nexis_uni(&lines));
    }
    let ends = counted.iter().skip(1).copied().chain([lines.len()]);
    Ok(counted.iter().zip(ends).map(|(from, to)| nexis(&lines[from + 1..to]).document()).collect())
}

fn nexis<'a>(lines: &[Line<'a>]) -> Article<'a> {
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
fn nexis_uni(lines: &[Line]) -> Vec<Document> {
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

// Factiva

const CODES: &[&str] = &[
    "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "ART", "CO", "IN",
    "NS", "RE", "IPC", "IPD", "PUB", "AN", "CT", "RF", "CLM", "DLN",
];

fn document_line(line: &str) -> bool {
    static PATTERN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^\s*(?:AN\s+)?Document [A-Z]{3,8}\d*0{2,}\w+\s*$").expect("a pattern of ours"));
    PATTERN.is_match(line)
}

fn sniff_factiva(input: &Input) -> Likelihood {
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

fn read_factiva(input: &Input) -> Result<Vec<Document>> {
    let text = text_of(input);
    let lines: Vec<Line> = lines::of(&text).collect();
    let mut documents = Vec::new();
    for part in lines.split_inclusive(|line| document_line(line.text)) {
        let coded = part
            .iter()
            .any(|line| line.text.starts_with("HD ") || line.text.trim_end() == "HD" || line.text.starts_with("HD\t"));
        let article = if coded { factiva_coded(part) } else { factiva_bare(part) };
        if article.title.is_some() && !article.body.is_empty() {
            documents.push(article.document());
        }
    }
    Ok(documents)
}

/// Two-letter codes at the beginning of lines; what is indented belongs to the code above.
fn factiva_coded<'a>(lines: &[Line<'a>]) -> Article<'a> {
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
fn factiva_bare<'a>(lines: &[Line<'a>]) -> Article<'a> {
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

// ProQuest

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

fn sniff_proquest(input: &Input) -> Likelihood {
    let text = input.text();
    let ruled = lines::of(text)
        .take(400)
        .any(|line| line.text.len() >= 40 && line.text.trim().chars().all(|c| c == '_') && !line.is_blank());
    let known = text.contains("ProQuest document ID:") || text.contains("\nPublication title:");
    if ruled && known && text.contains("Full text:") { Likelihood::Certain } else { Likelihood::Never }
}

fn read_proquest(input: &Input) -> Result<Vec<Document>> {
    let lines: Vec<Line> = lines::of(input.text()).collect();
    let ruled = |line: &Line| line.text.len() >= 40 && line.text.trim().chars().all(|c| c == '_') && !line.is_blank();
    let mut documents = Vec::new();
    for part in lines.split(ruled) {
        let article = proquest(part);
        if !article.body.is_empty() {
            documents.push(article.document());
        }
    }
    Ok(documents)
}

/// Only known labels end a field, so that `Note:` in an article ends nothing.
fn proquest<'a>(lines: &[Line<'a>]) -> Article<'a> {
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

#[cfg(test)]
mod tests {
    use crate::model::Document;
    use crate::read::{Limits, Sidecar};

    fn check(text: &str, format: &str) -> Vec<Document> {
        let documents =
            crate::read::read("a.txt", text.as_bytes(), &Sidecar::default(), None, &Limits::default()).expect(format);
        for document in &documents {
            assert_eq!(document.format, format);
            assert_eq!(document.text, "Wet papers\nThe papers are wet. Note: all of them.\nThey were dried.");
            assert_eq!(document.title.as_deref(), Some("Wet papers"));
            assert_eq!(
                (document.source.as_deref(), document.published.as_deref()),
                (Some("The Quay"), Some("2010-01-11"))
            );
            assert_eq!(document.authors, ["Ana Lee"]);
            assert_eq!(document.language.as_deref(), Some("en"));
        }
        documents
    }

    #[test]
    fn nexis_in_both_shapes() {
        let one = "                               1 of 2 DOCUMENTS\n\n\n                                 The Quay\n\n                            January 11, 2010 Monday\n\nWet papers\n\nBYLINE: By Ana Lee\n\nSECTION: NEWS; Pg. 1\n\nLENGTH: 9 words\n\n\nThe papers are wet.\nNote: all of them.\n\nThey were dried.\n\nLOAD-DATE: January 12, 2010\n\nLANGUAGE: ENGLISH\n\n                          Copyright 2010 The Quay\n                              All Rights Reserved\n\n";
        assert_eq!(check(&format!("{one}{}", one.replace("1 of 2", "2 of 2")), "nexis").len(), 2);
        let uni = "Wet papers\nThe Quay\nJanuary 11, 2010 Monday 9:03 AM GMT\nCopyright 2010 The Quay\nSection: NEWS\nLength:\u{a0}9 words\nByline:\u{a0}Ana Lee\nBody\n\nThe papers are wet. Note: all of them.\n\nThey were dried.\nClassification\n\nLanguage:\u{a0}ENGLISH\nLoad-Date:\u{a0}January 12, 2010\nEnd of Document\n";
        assert_eq!(check(uni, "nexis").len(), 1);
    }

    #[test]
    fn factiva_with_codes_and_without() {
        let coded = "HD   Wet papers\nBY   By Ana Lee\nWC   9 words\nPD   11 January 2010\nSN   The Quay\nSC   QUAY\nLA   English\nLP   The papers are wet. Note: all of them.\n\nTD   They were dried.\nAN   Document QUAY000020100111e61b0000a\n";
        assert_eq!(check(coded, "factiva").len(), 1);
        let bare = "Wet papers\nBy Ana Lee\n9 words\n11 January 2010\n06:00 GMT\nThe Quay\nQUAY\nEnglish\n(c) 2010 The Quay\n\nThe papers are wet. Note: all of them.\n\nThey were dried.\n\nDocument QUAY000020100111e61b0000a\n";
        assert_eq!(check(&format!("{bare}\n{bare}"), "factiva").len(), 2);
    }

    #[test]
    fn exports_in_html() {
        let factiva = r#"<html><body><div id="article-QUAY" class="article"><div class="article enArticle"><div id="hd"><span class="enHeadline">Wet papers</span></div><div class="author">By Ana Lee</div><div>9 words</div><div>11 January 2010</div><div>The Quay</div><div>QUAY</div><div>English</div><div>Copyright 2010 The Quay</div><p class="articleParagraph enarticleParagraph">The papers are wet. Note: all of them.</p><p class="articleParagraph enarticleParagraph">They were dried.</p><p>Document QUAY000020100111e61b0000a</p></div></div></body></html>"#;
        assert_eq!(check(factiva, "factiva").len(), 1);
        let nexis = r#"<html><head></head><body><!-- Hide XML section <DOC NUMBER=1> <DOCFULL> --><div class="c0"><p class="c1"><span class="c2">1 of 1 DOCUMENTS</span></p></div><div class="c0"><p class="c1"><span class="c2">The Quay</span></p></div><div class="c3"><p class="c1"><span class="c4">January 11, 2010</span><span class="c2"> Monday</span></p></div><div class="c5"><p class="c6"><span class="c7">Wet papers</span></p></div><div class="c4"><p class="c5"><span class="c8">BYLINE: </span><span class="c2">Ana Lee</span></p></div><div class="c4"><p class="c5"><span class="c8">LENGTH: </span><span class="c2">9 words</span></p></div><div class="c4"><p class="c8">The papers are wet. Note: all of them.</p><p class="c8">They were dried.</p></div><div class="c4"><p class="c5"><span class="c8">LANGUAGE: </span><span class="c2">ENGLISH</span></p></div></body></html>"#;
        assert_eq!(check(nexis, "nexis").len(), 1);
    }

    #[test]
    fn proquest_fields_end_at_known_labels() {
        let rule = "_".repeat(60);
        let text = format!(
            "{rule}\nDocument 1 of 1\n\nWet papers\n\nAuthor: Ana Lee\n\nFull text: The papers are wet.\nNote: all of them.\n\nThey were dried.\n\nSubject: Paper\n\nPublication title: The Quay\n\nPublication date: Jan 11, 2010\n\nLanguage of publication: English\n\nProQuest document ID: 1\n{rule}\n"
        );
        assert_eq!(check(&text, "proquest").len(), 1);
    }
}
