//! Acts of saying in one sentence: who says what, what nobody says, and where the words end.

use crate::annotate::quotes::tests::shown;

/// Each text with all that is shown of it.
fn check(cases: &[(&str, &[&str])]) {
    for (text, rows) in cases {
        assert_eq!(shown(text), *rows, "{text}");
    }
}

#[test]
fn what_was_not_said_is_nobodys() {
    check(&[
        ("Lund did not say “we sold it.”", &["unsaid direct | we sold it. | - | - | did not say"]),
        ("“We sold it,” Lund denied saying.", &["unsaid direct | We sold it | - | - | denied"]),
        ("Lund denied telling reporters “we sold it.”", &["unsaid direct | we sold it. | - | - | telling"]),
        ("Lund never said that the files were sold.", &["unsaid indirect | the files were sold | - | - | never said"]),
        ("No one at the firm said “we sold it.”", &["unsaid direct | we sold it. | - | - | said"]),
        ("Neither Lund nor Kern said “we kept it.”", &["unsaid direct | we kept it. | - | - | said"]),
        (
            "At no point did Lund say that the files were gone.",
            &["unsaid indirect | the files were gone | - | - | say"],
        ),
        (
            "Lund would not say how many files were sold.",
            &["unsaid indirect | how many files were sold | - | - | would not say"],
        ),
        (
            "He left without saying that the files were gone.",
            &["unsaid indirect | the files were gone | - | - | saying"],
        ),
        (
            "Lund denied that he had said “we sold it.”",
            &[
                "indirect | he had said “we sold it.” | Lund | Lund | denied",
                "unsaid direct | we sold it. | - | - | had said",
            ],
        ),
    ]);
}

#[test]
fn what_only_sounds_unsaid_has_its_speaker() {
    check(&[
        ("Lund denied that the files were sold.", &["indirect | the files were sold | Lund | Lund | denied"]),
        (
            "Lund did not deny that the files were sold.",
            &["indirect | the files were sold | Lund | Lund | did not deny"],
        ),
        ("Lund did not just say “we sold it.”", &["direct | we sold it. | Lund | Lund | did not just say"]),
        ("“We never sold it,” Lund said.", &["direct | We never sold it | Lund | Lund | said"]),
        ("No 10 said “we sold it.”", &["direct | we sold it. | No 10 | - | said"]),
        ("Nobody but Lund said “we sold it.”", &["direct | we sold it. | Lund | Lund | said"]),
        (
            "A spokesman would not say who left, but he described reports that the mill was shut as “premature”.",
            &["unsaid indirect | who left | - | - | would not say", "mixed | premature | he | A spokesman | described"],
        ),
    ]);
}

#[test]
fn the_clause_around_a_relative_one_is_nobodys_words() {
    for text in [
        "Lund, who said that the files were gone, left the company.",
        "Lund, who said that the files were gone, has since declined to comment.",
        "Lund (who said that the files were gone) left the company.",
        "Lund — who said that the files were gone — left the company.",
    ] {
        let rows = shown(text);
        let told = rows.iter().all(|row| row.starts_with("indirect | the files were gone | Lund | "));
        assert!(rows.len() == 1 && told, "{text}: {rows:?}");
    }
    check(&[
        ("Lund, who said “we kept it,” left the company.", &["direct | we kept it | Lund | Lund | said"]),
        (
            "The engineer who said that it was open has left the firm.",
            &["indirect | it was open | The engineer | - | said"],
        ),
        ("The lab at first said the files were gone.", &["indirect | the files were gone | The lab | - | said"]),
        (
            "The bank in a statement said the files were gone.",
            &["indirect | the files were gone | The bank | - | said"],
        ),
        (
            "The story rests on two people familiar with the sale, who said the files were gone.",
            &["indirect | the files were gone | two people familiar with the sale | - | said"],
        ),
        (
            "It was taken by a man close to the owner, who said the files were gone.",
            &["indirect | the files were gone | a man close to the owner | - | said"],
        ),
        (
            "Lund, who told reporters that the files, which were old, were gone, left the company.",
            &["indirect | the files, which were old, were gone | Lund | Lund | told"],
        ),
        (
            "They met Lund, who said that the files were gone and that the safe was open.",
            &["indirect | the files were gone and that the safe was open | Lund | Lund | said"],
        ),
    ]);
}

#[test]
fn two_acts_around_a_semicolon_stay_two() {
    check(&[
        (
            "“We kept it,” Mr. Kern said; “we did not,” Ms. Holm said.",
            &["direct | We kept it | Mr. Kern | Kern | said", "direct | we did not | Ms. Holm | Holm | said"],
        ),
        (
            "Kern said they kept it; Holm said they did not.",
            &["indirect | they kept it | Kern | Kern | said", "indirect | they did not | Holm | Holm | said"],
        ),
        (
            "“We kept it,” Kern said; the files were gone, Holm said.",
            &["direct | We kept it | Kern | Kern | said", "indirect | the files were gone | Holm | Holm | said"],
        ),
        (
            "“We kept it,” Kern said; “and we will keep it.”",
            &["direct | We kept it | Kern | Kern | said", "direct | and we will keep it. | Kern | Kern | said"],
        ),
    ]);
}

#[test]
fn a_surname_that_is_a_word_elsewhere_speaks() {
    check(&[
        ("“We kept it,” said Dane.", &["direct | We kept it | Dane | - | said"]),
        ("“We kept it,” said May.", &["direct | We kept it | May | - | said"]),
        ("May said that it was late.", &["indirect | it was late | May | - | said"]),
        ("Ida Dane runs the mill. “We kept it,” said Dane.", &["direct | We kept it | Dane | Ida Dane | said"]),
        ("Theresa May runs the mill. “We kept it,” May said.", &["direct | We kept it | May | Theresa May | said"]),
        ("Karl Long runs the mill. “We kept it,” Long said.", &["direct | We kept it | Long | Karl Long | said"]),
        ("In May, the firm said that it was late.", &["indirect | it was late | the firm | - | said"]),
        ("“We kept it,” said the Dane.", &["direct | We kept it | the Dane | - | said"]),
    ]);
}

#[test]
fn nobody_and_everybody_present_are_no_speakers() {
    for text in
        ["“Who keeps it?” No one answered.", "“Who keeps it?” Everyone laughed.", "“Who keeps it?” None of them spoke."]
    {
        assert_eq!(shown(text), ["direct | Who keeps it? | - | - | -"], "{text}");
    }
    let text = "Ida Brandt stood up. “Who keeps it?” No one answered.";
    assert_eq!(shown(text), ["direct | Who keeps it? | Ida Brandt | Ida Brandt | -"]);
    assert_eq!(shown("“Who keeps it?” everyone asked."), ["direct | Who keeps it? | everyone | - | asked"]);
}

#[test]
fn titles_and_nicknames_are_no_quotations() {
    for text in [
        "He read “The Art of War” on the train.",
        "She was called “Bobby” by friends.",
        "He directed a film called “Night Train”.",
        "The team known internally as “the plumbers” left.",
        "The single “Blue Road” sold well.",
        "The project was code-named “Lantern” by the engineers.",
        "He was dubbed “the Fixer” by the Ledger.",
    ] {
        assert_eq!(shown(text), Vec::<String>::new(), "{text}");
    }
    check(&[
        ("He called it “a disgrace”.", &["mixed | a disgrace | He | - | called"]),
        ("The minister dubbed the plan “reckless”.", &["mixed | reckless | The minister | - | dubbed"]),
        (
            "She told reporters that the film “Night Train” was banned.",
            &["indirect | the film “Night Train” was banned | She | - | told"],
        ),
        ("The sign read: “Keep Out”.", &["direct | Keep Out | The sign | - | read"]),
    ]);
}

#[test]
fn several_who_say_one_thing_are_all_named_or_none() {
    check(&[
        ("“We kept it,” said Lund and Kern.", &["direct | We kept it | Lund and Kern | - | said"]),
        (
            "“We kept it,” said Ida Brandt and the mayor.",
            &["direct | We kept it | Ida Brandt and the mayor | - | said"],
        ),
        ("Lund, Kern and Holm said it was late.", &["indirect | it was late | Lund, Kern and Holm | - | said"]),
        (
            "Ida Lund and Karl Kern met. “We kept it,” said Lund and Kern.",
            &["direct | We kept it | Lund and Kern | Ida Lund; Karl Kern | said"],
        ),
        (
            "“We kept it,” said Ida Brandt, head of sales and marketing.",
            &["direct | We kept it | Ida Brandt, head of sales and marketing | Ida Brandt | said"],
        ),
        ("Lund, not Kern, said it was late.", &["indirect | it was late | Lund, not Kern | - | said"]),
        ("“We kept it,” said Lund, and Kern nodded.", &["direct | We kept it | Lund | Lund | said"]),
    ]);
}
