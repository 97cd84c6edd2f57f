//! Scores the committed model on a treebank file, gold tokens: `evaluate FILE.conllu [--plain]`.
//!
//! Prints `UPOS x UAS y LAS z` in per cent as the CoNLL 2018 shared task defines them: every token counts,
//! punctuation too, and relations are compared by their universal part. `--plain` takes capitals and punctuation
//! out first. `--words` scores tokens and lemmas instead, from the raw text.

use gainsay::annotate::syntax::conllu::{Sentence, read};
use gainsay::annotate::syntax::{parse_tokens, tokenize};
use gainsay::model::span::Span;
use gainsay::model::tree::{Token, Upos};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some(path) = args.iter().find(|a| !a.starts_with("--")) else {
        eprintln!("usage: evaluate FILE.conllu [--plain | --words]");
        std::process::exit(2);
    };
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| {
        eprintln!("error: {path}: {e}");
        std::process::exit(2);
    });
    let sentences = read(&text);
    if args.iter().any(|a| a == "--words") {
        return words(&sentences);
    }
    let plain = args.iter().any(|a| a == "--plain");
    let prepare = |s: &Sentence| if plain { bare(&s.tree.tokens) } else { s.tree.tokens.clone() };
    arcs(&sentences.iter().map(prepare).collect::<Vec<_>>());
}

fn arcs(sentences: &[Vec<Token>]) {
    let (mut n, mut upos, mut uas, mut las, mut lemmas) = (0, 0, 0, 0, 0);
    for gold in sentences {
        let forms: Vec<&str> = gold.iter().map(|t| t.form.as_str()).collect();
        let found = parse_tokens(&forms);
        for (g, f) in gold.iter().zip(&found.tokens) {
            let universal = |t: &Token| t.rel.split(':').next();
            n += 1;
            upos += usize::from(g.upos == f.upos);
            lemmas += usize::from(g.lemma == f.lemma);
            uas += usize::from(g.head == f.head);
            las += usize::from(g.head == f.head && universal(g) == universal(f));
        }
    }
    let share = |k: usize| 100.0 * k as f64 / f64::from(n.max(1));
    println!("UPOS {:.2} UAS {:.2} LAS {:.2}", share(upos), share(uas), share(las));
    eprintln!("({n} tokens, lemmas {:.2})", share(lemmas));
}

/// Without capitals and punctuation; what hung on a mark hangs on the mark's head.
fn bare(tokens: &[Token]) -> Vec<Token> {
    let is_mark = |i: usize| tokens[i].upos == Upos::Punct;
    let kept: Vec<usize> = (0..tokens.len()).filter(|i| !is_mark(*i)).collect();
    if tokens.iter().enumerate().any(|(i, t)| t.head.is_none() && is_mark(i)) {
        return tokens.to_vec();
    }
    let above = |i: usize| {
        let mut head = tokens[i].head?;
        while is_mark(head) {
            head = tokens[head].head?;
        }
        kept.binary_search(&head).ok()
    };
    let token = |i: &usize| Token { form: tokens[*i].form.to_lowercase(), head: above(*i), ..tokens[*i].clone() };
    kept.iter().map(token).collect()
}

fn words(sentences: &[Sentence]) {
    let (mut gold, mut found, mut right) = (0, 0, 0);
    for s in sentences {
        let Some(text) = &s.text else { continue };
        let mut expected = Vec::new();
        let mut at = 0;
        for token in &s.tree.tokens {
            let Some(start) = text[at..].find(&token.form).map(|i| i + at) else { break };
            at = start + token.form.len();
            expected.push(Span { start, end: at });
        }
        let got = tokenize(text, Span { start: 0, end: text.len() });
        let hits = got.iter().filter(|s| expected.binary_search(s).is_ok()).count();
        (gold, found, right) = (gold + expected.len(), found + got.len(), right + hits);
    }
    println!(
        "tokens: precision {:.2} recall {:.2}",
        100.0 * right as f64 / found as f64,
        100.0 * right as f64 / gold as f64
    );
}
