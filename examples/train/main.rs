//! Trains the tagger, lemmatiser and parser: `cargo run --release --example train -- DATA VECTORS OUT`, where DATA
//! holds `en_ewt-train.conllu` and `en_ewt-dev.conllu`, VECTORS has GloVe's text form (a word and its numbers a line,
//! frequent words first; `en.model.LICENSE` says which) and OUT is the model file to write.
//!
//! Prints loss and scores on the development part as it goes. The same data gives the same file, whatever the
//! number of processors, their vectors and the compiler's flags; on two free cores it takes some minutes. The committed
//! `en.model` is what one such run writes.

mod clauses;
mod data;
mod glove;
mod learn;
mod lstm;
mod matrix;
mod names;
mod network;
mod noise;
mod nouns;
mod phrases;
mod random;
mod trainer;
mod vectors;

use clauses::Clauses;
use gainsay::annotate::syntax::conllu::read;
use gainsay::annotate::syntax::lemma::Lemmas;
use gainsay::annotate::syntax::model::write;
use gainsay::annotate::syntax::weights::Dims;
use gainsay::model::tree::Token;
use glove::Vectors;
use nouns::Nouns;
use std::path::Path;
use trainer::Trainer;

/// Passes over disturbed sentences, and the last slow ones over sentences mostly as they were written, and over short
/// statements made out of them.
const EPOCHS: usize = 26;
const SETTLING: usize = 6;
/// So many frequent words have a row of their own, beside the treebank's.
const FREQUENT: usize = 40_000;
const EMBEDDING: usize = 112;
const HIDDEN: usize = 96;
const ARC: usize = 64;
const LABEL: usize = 64;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [folder, vectors, out] = &args[..] else {
        eprintln!("usage: train DATA VECTORS OUT");
        std::process::exit(2);
    };
    let train = load(&Path::new(folder).join("en_ewt-train.conllu"));
    let dev = load(&Path::new(folder).join("en_ewt-dev.conllu"));
    let vectors = Path::new(vectors);
    let text = std::fs::read_to_string(vectors).unwrap_or_else(|e| fail(vectors, &e));
    let vectors = Vectors::read(&text, FREQUENT).unwrap_or_else(|e| fail(vectors, &e));
    let bare: Vec<Vec<Token>> = dev.iter().map(|s| data::bare(s)).collect();
    let known = train.iter().flatten().map(|t| (t.form.as_str(), t.upos, t.tag, t.lemma.as_str()));
    let lemmas = Lemmas::learn(known);
    let pairs = data::tag_pairs(&train);
    let (words, hidden) = data::words(&train, &vectors);
    let keys: Vec<u32> = words.keys().copied().collect();
    let dims = Dims { words: words.len() + 1, embedding: EMBEDDING, hidden: HIDDEN, arc: ARC, label: LABEL };
    let mut trainer = Trainer::new(dims, words, &vectors, Nouns::of(&train), hidden);
    for epoch in 0..EPOCHS {
        let loss = trainer.epoch(&train, 1.0 - epoch as f32 / EPOCHS as f32);
        println!("epoch {epoch}: loss {loss:.3}");
        if epoch % 4 == 3 || epoch + 1 == EPOCHS {
            println!("  dev {}  plain {}", trainer.score(&dev), trainer.score(&bare));
        }
    }
    let clauses = Clauses::of(&train);
    trainer.restart();
    for pass in 0..SETTLING {
        let loss = trainer.settle(&train, &clauses, 1.0 - pass as f32 / SETTLING as f32);
        println!("settling {pass}: loss {loss:.3}");
        println!("  dev {}  plain {}", trainer.score(&dev), trainer.score(&bare));
    }
    let bytes = write(&dims, &keys, &pairs, &trainer.weights(), &lemmas);
    if let Err(e) = std::fs::write(out, bytes) {
        fail(Path::new(out), &e);
    }
}

fn load(path: &Path) -> Vec<Vec<Token>> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| fail(path, &e));
    read(&text).into_iter().map(|s| s.tree.tokens).collect()
}

fn fail(path: &Path, error: &dyn std::fmt::Display) -> ! {
    eprintln!("error: {}: {error}", path.display());
    std::process::exit(2)
}
