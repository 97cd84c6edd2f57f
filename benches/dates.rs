//! Dates alone on one core, beside a plain read of the same text: the ratio of the two is the figure to watch.

use divan::counter::BytesCount;
use gainsay::annotate::dates::{Setting, dates};
use gainsay::lexicon::dates::{DateRules, Manner};
use std::hint::black_box;

fn main() {
    divan::main();
}

/// About 1 MB of news prose with a time expression in every 210 bytes, as news has them.
fn prose() -> String {
    let sentences = [
        "The council of the northern district voted to close the old library after a long and noisy meeting. ",
        "A spokeswoman said on Tuesday that the records of 1,200 customers had been copied to a server abroad. ",
        "Nobody at the company would say who had opened the door, or why the cameras did not work. ",
        "Its engineers had access to the archive from September 2021 until the end of January 2022, he added. ",
        "The union wants an inquiry with public hearings and asks the minister to publish every letter. ",
        "In the third quarter revenue fell by 12 percent, the second drop in a row, and the board took note. ",
        "They walked along the river, spoke about the weather and did not mention the trial or the money. ",
        "Critics may march again, but the mayor has so far refused to answer any of their questions. ",
        "The report, which runs to four hundred pages, names nine officials and two private contractors. ",
    ];
    let mut text = String::new();
    while text.len() < 1_000_000 {
        for (n, sentence) in sentences.iter().enumerate() {
            text += sentence;
            if n % 4 == 3 {
                text += "\n\n";
            }
        }
    }
    text
}

#[divan::bench]
fn plain_read(bencher: divan::Bencher) {
    let text = prose();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| black_box(&text).split_whitespace().map(str::len).sum::<usize>());
}

#[divan::bench]
fn find_and_resolve(bencher: divan::Bencher) {
    let text = prose();
    let rules = DateRules::english();
    let setting = Setting { published: Some("2022-06-17"), manner: Some(Manner::News) };
    bencher.counter(BytesCount::of_str(&text)).bench(|| dates(black_box(&text), &[], setting, rules, &|_| None).len());
}

#[divan::bench]
fn without_any_date(bencher: divan::Bencher) {
    let text = "The council of the northern district voted to close the old library after a long and noisy meeting. "
        .repeat(10_000);
    let rules = DateRules::english();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| dates(black_box(&text), &[], Setting::default(), rules, &|_| None).len());
}
