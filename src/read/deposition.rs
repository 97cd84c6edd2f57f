//! Depositions and court transcripts: numbered lines, `Q.` and `A.`, colloquy. The text is the file, so that every place in it is a place
//! in the file; only what the page prints between words (the numbers of lines, heads and feet of pages) is blanked, byte for byte.

use super::lines::{self, Line};
use super::{Format, Input, Likelihood, build, date, label};
use crate::model::{Document, DocumentKind, Result, Span, Turn, TurnRole};
use regex::Regex;
use std::sync::LazyLock;

pub const FORMAT: Format = Format {
    name: "deposition",
    extensions: &["txt"],
    about: "depositions and court transcripts with questions and answers",
    sniff,
    read,
};

/// A line without its number and its indent.
#[derive(Clone, Copy)]
struct Row<'a> {
    line: Line<'a>,
    /// As printed at its left.
    printed: Option<u32>,
    words: &'a str,
}

impl Row<'_> {
    /// Where its words end in the file.
    fn end(&self) -> usize {
        self.line.start + self.line.text.trim_end().len()
    }

    fn start(&self) -> usize {
        self.end() - self.words.len()
    }
}

fn sniff(input: &Input) -> Likelihood {
    let rows = rows(input.text());
    let heads = rows.iter().filter(|row| matches!(head(row.words), Some(Head::Answer | Head::Question))).count();
    let numbered = is_numbered(input.text());
    let landmark = rows.iter().take(400).any(|row| {
        let words = row.words;
        ["EXAMINATION", "DEPOSITION OF", "THE WITNESS", "SWORN", "VIDEOTAPED DEPOSITION", "BY MR.", "BY MS."]
            .iter()
            .any(|mark| words.contains(mark))
    });
    if heads >= 4 && (numbered || landmark) { Likelihood::Certain } else { Likelihood::Never }
}

enum Head<'a> {
    Question,
    Answer,
    /// `BY MR. LEE:` who asks from here on.
    Examiner(&'a str),
    /// `THE COURT:`, `MR. LEE:`
    Colloquy(&'a str, usize),
}

fn head(words: &str) -> Option<Head<'_>> {
    static COLLOQUY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^((?:MR|MS|MRS|DR|JUDGE)\.? [A-Z][A-Z'’\- ]{1,30}|THE (?:COURT|WITNESS|REPORTER|CLERK|VIDEOGRAPHER|JUROR|DEFENDANT|BAILIFF|INTERPRETER)[A-Z ]{0,20}):\s*")
            .expect("a pattern of ours")
    });
    static EXAMINER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:\(?BY|By) ((?:MR|MS|MRS|DR|Mr|Ms|Mrs|Dr)\.? [A-Z][A-Za-z'’\- ]{1,30}):?\)?$")
            .expect("a pattern of ours")
    });
    static TURN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^[QA](?:[.:]\s*|\s{2,}|\t+)\S").expect("a pattern of ours"));
    if let Some(found) = EXAMINER.captures(words.trim_end()) {
        return Some(Head::Examiner(found.get(1).expect("a group").as_str().trim()));
    }
    if let Some(found) = COLLOQUY.captures(words) {
        return Some(Head::Colloquy(found.get(1).expect("a group").as_str(), found[0].len()));
    }
    TURN.is_match(words).then(|| if words.starts_with('Q') { Head::Question } else { Head::Answer })
}

/// Most lines begin with a number that counts up to the end of a page.
fn is_numbered(text: &str) -> bool {
    let numbers: Vec<Option<u32>> = lines::of(text)
        .filter(|line| !line.is_blank())
        .take(2000)
        .map(|line| number(line.text).map(|(number, _)| number))
        .collect();
    let numbered = numbers.iter().flatten().count();
    let rising = numbers
        .windows(2)
        .filter(|pair| matches!(pair, [Some(a), Some(b)] if *b == a + 1 || (*b == 1 && *a >= 20)))
        .count();
    numbered >= 10 && numbered * 10 >= numbers.len() * 7 && rising * 10 >= numbered * 8
}

/// A number from 1 to 28 before two spaces or the end of the line.
fn number(line: &str) -> Option<(u32, &str)> {
    let bare = line.trim_start();
    let digits = bare.len() - bare.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &bare[digits..];
    let number: u32 = bare[..digits].parse().ok().filter(|number| (1..=28).contains(number))?;
    (rest.trim().is_empty() || rest.starts_with("  ") || rest.starts_with('\t') || rest.starts_with(' '))
        .then_some((number, rest))
}

fn rows(text: &str) -> Vec<Row<'_>> {
    let numbered = is_numbered(text);
    lines::of(text)
        .map(|line| {
            let found = number(line.text).filter(|_| numbered);
            let words = found.map_or(line.text, |(_, rest)| rest);
            let words = words.trim_start_matches(['\u{feff}', '\u{c}']).trim();
            Row { line, printed: found.map(|(printed, _)| printed), words }
        })
        .collect()
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let source = input.text();
    let rows = rows(source);
    let pages = Pages::of(&rows);
    let mut reading = Reading { spaced: is_spaced(&rows), ..Reading::default() };
    for (at, row) in rows.iter().enumerate() {
        reading.row(row, pages.is_between(at));
    }
    reading.close();
    for row in rows.iter().filter(|row| row.printed.is_some()) {
        reading.blanks.push(Span::new(row.line.start, row.start()));
    }
    pages.cite(&mut reading.turns, &rows);
    let text = blanked(source, &reading.blanks);
    let mut document = build::document(DocumentKind::Testimony, text, reading.turns);
    let front = rows.iter().take(80).map(|row| row.words);
    let dated = front.clone().filter(|line| line.len() < 100).find_map(date::iso);
    build::publish(&mut document, dated, "header");
    document.title = front
        .clone()
        .find(|line| line.to_uppercase().contains("DEPOSITION OF") || line.contains("TRANSCRIPT OF"))
        .map(str::to_string);
    Ok(vec![document])
}

/// A blank line between most lines.
fn is_spaced(rows: &[Row]) -> bool {
    let written = rows.iter().filter(|row| !row.words.is_empty()).count();
    let apart = rows.windows(2).filter(|pair| !pair[0].words.is_empty() && pair[1].words.is_empty()).count();
    apart * 10 >= written * 8
}

/// The text with blanks for these stretches; of the line breaks in a stretch the first stays, so that no blank line is left.
fn blanked(source: &str, spans: &[Span]) -> String {
    let mut bytes = source.as_bytes().to_vec();
    for span in spans {
        let mut breaks = 0;
        for byte in &mut bytes[span.start..span.end] {
            breaks += usize::from(*byte == b'\n');
            if *byte != b'\n' || breaks > 1 {
                *byte = b' ';
            }
        }
    }
    String::from_utf8(bytes).expect("whole characters became blanks")
}

/// Where the pages of a numbered transcript begin, and which number each of them has.
struct Pages {
    /// Rows that have the number 1, or the first number of all; the end of the last numbered row comes last.
    starts: Vec<usize>,
    /// Between the last number of a page and the first of the next.
    between: Vec<bool>,
}

impl Pages {
    fn of(rows: &[Row]) -> Pages {
        let numbered: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].printed.is_some()).collect();
        let mut between = vec![false; rows.len()];
        let mut starts: Vec<usize> = numbered.first().copied().into_iter().collect();
        for pair in numbered.windows(2).filter(|pair| rows[pair[1]].printed <= rows[pair[0]].printed) {
            starts.push(pair[1]);
            between[pair[0] + 1..pair[1]].fill(true);
        }
        if let Some(last) = numbered.last() {
            between[last + 1..].fill(true);
        }
        Pages { starts, between }
    }

    /// The row is furniture of the page, not of what was said.
    fn is_between(&self, row: usize) -> bool {
        self.between[row]
    }

    /// Page and line as lawyers cite them (`45:12`), where the pages are numbered through.
    fn cite(&self, turns: &mut [Turn], rows: &[Row]) {
        let Some(numbers) = self.numbers(rows) else { return };
        for turn in turns {
            let row = turn.line as usize - 1;
            let page = self.starts.partition_point(|start| *start <= row).checked_sub(1);
            if let (Some(page), Some(line)) = (page, rows.get(row).and_then(|row| row.printed)) {
                turn.cue = Some(format!("{}:{line}", numbers[page]));
            }
        }
    }

    /// One number a page, each one more than the last: all in the heads, or all in the feet.
    fn numbers(&self, rows: &[Row]) -> Option<Vec<u32>> {
        let ends = self.starts.iter().skip(1).copied().chain([rows.len()]);
        let foot = |(start, end): (usize, usize)| {
            let last = (start..end).rev().find(|at| rows[*at].printed.is_some())?;
            rows[last..end].iter().skip(1).find_map(|row| page_number(row.words))
        };
        let head = |start: usize| {
            let free = rows[..start].iter().rev().take_while(|row| row.printed.is_none());
            free.take(6).find_map(|row| page_number(row.words))
        };
        let heads: Option<Vec<u32>> = self.starts.iter().map(|start| head(*start)).collect();
        let feet = || self.starts.iter().copied().zip(ends).map(foot).collect::<Option<Vec<u32>>>();
        let numbers = heads.or_else(feet)?;
        numbers.windows(2).all(|pair| pair[1] == pair[0] + 1).then_some(numbers)
    }
}

#[derive(Default)]
struct Reading {
    turns: Vec<Turn>,
    /// What is no words, and does not break a sentence.
    blanks: Vec<Span>,
    /// The turn that the next line may go on.
    open: Option<Turn>,
    speaker: Option<String>,
    examiner: Option<String>,
    witness: Option<String>,
    begun: bool,
    /// Blank lines stand between all lines and mean nothing.
    spaced: bool,
    /// A blank line or the end of a page lies behind the open turn.
    gap: bool,
    /// Furniture since then.
    furniture: Vec<Turn>,
    page_ended: bool,
    /// Lines that a remark in brackets may still go on.
    aside: u32,
}

/// Lines of one remark in brackets.
const ASIDE: u32 = 8;

/// `(Whereupon, a recess was` with its end on a later line.
fn opens_aside(words: &str) -> bool {
    words.starts_with('(') && !words.contains(')')
}

impl Reading {
    fn row(&mut self, row: &Row, between: bool) {
        let words = row.words;
        if between || words.is_empty() || page_number(words).is_some() {
            self.gap = true;
            self.page_ended |= between;
            if between && !words.is_empty() && page_number(words).is_none() {
                self.furniture.push(turn(row, row.start(), TurnRole::Note));
            }
            return;
        }
        if self.aside > 0 {
            self.go_on_aside(row);
        } else {
            self.words(row);
        }
        self.gap = false;
        self.page_ended = false;
    }

    fn words(&mut self, row: &Row) {
        let words = row.words;
        let name = sworn(words);
        let apart = label::is_event(words) || opens_aside(words);
        match head(words) {
            Some(Head::Question) => self.open(row, 1, self.examiner.clone().unwrap_or("Q".into())),
            Some(Head::Answer) => self.open(row, 1, self.witness.clone().unwrap_or("A".into())),
            Some(Head::Colloquy(name, at)) => self.open(row, at, name.to_string()),
            Some(Head::Examiner(name)) => {
                self.close();
                self.examiner = Some(name.to_string());
            }
            None if apart || !self.begun || name.is_some() || is_heading(words) => {
                self.close();
                self.speaker = None;
                self.witness = name.or(self.witness.take());
                self.aside = if opens_aside(words) { ASIDE } else { 0 };
                let role = if apart { TurnRole::Note } else { TurnRole::Heading };
                self.turns.push(turn(row, row.start(), role));
            }
            None => self.go_on(row),
        }
    }

    fn open(&mut self, row: &Row, from: usize, speaker: String) {
        self.close();
        self.begun = true;
        self.speaker = Some(speaker);
        let words = row.words[from..].trim_start_matches(['.', ':', ' ', '\t']);
        self.open = Some(self.speech(row, row.end() - words.len()));
    }

    /// The line belongs to the turn before it. What lies between them where a page ends is blanked.
    fn go_on(&mut self, row: &Row) {
        let joins = self.spaced || self.page_ended || !self.gap;
        match &mut self.open {
            Some(open) if !self.gap => open.span.end = row.end(),
            Some(open) => {
                let before = open.clone();
                if joins {
                    self.blanks.push(Span::new(before.span.end, row.start()));
                    self.furniture.clear();
                }
                self.close();
                self.open = Some(Turn { continues: joins, ..self.speech(row, row.start()) });
            }
            None => {
                self.turns.append(&mut self.furniture);
                self.open = Some(self.speech(row, row.start()));
            }
        }
    }

    /// A remark in brackets goes on to the line that closes it.
    fn go_on_aside(&mut self, row: &Row) {
        self.aside = if row.words.contains(')') { 0 } else { self.aside - 1 };
        self.turns.append(&mut self.furniture);
        self.turns.push(turn(row, row.start(), TurnRole::Note));
    }

    fn speech(&self, row: &Row, start: usize) -> Turn {
        let role = if self.speaker.is_some() { TurnRole::Speech } else { TurnRole::Paragraph };
        Turn { speaker: self.speaker.clone(), ..turn(row, start, role) }
    }

    fn close(&mut self) {
        self.turns.extend(self.open.take().filter(|turn| !turn.span.is_empty()));
        self.turns.append(&mut self.furniture);
    }
}

fn turn(row: &Row, start: usize, role: TurnRole) -> Turn {
    let span = Span::new(start, row.end());
    Turn { span, role, speaker: None, time: None, line: row.line.number, cue: None, continues: false }
}

/// `ANA ROY, PLAINTIFF'S WITNESS, SWORN`, `ANA ROY, called as a witness …`.
fn sworn(words: &str) -> Option<String> {
    let lower = words.to_lowercase();
    let told = lower.contains("sworn") || lower.contains("called as a witness") || lower.contains("having been");
    let name = words.split(',').next()?.trim();
    let capital = name.len() > 3 && name.contains(' ') && !name.chars().any(char::is_lowercase);
    (told && capital && words.contains(',')).then(|| name.to_string())
}

fn is_heading(words: &str) -> bool {
    const HEADINGS: &[&str] = &[
        "EXAMINATION",
        "PROCEEDINGS",
        "CERTIFICATE",
        "CERTIFICATION",
        "SESSION",
        "ERRATA",
        "INDEX",
        "EXHIBITS",
        "STIPULATIONS",
    ];
    let letters: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    let capital = !words.chars().any(char::is_lowercase);
    let spread = words.split_whitespace().all(|word| word.chars().count() == 1);
    capital && HEADINGS.iter().any(|heading| words.contains(heading) || (spread && letters.contains(heading)))
}

/// `45`, `Page 45`, `PAGE 45 OF 200`.
fn page_number(words: &str) -> Option<u32> {
    static PAGE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^(?i:page )?(\d{1,4})(?i: of \d{1,4})?$").expect("a pattern of ours"));
    PAGE.captures(words)?[1].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Limits, Sidecar, markup};

    fn read(text: &str) -> Document {
        let read = crate::read::read("a.txt", text.as_bytes(), &Sidecar::default(), None, &Limits::default());
        let document = read.expect("deposition").remove(0);
        assert_eq!((document.format.as_str(), document.text.len()), ("deposition", text.len()));
        document
    }

    fn speech(document: &Document) -> Vec<(&str, String, u32)> {
        let turns = document.turns.iter().filter(|turn| turn.role == TurnRole::Speech);
        let words = |turn: &Turn| markup::one_line(turn.span.of(&document.text));
        turns.map(|turn| (turn.speaker.as_deref().unwrap_or("-"), words(turn), turn.line)).collect()
    }

    #[test]
    fn numbers_go_and_names_stand_for_letters() {
        let text = "                 DEPOSITION OF ANA ROY\n                 May 6, 2023\n\n 1  ANA ROY, called as a witness, having been\n 2  duly sworn, testified as follows:\n 3            EXAMINATION\n 4  BY MR. LEE:\n 5       Q.   Who kept the\n 6  papers?\n 7       A.   I did.\n 8            MR. KHAN:  Objection.\n 9       Q.   All of them?\n10       A    Most.\n11       (Recess taken, at\n12  the clerk's wish.)\n13       Q.   And now?\n14       A.   None.\n";
        let document = read(text);
        let speech = speech(&document);
        assert_eq!(speech[0], ("MR. LEE", "Who kept the papers?".into(), 8));
        assert_eq!(speech[1].0, "ANA ROY");
        assert_eq!(speech[2], ("MR. KHAN", "Objection.".into(), 11));
        assert_eq!((speech.len(), speech[4].1.as_str()), (7, "Most."));
        assert_eq!((document.published.as_deref(), document.kind), (Some("2023-05-06"), DocumentKind::Testimony));
        for turn in document.turns.iter().filter(|turn| !turn.span.of(&document.text).contains('\n')) {
            assert_eq!(turn.span.of(&document.text), turn.span.of(text), "the place is the file's");
        }
    }

    #[test]
    fn an_answer_goes_on_over_the_end_of_a_page() {
        let lines = |from: u32, to: u32| -> String {
            (from..=to)
                .map(|n| format!("{n:2}       {}\n", if n % 2 == 0 { "Q.   And?" } else { "A.   No." }))
                .collect()
        };
        let text = [
            " 1  BY MR. LEE:\n",
            &lines(2, 24),
            "25       A.   In the\n                   45\n\u{c}    Veritas Reporting\n\n 1  cellar of Köln.\n",
            &lines(2, 25),
            "                   46\n\u{c}    Veritas Reporting\n",
        ]
        .concat();
        let document = read(&text);
        let at = document.turns.iter().position(|turn| turn.continues).expect("a turn that goes on");
        let (before, after) = (&document.turns[at - 1], &document.turns[at]);
        let answer = Span::new(before.span.start, after.span.end).of(&document.text);
        assert_eq!(markup::one_line(answer), "In the cellar of Köln.");
        assert_eq!(answer.matches('\n').count(), 1, "a blank line would end the sentence");
        assert_eq!((before.cue.as_deref(), after.cue.as_deref()), (Some("45:25"), Some("46:1")));
        assert_eq!(document.line_at(after.span.start) as usize, text[..after.span.start].matches('\n').count() + 1);
    }

    #[test]
    fn words_after_a_remark_and_the_end_of_a_page_stand_in_order() {
        let numbered = |from: u32, rows: &[&str]| -> String {
            rows.iter().zip(from..).map(|(row, n)| format!("{n:2}     {row}\n")).collect()
        };
        let text = [
            numbered(1, &["BY MR. LEE:", "    Q.   Who?", "    A.   Ana.", "    Q.   When?", "    A.   In May."]),
            numbered(6, &["    Q.   Where?", "    A.   Here.", "(Whereupon, a recess", "was taken.)"]),
            "                   41\n\u{c}      Harbour Reporting\n\n".to_string(),
            numbered(1, &["cabinet?", "    A.   Two of us.", "    Q.   All?"]),
        ]
        .concat();
        let turns = read(&text).turns;
        assert!(turns.iter().any(|turn| turn.span.of(&text) == "Harbour Reporting"));
        assert!(turns.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{turns:?}");
    }
}
