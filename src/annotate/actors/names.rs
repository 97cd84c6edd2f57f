//! Names by their capitals: which runs of words are one, and whether a person or an organisation bears them.

use super::identity::is_near;
use crate::annotate::parsed::{Node, Parsed};
use crate::annotate::words::Word;
use crate::lexicon::Lexicon;
use crate::model::label::Upos;
use crate::model::{ActorKind, Span};
use std::collections::{BTreeMap, BTreeSet};

/// One run of capitals that names somebody or something.
#[derive(Clone, Debug)]
pub struct Name {
    /// The sentence, and its words from `start` to `end` without the title.
    pub sentence: usize,
    pub start: usize,
    pub end: usize,
    /// Titles before it: "Mr.", "Prime Minister".
    pub title: Option<usize>,
    pub text: String,
    pub kind: Option<ActorKind>,
    /// It does something or owns something here.
    subject: bool,
}

/// All names of a document; one spelling has one kind throughout.
pub fn names(text: &str, sentences: &[Vec<Word<'_>>], parsed: &Parsed<'_>, lexicon: &Lexicon) -> Vec<Name> {
    let seen = Seen::of(sentences, parsed);
    let mut all = Vec::new();
    for (sentence, words) in sentences.iter().enumerate() {
        let mut at = 0;
        while at < words.len() {
            match Run::at(words, at, &seen, lexicon) {
                Some(run) => {
                    at = run.end;
                    if run.start < run.end {
                        let span = Span::new(words[run.start].span.start, words[run.end - 1].span.end);
                        let kind = evidence(words, &run, lexicon);
                        let subject = is_subject(words, &run, parsed, lexicon);
                        let spelling = span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
                        all.push(Name {
                            sentence,
                            start: run.start,
                            end: run.end,
                            title: run.title,
                            text: spelling,
                            kind,
                            subject,
                        });
                    }
                }
                None => at += 1,
            }
        }
    }
    unglue(text, sentences, &mut all, lexicon);
    agree(&mut all, lexicon);
    all.retain(|name| name.kind.is_some());
    all
}

/// Two names that a missing comma made one ("Harbour News Kestrel") where both stand alone elsewhere and the first is a whole
/// institution's.
fn unglue(text: &str, sentences: &[Vec<Word<'_>>], all: &mut Vec<Name>, lexicon: &Lexicon) {
    let texts: BTreeSet<String> = all.iter().map(|name| name.text.clone()).collect();
    let mut cut = Vec::new();
    for (n, name) in all.iter().enumerate().filter(|(_, name)| name.title.is_none()) {
        let words = &sentences[name.sentence];
        let spell = |start: usize, end: usize| {
            let span = Span::new(words[start].span.start, words[end - 1].span.end);
            span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let parts = (name.start + 1..name.end).find(|at| {
            let whole = is_institution(words[at - 1].text, lexicon) && !is_institution(words[*at].text, lexicon);
            whole && texts.contains(&spell(name.start, *at)) && texts.contains(&spell(*at, name.end))
        });
        cut.extend(parts.map(|at| (n, at, spell(name.start, at), spell(at, name.end))));
    }
    for (n, at, first, second) in cut.into_iter().rev() {
        let mut tail = Name { start: at, text: second, kind: None, ..all[n].clone() };
        tail.subject = all[n].subject;
        (all[n].end, all[n].text) = (at, first);
        all.insert(n + 1, tail);
    }
}

/// How words are spelt in the document where no capital is due.
struct Seen<'a> {
    capital: BTreeSet<&'a str>,
    small: BTreeSet<&'a str>,
    parsed: &'a Parsed<'a>,
}

impl<'a> Seen<'a> {
    fn of(sentences: &[Vec<Word<'a>>], parsed: &'a Parsed<'a>) -> Seen<'a> {
        let mut seen = Seen { capital: BTreeSet::new(), small: BTreeSet::new(), parsed };
        for words in sentences {
            for (i, word) in words.iter().enumerate() {
                if word.text.starts_with(char::is_lowercase) {
                    seen.small.insert(word.text);
                } else if word.is_capitalised() && !capital_due(words, i) && !is_no_name(parsed.node(word.span.start)) {
                    seen.capital.insert(word.text);
                }
            }
        }
        seen
    }
}

/// At a sentence's begin, and after a mark that may begin one.
fn capital_due(words: &[Word<'_>], at: usize) -> bool {
    at == 0
        || !words[at - 1].is_word()
            && !words[at - 1].is_possessive()
            && words[at - 1].text != ","
            && words[at - 1].text != "&"
}

struct Run {
    title: Option<usize>,
    start: usize,
    end: usize,
}

impl Run {
    fn at(words: &[Word<'_>], at: usize, seen: &Seen<'_>, lexicon: &Lexicon) -> Option<Run> {
        let actors = &lexicon.actors;
        let mut start = at;
        while words.get(start).is_some_and(|word| {
            actors.is_title(word.text)
                || start > at && actors.within_title.contains(word.text)
                || is_role_title(words, start, lexicon)
        }) {
            start += 1;
        }
        let titled = start > at;
        if !begins(words, start, titled, seen, lexicon) {
            return titled
                .then_some(Run { title: None, start, end: start.max(at + 1) })
                .filter(|run| run.start > run.end);
        }
        let mut end = start + 1;
        loop {
            if words.get(end).is_some_and(|word| is_name_word(word, lexicon)) {
                end += 1;
            } else if let Some(next) = joined(words, start, end, lexicon) {
                end = next;
            } else {
                break;
            }
        }
        while end > start + 1 && actors.after_name.contains(words[end - 1].text) {
            end -= 1;
        }
        if let Some(given) = given_inside(words, start, end, lexicon).filter(|_| !titled) {
            start = given;
        }
        if !titled && end - start > 1 && is_place_before(words, start, end, lexicon) {
            start += 1;
        }
        Some(Run { title: titled.then_some(at), start, end })
    }
}

/// "Administrator Jim Reed": a role with its capital before a name.
fn is_role_title(words: &[Word<'_>], at: usize, lexicon: &Lexicon) -> bool {
    let actors = &lexicon.actors;
    let role = words[at].is_capitalised()
        && !actors.given.contains(words[at].text)
        && actors.role(words[at].text).is_some_and(|role| role.kind == ActorKind::Person && !role.plural);
    role && words.get(at + 1).is_some_and(|next| actors.given.contains(next.text))
}

/// "Harbour Post editor Jon Sand", all with capitals: the person's name begins with the first name.
fn given_inside(words: &[Word<'_>], start: usize, end: usize, lexicon: &Lexicon) -> Option<usize> {
    let given = (start + 1..end.saturating_sub(1)).find(|i| lexicon.actors.given.contains(words[*i].text))?;
    let first = lexicon.actors.given.contains(words[start].text);
    let institution = words[given..end].iter().any(|word| is_institution(word.text, lexicon));
    (given - start >= 2 && !first && !institution && !words[start..given].iter().any(|word| !word.is_capitalised()))
        .then_some(given)
}

/// "US Kestrel", "Chinese Kestrel": a place and then the name.
fn is_place_before(words: &[Word<'_>], start: usize, end: usize, lexicon: &Lexicon) -> bool {
    let place =
        lexicon.places.name_of(words[start].text).is_some() && !lexicon.actors.given.contains(words[start].text);
    let whole: Vec<&str> = words[start..end].iter().map(|word| word.text).collect();
    place
        && lexicon.places.name_of(&whole.join(" ")).is_none()
        && !words[start + 1..end].iter().any(|word| is_institution(word.text, lexicon))
}

/// The parser takes it for a word that names nothing: a verb, a pronoun, an adverb.
fn is_no_name(node: Option<Node>) -> bool {
    node.is_some_and(|node| {
        let closed = matches!(
            node.upos,
            Upos::Verb
                | Upos::Aux
                | Upos::Pron
                | Upos::Det
                | Upos::Adp
                | Upos::Adv
                | Upos::Sconj
                | Upos::Cconj
                | Upos::Intj
                | Upos::Num
                | Upos::Part
        );
        closed && !node.tag.starts_with("NN")
    })
}

/// A subject, a possessor or an apposition by its tree; without one, a verb or a possessive comes next.
fn is_subject(words: &[Word<'_>], run: &Run, parsed: &Parsed<'_>, lexicon: &Lexicon) -> bool {
    let roles = words[run.start..run.end].iter().filter_map(|word| {
        let node = parsed.node(word.span.start)?;
        let tree = parsed.tree(node.sentence)?;
        Some(["nsubj", "appos", "nmod:poss", "obl:agent", "iobj"].iter().any(|rel| tree.is(node.token, rel)))
    });
    let roles: Vec<bool> = roles.collect();
    let comma = run.start > 0 && words[run.start - 1].text == ",";
    let between = comma && (words.get(run.end).is_some_and(|next| next.text == ",") || acts(words, run.end, lexicon));
    between || if roles.is_empty() { acts(words, run.end, lexicon) } else { roles.contains(&true) }
}

fn is_name_word(word: &Word<'_>, lexicon: &Lexicon) -> bool {
    word.is_capitalised() && !lexicon.actors.never.contains(word.text) && !word.text.contains("-based")
}

fn begins(words: &[Word<'_>], at: usize, titled: bool, seen: &Seen<'_>, lexicon: &Lexicon) -> bool {
    let Some(word) = words.get(at) else { return false };
    if !is_name_word(word, lexicon) {
        return false;
    }
    if titled {
        return true;
    }
    let node = seen.parsed.node(word.span.start);
    if is_no_name(node) && !seen.capital.contains(word.text) && !lexicon.actors.given.contains(word.text) {
        return false;
    }
    if !capital_due(words, at) {
        return true;
    }
    let lower = word.text.to_lowercase();
    let common = seen.small.contains(lower.as_str())
        || lexicon.quotes.starters.contains(&lower)
        || lexicon.quotes.openers.contains(&lower)
        || lexicon.quotes.adverbs.contains(&lower)
        || lexicon.quotes.auxiliaries.contains(&lower)
        || lexicon.quantities.stop.contains(&lower)
        || lexicon.quotes.nouns.contains(&lower)
        || lexicon.quotes.papers.contains(&lower)
        || lexicon.actors.pronoun(word.text).is_some();
    let acronym = word.text.len() > 1 && word.text.chars().all(char::is_uppercase);
    let followed = words.get(at + 1).is_some_and(|next| is_name_word(next, lexicon));
    if lexicon.actors.role(word.text).is_some() {
        return followed && is_institution(words[at].text, lexicon) && !seen.small.contains(lower.as_str());
    }
    !common
        && (acronym
            || followed
            || seen.capital.contains(word.text)
            || lexicon.actors.given.contains(word.text)
            || acts(words, at + 1, lexicon))
}

/// A possessive, a verb of saying or an auxiliary comes next: the word before is a subject.
fn acts(words: &[Word<'_>], at: usize, lexicon: &Lexicon) -> bool {
    words.get(at).is_some_and(|next| {
        next.is_possessive()
            || lexicon.quotes.verb(next.text).is_some()
            || lexicon.quotes.auxiliaries.contains(&next.text.to_lowercase())
    })
}

fn is_institution(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.actors.organisation.contains(word) || lexicon.actors.government.contains(word)
}

/// "Museum of Tides", "Bakers' and Packers' Union", "Ludwig van Beek": the end of a name that goes on after a small word or mark.
fn joined(words: &[Word<'_>], start: usize, end: usize, lexicon: &Lexicon) -> Option<usize> {
    let link = words.get(end)?;
    let mut next = end + 1;
    let actors = &lexicon.actors;
    if link.is_possessive() {
        if words.get(next).is_some_and(|word| word.is("and")) {
            next += 1;
        }
        let run = words[next.min(words.len())..]
            .iter()
            .take_while(|word| is_name_word(word, lexicon) || word.is_possessive() || word.is("and"))
            .count();
        let last = words[next..next + run].iter().rposition(|word| is_institution(word.text, lexicon))?;
        return Some(next + last + 1).filter(|_| run <= 5);
    }
    if !actors.joins.contains(link.text) {
        return None;
    }
    while words.get(next).is_some_and(|word| actors.joins.contains(word.text)) {
        next += 1;
    }
    words.get(next).filter(|word| is_name_word(word, lexicon))?;
    let head = words[start..end].iter().any(|word| is_institution(word.text, lexicon));
    let particle = !matches!(link.text, "of" | "the" | "for" | "and" | "&");
    let tail = matches!(link.text, "and" | "&")
        && is_institution(words.get(next + 1).unwrap_or(&words[next]).text, lexicon)
        && end - start == 1;
    let fits = match link.text {
        "&" => true,
        "of" | "for" => head,
        "and" => head && tail,
        _ => particle,
    };
    fits.then_some(next + 1)
}

/// What the words in and around a name say about its bearer.
fn evidence(words: &[Word<'_>], run: &Run, lexicon: &Lexicon) -> Option<ActorKind> {
    let actors = &lexicon.actors;
    let (first, last) = (words[run.start].text, words[run.end - 1].text);
    let len = run.end - run.start;
    if run.title.is_some() {
        return Some(ActorKind::Person);
    }
    if (len > 1 || run.start > 0 && words[run.start - 1].is("the"))
        && (actors.government.contains(last)
            || actors.government.contains(first) && words[run.start + 1..run.end].iter().any(|word| word.is("of")))
    {
        return Some(ActorKind::Government);
    }
    if len > 1
        && (actors.organisation.contains(last)
            || words[run.start..run.end].iter().any(|word| is_institution(word.text, lexicon)))
    {
        return Some(ActorKind::Organisation);
    }
    let name: Vec<&str> = words[run.start..run.end].iter().map(|word| word.text).collect();
    if lexicon.places.name_of(&name.join(" ")).is_some() {
        return None;
    }
    if len > 1 && actors.given.contains(first) {
        return Some(ActorKind::Person);
    }
    around(words, run, lexicon).or_else(|| shape(first, last, len, lexicon))
}

/// A role before the name, an apposition or a relative clause after it.
fn around(words: &[Word<'_>], run: &Run, lexicon: &Lexicon) -> Option<ActorKind> {
    let actors = &lexicon.actors;
    let before = run.start.checked_sub(1).and_then(|i| actors.role(words[i].text)).filter(|role| !role.plural);
    if let Some(role) = before {
        return Some(role.kind);
    }
    if run.start > 1 && words[run.start - 1].text == "," && words.get(run.end).is_some_and(|next| next.text == ",") {
        // "her husband, Dev, rolls": one role, one bearer.
        let role = actors.role(words[run.start - 2].text).filter(|role| !role.plural && role.kind == ActorKind::Person);
        if let Some(role) = role {
            return Some(role.kind);
        }
    }
    if run.start > 1
        && matches!(words[run.start - 1].text, "named" | "called")
        && actors.role(words[run.start - 2].text).is_some()
    {
        return actors.role(words[run.start - 2].text).map(|role| role.kind);
    }
    let after: Vec<&str> = words[run.end..].iter().take(12).map(|word| word.text).collect();
    match after.as_slice() {
        [",", "who", ..] | [",", "whom", ..] | [",", "whose", ..] => return Some(ActorKind::Person),
        [",", age, ",", ..] if age.len() < 4 && age.chars().all(|c| c.is_ascii_digit()) => {
            return Some(ActorKind::Person);
        }
        [",", honour, ..] | [honour, ..] if actors.after_name.contains(*honour) => return Some(ActorKind::Person),
        [next, ..] if actors.role(next).is_some_and(|role| role.plural && role.kind == ActorKind::Group) => {
            return Some(ActorKind::Organisation);
        }
        [",", article, rest @ ..] if matches!(*article, "a" | "an" | "the" | "its" | "their" | "his" | "her") => {
            let head = rest
                .iter()
                .take_while(|word| {
                    !matches!(
                        **word,
                        "," | "of" | "for" | "at" | "that" | "which" | "who" | "in" | "." | "behind" | "to"
                    )
                })
                .last();
            return head.and_then(|word| actors.role(word)).filter(|role| !role.plural).map(|role| role.kind);
        }
        [",", rest @ ..] => {
            // ", chief engineer of the yard": an office without an article, closed by what it is an office of.
            let stop = rest.iter().take(6).position(|word| matches!(*word, "of" | "for" | "at" | ",")).unwrap_or(0);
            let head = stop.checked_sub(1).and_then(|head| actors.role(rest[head])).filter(|role| !role.plural);
            return head.map(|role| role.kind).filter(|kind| *kind == ActorKind::Person);
        }
        _ => {}
    }
    None
}

fn shape(first: &str, last: &str, len: usize, lexicon: &Lexicon) -> Option<ActorKind> {
    let inner_capital = |word: &str| {
        let tail: String = word.chars().skip(1).collect();
        let surname = ["Mc", "Mac", "O'", "O’", "De", "Di", "La", "Le"].iter().any(|start| word.starts_with(start))
            || word.contains('-');
        tail.contains(char::is_uppercase) && !surname
    };
    let acronym = len == 1 && first.len() > 1 && first.chars().all(|c| c.is_uppercase() || c == '&' || c == '.');
    if acronym || inner_capital(first) || inner_capital(last) || first.contains('&') {
        return Some(ActorKind::Organisation);
    }
    (len == 1 && lexicon.actors.given.contains(first)).then_some(ActorKind::Person)
}

/// Brings the spellings of one document together: a lone surname is a person's, a spelling has the kind that most of its places
/// give it, and a name that speaks but tells nothing of itself is a person's when it has two words, else an organisation's.
fn agree(all: &mut [Name], lexicon: &Lexicon) {
    let mut votes: BTreeMap<String, BTreeMap<ActorKind, usize>> = BTreeMap::new();
    for name in all.iter() {
        let vote = votes.entry(name.text.clone()).or_default();
        if let Some(kind) = name.kind {
            *vote.entry(kind).or_default() += 1;
        }
    }
    let most = |vote: &BTreeMap<ActorKind, usize>| {
        vote.iter().max_by_key(|(kind, count)| (**count, std::cmp::Reverse(**kind))).map(|(kind, _)| *kind)
    };
    let mut kinds: BTreeMap<String, ActorKind> =
        votes.iter().filter_map(|(name, vote)| most(vote).map(|kind| (name.clone(), kind))).collect();
    let lone: BTreeSet<&str> = votes.keys().filter(|name| !name.contains(' ')).map(String::as_str).collect();
    for name in votes.keys() {
        let words: Vec<&str> = name.split(' ').collect();
        let [first, .., last] = words.as_slice() else { continue };
        let person_last = lone.contains(last) && kinds.get(*last).is_none_or(|kind| *kind == ActorKind::Person);
        if !kinds.contains_key(name) && words.len() <= 4 && person_last && lexicon.places.name_of(first).is_none() {
            kinds.insert(name.clone(), ActorKind::Person);
        }
    }
    let people: Vec<String> =
        kinds.iter().filter(|(_, kind)| **kind == ActorKind::Person).map(|(name, _)| name.clone()).collect();
    for name in people.iter().filter(|name| name.contains(' ')) {
        let last = name.rsplit(' ').next().unwrap_or_default();
        for part in lone.iter().filter(|part| is_near(part, last)) {
            kinds.entry((*part).to_string()).or_insert(ActorKind::Person);
        }
        let words: Vec<&str> = name.split(' ').collect();
        for part in [words[0], words[words.len() - 1]] {
            if lone.contains(part) && lexicon.places.name_of(part).is_none() {
                kinds.entry(part.to_string()).or_insert(ActorKind::Person);
            }
        }
    }
    let acting: BTreeSet<String> = all.iter().filter(|name| name.subject).map(|name| name.text.clone()).collect();
    let firms: BTreeSet<String> =
        kinds.iter().filter(|(_, kind)| **kind != ActorKind::Person).map(|(name, _)| name.clone()).collect();
    for name in all.iter_mut() {
        let words = name.text.split(' ').count();
        let owned = name.text.split(' ').next().is_some_and(|first| words > 1 && firms.contains(first));
        let place = lexicon.places.name_of(&name.text).is_some();
        let fallback = match words {
            _ if place || owned || !acting.contains(&name.text) => None,
            1 => Some(ActorKind::Organisation),
            2 | 3 if name.text.split([' ', '-']).all(|word| word.chars().skip(1).all(|c| !c.is_uppercase())) => {
                Some(ActorKind::Person)
            }
            _ => None,
        };
        name.kind = kinds.get(&name.text).copied().or(fallback);
    }
}
