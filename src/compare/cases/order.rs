//! The order of the input changes nothing.

use super::*;
use proptest::prelude::*;

#[test]
fn quotations_in_any_order_give_the_same_findings() {
    let words = "We have never let anybody outside the clinic open a scan";
    let other = "We have never let anybody outside the clinic look at a scan";
    let quotes = [
        quote("a", Some("Ada Brandt"), words),
        quote("b", Some("Nils Okafor"), words),
        quote("c", Some("Ada Brandt"), other),
        quote("d", None, words),
    ];
    let mut turned = quotes.to_vec();
    let straight = findings(&[], &quotes, &[], &LEXICON);
    assert!(straight.len() >= 2);
    for _ in 0..quotes.len() {
        turned.rotate_left(1);
        assert_eq!(findings(&[], &turned, &[], &LEXICON), straight);
        turned.reverse();
        assert_eq!(findings(&[], &turned, &[], &LEXICON), straight);
        turned.reverse();
    }
}

#[test]
fn a_label_that_names_nobody_is_another_voice_in_another_document() {
    let opened = |voice, day| {
        tape(voice, day)
            .that("Harbor engineers opened the blood scans", "Harbor engineers | access: opened | the blood scans")
    };
    let never = |voice, day| {
        let never = "Harbor engineers never opened the blood scans";
        tape(voice, day).that(never, "Harbor engineers | access: opened | the blood scans").not()
    };
    let alike = |voice| {
        let found = compared(&[opened(voice, "2023-02-07"), never(voice, "2023-02-09")]);
        found.iter().map(|finding| finding.same_speaker).collect::<Vec<bool>>()
    };
    for label in ["Speaker 1", "SPEAKER_00", "Unknown Speaker", "Guest", "Caller"] {
        assert_eq!(alike(label), [false], "{label}");
    }
    assert_eq!(alike("Ada Brandt"), [true]);
}

/// Statements drawn from a small world, so that many of them meet.
fn any_say() -> impl Strategy<Value = Say> {
    let voices = prop::sample::select(vec!["Ada Brandt", "Nils Okafor", "Lumen", "The Ledger"]);
    let actors = prop::sample::select(vec!["Harbor engineers", "Lumen", "we", "nobody", "", "they", "the app"]);
    let acts = prop::sample::select(vec![
        "access: opened",
        "access: copied",
        "transfer: gave",
        "store: kept",
        "expose: leaked",
    ]);
    let objects =
        prop::sample::select(vec!["blood scans", "all data", "the register", "part of the register", "names"]);
    let places = prop::sample::select(vec!["Oslo", "Norway", "Minsk"]);
    let quantities = prop::sample::select(vec!["3 person", "more than 80 person", "100 percent"]);
    let days = prop::sample::select(vec!["2022", "2022-06", "2022-06-17", "2023-01-02"]);
    let kinds = prop::sample::select(DocumentKind::ALL.to_vec());
    let modality = prop::sample::select(Modality::ALL.to_vec());
    let half = || prop::bool::ANY;
    (
        voices,
        actors,
        acts,
        objects,
        (places, half()),
        (quantities, half()),
        (days.clone(), days, half()),
        (kinds, modality, half()),
    )
        .prop_map(
            |(voice, actor, act, object, place, quantity, (said, when, dated), (kind, modality, negated))| {
                let document = format!("{}-{voice}-{said}", kind.name());
                let evidence = format!("{actor} {act} {object} {} {}", place.0, quantity.0);
                let mut say =
                    Say::new(&document, kind, voice, said).that(&evidence, &format!("{actor} | {act} | {object}"));
                say = say.as_(modality);
                if negated {
                    say = say.not()
                }
                if place.1 {
                    say = say.at(place.0)
                }
                if quantity.1 {
                    say = say.count(quantity.0)
                }
                if dated {
                    say = say.when(when)
                }
                say.0.id = digest::key(&[&say.0.id, modality.name(), say.0.polarity.name(), &format!("{:?}", say.0)]);
                say
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_the_claims_changes_no_byte(mut said in prop::collection::vec(any_say(), 0..40), seed in any::<u64>()) {
        let before = format!("{:?}", compared(&said));
        let mut state = seed;
        for at in (1..said.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            said.swap(at, (state >> 33) as usize % (at + 1));
        }
        let after = format!("{:?}", compared(&said));
        prop_assert_eq!(before, after);
    }

    #[test]
    fn two_claims_compare_alike_both_ways(a in any_say(), b in any_say()) {
        prop_assert_eq!(compared(&[a.clone(), b.clone()]), compared(&[b, a]));
    }
}
