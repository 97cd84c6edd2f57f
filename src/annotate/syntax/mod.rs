//! A sentence's tokens, tags, lemmas and dependency tree.
//!
//! One small network (see `score`) does the tagging and the parsing together; its weights are the committed
//! `en.model`, trained by `examples/train` on the Universal Dependencies English Web Treebank, with GloVe's word vectors. The same sentence
//! gives the same tree on every run, thread and machine: sums are integers, and no order depends on hashing.

pub mod activation;
pub mod conllu;
mod decode;
mod draw;
pub mod features;
mod interruptions;
pub mod lemma;
mod matrix;
mod mend;
pub mod model;
mod score;
mod table;
mod tokenize;
mod vectors;
pub mod weights;

pub use conllu::conllu;
pub use draw::draw;
pub use tokenize::tokenize;

use crate::model::label::Upos;
use crate::model::span::Span;
use crate::model::tree::{Token, Tree};

/// Where the weights come from, for `--version --verbose`.
pub const MODEL_SOURCE: &str = "syntax model trained on the Universal Dependencies English Web Treebank, CC BY-SA 4.0, \
     https://github.com/UniversalDependencies/UD_English-EWT";

/// Tokenises, tags, lemmatises and parses one sentence of a document; spans point into the document's text. An
/// empty or blank sentence gives an empty tree.
///
/// ```
/// use gainsay::annotate::syntax::parse;
/// use gainsay::model::span::Span;
/// let text = "It didn\u{2019}t sell them.";
/// let tree = parse(text, Span { start: 0, end: text.len() });
/// assert_eq!(tree.tokens[2].form, "n\u{2019}t");
/// assert_eq!(tree.tokens[2].lemma, "not");
/// assert_eq!(tree.tokens[tree.root().unwrap()].form, "sell");
/// ```
pub fn parse(text: &str, sentence: Span) -> Tree {
    let spans = tokenize(text, sentence);
    let forms: Vec<&str> = spans.iter().map(|s| &text[s.start..s.end]).collect();
    tree(&forms, &spans)
}

/// Tags, lemmatises and parses given tokens; spans are as if they stood joined by single spaces.
pub fn parse_tokens(forms: &[&str]) -> Tree {
    let mut start = 0;
    let span = |form: &&str| {
        let span = Span { start, end: start + form.len() };
        start = span.end + 1;
        span
    };
    let spans: Vec<Span> = forms.iter().map(span).collect();
    tree(forms, &spans)
}

/// As the treebank's rules have it; where that is a word nobody writes ("leake" for "leaked"), as regular verbs have it.
fn lemma(model: &model::Model, form: &str, upos: Upos, tag: &str) -> String {
    let found = model.lemmas.lemma(form, upos, tag);
    let known = |word: &str| model.words.get(features::word_key(word)).is_some();
    if !matches!(tag, "VBD" | "VBN" | "VBG" | "VBZ") || known(&found) {
        return found;
    }
    let form = form.to_lowercase();
    lemma::regular(&form).into_iter().find(|word| known(word)).unwrap_or(found)
}

/// One root, above every word: what mends of a tree that nobody foresaw must leave as it was.
fn is_tree(tokens: &[Token]) -> bool {
    let rooted =
        |i: usize| std::iter::successors(Some(i), |at| tokens[*at].head).take(tokens.len() + 1).count() <= tokens.len();
    tokens.is_empty()
        || tokens.iter().filter(|token| token.head.is_none()).count() == 1 && (0..tokens.len()).all(rooted)
}

fn tree(forms: &[&str], spans: &[Span]) -> Tree {
    let model = model::model();
    let found = interruptions::analyse(model, forms);
    let token = |(i, (form, span)): (usize, (&&str, &Span))| Token {
        span: *span,
        form: (*form).to_owned(),
        lemma: lemma(model, form, found.upos[i], found.tags[i]),
        upos: found.upos[i],
        tag: found.tags[i],
        head: found.heads[i],
        rel: found.rels[i],
    };
    let mut tokens: Vec<Token> = forms.iter().zip(spans).enumerate().map(token).collect();
    let parsed = tokens.clone();
    mend::perfects(&mut tokens);
    mend::auxiliaries(&mut tokens);
    mend::cased(&mut tokens);
    mend::possessors(&mut tokens);
    mend::owners(&mut tokens);
    mend::made_of(&mut tokens);
    mend::attributive(&mut tokens);
    mend::at_no_time(&mut tokens);
    mend::doubled(&mut tokens);
    mend::explained(&mut tokens);
    mend::inverted(&mut tokens);
    mend::turned(&mut tokens);
    mend::neither(&mut tokens);
    mend::joined_objects(&mut tokens);
    mend::hyphened(&mut tokens);
    mend::verbless(&mut tokens);
    mend::verbs(&mut tokens);
    mend::conjuncts(&mut tokens);
    mend::matters(&mut tokens);
    mend::particles(&mut tokens);
    mend::asked_for(&mut tokens);
    mend::charged(&mut tokens);
    mend::joined_pasts(&mut tokens);
    mend::wanted(&mut tokens);
    mend::objects(&mut tokens);
    mend::receivers(&mut tokens);
    mend::purposes(&mut tokens);
    mend::described(&mut tokens);
    mend::verbs_nouns(&mut tokens);
    mend::relative_subjects(&mut tokens);
    mend::relative_verbs(&mut tokens);
    mend::relatives(&mut tokens);
    mend::tellings(&mut tokens);
    mend::possibilities(&mut tokens);
    mend::outcomes(&mut tokens);
    mend::openers(&mut tokens);
    mend::lacking(&mut tokens);
    mend::asides(&mut tokens);
    mend::dated(&mut tokens);
    mend::counted(&mut tokens);
    mend::opened(&mut tokens);
    mend::attributes(&mut tokens);
    mend::apposed(&mut tokens);
    mend::subjects(&mut tokens);
    mend::lent_subjects(&mut tokens);
    mend::told_subjects(&mut tokens);
    mend::later_subjects(&mut tokens);
    mend::partitives(&mut tokens);
    mend::said_after(&mut tokens);
    mend::plurals(&mut tokens);
    mend::told_relatives(&mut tokens);
    mend::bare_relatives(&mut tokens);
    mend::called(&mut tokens);
    mend::parted(&mut tokens);
    mend::opened_by_that(&mut tokens);
    mend::contents(&mut tokens);
    mend::denied(&mut tokens);
    mend::preferred(&mut tokens);
    mend::gerunds(&mut tokens);
    mend::doings(&mut tokens);
    mend::intended(&mut tokens);
    mend::done_by(&mut tokens);
    mend::rows(&mut tokens);
    mend::persons(&mut tokens);
    mend::names(&mut tokens);
    Tree::new(if is_tree(&tokens) { tokens } else { parsed })
}
