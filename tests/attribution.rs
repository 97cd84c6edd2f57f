//! News sentences whose source, cue and content are marked by hand, as exact spans, each measured apart.
//!
//! `[s1 …]` marks a source, `[c1 …]` a cue, `[q1 …]` a content; one number is one act of saying; marks may nest. Quotation marks and
//! stops at the ends of a span count neither way.

use std::collections::BTreeSet;

type Spans = BTreeSet<(usize, usize)>;

/// The text without its marks, and the marked spans of sources, cues and contents in bytes.
fn read(marked: &str) -> (String, [Spans; 3]) {
    let mut text = String::new();
    let mut spans = [Spans::new(), Spans::new(), Spans::new()];
    let mut open = Vec::new();
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        let kind = ["[s", "[c", "[q"].iter().position(|mark| rest.starts_with(mark));
        let number = rest.get(2..).unwrap_or_default().chars().take_while(char::is_ascii_digit).count();
        if let (Some(kind), true) = (kind, number > 0) {
            open.push((kind, text.len()));
            rest = &rest[3 + number..];
        } else if c == ']' && !open.is_empty() {
            let (kind, start) = open.pop().expect("checked above");
            spans[kind].insert((start, text.len()));
            rest = &rest[1..];
        } else {
            text.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    let trimmed = spans.map(|spans| spans.iter().map(|span| trim(&text, *span)).collect());
    (text, trimmed)
}

/// Without quotation marks, stops and blanks at both ends.
fn trim(text: &str, (start, end): (usize, usize)) -> (usize, usize) {
    let light = |c: char| "\"“”‘’'.,;: ".contains(c);
    let words = &text[start..end];
    let begin = start + words.len() - words.trim_start_matches(light).len();
    (begin, (start + words.trim_end_matches(light).len()).max(begin))
}

/// The harmonic mean of precision and recall of exact spans.
fn f1(gold: &Spans, found: &Spans) -> f64 {
    2.0 * gold.intersection(found).count() as f64 / (gold.len() + found.len()).max(1) as f64
}

fn found(text: &str) -> [Spans; 3] {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news.txt");
    std::fs::write(&path, text).expect("written");
    let mut command = assert_cmd::Command::cargo_bin("gainsay").expect("the program");
    let output = command.args(["inspect", "--stage", "quotes", "--format", "jsonl"]).arg(&path).output().expect("ends");
    let mut spans = [Spans::new(), Spans::new(), Spans::new()];
    for line in String::from_utf8(output.stdout).expect("UTF-8").lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect(line);
        let columns = [("source_start", "source_end"), ("cue_start", "cue_end"), ("start", "end")];
        for (kind, (start, end)) in columns.into_iter().enumerate() {
            if let (Some(start), Some(end)) = (row[start].as_u64(), row[end].as_u64()) {
                spans[kind].insert(trim(text, (start as usize, end as usize)));
            }
        }
    }
    spans
}

#[test]
fn sources_cues_and_contents_are_exact() {
    for (name, floors) in [("a", [0.95, 0.95, 0.95]), ("b", [0.91, 0.94, 0.93]), ("c", [0.90, 0.90, 0.85])] {
        let path = format!("{}/tests/gold/attribution/{name}.txt", env!("CARGO_MANIFEST_DIR"));
        let (text, gold) = read(&std::fs::read_to_string(path).expect("the marked sentences"));
        let found = found(&text);
        for (kind, what) in ["source", "cue", "content"].iter().enumerate() {
            let (score, floor) = (f1(&gold[kind], &found[kind]), floors[kind]);
            eprintln!("{name}, {what}: {score:.3} (floor {floor})");
            assert!(score >= floor, "{name}: {what} fell to {score:.3}, the floor is {floor}");
        }
    }
}

#[test]
fn marks_are_read() {
    let (text, [sources, cues, contents]) = read("“[q1 Never]”, [s1 he] [c1 said], and [q2 [s3 she] left].");
    assert_eq!(text, "“Never”, he said, and she left.");
    let words = |spans: &Spans| spans.iter().map(|(start, end)| text[*start..*end].to_string()).collect::<Vec<_>>();
    assert_eq!((words(&sources), words(&cues)), (vec!["he".to_string(), "she".into()], vec!["said".to_string()]));
    assert_eq!(words(&contents), ["Never", "she left"]);
}
