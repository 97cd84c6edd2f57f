//! `wording`: one quotation, two wordings.
//!
//! **Finds** two renderings of one quotation in different documents that differ, between words that both have, in at least one word
//! that carries meaning.
//!
//! **Why it matters.** What stands in quotation marks was said so; one of the two was not.
//!
//! **Example.** "They opened every single file," she said. — "They looked at nearly every file," she said.
//!
//! **Silent when** one quotes a part of the other, words are left out where an ellipsis or brackets say so, or only small words,
//! contractions, figures or endings differ; when one of two speakers negates what the other says; against a recording, when words are left out and no others are put in.

use super::pair::Opinion;
use super::quotation::{Difference, QuotePair};
use super::words::singular;
use crate::lexicon::Lexicon;
use crate::model::{Class, DocumentKind};

pub(super) fn find(pair: &QuotePair) -> Option<Opinion> {
    let difference = pair.difference();
    let (a, b) = (telling(&difference.a, pair.lexicon), telling(&difference.b, pair.lexicon));
    let only =
        |one: &[String], other: &[String]| one.iter().filter(|word| !other.contains(word)).cloned().collect::<Vec<_>>();
    let (left, right) = (only(&a, &b), only(&b, &a));
    if left.is_empty() && right.is_empty() || difference.shared < 3 || shortened(pair, &difference, &left, &right) {
        return None;
    }
    if pair.two_persons().is_some() && pair.gainsays(&difference) {
        return None;
    }
    // Print leaves out what a speaker stumbles over: of a recording only other words count.
    let heard = pair.a.kind == DocumentKind::Transcript || pair.b.kind == DocumentKind::Transcript;
    if heard && (left.is_empty() || right.is_empty()) {
        return None;
    }
    Opinion::new(Class::Direct, format!("one quotation, two wordings: {} against {}", listed(&left), listed(&right)))
}

/// The words that carry meaning, without endings and in one of the two spellings of English.
pub(super) fn telling(words: &[String], lexicon: &Lexicon) -> Vec<String> {
    words.iter().filter(|word| !lexicon.relations.is("small", word)).map(|word| spelt(&singular(word))).collect()
}

fn spelt(word: &str) -> String {
    let endings =
        [("tre", "ter"), ("our", "or"), ("ise", "ize"), ("ised", "ized"), ("ising", "izing"), ("isation", "ization")];
    let stem = |(british, american): &(&str, &str)| Some(format!("{}{american}", word.strip_suffix(british)?));
    endings.iter().filter(|_| word.len() > 4).find_map(stem).unwrap_or_else(|| word.to_string())
}

/// Words are missing on one side only, and that side says so.
fn shortened(pair: &QuotePair, difference: &Difference, left: &[String], right: &[String]) -> bool {
    let says_so = |text: &str| ["...", "…", "[", " — "].iter().any(|mark| text.contains(mark));
    let small = difference.shorter < 4;
    small || left.is_empty() && says_so(&pair.a.text) || right.is_empty() && says_so(&pair.b.text)
}

fn listed(words: &[String]) -> String {
    match words {
        [] => "nothing".to_string(),
        words => format!("“{}”", words.iter().take(4).cloned().collect::<Vec<_>>().join(" … ")),
    }
}
