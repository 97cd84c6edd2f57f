//! Nouns in -ing that the tree takes for verbs, and verbs that it takes for what describes a noun.

use super::child;
use crate::model::tree::{Token, Upos};

/// "Every exam recording is kept": a noun in -ing right after a noun is its head. In the treebank no noun describes the noun before it as a clause, and
/// "recording" is no verb.
pub fn made_of(tokens: &mut [Token]) {
    for i in 1..tokens.len() {
        let noun = i - 1;
        // "Downloads an exam recording": or it is a second object.
        let second = tokens[i].head == tokens[noun].head || tokens[i].head == Some(noun);
        let second = second && matches!(tokens[i].rel, "obj" | "xcomp") && tokens[noun].rel == "obj";
        let below = tokens[i].head == Some(noun) && tokens[i].rel == "acl";
        let hangs = tokens[noun].tag == "NN" && (below || second && tokens[i].tag == "NN");
        let article = || child(tokens, noun, "det").is_some() && child(tokens, i, "obj").is_none();
        let verb = tokens[i].tag == "VBG" && tokens[i].form.eq_ignore_ascii_case("recording");
        if !(hangs && (tokens[i].tag == "NN" && tokens[i].form.ends_with("ing") || verb && article())) {
            continue;
        }
        let (head, rel) = (tokens[noun].head, tokens[noun].rel);
        for other in 0..tokens.len() {
            if tokens[other].head == Some(noun) && other != i {
                tokens[other].head = Some(i);
            }
            // "Is deleted after a week": when it is deleted, not recorded.
            if verb && tokens[other].head == Some(i) && tokens[other].rel.starts_with("obl") {
                tokens[other].head = head.or(Some(i));
            }
        }
        (tokens[i].head, tokens[i].rel) = (head, rel);
        (tokens[i].upos, tokens[i].tag) = (Upos::Noun, "NN");
        if verb {
            tokens[i].lemma = tokens[i].form.to_lowercase();
        }
        (tokens[noun].head, tokens[noun].rel) = (Some(i), "compound");
    }
}

/// "Safeguarding notes went abroad": a participle that describes the noun after it is no clause. None of the treebank's 1,657 clauses of nouns stands
/// right before its noun.
pub fn attributive(tokens: &mut [Token]) {
    for i in 0..tokens.len().saturating_sub(1) {
        if tokens[i].rel == "acl" && tokens[i].head == Some(i + 1) && child(tokens, i, "obj").is_none() {
            tokens[i].rel = if tokens[i].tag == "VBG" { "compound" } else { "amod" };
        }
    }
}

/// "The bank had at no time held them": "had" helps the participle that the tree hangs on the time, or takes for the verb of the clause.
pub fn at_no_time(tokens: &mut [Token]) {
    for had in 1..tokens.len() {
        let verb = tokens[had].lemma == "have" && tokens[had].upos == Upos::Verb;
        let phrase = verb.then(|| child(tokens, had, "obl").or_else(|| child(tokens, had, "obj"))).flatten();
        let none = |phrase: &usize| {
            *phrase == had + 3 && child(tokens, *phrase, "det").is_some_and(|det| tokens[det].lemma == "no")
        };
        let Some(phrase) = phrase.filter(none) else { continue };
        let below = child(tokens, phrase, "acl").filter(|held| *held > phrase && tokens[*held].tag == "VBN");
        let subject = tokens[had].head.filter(|_| tokens[had].rel == "acl");
        let above = subject.and_then(|subject| tokens[subject].head.filter(|_| tokens[subject].rel == "nsubj"));
        let above = above.filter(|held| *held == phrase + 1 && matches!(tokens[*held].tag, "VBD" | "VBN"));
        let Some(held) = below.or(above) else { continue };
        let (head, rel) = (tokens[had].head, tokens[had].rel);
        for i in (0..tokens.len()).filter(|i| *i != held) {
            if tokens[i].head == Some(had) {
                tokens[i].head = Some(held);
            }
        }
        if below.is_some() {
            (tokens[held].head, tokens[held].rel) = (head, rel);
        }
        tokens[held].tag = "VBN";
        (tokens[had].head, tokens[had].rel, tokens[had].upos) = (Some(held), "aux", Upos::Aux);
        tokens[phrase].rel = "obl";
    }
}

/// "Reports are unfounded: no clerk read it": what stands behind the colon is not what is unfounded. The treebank has no such content of an adjective.
pub fn explained(tokens: &mut [Token]) {
    for clause in 1..tokens.len() {
        let Some(head) = tokens[clause].head.filter(|_| tokens[clause].rel == "ccomp") else { continue };
        let colon = (head..clause).any(|i| tokens[i].form == ":");
        if colon && tokens[head].upos == Upos::Adj && child(tokens, clause, "mark").is_none() {
            tokens[clause].rel = "parataxis";
        }
    }
}

/// "Reports that analysts at the parent, Larch, opened records": a clause opened by "that" has a verb. Where the tree gives it a plural noun for its
/// head and a participle behind a comma describes what follows, the participle is the verb. The treebank has no such clause.
pub fn verbless(tokens: &mut [Token]) {
    for noun in 1..tokens.len() {
        let clause = tokens[noun].rel == "ccomp" && tokens[noun].tag == "NNS" && child(tokens, noun, "cop").is_none();
        let that = (0..noun).find(|i| tokens[*i].head.is_some() && tokens[*i].lemma == "that" && *i + 1 == noun);
        let (Some(says), Some(that)) = (tokens[noun].head.filter(|_| clause), that) else { continue };
        let verb = (noun + 2..tokens.len()).find(|i| {
            tokens[*i].tag == "VBN"
                && tokens[*i].rel == "amod"
                && tokens[*i - 1].form == ","
                && tokens[*i].form.ends_with("ed")
        });
        let Some(verb) = verb else { continue };
        let Some(object) = tokens[verb].head.filter(|object| *object > verb) else { continue };
        (tokens[verb].head, tokens[verb].rel) = (Some(says), "ccomp");
        (tokens[verb].upos, tokens[verb].tag) = (Upos::Verb, "VBD");
        (tokens[noun].head, tokens[noun].rel) = (Some(verb), "nsubj");
        (tokens[object].head, tokens[object].rel) = (Some(verb), "obj");
        (tokens[that].head, tokens[that].rel) = (Some(verb), "mark");
        (tokens[that].upos, tokens[that].tag) = (Upos::Sconj, "IN");
    }
}

/// Verbs of giving (Levin, English Verb Classes and Alternations, 13.1).
const GIVING: [&str; 13] =
    ["bring", "feed", "give", "grant", "hand", "lend", "offer", "pass", "pay", "send", "serve", "show", "supply"];

/// "Gave Larwick police forty clips": of two objects the first receives. No verb of the treebank has two. "Showed the council twelve clips": before a
/// number ends what describes a noun.
pub fn receivers(tokens: &mut [Token]) {
    for verb in (0..tokens.len()).filter(|verb| GIVING.contains(&tokens[*verb].lemma.as_str())).collect::<Vec<usize>>()
    {
        let objects: Vec<usize> =
            (verb + 1..tokens.len()).filter(|i| tokens[*i].head == Some(verb) && tokens[*i].rel == "obj").collect();
        match objects[..] {
            [first, second, ..]
                if !tokens[first..second].iter().any(|token| token.upos == Upos::Punct && token.form == ",") =>
            {
                tokens[first].rel = "iobj";
            }
            [object] => {
                let counted = (verb + 2..object).find(|i| {
                    let hangs = |i: usize, rel: &str| tokens[i].head == Some(object) && tokens[i].rel == rel;
                    hangs(*i, "nummod") && hangs(i - 1, "compound") && tokens[i - 1].tag.starts_with("NN")
                });
                let Some(who) = counted.map(|number| number - 1) else { continue };
                for token in tokens[verb + 1..who].iter_mut().filter(|token| token.head == Some(object)) {
                    token.head = Some(who);
                }
                (tokens[who].head, tokens[who].rel) = (Some(verb), "iobj");
            }
            _ => {}
        }
    }
}

/// "And never have clerks had access", "at no time have they had it": after a negation the auxiliary comes before the subject.
pub fn inverted(tokens: &mut [Token]) {
    for have in 1..tokens.len() {
        let no = |i: usize| matches!(tokens[i].lemma.as_str(), "never" | "nowhere") && tokens[i].head == Some(have);
        let none = |i: usize| {
            tokens[i].rel == "obl"
                && tokens[i].head == Some(have)
                && child(tokens, i, "det").is_some_and(|det| tokens[det].lemma == "no")
        };
        let verb =
            tokens[have].lemma == "have" && tokens[have].upos == Upos::Verb && child(tokens, have, "nsubj").is_none();
        if !(verb && (no(have - 1) || none(have - 1))) {
            continue;
        }
        let held =
            ["xcomp", "ccomp", "advcl"].iter().find_map(|rel| child(tokens, have, rel).filter(|held| *held > have));
        let Some(held) = held.filter(|held| matches!(tokens[*held].tag, "VBN" | "VBD")) else { continue };
        let subject = child(tokens, held, "nsubj").filter(|subject| *subject < held);
        for i in 0..tokens.len() {
            if tokens[i].head != Some(have) || i == held {
                continue;
            }
            tokens[i].head = Some(held);
            match (subject, tokens[i].rel) {
                (None, "obj" | "iobj") if i < held => tokens[i].rel = "nsubj",
                // "Have more than sixty clerks had".
                (Some(subject), "obj") if i < subject => (tokens[i].head, tokens[i].rel) = (Some(subject), "advmod"),
                _ => {}
            }
        }
        (tokens[held].head, tokens[held].rel, tokens[held].tag) = (tokens[have].head, tokens[have].rel, "VBN");
        (tokens[have].head, tokens[have].rel, tokens[have].upos) = (Some(held), "aux", Upos::Aux);
    }
}
