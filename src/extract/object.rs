//! Is this noun data, a system that holds data, an act on data, or somebody?

use super::Passage;
use crate::model::ActorKind;
use crate::model::tree::Upos;

/// Pronouns and words for everything: data only where data was spoken of just before.
const VAGUE: &[&str] = &[
    "it",
    "they",
    "them",
    "this",
    "that",
    "these",
    "those",
    "everything",
    "anything",
    "all",
    "some",
    "nothing",
    "any",
    "which",
    "what",
    "stuff",
    "lot",
    "whatever",
];

/// How many sentences back a pronoun may reach, and after a word of many meanings.
const REACH: usize = 6;
const WEAK_REACH: usize = 3;

/// The class of `classes` that the noun at `i` belongs to, if any.
pub fn class_of<'c>(passage: &Passage, i: usize, classes: &'c [String], weak: bool) -> Option<&'c str> {
    let holds = |class: &&String| match class.as_str() {
        "vague" => is_vague(passage, i) && (antecedent(passage, i).is_some() || data_before(passage, weak)),
        "soft" => is_soft(passage, i, weak),
        "act" => is_named(passage, i, "act") && (data_inside(passage, i) || is_somebodys(passage, i)),
        "any" => true,
        "named" => is_name(passage, i),
        class => is_kind(passage, i, class),
    };
    classes.iter().find(holds).map(String::as_str)
}

/// Of the class by its own word, through "copies of …", or by a conjunct.
fn is_kind(passage: &Passage, i: usize, class: &str) -> bool {
    passage.tree.conjuncts(i).into_iter().any(|j| is_named(passage, j, class) || below_part(passage, j, class))
}

/// The noun itself, with the nouns before it ("data center") taken into account: the longest name decides.
fn is_named(passage: &Passage, i: usize, class: &str) -> bool {
    let tokens = &passage.tree.tokens;
    if !matches!(tokens[i].upos, Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Num | Upos::X | Upos::Sym) {
        return false;
    }
    // A name is no data: the "Ledger" may be a newspaper.
    let capital =
        i > 0 && tokens[i].form.starts_with(char::is_uppercase) && tokens[i].form.chars().any(char::is_lowercase);
    if class == "data" && (tokens[i].upos == Upos::Propn || capital) {
        return false;
    }
    let topics = &passage.lexicon.topics;
    for from in i.saturating_sub(2)..=i {
        let name = (from..=i).map(|j| passage.form(j)).collect::<Vec<_>>().join(" ");
        let known = topics.class_names().any(|class| topics.is(&name, class));
        if known {
            return topics.is(&name, class);
        }
    }
    false
}

/// "all of the records", "a trove of messages": what follows "of" is meant.
fn below_part(passage: &Passage, i: usize, class: &str) -> bool {
    let part = passage.lexicon.topics.is(&passage.form(i), "part");
    part && passage.tree.obliques(i).into_iter().any(|(preposition, j)| {
        preposition == "of"
            && j != i
            && if class == "soft" { is_soft(passage, j, false) } else { is_kind(passage, j, class) }
    })
}

/// A message, a photo, a list is data when it is somebody's or is called private.
fn is_soft(passage: &Passage, i: usize, weak: bool) -> bool {
    if below_part(passage, i, "soft") {
        return true;
    }
    let near = data_before(passage, weak);
    let somebodys =
        |j: usize| is_owned(passage, j) || is_private(passage, j) || (near || passage.dense) && is_definite(passage, j);
    passage.tree.conjuncts(i).into_iter().any(|j| is_named(passage, j, "soft") && somebodys(j))
}

/// "the photos", "names", "their scores"; not "a name", "no answer".
fn is_definite(passage: &Passage, i: usize) -> bool {
    let tree = passage.tree;
    let determiner = tree.child_by(i, &["det"]).map(|det| passage.form(det));
    match determiner.as_deref() {
        Some("a" | "an" | "no" | "another" | "what" | "which") => false,
        Some(_) => true,
        None => tree.tokens[i].tag == "NNS" || tree.child_by(i, &["compound", "nmod:poss"]).is_some(),
    }
}

fn is_owned(passage: &Passage, i: usize) -> bool {
    let tree = passage.tree;
    let someone = |j: usize| is_named(passage, j, "people") || passage.form(j) == "their";
    let possessed = tree.possessor(i).into_iter().chain(tree.children_by(i, &["compound", "amod"])).any(someone);
    possessed
        || tree.obliques(i).into_iter().any(|(preposition, j)| {
            matches!(preposition.as_str(), "of" | "from" | "about" | "between" | "by") && someone(j)
        })
}

fn is_private(passage: &Passage, i: usize) -> bool {
    let topics = &passage.lexicon.topics;
    passage.tree.children_by(i, &["amod", "compound"]).into_iter().any(|j| topics.is(&passage.form(j), "private"))
}

/// "their access", "access from Oslo", "access to Beacon".
fn is_somebodys(passage: &Passage, i: usize) -> bool {
    let told = |(preposition, j): (String, usize)| {
        matches!(preposition.as_str(), "from" | "by") || preposition == "to" && is_name(passage, j)
    };
    passage.tree.possessor(i).is_some() || passage.tree.obliques(i).into_iter().any(told)
}

/// A proper name that is neither a place nor a person: in "access to Beacon" a system.
pub fn is_name(passage: &Passage, i: usize) -> bool {
    let token = &passage.tree.tokens[i];
    let place = || passage.annotations.places.iter().any(|place| place.span.overlaps(token.span));
    let person = |kind: ActorKind| matches!(kind, ActorKind::Person | ActorKind::Government | ActorKind::Group);
    let actor = || passage.annotations.actors.iter().any(|actor| actor.span.overlaps(token.span) && person(actor.kind));
    token.upos == Upos::Propn && !place() && !actor()
}

/// Some word of the phrase is data: "access to members' files", "data security".
fn data_inside(passage: &Passage, i: usize) -> bool {
    passage.tree.subtree(i).into_iter().any(|j| is_named(passage, j, "data") || is_named(passage, j, "soft"))
        || passage.form(i).contains("data")
}

fn is_vague(passage: &Passage, i: usize) -> bool {
    let token = &passage.tree.tokens[i];
    matches!(token.upos, Upos::Pron | Upos::Det | Upos::Noun) && VAGUE.contains(&passage.form(i).as_str())
}

/// Data was spoken of in the sentences just before, or a message, a photo in the one before this.
fn data_before(passage: &Passage, weak: bool) -> bool {
    let at = passage.annotations.sentences.partition_point(|s| s.span.start < passage.sentence.span.start);
    let reach = if weak && !passage.dense { WEAK_REACH } else { REACH };
    (1..=reach.min(at)).any(|back| {
        let holds =
            passage.lexicon.scan.holds(passage.annotations.sentences[at - back].span.of(&passage.document.text));
        holds.data || holds.soft && back == 1 && !weak
    })
}

/// The data that a pronoun stands for, where the same sentence names it before: the nearest.
pub fn antecedent(passage: &Passage, i: usize) -> Option<usize> {
    (0..i).rev().find(|j| is_named(passage, *j, "data") && passage.tree.tokens[*j].upos == Upos::Noun)
}
