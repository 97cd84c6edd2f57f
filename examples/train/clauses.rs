//! Short statements made out of the treebank: finite clauses cut out to stand alone, under other subjects, with
//! other verbs. The treebank's own short sentences are mostly headlines and pronouns; on a name or a bare plural
//! before a verb that could be a noun or a participle ("The sensors log", "Police searched") it teaches too little.

use crate::phrases::{Phrase, Phrases, copied};
use crate::random::Random;
use gainsay::model::tree::{Token, Tree, Upos};
use std::collections::BTreeSet;

/// Statements each pass makes of a clause in a simple tense; and of a hundred clauses with an auxiliary, which are
/// plain enough, how many it uses.
const COPIES: usize = 2;
const HELPED: usize = 30;
/// Clauses for each passive statement.
const PASSIVES: usize = 5;
/// And for each in which somebody asks somebody to do something.
const CONTROLS: usize = 8;
const FINITE: [&str; 3] = ["VBD", "VBZ", "VBP"];
/// What is left out of a clause that stands alone.
const OUTER: [&str; 11] =
    ["mark", "cc", "conj", "advcl", "parataxis", "punct", "discourse", "vocative", "list", "dislocated", "reparandum"];
/// What a verb asks for itself, so that no other can stand in its place.
const VALENCY: [&str; 6] = ["ccomp", "xcomp", "iobj", "compound:prt", "csubj", "aux"];

/// A clause of its own: the subject's words come first.
struct Clause {
    tokens: Vec<Token>,
    /// Words of the subject.
    subject: usize,
    verb: usize,
    /// The token that agrees with the subject, the verb or its first auxiliary.
    finite: usize,
    /// May another transitive verb stand in its place?
    open: bool,
}

pub struct Clauses {
    clauses: Vec<Clause>,
    phrases: Phrases,
    /// Transitive verbs, past and plain forms.
    past: Vec<String>,
    plain: Vec<String>,
}

impl Clauses {
    /// Cuts everything usable out of the treebank.
    pub fn of(sentences: &[Vec<Token>]) -> Clauses {
        let (mut past, mut plain) = (BTreeSet::new(), BTreeSet::new());
        let trees: Vec<Tree> = sentences.iter().map(|tokens| Tree::new(tokens.clone())).collect();
        let mut clauses = Vec::new();
        for tree in &trees {
            for (i, token) in tree.tokens.iter().enumerate() {
                clauses.extend(clause(tree, i));
                let transitive = tree.child_by(i, &["obj"]).is_some();
                match token.tag {
                    "VBD" if transitive => past.insert(token.form.to_lowercase()),
                    "VBN" if token.form.ends_with("ed") && (token.rel == "amod" || is_passive(tree, i)) => {
                        past.insert(token.form.to_lowercase())
                    }
                    "VB" | "VBP" if transitive => plain.insert(token.form.to_lowercase()),
                    _ => false,
                };
            }
        }
        let odd = |form: &String| form.len() < 3 || !form.chars().all(|c| c.is_ascii_lowercase()) || form == "have";
        let usual = |forms: BTreeSet<String>| forms.into_iter().filter(|f| !odd(f)).collect();
        Clauses { clauses, phrases: Phrases::of(&trees), past: usual(past), plain: usual(plain) }
    }

    /// A fresh draw of statements.
    pub fn draw(&self, rng: &mut Random) -> Vec<Vec<Token>> {
        let mut out = Vec::new();
        for clause in &self.clauses {
            let simple = clause.finite == clause.verb;
            let copies = if simple { COPIES } else { usize::from(rng.below(100) < HELPED) };
            out.extend((0..copies).map(|_| self.varied(clause, rng)));
        }
        out.extend((0..self.clauses.len() / PASSIVES).map(|_| self.phrases.passive_statement(rng)));
        out.extend((0..self.clauses.len() / CONTROLS).filter_map(|_| self.phrases.control_statement(rng)));
        out.iter_mut().for_each(|tokens| capital(&mut tokens[0].form));
        out
    }

    fn varied(&self, clause: &Clause, rng: &mut Random) -> Vec<Token> {
        let mut tokens = clause.tokens.clone();
        if clause.open && rng.below(3) > 0 {
            tokens[clause.verb].form = match tokens[clause.verb].tag {
                "VBD" => self.past[rng.below(self.past.len())].clone(),
                "VBP" => self.plain[rng.below(self.plain.len())].clone(),
                _ => third_person(&self.plain[rng.below(self.plain.len())]),
            };
        }
        let pronoun = clause.subject == 1 && tokens[0].upos == Upos::Pron;
        if rng.below(8) < if pronoun { 7 } else { 4 } {
            let subject = self.subject(tokens[clause.finite].tag, rng);
            replace(&mut tokens, clause.subject, subject);
        }
        tokens
    }

    /// A subject that agrees with a finite verb of this tag.
    fn subject(&self, tag: &str, rng: &mut Random) -> Phrase {
        let plural = match tag {
            "VBZ" => false,
            "VBP" => true,
            _ => rng.below(2) > 0,
        };
        self.phrases.draw(plural, rng)
    }
}

fn is_passive(tree: &Tree, i: usize) -> bool {
    tree.child_by(i, &["nsubj:pass"]).is_some()
}

/// The clause of verb `v`, if it can stand alone: a finite verb with its own subject before it and something after.
fn clause(tree: &Tree, v: usize) -> Option<Clause> {
    let verb = &tree.tokens[v];
    let whole = ["root", "ccomp", "advcl", "conj", "parataxis"].contains(&verb.rel);
    let asks = |i: usize| tree.tokens[i].tag.starts_with('W');
    let children = tree.children(v);
    let auxiliary = tree.child_by(v, &["aux"]);
    let finite = auxiliary.unwrap_or(v);
    let tag = tree.tokens[finite].tag;
    let [subject] = tree.children_by(v, &["nsubj"])[..] else { return None };
    let after = children.iter().any(|c| *c > v && (tree.is(*c, "obj") || tree.is(*c, "obl")));
    let gone = |c: &usize| OUTER.iter().any(|r| tree.is(*c, r));
    let stays = |c: &&usize| !gone(c) && **c >= subject;
    if !whole
        || verb.upos != Upos::Verb
        || subject > v.min(finite)
        || !(FINITE.contains(&tag) || tag == "MD")
        || !after
        || verb.rel != "root" && children.iter().any(|c| asks(*c))
        || asks(subject)
        || tree.child_by(v, &["expl", "cop"]).is_some()
    {
        return None;
    }
    let mut kept: Vec<usize> = children.iter().filter(stays).flat_map(|c| tree.subtree(*c)).chain([v]).collect();
    kept.sort_unstable();
    let words = tree.subtree(subject).len();
    let at = |i: usize| kept.binary_search(&i).ok();
    let mut tokens = copied(tree, &kept, v)?;
    let (verb_at, finite_at) = (at(v)?, at(finite)?);
    let first = tree.subtree(subject)[..] == kept[..words.min(kept.len())];
    if !(3..=24).contains(&tokens.len()) || !first || tokens[..words].iter().any(|t| t.upos == Upos::Punct) {
        return None;
    }
    tokens[verb_at].rel = "root";
    let mut stop = tokens[verb_at].clone();
    (stop.form, stop.lemma, stop.upos, stop.tag) = (".".to_owned(), ".".to_owned(), Upos::Punct, ".");
    (stop.head, stop.rel) = (Some(verb_at), "punct");
    tokens.push(stop);
    let open = tree.child_by(v, &["obj"]).is_some() && tree.child_by(v, &VALENCY).is_none();
    Some(Clause { tokens, subject: words, verb: verb_at, finite: finite_at, open })
}

/// Puts another subject in the place of the first `old` words.
fn replace(tokens: &mut Vec<Token>, old: usize, mut subject: Phrase) {
    let by = subject.len() as isize - old as isize;
    let top = tokens[..old].iter().find(|t| t.head.is_some_and(|h| h >= old)).expect("the subject hangs on the verb");
    let (head, rel) = (top.head.map(|h| h.wrapping_add_signed(by)), top.rel);
    for token in tokens[old..].iter_mut() {
        token.head = token.head.map(|h| h.wrapping_add_signed(by));
    }
    for token in subject.iter_mut().filter(|t| t.head.is_none()) {
        (token.head, token.rel) = (head, rel);
    }
    tokens.splice(..old, subject);
}

fn third_person(plain: &str) -> String {
    let ends = |list: &[&str]| list.iter().any(|e| plain.ends_with(e));
    match plain.strip_suffix('y') {
        Some(stem) if !ends(&["ay", "ey", "oy", "uy"]) => format!("{stem}ies"),
        _ if ends(&["s", "x", "z", "ch", "sh", "go", "do"]) => format!("{plain}es"),
        _ => format!("{plain}s"),
    }
}

fn capital(form: &mut String) {
    if let Some(first) = form.get(..1) {
        let first = first.to_ascii_uppercase();
        form.replace_range(..1, &first);
    }
}
