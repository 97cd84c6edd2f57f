//! Learns what the signs of a claim are worth: `cargo run --release --example weigh -- OUT PLAIN... -- GOLD...`. Each GOLD is a folder of texts beside
//! whose name lies `GOLD.claims.jsonl`, as under `tests/gold/claims`; each PLAIN a folder of texts, or a file in CoNLL-U, on anything but the topic, in which
//! nothing that an entry leaves open is a claim; OUT is the file of weights to write.
//!
//! A logistic regression with a quadratic penalty, by coordinate descent with one undamped Newton step a sign (after Huang, Chang, Hsieh & Lin, *Iterative Scaling
//! and Coordinate Descent Methods for Maximum Entropy Models*, JMLR 11, 2010). The `yes` and `no` sentences of the lexicon
//! are learned from too. Prints what entries alone and entries with weights find in texts left out of the learning, a fifth of them
//! at a time. The same texts give the same file.

use gainsay::annotate::syntax::conllu;
use gainsay::extract::{self, Weighable};
use gainsay::lexicon::Lexicon;
use gainsay::lexicon::weights::stands;
use gainsay::model::{Document, Span};
use gainsay::pipeline;
use gainsay::read::{Limits, Sidecar, read};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const TOPIC: &str = "data-access";
/// Of the sum of squared weights, against the sum of losses.
const PENALTY: f64 = 2.0;
const SWEEPS: usize = 25;
const FOLDS: usize = 5;
/// A sign that was seen less often, or in fewer texts, is not learned.
const SEEN: usize = 4;
const TEXTS: usize = 3;
/// What a word in a text on something else counts: a few are claims all the same.
const PLAIN: f64 = 0.07;
/// Numbers of texts that are no gold.
const OTHERS: usize = 1 << 20;
/// So many sentences of a treebank are read as one text.
const TOGETHER: usize = 20;
/// What a sentence of the lexicon counts: it is plain, and stands for many.
const OWN: f64 = 3.0;
/// What a doubtful mark counts.
const DOUBTFUL: f64 = 0.3;

/// Something that may head a claim, and whether a reader marked one there.
struct Example {
    signs: Vec<String>,
    claim: bool,
    counts: f64,
    /// The entry takes it.
    taken: bool,
    settled: bool,
    /// Of the word: no two claims of a topic have one head.
    word: (usize, usize),
    /// Which text, and which of its marks.
    text: usize,
    mark: Option<usize>,
}

/// A text and a span of it.
type Word = (usize, (usize, usize));

/// What was marked in one text and must be found.
struct Marks {
    text: usize,
    needed: Vec<usize>,
    folder: usize,
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (before, folders) = match args.iter().position(|argument| argument == "--") {
        Some(at) => (&args[..at], &args[at + 1..]),
        None => exit("usage: weigh OUT PLAIN... -- GOLD..."),
    };
    let [out, plain @ ..] = before else { exit("usage: weigh OUT PLAIN... -- GOLD...") };
    let lexicon = Lexicon::embedded();
    let (mut examples, mut marks) = (Vec::new(), Vec::new());
    for (at, folder) in folders.iter().enumerate() {
        load(Path::new(folder), at, &lexicon, &mut examples, &mut marks);
    }
    let mut own = sentences(&lexicon);
    let lexical = own.len();
    plain.iter().for_each(|path| own.extend(background(Path::new(path), &lexicon)));
    eprintln!(
        "{} words that may head a claim in {} texts, {lexical} in sentences of the lexicon, {} in plain texts",
        examples.len(),
        marks.len(),
        own.len() - lexical
    );
    validate(&examples, &own, &marks, folders);
    let weights = learn(&examples.iter().chain(&own).collect::<Vec<_>>());
    let lines: String = weights.iter().map(|(sign, weight)| format!("{sign}\t{weight}\n")).collect();
    std::fs::write(out, lines).unwrap_or_else(|fault| exit(&format!("{out}: {fault}")));
    eprintln!("{} signs", weights.len());
}

fn exit(what: &str) -> ! {
    eprintln!("{what}");
    std::process::exit(2);
}

fn load(folder: &Path, number: usize, lexicon: &Lexicon, examples: &mut Vec<Example>, marks: &mut Vec<Marks>) {
    let gold = PathBuf::from(format!("{}.claims.jsonl", folder.display()));
    let gold = std::fs::read_to_string(&gold).unwrap_or_else(|fault| exit(&format!("{}: {fault}", gold.display())));
    let gold: Vec<Value> = gold.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    let files = std::fs::read_dir(folder).unwrap_or_else(|fault| exit(&format!("{}: {fault}", folder.display())));
    let mut files: Vec<PathBuf> = files.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_none_or(|end| end != "toml"));
    files.sort();
    for path in files {
        let name = path.file_name().expect("a file").to_string_lossy().into_owned();
        let Ok((bytes, sidecar)) = pipeline::open(&path) else { continue };
        for document in read(&name, &bytes, &sidecar, None, &Limits::default()).unwrap_or_default() {
            let staged = pipeline::stage(document, lexicon);
            let here: Vec<&Value> = gold.iter().filter(|mark| mark["document"] == name.as_str()).collect();
            let spans: Vec<Option<Span>> = here.iter().map(|mark| place(&staged.document.text, mark)).collect();
            let found = extract::weighables(&staged.document, &staged.annotations, TOPIC, lexicon);
            let at = marks.len();
            examples.extend(found.into_iter().map(|candidate| example(candidate, at, &here, &spans)));
            let needed = (0..here.len()).filter(|at| here[*at]["optional"] != true && spans[*at].is_some()).collect();
            marks.push(Marks { text: at, needed, folder: number });
        }
    }
}

fn place(text: &str, mark: &Value) -> Option<Span> {
    let anchor = mark["anchor"].as_str()?;
    text.find(anchor).map(|start| Span { start, end: start + anchor.len() })
}

/// It is a claim where its word lies in the words marked for such an act; the shortest of them where several do.
fn example(candidate: Weighable, text: usize, marks: &[&Value], spans: &[Option<Span>]) -> Example {
    let action = |mark: &Value| match &mark["action"] {
        Value::Array(list) => list.iter().any(|action| *action == candidate.action),
        action => *action == candidate.action,
    };
    let fits = |at: &usize| spans[*at].is_some_and(|span| span.contains(candidate.span)) && action(marks[*at]);
    let mark = (0..marks.len()).filter(fits).min_by_key(|at| spans[*at].map(|span| span.end - span.start));
    let doubtful = mark.is_some_and(|at| marks[at]["optional"] == true);
    Example {
        signs: candidate.signs,
        claim: mark.is_some(),
        counts: if doubtful { DOUBTFUL } else { 1.0 },
        taken: candidate.taken,
        settled: candidate.settled,
        word: (candidate.span.start, candidate.span.end),
        text,
        mark,
    }
}

/// The lexicon's own sentences: an entry's word makes a claim in the `yes` ones and none in the `no` ones.
fn sentences(lexicon: &Lexicon) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut seen = BTreeSet::new();
    for predicate in lexicon.topics.predicates().iter().filter(|one| one.topic == TOPIC && seen.insert(one.id.clone()))
    {
        let both = [(&predicate.yes, true), (&predicate.no, false)];
        for (sentence, claim) in both.into_iter().flat_map(|(list, claim)| list.iter().map(move |one| (one, claim))) {
            let documents =
                read("entry.txt", sentence.as_bytes(), &Sidecar::default(), Some("text"), &Limits::default());
            let first = examples.len();
            for document in documents.unwrap_or_default() {
                let staged = pipeline::stage(document, lexicon);
                let found = extract::weighables(&staged.document, &staged.annotations, TOPIC, lexicon);
                examples.extend(found.into_iter().filter(|one| one.predicate == predicate.id).map(|one| Example {
                    signs: one.signs,
                    claim,
                    counts: OWN,
                    taken: one.taken,
                    settled: one.settled,
                    word: (one.span.start, one.span.end),
                    text: OTHERS + first,
                    mark: None,
                }));
            }
        }
    }
    examples
}

/// Nothing is a claim in a text on something else that no entry takes.
fn background(path: &Path, lexicon: &Lexicon) -> Vec<Example> {
    let read = |name: &str, bytes: &[u8], format| {
        read(name, bytes, &Sidecar::default(), format, &Limits::default()).unwrap_or_default()
    };
    let fail = |fault: std::io::Error| -> ! { exit(&format!("{}: {fault}", path.display())) };
    let documents: Vec<Document> = if path.is_dir() {
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(path).unwrap_or_else(|fault| fail(fault)).flatten().map(|entry| entry.path()).collect();
        files.retain(|path| path.extension().is_none_or(|end| end != "toml"));
        files.sort();
        let bytes = |path: &PathBuf| std::fs::read(path).unwrap_or_else(|fault| fail(fault));
        files.iter().flat_map(|path| read(&path.to_string_lossy(), &bytes(path), None)).collect()
    } else {
        let text = std::fs::read_to_string(path).unwrap_or_else(|fault| fail(fault));
        let sentences: Vec<String> = conllu::read(&text).into_iter().filter_map(|sentence| sentence.text).collect();
        sentences
            .chunks(TOGETHER)
            .flat_map(|some| read("plain.txt", some.join("\n").as_bytes(), Some("text")))
            .collect()
    };
    let example = |text: usize, one: Weighable| Example {
        signs: one.signs,
        claim: false,
        counts: PLAIN,
        taken: false,
        settled: false,
        word: (one.span.start, one.span.end),
        text: 2 * OTHERS + text,
        mark: None,
    };
    let mut examples = Vec::new();
    for (text, document) in documents.into_iter().enumerate() {
        let staged = pipeline::stage(document, lexicon);
        let found = extract::weighables(&staged.document, &staged.annotations, TOPIC, lexicon);
        examples.extend(found.into_iter().filter(|one| !one.taken).map(|one| example(text, one)));
    }
    examples
}

/// The weight of each sign in thousandths, in the order of their names.
fn learn(examples: &[&Example]) -> Vec<(String, i32)> {
    let mut columns: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (row, example) in examples.iter().enumerate() {
        columns.entry("always").or_default().push(row);
        for sign in &example.signs {
            columns.entry(sign).or_default().push(row);
        }
    }
    columns.retain(|_, rows| {
        rows.len() >= SEEN && rows.iter().map(|row| examples[*row].text).collect::<BTreeSet<_>>().len() >= TEXTS
    });
    let mut weights = vec![0.0; columns.len()];
    let mut sums = vec![0.0; examples.len()];
    for _ in 0..SWEEPS {
        for (weight, rows) in weights.iter_mut().zip(columns.values()) {
            let (mut slope, mut bend) = (PENALTY * *weight, PENALTY);
            for row in rows {
                let (odds, example) = (1.0 / (1.0 + f64::exp(-sums[*row])), examples[*row]);
                slope += example.counts * (odds - f64::from(u8::from(example.claim)));
                bend += example.counts * odds * (1.0 - odds);
            }
            let step = -slope / bend;
            *weight += step;
            rows.iter().for_each(|row| sums[*row] += step);
        }
    }
    let whole =
        columns.into_keys().zip(weights).map(|(sign, weight)| (sign.to_string(), (weight * 1000.0).round() as i32));
    whole.filter(|(_, weight)| weight.abs() >= 10).collect()
}

/// Each fifth of the texts judged by what the others teach.
fn validate(examples: &[Example], own: &[Example], marks: &[Marks], folders: &[String]) {
    let mut sums = vec![0; examples.len()];
    for fold in 0..FOLDS {
        let others: Vec<&Example> = examples.iter().filter(|one| one.text % FOLDS != fold).chain(own).collect();
        let weights: BTreeMap<String, i32> = learn(&others).into_iter().collect();
        let weight = |sign: &str| weights.get(sign).copied().unwrap_or(0);
        for (sum, example) in sums.iter_mut().zip(examples).filter(|(_, example)| example.text % FOLDS == fold) {
            *sum = weight("always") + example.signs.iter().map(|sign| weight(sign)).sum::<i32>();
        }
    }
    for (number, folder) in folders.iter().enumerate() {
        let texts: BTreeMap<usize, &Marks> =
            marks.iter().filter(|one| one.folder == number).map(|one| (one.text, one)).collect();
        score(&format!("{folder}: entries alone"), examples, &texts, |_, example| example.taken.then_some(i32::MAX));
        let judge = |at: usize, example: &Example| {
            let spoken = example.signs.iter().any(|sign| sign == "spoken");
            (example.settled || stands(example.taken, spoken, sums[at])).then_some(if example.taken {
                i32::MAX
            } else {
                sums[at]
            })
        };
        score(&format!("{folder}: with weights"), examples, &texts, judge);
    }
}

fn score(
    what: &str,
    examples: &[Example],
    texts: &BTreeMap<usize, &Marks>,
    judge: impl Fn(usize, &Example) -> Option<i32>,
) {
    let mut words: BTreeMap<Word, (i32, Option<usize>)> = BTreeMap::new();
    for (at, example) in examples.iter().enumerate().filter(|(_, example)| texts.contains_key(&example.text)) {
        if let Some(sum) = judge(at, example) {
            let best = words.entry((example.text, example.word)).or_insert((sum, example.mark));
            *best = if sum > best.0 { (sum, example.mark) } else { *best };
        }
    }
    let found: BTreeSet<(usize, usize)> =
        words.iter().filter_map(|((text, _), (_, mark))| Some((*text, (*mark)?))).collect();
    let extra = words.values().filter(|(_, mark)| mark.is_none()).count();
    let needed: usize = texts.values().map(|one| one.needed.len()).sum();
    let hits = texts
        .values()
        .flat_map(|one| one.needed.iter().map(|mark| (one.text, *mark)))
        .filter(|mark| found.contains(mark))
        .count();
    let (precision, recall) = (hits as f64 / (hits + extra).max(1) as f64, hits as f64 / needed.max(1) as f64);
    println!(
        "{what}: precision {precision:.3} recall {recall:.3} F1 {:.3}",
        2.0 * precision * recall / (precision + recall).max(1e-9)
    );
}
