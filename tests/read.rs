//! The readers against real files, where they lie beside the project, and against the cases in `tests/cases/read`.
//!
//! Real files are looked for in `../shared/data` or below `GAINSAY_SHARED`; a test that does not find them says so and passes.
#![allow(clippy::disallowed_methods, reason = "the folder of shared files may lie elsewhere")]

use gainsay::lexicon::Lexicon;
use gainsay::model::{Document, TurnRole};
use gainsay::read::{self, Limits, Sidecar, vtt};
use gainsay::segment;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn shared(folder: &str) -> Option<Vec<PathBuf>> {
    let root = std::env::var("GAINSAY_SHARED")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../shared").to_string());
    let mut files: Vec<PathBuf> = Vec::new();
    let mut open = vec![Path::new(&root).join("data").join(folder)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { open.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    if files.is_empty() {
        eprintln!("SKIPPED: no real files in ../shared/data/{folder}");
        return None;
    }
    Some(files)
}

fn name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).expect("a name in UTF-8")
}

fn documents(path: &Path) -> Result<Vec<Document>, String> {
    let bytes = fs::read(path).expect("the file is there");
    read::read(name(path), &bytes, &Sidecar::default(), None, &Limits::default()).map_err(|trouble| trouble.to_string())
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).expect("the file is there")).expect("the expectation is JSON")
}

fn with_extension(files: &[PathBuf], extension: &str) -> Vec<PathBuf> {
    files.iter().filter(|path| path.extension().is_some_and(|own| own == extension)).cloned().collect()
}

/// Files whose expectation is left aside, and why.
const NOT_THE_STANDARD: &[(&str, &str)] = &[(
    "tests__integration__id.json",
    "a line `-->` begins a block of its own, so the times below it are a cue; the expectation drops it",
)];

#[test]
fn vtt_conformance() {
    let Some(files) = shared("vtt-conformance") else { return };
    let (mut right, mut wrong) = (0, Vec::new());
    for expected in with_extension(&files, "json") {
        if let Some((file, why)) = NOT_THE_STANDARD.iter().find(|(file, _)| *file == name(&expected)) {
            println!("{file} left aside: {why}");
            continue;
        }
        let text = fs::read_to_string(expected.with_extension("vtt")).expect("the file beside the expectation");
        let found: Vec<Value> = vtt::File::parse(&text)
            .cues
            .iter()
            .map(|cue| serde_json::json!([cue.id, cue.start, cue.end, cue.text]))
            .collect();
        let expectation = json(&expected);
        let cues = expectation["cues"].as_array().expect("cues");
        let cues: Vec<Value> = cues
            .iter()
            .map(|cue| serde_json::json!([cue["id"], cue["startTime"].as_f64(), cue["endTime"].as_f64(), cue["text"]]))
            .collect();
        if found == cues {
            right += 1;
        } else {
            wrong.push(format!("{}\n  expected {cues:?}\n  found    {found:?}", name(&expected)));
        }
    }
    println!("vtt-conformance: {right} of {} right\n{}", right + wrong.len(), wrong.join("\n"));
    assert!(right * 100 >= (right + wrong.len()) * 98, "{}", wrong.join("\n"));
}

#[test]
fn congressional_record() {
    let Some(files) = shared("congressional-record") else { return };
    let (mut right, mut wrong) = (0, Vec::new());
    for expected in with_extension(&files, "json") {
        let mut speakers: Vec<String> = Vec::new();
        for part in json(&expected)["content"].as_array().expect("content") {
            if part["kind"] == "speech" {
                speakers.push(part["speaker"].as_str().expect("a speaker").to_string());
            }
        }
        speakers.dedup();
        let document = documents(&expected.with_extension("htm")).expect("a document").remove(0);
        let mut found: Vec<String> = document.turns.iter().filter_map(|turn| turn.speaker.clone()).collect();
        found.dedup();
        if found == speakers {
            right += 1;
        } else {
            wrong.push(format!("{}\n  expected {speakers:?}\n  found    {found:?}", name(&expected)));
        }
    }
    println!("congressional-record: {right} of {} right\n{}", right + wrong.len(), wrong.join("\n"));
    assert!(right * 100 >= (right + wrong.len()) * 95, "{}", wrong.join("\n"));
}

/// What a reader made of a file, in a form to read: a line for each document, then one for each turn with its source line, its time, its
/// role where it is not plain speech or a paragraph, its speaker and its words. `+` marks a turn that goes on with the sentence before.
fn shown(documents: &[Document]) -> String {
    let mut shown = String::new();
    for document in documents {
        let facts = [
            &document.title,
            &document.source,
            &document.published,
            &document.published_basis,
            &document.language,
            &document.url,
        ];
        let facts: Vec<&str> = facts.iter().map(|fact| fact.as_deref().unwrap_or("-")).collect();
        let authors = document.authors.join("; ");
        shown += &format!("{} {} | {} | {authors}\n", document.format, document.kind.name(), facts.join(" | "));
        for turn in &document.turns {
            let time = turn.time.map(|time| match time.end {
                Some(end) => format!("{}-{end}", time.start),
                None => time.start.to_string(),
            });
            let role = match turn.role {
                TurnRole::Heading => "heading",
                TurnRole::Caption => "caption",
                TurnRole::Note => "note",
                _ => "",
            };
            let words = turn.span.of(&document.text).replace('\n', "\\n");
            let parts = [
                Some(turn.line.to_string()),
                time,
                Some(role.to_string()),
                turn.speaker.as_ref().map(|name| format!("{name}:")),
            ];
            let head: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
            shown += &format!("  {}{} {words}\n", if turn.continues { "+" } else { "" }, head.join(" "));
        }
    }
    shown
}

/// Each file of `tests/cases/read` beside what must come out of it, in `FILE.expected`.
#[test]
fn cases() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/read");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("the cases").flatten().map(|entry| entry.path()).collect();
    files.sort();
    let (mut formats, mut wrong) = (std::collections::BTreeSet::new(), Vec::new());
    for path in files.iter().filter(|path| !name(path).ends_with(".expected")) {
        let expected = fs::read_to_string(format!("{}.expected", path.display())).unwrap_or_default();
        let bytes = fs::read(path).expect("the case");
        let found = match read::open(name(path), &bytes, &Sidecar::default(), None, &Limits::default()) {
            Ok(contents) => {
                formats.extend(contents.documents.iter().map(|document| document.format.clone()));
                let lost = contents.lost.iter().map(|trouble| format!("lost {trouble}\n"));
                let doubts = contents.doubts.iter().map(|doubt| format!("doubt {doubt}\n"));
                shown(&contents.documents) + &lost.chain(doubts).collect::<String>()
            }
            Err(trouble) => format!("{trouble}\n"),
        };
        if found != expected {
            wrong.push(format!("{}\n--- expected\n{expected}--- found\n{found}", name(path)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // One reader serves several tools under their own names, so the names of formats are a lower bound; what is inside a container has
    // a format of its own.
    let containers = ["gzip", "zip", "mbox"];
    let own = read::FORMATS.iter().filter(|format| !containers.contains(&format.name)).count();
    assert!(formats.len() >= own, "cases for {formats:?}");
}

/// Words of a text without their punctuation, counted.
fn tokens(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    counts
}

fn f1(expected: &str, found: &str) -> f64 {
    let (expected, found) = (tokens(expected), tokens(found));
    let same: usize = expected.iter().map(|(word, count)| (*count).min(found.get(word).copied().unwrap_or(0))).sum();
    let (all, ours) = (expected.values().sum::<usize>(), found.values().sum::<usize>());
    if all + ours == 0 { 1.0 } else { 2.0 * same as f64 / (all + ours) as f64 }
}

/// An article's body: all but the headline and what is marked as no part of it.
fn body(document: &Document) -> String {
    let title = document.title.as_deref().unwrap_or_default();
    let turns = document.turns.iter().filter(|turn| turn.role != TurnRole::Note);
    turns.map(|turn| turn.span.of(&document.text)).filter(|words| *words != title).collect::<Vec<_>>().join("\n")
}

#[test]
fn article_bodies() {
    let Some(files) = shared("article-extraction") else { return };
    let truth = files
        .iter()
        .find(|path| name(path).contains("ground") || name(path).ends_with(".json"))
        .expect("the ground truth");
    let truth = json(truth);
    let mut scores: Vec<(f64, String)> = Vec::new();
    for path in with_extension(&files, "gz") {
        let id = name(&path).split('.').next().expect("an id").to_string();
        let Some(expected) = truth.get(&id).and_then(|entry| entry["articleBody"].as_str()) else { continue };
        let score = match documents(&path) {
            Ok(documents) => f1(expected, &body(&documents[0])),
            Err(trouble) => {
                println!("{trouble}");
                0.0
            }
        };
        scores.push((score, id));
    }
    scores.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mean = scores.iter().map(|(score, _)| score).sum::<f64>() / scores.len() as f64;
    println!(
        "article-extraction: mean token F1 {mean:.4} of {} pages; lowest {:?}",
        scores.len(),
        &scores[..scores.len().min(12)]
    );
    assert!(mean >= 0.93, "mean token F1 {mean}");
}

#[test]
fn article_metadata() {
    let Some(files) = shared("article-pages") else { return };
    let (mut titles, mut dates) = (Score::default(), Score::default());
    for expected in files.iter().filter(|path| name(path) == "expected-metadata.json") {
        let folder = expected.parent().expect("a folder");
        let expectation = json(expected);
        let document = documents(&folder.join("source.html")).map(|mut documents| documents.remove(0));
        let page = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if let Some(title) = expectation["title"].as_str().filter(|title| !title.is_empty()) {
            let found = document.as_ref().ok().and_then(|document| document.title.clone());
            let same = |title: &str| title.split_whitespace().collect::<Vec<_>>().join(" ");
            titles.count(found.as_deref().map(same) == Some(same(title)), format!("{page}: {title:?} / {found:?}"));
        }
        if let Some(date) = expectation["publishedTime"].as_str() {
            let found = document.as_ref().ok().and_then(|document| document.published.clone());
            let iso = date.get(..10).filter(|day| day.as_bytes()[4] == b'-' && day.as_bytes()[7] == b'-');
            match iso {
                Some(day) => dates.count(found.as_deref() == Some(day), format!("{page}: {date:?} / {found:?}")),
                None => println!("{page}: {date:?} is not in ISO 8601 (found {found:?})"),
            }
        }
    }
    println!("article-pages titles: {titles}\narticle-pages dates: {dates}");
    assert!(titles.share() >= 0.95, "titles {titles}");
    assert!(dates.share() >= 0.95, "dates {dates}");
}

/// Sentences of a treebank, joined by a space as far as they end with a stop, are found again.
#[test]
fn sentences_of_a_treebank() {
    let Some(files) = shared("ud-english-ewt") else { return };
    let lexicon = Lexicon::embedded();
    for file in ["en_ewt-dev.conllu", "en_ewt-test.conllu"] {
        let path = files.iter().find(|path| name(path) == file).expect("the treebank");
        let text = fs::read_to_string(path).expect("the treebank");
        let mut paragraphs: Vec<Vec<&str>> = vec![Vec::new()];
        let mut document = "";
        for line in text.lines() {
            if let Some(id) = line.strip_prefix("# sent_id = ").and_then(|id| Some(id.rsplit_once('-')?.0)) {
                if id != document {
                    paragraphs.push(Vec::new());
                }
                document = id;
            } else if let Some(sentence) = line.strip_prefix("# text = ").map(str::trim) {
                paragraphs.last_mut().expect("one from the start").push(sentence);
                if !sentence.trim_end_matches(['"', '\'', '”', '’', ')', ']']).ends_with(['.', '?', '!']) {
                    paragraphs.push(Vec::new());
                }
            }
        }
        let (mut right, mut ours, mut theirs) = (0, 0, 0);
        for paragraph in paragraphs.iter().filter(|paragraph| !paragraph.is_empty()) {
            let ends = paragraph.iter().scan(0, |at, sentence| {
                *at += sentence.len() + 1;
                Some(*at - 1)
            });
            let expected: std::collections::BTreeSet<usize> = ends.collect();
            let found = read::read(
                "a.txt",
                paragraph.join(" ").as_bytes(),
                &Sidecar::default(),
                Some("text"),
                &Limits::default(),
            )
            .expect("text");
            let ends: Vec<usize> =
                segment::sentences(&found[0], &lexicon).iter().map(|sentence| sentence.span.end).collect();
            right += ends.iter().filter(|end| expected.contains(end)).count();
            ours += ends.len();
            theirs += expected.len();
        }
        let (precision, recall) = (right as f64 / ours as f64, right as f64 / theirs as f64);
        println!("{file}: sentences {theirs}, found {ours}, precision {precision:.3}, recall {recall:.3}");
        assert!(precision >= 0.98 && recall >= 0.93, "{precision} {recall}");
    }
}

/// Files that hold nothing to read, each with the words of the reason that a user sees.
const REFUSED: &[(&str, &str)] = &[
    ("bbc-kaldi__sample__bbcKaldiSpeakerSegments.sample.json", "no known format"),
    ("data__subtitle_with_attached_images_pysubs2_ref.ass", "holds no words"),
    ("bad.arc", "holds no page"),
    ("example-space-in-target-uri.warc.gz", "holds no page"),
    ("subtitles__invalid_format1.srt", "has no times"),
    ("subtitles__invalid_format3.srt", "has no times"),
];

/// Folders of transcripts and archives: every file is read, or refused for a reason that is listed above.
#[test]
fn every_file_is_read() {
    println!("| folder | files | read | documents | turns | with speaker | with time | dated |");
    for folder in [
        "zoom-meetings",
        "qmsum",
        "plain-text-transcripts",
        "captions",
        "speech-to-text",
        "warc",
        "congressional-record",
        "vtt-conformance",
        "article-extraction",
        "article-pages",
    ] {
        let Some(mut files) = shared(folder) else { continue };
        // Expectations lie beside the files of some folders.
        let compared = ["congressional-record", "vtt-conformance", "article-extraction", "article-pages"];
        if compared.contains(&folder) {
            files.retain(|path| !name(path).ends_with(".json") && name(path) != "expected.html");
        }
        let (mut read, mut documents_read, mut turns, mut speakers, mut timed, mut dated) = (0, 0, 0, 0, 0, 0);
        for path in &files {
            match documents(path) {
                Ok(documents) => {
                    read += 1;
                    documents_read += documents.len();
                    dated += documents.iter().filter(|document| document.published.is_some()).count();
                    for turn in documents.iter().flat_map(|document| &document.turns) {
                        turns += 1;
                        speakers += usize::from(turn.speaker.is_some());
                        timed += usize::from(turn.time.is_some());
                    }
                }
                Err(trouble) => {
                    println!("  refused {trouble}");
                    let listed = REFUSED.iter().any(|(file, why)| *file == name(path) && trouble.contains(why));
                    assert!(listed || folder == "vtt-conformance", "{trouble}");
                }
            }
        }
        println!(
            "| {folder} | {} | {read} | {documents_read} | {turns} | {speakers} | {timed} | {dated} |",
            files.len()
        );
    }
}

#[derive(Default)]
struct Score {
    right: usize,
    wrong: Vec<String>,
}

impl Score {
    fn count(&mut self, right: bool, what: String) {
        if right { self.right += 1 } else { self.wrong.push(what) }
    }

    fn share(&self) -> f64 {
        self.right as f64 / (self.right + self.wrong.len()).max(1) as f64
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {} right\n{}", self.right, self.right + self.wrong.len(), self.wrong.join("\n"))
    }
}
