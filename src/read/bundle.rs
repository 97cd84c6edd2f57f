//! Zip around files of any other format: a folder that was sent as one file. Each is read as if it lay there itself.

use super::archive::{Archive, is_zip};
use super::{Format, Input, Likelihood, sidecar};
use crate::model::{Document, Result, Trouble};

pub const FORMAT: Format =
    Format { name: "zip", extensions: &["zip"], about: "zip around files of any other format", sniff, read };

/// Office documents and books are zip archives too; those that can be read have readers of their own.
const OTHERS: &[&str] = &["[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"];

fn sniff(input: &Input) -> Likelihood {
    if !is_zip(input.bytes) {
        return Likelihood::Never;
    }
    match Archive::open(input) {
        Ok(archive) if OTHERS.iter().any(|name| archive.has(name)) => Likelihood::Never,
        Ok(_) => Likelihood::Possible,
        Err(_) if input.extension() == "zip" => Likelihood::Possible,
        Err(_) => Likelihood::Never,
    }
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let mut archive = Archive::open(input).map_err(|what| input.trouble(what))?;
    let (mut documents, mut passed) = (Vec::new(), Vec::new());
    for name in archive.names().into_iter().filter(|name| is_file(name)) {
        if sidecar::is_sidecar(&name) || !super::is_named(&name) {
            passed.push(name);
            continue;
        }
        match archive.unpack(&name) {
            Ok(bytes) => documents.extend(super::part(input, &name, &bytes)),
            Err(what) => input.lose(Trouble::new(format!("{}/{name}", input.path), what)),
        }
    }
    if documents.is_empty() && input.aside().lost.is_empty() {
        return Err(input.trouble(format!("holds no file of a known format ({} others in it)", passed.len())));
    }
    super::pass(input, "file", &passed);
    Ok(documents)
}

/// No folder, and nothing that a desktop keeps for itself.
fn is_file(name: &str) -> bool {
    !name.ends_with('/') && !name.split('/').any(|part| part == "__MACOSX" || (part.starts_with('.') && part != ".."))
}

#[cfg(test)]
mod tests {
    use crate::read::{Contents, Limits, Sidecar, open};
    use std::io::{Cursor, Write};
    use zip::write::{SimpleFileOptions, ZipWriter};

    fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            zip.start_file(*name, SimpleFileOptions::default()).expect("memory");
            zip.write_all(bytes).expect("memory");
        }
        zip.finish().expect("memory").into_inner()
    }

    fn opened(bytes: &[u8]) -> Contents {
        open("case.zip", bytes, &Sidecar::default(), None, &Limits::default()).expect("zip")
    }

    #[test]
    fn a_bad_file_costs_the_others_nothing() {
        let bytes = packed(&[
            ("../a/2023-05-06 board.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>All gone.\n"),
            ("notes/b.docx", b"PK\x03\x04 and junk"),
            ("c.txt", b"Words of an article.\n"),
            ("empty.srt", b""),
            ("logo.png", b"\x89PNG"),
            ("__MACOSX/._c.txt", b"\0\x05\x16\x07"),
        ]);
        let contents = opened(&bytes);
        let shown: Vec<(&str, &str, Option<&str>)> = contents
            .documents
            .iter()
            .map(|document| (document.path.as_str(), document.format.as_str(), document.published.as_deref()))
            .collect();
        assert_eq!(shown, [("case.zip", "vtt", Some("2023-05-06")), ("case.zip#2", "text", None)]);
        assert_eq!(contents.documents[0].title.as_deref(), Some("2023-05-06 board.vtt"));
        let lost: Vec<&str> = contents.lost.iter().map(|trouble| trouble.place.as_str()).collect();
        assert_eq!(lost, ["case.zip/notes/b.docx", "case.zip/empty.srt"]);
        assert_eq!(contents.doubts, ["1 file of no known format: logo.png"]);
    }

    #[test]
    fn archives_in_archives_share_one_limit() {
        let limits = Limits { unpacked: 100_000, ..Limits::default() };
        let inner = packed(&[("a.txt", &[b'a'; 60_000])]);
        let bytes = packed(&[("1.zip", &inner), ("2.zip", &inner)]);
        let contents = open("case.zip", &bytes, &Sidecar::default(), None, &limits).expect("zip");
        assert_eq!(contents.documents.len(), 1);
        assert!(contents.lost[0].what.contains("more than 100000"), "{:?}", contents.lost);
    }
}
