//! The words of a phrase as comparison sees them: lower case, typographic variants made one, possessives marked.

/// A word of a phrase.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    /// Lower case, without a possessive ending.
    pub low: String,
    pub capital: bool,
    /// Capitals throughout, and few: "PIN".
    pub acronym: bool,
    /// It ended in 's or s'.
    pub possessive: bool,
    /// A comma or other mark stands before it.
    pub after_mark: bool,
}

/// The words of `text` in order.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut mark = false;
    for piece in text.split(char::is_whitespace) {
        let piece = piece.replace(['\u{2019}', '\u{2018}', '\u{2bc}'], "'");
        let parts: Vec<&str> = piece.split(|c: char| !(c.is_alphanumeric() || "-'%.&".contains(c))).collect();
        for (nth, part) in parts.iter().enumerate() {
            mark |= nth > 0;
            let bare = part.trim_matches(['-', '.']);
            mark |= part.starts_with(['-', '.']) && !bare.is_empty() && !found.is_empty();
            if !bare.trim_matches('\'').is_empty() {
                found.push(word(bare, mark));
                mark = part.ends_with('.') && part.matches('.').count() == 1;
            }
        }
    }
    found
}

fn word(part: &str, after_mark: bool) -> Word {
    let capital = part.trim_start_matches('\'').starts_with(char::is_uppercase);
    let acronym = (2..=4).contains(&part.len()) && part.chars().all(|c| c.is_ascii_uppercase());
    let low = part.to_lowercase();
    let possessive = low.ends_with("'s") || low.ends_with("s'");
    let low = low.strip_suffix("'s").unwrap_or(&low).trim_matches('\'').to_string();
    Word { low, capital, acronym, possessive, after_mark }
}

/// The lower-case words alone.
pub(super) fn plain(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.low).collect()
}

/// A noun without its plural ending, by the regular rules: "recordings" and "recording" are one, "access" stays.
pub(super) fn singular(noun: &str) -> String {
    if noun.len() > 4
        && let Some(stem) = noun.strip_suffix("ies")
    {
        return format!("{stem}y");
    }
    for ending in ["sses", "ches", "shes", "xes"] {
        if noun.ends_with(ending) {
            return noun[..noun.len() - 2].to_string();
        }
    }
    match noun.strip_suffix('s') {
        Some(stem) if noun.len() > 3 && !stem.ends_with(['s', 'u', 'i']) => stem.to_string(),
        _ => noun.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_their_typography_and_keep_their_marks() {
        let found = words("The members’ heart-rate records, 100% of them");
        let lows: Vec<&str> = found.iter().map(|word| word.low.as_str()).collect();
        assert_eq!(lows, ["the", "members", "heart-rate", "records", "100%", "of", "them"]);
        assert!(found[1].possessive && found[4].after_mark && found[0].capital);
    }

    #[test]
    fn plurals_fall_together() {
        for (many, one) in [("recordings", "recording"), ("copies", "copy"), ("batches", "batch"), ("access", "access")]
        {
            assert_eq!(singular(many), one);
        }
    }
}
