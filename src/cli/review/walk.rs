//! One finding after the other: it is shown, a verdict is asked for, and each answer is kept at once.

use super::change::{Change, tags};
use crate::cli::Ended;
use crate::cli::out::Out;
use crate::model::{Finding, Result, Review, Trouble, Verdict};
use crate::report::Row;
use crate::store::Store;
use std::io::BufRead;

const ASK: &str = "c confirmed, d dismissed, u unsure; t TAG, n NOTE; s skip, q quit, ? help\n> ";
const HELP: &str = "  c, d, u     the verdict; what follows it is kept as a note: c heard on the tape\n  \
                    t TAG       adds a tag, several with commas between them\n  \
                    n NOTE      keeps a note\n  \
                    s, Enter    goes on; the finding stays new\n  \
                    q           ends; what was said is kept\n";

/// What was answered.
#[derive(Debug, PartialEq)]
enum Answer {
    /// Is kept; `true` when it ends the matter.
    Say(Change, bool),
    Skip,
    Quit,
    Unclear,
}

/// Goes through the findings; ends with them, with `q`, or where the input ends.
pub fn walk(store: &Store, findings: &[Finding], input: &mut impl BufRead, out: &mut Out) -> Result<Ended> {
    if findings.is_empty() {
        out.note("nothing is new since the last review");
        return Ok(Ended::Nothing);
    }
    let mut said = 0;
    for (nth, finding) in findings.iter().enumerate() {
        let shown = finding.text(out.page());
        out.print(&format!("\n{} of {}\n{shown}", nth + 1, findings.len()))?;
        match ask(store, finding, input, out)? {
            Some(true) => said += 1,
            Some(false) => {}
            None => break,
        }
    }
    out.print(&format!("\nreviewed {said}, left {}\n", findings.len() - said))?;
    Ok(Ended::Done)
}

/// Whether a verdict was given; `None` to end.
fn ask(store: &Store, finding: &Finding, input: &mut impl BufRead, out: &mut Out) -> Result<Option<bool>> {
    let row = Review::of_finding(finding);
    loop {
        out.print(ASK)?;
        out.flush()?;
        let mut line = String::new();
        let read = input.read_line(&mut line);
        if read.map_err(|error| Trouble::new("standard input", format!("cannot be read: {error}")))? == 0 {
            return Ok(None);
        }
        match answer(&line) {
            Answer::Say(change, ends) => {
                let mut told = String::new();
                store.review(|reviews| told = change.make(reviews, row.clone()))?;
                out.print(&told)?;
                if ends {
                    return Ok(Some(true));
                }
            }
            Answer::Skip => return Ok(Some(false)),
            Answer::Quit => return Ok(None),
            Answer::Unclear => out.print(HELP)?,
        }
    }
}

fn answer(line: &str) -> Answer {
    let line = line.trim();
    let (word, rest) = line.split_once(char::is_whitespace).map_or((line, ""), |(word, rest)| (word, rest.trim()));
    let note = (!rest.is_empty()).then(|| rest.to_string());
    let verdict =
        |verdict| Answer::Say(Change { verdict: Some(Some(verdict)), note: note.clone(), ..Change::default() }, true);
    match word.to_lowercase().as_str() {
        "c" | "confirmed" => verdict(Verdict::Confirmed),
        "d" | "dismissed" => verdict(Verdict::Dismissed),
        "u" | "unsure" => verdict(Verdict::Unsure),
        "t" | "tag" if note.is_some() => Answer::Say(Change { add: tags(rest), ..Change::default() }, false),
        "n" | "note" if note.is_some() => Answer::Say(Change { note, ..Change::default() }, false),
        "" | "s" | "skip" if note.is_none() => Answer::Skip,
        "q" | "quit" if note.is_none() => Answer::Quit,
        _ => Answer::Unclear,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_short_or_spelt_out() {
        let say = |verdict, note: Option<&str>| {
            Answer::Say(Change { verdict: Some(Some(verdict)), note: note.map(Into::into), ..Change::default() }, true)
        };
        assert_eq!(answer("c\n"), say(Verdict::Confirmed, None));
        assert_eq!(answer(" Dismissed  two systems\r\n"), say(Verdict::Dismissed, Some("two systems")));
        assert_eq!(answer("\n"), Answer::Skip);
        assert_eq!(answer("q"), Answer::Quit);
        for unclear in ["?", "x", "t", "n", "confirm it", "skip this"] {
            assert_eq!(answer(unclear), Answer::Unclear, "{unclear}");
        }
        let Answer::Say(change, false) = answer("t insurer, on tape") else { panic!("a tag is no verdict") };
        assert_eq!(change.add, ["insurer", "on tape"]);
    }
}
