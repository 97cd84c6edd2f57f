//! Who speaks, in small texts of our own: one rule each.

use crate::annotate::quotes::tests::shown;

/// "speaker | name" of each quotation.
fn speakers(text: &str) -> Vec<String> {
    let part = |row: &String| row.split(" | ").skip(2).take(2).collect::<Vec<_>>().join(" | ");
    shown(text).iter().map(part).collect()
}

#[track_caller]
fn last_is(text: &str, speaker: &str) {
    let found = speakers(text);
    assert_eq!(found.last().map(String::as_str), Some(speaker), "{found:?}");
}

#[test]
fn somebody_new_whom_no_list_of_offices_knows() {
    last_is("One cellist laughed. “They bought the speakers,” she said.", "she | One cellist");
    last_is("Ivo Prem left. A yodeller who had paid twice was unmoved. “I want it back,” he said.", "he | A yodeller");
}

#[test]
fn whole_sentences_after_a_colon_are_the_subjects() {
    last_is("Ida Brandt questioned that account: “They were quick to put it up.”", "Ida Brandt | Ida Brandt");
    assert_eq!(speakers("Ida Brandt likes one band: “Cold Harbour”."), Vec::<String>::new());
}

#[test]
fn an_answer_and_a_message_are_their_owners() {
    last_is("Ms Brandt’s reply, sent at noon, was: “Let us talk.”", "Ms Brandt | Brandt");
    last_is("The porter’s answer arrived a day later: “Use the phone.”", "The porter | -");
    last_is(
        "Karl Lund posted a photograph of a chair with the caption “Second desk, third player.”",
        "Karl Lund | Karl Lund",
    );
    last_is("The letter opens, “You may have been robbed by us,” and goes on.", "The letter | -");
    last_is("She put a notice in the window that read: “Sorry. We tried.”", "a notice in the window | -");
}

#[test]
fn one_of_them_has_a_name_after_the_comma() {
    last_is("Parents held a sign. One of them, Ida Brandt, said it rained.", "One of them, Ida Brandt | Ida Brandt");
    last_is(
        "“It rained,” said one, who gave his name only as Karl Lund.",
        "one, who gave his name only as Karl Lund | Karl Lund",
    );
}

#[test]
fn who_is_asked_answers() {
    let text = "“He told me so,” Enda Gavin said.\n\nCounsel for the family, Ida Brandt, asked the witness what he took that to mean.\n\n“That he lied,” he replied.";
    last_is(text, "he | Enda Gavin");
    let text = "Asked whether the work is hard, Karl Lund hesitates.\n\n“It is wet.”";
    last_is(text, "Karl Lund | Karl Lund");
}

#[test]
fn offices_stand_before_and_after_the_name() {
    last_is("“This is hard,” co-founder and CEO Karl Lund said.", "co-founder and CEO Karl Lund | Karl Lund");
    let text = "Ida Brandt, head of research at fund manager Delfhaven, which owns it, told the Ledger she was “very disappointed” by it.";
    assert!(speakers(text)[0].ends_with("| Ida Brandt"), "{:?}", speakers(text));
    let text = "The mayor at the time, Karl Lund, sees it differently. “I like the pool,” he said.";
    last_is(text, "he | Karl Lund");
}

#[test]
fn they_and_it_take_up_a_group_and_an_institution() {
    last_is("Analysts at Norland wrote that it would fail. “The gap is small,” they wrote.", "they | Analysts");
    last_is(
        "“It is late,” Larkspur Capital wrote. Arkadia Metals declined to comment on the letter. In a notice on Friday, it said the pipe would “be mended in May”.",
        "it | Arkadia Metals",
    );
}

#[test]
fn a_niece_in_the_sentence_before_is_she() {
    let text = "Dr Ida Brandt apologised. “It was wrong,” she said.\n\nRex now lives with the niece in Telford. “He is well,” she said.";
    last_is(text, "she | the niece");
}

#[test]
fn the_place_of_a_dateline_is_nobody() {
    let text = "PORT DELANEY, Nov 3 (Corven) - Arkadia Metals on Monday cut its forecast.\n\nThe company now expects less, it said.";
    assert!(!speakers(text).iter().any(|row| row.contains("DELANEY")), "{:?}", speakers(text));
}
