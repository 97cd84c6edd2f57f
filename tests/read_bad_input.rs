//! Whatever bytes come, the readers say what is wrong or give documents whose spans hold: no panic, no broken character, no other file lost.
#![allow(clippy::disallowed_methods, reason = "how many cases to try is the caller's to say")]

use gainsay::lexicon::Lexicon;
use gainsay::model::{Document, Span};
use gainsay::read::{self, FORMATS, Limits, Sidecar};
use gainsay::segment;
use proptest::prelude::*;
use std::fs;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

/// The cases of `tests/cases/read`, as seeds.
static SEEDS: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/read");
    let mut seeds: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .expect("the cases")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_none_or(|extension| extension != "expected"))
        .map(|path| {
            (path.file_name().expect("a name").to_string_lossy().into_owned(), fs::read(&path).expect("a case"))
        })
        .collect();
    seeds.sort();
    seeds
});

const LIMITS: Limits = Limits { file: 1 << 20, unpacked: 1 << 20, depth: 3 };

/// Reads bytes by their content and by each reader in turn.
fn try_all(path: &str, bytes: &[u8]) {
    for forced in std::iter::once(None).chain(FORMATS.iter().map(|format| Some(format.name))) {
        match read::read(path, bytes, &Sidecar::default(), forced, &LIMITS) {
            Ok(documents) => documents.iter().for_each(hold),
            Err(trouble) => {
                assert!(trouble.place.starts_with(path), "{trouble}");
                assert!(!trouble.what.is_empty());
            }
        }
    }
}

fn hold(document: &Document) {
    assert!(!document.turns.is_empty(), "{}", document.format);
    let mut end = 0;
    for turn in &document.turns {
        let words = document.text.get(turn.span.start..turn.span.end).expect("a span on character boundaries");
        assert!(!words.is_empty() && turn.span.start >= end, "{}: {turn:?}", document.format);
        assert!(turn.line >= 1, "{}: {turn:?}", document.format);
        assert!(turn.time.is_none_or(|time| time.start.is_finite()), "{turn:?}");
        end = turn.span.end;
    }
    let mut end = 0;
    for sentence in segment::sentences(document, &LEXICON) {
        let Span { start, end: stop } = sentence.span;
        let words = document.text.get(start..stop).expect("a span on character boundaries");
        assert!(start >= end && !words.trim().is_empty() && words.trim().len() == words.len(), "{words:?}");
        assert!(document.turns[sentence.turn].span.start <= start);
        end = stop;
    }
}

/// What a transmission, an editor or an enemy does to bytes.
#[derive(Clone, Debug)]
enum Harm {
    Flip(usize, u8),
    Cut(usize),
    Drop(usize, usize),
    Repeat(usize, usize),
    Insert(usize, &'static str),
}

fn harm() -> impl Strategy<Value = Harm> {
    let tokens = prop::sample::select(vec![
        "-->",
        "\n\n",
        "\r",
        "<v ",
        "</",
        "{\"",
        "[",
        "]}",
        ":",
        "00:00:01.000",
        "\u{feff}",
        "é",
        "“",
        "\0",
        "&#x110000;",
        "WEBVTT",
        "<p>",
        "Q.",
        "99999999999999999999",
        "-1",
        "NaN",
        "1e999",
        "\u{2028}",
        "<![CDATA[",
        "&amp;amp;",
        "---\n",
        "\t",
    ]);
    prop_oneof![
        (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Harm::Flip(at, byte)),
        any::<usize>().prop_map(Harm::Cut),
        (any::<usize>(), 0..40usize).prop_map(|(at, length)| Harm::Drop(at, length)),
        (any::<usize>(), 0..60usize).prop_map(|(at, length)| Harm::Repeat(at, length)),
        (any::<usize>(), tokens).prop_map(|(at, token)| Harm::Insert(at, token)),
    ]
}

fn harmed(mut bytes: Vec<u8>, harms: &[Harm]) -> Vec<u8> {
    for harm in harms {
        let length = bytes.len().max(1);
        match *harm {
            Harm::Flip(at, byte) if !bytes.is_empty() => bytes[at % length] = byte,
            Harm::Flip(..) => {}
            Harm::Cut(at) => bytes.truncate(at % length),
            Harm::Drop(at, count) => {
                drop(bytes.drain((at % length).min(bytes.len())..(at % length + count).min(bytes.len())))
            }
            Harm::Repeat(at, count) => {
                let from = (at % length).min(bytes.len());
                let piece = bytes[from..(from + count).min(bytes.len())].to_vec();
                bytes.splice(from..from, piece);
            }
            Harm::Insert(at, token) => {
                let from = (at % length).min(bytes.len());
                bytes.splice(from..from, token.bytes());
            }
        }
    }
    bytes
}

/// Sixty-four, or `PROPTEST_CASES` for a long run.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(64)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn harmed_files_never_panic(seed in any::<prop::sample::Index>(), harms in prop::collection::vec(harm(), 1..6)) {
        let (name, bytes) = &SEEDS[seed.index(SEEDS.len())];
        try_all(name, &harmed(bytes.clone(), &harms));
    }

    #[test]
    fn any_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        try_all("a.bin", &bytes);
    }

    #[test]
    fn any_text_is_kept_as_it_is(text in "(\\PC|\n){1,200}") {
        if let Ok(documents) = read::read("a.txt", text.as_bytes(), &Sidecar::default(), Some("text"), &LIMITS) {
            prop_assert_eq!(&documents[0].text, &text);
        }
        try_all("a.txt", text.as_bytes());
    }
}

#[test]
fn the_same_bytes_give_the_same_documents() {
    for (name, bytes) in SEEDS.iter() {
        let read =
            || read::read(name, bytes, &Sidecar::default(), None, &LIMITS).map_err(|trouble| trouble.to_string());
        assert_eq!(read(), read(), "{name}");
    }
}

/// Each kind of broken file has a message that says what is wrong.
#[test]
fn trouble_is_named() {
    let deep = |open: &str, close: &str, count: usize| format!("{}x{}", open.repeat(count), close.repeat(count));
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE tt [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><tt xmlns=\"http://www.w3.org/ns/ttml\"><body><p begin=\"1s\" end=\"2s\">&b;&b;</p></body></tt>";
    for (name, bytes, expected) in [
        ("empty.txt", Vec::new(), "is empty"),
        ("mark.txt", b"\xef\xbb\xbf\n".to_vec(), "is empty"),
        ("picture.jpg", vec![0xff, 0xd8, 0xff, 0xe0, 0, 16, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0], "no known format"),
        ("deep.json", deep("[", "]", 200_000).into_bytes(), "nested deeper"),
        ("deep.json", format!("{{\"segments\":{}}}", deep("[", "]", 5_000)).into_bytes(), "nested deeper"),
        (
            "deep.html",
            format!("<html><body>{}</body></html>", deep("<div>", "</div>", 30_000)).into_bytes(),
            "nested deeper",
        ),
        (
            "deep.ttml",
            format!("<tt xmlns=\"http://www.w3.org/ns/ttml\">{}</tt>", deep("<div>", "</div>", 30_000)).into_bytes(),
            "nested deeper",
        ),
        ("broken.ttml", b"<tt xmlns=\"http://www.w3.org/ns/ttml\"><p begin=\"1s\">a</tt>".to_vec(), "broken XML"),
        ("cut.json", b"{\"segments\": [{\"start\": 0, \"end\": 1, \"text\": \"All".to_vec(), "cut short"),
        ("other.zip", b"PK\x03\x04 and junk that is no archive".to_vec(), "broken zip"),
        ("notes.docx", b"PK\x03\x04 and junk that is no archive".to_vec(), "broken zip"),
        ("large.txt", vec![b'a'; (1 << 20) + 1], "more than"),
        ("menu.html", b"<html><body><nav>Home</nav></body></html>".to_vec(), "holds no article"),
        ("no-cues.vtt", b"WEBVTT\n\nwords without a time\n".to_vec(), "has no cues"),
    ] {
        let found = read::read(name, &bytes, &Sidecar::default(), None, &LIMITS);
        let trouble = found.expect_err(name);
        assert!(trouble.what.contains(expected), "{trouble}");
    }
    let lit = read::read("bomb.ttml", bomb.as_bytes(), &Sidecar::default(), None, &LIMITS)
        .expect("the words beside the bomb");
    assert_eq!(lit[0].text, "&b;&b;", "an entity of the file's own is never expanded");
}

/// A long line of every shape that a reader looks for, is read in its turn.
#[test]
fn long_lines_are_read() {
    for piece in [
        "word ",
        "Ana: ",
        "a. ",
        "(",
        "<b>",
        "00:00:01.000 --> ",
        "“",
        "**",
        "&",
        "_",
        "1\n",
        "Ana: hi\n",
        "Q. x\n",
        "\n\n",
        "[",
        "- ",
        "{\\an8}",
        "a.",
        "a.” ",
        "<b",
        "x.Y",
    ] {
        let text = piece.repeat(50_000 / piece.len());
        for name in ["a.txt", "a.md", "a.srt", "a.vtt", "a.html"] {
            if let Ok(documents) = read::read(name, text.as_bytes(), &Sidecar::default(), None, &LIMITS) {
                documents.iter().for_each(hold);
            }
        }
    }
}
