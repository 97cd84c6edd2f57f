//! Web archives, WARC and ARC: each page that was answered with success is a document. Compressed ones are unpacked as gzip first.

use super::archive::{Archive, is_zip};
use super::{Format, Input, Likelihood, gzip, html};
use crate::model::{Document, Result, Trouble};
use brotli_decompressor::Decompressor;
use std::collections::BTreeSet;

pub const FORMAT: Format = Format {
    name: "warc",
    extensions: &["warc", "arc", "wacz"],
    about: "web archives (WARC, ARC and WACZ, gzip too)",
    sniff,
    read,
};

fn sniff(input: &Input) -> Likelihood {
    let head = input.bytes;
    let wacz = || is_zip(head) && Archive::open(input).is_ok_and(|archive| archive.has("datapackage.json"));
    if wacz() || head.starts_with(b"WARC/1.") || head.starts_with(b"WARC/0.") || head.starts_with(b"filedesc://") {
        Likelihood::Certain
    } else {
        Likelihood::Never
    }
}

/// What was archived under one address.
struct Record<'a> {
    url: String,
    /// `HTTP/1.1 200 OK`, headers, a blank line, the body; for a resource the body alone.
    block: &'a [u8],
    answered: bool,
    /// Bytes that the record says it has and has not.
    missing: usize,
}

fn read(input: &Input) -> Result<Vec<Document>> {
    if is_zip(input.bytes) {
        return packed(input);
    }
    let records = if input.bytes.starts_with(b"filedesc") { arc(input.bytes) } else { warc(input.bytes) };
    let mut documents: Vec<Document> = Vec::new();
    let mut seen = BTreeSet::new();
    let (mut pages, mut bare) = (0, Vec::new());
    for record in records {
        let lose = |what: String| input.lose(Trouble::new(format!("{}/{}", input.path, record.url), what));
        let body = match answer(&record, input) {
            Ok(Some(body)) => body,
            Ok(None) => continue,
            Err(what) => {
                lose(what);
                continue;
            }
        };
        pages += 1;
        let page = Input::inside(&record.url, &body, input);
        match html::page(page.text()) {
            Err(what) => lose(what),
            Ok(document) if document.turns.is_empty() => bare.push(record.url),
            Ok(document) if !seen.insert(document.text.clone()) => {}
            Ok(document) => {
                page.doubt_letters();
                if record.missing > 0 {
                    page.doubt(format!("{}: cut short, {} bytes are missing", record.url, record.missing));
                }
                documents.push(Document { url: Some(record.url), ..document });
            }
        }
    }
    if documents.is_empty() && input.aside().lost.is_empty() {
        return Err(input.trouble(format!("holds no page with an article ({pages} pages of HTML in it)")));
    }
    if let Some(first) = bare.first() {
        input.doubt(format!(
            "{} of {pages} pages hold no article and are passed over: {first}{}",
            bare.len(),
            if bare.len() > 1 { ", …" } else { "" }
        ));
    }
    Ok(documents)
}

/// WACZ: a zip with WARC files in its folder `archive`.
fn packed(input: &Input) -> Result<Vec<Document>> {
    let mut archive = Archive::open(input).map_err(|what| input.trouble(what))?;
    let mut documents = Vec::new();
    for name in archive.names().iter().filter(|name| name.starts_with("archive/") && name.contains(".warc")) {
        match archive.unpack(name) {
            Ok(bytes) => documents.extend(super::part(input, name, &bytes)),
            Err(what) => input.lose(Trouble::new(format!("{}/{name}", input.path), what)),
        }
    }
    Ok(documents)
}

/// Names in lower case, with their values.
type Headers = Vec<(String, String)>;

/// Headers up to the blank line, and what follows.
fn split(bytes: &[u8]) -> Option<(Headers, &[u8])> {
    let (end, gap) = match (find(bytes, b"\r\n\r\n"), find(bytes, b"\n\n")) {
        (Some(wide), Some(narrow)) if narrow < wide => (narrow, 2),
        (Some(wide), _) => (wide, 4),
        (None, Some(narrow)) => (narrow, 2),
        (None, None) => return None,
    };
    let head = String::from_utf8_lossy(&bytes[..end]);
    let headers = head.lines().filter_map(|line| line.split_once(':'));
    let headers = headers.map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_string())).collect();
    Some((headers, &bytes[end + gap..]))
}

fn find(bytes: &[u8], sought: &[u8]) -> Option<usize> {
    // Headers are short; a page is not searched to its end for them.
    bytes[..bytes.len().min(64 << 10)].windows(sought.len()).position(|window| window == sought)
}

fn header<'h>(headers: &'h [(String, String)], name: &str) -> &'h str {
    headers.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value)
}

/// Records of a WARC; a wrong length is put right by looking for the next record.
fn warc(bytes: &[u8]) -> Vec<Record<'_>> {
    let mut records = Vec::new();
    let mut rest = bytes;
    while let Some((headers, body)) = split(rest) {
        let length: usize = header(&headers, "content-length").parse().unwrap_or(0);
        let block = &body[..length.min(body.len())];
        let kind = header(&headers, "warc-type");
        if kind == "response" || (kind == "resource" && header(&headers, "content-type").contains("html")) {
            let url = header(&headers, "warc-target-uri").trim_matches(['<', '>']).to_string();
            records.push(Record { url, block, answered: kind == "response", missing: length - block.len() });
        }
        rest = &body[block.len()..];
        match rest.windows(5).position(|window| window == b"WARC/") {
            Some(next) => rest = &rest[next..],
            None => break,
        }
    }
    records
}

/// Records of an ARC: `URL IP date type length` and so many bytes.
fn arc(bytes: &[u8]) -> Vec<Record<'_>> {
    let mut records = Vec::new();
    let mut rest = bytes;
    while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
        let line = String::from_utf8_lossy(&rest[..end]).into_owned();
        rest = &rest[end + 1..];
        let fields: Vec<&str> = line.trim().split(' ').collect();
        let Some(length) = fields.last().and_then(|length| length.parse::<usize>().ok()).filter(|_| fields.len() >= 5)
        else {
            continue;
        };
        let block = &rest[..length.min(rest.len())];
        if fields[0].starts_with("http") {
            let url = fields[0].to_string();
            records.push(Record { url, block, answered: true, missing: length - block.len() });
        }
        rest = &rest[block.len()..];
    }
    records
}

/// The HTML of a successful answer, its transfer and content encodings undone; `None` for anything else.
///
/// # Errors
/// The encoding is not known, broken, or gives more than the limit of the file.
fn answer(record: &Record, input: &Input) -> std::result::Result<Option<Vec<u8>>, String> {
    if !record.answered {
        return Ok(Some(record.block.to_vec()));
    }
    let status = record.block.get(..12).map(String::from_utf8_lossy).unwrap_or_default();
    if !status.starts_with("HTTP/") || !status.contains(" 200") {
        return Ok(None);
    }
    let Some((headers, body)) = split(record.block) else { return Ok(None) };
    if !header(&headers, "content-type").to_ascii_lowercase().contains("html") {
        return Ok(None);
    }
    let chunked = header(&headers, "transfer-encoding").eq_ignore_ascii_case("chunked");
    let body = if chunked { dechunk(body).unwrap_or_else(|| body.to_vec()) } else { body.to_vec() };
    let encodings = header(&headers, "content-encoding").to_ascii_lowercase();
    encodings.split(',').rev().try_fold(body, |body, encoding| undone(record, input, encoding.trim(), body)).map(Some)
}

/// A body without one of its encodings; as far as it goes where that is broken.
fn undone(record: &Record, input: &Input, encoding: &str, body: Vec<u8>) -> std::result::Result<Vec<u8>, String> {
    // Archives often keep the header of an encoding that they have already undone.
    if matches!(encoding, "" | "identity" | "none") || body.trim_ascii_start().starts_with(b"<") {
        return Ok(body);
    }
    let (bytes, fault) = match encoding {
        "gzip" | "x-gzip" => gzip::unpack(input, &body),
        "deflate" => gzip::inflate(input, &body),
        "br" => gzip::drained(input, Decompressor::new(&body[..], 4096), "brotli"),
        other => Err(format!("is packed as `{other}`, expected gzip, deflate or br")),
    }?;
    if let Some(fault) = fault {
        let place = &record.url;
        input.doubt(format!("{place}: its {encoding} is cut short or broken ({fault}); read as far as it goes"));
    }
    Ok(bytes)
}

/// `None` where the body is not chunked after all.
fn dechunk(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = body.iter().take(20).position(|byte| *byte == b'\n')?;
        let size = String::from_utf8_lossy(&body[..end]);
        let size = usize::from_str_radix(size.trim().split(';').next().unwrap_or_default(), 16).ok()?;
        body = &body[end + 1..];
        if size == 0 || body.is_empty() {
            return Some(whole);
        }
        let chunk = &body[..size.min(body.len())];
        whole.extend_from_slice(chunk);
        body = body.get(size + 2..).unwrap_or_default();
        if body.is_empty() {
            return Some(whole);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::read::{Limits, Sidecar};

    fn record(kind: &str, url: &str, http: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <{url}>\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
            http.len()
        )
    }

    #[test]
    fn answers_of_servers_are_articles() {
        let page =
            "<html><head><title>Wet papers</title></head><body><p>The papers are wet, all of them.</p></body></html>";
        let chunked = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{page}\r\n0\r\n\r\n",
            page.len()
        );
        let text = [
            record("warcinfo", "", "software: x"),
            record("response", "https://e.example/a b", &chunked),
            record(
                "response",
                "https://e.example/gone",
                "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>gone</p>",
            ),
            record("revisit", "https://e.example/a b", ""),
        ]
        .concat();
        let documents =
            crate::read::read("a.warc", text.as_bytes(), &Sidecar::default(), None, &Limits::default()).expect("warc");
        assert_eq!(documents.len(), 1);
        assert_eq!(
            (documents[0].url.as_deref(), documents[0].title.as_deref()),
            (Some("https://e.example/a b"), Some("Wet papers"))
        );
    }

    #[test]
    fn a_cut_archive_keeps_what_it_has() {
        let page = "HTTP/1.0 200 OK\nContent-Type: text/html\n\n<html><body><p>The papers are wet, all of them.";
        let whole = format!(
            "filedesc://a.arc 0.0.0.0 20230101000000 text/plain 5\nhead\nhttp://e.example/ 1.2.3.4 20230101000000 text/html 9999\n{page}"
        );
        let documents =
            crate::read::read("a.arc", whole.as_bytes(), &Sidecar::default(), None, &Limits::default()).expect("arc");
        assert!(documents[0].text.contains("wet"));
    }
}
