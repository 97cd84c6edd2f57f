//! Numbers, days, places and doers.

use super::*;

#[test]
fn numbers_must_exclude_each_other() {
    let people = |quantity: &str, day: &str, voice: &str| {
        tape(voice, day)
            .that(&format!("{quantity}s of Harbor have access to Anchor"), "Harbor engineers | access: access | Anchor")
            .as_(Modality::Ability)
            .count(quantity)
    };
    let march = |quantity: &str| people(quantity, "2023-03-14", "Ada Brandt");
    let public = |quantity: &str, when: &str| {
        statement("Lumen", "2023-09-15")
            .that(
                &format!("{quantity}s of Harbor had access to Anchor"),
                "Harbor contractors | access: access | Anchor",
            )
            .as_(Modality::Ability)
            .count(quantity)
            .when(when)
    };
    one(&[march("83 person"), public("14 contractor", "2023-03")], "quantity", Class::Direct);
    assert_eq!(live(&[march("83 person"), public("more than 80 contractor", "2023-03")]), 0);
    assert_eq!(live(&[march("83 person"), public("14 contractor", "2021")]), 0);
    assert_eq!(live(&[march("83 person"), public("14 percent", "2023-03")]), 0);
}

#[test]
fn how_long_data_is_kept_is_compared_in_days() {
    let kept = tape("Ada Brandt", "2023-03-14")
        .that("we have kept Lumen's raw scans for eighteen months", "we | store: kept | Lumen's raw scans");
    let public = statement("Lumen", "2023-09-15")
        .that("Lumen's raw scans are kept for no more than 30 days", " | store: kept | Lumen's raw scans");
    let named = |say: Say| Say(Claim { object_owner: Some("Lumen".into()), ..say.0 });
    one(&[named(kept), named(public)], "quantity", Class::Direct);
}

#[test]
fn one_deed_has_one_date_one_place_and_one_doer() {
    let copied = |say: Say, who: &str, evidence: &str| {
        say.that(&format!("{who} copied the register {evidence}"), &format!("{who} | access: copied | the register"))
    };
    let may = copied(tape("Ada Brandt", "2023-06-08"), "A Harbor engineer", "on May 9").when("2023-05-09");
    let june = copied(oath("Nils Okafor", "2023-10-18"), "A Harbor engineer", "on June 2").when("2023-06-02");
    one(&[may.clone(), june], "date", Class::Direct);
    let month = copied(oath("Nils Okafor", "2023-10-18"), "A Harbor engineer", "in May").when("2023-05");
    assert_eq!(live(&[may, month]), 0);
    let to = |say: Say, place: &str| copied(say, "A Harbor engineer", &format!("to a server in {place}")).at(place);
    one(
        &[to(tape("Ada Brandt", "2023-06-08"), "Warsaw"), to(paper("a", "The Ledger", "2023-09-15"), "Oslo")],
        "place",
        Class::Direct,
    );
    assert_eq!(
        live(&[to(tape("Ada Brandt", "2023-06-08"), "Norway"), to(paper("a", "The Ledger", "2023-09-15"), "Oslo")]),
        0
    );
    let harbor = copied(tape("Ada Brandt", "2023-06-08"), "A Harbor engineer", "at night");
    let former = copied(oath("Nils Okafor", "2023-10-18"), "A former Lumen employee", "at night");
    let lumen = tape("Ada Brandt", "2023-06-08").that("Lumen keeps the keys", "Lumen | store: keeps | the keys");
    one(&[harbor, former, lumen], "actor", Class::Direct);
}

#[test]
fn all_in_one_place_against_a_copy_elsewhere() {
    let all = statement("Lumen", "2023-09-15")
        .that("All patient data is stored in Norway", "Lumen | store: stored | All patient data")
        .at("Norway");
    let stored = |what: &str, place: &str| {
        tape("Ada Brandt", "2023-02-07")
            .that(&format!("{what} are stored in {place}"), &format!("Lumen | store: stored | {what}"))
            .at(place)
    };
    one(&[all.clone(), stored("the nightly backups of patient data", "Belgrade")], "place", Class::Direct);
    assert_eq!(live(&[all, stored("the nightly backups of patient data", "Oslo")]), 0);
}

#[test]
fn what_never_leaves_a_place_lies_nowhere_else() {
    let never = paper("a", "Ida Holm", "2023-08-02")
        .that("Patients' data never leaves Norway", " | transfer: leaves | Patients' data")
        .not();
    let kept = |place: &str| {
        tape("Ada Brandt", "2023-02-07")
            .that(&format!("Lumen stores the blood scans in {place}"), "Lumen | store: stores | the blood scans")
            .at(place)
    };
    let lumen = |say: Say| Say(Claim { object_owner: Some("Lumen".into()), ..say.0 });
    one(&[lumen(never.clone()), lumen(kept("Belgrade"))], "place", Class::Direct);
    assert_eq!(live(&[lumen(never.clone()), lumen(kept("Oslo"))]), 0);
    // What goes to a server lies there; what goes to somebody need not.
    let all = statement("Lumen", "2023-09-15")
        .that("All patient data is stored in Norway", "Lumen | store: stored | All patient data")
        .at("Norway");
    let goes = |to: &str, place: &str| {
        tape("Ada Brandt", "2023-02-07")
            .that(
                &format!("Lumen sends the nightly copy of the patient data to {to} in {place}"),
                "Lumen | transfer: sends | the nightly copy of the patient data",
            )
            .to(to)
            .at(place)
    };
    one(&[all.clone(), goes("our servers", "Minsk")], "place", Class::Direct);
    one(&[all.clone(), goes("a data centre", "Minsk")], "place", Class::Direct);
    assert_eq!(live(&[all.clone(), goes("our servers", "Minsk").when("2019")]), 0, "four years ago");
    assert_eq!(live(&[all, goes("a patient", "Minsk")]), 0);
}

#[test]
fn since_when_is_one_day() {
    let since = tape("Ada Brandt", "2023-03-28")
        .that(
            "Quill's desk has had access to the claims register since 2021",
            "Quill's desk | access: access | the claims register",
        )
        .as_(Modality::Ability)
        .when("2021-09");
    let given = |day: &str| {
        paper("a", "Lumen", "2023-06-28")
            .that(
                "Quill's brokers were given access to the claims register",
                "Quill's brokers | access: access | the claims register",
            )
            .as_(Modality::Ability)
            .when(day)
    };
    one(&[since.clone(), given("2023-01")], "date", Class::Direct);
    assert_eq!(live(&[since.clone(), given("2021-09")]), 0);
    let six = Say(Claim { quantity: Some("6 person".into()), ..given("2023-01").0 });
    assert_eq!(live(&[since, six]), 0, "since when they are six");
}

#[test]
fn things_that_nobody_names_are_counted_alike() {
    let exposed = |say: Say, actor: &str, count: &str, quantity: &str| {
        let told = format!("{actor} exposed the bills of {count} homes");
        let say = say.that(&told, &format!("{actor} | expose: exposed | the bills of {count} homes"));
        Say(Claim { object_owner: Some("Lumen".into()), ..say.count(quantity).0 })
    };
    let tape = exposed(tape("Ada Brandt", "2023-06-06"), "It", "3,200", "3200 home");
    let said = exposed(statement("Lumen", "2023-06-30"), "The bucket", "about 900", "about 900 home");
    one(&[tape.clone(), said], "quantity", Class::Direct);
    let alike = exposed(statement("Lumen", "2023-06-30"), "The bucket", "about 3,000", "about 3000 home");
    assert_eq!(live(&[tape, alike]), 0);
}

#[test]
fn what_ended_ended_on_one_day() {
    let lost = |say: Say, day: &str| {
        say.that(
            &format!("Quill lost its access to the call notes on {day}"),
            "Quill | access: access | the call notes",
        )
        .as_(Modality::Ability)
        .not()
        .when(day)
    };
    let tape = lost(tape("Ada Brandt", "2023-05-07"), "2022-12-01");
    one(&[tape.clone(), lost(paper("a", "Lumen", "2023-06-30"), "2022-04-11")], "date", Class::Direct);
    assert_eq!(live(&[tape, lost(paper("a", "Lumen", "2023-06-30"), "2022-12")]), 0);
}

#[test]
fn beyond_a_place_is_not_within_it() {
    let kept = |say: Say, where_: &str, place: &str| {
        say.that(&format!("The call records are kept {where_}"), "Lumen | store: kept | The call records").at(place)
    };
    let abroad = kept(statement("Lumen", "2023-09-15"), "outside Norway", "Norway");
    let at = |place: &str| kept(tape("Ada Brandt", "2023-09-07"), &format!("in {place}"), place);
    one(&[abroad.clone(), at("Oslo")], "place", Class::Direct);
    assert_eq!(live(&[abroad, at("Minsk")]), 0);
}

#[test]
fn a_share_is_told_in_two_ways() {
    let read = |say: Say, evidence: &str, object: &str, count: &str| {
        say.that(evidence, &format!("Lumen's clerks | access: read | {object}")).count(count)
    };
    let two = |words: &str| {
        let evidence = format!("{words} are read by Lumen's clerks");
        read(tape("Ada Brandt", "2023-09-07"), &evidence, words, "2 essay")
    };
    let percent = read(
        oath("Ida Holm", "2023-09-15"),
        "Two percent of the essays are read by Lumen's clerks",
        "Two percent of the essays",
        "2 percent",
    );
    one(&[two("Two essays out of three"), percent.clone()], "quantity", Class::Direct);
    assert_eq!(live(&[two("Two essays in a hundred"), percent]), 0);
}

#[test]
fn what_one_gives_the_other_gets() {
    let took = tape("Ada Brandt", "2023-09-07")
        .that("Larch took 180,000 student profiles off us", "Larch | access: took | 180,000 student profiles")
        .count("180000 profile")
        .when("2022");
    let went = |to: &str| {
        paper("a", "Lumen", "2023-09-15")
            .that(&format!("60,000 student profiles went to {to}"), " | transfer: went | 60,000 student profiles")
            .to(to)
            .count("60000 profile")
            .when("2022")
    };
    let of_one_affair = |say: Say| Say(Claim { source: Some("Lumen".into()), ..say.0 });
    one(&[of_one_affair(took.clone()), of_one_affair(went("Larch"))], "quantity", Class::Direct);
    assert_eq!(live(&[of_one_affair(took), of_one_affair(went("Tern"))]), 0);
}

#[test]
fn hackers_and_an_intruder_came_on_one_day() {
    let intruder = statement("Harbor", "2023-05-14")
        .that(
            "On 4 April an intruder got into the ferry-ticket accounts of 3,150 passengers",
            "an intruder | access: got into | the ferry-ticket accounts of 3,150 passengers",
        )
        .when("2023-04-04");
    let hackers = |day: &str| {
        paper("argus", "Harbor", "2023-05-20")
            .that(
                &format!("Hackers broke into the ferry-ticket accounts on {day}"),
                "Hackers | access: broke into | the ferry-ticket accounts",
            )
            .when(day)
    };
    one(&[intruder.clone(), hackers("2023-03-21")], "date", Class::Tension);
    assert_eq!(live(&[intruder, hackers("2023-04-04")]), 0);
}
