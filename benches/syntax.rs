//! Tokens a second, tagger and parser together, on one core.

use divan::counter::ItemsCount;
use gainsay::annotate::syntax::{parse, parse_tokens};
use gainsay::model::span::Span;

/// News-like and spoken sentences of several lengths, our own.
const SENTENCES: [&str; 6] = [
    "The harbour authority said on Tuesday that it had moved the payroll records of 4,000 employees to a server in Tampere, \
     which a contractor could open without a password.",
    "\u{201C}We don\u{2019}t know who copied it,\u{201D} said Maria Lund, a spokeswoman for the bank.",
    "um so the thing is we can still see the logs from last year right",
    "Engineers in two other offices were able to read the messages of subscribers until the practice was stopped in March, \
     according to an internal audit reviewed by the newspaper, although the company has denied that any of them did so.",
    "No.",
    "Neither the ministry nor the hospital would say whether patients had been told.",
];

fn main() {
    divan::main();
}

#[divan::bench]
fn raw_text(bencher: divan::Bencher) {
    let tokens: usize = SENTENCES.iter().map(|s| parse(s, Span { start: 0, end: s.len() }).len()).sum();
    bencher
        .counter(ItemsCount::new(tokens))
        .bench(|| SENTENCES.iter().map(|s| parse(s, Span { start: 0, end: s.len() }).len()).sum::<usize>());
}

#[divan::bench]
fn given_tokens(bencher: divan::Bencher) {
    let split: Vec<Vec<&str>> = SENTENCES.iter().map(|s| s.split(' ').collect()).collect();
    let tokens: usize = split.iter().map(Vec::len).sum();
    bencher.counter(ItemsCount::new(tokens)).bench(|| split.iter().map(|s| parse_tokens(s).len()).sum::<usize>());
}
