//! What is said to be over, for good, for some alone, or in one place.

use super::*;

#[test]
fn what_was_stopped_was_done() {
    let never = statement("Harbor", "2023-09-15")
        .that(
            "No Harbor engineer has ever read the ferry tickets",
            "No Harbor engineer | access: read | the ferry tickets",
        )
        .not();
    let stopped = |say: Say| {
        say.that(
            "Harbor engineers stopped reading the ferry tickets in May",
            "Harbor engineers | access: reading | the ferry tickets",
        )
        .not()
        .when("2023-05")
    };
    one(&[never.clone(), stopped(tape("Ada Brandt", "2023-06-14"))], "denial", Class::Direct);
    let not_now = statement("Harbor", "2023-09-15")
        .that("Harbor engineers do not read the ferry tickets", "Harbor engineers | access: read | the ferry tickets")
        .not();
    assert_eq!(live(&[not_now, stopped(tape("Ada Brandt", "2023-06-14"))]), 0, "not any more is not now");
}

#[test]
fn what_is_kept_for_years_is_not_deleted_after_weeks() {
    let kept = |how_long: &str| {
        tape("Ada Brandt", "2023-03-14")
            .that(&format!("We keep Lumen's toll photos {how_long}"), "We | store: keep | Lumen's toll photos")
    };
    let gone = statement("Lumen", "2023-09-15")
        .that("Lumen's toll photos are deleted after eight weeks", " | delete: deleted | Lumen's toll photos");
    one(&[kept("for three years"), gone.clone()], "quantity", Class::Direct);
    one(&[kept("for good"), gone.clone()], "quantity", Class::Direct);
    assert_eq!(live(&[kept("for two weeks"), gone]), 0);
}

#[test]
fn how_often_is_a_number() {
    let looks = |say: Say, how_often: &str| {
        say.that(
            &format!("Harbor officers look up the ferry tickets {how_often}"),
            "Harbor officers | access: look up | the ferry tickets",
        )
    };
    let tape = |often: &str| looks(tape("Ada Brandt", "2023-03-14"), often);
    let public = looks(statement("Lumen", "2023-09-15"), "twice a week");
    one(&[tape("thirty times a day"), public.clone()], "quantity", Class::Direct);
    one(&[tape("nine hundred times a month"), public.clone()], "quantity", Class::Direct);
    assert_eq!(live(&[tape("eight times a month"), public]), 0);
}

#[test]
fn only_to_one_leaves_out_another() {
    let only = statement("Harbor", "2023-09-15")
        .that("Harbor gives the ferry tickets only to the police", "Harbor | transfer: gives | the ferry tickets");
    let given = |to: &str| {
        tape("Ada Brandt", "2023-03-14")
            .that(&format!("Harbor gives the ferry tickets to {to}"), "Harbor | transfer: gives | the ferry tickets")
            .to(to)
    };
    one(&[only.clone().to("the police"), given("Lumen")], "scope", Class::Direct);
    assert_eq!(live(&[only.to("the police"), given("the police")]), 0);
}

#[test]
fn anybody_is_more_than_some_alone() {
    let may = |say: Say, who: &str| {
        say.that(
            &format!("{who} can open Harbor's ferry tickets"),
            &format!("{who} | access: open | Harbor's ferry tickets"),
        )
        .as_(Modality::Ability)
    };
    let only = may(statement("Harbor", "2023-09-15"), "Only the fraud team");
    one(&[may(tape("Ada Brandt", "2023-03-14"), "Anyone"), only.clone()], "scope", Class::Direct);
    assert_eq!(live(&[may(tape("Ada Brandt", "2023-03-14"), "The fraud team"), only]), 0);
}

fn kept(say: Say, data: &str, place: &str) -> Say {
    let told = format!("Harbor keeps {data} {place}");
    say.that(&told, &format!("Harbor | store: keeps | {data}")).at(place.trim_start_matches("in "))
}

#[test]
fn a_town_that_no_list_has_is_a_place_behind_what_stands_there() {
    let oslo = kept(tape("Ada Brandt", "2023-03-14"), "the ferry tickets", "in Oslo");
    let other = |place: &str| kept(statement("Harbor", "2023-09-15"), "the ferry tickets", place);
    one(&[oslo.clone(), other("in a cellar in Kilbrannan")], "place", Class::Direct);
    assert_eq!(live(&[oslo, other("in Lantern")]), 0, "a system lies anywhere");
}

#[test]
fn short_names_stand_for_the_full_ones_of_their_affair() {
    let short = kept(tape("Ada Brandt", "2023-03-14"), "the tickets", "in Oslo");
    let full = kept(statement("Harbor", "2023-09-15"), "all ferry tickets", "in Lisbon");
    one(&[short.clone(), full], "place", Class::Direct);
    let another = kept(statement("Harbor", "2023-09-15"), "the ticket machines", "in Lisbon");
    assert_eq!(live(&[short, another]), 0, "another noun");
}
