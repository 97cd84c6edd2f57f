//! Clauses that the tree takes for nouns, or hangs on the wrong word.

use super::{child, inside, set};
use crate::model::tree::{Token, USING, Upos};

/// First word of what hangs on `of`.
fn begin(tokens: &[Token], of: usize) -> usize {
    (0..=of).find(|i| inside(tokens, *i, of)).unwrap_or(of)
}

/// `clause` takes the place of `says`, which hangs on it as what is said beside it.
fn told(tokens: &mut [Token], clause: usize, says: usize) {
    let (head, rel) = (tokens[says].head, tokens[says].rel);
    set(tokens, clause, head, rel);
    set(tokens, says, Some(clause), "parataxis");
}

/// "Larch kept the lists in Bergen, a clerk said": of two subjects before a verb, the second behind a comma, the first is that of the participle on
/// it. No finite verb of the treebank has two subjects before it.
pub fn said_after(tokens: &mut [Token]) {
    for says in 3..tokens.len() {
        let finite = tokens[says].upos == Upos::Verb && matches!(tokens[says].tag, "VBD" | "VBZ" | "VBP");
        let subject = |i: &usize| finite && tokens[*i].head == Some(says) && tokens[*i].rel == "nsubj";
        let mut subjects = (0..says).filter(subject);
        let (Some(first), Some(second), None) = (subjects.next(), subjects.next(), subjects.next()) else { continue };
        let opens = begin(tokens, second);
        let comma = tokens[opens].form == "," || opens > 0 && tokens[opens - 1].form == ",";
        let acts = |i: &usize| {
            tokens[*i].head == Some(first) && tokens[*i].rel == "acl" && matches!(tokens[*i].tag, "VBN" | "VBD")
        };
        let helped = |i: usize| child(tokens, i, "aux").is_some() || child(tokens, i, "aux:pass").is_some();
        if let Some(clause) = (first + 1..second).find(acts).filter(|i| comma && !helped(*i)) {
            told(tokens, clause, says);
            set(tokens, first, Some(clause), "nsubj");
            tokens[clause].tag = "VBD";
        } else if comma && named_before(tokens, first).is_some() && takes(tokens, first) {
            told(tokens, first, says);
            to_verb(tokens, first);
        }
    }
}

/// A plural with an object or an infinitive of its own.
fn takes(tokens: &[Token], noun: usize) -> bool {
    let infinitive = |i: usize| tokens[i].tag == "VB" && i == noun + 2 && tokens[noun + 1].tag == "TO";
    tokens[noun].tag == "NNS"
        && (child(tokens, noun, "obj").is_some_and(|object| object > noun)
            || child(tokens, noun, "acl").is_some_and(infinitive))
}

fn named_before(tokens: &[Token], noun: usize) -> Option<usize> {
    let before = noun.checked_sub(1).filter(|i| tokens[*i].head == Some(noun))?;
    (tokens[before].rel == "compound" && tokens[before].tag == "NNP").then_some(before)
}

fn to_verb(tokens: &mut [Token], noun: usize) {
    (tokens[noun].upos, tokens[noun].tag) = (Upos::Verb, "VBZ");
    if let Some(name) = named_before(tokens, noun) {
        set(tokens, name, Some(noun), "nsubj");
    }
    let infinitive = child(tokens, noun, "acl").filter(|i| tokens[*i].tag == "VB");
    if let Some(infinitive) = infinitive {
        tokens[infinitive].rel = "xcomp";
    }
}

/// "Larch stores lists in Bergen": a plural that has an object is a verb; none of the 9,382 plurals of the treebank has one. "It records calls": nor
/// is a plural between a pronoun and a noun that is told of it a part of that noun.
pub fn plurals(tokens: &mut [Token]) {
    for i in 1..tokens.len() {
        // "Denies claims by clerks": what is denied is a noun.
        if tokens[i].rel == "obj" && tokens[i].tag == "VBZ" && child(tokens, i, "nsubj").is_none() {
            (tokens[i].upos, tokens[i].tag) = (Upos::Noun, "NNS");
        }
        // "Larch records calls": a name before a finite verb that has no subject.
        let finite = tokens[i].upos == Upos::Verb && matches!(tokens[i].tag, "VBZ" | "VBD" | "VBP");
        let name = named_before(tokens, i).filter(|_| finite && child(tokens, i, "nsubj").is_none());
        if let Some(name) = name {
            tokens[name].rel = "nsubj";
        }
        // "Collects and stores lists": what is joined to a verb is one.
        let noun = tokens[i].head.filter(|_| tokens[i].tag == "NNS" && tokens[i].rel == "compound");
        let joined = child(tokens, i, "cc").filter(|cc| cc + 1 == i && i >= 2).map(|cc| cc - 1);
        let verb = joined.filter(|verb| {
            let mut above = std::iter::successors(noun, |at| tokens[*at].head).take(4);
            tokens[*verb].tag == "VBZ" && above.any(|noun| tokens[noun].head == Some(*verb) && noun > i)
        });
        if let Some(verb) = verb {
            set(tokens, i, Some(verb), "conj");
            (tokens[i].upos, tokens[i].tag) = (Upos::Verb, "VBZ");
        }
        if takes(tokens, i) && child(tokens, i, "obj").is_some() {
            let own = child(tokens, i, "nsubj").filter(|subject| *subject < i);
            let name = named_before(tokens, i);
            // What is said, and the one who says it set beside the last name.
            let says = tokens[i].head.filter(|says| tokens[i].rel == "nsubj" && *says > i && name.is_some());
            if let Some(says) = says.filter(|says| tokens[*says].upos == Upos::Verb) {
                let beside = (i..says).find(|at| tokens[*at].rel == "appos" && inside(tokens, *at, i));
                let Some(speaker) = beside.filter(|at| at + 1 == says) else { continue };
                told(tokens, i, says);
                set(tokens, speaker, Some(says), "nsubj");
                to_verb(tokens, i);
            } else if own.is_some() || name.is_some() && matches!(tokens[i].rel, "root" | "ccomp") {
                to_verb(tokens, i);
            }
        }
        let pronoun = matches!(tokens[i - 1].form.to_lowercase().as_str(), "it" | "he" | "she");
        let noun = tokens[i].head.filter(|noun| {
            let part = tokens[i].rel == "compound" && tokens[i].tag == "NNS" && *noun == i + 1;
            let linked = child(tokens, *noun, "cop").is_some() || child(tokens, *noun, "aux").is_some();
            part && pronoun && !linked && tokens[i - 1].head == Some(*noun) && tokens[i - 1].rel == "nsubj"
        });
        if let Some(noun) = noun {
            let (head, rel) = (tokens[noun].head, tokens[noun].rel);
            set(tokens, i, head, rel);
            set(tokens, noun, Some(i), "obj");
            set(tokens, i - 1, Some(i), "nsubj");
            (tokens[i].upos, tokens[i].tag) = (Upos::Verb, "VBZ");
        }
    }
}

/// "Ms. Lund, who copied it?": a name that is called, and a question.
pub fn called(tokens: &mut [Token]) {
    let Some(end) = tokens.iter().rposition(|token| token.upos != Upos::Punct) else { return };
    if !tokens[end + 1..].iter().any(|token| token.form.starts_with('?')) {
        return;
    }
    for verb in 2..tokens.len() {
        // "Lund, when did they copy it?": of two subjects the one before a comma.
        let subject = |i: &usize| tokens[*i].head == Some(verb) && tokens[*i].rel == "nsubj";
        let first = (0..verb).find(subject).filter(|i| tokens[*i].tag == "NNP" && begin(tokens, *i) == 0);
        let second = first.and_then(|first| (first + 1..verb).find(subject));
        let first = first.filter(|first| {
            second.is_some()
                && (first + 1..verb).find(|i| !inside(tokens, *i, *first)).is_some_and(|i| tokens[i].form == ",")
        });
        if let Some(first) = first {
            set(tokens, first, Some(verb), "vocative");
            for token in tokens[end + 1..].iter_mut() {
                token.head = Some(verb);
            }
        }
        let clause = tokens[verb].upos == Upos::Verb && tokens[verb].rel == "acl:relcl";
        let name = tokens[verb].head.filter(|name| clause && tokens[*name].rel == "root");
        let Some(name) = name.filter(|name| tokens[*name].tag == "NNP" && *name < verb) else { continue };
        let who = (name + 1..verb).find(|i| matches!(tokens[*i].tag, "WP" | "WDT" | "WRB"));
        if who.is_some_and(|who| tokens[who - 1].form == ",") {
            set(tokens, verb, None, "root");
            set(tokens, name, Some(verb), "vocative");
            for token in tokens[end + 1..].iter_mut() {
                token.head = Some(verb);
            }
        }
    }
}

/// "“Larch,” said Lund, “has copied it”": of two clauses of a verb of saying the first, a bare name, is the subject of the second, which has none.
pub fn parted(tokens: &mut [Token]) {
    for clause in 3..tokens.len() {
        let verb = tokens[clause].rel == "ccomp" && tokens[clause].upos == Upos::Verb;
        let Some(says) = tokens[clause].head.filter(|says| verb && *says < clause) else { continue };
        let helped = child(tokens, clause, "aux").is_some_and(|aux| aux > says);
        let finite = helped || matches!(tokens[clause].tag, "VBD" | "VBZ" | "VBP");
        let quoted = |i: usize| matches!(tokens[i].form.as_str(), "“" | "”" | "\"" | "‘" | "’" | "''");
        // "Said Lund" may hang on what is quoted after it.
        let speaker = child(tokens, clause, "nsubj").filter(|i| *i > says && (*i..clause).any(quoted));
        let own = ["nsubj", "nsubj:pass", "mark", "expl"].iter().any(|rel| child(tokens, clause, rel).is_some());
        let own = own && speaker.is_none();
        let name = (0..says).find(|i| {
            tokens[*i].head == Some(says)
                && (matches!(tokens[*i].rel, "ccomp" | "obj" | "dep") || tokens[*i].rel == "nsubj" && speaker.is_some())
                && matches!(tokens[*i].upos, Upos::Propn | Upos::Noun)
        });
        let closed = |name: usize| (name..says).any(|i| tokens[i].upos == Upos::Punct && quoted(i));
        let link = |name: usize| child(tokens, name, "cop").is_some();
        if let Some(name) = name.filter(|name| finite && !own && closed(*name) && !link(*name)) {
            if let Some(speaker) = speaker {
                tokens[speaker].head = Some(says);
            }
            let passive = child(tokens, clause, "aux:pass").is_some();
            set(tokens, name, Some(clause), if passive { "nsubj:pass" } else { "nsubj" });
        }
    }
}

/// "The idea that we sold the lists": "that" is no second object. "Denied a report by the Echo that it sold them": the report says so.
pub fn opened_by_that(tokens: &mut [Token]) {
    for that in 1..tokens.len() {
        // "Said of its engine that it runs" asks nothing.
        if tokens[that].rel == "mark" && tokens[that].tag == "WDT" && tokens[that].lemma == "that" {
            (tokens[that].upos, tokens[that].tag) = (Upos::Sconj, "IN");
        }
        // "Dismissed reports that it sold them": the clause is the reports'.
        let clause = tokens[that].head.filter(|_| tokens[that].lemma == "that" && tokens[that].rel == "mark");
        let told = TOLD.contains(&tokens[that - 1].lemma.as_str()) && tokens[that - 1].rel == "obj";
        let beside = |clause: &usize| tokens[*clause].head == tokens[that - 1].head && *clause > that;
        if let Some(clause) = clause.filter(|clause| told && tokens[*clause].rel == "ccomp" && beside(clause)) {
            set(tokens, clause, Some(that - 1), "acl");
        }
        let word = tokens[that].form.eq_ignore_ascii_case("that");
        let Some(clause) = tokens[that].head.filter(|clause| word && *clause > that) else { continue };
        let object = (clause..tokens.len()).any(|i| tokens[i].head == Some(clause) && tokens[i].rel == "obj");
        let subject = child(tokens, clause, "nsubj").is_some_and(|i| i > that && i < clause);
        let marks = tokens[that].rel == "mark" || tokens[that].rel == "obj" && object && subject;
        if marks && tokens[clause].rel == "acl:relcl" {
            (tokens[that].rel, tokens[that].upos, tokens[that].tag) = ("mark", Upos::Sconj, "IN");
            tokens[clause].rel = "acl";
        }
        if tokens[that].rel != "mark" || tokens[clause].rel != "acl" {
            continue;
        }
        let by = tokens[clause].head.filter(|by| {
            (0..*by).any(|i| tokens[i].head == Some(*by) && tokens[i].rel == "case" && tokens[i].lemma == "by")
        });
        let Some(by) = by.filter(|by| matches!(tokens[*by].rel, "obl" | "nmod" | "obl:agent")) else { continue };
        let above = tokens[by].head;
        let report = above.filter(|above| tokens[*above].upos == Upos::Noun);
        let report = report.or_else(|| child(tokens, above?, "obj").filter(|object| *object < by));
        if let Some(report) = report {
            tokens[clause].head = Some(report);
            tokens[by].head = Some(report);
            tokens[by].rel = "nmod";
        }
    }
}

/// Nouns of which a clause tells what they say.
pub(super) const TOLD: [&str; 9] =
    ["accusation", "allegation", "assertion", "claim", "notion", "report", "rumour", "rumor", "suggestion"];

/// "Copying it is forbidden": a clause in -ing before a predicate without a subject is its subject.
pub fn gerunds(tokens: &mut [Token]) {
    for predicate in 1..tokens.len() {
        let link = child(tokens, predicate, "cop").or_else(|| child(tokens, predicate, "aux:pass"));
        let told = ["nsubj", "nsubj:pass", "csubj", "expl"].iter().any(|rel| child(tokens, predicate, rel).is_some());
        let Some(link) = link.filter(|_| !told) else { continue };
        let clause = (0..link)
            .find(|i| tokens[*i].head == Some(predicate) && tokens[*i].rel == "advcl" && tokens[*i].tag == "VBG");
        let comma = |clause: usize| (clause..link).any(|i| tokens[i].form == ",");
        if let Some(clause) = clause.filter(|clause| !comma(*clause) && child(tokens, *clause, "mark").is_none()) {
            tokens[clause].rel = "csubj";
        }
    }
}

/// Nouns whose infinitive has the same doer as the verb above; whoever reaches a deal or gets an order is not always the one who acts.
const INTENDED: [&str; 26] = [
    "ability",
    "attempt",
    "authority",
    "bid",
    "chance",
    "decision",
    "duty",
    "effort",
    "failure",
    "intention",
    "licence",
    "license",
    "need",
    "obligation",
    "offer",
    "opportunity",
    "permission",
    "plan",
    "pledge",
    "power",
    "promise",
    "refusal",
    "right",
    "scheme",
    "threat",
    "way",
];

/// "Dropped a plan to sell the lists": the infinitive is the plan's.
pub fn intended(tokens: &mut [Token]) {
    for noun in 1..tokens.len().saturating_sub(2) {
        let object = tokens[noun].rel == "obj" && INTENDED.contains(&tokens[noun].lemma.as_str());
        if !object || tokens[noun + 1].tag != "TO" {
            continue;
        }
        let verb = tokens[noun + 1]
            .head
            .filter(|verb| matches!(tokens[*verb].rel, "xcomp" | "advcl") && tokens[*verb].head == tokens[noun].head);
        // "Misused their authority to read it" read it.
        let used = tokens[noun].head.is_some_and(|head| USING.contains(&tokens[head].lemma.as_str()));
        if let Some(verb) = verb.filter(|verb| !used && tokens[*verb].upos == Upos::Verb) {
            set(tokens, verb, Some(noun), "acl");
        }
    }
}

/// "The deletion of the lists by a clerk": who did it hangs on the act, not on what it was done to. "May have taken as many as 90 lists": so many are
/// its object.
pub fn done_by(tokens: &mut [Token]) {
    for by in 2..tokens.len() {
        if tokens[by].lemma == "by" && tokens[by].rel == "case" {
            let Some(doer) = tokens[by].head.filter(|doer| *doer > by && tokens[*doer].rel == "nmod") else { continue };
            let Some(thing) = tokens[doer].head.filter(|thing| *thing < by && tokens[*thing].rel == "nmod") else {
                continue;
            };
            let of = |i: usize| tokens[i].head == Some(thing) && tokens[i].rel == "case" && tokens[i].lemma == "of";
            let act = tokens[thing].head.filter(|act| *act < thing && tokens[*act].upos == Upos::Noun);
            if let Some(act) = act.filter(|_| (0..thing).any(of)) {
                tokens[doer].head = Some(act);
            }
        }
        let many = matches!(tokens[by].form.as_str(), "many" | "much") && tokens[by - 1].lemma == "as";
        if many && tokens.get(by + 1).is_some_and(|next| next.lemma == "as") {
            let verb = |i: usize| tokens[i].head.filter(|verb| *verb < by && tokens[*verb].upos == Upos::Verb);
            let amount = tokens[by].head.filter(|noun| tokens[*noun].rel == "obl" && *noun > by);
            let free = |noun: &usize| verb(*noun).is_some_and(|verb| child(tokens, verb, "obj").is_none());
            if let Some(noun) = amount.filter(free) {
                tokens[noun].rel = "obj";
            }
        }
    }
}

/// "Neither kept nor shared the lists": participles in a row whose first has a subject and no auxiliary are past forms.
pub fn rows(tokens: &mut [Token]) {
    for second in 1..tokens.len() {
        let joined = tokens[second].tag == "VBN" && tokens[second].rel == "conj";
        let Some(first) = tokens[second].head.filter(|first| joined && tokens[*first].tag == "VBN") else { continue };
        let helped = |i: usize| ["aux", "aux:pass", "cop"].iter().any(|rel| child(tokens, i, rel).is_some());
        if child(tokens, first, "nsubj").is_some() && !helped(first) && !helped(second) {
            tokens[first].tag = "VBD";
            tokens[second].tag = "VBD";
        }
    }
}

/// "Reports that analysts at the parent, Larch, opened records": a clause opened by "that" has a verb. Where the tree gives it a plural noun for its
/// head and a participle behind a comma describes what follows, the participle is the verb. The treebank has no such clause.
pub fn verbless(tokens: &mut [Token]) {
    for noun in 1..tokens.len() {
        let clause = tokens[noun].rel == "ccomp" && tokens[noun].tag == "NNS" && child(tokens, noun, "cop").is_none();
        let that = Some(noun - 1).filter(|that| tokens[*that].lemma == "that");
        let (Some(says), Some(that)) = (tokens[noun].head.filter(|_| clause), that) else { continue };
        let verb = (noun + 2..tokens.len()).find(|i| {
            tokens[*i].tag == "VBN"
                && tokens[*i].rel == "amod"
                && tokens[*i - 1].form == ","
                && tokens[*i].form.ends_with("ed")
        });
        let Some(verb) = verb else { continue };
        let Some(object) = tokens[verb].head.filter(|object| *object > verb && !inside(tokens, says, *object)) else {
            continue;
        };
        (tokens[verb].head, tokens[verb].rel) = (Some(says), "ccomp");
        (tokens[verb].upos, tokens[verb].tag) = (Upos::Verb, "VBD");
        (tokens[noun].head, tokens[noun].rel) = (Some(verb), "nsubj");
        (tokens[object].head, tokens[object].rel) = (Some(verb), "obj");
        (tokens[that].head, tokens[that].rel) = (Some(verb), "mark");
        (tokens[that].upos, tokens[that].tag) = (Upos::Sconj, "IN");
    }
}

#[cfg(test)]
mod tests {
    use crate::annotate::syntax::mend::tests::{at, tree};

    /// The verb, and who does it.
    #[test]
    fn who_does_it() {
        let cases = [
            ("Larch kept member data in Bergen, a clerk said.", "kept", "Larch"),
            ("Larch kept member data in Bergen, a clerk said.", "said", "clerk"),
            ("Larch stores member data in Bergen, a clerk said.", "stores", "Larch"),
            ("Larch records members’ calls.", "records", "Larch"),
            ("The firm said it records calls.", "records", "it"),
            ("The app collects and stores location data, its maker said.", "stores", "app"),
            ("“Our clerks,” said Bo Lind, “have never opened the letters.”", "opened", "clerks"),
            ("Ms. Lund, who copied the letters?", "copied", "who"),
            ("Lund, when did Larch copy the letters?", "copy", "Larch"),
            ("In 2019 Larch had access to the letters.", "had", "Larch"),
        ];
        for (text, verb, who) in cases {
            let tree = tree(text);
            let subject = tree.subject(at(&tree, verb)).map(|i| tree.tokens[i].form.as_str());
            assert_eq!(subject, Some(who), "{text}");
        }
    }

    /// A word, and the one that it hangs on.
    #[test]
    fn what_hangs_on_what() {
        let cases = [
            ("The lender dropped a plan to sell the letters.", "sell", "plan"),
            ("Lund dismissed reports that Larch sold the letters.", "sold", "reports"),
            ("Lund denied a report by the Echo that Larch sold the letters.", "sold", "report"),
            ("The deletion of the letters by a clerk was logged.", "clerk", "deletion"),
            ("The thieves may have taken as many as 90,000 card numbers.", "numbers", "taken"),
        ];
        for (text, word, head) in cases {
            let tree = tree(text);
            let above = tree.head(at(&tree, word)).map(|i| tree.tokens[i].form.as_str());
            assert_eq!(above, Some(head), "{text}");
        }
    }

    #[test]
    fn participles_in_a_row_after_a_subject_are_past_forms() {
        let tree = tree("Larch neither kept nor shared the letters.");
        assert_eq!([at(&tree, "kept"), at(&tree, "shared")].map(|i| tree.tokens[i].tag), ["VBD", "VBD"]);
    }
}
