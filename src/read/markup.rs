//! Tags and entities in captions.

use std::borrow::Cow;

/// Takes out what looks like a tag (`<i>`, `</font>`, `<00:00:01.000>`) and the override codes of styled subtitles (`{\an8}`).
/// A `<` before a space or at the end of the text is a letter like any other.
pub fn without_tags(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '{']) {
        words.push_str(&rest[..at]);
        rest = &rest[at..];
        let close = if rest.starts_with('<') { '>' } else { '}' };
        let inside = &rest[1..];
        let is_tag = match close {
            '>' => inside.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/'),
            _ => inside.starts_with('\\'),
        };
        let near = inside.char_indices().take(500);
        match near.into_iter().find(|(_, c)| is_tag && *c == close).map(|(length, _)| length) {
            Some(length) => rest = &inside[length + 1..],
            None => {
                words.push_str(&rest[..1]);
                rest = inside;
            }
        }
    }
    words.push_str(rest);
    words
}

/// `&amp;`, `&#237;`, `&nbsp;` to the letters they stand for.
pub fn decode(text: &str) -> Cow<'_, str> {
    html_escape::decode_html_entities(text)
}

/// One line of words: tags gone, entities decoded, white space collapsed.
pub fn clean(text: &str) -> String {
    one_line(&decode(&without_tags(text)))
}

/// Runs of white space become one space; a no-break space stays what it is.
pub fn one_line(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for word in text.split([' ', '\n', '\r', '\t', '\u{feff}', '\u{200b}']).filter(|word| !word.is_empty()) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_words_stay() {
        assert_eq!(clean("{\\an8}<i>Data</i> &amp;\n<font color=\"red\">logs</font>"), "Data & logs");
        assert_eq!(clean("if a < b and {so} on"), "if a < b and {so} on");
        assert_eq!(clean("an end <"), "an end <");
    }
}
