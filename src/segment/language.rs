//! The language of a whole document.

use whatlang::{Lang, detect};

/// ISO 639-1 of a text's language, where it is long enough and the detector is sure; utterances are too short to tell.
pub fn language(text: &str) -> Option<String> {
    let sample: String = text.chars().take(20_000).collect();
    let found = detect(&sample).filter(|found| found.is_reliable() && sample.split_whitespace().count() >= 20)?;
    CODES.iter().find(|(lang, _)| *lang == found.lang()).map(|(_, code)| code.to_string())
}

const CODES: &[(Lang, &str)] = &[
    (Lang::Eng, "en"),
    (Lang::Deu, "de"),
    (Lang::Fra, "fr"),
    (Lang::Spa, "es"),
    (Lang::Ita, "it"),
    (Lang::Por, "pt"),
    (Lang::Nld, "nl"),
    (Lang::Pol, "pl"),
    (Lang::Rus, "ru"),
    (Lang::Ukr, "uk"),
    (Lang::Cmn, "zh"),
    (Lang::Jpn, "ja"),
    (Lang::Kor, "ko"),
    (Lang::Ara, "ar"),
    (Lang::Tur, "tr"),
    (Lang::Swe, "sv"),
    (Lang::Dan, "da"),
    (Lang::Nob, "no"),
    (Lang::Fin, "fi"),
    (Lang::Ces, "cs"),
    (Lang::Ell, "el"),
    (Lang::Heb, "he"),
    (Lang::Hin, "hi"),
    (Lang::Ron, "ro"),
    (Lang::Hun, "hu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_tells_its_language_and_a_word_does_not() {
        let english = "The company said on Friday that it had moved all of the records of its users to another building, and that nobody had read them.";
        let german = "Das Unternehmen teilte am Freitag mit, dass es alle Unterlagen seiner Kunden in ein anderes Gebäude gebracht habe und niemand sie gelesen habe.";
        assert_eq!(language(english).as_deref(), Some("en"));
        assert_eq!(language(german).as_deref(), Some("de"));
        assert_eq!(language("Okay, thanks."), None);
    }
}
