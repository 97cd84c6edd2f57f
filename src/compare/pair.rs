//! Two claims side by side: what they share, before any kind of contradiction is looked for.

use super::moment::Days;
use super::party::{Identity, Sort};
use super::reading::Reading;
use super::thing::Relation;
use crate::lexicon::Lexicon;
use crate::model::{Class, DocumentKind, Polarity};

const FORTNIGHT: i64 = 14;

/// Two claims that may speak of one thing, in an order that does not depend on which came first.
pub(super) struct Pair<'r, 'a> {
    pub a: &'r Reading<'a>,
    pub b: &'r Reading<'a>,
    pub lexicon: &'a Lexicon,
    relation: Relation,
}

/// What a kind makes of a pair: its class and the reason, to which counts are added.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Opinion {
    pub class: Class,
    pub why: String,
}

impl Opinion {
    pub fn new(class: Class, why: impl Into<String>) -> Option<Opinion> {
        Some(Opinion { class, why: why.into() })
    }

    /// The same two sides, whichever comes first.
    pub fn speaks_like(&self, other: &Opinion) -> bool {
        let turned = self.why.split_once(" against ").map(|(one, two)| format!("{two} against {one}"));
        self.why == other.why || turned.as_ref() == Some(&other.why)
    }
}

impl<'r, 'a> Pair<'r, 'a> {
    pub fn new(a: &'r Reading<'a>, b: &'r Reading<'a>, lexicon: &'a Lexicon) -> Pair<'r, 'a> {
        let nameless = a.thing.pronoun || b.thing.pronoun;
        let relation = if nameless { Relation::Other } else { a.thing.relation(&b.thing, lexicon) };
        let mut pair = Pair { a, b, lexicon, relation };
        let (wide, close) = if relation == Relation::Wider { (a, b) } else { (b, a) };
        if matches!(relation, Relation::Wider | Relation::Narrower) && is_short_for(wide, close) && pair.same_affair() {
            pair.relation = Relation::Same;
        }
        pair
    }

    /// The one that denies before the one that affirms; `None` unless there is one of each.
    pub fn denied_and_affirmed(&self) -> Option<(&'r Reading<'a>, &'r Reading<'a>)> {
        match (self.a.claim.polarity, self.b.claim.polarity) {
            (Polarity::Negated, Polarity::Affirmed) => Some((self.a, self.b)),
            (Polarity::Affirmed, Polarity::Negated) => Some((self.b, self.a)),
            _ => None,
        }
    }

    /// Both are affirmed and asserted.
    pub fn both_affirmed(&self) -> bool {
        !self.a.is_negated() && !self.b.is_negated()
    }

    pub fn both_orders(&self) -> [(&'r Reading<'a>, &'r Reading<'a>); 2] {
        [(self.a, self.b), (self.b, self.a)]
    }

    /// The same act under whatever name.
    pub fn same_act(&self) -> bool {
        let (a, b) = (self.a, self.b);
        match (a.family, b.family) {
            (Some(x), Some(y)) => x.id == y.id,
            (None, None) => a.claim.action == b.claim.action,
            _ => a.claim.action == b.claim.action && !a.once && !b.once,
        }
    }

    /// One gives what the other gets: "took it off us", "it went to them".
    pub fn mirrored(&self) -> bool {
        self.both_orders().into_iter().any(|(gets, gives)| {
            let got = gets.topic.has(&gets.claim.action) && gets.actor.sort != Sort::Absent;
            got && gives.recipient.same_name(&gets.actor)
        })
    }

    /// The data of `a` to that of `b`.
    pub fn relation(&self) -> Relation {
        self.relation
    }

    /// The data of `one` of the two to that of the other.
    pub fn relation_from(&self, one: &Reading) -> Relation {
        match self.relation {
            Relation::Wider if !std::ptr::eq(one, self.a) => Relation::Narrower,
            Relation::Narrower if !std::ptr::eq(one, self.a) => Relation::Wider,
            relation => relation,
        }
    }

    /// The documents name an organisation or a person in common, speak of the same two kinds of data, or are one.
    pub fn same_affair(&self) -> bool {
        self.a.claim.document == self.b.claim.document
            || !self.a.names.is_disjoint(self.b.names)
            || self.a.matters.intersection(self.b.matters).take(2).count() == 2
            || self.a.affair == self.b.affair && self.same_lot()
    }

    /// Both say closely which data they mean, and mean the same: "the names of guests' dogs".
    pub fn same_lot(&self) -> bool {
        let (a, b) = (&self.a.thing, &self.b.thing);
        let one = match self.relation {
            Relation::Same => true,
            Relation::Wider | Relation::Narrower => a.has_owner_in_common(b, self.lexicon),
            Relation::Vague | Relation::Other => false,
        };
        // "The data of guests", "guest records": theirs, whatever else it is.
        let theirs = || self.relation == Relation::Same && a.is_general() && b.is_general();
        one && (a.is_close() && b.is_close() || theirs())
    }

    /// Who acts, with what the documents tell of "we".
    pub fn identity(&self) -> Identity {
        let known = self.a.actor.identity(&self.b.actor);
        if known == Identity::Other && (self.we_may_be() || self.unnamed_may_be() || self.acts_itself()) {
            return Identity::May;
        }
        if known == Identity::May && !self.same_affair() {
            return Identity::Other;
        }
        known
    }

    /// Who did it may be one, or what was done tells that it was: "we" of nobody known wiped the very forms that an organisation wiped.
    pub fn one_event(&self) -> bool {
        let sorts = (self.a.actor.sort, self.b.actor.sort);
        let unknown = matches!(sorts, (Sort::We, Sort::Named) | (Sort::Named, Sort::We));
        let lot = |reading: &Reading| {
            let thing = &reading.thing;
            thing.definite && !thing.part && thing.kinds.len() + thing.years.len() + thing.owners.len() > 1
        };
        let told = self.relation == Relation::Same && lot(self.a) && lot(self.b);
        let apart = self.a.actor.apart || self.b.actor.apart;
        self.identity() != Identity::Other || unknown && told && !apart && self.same_affair()
    }

    /// One says "we", the other names an organisation: the voice is the same, or the recording is that organisation's.
    fn we_may_be(&self) -> bool {
        self.both_orders().into_iter().any(|(we, named)| {
            we.actor.sort == Sort::We
                && named.actor.sort == Sort::Named
                && (we.same_voice(named) || we.is_document_of(&named.actor.name, self.lexicon))
        })
    }

    /// "Lantern keeps no log", and "we keep a log for Lantern": a system does what is done in it.
    fn acts_itself(&self) -> bool {
        self.both_orders().into_iter().any(|(system, keeper)| {
            let thing = &keeper.thing;
            let whose = thing.owners.union(&thing.named).chain(&keeper.recipient.name);
            let named = || whose.clone().any(|word| system.actor.name.contains(word));
            system.actor.sort == Sort::Named && keeper.actor.sort == Sort::We && named()
        }) && self.same_lot()
    }

    /// "We" of a recording that does not tell whose it is, or "the app", and an organisation: in one affair, of the very same data.
    fn unnamed_may_be(&self) -> bool {
        let unnamed = |reading: &Reading| match reading.actor.sort {
            // In the press whoever is interviewed says it.
            Sort::We => {
                let press = reading.claim.kind == DocumentKind::Article && !reading.voice.is_empty();
                press || reading.is_internal() && !reading.tells_whose(self.lexicon)
            }
            Sort::Thing => reading.actor.product,
            _ => false,
        };
        // What "the app" does is told by its maker's name with few words on what it does it to.
        let told = |one: &Reading| self.same_lot() || one.actor.product && self.relation == Relation::Same;
        self.same_affair()
            && self
                .both_orders()
                .into_iter()
                .any(|(one, named)| unnamed(one) && told(one) && matches!(named.actor.sort, Sort::Named | Sort::We))
    }

    /// Neither names a recipient or a place that the other's shuts out.
    pub fn same_ways(&self) -> bool {
        let (a, b) = (self.a, self.b);
        // "Gave them data on ninety homes": whoever they are.
        let open = |reading: &Reading| matches!(reading.recipient.sort, Sort::Absent | Sort::Pronoun);
        let recipients = open(a)
            || open(b)
            || a.recipient.takes_in(&b.recipient, self.lexicon)
            || b.recipient.takes_in(&a.recipient, self.lexicon);
        recipients && self.same_actor_place()
    }

    pub fn same_actor_place(&self) -> bool {
        let (a, b) = (&self.a.actor.places, &self.b.actor.places);
        a.is_empty() || b.is_empty() || a.iter().any(|x| b.iter().any(|y| self.lexicon.places.agree(x, y)))
    }

    /// Every place of one disagrees with every place of the other, and both name one.
    pub fn places_apart(&self) -> bool {
        let (a, b) = (&self.a.places, &self.b.places);
        !a.is_empty() && !b.is_empty() && !a.iter().any(|x| b.iter().any(|y| self.lexicon.places.agree(x, y)))
    }

    /// Both give a time and the times share no day.
    pub fn times_apart(&self) -> bool {
        apart(self.a.days, self.b.days)
    }

    /// Both are bound to a moment and the moments, taken a fortnight wide where no time is told, share no day.
    pub fn moments_apart(&self) -> bool {
        apart(self.a.moment_about(FORTNIGHT), self.b.moment_about(FORTNIGHT))
    }

    /// What the one tells of began after the other, which tells no time of its own, was said.
    pub fn began_later(&self) -> bool {
        let after = |later: &Reading, earlier: &Reading| {
            earlier.days.is_none()
                && matches!((later.days, earlier.said), (Some(days), Some(said)) if days.first > said.last)
        };
        after(self.a, self.b) || after(self.b, self.a)
    }

    /// What the one tells of was over a year before the other, which tells no time of its own, was said.
    pub fn ended_before(&self) -> bool {
        let before = |earlier: &Reading, later: &Reading| {
            later.days.is_none()
                && matches!((earlier.days, later.said), (Some(days), Some(said)) if days.about(365).last < said.first)
        };
        before(self.a, self.b) || before(self.b, self.a)
    }

    /// Some word tells that a state changed: "no longer", "used to", "until".
    pub fn tells_a_change(&self) -> bool {
        self.a.says("change") || self.b.says("change")
    }
}

/// "The readings", where the affair's other text says "meter readings" and its own tells of no other readings.
fn is_short_for(short: &Reading, full: &Reading) -> bool {
    let head = short.thing.head.as_ref().filter(|_| short.thing.is_bare() && short.thing.head == full.thing.head);
    head.is_some_and(|head| {
        let other = |matter: &String| {
            let mut words = matter.split(' ');
            words.clone().any(|word| word == head) && !words.all(|word| full.thing.kinds.contains(word))
        };
        !short.matters.iter().any(other)
    })
}

pub(super) fn apart(a: Option<Days>, b: Option<Days>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if !a.overlaps(b))
}
