//! Arguments that the tree gives to no verb, or to the wrong one.

use super::{child, inside, set};
use crate::model::tree::{OBJECT_CONTROL, SUBJECT_CONTROL, Token, USING, Upos};

fn is_infinitive(tokens: &[Token], verb: usize) -> bool {
    tokens[verb].tag == "VB" && child(tokens, verb, "mark").is_some_and(|to| to < verb && tokens[to].tag == "TO")
}

fn is_any(token: &Token, list: &str) -> bool {
    list.split(' ').any(|lemma| token.lemma == lemma)
}

fn is_noun(token: &Token) -> bool {
    matches!(token.upos, Upos::Noun | Upos::Propn)
}

/// `noun` and all that hangs on it are what stands between `from` and `to`.
fn fills(tokens: &[Token], noun: usize, from: usize, to: usize) -> bool {
    noun >= from && noun < to && (from..to).all(|i| inside(tokens, i, noun))
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
        // It may have its subject, but be taken for a participle.
        if past
            && child(tokens, verb, "nsubj").is_some_and(|doer| doer + 1 == verb)
            && child(tokens, verb, "obj").is_none()
            && child(tokens, verb, "mark").is_none()
        {
            (tokens[verb].rel, tokens[verb].tag) = ("acl:relcl", "VBD");
        }
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

/// "A host which also monitors who reads them": right behind the relative pronoun stands a verb.
pub fn relative_verbs(tokens: &mut [Token]) {
    for verb in 2..tokens.len() {
        let plural =
            tokens[verb].rel == "acl:relcl" && tokens[verb].tag == "NNS" && child(tokens, verb, "cop").is_none();
        let which = child(tokens, verb, "nsubj").filter(|which| plural && matches!(tokens[*which].tag, "WDT" | "WP"));
        if which.is_some_and(|which| (which + 1..verb).all(|i| tokens[i].upos == Upos::Adv)) {
            (tokens[verb].upos, tokens[verb].tag) = (Upos::Verb, "VBZ");
            let clause = |i: &usize| tokens[*i].head == Some(verb) && tokens[*i].rel == "acl:relcl";
            if let Some(clause) = (verb + 1..tokens.len()).find(clause) {
                tokens[clause].rel = "ccomp";
            }
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

/// A noun behind a verb that hangs on it without a preposition.
fn object_of(tokens: &[Token], verb: usize) -> Option<usize> {
    (verb + 1..tokens.len()).find(|i| {
        let object = matches!(tokens[*i].rel, "obj" | "nmod") && child(tokens, *i, "case").is_none();
        tokens[*i].head == Some(verb) && object
    })
}

/// The past form behind a noun that could be its verb: the first that has an object, else the first, before any other verb or mark.
fn verb_of(tokens: &[Token], noun: usize) -> Option<usize> {
    let ends = |i: &usize| tokens[*i].upos == Upos::Aux || tokens[*i].upos == Upos::Punct;
    let end = (noun + 1..tokens.len()).find(ends).unwrap_or(tokens.len());
    let acts = |i: &usize| {
        matches!(tokens[*i].tag, "VBN" | "VBD")
            && matches!(tokens[*i].rel, "acl" | "advcl" | "acl:relcl")
            && ["nsubj", "obl:agent", "mark"].iter().all(|rel| child(tokens, *i, rel).is_none())
    };
    let mut found = (noun + 1..end).filter(acts);
    let first = found.clone().next();
    found.find(|verb| object_of(tokens, *verb).is_some()).or(first)
}

/// Verbs that ask, or tell what was asked.
const ASKING: &str = "ask check control decide determine discover establish figure find identify know learn remember reveal say see tell wonder work";

/// "Instances in which clerks misused it": "which" is of no noun after it. "Several apps, including a map, that sent it on": what is told after the second
/// comma is of the apps.
pub fn relatives(tokens: &mut [Token]) {
    for which in 1..tokens.len().saturating_sub(1) {
        let Some(noun) = tokens[which].head.filter(|_| tokens[which].rel == "det" && tokens[which].tag == "WDT") else {
            continue;
        };
        let of = which - 1;
        if tokens[of].upos != Upos::Adp {
            continue;
        }
        // "Cases in which clerks in Oslo copied it": the tree may give the clerks to the cases, and take the verb for a participle.
        if tokens[noun].rel == "nmod"
            && let Some(cases) = of.checked_sub(1).filter(|cases| is_noun(&tokens[*cases]))
            && let Some(verb) = verb_of(tokens, noun).filter(|verb| !inside(tokens, cases, *verb))
        {
            set(tokens, verb, Some(cases), "acl:relcl");
            tokens[verb].tag = "VBD";
            set(tokens, noun, Some(verb), "nsubj");
            set(tokens, which, Some(verb), "obl");
            set(tokens, of, Some(which), "case");
            if let Some(object) = object_of(tokens, verb) {
                tokens[object].rel = "obj";
            }
            continue;
        }
        let Some(verb) = tokens[noun].head.filter(|_| tokens[noun].rel.starts_with("nsubj")) else { continue };
        if of > 0 && is_noun(&tokens[of - 1]) && [which, noun, verb].map(Some).contains(&tokens[of].head) {
            set(tokens, which, Some(verb), "obl");
            set(tokens, of, Some(which), "case");
        }
    }
    // "To find out who leaked it": asked, not told of what stands before.
    for who in 2..tokens.len() {
        let clause = tokens[who]
            .head
            .filter(|clause| tokens[who].tag == "WP" && tokens[*clause].rel == "acl:relcl" && *clause > who);
        let particle = tokens[who - 1].rel == "compound:prt";
        let asks = if particle { tokens[who - 1].head } else { Some(who - 1) };
        let asks = asks.filter(|asks| is_any(&tokens[*asks], ASKING) && tokens[*asks].upos == Upos::Verb);
        if let Some((clause, asks)) = clause.zip(asks)
            && tokens[clause].head.is_some_and(|noun| noun < asks)
        {
            set(tokens, clause, Some(asks), "ccomp");
        }
    }
    for including in 2..tokens.len() {
        let Some(one) = tokens[including].head.filter(|one| *one > including && tokens[including].rel == "case") else {
            continue;
        };
        let opens = tokens[including].lemma == "include" && tokens[including - 1].form == ",";
        let Some(all) = (0..including - 1).rev().find(|i| is_noun(&tokens[*i])).filter(|_| opens) else { continue };
        let word = |i: &usize| {
            tokens[*i - 1].form == ","
                && tokens[*i].rel == "nsubj"
                && matches!(tokens[*i].form.as_str(), "that" | "which" | "who")
        };
        let Some(word) = (one + 2..tokens.len()).find(word) else { continue };
        let Some(clause) = tokens[word].head.filter(|clause| *clause > word) else { continue };
        let told = matches!(tokens[clause].rel, "parataxis" | "acl:relcl") && !inside(tokens, all, clause);
        if told && !(one..word).any(|i| tokens[i].upos == Upos::Verb) {
            set(tokens, clause, Some(all), "acl:relcl");
            (tokens[word].upos, tokens[word].tag) = (Upos::Pron, "WDT");
        }
    }
}

/// Verbs that take a hearer and what he hears.
const TELLING: &str = "tell assure inform notify promise warn";

/// "Records which they told the court were gone": the court is told, and the records are gone. "Data that Larch claims was copied": a finite verb with a
/// subject of its own is no subject, but says what follows of the noun before.
pub fn told_relatives(tokens: &mut [Token]) {
    for tells in 2..tokens.len() {
        let clause = tokens[tells].rel == "acl:relcl" && is_any(&tokens[tells], TELLING);
        let which = child(tokens, tells, "obj")
            .filter(|which| clause && *which < tells && matches!(tokens[*which].tag, "WDT" | "WP" | "IN"));
        if let Some(which) = which {
            let Some(said) = child(tokens, tells, "ccomp").filter(|said| child(tokens, *said, "mark").is_none()) else {
                continue;
            };
            let hearer = ["nsubj", "nsubj:pass"].iter().find_map(|rel| child(tokens, said, rel).map(|i| (i, *rel)));
            if let Some((hearer, rel)) = hearer.filter(|(i, _)| fills(tokens, *i, tells + 1, i + 1)) {
                set(tokens, hearer, Some(tells), "obj");
                set(tokens, which, Some(said), rel);
            }
        }
    }
    // "Lists which a clerk is believed to have copied".
    for told in 3..tokens.len() {
        let clause = tokens[told].rel == "acl:relcl" && child(tokens, told, "aux:pass").is_some();
        let subject = |i: usize| tokens[i].head == Some(told) && tokens[i].rel.starts_with("nsubj");
        let Some(which) = (0..told).find(|i| clause && subject(*i) && tokens[*i].tag == "WDT") else { continue };
        let done = child(tokens, told, "xcomp").filter(|done| *done > told && child(tokens, *done, "obj").is_none());
        if let Some(done) = done.filter(|_| (which + 1..told).any(subject)) {
            set(tokens, which, Some(done), "obj");
        }
    }
    for says in 2..tokens.len() {
        let verb = tokens[says].upos == Upos::Verb && matches!(tokens[says].tag, "VBZ" | "VBD" | "VBP");
        let Some(said) = tokens[says].head.filter(|said| verb && tokens[says].rel.starts_with("nsubj") && *said > says)
        else {
            continue;
        };
        let that = child(tokens, said, "mark").filter(|that| *that < says && tokens[*that].lemma == "that");
        let own = child(tokens, says, "nsubj").is_some_and(|own| own < says);
        let noun = tokens[said].head.filter(|noun| tokens[said].rel.starts_with("acl") && noun < &says);
        if let Some((that, noun)) = that.zip(noun).filter(|_| own) {
            let rel = tokens[says].rel;
            set(tokens, says, Some(noun), "acl:relcl");
            set(tokens, said, Some(says), "ccomp");
            set(tokens, that, Some(said), rel);
            (tokens[that].upos, tokens[that].tag) = (Upos::Pron, "WDT");
        }
    }
}

/// "The app is one of the largest brokers, selling maps": what follows the comma is told of the subject.
pub fn tellings(tokens: &mut [Token]) {
    for doing in 3..tokens.len() {
        let after = tokens[doing].rel == "acl" && tokens[doing].tag == "VBG" && tokens[doing - 1].form == ",";
        let Some(noun) = tokens[doing].head.filter(|noun| after && *noun < doing) else { continue };
        let upwards = std::iter::successors(Some(noun), |at| tokens[*at].head).take(tokens.len());
        let linked =
            |i: &usize| child(tokens, *i, "cop").is_some() && child(tokens, *i, "nsubj").is_some_and(|own| own < *i);
        let Some(predicate) = { upwards }.find(linked).filter(|predicate| *predicate <= noun) else { continue };
        set(tokens, doing, Some(predicate), "advcl");
    }
}

/// Verbs besides those of [`OBJECT_CONTROL`] whose object, or nobody, does what an infinitive after it says.
const SETTING: &str = "appoint assign assist believe bring call challenge charge choose clear commission convince cost dare deputise design direct do drive \
    elect empower engage entitle entrust equip find free get give help hire implore incite inspire intend know lack lead leave let license like love make \
    mandate mean miss motivate move need nominate oblige obligate pay petition prefer prepare pressure program programme prompt provoke recommend recruit \
    remind report request schedule see select send set show summon suspect take target teach tempt think train trick trust warn";

/// "Is using cameras to record guests": a verb behind "to" describes no noun; the noun behind it is its object. "Broke a window to steal it": what
/// stands behind the object of a verb that sets nobody to do anything is a purpose, but what something is used for is done.
pub fn purposes(tokens: &mut [Token]) {
    for verb in 1..tokens.len() {
        let Some(head) = tokens[verb].head.filter(|_| is_infinitive(tokens, verb)) else { continue };
        if head > verb && matches!(tokens[verb].rel, "compound" | "amod") {
            let noun = head;
            if child(tokens, noun, "case").is_none() && is_noun(&tokens[noun]) {
                let above = tokens[noun].head;
                set(tokens, verb, above, if above.is_some() { "advcl" } else { "root" });
                set(tokens, noun, Some(verb), "obj");
            }
        }
    }
    for verb in 3..tokens.len() {
        // "Exploited a flaw to read them".
        let object = tokens[verb].head.filter(|noun| tokens[verb].rel == "acl" && tokens[*noun].rel == "obj");
        let used =
            object.and_then(|noun| tokens[noun].head).filter(|head| USING.contains(&tokens[*head].lemma.as_str()));
        if let Some(head) = used.filter(|_| is_infinitive(tokens, verb)) {
            set(tokens, verb, Some(head), "xcomp");
        }
        let clause = matches!(tokens[verb].rel, "xcomp" | "advcl") && is_infinitive(tokens, verb);
        let Some(head) = tokens[verb].head.filter(|head| clause && *head + 1 < verb) else { continue };
        let object = child(tokens, head, "obj").filter(|object| *object > head && *object < verb);
        let Some(object) = object.filter(|_| tokens[head].upos == Upos::Verb && child(tokens, head, "expl").is_none())
        else {
            continue;
        };
        let lemma = tokens[head].lemma.as_str();
        // "Had neither the time nor the tools to read them": what one has them for.
        if matches!(lemma, "have" | "lack") && tokens[verb].rel == "xcomp" && tokens[object].upos == Upos::Noun {
            let last = (object..verb).rev().find(|i| tokens[*i].head == Some(object) && tokens[*i].rel == "conj");
            set(tokens, verb, Some(last.unwrap_or(object)), "acl");
        } else if USING.contains(&lemma) {
            tokens[verb].rel = "xcomp";
        } else if !OBJECT_CONTROL.contains(&lemma)
            && !SUBJECT_CONTROL.contains(&lemma)
            && !is_any(&tokens[head], SETTING)
        {
            tokens[verb].rel = "advcl";
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::annotate::syntax::mend::tests::{at, tree};

    /// A word, the word that it hangs on, and how.
    #[test]
    fn what_hangs_where() {
        let cases = [
            ("Executives were using a “Bird's Eye” feature to track riders.", "track", "using", "xcomp"),
            ("The thief broke a window to steal the lists.", "steal", "broke", "advcl"),
            ("They asked a clerk to steal the lists.", "steal", "asked", "xcomp"),
            ("An audit revealed instances in which clerks copied lists.", "which", "copied", "obl"),
            (
                "We found several apps, including a map and a game, that were passing lists on.",
                "passing",
                "apps",
                "acl:relcl",
            ),
            ("The app is one of the biggest suppliers of maps, selling lists to firms.", "selling", "one", "advcl"),
            ("The firm is using cameras to record guests.", "guests", "record", "obj"),
            (
                "The vast majority of cases in which clerks in Morocco opened customer records were rare.",
                "clerks",
                "opened",
                "nsubj",
            ),
            ("Clerks had neither the time nor the tools to open the lists.", "open", "tools", "acl"),
            ("Larch burned lists which it had told a court were gone.", "court", "told", "obj"),
            ("The data that Norrick claims was deleted was copied by a clerk.", "deleted", "claims", "ccomp"),
            ("Last year, more than thirty clerks copied the lists.", "clerks", "copied", "nsubj"),
            ("Larch gave all of its staff access to the lists.", "all", "gave", "iobj"),
        ];
        for (text, word, head, rel) in cases {
            let tree = tree(text);
            let word = at(&tree, word);
            assert_eq!((tree.head(word), tree.tokens[word].rel), (Some(at(&tree, head)), rel), "{text}");
        }
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
}
