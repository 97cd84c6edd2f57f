//! How certain it is, and how much of it: facts, hedges, plans; all, some, only.

use super::*;

#[test]
fn only_this_against_that_too() {
    let only = Say(Claim {
        sentence: "We share only blood groups with research partners, among them Kestrel.".into(),
        ..statement("Lumen", "2023-09-15")
            .that(
                "Lumen shares only blood groups with research partners",
                "Lumen | transfer: shares | only blood groups",
            )
            .to("research partners")
            .0
    });
    let names = tape("Ada Brandt", "2023-06-08")
        .that("Lumen sends Kestrel names and birth dates", "Lumen | transfer: sends | names and birth dates")
        .to("Kestrel");
    one(&[only.clone(), names.clone()], "scope", Class::Direct);
    let not_only = Say(Claim { evidence: "Lumen shares not only blood groups".into(), ..only.0 });
    assert_eq!(live(&[not_only, names]), 0);
}

#[test]
fn a_fact_inside_and_a_possibility_outside() {
    let fact = tape("Ada Brandt", "2023-05-23")
        .that("On May 9 somebody of Harbor copied the register", "a Harbor engineer | access: copied | the register")
        .when("2023-05-09");
    let hedge = |day: &str| {
        statement("Lumen", day)
            .that("an engineer may have copied the register of Harbor", "an engineer | access: copied | the register")
            .as_(Modality::Possible)
    };
    let other = statement("Lumen", "2023-09-15").that("Harbor keeps logs", "Harbor | store: keeps | the logs");
    one(&[fact.clone(), hedge("2023-09-15"), other.clone()], "certainty", Class::Tension);
    let early = Say(Claim { published: Some("2023-05-10".into()), ..hedge("2023-05-10").0 });
    assert_eq!(live(&[fact, early, other]), 0);
}

#[test]
fn a_plan_is_no_deed_before_its_day() {
    let plan = tape("Ada Brandt", "2023-06-06")
        .that(
            "Lumen will encrypt the scan archive by the end of September",
            "Lumen | protect: encrypt | the scan archive",
        )
        .as_(Modality::Planned)
        .when("2023-09");
    let done = |day: &str| {
        statement("Lumen", day)
            .that("Lumen has encrypted the scan archive", "Lumen | protect: encrypted | the scan archive")
    };
    one(&[plan.clone(), done("2023-06-30")], "certainty", Class::Tension);
    assert_eq!(live(&[plan, done("2023-10-30")]), 0);
}

#[test]
fn the_press_tells_as_done_what_could_be_done() {
    let can = tape("Ada Brandt", "2023-03-07")
        .that("Quill staff can read the call notes", "Quill staff | access: read | the call notes")
        .as_(Modality::Ability);
    let did = Say(Claim {
        attribution: Attribution::Narration,
        attributed_to: None,
        attributed_name: None,
        ..paper("mirror", "", "2023-06-30").that("Quill read the call notes", "Quill | access: read | the call notes").0
    });
    one(&[can.clone(), did.clone()], "certainty", Class::Tension);
    let heard = tape("Nils Okafor", "2023-04-07")
        .that("Quill people read the call notes", "Quill people | access: read | the call notes");
    assert_eq!(live(&[can, did, heard]), 0, "a witness says that it was done");
}

#[test]
fn only_some_may_and_everybody_does() {
    let only = |who: &str| {
        statement("Lumen", "2023-09-15")
            .that(&format!("Only {who} can open a blood scan"), &format!("Only {who} | access: open | a blood scan"))
            .as_(Modality::Ability)
    };
    let can = |who: &str| {
        let say = tape("Ada Brandt", "2023-08-07")
            .that(&format!("{who} can open a blood scan"), &format!("{who} | access: open | a blood scan"))
            .as_(Modality::Ability);
        Say(Claim { sentence: format!("{who} at Lumen can open a blood scan."), ..say.0 })
    };
    one(&[only("the treating doctor"), can("Every doctor")], "scope", Class::Direct);
    one(&[only("the treating doctor"), can("The night clerk")], "scope", Class::Direct);
    assert_eq!(live(&[only("the treating doctor"), can("The treating doctor")]), 0);
    assert_eq!(live(&[only("employees"), can("The night clerk")]), 0, "a clerk is an employee");
}

#[test]
fn all_half_and_some() {
    let guarded = |say: Say, what: &str| {
        let say = say.that(&format!("{what} are encrypted"), &format!(" | protect: encrypted | {what}"));
        Say(Claim { object_owner: Some("Lumen".into()), ..say.0 })
    };
    let all = || guarded(statement("Lumen", "2023-09-15"), "All the blood scans");
    let part = |what: &str| guarded(tape("Ada Brandt", "2023-08-07"), what);
    one(&[part("Half of the blood scans"), all()], "scope", Class::Direct);
    one(&[part("Some of the blood scans"), all()], "scope", Class::Tension);
    assert_eq!(live(&[part("The blood scans"), all()]), 0);
}

#[test]
fn the_press_tells_as_fact_what_was_alleged() {
    let alleged = tape("Ada Brandt", "2023-03-07")
        .that("Quill allegedly sold the call notes", "Quill | transfer: sold | the call notes");
    let fact = Say(Claim {
        attribution: Attribution::Narration,
        attributed_to: None,
        attributed_name: None,
        ..paper("mirror", "", "2023-06-30")
            .that("Quill sold the call notes", "Quill | transfer: sold | the call notes")
            .0
    });
    one(&[alleged.clone(), fact.clone()], "certainty", Class::Tension);
    let heard =
        tape("Nils Okafor", "2023-04-07").that("Quill sold the call notes", "Quill | transfer: sold | the call notes");
    assert_eq!(live(&[alleged, fact, heard]), 0, "a witness says so");
}
