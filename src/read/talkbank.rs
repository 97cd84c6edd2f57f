//! CHAT transcripts of TalkBank (`.cha`): `*MOT:` tiers of words; `%` tiers below them, which say something about the words, are left
//! out. The marks are those of MacWhinney, "Tools for Analyzing Talk, Part 1: The CHAT Transcription Format".

use super::build::{self, Builder, Said};
use super::{Format, Input, Likelihood, date, lines, markup};
use crate::model::{Document, DocumentKind, Result};
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

pub const FORMAT: Format =
    Format { name: "talkbank", extensions: &["cha"], about: "CHAT transcripts of TalkBank", sniff, read };

fn sniff(input: &Input) -> Likelihood {
    let begins = lines::of(input.head()).take(10).any(|line| line.text.trim_end() == "@Begin");
    if begins { Likelihood::Certain } else { Likelihood::Never }
}

/// A tier with its continuation lines.
struct Tier {
    /// `*MOT`, `%mor`, `@Date`.
    name: String,
    words: String,
    line: u32,
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let tiers = tiers(input.text());
    let names: BTreeMap<String, String> =
        tiers.iter().filter(|tier| tier.name == "@Participants").flat_map(|tier| participants(&tier.words)).collect();
    let mut builder = Builder::default();
    for tier in &tiers {
        let Some(code) = tier.name.strip_prefix('*') else { continue };
        let (words, time) = timed(&tier.words);
        let time = time.and_then(|(start, end)| build::on_recording(start, Some(end)));
        let speaker = names.get(code).cloned().unwrap_or_else(|| code.to_string());
        builder.say(Said { words: &spoken(&words), speaker: Some(speaker), time, line: tier.line, cue: None });
    }
    let mut document = builder.finish(DocumentKind::Transcript);
    if document.turns.is_empty() {
        return Err(input.trouble("has no tiers such as `*ANA:` with words"));
    }
    let header = |name: &str| tiers.iter().find(|tier| tier.name == name).map(|tier| tier.words.trim());
    document.title = header("@Situation").map(markup::one_line).filter(|title| !title.is_empty());
    document.language = header("@Languages").and_then(language);
    build::publish(&mut document, header("@Date").and_then(date::iso), "header");
    Ok(vec![document])
}

fn tiers(text: &str) -> Vec<Tier> {
    let mut tiers: Vec<Tier> = Vec::new();
    for line in lines::of(text) {
        let bare = line.text.trim_start_matches('\u{feff}');
        if bare.starts_with(['*', '%', '@']) {
            let (name, words) = bare.split_once(':').unwrap_or((bare, ""));
            tiers.push(Tier { name: name.trim().to_string(), words: words.trim().to_string(), line: line.number });
        } else if let Some(tier) = tiers.last_mut().filter(|_| bare.starts_with(['\t', ' '])) {
            tier.words.push(' ');
            tier.words.push_str(bare.trim());
        }
    }
    tiers
}

/// `CHI Eve Target_Child , MOT Sue Mother`: the name, where there is one beside the code and the role.
fn participants(list: &str) -> Vec<(String, String)> {
    let named = |entry: &str| match entry.split_whitespace().collect::<Vec<_>>()[..] {
        [code, name, _] => Some((code.to_string(), name.replace('_', " "))),
        _ => None,
    };
    list.split(',').filter_map(named).collect()
}

/// Three letters of ISO 639-3, of the languages that have many transcripts.
fn language(list: &str) -> Option<String> {
    const CODES: &[(&str, &str)] = &[
        ("eng", "en"),
        ("deu", "de"),
        ("fra", "fr"),
        ("spa", "es"),
        ("ita", "it"),
        ("por", "pt"),
        ("nld", "nl"),
        ("pol", "pl"),
        ("rus", "ru"),
        ("zho", "zh"),
        ("jpn", "ja"),
        ("kor", "ko"),
        ("ara", "ar"),
        ("dan", "da"),
        ("swe", "sv"),
    ];
    let first = list.split([',', ' ']).next()?;
    CODES.iter().find(|(long, short)| *long == first || *short == first).map(|(_, short)| short.to_string())
}

/// The words without their bullets, and the seconds from the first of these to the last: `\u{15}1200_3400\u{15}`.
fn timed(words: &str) -> (String, Option<(f64, f64)>) {
    static BULLET: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"[\x15\x{2022}](?:%snd:"[^"]*"_)?(\d{1,9})_(\d{1,9})-?[\x15\x{2022}]"#).expect("a pattern of ours")
    });
    let mut time: Option<(f64, f64)> = None;
    for found in BULLET.captures_iter(words) {
        let seconds = |group: usize| found[group].parse::<f64>().map_or(0.0, |milliseconds| milliseconds / 1000.0);
        let start = time.map_or(seconds(1), |(start, _)| start);
        time = Some((start, seconds(2)));
    }
    (BULLET.replace_all(words, " ").into_owned(), time)
}

/// What was said, without what the transcriber says about it. What was begun anew stays: it was said.
fn spoken(tier: &str) -> String {
    static CODES: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\[[^\]]*\]").expect("a pattern of ours"));
    let bare = CODES.replace_all(tier, " ");
    let mut said: Vec<String> = Vec::new();
    let mut events: Vec<String> = Vec::new();
    for mark in bare.split_whitespace() {
        let mark = mark.trim_matches(['<', '>']);
        if let Some(event) = mark.strip_prefix("&=") {
            events.push(format!("[{}]", event.replace(['_', ':'], " ")));
        } else if let Some(end) = stop(mark) {
            if let Some(last) = said.last_mut() {
                last.push_str(end);
            }
        } else {
            let word = word(mark);
            if matches!(&*word, "." | "," | "?" | "!" | ";" | ":") && !said.is_empty() {
                said.last_mut().expect("a word").push_str(&word);
            } else if !word.is_empty() {
                said.push(word);
            }
        }
    }
    if said.iter().any(|word| word.contains(char::is_alphanumeric)) { said.join(" ") } else { events.join(" ") }
}

/// How a line ends that does not simply end: `+...` trails off, `+/.` is broken off.
fn stop(mark: &str) -> Option<&'static str> {
    match mark {
        "+..." => Some("..."),
        "+..?" => Some("...?"),
        "+/?" | "+//?" | "+!?" => Some("?"),
        "+/." | "+//." => Some(" --"),
        "+." | "+\"/." | "+\"." => Some("."),
        _ => None,
    }
}

/// `(be)cause`, `New_York`, `&-um`, `wor:d`, `gumma@c` as the words they stand for; nothing for pauses, links and omitted words.
fn word(mark: &str) -> String {
    let omitted = mark.strip_prefix('0').is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_alphabetic));
    let pause = mark.starts_with('(') && mark.ends_with(')') && !mark.contains(char::is_alphabetic);
    if omitted || pause || mark.starts_with('+') || matches!(mark, "‡" | "„") {
        return String::new();
    }
    let mark = ["&-", "&+", "&~", "&"].iter().find_map(|filler| mark.strip_prefix(filler)).unwrap_or(mark);
    let mark = mark.split_once('@').map_or(mark, |(word, _)| word);
    let letters: Vec<char> = mark.chars().collect();
    let between = |at: usize| at > 0 && letters[at - 1].is_alphabetic();
    let shown = letters.iter().enumerate().filter_map(|(at, letter)| match letter {
        '(' | ')' | '^' | '↑' | '↓' | '≠' | 'ˈ' | 'ˌ' | '⌈' | '⌉' | '⌊' | '⌋' => None,
        ':' if between(at) && at + 1 < letters.len() => None,
        '_' if between(at) => Some(' '),
        letter => Some(*letter),
    });
    shown.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Limits, Sidecar};

    #[test]
    fn tiers_speak_and_bullets_are_times() {
        let text = "@UTF8\n@Begin\n@Languages:\teng\n@Participants:\tANA Ana_Lee Adult , BOR Investigator\n@Date:\t15-OCT-1962\n*ANA:\t<we moved> [//] we (.) deleted (th)em in New_York ,\n\tall of it . \u{15}500_2500\u{15}\n%mor:\tpro|we v|move\n*BOR:\t&=laughs .\n*BOR:\t&-um xxx who [= the board] +/?\n@End\n";
        let document = crate::read::read("a.cha", text.as_bytes(), &Sidecar::default(), None, &Limits::default())
            .expect("chat")
            .remove(0);
        let shown: Vec<(Option<&str>, &str, u32)> = document
            .turns
            .iter()
            .map(|turn| (turn.speaker.as_deref(), turn.span.of(&document.text), turn.line))
            .collect();
        assert_eq!(
            shown,
            [
                (Some("Ana Lee"), "we moved we deleted them in New York, all of it.", 6),
                (Some("BOR"), "[laughs]", 9),
                (Some("BOR"), "um xxx who?", 10)
            ]
        );
        assert_eq!((document.published.as_deref(), document.language.as_deref()), (Some("1962-10-15"), Some("en")));
        let time = document.turns[0].time.expect("a time");
        assert_eq!((time.start, time.end), (0.5, Some(2.5)));
        assert!(document.turns[1].role == crate::model::TurnRole::Note);
    }

    #[test]
    fn words_lose_their_marks() {
        for (tier, expected) in [
            ("wor:d gumma@c 0is gone .", "word gumma gone."),
            ("I want [: will] +...", "I want..."),
            ("(1.5) (..) no ‡ yes !", "no yes!"),
            ("they said +\"/.", "they said."),
            ("0 [=! nods] .", ""),
        ] {
            assert_eq!(spoken(tier), expected, "{tier}");
        }
    }
}
