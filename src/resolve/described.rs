//! What a text calls those whom it names: "Halden, an insurer,", "the advertising firm Quill", "Lantern is our billing system".
//!
//! Appositions and copulas, after the patterns of Hearst (1992), "Automatic acquisition of hyponyms from large text corpora". Only descriptions whose
//! noun tells what a firm, an office, a product or a store of data is are kept.

use crate::lexicon::Lexicon;
use crate::model::ActorKind;
use std::collections::BTreeSet;

/// Words of a name and of a description.
const NAME: usize = 4;
const DESCRIPTION: usize = 7;

/// What follows tells more, and not what it is.
const ENDS: [&str; 24] = [
    "that", "which", "who", "whose", "where", "in", "of", "with", "for", "from", "at", "on", "based", "behind", "used",
    "by", "to", "and", "or", "has", "had", "is", "was", "as",
];
const ARTICLES: [&str; 7] = ["a", "an", "the", "our", "its", "their", "your"];
const COPULAS: [&str; 3] = ["is", "was", "are"];

/// A word with the marks around it.
struct Token<'t> {
    word: &'t str,
    /// A mark stands before it: "(the".
    opened: bool,
    /// A mark stands behind it, which one.
    mark: Option<char>,
    possessive: bool,
}

impl Token<'_> {
    fn capital(&self) -> bool {
        self.word.starts_with(char::is_uppercase)
    }

    fn is(&self, list: &[&str]) -> bool {
        list.iter().any(|word| self.word.eq_ignore_ascii_case(word))
    }
}

/// Names with what they are said to be, each once, in order.
pub fn described(text: &str, lexicon: &Lexicon) -> BTreeSet<(String, String)> {
    let tokens: Vec<Token> = text.split_whitespace().filter_map(token).collect();
    let mut found = BTreeSet::new();
    let mut at = 0;
    while at < tokens.len() {
        let end = name_end(&tokens, at);
        if end == at {
            at += 1;
            continue;
        }
        let told = [after(&tokens, end), before(&tokens, at)];
        found.extend(
            told.into_iter()
                .flatten()
                .filter(|words| tells(words, lexicon))
                .map(|words| (said(&tokens[at..end]), words)),
        );
        at = end;
    }
    found
}

/// Persons of two names and more with the organisation that they are said to work for: "Ana Keel, head of data at Orrin Mutual", "Ana Keel, Chief
/// Executive, Orrin Mutual", "Orrin Mutual's head of data, Ana Keel,".
pub fn posts(text: &str, lexicon: &Lexicon) -> BTreeSet<(String, String)> {
    let tokens: Vec<Token> = text.split_whitespace().filter_map(token).collect();
    let mut found = BTreeSet::new();
    let mut at = 0;
    while at < tokens.len() {
        let end = name_end(&tokens, at);
        if end >= at + 2 {
            let told = post_after(&tokens, end, lexicon).or_else(|| post_before(&tokens, at, lexicon));
            found.extend(told.map(|organisation| (said(&tokens[at..end]), organisation)));
        }
        at = end.max(at + 1);
    }
    found
}

/// ", head of data at Orrin Mutual", ", Chief Executive, Orrin Mutual", ", Orrin Mutual's head of data".
fn post_after(tokens: &[Token], end: usize, lexicon: &Lexicon) -> Option<String> {
    if tokens[end - 1].mark != Some(',') {
        return None;
    }
    let mut role = false;
    for at in end..tokens.len().min(end + DESCRIPTION) {
        let token = &tokens[at];
        let starts = token.capital() && !is_role(token, lexicon);
        let after_mark = at > end && tokens[at - 1].mark == Some(',');
        let placed = at > end && tokens[at - 1].is(&["of", "at", "for", "with"]);
        if starts && role && (placed || after_mark) {
            return Some(run(tokens, at));
        }
        if starts && at == end && owner(tokens, at).is_some_and(|behind| is_post(&tokens[behind..], lexicon)) {
            return Some(run(tokens, at));
        }
        role |= is_role(token, lexicon);
        if token.mark.is_some_and(|mark| mark != ',') || after_mark && !starts {
            return None;
        }
    }
    None
}

/// "Orrin Mutual's head of data, ".
fn post_before(tokens: &[Token], at: usize, lexicon: &Lexicon) -> Option<String> {
    let from = at.saturating_sub(DESCRIPTION);
    let possessive = (from..at).rev().find(|i| tokens[*i].possessive && tokens[*i].capital())?;
    let between = &tokens[possessive + 1..at];
    let first = (from..=possessive)
        .rev()
        .take_while(|i| tokens[*i].capital() && (*i == possessive || tokens[*i].mark.is_none()))
        .last()?;
    let told = is_post(between, lexicon)
        && between[..between.len().saturating_sub(1)].iter().all(|token| token.mark.is_none());
    (told && !between.is_empty()).then(|| run(tokens, first))
}

/// Where what is owned begins, if the run of capitals here ends in a possessive.
fn owner(tokens: &[Token], at: usize) -> Option<usize> {
    let end = (at..tokens.len().min(at + NAME)).find(|i| tokens[*i].possessive || !tokens[*i].capital())?;
    (tokens[end].possessive && tokens[end].capital()).then_some(end + 1)
}

/// A role among the next words.
fn is_post(tokens: &[Token], lexicon: &Lexicon) -> bool {
    tokens.iter().take(NAME).any(|token| is_role(token, lexicon))
}

fn is_role(token: &Token, lexicon: &Lexicon) -> bool {
    lexicon.actors.role(&token.word.to_lowercase()).is_some_and(|role| role.kind == ActorKind::Person && !role.plural)
        || token.is(&["chief", "head", "executive"])
}

/// The capitals from here on.
fn run(tokens: &[Token], at: usize) -> String {
    let mut words = Vec::new();
    for token in tokens[at..].iter().take(NAME) {
        if !token.capital() {
            break;
        }
        words.push(token.word);
        if token.mark.is_some() || token.possessive {
            break;
        }
    }
    words.join(" ")
}

fn token(piece: &str) -> Option<Token<'_>> {
    let inner = |c: char| c.is_alphanumeric();
    let start = piece.find(inner)?;
    let end = piece.rfind(inner).map(|at| at + piece[at..].chars().next().map_or(0, char::len_utf8))?;
    let word = &piece[start..end];
    let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix("\u{2019}s"));
    let mark = piece[end..].chars().next();
    Some(Token { word: bare.unwrap_or(word), opened: start > 0, mark, possessive: bare.is_some() })
}

/// The words as they stand.
fn said(tokens: &[Token]) -> String {
    tokens.iter().map(|token| token.word).collect::<Vec<&str>>().join(" ")
}

/// Behind the name that begins here; here where none does.
fn name_end(tokens: &[Token], at: usize) -> usize {
    let first = &tokens[at];
    if !first.capital() || first.is(&ARTICLES) || first.possessive {
        return at;
    }
    let mut end = at + 1;
    while end < tokens.len()
        && end - at < NAME
        && tokens[end - 1].mark.is_none()
        && tokens[end].capital()
        && !tokens[end].opened
        && !tokens[end].possessive
    {
        end += 1;
    }
    end
}

/// ", an insurer,", "(the billing system)", "is our billing system": the noun phrase, without its article.
fn after(tokens: &[Token], end: usize) -> Option<String> {
    let last = &tokens[end - 1];
    let next = tokens.get(end)?;
    let dash = |token: &Token| matches!(token.word, "-" | "\u{2013}" | "\u{2014}");
    let from = match last.mark {
        Some(',') => end,
        Some('\u{2014}' | '\u{2013}') => end,
        None if next.opened && !dash(next) => end,
        None if next.is(&COPULAS) => end + 1,
        _ => return None,
    };
    let first = tokens.get(from)?;
    // "Tessel, Larch's printer,".
    let from = if first.is(&ARTICLES) || first.possessive { from + 1 } else { return None };
    let mut words = Vec::new();
    for token in tokens[from..].iter().take(DESCRIPTION) {
        if token.is(&ENDS) {
            return joined(&words);
        }
        words.push(token.word);
        if token.mark.is_some() {
            return joined(&words);
        }
    }
    None
}

/// "The advertising firm", up to the name.
fn before(tokens: &[Token], at: usize) -> Option<String> {
    let mut words = Vec::new();
    for token in tokens[..at].iter().rev().take(DESCRIPTION) {
        if token.mark.is_some() || token.is(&ENDS) {
            return None;
        }
        if token.is(&ARTICLES) || token.possessive {
            words.reverse();
            return joined(&words);
        }
        words.push(token.word);
        if token.opened {
            return None;
        }
    }
    None
}

fn joined(words: &[&str]) -> Option<String> {
    (!words.is_empty()).then(|| words.join(" "))
}

/// Its last word is a noun that tells what somebody or something is.
fn tells(description: &str, lexicon: &Lexicon) -> bool {
    let noun = description.rsplit(' ').next().unwrap_or_default();
    let relations = &lexicon.relations;
    noun.starts_with(char::is_lowercase)
        && (["house", "kin", "some-firm", "product", "housing", "authority"]
            .iter()
            .any(|list| relations.is(list, noun))
            || lexicon.topics.any(noun, |sense| &sense.holder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_works_for_whom_is_read_from_the_words_around_a_name() {
        let lexicon = Lexicon::embedded();
        for (text, organisation) in [
            ("Ana Keel, head of data at Orrin Mutual, did not reply.", Some("Orrin Mutual")),
            ("Ana Keel, Chief Executive, Orrin Mutual (sworn)", Some("Orrin Mutual")),
            ("Ana Keel, Orrin\u{2019}s chief engineer, did not reply.", Some("Orrin")),
            ("Orrin Mutual's spokeswoman, Ana Keel, did not reply.", Some("Orrin Mutual")),
            ("Ana Keel, who lives in Leeds, met Orrin.", None),
            ("Ana Keel, Bo Lind and Orrin came.", None),
        ] {
            let found = posts(text, &lexicon);
            let told = found.iter().find(|(name, _)| name == "Ana Keel").map(|(_, organisation)| organisation.as_str());
            assert_eq!(told, organisation, "{text}: {found:?}");
        }
    }

    #[test]
    fn what_a_name_stands_for_is_read_from_the_words_around_it() {
        let lexicon = Lexicon::embedded();
        for (text, name, description) in [
            ("It went to Orrin Mutual, an insurer in Leeds.", "Orrin Mutual", "insurer"),
            ("They paid the advertising firm Larkmoor for it.", "Larkmoor", "advertising firm"),
            ("All of it lies in Pebble (the billing system).", "Pebble", "billing system"),
            ("Pebble is our billing system, more or less.", "Pebble", "billing system"),
            ("They gave it to Tessel, Larkmoor's printing contractor, in May.", "Tessel", "printing contractor"),
        ] {
            let found = described(text, &lexicon);
            assert!(found.contains(&(name.to_string(), description.to_string())), "{text}: {found:?}");
        }
        for text in
            ["However, the trams were late.", "The firm told Orrin that it rained.", "In Leeds, a crowd waited."]
        {
            assert_eq!(described(text, &lexicon), BTreeSet::new(), "{text}");
        }
    }
}
