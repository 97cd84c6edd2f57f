//! Counts what the program finds against what a careful reader marked: the measures of `tests/gold/README.md`.

use gainsay::lexicon::Lexicon;
use gainsay::model::{Claim, QuoteRow};
use gainsay::pipeline;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Everything that the stages find in a folder, document by document.
pub struct Found {
    pub claims: Vec<Claim>,
    pub quotes: Vec<QuoteRow>,
}

/// Claims: of those marked and of those found, how many are right; and how many of the marked fields of the found ones.
pub struct Score {
    pub precision: f64,
    pub recall: f64,
    pub fields: f64,
}

pub fn gold(name: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| serde_json::from_str(line).expect(line)).collect()
}

/// Reads every file of a folder with its sidecar and runs the stages that look at one document.
pub fn analyse(folder: &Path) -> Found {
    let lexicon = Lexicon::embedded();
    let mut found = Found { claims: Vec::new(), quotes: Vec::new() };
    for path in files(folder) {
        let name = path.file_name().expect("a file").to_string_lossy().into_owned();
        let Ok((bytes, sidecar)) = pipeline::open(&path) else { continue };
        let limits = gainsay::read::Limits::default();
        for document in gainsay::read::read(&name, &bytes, &sidecar, None, &limits).unwrap_or_default() {
            let staged = pipeline::stage(document, &lexicon);
            found.claims.extend(staged.claims);
            found.quotes.extend(staged.quotes);
        }
    }
    found
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap_or_else(|fault| panic!("{}: {fault}", folder.display()))
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_none_or(|end| end != "toml"))
        .collect();
    files.sort();
    files
}

/// Lower case, plain spaces, straight apostrophes.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{2009}'], " ").replace(['’', '‘'], "'").to_lowercase()
}

fn words(text: &str) -> Vec<String> {
    plain(text).split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).map(String::from).collect()
}

/// How much the words of a row and the marked words share: all of one in the other, or seven in ten and at least three.
pub fn shared(anchor: &str, row: &str) -> usize {
    let (anchor, row) = (words(anchor), words(row));
    let common = anchor.iter().filter(|word| row.contains(word)).count();
    let inside = |a: &[String], b: &[String]| format!(" {} ", b.join(" ")).contains(&format!(" {} ", a.join(" ")));
    let enough = common >= 3 && common as f64 >= 0.7 * anchor.len().min(row.len()) as f64;
    if !row.is_empty() && (inside(&anchor, &row) || inside(&row, &anchor) || enough) { common } else { 0 }
}

/// One of the accepted answers stands in what was found, as whole words.
fn says(accepted: &Value, found: &[Option<&str>]) -> bool {
    let found: Vec<Vec<String>> = found.iter().flatten().map(|text| words(text)).collect();
    let holds = |answer: &Value| {
        let answer = words(answer.as_str().unwrap_or_default());
        found.iter().any(|text| text.windows(answer.len().max(1)).any(|window| window == answer))
    };
    accepted.as_array().is_some_and(|list| list.iter().any(holds))
}

fn name(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_string()
}

fn one_of(accepted: &Value, found: &str) -> bool {
    accepted.as_array().is_some_and(|list| list.iter().any(|answer| answer == found))
}

/// Which marked fields of a gold line a claim has right: (right, marked).
fn fields(gold: &Value, claim: &Claim) -> (usize, usize) {
    let checks: [(&str, bool); 8] = [
        ("actor", says(&gold["actor"], &[claim.actor.as_deref(), claim.actor_name.as_deref()])),
        ("object", says(&gold["object"], &[claim.object.as_deref()])),
        ("polarity", one_of(&gold["polarity"], claim.polarity.name())),
        ("modality", one_of(&gold["modality"], claim.modality.name())),
        ("attributed_to", says(&gold["attributed_to"], &[claim.attributed_to.as_deref()])),
        ("place", says(&gold["place"], &[claim.place.as_deref(), claim.actor.as_deref(), claim.object.as_deref()])),
        ("quantity", claim.quantity.as_deref().is_some_and(|q| q.contains(&gold["quantity"]["value"].to_string()))),
        ("when", claim.when_start.as_deref().is_some_and(|when| when.starts_with(&name(&gold["when"], "start")))),
    ];
    let marked: Vec<bool> = checks.iter().filter(|(key, _)| !gold[*key].is_null()).map(|(_, right)| *right).collect();
    (marked.iter().filter(|right| **right).count(), marked.len())
}

/// Each marked claim is answered by at most one found claim of its document and action, the best first.
pub fn claims(gold: &[Value], found: &[Claim]) -> Score {
    let mut pairs: Vec<(usize, usize, usize, usize)> = Vec::new();
    for (g, line) in gold.iter().enumerate() {
        for (c, claim) in found.iter().enumerate() {
            let common = shared(&name(line, "anchor"), &claim.evidence);
            if claim.document == name(line, "document") && common > 0 && one_of(&line["action"], &claim.action) {
                pairs.push((fields(line, claim).0, common, g, c));
            }
        }
    }
    pairs.sort_by_key(|(agree, common, g, _)| (std::cmp::Reverse((*agree, *common)), *g));
    let (mut answered, mut used) = (BTreeMap::new(), BTreeMap::new());
    for (_, _, g, c) in pairs {
        if !answered.contains_key(&g) && !used.contains_key(&c) {
            answered.insert(g, c);
            used.insert(c, g);
        }
    }
    let needed: Vec<usize> = (0..gold.len()).filter(|g| gold[*g]["optional"] != true).collect();
    let hits: Vec<usize> = needed.iter().copied().filter(|g| answered.contains_key(g)).collect();
    let documents: Vec<String> = gold.iter().map(|line| name(line, "document")).collect();
    let extra = (0..found.len()).filter(|c| !used.contains_key(c) && documents.contains(&found[*c].document)).count();
    let told = hits.iter().map(|g| fields(&gold[*g], &found[answered[g]]));
    let (right, marked) = told.fold((0, 0), |sum, (right, marked)| (sum.0 + right, sum.1 + marked));
    Score {
        precision: ratio(hits.len(), hits.len() + extra),
        recall: ratio(hits.len(), needed.len()),
        fields: ratio(right, marked),
    }
}

/// Of the marked quotations, the shares found and found with the right speaker.
pub fn quotes(gold: &[Value], found: &[QuoteRow]) -> (f64, f64) {
    let needed: Vec<&Value> = gold.iter().filter(|line| line["optional"] != true).collect();
    let (mut seen, mut right) = (0, 0);
    for line in &needed {
        let meets =
            |row: &&QuoteRow| row.document == name(line, "document") && shared(&name(line, "anchor"), &row.text) > 0;
        let rows: Vec<&QuoteRow> = found.iter().filter(meets).collect();
        seen += usize::from(!rows.is_empty());
        let speaker = |row: &&QuoteRow| says(&line["speaker"], &[row.speaker.as_deref(), row.speaker_name.as_deref()]);
        right += usize::from(rows.iter().any(speaker));
    }
    (ratio(seen, needed.len()), ratio(right, needed.len()))
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}
