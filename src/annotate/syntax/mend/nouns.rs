//! Nouns that the tree takes for verbs or clauses, and those that receive.

use super::{child, inside, set};
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

/// Those whose things are told of without "of", and what things are told by: nouns that are no verbs.
const OWNERS: &str = "applicant borrower buyer caller cardholder citizen claimant client company consumer creator customer defendant donor driver \
    employee family government guest health household inmate journalist learner lender listener live location member migrant \
    officer owner passenger patient payroll personnel player policyholder prisoner production pupil reader renter resident rider \
    salary seller shareholder shopper soldier staff student subscriber supplier taxpayer teacher tenant traveller user viewer \
    visitor voter worker";

/// "Access to user data": whose data they are is no infinitive. "Live" is told of what comes at once.
pub fn owners(tokens: &mut [Token]) {
    for owner in 1..tokens.len().saturating_sub(1) {
        let verb = tokens[owner].upos == Upos::Verb && matches!(tokens[owner].tag, "VB" | "VBP");
        let form = tokens[owner].form.to_lowercase();
        if !verb || !OWNERS.split(' ').any(|noun| form == noun) {
            continue;
        }
        let Some(to) = child(tokens, owner, "mark").filter(|to| to + 1 == owner && tokens[*to].tag == "TO") else {
            // "To guest records": told of them as it is, but a verb by its tag.
            if tokens[owner].rel == "compound" {
                (tokens[owner].upos, tokens[owner].tag) = (Upos::Noun, "NN");
            }
            continue;
        };
        let thing = child(tokens, owner, "obj").filter(|thing| *thing > owner && tokens[*thing].upos == Upos::Noun);
        let joined = |thing: &usize| {
            (owner + 1..*thing).all(|i| tokens[i].head == Some(*thing) && matches!(tokens[i].rel, "compound" | "amod"))
        };
        let Some(thing) = thing.filter(joined) else { continue };
        let before = to.checked_sub(1).filter(|noun| tokens[*noun].upos == Upos::Noun && !inside(tokens, *noun, owner));
        let (head, rel) = match before {
            Some(noun) => (Some(noun), "nmod"),
            None => (tokens[owner].head, if tokens[owner].head.is_none() { "root" } else { "obl" }),
        };
        for token in tokens.iter_mut().filter(|token| token.head == Some(owner)) {
            token.head = Some(thing);
        }
        (tokens[thing].head, tokens[thing].rel) = (head, rel);
        (tokens[to].rel, tokens[to].upos, tokens[to].tag) = ("case", Upos::Adp, "IN");
        (tokens[owner].head, tokens[owner].rel) = (Some(thing), "compound");
        (tokens[owner].upos, tokens[owner].tag) = (Upos::Noun, "NN");
    }
}

/// Nouns that stand without an article, so that an article before the noun in front of them is that noun's.
const UNCOUNTED: &str = "access admission clearance control custody entry leave notice permission";

/// Nouns of many without an ending.
const MANY: [&str; 4] = ["police", "staff", "people", "personnel"];

/// "Gave the agency access to the files": whoever gets what has no article is told of by none of its words.
fn admitted(tokens: &mut [Token], verb: usize, object: usize) {
    if !UNCOUNTED.split(' ').any(|noun| tokens[object].lemma == noun) {
        return;
    }
    let Some(who) = (verb + 1..object).find(|i| tokens[*i].head == Some(object) && tokens[*i].rel == "compound") else {
        return;
    };
    let article =
        (verb + 1..who).any(|i| tokens[i].head == Some(object) && matches!(tokens[i].rel, "det" | "nmod:poss"));
    let many = tokens[who].tag == "NNS" || MANY.contains(&tokens[who].lemma.as_str());
    if !(article || many || tokens[who].upos == Upos::Propn) {
        return;
    }
    for token in tokens[verb + 1..who].iter_mut().filter(|token| token.head == Some(object)) {
        token.head = Some(who);
    }
    (tokens[who].head, tokens[who].rel) = (Some(verb), "iobj");
    tokens[object].rel = "obj";
}

/// "Gave staff in Oslo full access", "gave its staff unfettered access": what has no article ends the place before it, and what is told of it is no verb.
fn admitted_there(tokens: &mut [Token], verb: usize, who: usize) {
    let uncounted = |i: usize| UNCOUNTED.split(' ').any(|noun| tokens[i].lemma == noun);
    let phrase = |i: &usize| tokens[*i].head == Some(verb) && tokens[*i].rel == "obl" && uncounted(*i);
    if let Some(object) = (who + 1..tokens.len()).find(phrase) {
        let place = (who + 1..object).find(|i| tokens[*i].head == Some(object) && tokens[*i].tag.starts_with("NNP"));
        let case = child(tokens, object, "case").filter(|case| *case > who);
        if let (Some(place), Some(case)) = (place, case.filter(|case| Some(*case + 1) == place)) {
            (tokens[case].head, tokens[place].head, tokens[place].rel) = (Some(place), Some(who), "nmod");
            (tokens[object].rel, tokens[who].rel) = ("obj", "iobj");
        }
        return;
    }
    let part =
        |i: &usize| tokens[*i].head == Some(verb) && tokens[*i].rel == "xcomp" && tokens[*i].form.ends_with("ed");
    let Some(part) = (who + 1..tokens.len()).find(part) else { return };
    let Some(object) = child(tokens, part, "obj").filter(|object| *object == part + 1 && uncounted(*object)) else {
        return;
    };
    for token in tokens.iter_mut().filter(|token| token.head == Some(part)) {
        token.head = Some(if token.rel == "obj" { verb } else { object });
    }
    (tokens[part].head, tokens[part].rel, tokens[part].tag) = (Some(object), "amod", "VBN");
    tokens[who].rel = "iobj";
}

/// "Gave all of its staff access to the files": some of many get it.
fn admitted_of_many(tokens: &mut [Token], verb: usize, some: usize) {
    let uncounted = |i: usize| UNCOUNTED.split(' ').any(|noun| tokens[i].lemma == noun);
    let many = |i: usize| tokens[i].tag == "CD" || SHARE.split(' ').any(|word| tokens[i].lemma == word);
    let below = |i: usize| tokens[i].head.is_some_and(|head| head == some || tokens[head].head == Some(some));
    let Some(object) = (some + 2..tokens.len()).find(|i| uncounted(*i) && tokens[*i].rel == "nmod" && below(*i)) else {
        return;
    };
    let case = child(tokens, object, "case");
    let who = object - 1;
    if let Some(of) = case.filter(|of| *of == some + 1 && tokens[*of].lemma == "of") {
        if tokens[who].head != Some(object) || tokens[who].rel != "compound" || !many(some) {
            return;
        }
        for token in tokens[of..who].iter_mut().filter(|token| token.head == Some(object)) {
            token.head = Some(who);
        }
        set(tokens, who, Some(some), "nmod");
    } else if case.is_some() || !tokens[who].tag.starts_with("NN") {
        return;
    }
    set(tokens, object, Some(verb), "obj");
    tokens[some].rel = "iobj";
}

const SHARE: &str = "all any both each few half many most none number part several some";

/// Verbs of giving (Levin, English Verb Classes and Alternations, 13.1).
const GIVING: [&str; 16] = [
    "allow", "bring", "deny", "feed", "give", "grant", "hand", "lend", "offer", "pass", "pay", "refuse", "send",
    "serve", "show", "supply",
];

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
            [object] if child(tokens, verb, "iobj").is_none() => {
                admitted(tokens, verb, object);
                admitted_there(tokens, verb, object);
                admitted_of_many(tokens, verb, object);
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
            // It may be taken for the one who receives.
            [] => {
                let object = child(tokens, verb, "iobj").filter(|object| *object > verb);
                object.into_iter().for_each(|object| admitted(tokens, verb, object));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::annotate::syntax::parse;
    use crate::model::span::Span;

    /// A word, how it hangs, and on which.
    #[test]
    fn nouns_stay_nouns() {
        let cases = [
            ("Contractors still have access to user data.", "data", "nmod", "access"),
            ("Nobody had access to tenant payment data.", "data", "nmod", "access"),
            ("They had permission to view records.", "records", "obj", "view"),
            ("The firm gave the agency access to driver data.", "agency", "iobj", "gave"),
            ("They gave police access to camera footage.", "police", "iobj", "gave"),
            ("The school granted the vendor access to pupil records.", "vendor", "iobj", "granted"),
            ("The clinic gave nurses access.", "access", "obj", "gave"),
            ("The firm gave staff in Oslo full access to the archive.", "staff", "iobj", "gave"),
            ("The firm gave staff in Oslo full access to the archive.", "Oslo", "nmod", "staff"),
            ("The maker gave its engineers in Kyiv unfettered access to a folder.", "access", "obj", "gave"),
            ("The maker gave its engineers in Kyiv unfettered access to a folder.", "folder", "obl", "access"),
            ("They gave data access to a clerk.", "data", "compound", "access"),
        ];
        for (text, word, rel, head) in cases {
            let tree = parse(text, Span { start: 0, end: text.len() });
            let at = tree.tokens.iter().position(|token| token.form == word).expect("the word stands there");
            let above = tree.head(at).map(|i| tree.tokens[i].form.as_str());
            assert_eq!((tree.tokens[at].rel, above), (rel, Some(head)), "{text}");
        }
    }
}
