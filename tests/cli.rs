//! The stories of the command line, told as its users would: a journalist, a lawyer, a nightly batch.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A folder with one transcript and two articles about an invented company.
fn case() -> TempDir {
    let case = TempDir::new().unwrap();
    let tapes = case.path().join("case/tapes");
    fs::create_dir_all(&tapes).unwrap();
    let standup = "WEBVTT\n\n00:00:01.000 --> 00:00:06.000\n<v Dana Voss>Our engineers in Lisbon accessed the patient records every night.\n\n\
                   00:00:06.500 --> 00:00:09.000\n<v Amir Holt>They didn't tell the auditors, did they?\n";
    fs::write(tapes.join("standup.vtt"), standup).unwrap();
    fs::write(tapes.join("standup.vtt.toml"), "published = 2021-09-14\nsource = \"Harrow Health\"\n").unwrap();
    let article = "Harrow Health said on Monday that its engineers in Lisbon have never accessed the patient records.\n\n\
                   The company stores the patient records in Toronto.\n";
    fs::write(case.path().join("case/ledger.txt"), article).unwrap();
    fs::write(
        case.path().join("case/ledger.toml"),
        "date = \"2022-06-17\"\nsource = \"The Ledger\"\nkind = \"article\"\n",
    )
    .unwrap();
    fs::write(case.path().join("case/copy.txt"), article).unwrap();
    case
}

fn gainsay(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("gainsay").unwrap();
    command.current_dir(folder).env_remove("GAINSAY_INDEX").env_remove("NO_COLOR");
    command
}

/// Runs to the exit code expected and gives what was printed.
fn told(folder: &Path, arguments: &[&str], code: i32) -> String {
    let output = gainsay(folder).args(arguments).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "gainsay {}: {errors}", arguments.join(" "));
    String::from_utf8(output.stdout).unwrap()
}

fn complaints(folder: &Path, arguments: &[&str]) -> String {
    let output = gainsay(folder).args(arguments).output().unwrap();
    String::from_utf8(output.stderr).unwrap()
}

fn rows(folder: &Path, arguments: &[&str]) -> Vec<Value> {
    let mut all = arguments.to_vec();
    all.extend(["--format", "jsonl"]);
    told(folder, &all, 0).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_folder_is_ingested_and_asked() {
    let case = case();
    let here = case.path();
    assert!(told(here, &["ingest", "case"], 0).starts_with("files: 3 read"));
    let hits = rows(here, &["search", "\"accessed\" AND Lisbon"]);
    assert_eq!(hits.len(), 2, "the copy of the article is not counted twice");
    assert!(
        hits.iter().any(|hit| hit["source"] == "The Ledger"),
        "of two copies the one of which more is known stands"
    );
    let tape = hits.iter().find(|hit| hit["document"] == "tapes/standup.vtt").unwrap();
    assert_eq!((&tape["line"], &tape["speaker"]), (&3.into(), &"Dana Voss".into()), "the line of the cue");
    assert_eq!(tape["snippet"], "Our engineers in **Lisbon** **accessed** the patient records every night.");
    let claims = rows(here, &["claims", "--action", "access"]);
    assert!(!claims.is_empty());
    for claim in &claims {
        assert_eq!(claim["action"], "access");
    }
    let text = fs::read_to_string(here.join("case/ledger.txt")).unwrap();
    for claim in rows(here, &["claims", "--document", "ledger.txt"]) {
        let (start, end) = (claim["start"].as_u64().unwrap() as usize, claim["end"].as_u64().unwrap() as usize);
        assert_eq!(claim["evidence"], text[start..end], "the words are where the row says");
    }
}

#[test]
fn every_listing_prints_every_format() {
    let case = case();
    let here = case.path();
    told(here, &["ingest", "case", "--quiet"], 0);
    for listing in ["claims", "quotes", "actors", "timeline", "contradictions"] {
        let json = gainsay(here).args([listing, "--format", "json"]).output().unwrap();
        let object: Value = serde_json::from_slice(&json.stdout).expect(listing);
        assert_eq!(object["schema"], 1);
        let count = object["rows"].as_array().unwrap().len();
        let jsonl = gainsay(here).args([listing, "--format", "jsonl"]).output().unwrap();
        assert_eq!(String::from_utf8(jsonl.stdout).unwrap().lines().count(), count, "{listing}");
        let csv = gainsay(here).args([listing, "--format", "csv"]).output().unwrap();
        let mut table = csv::Reader::from_reader(&csv.stdout[..]);
        let columns = table.headers().unwrap().clone();
        assert_eq!(table.records().map(Result::unwrap).count(), count, "{listing}");
        if let Some(Value::Object(row)) = object["rows"].get(0) {
            let flat = row.iter().map(|(name, value)| {
                value.as_object().map_or(1, |_| columns.iter().filter(|c| c.starts_with(&format!("{name}_"))).count())
            });
            assert_eq!(flat.sum::<usize>(), columns.len(), "{listing}: a column for each name");
        }
        let text = gainsay(here).arg(listing).output().unwrap();
        assert_eq!(text.stdout.is_empty(), count == 0, "{listing}");
    }
}

#[test]
fn the_columns_of_the_contract_stay() {
    let case = case();
    let here = case.path();
    told(here, &["ingest", "case", "--quiet"], 0);
    let header = |listing: &[&str]| {
        let mut all = listing.to_vec();
        all.extend(["--format", "csv"]);
        let output = gainsay(here).args(&all).output().unwrap();
        String::from_utf8(output.stdout).unwrap().lines().next().unwrap().replace(',', " ")
    };
    assert_eq!(
        header(&["claims"]),
        "id topic document source kind title published line start end time_start time_end speaker evidence sentence actor \
         actor_name actor_org actor_role actor_place action trigger object object_owner recipient place polarity modality \
         frequency quantity when_text when_start when_end when_grain when_basis attributed_to attributed_name attribution \
         origin entries verdict note"
    );
    assert_eq!(
        header(&["quotes"]),
        "id document source kind published line start end text speaker speaker_name cue mode cluster match"
    );
    assert_eq!(
        header(&["timeline"]),
        "id when_start when_end when_grain when_basis what actor action claims documents origins statements speakers \
         disputed document line start end evidence"
    );
    assert_eq!(header(&["review", "--list"]), "id of verdict tags note held a_document a_words b_document b_words");
    assert_eq!(
        header(&["contradictions"]),
        "id kind class why internal_vs_public same_speaker documents_a origins_a documents_b origins_b verdict note \
         a_id a_document a_source a_kind a_published a_line a_start a_end a_time_start a_speaker a_attributed_to \
         a_evidence a_when_start a_when_end b_id b_document b_source b_kind b_published b_line b_start b_end \
         b_time_start b_speaker b_attributed_to b_evidence b_when_start b_when_end"
    );
    assert_eq!(
        header(&["search", "records"]),
        "document source kind published line start end time_start speaker score snippet"
    );
    assert_eq!(header(&["actors"]), "name kind spellings documents claims");
    let file = "case/ledger.txt";
    assert_eq!(
        header(&["inspect", file, "--stage", "document"]),
        "document format kind title source authors published published_basis language sha256"
    );
    assert_eq!(header(&["inspect", file, "--stage", "read"]), "n start end line cue time_start time_end speaker text");
    assert_eq!(header(&["inspect", file, "--stage", "segment"]), "start end text");
    assert_eq!(
        header(&["inspect", file, "--stage", "dates"]),
        "start end text type value mod when_start when_end when_grain when_basis entries"
    );
    assert_eq!(
        header(&["inspect", file, "--stage", "quotes"]),
        "start end text mode speaker source_start source_end cue_start cue_end"
    );
}

#[test]
fn every_column_is_explained() {
    let case = case();
    let here = case.path();
    told(here, &["ingest", "case", "--quiet"], 0);
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rows.md")).unwrap();
    let words: Vec<&str> = page.split(|c: char| !(c.is_alphanumeric() || c == '_')).collect();
    for listing in ["claims", "quotes", "actors", "timeline", "review --list", "status", "verify"] {
        let csv = gainsay(here).args(listing.split(' ')).args(["--format", "csv"]).output().unwrap();
        let header = String::from_utf8(csv.stdout).unwrap().lines().next().unwrap().to_string();
        let unknown: Vec<&str> = header.split(',').filter(|column| !words.contains(column)).collect();
        assert!(unknown.is_empty(), "docs/rows.md does not speak of {unknown:?} of {listing}");
    }
}

#[test]
fn filters_hold_on_every_listing() {
    let case = case();
    let here = case.path();
    told(here, &["ingest", "case", "--quiet"], 0);
    for listing in [&["claims"][..], &["search", "records"]] {
        let all = rows(here, listing).len();
        let count = |filter: &[&str]| {
            let mut arguments = listing.to_vec();
            arguments.extend(filter);
            arguments.extend(["--format", "jsonl"]);
            let output = gainsay(here).args(&arguments).output().unwrap();
            String::from_utf8(output.stdout).unwrap().lines().count()
        };
        let tape = count(&["--kind", "transcript"]);
        assert!(tape > 0 && tape < all, "{listing:?}: {tape} of {all}");
        assert_eq!(count(&["--source", "harrow"]), tape);
        assert_eq!(count(&["--document", "standup"]), tape);
        assert_eq!(count(&["--said-from", "2021", "--said-to", "2021-12"]), tape);
        assert_eq!(count(&["--said-from", "2022-06-17"]), all - tape);
        assert_eq!(count(&["--speaker", "voss"]), tape);
        assert_eq!(count(&["--limit", "1"]), 1);
        assert_eq!(count(&["--document", "no such file"]), 0);
        let negated = count(&["--polarity", "negated"]);
        assert!(negated > 0 && negated < all, "{listing:?}: {negated} of {all} hold a denial");
    }
}

#[test]
fn exit_codes_tell_found_nothing_and_trouble() {
    let case = case();
    let here = case.path();
    let missing = complaints(here, &["claims"]);
    assert!(missing.starts_with("error: indexes/default: holds no index") && missing.contains("\nhint: "), "{missing}");
    told(here, &["claims"], 2);
    told(here, &["ingest", "case", "--quiet"], 0);
    told(here, &["search", "zeppelin"], 1);
    told(here, &["search", "\"never closed"], 2);
    told(here, &["claims", "--from", "yesterday"], 2);
    told(here, &["claims", "--kind", "rumour"], 2);
    told(here, &["ingest", "nowhere"], 2);
    told(here, &["verify"], 0);
    fs::write(here.join("case/ledger.txt"), "Nothing was ever said.\n").unwrap();
    told(here, &["verify"], 2);
}

#[test]
fn a_reader_who_has_enough_is_no_error() {
    let case = case();
    let here = case.path();
    let long: String = (0..1500).map(|n| format!("The harbour was calm at noon on day {n}.\n\n")).collect();
    fs::write(here.join("case/long.txt"), long).unwrap();
    told(here, &["ingest", "case", "--quiet"], 0);
    let binary = assert_cmd::cargo::cargo_bin("gainsay");
    let script = format!("'{}' search harbour --format jsonl | head -n 1; exit ${{PIPESTATUS[0]}}", binary.display());
    let output = std::process::Command::new("bash").args(["-c", &script]).current_dir(here).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[cfg(unix)]
#[test]
fn ten_broken_files_among_a_thousand_cost_nothing_but_themselves() {
    let folder = TempDir::new().unwrap();
    let here = folder.path();
    let many = here.join("many/deep/er");
    fs::create_dir_all(&many).unwrap();
    for n in 0..990 {
        fs::write(
            many.join(format!("{n:04}.txt")),
            format!("Note {n}.\n\nThe harbour was calm and the ferry came at {n}.\n"),
        )
        .unwrap();
    }
    break_ten(&many);
    let first = gainsay(here).args(["ingest", "many"]).output().unwrap();
    assert_eq!(first.status.code(), Some(2));
    let errors = String::from_utf8(first.stderr).unwrap();
    assert_eq!(errors.lines().filter(|line| line.starts_with("error: ")).count(), 10, "{errors}");
    assert!(String::from_utf8(first.stdout).unwrap().starts_with("files: 990 read, 10 skipped"));
    let index = |name: &str| fs::read(here.join("indexes/default").join(name)).unwrap();
    let before = index("meta.json");
    let second = gainsay(here).args(["ingest", "many"]).output().unwrap();
    assert_eq!(second.status.code(), Some(2), "what is broken stays told");
    assert!(String::from_utf8(second.stdout).unwrap().starts_with("files: 0 read, 990 unchanged, 10 skipped"));
    assert_eq!(index("meta.json"), before, "the index was not written to");
    let status: Vec<Value> = rows(here, &["status"]);
    let skipped: Vec<&Value> = status.iter().filter(|row| row["state"] == "skipped").collect();
    assert_eq!(skipped.len(), 10);
    assert!(skipped.iter().all(|row| row["reason"].as_str().is_some_and(|reason| reason.len() > 5)));
}

#[cfg(unix)]
fn break_ten(folder: &Path) {
    fs::write(folder.join("empty.txt"), "").unwrap();
    fs::write(folder.join("blank.txt"), " \n\n\t\n").unwrap();
    fs::write(folder.join("picture.png"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0").unwrap();
    fs::write(folder.join("program.bin"), [0u8, 1, 2, 3, 255, 254, 0, 0, 0, 9].repeat(50)).unwrap();
    fs::write(folder.join("no-cues.vtt"), "WEBVTT\n\n").unwrap();
    fs::write(folder.join("sidecar.txt"), "Words that would be read.\n").unwrap();
    fs::write(folder.join("sidecar.txt.toml"), "publisher = \"a key that is not known\"\n").unwrap();
    fs::write(folder.join("dated.txt"), "Words that would be read, too.\n").unwrap();
    fs::write(folder.join("dated.txt.toml"), "date = \"the day before\"\n").unwrap();
    use std::os::unix::ffi::OsStrExt;
    let unwritable = std::ffi::OsStr::from_bytes(b"caf\xe9.txt");
    fs::write(folder.join(unwritable), "Words under a name that is not UTF-8.\n").unwrap();
    std::os::unix::fs::symlink("..", folder.join("loop")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.join("dangling.txt")).unwrap();
}

#[test]
fn only_what_changed_is_read_and_what_is_gone_leaves() {
    let case = case();
    let here = case.path();
    told(here, &["ingest", "case", "--quiet"], 0);
    assert!(told(here, &["ingest", "case"], 0).starts_with("files: 0 read, 3 unchanged"));
    fs::remove_file(here.join("case/tapes/standup.vtt")).unwrap();
    fs::write(here.join("case/new.txt"), "A new note about the harbour.\n").unwrap();
    assert_eq!(
        told(here, &["ingest", "case"], 0).trim(),
        "files: 1 read, 2 unchanged, 1 gone and removed from the index"
    );
    told(here, &["search", "auditors"], 1);
    told(here, &["search", "harbour"], 0);
    fs::write(here.join("case/new.txt.toml"), "source = \"The Harbour Post\"\n").unwrap();
    assert!(told(here, &["ingest", "case"], 0).starts_with("files: 1 read, 2 unchanged"), "a sidecar changes its file");
    assert_eq!(rows(here, &["search", "source:harbour"]).len(), 1);
}

#[test]
fn the_way_into_the_index_does_not_show() {
    let case = case();
    let here = case.path();
    told(here, &["ingest", "case", "--index", "one", "--jobs", "1", "--quiet"], 0);
    fs::create_dir(here.join("later")).unwrap();
    fs::rename(here.join("case/ledger.txt"), here.join("later/ledger.txt")).unwrap();
    told(here, &["ingest", "case", "--index", "two", "--jobs", "2", "--quiet"], 0);
    fs::rename(here.join("later/ledger.txt"), here.join("case/ledger.txt")).unwrap();
    told(here, &["ingest", "case", "--index", "two", "--jobs", "2", "--quiet"], 0);
    for listing in [&["claims"][..], &["contradictions"], &["timeline"], &["search", "records OR lisbon"]] {
        let print = |index: &str| {
            let mut arguments = listing.to_vec();
            arguments.extend(["--index", index, "--format", "jsonl"]);
            String::from_utf8(gainsay(here).args(&arguments).output().unwrap().stdout).unwrap()
        };
        assert_eq!(print("one"), print("two"), "{listing:?}");
    }
}

#[test]
fn files_in_any_order_give_the_same_bytes() {
    let case = case();
    let here = case.path();
    let files = ["case/tapes/standup.vtt", "case/ledger.txt", "case/copy.txt"];
    for (index, order) in [("one/default", [0, 1, 2]), ("two/default", [2, 1, 0]), ("three/default", [1, 2, 0])] {
        for nth in order {
            told(here, &["ingest", files[nth], "--index", index, "--quiet"], 0);
        }
        told(here, &["report", "--index", index, "--out", &index.replace("default", "report"), "--quiet"], 0);
    }
    let read = |file: &Path| fs::read(file).unwrap();
    let mut names: Vec<_> =
        fs::read_dir(here.join("one/report")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert!(names.len() > 10, "page, text, tables, manifest");
    for name in names {
        let first = read(&here.join("one/report").join(&name));
        for other in ["two/report", "three/report"] {
            assert!(first == read(&here.join(other).join(&name)), "{other}/{}", name.display());
        }
    }
    for listing in [
        &["claims"][..],
        &["quotes"],
        &["actors"],
        &["timeline"],
        &["contradictions"],
        &["status"],
        &["search", "records"],
    ] {
        for format in ["text", "csv", "json", "jsonl"] {
            let print = |index: &str| {
                let arguments = [listing, &["--index", index, "--format", format]].concat();
                gainsay(here).args(arguments).output().unwrap().stdout
            };
            assert!(print("one/default") == print("two/default"), "{listing:?} as {format}");
        }
    }
}

#[test]
fn a_report_is_the_same_twice_and_tells_nothing_of_the_machine() {
    let case = case();
    let here = case.path();
    let summary = told(here, &["report", "case"], 0);
    assert!(summary.contains("2 documents") && summary.contains("reports/default/index.html"), "{summary}");
    let read = |folder: &str| -> Vec<(String, Vec<u8>)> {
        let entries = fs::read_dir(here.join(folder)).unwrap().map(|entry| entry.unwrap());
        let mut files: Vec<_> =
            entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect();
        files.sort();
        files
    };
    told(here, &["report", "case", "--index", "again/default", "--out", "twice"], 0);
    let (first, second) = (read("reports/default"), read("twice"));
    assert_eq!(first, second);
    told(here, &["ingest", ".", "--index", "third", "--quiet"], 0);
    assert_eq!(rows(here, &["status", "--index", "third"]).len(), 3, "its own report and index are no sources");
    let machine = here.canonicalize().unwrap().display().to_string();
    for (name, bytes) in &first {
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(!text.contains(&machine), "{name} names the folder of this machine");
    }
    let manifest: Value = serde_json::from_slice(&fs::read(here.join("twice/manifest.json")).unwrap()).unwrap();
    let listed = manifest["files"].as_array().unwrap();
    assert_eq!(listed.len() + 1, first.len(), "every file but the manifest itself");
    assert!(listed.iter().all(|file| file["sha256"].as_str().is_some_and(|digest| digest.len() == 64)));
}

#[test]
fn an_index_of_other_rules_is_refused() {
    let case = case();
    let here = case.path();
    told(here, &["ingest", "case", "--quiet"], 0);
    let meta = here.join("indexes/default/meta.json");
    let altered = fs::read_to_string(&meta).unwrap().replace("\\\"format\\\":1", "\\\"format\\\":0");
    fs::write(&meta, altered).unwrap();
    for command in [&["claims"][..], &["ingest", "case"]] {
        let errors = complaints(here, command);
        assert!(
            errors.contains("another version") && errors.contains("hint: ") && errors.contains("--fresh"),
            "{errors}"
        );
    }
    told(here, &["ingest", "case", "--fresh", "--quiet"], 0);
    told(here, &["claims"], 0);
    fs::create_dir_all(here.join("mine")).unwrap();
    fs::write(here.join("mine/novel.txt"), "Chapter one.").unwrap();
    told(here, &["ingest", "case", "--fresh", "--index", "mine"], 2);
    assert!(here.join("mine/novel.txt").exists(), "a folder that is no index is left alone");
}

#[test]
fn pasted_lines_and_odd_questions_are_answered() {
    let case = case();
    let here = case.path();
    told(here, &["ingest", "case", "--quiet"], 0);
    for question in ["Holt: They didn't tell", "didn’t", "speaker:holt", "audit*", "\"auditors tell\"~3", "NOT lisbon"]
    {
        let hits = rows(here, &["search", question]);
        assert!(hits.iter().any(|hit| hit["speaker"] == "Amir Holt"), "{question}");
    }
    told(here, &["search", "auditors", "NOT", "lisbon"], 0);
    told(here, &["search", "--", "-lisbon", "auditors"], 0);
    told(here, &["search", "title:\"no such title\""], 1);
}
