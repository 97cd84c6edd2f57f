//! Quotations held against what was said: exact, normalised, altered, reworded, broken off, and sentences that only share words.

use assert_cmd::Command;
use std::collections::BTreeMap;

/// What the program prints about the cases of `tests/cases/quotes`.
fn told(arguments: &[&str]) -> String {
    let index = tempfile::tempdir().expect("a folder for the index");
    let run = |arguments: &[&str]| {
        let mut command = Command::cargo_bin("gainsay").expect("the program");
        command.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases")).args(arguments);
        command.args(["--quiet", "--index"]).arg(index.path()).output().expect("the program ends").stdout
    };
    run(&["ingest", "quotes"]);
    String::from_utf8(run(arguments)).expect("UTF-8")
}

#[test]
fn altered_quotations_stand_beside_what_was_said() {
    let expected = "\
altered.txt:1  Ana Ruiz
    “We deleted the visitor logs on the ninth of **May,** and **somebody** asked us to”
meeting.vtt:3  Ana Ruiz
    “We deleted the visitor logs on the ninth of **March,** and **nobody** asked us to.”
    March, → May,; nobody → somebody

paraphrase.txt:1  Piet Holm
    “**Each** camera on the **north** pier **records** to a disk that **nobody** has ever opened”
meeting.vtt:9  Piet Holm
    “**Every** camera on the **northern** pier **writes** to a disk that **no one** has ever opened.”
    Every → Each; northern → north; writes → records; no one → nobody
";
    assert_eq!(told(&["quotes", "--check", "--color", "never"]).trim_end(), expected.trim_end());
}

#[test]
fn each_quotation_has_its_match_and_its_speaker() {
    let listing = told(&["quotes", "--format", "jsonl"]);
    let rows = listing.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect(line));
    let word = |row: &serde_json::Value, key: &str| row[key].as_str().unwrap_or("-").to_string();
    let quoted = rows.filter(|row| row["mode"] == "direct");
    let found: BTreeMap<String, String> = quoted
        .map(|row| {
            let start = word(&row, "text").chars().take(24).collect::<String>();
            let of = format!("{} {}", word(&row, "document"), start);
            (of, format!("{} {}", word(&row, "match"), word(&row, "speaker_name")))
        })
        .collect();
    let expected = [
        ("altered.txt We deleted the visitor l", "altered Ana Ruiz"),
        // The mark is never closed: the words end where somebody said them.
        ("broken.txt We never kept the record", "only Piet Holm"),
        ("exact.txt We deleted the visitor l", "exact Ana Ruiz"),
        ("normalised.txt I think the gate records", "normalised Ana Ruiz"),
        ("normalised.txt We deleted the visitor l", "normalised Ana Ruiz"),
        ("other.txt The gate is open for two", "only the mayor"),
        ("other.txt We deleted the parking p", "only -"),
        ("paraphrase.txt Each camera on the north", "altered Piet Holm"),
    ];
    let expected: BTreeMap<String, String> =
        expected.iter().map(|(of, is)| ((*of).to_string(), (*is).to_string())).collect();
    assert_eq!(found, expected);
}
