//! A review as those who make it live it: a verdict from the prompt, a sheet that comes back from a spreadsheet, a nightly batch.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const TAPE: &str = "Dana Voss: Our engineers in Lisbon accessed the patient records every night.\n\nAmir Holt: They didn't tell the \
                    auditors.\n\nDana Voss: No.\n\nAmir Holt: Then call them.\n";
const PAPER: &str =
    "Harrow Health said on Monday that its engineers in Lisbon have never accessed the patient records.\n";

/// A tape of a company and what it says in public.
fn case() -> TempDir {
    let case = TempDir::new().unwrap();
    let tapes = case.path().join("case/tapes");
    fs::create_dir_all(&tapes).unwrap();
    fs::write(tapes.join("standup.txt"), TAPE).unwrap();
    fs::write(tapes.join("standup.txt.toml"), "published = 2021-09-14\nsource = \"Harrow Health\"\n").unwrap();
    fs::write(case.path().join("case/ledger.txt"), PAPER).unwrap();
    fs::write(
        case.path().join("case/ledger.toml"),
        "date = \"2022-06-17\"\nsource = \"The Ledger\"\nkind = \"article\"\n",
    )
    .unwrap();
    told(case.path(), &["ingest", "case", "--quiet"], 0);
    case
}

fn run(folder: &Path, arguments: &[&str], input: &str) -> (i32, String, String) {
    let mut command = Command::cargo_bin("gainsay").unwrap();
    command.current_dir(folder).env_remove("GAINSAY_INDEX").env_remove("NO_COLOR").args(arguments).write_stdin(input);
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn told(folder: &Path, arguments: &[&str], code: i32) -> String {
    let (ended, out, errors) = run(folder, arguments, "");
    assert_eq!(ended, code, "gainsay {}: {errors}", arguments.join(" "));
    out
}

fn rows(folder: &Path, arguments: &[&str]) -> Vec<Value> {
    let mut all = arguments.to_vec();
    all.extend(["--format", "jsonl"]);
    run(folder, &all, "").1.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The one contradiction of the case.
fn finding(folder: &Path) -> Value {
    let mut found = rows(folder, &["contradictions"]);
    assert_eq!(found.len(), 1, "the tape against the paper");
    found.remove(0)
}

fn id(row: &Value) -> String {
    row["id"].as_str().unwrap().to_string()
}

fn record(folder: &Path) -> String {
    fs::read_to_string(folder.join("indexes/default.review.jsonl")).unwrap()
}

#[test]
fn a_verdict_from_the_prompt_is_kept_beside_the_index() {
    let case = case();
    let here = case.path();
    let id = id(&finding(here));
    let said =
        told(here, &["review", &id[..6], "--verdict", "confirmed", "--tag", "lisbon, tape", "--note", "heard it"], 0);
    assert_eq!(said, format!("finding {id}: confirmed; tags lisbon, tape; note “heard it”\n"));
    let words = "Our engineers in Lisbon accessed the patient records every night";
    let denial = "its engineers in Lisbon have never accessed the patient records";
    assert_eq!(
        record(here),
        format!(
            "{{\"id\":\"{id}\",\"of\":\"finding\",\"verdict\":\"confirmed\",\"tags\":[\"lisbon\",\"tape\"],\"note\":\"heard it\",\
             \"sides\":[{{\"document\":\"tapes/standup.txt\",\"words\":\"{words}\"}},{{\"document\":\"ledger.txt\",\
             \"words\":\"{denial}\"}}]}}\n"
        )
    );
    let found = finding(here);
    assert_eq!((&found["verdict"], &found["note"]), (&"confirmed".into(), &"heard it".into()));
    assert!(told(here, &["contradictions"], 0).contains("  Reviewed: confirmed [lisbon, tape] heard it\n"));
    told(here, &["review", &id, "--untag", "tape", "--note", "", "--verdict", "none"], 0);
    assert!(record(here).contains("\"tags\":[\"lisbon\"],\"sides\""), "{}", record(here));
    assert_eq!(told(here, &["review", &id, "--clear"], 0), format!("finding {id}: forgotten\n"));
    assert_eq!(record(here), "");
}

#[test]
fn what_is_dismissed_is_out_of_sight_and_not_lost() {
    let case = case();
    let here = case.path();
    let id = id(&finding(here));
    told(here, &["review", &id, "--verdict", "dismissed"], 0);
    let (code, out, errors) = run(here, &["contradictions"], "");
    assert_eq!((code, out.as_str()), (1, ""), "a reader is not shown it again");
    assert!(errors.contains("1 dismissed and not shown: --verdict dismissed"), "{errors}");
    assert_eq!(finding(here)["verdict"], "dismissed", "tables hold every row");
    assert!(told(here, &["contradictions", "--verdict", "dismissed"], 0).contains("Reviewed: dismissed"));
    told(here, &["contradictions", "--verdict", "none", "--format", "csv"], 1);
    told(here, &["report"], 0);
    let page = fs::read_to_string(here.join("reports/default/index.html")).unwrap();
    assert!(page.contains("1 dismissed by a reviewer"), "the report keeps it apart");
    let claim = rows(here, &["claims", "--document", "ledger"]).remove(0);
    let events = rows(here, &["timeline"]).len();
    told(here, &["review", claim["id"].as_str().unwrap(), "--verdict", "dismissed", "--note", "a summary"], 0);
    assert!(rows(here, &["timeline"]).len() < events, "an event of a dismissed claim alone is none");
    assert_eq!(rows(here, &["claims", "--verdict", "dismissed"])[0]["note"], "a summary");
}

#[test]
fn a_verdict_outlives_the_index_the_folder_and_the_rules() {
    let case = case();
    let here = case.path();
    let id = id(&finding(here));
    told(here, &["review", &id, "--verdict", "confirmed"], 0);
    let verdict = |here: &Path| finding(here)["verdict"].clone();
    told(here, &["ingest", "case", "--fresh", "--quiet"], 0);
    assert_eq!(verdict(here), "confirmed", "a fresh index");
    fs::remove_dir_all(here.join("indexes/default")).unwrap();
    fs::create_dir(here.join("archive")).unwrap();
    fs::rename(here.join("case"), here.join("archive/case")).unwrap();
    told(here, &["ingest", "archive", "--quiet"], 0);
    let moved = finding(here);
    assert_eq!((&moved["a"]["document"], &moved["verdict"]), (&"case/tapes/standup.txt".into(), &"confirmed".into()));
    // Other rules give other ids; the words stay. So does a file that grew at its end.
    let text = record(here);
    fs::write(here.join("indexes/default.review.jsonl"), text.replace(&id, "0123456789abcdef")).unwrap();
    assert_eq!(verdict(here), "confirmed", "found by its words");
    let list = rows(here, &["review", "--list"]);
    assert_eq!((list.len(), &list[0]["held"]), (1, &true.into()));
    told(here, &["review", &id, "--tag", "again"], 0);
    assert!(!record(here).contains("0123456789abcdef"), "kept under the id of today from then on");
    fs::write(here.join("archive/case/ledger.txt"), "The ferry was late.\n").unwrap();
    told(here, &["ingest", "archive", "--quiet"], 0);
    told(here, &["contradictions"], 1);
    let list = rows(here, &["review", "--list"]);
    assert_eq!((list.len(), &list[0]["held"]), (1, &false.into()), "words that are gone keep their record");
    told(here, &["ingest", ".", "--index", "other", "--quiet"], 0);
    assert!(
        rows(here, &["status", "--index", "other"]).iter().all(|row| !row["file"].as_str().unwrap().contains("review"))
    );
}

#[test]
fn a_sheet_comes_back_however_the_spreadsheet_saved_it() {
    let case = case();
    let here = case.path();
    let id = id(&finding(here));
    let sheet = told(here, &["contradictions", "--format", "csv"], 0);
    let mut table = csv::Reader::from_reader(sheet.as_bytes());
    let mut columns: Vec<String> = table.headers().unwrap().iter().map(str::to_string).collect();
    let mut cells: Vec<String> = table.records().next().unwrap().unwrap().iter().map(str::to_string).collect();
    let verdict = columns.iter().position(|column| column == "verdict").unwrap();
    let note = columns.iter().position(|column| column == "note").unwrap();
    (cells[verdict], cells[note]) = (" Confirmed ".into(), "two tapes;\r\n\"both\" say it".into());
    columns.push("Tags".into());
    cells.push("lisbon; night shift".into());
    columns.reverse();
    cells.reverse();
    let mut writer =
        csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(&columns).unwrap();
    writer.write_record(&cells).unwrap();
    let saved = [b"\xef\xbb\xbf".to_vec(), writer.into_inner().unwrap()].concat();
    fs::write(here.join("sheet.csv"), &saved).unwrap();
    let said = told(here, &["review", "--csv", "sheet.csv"], 0);
    assert_eq!(said, "sheet.csv: 1 row, 1 with a verdict, tag or note, 1 of them changed something\n");
    let list = rows(here, &["review", "--list"]);
    assert_eq!(list[0]["verdict"], "confirmed");
    assert_eq!(list[0]["tags"], serde_json::json!(["lisbon", "night shift"]));
    assert_eq!(list[0]["note"], "two tapes;\r\n\"both\" say it");
    assert!(told(here, &["review", "--csv", "sheet.csv"], 0).contains("0 of them changed"), "twice is once");
    told(here, &["review", &id, "--verdict", "unsure"], 0);
    fs::write(here.join("bare.csv"), format!("id,verdict,note\n{id},,\n")).unwrap();
    told(here, &["review", "--csv", "bare.csv"], 0);
    assert_eq!(finding(here)["verdict"], "unsure", "an empty cell says nothing");
}

#[test]
fn what_a_sheet_has_wrong_is_named_by_its_line_and_costs_nothing_else() {
    let case = case();
    let here = case.path();
    let id = id(&finding(here));
    let sheet = format!(
        "verdict,id,note\r\nmaybe,{id},\r\nconfirmed,ffffffffffffffff,\"a note\r\nof two lines\"\r\n,eeeeeeeeeeeeeeee,\r\nconfirmed,{id},\r\n"
    );
    fs::write(here.join("s.csv"), sheet).unwrap();
    let (code, out, errors) = run(here, &["review", "--csv", "s.csv"], "");
    assert_eq!(
        (code, out.as_str()),
        (2, "s.csv: 4 rows, 1 with a verdict, tag or note, 1 of them changed something\n")
    );
    let told: Vec<&str> = errors.lines().filter(|line| line.starts_with("error")).collect();
    assert_eq!(
        told,
        [
            "error: s.csv:2: `maybe` is no verdict, expected confirmed, dismissed, unsure, none or an empty cell",
            "error: s.csv:3: no finding or claim of this index has the id `ffffffffffffffff`",
        ]
    );
    assert_eq!(finding(here)["verdict"], "confirmed");
    fs::write(here.join("t.csv"), "name,verdict\na,confirmed\n").unwrap();
    let (code, _, errors) = run(here, &["review", "--csv", "t.csv"], "");
    assert_eq!(code, 2);
    assert!(errors.starts_with("error: t.csv:1: has no column `id`\nhint: "), "{errors}");
}

#[test]
fn what_is_new_is_what_nobody_has_seen() {
    let case = case();
    let here = case.path();
    assert_eq!(rows(here, &["review", "--new"]).len(), 1);
    assert_eq!(rows(here, &["review"]).len(), 1, "without a terminal it lists");
    assert_eq!(told(here, &["review", "--seen"], 0), "seen: 1 new finding\n");
    told(here, &["review", "--new"], 1);
    assert_eq!(finding(here)["verdict"], Value::Null, "to have seen it is no verdict");
    let wire = "Mira Stone, a spokeswoman for Harrow Health, said its engineers never accessed the patient records.\n";
    fs::write(here.join("case/wire.txt"), wire).unwrap();
    fs::write(here.join("case/wire.toml"), "date = \"2022-07-01\"\nsource = \"North Wire\"\nkind = \"article\"\n")
        .unwrap();
    told(here, &["ingest", "case", "--quiet"], 0);
    let new = rows(here, &["review", "--new"]);
    assert!(!new.is_empty() && new.iter().all(|row| row["b"]["document"] == "wire.txt"), "{new:?}");
}

#[test]
fn a_walk_asks_for_each_and_keeps_each_answer() {
    let case = case();
    let here = case.path();
    let id = id(&finding(here));
    let (code, out, _) = run(here, &["review", "--walk"], "what?\nt lisbon\nc heard on the tape\n");
    assert_eq!(code, 0);
    assert!(out.contains("\n1 of 1\ndenial, direct") && out.ends_with("\nreviewed 1, left 0\n"), "{out}");
    assert!(out.contains(&format!("finding {id}: confirmed; tags lisbon; note “heard on the tape”\n")));
    assert_eq!(run(here, &["review", "--walk"], "").0, 1, "nothing is left to ask for");
}

#[test]
fn a_damaged_review_is_never_written_over() {
    let case = case();
    let here = case.path();
    let id = id(&finding(here));
    let file = here.join("indexes/default.review.jsonl");
    fs::write(&file, "<<<<<<< HEAD\n").unwrap();
    for command in [&["contradictions"][..], &["review", &id, "--verdict", "confirmed"]] {
        let (code, _, errors) = run(here, command, "");
        assert_eq!(code, 2);
        assert!(errors.starts_with("error: indexes/default.review.jsonl:1: is a mark of a merge"), "{errors}");
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "<<<<<<< HEAD\n");
    fs::remove_file(&file).unwrap();
    let (code, _, errors) = run(here, &["review", "nonsense", &id, "--verdict", "confirmed"], "");
    assert_eq!(code, 2);
    assert!(errors.contains("error: nonsense: no finding or claim") && record(here).contains(&id), "{errors}");
    told(here, &["review", &id], 2);
    told(here, &["review", "--verdict", "confirmed"], 2);
}

#[test]
fn two_who_write_at_once_both_are_kept() {
    let case = case();
    let id = id(&finding(case.path()));
    let tags: Vec<String> = (0..12).map(|nth| format!("reader{nth:02}")).collect();
    std::thread::scope(|scope| {
        for tag in &tags {
            let (folder, id) = (case.path(), id.as_str());
            scope.spawn(move || told(folder, &["review", id, "--tag", tag], 0));
        }
    });
    let listed = record(case.path());
    for tag in &tags {
        assert!(listed.contains(tag.as_str()), "{tag} is lost: {listed}");
    }
}
