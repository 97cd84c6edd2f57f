//! Pairs of statements from tape, press, statement and oath, read and compared as the program does it: what must be found stands in
//! `cases/compare/pairs.txt`, and no statement of one pair may be set against one of another.

use gainsay::lexicon::Lexicon;
use gainsay::model::{Class, Finding};
use gainsay::pipeline::{self, Options};
use gainsay::store::Store;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const PAIRS: &str = include_str!("cases/compare/pairs.txt");

/// Two lines of the file, and the third that says what is found.
struct Case {
    statements: Vec<&'static str>,
    want: &'static str,
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut statements = Vec::new();
    for line in PAIRS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix("= ") {
            Some(want) => cases.push(Case { statements: std::mem::take(&mut statements), want }),
            None => statements.push(line),
        }
    }
    cases
}

/// `tape 2023-02-07 Ada Brandt of Harbor: words` as a file and what is known of it.
fn write(folder: &Path, name: &str, line: &str) {
    let (about, words) = line.split_once(": ").expect("a colon before the words");
    let [kind, day, who] = about.splitn(3, ' ').collect::<Vec<&str>>()[..] else { unreachable!("kind, day and who") };
    let kind = match kind {
        "tape" => "transcript",
        "oath" => "testimony",
        "paper" => "article",
        other => other,
    };
    let spoken = ["transcript", "testimony"].contains(&kind);
    let (speaker, source) = who.split_once(" of ").unwrap_or((who, ""));
    let (file, text, source) = if spoken {
        let text = format!("WEBVTT\n\n00:00:01.000 --> 00:00:09.000\n<v {speaker}>{words}</v>\n");
        (format!("{name}.vtt"), text, source)
    } else {
        (format!("{name}.txt"), format!("{words}\n"), who)
    };
    let source = if source.is_empty() { String::new() } else { format!("source = \"{source}\"\n") };
    fs::write(folder.join(format!("{file}.toml")), format!("kind = \"{kind}\"\npublished = \"{day}\"\n{source}"))
        .unwrap();
    fs::write(folder.join(file), text).unwrap();
}

/// The number of the pair a side's document belongs to.
fn pair(document: &str) -> usize {
    let digits: String = document.chars().filter(char::is_ascii_digit).collect();
    digits.parse().expect("a number")
}

fn compared(cases: &[Case]) -> Vec<Finding> {
    let folder = TempDir::new().unwrap();
    let documents = folder.path().join("case");
    fs::create_dir(&documents).unwrap();
    for (nth, case) in cases.iter().enumerate() {
        for (side, line) in ["a", "b"].iter().zip(&case.statements) {
            write(&documents, &format!("{nth:03}{side}"), line);
        }
    }
    let index = folder.path().join("index");
    let done = pipeline::ingest(&index, &[documents], &Lexicon::embedded(), &Options::default(), &()).unwrap();
    assert_eq!((done.read, done.troubles.len()), (2 * cases.len(), 0));
    let store = Store::open(&index, &pipeline::rules(None)).unwrap();
    store.findings().unwrap().map(|finding| finding.unwrap()).collect()
}

/// The kinds that are found, with their class where it is not `direct`; "nothing" where there is none.
fn told(findings: &[&Finding]) -> String {
    let kinds: BTreeSet<String> = findings
        .iter()
        .map(|finding| match finding.class {
            Class::Direct => finding.kind.clone(),
            Class::Tension => format!("{} tension", finding.kind),
            Class::Superseded => "superseded".to_string(),
        })
        .collect();
    if kinds.is_empty() { "nothing".to_string() } else { kinds.into_iter().collect::<Vec<String>>().join(", ") }
}

#[test]
fn pairs_say_what_they_must_and_no_more() {
    let cases = cases();
    assert!(cases.len() >= 60 && cases.iter().all(|case| case.statements.len() == 2), "two statements a pair");
    let found = compared(&cases);
    let mut wrong = Vec::new();
    for (nth, case) in cases.iter().enumerate() {
        let own: Vec<&Finding> =
            found.iter().filter(|one| pair(&one.a.document) == nth && pair(&one.b.document) == nth).collect();
        let told = told(&own);
        if told != case.want {
            wrong.push(format!("{}\n  expected {}, found {told}", case.statements.join("\n"), case.want));
        }
    }
    for finding in found.iter().filter(|one| pair(&one.a.document) != pair(&one.b.document)) {
        wrong.push(format!("{} | {}\n  are of two affairs", finding.a.evidence, finding.b.evidence));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
}
