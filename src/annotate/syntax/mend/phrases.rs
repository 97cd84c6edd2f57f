//! What particles, participles and the words between "for" and an infinitive hang on.

use super::{child, inside, set};
use crate::model::tree::{Token, Upos};

/// "Turned its logs over to prosecutors": a particle before a preposition is the verb's.
pub fn particles(tokens: &mut [Token]) {
    const PARTICLES: [&str; 6] = ["over", "back", "out", "away", "along", "off"];
    for i in 2..tokens.len().saturating_sub(1) {
        let particle = tokens[i].rel == "case" && PARTICLES.contains(&tokens[i].form.as_str());
        let Some(noun) = tokens[i].head.filter(|noun| particle && *noun > i) else { continue };
        let next = tokens[i + 1].head == Some(noun) && matches!(tokens[i + 1].form.as_str(), "to" | "into");
        let Some(above) = tokens[noun].head.filter(|above| next && *above < i) else { continue };
        let object = || tokens[above].head.filter(|_| tokens[noun].rel == "nmod" && tokens[above].rel == "obj");
        let verb = if tokens[above].upos == Upos::Verb { Some(above) } else { object() };
        if let Some(verb) = verb.filter(|verb| tokens[*verb].upos == Upos::Verb && *verb < i) {
            set(tokens, i, Some(verb), "compound:prt");
            set(tokens, noun, Some(verb), "obl");
        }
    }
}

/// "Asked for the lists to be deleted": what stands between "for" and the passive infinitive undergoes it.
pub fn asked_for(tokens: &mut [Token]) {
    for done in 4..tokens.len() {
        let passive = matches!(tokens[done].rel, "xcomp" | "advcl") && child(tokens, done, "aux:pass").is_some();
        let Some(verb) = tokens[done].head.filter(|verb| passive && *verb < done) else { continue };
        let to = child(tokens, done, "mark").filter(|to| tokens[*to].tag == "TO");
        let bare = child(tokens, done, "nsubj:pass").is_none() && child(tokens, verb, "obj").is_none();
        let Some(to) = to.filter(|_| bare) else { continue };
        let between = |noun: &usize| tokens[*noun].head == Some(verb) && tokens[*noun].rel == "obl";
        let Some(noun) = (verb + 2..to).find(between) else { continue };
        let Some(case) = child(tokens, noun, "case").filter(|case| tokens[*case].form == "for") else { continue };
        set(tokens, noun, Some(done), "nsubj:pass");
        set(tokens, case, Some(done), "mark");
    }
}

/// "Wants the lists destroyed": what is wanted of the object is a clause and does not describe it.
pub fn wanted(tokens: &mut [Token]) {
    for done in 2..tokens.len() {
        // "Wants the pictures taken by the guard" has them described.
        let told = tokens[done].tag == "VBN"
            && tokens[done].rel == "acl"
            && ["aux", "obl:agent"].iter().all(|rel| child(tokens, done, rel).is_none());
        let Some(object) = tokens[done].head.filter(|object| told && tokens[*object].rel == "obj") else { continue };
        let Some(verb) = tokens[object].head.filter(|verb| *verb < object) else { continue };
        if matches!(tokens[verb].lemma.as_str(), "want" | "need" | "like" | "prefer") && tokens[verb].upos == Upos::Verb
        {
            set(tokens, done, Some(verb), "xcomp");
        }
    }
}

/// "Was accused by a rival of selling them", "in a lawsuit of selling them": the charge hangs on the verb and not on who brings it.
pub fn charged(tokens: &mut [Token]) {
    const ACCUSES: [&str; 8] = ["accuse", "acquit", "blame", "charge", "clear", "convict", "exonerate", "suspect"];
    for clause in 3..tokens.len() {
        let charge = tokens[clause].tag == "VBG"
            && tokens[clause].rel == "acl"
            && child(tokens, clause, "mark")
                .is_some_and(|mark| matches!(tokens[mark].form.as_str(), "of" | "with" | "for"));
        let Some(noun) = tokens[clause].head.filter(|noun| charge && tokens[*noun].rel.starts_with("obl")) else {
            continue;
        };
        let Some(verb) = tokens[noun].head.filter(|verb| *verb < noun) else { continue };
        if ACCUSES.contains(&tokens[verb].lemma.as_str()) {
            set(tokens, clause, Some(verb), "advcl");
        }
    }
}

/// "Were told to delete it and copied it": a past tense joined to an infinitive is joined to the finite verb above it.
pub fn joined_pasts(tokens: &mut [Token]) {
    for done in 3..tokens.len() {
        let past = tokens[done].tag == "VBD" && tokens[done].rel == "conj" && child(tokens, done, "cc").is_some();
        let own = ["nsubj", "nsubj:pass"].iter().any(|rel| child(tokens, done, rel).is_some());
        let Some(mut verb) = tokens[done].head.filter(|verb| past && !own && *verb < done) else { continue };
        let infinitive = |i: usize| {
            tokens[i].tag == "VB"
                && tokens[i].rel == "xcomp"
                && child(tokens, i, "mark").is_some_and(|to| tokens[to].tag == "TO")
        };
        let mut above = None;
        while infinitive(verb) {
            let Some(head) = tokens[verb].head.filter(|head| *head < verb) else { break };
            (verb, above) = (head, Some(head));
        }
        let told = |i: &usize| tokens[*i].upos == Upos::Verb && matches!(tokens[*i].tag, "VBD" | "VBN");
        if let Some(above) = above.filter(told) {
            tokens[done].head = Some(above);
        }
    }
}

/// "Have been end-to-end encrypted": the hyphened words tell of the participle. The treebank cuts them apart and has hardly any.
pub fn hyphened(tokens: &mut [Token]) {
    for first in 0..tokens.len().saturating_sub(5) {
        let hyphens = tokens[first + 1].form == "-" && tokens[first + 3].form == "-";
        let twice = tokens[first].form.eq_ignore_ascii_case(&tokens[first + 4].form);
        let done = first + 5;
        if !(hyphens && twice && matches!(tokens[done].tag, "VBN" | "VBD" | "JJ") && inside(tokens, done, first)) {
            continue;
        }
        let (head, rel) = (tokens[first].head, tokens[first].rel);
        let be = child(tokens, first, "cop");
        for (i, token) in tokens.iter_mut().enumerate() {
            let of_be = be.is_some() && token.head == be;
            if token.head != Some(first) && !of_be || (first + 1..done).contains(&i) {
                continue;
            }
            token.head = Some(done);
            token.rel = match token.rel {
                "cop" => "aux:pass",
                "nsubj" => "nsubj:pass",
                rel => rel,
            };
        }
        set(tokens, done, head, rel);
        set(tokens, first, Some(done), "compound");
        (tokens[done].upos, tokens[done].tag) = (Upos::Verb, "VBN");
    }
}

/// "The administrators of the dating firm Larch have agreed": a name behind a noun of the subject is no second subject.
pub fn apposed(tokens: &mut [Token]) {
    for name in 2..tokens.len() {
        let second = tokens[name].upos == Upos::Propn && tokens[name].rel.starts_with("nsubj");
        let Some(verb) = tokens[name].head.filter(|verb| second && *verb > name) else { continue };
        let Some(begin) = (0..=name).find(|i| inside(tokens, *i, name)) else { continue };
        let Some(before) = begin.checked_sub(1).filter(|before| tokens[*before].upos == Upos::Noun) else { continue };
        let first = (0..begin).find(|i| tokens[*i].head == Some(verb) && tokens[*i].rel == tokens[name].rel);
        if first.is_some_and(|first| inside(tokens, before, first)) {
            set(tokens, name, Some(before), "appos");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{at, tree};

    /// A word, the one it hangs on, and how.
    #[test]
    fn what_hangs_where() {
        for (text, word, head, rel) in [
            ("It has turned its own logs over to prosecutors.", "over", "turned", "compound:prt"),
            ("The union has asked for the files to be moved back to Oslo.", "files", "moved", "nsubj:pass"),
            ("The board wants the files destroyed.", "destroyed", "wants", "xcomp"),
            ("Messages have been end-to-end encrypted since August.", "Messages", "encrypted", "nsubj:pass"),
            ("Nor is the footage available to the police without a court order.", "footage", "available", "nsubj"),
            ("The firm said it neither collected nor sold the profiles.", "it", "collected", "nsubj"),
            ("The firm said it neither collected nor sold the profiles.", "profiles", "sold", "obj"),
            ("The inn was accused by a rival of selling the lists.", "selling", "accused", "advcl"),
            ("The clerks were told to shred the letters and copied them.", "copied", "told", "conj"),
            ("The ministry rejects claims that it kept the letters.", "kept", "claims", "acl"),
            ("There is no sign the letters were opened.", "opened", "sign", "acl"),
            ("Visitors waited for the photos to be deleted.", "photos", "deleted", "nsubj:pass"),
        ] {
            let tree = tree(text);
            let word = &tree.tokens[at(&tree, word)];
            assert_eq!((word.head, word.rel), (Some(at(&tree, head)), rel), "{text}");
        }
    }
}
