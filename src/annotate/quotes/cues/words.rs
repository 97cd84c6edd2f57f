//! What the words of a frame are: verbs, names, auxiliaries, by the tree where there is one and by the lexicon.

use super::{Frame, Report};
use crate::annotate::parsed::Node;
use crate::annotate::quotes::frame::{Item, is_name};
use crate::lexicon::few::Few;
use crate::lexicon::grammar::Grammar;
use crate::lexicon::quotes::{Form, Use};
use crate::model::Tree;
use crate::model::label::Upos;
use std::ops::Range;

impl Frame<'_> {
    pub(super) fn text(&self, at: usize) -> &str {
        self.items.get(at).map_or("", Item::text)
    }

    pub(super) fn lower(&self, at: usize) -> &str {
        self.lower.get(at).map_or("", |word| word)
    }

    pub(super) fn is_quote(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|item| item.quote().is_some())
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(Item::is_word)
    }

    pub(super) fn grammar(&self) -> &Grammar {
        &self.lexicon.quotes.grammar
    }

    pub(super) fn is_that(&self, at: usize) -> bool {
        self.grammar().that.contains(self.lower(at))
    }

    /// The end of the sentence without its last mark.
    pub(super) fn end(&self) -> usize {
        let marks = self
            .items
            .iter()
            .rev()
            .take_while(|item| !item.is_word() && item.quote().is_none() && !matches!(item.text(), ")" | "%"));
        self.items.len() - marks.count()
    }

    pub(super) fn uses(&self, at: usize) -> Option<(Few<Use>, Few<Form>, usize)> {
        let cue = self.cues.get(at).copied().flatten()?;
        let mut uses = cue.uses;
        let mut end = at + 1;
        if let Some(more) = cue.particles.get(self.lower(at + 1)) {
            uses.add(*more);
            end = at + 2;
        }
        (!uses.is_empty()).then_some((uses, cue.forms, end))
    }

    pub(super) fn node(&self, at: usize) -> Option<Node> {
        self.items.get(at).and_then(Item::node)
    }

    pub(super) fn upos(&self, at: usize) -> Option<Upos> {
        self.node(at).map(|node| node.upos)
    }

    pub(super) fn tag(&self, at: usize) -> &'static str {
        self.node(at).map_or("", |node| node.tag)
    }

    pub(super) fn tree(&self, at: usize) -> Option<(&Tree, usize)> {
        let node = self.node(at)?;
        Some((self.parsed.tree(node.sentence)?, node.token))
    }

    /// The parser takes it for a verb that heads a clause, no adjective ("the alleged sale") and no name's gloss ("a band
    /// called …").
    pub(super) fn is_verb(&self, at: usize) -> bool {
        let Some((tree, token)) = self.tree(at) else { return true };
        let verb =
            matches!(tree.tokens[token].upos, Upos::Verb | Upos::Aux) || tree.tokens[token].tag.starts_with("VB");
        let after_quote = (0..at).any(|i| self.is_quote(i));
        let gloss = tree.tokens[token].tag == "VBN"
            && matches!(tree.tokens[token].rel, "acl" | "amod")
            && !self.is_passive_at(at)
            && !after_quote;
        let follows = self.follows_quote(at);
        let closes = at + 1 >= self.end() && at > 0 && self.is_word(at - 1) && (0..at).any(|i| self.text(i) == ",");
        let gloss = gloss && !closes;
        // "praised its speed and [worried] about its cost"
        let past = self.cues[at].is_some_and(|cue| cue.forms.contains(&Form::Past) && cue.uses.contains(&Use::Label));
        let joined =
            past && tree.is(token, "conj") && tree.head(token).is_some_and(|head| tree.tokens[head].tag == "VBD");
        (verb || joined || self.stands_as_verb(at)) && (follows || !tree.is(token, "amod") && !gloss)
    }

    /// "Reports" in "Harbour Case Reports".
    pub(super) fn is_part_of_name(&self, at: usize) -> bool {
        at > 0 && self.items[at].is_capitalised() && self.items[at - 1].is_capitalised()
    }

    /// What the tagger takes for a noun is a verb after a quotation, or between a subject and "that" or another subject.
    pub(super) fn stands_as_verb(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let after_quote = self.follows_quote(at);
        let name = matches!(self.upos(before), Some(Upos::Propn | Upos::Pron | Upos::Noun))
            && !self.lower(before).ends_with("'s");
        let nominative = self.is_that(at + 1)
            || self.begins_clause(at + 1)
            || matches!(self.text(at + 1), "," | ":") && self.is_quote(at + 2);
        let apposed = self.text(before) == "," && self.with_apposition(at).is_some();
        let joined = self.upos(before) == Some(Upos::Cconj)
            && before > 0
            && self.text(before - 1) == ","
            && self.is_that(at + 1)
            && self.cues[at].is_some_and(|cue| cue.forms.contains(&Form::Third) || cue.forms.contains(&Form::Past));
        let last = at + 1 >= self.end() || matches!(self.text(at + 1), "," | ".");
        let some = || self.lexicon.quotes.quantifiers.contains(self.lower(before)) && self.is_absolute(before);
        let gerund = self.is_that(at + 1)
            && self.lower(at).ends_with("ing")
            && (!matches!(self.upos(before), Some(Upos::Det | Upos::Adj)) || some());
        let base =
            self.uses(at).is_some_and(|(_, forms, _)| !forms.contains(&Form::Third) && !forms.contains(&Form::Past));
        let name = name && (!base || matches!(self.tag(before), "NNS" | "NNPS" | "NNP" | "PRP"));
        let speaks = || self.upos(before) == Some(Upos::Propn) && self.follows_quote(self.noun_phrase(at).start);
        after_quote
            || name && (nominative || last && self.before_is_said(before) || speaks())
            || apposed
            || gerund
            || joined
    }

    /// A pronoun that is a subject, or "there".
    pub(super) fn begins_clause(&self, at: usize) -> bool {
        let (lower, grammar) = (self.lower(at), self.grammar());
        grammar.nominatives.contains(lower) || grammar.expletives.contains(lower)
    }

    /// A quotation, or one and a comma, stands right before.
    pub(super) fn follows_quote(&self, at: usize) -> bool {
        let comma = at > 1 && self.text(at - 1) == "," && self.is_said(at - 2);
        at > 0 && self.is_said(at - 1) || comma
    }

    /// A quotation that is no name in the middle of a phrase: "known as ‘the Owl’", "in the journal ‘Tides’".
    pub(super) fn is_said(&self, at: usize) -> bool {
        self.is_quote(at) && !(at > 0 && self.is_word(at - 1) && self.is_name(at))
    }

    /// A comma or a quotation stands a few words before: what comes between is a speaker.
    pub(super) fn before_is_said(&self, before: usize) -> bool {
        (before.saturating_sub(5)..before).any(|i| self.text(i) == "," || self.is_quote(i))
    }

    pub(super) fn is_auxiliary(&self, at: usize) -> bool {
        // "in May" names a month.
        let named = self.upos(at) == Some(Upos::Propn) || self.is_named_auxiliary(at);
        self.lexicon.quotes.auxiliaries.contains(self.lower(at)) && !named
    }

    /// "May said", "Will told them": no auxiliary stands before a past.
    pub(super) fn is_named_auxiliary(&self, at: usize) -> bool {
        let past =
            self.uses(at + 1).is_some_and(|(_, forms, _)| forms.contains(&Form::Past) && !forms.contains(&Form::Base));
        past && self.grammar().named_auxiliaries.contains(self.text(at))
    }

    /// The whole group of a verb of saying: "has never said", "also wrote", "was told", "used to say".
    pub(super) fn with_auxiliaries(&self, report: &Report) -> Range<usize> {
        let mut start = report.cue.start;
        let floor = report.source.as_ref().filter(|source| source.end <= start).map_or(0, |source| source.end);
        if self.uses(start).is_none() || self.phrase_at(start).is_some() {
            return report.cue.clone();
        }
        while start > floor
            && (self.is_auxiliary(start - 1)
                && self.upos(start - 1) != Some(Upos::Part).filter(|_| self.text(start - 1).starts_with(['\'', '’']))
                || self.is_manner(start - 1)
                || (start..self.items.len().min(start + 3)).any(|to| self.habit(to).is_some_and(|verb| verb < start))
                || self.is_habit(start - 1))
        {
            start -= 1;
        }
        start..report.cue.end
    }

    /// An adverb that belongs to the verb after it: no time, no link to the sentence before.
    fn is_manner(&self, at: usize) -> bool {
        let lower = self.lower(at);
        let near = self.grammar().manner_adverbs.contains(lower);
        near || lower.ends_with("ly") && self.is_adverb(at)
    }

    pub(super) fn is_negation(&self, at: usize) -> bool {
        let lower = self.lower(at);
        self.grammar().negations.contains(lower) || lower.ends_with("n't") || lower.ends_with("n’t")
    }

    /// The verb before "to" in "used to say", "likes to say", "went on to say".
    pub(super) fn habit(&self, to: usize) -> Option<usize> {
        let infinitive = to > 0 && self.grammar().infinitive.contains(self.lower(to));
        let on = to > 1 && self.grammar().onward.contains(self.lower(to - 1));
        let verb = to.checked_sub(if on { 2 } else { 1 })?;
        (infinitive && self.lexicon.quotes.habits.contains(self.lower(verb))).then_some(verb)
    }

    pub(super) fn is_habit(&self, to: usize) -> bool {
        self.habit(to).is_some()
    }

    pub(super) fn is_adverb(&self, at: usize) -> bool {
        if at > 0 && self.items[at.min(self.items.len() - 1)].is_capitalised() {
            return false;
        }
        let lower = self.lower(at);
        self.lexicon.quotes.adverbs.contains(lower)
            || lower.len() > 4 && lower.ends_with("ly") && !self.grammar().no_adverbs.contains(lower)
    }

    pub(super) fn is_noun_or_infinitive(&self, at: usize, forms: Few<Form>) -> bool {
        let Some(before) = at.checked_sub(1).map(|i| self.lower(i)) else {
            return forms.contains(&Form::Base) && !self.is_quote(at + 1);
        };
        let noun = self.grammar().no_verb_after.contains(before);
        let paper = || self.lexicon.quotes.papers.contains(self.lower(at - 2)) || self.tag(at - 1) == "WDT";
        let relative = self.is_that(at - 1) && at >= 2 && (!forms.contains(&Form::Base) || paper());
        let infinitive = self.grammar().infinitive.contains(before)
            && forms.contains(&Form::Base)
            && !forms.contains(&Form::Past)
            && !self.is_habit(at - 1);
        (noun && !relative && !forms.contains(&Form::Gerund)) || infinitive
    }

    pub(super) fn is_passive(&self, at: usize, forms: Few<Form>) -> bool {
        forms.contains(&Form::Participle) && self.is_passive_at(at)
    }

    pub(super) fn is_passive_at(&self, at: usize) -> bool {
        let mut i = at;
        while i > 0 && self.is_adverb(i - 1) {
            i -= 1;
        }
        i > 0 && self.grammar().passives.contains(self.lower(i - 1))
    }

    /// A verb or an auxiliary that is no adjective of the phrase.
    pub(super) fn is_predicate(&self, i: usize) -> bool {
        let Some((tree, token)) = self.tree(i) else { return self.is_auxiliary(i) };
        // "a seller, Blessing Etim": a first name that is a verb's form elsewhere.
        let capital = |at: usize| self.items.get(at).is_some_and(Item::is_capitalised);
        if i > 0 && capital(i) && capital(i + 1) && tree.tokens[token].tag == "VBG" {
            return false;
        }
        let participle = matches!(tree.tokens[token].tag, "VBG" | "VBN") && tree.is(token, "acl");
        let modifies =
            tree.is(token, "amod") || tree.is(token, "compound") || tree.tokens[token].tag == "POS" || participle;
        matches!(tree.tokens[token].upos, Upos::Verb | Upos::Aux) && !modifies
    }

    pub(super) fn is_preposition(&self, at: usize) -> bool {
        self.grammar().prepositions.contains(self.lower(at))
    }

    pub(super) fn is_finite(&self, i: usize) -> bool {
        self.items.get(i).is_some_and(Item::is_finite)
            || self.lower(i).contains("n't")
            || self.lower(i).contains("n’t")
            || self.is_contraction(i)
    }

    /// "it's", "we'll": one word here, two for the parser.
    pub(super) fn is_contraction(&self, i: usize) -> bool {
        let grammar = self.grammar();
        let lower = self.lower(i);
        let cut = lower.rsplit_once(['\'', '’']);
        cut.is_some_and(|(stem, end)| {
            grammar.contractions.contains(end)
                && (self.lexicon.actors.pronoun(stem).is_some() || grammar.pointers.contains(stem))
        })
    }

    /// A name, a pronoun, a role or a paper.
    pub(super) fn names_somebody(&self, mut range: Range<usize>) -> bool {
        range.any(|i| {
            let lower = self.lower(i);
            let common = self.lexicon.actors.role(lower).is_some()
                || self.lexicon.actors.pronoun(lower).is_some()
                || self.lexicon.quotes.papers.contains(lower);
            common
                || self.items[i].is_capitalised() && !self.lexicon.actors.never.contains(self.text(i))
                || self.lexicon.quantities.numbers.contains(lower)
        })
    }

    pub(super) fn is_name(&self, quote: usize) -> bool {
        self.items[quote].quote().is_some_and(|(_, mark)| is_name(self.document, &mark, self.grammar()))
    }
}
