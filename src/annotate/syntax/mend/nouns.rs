//! Nouns that the tree takes for verbs or clauses, and those that receive.

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
        for (other, token) in tokens.iter_mut().enumerate() {
            if token.head == Some(noun) && other != i {
                token.head = Some(i);
            }
            // "Is deleted after a week": when it is deleted, not recorded.
            if verb && token.head == Some(i) && token.rel.starts_with("obl") {
                token.head = head.or(Some(i));
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
                // "Sent Ward 12 records to Larch".
                let to = (object..tokens.len()).any(|i| tokens[i].rel == "case" && tokens[i].lemma == "to");
                let Some(who) = counted.filter(|_| !to).map(|number| number - 1) else { continue };
                for token in tokens[verb + 1..who].iter_mut().filter(|token| token.head == Some(object)) {
                    token.head = Some(who);
                }
                (tokens[who].head, tokens[who].rel) = (Some(verb), "iobj");
            }
            _ => {}
        }
    }
}
