//! Words that stand in a clause without being part of it: they are parsed by themselves and hung back in, because the network, which met few of them,
//! breaks the clause in two.

use super::model::Model;
use super::score::{self, Analysis};
use crate::model::label::Upos;
use std::ops::Range;

/// Interruptions of one sentence that are looked at: each costs a parse of the rest, and a text may have been made to have thousands.
const MOST: usize = 3;

/// As [`score::analyse`]; where that parse shows what interrupts a clause, the words without it are parsed again.
pub fn analyse(model: &Model, forms: &[&str]) -> Analysis {
    opening(model, forms).unwrap_or_else(|| closed_up(model, forms, &mut { MOST }))
}

fn closed_up(model: &Model, forms: &[&str], left: &mut usize) -> Analysis {
    let found = score::analyse(model, forms);
    for find in [filler, saying, source, addition, aside] {
        let Some(gap) = find(forms, &found).filter(|_| *left > 0) else { continue };
        *left -= 1;
        if let Some(whole) = parted(model, forms, &found, &gap, left) {
            return whole;
        }
    }
    found
}

/// "Yes or no, do they keep it?": the rest takes it up as an interjection.
fn opening(model: &Model, forms: &[&str]) -> Option<Analysis> {
    const OPENING: [&str; 3] = ["yes", "or", "no"];
    let words = OPENING.iter().zip(forms).filter(|(word, form)| form.eq_ignore_ascii_case(word)).count();
    let mark = forms.get(OPENING.len()).is_some_and(|form| matches!(*form, "," | ":"));
    let from = OPENING.len() + 1;
    if words < OPENING.len() || !mark || forms.len() <= from {
        return None;
    }
    let mut found = score::analyse(model, &forms[from..]);
    let root = found.heads.iter().position(Option::is_none).map(|root| root + from);
    let heads = [root, Some(2), Some(0), Some(0)];
    found.heads.iter_mut().for_each(|head| *head = head.map(|head| head + from));
    found.heads.splice(0..0, heads);
    found.rels.splice(0..0, ["discourse", "cc", "conj", "punct"]);
    found.upos.splice(0..0, [Upos::Intj, Upos::Cconj, Upos::Intj, Upos::Punct]);
    found.tags.splice(0..0, ["UH", "CC", "UH", if forms[3] == "," { "," } else { ":" }]);
    Some(found)
}

/// What stands between two marks, and what it hangs on.
struct Gap {
    /// With the marks.
    whole: Range<usize>,
    words: Range<usize>,
    /// The first mark closes what stands before it, too.
    closes: bool,
    /// Hung on the word before, not on the clause.
    told_of: bool,
    rel: &'static str,
}

/// Verbs, as written, by which somebody is said to say what stands around them.
const SAYS: &str = "said says say added adds alleged alleges allege argued argues argue believe believes claimed claims claim concluded concludes conclude contended \
    contends contend explained explains explain found finds insisted insists insist maintained maintains maintain noted notes note recalled recalls reported reports \
    showed shows show stated states suggested suggests suggest suspect suspects testified testifies think thinks told understand wrote writes write warned warns \
    acknowledged acknowledges admitted admits feared believed understood thought seems appears emerged transpired";

fn is_quote(form: &str) -> bool {
    matches!(form, "\"" | "“" | "”" | "''" | "``" | "‘" | "’" | "'")
}

fn is_finite(tag: &str) -> bool {
    matches!(tag, "VBD" | "VBZ" | "VBP" | "MD")
}

/// The next word that is no quotation mark.
fn word_from(forms: &[&str], from: usize) -> usize {
    (from..forms.len()).find(|i| !is_quote(forms[*i])).unwrap_or(forms.len())
}

/// From here goes on a clause that has begun: what comes is a finite verb, or could be one where none stands before the first mark.
fn goes_on(tags: &[&str], first: usize, next: usize) -> bool {
    let verbal = (next..tags.len()).find(|i| tags[*i] != "RB").filter(|i| *i <= next + 2);
    let open = !(0..first).any(|i| is_finite(tags[i]));
    verbal.is_some_and(|i| is_finite(tags[i]) || open && tags[i] == "VBN")
}

/// What stands before has a subject or a relative pronoun at its end.
fn has_begun(tag: &str) -> bool {
    tag.starts_with('N') || tag.starts_with('W') || matches!(tag, "PRP" | "CD" | "DT")
}

/// Whether the first mark is needed behind what stands before it: not behind a relative pronoun that waits for its verb.
fn closes(forms: &[&str], tags: &[&str], first: usize) -> bool {
    let before = (0..first).rev().find(|i| forms[*i] == ",").map(|i| i + 1);
    let waits = |from: usize| tags[from].starts_with('W') && !(from..first).any(|i| is_finite(tags[i]));
    before.is_some_and(|from| !waits(from))
}

/// "They took, like, ten years of it", "we pulled, you know, all of them": words of speech that say nothing.
fn filler(forms: &[&str], _: &Analysis) -> Option<Gap> {
    const FILLERS: &str =
        "like|uh|um|er|erm|hm|you know|sort of|kind of|well|basically|obviously|actually|i guess|right|okay|what";
    (1..forms.len()).filter(|first| forms[*first] == ",").find_map(|first| {
        let last = (first + 2..forms.len().min(first + 4)).find(|i| forms[*i] == ",")?;
        let words = forms[first + 1..last].join(" ").to_lowercase();
        let whole = last + 1 < forms.len() && FILLERS.split('|').any(|filler| filler == words);
        whole.then_some(Gap {
            whole: first..last + 1,
            words: first + 1..last,
            closes: false,
            told_of: false,
            rel: "discourse",
        })
    })
}

/// "A clerk, the report says, copied it", "they have, it is alleged, copied it".
fn saying(forms: &[&str], found: &Analysis) -> Option<Gap> {
    let tags = &found.tags;
    let named =
        |i: usize| matches!(tags[i], "DT" | "PRP" | "PRP$" | "JJ" | "CD" | "POS" | "NN" | "NNS" | "NNP" | "NNPS");
    let helps = |i: usize| matches!(forms[i], "is" | "was" | "has" | "been" | "now");
    let behind = |i: usize| named(i) || matches!(tags[i], "IN" | "TO" | "RB" | "RP") || forms[i] == ",";
    (1..forms.len()).filter(|first| forms[*first] == ",").find_map(|first| {
        let from = word_from(forms, first + 1);
        let says = |i: &usize| SAYS.split_whitespace().any(|word| word == forms[*i]);
        let before = |verb: usize| (from..verb).all(|i| named(i) || i > from && helps(i));
        let verb = (from..forms.len().min(from + 8)).find(says).filter(|verb| before(*verb))?;
        // "Her files, police reports, were copied", "the firm, warned by a clerk, deleted it": nobody says.
        let alleged = (from..verb).any(helps);
        if !(alleged || tags[verb].starts_with('V') && forms.get(verb + 1) != Some(&"by")) {
            return None;
        }
        // "Told the broker, then sold it" goes on with what was done; "said the broker" says.
        let next = tags.get(verb + 1).copied().unwrap_or_default();
        if verb == from && !matches!(forms[verb], "said" | "says") && next != "NNP" {
            return None;
        }
        // "Had, he said, read it": the verb was helped before.
        let helped = auxiliary(forms, tags, first);
        let goes_on = |next: usize| {
            let rest = (next..forms.len()).find(|i| tags[*i] != "RB").map_or("", |i| tags[i]);
            has_begun(tags[first - 1]) && goes_on(tags, first, next)
                || helped && matches!(rest, "VBN" | "VBG" | "VB" | "VBD")
        };
        // "Said the clerk, a temp", "she told the court in May"; ", said," is nobody's.
        let ends = |last: &usize| forms[*last] == "," && *last > from + 1 && goes_on(word_from(forms, last + 1));
        let last = (verb + 1..forms.len().min(verb + 14)).find(ends).filter(|last| (verb + 1..*last).all(behind))?;
        let whole = first..word_from(forms, last + 1);
        Some(Gap { whole, words: from..last, closes: closes(forms, tags, first), told_of: false, rel: "parataxis" })
    })
}

/// An auxiliary, or an adverb behind one, stands before the mark.
fn auxiliary(forms: &[&str], tags: &[&str], mark: usize) -> bool {
    const HELPING: [&str; 12] = ["have", "has", "had", "is", "are", "was", "were", "been", "be", "do", "does", "did"];
    let word = (0..mark).rev().find(|i| tags[*i] != "RB");
    word.is_some_and(|i| tags[i] == "MD" || HELPING.contains(&forms[i]))
}

/// "Two clerks, according to the memo, copied it."
fn source(forms: &[&str], found: &Analysis) -> Option<Gap> {
    let tags = &found.tags;
    (1..forms.len().saturating_sub(3)).filter(|first| forms[*first] == "," && has_begun(tags[first - 1])).find_map(
        |first| {
            let opens = forms[first + 1] == "according" && forms[first + 2] == "to";
            let last = (first + 3..forms.len().min(first + 14)).find(|i| opens && forms[*i] == ",")?;
            let next = word_from(forms, last + 1);
            let closes = closes(forms, tags, first);
            let whole = goes_on(tags, first, next) && !(first..last).any(|i| is_finite(tags[i]));
            whole.then_some(Gap { whole: first..next, words: first + 1..last, closes, told_of: false, rel: "obl" })
        },
    )
}

/// "Gave all clerks, including temps, access": before the second object of a verb that has two.
fn addition(forms: &[&str], found: &Analysis) -> Option<Gap> {
    const OPENERS: [&[&str]; 4] = [&["including"], &["as", "well", "as"], &["along", "with"], &["together", "with"]];
    let tags = &found.tags;
    (2..forms.len()).filter(|first| forms[*first] == "," && tags[first - 1].starts_with('N')).find_map(|first| {
        OPENERS.iter().find(|words| forms[first + 1..].starts_with(words))?;
        let gives = (0..first).rev().find(|i| tags[*i].starts_with('V'))?;
        let gives = GIVES.split(' ').any(|word| word == forms[gives]);
        let ends =
            |last: &usize| forms[*last] == "," && tags.get(last + 1).is_some_and(|next| matches!(*next, "NN" | "JJ"));
        let last = (first + 2..forms.len().min(first + 14)).find(ends).filter(|_| gives)?;
        let verb = (first..last).any(|i| is_finite(tags[i]));
        let whole = first..last + 1;
        (!verb).then_some(Gap { whole, words: first + 1..last, closes: false, told_of: false, rel: "obl" })
    })
}

/// Verbs, as written, of which that is so.
const GIVES: &str = "gave give gives given giving granted grant grants granting offered offer offers offering allowed allow allows allowing";

/// "Clerks at Larch, a bank whose owner lives in Oslo, copied it": where the parser gave the verb behind to something else than what opens the sentence.
fn aside(forms: &[&str], found: &Analysis) -> Option<Gap> {
    let tags = &found.tags;
    let first = (1..forms.len()).find(|i| forms[*i] == ",").filter(|first| tags[first - 1].starts_with('N'))?;
    // "Both of whom have left".
    let relative = (first + 1..tags.len().min(first + 4)).any(|i| matches!(tags[i], "WDT" | "WP" | "WP$"));
    let rel = match tags.get(first + 1).copied().unwrap_or_default() {
        "DT" | "CD" | "WDT" | "WP" | "WP$" if relative => "acl:relcl",
        "DT" | "NN" | "NNS" | "NNP" | "PRP$" => "appos",
        // "Including those of temps" is no clause.
        "VBN" | "VBG" if !matches!(forms[first + 1], "including" | "excluding" | "according" | "following") => "acl",
        _ => return None,
    };
    if (0..first).any(|i| is_finite(tags[i]) || tags[i] == "IN" && i == 0) {
        return None;
    }
    let own = |verb: usize, last: usize| {
        let subject = |i: usize| found.heads[i] == Some(verb) && found.rels[i].starts_with("nsubj");
        (0..first).any(subject) && !(first..last).any(subject)
    };
    let inner = |last: usize| (first + 1..last).any(|i| is_finite(tags[i]));
    // "A clerk, who was ill, and two cooks".
    let joined = |last: usize| rel == "acl:relcl" && matches!(forms.get(last + 1), Some(&"and" | &"or"));
    let ends = |last: &usize| {
        let goes_on = goes_on(tags, first, last + 1) || joined(*last);
        forms[*last] == "," && goes_on && (rel != "acl:relcl" || !tags[first + 1].starts_with('W') || inner(*last))
    };
    let last = (first + 2..forms.len().min(first + 40)).find(ends)?;
    let finite = (last + 1..forms.len()).find(|i| is_finite(tags[*i]) || tags[*i] == "VBN")?;
    let verb = found.heads[finite].filter(|_| found.rels[finite].starts_with("aux")).unwrap_or(finite);
    (!own(verb, last)).then_some(Gap {
        whole: first..last + 1,
        words: first + 1..last,
        closes: false,
        told_of: true,
        rel,
    })
}

/// The clause without what interrupts it, which is hung on the word before, or on the one that holds the two halves together.
fn parted(model: &Model, forms: &[&str], first: &Analysis, gap: &Gap, left: &mut usize) -> Option<Analysis> {
    let out = |i: &usize| gap.whole.contains(i) && !(gap.closes && *i == gap.whole.start);
    let kept: Vec<usize> = (0..forms.len()).filter(|i| !out(i)).collect();
    let rest = closed_up(model, &kept.iter().map(|i| forms[*i]).collect::<Vec<_>>(), left);
    let inner = score::analyse(model, &forms[gap.words.clone()]);
    let top = gap.words.start + inner.heads.iter().position(Option::is_none)?;

    let after = kept.iter().position(|i| *i >= gap.whole.end)?;
    let arcs = (0..kept.len()).filter_map(|i| rest.heads[i].map(|head| (i, head)));
    let mut over =
        arcs.filter(|(i, head)| (*i.min(head) < after) != (*i.max(head) < after) && rest.rels[*i] != "punct");
    let holder = if gap.told_of {
        // It was one clause indeed.
        let whole = over.any(|(i, head)| {
            let helped = (after..head).any(|aux| rest.heads[aux] == Some(head) && is_finite(rest.tags[aux]));
            i < after && rest.rels[i].starts_with("nsubj") && (is_finite(rest.tags[head]) || helped)
        });
        whole.then_some(after - 1)?
    } else {
        let clausal = |i: usize| {
            let linked = |of: usize| rest.heads[of] == Some(i) && rest.rels[of] == "cop";
            rest.upos[i] == Upos::Verb || (0..kept.len()).any(linked)
        };
        // The shortest arc over the gap.
        let (_, holder) = over.min_by_key(|(i, head)| (i.abs_diff(*head), *i))?;
        let above = std::iter::successors(Some(holder), |at| rest.heads[*at]).take(kept.len());
        { above }.find(|at| clausal(*at)).unwrap_or(holder)
    };
    let mut found = first.clone();
    for (i, at) in kept.iter().enumerate() {
        (found.upos[*at], found.tags[*at], found.rels[*at]) = (rest.upos[i], rest.tags[i], rest.rels[i]);
        found.heads[*at] = rest.heads[i].map(|head| kept[head]);
    }
    for (i, at) in gap.words.clone().enumerate() {
        (found.upos[at], found.tags[at], found.rels[at]) = (inner.upos[i], inner.tags[i], inner.rels[i]);
        found.heads[at] = inner.heads[i].map(|head| gap.words.start + head);
    }
    (found.heads[top], found.rels[top]) = (Some(kept[holder]), gap.rel);
    for i in gap.whole.clone().filter(|i| out(i) && !gap.words.contains(i)) {
        (found.upos[i], found.heads[i], found.rels[i]) = (Upos::Punct, Some(top), "punct");
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use crate::annotate::syntax::mend::tests::{at, tree};

    /// A verb, its subject, and the verb of saying or the noun that interrupts them with how it hangs.
    #[test]
    fn who_acts_around_an_interruption() {
        let cases = [
            ("A clerk, the report says, copied the lists.", "copied", "clerk", ("says", "parataxis")),
            ("Larch, he added, has never sold the lists.", "sold", "Larch", ("added", "parataxis")),
            ("The inn had, it said on Friday, burned the lists.", "burned", "inn", ("said", "parataxis")),
            ("The broker, it is alleged, bought the lists.", "bought", "broker", ("alleged", "parataxis")),
            ("The lists, said Ola Brandt, a former cook, were copied.", "copied", "lists", ("said", "parataxis")),
            ("“We have never,” she told the court, “shared the lists.”", "shared", "We", ("told", "parataxis")),
            ("Two clerks, according to the memo, opened the lists.", "opened", "clerks", ("memo", "obl")),
            ("Halden, Larch's partner in Riga, could read the lists.", "read", "Halden", ("partner", "appos")),
            (
                "Cooks at Larch, an inn built by two brothers in 1911, read the lists.",
                "read",
                "Cooks",
                ("inn", "appos"),
            ),
            ("The cook, who was not named, and two clerks read the lists.", "read", "cook", ("named", "acl:relcl")),
        ];
        for (text, verb, who, (aside, rel)) in cases {
            let tree = tree(text);
            let form = |i: usize| tree.tokens[i].form.as_str();
            assert_eq!(tree.subject(at(&tree, verb)).map(form), Some(who), "{text}");
            assert_eq!(tree.tokens[at(&tree, aside)].rel, rel, "{text}");
        }
    }

    #[test]
    fn what_is_no_interruption_stays() {
        for text in [
            "The lists are gone, she said, adding that nobody read them.",
            "Larch, Halden and Orrin sold the lists.",
            "Yes or no, do they keep the lists?",
            "All lists, including those of guests, were burned.",
            ",",
            "said, , said , said",
        ] {
            let tree = tree(text);
            let forms: Vec<&str> = tree.tokens.iter().map(|token| token.form.as_str()).collect();
            assert_eq!(forms.concat(), text.replace(' ', ""), "no word is lost");
            assert_eq!(tree.tokens.iter().filter(|token| token.head.is_none()).count(), 1, "{text}");
        }
    }
}
