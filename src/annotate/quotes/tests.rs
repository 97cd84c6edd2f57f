//! Quotations of small texts: found, of the right mode, with their speakers.

use super::*;
use crate::annotate::actors::{actors, tests::document};
use crate::annotate::words::words;
use crate::model::{QuoteMode, Sentence, TurnRole, Uttered};

/// One sentence a full stop outside quotation marks, roughly.
fn sentences(document: &Document) -> Vec<Sentence> {
    let mut out = Vec::new();
    for (turn, paragraph) in document.turns.iter().enumerate() {
        let all = words(&document.text, paragraph.span);
        let mut start = paragraph.span.start;
        for pair in all.windows(2) {
            if matches!(pair[0].text, "." | "!" | "?") && pair[1].is_capitalised() {
                out.push(Sentence { span: Span::new(start, pair[0].span.end), turn });
                start = pair[1].span.start;
            }
        }
        out.push(Sentence { span: Span::new(start, paragraph.span.end), turn });
    }
    out
}

fn found_in(document: &Document) -> Vec<Quote> {
    let lexicon = Lexicon::embedded();
    let sentences = sentences(document);
    let holds: Vec<_> = sentences.iter().map(|one| lexicon.scan.holds(one.span.of(&document.text))).collect();
    let trees = crate::annotate::trees(document, &sentences, &holds, &lexicon);
    let actors = actors(document, &sentences, &trees, &lexicon);
    let so_far = Annotations { sentences, holds, trees, actors, ..Annotations::default() };
    quotes(document, &so_far, &lexicon)
}

/// "mode | words | speaker | name | cue"
pub(super) fn shown(text: &str) -> Vec<String> {
    let document = document(text);
    let row = |quote: &Quote| {
        let cue = quote.cue.map_or("-", |cue| cue.of(text));
        let speaker = quote.speaker.as_deref().unwrap_or("-");
        let name = quote.speaker_name.as_deref().unwrap_or("-");
        let unsaid = if quote.uttered == Uttered::Said { "" } else { "unsaid " };
        format!("{unsaid}{:?} | {} | {speaker} | {name} | {cue}", quote.mode, quote.span.of(text))
            .replace("Direct", "direct")
            .replace("Mixed", "mixed")
            .replace("Indirect", "indirect")
    };
    found_in(&document).iter().map(row).collect()
}

#[test]
fn each_lexicon_entry_fires_and_stays_silent_as_its_examples_say() {
    let mut wrong = Vec::new();
    for example in Lexicon::embedded().quotes.examples {
        wrong.extend(
            example
                .yes
                .iter()
                .filter(|text| shown(text).is_empty())
                .map(|text| format!("{}: silent on {text}", example.id)),
        );
        wrong.extend(
            example
                .no
                .iter()
                .filter(|text| !shown(text).is_empty())
                .map(|text| format!("{}: fires on {text}: {:?}", example.id, shown(text))),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_list_of_nouns_for_somebody_names_whom_its_examples_say() {
    let mut wrong = Vec::new();
    for example in Lexicon::embedded().quotes.naming_examples {
        assert!(!example.yes.is_empty() && !example.no.is_empty(), "{} has no examples", example.id);
        let named = |text: &str| shown(text).last().is_some_and(|row| !row.contains(" | - | "));
        wrong.extend(
            example.yes.iter().filter(|text| !named(text)).map(|text| format!("{}: silent on {text}", example.id)),
        );
        wrong.extend(
            example.no.iter().filter(|text| named(text)).map(|text| format!("{}: fires on {text}", example.id)),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn speaker_before_between_and_after() {
    let text = "“The valve was open,” Rosa Lindqvist told the inquiry. “Nobody shut it.”\n\nOn Monday the operator, Harbour Gas, said the valve had been shut.\n\nAccording to the fire brigade, the valve was new.";
    assert_eq!(
        shown(text),
        [
            "direct | The valve was open | Rosa Lindqvist | Rosa Lindqvist | told",
            "direct | Nobody shut it. | Rosa Lindqvist | Rosa Lindqvist | -",
            "indirect | the valve had been shut | the operator, Harbour Gas | Harbour Gas | said",
            "indirect | the valve was new | the fire brigade | - | According to",
        ]
    );
}

#[test]
fn speech_over_paragraphs_keeps_its_speaker() {
    let text = "“We found the door open.\n\n“The safe was empty,” said Inspector Helen Marsh.";
    let found = shown(text);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|row| row.contains("| Inspector Helen Marsh | Helen Marsh |")), "{found:?}");
}

#[test]
fn a_title_that_comes_later_tells_more_than_a_given_name() {
    let found = shown(
        "Christian Moreau walked into the hall. “The mill is shut,” she said.\n\nMs Moreau left the town at noon.",
    );
    assert_eq!(found, ["direct | The mill is shut | she | Christian Moreau | said"]);
}

#[test]
fn the_company_is_nobody_where_two_were_named() {
    let found = shown(
        "Harbour Gas Ltd said the valve was new. Norland Shipping Ltd said the ship was late. “We have nothing to hide,” the company said.",
    );
    assert!(found[2].contains("| the company | - |"), "{found:?}");
    let found = shown("Harbour Gas Ltd said the valve was new. “We have nothing to hide,” the company said.");
    assert!(found[1].contains("| the company | Harbour Gas Ltd |"), "{found:?}");
}

#[test]
fn a_noun_is_nobodys_where_somebody_else_was_named_of_whom_no_gender_is_known() {
    let found =
        shown("Ida Brandt said the course was icy. Peter Dahl waved at Dr Sanni Aho. “I slept badly,” the woman said.");
    assert!(found[1].contains("| the woman | - |"), "{found:?}");
    let found = shown("Ida Brandt said the course was icy. “I slept badly,” the woman said.");
    assert!(found[1].contains("| the woman | Ida Brandt |"), "{found:?}");
}

#[test]
fn nobody_speaks_of_himself_by_name() {
    let found = shown(
        "Coach Ivo Prem was asked about striker Karl Lund, who missed twice.\n\n“Lund is a fine boy,” he said. “Karl needs time.”",
    );
    assert!(found.iter().all(|row| !row.contains("Karl Lund |")), "{found:?}");
}

#[test]
fn the_one_whom_the_writer_asks_answers() {
    let found = shown(
        "Karl Holm lies down on the ice.\n\nI ask him how deep it is.\n\n“Can you swim?”\n\n“I sink.”\n\n“Then stay here.”",
    );
    let speakers: Vec<_> = found.iter().map(|row| row.split(" | ").skip(2).take(2).collect::<Vec<_>>()).collect();
    assert_eq!(speakers, [["him", "Karl Holm"], ["I", "-"], ["him", "Karl Holm"]]);
}

#[test]
fn a_name_in_marks_is_no_speech() {
    let found = shown(
        "Dora Welk, once known to sailors as “the Gull”, told the Harbour Hour podcast: “I never learned to swim.”",
    );
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("I never learned to swim. |") && found[0].contains("| Dora Welk | told"), "{found:?}");
}

#[test]
fn a_transcript_is_where_words_stand_and_not_who_says_them() {
    let found =
        shown("Ida Brandt took the oath. “It rained,” she said, according to the transcript. “It rained all night.”");
    assert_eq!(
        found,
        ["direct | It rained | she | Ida Brandt | said", "direct | It rained all night. | she | Ida Brandt | -"]
    );
}

#[test]
fn a_message_is_the_senders_and_a_reply_its_owners() {
    let found = shown("A nurse in Leith raised it with a message to the whole ward: “Who has the key?”");
    assert!(found[0].contains("| A nurse in Leith |") || found[0].contains("| A nurse |"), "{found:?}");
    let found = shown("Karl Lund read it twice. His reply was two words long: “Not me.”");
    assert!(found[0].contains("| His | Karl Lund | reply"), "{found:?}");
}

#[test]
fn words_of_a_mixed_quotation_lie_in_their_clause() {
    let text = "The mayor said that the bridge was “as good as new” and would open in May.";
    let document = document(text);
    let found = found_in(&document);
    assert_eq!(found.len(), 2);
    let mixed = found.iter().find(|quote| quote.mode == QuoteMode::Mixed).expect("the words in marks");
    assert_eq!(mixed.span.of(text), "as good as new");
    assert_eq!(mixed.content.of(text), "that the bridge was “as good as new” and would open in May");
}

#[test]
fn an_age_tells_who_the_teenager_and_the_pensioner_are() {
    let text = "Karl Lund, 17, won the cup. His coach, Ida Brandt, 66, wept.\n\nThe hall went quiet. “I shut my eyes,” the teenager said.\n\n“I had none left to shut,” the pensioner said.";
    let found = shown(text);
    assert!(found[0].contains("| the teenager | Karl Lund |"), "{found:?}");
    assert!(found[1].contains("| the pensioner | Ida Brandt |"), "{found:?}");
}

#[test]
fn the_officer_is_the_sergeant_and_no_other_guest() {
    let text = "Sgt Ida Brandt met the mayor, Karl Lund, at the gate. “It was dark,” the officer said.";
    assert!(shown(text)[0].contains("| the officer | Ida Brandt |"), "{:?}", shown(text));
    let text = "The mayor, Karl Lund, met Peter Dahl at the gate. “It was dark,” the officer said.";
    assert!(shown(text)[0].contains("| the officer | - |"), "{:?}", shown(text));
}

#[test]
fn two_of_one_surname_are_told_apart_by_title() {
    let text = "Ida and Karl Brandt keep a lighthouse. “It leans,” Mr Brandt said.\n\n“He leans,” Mrs Brandt said.";
    let found = shown(text);
    assert!(found[0].contains("| Mr Brandt | Karl Brandt |"), "{found:?}");
    assert!(found[1].contains("| Mrs Brandt | Ida Brandt |"), "{found:?}");
}

#[test]
fn a_people_s_name_is_a_surname_after_a_first_name() {
    let found = shown("Vivian Swede walked in. “I am late,” Swede said.");
    assert!(found[0].contains("| Swede | Vivian Swede |"), "{found:?}");
    let found = shown("Vivian Lund beat a rider from Malmo. “I was slow,” the Swede said.");
    assert!(!found[0].contains("Vivian Swede"), "{found:?}");
}

#[test]
fn another_who_shrugs_is_nobody_named_before() {
    let found = shown("Karl Lund left the room. Another shrugged. “It happens,” he said.");
    assert!(found[0].contains("| he | Another |"), "{found:?}");
}

#[test]
fn whom_one_asked_answers_within_the_same_words() {
    let found = shown("“I asked the guard and he said, ‘Come back at noon,’” Ida Brandt said.");
    assert!(found.iter().any(|row| row.starts_with("direct | Come back at noon | he | the guard |")), "{found:?}");
}

#[test]
fn a_few_words_in_reply_hand_the_next_words_back() {
    let text = "Karl Lund baked. Ida Brandt watched.\n\n“The bread is dark,” Brandt said.\n\n“It is,” said Lund.\n\n“It is very dark.”";
    assert_eq!(shown(text)[2], "direct | It is very dark. | Brandt | Ida Brandt | -");
    let text = "Karl Lund baked. Ida Brandt watched.\n\n“The bread is dark,” Brandt said.\n\n“It was the oven that did it to me once again,” said Lund.\n\n“It is very old.”";
    assert_eq!(shown(text)[2], "direct | It is very old. | Lund | Karl Lund | -");
}

#[test]
fn titles_and_nicknames_are_no_quotations() {
    for text in [
        "He wrote the book “Cold Harbour” in 1981.",
        "The cellar, known as “the Pit”, was flooded.",
        "A so-called “smart” lock failed.",
    ] {
        assert_eq!(shown(text), Vec::<String>::new());
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]
    #[test]
    fn any_text_gives_spans_on_character_boundaries(words in proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 1..24)) {
        let text = words.join(" ");
        let document = document(&text);
        for quote in found_in(&document) {
            let spans = [Some(quote.span), quote.source, quote.cue, Some(quote.content)];
            for span in spans.into_iter().flatten() {
                proptest::prop_assert!(text.get(span.start..span.end).is_some_and(|words| !words.is_empty()), "{span:?} in {text}");
            }
        }
    }
}

/// What texts are made of here: marks of all kinds, cues, names, ends.
const PIECES: [&str; 32] = [
    "“",
    "”",
    "\"",
    "''",
    "'",
    "«",
    "»",
    "„Ja“",
    "said",
    "told",
    "by",
    "was",
    "according to",
    "that",
    ",",
    ".",
    ":",
    "—",
    "(",
    ")",
    "Mr.",
    "Ana Ruiz",
    "she",
    "the bank",
    "who",
    "and",
    "but",
    "called",
    "claim",
    "\n\n",
    "é…",
    "42",
];

#[test]
fn a_turn_is_no_quotation_and_what_it_reports_is() {
    let mut document = document("I think it is late. Priya told me that the logs were gone.");
    document.turns[0].role = TurnRole::Speech;
    let text = document.text.clone();
    let found: Vec<&str> = found_in(&document).iter().map(|quote| quote.span.of(&text)).collect();
    assert_eq!(found, ["the logs were gone"]);
}

#[test]
fn a_clause_around_words_in_marks_is_reported_as_a_whole() {
    let found = shown("Ida Brandt said the mill had paid the fine and was “looking into” the rest.");
    assert_eq!(
        found,
        [
            "indirect | the mill had paid the fine and was “looking into” the rest | Ida Brandt | Ida Brandt | said",
            "mixed | looking into | Ida Brandt | Ida Brandt | said",
        ]
    );
    let found = shown("Ida Brandt complained of “damp”, “rot” and “a smell of fish”.");
    assert_eq!(found.len(), 3, "no clause, but each of the list: {found:?}");
    let found = shown("Ida Brandt said a tug called “Old Tom” had sunk.");
    assert_eq!(found, ["indirect | a tug called “Old Tom” had sunk | Ida Brandt | Ida Brandt | said"]);
}

#[test]
fn clauses_after_a_hearer_and_around_an_aside() {
    for (text, said) in [
        ("Ida Brandt told the chamber she could mend it.", "she could mend it | Ida Brandt"),
        ("The plan was backed by the ferrymen, who said it would save fuel.", "it would save fuel | the ferrymen"),
        ("Ida Brandt limped off with what the coach said was a sprain.", "was a sprain | the coach"),
        ("The ferry will stop, a move it says would save fuel.", "would save fuel | it"),
        ("Farmers grumbled, with some warning that they would sell.", "they would sell | some"),
        ("Both said they had paid.", "they had paid | Both"),
        ("One said meetings began late.", "meetings began late | One"),
        ("The clerk went on to say that it was late.", "it was late | The clerk"),
        ("Ida Brandt, who wrote of “drift,” argues that ports must close.", "ports must close | Ida Brandt"),
    ] {
        let found = shown(text);
        assert!(found.iter().any(|row| row.starts_with(&format!("indirect | {said}"))), "{text} {found:?}");
    }
    let found = shown("“It was dark,” Ida Brandt said Friday as she swept the yard.");
    assert_eq!(found, ["direct | It was dark | Ida Brandt | Ida Brandt | said"]);
    let found = shown("A professor, she recalled, advised her to “look busy”.");
    assert!(found.iter().any(|row| row.contains("| look busy | A professor | ")), "{found:?}");
    let found = shown("The nurse said the report used the phrase “avoidable harm”.");
    assert!(found.iter().any(|row| row.contains("| avoidable harm | the report | ")), "{found:?}");
}

#[test]
fn nouns_and_headings_tell_who_it_and_she_are() {
    let found = shown("The regulator does not dispute the figures, though it calls them “early”.");
    assert!(found[0].contains("| it | The regulator | calls"), "{found:?}");
    let found = shown("Ida Brandt sent a student into the hall.\n\n“He came out and said, ‘It is wet,’” she said.");
    assert!(found.iter().any(|row| row.contains("It is wet | He | a student")), "{found:?}");
    let found = shown(
        "In a post on Friday, Karl Lund said the lock had failed. The mill was shut.\n\n“We let you down,” the post reads.",
    );
    assert!(found.last().is_some_and(|row| row.contains("| the post | Karl Lund | reads")), "{found:?}");
    let found = shown(
        "Ida Brandt, Who Taught Us to Bake, Dies at 90\n\nIda Brandt died on Friday.\n\nHer mill burned.\n\nIt was rebuilt.\n\nThe show ran on 40 stations.\n\nRain fell.\n\nAsked in 2011 why it had ended, she said, “I was getting good.”",
    );
    assert!(found.last().is_some_and(|row| row.contains("| she | Ida Brandt | said")), "{found:?}");
    let found = shown("Gary “Gaz” Lund rose. He told 20 guests: “She glows.”");
    assert!(found.last().is_some_and(|row| row.contains("| He | Gary “Gaz” Lund | told")), "{found:?}");
}
