//! What numbers, years and places a description holds.

use super::words::{Word, singular};
use crate::lexicon::Lexicon;
use std::collections::BTreeSet;

/// The gazetteer's name of a capitalised word; abbreviations are found with and without their points.
pub(super) fn place_of<'a>(word: &Word, lexicon: &'a Lexicon) -> Option<&'a str> {
    if !word.capital {
        return None;
    }
    let title = capitalised(&word.low);
    let upper = word.low.to_uppercase();
    [title, format!("{upper}."), upper].iter().find_map(|spelling| lexicon.places.name_of(spelling))
}

/// The places of a phrase of nothing else.
pub(super) fn named_places(found: &[&Word], lexicon: &Lexicon) -> Vec<String> {
    let told = || found.iter().filter(|word| !lexicon.relations.is("determiner", &word.low));
    let title: Vec<String> = told().map(|word| capitalised(&word.low)).collect();
    let whole = lexicon.places.name_of(&title.join(" ")).filter(|_| told().all(|word| word.capital));
    whole.map(str::to_string).into_iter().collect()
}

/// The places of two words or three, each with where it begins and ends: "United Kingdom".
pub(super) fn long_places(found: &[Word], lexicon: &Lexicon) -> Vec<(usize, usize, String)> {
    let at = |nth: usize| {
        (2..=3).rev().find_map(|count| {
            let words = found.get(nth..nth + count)?;
            let title: Vec<String> = words.iter().map(|word| capitalised(&word.low)).collect();
            let name = lexicon.places.name_of(&title.join(" ")).filter(|_| words.iter().all(|word| word.capital))?;
            Some((nth, nth + count, name.to_string()))
        })
    };
    (0..found.len()).filter_map(at).collect()
}

/// The towns of a phrase whose name is something else as well, each after a word that tells: "in Reading".
pub(super) fn towns(found: &[Word], lexicon: &Lexicon) -> Vec<String> {
    let at = |nth: usize| {
        let name = |count: usize| {
            let words = found.get(nth + 1..nth + 1 + count)?;
            let told = words.iter().all(|word| word.capital) && !words[..count - 1].iter().any(|word| word.possessive);
            let title: Vec<String> = words.iter().map(|word| capitalised(&word.low)).collect();
            lexicon.places.town_after(&found[nth].low, &title.join(" ")).filter(|_| told)
        };
        name(2).or_else(|| name(1)).map(str::to_string).or_else(|| unlisted(found, nth, lexicon))
    };
    (0..found.len()).filter_map(at).collect()
}

/// "On servers in Kilbrannan": a name after "in" behind what stands in a place is one, though no list has it.
fn unlisted(found: &[Word], nth: usize, lexicon: &Lexicon) -> Option<String> {
    let stands =
        nth.checked_sub(1).is_some_and(|before| lexicon.relations.is("building", &singular(&found[before].low)));
    let run: Vec<&Word> = found[nth + 1..].iter().take_while(|word| word.capital).take(3).collect();
    let known =
        run.first().is_none_or(|word| place_of(word, lexicon).is_some()) || run.iter().any(|word| word.possessive);
    let title: Vec<String> = run.iter().map(|word| capitalised(&word.low)).collect();
    let place = found[nth].low == "in" && stands && !known && lexicon.places.name_of(&title.join(" ")).is_none();
    place.then(|| title.join(" "))
}

/// With a capital.
pub(super) fn capitalised(low: &str) -> String {
    let mut letters = low.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A year between an article and the noun, or after "of": it tells one lot from another.
pub(super) fn years(found: &[Word], lexicon: &Lexicon) -> BTreeSet<String> {
    let is_year = |low: &str| low.len() == 4 && low.parse::<u32>().is_ok_and(|year| (1950..2050).contains(&year));
    let told = |nth: &usize| {
        let before = nth.checked_sub(1).map(|before| &found[before]);
        before.is_some_and(|word| {
            let last = nth + 1 == found.len() && ["of", "from"].contains(&word.low.as_str());
            last || nth + 1 < found.len() && (word.possessive || lexicon.relations.is("determiner", &word.low))
        })
    };
    (0..found.len()).filter(|nth| is_year(&found[*nth].low)).filter(told).map(|nth| found[nth].low.clone()).collect()
}

/// Takes out how many there are, with what bounds the number: "some forty thousand", "fewer than 900".
pub(super) fn drop_numbers(found: &mut Vec<Word>, lexicon: &Lexicon) {
    let mut kept: Vec<Word> = Vec::with_capacity(found.len());
    let mut after_number = false;
    let scales = &lexicon.quantities.scales;
    let said: Vec<String> = found.iter().map(|word| word.low.clone()).collect();
    // "A hundred and eighty thousand".
    let opens =
        |at: usize| said.get(at + 1).is_some_and(|next| ["a", "half"].contains(&&*said[at]) && scales.contains(next));
    let goes_on =
        |at: usize| said[at] == "and" && said.get(at + 1).is_some_and(|next| lexicon.quantities.is_number(next));
    for (at, word) in found.drain(..).enumerate() {
        let low = word.low.as_str();
        let number = low.starts_with(|c: char| c.is_ascii_digit())
            || lexicon.quantities.is_number(low)
            || opens(at)
            || after_number && goes_on(at);
        let scale =
            after_number && (lexicon.quantities.scales.contains(low) || lexicon.quantities.points.contains(low));
        if number && !after_number && low != "one" {
            while kept.last().is_some_and(|last| lexicon.relations.is("bound", &last.low)) {
                kept.pop();
            }
        }
        after_number = number || scale;
        if !after_number || low == "one" && kept.is_empty() {
            kept.push(word);
        }
    }
    *found = kept;
}
