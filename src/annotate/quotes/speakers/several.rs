//! Several who say one thing: "Lund and Kern said".

use super::Memory;
use crate::annotate::actors;
use crate::model::{ActorKind, ActorMention, Span};

impl<'a> Memory<'a> {
    /// The names of all whom a source joins: `Some` and empty where one of them has none ("Lund and his lawyer").
    pub(super) fn several(&self, source: Span) -> Option<Vec<&'a str>> {
        let mut found: Vec<&'a ActorMention> = Vec::new();
        let (mut at, mut joined, mut comma) = (source.start, false, false);
        while let Some(next) = self.named_at(at, source) {
            found.push(next);
            let Some(link) = self.link_at(next.span.end, source) else { break };
            let link_words = link.of(self.text).trim();
            (comma, at) = (link_words.starts_with(','), link.end);
            joined |= link_words != ",";
        }
        let Some(first) = found.first() else { return self.is_list(source.of(self.text)).then(Vec::new) };
        let whole = at < found[found.len() - 1].span.end;
        let rest = self.text.get(at..source.end).unwrap_or_default();
        let another = match joined {
            true => rest.starts_with(char::is_uppercase) || first.kind == ActorKind::Person && !comma,
            false => self.is_list(rest),
        };
        // "Ida Brandt, the mayor": a comma alone joins nobody.
        if !(if whole { joined } else { another }) || self.is_office_of(&found) {
            return None;
        }
        let mut names: Vec<&str> = found.iter().filter_map(|one| one.name.as_deref()).collect();
        names.dedup();
        match names.as_slice() {
            [_, _, ..] if whole => Some(names),
            _ if whole => None,
            _ => Some(Vec::new()),
        }
    }

    /// "Acme Security and Chief Ann Lee": a firm's name before the office.
    fn is_office_of(&self, found: &[&ActorMention]) -> bool {
        let office = |mention: &&&ActorMention| {
            let first = mention.span.of(self.text).split(' ').next().unwrap_or_default();
            self.lexicon.actors.is_title(first) || self.lexicon.actors.role(first).is_some()
        };
        found.first().is_some_and(|first| first.kind != ActorKind::Person)
            && found.iter().skip(1).any(|next| office(&next))
    }

    /// "Kern and Holm", after "Lund, ": names, no office ("Chief Sales and Marketing Officer").
    fn is_list(&self, rest: &str) -> bool {
        let words = || rest.split(' ').map(|word| word.trim_end_matches(','));
        let and = words().position(|word| self.lexicon.quotes.grammar.and_words.contains(word));
        let name = |word: &str| word.starts_with(char::is_uppercase) && self.lexicon.actors.role(word).is_none();
        and.is_some_and(|and| and > 0 && words().take(and).all(name) && words().skip(and + 1).all(name))
    }

    fn named_at(&self, at: usize, source: Span) -> Option<&'a ActorMention> {
        let rest = Span::new(at, source.end);
        let within = actors::within(self.actors, rest).iter().take_while(|mention| mention.span.start == at);
        within
            .filter(|mention| source.contains(mention.span) && mention.name.is_some())
            .max_by_key(|mention| mention.span.len())
    }

    /// ", ", " and " or both.
    fn link_at(&self, at: usize, source: Span) -> Option<Span> {
        let rest = self.text.get(at..source.end)?;
        let after = rest.strip_prefix(',').unwrap_or(rest).strip_prefix(' ')?;
        let (word, more) = after.split_once(' ').unwrap_or((after, ""));
        let tail = if self.lexicon.quotes.grammar.and_words.contains(word) || word == "&" { more } else { after };
        let link = Span::new(at, source.end - tail.len());
        (tail.len() < after.len() || rest.starts_with(',')).then_some(link).filter(|_| !tail.is_empty())
    }
}
