//! What was done and what was not.

use super::*;

#[test]
fn a_public_denial_stands_against_the_tape() {
    let found = compared(&[engineers_opened(), nobody_ever_opened()]);
    assert_eq!(found.len(), 1);
    let finding = &found[0];
    assert_eq!((finding.kind.as_str(), finding.class), ("denial", Class::Direct));
    assert!(finding.internal_vs_public && !finding.same_speaker);
    assert_eq!((finding.a.document.as_str(), finding.b.document.as_str()), ("tape-2023-02-07.vtt", "statement.txt"));
    assert!(
        finding.why.ends_with("1 statement by 1 speaker on 2023-02-07 says so; 1 denies it (1 origin)"),
        "{}",
        finding.why
    );
}

#[test]
fn plans_fears_orders_conditions_and_questions_deny_nothing() {
    for modality in
        [Modality::Planned, Modality::Possible, Modality::Directed, Modality::Hypothetical, Modality::Question]
    {
        assert_eq!(live(&[engineers_opened().as_(modality), nobody_ever_opened()]), 0, "{modality:?}");
        assert_eq!(live(&[engineers_opened(), nobody_ever_opened().as_(modality)]), 0, "{modality:?}");
    }
}

#[test]
fn who_can_but_never_did_contradicts_nobody() {
    assert_eq!(live(&[engineers_opened().as_(Modality::Ability), nobody_ever_opened()]), 0);
    one(&[engineers_opened(), nobody_ever_opened().as_(Modality::Ability)], "denial", Class::Direct);
}

#[test]
fn two_companies_two_kinds_of_data_two_recipients_are_not_one() {
    let other_company = tape("Ada Brandt", "2023-02-07")
        .that("Quill engineers opened blood scans", "Quill engineers | access: opened | blood scans");
    let other_data = tape("Ada Brandt", "2023-02-07")
        .that("Harbor engineers opened sleep diaries", "Harbor engineers | access: opened | sleep diaries");
    assert_eq!(live(&[other_company, nobody_ever_opened()]), 0);
    assert_eq!(live(&[other_data, nobody_ever_opened()]), 0);
    let gave = tape("Ada Brandt", "2023-02-07")
        .that("Lumen gave blood scans to a drug maker", "Lumen | transfer: gave | blood scans")
        .to("a drug maker");
    let never = |to: &str| {
        statement("Lumen", "2023-09-15")
            .that(&format!("Lumen has never given blood scans to {to}"), "Lumen | transfer: given | blood scans")
            .to(to)
            .not()
    };
    assert_eq!(live(&[gave.clone(), never("insurers")]), 0);
    one(&[gave.clone(), never("drug makers")], "denial", Class::Direct);
    one(&[gave, never("anybody")], "denial", Class::Direct);
}

#[test]
fn a_denial_of_all_data_takes_in_each_kind_and_not_the_other_way_round() {
    let gave = |what: &str| {
        tape("Ada Brandt", "2023-02-07")
            .that(&format!("Lumen sold {what}"), &format!("Lumen | transfer: sold | {what}"))
    };
    let never = |what: &str| {
        statement("Lumen", "2023-09-15")
            .that(&format!("Lumen has never sold {what}"), &format!("Lumen | transfer: sold | {what}"))
            .not()
    };
    one(&[gave("blood scans"), never("any data")], "denial", Class::Direct);
    assert_eq!(live(&[gave("data"), never("blood scans")]), 0);
}

#[test]
fn a_state_that_changed_is_superseded() {
    let has = tape("Ada Brandt", "2023-02-07")
        .that("Harbor has access to Anchor", "Harbor | access: access | Anchor")
        .as_(Modality::Ability);
    let lost = statement("Lumen", "2023-09-15")
        .that("Harbor no longer has access to Anchor", "Harbor | access: access | Anchor")
        .as_(Modality::Ability)
        .when("2023-06-30")
        .not();
    one(&[has, lost.clone()], "denial", Class::Superseded);
    let still = tape("Ada Brandt", "2023-08-01")
        .that("Harbor still has access to Anchor", "Harbor | access: access | Anchor")
        .as_(Modality::Ability);
    one(&[still, lost], "denial", Class::Direct);
}

#[test]
fn an_event_after_the_denial_does_not_contradict_it() {
    let leaked = paper("news", "The Ledger", "2023-10-20")
        .that("A gang published the blood scans", "A gang | expose: published | the blood scans")
        .when("2023-10-02");
    let never = |day: &str| {
        oath("Nils Okafor", day)
            .that("None of the blood scans has ever been published", " | expose: published | None of the blood scans")
            .not()
    };
    let named = |say: Say| Say(Claim { object_owner: Some("Lumen".into()), ..say.0 });
    assert_eq!(live(&[named(leaked.clone()), named(never("2023-05-23"))]), 0);
    one(&[named(leaked), named(never("2023-10-18"))], "denial", Class::Direct);
}

#[test]
fn a_denial_about_officials_strains_with_access_from_their_country() {
    let denied = paper("wire", "Lumen", "2023-09-15")
        .that("Lumen has never given patient files to Turkish officials", "Lumen | transfer: given | patient files")
        .to("Turkish officials")
        .not();
    let opened = |place: &str| {
        paper("ledger", "The Ledger", "2023-09-14").that(
            &format!("Harbor staff in {place} opened patient files"),
            &format!("Harbor staff in {place} | access: opened | patient files"),
        )
    };
    one(&[denied.clone(), opened("Turkey")], "denial", Class::Tension);
    assert_eq!(live(&[denied, opened("Spain")]), 0);
}

#[test]
fn one_voice_in_one_document_does_not_contradict_itself() {
    let opened = oath("Nils Okafor", "2023-10-18")
        .that("Harbor engineers opened blood scans", "Harbor engineers | access: opened | blood scans");
    let not = oath("Nils Okafor", "2023-10-18")
        .that("Harbor engineers never opened blood scans", "Harbor engineers | access: opened | blood scans")
        .not();
    assert_eq!(live(&[opened, not]), 0);
}

#[test]
fn usually_not_and_if_at_all_deny_nothing() {
    let opened = engineers_opened();
    let usually = statement("Lumen", "2023-09-15")
        .that("Harbor engineers do not usually open blood scans", "Harbor engineers | access: open | blood scans")
        .not();
    let once = Say(Claim { evidence: "Harbor engineers opened blood scans".into(), ..opened.0 });
    assert_eq!(live(&[once, usually]), 0);
    let when = tape("Ada Brandt", "2023-02-07")
        .that("when Harbor engineers open blood scans", "Harbor engineers | access: open | blood scans");
    assert_eq!(live(&[when, nobody_ever_opened()]), 0);
}

#[test]
fn a_recording_without_labels_holds_more_than_one_voice() {
    let say = |say: Say, at: usize| {
        let claim = Claim { attributed_to: None, attributed_name: None, start: at, end: at + 60, ..say.0 };
        Say(claim)
    };
    let opened = || {
        tape("", "2023-06-08")
            .that("Harbor engineers opened blood scans", "Harbor engineers | access: opened | blood scans")
    };
    let never = || {
        tape("", "2023-06-08")
            .that("No Harbor engineer ever opened blood scans", "No Harbor engineer | access: opened | blood scans")
            .not()
    };
    one(&[say(opened(), 100), say(never(), 4_000)], "denial", Class::Direct);
    assert_eq!(live(&[say(opened(), 100), say(never(), 200)]), 0, "one breath");
}

#[test]
fn not_now_leaves_the_past_open() {
    let now = statement("Lumen", "2023-09-15")
        .that("No Harbor engineer opens blood scans now", "No Harbor engineer | access: opens | blood scans")
        .not();
    assert_eq!(live(&[engineers_opened().when("2021"), now.clone()]), 0);
    one(&[engineers_opened().when("2023-09-15"), now], "denial", Class::Direct);
}

#[test]
fn a_condition_denies_only_under_it() {
    let shared = |words: &str| {
        tape("Ada Brandt", "2023-02-07")
            .that(&format!("Lumen shared the blood scans{words}"), "Lumen | transfer: shared | the blood scans")
    };
    let never = statement("Lumen", "2023-09-15")
        .that("Lumen never shares the blood scans without consent", "Lumen | transfer: shares | the blood scans")
        .not();
    assert_eq!(live(&[shared(""), never.clone()]), 0);
    one(&[shared(" without asking"), never], "denial", Class::Direct);
}

#[test]
fn nobody_outside_and_one_who_is() {
    let nobody = tape("Ada Brandt", "2023-02-07")
        .that(
            "Nobody outside Lumen has ever seen the donor list",
            "Nobody outside the clinic | access: seen | the donor list",
        )
        .not();
    let seen = |who: &str| {
        let say = paper("a", "The Ledger", "2023-03-01")
            .that(&format!("{who} has seen the donor list"), &format!("{who} | access: seen | the donor list"));
        Say(Claim { object_owner: Some("Lumen".into()), ..say.0 })
    };
    let nobody = Say(Claim { object_owner: Some("Lumen".into()), ..nobody.0 });
    one(&[nobody.clone(), seen("Quill")], "denial", Class::Direct);
    assert_eq!(live(&[nobody, seen("A nurse")]), 0);
}

#[test]
fn a_house_denies_what_its_own_tape_tells() {
    let sold = |source: &str| {
        let say = tape("Ada Brandt", "2023-02-07")
            .that("The ride histories were sold to two insurers", " | transfer: sold | The ride histories");
        Say(Claim { source: Some(source.into()), ..say.to("two insurers").0 })
    };
    let never =
        statement("Lumen", "2023-09-15").that("We do not sell your data", "We | transfer: sell | your data").not();
    let never = Say(Claim { source: Some("Lumen".into()), ..never.0 });
    one(&[sold("Lumen"), never.clone()], "denial", Class::Direct);
    assert_eq!(live(&[sold("Quill"), never]), 0);
}

#[test]
fn what_was_taken_off_is_not_there() {
    let gone = statement("Lumen", "2023-06-27").that(
        "The discipline records have been taken off our contractor's servers",
        " | access: taken | The discipline records",
    );
    let there = |words: &str, day: &str| {
        tape("Ada Brandt", day)
            .that(&format!("The discipline records {words} Sarn's servers"), " | store: are | The discipline records")
    };
    let of_lumen = |say: Say| Say(Claim { source: Some("Lumen".into()), ..say.0 });
    let both = |words: &str, day: &str| [of_lumen(gone.clone()), of_lumen(there(words, day))];
    one(&both("are still on", "2023-07-15"), "denial", Class::Direct);
    assert_eq!(live(&both("are still on", "2023-05-15")), 0, "said before they were taken off");
}

#[test]
fn a_recording_is_nobodys_own_voice() {
    let tapes = |voice: &str| {
        paper("a", voice, "2023-09-15").that(
            "Lumen employees in Minsk opened the guests' letters",
            "Lumen employees | access: opened | the guests' letters",
        )
    };
    let never = paper("a", "Lumen", "2023-09-15")
        .that(
            "Lumen employees never opened the guests' letters",
            "Lumen employees | access: opened | the guests' letters",
        )
        .not();
    one(&[tapes("audio from Lumen meetings"), never.clone()], "denial", Class::Direct);
    assert_eq!(live(&[tapes("Lumen"), never]), 0, "one voice in one text");
}

#[test]
fn where_several_met_we_is_none_of_them_for_certain() {
    let keep = |source: &str| {
        let say = tape("Gwen Hale", "2023-04-08")
            .that("We keep the parents' card numbers", "We | store: keep | the parents' card numbers");
        Say(Claim { source: Some(source.into()), ..say.0 })
    };
    let not = paper("a", "Orrin", "2023-06-15")
        .that("Lumen does not keep the parents' card numbers", "Lumen | store: keep | the parents' card numbers")
        .not();
    one(&[keep("Lumen"), not.clone()], "denial", Class::Direct);
    assert_eq!(live(&[keep("Larch Press and Lumen"), not]), 0);
}

#[test]
fn two_names_of_one_kind_of_data() {
    let read = |object: &str| {
        tape("Ada Brandt", "2023-09-07")
            .that(&format!("Lumen's clerks read {object}"), &format!("Lumen's clerks | access: read | {object}"))
    };
    let never = statement("Lumen", "2023-09-15")
        .that(
            "No Lumen clerk has ever read a student's dissertation",
            "No Lumen clerk | access: read | a student's dissertation",
        )
        .not();
    one(&[read("the students' theses"), never.clone()], "denial", Class::Direct);
    assert_eq!(live(&[read("the students' diaries"), never]), 0);
}

#[test]
fn what_never_left_is_nowhere_else() {
    let never = statement("Harbor", "2023-09-15")
        .that("Ferry photos have never left the terminal", " | transfer: left | Ferry photos")
        .not();
    let kept = tape("Ada Brandt", "2023-02-07")
        .that("In Oslo we keep Harbor's ferry photos", "we | store: keep | Harbor's ferry photos")
        .at("Oslo");
    one(&[kept.clone(), never.clone()], "denial", Class::Tension);
    let there = tape("Ada Brandt", "2023-02-07")
        .that("We keep Harbor's ferry photos in the terminal in Oslo", "We | store: keep | Harbor's ferry photos")
        .at("Oslo");
    assert_eq!(live(&[there, never.clone()]), 0, "the terminal may be in Oslo");
    let other = tape("Ada Brandt", "2023-02-07")
        .that("In Oslo we keep Harbor's ferry tickets", "we | store: keep | Harbor's ferry tickets")
        .at("Oslo");
    assert_eq!(live(&[other, never]), 0);
}

#[test]
fn an_organisation_says_it_of_itself() {
    let denied = paper("paper", "Lumen", "2023-09-15")
        .that("denied that it had received the ferry tickets", "it | access: received | the ferry tickets")
        .not();
    let sent = |to: &str| {
        tape("Ada Brandt", "2023-02-07")
            .that(
                &format!("Harbor sends {to} the ferry tickets every week"),
                "Harbor | transfer: sends | the ferry tickets",
            )
            .to(to)
    };
    one(&[sent("Lumen"), denied.clone()], "denial", Class::Tension);
    assert_eq!(live(&[sent("Quill"), denied]), 0);
}

#[test]
fn from_whom_it_was_got_is_not_whose_it_is() {
    let mut never = statement("Lumen", "2023-09-15")
        .that("Lumen has never received a toll photo from Harbor", "Lumen | access: received | a toll photo")
        .not();
    never.0.object_owner = Some("Harbor".into());
    let mut sent = tape("Ada Brandt", "2023-02-07")
        .that(
            "Harbor sent Lumen the toll photos of 640 drivers",
            "Harbor | transfer: sent | the toll photos of 640 drivers",
        )
        .to("Lumen");
    sent.0.object_owner = Some("640 drivers".into());
    one(&[sent, never], "denial", Class::Tension);
}
