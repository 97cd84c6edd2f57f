//! PDF files with a text layer. What their words are is told from the text as for any other file; a turn's cue is its page.

use super::{Format, Input, Likelihood, charset, gzip};
use crate::model::{Document, Result};
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::{LazyLock, Once, mpsc};
use std::time::Duration;
use std::{panic, thread};

pub const FORMAT: Format =
    Format { name: "pdf", extensions: &["pdf"], about: "PDF files with a text layer", sniff, read };

/// Seconds after which a file is given up: some damaged ones send the parser round in circles.
const PATIENCE: Duration = Duration::from_secs(60);
/// Of the thread that parses; objects may be nested deep.
const STACK: usize = 64 << 20;
const THREAD: &str = "reader of a PDF";

fn sniff(input: &Input) -> Likelihood {
    let head = &input.bytes[..input.bytes.len().min(1024)];
    if head.windows(5).any(|window| window == b"%PDF-") { Likelihood::Certain } else { Likelihood::Never }
}

fn read(input: &Input) -> Result<Vec<Document>> {
    weigh(input).map_err(|what| input.trouble(what))?;
    let pages = pages(input.bytes).map_err(|what| input.trouble(what))?;
    if pages.iter().map(String::len).sum::<usize>() > input.limits.unpacked {
        return Err(input.trouble(format!("unpacks to more than {} bytes", input.limits.unpacked)));
    }
    if pages.iter().all(|page| page.trim().is_empty()) {
        let trouble = input.trouble("holds no text: its pages are pictures");
        return Err(trouble.hint("run a text recognition over it first, and read what comes out"));
    }
    let mut text = String::new();
    let mut starts = Vec::new();
    for page in &pages {
        starts.push(text.matches('\n').count() as u32 + 1);
        text.push_str(page.trim_end());
        text.push_str("\n\n");
    }
    // A mark of another encoding cannot stand in text that the parser has decoded.
    let text = charset::decode(text.as_bytes()).text.into_owned();
    let path = format!("{}.txt", input.path.trim_end_matches(".pdf"));
    let mut documents = super::inside(input, &path, text.as_bytes())?;
    for document in &mut documents {
        if document.format == "text" || document.format == "labelled" {
            document.format = FORMAT.name.to_string();
        }
        for turn in &mut document.turns {
            let page = starts.partition_point(|start| *start <= turn.line);
            turn.cue = turn.cue.take().or_else(|| Some(format!("p. {page}")));
        }
    }
    Ok(documents)
}

/// Unpacks each stream once without keeping it, because the parser unpacks whatever it meets, however large.
///
/// # Errors
/// All together come to more than the file's limit.
fn weigh(input: &Input) -> std::result::Result<(), String> {
    let mut left = input.limits.unpacked;
    for (at, _) in input.bytes.windows(6).enumerate().filter(|(_, window)| *window == b"stream") {
        let stream = input.bytes[at + 6..].trim_ascii_start();
        left = left
            .checked_sub(gzip::weight(stream, left))
            .ok_or_else(|| format!("unpacks to more than {} bytes", input.limits.unpacked))?;
    }
    Ok(())
}

/// A damaged file makes the parser panic. That is caught and told as trouble of the file; what the panic itself would print helps nobody.
/// Panics of all other threads are shown as before.
fn hush() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if thread::current().name() != Some(THREAD) {
                before(panic);
            }
        }));
    });
}

/// The words of each page. The parser runs in a thread of its own, so that a panic or an endless loop in it costs this file only.
fn pages(bytes: &[u8]) -> std::result::Result<Vec<String>, String> {
    let (sender, receiver) = mpsc::channel();
    let bytes = bytes.to_vec();
    let parse = move || {
        drop(sender.send(pdf_extract::extract_text_from_mem_by_pages(&bytes).map_err(|fault| fault.to_string())))
    };
    hush();
    let thread = thread::Builder::new().name(THREAD.to_string()).stack_size(STACK).spawn(parse);
    thread.map_err(|fault| format!("cannot be read: no thread for it ({fault})"))?;
    match receiver.recv_timeout(PATIENCE) {
        Ok(Ok(pages)) => {
            let words: String = pages.concat();
            Ok(pages.iter().map(|page| joined(page, &words)).collect())
        }
        Ok(Err(fault)) => Err(format!("is a PDF that cannot be read: {fault}")),
        Err(mpsc::RecvTimeoutError::Timeout) => Err("is a PDF whose reading was given up after a minute".to_string()),
        Err(mpsc::RecvTimeoutError::Disconnected) => Err("is a damaged PDF".to_string()),
    }
}

/// Words that were cut at the end of a line become whole. A hyphen stays where the text writes the word with it elsewhere.
fn joined(page: &str, all: &str) -> String {
    static CUT: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(\p{L}*\p{Ll})-[ \t]*\n[ \t]*(\p{Ll}\p{L}*)").expect("a pattern of ours"));
    let words = || all.split(|c: char| !(c.is_alphanumeric() || c == '-'));
    let hyphened: BTreeSet<&str> = words().filter(|word| word.contains('-')).collect();
    let join = |found: &regex::Captures| {
        let whole = format!("{}-{}", &found[1], &found[2]);
        if hyphened.contains(whole.as_str()) { whole } else { format!("{}{}", &found[1], &found[2]) }
    };
    CUT.replace_all(page, join).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TurnRole;
    use crate::read::{Limits, Sidecar};

    /// A file of one page with these lines, as simple as PDF can be.
    fn file(lines: &[&str]) -> Vec<u8> {
        let shown: String = lines.iter().map(|line| format!("({line}) Tj 0 -14 Td\n")).collect();
        let stream = format!("BT /F1 12 Tf 72 720 Td\n{shown}ET");
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>".to_string(),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_string(),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_string(),
            format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_string(),
        ];
        let mut file = "%PDF-1.4\n".to_string();
        let mut offsets = Vec::new();
        for (number, object) in objects.iter().enumerate() {
            offsets.push(file.len());
            file += &format!("{} 0 obj\n{object}\nendobj\n", number + 1);
        }
        let table = file.len();
        file += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
        for offset in offsets {
            file += &format!("{offset:010} 00000 n \n");
        }
        file += &format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1);
        file.into_bytes()
    }

    #[test]
    fn a_transcript_on_paper_has_its_speakers() {
        let bytes = file(&["Ana Lee: We kept the lists.", "Bo Roy: Where?", "Ana Lee: In Lagos.", "Bo Roy: Oh."]);
        let document =
            crate::read::read("a.pdf", &bytes, &Sidecar::default(), None, &Limits::default()).expect("pdf").remove(0);
        let speech: Vec<(Option<&str>, &str, Option<&str>)> = document
            .turns
            .iter()
            .filter(|turn| turn.role == TurnRole::Speech)
            .map(|turn| (turn.speaker.as_deref(), turn.span.of(&document.text), turn.cue.as_deref()))
            .collect();
        assert_eq!(document.format, "pdf");
        assert_eq!(speech.first(), Some(&(Some("Ana Lee"), "We kept the lists.", Some("p. 1"))));
        assert_eq!(speech.len(), 4);
    }

    #[test]
    fn damaged_files_are_named() {
        let whole = file(&["All gone."]);
        for bytes in [&whole[..whole.len() / 2], b"%PDF-1.7\njunk"] {
            assert!(crate::read::read("a.pdf", bytes, &Sidecar::default(), None, &Limits::default()).is_err());
        }
    }

    #[test]
    fn words_cut_at_a_line_end_become_whole() {
        assert_eq!(
            joined("the infor-\nmation is well-\nknown, as a well-known\n", "well-known"),
            "the information is well-known, as a well-known\n"
        );
    }
}
