//! Speaker labels and the marks of what is no speech.

use crate::lexicon::labels::{is_counted, is_remark};
use std::collections::{BTreeMap, BTreeSet};

/// `Name: words` gives the label and where the words begin. The label is at most sixty characters and six words, holds no clock time, no
/// address and no sentence; whether it is a speaker is the file's to say.
pub fn split(line: &str) -> Option<(&str, usize)> {
    let colon = line.char_indices().take(61).find(|(_, c)| *c == ':' || *c == '：')?;
    let (label, after) = (&line[..colon.0], colon.0 + colon.1.len_utf8());
    let rest = &line[after..];
    let spaced = rest.is_empty() || rest.starts_with([' ', '\t', '\u{a0}']) || colon.1 == '：';
    let words = rest.len() - rest.trim_start_matches([' ', '\t', '\u{a0}']).len();
    (spaced && is_label(label.trim())).then_some((label.trim(), after + words))
}

/// Could be a speaker: starts with a capital, a digit or a letter of a script without capitals, and is no sentence, address or heading word.
pub fn is_label(label: &str) -> bool {
    let label = label.trim();
    let Some(first) = label.chars().next() else { return false };
    let bare = without_brackets(label);
    let words: Vec<&str> = bare.split_whitespace().collect();
    let lower = bare.to_lowercase();
    first.is_alphanumeric()
        && label.chars().count() <= 60
        && (1..=6).contains(&words.len())
        && !is_remark(&lower)
        && !label.contains(['!', '?', ';', '“', '”', '"', '=', '<', '>', '{', '}', '\\'])
        && !label.contains("//")
        && !is_number_or_time(words[0])
        && (is_counted(&bare) || words.iter().all(|word| is_name_word(word)))
}

/// "Ana Lee (Globex)" without what stands in brackets at its end.
fn without_brackets(label: &str) -> String {
    match label.find(['(', '[']) {
        Some(at) if at > 0 && label.ends_with([')', ']']) => label[..at].trim().to_string(),
        _ => label.to_string(),
    }
}

fn is_number_or_time(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit() || ".:,-/%°)".contains(c))
}

/// Names are written with capitals, but for the small words in them.
fn is_name_word(word: &str) -> bool {
    const SMALL: &[&str] = &[
        "de", "da", "di", "du", "del", "della", "der", "den", "van", "von", "zu", "la", "le", "bin", "ibn", "al", "el",
        "of", "the", "and", "y", "e", "dos", "do", "for", "pro", "tempore", "ter", "ten", "af", "av", "|", "/", "-",
        "–", "&", "@", "+",
    ];
    let first = word.trim_start_matches(['(', '[', '@', '#', '\'', '’']).chars().next();
    let clause = word.ends_with(',') && ["Well,", "Yes,", "No,", "So,", "Now,", "And,", "But,"].contains(&word);
    !ends_in_stop(word) && !clause && (SMALL.contains(&word) || first.is_some_and(|c| !c.is_lowercase()))
}

/// "Yes." but not "Mr.", "J." or "J.R.".
fn ends_in_stop(word: &str) -> bool {
    const TITLES: &[&str] = &[
        "mr", "mrs", "ms", "mx", "dr", "prof", "hon", "rep", "sen", "gov", "gen", "col", "capt", "lt", "sgt", "maj",
        "cmdr", "adm", "amb", "rev", "fr", "st", "jr", "sr", "messrs", "cllr", "ald", "pres", "sec", "atty", "supt",
        "det", "insp",
    ];
    let Some(bare) = word.strip_suffix('.') else { return false };
    bare.chars().count() > 1 && !bare.contains('.') && !TITLES.contains(&bare.to_lowercase().as_str())
}

/// Words that are a mark of the recorder, not speech: `[laughter]`, `(upbeat music)`, `♪ … ♪`.
pub fn is_event(words: &str) -> bool {
    let silent = !words.trim().is_empty() && !words.chars().any(char::is_alphanumeric);
    let words = words.trim().trim_end_matches('.');
    let within = |open: char, close: char| {
        let inner = words.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        inner.is_some_and(|inner| !inner.contains([open, close]))
    };
    silent || bracketed(words) || within('(', ')') || within('{', '}') || within('♪', '♪') || within('*', '*')
}

/// `[…]`, or several in a row.
fn bracketed(words: &str) -> bool {
    let mut rest = words;
    while let Some((inner, after)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        if inner.contains('[') {
            return false;
        }
        rest = after.trim_start();
    }
    rest.is_empty() && !words.is_empty()
}

/// Which labels of a caption file are speakers, from the labels that its cues begin with. A label counts when it recurs, or when most cues
/// have one.
pub struct Labels {
    accepted: BTreeMap<String, usize>,
    cues: usize,
    /// Nearly every cue begins with a label, as meeting software writes it: whatever stands before the colon is one.
    full: bool,
    /// Two cues in a row never have the same label: it is written where the speaker changes, and holds until the next.
    pub on_change: bool,
}

impl Labels {
    pub fn of<'a>(cues: impl Iterator<Item = &'a str>) -> Labels {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let (mut total, mut labelled, mut repeated, mut headed) = (0, 0, 0, 0);
        let mut heads = BTreeSet::new();
        let mut last: Option<&str> = None;
        for cue in cues {
            total += 1;
            if let Some((head, _)) = anything(cue) {
                headed += 1;
                heads.insert(head.to_string());
            }
            let label = cue_label(cue).map(|(label, _)| label);
            labelled += usize::from(label.is_some());
            repeated += usize::from(label.is_some() && label == last);
            if let Some(label) = label {
                *counts.entry(label.to_string()).or_default() += 1;
            }
            last = label;
        }
        let most = labelled * 10 >= total * 7;
        let named = |label: &str| label.split_whitespace().count() > 1 || label.chars().all(|c| !c.is_lowercase());
        let take = |label: &str, count: usize| count > 1 || is_counted(label) || (most && named(label));
        let accepted = counts.into_iter().filter(|(label, count)| take(label, *count)).collect();
        let full = headed * 20 >= total * 19 && total >= 5 && heads.len() * 2 <= total;
        Labels { accepted, cues: total, full, on_change: repeated == 0 && labelled < total }
    }

    /// The speaker of a cue and its words.
    pub fn split<'a>(&self, cue: &'a str) -> (Option<&'a str>, &'a str) {
        match cue_label(cue).or_else(|| anything(cue).filter(|_| self.full)) {
            Some((label, at)) if self.full || self.accepted.contains_key(label) => (Some(label), cue[at..].trim()),
            _ => (None, cue),
        }
    }

    /// Cues with a label among all.
    pub fn share(&self) -> f64 {
        if self.full {
            return 1.0;
        }
        self.accepted.values().sum::<usize>() as f64 / self.cues.max(1) as f64
    }
}

/// The cue begins with something that may be a label that was not taken for one.
pub fn is_doubtful(cue: &str) -> bool {
    anything(cue).is_some_and(|(label, _)| label.split_whitespace().count() <= 3)
}

/// Up to sixty characters before the first colon and a space.
fn anything(cue: &str) -> Option<(&str, usize)> {
    let (label, _) = cue.split_once(": ")?;
    (label.chars().count() <= 60 && !label.trim().is_empty() && !label.contains('\n'))
        .then_some((label.trim(), label.len() + 2))
}

/// `Ana: words`, `[SPEAKER_00]: words`, `>> ANA: words`, `(speaker 1) words`, `(Ana Lee)` on a line of its own before the words.
fn cue_label(cue: &str) -> Option<(&str, usize)> {
    let skipped = cue.len() - cue.trim_start_matches(['>', ' ', '-']).len();
    let words = &cue[skipped..];
    if let Some(open) = words.chars().next().filter(|c| matches!(c, '[' | '(')) {
        let close = words.find(if open == '[' { ']' } else { ')' })?;
        let (label, rest) = (words[1..close].trim(), &words[close + 1..]);
        let marked = rest.starts_with(':') || is_counted(label) || (rest.starts_with('\n') && open == '(');
        let at = close + 1 + (rest.len() - rest.trim_start_matches([':', ' ', '\n']).len());
        return (marked && is_label(label)).then_some((label, skipped + at));
    }
    split(words).map(|(label, at)| (label, skipped + at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_labels() {
        for line in [
            "Ana Lee: Hello",
            "Speaker 1: Hello",
            "SPEAKER_00: Hello",
            "Ana de la Cruz (Globex): Hello",
            "MR. CHEW: Hello",
            "Dr. O’Neil-Smith: Hello",
            "Hon. Ana Lee (Place, CPC): Hello",
            "李明：你好",
        ] {
            assert!(split(line).is_some(), "{line}");
        }
    }

    #[test]
    fn headings_times_and_addresses_are_not() {
        for line in [
            "Note: bring a pen",
            "10:30 Meeting: budget",
            "https://example.com/a",
            "Mr. Chairman, I have one thing: money",
            "What we know so far: nothing",
            "The point is this: money",
            "Yes. Ana: hello",
            "12:30: lunch",
            "Ana:hello",
            "Is it true?: yes",
        ] {
            assert_eq!(split(line), None, "{line}");
        }
    }

    #[test]
    fn marks_are_no_speech() {
        for words in ["[laughter]", "(upbeat music)", "♪ la la ♪", "...", "[inaudible 00:01:20]."] {
            assert!(is_event(words), "{words}");
        }
        assert!(!is_event("[laughter] no, really [coughs]"));
        assert!(!is_event("Yes"));
    }

    #[test]
    fn a_label_in_captions_recurs_or_is_on_most_cues() {
        let cues =
            ["Ana: one", "two", "Money: three", "Bo: four", "Ana: five", "six", "seven", "Bo: eight", "nine", "ten"];
        let labels = Labels::of(cues.into_iter());
        assert_eq!(labels.split(cues[0]), (Some("Ana"), "one"));
        assert_eq!(labels.split(cues[2]), (None, "Money: three"));
        assert!(labels.on_change);
    }
}
