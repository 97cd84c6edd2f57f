//! What is denied: negations that the tree hangs elsewhere, and nouns of telling whose clause it takes for another.

use super::clauses::TOLD;
use super::{child, inside, set};
use crate::model::tree::{Token, Upos};

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

/// "We do not and have never sold them": the verb behind the second auxiliary has both, and the subject.
pub fn doubled(tokens: &mut [Token]) {
    const HELP: &str = "do have will would can could shall should may might must";
    let helps = |token: &Token| HELP.split(' ').any(|lemma| token.lemma == lemma) && token.upos != Upos::Noun;
    for first in 1..tokens.len() {
        if !helps(&tokens[first]) {
            continue;
        }
        let denies = |i: usize| matches!(tokens[i].lemma.as_str(), "not" | "never");
        let between = |i: &usize| tokens[*i].upos == Upos::Adv || denies(*i) || tokens[*i].form == ",";
        let past = |from: usize| (from..tokens.len()).find(|i| !between(i)).unwrap_or(tokens.len());
        let joint = past(first + 1);
        let second = past(joint + 1);
        let main = past(second + 1);
        let fits = main < tokens.len()
            && matches!(tokens[joint].lemma.as_str(), "and" | "or" | "nor")
            && helps(&tokens[second])
            && tokens[main].upos == Upos::Verb
            && !helps(&tokens[main]);
        // Where the tree has it so already, and where the first verb is one of its own ("has it and will sell it").
        let inner = |i: usize| i > first && i < main;
        let below = fits && (inside(tokens, first, main) || tokens[first].head.is_some_and(inner));
        // "We can and do not hide it": but one of the two is denied.
        if !fits || below || !(first - 1..joint).any(denies) || !(joint..main).any(denies) {
            continue;
        }
        let (head, rel) = (tokens[first].head, tokens[first].rel);
        for i in 0..tokens.len() {
            let inner = inner(i);
            let hangs = tokens[i].head == Some(first) || tokens[i].head == Some(second);
            if i == main || !(inner || hangs && i != second && i != first) {
                continue;
            }
            // What stood for the object of "have".
            if i > main && tokens[i].rel == "obj" && child(tokens, main, "obj").is_some() {
                continue;
            }
            tokens[i].head = Some(main);
            if inner {
                tokens[i].rel = match tokens[i].upos {
                    Upos::Punct => "punct",
                    Upos::Cconj => "cc",
                    _ if helps(&tokens[i]) => "aux",
                    _ => "advmod",
                };
            }
        }
        (tokens[main].head, tokens[main].rel) = (head, rel);
        (tokens[first].head, tokens[first].rel) = (Some(main), "aux");
        for i in [first, second] {
            tokens[i].upos = Upos::Aux;
        }
        // “We do not …,” the insurer said: the subject may hang on the verb of saying.
        let own = child(tokens, main, "nsubj").is_some();
        let before =
            (0..first).rev().find(|i| tokens[*i].rel == "nsubj" && tokens[*i].head == head && !own && *i + 3 > first);
        if let Some(subject) = before {
            tokens[subject].head = Some(main);
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
        for (i, token) in tokens.iter_mut().enumerate() {
            if token.head != Some(have) || i == held {
                continue;
            }
            token.head = Some(held);
            match (subject, token.rel) {
                (None, "obj" | "iobj") if i < held => token.rel = "nsubj",
                // "Have more than sixty clerks had".
                (Some(subject), "obj") if i < subject => (token.head, token.rel) = (Some(subject), "advmod"),
                _ => {}
            }
        }
        (tokens[held].head, tokens[held].rel, tokens[held].tag) = (tokens[have].head, tokens[have].rel, "VBN");
        (tokens[have].head, tokens[have].rel, tokens[have].upos) = (Some(held), "aux", Upos::Aux);
    }
}

/// "Nor is the archive open to clerks", "is the archive open?": behind a linking verb and its subject the adjective is what is said.
pub fn turned(tokens: &mut [Token]) {
    for said in 3..tokens.len() {
        let adjective = tokens[said].upos == Upos::Adj && tokens[said].rel == "amod";
        let Some(noun) = tokens[said].head.filter(|noun| adjective && *noun < said) else { continue };
        let Some(be) = child(tokens, noun, "cop").filter(|be| tokens[*be].lemma == "be" && *be < noun) else {
            continue;
        };
        let before = be == 0 || be == 1 && matches!(tokens[0].lemma.as_str(), "nor" | "neither" | "never");
        if !before || child(tokens, noun, "nsubj").is_some() {
            continue;
        }
        let (head, rel) = (tokens[noun].head, tokens[noun].rel);
        for token in tokens.iter_mut().filter(|token| token.head == Some(noun)) {
            if matches!(token.rel, "cop" | "cc" | "advmod" | "punct") {
                token.head = Some(said);
            }
        }
        set(tokens, said, head, rel);
        set(tokens, noun, Some(said), "nsubj");
    }
}

/// "Neither kept nor sold lists": what follows the last verb without a word that joins it is that verb's object.
pub fn joined_objects(tokens: &mut [Token]) {
    for noun in 3..tokens.len() {
        let plain =
            tokens[noun].upos == Upos::Noun && tokens[noun].rel == "conj" && child(tokens, noun, "cc").is_none();
        let Some(first) = tokens[noun].head.filter(|first| plain && *first < noun) else { continue };
        let begin = (first..=noun).find(|i| inside(tokens, *i, noun)).unwrap_or(noun);
        let last = begin - 1;
        let verb =
            |i: usize| tokens[i].upos == Upos::Verb && matches!(tokens[i].tag, "VBD" | "VBZ" | "VBP" | "VB" | "VBN");
        if last > first && verb(first) && verb(last) && tokens[last].head == Some(first) && tokens[last].rel == "conj" {
            set(tokens, noun, Some(last), "obj");
        }
    }
}

/// "It neither kept nor sold them": without an auxiliary what "neither" opens is no passive, and a plural joined to a verb is one.
pub fn neither(tokens: &mut [Token]) {
    for verb in 2..tokens.len() {
        let opener = (0..verb).rev().find(|i| tokens[*i].head == Some(verb) && tokens[*i].lemma == "neither");
        let Some(opener) = opener.filter(|opener| opener + 1 == verb) else { continue };
        let joined = (verb + 1..tokens.len()).find(|i| tokens[*i].head == Some(verb) && tokens[*i].rel == "conj");
        let subject = child(tokens, verb, "nsubj:pass");
        let helped = ["aux:pass", "aux"].iter().any(|rel| child(tokens, verb, rel).is_some());
        match (subject, joined) {
            (Some(subject), _) if tokens[verb].tag == "VBN" && !helped => {
                tokens[verb].tag = "VBD";
                tokens[subject].rel = "nsubj";
            }
            // "Said the inn neither keeps nor sells them".
            (None, None) if tokens[verb].tag == "NNS" && tokens[verb].rel == "appos" => {
                let noun = tokens[verb].head.filter(|noun| *noun + 1 == opener);
                let says = noun.and_then(|noun| tokens[noun].head).filter(|says| tokens[*says].upos == Upos::Verb);
                let sells = (verb + 2..tokens.len()).find(|i| tokens[*i].tag == "VBZ" && tokens[*i].head == says);
                let nor = |sells: &usize| child(tokens, *sells, "cc").is_some_and(|nor| nor == verb + 1);
                let (Some(noun), Some(says), Some(sells)) = (noun, says, sells.filter(nor)) else { continue };
                (tokens[verb].upos, tokens[verb].tag) = (Upos::Verb, "VBZ");
                set(tokens, verb, Some(says), "ccomp");
                set(tokens, noun, Some(verb), "nsubj");
                set(tokens, sells, Some(verb), "conj");
            }
            (None, Some(joined)) if tokens[verb].tag == "NNS" && tokens[joined].tag == "VBZ" => {
                let noun = tokens[verb].head.filter(|noun| *noun < opener && tokens[*noun].rel.starts_with("nsubj"));
                let Some(noun) = noun else { continue };
                (tokens[verb].upos, tokens[verb].tag) = (Upos::Verb, "VBZ");
                let says = tokens[noun].head;
                set(tokens, verb, says, "ccomp");
                set(tokens, noun, Some(verb), "nsubj");
            }
            _ => {}
        }
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

/// "Denies claims that it was sold": of two words that may be a verb each, the one before the clause of "that" is what is denied.
pub fn denied(tokens: &mut [Token]) {
    const DENIES: [&str; 8] = ["challenge", "contest", "deny", "dismiss", "dispute", "rebut", "refute", "reject"];
    for claims in 1..tokens.len() {
        let verb = claims - 1;
        let denies = DENIES.contains(&tokens[verb].lemma.as_str()) && TOLD.contains(&tokens[claims].lemma.as_str());
        let that = (claims + 1..tokens.len())
            .find(|i| tokens[*i].head == Some(claims) && matches!(tokens[*i].rel, "ccomp" | "acl:relcl"))
            .filter(|clause| child(tokens, *clause, "mark").is_some());
        let Some(clause) = that.filter(|_| denies) else { continue };
        tokens[clause].rel = "acl";
        if tokens[claims].upos == Upos::Verb && tokens[verb].head == Some(claims) {
            let (head, rel) = (tokens[claims].head, tokens[claims].rel);
            let name = child(tokens, verb, "compound").filter(|_| tokens[verb].tag == "NNS");
            for (i, token) in tokens.iter_mut().enumerate() {
                if token.head == Some(claims) && i != clause {
                    token.head = Some(verb);
                }
            }
            // "The bank disputes claims": the last of the words before the verb is its subject.
            if let Some(name) = name {
                for token in tokens.iter_mut().filter(|token| token.head == Some(verb) && token.rel == "det") {
                    token.head = Some(name);
                }
                set(tokens, name, Some(verb), "nsubj");
            }
            set(tokens, verb, head, rel);
            set(tokens, claims, Some(verb), "obj");
            (tokens[verb].upos, tokens[verb].tag) = (Upos::Verb, "VBZ");
            (tokens[claims].upos, tokens[claims].tag) = (Upos::Noun, "NNS");
        }
    }
}

/// Nouns that tell by a clause what they are of, with the other [`TOLD`]; "no way he sold them".
const SHOWN: [&str; 9] = ["belief", "evidence", "fear", "hint", "indication", "proof", "sign", "suspicion", "way"];

/// "No evidence she passed them on": a clause that has its subject and its object leaves nothing for the noun to be in it, and is no complement of the
/// verb that has the noun for its object.
pub fn contents(tokens: &mut [Token]) {
    for clause in 1..tokens.len() {
        let Some(above) = tokens[clause].head.filter(|above| *above < clause) else { continue };
        let noun = match tokens[clause].rel {
            "acl:relcl" => Some(above),
            "xcomp" | "ccomp" => child(tokens, above, "obj").filter(|noun| *noun > above && *noun < clause),
            _ => None,
        };
        let tells = |noun: &usize| TOLD.iter().chain(&SHOWN).any(|word| tokens[*noun].lemma == *word);
        let Some(noun) = noun.filter(tells) else { continue };
        let has = |rel: &str| child(tokens, clause, rel).is_some_and(|i| i > noun);
        let whole = has("nsubj") && has("obj") || has("nsubj:pass");
        let word = |i: usize| tokens[i].tag.starts_with('W') || matches!(tokens[i].lemma.as_str(), "that" | "to");
        if whole && !(noun + 1..clause).any(|i| tokens[i].head == Some(clause) && word(i)) {
            (tokens[clause].head, tokens[clause].rel) = (Some(noun), "acl");
        }
    }
}

/// "Rather than delete it, Larch sold it": what stands after "than" is what was not done.
pub fn preferred(tokens: &mut [Token]) {
    for rather in 0..tokens.len().saturating_sub(2) {
        let than = tokens[rather].lemma == "rather" && tokens[rather + 1].lemma == "than";
        let Some(main) = tokens[rather].head.filter(|main| than && *main > rather + 2) else { continue };
        let left = (rather + 2..main).find(|i| tokens[*i].head == Some(main) && tokens[*i].rel == "advcl");
        if let Some(left) = left {
            (tokens[rather].head, tokens[rather].rel) = (Some(left), "mark");
        }
    }
}

/// Nouns that tell of somebody's doing, "of" whom.
const KNOWN: [&str; 8] = ["case", "evidence", "example", "instance", "knowledge", "proof", "record", "sign"];

/// "No record of any clerk opening them": the record is of the opening.
pub fn doings(tokens: &mut [Token]) {
    for doing in 3..tokens.len() {
        let who =
            tokens[doing].head.filter(|who| *who < doing && tokens[doing].rel == "acl" && tokens[doing].tag == "VBG");
        let Some(who) = who.filter(|who| tokens[*who].rel == "nmod") else { continue };
        let noun = tokens[who].head.filter(|noun| *noun < who && KNOWN.contains(&tokens[*noun].lemma.as_str()));
        let of = child(tokens, who, "case").filter(|of| tokens[*of].lemma == "of");
        if let (Some(noun), Some(of)) = (noun, of) {
            (tokens[doing].head, tokens[doing].rel) = (Some(noun), "acl");
            (tokens[who].head, tokens[who].rel) = (Some(doing), "nsubj");
            (tokens[of].head, tokens[of].rel) = (Some(doing), "mark");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::annotate::syntax::parse;
    use crate::model::span::Span;

    #[test]
    fn two_auxiliaries_have_one_verb() {
        for (text, verb) in [
            ("We do not and have never sold guest lists.", "sold"),
            ("“We do not and have never sold guest lists,” the inn said.", "sold"),
            ("We do not, and have never, shared your lists with anybody.", "shared"),
            ("We have not and will not share guest lists.", "share"),
            ("We never have and never will sell guest lists.", "sell"),
        ] {
            let tree = parse(text, Span { start: 0, end: text.len() });
            let at = |form: &str| tree.tokens.iter().position(|token| token.form == form).expect("it stands there");
            assert_eq!(tree.subject(at(verb)), Some(at("We")), "{text}");
            assert_eq!(tree.object(at(verb)), Some(at("lists")), "{text}");
            assert!(tree.negation(at(verb), &["not", "never"]).is_some(), "{text}");
        }
    }

    #[test]
    fn a_verb_above_the_auxiliary_stays_above() {
        for text in
            ["Guests knowing we do not and have never sold lists stay.", "members knowing do and have never sold"]
        {
            let tree = parse(text, Span { start: 0, end: text.len() });
            assert_eq!(tree.tokens.iter().filter(|token| token.head.is_none()).count(), 1, "{text}");
            let root = |i: usize| std::iter::successors(Some(i), |at| tree.head(*at)).take(tree.len() + 1).count();
            assert!((0..tree.len()).all(|i| root(i) <= tree.len()), "{text}");
        }
    }
}
