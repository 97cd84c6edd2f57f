//! E-mail and web pages saved as MHTML, which is e-mail in form. Attachments are read as files of their own.

use super::{Format, Input, Likelihood, build, html, plain};
use crate::model::{Document, DocumentKind, Result, TurnRole};
use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};

pub const FORMAT: Format = Format {
    name: "mail",
    extensions: &["eml", "mht", "mhtml"],
    about: "e-mail with its attachments; web pages saved as MHTML",
    sniff,
    read,
};

fn sniff(input: &Input) -> Likelihood {
    const HEADERS: &[&str] = &[
        "from",
        "to",
        "date",
        "subject",
        "message-id",
        "mime-version",
        "received",
        "return-path",
        "delivered-to",
        "content-type",
    ];
    let head: &[u8] = &input.bytes[..input.bytes.len().min(16_384)];
    let head = String::from_utf8_lossy(head);
    let lines = head.trim_start_matches('\u{feff}').lines().take_while(|line| !line.trim().is_empty());
    let mut known = 0;
    for line in lines.filter(|line| !line.starts_with([' ', '\t'])) {
        let Some((name, _)) = line.split_once(':') else { return Likelihood::Never };
        if name.contains(' ') {
            return Likelihood::Never;
        }
        known += usize::from(HEADERS.contains(&name.to_ascii_lowercase().as_str()));
    }
    let marked = FORMAT.extensions.contains(&input.extension().as_str());
    match known {
        3.. => Likelihood::Certain,
        2 if marked => Likelihood::Certain,
        _ => Likelihood::Never,
    }
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let message =
        MessageParser::default().parse(input.bytes).ok_or_else(|| input.trouble("is no e-mail: it has no headers"))?;
    let saved = message.header_raw("Snapshot-Content-Location").map(|url| url.trim().to_string());
    if saved.is_some() || message.header_raw("From").is_some_and(|from| from.contains("<Saved by")) {
        return page(input, &message, saved);
    }
    let mut documents = Vec::new();
    documents.extend(letter(input, &message));
    let mut passed = Vec::new();
    for (number, part) in message.attachments().enumerate() {
        let name = part.attachment_name().map_or(format!("part {}", number + 1), |name| name.replace(['/', '\\'], "_"));
        if part.is_message() || super::is_named(&name) {
            documents.extend(super::part(input, &name, part.contents()));
        } else {
            passed.push(name);
        }
    }
    super::pass(input, "attachment", &passed);
    Ok(documents)
}

/// The letter itself: a statement of its sender's, a paragraph a turn. Quoted letters before it are notes.
fn letter(input: &Input, message: &Message) -> Option<Document> {
    let body = message.body_text(0).filter(|body| !body.trim().is_empty())?;
    let lines = Lines::of(message.text_part(0)?, input.bytes);
    let body = body.replace("\r\n", "\n");
    let mut builder = build::Builder::default();
    let mut quoted = false;
    for turn in plain::paragraphs(&body, 0) {
        let words = turn.span.of(&body);
        quoted |= is_history(words);
        let role = if quoted || words.starts_with('>') { TurnRole::Note } else { turn.role };
        builder.push(role, words, lines.of_file(turn.line));
    }
    let mut document = builder.finish(DocumentKind::Statement);
    document.title = message.subject().map(str::to_string);
    let sender = message.from().and_then(|from| from.first());
    let name = sender.and_then(|sender| sender.name.as_deref().or(sender.address.as_deref())).map(str::to_string);
    document.authors.extend(name.clone());
    document.source = name;
    let date = message.date().map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    build::publish(&mut document, date, "metadata");
    Some(document)
}

fn is_history(words: &str) -> bool {
    let first = words.lines().next().unwrap_or_default();
    (first.starts_with("On ") && first.ends_with("wrote:"))
        || first.starts_with("-----Original Message")
        || first.starts_with("________________________________")
}

/// Which lines of the file the lines of a decoded body are.
struct Lines {
    first: u32,
    /// By decoded line; those behind the last are the last's. Where nothing tells them apart (base64, a letter that is a page) there is but one.
    numbers: Vec<u32>,
}

impl Lines {
    fn of(part: &MessagePart, file: &[u8]) -> Lines {
        let (start, end) = (part.offset_body as usize, part.offset_end as usize);
        let first = 1 + file[..start.min(file.len())].iter().filter(|byte| **byte == b'\n').count() as u32;
        let raw = file.get(start..end.min(file.len())).unwrap_or_default();
        let numbers = match (&part.body, part.encoding) {
            (PartType::Text(_), Encoding::None) => (0..raw.split(|byte| *byte == b'\n').count() as u32).collect(),
            (PartType::Text(_) | PartType::Html(_), Encoding::QuotedPrintable) => unfolded(raw),
            _ => vec![0],
        };
        Lines { first, numbers }
    }

    fn of_file(&self, decoded: u32) -> u32 {
        let at = (decoded.max(1) as usize - 1).min(self.numbers.len() - 1);
        self.first + self.numbers[at]
    }
}

/// For each line that quoted-printable words make once they are decoded (RFC 2045, 6.7), the line it begins on: a line that ends in `=` goes on, and `=0A` ends one.
fn unfolded(raw: &[u8]) -> Vec<u32> {
    let mut numbers = Vec::new();
    let mut goes_on = false;
    for (line, number) in raw.split(|byte| *byte == b'\n').zip(0..) {
        if !goes_on {
            numbers.push(number);
        }
        let breaks = line.windows(3).filter(|three| three.eq_ignore_ascii_case(b"=0A")).count();
        numbers.extend(std::iter::repeat_n(number, breaks));
        goes_on = line.trim_ascii_end().ends_with(b"=");
    }
    numbers
}

/// A saved page; the time of saving is not when it was published.
fn page(input: &Input, message: &Message, url: Option<String>) -> Result<Vec<Document>> {
    let found = message.parts.iter().find_map(|part| match &part.body {
        PartType::Html(source) => Some((part, source)),
        _ => None,
    });
    let (part, source) = found.ok_or_else(|| input.trouble("is a saved page without HTML in it"))?;
    let mut document = html::page(source).map_err(|what| input.trouble(what))?;
    let lines = Lines::of(part, input.bytes);
    document.turns.iter_mut().for_each(|turn| turn.line = lines.of_file(turn.line));
    document.format = "mhtml".to_string();
    document.url = url.or(document.url);
    document.title = document.title.or_else(|| message.subject().map(str::to_string));
    Ok(vec![document])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Limits, Sidecar};

    fn documents(path: &str, text: &str) -> Vec<Document> {
        crate::read::read(path, text.as_bytes(), &Sidecar::default(), None, &Limits::default()).expect("mail")
    }

    #[test]
    fn a_letter_and_its_transcript() {
        let text = "From: =?utf-8?q?Ana_L=C3=A9e?= <ana@e.example>\r\nTo: bo@e.example\r\nSubject: The logs\r\nDate: Tue, 14 Nov 2023 10:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nWe moved =93all=94 of them.\r\n\r\nOn Monday Bo wrote:\r\n> Why?\r\n--b\r\nContent-Type: text/vtt; name=a.vtt\r\nContent-Disposition: attachment; filename=a.vtt\r\n\r\nWEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\n<v Bo>Gone.\r\n--b--\r\n";
        let documents = documents("a.eml", text);
        assert_eq!(
            (documents[0].title.as_deref(), documents[0].source.as_deref()),
            (Some("The logs"), Some("Ana Lée"))
        );
        assert_eq!(documents[0].published.as_deref(), Some("2023-11-14"));
        assert!(documents[0].text.starts_with("We moved “all” of them."), "{}", documents[0].text);
        assert_eq!(documents[0].turns.last().map(|turn| turn.role), Some(TurnRole::Note));
        assert_eq!((documents[1].format.as_str(), documents[1].path.as_str()), ("vtt", "a.eml#2"));
    }

    #[test]
    fn rows_give_lines_of_the_file() {
        let head = "From: ana@e.example\nDate: Tue, 14 Nov 2023 10:00:00 +0000\nSubject: Logs\nMIME-Version: 1.0\n";
        let lines = |rest: &str| {
            let documents = documents("a.eml", &format!("{head}{rest}"));
            documents[0].turns.iter().map(|turn| turn.line).collect::<Vec<_>>()
        };
        assert_eq!(lines("\nAll went.\n\nNone came.\n"), [6, 8]);
        let folded =
            "Content-Transfer-Encoding: quoted-printable\n\nAll of =\nthem went.\n\nNone=0A=0ACame.\n\nBack.\n";
        assert_eq!(lines(folded), [7, 10, 10, 12]);
        assert_eq!(lines("Content-Transfer-Encoding: base64\n\nQWxsIHdlbnQuCgpOb25lLgo=\n"), [7, 7]);
    }

    #[test]
    fn a_saved_page_is_an_article() {
        let text = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://e.example/a\r\nSubject: Wet\r\nDate: Tue, 14 Nov 2023 10:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html><head><title>Wet papers</title></head><body><p>The papers =\r\nare wet, all of them.</p></body></html>\r\n--b--\r\n";
        let document = documents("a.mhtml", text).remove(0);
        assert_eq!(
            (document.format.as_str(), document.kind, document.published.as_deref()),
            ("mhtml", DocumentKind::Article, None)
        );
        assert_eq!(document.url.as_deref(), Some("https://e.example/a"));
        assert!(document.text.contains("The papers are wet"));
    }
}
