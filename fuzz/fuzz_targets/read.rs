//! Any bytes, read by their content; and, where the last byte is 128 or more, by the reader that it chooses.
#![no_main]

use gainsay::read::{FORMATS, Limits, Sidecar, open};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let chosen = bytes.split_last().filter(|(last, _)| **last >= 128);
    let (rest, forced) = match chosen {
        Some((last, rest)) => (rest, FORMATS.get(usize::from(last - 128)).map(|format| format.name)),
        None => (bytes, None),
    };
    let limits = Limits { file: 1 << 20, unpacked: 4 << 20, depth: 3 };
    let contents = open("fuzz", rest, &Sidecar::default(), forced, &limits).unwrap_or_default();
    assert!(contents.lost.iter().all(|trouble| trouble.place.starts_with("fuzz")));
    for document in contents.documents {
        let mut end = 0;
        for turn in &document.turns {
            assert!(document.text.get(turn.span.start..turn.span.end).is_some_and(|words| !words.is_empty()));
            assert!(turn.span.start >= end && turn.line >= 1);
            assert!(turn.time.is_none_or(|time| time.start.is_finite()));
            end = turn.span.end;
        }
    }
});
