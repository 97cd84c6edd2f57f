//! Places named in a stretch of text, by the gazetteer.

use super::words::{Word, words};
use crate::lexicon::Lexicon;
use crate::model::{PlaceMention, Span};

/// The places in `span` in order of the text: whole words with their capitals, the longest spelling first. A person's or a
/// firm's name that contains a place ("Mr. Paris", "Jordan said", "Paris Holt") is none.
pub fn places(text: &str, span: Span, lexicon: &Lexicon) -> Vec<PlaceMention> {
    let all = words(text, span);
    let mut found = Vec::new();
    let mut at = 0;
    while at < all.len() {
        match longest(text, &all, at, lexicon) {
            Some((len, name)) => {
                if !is_person(&all, at, len, lexicon) {
                    let span = Span::new(all[at].span.start, all[at + len - 1].span.end);
                    // The stop of the sentence is not part of "Ohio.", that of "U.S." is.
                    let bare = span.end - usize::from(span.of(text).ends_with('.') && !spelt(text, span, lexicon));
                    found.push(PlaceMention { span: Span::new(span.start, bare), name });
                }
                at += len;
            }
            None => match based(&all[at], lexicon) {
                Some(place) => {
                    found.push(place);
                    at += 1;
                }
                None => at += 1,
            },
        }
    }
    found
}

fn spelt(text: &str, span: Span, lexicon: &Lexicon) -> bool {
    lexicon.places.name_of(&span.of(text).replace('\u{a0}', " ")).is_some()
}

/// The most words of one place's spelling.
const LONGEST: usize = 4;

fn longest(text: &str, all: &[Word<'_>], at: usize, lexicon: &Lexicon) -> Option<(usize, String)> {
    if !lexicon.places.begins_with(all[at].text) {
        return None;
    }
    (1..=LONGEST.min(all.len() - at)).rev().find_map(|len| {
        let span = Span::new(all[at].span.start, all[at + len - 1].span.end);
        let words = span.of(text).replace('\u{a0}', " ");
        let bare = words.trim_end_matches('.');
        let named = lexicon.places.name_of(&words).or_else(|| lexicon.places.name_of(bare));
        // "In Reading", not "in Reading Abbey".
        let alone = || !all.get(at + len).is_some_and(|next| next.is_capitalised() && bare == words);
        let town = || at.checked_sub(1).and_then(|before| lexicon.places.town_after(all[before].text, bare));
        named.or_else(|| town().filter(|_| alone())).map(|name| (len, name.to_string()))
    })
}

/// "China-based", "London-born", "pan-European": the part that is a place.
fn based(word: &Word<'_>, lexicon: &Lexicon) -> Option<PlaceMention> {
    if !word.text.contains('-') {
        return None;
    }
    let mut start = word.span.start;
    for part in word.text.split('-') {
        if let Some(name) = lexicon.places.name_of(part) {
            return Some(PlaceMention { span: Span::new(start, start + part.len()), name: name.to_string() });
        }
        start += part.len() + 1;
    }
    None
}

/// A title before it, a first or last name beside it, or a verb of saying after a word that is a first name too.
fn is_person(all: &[Word<'_>], at: usize, len: usize, lexicon: &Lexicon) -> bool {
    let actors = &lexicon.actors;
    let before = at.checked_sub(1).map(|i| all[i]);
    let after = all.get(at + len);
    let titled = before.is_some_and(|word| actors.is_title(word.text) || actors.given.contains(word.text));
    let given = len == 1 && actors.given.contains(all[at].text);
    let speaks = given && after.is_some_and(|word| lexicon.quotes.verb(word.text).is_some());
    let surname =
        given && after.is_some_and(|word| word.is_capitalised() && lexicon.places.name_of(word.text).is_none());
    titled || speaks || surname
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<(String, String)> {
        let lexicon = Lexicon::embedded();
        let found = places(text, Span::new(0, text.len()), &lexicon);
        found.into_iter().map(|place| (place.span.of(text).to_string(), place.name)).collect()
    }

    #[test]
    fn whole_words_with_capitals() {
        let found =
            names("Chinese staff in Singapore and China-based engineers asked turkey farmers in the United States.");
        let names: Vec<&str> = found.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["China", "Singapore", "China", "United States"]);
        assert_eq!(found[2].0, "China");
    }

    #[test]
    fn towns_that_are_words_too() {
        let found =
            names("The tapes are in Reading, and Reading them takes days. Preston left for a yard near Preston.");
        assert_eq!(found.iter().map(|(_, name)| name.as_str()).collect::<Vec<&str>>(), ["Reading", "Preston"]);
        assert_eq!(names("They met in Hamilton Hall."), []);
    }

    #[test]
    fn persons_are_no_places() {
        assert_eq!(names("Mr. Paris left. Virginia Holt said no. Virginia said yes."), []);
        assert_eq!(names("The vault is in Virginia.").len(), 1);
    }
}
