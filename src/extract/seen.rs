//! One parsed sentence as its predicates ask of it: each word spelled and looked up once, and the mentions that lie in it, not all of the
//! document's.

use crate::lexicon::topic::Topic;
use crate::lexicon::topics::Topics;
use crate::model::{ActorMention, Annotations, PlaceMention, Quantity, Span, TimeExpr, Tree};
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// What is found out about a sentence on the way is kept for the next predicate and the second look.
pub struct Seen<'a> {
    tree: &'a Tree,
    topics: &'a Topics,
    forms: Vec<String>,
    obliques: Vec<OnceCell<Vec<(String, usize)>>>,
    /// By topic, then by token.
    nouns: Vec<Vec<OnceCell<Classes<'a>>>>,
    names: Vec<Vec<OnceCell<Classes<'a>>>>,
    pub dates: Vec<&'a TimeExpr>,
    pub places: Vec<&'a PlaceMention>,
    pub quantities: Vec<&'a Quantity>,
    pub actors: Vec<&'a ActorMention>,
}

/// The classes of a noun in a topic that knows it.
type Classes<'a> = Option<&'a BTreeSet<String>>;

impl<'a> Seen<'a> {
    pub fn new(tree: &'a Tree, sentence: Span, annotations: &'a Annotations, topics: &'a Topics) -> Seen<'a> {
        let cells = || topics.all().iter().map(|_| vec![OnceCell::new(); tree.len()]).collect();
        Seen {
            tree,
            topics,
            forms: tree.tokens.iter().map(|token| spelled(&token.form)).collect(),
            obliques: vec![OnceCell::new(); tree.len()],
            nouns: cells(),
            names: cells(),
            dates: annotations.dates.iter().filter(|date| date.span.overlaps(sentence)).collect(),
            places: annotations.places.iter().filter(|place| place.span.overlaps(sentence)).collect(),
            quantities: annotations.quantities.iter().filter(|one| one.span.overlaps(sentence)).collect(),
            actors: annotations.actors.iter().filter(|actor| actor.span.overlaps(sentence)).collect(),
        }
    }

    /// The token as written, lower case, with straight apostrophes.
    pub fn form(&self, i: usize) -> &str {
        &self.forms[i]
    }

    /// [`Tree::obliques`].
    pub fn obliques(&self, i: usize) -> &[(String, usize)] {
        self.obliques[i].get_or_init(|| self.tree.obliques(i))
    }

    /// The classes of the word alone.
    pub fn noun(&self, i: usize, topic: &Topic) -> Classes<'a> {
        let at = self.at(topic)?;
        *self.nouns[at][i].get_or_init(|| self.topics.all()[at].classes_of(&self.forms[i]))
    }

    /// The classes of the longest name that the topic knows among those that the word ends ("data center"), or that of the compound which it
    /// begins: "data" in "data protection law".
    pub fn name(&self, i: usize, topic: &Topic) -> Classes<'a> {
        let at = self.at(topic)?;
        *self.names[at][i].get_or_init(|| {
            let topic = &self.topics.all()[at];
            let name = |from: usize, to: usize| match from == to {
                true => self.noun(i, topic),
                false if !topic.ends_name(&self.forms[to]) => None,
                false => topic.classes_of(&self.forms[from..=to].join(" ")),
            };
            let head = self.tree.head(i).filter(|_| self.tree.tokens[i].rel == "compound");
            let whole = head.filter(|head| (i..i + 4).contains(head)).and_then(|head| name(i, head));
            whole.or_else(|| (i.saturating_sub(2)..=i).find_map(|from| name(from, i)))
        })
    }

    fn at(&self, topic: &Topic) -> Option<usize> {
        self.topics.all().iter().position(|known| known.bit == topic.bit)
    }
}

fn spelled(form: &str) -> String {
    let low = form.to_lowercase();
    if low.contains('’') { low.replace('’', "'") } else { low }
}
