//! What the program finds in texts that readers marked, with floors that a change may not fall through.

mod score;

use score::{analyse, claims, gold, quotes};
use std::path::Path;

fn folder(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn hold(what: &str, found: f64, floor: f64) {
    eprintln!("{what}: {found:.3} (floor {floor})");
    assert!(found >= floor, "{what} fell to {found:.3}, the floor is {floor}");
}

#[test]
fn the_demonstration_case() {
    let found = analyse(&folder("corpus"));
    let score = claims(&gold("corpus.claims.jsonl"), &found.claims);
    hold("claims, precision", score.precision, 0.90);
    hold("claims, recall", score.recall, 0.78);
    hold("claims, fields", score.fields, 0.90);
    let (seen, right) = quotes(&gold("corpus.quotes.jsonl"), &found.quotes);
    hold("quotations found", seen, 0.95);
    hold("with the right speaker", right, 0.90);
}
