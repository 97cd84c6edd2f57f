//! Transcripts as text with speaker labels, in whichever of the many shapes. The text is the file, byte for byte.
//!
//! Each line is held against a table of shapes; the shape that explains most lines wins, if its labels are speakers: they recur,
//! they are many enough, and the file is about them.

use super::heads::{self, Head, LOOSE, NAMED, QUESTION, TIMED};
use super::lines::{self, Line};
use super::{Format, Input, Likelihood, build, clock, front, label};
use crate::lexicon::labels::is_counted;
use crate::model::{Document, DocumentKind, Result, Span, Time, TimeBasis, Turn, TurnRole};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

pub const FORMAT: Format = Format {
    name: "labelled",
    extensions: &["txt", "md", "markdown", "text"],
    about: "text with speaker labels, with or without times (Otter, Rev, Descript, Fathom, Meet, Zoom captions, interviews)",
    sniff,
    read,
};

fn sniff(input: &Input) -> Likelihood {
    let text = input.head();
    if text.is_empty() || text.starts_with('{') || (text.starts_with('<') && text.contains("</")) {
        return Likelihood::Never;
    }
    let lines: Vec<Line> = lines::of(input.text()).take(4000).collect();
    if Shape::of(&lines, spoken_from(&lines)).is_some() { Likelihood::Likely } else { Likelihood::Never }
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let text = input.text();
    let matter = front::matter(text);
    let lines: Vec<Line> = lines::of(text).collect();
    let spoken = spoken_from(&lines).max(matter.end);
    let shape = Shape::of(&lines, spoken).ok_or_else(|| {
        input
            .trouble("has no speaker labels that recur (`Name: words`, `[00:01:02] Name: words`, …)")
            .hint("try --read text")
    })?;
    let mut reading =
        Reading { text, shape, turns: Vec::new(), open: None, speaker: None, time: None, marked: 0.0, begun: false };
    let mut before = Vec::new();
    for line in lines.iter().filter(|line| line.start >= matter.end) {
        if line.start < spoken && !line.is_blank() {
            reading.apart(line, TurnRole::Note);
            before.push(line.text);
        } else if !reading.line(line) {
            before.push(line.text);
        }
    }
    reading.close();
    bound_blocks(&mut reading.turns);
    let mut document = build::document(DocumentKind::Transcript, text.to_string(), reading.turns);
    matter.apply(&mut document);
    front::header(before.into_iter(), &mut document);
    Ok(vec![document])
}

/// Where the transcript begins below notes that a machine wrote about the meeting, which nobody said.
fn spoken_from(lines: &[Line]) -> usize {
    let mark = |line: &&Line| line.text.trim_matches(|c: char| "#*_ \u{feff}".contains(c)) == "📖 Transcript";
    lines.iter().find(mark).map_or(0, |line| line.start)
}

/// What the heads of one file look like.
struct Shape {
    main: usize,
    /// The speakers; empty where the heads are times alone.
    names: BTreeSet<String>,
    wall_clock: bool,
    /// Lines that hold a name alone, right before or after a line with a time alone.
    name_lines: BTreeMap<u32, String>,
    /// They stand before their time.
    name_first: bool,
}

impl Shape {
    fn of(lines: &[Line], from: usize) -> Option<Shape> {
        let lines: Vec<&Line> = lines.iter().filter(|line| line.start >= from && !line.is_blank()).collect();
        let heads: Vec<(usize, Head)> =
            lines.iter().enumerate().filter_map(|(at, line)| Some((at, heads::of(line.text)?))).collect();
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for (_, head) in &heads {
            *counts.entry(head.shape).or_default() += 1;
        }
        let timed_alone = counts.remove(&TIMED).unwrap_or(0);
        let main = counts.iter().max_by_key(|(shape, count)| (**count, usize::MAX - **shape)).map(|(shape, _)| *shape);
        let Some(main) = main.filter(|main| counts[main] >= 2) else {
            return Shape::times_alone(&lines, timed_alone, &heads);
        };
        let names = speakers(&lines, &heads, main);
        let mine: Vec<&(usize, Head)> = heads
            .iter()
            .filter(|(_, head)| head.shape == main && head.name.is_none_or(|name| names.contains(name)))
            .collect();
        if sets_a_dialogue(&lines, &mine) {
            return None;
        }
        let first = mine.first()?.0;
        let about = (lines.len() - first) * 10 >= lines.len() * 4 && (lines.len() - first) <= mine.len() * 25;
        let timed = mine.iter().filter(|(_, head)| head.time.is_some()).count() * 2 > mine.len();
        let enough = match main {
            NAMED => {
                mine.len() >= 3
                    && names.len() >= 2
                    && (recurring(&mine) >= 2 || mine.len() * 5 >= lines.len() * 2)
                    && lines.len() - first <= mine.len() * 12
            }
            LOOSE => {
                mine.len() >= 3
                    && mine.len() * 5 >= lines.len() * 4
                    && names.len() >= 2
                    && names.len() * 3 <= mine.len() * 2
            }
            QUESTION => mine.len() >= 4 && names.len() == 2,
            _ => mine.len() >= if timed { 2 } else { 3 } && !(names.is_empty() && mine.len() < 3),
        };
        if !(about && enough) {
            return Shape::times_alone(&lines, timed_alone, &heads);
        }
        let start = mine.iter().find_map(|(_, head)| head.time).unwrap_or(0.0);
        let wall_clock = start >= 6.0 * 3600.0 || mine.iter().any(|(_, head)| head.of_day);
        Some(Shape { main, names, wall_clock, name_lines: BTreeMap::new(), name_first: false })
    }

    /// Times without names: `0:01`, words, `0:05`, words.
    fn times_alone(lines: &[&Line], count: usize, heads: &[(usize, Head)]) -> Option<Shape> {
        let times: Vec<f64> =
            heads.iter().filter(|(_, head)| head.shape == TIMED).filter_map(|(_, head)| head.time).collect();
        let rising =
            times.windows(2).filter(|pair| pair[0] <= pair[1]).count() * 10 >= times.len().saturating_sub(1) * 9;
        let most = count >= 3 && count * 4 >= lines.len() && rising;
        let (name_lines, name_first) = name_lines(lines, heads);
        let captions = name_lines.is_empty() && heads.iter().any(|(_, head)| head.shape == TIMED && head.end.is_some());
        let wall_clock = times.first().is_some_and(|first| *first >= 6.0 * 3600.0);
        (most && !captions).then(|| Shape { main: TIMED, names: BTreeSet::new(), wall_clock, name_lines, name_first })
    }

    /// The head of a line, if it is one of this file's.
    fn head<'a>(&self, line: &'a str) -> Option<Head<'a>> {
        let head = heads::of(line)?;
        let known = head.name.is_some_and(|name| self.names.contains(name));
        let alone = head.shape == TIMED && (self.main == TIMED || line[head.words..].trim().is_empty());
        (known || alone || (head.shape == self.main && head.name.is_none())).then_some(head)
    }
}

/// An article that sets a dialogue: "Reed: “Were you there?”". A transcript puts nobody's words between marks.
fn sets_a_dialogue(lines: &[&Line], heads: &[&(usize, Head)]) -> bool {
    let quoted = |(at, head): &&&(usize, Head)| {
        let words = lines[*at].text.get(head.words..).unwrap_or_default().trim();
        words.starts_with(['“', '"', '‘', '«', '„']) && words.ends_with(['”', '"', '’', '»', '“'])
    };
    !heads.is_empty() && heads.iter().filter(quoted).count() * 2 > heads.len()
}

/// Labels that occur more than once.
fn recurring(heads: &[&(usize, Head)]) -> usize {
    let mut counts: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for (_, head) in heads {
        *counts.entry(head.name).or_default() += 1;
    }
    counts.values().filter(|count| **count > 1).count()
}

/// The labels of a file that are speakers: those that recur, that a line of participants names, or that a file full of labels has
/// once, written like a name; where nearly each line has one, also a single word that the file nowhere has in small letters.
fn speakers(lines: &[&Line], heads: &[(usize, Head)], main: usize) -> BTreeSet<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, head) in heads.iter().filter(|(_, head)| head.shape == main || head.shape == NAMED || head.time.is_some()) {
        *counts.entry(head.name.unwrap_or_default()).or_default() += 1;
    }
    counts.remove("");
    let timed = main != NAMED && heads.iter().any(|(_, head)| head.shape == main && head.time.is_some());
    let full = heads.len() * 2 >= lines.len();
    let fuller = heads.len() * 5 >= lines.len() * 4;
    let lone = |name: &str| {
        let lower = name.to_lowercase();
        let said = |line: &&&Line| line.text.split(|c: char| !c.is_alphanumeric()).any(|word| word == lower);
        lower != name && !lines.iter().any(|line| said(&line))
    };
    let invited = participants(lines);
    let recurs = |name: &str, count: usize| count > 1 || invited.iter().any(|other| other.contains(name));
    let capitals =
        |name: &str| name.chars().filter(|c| c.is_uppercase()).count() >= 2 && !name.chars().any(char::is_lowercase);
    let like_name = |name: &str| name.split_whitespace().count() >= 2 || is_counted(name) || capitals(name);
    let by_main: BTreeSet<&str> = heads
        .iter()
        .filter(|(_, head)| head.shape == main || head.time.is_some())
        .filter_map(|(_, head)| head.name)
        .collect();
    let take = |(name, count): &(&&str, &usize)| {
        recurs(name, **count)
            || (timed && by_main.contains(**name))
            || (full && like_name(name))
            || (fuller && lone(name))
    };
    counts.iter().filter(take).map(|(name, _)| name.to_string()).collect()
}

/// Names that stand alone on the line before each time, or after it, and recur; and whether they stand before.
fn name_lines(lines: &[&Line], heads: &[(usize, Head)]) -> (BTreeMap<u32, String>, bool) {
    let alone: Vec<usize> = heads
        .iter()
        .filter(|(at, head)| head.shape == TIMED && lines[*at].text[head.words..].trim().is_empty())
        .map(|(at, _)| *at)
        .collect();
    for first in [true, false] {
        let mut names = BTreeMap::new();
        for at in &alone {
            let beside = if first { at.checked_sub(1) } else { Some(at + 1) };
            let line = beside.and_then(|beside| lines.get(beside));
            if let Some(line) =
                line.filter(|line| label::is_label(line.text) && !line.text.trim_end().ends_with(['.', '?', '!']))
            {
                names.insert(line.number, line.text.trim().to_string());
            }
        }
        let distinct: BTreeSet<&String> = names.values().collect();
        if alone.len() >= 3 && names.len() * 10 >= alone.len() * 9 && distinct.len() * 3 <= names.len() * 2 {
            return (names, first);
        }
    }
    // A label of a machine, alone on its line, holds for all the times below it.
    let counted = |line: &str| is_counted(line) && line.ends_with(|c: char| c.is_ascii_digit());
    let heads = lines.iter().filter(|line| counted(line.text.trim()));
    let names: BTreeMap<u32, String> = heads.map(|line| (line.number, line.text.trim().to_string())).collect();
    let many = names.len() >= 2;
    if many { (names, true) } else { (BTreeMap::new(), false) }
}

/// What stands after `Attendees:` and its like.
fn participants(lines: &[&Line]) -> Vec<String> {
    const KEYS: &[&str] = &["attendees", "participants", "present", "speakers", "invited", "in attendance", "members"];
    let mut names = Vec::new();
    for (at, line) in lines.iter().take(40).enumerate() {
        let (key, value) = line.text.split_once(':').unwrap_or((line.text, ""));
        if KEYS.contains(&key.trim_matches(['*', '#', ' ', '\u{feff}']).to_lowercase().as_str()) {
            let value = if value.trim().is_empty() { lines.get(at + 1).map_or("", |next| next.text) } else { value };
            names.extend(value.split([',', ';']).map(|name| name.trim().to_string()).filter(|name| !name.is_empty()));
        }
    }
    names
}

/// The state of reading one file line by line.
struct Reading<'a> {
    text: &'a str,
    shape: Shape,
    turns: Vec<Turn>,
    /// The paragraph that the next line may go on.
    open: Option<Turn>,
    speaker: Option<String>,
    time: Option<Time>,
    /// Where the last mark of a paragraph's end stood on the recording.
    marked: f64,
    begun: bool,
}

impl Reading<'_> {
    /// Takes one line; false for a line before the first head.
    fn line(&mut self, line: &Line) -> bool {
        if let Some(name) = self.shape.name_lines.get(&line.number) {
            let name = name.clone();
            self.close();
            self.speaker = Some(name);
            self.begun = true;
        } else if let Some(head) = self.shape.head(line.text) {
            self.head(line, head);
        } else if line.is_blank() {
            self.close();
        } else if !self.begun {
            let role = if self.turns.is_empty() { TurnRole::Heading } else { TurnRole::Note };
            self.apart(line, role);
            return false;
        } else if self.is_apart(line.text) {
            self.close();
            let role = if line.text.trim_start().starts_with('#') { TurnRole::Heading } else { TurnRole::Note };
            self.apart(line, role);
        } else if let Some(open) = &mut self.open {
            open.span = Span::new(open.span.start, line.end()).trim(self.text);
        } else {
            self.open = Some(self.turn(line, 0, TurnRole::Speech));
        }
        true
    }

    /// A line that nobody speaks.
    fn apart(&mut self, line: &Line, role: TurnRole) {
        let turn = self.turn(line, 0, role);
        self.turns.push(Turn { speaker: None, time: None, ..turn });
    }

    fn head(&mut self, line: &Line, head: Head) {
        self.close();
        self.begun = true;
        if let Some(start) = head.time {
            let basis = if self.shape.wall_clock { TimeBasis::WallClock } else { TimeBasis::Recording };
            self.time = Some(Time { start, end: head.end, basis });
        } else if self.shape.main != NAMED && head.shape == NAMED {
            self.time = None;
        }
        if head.shape != TIMED || (self.shape.main == TIMED && !self.shape.name_first) {
            self.speaker = head.name.map(str::to_string);
        }
        if !line.text[head.words..].trim().is_empty() {
            self.open = Some(self.turn(line, head.words, TurnRole::Speech));
        }
    }

    /// A line that is no speech: a Markdown heading, a mark, the foot of a service.
    fn is_apart(&self, line: &str) -> bool {
        const FEET: &[&str] =
            &["Transcribed by http", "Transcription ended after", "This editable transcript was computer generated"];
        let line = line.trim_start();
        let about = line.split_whitespace().count() <= 8
            && (line.ends_with(" started transcription") || line.ends_with(" stopped transcription"));
        about
            || line.starts_with("# ")
            || line.starts_with("## ")
            || line.starts_with("### ")
            || FEET.iter().any(|foot| line.starts_with(foot))
    }

    fn turn(&self, line: &Line, from: usize, role: TurnRole) -> Turn {
        let span = Span::new(line.start + from, line.end()).trim(self.text);
        let words = span.of(self.text).trim_start_matches('\u{feff}');
        let span = Span::new(span.end - words.len(), span.end);
        let (speaker, time) = (self.speaker.clone(), self.time);
        Turn { span, role, speaker, time, line: line.number, cue: None, continues: false }
    }

    /// `… words. #00:01:02-3#`: the end of a paragraph tells when it ended, and so when the next began.
    fn take_mark(&mut self, turn: &mut Turn) {
        static PATTERN: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"\s*#(\d{1,2}:\d{2}:\d{2})-(\d)#$").expect("a pattern of ours"));
        let Some(found) = PATTERN.captures(turn.span.of(self.text)) else { return };
        let tenths = found[2].parse::<f64>().unwrap_or(0.0) / 10.0;
        let end = clock::stamp(&found[1]).map(|end| end + tenths);
        turn.time = build::on_recording(self.marked, end);
        turn.span.end -= found[0].len();
        self.marked = end.unwrap_or(self.marked);
    }

    fn close(&mut self) {
        if let Some(mut turn) = self.open.take() {
            self.take_mark(&mut turn);
            if label::is_event(turn.span.of(self.text)) {
                turn.role = TurnRole::Note;
            }
            if !turn.span.is_empty() {
                self.turns.push(turn);
            }
        }
    }
}

/// Where one time holds for several turns, each of them lies between it and the next time.
fn bound_blocks(turns: &mut [Turn]) {
    let mut next: Option<f64> = None;
    let mut after: Option<f64> = None;
    let shared: Vec<bool> = (0..turns.len())
        .map(|at| {
            let start = |at: usize| turns.get(at).and_then(|turn: &Turn| turn.time).map(|time| time.start);
            start(at).is_some() && (start(at) == start(at + 1) || (at > 0 && start(at) == start(at - 1)))
        })
        .collect();
    for (turn, shared) in turns.iter_mut().zip(shared).rev() {
        let Some(time) = &mut turn.time else { continue };
        if next.is_some_and(|next| next != time.start) {
            after = next;
        }
        next = Some(time.start);
        if shared && time.end.is_none() {
            time.end = after.filter(|after| *after > time.start);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Limits;

    fn turns(text: &str) -> Vec<(Option<String>, Option<f64>, String)> {
        let limits = Limits::default();
        let input = Input::new("a.txt", text.as_bytes(), &limits);
        let document = read(&input).expect("labelled").remove(0);
        let speech = document.turns.iter().filter(|turn| turn.role == TurnRole::Speech);
        speech
            .map(|turn| (turn.speaker.clone(), turn.time.map(|t| t.start), turn.span.of(&document.text).to_string()))
            .collect()
    }

    fn likelihood(text: &str) -> Likelihood {
        let limits = Limits::default();
        sniff(&Input::new("a.txt", text.as_bytes(), &limits))
    }

    #[test]
    fn names_that_recur_are_speakers() {
        let text = "Harbour meeting\nDate: 23 May 2023\n\nAna: The crane is old.\nBo: Note: it was checked.\nAna: Remember this: never again.\nIt was checked twice.\n\nBo: Yes.\n";
        let found = turns(text);
        assert_eq!(found.len(), 4);
        assert_eq!(found[1], (Some("Bo".into()), None, "Note: it was checked.".into()));
        assert_eq!(found[2].2, "Remember this: never again.\nIt was checked twice.");
    }

    #[test]
    fn who_speaks_once_speaks() {
        let text = "Ana: The crane is old, and every lock on it.\nBo: Is it?\nMarta: We painted it in May.\nAna: Fine.\nBo: Good.\nLock: it is shut.\nReminder: ask Marta.\nAna: Bye.\n";
        let speakers: Vec<Option<String>> = turns(text).into_iter().map(|turn| turn.0).collect();
        let names = ["Ana", "Bo", "Marta", "Ana", "Bo", "Ana"].map(|name| Some(name.to_string()));
        assert_eq!(speakers, names);
    }

    #[test]
    fn an_article_may_set_a_dialogue() {
        let text = "Inquiry opens\n\nAna Lee was sworn in.\n\nRoy: “Were you there?”\n\nLee: “I was.”\n\nRoy: “Alone?”\n\nLee: “Yes.”\n";
        assert_eq!(likelihood(text), Likelihood::Never);
        assert_eq!(likelihood(&text.replace(['“', '”'], "")), Likelihood::Likely);
    }

    #[test]
    fn a_time_alone_holds_for_a_block() {
        let text = "Budget sync - Transcript\n00:00:00\n \nAna Lee: first words\nBo Roy: a reply\n\n00:01:53\n\nAna Lee: more\n\nTranscription ended after 00:32:49\n";
        let found = turns(text);
        assert_eq!(found.len(), 3);
        assert_eq!((found[1].1, found[2].1), (Some(0.0), Some(113.0)));
    }

    #[test]
    fn an_article_has_no_speakers() {
        let text = "A headline: with a colon\n\nPARIS: The mayor said so on Monday.\n\nThe reason: money. Two more words.\n\nUpdate: it rained.\nNote: it rained.\nNote: it rained more.\n";
        assert_eq!(likelihood(text), Likelihood::Never);
        assert_eq!(likelihood("10:30 a.m. opening\n11:30 a.m. lunch\n12:30 p.m. end\n"), Likelihood::Never);
    }
}
