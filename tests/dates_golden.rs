//! Sentences of news, court and meetings with the dates that must be found in them, in files a journalist can read and add to:
//! `tests/cases/dates`. Nothing else may be found.

use gainsay::lexicon::Lexicon;
use gainsay::model::TimeExpr;
use gainsay::pipeline;
use gainsay::read::{Limits, Sidecar, read};

#[test]
fn each_sentence_says_what_is_written_below_it() {
    let lexicon = Lexicon::embedded();
    let (mut sentences, mut faults) = (0, Vec::new());
    for (file, cases) in
        [("news.txt", include_str!("cases/dates/news.txt")), ("spoken.txt", include_str!("cases/dates/spoken.txt"))]
    {
        for case in parse(cases) {
            sentences += 1;
            let got = found(&case, &lexicon);
            if got.len() != case.wanted.len()
                || got.iter().zip(&case.wanted).any(|(e, wanted)| !meets(&row(e, &case), wanted))
            {
                let got: Vec<String> = got.iter().map(|e| row(e, &case)).collect();
                faults.push(format!("{file}: {}\n  want {:?}\n  got  {got:?}", case.sentence, case.wanted));
            }
        }
    }
    assert!(sentences >= 120, "{sentences} sentences");
    assert!(faults.is_empty(), "{} of {sentences} sentences:\n{}", faults.len(), faults.join("\n"));
}

struct Case {
    day: Option<String>,
    sentence: String,
    /// `words = value`, then perhaps `(MOD)` and `first..last`.
    wanted: Vec<String>,
}

fn parse(file: &str) -> Vec<Case> {
    let (mut day, mut cases) = (None, Vec::<Case>::new());
    for line in file.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        if let Some(rest) = line.strip_prefix("@ ") {
            day = rest.split(' ').next().filter(|day| *day != "none").map(String::from);
        } else if let Some(wanted) = line.strip_prefix("    ") {
            let case = cases.last_mut().expect("a sentence stands before what it says");
            case.wanted.extend(Some(wanted.to_string()).filter(|wanted| wanted != "none"));
        } else {
            cases.push(Case { day: day.clone(), sentence: line.to_string(), wanted: Vec::new() });
        }
    }
    cases
}

fn found(case: &Case, lexicon: &Lexicon) -> Vec<TimeExpr> {
    let bytes = case.sentence.as_bytes();
    let documents = read("note.txt", bytes, &Sidecar::default(), None, &Limits::default()).expect("a note can be read");
    let mut document = documents.into_iter().next().expect("a note is one document");
    document.published.clone_from(&case.day);
    pipeline::stage(document, lexicon).annotations.dates
}

fn row(e: &TimeExpr, case: &Case) -> String {
    let (first, last) = (e.when.start.as_deref().unwrap_or(""), e.when.end.as_deref().unwrap_or(""));
    let modifier = e.modifier.as_deref().map_or(String::new(), |modifier| format!(" ({modifier})"));
    format!("{} = {}{modifier} {first}..{last}", &case.sentence[e.span.start..e.span.end], e.value)
}

/// What is not written is not asked for: the days, but the modifier always is.
fn meets(row: &str, wanted: &str) -> bool {
    let days = wanted.rsplit(' ').next().is_some_and(|last| last.contains(".."));
    if days { row == wanted } else { row.rsplit_once(' ').is_some_and(|(start, _)| start == wanted) }
}
