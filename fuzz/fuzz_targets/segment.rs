//! Any text as one paragraph: its sentences lie on character boundaries, in order, without white space at their ends.
#![no_main]

use gainsay::lexicon::Lexicon;
use gainsay::read::{Limits, Sidecar, read};
use gainsay::segment::sentences;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

fuzz_target!(|text: &str| {
    for document in read("fuzz.txt", text.as_bytes(), &Sidecar::default(), Some("text"), &Limits::default()).unwrap_or_default() {
        let mut end = 0;
        for sentence in sentences(&document, &LEXICON) {
            let words = document.text.get(sentence.span.start..sentence.span.end).expect("character boundaries");
            assert!(sentence.span.start >= end && words.trim() == words && !words.is_empty());
            end = sentence.span.end;
        }
    }
});
