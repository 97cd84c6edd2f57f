//! Who acts and who says so, from the words of one document to a user's `actors.toml`.

use assert_cmd::Command;
use gainsay::lexicon::Lexicon;
use gainsay::model::Claim;
use gainsay::pipeline;
use gainsay::read::{Limits, Sidecar, read};
use std::fs;
use std::path::Path;

fn claims(text: &str) -> Vec<Claim> {
    let document = read("a.txt", text.as_bytes(), &Sidecar::default(), None, &Limits::default()).expect(text).remove(0);
    pipeline::stage(document, &Lexicon::embedded()).claims
}

/// The name of the one who acts in the first claim, by the words of its evidence.
fn name(text: &str) -> Option<String> {
    claims(text).into_iter().next().expect(text).actor_name
}

#[test]
fn a_surname_before_its_office_names_who_acts() {
    for (text, expected) in [
        ("Renquist, the chief security officer, deleted the files.", Some("Renquist")),
        ("Renquist, head of security at Veltro, deleted the files.", Some("Renquist")),
        (
            "Renquist, the chief security officer, deleted the files. They met Oswin Renquist in May.",
            Some("Oswin Renquist"),
        ),
        ("Brandt, the company’s lawyer, shared the user data with Kern.", Some("Brandt")),
        ("Talvera, a payroll firm, shared the user data with Kern.", Some("Talvera")),
        ("Yesterday, the chief security officer deleted the files.", None),
        ("However, the clerk, who was late, deleted the files.", None),
        ("London, the capital, deleted the files.", None),
    ] {
        assert_eq!(name(text).as_deref(), expected, "{text}");
    }
}

#[test]
fn a_firm_of_one_word_has_its_name_where_the_document_shows_it() {
    for (text, expected) in [
        ("Veltro deleted the files. Veltro’s engineers read the messages.", Some("Veltro")),
        ("Veltro deleted the files. The engineers at Veltro read the messages.", Some("Veltro")),
        ("Veltro deleted the files. In May Veltro sold the user data.", Some("Veltro")),
        ("Veltro deleted the files.", None),
        ("Engineers deleted the files. Documents show the user data.", None),
        ("Today’s engineers deleted the files. Today deleted the files.", None),
    ] {
        assert_eq!(name(text).as_deref(), expected, "{text}");
    }
}

#[test]
fn what_nobody_said_is_claimed_by_nobody() {
    let told = |text: &str| {
        let claim = claims(text).into_iter().next().expect(text);
        (claim.attributed_to, claim.modality.name())
    };
    let nobody = (None, "question");
    assert_eq!(told("Lund never said that the firm deleted the files."), nobody);
    assert_eq!(told("Lund did not say “we deleted the files.”"), nobody);
    assert_eq!(told("No one at the firm said that it deleted the files."), nobody);
    let author = (None, "actual");
    assert_eq!(told("The firm would not say whether it had warned the users whose files it deleted."), author);
    assert_eq!(told("The firm never told its users that it deleted the files."), author);
    assert_eq!(told("Lund said that the firm deleted the files."), (Some("Lund".to_string()), "actual"));
}

fn run(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::cargo_bin("gainsay").expect("the program");
    command.current_dir(folder).env_remove("GAINSAY_INDEX").args(arguments);
    let output = command.output().expect("ends");
    String::from_utf8(output.stdout).expect("UTF-8") + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn another_actors_toml_names_the_rows_anew_and_reads_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    fs::create_dir_all(here.join("case")).expect("made");
    fs::create_dir_all(here.join("own")).expect("made");
    fs::write(here.join("case/a.txt"), "Annie Lund deleted the user data. Veltro’s engineers sold it.\n")
        .expect("written");
    let own = |text: &str| fs::write(here.join("own/actors.toml"), text).expect("written");
    let ingest = || run(here, &["ingest", "case", "--lexicon", "own"]);
    own("[[actor]]\nname = \"Ann Lund\"\n");
    assert_eq!(ingest(), "files: 1 read\n");
    assert!(run(here, &["actors"]).starts_with("Annie Lund\n"));
    own("[[actor]]\nname = \"Ann Lund\"\naliases = [\"Annie Lund\"]\npart-of = \"Veltro\"\n");
    assert_eq!(ingest(), "files: 0 read, 1 unchanged; actors named anew by actors.toml\n");
    assert_eq!(ingest(), "files: 0 read, 1 unchanged\n");
    let actors = run(here, &["actors"]);
    assert!(actors.starts_with("Ann Lund\n") && actors.contains("part of Veltro"), "{actors}");
    assert!(run(here, &["claims", "--format", "jsonl"]).contains("\"actor_name\":\"Ann Lund\""));
    // Without the folder the names would be forgotten.
    assert!(run(here, &["ingest", "case"]).contains("was made with another --lexicon"));
}
