//! Who does it, to what, for whom and where: the words that stand in the roles of a predicate.

use super::frame::Frame;
use super::{Passage, object};
use crate::lexicon::scope::Turns;
use crate::lexicon::topic::Topic;
use crate::lexicon::topics::{Part, Predicate};
use crate::model::Span;
use crate::model::tree::Upos;

/// What may be its object, each with its slot: in the predicate's own; of a noun that a verb carries also in the verb's ("have access"
/// "to the files").
pub fn slots<'a>(passage: &Passage, frame: &Frame<'a>) -> Vec<(&'a str, usize)> {
    let prepositions = |slot: &str| !matches!(slot, "object" | "subject" | "compound" | "possessor");
    // "They are in the archive", "they go to Oslo": people. "They live on a server": data.
    let topic = passage.topic(frame.predicate);
    let held = || passage.seen.obliques(frame.token).iter().any(|(_, i)| object::is_holder(passage, *i, topic));
    let person = |slot: &str, i: usize| slot == "subject" && passage.form(i) == "they" && !held();
    let predicate: &'a Predicate = frame.predicate;
    let found = predicate.object_at.iter().flat_map(|slot| {
        let own = at(passage, frame.token, slot).into_iter().filter(move |i| !person(slot, *i));
        let carried = frame.support.filter(|_| prepositions(slot)).into_iter();
        let all = own.chain(carried.flat_map(move |verb| at(passage, verb, slot)));
        all.map(move |i| (slot.as_str(), i))
    });
    found.filter(|(_, i)| *i != frame.token).collect()
}

/// The heads of what stands in a slot.
pub fn at(passage: &Passage, token: usize, slot: &str) -> Vec<usize> {
    let tree = passage.tree;
    match slot {
        "object" => objects(passage, token).into_iter().map(|i| after_time(passage, i)).collect(),
        "subject" => subjects(passage, token).into_iter().map(|i| after_time(passage, i)).collect(),
        "possessor" => tree.possessor(token).into_iter().collect(),
        "compound" => tree.children_by(token, &["compound"]),
        "iobj" => tree.children_by(token, &["iobj"]),
        "ccomp" => {
            tree.children_by(token, &["ccomp"]).into_iter().flat_map(|clause| objects(passage, clause)).collect()
        }
        "by" => {
            let phrases = passage.seen.obliques(token).iter();
            let by = phrases.filter(|(preposition, _)| preposition == "by").map(|(_, i)| *i);
            let found = tree.agent(token).filter(|_| tree.is_passive(token)).into_iter().chain(by);
            found.filter(|i| !is_means(passage, *i)).collect()
        }
        preposition => {
            // "access by developers to the lists": a phrase may hang on the one before.
            let noun = tree.tokens[token].upos == Upos::Noun;
            let own = passage.seen.obliques(token);
            let by = own.iter().filter(|(word, _)| noun && word == "by");
            let phrases = own.iter().chain(by.flat_map(|(_, i)| passage.seen.obliques(*i)));
            let cased = |i: &usize| tree.children_by(*i, &["case"]).into_iter().any(|j| passage.form(j) == preposition);
            let linked = Some(token).filter(|i| tree.copula(*i).is_some() && cased(i));
            linked.into_iter().chain(phrases.filter(|(found, _)| ends(found, preposition)).map(|(_, i)| *i)).collect()
        }
    }
}

/// The preposition is this one, or has it for its last word: "out of".
pub fn ends(preposition: &str, word: &str) -> bool {
    let joined = |before: &str| before.ends_with(' ') && !SOURCES.contains(&before.trim_end());
    preposition.strip_suffix(word).is_some_and(|before| before.is_empty() || joined(before))
}

/// Before "to": "according to the bank" is no way to the bank.
const SOURCES: [&str; 8] = ["according", "due", "thanks", "owing", "prior", "contrary", "subject", "next"];

/// What it is done to: a passive that keeps its object ("were given the files") has that one; verbs in a row share the last one's,
/// up to one with a subject of its own.
fn objects(passage: &Passage, token: usize) -> Vec<usize> {
    let tree = passage.tree;
    if tree.lends_object(token) {
        return Vec::new();
    }
    let own = tree.children_by(token, &["obj"]);
    if !own.is_empty() {
        return own;
    }
    if let Some(object) = tree.object(token) {
        return vec![object];
    }
    // "track what people click on"
    let clause = tree.child_by(token, &["ccomp"]).filter(|clause| *clause > token);
    let asked = |clause: usize| tree.subtree(clause).into_iter().min().filter(|i| tree.tokens[*i].tag.starts_with('W'));
    if let Some(word) = clause.and_then(asked) {
        return vec![word];
    }
    let own = |i: &usize| tree.child_by(*i, &["nsubj", "nsubj:pass"]).is_some();
    let after = tree.conjuncts(token).into_iter().filter(|i| *i > token).take_while(|i| !own(i));
    after.take(3).find_map(|i| tree.child_by(i, &["obj"])).into_iter().collect()
}

/// "Today, half of the records are sent abroad": a time does nothing and nothing is done to it, what stands beside it is meant.
fn after_time(passage: &Passage, i: usize) -> usize {
    let time = passage.dates().any(|date| date.span.contains(passage.tree.tokens[i].span));
    let beside = || passage.tree.child_by(i, &["appos"]).filter(|beside| *beside > i);
    time.then(beside).flatten().unwrap_or(i)
}

fn subjects(passage: &Passage, token: usize) -> Vec<usize> {
    let tree = passage.tree;
    let subject = tree.subject(token).or_else(|| tree.object(token).filter(|_| tree.is_passive(token)));
    let modified = tree.head(token).filter(|_| tree.is(token, "amod") || tree.is(token, "acl"));
    subject.or(modified).into_iter().collect()
}

pub fn actor_of(passage: &Passage, frame: &Frame) -> Option<usize> {
    let tree = passage.tree;
    if let (Some(verb), Some(support)) = (frame.support, frame.support_entry(passage.lexicon)) {
        let lender = match support.actor.as_str() {
            "recipient" if tree.is_passive(verb) => tree.child_by(verb, &["nsubj:pass"]).or_else(|| tree.subject(verb)),
            // "gave Corvane access to the files": who gets it may hang on the noun, or be a second object.
            "recipient" => {
                tree.child_by(verb, &["iobj"]).or_else(|| given(passage, frame, verb)).or_else(|| tree.recipient(verb))
            }
            _ => beside(passage, verb).or_else(|| tree.agent(verb)),
        };
        if let Some(lender) = lender.filter(|i| Some(*i) != frame.object && *i != frame.token) {
            return Some(lender);
        }
    }
    let topic = passage.topic(frame.predicate);
    let named = frame.predicate.actor_at.iter().find_map(|slot| match slot.as_str() {
        "subject" if frame.predicate.part == Part::Verb => {
            let told = set_to(passage, topic, frame.token).filter(|_| !tree.is_passive(frame.token));
            let own = || beside(passage, frame.token).or_else(|| tree.agent(frame.token));
            let own = || own().filter(|i| !is_means(passage, *i)).map(|i| beyond_place(passage, frame.token, i));
            told.or_else(own).or_else(|| lent(passage, frame.token)).or_else(|| misplaced(passage, frame.token))
        }
        slot => at(passage, frame.token, slot).into_iter().find(|i| can_act(passage, topic, *i)),
    });
    let timed =
        |i: usize| passage.dates().find(|date| date.span.contains(tree.tokens[i].span)).map(|date| date.span.end);
    // "Spent months reading it": who spent them.
    let spends = |i: usize| tree.head(frame.token).filter(|above| tree.is(i, "obj") && tree.head(i) == Some(*above));
    let acts = |i: usize| match (timed(i), spends(i)) {
        (Some(_), Some(above)) => tree.agent(above),
        (Some(end), None) => after_date(passage, end, frame.verb()),
        (None, _) => Some(i),
    };
    named.and_then(acts).or_else(|| holder_of(passage, frame)).filter(|i| Some(*i) != frame.object)
}

/// "A host in Cork, which monitors it": the host does.
fn beyond_place(passage: &Passage, token: usize, actor: usize) -> usize {
    let tree = passage.tree;
    let span = tree.tokens[actor].span;
    let place = tree.is(token, "acl:relcl") && tree.head(token) == Some(actor) && tree.is(actor, "nmod");
    let named = place && passage.places().any(|place| place.span.overlaps(span));
    tree.head(actor).filter(|_| named).unwrap_or(actor)
}

/// "Contractors with access to the files": who has it.
fn holder_of(passage: &Passage, frame: &Frame) -> Option<usize> {
    let tree = passage.tree;
    let with = tree.children_by(frame.token, &["case"]).into_iter().any(|case| passage.form(case) == "with");
    let noun = tree.head(frame.token).filter(|_| with && tree.is(frame.token, "nmod"))?;
    let topic = passage.topic(frame.predicate);
    let who = tree.tokens[noun].upos != Upos::Noun || passage.is_any(noun, topic, &topic.sense.people);
    (frame.predicate.part == Part::Noun && who && can_act(passage, topic, noun)).then_some(noun)
}

/// "That evening a clerk copied": where the tree takes the time for the subject, the noun between it and the verb acts.
fn after_date(passage: &Passage, end: usize, verb: usize) -> Option<usize> {
    let tree = passage.tree;
    let between = (0..verb).filter(|i| tree.tokens[*i].span.start >= end);
    let nouns = between.take_while(|i| tree.tokens[*i].upos != Upos::Punct);
    nouns.filter(|i| matches!(tree.tokens[*i].upos, Upos::Noun | Upos::Propn | Upos::Pron)).last()
}

fn given(passage: &Passage, frame: &Frame, verb: usize) -> Option<usize> {
    let tree = passage.tree;
    let topic = passage.topic(frame.predicate);
    let named = |i: &usize| matches!(tree.tokens[*i].tag, "NNP" | "NNPS" | "NNS") && can_act(passage, topic, *i);
    let before = tree.children_by(frame.token, &["compound"]).into_iter().chain(tree.children_by(verb, &["obj"]));
    before.filter(|i| Some(*i) != frame.object && *i < frame.token).find(named)
}

/// "asked the partners to read it", "hired a firm to audit it", "stopped the firm from reading it": the upper verb's object acts.
fn set_to(passage: &Passage, topic: &Topic, token: usize) -> Option<usize> {
    let tree = passage.tree;
    // "Fined the bank for failing to lock it".
    let above = tree.head(token).filter(|_| tree.is(token, "xcomp") && tree.child_by(token, &["nsubj"]).is_none());
    if let Some(above) = above.filter(|above| tree.tokens[*above].tag == "VBG" && tree.is(*above, "advcl")) {
        return set_to(passage, topic, above);
    }
    let verb =
        tree.head(token).filter(|_| tree.is(token, "advcl") || tree.is(token, "xcomp") || tree.is(token, "obl"))?;
    let object = tree
        .child_by(verb, &["obj", "iobj"])
        .filter(|object| (verb..token).contains(object) && can_act(passage, topic, *object))?;
    let mark = tree.children_by(token, &["mark", "case"]).into_iter().map(|mark| passage.form(mark)).next()?;
    let scope = &passage.lexicon.scope;
    let form = passage.form(verb);
    let over = |rel: &str| scope.governor(form, rel);
    let acts = match mark {
        "to" => {
            scope.is_maker(form)
                || over("xcomp").is_some_and(|effect| effect.id == "over.directed" || effect.id == "over.ability")
        }
        "from" => over("advcl").is_some_and(|effect| effect.turns == Turns::Flips),
        // "Fined the bank for losing it".
        "for" | "of" | "with" => scope.is_judge(form),
        _ => false,
    };
    acts.then_some(object)
}

/// "Nobody on the ward audits it": where the tree hangs a finite verb below the noun before it, that is its subject.
pub fn misplaced(passage: &Passage, token: usize) -> Option<usize> {
    let tree = passage.tree;
    let finite = matches!(tree.tokens[token].tag, "VBZ" | "VBD" | "VBP") && tree.is(token, "nmod");
    tree.head(token).filter(|head| finite && *head < token && tree.tokens[*head].upos == Upos::Pron)
}

/// "They have the ability to view it", "it gives them the right to view it", "their right to view it".
fn lent(passage: &Passage, token: usize) -> Option<usize> {
    let tree = passage.tree;
    let noun = tree.head(token).filter(|_| tree.is(token, "acl") && tree.tokens[token].tag == "VB")?;
    // "Is in a position to view it".
    if tree.child_by(noun, &["cop"]).is_some() {
        return tree.subject(noun);
    }
    // "Neither the time nor the tools to view it".
    let first = tree.conjuncts(noun).first().copied().unwrap_or(noun);
    let verb = tree.head(first).filter(|_| tree.is(first, "obj") || tree.is(first, "nsubj:pass"));
    let lender = verb.and_then(|verb| {
        let gives =
            passage.lexicon.scope.support(passage.form(verb)).is_some_and(|support| support.actor == "recipient");
        if gives { tree.recipient(verb) } else { tree.agent(verb) }
    });
    tree.possessor(noun).or(lender)
}

/// "with two temps reading the files", "without a clerk opening them": the noun right before a participle that has no subject.
pub fn beside(passage: &Passage, token: usize) -> Option<usize> {
    let tree = passage.tree;
    let participle =
        tree.tokens[token].tag == "VBG" && tree.child_by(token, &["nsubj", "mark", "case", "aux"]).is_none();
    let noun = token.checked_sub(1).filter(|_| participle)?;
    let mut with = tree.children_by(noun, &["case"]).into_iter().map(|case| passage.form(case));
    let opened = with.any(|word| word == "with" || word == "without");
    (opened && (tree.head(noun) == tree.head(token) || tree.head(token) == Some(noun))).then_some(noun)
}

/// "By post", "by accident": how, not who.
fn is_means(passage: &Passage, i: usize) -> bool {
    let tree = passage.tree;
    let bare = tree.child_by(i, &["det", "amod", "compound", "nmod:poss", "nummod"]).is_none();
    let by = tree.children_by(i, &["case"]).into_iter().any(|case| passage.form(case) == "by");
    by && bare && passage.lexicon.scope.is_means(passage.form(i))
}

/// Data, dates and numbers do nothing.
fn can_act(passage: &Passage, topic: &Topic, i: usize) -> bool {
    let noun = matches!(passage.tree.tokens[i].upos, Upos::Noun | Upos::Propn | Upos::Pron);
    let span = passage.tree.tokens[i].span;
    noun && !passage.is_any(i, topic, &topic.sense.inert) && !passage.dates().any(|date| date.span.contains(span))
}

pub fn recipient_of(passage: &Passage, frame: &Frame) -> Option<usize> {
    let tree = passage.tree;
    let verb = frame.token;
    if tree.is_passive(verb) && tree.child_by(verb, &["obj"]).is_some() && !frame.predicate.recipient_at.is_empty() {
        return tree.child_by(verb, &["nsubj:pass"]);
    }
    let slots = frame.predicate.recipient_at.iter();
    // "Sent Larch the ledger with a note": the second object comes before any phrase.
    let second = tree.child_by(verb, &["iobj"]).filter(|_| slots.clone().any(|slot| slot == "iobj"));
    let second = second.or_else(|| joined_receiver(passage, frame));
    let time = |i: usize| passage.dates().any(|date| date.span.overlaps(tree.tokens[i].span));
    let near = [Some(verb), frame.object].into_iter().flatten();
    // "Keeps keys for production": what for, not for whom.
    let topic = passage.topic(frame.predicate);
    let house = |i: usize| {
        ["authority", "house"].iter().any(|list| passage.lexicon.relations.is(list, passage.form(i)))
            && !object::is_holder(passage, i, topic)
    };
    let someone =
        |i: usize| tree.tokens[i].upos != Upos::Noun || passage.is_any(i, topic, &topic.sense.people) || house(i);
    let for_whom = |slot: &str, i: usize| slot != "for" || someone(i);
    // "To the best of my knowledge".
    let aside = |i: usize| passage.lexicon.scope.is_aside(passage.form(i));
    let filled = |from: usize, slot: &str| {
        at(passage, from, slot).into_iter().filter(|i| for_whom(slot, *i)).collect::<Vec<_>>()
    };
    let found = near.flat_map(|from| slots.clone().flat_map(move |slot| filled(from, slot)));
    // "With every order we send": what goes along, not who gets it.
    let along =
        |i: usize| i < verb && tree.children_by(i, &["case"]).into_iter().any(|case| passage.form(case) == "with");
    second
        .into_iter()
        .chain(found)
        .find(|i| Some(*i) != frame.object && Some(*i) != frame.actor && !time(*i) && !along(*i) && !aside(*i))
}

/// "Gave the police data on 62 homes": where the tree makes one phrase of the two objects, the first noun is who gets it, if that is somebody.
pub fn joined_receiver(passage: &Passage, frame: &Frame) -> Option<usize> {
    let tree = passage.tree;
    let gives = frame.predicate.recipient_at.iter().any(|slot| slot == "iobj");
    let object = frame.object.filter(|object| gives && tree.is(*object, "obj") && !tree.is_passive(frame.token))?;
    let first = tree.child_by(object, &["compound"]).filter(|first| first + 1 == object)?;
    let article = tree.child_by(object, &["det"]).filter(|det| det + 1 == first && *det == frame.token + 1)?;
    let topic = passage.topic(frame.predicate);
    let office = passage.lexicon.relations.is("authority", passage.form(first));
    // "Sold the customer data": one of many stands for a kind.
    let several = tree.tokens[first].tag == "NNS" && passage.is_any(first, topic, &topic.sense.people);
    let person = office || several;
    let mass = ["NN", "NNS"].contains(&tree.tokens[object].tag) && passage.form(article) == "the";
    let told = !at(passage, frame.token, "to").is_empty();
    (person && mass && !told).then_some(first)
}

pub fn places_of(passage: &Passage, frame: &Frame) -> Vec<usize> {
    let near = [Some(frame.token), frame.support, frame.object, frame.recipient].into_iter().flatten();
    let topic = passage.topic(frame.predicate);
    let mut places = Vec::new();
    for i in near {
        for slot in frame.predicate.place_at.iter() {
            places.extend(at(passage, i, slot).into_iter().filter(|j| is_place(passage, topic, *j)));
        }
    }
    places.sort_unstable();
    places.dedup();
    places.retain(|i| Some(*i) != frame.object && Some(*i) != frame.actor);
    places
}

/// A place of the gazetteer, a name, or a system that data is kept in.
fn is_place(passage: &Passage, topic: &Topic, i: usize) -> bool {
    let span = passage.tree.name_span(i);
    // "The Irish accounts" lie in no place.
    let adjective =
        |place: Span| passage.tree.tokens.iter().any(|token| token.upos == Upos::Adj && token.span.overlaps(place));
    let named = passage.places().any(|place| span.overlaps(place.span) && !adjective(place.span));
    let system = || object::is_name(passage, i) || object::is_holder(passage, i, topic);
    named || !topic.sense.holder.is_empty() && system()
}
