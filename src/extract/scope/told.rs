//! What a clause that is no statement of its own, or a noun of telling, makes of the act in it.

use super::Walk;
use crate::lexicon::scope::Turns;
use crate::model::Modality;
use crate::model::tree::{Mood, Tense, Upos};

impl Walk<'_, '_> {
    /// A clause of purpose: "to protect users".
    pub(super) fn purpose(&mut self, node: usize) {
        let tree = self.passage.tree;
        let infinitive = tree.children_by(node, &["mark"]).into_iter().any(|mark| self.passage.form(mark) == "to");
        // "Got round to wiping it" is no purpose.
        let infinitive = infinitive && tree.tokens[node].tag != "VBG";
        if infinitive && (tree.is(node, "advcl") || tree.is(node, "acl")) && self.scope.modality == Modality::Actual {
            self.set(Modality::Planned, "clause.purpose", node);
        }
    }

    /// "The plan is to move it", "our duty was to delete it": what the subject says that the act is.
    pub(super) fn told_as(&mut self, node: usize) {
        let tree = self.passage.tree;
        let infinitive = tree.children_by(node, &["mark"]).into_iter().any(|mark| self.passage.form(mark) == "to");
        let subject = tree.children_by(node, &["nsubj"]).into_iter().find(|i| tree.tokens[*i].rel == "nsubj:outer");
        let Some(subject) = subject.filter(|_| infinitive && tree.child_by(node, &["cop"]).is_some()) else { return };
        let scope = &self.passage.lexicon.scope;
        let effect = scope.governor_of(&self.head_forms(subject), "acl").cloned();
        if let Some(effect) = effect.filter(|effect| effect.turns == Turns::Keeps) {
            self.apply(&effect, false, subject);
        }
    }

    /// "The files are to be moved", "the firm was due to move them".
    pub(super) fn due(&mut self, node: usize) {
        let tree = self.passage.tree;
        let Some(to) = tree.children_by(node, &["mark"]).into_iter().find(|mark| self.passage.form(*mark) == "to")
        else {
            return;
        };
        let next = if to > 0 && self.passage.form(to - 1) == "due" { to - 1 } else { to };
        let before = tree.children_by(node, &["aux", "cop"]).into_iter().find(|be| be + 1 == next);
        let be = before.filter(|be| tree.tokens[*be].lemma == "be" && tree.tokens[*be].tag != "VB");
        if be.is_some() && self.scope.modality == Modality::Actual {
            self.set(Modality::Planned, "clause.due", to);
        }
    }

    /// "What we don't do is share it": what is said of the doing goes for the act.
    pub(super) fn done(&mut self, node: usize) {
        let tree = self.passage.tree;
        let what = tree.children_by(node, &["nsubj"]).into_iter().find(|i| tree.tokens[*i].rel == "nsubj:outer");
        let what = what.filter(|what| tree.tokens[*what].tag == "WP" && tree.child_by(node, &["cop"]).is_some());
        let doing = what.and_then(|what| tree.child_by(what, &["acl:relcl"]));
        if let Some(doing) = doing.filter(|doing| tree.tokens[*doing].lemma == "do") {
            self.auxiliaries(doing);
            if self.negated(doing) {
                self.turn();
            }
        }
    }

    /// "Reports that it was sold were false", "rejected claims that it was sold": what is made of the noun of telling, and who makes it.
    pub(super) fn report(&mut self, noun: usize) -> bool {
        let (tree, scope) = (self.passage.tree, &self.passage.lexicon.scope);
        let Some(above) = tree.head(noun).filter(|_| tree.tokens[noun].upos == Upos::Noun) else { return false };
        // "There is no truth in reports that it was sold".
        if tree.is(noun, "nmod") && self.passage.form(above) == "truth" && self.negated(above) {
            self.turn();
            return true;
        }
        let rel = if tree.is(noun, "obj") || tree.is(noun, "nsubj:pass") { "report" } else { "nsubj" };
        let told = rel == "report" || tree.is(noun, "nsubj") && tree.copula(above).is_some();
        let effect = scope.governor_of(&self.head_forms(above), rel).filter(|effect| effect.turns == Turns::Flips);
        let owned = effect.is_some_and(|effect| effect.id == "over.belied") && self.sayer(noun).is_some();
        let Some(effect) = effect.filter(|_| told && !owned).cloned() else { return false };
        let negated = self.negated(above);
        self.apply(&effect, negated, above);
        self.scope.sayer = tree.agent(above).filter(|_| rel == "report");
        true
    }

    /// "Cleared the bank of selling it": the clause is what the verb judges, wherever the tree hangs it.
    pub(super) fn judged(&self, node: usize) -> Option<(usize, &'static str)> {
        let tree = self.passage.tree;
        let having = tree.children_by(node, &["aux"]).into_iter().any(|aux| self.passage.form(aux) == "having");
        let object = tree.head(node).filter(|_| tree.is(node, "acl") && (tree.tokens[node].tag == "VBG" || having))?;
        let verb =
            tree.head(object).filter(|_| tree.is(object, "obj") && self.opens_with(node, &["of", "for", "with"]))?;
        self.passage.lexicon.scope.is_judge(self.passage.form(verb)).then_some((verb, "advcl"))
    }

    /// "Nurses accused of copying it were suspended": what becomes of them is not what becomes of the act.
    pub(super) fn is_judged(&self, node: usize) -> bool {
        self.passage.tree.is_passive(node) && self.passage.lexicon.scope.is_judge(self.passage.form(node))
    }

    /// "Confirmed that it was read but not that it was sold": of the second nothing is said.
    pub(super) fn is_not_vouched(&self, first: usize, node: usize) -> bool {
        let tree = self.passage.tree;
        let that = tree.children_by(node, &["mark"]).into_iter().find(|mark| self.passage.form(*mark) == "that");
        let not =
            |that: usize| that > 1 && self.passage.form(that - 1) == "not" && self.passage.form(that - 2) == "but";
        let above = tree.head(first).filter(|_| tree.is(first, "ccomp"));
        that.is_some_and(not)
            && above.is_some_and(|above| self.passage.lexicon.scope.is_vouching(&tree.tokens[above].lemma))
    }

    /// "Shared it with no one", "given to nobody".
    pub(super) fn is_nobody(&mut self, recipient: usize) -> bool {
        let tree = self.passage.tree;
        // "With no consent" is no recipient.
        let somebody = !self.passage.lexicon.scope.is_circumstance(&tree.tokens[recipient].lemma);
        let no = tree.children_by(recipient, &["det"]).into_iter().find(|det| self.passage.form(*det) == "no");
        let no = no.filter(|_| somebody);
        let word = Some(recipient)
            .filter(|i| self.is_negator(*i) && self.passage.form(*i) != "no")
            .or(no)
            .filter(|word| !self.counted.contains(word));
        self.counted.extend(word);
        word.is_some()
    }

    /// "Has yet to hand it over".
    pub(super) fn yet(&mut self, head: usize, node: usize) {
        let tree = self.passage.tree;
        let near = [head, node].into_iter().flat_map(|i| tree.children_by(i, &["advmod"]));
        let next = |i: usize| (i + 1 < tree.len()).then(|| self.passage.form(i + 1));
        if near.into_iter().any(|i| self.passage.form(i) == "yet" && next(i) == Some("to")) {
            self.counted.clear();
            self.scope.modality = Modality::Actual;
            self.turn();
        }
    }

    /// "Wait until they have read it": has not happened.
    pub(super) fn awaited(&mut self, node: usize) {
        let tree = self.passage.tree;
        let clause = tree.is(node, "advcl") && self.opens_with(node, &["until", "till"]);
        if clause && tree.tense(node) != Tense::Past && self.scope.modality == Modality::Actual
            || clause && tree.auxiliaries(node).tokens.iter().any(|i| matches!(tree.tokens[*i].tag, "VBP" | "VBZ"))
        {
            self.set(Modality::Planned, "clause.until", node);
        }
    }

    /// "I'm not saying we sold it", "did not claim that …": nothing is said; "did not disclose that it was sold" knows that it was.
    pub(super) fn is_unsaid(&self, head: usize, rel: &str) -> bool {
        let lexicon = &self.passage.lexicon.scope;
        matches!(rel, "ccomp") && lexicon.is_bare_saying(self.passage.form(head)) && self.negator(head).is_some()
    }

    /// "Shared rather than deleted": what "rather" and "instead" turn is the clause that they open; in "would rather delete it than share it" that is
    /// the one after "than".
    pub(super) fn is_preferred(&self, node: usize, marker: usize) -> bool {
        let tree = self.passage.tree;
        let than = marker + 1 < tree.len() && self.passage.form(marker + 1) == "than";
        tree.is(marker, "advmod") && self.passage.form(marker) == "rather" && !than
            || tree.is(marker, "advmod") && self.passage.form(marker) == "instead" && tree.tokens[node].tag != "VBG"
    }

    /// "Far from deleting it", "did anything but delete it", "kept it rather than sell it".
    pub(super) fn is_far_from(&self, node: usize) -> bool {
        let tree = self.passage.tree;
        let form = |i: Option<usize>| i.filter(|i| *i < tree.len()).map_or("", |i| self.passage.form(i));
        tree.children_by(node, &["mark", "case", "cc"]).into_iter().any(|word| {
            let [before, first] = [word.checked_sub(1), word.checked_sub(2)].map(form);
            match form(Some(word)) {
                "from" => before == "far" && !matches!(first, "not" | "n't" | "never"),
                "but" => {
                    let done = matches!(first, "do" | "did" | "does" | "done" | "doing");
                    before == "anything" && done && tree.tokens[node].tag == "VB"
                }
                "rather" => tree.is(word, "cc") && form(Some(word + 1)) == "than",
                _ => false,
            }
        })
    }

    pub(super) fn is_outdone(&self, node: usize) -> bool {
        let tree = self.passage.tree;
        let than = tree.is(node, "advcl") && self.opens_with(node, &["than"]);
        let beside = tree.head(node).into_iter().flat_map(|head| tree.children_by(head, &["advmod"]));
        than && beside.into_iter().any(|word| matches!(self.passage.form(word), "rather" | "sooner"))
    }

    /// "Would neither confirm nor deny that it was read", "declined to confirm that it was": nobody says either. "Confirmed that it was read, but not
    /// that it was sold" says the one.
    pub(super) fn is_left_open(&self, head: usize) -> bool {
        let (tree, scope) = (self.passage.tree, &self.passage.lexicon.scope);
        let chosen =
            |i: &usize| tree.children_by(*i, &["cc"]).iter().any(|cc| matches!(self.passage.form(*cc), "or" | "nor"));
        let row = tree.conjuncts(head);
        let joined = if row.iter().any(chosen) { row } else { vec![head] };
        let refused = |i: &usize| {
            let above = tree.head(*i).filter(|_| tree.is(*i, "xcomp"));
            let effect = above.and_then(|above| scope.governor(self.passage.form(above), "xcomp"));
            self.negator(*i).is_some() || effect.is_some_and(|effect| effect.turns == Turns::Flips)
        };
        joined.iter().any(|i| scope.is_vouching(&tree.tokens[*i].lemma)) && joined.iter().any(refused)
    }

    /// "The lists, I think, were copied", "the lists, her lawyers wrote, were copied": whose words they are, and how sure.
    pub(super) fn said_beside(&mut self, node: usize) {
        let tree = self.passage.tree;
        let full = |says: &usize| tree.child_by(*says, &["obj", "ccomp", "xcomp"]).is_none();
        for says in tree.children_by(node, &["parataxis"]).into_iter().filter(full) {
            if !self.is_verb(says) {
                continue;
            }
            let scope = &self.passage.lexicon.scope;
            let Some(effect) = scope.governor_of(&self.head_forms(says), "ccomp").cloned() else { continue };
            // "Sold the lists: customers complained".
            let words = tree.subtree(says);
            let near = words
                .first()
                .zip(words.last())
                .map(|(first, last)| first.saturating_sub(1)..(last + 2).min(tree.len()));
            if near.is_some_and(|near| near.into_iter().any(|i| matches!(self.passage.form(i), ":" | ";"))) {
                continue;
            }
            if effect.turns == Turns::Shields {
                // "We can't tell" is said by whoever speaks.
                let other = |i: &usize| !matches!(self.passage.form(*i), "i" | "we" | "you");
                let sayer = self.sayer(says).filter(|i| other(i) && self.negator(says).is_none());
                self.scope.sayer = self.scope.sayer.or(sayer);
            } else if effect.modality == Some(Modality::Possible) && effect.turns == Turns::Keeps {
                // "We deleted it, I promise" plans nothing.
                self.set(Modality::Possible, &effect.id, says);
            }
        }
    }

    /// "Let's say a clerk copied it".
    pub(super) fn is_supposed(&self, head: usize) -> bool {
        let before = |n: usize| head.checked_sub(n).map(|i| self.passage.form(i));
        matches!(before(1), Some("'s" | "\u{2019}s" | "us")) && before(2) == Some("let")
    }

    /// A negated verb of coming to know leaves what is known as it is: "nobody noticed that it was copied"; not "I don't know that …".
    pub(super) fn is_known(&self, head: usize, node: usize) -> bool {
        let tree = self.passage.tree;
        let speaker = || tree.subject(head).is_some_and(|i| matches!(self.passage.form(i), "i" | "we"));
        self.passage.lexicon.scope.is_factive(&tree.tokens[head].lemma)
            && self.opens_with(node, &["that"])
            && !speaker()
            && tree.auxiliaries(head).mood != Mood::Infinitive
    }

    /// "The leak was not reported": the telling is negated, not what is told of.
    pub(super) fn is_only_told(&self, head: usize, rel: &str) -> bool {
        let effect = self.passage.lexicon.scope.governor_of(&self.head_forms(head), "ccomp");
        rel == "nsubj" && effect.is_some_and(|effect| effect.turns == Turns::Shields)
    }
}
