//! Quotations in real articles: found, given to the right speaker, and set beside their variants.
//! Needs `../shared` (or `GAINSAY_SHARED`); says so and passes without it.
#![allow(clippy::disallowed_methods, reason = "the folder of shared texts may lie elsewhere")]

use gainsay::annotate::{actors::actors, quotes::quotes};
use gainsay::lexicon::Lexicon;
use gainsay::model::{Annotations, Document, Quote, QuoteMatch};
use gainsay::read::{Limits, Sidecar, read};
use gainsay::resolve::quotes::{Said, Variant, variants};
use gainsay::segment::sentences;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(Deserialize)]
struct Gold {
    document: String,
    anchor: String,
    speaker: Vec<String>,
    #[serde(default)]
    optional: bool,
}

fn shared() -> Option<PathBuf> {
    let named = std::env::var_os("GAINSAY_SHARED").map(PathBuf::from);
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let found = named.or(Some(beside)).filter(|path| path.join("seeds").is_dir());
    if found.is_none() {
        eprintln!("SKIPPED: ../shared/seeds is not here; set GAINSAY_SHARED to run this test");
    }
    found
}

/// Every document with its quotations, in order of names.
fn quoted(folder: PathBuf) -> Vec<(Document, Vec<Quote>)> {
    let lexicon = Lexicon::embedded();
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let mut out = Vec::new();
    for path in paths {
        let name = path.file_name().expect("a file").to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).expect("readable");
        for document in read(&name, &bytes, &Sidecar::default(), None, &Limits::default()).expect("a document") {
            let mut so_far = Annotations { sentences: sentences(&document, &lexicon), ..Annotations::default() };
            so_far.actors = actors(&document, &so_far.sentences, &BTreeMap::new(), &lexicon);
            let found = quotes(&document, &so_far, &lexicon);
            out.push((document, found));
        }
    }
    out
}

fn flat(text: &str) -> String {
    text.replace(['\u{a0}', '\u{2009}'], " ")
}

#[test]
fn seeds_are_found_with_their_speakers() {
    let Some(shared) = shared() else { return };
    let gold = std::fs::read_to_string(shared.join("gold/seeds.quotes.jsonl")).expect("gold");
    let gold: Vec<Gold> = gold.lines().map(|line| serde_json::from_str(line).expect("a gold line")).collect();
    let documents = quoted(shared.join("seeds"));
    let (mut found, mut right, mut all) = (0, 0, 0);
    for gold in gold.iter().filter(|gold| !gold.optional) {
        all += 1;
        let (document, quotes) =
            documents.iter().find(|(document, _)| document.path == gold.document).expect("the document");
        let holds: Vec<&Quote> =
            quotes.iter().filter(|quote| flat(quote.span.of(&document.text)).contains(&gold.anchor)).collect();
        found += usize::from(!holds.is_empty());
        let names = |quote: &Quote| {
            flat(&[quote.speaker.clone(), quote.speaker_name.clone()].map(Option::unwrap_or_default).join(" "))
                .to_lowercase()
        };
        let good =
            holds.iter().any(|quote| gold.speaker.iter().any(|name| names(quote).contains(&name.to_lowercase())));
        right += usize::from(good);
    }
    assert!(found == all, "{found} of {all} found");
    assert!(right * 100 >= all * 95, "{right} of {all} speakers right");
}

#[test]
fn variants_of_one_quotation_meet_over_documents() {
    let Some(shared) = shared() else { return };
    let documents = quoted(shared.join("seeds"));
    let mut all = Vec::new();
    for (document, quotes) in &documents {
        let said = |quote: &Quote| Said {
            document: document.path.clone(),
            text: quote.span.of(&document.text).replace('’', "'"),
            published: None,
            spoken: false,
        };
        all.extend(quotes.iter().map(said));
    }
    let found = variants(&all, &Lexicon::embedded());
    let cluster = |start: &str| -> Vec<String> {
        let holds = |said: &Said, variant: &Variant| {
            let parts = variant.parts.iter().filter(|part| flat(&said.text[part.start..]).starts_with(start));
            parts.map(|part| part.cluster.clone()).collect::<Vec<_>>()
        };
        all.iter().zip(&found).flat_map(|(said, variant)| holds(said, variant)).collect()
    };
    let same = |a: &str, b: &str| cluster(a).iter().any(|one| cluster(b).contains(one));
    assert!(same("These are important steps", "These are critical steps"));
    assert!(same("We know that we are among", "We are aware that we are one of"));
    assert!(same("For more than a year, we have been", "For more than a year, we've been"));
    assert!(!same("These are important steps", "We know that we are among"));
    let differs = all
        .iter()
        .zip(&found)
        .any(|(said, variant)| flat(&said.text).starts_with("These are") && variant.matched == QuoteMatch::Altered);
    assert!(differs, "one wording is the reference, the other altered");
}
