//! SAMI captions: HTML of a kind, in which `<SYNC Start=1500>` begins what is shown from then on.

use super::captions::{self, Cue};
use super::{Format, Input, Likelihood, markup};
use crate::model::{Document, Result};
use regex::Regex;
use std::sync::LazyLock;

pub const FORMAT: Format = Format { name: "sami", extensions: &["smi", "sami"], about: "SAMI captions", sniff, read };

fn sniff(input: &Input) -> Likelihood {
    let head: String = input.head().chars().take(200).collect::<String>().to_ascii_lowercase();
    if head.starts_with("<sami") { Likelihood::Certain } else { Likelihood::Never }
}

fn read(input: &Input) -> Result<Vec<Document>> {
    static SYNC: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?i)<sync\b[^>]*?\bstart\s*=\s*["']?(\d{1,12})[^>]*>"#).expect("a pattern of ours")
    });
    static TITLE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?is)<title>(.*?)</title>").expect("a pattern of ours"));
    let text = input.text();
    let marks: Vec<(usize, usize, f64)> = SYNC
        .captures_iter(text)
        .filter_map(|found| {
            let whole = found.get(0).expect("the whole match");
            Some((whole.start(), whole.end(), found[1].parse::<f64>().ok()? / 1000.0))
        })
        .collect();
    if marks.is_empty() {
        return Err(input.trouble("has no times like `<SYNC Start=1500>`"));
    }
    let mut cues = Vec::new();
    let (mut line, mut counted) = (1, 0);
    for (at, (from, to, start)) in marks.iter().enumerate() {
        line += text[counted..*from].matches('\n').count() as u32;
        counted = *from;
        let next = marks.get(at + 1);
        let until = next.map_or(text.len(), |next| next.0);
        let words = words(&text[*to..until]);
        let end = next.map_or(*start, |next| next.2.max(*start));
        // A blank takes the words before it off the screen.
        if !words.is_empty() {
            cues.push(Cue { start: *start, end, text: words, line, ..Cue::default() });
        }
    }
    let mut document = captions::transcript(cues);
    document.title = TITLE.captures(text).map(|found| markup::clean(&found[1])).filter(|title| !title.is_empty());
    Ok(vec![document])
}

/// Of the languages that are shown at once the first; `<br>` is a line break.
fn words(source: &str) -> String {
    static BREAK: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)<br\s*/?>").expect("a pattern of ours"));
    static SPEECH: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)<p\b").expect("a pattern of ours"));
    let source = source.split("</BODY>").next().unwrap_or(source).split("</body>").next().unwrap_or(source);
    let mut parts = SPEECH.find_iter(source).map(|found| found.start());
    let from = parts.next().unwrap_or(0);
    let first = &source[from..parts.next().unwrap_or(source.len())];
    let lines = BREAK.replace_all(first, "\u{2028}").replace(['\r', '\n', '\t'], " ").replace('\u{2028}', "\n");
    lines.replace("&nbsp;", " ").trim().to_string()
}

#[cfg(test)]
mod tests {
    use crate::read::{Limits, Sidecar};

    #[test]
    fn what_is_shown_ends_with_the_next() {
        let text = "<SAMI><HEAD><TITLE>The &amp; board</TITLE></HEAD><BODY>\n<SYNC Start=1500><P Class=ENCC>Ana: All<br>gone.\n<P Class=DECC>Alles weg.\n<SYNC Start=\"2500\"><P Class=ENCC>&nbsp;\n<SYNC Start=4000><P Class=ENCC>Bo: No.\n</BODY></SAMI>\n";
        let document = crate::read::read("a.smi", text.as_bytes(), &Sidecar::default(), None, &Limits::default())
            .expect("sami")
            .remove(0);
        assert_eq!((document.format.as_str(), document.text.as_str()), ("sami", "Ana: All gone.\nBo: No."));
        assert_eq!((document.title.as_deref(), document.turns[1].line), (Some("The & board"), 5));
        let times = document.turns.iter().filter_map(|turn| turn.time).map(|time| (time.start, time.end));
        assert_eq!(times.collect::<Vec<_>>(), [(1.5, Some(2.5)), (4.0, None)]);
    }
}
