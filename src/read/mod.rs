//! Bytes to documents: one file a format, one row each in [`FORMATS`].
//!
//! What a file is, its content decides; its name only where two formats fit equally well. A reader fills what the file tells; a user's
//! [`Sidecar`] wins over it.

mod archive;
mod article_json;
mod ass;
mod aws;
mod build;
mod bundle;
mod captions;
mod charset;
mod chat;
mod clock;
mod database;
mod date;
mod days;
mod deposition;
mod docx;
mod editor;
mod elan;
mod feed;
mod finder;
mod front;
mod google;
mod gzip;
mod heads;
mod hearing;
mod html;
mod ibm;
mod input;
mod json;
mod label;
mod labelled;
mod lines;
mod lrc;
mod mail;
mod markdown;
mod markup;
mod mbox;
mod messages;
mod microdvd;
mod mpsub;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
mod rtf;
mod sami;
mod sbv;
pub mod sheet;
pub mod sidecar;
mod slack;
mod srt;
mod stt;
mod talkbank;
mod textgrid;
mod tiers;
mod ttml;
mod turns_json;
pub mod vtt;
mod warc;
mod whisper;
mod whisper_table;
mod words;
mod xml;
mod youtube;

use input::Aside;
pub use input::{Input, Likelihood, Limits};
pub use sidecar::{Sidecar, is_sidecar};

use crate::model::{Document, Result, Trouble};
use sha2::{Digest, Sha256};

/// A kind of file that can be read.
pub struct Format {
    /// As `--read` and `status` name it.
    pub name: &'static str,
    /// Lower case; they decide only between formats that fit equally well.
    pub extensions: &'static [&'static str],
    /// For help: whose files these are.
    pub about: &'static str,
    pub sniff: fn(&Input) -> Likelihood,
    /// Fills all of a document but `id`, `path`, `sha256` and `format`.
    pub read: fn(&Input) -> Result<Vec<Document>>,
}

/// In the order in which help lists them.
pub const FORMATS: &[Format] = &[
    plain::FORMAT,
    labelled::FORMAT,
    markdown::FORMAT,
    html::FORMAT,
    vtt::FORMAT,
    srt::FORMAT,
    sbv::FORMAT,
    ttml::FORMAT,
    ass::FORMAT,
    lrc::FORMAT,
    sami::FORMAT,
    microdvd::FORMAT,
    mpsub::FORMAT,
    youtube::FORMAT,
    whisper::FORMAT,
    whisper_table::FORMAT,
    aws::FORMAT,
    google::FORMAT,
    ibm::FORMAT,
    stt::FORMAT,
    turns_json::FORMAT,
    hearing::FORMAT,
    deposition::FORMAT,
    elan::FORMAT,
    textgrid::FORMAT,
    talkbank::FORMAT,
    chat::FORMAT,
    slack::FORMAT,
    messages::FORMAT,
    docx::FORMAT,
    rtf::FORMAT,
    mail::FORMAT,
    mbox::FORMAT,
    feed::FORMAT,
    article_json::FORMAT,
    database::nexis::FORMAT,
    database::factiva::FORMAT,
    database::proquest::FORMAT,
    editor::FORMAT,
    warc::FORMAT,
    #[cfg(feature = "pdf")]
    pdf::FORMAT,
    gzip::FORMAT,
    bundle::FORMAT,
];

/// Formats whose bytes are no text: their parts are decoded one by one.
const PACKED: &[&str] = &["docx", "mail", "mbox", "pdf", "slack", "warc", "zip", "gzip"];

/// What came out of one file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contents {
    pub documents: Vec<Document>,
    /// Parts that could not be read, each by its own path below the file's: an attachment, a page of an archive.
    pub lost: Vec<Trouble>,
    /// What a user should know of what was read: a guessed encoding, letters decoded twice, pages passed over.
    pub doubts: Vec<String>,
}

/// The documents of one file, for who needs no more of its [`Contents`].
///
/// # Errors
/// As [`open`].
pub fn read(
    path: &str,
    bytes: &[u8],
    sidecar: &Sidecar,
    forced: Option<&str>,
    limits: &Limits,
) -> Result<Vec<Document>> {
    Ok(open(path, bytes, sidecar, forced, limits)?.documents)
}

/// Reads one file. `path` is shown to the user and tells the file's name; `forced` is the name of a format.
///
/// # Errors
/// Says what is wrong with the file and what was expected: empty, too large, no text, of no known format, of two, or broken. A part
/// that cannot be read is no error while another can.
pub fn open(path: &str, bytes: &[u8], sidecar: &Sidecar, forced: Option<&str>, limits: &Limits) -> Result<Contents> {
    let trouble = |what: String| Trouble::new(path, what);
    if bytes.len() > limits.file {
        let what = format!("has {} bytes, more than the {} that a file may have", bytes.len(), limits.file);
        return Err(trouble(what).hint("raise the limit with --max-bytes"));
    }
    if is_blank(bytes) {
        return Err(trouble("is empty".to_string()));
    }
    let input = Input::new(path, bytes, limits);
    let documents = documents(&input, forced);
    let Aside { lost, mut doubts } = input.aside();
    let mut documents = documents.map_err(|trouble| at_file(path, trouble))?;
    let sha256 = hex(&Sha256::digest(bytes));
    let mut number = 0;
    for document in &mut documents {
        number += 1;
        document.path = if number == 1 { path.to_string() } else { format!("{path}#{number}") };
        document.sha256.clone_from(&sha256);
        sidecar.apply(document);
        build::publish(document, date::in_name(path.rsplit('/').next().unwrap_or(path)), "file name");
        document.id = id(document);
    }
    doubts.dedup();
    Ok(Contents { documents, lost, doubts })
}

/// Nothing but white space and a byte order mark.
fn is_blank(bytes: &[u8]) -> bool {
    let words = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    words.iter().all(u8::is_ascii_whitespace)
}

/// Trouble inside an archive is the file's, with the part told.
fn at_file(path: &str, trouble: Trouble) -> Trouble {
    if trouble.place.starts_with(path) || trouble.place.starts_with("--read") {
        return trouble;
    }
    let what =
        if path.starts_with(&trouble.place) { trouble.what } else { format!("{}: {}", trouble.place, trouble.what) };
    Trouble { place: path.to_string(), what, hint: trouble.hint }
}

/// The documents of one file or one part of an archive.
fn documents(input: &Input, forced: Option<&str>) -> Result<Vec<Document>> {
    let format = match forced {
        Some(name) => named(name)?,
        None => sniffed(input)?,
    };
    let mut documents = (format.read)(input)?;
    documents.retain(|document| !document.turns.is_empty());
    if documents.is_empty() {
        let lost = input.aside().lost.into_iter().next();
        return Err(lost.unwrap_or_else(|| input.trouble(format!("read as {}, but holds no words", format.name))));
    }
    if format.extensions.contains(&"json") {
        input.lose_lines();
    }
    if !PACKED.contains(&format.name) {
        input.doubt_letters();
    }
    for document in documents.iter_mut().filter(|document| document.format.is_empty()) {
        document.format = format.name.to_string();
    }
    Ok(documents)
}

/// The documents of a part of an archive, a letter or a packed file.
///
/// # Errors
/// As for a file; and when archives lie in archives deeper than the limit.
fn inside(outer: &Input, path: &str, bytes: &[u8]) -> Result<Vec<Document>> {
    if outer.depth >= outer.limits.depth {
        return Err(outer.trouble(format!("archives lie more than {} deep in each other", outer.limits.depth)));
    }
    if is_blank(bytes) {
        return Err(Trouble::new(path, "is empty"));
    }
    documents(&Input::inside(path, bytes, outer), None)
}

/// The documents of one part among others: what is wrong with it is told by its own path, and costs the others nothing.
fn part(outer: &Input, name: &str, bytes: &[u8]) -> Vec<Document> {
    let path = format!("{}/{name}", outer.path);
    let mut documents = inside(outer, &path, bytes).unwrap_or_else(|trouble| {
        outer.lose(at_file(&path, trouble));
        Vec::new()
    });
    let file = name.rsplit('/').next().unwrap_or(name);
    for document in &mut documents {
        document.title.get_or_insert_with(|| file.to_string());
        build::publish(document, date::in_name(file), "file name");
    }
    documents
}

/// A name with an extension that some format has.
fn is_named(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_lowercase());
    FORMATS.iter().any(|format| format.extensions.contains(&extension.as_str()))
}

/// Tells which parts were passed over because no format has their names: pictures, sheets, programs.
fn pass(input: &Input, what: &str, names: &[String]) {
    const SHOWN: usize = 5;
    if !names.is_empty() {
        let shown = names[..names.len().min(SHOWN)].join(", ");
        let more = if names.len() > SHOWN { ", …" } else { "" };
        input.doubt(format!(
            "{} {what}{} of no known format: {shown}{more}",
            names.len(),
            if names.len() == 1 { "" } else { "s" }
        ));
    }
}

fn named(name: &str) -> Result<&'static Format> {
    FORMATS.iter().find(|format| format.name == name).ok_or_else(|| {
        let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
        Trouble::new(format!("--read {name}"), "no such format").hint(format!("known are {}", names.join(", ")))
    })
}

/// The format that fits best.
///
/// # Errors
/// None fits, or two fit equally well and the name does not decide.
fn sniffed(input: &Input) -> Result<&'static Format> {
    let found: Vec<(Likelihood, &Format)> = FORMATS.iter().map(|format| ((format.sniff)(input), format)).collect();
    let best = found.iter().map(|(likelihood, _)| *likelihood).max().unwrap_or(Likelihood::Never);
    if best == Likelihood::Never {
        let what = match input.head().as_bytes().first() {
            _ if input.text().is_empty() => {
                "is of no known format: no text, and no archive or document that can be opened"
            }
            Some(b'{' | b'[') if input.json().is_some() => {
                "is of no known format: JSON, but no transcript or article of a known tool"
            }
            Some(b'{' | b'[') => {
                "is of no known format: looks like JSON, but is broken, cut short or nested deeper than 128"
            }
            _ => "is of no known format",
        };
        return Err(input.trouble(what).hint("`gainsay ingest --help` lists the formats; --read FORMAT forces one"));
    }
    let extension = input.extension();
    let fits: Vec<&Format> =
        found.iter().filter(|(likelihood, _)| *likelihood == best).map(|(_, format)| *format).collect();
    let named: Vec<&Format> =
        fits.iter().filter(|format| format.extensions.contains(&extension.as_str())).copied().collect();
    match (&fits[..], &named[..]) {
        ([only], _) | (_, [only]) => Ok(only),
        _ => {
            let names: Vec<&str> = fits.iter().map(|format| format.name).collect();
            Err(input
                .trouble(format!("may be {}", names.join(" or ")))
                .hint(format!("say which with --read {}", names[0])))
        }
    }
}

/// The same words by the same speakers are the same document.
fn id(document: &Document) -> String {
    let mut hash = Sha256::new();
    hash.update(document.text.as_bytes());
    for speaker in document.turns.iter().map(|turn| turn.speaker.as_deref().unwrap_or_default()) {
        hash.update([0]);
        hash.update(speaker.as_bytes());
    }
    hex(&hash.finalize())[..16].to_string()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DocumentKind;

    fn kind_of(path: &str, text: &str) -> (String, DocumentKind) {
        let documents = read(path, text.as_bytes(), &Sidecar::default(), None, &Limits::default()).expect(path);
        (documents[0].format.clone(), documents[0].kind)
    }

    #[test]
    fn content_decides_and_then_the_name() {
        use DocumentKind::*;
        assert_eq!(kind_of("a.txt", "WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n"), ("vtt".into(), Transcript));
        assert_eq!(kind_of("a.txt", "1\n00:00:01,000 --> 00:00:02,000\nHi\n"), ("srt".into(), Transcript));
        assert_eq!(kind_of("a.txt", "Words of an article.\n"), ("text".into(), Article));
        assert_eq!(kind_of("a.md", "Words of an article.\n"), ("markdown".into(), Article));
        assert_eq!(
            kind_of("a.md", "**Ana** [0:01]\nHi there.\n\n**Bo** [0:04]\nHello.\n"),
            ("labelled".into(), Transcript)
        );
    }

    #[test]
    fn two_formats_that_fit_equally_are_an_error_that_names_both() {
        let text = r#"[{"speaker":"Ana","title":"Hi","text":"All gone.","url":"https://e.example"}]"#;
        let read = |forced| read("a.json", text.as_bytes(), &Sidecar::default(), forced, &Limits::default());
        let trouble = read(None).expect_err("two formats");
        assert!(trouble.what.contains("turns-json or article-json"), "{trouble}");
        assert!(trouble.hint.is_some_and(|hint| hint.contains("--read turns-json")));
        assert_eq!(read(Some("turns-json")).expect("forced")[0].turns[0].speaker.as_deref(), Some("Ana"));
    }

    #[test]
    fn a_sidecar_wins_and_a_name_tells_the_date() {
        let sidecar = Sidecar::parse("a.toml", "kind = \"statement\"\ntitle = \"Ours\"").expect("sidecar");
        let text = "---\ntitle: Theirs\n---\nWords.\n";
        let documents = read("2023-05-06 a.md", text.as_bytes(), &sidecar, None, &Limits::default()).expect("markdown");
        let document = &documents[0];
        assert_eq!((document.title.as_deref(), document.kind), (Some("Ours"), DocumentKind::Statement));
        assert_eq!(document.published_basis.as_deref(), Some("file name"));
        assert_eq!((document.id.len(), document.sha256.len()), (16, 64));
    }

    #[test]
    fn trouble_is_told() {
        let limits = Limits { file: 10, ..Limits::default() };
        let fail = |bytes: &[u8], limits: &Limits| {
            read("a.bin", bytes, &Sidecar::default(), None, limits).expect_err("trouble").what
        };
        assert!(fail(b"", &limits).contains("empty"));
        assert!(fail(b"more than ten bytes", &limits).contains("more than"));
        assert!(fail(&[0, 1, 2, 3, 0, 0, 7, 8, 255], &limits).contains("no known format"));
        assert!(read("a", b"x", &Sidecar::default(), Some("tape"), &limits).expect_err("no format").hint.is_some());
    }
}
