//! Small letters, which most words have already.

use std::borrow::Cow;

/// The word in small letters; the word itself where it has no others.
pub fn low(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_capitals_is_made_anew() {
        assert!(matches!(low("isn't"), Cow::Borrowed("isn't")));
        assert_eq!(low("Île"), "île");
        assert_eq!(low("AT&T"), "at&t");
    }
}
