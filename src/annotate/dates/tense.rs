//! A small judge of tense: the nearest telling verb form of the sentence decides.

use crate::lexicon::dates::DateRules;
use crate::model::Span;

/// What the verb near an expression says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    Past,
    Present,
    Future,
}

/// The tense at `at`, read from the words of `sentence`; `None` when no word tells.
pub(super) fn judge(text: &str, sentence: Span, at: Span, rules: &DateRules) -> Option<Tense> {
    let mut best: Option<(usize, Tense)> = None;
    let mut offer = |distance: usize, tense: Tense| {
        if best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, tense));
        }
    };
    let before = words(&text[sentence.start.min(at.start)..at.start]);
    for (n, pair) in before.iter().rev().enumerate() {
        let earlier = before.len().checked_sub(n + 2).map(|i| before[i].as_str());
        if let Some(tense) = tells(pair, earlier, rules) {
            offer(2 * n, tense);
            break;
        }
    }
    let after = words(&text[at.end..sentence.end.max(at.end)]);
    for (n, word) in after.iter().enumerate() {
        let earlier = n.checked_sub(1).map(|i| after[i].as_str());
        if let Some(tense) = tells(word, earlier, rules) {
            offer(2 * n + 1, tense);
            break;
        }
    }
    best.map(|(_, t)| t)
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|w| !w.is_empty())
        .map(|w| w.replace('’', "'").to_lowercase())
        .take(400)
        .collect()
}

fn tells(word: &str, earlier: Option<&str>, rules: &DateRules) -> Option<Tense> {
    let cues = &rules.cues;
    let listed = |list: &[String]| list.iter().any(|w| w == word);
    if listed(&cues.future) {
        return Some(Tense::Future);
    }
    if listed(&cues.past)
        || word.len() > 4 && word.ends_with("ed") && !matches!(earlier, Some("be" | "is" | "are" | "being"))
    {
        return Some(Tense::Past);
    }
    listed(&cues.present).then_some(Tense::Present)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, words: &str) -> Option<Tense> {
        let start = text.find(words).expect("the words stand in the text");
        judge(text, Span { start: 0, end: text.len() }, Span { start, end: start + words.len() }, DateRules::english())
    }

    #[test]
    fn the_nearest_verb_decides() {
        assert_eq!(at("The board met on Friday and will vote in May.", "Friday"), Some(Tense::Past));
        assert_eq!(at("The board met on Friday and will vote in May.", "May"), Some(Tense::Future));
        assert_eq!(at("Friday, then.", "Friday"), None);
    }
}
