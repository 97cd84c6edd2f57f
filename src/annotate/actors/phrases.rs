//! The phrases around names and role nouns: "fisheries minister Lionel Dacosta", "China-based Acme employees",
//! "a member of the Harbour Safety department", and the pronouns.

use super::names::Name;
use crate::annotate::parsed::{Node, Parsed};
use crate::annotate::words::Word;
use crate::lexicon::Lexicon;
use crate::lexicon::actors::Role;
use crate::lexicon::letters::low;
use crate::model::label::Upos;
use crate::model::{ActorKind, ActorMention, Span};

/// Mentions by names, by roles and by pronouns; `name` is set where the words themselves hold one.
pub fn mentions(
    text: &str,
    sentences: &[Vec<Word<'_>>],
    names: &[Name],
    parsed: &Parsed<'_>,
    lexicon: &Lexicon,
) -> Vec<ActorMention> {
    let mut all = Vec::new();
    for (n, words) in sentences.iter().enumerate() {
        let begin = names.partition_point(|name| name.sentence < n);
        let own: Vec<&Name> = names[begin..].iter().take_while(|name| name.sentence == n).collect();
        let view = View { text, words, names: &own, parsed, lexicon };
        view.by_name(&mut all);
        view.by_role(&mut all);
        view.by_pronoun(&mut all);
    }
    all
}

struct View<'a> {
    text: &'a str,
    words: &'a [Word<'a>],
    names: &'a [&'a Name],
    parsed: &'a Parsed<'a>,
    lexicon: &'a Lexicon,
}

impl View<'_> {
    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.words[start].span.start, self.words[end - 1].span.end)
    }

    fn words_of(&self, start: usize, end: usize) -> String {
        self.span(start, end).of(self.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn by_name(&self, all: &mut Vec<ActorMention>) {
        for name in self.names {
            let kind = name.kind.expect("names without a kind are dropped");
            let mut start = name.title.unwrap_or(name.start);
            let mut role = None;
            if kind == ActorKind::Person || kind == ActorKind::Organisation {
                let begin = self.modifiers(start);
                if begin < start && self.role_at(start - 1).is_some_and(|role| !role.plural && matches(role.kind, kind))
                {
                    role = Some(self.words_of(self.after_article(begin), start));
                    start = begin;
                }
            }
            let title = name
                .title
                .filter(|title| role.is_none() && self.lexicon.actors.role(self.words[*title].text).is_some());
            let role = role.or_else(|| title.map(|title| self.words_of(title, name.start)));
            let mut mention = ActorMention {
                span: self.span(start, name.end),
                kind,
                name: Some(name.text.clone()),
                organisation: None,
                role,
                place: None,
            };
            if kind == ActorKind::Person {
                self.apposition(name.end, &mut mention);
            }
            all.push(mention);
        }
    }

    /// Role nouns that stand for somebody without a name beside them.
    fn by_role(&self, all: &mut Vec<ActorMention>) {
        for at in 0..self.words.len() {
            let Some(role) = self.role_at(at) else { continue };
            let next_is_name = self.names.iter().any(|name| {
                name.title.unwrap_or(name.start) == at + 1 && matches(role.kind, name.kind.unwrap_or(role.kind))
            });
            let compound = self.role_at(at + 1).is_some() || self.is_compound(at);
            if self.name_at(at).is_some() || next_is_name && !role.plural || compound {
                continue;
            }
            let start = self.modifiers(at);
            let named = start < at || role.plural;
            if !named {
                continue;
            }
            let (end, organisation, place) = self.after_role(at + 1);
            let before = (start..at).find_map(|i| self.name_at(i));
            let place = place.or_else(|| (start..at).find_map(|i| self.place_at(i)));
            let organisation = organisation
                .or_else(|| before.filter(|name| name.kind != Some(ActorKind::Person)).map(|name| name.text.clone()));
            let word = self.words_of(at, at + 1).to_lowercase();
            let role_words = (matches!(role.kind, ActorKind::Person | ActorKind::Group)).then_some(word);
            all.push(ActorMention {
                span: self.span(start, end),
                kind: role.kind,
                name: None,
                organisation,
                role: role_words,
                place,
            });
        }
    }

    fn by_pronoun(&self, all: &mut Vec<ActorMention>) {
        use crate::lexicon::actors::Pronoun;
        for (at, word) in self.words.iter().enumerate() {
            let lower = low(word.text);
            let kind = match self.lexicon.actors.pronoun(&lower) {
                Some(Pronoun::He | Pronoun::She) => ActorKind::Person,
                Some(Pronoun::It) => ActorKind::Organisation,
                Some(Pronoun::They) => ActorKind::Group,
                _ => continue,
            };
            if matches!(&*lower, "he" | "she" | "it" | "they" | "him" | "them" | "his" | "her" | "its") {
                all.push(ActorMention {
                    span: self.span(at, at + 1),
                    kind,
                    name: None,
                    organisation: None,
                    role: None,
                    place: None,
                });
            }
        }
    }

    /// "a", "their", "several": what begins a noun phrase.
    fn is_article(&self, lower: &str) -> bool {
        self.lexicon.quotes.grammar.noun_openers.contains(lower)
    }

    /// "of", "against": what no noun phrase holds before its head.
    fn is_preposition(&self, lower: &str) -> bool {
        self.lexicon.quotes.grammar.phrase_openers.contains(lower)
    }

    fn node(&self, at: usize) -> Option<Node> {
        self.parsed.node(self.words.get(at)?.span.start)
    }

    /// Stands before a noun that it specifies: "user data".
    fn is_compound(&self, at: usize) -> bool {
        let Some(node) = self.node(at) else { return false };
        let noun = self.node(at + 1).is_some_and(|next| next.upos == Upos::Noun);
        noun && self.parsed.tree(node.sentence).is_some_and(|tree| tree.is(node.token, "compound"))
    }

    fn role_at(&self, at: usize) -> Option<Role> {
        let role = self.lexicon.actors.role(self.words.get(at)?.text)?;
        self.node(at).is_none_or(|node| matches!(node.upos, Upos::Noun | Upos::Propn)).then_some(role)
    }

    fn name_at(&self, at: usize) -> Option<&Name> {
        self.names.iter().find(|name| name.title.unwrap_or(name.start) <= at && at < name.end).copied()
    }

    fn place_at(&self, at: usize) -> Option<String> {
        let word = self.words.get(at)?.text;
        let places = &self.lexicon.places;
        places
            .name_of(word)
            .or_else(|| word.split_once('-').and_then(|(place, _)| places.name_of(place)))
            .map(String::from)
    }

    /// Where the phrase begins whose head or name is at `at`: adjectives, names, numbers and an article before it.
    fn modifiers(&self, at: usize) -> usize {
        let mut start = at;
        while start > 0 && at - start < 7 {
            let word = &self.words[start - 1];
            let lower = low(word.text);
            if self.is_article(&lower) || self.lexicon.quantities.numbers.contains(&lower) {
                return start - 1;
            }
            if word.is_possessive() && start > 1 && self.words[start - 2].is_word() {
                start -= 1;
                continue;
            }
            if !word.is_word() || self.is_break(&lower, start - 1) {
                break;
            }
            start -= 1;
        }
        start
    }

    /// A word that no noun phrase holds before its head.
    fn is_break(&self, lower: &str, at: usize) -> bool {
        let quotes = &self.lexicon.quotes;
        if self.name_at(at).is_some() {
            return false;
        }
        if let Some(node) = self.node(at) {
            let adjective = self
                .parsed
                .tree(node.sentence)
                .is_some_and(|tree| tree.is(node.token, "amod") || tree.is(node.token, "compound"));
            return match node.upos {
                Upos::Verb => !adjective,
                Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Sym | Upos::X => false,
                Upos::Adv => {
                    !adjective && !matches!(self.node(at + 1).map(|next| next.upos), Some(Upos::Adj | Upos::Verb))
                }
                _ => true,
            };
        }
        if self.words[at].is_capitalised() && at > 0 {
            return false;
        }
        quotes.auxiliaries.contains(lower)
            || quotes.openers.contains(lower)
            || quotes.adverbs.contains(lower)
            || quotes.verb(lower).is_some()
            || self.lexicon.quantities.stop.contains(lower)
                && !matches!(lower, "other" | "another" | "these" | "those" | "more" | "each" | "every")
            || self.lexicon.actors.pronoun(lower).is_some() && !self.is_article(lower)
            || self.is_preposition(lower)
    }

    fn after_article(&self, start: usize) -> usize {
        if self.is_article(&low(self.words[start].text)) { start + 1 } else { start }
    }

    /// "of the Harbour Safety department", "at Acme", "in China" after a role: where the phrase ends, its organisation and place.
    fn after_role(&self, at: usize) -> (usize, Option<String>, Option<String>) {
        let Some(link) = self
            .words
            .get(at)
            .filter(|word| matches!(word.text, "of" | "for" | "at" | "from" | "in" | "with" | "within"))
        else {
            return (at, None, None);
        };
        let article = self.words.get(at + 1).is_some_and(|word| self.is_article(&low(word.text)));
        let begin = if article { at + 2 } else { at + 1 };
        if let Some(place) = self.place_at(begin) {
            return (begin + 1, None, Some(place));
        }
        if let Some(name) = self.name_at(begin).filter(|name| name.kind != Some(ActorKind::Person)) {
            let unit = self.role_at(name.end).filter(|role| !role.plural);
            let end = if unit.is_some() { name.end + 1 } else { name.end };
            return (end, Some(self.words_of(begin, end)), None);
        }
        if article && matches!(link.text, "of" | "for" | "at" | "from") {
            let stop =
                (begin..self.words.len().min(begin + 6)).find(|i| self.role_at(*i).is_some_and(|role| !role.plural));
            let clean = |end: usize| (begin..end).all(|i| self.words[i].is_word() || self.words[i].is_possessive());
            if let Some(head) =
                stop.filter(|head| clean(*head) && !(begin..*head).any(|i| self.is_preposition(self.words[i].text)))
            {
                return (head + 1, Some(self.words_of(begin, head + 1)), None);
            }
        }
        (at, None, None)
    }

    /// ", the chief information security officer for Acme," and ", who works for Acme's policy division,".
    fn apposition(&self, at: usize, mention: &mut ActorMention) {
        if self.words.get(at).is_none_or(|word| word.text != ",") {
            return;
        }
        let stop = (at + 1..self.words.len()).find(|i| self.words[*i].text == ",").unwrap_or(self.words.len());
        let article = self.words.get(at + 1).is_some_and(|word| self.is_article(&low(word.text)));
        let begin = if article { at + 2 } else { at + 1 };
        let works = self.words.get(at + 1).is_some_and(|word| word.text == "who");
        let head = (begin..stop.min(begin + 8))
            .take_while(|i| !self.is_preposition(self.words[*i].text))
            .filter(|i| self.role_at(*i).is_some())
            .last();
        // "Ida Brandt, whose husband left": the role is another's.
        let relative =
            self.words.get(at + 1).is_some_and(|word| self.lexicon.quotes.grammar.relatives.contains(&low(word.text)));
        if let Some(head) = head.filter(|_| !relative && mention.role.is_none()) {
            mention.role = Some(self.words_of(begin, head + 1));
            let owner = (begin..head).find_map(|i| self.name_at(i)).filter(|name| name.kind != Some(ActorKind::Person));
            mention.organisation = owner.map(|name| name.text.clone());
        }
        if mention.organisation.is_none() && (head.is_some() || works) {
            let name =
                (begin..stop).find_map(|i| self.name_at(i)).filter(|name| name.kind == Some(ActorKind::Organisation));
            mention.organisation = name.map(|name| name.text.clone());
        }
    }
}

fn matches(role: ActorKind, name: ActorKind) -> bool {
    role == name || role == ActorKind::Government && name == ActorKind::Organisation
}
