//! Hearings and the Congressional Record as the government printer sets them: a name and a full stop open a turn ("Ms. Quill. Thank you."),
//! indents tell paragraphs from wrapped lines and from what was inserted into the record.

use super::build::{self, Builder};
use super::lines::{self, Line};
use super::{Format, Input, Likelihood, date, label, markup};
use crate::model::{Document, DocumentKind, Result, Span, Time, TimeBasis, Turn, TurnRole};
use regex::Regex;
use std::sync::LazyLock;

pub const FORMAT: Format = Format {
    name: "hearing",
    extensions: &["txt", "htm", "html"],
    about: "congressional hearings and the Congressional Record, as text or as a page of the government printer",
    sniff,
    read,
};

const MARKS: &[&str] =
    &["[Congressional Record", "[House Hearing", "[Senate Hearing", "[Joint Hearing", "[House, Senate Hearing"];

fn sniff(input: &Input) -> Likelihood {
    let head: String = input.text().chars().take(4000).collect();
    let marked = MARKS.iter().any(|mark| head.contains(mark));
    let turns =
        || lines::of(input.text()).any(|line| turn_head(line.text, false).is_some() || line.text.contains("<pre"));
    if marked && turns() || is_exchange(input.text()) { Likelihood::Certain } else { Likelihood::Never }
}

/// Without indents: "Mr. Lott. …" again and again at the left edge, by few speakers in turn.
fn is_exchange(text: &str) -> bool {
    let heads: Vec<String> =
        lines::of(text).filter_map(|line| turn_head(line.text, true)).map(|(name, _)| name).collect();
    let speakers: std::collections::BTreeSet<&String> = heads.iter().collect();
    let paragraphs = lines::of(text).filter(|line| !line.text.trim().is_empty()).count();
    heads.len() >= 4 && speakers.len() * 2 <= heads.len() && heads.len() * 5 >= paragraphs
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let source = input.text();
    let page = source.trim_start().starts_with('<').then(|| plain(source));
    let text = page.as_deref().unwrap_or(source);
    let indented = lines::of(text).any(|line| turn_head(line.text, false).is_some());
    let mut reading = Reading { flush: !indented, ..Reading::default() };
    for line in lines::of(text) {
        reading.line(line);
    }
    reading.close();
    let mut document = match page {
        Some(_) => built(&reading.paragraphs),
        None => pointed(source, &reading.paragraphs),
    };
    document.kind = if text.contains(MARKS[0]) { DocumentKind::Transcript } else { DocumentKind::Testimony };
    header(text, &mut document);
    Ok(vec![document])
}

/// The lines of a page, each on its line of the source, without tags and the head.
fn plain(source: &str) -> String {
    let from = source.find("<pre").unwrap_or(0);
    let breaks = "\n".repeat(source[..from].matches('\n').count());
    breaks + &markup::decode(&markup::without_tags(&source[from..].replace("<bullet>", " ")))
}

/// A stretch of lines that belong together.
struct Paragraph<'a> {
    role: TurnRole,
    speaker: Option<String>,
    time: Option<Time>,
    lines: Vec<Line<'a>>,
    /// Where in the first line the words begin, after the speaker's name.
    from: usize,
}

#[derive(Default)]
struct Reading<'a> {
    paragraphs: Vec<Paragraph<'a>>,
    open: Vec<Line<'a>>,
    from: usize,
    speaker: Option<String>,
    time: Option<Time>,
    /// Speech has begun; before it all is front matter.
    begun: bool,
    /// Turns begin at the left edge.
    flush: bool,
}

impl<'a> Reading<'a> {
    fn line(&mut self, line: Line<'a>) {
        let words = line.text.trim();
        if words.is_empty() || words.starts_with("[[Page") {
            return self.close();
        }
        if let Some(clock) = wall_clock(words) {
            self.close();
            self.time = Some(clock);
        } else if words.chars().all(|c| c == '_' || c == '-') {
            self.close();
            self.speaker = None;
        } else if let Some((name, at)) = turn_head(line.text, self.flush) {
            self.close();
            self.begun = true;
            self.speaker = Some(name);
            self.from = at;
            self.open.push(line);
        } else {
            let deeper = (words.starts_with(['[', '(']) && label::is_event(words))
                || self.open.last().is_some_and(|last| {
                    (2..=4).contains(&indent(line.text))
                        || indent(line.text) >= indent(last.text) + 2
                        || label::is_event(last.text)
                });
            if deeper {
                self.close();
            }
            self.open.push(line);
        }
    }

    fn close(&mut self) {
        let lines = std::mem::take(&mut self.open);
        let from = std::mem::take(&mut self.from);
        let Some(first) = lines.first() else { return };
        let spoken = from > 0 || indent(first.text) < 5 || !self.begun;
        let words = first.text[from..].trim();
        let role = if from == 0 && (label::is_event(words) || is_recorder(words)) {
            TurnRole::Note
        } else if from == 0 && is_title(&lines) {
            TurnRole::Heading
        } else if !self.begun || !spoken || self.speaker.is_none() {
            TurnRole::Paragraph
        } else {
            TurnRole::Speech
        };
        if role == TurnRole::Note
            && (words.contains("follows:") || words.contains("no objection") || words.contains("adjourned"))
        {
            self.speaker = None;
        }
        if role == TurnRole::Heading && words.starts_with("STATEMENT OF") {
            self.speaker = None;
        }
        let speaker = self.speaker.clone().filter(|_| role == TurnRole::Speech);
        let time = self.time.filter(|_| self.begun);
        self.paragraphs.push(Paragraph { role, speaker, time, lines, from });
    }
}

/// `  Mr. LOTT. Mr. President` gives "Mr. LOTT" and where the words begin.
fn turn_head(line: &str, flush: bool) -> Option<(String, usize)> {
    static INDENTED: LazyLock<Regex> = LazyLock::new(|| pattern(r"[ \t]{2,8}"));
    static FLUSH: LazyLock<Regex> = LazyLock::new(|| pattern(r""));
    const ADDRESSED: &[&str] = &[
        "Chairman",
        "Chairwoman",
        "Chair",
        "President",
        "Speaker",
        "Secretary",
        "Leader",
        "Clerk",
        "Vice",
        "Director",
    ];
    let found = if flush { FLUSH.captures(line) } else { INDENTED.captures(line) }?;
    let name = found.get(1).expect("the pattern has a group").as_str();
    let addressed = name.starts_with("M") && name.split(' ').nth(1).is_some_and(|word| ADDRESSED.contains(&word));
    let at = found.get(0).expect("the whole match").end() - 1;
    let at = (0..=at).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0);
    (!addressed && !name.ends_with(" St")).then(|| (name.to_string(), at))
}

/// Title and name, or an office, with a stop, after an indent.
fn pattern(indent: &str) -> Regex {
    let title = "Mr|Mrs|Ms|Miss|Mx|Dr|Hon|Senator|Representative|Congressman|Congresswoman|Delegate|Chairman|Chairwoman|Chairperson|Chair|\
                     Vice Chairman|Vice Chair|General|Admiral|Colonel|Captain|Major|Lieutenant|Sergeant|Secretary|Judge|Justice|Ambassador|\
                     Governor|Mayor|Commissioner|Director|Administrator|Professor|Sheriff|Chief|Inspector|Reverend|Rabbi|Father|Sister";
    let name = r"(?:St\. )?\p{Lu}[\p{L}'’\-]+";
    let state = r"(?: of (?:the )?\p{Lu}[\p{L}]+(?: \p{Lu}[\p{L}]+)?)?";
    let office = r"The (?:Acting |ACTING |Vice |VICE |Temporary )?(?:PRESIDING OFFICER|PRESIDENT|SPEAKER|CHAIRMAN|CHAIRWOMAN|CHAIR|CLERK|Chairman|Chairwoman|Chair|Clerk|Speaker|Presiding Officer|Reporter|Witness)(?: pro tempore)?(?: \([^)]{2,60}\))?";
    let pattern = format!(r"^{indent}((?:{title})\.? {name}(?: {name}){{0,2}}{state}|{office})\.\s+\S");
    Regex::new(&pattern).expect("a pattern of ours")
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// `{time}  1117`: the House's clock, hours and minutes.
fn wall_clock(words: &str) -> Option<Time> {
    let digits = words.strip_prefix("{time}")?.trim();
    let (hours, minutes) = digits.split_at_checked(2)?;
    let (hours, minutes): (f64, f64) = (hours.parse().ok()?, minutes.parse().ok()?);
    Some(Time { start: hours * 3600.0 + minutes * 60.0, end: None, basis: TimeBasis::WallClock })
}

/// What the recorder puts between speeches.
fn is_recorder(words: &str) -> bool {
    const STARTS: &[&str] = &[
        "There being no objection",
        "[The prepared statement",
        "[The statement",
        "[The following",
        "[The information",
        "[Whereupon",
        "[GRAPHIC",
        "The bill clerk",
        "The legislative clerk",
        "The assistant legislative clerk",
        "The text of",
        "[Roll",
        "[Applause",
        "(Laughter",
        "The result was",
    ];
    STARTS.iter().any(|start| words.starts_with(start))
}

/// Centred, or in capitals, and without the end of a sentence.
fn is_title(lines: &[Line]) -> bool {
    let open = lines.last().is_some_and(|line| !line.text.trim_end().ends_with(['.', ',', ';', ':', '?']));
    let capitals = lines.iter().all(|line| !line.text.chars().any(char::is_lowercase));
    (lines.iter().all(|line| indent(line.text) >= 8) && open && lines.len() <= 6) || (capitals && lines.len() <= 6)
}

/// Paragraphs as new text: lines joined, a paragraph that a page's end cut in two continued.
fn built(paragraphs: &[Paragraph]) -> Document {
    let mut builder = Builder::default();
    for paragraph in paragraphs {
        let joined: Vec<&str> = paragraph
            .lines
            .iter()
            .enumerate()
            .map(|(at, line)| if at == 0 { &line.text[paragraph.from..] } else { line.text })
            .collect();
        let words = markup::one_line(&joined.join(" "));
        let continues = paragraph.role == TurnRole::Speech
            && paragraph.from == 0
            && builder
                .last()
                .is_some_and(|(last, turn)| turn.speaker == paragraph.speaker && !build::ends_sentence(last))
            && !words.starts_with(char::is_uppercase);
        if let Some(turn) = builder.push(paragraph.role, &words, paragraph.lines[0].number) {
            turn.speaker.clone_from(&paragraph.speaker);
            turn.time = paragraph.time;
            turn.continues = continues;
        }
    }
    builder.finish(DocumentKind::Testimony)
}

/// Paragraphs as stretches of the file.
fn pointed(source: &str, paragraphs: &[Paragraph]) -> Document {
    let mut turns = Vec::new();
    for paragraph in paragraphs {
        let (first, last) = (paragraph.lines[0], paragraph.lines[paragraph.lines.len() - 1]);
        let span = Span::new(first.start + paragraph.from, last.end()).trim(source);
        let (speaker, time) = (paragraph.speaker.clone(), paragraph.time);
        turns.push(Turn { span, role: paragraph.role, speaker, time, line: first.number, cue: None, continues: false });
    }
    build::document(DocumentKind::Testimony, source.to_string(), turns)
}

/// The date of the first lines that have one, the title in capitals, the body.
fn header(text: &str, document: &mut Document) {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(60).collect();
    let dated = lines.iter().filter(|line| line.len() < 120).find_map(|line| date::iso(line));
    build::publish(document, dated, "header");
    let record = lines.iter().any(|line| line.starts_with(MARKS[0]));
    if record {
        document.source = Some("Congressional Record".to_string());
    }
    let is_capital = |line: &str| {
        line.chars().any(char::is_alphabetic) && !line.chars().any(char::is_lowercase) && !line.starts_with('[')
    };
    let mut title: Vec<&str> = Vec::new();
    for line in lines {
        let ends =
            ["HEARING", "HEARINGS", "FIELD HEARING", "JOINT HEARING"].contains(&line) || date::iso(line).is_some();
        if is_capital(line) && !ends {
            title.push(line);
        } else if !title.is_empty() {
            break;
        }
    }
    document.title = Some(title.join(" ")).filter(|title| !title.is_empty());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Limits;

    fn document(text: &str) -> Document {
        let limits = Limits::default();
        let input = Input::new("a.txt", text.as_bytes(), &limits);
        assert_eq!(sniff(&input), Likelihood::Certain);
        read(&input).expect("a hearing").remove(0)
    }

    fn speech(document: &Document) -> Vec<(&str, &str)> {
        let turns = document.turns.iter().filter(|turn| turn.role == TurnRole::Speech);
        turns.map(|turn| (turn.speaker.as_deref().unwrap_or_default(), turn.span.of(&document.text))).collect()
    }

    #[test]
    fn a_hearing_in_text_points_into_the_file() {
        let text = "[Senate Hearing 118-0]\n\n      PAPERS IN THE HARBOUR\n\n             HEARING\n\n          MAY 6, 2023\n\n    The committee met at 10:02 a.m., Hon.\nAna Lee presiding.\n\n    Ms. Roy. Chair Lee, I kept\nthe papers.\n    Mr. Chairman, they were wet. We dried them.\n    Senator Lee of Maine. All?\n    [Laughter.]\n    The Chairman. Order.\n";
        let document = document(text);
        assert_eq!(
            speech(&document),
            [
                ("Ms. Roy", "Chair Lee, I kept\nthe papers."),
                ("Ms. Roy", "Mr. Chairman, they were wet. We dried them."),
                ("Senator Lee of Maine", "All?"),
                ("The Chairman", "Order.")
            ]
        );
        assert_eq!(
            (document.title.as_deref(), document.published.as_deref()),
            (Some("PAPERS IN THE HARBOUR"), Some("2023-05-06"))
        );
        assert_eq!(document.kind, DocumentKind::Testimony);
    }

    #[test]
    fn a_page_of_the_record_joins_what_the_page_cut() {
        let text = "<html><head><title>x</title></head>\n<body><pre>\n[Congressional Record Volume 1, Number 8 (Tuesday, January 28, 1997)]\n[Senate]\n\n   A TITLE HERE\n\n  Mr. LEE. Mr. President, we &amp; many\n\n[[Page S710]]\n\nothers agree.\n  There being no objection, the text was printed as follows:\n\n     Inserted words.\n  The PRESIDING OFFICER (Mr. Roy). So ordered.\n</pre></body></html>\n";
        let document = document(text);
        assert_eq!(speech(&document)[0], ("Mr. LEE", "Mr. President, we & many"));
        assert_eq!(speech(&document)[1], ("Mr. LEE", "others agree."));
        assert!(document.turns.iter().any(|turn| turn.continues));
        assert_eq!(speech(&document)[2], ("The PRESIDING OFFICER (Mr. Roy)", "So ordered."));
        assert_eq!(document.turns.iter().find(|turn| turn.speaker.is_some()).expect("a turn").line, 8);
    }
}
