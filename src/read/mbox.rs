//! Mailboxes: letters one after another, each begun by a line `From sender date`. Each is read as if it lay there itself.

use super::{Format, Input, Likelihood, mail};
use crate::model::{Document, Result, Trouble};
use regex::bytes::Regex;
use std::sync::LazyLock;

pub const FORMAT: Format =
    Format { name: "mbox", extensions: &["mbox", "mbx"], about: "mailboxes of many letters", sniff, read };

/// Letters of one mailbox.
const LETTERS: usize = 100_000;

fn sniff(input: &Input) -> Likelihood {
    let head = &input.bytes[..input.bytes.len().min(4096)];
    let first = starts(head).next() == Some(0);
    let headed = head.split(|byte| *byte == b'\n').nth(1).is_some_and(|line| {
        let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
        name.len() < line.len() && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
    });
    if first && headed { Likelihood::Certain } else { Likelihood::Never }
}

/// Where letters begin: at the head, and after blank lines.
fn starts(bytes: &[u8]) -> impl Iterator<Item = usize> {
    static FROM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?m-u)^From [^\r\n]{0,200}\b\d{1,2}:\d\d(?::\d\d)?\b[^\r\n]{0,40}\b(?:19|20)\d\d\b")
            .expect("a pattern of ours")
    });
    FROM.find_iter(bytes)
        .map(|found| found.start())
        .filter(|at| *at == 0 || bytes[..*at].ends_with(b"\n\n") || bytes[..*at].ends_with(b"\r\n\r\n"))
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let mut starts: Vec<usize> = starts(input.bytes).collect();
    if starts.len() > LETTERS {
        return Err(input.trouble(format!("holds more than {LETTERS} letters")));
    }
    starts.push(input.bytes.len());
    let mut documents = Vec::new();
    for (pair, number) in starts.windows(2).zip(1..) {
        let letter = &input.bytes[pair[0]..pair[1]];
        let from = letter.iter().position(|byte| *byte == b'\n').map_or(letter.len(), |end| end + 1);
        let (name, letter) = (format!("{number}.eml"), unescaped(&letter[from..]));
        if (mail::FORMAT.sniff)(&Input::new(&name, &letter, input.limits)) == Likelihood::Never {
            let what = "is no letter: it does not begin with lines like `From:` and `Date:`";
            input.lose(Trouble::new(format!("{}/{name}", input.path), what));
        } else {
            documents.extend(super::part(input, &name, &letter));
        }
    }
    Ok(documents)
}

/// `>From` at the beginning of a line stands for `From`.
fn unescaped(letter: &[u8]) -> Vec<u8> {
    static ESCAPED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?m-u)^>(>*From )").expect("a pattern of ours"));
    ESCAPED.replace_all(letter, &b"$1"[..]).into_owned()
}

#[cfg(test)]
mod tests {
    use crate::read::{Limits, Sidecar, open};

    #[test]
    fn each_letter_is_a_document() {
        let text = "From ana@e.example Tue Nov 14 10:00:00 2023\nFrom: Ana <ana@e.example>\nTo: bo@e.example\nSubject: The logs\nDate: Tue, 14 Nov 2023 10:00:00 +0000\n\n>From Monday on they are gone.\n\nFrom here on nothing was kept.\n\nFrom bo@e.example Wed Nov 15 10:00:00 2023\nnothing like a letter\n\nFrom bo@e.example Thu Nov 16 10:00:00 2023\nFrom: Bo <bo@e.example>\nTo: ana@e.example\nSubject: Re: The logs\n\nAll of them?\n";
        let contents = open("a.mbox", text.as_bytes(), &Sidecar::default(), None, &Limits::default()).expect("mbox");
        let shown: Vec<(Option<&str>, &str)> =
            contents.documents.iter().map(|document| (document.title.as_deref(), document.text.as_str())).collect();
        assert_eq!(
            shown,
            [
                (Some("The logs"), "From Monday on they are gone.\nFrom here on nothing was kept."),
                (Some("Re: The logs"), "All of them?")
            ]
        );
        assert_eq!(contents.lost[0].place, "a.mbox/2.eml");
    }
}
