//! Times and asides that the tree takes for a part of the subject.

use super::child;
use crate::model::tree::{Token, Upos};
use crate::model::when::MONTHS;

const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A month or a day of the week.
fn names_time(token: &Token) -> bool {
    let low = token.form.to_lowercase();
    MONTHS.contains(&low.as_str()) || DAYS.contains(&low.as_str())
}

/// What a verb of saying may have before it that is no part of its subject.
const ASIDES: &str =
    "first last once turn point time statement response reply fact part interview letter email e-mail filing testimony";

/// "The lab at first said", "the bank on Friday said", "the bank in a statement said": when and where it was said is not who said it.
pub fn asides(tokens: &mut [Token]) {
    for noun in 3..tokens.len().saturating_sub(1) {
        let Some(subject) = tokens[noun].head.filter(|subject| tokens[noun].rel == "nmod" && *subject < noun) else {
            continue;
        };
        let Some(verb) = tokens[subject].head.filter(|_| tokens[subject].rel.starts_with("nsubj")) else { continue };
        let word = tokens[noun].form.to_lowercase();
        let year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        let case = child(tokens, noun, "case").filter(|case| *case > subject && *case < noun);
        let case = case.filter(|case| matches!(tokens[*case].lemma.as_str(), "at" | "in" | "on"));
        let before = (noun + 1..verb.max(noun + 1))
            .all(|i| tokens[i].head == Some(verb) && matches!(tokens[i].rel, "aux" | "advmod"));
        let own = tokens.iter().any(|token| token.head == Some(noun) && token.rel == "nmod");
        if verb > noun
            && case.is_some()
            && before
            && !own
            && (year || names_time(&tokens[noun]) || ASIDES.split(' ').any(|aside| word == aside))
        {
            (tokens[noun].head, tokens[noun].rel) = (Some(verb), "obl");
        }
    }
}

/// "In May Harbor sold the lists": a name between a month or a day and a finite verb that has no subject is the subject, and no part of the time's
/// name. The treebank has no such name.
pub fn dated(tokens: &mut [Token]) {
    for time in 0..tokens.len().saturating_sub(2) {
        let name = time + 1;
        let is_time = tokens[time].tag == "NNP" && names_time(&tokens[time]);
        if !is_time || tokens[name].tag != "NNP" || names_time(&tokens[name]) {
            continue;
        }
        let finite = |i: usize| matches!(tokens[i].tag, "VBD" | "VBZ" | "VBP" | "MD");
        let end = (name..tokens.len()).find(|i| !tokens[*i].tag.starts_with("NNP")).filter(|i| finite(*i));
        let helps = |i: usize| matches!(tokens[i].rel, "aux" | "aux:pass" | "cop");
        let Some(verb) = end.and_then(|i| if helps(i) { tokens[i].head } else { Some(i) }) else { continue };
        let hangs = |i: usize, rel: &str| tokens[i].head == Some(verb) && tokens[i].rel.starts_with(rel);
        if (0..tokens.len()).any(|i| hangs(i, "nsubj") || hangs(i, "csubj") || hangs(i, "expl")) {
            continue;
        }
        let passive = (0..tokens.len()).any(|i| hangs(i, "aux:pass"));
        let last = end.map_or(name, |end| end - 1);
        // The head of "May Harbor" or "May Harbor Bank" is one of them.
        let inside = |i: usize| tokens[i].head.is_some_and(|head| (time..=last).contains(&head));
        let Some(top) = (time..=last).find(|i| !inside(*i)) else { continue };
        let (above, rel) = (tokens[top].head, tokens[top].rel);
        let head = if top == time { name } else { top };
        for (i, token) in tokens.iter_mut().enumerate() {
            if i < time && token.head == Some(top) {
                token.head = Some(time);
            } else if (name..=last).contains(&i) && i != head {
                (token.head, token.rel) = (Some(head), if head < i { "flat" } else { "compound" });
            } else if i > last && token.head.is_some_and(|of| (time..=last).contains(&of)) {
                token.head = Some(verb);
            }
        }
        (tokens[time].head, tokens[time].rel) = (above, rel);
        (tokens[head].head, tokens[head].rel) = (Some(verb), if passive { "nsubj:pass" } else { "nsubj" });
    }
}

/// "Since the ninth of June no clerk sees it": no subject has a preposition before it; the noun behind the time, which has none, is the subject.
pub fn opened(tokens: &mut [Token]) {
    for time in 1..tokens.len().saturating_sub(2) {
        let Some(verb) = tokens[time].head.filter(|verb| *verb > time && tokens[time].rel.starts_with("nsubj")) else {
            continue;
        };
        let cased = |i: usize| tokens.iter().any(|token| token.head == Some(i) && token.rel == "case");
        let Some(month) = (time..verb).find(|i| names_time(&tokens[*i])).filter(|_| cased(time)) else { continue };
        let inside = |i: usize| std::iter::successors(Some(i), |at| tokens[*at].head).take(4).any(|at| at == time);
        let rel = tokens[time].rel;
        let subject = |i: usize| tokens[i].head == Some(verb) && tokens[i].rel.starts_with("nsubj");
        let noun =
            (month + 1..verb).find(|i| tokens[*i].upos == Upos::Noun && (inside(*i) && !cased(*i) || subject(*i)));
        let Some(noun) = noun else { continue };
        tokens[time].rel = "obl";
        (tokens[noun].head, tokens[noun].rel) = (Some(verb), rel);
    }
}

/// Times that a word before them picks: "this spring".
const SPANS: [&str; 16] = [
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "year",
    "quarter",
    "month",
    "week",
    "weekend",
    "night",
    "evening",
    "morning",
    "afternoon",
    "term",
    "season",
];

/// "In May two clerks copied it", "in 2019 Larch kept it", "this spring six of them had keys": a time at the head of a clause before a number is no
/// part of the subject.
pub fn counted(tokens: &mut [Token]) {
    for time in 1..tokens.len().saturating_sub(2) {
        let low = tokens[time].form.to_lowercase();
        let before = &tokens[time - 1];
        let opens = match before.form.to_lowercase().as_str() {
            "in" | "on" | "since" | "by" => names_time(&tokens[time]),
            "this" | "last" | "next" | "that" => SPANS.contains(&low.as_str()) || names_time(&tokens[time]),
            _ => false,
        };
        let inside = matches!(
            tokens[time].rel,
            "nmod:unmarked" | "nmod:desc" | "compound" | "nmod" | "appos" | "flat" | "nummod"
        );
        // No subject has a preposition: "In May Larkmoor sold it".
        let name = before.upos == Upos::Adp && tokens[time + 1].upos == Upos::Propn;
        let opens = opens || name && low.len() == 4 && (low.starts_with("19") || low.starts_with("20"));
        if !opens || !inside || !(name || tokens[time + 1].upos == Upos::Num) {
            continue;
        }
        let above = std::iter::successors(tokens[time].head, |at| tokens[*at].head).take(3);
        let Some(subject) = { above }.find(|at| *at > time && tokens[*at].rel.starts_with("nsubj")) else {
            continue;
        };
        let Some(verb) = tokens[subject].head.filter(|verb| *verb > subject) else { continue };
        let unmarked = before.upos != Upos::Adp;
        tokens[time - 1].head = Some(time);
        (tokens[time].head, tokens[time].rel) = (Some(verb), if unmarked { "obl:unmarked" } else { "obl" });
    }
}
