//! What is this noun to a topic: its matter (data), what holds it, an act on it, or somebody?

use super::{Passage, weigh};
use crate::lexicon::topic::Topic;
use crate::model::ActorKind;
use crate::model::tree::Upos;

/// The class of `classes` that the noun at `i` belongs to, if any.
pub fn class_of<'c>(passage: &Passage, i: usize, topic: &Topic, classes: &'c [String], weak: bool) -> Option<&'c str> {
    // "the shop that you see": what a relative pronoun stands for is told by the sentence.
    let relative = matches!(passage.tree.tokens[i].tag, "WDT" | "WP") || passage.tree.tokens[i].lemma == "that";
    if let Some(noun) = passage.tree.antecedent(i).filter(|noun| relative && *noun < i) {
        return class_of(passage, noun, topic, classes, weak);
    }
    let noun = Noun { passage, topic };
    // "five minutes": a time is no thing that an act is done to.
    if noun.is_time(i) {
        return None;
    }
    let holds = |class: &&String| match class.as_str() {
        "vague" => noun.is_vague(i) && noun.stands_for_matter(i, weak),
        "whole" => noun.is_whole(i) && noun.stands_for_matter(i, weak),
        "bound" => noun.is_vague(i) && noun.is_bound(i),
        "clause" => noun.is_clause(i),
        "single" => passage.is_dense(topic) && noun.is_one_of(i, &topic.sense.soft),
        "open" => noun.is_open(i, weak),
        "any" => true,
        "named" => is_name(passage, i) || noun.below_part(i, |j| is_name(passage, j)),
        "place" => passage.places().any(|place| place.span.overlaps(passage.tree.tokens[i].span)),
        _ if topic.sense.soft.contains(class) || topic.sense.loose.contains(class) => noun.is_soft(i, class, weak),
        _ if topic.sense.act.contains(class) => {
            noun.is_named(i, class) && (noun.matter_inside(i) || noun.is_called_after_matter(i) || noun.is_somebodys(i))
        }
        class => noun.is_kind(i, class),
    };
    classes.iter().find(holds).map(String::as_str)
}

/// The thing is called somebody's, or private.
pub fn is_somebodys(passage: &Passage, i: usize, topic: &Topic) -> bool {
    let noun = Noun { passage, topic };
    noun.is_owned(i) || noun.is_private(i)
}

/// The system, as a place.
pub fn is_holder(passage: &Passage, i: usize, topic: &Topic) -> bool {
    class_of(passage, i, topic, &topic.sense.holder, true).is_some()
}

/// A noun as a topic sees it, whatever an entry makes of it.
#[derive(Clone, Copy)]
pub struct View {
    /// What the noun is first of all.
    pub kind: &'static str,
    pub definite: bool,
    /// Whether each holds, by its name.
    pub signs: [(bool, &'static str); 7],
}

pub fn view(passage: &Passage, i: usize, topic: &Topic) -> View {
    let noun = Noun { passage, topic };
    let learned = passage.learned.things.contains(&name_of(passage, i));
    View {
        kind: noun.kind(i),
        definite: is_definite(passage, i),
        signs: [
            (noun.is_owned(i), "owned"),
            (noun.is_private(i), "private"),
            (noun.is_near(false), "near"),
            (noun.is_near(true), "nearest"),
            (antecedent(passage, i, topic).is_some(), "antecedent"),
            (noun.matter_inside(i), "matter inside"),
            (learned, "learned"),
        ],
    }
}

/// What a noun is first of all to a topic.
pub fn kind(passage: &Passage, i: usize, topic: &Topic) -> &'static str {
    Noun { passage, topic }.kind(i)
}

/// Nouns of a sentence as a topic sees them.
struct Noun<'p, 'a> {
    passage: &'p Passage<'a>,
    topic: &'p Topic,
}

impl Noun<'_, '_> {
    fn kind(&self, i: usize) -> &'static str {
        let sense = &self.topic.sense;
        let classes = [
            (&sense.matter, weigh::MATTER),
            (&sense.soft, "soft"),
            (&sense.loose, "loose"),
            (&sense.act, "act"),
            (&sense.holder, "holder"),
        ];
        match classes.into_iter().find(|(classes, _)| self.is_one_of(i, classes)) {
            _ if self.is_vague(i) => "vague",
            _ if self.is_time(i) => "time",
            Some((_, kind)) => kind,
            None if self.passage.is_any(i, self.topic, &sense.people) => "people",
            None if is_name(self.passage, i) => "name",
            None if self.passage.seen.noun(i, self.topic).is_some() => "other",
            None if self.passage.tree.tokens[i].upos == Upos::Noun => "noun",
            None => "word",
        }
    }

    /// Of the class by its own word, through "copies of …", or by a conjunct.
    fn is_kind(&self, i: usize, class: &str) -> bool {
        let conjuncts = self.passage.tree.conjuncts(i);
        conjuncts.into_iter().any(|j| self.is_named(j, class) || self.below_part(j, |k| self.is_kind(k, class)))
    }

    /// The noun itself, with the nouns before it ("data center") taken into account: the longest name decides.
    fn is_named(&self, i: usize, class: &str) -> bool {
        let (tokens, topic) = (&self.passage.tree.tokens, self.topic);
        if class == "named" {
            return is_name(self.passage, i);
        }
        let nominal = [Upos::Noun, Upos::Propn, Upos::Verb, Upos::Adj, Upos::Num, Upos::X, Upos::Sym];
        if !nominal.contains(&tokens[i].upos) {
            return false;
        }
        // A name is no data: the "Ledger" may be a newspaper.
        let first = tokens[..i].iter().all(|token| token.upos == Upos::Punct);
        let capital =
            !first && tokens[i].form.starts_with(char::is_uppercase) && tokens[i].form.chars().any(char::is_lowercase);
        if topic.sense.common.iter().any(|common| common == class) && (tokens[i].upos == Upos::Propn || capital) {
            return false;
        }
        self.passage.seen.name(i, topic).is_some_and(|classes| classes.contains(class))
    }

    fn is_one_of(&self, i: usize, classes: &[String]) -> bool {
        classes.iter().any(|class| self.is_named(i, class))
    }

    /// "all of the records", "a trove of messages": what follows "of" is meant.
    fn below_part(&self, i: usize, counts: impl Fn(usize) -> bool) -> bool {
        let number = self.passage.tree.tokens[i].upos == Upos::Num;
        let part = number || self.passage.is_any(i, self.topic, &self.topic.sense.part);
        let below = || self.passage.seen.obliques(i).iter().filter(|(word, j)| word == "of" && *j != i);
        part && below().any(|(_, j)| counts(*j))
    }

    /// A message, a photo, a list is data when it is somebody's or is called private.
    fn is_soft(&self, i: usize, class: &str, weak: bool) -> bool {
        if self.below_part(i, |j| self.is_soft(j, class, false)) {
            return true;
        }
        let dense = self.passage.is_dense(self.topic);
        let loose = weak && self.topic.sense.loose.iter().any(|loose| loose == class);
        let learned = |j: usize| self.passage.learned.things.contains(&name_of(self.passage, j));
        let near = |j: usize| dense || learned(j) && !weak || self.is_near(weak) && (!loose || learned(j));
        let counts = |j: usize| self.is_owned(j) || self.is_private(j) || is_definite(self.passage, j) && near(j);
        let known = |j: usize| self.is_named(j, class) || learned(j);
        self.passage.tree.conjuncts(i).into_iter().any(|j| known(j) && counts(j))
    }

    /// A thing of no class, where matter is spoken of: what is deleted or uploaded there is matter too.
    fn is_open(&self, i: usize, weak: bool) -> bool {
        let (passage, token) = (self.passage, &self.passage.tree.tokens[i]);
        let somebody = || passage.actors().any(|actor| actor.span.overlaps(token.span));
        token.upos == Upos::Noun
            && passage.seen.noun(i, self.topic).is_none()
            && is_definite(passage, i)
            && (self.is_near(weak) || passage.is_dense(self.topic))
            && !somebody()
    }

    fn is_time(&self, i: usize) -> bool {
        let timed = |i: usize| self.passage.dates().any(|date| date.span.overlaps(self.passage.tree.tokens[i].span));
        // "Six weeks of recordings" are recordings.
        let of = |j: usize| self.passage.tree.tokens[j].upos == Upos::Noun && !timed(j);
        timed(i) && !self.below_part(i, of)
    }

    fn is_vague(&self, i: usize) -> bool {
        let (tree, token) = (self.passage.tree, &self.passage.tree.tokens[i]);
        // "thousands of which": what it stands for is told. "see how it works": nothing is spoken of.
        let clause = token.tag.starts_with('W') && tree.head(i).is_some_and(|verb| tree.is(verb, "ccomp"));
        if clause || matches!(token.tag, "WDT" | "WP") && tree.antecedent(i).is_some_and(|noun| noun < i) {
            return false;
        }
        let pronoun = matches!(token.upos, Upos::Pron | Upos::Det | Upos::Noun)
            && self.passage.lexicon.scope.pronouns().contains(self.passage.form(i));
        pronoun || self.below_part(i, |j| self.is_vague(j))
    }

    /// The sentence itself names the matter that a pronoun stands for.
    fn is_bound(&self, i: usize) -> bool {
        antecedent(self.passage, i, self.topic).is_some_and(|noun| self.is_one_of(noun, &self.topic.sense.matter))
    }

    /// "what people type", "who opened a file", "where a phone is": the word that opens a clause on somebody's doings or on matter.
    fn is_clause(&self, i: usize) -> bool {
        let sense = &self.topic.sense;
        let people = |j: usize| self.passage.is_any(j, self.topic, &sense.people);
        let told = |j: usize| self.is_one_of(j, &sense.matter) || self.is_one_of(j, &sense.holder) || people(j);
        clause_at(self.passage, i).is_some_and(|clause| clause.into_iter().any(|j| j != i && told(j)))
    }

    /// "everything", "none of it".
    fn is_whole(&self, i: usize) -> bool {
        // "nothing to suggest it" is no thing at all.
        let told = self.passage.tree.child_by(i, &["acl", "xcomp"]).is_some();
        self.is_vague(i) && !told && self.passage.lexicon.scope.wholes().contains(self.passage.form(i))
    }

    fn stands_for_matter(&self, i: usize, weak: bool) -> bool {
        antecedent(self.passage, i, self.topic).is_some() || self.is_private(i) || self.is_near(weak)
    }

    fn is_owned(&self, i: usize) -> bool {
        let tree = self.passage.tree;
        let someone = |j: usize| {
            self.is_one_of(j, &self.topic.sense.people)
                || self.passage.lexicon.scope.owners().contains(self.passage.form(j))
        };
        let possessed = tree.possessor(i).into_iter().chain(tree.children_by(i, &["compound", "amod"])).any(someone);
        possessed
            || self.passage.seen.obliques(i).iter().any(|(preposition, j)| {
                matches!(preposition.as_str(), "of" | "from" | "about" | "between" | "by") && someone(*j)
            })
    }

    fn is_private(&self, i: usize) -> bool {
        let told = |j: usize| self.passage.is_any(j, self.topic, &self.topic.sense.telling);
        self.passage.tree.children_by(i, &["amod", "compound"]).into_iter().any(told)
    }

    /// "their access", "access from Oslo", "access to Beacon", also where the phrase hangs on the verb ("log access from Oslo").
    fn is_somebodys(&self, i: usize) -> bool {
        let told = |(preposition, j): &(String, usize)| {
            matches!(preposition.as_str(), "from" | "by") || preposition == "to" && is_name(self.passage, *j)
        };
        let tree = self.passage.tree;
        let verb = tree.head(i).filter(|_| tree.is(i, "obj"));
        let near = [Some(i), verb].into_iter().flatten();
        tree.possessor(i).is_some() || near.flat_map(|j| self.passage.seen.obliques(j)).any(told)
    }

    /// Some word of the phrase is matter: "access to members' files", "data security".
    fn matter_inside(&self, i: usize) -> bool {
        let sense = &self.topic.sense;
        let counts =
            |j: usize| [&sense.matter, &sense.soft, &sense.loose].into_iter().any(|classes| self.is_one_of(j, classes));
        let inside = self.passage.form(i);
        let compound = || inside.split('-').any(|part| self.topic.is_any(part, &sense.matter));
        self.passage.tree.subtree(i).into_iter().any(counts) || compound()
    }

    /// "data access": matter by itself, though the whole is the name of an act.
    fn is_called_after_matter(&self, i: usize) -> bool {
        let parts = self.passage.tree.children_by(i, &["compound"]);
        parts.into_iter().any(|part| self.passage.is_any(part, self.topic, &self.topic.sense.matter))
    }

    /// Matter was spoken of in the sentences just before: once by name, or twice by what hints at it; after a word of one meaning a
    /// soft noun in the last sentence is enough. In a document that is about it, one sign in the sentences around is.
    fn is_near(&self, weak: bool) -> bool {
        let (passage, topic) = (self.passage, self.topic);
        let (at, dense) = (passage.index, passage.is_dense(topic));
        let holds = &passage.annotations.holds;
        let sure = |at: usize| passage.learned.sure.get(&at).is_some_and(|bits| bits & topic.bit != 0);
        // A topic without reach leaves pronouns to what their own sentence names.
        if topic.reach.plain == 0 {
            return false;
        }
        if dense {
            let around = at.saturating_sub(topic.reach.plain)..(at + topic.reach.weak + 1).min(holds.len());
            let sign = |at: usize| (holds[at].matter | holds[at].hint) & topic.bit != 0 || sure(at);
            return !weak || around.filter(|near| *near != at).any(sign);
        }
        let signs = (1..=if weak { topic.reach.weak } else { topic.reach.plain }.min(at)).map(|back| {
            let holds = holds[at - back];
            let named = holds.matter & topic.bit != 0 || holds.soft & topic.bit != 0 && back == 1 && !weak;
            if named || sure(at - back) { 2 } else { usize::from(holds.hint & topic.bit != 0) }
        });
        signs.sum::<usize>() >= 2
    }
}

/// A noun with the noun before it, by their dictionary forms: "yield map".
pub fn name_of(passage: &Passage, i: usize) -> String {
    let lemma = |j: usize| passage.tree.tokens[j].lemma.to_lowercase();
    let before = passage.tree.child_by(i, &["compound"]).filter(|j| j + 1 == i);
    before.map_or_else(|| lemma(i), |j| format!("{} {}", lemma(j), lemma(i)))
}

/// "the photos", "names", "their scores"; not "a name", "no answer".
pub fn is_definite(passage: &Passage, i: usize) -> bool {
    let tree = passage.tree;
    let determiner = tree.child_by(i, &["det"]).map(|det| passage.form(det));
    match determiner {
        Some("a" | "an") => tree.children_by(i, &["amod"]).into_iter().any(|word| passage.form(word) == "single"),
        Some("no" | "another" | "what" | "which") => false,
        Some(_) => true,
        None => tree.tokens[i].tag == "NNS" || tree.child_by(i, &["compound", "nmod:poss"]).is_some(),
    }
}

/// A proper name that is neither a place nor a person: in "access to Beacon" a system.
pub fn is_name(passage: &Passage, i: usize) -> bool {
    let token = &passage.tree.tokens[i];
    let place = || passage.places().any(|place| place.span.overlaps(token.span));
    let person = |kind: ActorKind| matches!(kind, ActorKind::Person | ActorKind::Government | ActorKind::Group);
    let actor = || passage.actors().any(|actor| actor.span.overlaps(token.span) && person(actor.kind));
    let date = || passage.dates().any(|date| date.span.overlaps(token.span));
    token.upos == Upos::Propn && !place() && !actor() && !date()
}

/// The words of a clause that stands for a thing, where the word at `i` opens it: "what people type".
pub fn clause_at(passage: &Passage, i: usize) -> Option<Vec<usize>> {
    let tree = passage.tree;
    let word = &tree.tokens[i];
    let opens = matches!(word.tag, "WP" | "WDT") || word.tag == "WRB" && passage.form(i) == "where";
    let free = tree.child_by(i, &["acl:relcl"]).filter(|clause| *clause > i && !tree.is(i, "nsubj"));
    let above = std::iter::successors(tree.head(i), |at| tree.head(*at)).take(3).find(|at| tree.is(*at, "ccomp"));
    let clause = free.or(above).filter(|_| opens)?;
    let mut inside: Vec<usize> = tree.subtree(clause).into_iter().filter(|j| *j >= i).chain([i]).collect();
    inside.sort_unstable();
    inside.dedup();
    // "What they typed, and who": up to the first mark.
    let end = inside.iter().position(|j| tree.tokens[*j].upos == Upos::Punct).unwrap_or(inside.len());
    inside.truncate(end);
    (tree.subtree(clause).into_iter().min().is_none_or(|first| first >= i) || free.is_some()).then_some(inside)
}

/// The matter that a pronoun stands for, where the same sentence names it: the nearest before it, or what is put after it as people speak
/// ("It's gone, the whole backup").
pub fn antecedent(passage: &Passage, i: usize, topic: &Topic) -> Option<usize> {
    let noun = Noun { passage, topic };
    let soft = |j: usize| topic.sense.soft.iter().chain(&topic.sense.loose).any(|class| noun.is_soft(j, class, true));
    let tree = passage.tree;
    let named = |j: &usize| tree.tokens[*j].upos == Upos::Noun && (noun.is_one_of(*j, &topic.sense.matter) || soft(*j));
    let added = |j: &usize| {
        let first = tree.subtree(*j).into_iter().min().unwrap_or(*j);
        let spoken = passage.document.kind.is_spoken() && passage.form(first) != passage.form(*j);
        spoken && first > i && passage.form(first - 1) == ","
    };
    (0..i).rev().find(named).or_else(|| (i + 1..tree.len()).filter(added).find(named))
}
