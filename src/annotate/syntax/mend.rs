//! What the network gets wrong and a glance at the finished tree puts right.

mod clauses;
mod denials;
mod gaps;
mod nouns;
mod openers;
mod phrases;
mod times;

pub use clauses::{called, done_by, gerunds, intended, opened_by_that, parted, plurals, rows, said_after, verbless};
pub use denials::{
    at_no_time, contents, denied, doings, doubled, explained, inverted, joined_objects, neither, preferred, turned,
};
pub use gaps::{
    bare_relatives, described, possibilities, purposes, relative_subjects, relative_verbs, relatives, tellings,
    told_relatives, verbs_nouns,
};
pub use nouns::{attributive, made_of, owners, receivers};
pub use openers::{lacking, openers, outcomes};
pub use phrases::{apposed, asked_for, charged, hyphened, joined_pasts, particles, wanted};
pub use times::{asides, counted, dated, opened};

use crate::model::tree::{Token, Upos};

/// The first word that hangs on `of` by this relation.
fn child(tokens: &[Token], of: usize, rel: &str) -> Option<usize> {
    (0..tokens.len()).find(|i| tokens[*i].head == Some(of) && tokens[*i].rel == rel)
}

fn set(tokens: &mut [Token], i: usize, head: Option<usize>, rel: &'static str) {
    (tokens[i].head, tokens[i].rel) = (head, rel);
}

/// `i` is `above` or hangs on it, directly or not.
fn inside(tokens: &[Token], i: usize, above: usize) -> bool {
    std::iter::successors(Some(i), |at| tokens[*at].head).take(tokens.len()).any(|at| at == above)
}

/// "and fully pivot to their servers": between an adverb after a conjunction and a preposition, determiner, pronoun or particle stands no noun:
/// of 40 such words in the treebank 30 are verbs and none is a noun.
pub fn verbs(tokens: &mut [Token]) {
    for i in 2..tokens.len().saturating_sub(1) {
        let hangs = |j: usize, rel: &str| tokens[j].head == Some(i) && tokens[j].rel == rel;
        let after = matches!(tokens[i + 1].upos, Upos::Adp | Upos::Det | Upos::Pron | Upos::Part);
        let opened = hangs(i - 2, "cc") && hangs(i - 1, "advmod") && tokens[i - 1].form.ends_with("ly");
        if tokens[i].tag == "NN" && tokens[i].rel == "conj" && opened && after {
            (tokens[i].upos, tokens[i].tag) = (Upos::Verb, "VB");
        }
    }
}

/// "delete the files from our servers and fully move to theirs": a verb goes on from a verb, not from a noun that is an argument. Of the treebank's
/// verbs after a conjunction one in a hundred hangs on such a noun, so that the nearest verb above is taken.
pub fn conjuncts(tokens: &mut [Token]) {
    let argument = |token: &Token| {
        let rel = token.rel.split(':').next().unwrap_or_default();
        matches!(token.upos, Upos::Noun | Upos::Propn) && matches!(rel, "obj" | "obl" | "nmod")
    };
    for i in 0..tokens.len() {
        let verb = tokens[i].upos == Upos::Verb && tokens[i].rel == "conj";
        let Some(noun) = tokens[i].head.filter(|head| verb && *head < i && argument(&tokens[*head])) else { continue };
        let upwards = std::iter::successors(tokens[noun].head, |at| tokens[*at].head).take(tokens.len());
        let above = { upwards }.find(|at| tokens[*at].upos == Upos::Verb);
        // A word before the noun that the second verb does not lie under.
        if let Some(first) = above.filter(|first| *first < noun) {
            tokens[i].head = Some(first);
        }
    }
}

/// "Today, half of the files were sent on": a finite verb without a subject whose time before it has a noun set beside it has that noun for its
/// subject. In the treebank no verb has such a time and no subject.
pub fn subjects(tokens: &mut [Token]) {
    for verb in 0..tokens.len() {
        let hangs = |i: usize, rel: &str| tokens[i].head == Some(verb) && tokens[i].rel.starts_with(rel);
        let any = |rel: &str| (0..tokens.len()).any(|i| hangs(i, rel));
        let finite = |i: usize| matches!(tokens[i].tag, "VBD" | "VBZ" | "VBP" | "MD");
        let linked = (0..verb).any(|i| hangs(i, "cop") && finite(i));
        let told = finite(verb) || linked || (0..verb).any(|i| hangs(i, "aux") && finite(i));
        if !(tokens[verb].upos == Upos::Verb || linked) || tokens[verb].rel == "conj" || !told {
            continue;
        }
        if ["nsubj", "csubj", "expl"].into_iter().any(any) {
            continue;
        }
        // "In 2022 nine of us", "between Easter and May Day the clerks".
        let set = |i: usize| matches!(tokens[i].rel, "appos" | "nmod:unmarked") && tokens[i].upos != Upos::Verb;
        let own = |time: usize| (time + 1..verb).find(|i| tokens[*i].head == Some(time) && set(*i));
        let joined = |time: usize| (time + 1..verb).find(|i| tokens[*i].head == Some(time) && tokens[*i].rel == "conj");
        let beside = |time: usize| own(time).or_else(|| joined(time).and_then(own));
        // "Last year, more than thirty clerks read them": "than" is of the number.
        let bound = |i: &usize| {
            let than = child(tokens, *i, "case").filter(|than| tokens[*than].lemma == "than");
            hangs(*i, "obl") && than.is_some() && child(tokens, *i, "nummod").is_some()
        };
        let found = (0..verb).filter(|i| hangs(*i, "obl")).find_map(beside).or_else(|| (0..verb).find(bound));
        let passive = any("aux:pass");
        if let Some(subject) = found {
            (tokens[subject].head, tokens[subject].rel) = (Some(verb), if passive { "nsubj:pass" } else { "nsubj" });
        }
    }
}

/// "At no time has anyone read it": what hangs on an auxiliary hangs on its verb. An auxiliary of the treebank has nothing of its own but marks
/// and what is joined to it.
pub fn auxiliaries(tokens: &mut [Token]) {
    for i in 0..tokens.len() {
        let above = tokens[i].head.filter(|head| matches!(tokens[*head].rel, "aux" | "aux:pass"));
        let own = matches!(tokens[i].rel, "punct" | "conj" | "cc" | "fixed" | "goeswith" | "reparandum");
        if let Some(verb) = above.and_then(|aux| tokens[aux].head).filter(|verb| !own && *verb != i) {
            tokens[i].head = Some(verb);
        }
    }
}

/// "At no time has any clerk been able to read it", "it had at no time been given them": "has" with a predicate that has "been" of its own is its
/// auxiliary. No verb of the treebank has such a predicate.
pub fn perfects(tokens: &mut [Token]) {
    for has in 0..tokens.len() {
        if tokens[has].lemma != "have" || tokens[has].upos != Upos::Verb {
            continue;
        }
        let been = |i: usize| {
            (0..tokens.len()).any(|at| tokens[at].head == Some(i) && tokens[at].form.eq_ignore_ascii_case("been"))
        };
        // Below it, or beside it where both hang on a verb of saying.
        let beside = |i: usize| tokens[has].rel == "ccomp" && tokens[i].head == tokens[has].head;
        let below = |i: &usize| {
            let near = tokens[*i].head == Some(has)
                || beside(*i) && !(*i..tokens.len()).any(|at| tokens[at].head == Some(has));
            near && matches!(tokens[*i].rel, "xcomp" | "ccomp") && been(*i)
        };
        let Some(main) = (has + 1..tokens.len()).find(below) else { continue };
        (tokens[main].head, tokens[main].rel) = (tokens[has].head, tokens[has].rel);
        (tokens[has].head, tokens[has].rel, tokens[has].upos) = (Some(main), "aux", Upos::Aux);
        for (i, token) in tokens.iter_mut().enumerate().filter(|(_, token)| token.head == Some(has)) {
            token.head = Some(main);
            if token.rel == "obj" && i < main {
                token.rel = "nsubj";
            }
        }
    }
}

/// "The bank had at no point read it": a noun after its preposition is no subject. In the treebank two are, both titles of books.
pub fn cased(tokens: &mut [Token]) {
    for of in 0..tokens.len() {
        let small = !tokens[of].form.starts_with(char::is_uppercase) && tokens[of].lemma != "of";
        let opens = tokens[of].rel == "case" && tokens[of].upos == Upos::Adp && small;
        let Some(noun) = tokens[of].head.filter(|noun| opens && *noun > of) else { continue };
        // "As of tonight half of it": another noun comes between.
        let other = |i: usize| matches!(tokens[i].upos, Upos::Noun | Upos::Propn) && tokens[i].rel != "compound";
        if tokens[noun].rel == "nsubj" && !(of + 1..noun).any(other) {
            tokens[noun].rel = "obl";
        }
    }
}

/// "Copied the members' letters": a noun with an apostrophe belongs to the noun after it that the tree sets beside it.
pub fn possessors(tokens: &mut [Token]) {
    for mark in 1..tokens.len().saturating_sub(1) {
        let Some(owner) = tokens[mark].head.filter(|owner| *owner < mark && tokens[mark].tag == "POS") else {
            continue;
        };
        let beside = |i: &usize| tokens[*i].head == tokens[owner].head && tokens[*i].rel == tokens[owner].rel;
        let owned = (mark + 1..tokens.len().min(mark + 5)).find(beside).filter(|i| tokens[*i].upos == Upos::Noun);
        if let Some(owned) = owned.filter(|_| matches!(tokens[owner].rel, "obj" | "nsubj" | "nsubj:pass" | "obl")) {
            (tokens[owner].head, tokens[owner].rel) = (Some(owned), "nmod:poss");
        }
    }
}

/// "Two branches sent Larch the ledger": of two objects the first is the one to whom, if somebody can be: a name or a person's pronoun, after a verb
/// of giving any noun ("sends the tax office a list"). The treebank has no verb with two objects. In "sends Larch, a firm of printers, the ledger" the
/// second is set beside the first as its description is. "All in all we handed over the files": what stands before the subject is no object.
pub fn objects(tokens: &mut [Token]) {
    for first in 1..tokens.len() {
        let name = tokens[first].rel == "obj" && matches!(tokens[first].tag, "NNP" | "NNPS");
        let Some(verb) = tokens[first].head.filter(|verb| name && *verb < first) else { continue };
        let mut beside =
            (first + 1..tokens.len()).filter(|i| tokens[*i].head == Some(first) && tokens[*i].rel == "appos");
        let second = beside.next().and(beside.next());
        let told =
            |i: usize| (0..i).any(|of| tokens[of].head == Some(i) && matches!(tokens[of].rel, "det" | "nmod:poss"));
        let gives = GIVING.contains(&tokens[verb].lemma.as_str());
        if let Some(second) = second.filter(|second| gives && tokens[*second].upos == Upos::Noun && told(*second)) {
            (tokens[second].head, tokens[second].rel) = (Some(verb), "obj");
        }
    }
    for second in 1..tokens.len() {
        let object = tokens[second].rel == "obj" && tokens[second].upos == Upos::Noun;
        let Some(verb) = tokens[second].head.filter(|verb| object && *verb < second) else { continue };
        let first = (verb + 1..second).find(|i| tokens[*i].head == Some(verb) && tokens[*i].rel == "obj");
        let gives = GIVING.contains(&tokens[verb].lemma.as_str());
        // Nothing but the second's own words stands between the two.
        let beside = |first: usize| {
            (first + 1..second).all(|i| {
                std::iter::successors(Some(i), |at| tokens[*at].head).take(4).any(|at| at == second)
                    && !matches!(tokens[i].upos, Upos::Punct | Upos::Cconj)
            })
        };
        let somebody = |i: &usize| {
            matches!(tokens[*i].tag, "NNP" | "NNPS" | "PRP") || gives && tokens[*i].upos == Upos::Noun && beside(*i)
        };
        if let Some(first) = first.filter(somebody) {
            tokens[first].rel = "iobj";
        }
        let subject = (0..verb).find(|i| tokens[*i].head == Some(verb) && tokens[*i].rel == "nsubj");
        let before =
            |i: &usize| tokens[*i].head == Some(verb) && tokens[*i].rel == "obj" && tokens[*i].upos != Upos::Pron;
        if let Some(before) = (0..subject.unwrap_or(0)).find(before) {
            tokens[before].rel = "obl:unmarked";
        }
        // "What they did was copy it", and "what the firm gave the police".
        let was = tokens[subject.unwrap_or(0)..verb].iter().any(|token| token.lemma == "be");
        let what = |i: &usize| tokens[*i].head == Some(verb) && tokens[*i].rel == "obj" && tokens[*i].tag == "WP";
        if let Some(what) = (0..subject.unwrap_or(0)).find(what) {
            if was {
                tokens[what].rel = "dislocated";
            } else if gives {
                tokens[second].rel = "iobj";
            }
        }
    }
}

/// Verbs with a second object.
const GIVING: [&str; 13] =
    ["send", "give", "hand", "show", "pass", "offer", "lend", "pay", "mail", "e-mail", "email", "forward", "slip"];

/// "As you know our clerks read the letters": a finite verb without a subject takes the noun right before it, which the clause before that has for
/// its object; a comma would part the two. The treebank has no such verb. "As it stands our clerks can read them" likewise.
pub fn lent_subjects(tokens: &mut [Token]) {
    for verb in 2..tokens.len() {
        let hangs = |i: usize, rel: &str| tokens[i].head == Some(verb) && tokens[i].rel.starts_with(rel);
        let any = |rel: &str| (0..tokens.len()).any(|i| hangs(i, rel));
        let plain = tokens[verb].upos == Upos::Verb && matches!(tokens[verb].tag, "VBD" | "VBP" | "VBZ");
        let helped = (0..verb).find(|i| hangs(*i, "aux"));
        let told = plain && helped.is_none() || helped.is_some_and(|aux| tokens[aux].tag == "MD");
        if !told || tokens[verb].rel == "conj" || ["nsubj", "csubj", "expl"].into_iter().any(any) {
            continue;
        }
        let object = |i: usize| {
            let clause = tokens[i].head.filter(|clause| hangs(*clause, "advcl") && *clause < i)?;
            (tokens[i].rel == "obj").then_some((clause, i))
        };
        let Some((clause, noun)) = (0..verb).rev().find_map(object) else { continue };
        let inside = |i: usize| std::iter::successors(Some(i), |at| tokens[*at].head).take(8).any(|at| at == noun);
        let end = helped.unwrap_or(verb);
        if clause + 1 < verb && noun < end && (noun..end).all(inside) {
            (tokens[noun].head, tokens[noun].rel) = (Some(verb), "nsubj");
        }
    }
}

/// "Handed charging records to the police", "is sealed the moment it comes": what verbs of giving and keeping are done to is no gerund, and the
/// moment of a clause is no object; "bare" of "laid bare" is no verb.
pub fn matters(tokens: &mut [Token]) {
    for i in 1..tokens.len() {
        let moment = ["moment", "minute", "second", "instant", "day", "week"].contains(&tokens[i].lemma.as_str());
        let clause = |of: usize| tokens.iter().any(|token| token.head == Some(of) && token.rel == "acl:relcl");
        if moment && tokens[i].rel == "obj" && tokens[i - 1].lemma == "the" && clause(i) {
            tokens[i].rel = "obl:unmarked";
        }
        // "Sold Larch a year of trips": what is given is no time.
        let hangs = |of: usize, rel: &str| tokens.iter().any(|token| token.head == Some(of) && token.rel == rel);
        let given = tokens[i].head.filter(|verb| hangs(*verb, "iobj") && !hangs(*verb, "obj") && *verb < i);
        let of = || {
            (i + 1..tokens.len()).any(|j| {
                let case = (i + 1..j).any(|c| tokens[c].head == Some(j) && tokens[c].lemma == "of");
                tokens[j].head == Some(i) && tokens[j].rel == "nmod" && case
            })
        };
        if tokens[i].rel == "obl:unmarked" && given.is_some() && of() {
            tokens[i].rel = "obj";
        }
        // "Was viewed hundreds of times".
        let often =
            tokens[i].rel == "obj" && matches!(tokens[i].lemma.as_str(), "dozen" | "hundred" | "thousand" | "million");
        if often && (i + 1..tokens.len()).any(|of| tokens[of].head == Some(i) && tokens[of].lemma == "time") {
            tokens[i].rel = "obl:unmarked";
        }
        // "Laid bare the names".
        let bare = ["bare", "open"].contains(&tokens[i].form.as_str()) && tokens[i].upos == Upos::Verb;
        if let Some(verb) = tokens[i].head.filter(|verb| bare && tokens[*verb].lemma == "lay" && *verb + 1 == i) {
            for token in tokens.iter_mut().filter(|token| token.head == Some(i)) {
                token.head = Some(verb);
            }
            (tokens[i].upos, tokens[i].tag, tokens[i].rel) = (Upos::Adj, "JJ", "xcomp");
        }
        let gerund = tokens[i].tag == "VBG" && matches!(tokens[i].rel, "xcomp" | "ccomp" | "advcl");
        let Some(verb) = tokens[i].head.filter(|verb| gerund && *verb + 1 == i) else { continue };
        let taken = HANDLING.contains(&tokens[verb].lemma.as_str())
            && !tokens.iter().any(|token| token.head == Some(verb) && token.rel == "obj");
        let noun = tokens.get(i + 1).filter(|noun| taken && noun.head == Some(i) && noun.rel == "obj");
        if noun.is_none_or(|noun| noun.upos != Upos::Noun) {
            continue;
        }
        for token in tokens.iter_mut().filter(|token| token.head == Some(i)) {
            token.head = Some(verb);
        }
        (tokens[i].head, tokens[i].rel) = (Some(i + 1), "compound");
    }
}

/// Verbs that take a thing and no act.
const HANDLING: [&str; 14] = [
    "give", "hand", "send", "share", "copy", "move", "upload", "download", "leak", "publish", "steal", "export",
    "encrypt", "pass",
];

/// "She said nobody at the bank, which runs the desk, could read it": a finite complement without a subject takes the object of the verb that it
/// completes, with the places and names between them. Verbs that take both a hearer and what is told ("told the court it had") have a subject there.
pub fn told_subjects(tokens: &mut [Token]) {
    for verb in 2..tokens.len() {
        let Some(says) = tokens[verb].head.filter(|says| tokens[verb].rel == "ccomp" && says + 1 < verb) else {
            continue;
        };
        let hangs = |i: usize, rel: &str| tokens[i].head == Some(verb) && tokens[i].rel.starts_with(rel);
        let finite = |i: usize| matches!(tokens[i].tag, "VBD" | "VBZ" | "VBP" | "MD");
        let helped = (says..verb).find(|i| hangs(*i, "aux") || hangs(*i, "cop"));
        let told = helped.map_or(finite(verb), finite);
        if !told || (0..tokens.len()).any(|i| ["nsubj", "csubj", "expl", "mark"].into_iter().any(|rel| hangs(i, rel))) {
            continue;
        }
        let Some(noun) = (says + 1..verb).find(|i| tokens[*i].head == Some(says) && tokens[*i].rel == "obj") else {
            continue;
        };
        let passive = (says..verb).any(|i| hangs(i, "aux:pass"));
        (tokens[noun].head, tokens[noun].rel) = (Some(verb), if passive { "nsubj:pass" } else { "nsubj" });
        let end = helped.unwrap_or(verb);
        for token in &mut tokens[noun + 1..end.max(noun + 1)] {
            if token.head == Some(says) {
                (token.head, token.rel) = (Some(noun), if token.rel == "obl" { "nmod" } else { token.rel });
            }
        }
    }
}

/// "The logs were never wiped, a clerk said": of two subjects the one behind the verb is that of the clause that follows it and has none.
pub fn later_subjects(tokens: &mut [Token]) {
    for noun in 2..tokens.len().saturating_sub(1) {
        let Some(verb) = tokens[noun].head.filter(|verb| *verb < noun && tokens[noun].rel.starts_with("nsubj")) else {
            continue;
        };
        let subject = |i: usize, of: usize| tokens[i].head == Some(of) && tokens[i].rel.starts_with("nsubj");
        let next = (noun + 1..tokens.len()).find(|i| {
            tokens[*i].head == Some(verb)
                && tokens[*i].rel == "parataxis"
                && ["VBD", "VBZ", "VBP"].contains(&tokens[*i].tag)
        });
        let Some(next) =
            next.filter(|next| (0..verb).any(|i| subject(i, verb)) && !(0..tokens.len()).any(|i| subject(i, *next)))
        else {
            continue;
        };
        (tokens[noun].head, tokens[noun].rel) = (Some(next), "nsubj");
    }
}

/// "An engineer in Oslo who can read it": what "who" tells of is somebody, not the place where they are. Of the treebank's clauses with "who" none
/// that stands after a place is of the place. "People familiar with the matter, who said": nor the matter.
pub fn persons(tokens: &mut [Token]) {
    for who in 3..tokens.len() {
        let clause =
            tokens[who].head.filter(|_| tokens[who].form.eq_ignore_ascii_case("who") && tokens[who].rel == "nsubj");
        let Some(clause) = clause.filter(|clause| tokens[*clause].rel == "acl:relcl") else { continue };
        let matter = tokens[clause].head.filter(|noun| *noun < who && matches!(tokens[*noun].rel, "obl" | "nmod"));
        let told = matter.and_then(|noun| tokens[noun].head.filter(|told| *told < noun));
        let told = told.filter(|told| {
            matches!(tokens[*told].rel, "acl" | "amod" | "xcomp")
                && matches!(tokens[*told].upos, Upos::Adj | Upos::Verb)
        });
        // "A man close to the owner": what describes him, whatever "to the owner" hangs on.
        let case = matter.and_then(|noun| child(tokens, noun, "case")).and_then(|case| case.checked_sub(1));
        let beside =
            case.filter(|told| tokens[*told].rel == "amod" && tokens[*told].head.is_some_and(|of| of + 1 == *told));
        let person = told.or(beside).and_then(|told| told.checked_sub(1));
        let person = person.filter(|noun| tokens[*noun].upos == Upos::Noun);
        if let Some(person) = person.filter(|person| !inside(tokens, *person, clause)) {
            tokens[clause].head = Some(person);
        }
        let Some(place) = tokens[clause].head.filter(|place| *place < who && tokens[*place].tag == "NNP") else {
            continue;
        };
        let local = |i: usize| {
            tokens[i].head == Some(place) && tokens[i].rel == "case" && ["in", "at"].contains(&tokens[i].lemma.as_str())
        };
        let person = tokens[place].head.filter(|noun| *noun < place && tokens[*noun].upos == Upos::Noun);
        if let Some(person) = person.filter(|_| tokens[place].rel == "nmod" && (0..place).any(local)) {
            tokens[clause].head = Some(person);
        }
    }
}

/// "60 percent of the files were sent on": what follows "of" is no second subject but hangs on the first. The treebank has no such pair.
pub fn partitives(tokens: &mut [Token]) {
    for of in 1..tokens.len() {
        let Some(noun) =
            tokens[of].head.filter(|noun| tokens[of].lemma == "of" && tokens[of].rel == "case" && *noun > of)
        else {
            continue;
        };
        let subject = |i: usize| tokens[i].rel.starts_with("nsubj");
        if subject(noun) && subject(of - 1) && tokens[of - 1].head == tokens[noun].head {
            (tokens[noun].head, tokens[noun].rel) = (Some(of - 1), "nmod");
        }
    }
}

/// "said prolonged exposure could harm them": a participle between a verb and a noun that it has for its object, with another verb after it that has
/// no subject, belongs to the noun, which is that verb's subject. No verb of the treebank has such a pair of clauses.
pub fn attributes(tokens: &mut [Token]) {
    for part in 1..tokens.len() {
        let above = tokens[part].head.filter(|above| *above + 1 == part && tokens[*above].upos == Upos::Verb);
        let clause = tokens[part].rel == "ccomp" && matches!(tokens[part].tag, "VBD" | "VBN" | "VBG");
        let Some(above) = above.filter(|_| clause) else { continue };
        let hangs = |i: usize, on: usize, rel: &str| tokens[i].head == Some(on) && tokens[i].rel.starts_with(rel);
        let has = |on: usize, rel: &str| (0..tokens.len()).any(|i| hangs(i, on, rel));
        let noun = (part + 1..tokens.len()).find(|i| hangs(*i, part, "obj") && tokens[*i].upos == Upos::Noun);
        let told = |i: usize| (part..i).any(|aux| hangs(aux, i, "aux") && tokens[aux].tag == "MD");
        let main = |noun: usize| {
            let beside = |i: &usize| hangs(*i, above, "ccomp") || hangs(*i, part, "ccomp") || hangs(*i, noun, "acl");
            (noun + 1..tokens.len()).filter(beside).find(|i| told(*i) && !has(*i, "nsubj"))
        };
        let Some((noun, main)) = noun.filter(|_| !has(part, "nsubj")).and_then(|noun| Some((noun, main(noun)?))) else {
            continue;
        };
        (tokens[main].head, tokens[main].rel) = (Some(above), "ccomp");
        (tokens[noun].head, tokens[noun].rel) = (Some(main), "nsubj");
        (tokens[part].head, tokens[part].rel, tokens[part].tag) = (Some(noun), "amod", "VBN");
    }
}

/// "access to Lantern": a noun with a capital and nothing that tells which, inside a sentence of small letters, is a name, though the word is a
/// common one. Of the treebank's nouns with such a capital nine in ten are names.
pub fn names(tokens: &mut [Token]) {
    let long = || tokens.iter().filter(|token| token.form.len() > 3 && token.form.chars().all(char::is_alphabetic));
    let small = long().filter(|token| token.form.chars().all(char::is_lowercase)).count();
    if small * 2 < long().count() {
        return;
    }
    // "Sent Orrin Mutual six lists": a name goes on until a number or an article.
    for i in 1..tokens.len().saturating_sub(1) {
        let named = |at: usize| tokens[at].tag.starts_with("NNP") && tokens[at].form.starts_with(char::is_uppercase);
        let ends = matches!(tokens[i + 1].upos, Upos::Num | Upos::Det);
        let ahead = tokens[i].head.is_some_and(|head| head > i) && matches!(tokens[i].rel, "amod" | "compound");
        let first = matches!(tokens[i - 1].rel, "iobj" | "obj" | "nsubj");
        if named(i) && named(i - 1) && ends && ahead && first {
            (tokens[i].head, tokens[i].rel, tokens[i].upos) = (Some(i - 1), "flat", Upos::Propn);
        }
    }
    for i in 1..tokens.len() {
        let mut letters = tokens[i].form.chars();
        let capital = letters.next().is_some_and(char::is_uppercase)
            && tokens[i].form.len() > 2
            && letters.all(char::is_lowercase);
        let opening = tokens[i - 1].upos == Upos::Punct && tokens[i - 1].tag != ",";
        let told = |rel: &str| matches!(rel, "det" | "nmod:poss" | "amod" | "nummod");
        if tokens[i].tag != "NN" || !capital || opening || tokens.iter().any(|of| of.head == Some(i) && told(of.rel)) {
            continue;
        }
        (tokens[i].upos, tokens[i].tag) = (Upos::Propn, "NNP");
        tokens[i].lemma = tokens[i].form.clone();
    }
}

#[cfg(test)]
pub(in crate::annotate::syntax) mod tests;
