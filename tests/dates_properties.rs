//! Whatever the text, dates lie on character boundaries, in order, do not overlap, and come out the same twice.

use gainsay::annotate::dates::{Setting, dates, document_date};
use gainsay::lexicon::dates::{DateRules, Manner};
use gainsay::model::when::{WhenBasis, first_day, last_day};
use proptest::prelude::*;

const PIECES: [&str; 64] = [
    "June",
    "may",
    "17",
    "2021",
    "the",
    "first",
    "half",
    "of",
    "quarter",
    "Q3",
    "'",
    "s",
    "-",
    "–",
    "/",
    ".",
    ",",
    ":",
    "(",
    ")",
    "last",
    "next",
    "week",
    "year",
    "years",
    "ago",
    "two",
    "twenty",
    "one",
    "and",
    "a",
    "in",
    "on",
    "from",
    "to",
    "Friday",
    "Sun",
    "p.m.",
    "12",
    "30",
    "99",
    "1990s",
    "BC",
    "480",
    "century",
    "spring",
    "every",
    "daily",
    "now",
    "31",
    "February",
    "\n",
    "\n\n",
    "é",
    "“",
    "’",
    "🕐",
    "T",
    "00",
    "W53",
    "2020",
    "Easter",
    "000000000000000000000",
    "weekend",
];

fn check(text: &str, published: Option<&str>, manner: Option<Manner>) -> Result<(), TestCaseError> {
    let rules = DateRules::english();
    let run = || dates(text, &[], Setting { published, manner }, rules, &|_| None);
    let found = run();
    prop_assert_eq!(&found, &run());
    let mut end = 0;
    for e in &found {
        prop_assert!(e.span.start >= end && e.span.start < e.span.end);
        prop_assert!(text.is_char_boundary(e.span.start) && text.is_char_boundary(e.span.end));
        prop_assert!(!e.value.is_empty() && !e.entries.is_empty());
        for side in [&e.when.start, &e.when.end].into_iter().flatten() {
            prop_assert!(first_day(side).is_some() && last_day(side).is_some(), "{} in {:?}", side, text);
        }
        prop_assert!(e.when.basis != WhenBasis::Unresolved || e.when.start.is_none(), "{:?}", e);
        end = e.span.end;
    }
    let _ = document_date(text, text, rules);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn of_words_of_time(picks in prop::collection::vec((0..PIECES.len(), any::<bool>()), 0..24), day in prop::option::of(0..3usize), narrative in any::<bool>()) {
        let text: String = picks.iter().map(|(n, space)| if *space { format!("{} ", PIECES[*n]) } else { PIECES[*n].to_string() }).collect();
        let published = day.map(|d| ["2022-06-17", "2020-02", "1999"][d]);
        check(&text, published, narrative.then_some(Manner::Narrative))?;
    }

    #[test]
    fn of_any_characters(text in "\\PC{0,80}") {
        check(&text, Some("2024-02-29"), None)?;
    }
}
