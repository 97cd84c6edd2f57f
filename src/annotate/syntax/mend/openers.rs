//! Main verbs that the tree takes for participles of their subject.

use super::{child, inside, set};
use crate::model::tree::{Token, Upos};

/// `noun` and all that hangs on it are what stands between it and `to`.
fn reaches(tokens: &[Token], noun: usize, to: usize) -> bool {
    noun < to && (noun..to).all(|i| inside(tokens, i, noun))
}

/// Verbs of what comes of something.
const COMES: [&str; 2] = ["result", "lead"];

/// "The fault resulted in letters being sent to strangers", "reviewers listened to it without users being told": what "being" helps is no main
/// verb. It has its own subject, and the verb that the tree takes for a participle is the main one.
pub fn outcomes(tokens: &mut [Token]) {
    for being in 4..tokens.len() {
        let helps = matches!(tokens[being].rel, "aux:pass" | "cop") && tokens[being].form == "being";
        let Some(main) = tokens[being].head.filter(|main| helps && *main > being) else { continue };
        let Some(noun) = (0..being).rev().find(|i| tokens[*i].rel == "obl" && reaches(tokens, *i, being)) else {
            continue;
        };
        let Some(before) = tokens[noun].head.filter(|verb| *verb < noun) else { continue };
        let comes = COMES.contains(&tokens[before].lemma.as_str());
        let subject = tokens[before].head.filter(|_| tokens[before].rel == "acl" && tokens[before].tag != "VBG");
        let helped = (0..being).any(|i| tokens[i].head == Some(main) && tokens[i].rel == "aux");
        // What did not lead to it, or may, says so of what comes of it.
        let clause = if comes { "ccomp" } else { "advcl" };
        if comes && tokens[main].rel == "acl" && tokens[main].head == Some(noun) {
            set(tokens, main, Some(before), clause);
        } else if let Some(subject) = subject.filter(|subject| tokens[*subject].head == Some(main) && !helped) {
            let (head, rel) = (tokens[main].head, tokens[main].rel);
            set(tokens, before, head, rel);
            tokens[before].tag = "VBD";
            set(tokens, subject, Some(before), "nsubj");
            set(tokens, main, Some(before), clause);
        } else if tokens[main].rel == "advcl" && tokens[main].head == Some(before) {
            tokens[main].rel = clause;
        } else {
            continue;
        }
        let passive = tokens[being].rel == "aux:pass";
        set(tokens, noun, Some(main), if passive { "nsubj:pass" } else { "nsubj" });
        if let Some(case) = child(tokens, noun, "case") {
            let part = matches!(tokens[case].lemma.as_str(), "in" | "to" | "into" | "up");
            let (on, rel) = if part { (before, "compound:prt") } else { (main, "mark") };
            set(tokens, case, Some(on), rel);
        }
    }
}

/// "Moved the files without members knowing": what follows "without" and its noun is what did not happen.
pub fn lacking(tokens: &mut [Token]) {
    for doing in 3..tokens.len() {
        let clause = tokens[doing].rel == "acl" && tokens[doing].tag == "VBG";
        let noun =
            tokens[doing].head.filter(|noun| clause && *noun < doing && matches!(tokens[*noun].rel, "nmod" | "obl"));
        let case = noun.and_then(|noun| child(tokens, noun, "case"));
        let (Some(noun), Some(case)) = (noun, case.filter(|case| tokens[*case].lemma == "without")) else { continue };
        let mut above = std::iter::successors(tokens[noun].head, |at| tokens[*at].head).take(tokens.len());
        if let Some(verb) = above.find(|at| tokens[*at].upos == Upos::Verb) {
            set(tokens, doing, Some(verb), "advcl");
            set(tokens, noun, Some(doing), "nsubj");
            set(tokens, case, Some(doing), "mark");
        }
    }
}

/// Verbs without an object, of which nothing can be a participle that tells what was done to it.
const INTRANSITIVE: &str = "act agree apologise apologize appear arise arrive collapse complain comply cooperate die disagree disappear emerge fall \
    happen intervene lie object occur panic protest quit react reply resign respond retire speak step struggle testify vanish wait";

/// Prepositions that open a clause as well.
const OPENERS: [&str; 6] = ["after", "before", "since", "until", "till", "as"];

/// "The trust apologised after a nurse sent letters out": the first verb is the main one, and the noun behind "after" is the second one's subject.
pub fn openers(tokens: &mut [Token]) {
    for first in 1..tokens.len() {
        let past = tokens[first].rel == "acl" && matches!(tokens[first].tag, "VBN" | "VBD");
        let Some(subject) = tokens[first].head.filter(|noun| past && *noun < first) else { continue };
        let plain = INTRANSITIVE.split(' ').any(|lemma| tokens[first].lemma == lemma);
        let Some(second) = tokens[subject].head.filter(|_| plain && tokens[subject].rel.starts_with("nsubj")) else {
            continue;
        };
        let helped = (first..second)
            .find(|i| tokens[*i].head == Some(second) && matches!(tokens[*i].rel, "aux" | "aux:pass" | "cop"));
        let end = helped.unwrap_or(second);
        let phrase = |i: &usize| tokens[*i].head == Some(first) && tokens[*i].rel == "obl" && reaches(tokens, *i, end);
        let Some(noun) = (first + 1..end).rev().find(phrase) else { continue };
        let case = child(tokens, noun, "case").filter(|case| OPENERS.contains(&tokens[*case].lemma.as_str()));
        let Some(case) = case.filter(|case| second > first && tokens[*case].form != ",") else { continue };
        let (head, rel) = (tokens[second].head, tokens[second].rel);
        set(tokens, first, head, rel);
        tokens[first].tag = "VBD";
        for i in (0..first).chain(second + 1..tokens.len()) {
            let own = i < first || tokens[i].rel == "punct" && i + 1 == tokens.len();
            if own && tokens[i].head == Some(second) {
                tokens[i].head = Some(first);
            }
        }
        tokens[subject].rel = "nsubj";
        set(tokens, second, Some(first), "advcl");
        let passive = child(tokens, second, "aux:pass").is_some();
        set(tokens, noun, Some(second), if passive { "nsubj:pass" } else { "nsubj" });
        set(tokens, case, Some(second), "mark");
    }
}

#[cfg(test)]
mod tests {
    use crate::annotate::syntax::mend::tests::{at, tree};

    #[test]
    fn each_verb_has_its_own_subject() {
        for (text, main, whose, other, others) in [
            ("The trust apologised after a nurse sent letters out.", "apologised", "trust", "sent", "nurse"),
            ("The chief resigned after a clerk lost the files.", "resigned", "chief", "lost", "clerk"),
            ("Reviewers listened to the clips without users being told.", "listened", "Reviewers", "told", "users"),
            ("The bank moved files without members knowing about it.", "moved", "bank", "knowing", "members"),
            ("The letters copied after the theft held names.", "held", "letters", "held", "letters"),
        ] {
            let tree = tree(text);
            assert_eq!(tree.root(), Some(at(&tree, main)), "{text}");
            for (verb, noun) in [(main, whose), (other, others)] {
                assert_eq!(tree.subject(at(&tree, verb)), Some(at(&tree, noun)), "{text}");
            }
        }
    }

    #[test]
    fn what_comes_of_it() {
        for text in
            ["The error resulted in letters being sent to strangers.", "A bug led to letters being sent to strangers."]
        {
            let tree = tree(text);
            let sent = at(&tree, "sent");
            assert!(tree.child_by(sent, &["nsubj:pass"]) == Some(at(&tree, "letters")), "{text}");
            assert!(tree.root() != Some(sent), "{text}");
        }
    }
}
