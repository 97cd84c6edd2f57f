//! Word documents: paragraphs in order, tables included, deletions left out. What the words are (a transcript of a meeting, an export of a
//! database, an article) is then told from the text as for any other file.

use super::archive::{Archive, is_zip};
use super::{Format, Input, Likelihood, markup, xml};
use crate::model::{Document, Result};
use xml::Node;

pub const FORMAT: Format = Format {
    name: "docx",
    extensions: &["docx"],
    about: "Word documents (transcripts of Teams and others, articles)",
    sniff,
    read,
};

const BODY: &str = "word/document.xml";

fn sniff(input: &Input) -> Likelihood {
    let word = || Archive::open(input).is_ok_and(|archive| archive.has(BODY));
    match is_zip(input.bytes) {
        true if word() => Likelihood::Certain,
        true if input.extension() == "docx" => Likelihood::Certain,
        _ => Likelihood::Never,
    }
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let trouble = |what: String| input.trouble(what);
    let mut archive = Archive::open(input).map_err(trouble)?;
    let source = text_of(archive.unpack(BODY).map_err(trouble)?);
    let repaired = xml::repaired(&source);
    let tree = xml::parse(&repaired).map_err(trouble)?;
    let mut text = String::new();
    for paragraph in tree.descendants().filter(|node| node.tag_name().name() == "p" && !is_inside_paragraph(*node)) {
        let words = words(paragraph);
        text.push_str(words.trim_end());
        text.push_str("\n\n");
    }
    let mut documents =
        super::inside(input, &format!("{}.txt", input.path.trim_end_matches(".docx")), text.as_bytes())?;
    let core = archive.unpack("docProps/core.xml").map(text_of).unwrap_or_default();
    for document in &mut documents {
        if document.format == "text" || document.format == "labelled" {
            document.format = FORMAT.name.to_string();
        }
    }
    if let ([document], Ok(core)) = (&mut documents[..], xml::parse(&xml::repaired(&core))) {
        let fact = |name: &str| {
            xml::find(core.root(), name).map(|node| markup::one_line(&xml::words(node))).filter(|fact| !fact.is_empty())
        };
        document.title = fact("title").filter(|title| title != "Document").or(document.title.take());
        if document.authors.is_empty() && document.kind != crate::model::DocumentKind::Transcript {
            document.authors.extend(fact("creator"));
        }
    }
    Ok(documents)
}

fn text_of(bytes: Vec<u8>) -> String {
    super::charset::decode(&bytes).text.into_owned()
}

fn is_inside_paragraph(node: Node) -> bool {
    node.ancestors().skip(1).any(|node| node.tag_name().name() == "p")
}

/// The words of a paragraph with its breaks and tabs; text boxes inside it come along.
fn words(paragraph: Node) -> String {
    let mut words = String::new();
    let mut open: Vec<Node> = paragraph.children().rev().collect();
    while let Some(node) = open.pop() {
        match node.tag_name().name() {
            "del" | "moveFrom" | "instrText" | "delText" | "pPr" | "rPr" | "Fallback" => {}
            "t" => words.push_str(node.text().unwrap_or_default()),
            "tab" => words.push('\t'),
            "br" | "cr" => words.push('\n'),
            "noBreakHyphen" => words.push('-'),
            name => {
                if name == "p" && !words.is_empty() {
                    words.push('\n');
                }
                open.extend(node.children().rev());
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TurnRole;
    use crate::read::{Limits, Sidecar};
    use std::io::Write;
    use zip::write::{SimpleFileOptions, ZipWriter};

    pub fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).expect("memory");
            writer.write_all(text.as_bytes()).expect("memory");
        }
        writer.finish().expect("memory").into_inner()
    }

    fn word(paragraphs: &[&str]) -> Vec<u8> {
        let body: String = paragraphs.iter().map(|runs| format!("<w:p>{runs}</w:p>")).collect();
        let text = format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
        packed(&[(BODY, &text), ("docProps/core.xml", "<c xmlns:dc=\"d\"><dc:creator>Ana</dc:creator></c>")])
    }

    #[test]
    fn a_meeting_of_teams_is_a_transcript() {
        let bytes = word(&[
            "<w:r><w:t>Sync-20260615_133555-Meeting Transcript</w:t></w:r>",
            "<w:r><w:t>15 June 2026, 03:35am</w:t></w:r>",
            "<w:r><w:t>27m 42s</w:t></w:r>",
            "<w:r><w:t>Ana Lee started transcription</w:t></w:r>",
            "<w:r><w:t>Ana Lee   0:03</w:t><w:br/><w:t>All gone.</w:t></w:r><w:del><w:r><w:delText>not</w:delText></w:r></w:del>",
            "<w:r><w:t>Roy, Bo (Guest)   0:07</w:t><w:br/><w:t>Oh</w:t><w:br/><w:t>no.</w:t></w:r>",
        ]);
        let document =
            crate::read::read("a.docx", &bytes, &Sidecar::default(), None, &Limits::default()).expect("docx").remove(0);
        let speech: Vec<(&str, &str)> = document
            .turns
            .iter()
            .filter(|turn| turn.role == TurnRole::Speech)
            .map(|turn| (turn.speaker.as_deref().unwrap_or("-"), turn.span.of(&document.text)))
            .collect();
        assert_eq!(speech, [("Ana Lee", "All gone."), ("Roy, Bo (Guest)", "Oh\nno.")]);
        assert_eq!((document.format.as_str(), document.published.as_deref()), ("docx", Some("2026-06-15")));
    }

    #[test]
    fn bombs_and_other_archives_are_refused() {
        let limits = Limits { unpacked: 1000, ..Limits::default() };
        let fail = |bytes: &[u8]| {
            crate::read::read("a.docx", bytes, &Sidecar::default(), None, &limits).expect_err("trouble").what
        };
        let long = " ".repeat(1_000_000);
        assert!(fail(&word(&[&long])).contains("more than 1000"));
        assert!(fail(&packed(&[("../../etc/passwd", "x")])).contains("cannot be read"));
        assert!(fail(b"PK\x03\x04junk").contains("broken zip"));
    }
}
