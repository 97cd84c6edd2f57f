//! What claims are made of words beyond one sentence: short answers, repetitions, and the account of how a claim came about.

use gainsay::lexicon::Lexicon;
use gainsay::model::inspect::Reasons;
use gainsay::model::{Claim, Document};
use gainsay::pipeline;
use gainsay::read::{Limits, Sidecar, read};

struct Found {
    document: Document,
    claims: Vec<Claim>,
    reasons: Vec<Reasons>,
}

fn found(name: &str, text: &str) -> Found {
    let documents = read(name, text.as_bytes(), &Sidecar::default(), None, &Limits::default()).expect(text);
    let staged = pipeline::stage(documents.into_iter().next().expect(text), &Lexicon::embedded());
    Found { document: staged.document, claims: staged.claims, reasons: staged.reasons }
}

/// Every place of every claim holds the words that the row says.
fn holds(found: &Found) {
    for claim in &found.claims {
        assert_eq!(&found.document.text[claim.start..claim.end], claim.evidence);
        assert_eq!(claim.also.len(), claim.also_evidence.len());
        for (place, words) in claim.further_places() {
            assert_eq!(&found.document.text[place.start..place.end], words);
        }
    }
}

fn call(question: &str, answer: &str) -> Vec<Claim> {
    let text = format!(
        "Ana Roy: We keep the patient records on two servers in Lyon.\nBo Lind: {question}\nAna Roy: {answer}\nBo Lind: Then let us go on.\nAna Roy: Fine.\n"
    );
    let found = found("call.txt", &text);
    holds(&found);
    found.claims.into_iter().filter(|claim| claim.entries.iter().any(|entry| entry.starts_with("answer."))).collect()
}

#[test]
fn a_short_answer_makes_a_claim_of_the_one_who_answers() {
    for (question, answer, polarity, modality) in [
        ("Can the contractors see the patient records?", "Yes.", "affirmed", "ability"),
        ("Can the contractors see the patient records?", "Yeah, they can.", "affirmed", "ability"),
        ("Can the contractors see the patient records?", "No.", "negated", "ability"),
        ("Did the vendor copy the patient records?", "Never.", "negated", "actual"),
        ("Did the vendor copy the patient records?", "Not that I know of.", "negated", "possible"),
        ("Did the vendor copy the patient records?", "Absolutely not.", "negated", "actual"),
        ("Did the vendor copy the patient records?", "That's correct.", "affirmed", "actual"),
        ("Didn't the vendor copy the patient records?", "Yes, they did.", "affirmed", "actual"),
    ] {
        let claims = call(question, answer);
        assert_eq!(claims.len(), 1, "{question} {answer}");
        let claim = &claims[0];
        assert_eq!((claim.polarity.name(), claim.modality.name()), (polarity, modality), "{question} {answer}");
        assert_eq!(claim.attributed_name.as_deref(), Some("Ana Roy"));
        assert_eq!(claim.speaker.as_deref(), Some("Ana Roy"));
        assert!(question.contains(&claim.evidence), "{}", claim.evidence);
        assert_eq!(claim.also_evidence, [answer]);
    }
}

#[test]
fn other_answers_make_none() {
    for (question, answer) in [
        ("Can the contractors see the patient records?", "I don't know."),
        ("Can the contractors see the patient records?", "Yes. Well, I'm not sure."),
        ("Can the contractors see the patient records?", "On Fridays."),
        ("Who can see the patient records?", "Yes."),
        ("Did the vendor copy or delete the patient records?", "Yes."),
        ("Didn't the vendor copy the patient records?", "Right."),
    ] {
        let claims = call(question, answer);
        assert!(claims.is_empty(), "{question} {answer}: {}", claims[0].evidence);
    }
}

#[test]
fn nobody_answers_himself() {
    let text = "Bo Lind: Can the contractors see the patient records? Yes. I thought so.\nAna Roy: We will look into it.\nBo Lind: Good.\nAna Roy: Yes.\n";
    let claims = found("call.txt", text).claims;
    assert!(!claims.iter().any(|claim| claim.entries.iter().any(|entry| entry.starts_with("answer."))));
}

#[test]
fn an_answer_under_oath_waits_for_the_objection() {
    let text = "                 DEPOSITION OF ANA ROY\n                 May 6, 2023\n\n 1  ANA ROY, called as a witness, having been\n 2  duly sworn, testified as follows:\n 3            EXAMINATION\n 4  BY MR. LEE:\n 5       Q.   Did the vendor copy the patient\n 6  records?\n 7            MR. KHAN:  Objection.\n 8       A.   Yes.\n 9       Q.   Did the vendor delete the patient records?\n10       A.   I don't recall.\n";
    let found = found("deposition.txt", text);
    holds(&found);
    let answered: Vec<(&str, Option<&str>)> = found
        .claims
        .iter()
        .filter(|claim| claim.entries.contains(&"answer.yes".to_string()))
        .map(|claim| (claim.action.as_str(), claim.attributed_name.as_deref()))
        .collect();
    assert_eq!(answered, [("access", Some("ANA ROY"))]);
}

#[test]
fn what_is_said_again_is_one_claim_with_further_places() {
    let text = "Clinic deleted the patient records\n\nThe clinic deleted the patient records in May. Its lawyers had asked it to wait.\n\nA month later nothing was left. The clinic deleted the patient records.\n";
    let found = found("article.txt", text);
    holds(&found);
    let deleted: Vec<&Claim> = found.claims.iter().filter(|claim| claim.action == "delete").collect();
    assert_eq!(deleted.iter().map(|claim| claim.also.len()).collect::<Vec<_>>(), [1, 0], "{deleted:#?}");
    let dated = deleted.iter().find(|claim| claim.when_start.is_some() || claim.when_text.is_some());
    assert!(dated.is_some(), "the date is not lost");
}

#[test]
fn a_speaker_repeats_and_another_one_says_the_same() {
    let text = "Ana Roy: The vendor copied the patient records.\nBo Lind: The vendor copied the patient records.\nAna Roy: As I said, the vendor copied the patient records.\nBo Lind: Fine.\n";
    let found = found("call.txt", text);
    holds(&found);
    let rows: Vec<(Option<&str>, usize)> =
        found.claims.iter().map(|claim| (claim.speaker.as_deref(), claim.also.len())).collect();
    assert_eq!(rows, [(Some("Ana Roy"), 1), (Some("Bo Lind"), 0)]);
}

#[test]
fn pronouns_are_not_taken_for_one_another() {
    let text = "Ana Roy: They copied the patient records, and later they deleted it.\nAna Roy: We have two archives, and both hold patient records. They deleted it.\n";
    let found = found("call.txt", text);
    assert!(found.claims.iter().filter(|claim| claim.action == "delete").all(|claim| claim.also.is_empty()));
}

#[test]
fn a_claim_tells_how_it_came_about() {
    let text = "The lender will not give the customer records to a broker, a spokesman said.\n";
    let found = found("a.txt", text);
    let at = found.claims.iter().position(|claim| claim.action == "transfer").expect("a claim");
    let reasons = &found.reasons[at];
    for group in &reasons.groups {
        assert_eq!(&found.document.text[group.start..group.end], group.text);
    }
    let role = |name: &str| reasons.groups.iter().find(|group| group.role == name).map(|group| group.text.as_str());
    assert_eq!(role("predicate"), Some("give"));
    assert_eq!(role("actor"), Some("The lender"));
    assert_eq!(role("object"), Some("the customer records"));
    assert_eq!(role("recipient"), Some("a broker"));
    let decided = |field: &str| {
        let decision = reasons.decided.iter().find(|decision| decision.field == field).expect(field);
        (decision.value.as_str(), decision.by.as_str(), decision.text.as_deref())
    };
    assert_eq!(decided("polarity"), ("negated", "negation", Some("not")));
    assert_eq!(decided("modality"), ("planned", "modal.planned", Some("will")));
    assert_eq!(decided("attribution").0, "indirect");
}

/// Columns are a contract: what a claim has beyond them stands in JSON alone, and the table stays whole.
#[test]
fn further_places_do_not_break_the_table() {
    let here = tempfile::tempdir().unwrap();
    let text = "The clinic deleted the patient records in May.\n\nThe clinic deleted the patient records.\n\nThe clinic deleted the patient records.\n";
    std::fs::create_dir(here.path().join("case")).unwrap();
    std::fs::write(here.path().join("case/article.txt"), text).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = assert_cmd::Command::cargo_bin("gainsay").unwrap();
        command.current_dir(here.path()).args(arguments).output().unwrap()
    };
    assert!(run(&["ingest", "case", "--quiet"]).status.success());
    let json = String::from_utf8(run(&["claims", "--format", "jsonl"]).stdout).unwrap();
    assert!(json.contains("\"also\":["), "{json}");
    let table = String::from_utf8(run(&["claims", "--format", "csv"]).stdout).unwrap();
    assert!(table.lines().count() > 1 && !table.contains("also"), "{table}");
    assert!(run(&["report"]).status.success());
}
