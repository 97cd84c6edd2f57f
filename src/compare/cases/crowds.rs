//! Many statements and copies of one text: what is shown and what is counted; quotations.

use super::*;

#[test]
fn copies_are_counted_as_one_origin_and_each_is_shown() {
    let report = |name: &str| {
        paper(name, "The Ledger", "2023-09-15")
            .that("Harbor engineers opened blood scans", "Harbor engineers | access: opened | blood scans")
            .of_one_text("wire")
    };
    let found = compared(&[report("one"), report("two"), report("three"), nobody_ever_opened()]);
    assert_eq!(found.len(), 3);
    assert!(found.iter().all(|finding| (finding.documents_a, finding.origins_a) == (3, 1)));
}

/// More than can be set against each other in full: the counts are of all of them all the same, and nothing else is found.
#[test]
fn a_crowd_is_counted_whole() {
    let day = |nth: usize| format!("2023-{:02}-{:02}", 1 + nth / 28, 1 + nth % 28);
    let opened = |nth: usize| {
        tape("Ada Brandt", &day(nth)).that(
            &format!("Harbor engineers opened blood scans in week {nth}"),
            "Harbor engineers | access: opened | blood scans",
        )
    };
    let never = |nth: usize| {
        paper(&format!("paper-{nth}"), "Lumen", &day(nth))
            .that(
                &format!("No Harbor employee has ever opened blood scans, issue {nth}"),
                "No Harbor employee | access: opened | blood scans",
            )
            .not()
    };
    let said: Vec<Say> = (0..150).map(opened).chain((0..140).map(never)).collect();
    let found = compared(&said);
    assert!(!found.is_empty() && found.len() <= crate::compare::group::SHOWN);
    for finding in &found {
        assert_eq!(finding.kind, "denial");
        assert_eq!((finding.documents_a, finding.documents_b), (150, 140), "{}", finding.why);
    }
}

/// A count has a limit, and says so.
#[test]
fn a_count_that_stops_says_at_least() {
    let opened = |nth: usize| {
        Say::new(&format!("tape-{nth}"), DocumentKind::Transcript, "Ada Brandt", "2023-02-07").that(
            &format!("Harbor engineers opened blood scans in room {nth}"),
            "Harbor engineers | access: opened | blood scans",
        )
    };
    let many = crate::compare::meet::COUNTED + 200;
    let said: Vec<Say> = (0..many).map(opened).chain([nobody_ever_opened()]).collect();
    let found = compared(&said);
    assert_eq!(found.len(), crate::compare::group::SHOWN);
    assert!(found[0].why.contains(": at least 1000 statements by 1 speaker"), "{}", found[0].why);
    assert_eq!((found[0].documents_a, found[0].documents_b), (crate::compare::meet::COUNTED, 1));
}

#[test]
fn what_stands_beside_a_finding_says_the_same() {
    let stored = |voice: &str, place: &str, day: &str| {
        tape(voice, day)
            .that(&format!("The patient archive is stored in {place}"), "Lumen | store: stored | The patient archive")
            .at(place)
    };
    let said = [
        stored("Ada Brandt", "Oslo", "2023-02-07"),
        stored("Nils Okafor", "Oslo", "2023-03-07"),
        stored("Ida Holm", "Minsk", "2023-04-07"),
        stored("Per Dahl", "Dublin", "2023-05-07"),
    ];
    let found = compared(&said);
    let against = |places: &str| found.iter().find(|finding| finding.why.starts_with(places)).expect("a finding");
    assert_eq!((against("Oslo against Minsk").documents_a, against("Oslo against Minsk").documents_b), (2, 1));
    assert_eq!(against("Minsk against Dublin").documents_a, 1);
}

#[test]
fn one_quotation_two_mouths_or_two_wordings() {
    let words = "We have never let anybody outside the clinic open a scan";
    let other = "We have never let anybody outside the clinic look at a scan";
    let found = |a: QuoteRow, b: QuoteRow| -> Vec<String> {
        findings(&[], &[a, b], &[], &LEXICON).into_iter().map(|finding| finding.kind).collect()
    };
    let by = |document: &str, speaker: &str, text: &str| quote(document, Some(speaker), text);
    assert_eq!(found(by("a", "Ada Brandt", words), by("b", "Nils Okafor", words)), ["attribution"]);
    assert_eq!(found(by("a", "Ada Brandt", words), by("b", "Ada Brandt", other)), ["wording"]);
    assert!(found(by("a", "Ada Brandt", words), by("b", "Ada Brand", words)).is_empty(), "one letter");
    assert!(found(by("a", "Ada Brandt", words), by("b", "a spokeswoman for the clinic", words)).is_empty());
    assert!(found(by("a", "Ada Brandt", words), quote("b", None, words)).is_empty());
    assert!(found(by("a", "Ada Brandt", words), by("a", "Nils Okafor", words)).is_empty(), "one document");
    let part = "never let anybody outside the clinic open a scan";
    assert!(found(by("a", "Ada Brandt", words), by("b", "Ada Brandt", part)).is_empty(), "a part is no other wording");
}
