//! What other documents tell of those who are named, and who speaks for whom.

use super::*;
use crate::model::Provenance;

/// A document that says what a name is.
fn telling(described: &[(&str, &str)], posts: &[(&str, &str)]) -> Provenance {
    let owned = |list: &[(&str, &str)]| list.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect();
    Provenance {
        document: "guide.txt".into(),
        kind: DocumentKind::Article,
        source: None,
        published: None,
        origin: None,
        names: Vec::new(),
        described: owned(described),
        posts: owned(posts),
    }
}

fn count(said: &[Say], documents: &[Provenance]) -> usize {
    let claims: Vec<Claim> = said.iter().map(|say| say.0.clone()).collect();
    let found = findings(&claims, &[], documents, &LEXICON);
    found.iter().filter(|finding| finding.class != Class::Superseded).count()
}

#[test]
fn never_given_to_an_insurer_and_given_to_one_by_its_name() {
    let gave = tape("Ada Brandt", "2023-02-07")
        .that("Harbor gave Orrin the members' step counts", "Harbor | transfer: gave | the members' step counts")
        .to("Orrin");
    let never = statement("Harbor", "2023-09-15")
        .that(
            "Harbor has never given members' step counts to an insurer",
            "Harbor | transfer: given | members' step counts",
        )
        .to("an insurer")
        .not();
    assert_eq!(count(&[gave.clone(), never.clone()], &[telling(&[("Orrin", "printer")], &[])]), 0);
    assert_eq!(count(&[gave, never], &[telling(&[("Orrin", "insurer")], &[])]), 1);
}

#[test]
fn a_system_is_what_the_texts_call_it() {
    let open = tape("Ada Brandt", "2023-02-07")
        .that("Harbor clerks opened Pebble every day", "Harbor clerks | access: opened | Pebble");
    let never = statement("Harbor", "2023-09-15")
        .that(
            "No Harbor clerk has ever opened the billing system",
            "No Harbor clerk | access: opened | the billing system",
        )
        .not();
    assert_eq!(count(&[open.clone(), never.clone()], &[]), 0);
    assert_eq!(count(&[open, never], &[telling(&[("Pebble", "billing system")], &[])]), 1);
}

#[test]
fn who_says_i_denies_for_nobody_else() {
    let never = |speaker: &str| {
        tape(speaker, "2023-09-15").that("I have never opened blood scans", "I | access: opened | blood scans").not()
    };
    assert_eq!(live(&[engineers_opened(), never("Bo Lind")]), 0);
    let lind = tape("Ada Brandt", "2023-02-07")
        .that("Bo Lind opened blood scans in the lift", "Bo Lind | access: opened | blood scans");
    one(&[lind, never("Bo Lind")], "denial", Class::Direct);
}

#[test]
fn never_read_says_nothing_of_copying() {
    let did = |word: &str| {
        let evidence = format!("Harbor engineers {word} blood scans in May");
        tape("Ada Brandt", "2023-02-07").that(&evidence, &format!("Harbor engineers | access: {word} | blood scans"))
    };
    let never = statement("Lumen", "2023-09-15")
        .that("No Harbor employee has ever read blood scans", "No Harbor employee | access: read | blood scans")
        .not();
    assert_eq!(live(&[did("copied"), never.clone()]), 0);
    one(&[did("viewed"), never], "denial", Class::Direct);
}

#[test]
fn nobody_in_some_office_leaves_open_what_nobody_knows_who_did() {
    let seen = tape("Ada Brandt", "2023-02-07")
        .that("At night Harbor's blood scans were opened", " | access: opened | Harbor's blood scans");
    let never = |who: &str| {
        statement("Lumen", "2023-09-15")
            .that(
                &format!("{who} has ever opened Harbor's blood scans"),
                &format!("{who} | access: opened | Harbor's blood scans"),
            )
            .not()
    };
    assert_eq!(live(&[seen.clone(), never("Nobody on the night desk")]), 0);
    one(&[seen, never("Nobody")], "denial", Class::Direct);
}

#[test]
fn none_of_a_few_is_not_none_at_all() {
    let kept = tape("Ada Brandt", "2023-02-07")
        .that("Harbor keeps voice recordings", "Harbor | store: keeps | voice recordings");
    let never = |whose: &str| {
        statement("Harbor", "2023-09-15")
            .that(
                &format!("Harbor keeps no voice recordings of {whose}"),
                &format!("Harbor | store: keeps | no voice recordings of {whose}"),
            )
            .not()
    };
    assert_eq!(live(&[kept.clone(), never("children")]), 0);
    one(&[kept, never("customers")], "denial", Class::Direct);
}
