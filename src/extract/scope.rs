//! Polarity and modality: what stands in the clause and above it.
//!
//! The walk goes from the predicate up to the root. At each step the clause's own words count (negation, modals, adverbs,
//! the word that opens it), then the word above by its entry in `en/scope.toml`. A verb of saying ends the walk: what
//! stands above it is about the saying. The outermost modality wins.

mod negators;
mod told;

use super::Passage;
use super::arguments;
use super::frame::Frame;
use crate::lexicon::scope::{Effect, Turns};
use crate::model::tree::{Mood, Upos, matches};
use crate::model::{Modality, Polarity};

/// What was decided, and the entries that decided it.
pub struct Scope {
    pub polarity: Polarity,
    pub modality: Modality,
    /// The claim is not made at all ("limits access").
    pub silenced: bool,
    pub entries: Vec<String>,
    /// The topmost word of the clause that the claim's own words reach up to ("expects" in "expects to delete").
    pub top: usize,
    /// Who is said to say it, by the verb or phrase of saying above.
    pub sayer: Option<usize>,
    /// What was decided word by word, the predicate first.
    pub steps: Vec<Step>,
    /// What a question asks about: the modality that an answer takes over.
    pub asked: Option<Modality>,
}

/// A word, what it was taken for, and what polarity and modality were from then on.
pub struct Step {
    pub at: usize,
    pub by: String,
    pub polarity: Polarity,
    pub modality: Modality,
}

pub fn scope(passage: &Passage, frame: &Frame) -> Scope {
    let mut walk = Walk {
        passage,
        scope: Scope {
            polarity: frame.predicate.polarity.unwrap_or(Polarity::Affirmed),
            modality: frame.predicate.modality.unwrap_or(Modality::Actual),
            silenced: false,
            entries: vec![frame.predicate.id.clone()],
            top: frame.token,
            sayer: None,
            steps: Vec::new(),
            asked: None,
        },
        could: frame.actor.and(passage.topic(frame.predicate).could(&frame.predicate.action)),
        counted: Vec::new(),
    };
    walk.step(frame.token, &frame.predicate.id);
    walk.up(frame);
    if passage.tree.is_question(frame.verb()) && walk.scope.modality != Modality::Hypothetical {
        walk.scope.asked = Some(walk.scope.modality);
        walk.scope.modality = Modality::Question;
        walk.step(frame.verb(), "mood.question");
    }
    walk.scope
}

struct Walk<'p, 'a> {
    passage: &'p Passage<'a>,
    scope: Scope,
    /// What "could" says of the act.
    could: Option<Modality>,
    /// Negating words that were counted: "no evidence" negates once, as the noun's own and as the verb's subject.
    counted: Vec<usize>,
}

impl Walk<'_, '_> {
    fn up(&mut self, frame: &Frame) {
        let tree = self.passage.tree;
        let mut node = frame.token;
        self.own(node, node);
        if let (Some(verb), Some(support)) = (frame.support, frame.support_entry(self.passage.lexicon)) {
            let held = frame.predicate.held.and(support.modality);
            let effect = Effect { id: support.id.clone(), modality: held, turns: support.turns, over: Vec::new() };
            self.apply(&effect, false, verb);
            self.own(verb, frame.token);
            node = verb;
        }
        if arguments::misplaced(self.passage, node).is_some_and(|subject| self.is_negator(subject)) {
            self.turn();
        }
        if frame.recipient.is_some_and(|recipient| self.is_nobody(recipient)) {
            self.turn();
        }
        while let Some(head) = tree.head(node) {
            let (head, rel) = self.judged(node).unwrap_or((head, self.link(node)));
            // "never opened, let alone read"
            if self.passage.form(head) == "let" && head + 1 < tree.len() && self.passage.form(head + 1) == "alone" {
                node = head;
                continue;
            }
            self.according(node);
            if matches(rel, "acl:relcl") || matches(rel, "parataxis") || matches(rel, "list") || matches(rel, "appos") {
                break;
            }
            if matches(rel, "acl") && (self.is_done_already(node, head) || self.is_judged(node)) {
                break;
            }
            if matches(rel, "conj") {
                if self.is_not_vouched(head, node) {
                    self.scope.polarity = self.scope.polarity.flip();
                    self.set(Modality::Question, "saying.open", node);
                    break;
                }
                self.shared(head, node);
                node = head;
                continue;
            }
            if node != frame.token && self.is_aside(node) {
                break;
            }
            if self.govern(head, node, rel, frame) {
                break;
            }
            node = head;
        }
        self.according(node);
        self.opens_unsure(node);
    }

    /// "Maybe the vendor saw it": an opening adverb is of the main clause, wherever the tree hangs it.
    fn opens_unsure(&mut self, node: usize) {
        let tree = self.passage.tree;
        let main = tree.head(node).is_none() && tree.tokens[0].upos == Upos::Adv;
        if main && node > 0 && tree.head(0) != Some(node) {
            let form = self.passage.form(0);
            self.adverb(form, 0);
        }
    }

    /// "Agreed to delete the lists bought from brokers": what is to be done to them is not how they were come by.
    fn is_done_already(&self, node: usize, noun: usize) -> bool {
        let tree = self.passage.tree;
        let bare = tree.tokens[node].tag == "VBN" && node > noun && tree.children_by(node, &["mark"]).is_empty();
        let object = bare && tree.is(noun, "obj") && self.negator(noun).is_none();
        let over = tree.head(noun).filter(|verb| object && self.is_verb(*verb));
        // "Wants to have the lists deleted"; "denied selling lists bought from brokers" denies both.
        over.is_some_and(|verb| {
            let lets = matches!(tree.tokens[verb].lemma.as_str(), "have" | "find" | "see" | "get" | "keep" | "leave");
            !lets && self.opens_with(verb, &["to"]) && self.negator(verb).is_none()
        })
    }

    /// "amid fears that …", "over claims that …": what stands above the phrase is about something else.
    fn is_aside(&self, node: usize) -> bool {
        let tree = self.passage.tree;
        let case = || tree.children_by(node, &["case"]).into_iter().map(|case| self.passage.form(case));
        tree.tokens[node].upos == Upos::Noun && case().any(|word| word != "of")
    }

    /// The relation by which a clause hangs; "evidence that it was sold" is no relative clause.
    fn link(&self, node: usize) -> &'static str {
        let tree = self.passage.tree;
        let rel = tree.tokens[node].rel;
        let tagged = |i: &usize| self.passage.form(*i) == "that" && tree.tokens[*i].upos == Upos::Sconj;
        let that = || tree.children(node).iter().any(tagged);
        if matches(rel, "acl:relcl") && that() { "acl" } else { rel }
    }

    /// "According to the report, …".
    fn according(&mut self, node: usize) {
        if self.scope.sayer.is_none() {
            let phrases = self.passage.seen.obliques(node).iter();
            self.scope.sayer = phrases.filter(|(preposition, _)| preposition == "according to").map(|(_, i)| *i).next();
        }
    }

    /// The verb's own clause: negation, modal, adverbs, opener.
    fn own(&mut self, node: usize, from: usize) {
        let tree = self.passage.tree;
        self.auxiliaries(node);
        self.banned(node);
        if self.negated(node) {
            self.turn();
        }
        for child in tree.children(node) {
            let form = self.passage.form(*child);
            let rel = tree.tokens[*child].rel;
            if matches(rel, "advmod") {
                self.adverb(form, *child);
            }
            let opens = ["mark", "case", "advmod"].iter().any(|asked| matches(rel, asked)) && *child < from.max(node);
            let marker = self.passage.lexicon.scope.marker(form).filter(|_| opens).cloned();
            if let Some(effect) = marker.filter(|_| !self.is_preferred(node, *child)) {
                self.apply(&effect, false, *child);
            }
        }
        self.said_beside(node);
        if self.is_outdone(node) || self.is_far_from(node) {
            self.turn();
        }
        self.awaited(node);
        // "without a clerk opening them": the word stands before the one who acts.
        let beside =
            arguments::beside(self.passage, node).into_iter().flat_map(|noun| tree.children_by(noun, &["case"]));
        for word in beside {
            if let Some(effect) = self.passage.lexicon.scope.marker(self.passage.form(word)).cloned() {
                self.apply(&effect, false, word);
            }
        }
        self.purpose(node);
        self.due(node);
        self.done(node);
        self.told_as(node);
        self.imperative(node);
    }

    /// "Delete the backups."
    fn imperative(&mut self, node: usize) {
        let tree = self.passage.tree;
        let main = tree.head(node).is_none() || tree.is(node, "parataxis") || tree.is(node, "conj");
        if main && tree.auxiliaries(node).mood == Mood::Imperative {
            self.set(Modality::Directed, "mood.imperative", node);
        }
    }

    fn auxiliaries(&mut self, node: usize) {
        let verbal = self.passage.tree.auxiliaries(node);
        let Some(modal) = verbal.modal else {
            return;
        };
        let form = self.passage.form(modal);
        // "she'd lost it" is "had".
        if form == "'d" && self.passage.tree.tokens[node].tag == "VBN" {
            return;
        }
        let Some(effect) = self.passage.lexicon.scope.modal(form) else { return };
        let modality = match (form, effect.modality) {
            ("could", _) if self.negator(node).is_some() => Some(Modality::Ability),
            // "They could be reading it, for all we know".
            ("could", _) if !verbal.perfect && !verbal.progressive && self.could.is_some() => self.could,
            ("would" | "'d", _) if self.conditional(node) => Some(Modality::Hypothetical),
            // "Must have copied it", "can't have read it": what is concluded.
            ("must" | "can" | "ca" | "cannot", _) if verbal.perfect => Some(Modality::Possible),
            (_, modality) => modality,
        };
        if let Some(modality) = modality {
            self.set(modality, &effect.id.clone(), modal);
        }
    }

    /// "The buyer may not sell them" forbids it; "may not have sold them" and "the fix may not stop them" do not.
    fn banned(&mut self, node: usize) {
        let (tree, passage) = (self.passage.tree, self.passage);
        let verbal = tree.auxiliaries(node);
        let may = verbal.modal.filter(|modal| passage.form(*modal) == "may" && !verbal.perfect && !verbal.progressive);
        let Some(may) = may.filter(|_| self.negator(node).is_some()) else { return };
        let somebody = |i: usize| {
            let pronoun = matches!(passage.form(i), "they" | "we" | "you" | "he" | "she" | "i" | "who");
            let people =
                || passage.lexicon.topics.all().iter().any(|topic| passage.is_any(i, topic, &topic.sense.people));
            pronoun || people() || passage.actors().any(|actor| actor.span.overlaps(tree.tokens[i].span))
        };
        if tree.is_passive(node) || tree.subject(node).is_some_and(somebody) {
            self.set(Modality::Directed, "modal.ban", may);
        }
    }

    /// "would …, even if asked".
    fn conditional(&self, node: usize) -> bool {
        let tree = self.passage.tree;
        tree.children_by(node, &["advcl"]).into_iter().any(|clause| {
            tree.children_by(clause, &["mark", "advmod"]).into_iter().any(|mark| self.passage.form(mark) == "if")
        })
    }

    fn adverb(&mut self, form: &str, at: usize) {
        // "Almost deleted it"; "almost always" is another matter.
        let before = |effect: &&Effect| {
            let next = self.passage.tree.tokens.get(at + 1).is_some_and(|next| next.upos == Upos::Verb);
            effect.turns != Turns::Flips || next
        };
        if let Some(effect) = self.passage.lexicon.scope.adverb(form).filter(before).cloned() {
            self.apply(&effect, false, at);
        }
    }

    /// Conjuncts share the auxiliaries of the first where they have no subject of their own ("will audit and manage").
    fn shared(&mut self, first: usize, conjunct: usize) {
        let tree = self.passage.tree;
        let verbs = [first, conjunct].iter().all(|i| matches!(tree.tokens[*i].upos, Upos::Verb | Upos::Aux));
        let nouns = [first, conjunct].iter().all(|i| matches!(tree.tokens[*i].upos, Upos::Noun | Upos::Propn));
        let own = tree.child_by(conjunct, &["nsubj", "nsubj:pass", "aux"]).is_some();
        let joined = tree.child_by(conjunct, &["cc"]).map(|cc| self.passage.form(cc));
        // "No evidence that any was printed nor sold": what denies the first denies the second, and "nor" was counted.
        if joined == Some("nor") && !self.negated(first) && ["acl", "ccomp"].iter().any(|rel| tree.is(first, rel)) {
            self.turn();
        }
        // "Could open it, and did so": what stands in the past was done.
        let done = tree.tokens[first].tag == "VB" && tree.tokens[conjunct].tag == "VBD";
        if verbs && !own && !done && first < conjunct {
            // "Neither kept nor shared": "nor" has been counted.
            let contrasted = joined.is_some_and(|joined| joined == "but" || joined == "nor");
            if self.negated(first) && !contrasted {
                self.turn();
            }
            self.auxiliaries(first);
        } else if nouns && self.negated(first) {
            self.turn();
        }
    }

    /// What the word above does to what hangs below it. True where the walk ends.
    fn govern(&mut self, head: usize, node: usize, rel: &str, frame: &Frame) -> bool {
        let scope = &self.passage.lexicon.scope;
        let mut forms = self.head_forms(head);
        let base = rel.split(':').next().unwrap_or(rel);
        // "Charged a clerk with selling it".
        if base == "advcl" && self.opens_with(node, &["with"]) && scope.is_judge(self.passage.form(head)) {
            forms.insert(0, format!("be {}", self.passage.form(head)));
        }
        let effect = scope.governor_of(&forms, rel).or_else(|| scope.governor_of(&forms, base)).cloned();
        let clausal = matches!(base, "xcomp" | "ccomp" | "csubj" | "acl" | "advcl");
        // A clause beside the verb is under it only as its purpose or as what is prevented.
        let turns = |effect: &Effect| {
            effect.turns == Turns::Flips || matches!(effect.id.as_str(), "over.say" | "over.short" | "over.possible")
        };
        let turned = effect.as_ref().is_some_and(turns);
        let opened = self.opens_with(node, &["to", "from"]) || turned && self.opens_with(node, &["of", "with"]);
        if base == "advcl" && !opened {
            return true;
        }
        // "over fears that …": what stands above the phrase is about something else.
        if matches!(base, "obl" | "nmod") && (node != frame.token || effect.is_none()) {
            return true;
        }
        // "Glad to know that it was read": what is known is so, however the knowing is told.
        let known = base == "ccomp" && self.opens_with(node, &["that"]) && self.opens_with(head, &["to", "of"]);
        if known && self.passage.lexicon.scope.is_factive(&self.passage.tree.tokens[head].lemma) {
            return true;
        }
        if base == "ccomp" && self.negator(head).is_some() && self.is_known(head, node) {
            return true;
        }
        // "have read" is no "have to read".
        let perfect = base == "xcomp" && self.passage.tree.tokens[node].tag == "VBN" && !self.opens_with(node, &["to"]);
        if base == "acl" && self.report(head) {
            return true;
        }
        if base == "ccomp" && self.is_left_open(head) {
            self.set(Modality::Question, "saying.open", head);
            self.scope.sayer = self.sayer(head);
            return true;
        }
        let mut settled = false;
        // "The event exposing them" happened.
        let cased = |word| {
            self.passage.tree.children_by(head, &["case"]).into_iter().any(|case| self.passage.form(case) == word)
        };
        let is_given = self.passage.tree.tokens[head].lemma == "give";
        let fits = |effect: &Effect| match effect.id.as_str() {
            "over.must" => !perfect,
            "over.event" => cased("in"),
            // "The way the firm keeps them", "knew that clerks sold them" tell of what is done.
            "over.ability" => !matches!(base, "acl" | "ccomp") || !self.is_finite(node),
            "over.directed" => !is_given || self.gives_time(head),
            _ => true,
        };
        match effect.filter(fits) {
            Some(effect) => {
                let shields = effect.turns == Turns::Shields;
                if shields && self.is_unsaid(head, base) {
                    self.set(Modality::Possible, "saying.negated", head);
                    return true;
                }
                if shields && self.is_supposed(head) {
                    self.set(Modality::Hypothetical, "saying.supposed", head);
                    return true;
                }
                let asks = base == "ccomp" && self.asks(node);
                let negated = if shields { self.finds_nothing(head, node) } else { !asks && self.negated(head) };
                if effect.turns == Turns::Doubts {
                    self.doubt(&effect, negated, head);
                    return true;
                }
                self.apply(&effect, negated, head);
                if shields || effect.id == "over.denial" {
                    self.scope.sayer = self.scope.sayer.or_else(|| self.sayer(head));
                    return true;
                }
                // "Would have to keep it": a duty, whenever; "cannot rule out that it was copied".
                settled = matches!(effect.id.as_str(), "over.must" | "over.ruled-out-that");
                if settled {
                    self.yet(head, node);
                }
            }
            // "Never got round to wiping it".
            None if base == "ccomp" && self.asks(node) => {}
            None if clausal && (base != "advcl" || self.is_got_round_to(node)) && self.negated(head) => self.turn(),
            None if self.is_only_told(head, base) => return true,
            None if matches!(base, "obj" | "nsubj" | "nmod" | "obl") && self.negated(head) && !self.is_verb(node) => {
                self.turn();
            }
            None => {}
        }
        if !settled && (self.is_verb(head) || self.passage.tree.copula(head).is_some()) {
            // "May have known that it was read": what may be is the knowing. "Would know that it was read if it were" leaves both open.
            let tree = self.passage.tree;
            let having = tree.children_by(head, &["aux"]).into_iter().any(|aux| tree.tokens[aux].lemma == "have");
            let known = base == "ccomp" && self.opens_with(node, &["that"]) && having;
            if !(known && self.passage.lexicon.scope.is_factive(&self.passage.tree.tokens[head].lemma)) {
                self.auxiliaries(head);
            }
            // "Far from being able to read it".
            if base == "xcomp" && self.is_far_from(head) {
                self.turn();
            }
            for child in self.passage.tree.children_by(head, &["advmod", "mark"]) {
                let form = self.passage.form(child);
                self.adverb(form, child);
                if let Some(effect) = self.passage.lexicon.scope.marker(form).cloned() {
                    self.apply(&effect, false, child);
                }
            }
        }
        if clausal && base != "acl" {
            self.scope.top = head;
        }
        false
    }

    /// "It is not known how many were taken", "does not record who opens it": what is asked is not denied.
    fn asks(&self, clause: usize) -> bool {
        let first = self.passage.tree.subtree(clause).into_iter().min();
        first.is_some_and(|word| {
            matches!(self.passage.form(word), "how" | "who" | "whom" | "when" | "where" | "why" | "whether")
        })
    }

    fn is_finite(&self, node: usize) -> bool {
        let tree = self.passage.tree;
        let helped = tree.children_by(node, &["aux", "aux:pass", "cop"]);
        let tags = std::iter::once(node).chain(helped).map(|i| tree.tokens[i].tag);
        !self.opens_with(node, &["to", "of"]) && { tags }.any(|tag| matches!(tag, "VBD" | "VBZ" | "VBP" | "MD"))
    }

    /// "Gave the bank a month to delete it", not "gave nurses tablets to record it".
    fn gives_time(&self, give: usize) -> bool {
        let tree = self.passage.tree;
        let time = |i: usize| {
            let span = tree.tokens[i].span;
            tree.tokens[i].lemma == "time"
                || tree.tokens[i].lemma == "deadline"
                || self.passage.dates().any(|date| date.span.overlaps(span))
        };
        tree.children_by(give, &["obj", "obl"]).into_iter().any(time)
    }

    fn is_got_round_to(&self, node: usize) -> bool {
        self.passage.tree.tokens[node].tag == "VBG" && self.opens_with(node, &["to"])
    }

    fn opens_with(&self, node: usize, words: &[&str]) -> bool {
        let marks = self.passage.tree.children_by(node, &["mark", "case"]);
        marks.into_iter().any(|mark| words.contains(&self.passage.form(mark)))
    }

    /// Who says: the subject of the verb of saying, the owner of the report, or the one whom it comes from.
    pub(super) fn sayer(&self, head: usize) -> Option<usize> {
        let tree = self.passage.tree;
        if self.is_verb(head) {
            return tree.agent(head);
        }
        let somebody = |i: usize| {
            let span = tree.tokens[i].span;
            !self.passage.lexicon.scope.is_means(self.passage.form(i))
                && !self.passage.dates().any(|date| date.span.contains(span))
        };
        let mut from = self.passage.seen.obliques(head).iter().filter(|(word, _)| word == "from" || word == "by");
        tree.possessor(head).or_else(|| from.find(|(_, i)| somebody(*i)).map(|(_, i)| *i))
    }

    /// By which the lexicon may know it: "ruled out", "be allowed", the word as written, its dictionary form.
    fn head_forms(&self, head: usize) -> Vec<String> {
        let tree = self.passage.tree;
        let (form, lemma) = (self.passage.form(head), tree.tokens[head].lemma.to_lowercase());
        let out = |i: usize| matches!(self.passage.form(i), "out" | "off");
        let behind = tree.children_by(head, &["compound:prt", "advmod"]).into_iter().chain(
            // "Opted out of sharing it": the tree may hang the particle on the clause.
            tree.children_by(head, &["advcl"]).into_iter().flat_map(|clause| tree.children_by(clause, &["mark"])),
        );
        let particle = behind.into_iter().find(|i| out(*i)).map(|i| format!("{form} {}", self.passage.form(i)));
        let bare = tree.is(head, "acl") && tree.is_passive(head);
        let passive = (bare || tree.child_by(head, &["aux:pass"]).is_some()).then(|| format!("be {form}"));
        // "We've got to delete it".
        let has = |aux: usize| matches!(tree.tokens[aux].tag, "VBP" | "VBZ") && tree.tokens[aux].lemma == "have";
        let must = form == "got" && tree.children_by(head, &["aux"]).into_iter().any(has);
        let passive = passive.or(must.then(|| "have".to_string()));
        particle.into_iter().chain(passive).chain([form.to_string(), lemma]).collect()
    }

    fn is_verb(&self, i: usize) -> bool {
        matches!(self.passage.tree.tokens[i].upos, Upos::Verb | Upos::Aux)
    }

    fn apply(&mut self, effect: &Effect, negated: bool, at: usize) {
        self.scope.entries.push(effect.id.clone());
        // "Nothing to suggest that", "nothing suggests that"; "nobody suggested that" is another matter.
        let tree = self.passage.tree;
        let no = |word: usize| matches!(self.passage.form(word), "nothing" | "none");
        let void = tree.head(at).filter(|above| tree.is(at, "acl") && *above < at).is_some_and(no);
        let unseen = effect.id == "over.hint" && (void || negated && self.counted.last().copied().is_some_and(no));
        if let Some(modality) = effect.modality.filter(|_| !unseen) {
            self.scope.modality = modality;
        }
        if effect.turns == Turns::Flips {
            self.scope.polarity = self.scope.polarity.flip();
        }
        self.scope.silenced |= effect.turns == Turns::Silences;
        self.step(at, &effect.id);
        if negated {
            self.scope.polarity = self.scope.polarity.flip();
            self.step(self.counted.last().copied().unwrap_or(at), "negation");
        }
    }

    /// "I'm not sure that it was deleted": the negation makes it doubtful.
    fn doubt(&mut self, effect: &Effect, negated: bool, at: usize) {
        self.scope.entries.push(effect.id.clone());
        if negated {
            self.set(Modality::Possible, &effect.id, at);
        } else {
            self.step(at, &effect.id);
        }
    }

    fn set(&mut self, modality: Modality, entry: &str, at: usize) {
        self.scope.modality = modality;
        self.scope.entries.push(entry.to_string());
        self.step(at, entry);
    }

    /// By the negating word that was counted last.
    fn turn(&mut self) {
        self.scope.polarity = self.scope.polarity.flip();
        self.scope.entries.push("negation".to_string());
        let at = self.counted.last().copied().unwrap_or(self.scope.top);
        self.step(at, "negation");
    }

    fn step(&mut self, at: usize, by: &str) {
        let Scope { polarity, modality, .. } = self.scope;
        self.scope.steps.push(Step { at, by: by.to_string(), polarity, modality });
    }
}
