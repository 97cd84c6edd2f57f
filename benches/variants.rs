//! How long it takes to set 1,000, 10,000 and 100,000 quotations beside their variants.

use divan::Bencher;
use gainsay::lexicon::Lexicon;
use gainsay::resolve::quotes::{Said, variants};

fn main() {
    divan::main();
}

/// Sentences of words drawn by a fixed generator from a Zipf-like list; every third one is a light rewording of an earlier one.
fn quotations(count: usize) -> Vec<Said> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut draw = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut all: Vec<Said> = Vec::with_capacity(count);
    for n in 0..count {
        let text = if n % 3 == 2 {
            let mut words: Vec<String> = all[draw(n)].text.split(' ').map(String::from).collect();
            let place = draw(words.len());
            words[place] = format!("w{}", draw(9000));
            words.join(" ")
        } else {
            let mut word = || {
                let top = 1 + draw(9000);
                format!("w{}", draw(top))
            };
            let first = word();
            (0..7 + first.len() * 3).map(|_| word()).fold(first, |text, word| format!("{text} {word}"))
        };
        all.push(Said { document: format!("d{}", n / 10), text, published: None, spoken: n % 7 == 0 });
    }
    all
}

#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 5, sample_size = 1)]
fn beside_their_variants(bencher: Bencher, count: usize) {
    let lexicon = Lexicon::embedded();
    let all = quotations(count);
    bencher.bench_local(|| variants(&all, &lexicon).len());
}
