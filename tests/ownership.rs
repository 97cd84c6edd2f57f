//! The second topic end to end: who sells, buys, orders, blocks or backs out of what, and where the sources do not go together.

use gainsay::compare;
use gainsay::lexicon::Lexicon;
use gainsay::model::{Claim, Finding};
use gainsay::pipeline;
use gainsay::read::{Limits, Sidecar, read};

fn claims(name: &str, text: &str, lexicon: &Lexicon) -> Vec<Claim> {
    published(name, text, "2022-12-01", lexicon)
}

fn published(name: &str, text: &str, day: &str, lexicon: &Lexicon) -> Vec<Claim> {
    let sidecar = Sidecar { published: Some(day.to_string()), ..Sidecar::default() };
    let documents = read(name, text.as_bytes(), &sidecar, Some("text"), &Limits::default()).expect(text);
    documents.into_iter().flat_map(|document| pipeline::stage(document, lexicon).claims).collect()
}

fn told(claim: &Claim) -> String {
    let cell = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_string());
    let (actor, object, to) = (cell(&claim.actor), cell(&claim.object), cell(&claim.recipient));
    let manner = format!("{} {}", claim.polarity.name(), claim.modality.name());
    format!("{actor} | {} | {object} | {to} | {} | {manner}", claim.action, cell(&claim.quantity))
}

#[test]
fn who_sells_buys_orders_and_blocks_what() {
    let lexicon = Lexicon::embedded();
    for (sentence, wanted) in [
        (
            "Harrow sold its leasing arm to Nordvik for $3 billion in May 2022.",
            "Harrow | sell | its leasing arm | Nordvik | 3000000000 dollar | affirmed actual",
        ),
        ("Dunmore did not sell the brewery.", "Dunmore | sell | the brewery | - | - | negated actual"),
        ("Astell bought the shipyard last year.", "Astell | buy | the shipyard | - | - | affirmed actual"),
        (
            "The lender may acquire a minority stake in the airline.",
            "The lender | buy | a minority stake | - | - | affirmed possible",
        ),
        (
            "The ministry blocked the takeover of the refinery.",
            "The ministry | block | the takeover of the refinery | - | - | affirmed actual",
        ),
        ("Astell backed out of the merger.", "Astell | withdraw | the merger | - | - | affirmed actual"),
        (
            "The regulator has not approved the takeover.",
            "The regulator | approve | the takeover | - | - | negated actual",
        ),
        ("The dairy group owns four plants.", "The dairy group | own | four plants | - | 4 plant | affirmed actual"),
    ] {
        let found = claims("a.txt", sentence, &lexicon);
        let rows: Vec<String> = found.iter().filter(|claim| claim.topic == "ownership").map(told).collect();
        assert!(rows.contains(&wanted.to_string()), "{sentence}\n  wanted {wanted}\n  found {rows:#?}");
    }
}

#[test]
fn an_order_to_sell_is_of_the_one_who_orders_and_of_the_one_who_must() {
    let lexicon = Lexicon::embedded();
    let found = claims("a.txt", "The competition authority ordered the lender to sell its card unit.", &lexicon);
    let rows: Vec<(&str, Option<&str>, &str)> =
        found.iter().map(|claim| (claim.action.as_str(), claim.actor.as_deref(), claim.modality.name())).collect();
    assert_eq!(
        rows,
        [("order", Some("The competition authority"), "actual"), ("sell", Some("the lender"), "directed")]
    );
}

#[test]
fn a_topic_is_silent_on_the_other_ones_text() {
    let lexicon = Lexicon::embedded();
    let topics = |text: &str| {
        let found = claims("a.txt", text, &lexicon);
        found.into_iter().map(|claim| claim.topic).collect::<std::collections::BTreeSet<String>>()
    };
    for text in [
        "The bank stored the customer data in Oslo. It sold them to a broker.",
        "Two nurses accessed the records of a patient. They copied them to a laptop.",
        "The clinic gave up the customer records. A broker bought the donors' records.",
    ] {
        assert_eq!(topics(text), ["data-access".to_string()].into(), "{text}");
    }
    for text in ["Harrow sold its leasing arm to Nordvik.", "The regulator blocked the takeover of the shipyard."] {
        assert_eq!(topics(text), ["ownership".to_string()].into(), "{text}");
    }
}

fn findings(one: &str, other: &str) -> Vec<Finding> {
    let lexicon = Lexicon::embedded();
    let mut all = published("one.txt", one, "2022-12-01", &lexicon);
    all.extend(published("other.txt", other, "2023-01-15", &lexicon));
    compare::findings(&all, &[], &[], &lexicon)
}

#[test]
fn sources_that_do_not_go_together() {
    for (kind, one, other) in [
        ("denial", "Harrow sold its leasing arm to Nordvik.", "Harrow did not sell its leasing arm."),
        (
            "quantity",
            "Astell bought the shipyard from Harrow for 200 million euros.",
            "Astell bought the shipyard from Harrow for 350 million euros.",
        ),
        ("date", "Harrow sold its leasing arm on May 3, 2022.", "Harrow sold its leasing arm on August 11, 2022."),
        ("certainty", "Harrow sold its leasing arm.", "Harrow will sell its leasing arm."),
    ] {
        let found = findings(one, other);
        let kinds: Vec<&str> = found.iter().map(|finding| finding.kind.as_str()).collect();
        assert_eq!(kinds, [kind], "{one} / {other}");
    }
}

#[test]
fn sources_that_may_both_be_right() {
    for (one, other) in [
        ("Harrow sold its stake in the brewery.", "Harrow did not sell its stake in the airline."),
        ("Harrow sold its leasing arm.", "Dunmore did not sell its leasing arm."),
        ("Astell bought the shipyard for 200 million euros.", "Astell bought the airline for 350 million euros."),
        ("Harrow sold its leasing arm on May 3, 2022.", "Harrow sold its leasing arm in 2022."),
    ] {
        let found = findings(one, other);
        assert!(found.is_empty(), "{one} / {other}: {}", found[0].why);
    }
}
