//! Exports of newspaper databases as text: Nexis, Factiva, ProQuest. One document for each article; the text is built of its paragraphs.

pub mod factiva;
pub mod nexis;
pub mod proquest;

use super::build::Builder;
use super::lines::Line;
use super::{Input, build, front, html, markup, plain};
use crate::model::{Document, DocumentKind, TurnRole};
use std::borrow::Cow;

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
