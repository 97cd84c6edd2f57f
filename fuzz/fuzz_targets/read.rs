//! Any bytes, read by their content and by one reader after another: the first byte chooses it.
#![no_main]

use gainsay::read::{FORMATS, Limits, Sidecar, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let forced = FORMATS.get(*first as usize).map(|format| format.name);
    let limits = Limits { file: 1 << 20, unpacked: 4 << 20, depth: 3 };
    for document in read("fuzz", rest, &Sidecar::default(), forced, &limits).unwrap_or_default() {
        let mut end = 0;
        for turn in &document.turns {
            assert!(document.text.get(turn.span.start..turn.span.end).is_some_and(|words| !words.is_empty()));
            assert!(turn.span.start >= end);
            end = turn.span.end;
        }
    }
});
