//! Chats as text: the five shapes of Zoom, WhatsApp's two. The text is the file, byte for byte; a turn is a message.

use super::lines;
use super::{Format, Input, Likelihood, build, clock};
use crate::model::{Document, DocumentKind, Result, Span, Time, TimeBasis, Turn, TurnRole};
use regex::Regex;
use std::sync::LazyLock;

pub const FORMAT: Format =
    Format { name: "chat", extensions: &["txt"], about: "chats of Zoom and WhatsApp", sniff, read };

/// Named groups: `d` a date, `t` a time, `n` a name, `w` the words.
const SHAPES: &[(&str, TimeBasis)] = &[
    // Zoom's cloud: 00:05:11<tab>Ana Lee:<tab>text
    (r"^(?<t>\d\d:\d\d:\d\d)\t ?(?<n>[^\t]{1,80}?):\t(?<w>.*)$", TimeBasis::Recording),
    // Zoom's client: 14:03:07 From Ana Lee to Everyone : text
    (
        r"^(?:(?<d>\d{4}-\d\d-\d\d) )?(?<t>\d\d:\d\d:\d\d)\t?\s*From\s+(?<n>.{1,80}?)(?:\s+[tT]o\s+[^:]{1,80}?)?\s*:\s*(?<w>.*)$",
        TimeBasis::WallClock,
    ),
    // WhatsApp on iOS: [12.03.26, 10:04:40] Ana: text
    (
        r"^\x{200e}?\[(?<d>\d{1,4}[./-]\d{1,2}[./-]\d{1,4}),? (?<t>\d{1,2}:\d\d(?::\d\d)?)(?<h>[ \x{202f}][AaPp]\.?[Mm]\.?)?\] (?<n>[^:]{1,80}): (?<w>.*)$",
        TimeBasis::WallClock,
    ),
    // WhatsApp on Android: 12/03/2026, 10:04 - Ana: text
    (
        r"^(?<d>\d{1,4}[./-]\d{1,2}[./-]\d{1,4}),? (?<t>\d{1,2}:\d\d(?::\d\d)?)(?<h>[ \x{202f}][AaPp]\.?[Mm]\.?)? - (?<n>[^:]{1,80}): (?<w>.*)$",
        TimeBasis::WallClock,
    ),
];

fn patterns() -> &'static [(Regex, TimeBasis)] {
    static PATTERNS: LazyLock<Vec<(Regex, TimeBasis)>> = LazyLock::new(|| {
        SHAPES.iter().map(|(shape, basis)| (Regex::new(shape).expect("a pattern of ours"), *basis)).collect()
    });
    &PATTERNS
}

/// The shape of the first lines that have one.
fn shape(text: &str) -> Option<&'static (Regex, TimeBasis)> {
    let lines: Vec<&str> = lines::of(text).take(60).map(|line| line.text.trim_start_matches('\u{feff}')).collect();
    patterns()
        .iter()
        .find(|(pattern, _)| lines.iter().filter(|line| pattern.is_match(line)).count() * 4 >= lines.len().max(1))
}

fn sniff(input: &Input) -> Likelihood {
    if shape(input.text()).is_some() { Likelihood::Certain } else { Likelihood::Never }
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let text = input.text();
    let (pattern, basis) =
        shape(text).ok_or_else(|| input.trouble("has no lines like `14:03:07 From Ana to Everyone : words`"))?;
    let mut turns: Vec<Turn> = Vec::new();
    // The first turn of each day, and the day as written.
    let mut days: Vec<(usize, &str)> = Vec::new();
    for line in lines::of(text) {
        let bare = line.text.trim_start_matches('\u{feff}');
        let shift = line.start + line.text.len() - bare.len();
        let found = pattern.captures(bare);
        if let Some(day) = found.as_ref().and_then(|found| found.name("d")).map(|day| day.as_str())
            && days.last().is_none_or(|(_, last)| *last != day)
        {
            days.push((turns.len(), day));
        }
        if let Some(found) = found {
            turns.push(message(&found, shift, line.number, *basis));
        } else if SYSTEM.is_match(bare) {
            let span = Span::new(shift, line.end());
            let (speaker, time, cue) = (None, None, None);
            turns.push(Turn { span, role: TurnRole::Note, speaker, time, line: line.number, cue, continues: false });
        } else if let Some(turn) = turns.last_mut().filter(|turn| turn.role == TurnRole::Speech && !line.is_blank()) {
            turn.span.end = line.end();
        }
    }
    for turn in &mut turns {
        turn.span = turn.span.trim(text);
        if is_reaction(turn.span.of(text)) {
            turn.role = TurnRole::Note;
        }
    }
    Ok(documents(text, turns, &days))
}

/// What the software tells on a line of its own: `12/03/2026, 10:04 - Ana added Bo`.
static SYSTEM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\x{200e}?\[?\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}:\d\d(?::\d\d)?(?:[ \x{202f}][AaPp]\.?[Mm]\.?)?(?:\]| -) ")
        .expect("a pattern of ours")
});

fn message(found: &regex::Captures, shift: usize, line: u32, basis: TimeBasis) -> Turn {
    let seconds = if found["t"].matches(':').count() == 1 { ":00" } else { "" };
    let start = clock::stamp(&format!("{}{seconds}", &found["t"])).map(|start| start + afternoon(found, start));
    let words = found.name("w").expect("every shape has words");
    Turn {
        span: Span::new(shift + words.start(), shift + words.end()),
        role: TurnRole::Speech,
        speaker: Some(found["n"].trim().to_string()),
        time: start.map(|start| Time { start, end: None, basis }),
        line,
        cue: None,
        continues: false,
    }
}

/// A document for each day, as a stretch of the file; one where the chat writes no days.
fn documents(text: &str, turns: Vec<Turn>, days: &[(usize, &str)]) -> Vec<Document> {
    let dates = super::days::resolve(&days.iter().map(|(_, day)| *day).collect::<Vec<_>>());
    let line_of = |turn: &Turn| text[..turn.span.start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let mut cuts: Vec<(usize, Option<String>)> = days.iter().map(|(turn, _)| *turn).zip(dates).collect();
    match cuts.first_mut() {
        Some(first) => first.0 = 0,
        None => cuts.push((0, None)),
    }
    let mut documents = Vec::new();
    for (at, (from, date)) in cuts.iter().enumerate() {
        let to = cuts.get(at + 1).map_or(turns.len(), |(next, _)| *next);
        let start = if at == 0 { 0 } else { turns.get(*from).map_or(text.len(), line_of) };
        let end = turns.get(to).map_or(text.len(), line_of);
        let own = turns[*from..to]
            .iter()
            .filter(|turn| !turn.span.is_empty())
            .map(|turn| Turn { span: Span::new(turn.span.start - start, turn.span.end - start), ..turn.clone() });
        let mut document = build::document(DocumentKind::Transcript, text[start..end].to_string(), own.collect());
        build::publish(&mut document, date.clone(), "header");
        documents.push(document);
    }
    documents
}

/// Twelve hours more for the afternoon of a clock of twelve hours, twelve less for its midnight.
fn afternoon(found: &regex::Captures, start: f64) -> f64 {
    let half = found.name("h").map(|half| half.as_str().to_lowercase());
    match half {
        Some(half) if half.contains('p') && start < 43_200.0 => 43_200.0,
        Some(half) if half.contains('a') && start >= 43_200.0 => -43_200.0,
        _ => 0.0,
    }
}

/// What the software says of a message, not what a person says.
fn is_reaction(words: &str) -> bool {
    const STARTS: &[&str] =
        &["Reacted to \"", "Removed a ", "<Media omitted>", "\u{200e}image omitted", "\u{200e}video omitted"];
    STARTS.iter().any(|start| words.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Limits, Sidecar};

    fn shown(text: &str) -> Vec<(TurnRole, Option<String>, f64, String)> {
        let document = crate::read::read("chat.txt", text.as_bytes(), &Sidecar::default(), None, &Limits::default())
            .expect(text)
            .remove(0);
        assert_eq!(document.format, "chat");
        let turns = document.turns.iter();
        turns
            .map(|turn| {
                (
                    turn.role,
                    turn.speaker.clone(),
                    turn.time.expect("a time").start,
                    turn.span.of(&document.text).to_string(),
                )
            })
            .collect()
    }

    #[test]
    fn shapes_of_zoom() {
        let ana = || Some("Ana Lee".to_string());
        let cloud = "00:05:11\tAna Lee:\tall\ngone\r\n00:05:12\tBo: x:\tReacted to \"all\" with 👍\r\n";
        let found = shown(cloud);
        assert_eq!(found[0], (TurnRole::Speech, ana(), 311.0, "all\ngone".into()));
        assert_eq!(found[1].0, TurnRole::Note);
        for text in [
            "14:03:07 From  Ana Lee  to  Everyone : all gone\n",
            "14:03:07 From Ana Lee To Everyone:\n\tall gone\n",
            "2023-09-11 14:03:07 From Ana Lee To Everyone:\n\tall gone\n",
            "14:03:07\t From  Ana Lee : all gone\n",
        ] {
            assert_eq!(shown(text), [(TurnRole::Speech, ana(), 50587.0, "all gone".into())], "{text}");
        }
    }

    #[test]
    fn shapes_of_whatsapp() {
        for text in ["[12.03.26, 10:04:40] Ana: all gone\n", "12/03/2026, 10:04 PM - Ana: all gone\n"] {
            let found = shown(text);
            assert_eq!((found[0].1.as_deref(), found[0].3.as_str()), (Some("Ana"), "all gone"));
        }
        assert_eq!(shown("12/03/2026, 10:04 PM - Ana: all gone\n")[0].2, 22.0 * 3600.0 + 240.0);
    }
}
