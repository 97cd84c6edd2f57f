//! Names by their capitals, and whether a person or an organisation bears them. `runs` tells which words are one.

use super::kinds::{REACH, agree, evidence, is_firm_here, is_institution, things};
use super::runs::{Run, Seen, acts, is_name_word};
use crate::annotate::parsed::Parsed;
use crate::annotate::words::Word;
use crate::lexicon::Lexicon;
use crate::lexicon::actors::Pronoun;
use crate::lexicon::quotes::Use;
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
    /// The words here show an organisation.
    pub(super) firm: bool,
    /// The document shows of which kind its bearer is; else it is taken for an organisation because it acts.
    pub(super) sure: bool,
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
                            firm: is_firm_here(words, &run, lexicon),
                            sure: false,
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
    let things = things(sentences, lexicon);
    all.retain(|name| !things.contains(&name.text) && !is_bare_office(&sentences[name.sentence], name, lexicon));
    let units: BTreeSet<(usize, usize)> = all
        .iter()
        .filter(|name| is_of_unit(&sentences[name.sentence], name, lexicon))
        .map(|name| (name.sentence, name.start))
        .collect();
    all.retain(|name| name.kind.is_some() && !units.contains(&(name.sentence, name.start)));
    all
}

/// "the Trust and Safety team": neither word names anybody.
fn is_of_unit(words: &[Word<'_>], name: &Name, lexicon: &Lexicon) -> bool {
    let and = |at: usize| words.get(at).is_some_and(|word| lexicon.quotes.grammar.and_words.contains(word.text));
    let unit = |at: usize| words.get(at).is_some_and(|word| lexicon.actors.telling.units.contains(word.text));
    let capital = |at: usize| words.get(at).is_some_and(Word::is_capitalised);
    if name.title.is_some() {
        return false;
    }
    let first = || {
        let tail = words[name.end.min(words.len())..].iter().skip(1).take_while(|word| word.is_capitalised()).count();
        and(name.end) && tail > 0 && unit(name.end + 1 + tail)
    };
    let last = unit(name.end) && name.start > 1 && and(name.start - 1) && capital(name.start - 2);
    let owner = name.start.checked_sub(1).is_some_and(|before| words[before].is("the"));
    last || owner && first()
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

/// A heading in capitals, be it one word, shows no name by them.
fn is_shouted(words: &[Word<'_>]) -> bool {
    let letters =
        |upper: fn(char) -> bool| words.iter().flat_map(|word| word.text.chars()).filter(|c| upper(*c)).count();
    words.iter().any(|word| word.is_word() && word.text.len() > 1)
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
    let next = words[run.end..].iter().take(REACH).find(|word| {
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
