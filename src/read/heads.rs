//! The heads under which text transcripts put their speakers: who, when, and where the words begin.

use super::{clock, label};
use regex::Regex;
use std::sync::LazyLock;

/// The start of a turn, as one line tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct Head<'a> {
    /// Which row of the table of shapes, or one of the constants after it.
    pub shape: usize,
    pub name: Option<&'a str>,
    pub time: Option<f64>,
    pub end: Option<f64>,
    /// The time is one of day.
    pub of_day: bool,
    /// Byte offset in the line of the first word.
    pub words: usize,
}

/// `n` a name, `t` a time, `e` an end, `w` the words. The first that fits a line is tried no further.
const SHAPES: &[&str] = &[
    // [00:01:02] Ana: Hi
    r"^[\[(<](?<t>T)[\])>]\s*(?<n>[^:\[\]]{1,60}?)\s*:\s*(?<w>.*)$",
    // 00:01:02 Ana: Hi
    r"^(?<t>T)\s+(?:-\s+)?(?<n>[^:]{1,60}?):\s+(?<w>.*)$",
    // Ana (00:02): Hi
    r"^(?<n>[^()\[\]:]{1,60}?)\s*[(\[](?<t>T)[)\]]\s*:?\s*(?<w>.*)$",
    // Ana: (00:02) Hi
    r"^(?<n>[^:]{1,60}?)\s*:\s*[(\[](?<t>T)[)\]]\s*(?<w>.*)$",
    // Ana Lee  0:34
    r"^(?<n>[^:]{1,60}?)[\s|]+(?<t>T)\s*$",
    // 0:00 - Ana Lee (Globex)
    r"^[@\[]?(?<t>T)\]?\s+[-–]\s+(?<n>[^:]{1,60}?)\s*$",
    // 00:00:05<tab>Ana Lee<tab>Hi
    r"^(?<t>T)\t(?<n>[^\t:]{1,60})\t(?<w>.*)$",
    // Ana Lee 00:05: Hi
    r"^(?<n>[^:]{1,60}?)\s+(?<t>T)\s*:\s*(?<w>.*)$",
    // S1 00:05<tab>Hi
    r"^(?<n>[^:\t]{1,60}?)\s+(?<t>T)\t\s*(?<w>.+)$",
    // Ana Lee, 10:02 AM
    r"^(?<n>[^:,]{1,60}?),?\s+(?<t>T)\s*(?<h>[AaPp]\.?[Mm]\.?)\s*$",
    // [Speaker 1]: Hi
    r"^[\[(](?<n>[^\])]{1,60})[\])]\s*:\s*(?<w>.*)$",
    // [Ana Lee] 14:03:07
    r"^\[(?<n>[^\]]{1,60})\]\s+(?<t>T)\s*(?<w>)$",
    // 0:11 : Ana Lee : Hi
    r"^(?<t>T)\s*:\s*(?<n>[^:]{1,60}?)\s*:\s*(?<w>.*)$",
    // **Ana** [0:34] Hi; **Ana Lee** (Quay) (Ind): Hi
    r"^(?:[-*]\s+)?(?:\*\*|__)(?<n>[^*_]{1,60}?)\s*:?\s*(?:\*\*|__)(?:(?:\s*\(\p{L}[^()]{0,60}\)){1,2}:|:)?\s*(?:[(\[](?<t>T)[)\]]|(?<t2>T)\s*$)?:?\s*(?<w>.*)$",
    // [0:34] **Ana**: Hi
    r"^[\[(]?(?<t>T)[\])]?\s*(?:\*\*|__)(?<n>[^*_]{1,60}?)\s*:?\s*(?:\*\*|__):?\s*(?<w>.*)$",
    // [01:14.500 --> 01:15.500]  words
    r"^\[(?<t>T)\s*-{1,2}>\s*(?<e>T)\]\s*(?:\[(?<n>SPEAKER_\d+)\]:?)?\s*(?<w>.*)$",
];

/// `Ana: words`.
pub const NAMED: usize = SHAPES.len();
/// `Q. words`
pub const QUESTION: usize = SHAPES.len() + 1;
/// `00:01:02`, alone on its line or before words.
pub const TIMED: usize = SHAPES.len() + 2;

/// `ana: words`, `<ana> words`, with or without a time: what only a file full of them makes a head.
pub const LOOSE: usize = SHAPES.len() + 3;

/// The head of a line, if it has one.
pub fn of(line: &str) -> Option<Head<'_>> {
    let indent = line.len() - line.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').len();
    let front = cut(&line[indent..], 160);
    let mut head = timed_name(front)
        .or_else(|| named(front))
        .or_else(|| question(front))
        .or_else(|| loose(front))
        .or_else(|| timed(front))?;
    head.words += indent;
    Some(head)
}

fn patterns() -> &'static [Regex] {
    static PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
        let time = r"\d{1,3}[:：]\d{2}(?:[:：]\d{2})?(?:[.,]\d{1,3})?";
        SHAPES.iter().map(|shape| Regex::new(&shape.replace('T', time)).expect("a pattern of ours")).collect()
    });
    &PATTERNS
}

fn timed_name(line: &str) -> Option<Head<'_>> {
    if !line.contains([':', '：', '*', '_']) {
        return None;
    }
    patterns().iter().enumerate().find_map(|(shape, pattern)| {
        let found = pattern.captures(line)?;
        let name = found.name("n").map(|name| name.as_str().trim().trim_matches('*'));
        if name.is_some_and(|name| !label::is_label(name)) {
            return None;
        }
        let time = found.name("t").or_else(|| found.name("t2")).map(|time| clock::stamp(time.as_str()));
        let words = found.name("w").map_or(line.len(), |words| words.start());
        let end = found.name("e").and_then(|end| clock::stamp(end.as_str()));
        let half = found.name("h").map(|half| half.as_str().to_lowercase());
        match time {
            Some(None) => None,
            time => {
                let time = time.flatten().map(|time| half.as_ref().map_or(time, |half| of_day(time, half)));
                Some(Head { shape, name, time, end, of_day: half.is_some(), words })
            }
        }
    })
}

/// `10:02` before or after noon, read as minutes and seconds, as seconds of the day.
fn of_day(time: f64, half: &str) -> f64 {
    let seconds = if time < 3600.0 { time * 60.0 } else { time };
    match half.contains('p') {
        true if seconds < 43_200.0 => seconds + 43_200.0,
        false if seconds >= 43_200.0 => seconds - 43_200.0,
        _ => seconds,
    }
}

fn loose(line: &str) -> Option<Head<'_>> {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        let time = r"(?:[\[(]?(?<t>\d{1,2}:\d{2}(?::\d{2})?)[\])]?\s+)?";
        let name = r"[\p{L}][\p{L}\d_.\-]{0,30}(?: [\p{L}\d_.\-]{1,20})?";
        Regex::new(&format!(r"^{time}(?:<(?<a>[^<>\s]{{1,30}})>|(?<b>{name}):)\s+(?<w>.*)$"))
            .expect("a pattern of ours")
    });
    let found = PATTERN.captures(line)?;
    let name = found.name("a").or(found.name("b"))?.as_str();
    let time = found.name("t").and_then(|time| clock::stamp(time.as_str()));
    Some(Head { shape: LOOSE, name: Some(name), time, end: None, of_day: false, words: found.name("w")?.start() })
}

fn named(line: &str) -> Option<Head<'_>> {
    let bullet =
        line.len() - line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")).unwrap_or(line).trim_start().len();
    let arrows = bullet + (line[bullet..].len() - line[bullet..].trim_start_matches(['>', ' ']).len());
    let (name, words) = label::split(&line[arrows..])?;
    Some(Head { shape: NAMED, name: Some(name), time: None, end: None, of_day: false, words: arrows + words })
}

fn question(line: &str) -> Option<Head<'_>> {
    let rest = line.strip_prefix(['Q', 'A'])?;
    let bare = rest.trim_start_matches(['.', ':']);
    let words = bare.trim_start();
    let spaced =
        bare.len() > words.len() && (rest.len() > bare.len() || bare.starts_with("  ") || bare.starts_with('\t'));
    let words = line.len() - words.len();
    spaced.then_some(Head { shape: QUESTION, name: Some(&line[..1]), time: None, end: None, of_day: false, words })
}

fn timed(line: &str) -> Option<Head<'_>> {
    let bare = line.trim_start_matches(['[', '(', '#', ' ', '@']);
    let length = bare.find(|c: char| !(c.is_ascii_digit() || ":：.,".contains(c))).unwrap_or(bare.len());
    let time = clock::stamp(&bare[..length])?;
    let rest = bare[length..].trim_start_matches([']', ')', '-', ' ', '\t', '\u{a0}']);
    let second = rest.strip_prefix('>').map(str::trim).filter(|_| bare[length..].contains("->"));
    let end = second.and_then(clock::stamp);
    let rest = if end.is_some() { "" } else { rest };
    let clock_words = ["am", "pm", "a.m", "p.m", "AM", "PM", "GMT", "ET", "EST", "EDT", "CET", "UTC"];
    let of_day = clock_words.iter().any(|word| rest.starts_with(word));
    (!of_day).then_some(Head {
        shape: TIMED,
        name: None,
        time: Some(time),
        end,
        of_day: false,
        words: line.len() - rest.len(),
    })
}

/// At most so many characters.
fn cut(line: &str, length: usize) -> &str {
    line.char_indices().nth(length).map_or(line, |(at, _)| &line[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_shape_gives_name_time_and_words() {
        for (line, name, time, words) in [
            ("[00:01:02] Ana: Hi", Some("Ana"), Some(62.0), "Hi"),
            ("00:01:02 Ana Lee: Hi", Some("Ana Lee"), Some(62.0), "Hi"),
            ("Ana (00:02): Hi", Some("Ana"), Some(2.0), "Hi"),
            ("Speaker 1 (00:05):", Some("Speaker 1"), Some(5.0), ""),
            ("Rep. Lee: (01:00)", Some("Rep. Lee"), Some(60.0), ""),
            ("Ana Lee  1:02:03  ", Some("Ana Lee"), Some(3723.0), ""),
            ("0:00 - Ana Lee (Globex)", Some("Ana Lee (Globex)"), Some(0.0), ""),
            ("[Ana Lee] 14:03:07", Some("Ana Lee"), Some(50587.0), ""),
            ("[00:00:01.5] - Ana Lee", Some("Ana Lee"), Some(1.5), ""),
            ("S1 00:05\tHi", Some("S1"), Some(5.0), "Hi"),
            ("**Ana Lee** (Quay) (Ind): Hi", Some("Ana Lee"), None, "Hi"),
            ("**Ana Lee** (0:34): Hi", Some("Ana Lee"), Some(34.0), "Hi"),
            ("0:11 : Ana Lee : text", Some("Ana Lee"), Some(11.0), "text"),
            ("**Ana** [0:34] text", Some("Ana"), Some(34.0), "text"),
            ("**Ana Lee:** text", Some("Ana Lee"), None, "text"),
            ("- Ana: text", Some("Ana"), None, "text"),
            ("Ana Lee 00:05: text", Some("Ana Lee"), Some(5.0), "text"),
            ("Ana Lee, 10:02 PM", Some("Ana Lee"), Some(79320.0), ""),
            ("[Speaker 1]: text", Some("Speaker 1"), None, "text"),
            ("10:02 <ana> text", Some("ana"), Some(602.0), "text"),
            (">> ANA LEE: text", Some("ANA LEE"), None, "text"),
            ("Q.  Did you?", Some("Q"), None, "Did you?"),
            ("[01:14.500 --> 01:15.500]  Text", None, Some(74.5), "Text"),
            ("00:01:53", None, Some(113.0), ""),
            ("[00:00:12] text here", None, Some(12.0), "text here"),
        ] {
            let head = of(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((head.name, head.time, line[head.words..].trim()), (name, time, words), "{line}");
        }
    }

    #[test]
    fn lines_of_prose_have_none() {
        for line in [
            "Note: this is short",
            "10:30 a.m. we met",
            "https://example.com: a site",
            "The meeting ended at 10:30",
            "A day later she left.",
            "Quite so.",
            "**This is important** and bold",
            "What she said was this: nothing.",
        ] {
            let head = of(line).filter(|head| head.shape != LOOSE);
            assert!(head.is_none(), "{line}: {head:?}");
        }
    }
}
