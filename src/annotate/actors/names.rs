//! Names by their capitals: which runs of words are one, and whether a person or an organisation bears them.

use super::kinds::{agree, evidence, is_institution, things};
use super::titles::{given_inside, is_place_before, is_role_title, title_inside};
use crate::annotate::parsed::{Node, Parsed};
use crate::annotate::words::Word;
use crate::lexicon::Lexicon;
use crate::lexicon::actors::Pronoun;
use crate::lexicon::glossary::Glossary;
use crate::lexicon::letters::low;
use crate::lexicon::quotes::Use;
use crate::model::label::Upos;
use crate::model::{ActorKind, Span};
use std::collections::BTreeSet;

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
    pub(super) subject: bool,
    /// A verb of saying stands beside it.
    pub(super) speaks: bool,
    /// "he", "her" comes after it with no other name or role between.
    pub(super) gendered: bool,
    /// "it" takes it up at once: "Harrow Water said it".
    pub(super) neuter: bool,
}

/// All names of a document; one spelling has one kind throughout.
/// `speakers` are the words of the labels of those who speak in it.
pub fn names(
    text: &str,
    sentences: &[Vec<Word<'_>>],
    parsed: &Parsed<'_>,
    speakers: &BTreeSet<&str>,
    lexicon: &Lexicon,
) -> Vec<Name> {
    let seen = Seen::of(sentences, parsed, lexicon);
    let mut all = Vec::new();
    for (sentence, words) in sentences.iter().enumerate().filter(|(_, words)| !is_shouted(words)) {
        let mut at = dateline(words);
        while at < words.len() {
            match Run::at(words, at, &seen, lexicon) {
                Some(run) => {
                    at = run.end;
                    if run.start < run.end {
                        let span = Span::new(words[run.start].span.start, words[run.end - 1].span.end);
                        let kind = evidence(words, &run, lexicon);
                        let subject = is_subject(words, &run, parsed, lexicon);
                        let speaks = speaks(words, &run, lexicon);
                        let spelling = span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
                        all.push(Name {
                            sentence,
                            start: run.start,
                            end: run.end,
                            title: run.title,
                            text: spelling,
                            kind,
                            subject,
                            speaks,
                            gendered: is_gendered(words, &run, lexicon),
                            neuter: words.get(run.end + 1).is_some_and(|word| word.is("it")),
                        });
                    }
                }
                None => at += 1,
            }
        }
    }
    unglue(text, sentences, &mut all, lexicon);
    couple(sentences, &mut all, lexicon);
    agree(&mut all, speakers, lexicon);
    let things = things(sentences);
    all.retain(|name| !things.contains(&name.text) && !is_bare_office(&sentences[name.sentence], name, lexicon));
    all.retain(|name| name.kind.is_some());
    all
}

/// "the Deputy Prime Minister": an office with its capitals names nobody.
fn is_bare_office(words: &[Word<'_>], name: &Name, lexicon: &Lexicon) -> bool {
    let actors = &lexicon.actors;
    let office = |word: &Word<'_>| {
        let role = actors.role(word.text).is_some_and(|role| role.kind == ActorKind::Person && !role.plural);
        actors.is_title(word.text) || actors.within_title.contains(word.text) || role
    };
    let own = &words[name.start..name.end];
    own.len() > 1
        && own.iter().all(office)
        && !own.iter().any(|word| actors.given.contains(word.text))
        && name.start.checked_sub(1).is_some_and(|before| words[before].is("the"))
}

/// How many words name the place in "PORT ELLERY, March 4 (Corven) -". One word alone is told by `begins`.
fn dateline(words: &[Word<'_>]) -> usize {
    let shouts = |word: &&Word<'_>| word.is_word() && word.text.chars().all(|c| !c.is_lowercase());
    let place = words.iter().take_while(shouts).count();
    let parted = words.get(place).is_some_and(|next| matches!(next.text, "," | "(" | "—" | "–" | "-"));
    let dash = words.iter().take(14).any(|word| matches!(word.text, "—" | "–" | "-" | "--"));
    if (2..=4).contains(&place) && parted && dash { place } else { 0 }
}

/// A heading in capitals shows no name by them.
fn is_shouted(words: &[Word<'_>]) -> bool {
    let letters =
        |upper: fn(char) -> bool| words.iter().flat_map(|word| word.text.chars()).filter(|c| upper(*c)).count();
    words.iter().filter(|word| word.is_word()).count() > 1
        && letters(char::is_uppercase) > 20 * letters(char::is_lowercase)
}

/// "Dora Welk said", "added Dora Welk".
fn speaks(words: &[Word<'_>], run: &Run, lexicon: &Lexicon) -> bool {
    let says = |at: usize| {
        let cue = words.get(at).and_then(|word| lexicon.quotes.verb(word.text));
        cue.is_some_and(|cue| cue.uses.contains(&Use::Direct) && cue.uses.contains(&Use::Clause))
    };
    let adverb = words.get(run.end).is_some_and(|word| lexicon.quotes.adverbs.contains(word.text));
    says(run.end) || adverb && says(run.end + 1) || run.start.checked_sub(1).is_some_and(says)
}

/// "Teodor answers when he likes": a person's pronoun a few words later.
fn is_gendered(words: &[Word<'_>], run: &Run, lexicon: &Lexicon) -> bool {
    let actors = &lexicon.actors;
    let next = words[run.end..].iter().take(14).find(|word| {
        is_name_word(word, lexicon) || actors.role(word.text).is_some() || actors.pronoun(word.text).is_some()
    });
    next.is_some_and(|next| matches!(actors.pronoun(next.text), Some(Pronoun::He | Pronoun::She)))
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

/// "Ida and Karl Brandt": two first names share the surname after the second.
fn couple(sentences: &[Vec<Word<'_>>], all: &mut [Name], lexicon: &Lexicon) {
    for n in 1..all.len() {
        let (first, second) = (&all[n - 1], &all[n]);
        let words = &sentences[second.sentence];
        let joined = first.sentence == second.sentence
            && first.end + 1 == second.start
            && lexicon.quotes.grammar.and_words.contains(words[first.end].text);
        let given = |at: usize| lexicon.actors.given.contains(words[at].text);
        let two = second.end - second.start == 2 && first.end - first.start == 1 && second.title.is_none();
        if joined && two && given(first.start) && given(second.start) {
            let surname = words[second.end - 1].text.to_string();
            let whole = format!("{} {surname}", first.text);
            (all[n - 1].text, all[n - 1].kind) = (whole, Some(ActorKind::Person));
        }
    }
}

/// How words are spelt in the document where no capital is due.
struct Seen<'a> {
    capital: Glossary<(), &'a str>,
    small: Glossary<(), &'a str>,
    /// What names a people elsewhere and follows a first name here: "Vera Swede".
    surnames: Glossary<(), &'a str>,
    parsed: &'a Parsed<'a>,
}

impl<'a> Seen<'a> {
    fn of(sentences: &[Vec<Word<'a>>], parsed: &'a Parsed<'a>, lexicon: &Lexicon) -> Seen<'a> {
        let (capital, small, surnames) = (Glossary::default(), Glossary::default(), Glossary::default());
        let mut seen = Seen { capital, small, surnames, parsed };
        for words in sentences {
            for (i, word) in words.iter().enumerate() {
                if lexicon.actors.surnames.contains(word.text) && is_surname(words, i, lexicon) {
                    seen.surnames.insert(word.text, ());
                }
                if word.text.starts_with(char::is_lowercase) {
                    seen.small.insert(word.text, ());
                } else if word.is_capitalised() && !capital_due(words, i) && !is_no_name(parsed.node(word.span.start)) {
                    seen.capital.insert(word.text, ());
                }
            }
        }
        seen
    }
}

/// "Vera Swede", "Brian May": a word that names a people or a month elsewhere, after a first name or a title.
fn is_surname(words: &[Word<'_>], at: usize, lexicon: &Lexicon) -> bool {
    let actors = &lexicon.actors;
    let either = |word: &str| actors.surnames.contains(word) || actors.surnames_in_full.contains(word);
    let led = |before: &Word<'_>| actors.given.contains(before.text) || actors.is_title(before.text);
    let dated = words.get(at + 1).is_some_and(|next| next.text.starts_with(|c: char| c.is_ascii_digit()));
    at > 0 && either(words[at].text) && led(&words[at - 1]) && !dated
}

/// At a sentence's begin, and after a mark that may begin one.
fn capital_due(words: &[Word<'_>], at: usize) -> bool {
    at == 0
        || !words[at - 1].is_word()
            && !words[at - 1].is_possessive()
            && words[at - 1].text != ","
            && words[at - 1].text != "&"
}

/// Words that are one name, by their places in the sentence.
pub(super) struct Run {
    pub title: Option<usize>,
    pub start: usize,
    pub end: usize,
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
            if words.get(end).is_some_and(|word| is_name_word(word, lexicon))
                || end < words.len() && is_surname(words, end, lexicon)
            {
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
        if let Some(title) = title_inside(words, start, end, lexicon).filter(|_| !titled) {
            return Some(Run { title: Some(start), start: title + 1, end });
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
    if !word.is_capitalised() {
        return false;
    }
    let stem = word.text.split(['\'', '’']).next().unwrap_or_default();
    let contracted = stem.len() < word.text.len() && (stem == "I" || lexicon.actors.pronoun(stem).is_some());
    let made = word.text.contains("-based") || word.text.contains("-of-") || word.text.ends_with("-year-old");
    !lexicon.actors.never.contains(word.text) && !made && !contracted
}

fn begins(words: &[Word<'_>], at: usize, titled: bool, seen: &Seen<'_>, lexicon: &Lexicon) -> bool {
    let Some(word) = words.get(at) else { return false };
    if is_surname(words, at, lexicon) && titled || seen.surnames.contains(word.text) {
        return true;
    }
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
    let lower = low(word.text);
    let common = seen.small.contains(&lower)
        || lexicon.quotes.starters.contains(&lower)
        || lexicon.quotes.openers.contains(&lower)
        || lexicon.quotes.adverbs.contains(&lower)
        || lexicon.quotes.auxiliaries.contains(&lower)
        || lexicon.quantities.stop.contains(&lower)
        || lexicon.quotes.nouns.contains(&lower)
        || lexicon.quotes.papers.contains(&lower)
        || lexicon.actors.pronoun(word.text).is_some();
    if node.is_some_and(|node| matches!(node.upos, Upos::Noun | Upos::Adj))
        && !seen.capital.contains(word.text)
        && at == 0
        && !words.get(at + 1).is_some_and(|next| is_name_word(next, lexicon))
    {
        return false;
    }
    // A dateline opens with the place in capitals.
    let dateline = at == 0
        && word.text.len() > 4
        && words.get(1).is_some_and(|next| matches!(next.text, "," | "(" | "—" | "–" | "-"));
    let acronym = word.text.len() > 1 && word.text.chars().all(char::is_uppercase) && !dateline;
    let followed = words.get(at + 1).is_some_and(|next| is_name_word(next, lexicon));
    let elsewhere = seen.capital.contains(word.text) && !seen.small.contains(&lower);
    if lexicon.actors.role(word.text).is_some() && !elsewhere {
        return followed && is_institution(words[at].text, lexicon) && !seen.small.contains(&lower);
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
            || lexicon.quotes.auxiliaries.contains(&low(next.text))
    })
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
