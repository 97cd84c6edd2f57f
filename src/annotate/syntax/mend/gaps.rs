//! Arguments that the tree gives to no verb, or to the wrong one.

use super::child;
use crate::model::tree::{Token, Upos};

fn set(tokens: &mut [Token], i: usize, head: Option<usize>, rel: &'static str) {
    (tokens[i].head, tokens[i].rel) = (head, rel);
}

fn is_noun(token: &Token) -> bool {
    matches!(token.upos, Upos::Noun | Upos::Propn)
}

/// `noun` and all that hangs on it are what stands between `from` and `to`.
fn fills(tokens: &[Token], noun: usize, from: usize, to: usize) -> bool {
    let inside = |i: usize| std::iter::successors(Some(i), |at| tokens[*at].head).take(8).any(|at| at == noun);
    noun >= from && noun < to && (from..to).all(inside)
}

/// "Can see deleted photos": a participle with an object, right behind a verb that has none, describes that object. A participle that completes a verb
/// ("have them deleted") is passive and has none.
pub fn described(tokens: &mut [Token]) {
    for part in 1..tokens.len().saturating_sub(1) {
        let verb = tokens[part].head.filter(|verb| *verb + 1 == part && tokens[part].rel == "xcomp");
        let Some(verb) = verb.filter(|_| tokens[part].tag == "VBN" && tokens[part].form.ends_with("ed")) else {
            continue;
        };
        let noun = child(tokens, part, "obj").filter(|noun| *noun > part && is_noun(&tokens[*noun]));
        let Some(noun) =
            noun.filter(|noun| child(tokens, verb, "obj").is_none() && fills(tokens, *noun, part + 1, noun + 1))
        else {
            continue;
        };
        for token in tokens.iter_mut().filter(|token| token.head == Some(part)) {
            token.head = Some(verb);
        }
        set(tokens, part, Some(noun), "amod");
    }
}

/// "Firms that harvest and sell them": a relative pronoun right before a finite verb without a subject is its subject.
pub fn relative_subjects(tokens: &mut [Token]) {
    for word in 1..tokens.len().saturating_sub(1) {
        let relative = tokens[word].rel == "obj" && matches!(tokens[word].tag, "WDT" | "WP");
        let Some(verb) = tokens[word].head.filter(|verb| relative && *verb == word + 1) else { continue };
        let finite = matches!(tokens[verb].tag, "VBP" | "VBZ" | "VBD") && tokens[verb].rel == "acl:relcl";
        if finite && child(tokens, verb, "nsubj").is_none() {
            tokens[word].rel = "nsubj";
        }
    }
}

/// "Saw files the broker sold in May": a noun with an article right behind an object, and a past form without an object right behind it, are a relative
/// clause without its pronoun. A participle says what was done to its noun, and nobody saw the broker's being sold as well.
pub fn bare_relatives(tokens: &mut [Token]) {
    for verb in 3..tokens.len() {
        let past = tokens[verb].rel == "acl" && matches!(tokens[verb].tag, "VBN" | "VBD");
        let Some(doer) = tokens[verb].head.filter(|doer| past && *doer + 1 == verb) else { continue };
        let article = child(tokens, doer, "det").filter(|det| matches!(tokens[*det].lemma.as_str(), "the" | "a"));
        let Some(article) = article.filter(|_| child(tokens, doer, "case").is_none()) else { continue };
        let thing = article.saturating_sub(1);
        let part = matches!(tokens[doer].rel, "obj" | "nmod" | "appos");
        let beside = part && (tokens[doer].head == Some(thing) || tokens[doer].head == tokens[thing].head);
        let object = matches!(tokens[thing].rel, "obj" | "obl" | "nmod") && tokens[thing].upos == Upos::Noun;
        let own = ["obj", "aux", "aux:pass", "obl:agent"].iter().any(|rel| child(tokens, verb, rel).is_some());
        let by = (verb + 1..tokens.len()).any(|i| tokens[i].lemma == "by" && tokens[i].rel == "case");
        if beside && object && !own && !by && fills(tokens, doer, article, doer + 1) {
            set(tokens, doer, Some(verb), "nsubj");
            set(tokens, verb, Some(thing), "acl:relcl");
            tokens[verb].tag = "VBD";
        }
    }
}

/// "Allegations of selling the lists": a noun without a preposition behind a verb that has no object is its object; of the treebank's nouns that
/// describe others hardly one hangs on a verb. It may hang beside the verb, and "of" with it.
pub fn verbs_nouns(tokens: &mut [Token]) {
    for noun in 1..tokens.len() {
        let Some(head) = tokens[noun].head.filter(|head| *head < noun && tokens[noun].rel == "nmod") else { continue };
        let act = |i: usize| tokens[i].upos == Upos::Verb && matches!(tokens[i].tag, "VBG" | "VB");
        let beside = |i: &usize| tokens[*i].head == Some(head) && tokens[*i].rel == "acl" && act(*i);
        let verb = if act(head) { Some(head) } else { (head + 2..noun).find(beside) };
        let Some(verb) = verb.filter(|verb| child(tokens, *verb, "obj").is_none()) else { continue };
        let case = child(tokens, noun, "case");
        let of = case.filter(|of| tokens[*of].lemma == "of" && of + 1 == verb && verb != head);
        if case.is_some() && of.is_none() || tokens[noun].upos != Upos::Noun || !fills(tokens, noun, verb + 1, noun + 1)
        {
            continue;
        }
        let of = of.or_else(|| child(tokens, head, "mark").filter(|of| of + 1 == verb));
        set(tokens, noun, Some(verb), "obj");
        if let Some(of) = of {
            set(tokens, of, Some(verb), "mark");
        }
    }
}

/// "Said a guest had come in and might have read them": what was possible goes on from what was said, not from its being said.
pub fn possibilities(tokens: &mut [Token]) {
    for verb in 3..tokens.len() {
        let joined = tokens[verb].rel == "conj" && tokens[verb].tag == "VBN";
        let Some(says) = tokens[verb].head.filter(|says| joined && *says < verb) else { continue };
        let aux = |form: &str| (says..verb).any(|i| tokens[i].head == Some(verb) && tokens[i].form == form);
        let perhaps = aux("have") && (aux("may") || aux("might") || aux("could"));
        let own = ["nsubj", "nsubj:pass"].iter().any(|rel| child(tokens, verb, rel).is_some());
        let clause = (says + 1..verb).rev().find(|i| tokens[*i].head == Some(says) && tokens[*i].rel == "ccomp");
        if let Some(clause) = clause.filter(|_| perhaps && !own && child(tokens, says, "aux").is_none()) {
            tokens[verb].head = Some(clause);
        }
    }
}

/// "Is using cameras to record guests": a verb behind "to" describes no noun; the noun behind it is its object.
pub fn purposes(tokens: &mut [Token]) {
    for verb in 1..tokens.len().saturating_sub(1) {
        let part = matches!(tokens[verb].rel, "compound" | "amod") && tokens[verb].tag == "VB";
        let to = child(tokens, verb, "mark").is_some_and(|to| to + 1 == verb && tokens[to].tag == "TO");
        let Some(noun) = tokens[verb].head.filter(|noun| part && to && *noun > verb) else { continue };
        if child(tokens, noun, "case").is_none() && is_noun(&tokens[noun]) {
            let head = tokens[noun].head;
            set(tokens, verb, head, if head.is_some() { "advcl" } else { "root" });
            set(tokens, noun, Some(verb), "obj");
        }
    }
}

/// Verbs of what comes of something.
const COMES: [&str; 3] = ["result", "lead", "end"];

/// "The fault resulted in letters being sent to strangers": what comes of it has its own subject, and "resulted" is the verb.
pub fn outcomes(tokens: &mut [Token]) {
    for being in 4..tokens.len() {
        let helps = matches!(tokens[being].rel, "aux:pass" | "cop") && tokens[being].form == "being";
        let Some(main) = tokens[being].head.filter(|main| helps && *main > being) else { continue };
        let Some(noun) = (0..being).rev().find(|i| tokens[*i].rel == "obl" && fills(tokens, *i, *i, being)) else {
            continue;
        };
        let Some(comes) = tokens[noun].head.filter(|verb| COMES.contains(&tokens[*verb].lemma.as_str())) else {
            continue;
        };
        let passive = tokens[being].rel == "aux:pass";
        let own = if passive { "nsubj:pass" } else { "nsubj" };
        if tokens[main].rel == "acl" && tokens[main].head == Some(noun) {
            let clause = tokens[noun].head;
            set(tokens, main, clause, "advcl");
        } else if tokens[comes].rel == "acl"
            && tokens[comes].head.is_some_and(|subject| tokens[subject].head == Some(main))
        {
            let subject = tokens[comes].head.unwrap_or(comes);
            let (head, rel) = (tokens[main].head, tokens[main].rel);
            set(tokens, comes, head, rel);
            tokens[comes].tag = "VBD";
            set(tokens, subject, Some(comes), "nsubj");
            set(tokens, main, Some(comes), "advcl");
        } else if !(tokens[main].rel == "advcl" && tokens[main].head == Some(comes)) {
            continue;
        }
        set(tokens, noun, Some(main), own);
        if let Some(case) = child(tokens, noun, "case") {
            set(tokens, case, Some(comes), "compound:prt");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::annotate::syntax::parse;
    use crate::model::span::Span;
    use crate::model::tree::Tree;

    fn tree(text: &str) -> Tree {
        parse(text, Span { start: 0, end: text.len() })
    }

    fn at(tree: &Tree, form: &str) -> usize {
        tree.tokens.iter().position(|token| token.form == form).expect("the word stands in the sentence")
    }

    #[test]
    fn a_relative_clause_without_its_pronoun() {
        for (text, verb, noun) in [
            ("The paper saw files the broker sold in 2019.", "sold", "files"),
            ("The paper saw letters the broker sold in 2019.", "sold", "letters"),
        ] {
            let tree = tree(text);
            assert_eq!(tree.object(at(&tree, verb)), Some(at(&tree, noun)), "{text}");
        }
    }

    /// A verb, its subject and its object.
    #[test]
    fn who_does_what() {
        let cases = [
            ("They could see deleted photos and private messages.", "see", "They", Some("photos")),
            ("Brokers that harvest, sell or trade in maps met in Oslo.", "harvest", "Brokers", None),
            ("Larch denied allegations of selling guest lists.", "selling", "Larch", Some("lists")),
            ("The inn said a thief entered the shed and might have read the ledger.", "read", "thief", Some("ledger")),
            (
                "The flaw resulted in strangers being able to read guests' letters.",
                "read",
                "strangers",
                Some("letters"),
            ),
        ];
        for (text, verb, who, what) in cases {
            let tree = tree(text);
            let form = |i: Option<usize>| i.map(|i| tree.tokens[i].form.as_str());
            let subject = form(tree.subject(at(&tree, verb)));
            let object = form(tree.child_by(at(&tree, verb), &["obj"]));
            assert_eq!((subject, object), (Some(who), what), "{text}");
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
