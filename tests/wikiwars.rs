//! WikiWars, scored as in TempEval-3: the same span, an overlapping span, an overlapping span with the right value.
//! Each figure has a floor, on the half that the rules were developed on and on the half that was only counted.

use gainsay::annotate::dates::{Setting, dates};
use gainsay::lexicon::dates::DateRules;

#[test]
fn floors_hold_on_both_halves() {
    let shared = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared");
    let Ok(folder) = std::fs::read_dir(format!("{shared}/data/dates/wikiwars")) else {
        eprintln!("skipped: {shared}/data/dates/wikiwars is absent");
        return;
    };
    let mut files: Vec<_> = folder.map(|f| f.expect("a readable folder").path()).collect();
    files.sort();
    for (half, remainder) in [("odd", 1), ("even", 0)] {
        let mut tally = Tally::default();
        for file in &files {
            let name = file.file_name().and_then(|n| n.to_str()).expect("a plain name");
            if name[..2].parse::<u32>().expect("a number first") % 2 == remainder {
                tally.add(&std::fs::read_to_string(file).expect("a readable file"));
            }
        }
        let [strict, relaxed, value] = tally.f1();
        eprintln!("wikiwars {half}: strict {strict:.1} relaxed {relaxed:.1} value {value:.1}");
        assert!(strict >= 88.0 && relaxed >= 94.0 && value >= 83.0, "{half}: {strict:.1} {relaxed:.1} {value:.1}");
    }
}

#[derive(Default)]
struct Tally {
    marked: usize,
    found: usize,
    strict: usize,
    relaxed: usize,
    value: usize,
}

impl Tally {
    fn add(&mut self, source: &str) {
        let (text, marked) = read(source);
        let published =
            source.split("<DATETIME>").nth(1).and_then(|s| s.split("val=\"").nth(1)).and_then(|s| s.get(..10));
        let found = dates(&text, &[], Setting { published, manner: None }, DateRules::english(), &|_| None);
        self.marked += marked.len();
        self.found += found.len();
        let mut used = vec![false; found.len()];
        for (start, end, value) in marked {
            let over: Vec<usize> = (0..found.len())
                .filter(|i| !used[*i] && found[*i].span.start < end && start < found[*i].span.end)
                .collect();
            let same = over.iter().find(|i| (found[**i].span.start, found[**i].span.end) == (start, end));
            let Some(i) = same.or(over.first()).copied() else { continue };
            used[i] = true;
            self.relaxed += 1;
            self.strict += usize::from(same.is_some());
            self.value += usize::from(found[i].value == value);
        }
    }

    fn f1(&self) -> [f64; 3] {
        [self.strict, self.relaxed, self.value].map(|n| 200.0 * n as f64 / (self.marked + self.found) as f64)
    }
}

/// The plain text between TEXT tags and the marked spans with their values, inner ones first.
fn read(source: &str) -> (String, Vec<(usize, usize, String)>) {
    let body = source.split_once("<TEXT>").and_then(|(_, b)| b.rsplit_once("</TEXT>")).expect("a body").0;
    let (mut text, mut open, mut spans) = (String::new(), Vec::new(), Vec::new());
    let mut rest = body;
    while let Some(at) = rest.find('<') {
        text += &plain(&rest[..at]);
        let close = rest[at..].find('>').expect("tags are closed") + at;
        let tag = &rest[at..close];
        if tag.starts_with("<TIMEX2") {
            let value = tag.split(" val=\"").nth(1).and_then(|v| v.split('"').next()).unwrap_or("");
            open.push((text.len(), value.to_string()));
        } else if tag.starts_with("</TIMEX2") {
            let (start, value) = open.pop().expect("tags are paired");
            spans.push((start, text.len(), value));
        }
        rest = &rest[close + 1..];
    }
    text += &plain(rest);
    (text, spans)
}

fn plain(s: &str) -> String {
    s.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}
