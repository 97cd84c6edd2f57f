//! Names nobody bears, so that a subject need not be known to be one.

use crate::random::Random;
use gainsay::model::tree::{Token, Upos};

/// A made-up name of two or three syllables: `Veldor`, `Astrinex`; now and then all capitals or with one inside.
pub fn invented(rng: &mut Random) -> String {
    const ONSETS: [&str; 30] = [
        "b", "br", "c", "ch", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "kr", "l", "m", "n", "p", "pr", "qu",
        "r", "s", "st", "t", "tr", "v", "w", "y", "z", "",
    ];
    const VOWELS: [&str; 9] = ["a", "e", "i", "o", "u", "ai", "ea", "o", "a"];
    const CODAS: [&str; 18] =
        ["", "", "", "", "n", "r", "l", "s", "x", "m", "nd", "rk", "k", "t", "sh", "v", "ll", "ng"];
    let mut pick = |list: &[&'static str]| list[rng.below(list.len())];
    let mut name = String::new();
    for _ in 0..2 {
        name += pick(&ONSETS);
        name += pick(&VOWELS);
        name += pick(&CODAS);
    }
    match rng.below(12) {
        0 => return name.to_uppercase(),
        1 => name += &invented(rng),
        2..5 => name += ["a", "ex", "io", "is", "on", "ly", "os", "ix", "ware", "tech", "ov", "ic"][rng.below(12)],
        _ => {}
    }
    name[..1].to_uppercase() + &name[1..]
}

/// Another name in the place of this one, if it is written like a name at all.
pub fn named(form: &str, rng: &mut Random) -> String {
    let usual = form.starts_with(|c: char| c.is_ascii_uppercase()) && form.chars().all(|c| c.is_ascii_alphabetic());
    if usual { invented(rng) } else { form.to_owned() }
}

/// The sentence, or now and then a copy whose named subjects bear other names.
pub fn renamed(tokens: &[Token], rng: &mut Random) -> Vec<Token> {
    let mut out = tokens.to_vec();
    if rng.below(4) > 0 {
        return out;
    }
    let subject = |t: &Token| t.rel == "nsubj" || t.rel == "nsubj:pass";
    let part = |t: &Token| ["compound", "flat"].contains(&t.rel) && t.head.is_some_and(|h| subject(&tokens[h]));
    for (token, old) in out.iter_mut().zip(tokens) {
        if old.upos == Upos::Propn && (subject(old) || part(old)) {
            token.form = named(&old.form, rng);
        }
    }
    out
}
