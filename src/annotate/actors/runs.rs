//! Which words are one name: where a run of capitals begins, by how the document spells its words elsewhere, and where it ends.

use super::kinds::{around, is_institution};
use super::titles::{given_inside, is_place_before, is_role_title, title_inside};
use crate::annotate::parsed::{Node, Parsed};
use crate::annotate::words::Word;
use crate::lexicon::Lexicon;
use crate::lexicon::glossary::Glossary;
use crate::lexicon::letters::low;
use crate::lexicon::quotes::{Form, Use};
use crate::model::ActorKind;
use crate::model::label::Upos;

/// How words are spelt in the document where no capital is due.
pub(super) struct Seen<'a> {
    capital: Glossary<(), &'a str>,
    small: Glossary<(), &'a str>,
    /// What names a people elsewhere and follows a first name here: "Vera Swede".
    surnames: Glossary<(), &'a str>,
    /// The same of what is a surname only in full, or beside a verb of saying: "Brian May … May said".
    in_full: Glossary<(), &'a str>,
    parsed: &'a Parsed<'a>,
}

impl<'a> Seen<'a> {
    pub(super) fn of(sentences: &[Vec<Word<'a>>], parsed: &'a Parsed<'a>, lexicon: &Lexicon) -> Seen<'a> {
        let (capital, small) = (Glossary::default(), Glossary::default());
        let (surnames, in_full) = (Glossary::default(), Glossary::default());
        let mut seen = Seen { capital, small, surnames, in_full, parsed };
        for words in sentences {
            for (i, word) in words.iter().enumerate() {
                if is_surname(words, i, lexicon) && !lexicon.actors.surnames.contains(word.text) {
                    seen.in_full.insert(word.text, ());
                } else if is_surname(words, i, lexicon) || is_word_for_name(words, i, lexicon) {
                    seen.surnames.insert(word.text, ());
                }
                if word.text.starts_with(char::is_lowercase) {
                    seen.small.insert(word.text, ());
                } else if word.is_capitalised() {
                    let node = parsed.node(word.span.start);
                    let shown = if capital_due(words, i) { owns(words, i, node, lexicon) } else { !is_no_name(node) };
                    if shown {
                        seen.capital.insert(word.text, ());
                    }
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

/// "Veltro's engineers", "Veltro Inc.": a name for the parser too, though its capital would be due anyway.
fn owns(words: &[Word<'_>], at: usize, node: Option<Node>, lexicon: &Lexicon) -> bool {
    let shows = |next: &Word<'_>| next.is_possessive() || next.is_capitalised() && is_institution(next.text, lexicon);
    let common = lexicon.actors.role(words[at].text).is_some() || is_institution(words[at].text, lexicon);
    node.is_some_and(|node| node.upos == Upos::Propn) && words.get(at + 1).is_some_and(shows) && !common
}

/// "Karl Bishop", "Ida Long": after a first name, a word that elsewhere is an office or an adverb.
fn is_word_for_name(words: &[Word<'_>], at: usize, lexicon: &Lexicon) -> bool {
    let actors = &lexicon.actors;
    let led = at > 0 && words[at].is_capitalised() && actors.given.contains(words[at - 1].text);
    let office = || actors.role(words[at].text).is_some_and(|role| role.kind == ActorKind::Person && !role.plural);
    let common = || office() || lexicon.quotes.adverbs.contains(&low(words[at].text));
    let last = || !words.get(at + 1).is_some_and(|next| is_name_word(next, lexicon));
    led && common() && last() && is_name_word(&words[at], lexicon)
}

/// A verb of saying right after it, or right before it and after a quotation: "“…,” May said", "“…,” said May".
fn is_said_by(words: &[Word<'_>], at: usize, lexicon: &Lexicon) -> bool {
    let says = |at: usize| {
        let cue = words.get(at).and_then(|word| lexicon.quotes.verb(word.text));
        cue.is_some_and(|cue| cue.uses.contains(&Use::Direct) && !cue.forms.contains(&Form::Base))
    };
    says(at + 1) || at > 1 && says(at - 1) && !words[at - 2].is_word()
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
    pub(super) fn at(words: &[Word<'_>], at: usize, seen: &Seen<'_>, lexicon: &Lexicon) -> Option<Run> {
        let actors = &lexicon.actors;
        let mut start = at;
        while words.get(start).is_some_and(|word| {
            actors.is_title(word.text)
                || start > at && actors.within_title.contains(word.text)
                || is_role_title(words, start, lexicon)
        }) {
            start += 1;
        }
        // "the Justice Department"
        let portfolio = |at: usize| actors.telling.portfolios.contains(words[at].text);
        let body = words.get(start).is_some_and(|word| actors.government.contains(word.text));
        if start > at && body && (at..start).all(portfolio) {
            start = at;
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

pub(super) fn is_name_word(word: &Word<'_>, lexicon: &Lexicon) -> bool {
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
    if seen.in_full.contains(word.text) && is_said_by(words, at, lexicon) {
        return true;
    }
    if !is_name_word(word, lexicon) || is_party(words, at, lexicon) {
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
            || acts(words, at + 1, lexicon)
            || is_explained(words, at, node, lexicon))
}

/// "Renquist, the chief security officer, …", "Renquist, 44, …": what explains somebody, and the parser takes the word for a name.
fn is_explained(words: &[Word<'_>], at: usize, node: Option<Node>, lexicon: &Lexicon) -> bool {
    let name = Run { title: None, start: at, end: at + 1 };
    let parted = words.get(at + 1).is_some_and(|next| next.text == ",");
    parted && node.is_some_and(|node| node.upos == Upos::Propn) && around(words, &name, lexicon).is_some()
}

/// "Senator Lund, D-Ohio"
fn is_party(words: &[Word<'_>], at: usize, lexicon: &Lexicon) -> bool {
    let after_mark = at > 0 && matches!(words[at - 1].text, "," | "(");
    let party = words[at].text.split_once('-').map(|(party, _)| party);
    after_mark && party.is_some_and(|party| lexicon.actors.telling.parties.contains(party))
}

/// A possessive, a verb of saying or an auxiliary comes next: the word before is a subject.
pub(super) fn acts(words: &[Word<'_>], at: usize, lexicon: &Lexicon) -> bool {
    words.get(at).is_some_and(|next| {
        next.is_possessive()
            || lexicon.quotes.verb(next.text).is_some()
            || lexicon.quotes.auxiliaries.contains(&low(next.text))
    })
}

/// "Museum of Tides", "Bakers' and Packers' Union", "Ludwig van Beek": the end of a name that goes on after a small word or mark.
fn joined(words: &[Word<'_>], start: usize, end: usize, lexicon: &Lexicon) -> Option<usize> {
    let link = words.get(end)?;
    if let Some(surname) = nicknamed(words, start, end, lexicon) {
        return Some(surname + 1);
    }
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

/// "Gary “Gaz” Lund": a first name, one word in marks, and the surname.
fn nicknamed(words: &[Word<'_>], start: usize, open: usize, lexicon: &Lexicon) -> Option<usize> {
    let [mark, nick, close, surname, ..] = words.get(open..)? else { return None };
    let marks = [("“", "”"), ("\"", "\""), ("‘", "’"), ("'", "'")].contains(&(mark.text, close.text));
    let first = open == start + 1 && lexicon.actors.given.contains(words[start].text);
    (marks && first && is_name_word(nick, lexicon) && is_name_word(surname, lexicon)).then_some(open + 3)
}
