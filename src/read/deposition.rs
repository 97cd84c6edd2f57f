//! Depositions and court transcripts: numbered lines, `Q.` and `A.`, colloquy. The text is built of the lines without their numbers.

use super::build::{Builder, Said};
use super::lines;
use super::{Format, Input, Likelihood, build, date, label, markup};
use crate::model::{Document, DocumentKind, Result, TurnRole};
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
struct Row<'a> {
    number: u32,
    words: &'a str,
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
            let words = number(line.text).filter(|_| numbered).map_or(line.text, |(_, rest)| rest);
            Row { number: line.number, words: words.trim_start_matches(['\u{feff}', '\u{c}']).trim() }
        })
        .collect()
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let rows = rows(input.text());
    let mut reading = Reading::default();
    for row in &rows {
        reading.row(row);
    }
    reading.close();
    let mut document = reading.builder.finish(DocumentKind::Testimony);
    let front = rows.iter().take(80).map(|row| row.words);
    let dated = front.clone().filter(|line| line.len() < 100).find_map(date::iso);
    build::publish(&mut document, dated, "header");
    document.title = front
        .clone()
        .find(|line| line.to_uppercase().contains("DEPOSITION OF") || line.contains("TRANSCRIPT OF"))
        .map(str::to_string);
    Ok(vec![document])
}

#[derive(Default)]
struct Reading {
    builder: Builder,
    words: String,
    line: u32,
    speaker: Option<String>,
    examiner: Option<String>,
    witness: Option<String>,
    begun: bool,
}

impl Reading {
    fn row(&mut self, row: &Row) {
        let words = row.words;
        if words.is_empty() || is_furniture(words) {
            return;
        }
        if let Some(name) = sworn(words) {
            self.close();
            self.witness = Some(name);
        }
        match head(words) {
            Some(Head::Question) => self.open(self.examiner.clone().unwrap_or("Q".into()), &words[1..], row.number),
            Some(Head::Answer) => self.open(self.witness.clone().unwrap_or("A".into()), &words[1..], row.number),
            Some(Head::Colloquy(name, at)) => self.open(name.to_string(), &words[at..], row.number),
            Some(Head::Examiner(name)) => {
                self.close();
                self.examiner = Some(name.to_string());
            }
            None if label::is_event(words) || (!self.begun || is_heading(words)) => {
                self.close();
                self.speaker = None;
                let role = if label::is_event(words) { TurnRole::Note } else { TurnRole::Heading };
                self.builder.push(role, words, row.number);
            }
            None => {
                self.words.push(' ');
                self.words.push_str(words);
            }
        }
    }

    fn open(&mut self, speaker: String, words: &str, line: u32) {
        self.close();
        self.begun = true;
        self.speaker = Some(speaker);
        self.line = line;
        self.words = words.trim_start_matches(['.', ':', ' ', '\t']).to_string();
    }

    fn close(&mut self) {
        let words = markup::one_line(&std::mem::take(&mut self.words));
        self.builder.say(Said { words: &words, speaker: self.speaker.clone(), line: self.line, ..Said::default() });
    }
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
    words.contains("EXAMINATION") || (words.starts_with("P R O C E E D") || words.starts_with("PROCEEDINGS"))
}

/// Page numbers and the names of reporting firms.
fn is_furniture(words: &str) -> bool {
    let page = words.trim_start_matches("Page ").trim_start_matches("PAGE ");
    page.chars().all(|c| c.is_ascii_digit()) && page.len() <= 4
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Limits, Sidecar};

    #[test]
    fn numbers_go_and_names_stand_for_letters() {
        let text = "                 DEPOSITION OF ANA ROY\n                 May 6, 2023\n\n 1  ANA ROY, called as a witness, having been\n 2  duly sworn, testified as follows:\n 3            EXAMINATION\n 4  BY MR. LEE:\n 5       Q.   Who kept the\n 6  papers?\n 7       A.   I did.\n 8            MR. KHAN:  Objection.\n 9       Q.   All of them?\n10       A    Most.\n11       (Recess taken.)\n12       Q.   And now?\n13       A.   None.\n";
        let document = crate::read::read("a.txt", text.as_bytes(), &Sidecar::default(), None, &Limits::default())
            .expect("deposition")
            .remove(0);
        let speech: Vec<(&str, &str, u32)> = document
            .turns
            .iter()
            .filter(|turn| turn.role == TurnRole::Speech)
            .map(|turn| (turn.speaker.as_deref().unwrap_or("-"), turn.span.of(&document.text), turn.line))
            .collect();
        assert_eq!(document.format, "deposition");
        assert_eq!(speech[0], ("MR. LEE", "Who kept the papers?", 8));
        assert_eq!(speech[1].0, "ANA ROY");
        assert_eq!(speech[2], ("MR. KHAN", "Objection.", 11));
        assert_eq!((speech.len(), speech[4].1), (7, "Most."));
        assert_eq!((document.published.as_deref(), document.kind), (Some("2023-05-06"), DocumentKind::Testimony));
    }
}
