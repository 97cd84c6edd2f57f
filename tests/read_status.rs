//! What `status` tells of a folder: every format with its figures, every part that could not be read, every doubt.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn gainsay(folder: &Path, arguments: &[&str], code: i32) -> (String, String) {
    let mut command = Command::cargo_bin("gainsay").expect("the program");
    let output = command.current_dir(folder).env_remove("GAINSAY_INDEX").args(arguments).output().expect("it runs");
    let errors = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(code), "gainsay {}: {errors}", arguments.join(" "));
    (String::from_utf8(output.stdout).expect("UTF-8"), errors)
}

/// The cases of the readers that are named here, in a folder of their own.
fn folder(names: &[&str]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::create_dir(folder.path().join("case")).expect("a folder");
    for name in names {
        let from = format!("{}/tests/cases/read/{name}", env!("CARGO_MANIFEST_DIR"));
        fs::copy(from, folder.path().join("case").join(name)).expect("a case");
    }
    folder
}

#[test]
fn a_bad_part_is_listed_by_itself_and_costs_nothing_else() {
    let folder = folder(&["letter-with-a-broken-attachment.eml", "folder.zip", "board-call.vtt"]);
    let here = folder.path();
    let (told, errors) = gainsay(here, &["ingest", "case"], 2);
    assert!(told.starts_with("files: 3 read, 2 skipped"), "{told}");
    assert!(
        errors.contains("error: letter-with-a-broken-attachment.eml/minutes.docx: is a broken zip archive"),
        "{errors}"
    );
    let (_, again) = gainsay(here, &["ingest", "case"], 2);
    assert_eq!(again, errors, "what is broken stays told");
    let (rows, _) = gainsay(here, &["status", "--format", "jsonl"], 0);
    let rows: Vec<Value> = rows.lines().map(|row| serde_json::from_str(row).expect("JSON")).collect();
    let row = |file: &str| rows.iter().find(|row| row["file"] == file).unwrap_or_else(|| panic!("no row for {file}"));
    let letter = row("letter-with-a-broken-attachment.eml");
    assert_eq!((&letter["state"], &letter["documents"]), (&Value::from("read"), &Value::from(2)));
    assert!(letter["reason"].as_str().is_some_and(|reason| reason.contains("logo.png")), "{letter}");
    assert_eq!(row("letter-with-a-broken-attachment.eml/minutes.docx")["state"], "skipped");
    assert_eq!(row("folder.zip/calls/broken.json")["state"], "skipped");
    assert_eq!(row("folder.zip")["documents"], 2);
}

#[test]
fn a_broken_line_of_a_dump_costs_one_article() {
    let folder = TempDir::new().expect("a folder");
    let article = |n: u32| {
        format!(
            "{{\"title\": \"Story {n}\", \"url\": \"https://e.example/{n}\", \"text\": \"The mill shut in May. Nobody knew why, said number {n}.\"}}"
        )
    };
    let cut = &article(3)[..40];
    fs::create_dir(folder.path().join("case")).expect("a folder");
    let dump = format!("{}\n{{broken}}\n{}\n{cut}", article(1), article(2));
    fs::write(folder.path().join("case/dump.jsonl"), dump).expect("a file");
    let (_, errors) = gainsay(folder.path(), &["ingest", "case"], 2);
    assert!(errors.contains("error: dump.jsonl:2: is no JSON from column"), "{errors}");
    assert!(errors.contains("error: dump.jsonl:4: is no JSON from column 40 on"), "{errors}");
    let (told, _) = gainsay(folder.path(), &["status"], 0);
    assert!(told.starts_with("2 documents in 1 file"), "{told}");
}

#[test]
fn formats_have_figures_and_letters_have_doubts() {
    let folder = folder(&["windows-1252.txt", "board-call.vtt", "minutes.txt"]);
    gainsay(folder.path(), &["ingest", "case"], 0);
    let (told, _) = gainsay(folder.path(), &["status"], 0);
    assert!(
        told.contains("kind       format           files documents dated   turns with speaker with time"),
        "{told}"
    );
    assert!(told.contains("read with doubts: 1 file"), "{told}");
    assert!(told.contains("no UTF-8 at byte 3, read as windows-1252"), "{told}");
    let (_, errors) = gainsay(folder.path(), &["inspect", "case/windows-1252.txt", "--stage", "read"], 0);
    assert!(errors.contains("note: case/windows-1252.txt: no UTF-8 at byte 3"), "{errors}");
}

/// The parser of PDF panics on it; that is caught, and nothing of it reaches the user.
#[test]
fn a_damaged_pdf_is_told_in_one_line() {
    let folder = folder(&["damaged.pdf"]);
    let (_, errors) = gainsay(folder.path(), &["inspect", "case/damaged.pdf"], 2);
    assert_eq!(errors, "error: damaged.pdf: is a damaged PDF\n");
}
