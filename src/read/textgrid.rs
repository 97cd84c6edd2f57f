//! Praat's TextGrid, long and short: intervals and points of one tier a speaker. Praat reads a text file as a row of free-standing
//! numbers and quoted strings, whatever stands between them ("Praat manual: TextGrid file formats"), so both forms are one.

use super::captions::{self, Cue};
use super::finder::Finder;
use super::tiers::{Layer, Tier};
use super::words::{self, Word};
use super::{Format, Input, Likelihood};
use crate::model::{Document, Result};

pub const FORMAT: Format =
    Format { name: "textgrid", extensions: &["textgrid"], about: "TextGrids of Praat, long and short", sniff, read };

fn sniff(input: &Input) -> Likelihood {
    let mut pieces = Pieces::new(input.text());
    if is_grid(&mut pieces) { Likelihood::Certain } else { Likelihood::Never }
}

fn is_grid(pieces: &mut Pieces) -> bool {
    pieces.string().is_some_and(|(kind, _)| kind == "ooTextFile")
        && pieces.string().is_some_and(|(class, _)| class == "TextGrid")
}

/// One interval or point.
struct Mark {
    start: f64,
    end: f64,
    text: String,
    line: u32,
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let mut pieces = Pieces::new(input.text());
    if !is_grid(&mut pieces) {
        return Err(input.trouble("is no TextGrid: expected `ooTextFile` and `TextGrid` at its top"));
    }
    let tiers = tiers(&mut pieces);
    if pieces.cut {
        input.doubt("cut short; read as far as it goes");
    }
    let spoken = |tier: &Tier| tier.layer == Layer::Speech;
    let single = !tiers.iter().any(|(tier, marks)| spoken(tier) && !marks.is_empty());
    let mut document = if single { of_words(input, tiers) } else { of_speech(tiers) };
    document.turns.retain(|turn| !turn.span.is_empty());
    if document.turns.is_empty() {
        return Err(input.trouble("has no interval or point with words"));
    }
    Ok(vec![document])
}

fn of_speech(tiers: Vec<(Tier, Vec<Mark>)>) -> Document {
    let mut cues = Vec::new();
    for (tier, marks) in tiers.into_iter().filter(|(tier, _)| tier.layer == Layer::Speech) {
        for Mark { start, end, text, line } in marks {
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            cues.push(Cue { id: String::new(), start, end, text, line, speaker: tier.speaker.clone() });
        }
    }
    cues.sort_by(|a, b| a.start.total_cmp(&b.start));
    captions::transcript(cues)
}

/// Where nothing but single words was aligned, they make the turns.
fn of_words(input: &Input, tiers: Vec<(Tier, Vec<Mark>)>) -> Document {
    let mut single = Vec::new();
    for (tier, marks) in tiers.into_iter().filter(|(tier, _)| tier.layer == Layer::Words) {
        for mark in marks {
            let word = Word::new(&mark.text, Some(mark.start), Some(mark.end), tier.speaker.clone());
            single.push(Word { line: Some(mark.line), ..word });
        }
    }
    single.sort_by(|a, b| a.start.unwrap_or(0.0).total_cmp(&b.start.unwrap_or(0.0)));
    words::transcript(&single, Finder::new(input.text()))
}

/// Bounds, the number of tiers; for each its class, name, bounds, the number of its marks and these.
fn tiers(pieces: &mut Pieces) -> Vec<(Tier, Vec<Mark>)> {
    let mut tiers = Vec::new();
    let (_, _, count) = (pieces.number(), pieces.number(), pieces.number());
    for _ in 0..count.unwrap_or(0.0) as usize {
        let (Some((class, _)), Some((name, _))) = (pieces.string(), pieces.string()) else { break };
        let (_, _, count) = (pieces.number(), pieces.number(), pieces.number());
        let mut marks = Vec::new();
        for _ in 0..count.unwrap_or(0.0) as usize {
            let Some(start) = pieces.number() else { break };
            let end = if class == "TextTier" { Some(start) } else { pieces.number() };
            let (Some(end), Some((text, line))) = (end, pieces.string()) else { break };
            if !text.trim().is_empty() {
                marks.push(Mark { start, end, text, line });
            }
        }
        tiers.push((Tier::of(&name), marks));
    }
    tiers
}

/// The free-standing numbers and strings of a file, in order.
struct Pieces<'a> {
    rest: &'a str,
    line: u32,
    /// The file ended where a piece was expected.
    cut: bool,
}

impl<'a> Pieces<'a> {
    fn new(text: &'a str) -> Pieces<'a> {
        Pieces { rest: text.trim_start_matches('\u{feff}'), line: 1, cut: false }
    }

    fn pass(&mut self, length: usize) -> &'a str {
        let (passed, rest) = self.rest.split_at(length);
        self.line += passed.bytes().filter(|byte| *byte == b'\n').count() as u32;
        self.rest = rest;
        passed
    }

    /// The next stretch without white space, and past it; a quotation mark begins one that is left to [`Pieces::string`].
    fn piece(&mut self) -> Option<&'a str> {
        let blank = self.rest.len() - self.rest.trim_start().len();
        self.pass(blank);
        if self.rest.is_empty() {
            self.cut = true;
            return None;
        }
        if self.rest.starts_with('"') {
            return Some("\"");
        }
        let end = self.rest.find(char::is_whitespace).unwrap_or(self.rest.len());
        Some(self.pass(end))
    }

    /// The next number, unless a string comes first.
    fn number(&mut self) -> Option<f64> {
        loop {
            let piece = self.piece()?;
            if piece == "\"" {
                return None;
            }
            if let Some(number) = piece.parse::<f64>().ok().filter(|number| number.is_finite()) {
                return Some(number);
            }
        }
    }

    /// The next string with the line on which it begins; a doubled quotation mark in it is one.
    fn string(&mut self) -> Option<(String, u32)> {
        while self.piece()? != "\"" {}
        let line = self.line;
        self.pass(1);
        let mut string = String::new();
        loop {
            let Some(end) = self.rest.find('"') else {
                self.cut = true;
                return None;
            };
            string.push_str(self.pass(end));
            self.pass(1);
            if !self.rest.starts_with('"') {
                return Some((string, line));
            }
            string.push('"');
            self.pass(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::read::{Limits, Sidecar};

    /// Speaker, words, from when until when, line.
    type Shown = (Option<String>, String, f64, Option<f64>, u32);

    fn shown(text: &str) -> Vec<Shown> {
        let document = crate::read::read("a", text.as_bytes(), &Sidecar::default(), None, &Limits::default())
            .expect(text)
            .remove(0);
        let turns = document.turns.iter();
        turns
            .map(|turn| {
                let time = turn.time.expect("a time");
                let words = turn.span.of(&document.text).to_string();
                (turn.speaker.clone(), words, time.start, time.end, turn.line)
            })
            .collect()
    }

    #[test]
    fn long_and_short_are_one() {
        let long = "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nxmin = 0 \nxmax = 2.5 \ntiers? <exists> \nsize = 2 \nitem []: \n    item [1]:\n        class = \"IntervalTier\" \n        name = \"Ana Lee\" \n        xmin = -0 \n        xmax = 2.5 \n        intervals: size = 2 \n        intervals [1]:\n            xmin = 0 \n            xmax = 1.5 \n            text = \"They said \"\"all gone\"\".\" \n        intervals [2]:\n            xmin = 1.5 \n            xmax = 2.5 \n            text = \"\" \n    item [2]:\n        class = \"TextTier\" \n        name = \"Bo\" \n        xmin = 0 \n        xmax = 2.5 \n        points: size = 1 \n        points [1]:\n            number = 2 \n            mark = \"No.\" \n";
        let short = "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n0\n2.5\n<exists>\n2\n\"IntervalTier\"\n\"Ana Lee\"\n0\n2.5\n2\n0\n1.5\n\"They said \"\"all gone\"\".\"\n1.5\n2.5\n\"\"\n\"TextTier\"\n\"Bo\"\n0\n2.5\n1\n2\n\"No.\"\n";
        let expected = |lines: [u32; 2]| {
            vec![
                (Some("Ana Lee".to_string()), "They said \"all gone\".".to_string(), 0.0, Some(1.5), lines[0]),
                (Some("Bo".to_string()), "No.".to_string(), 2.0, None, lines[1]),
            ]
        };
        assert_eq!(shown(long), expected([18, 31]));
        assert_eq!(shown(short), expected([15, 25]));
    }

    #[test]
    fn aligned_words_make_turns_and_sounds_none() {
        let text = "\"ooTextFile\" \"TextGrid\" 0 2 <exists> 2 \"IntervalTier\" \"words\" 0 2 2 0 1 \"All\" 1 2 \"gone\" \"IntervalTier\" \"phones\" 0 2 1 0 1 \"AO1\"";
        assert_eq!(shown(text), [(None, "All gone".into(), 0.0, Some(2.0), 1)]);
    }

    #[test]
    fn a_cut_grid_keeps_what_it_has() {
        let text = "\"ooTextFile\"\n\"TextGrid\"\n0 2 <exists> 9\n\"IntervalTier\" \"Ana\" 0 2 1e18\n0 1 \"All gone.\"\n1 2 \"And";
        assert_eq!(shown(text), [(Some("Ana".into()), "All gone.".into(), 0.0, Some(1.0), 5)]);
    }
}
