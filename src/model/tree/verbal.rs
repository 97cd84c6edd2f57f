//! The verb and its clause: auxiliaries, tense, mood, voice, negation, what stands above, what is said.

use super::{Tree, Upos};

/// When the clause says it happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    Past,
    Present,
    Future,
    /// An infinitive, a participle or an order: the clause itself does not say.
    None,
}

/// How the clause puts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    Indicative,
    /// Under can, could, may, might, must, shall, should, would (`will` is the future).
    Modal,
    Imperative,
    Infinitive,
    Participle,
}

/// A verb's auxiliaries and what they make of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verbal {
    /// Auxiliaries and copula in text order, shared ones of a coordination included.
    pub tokens: Vec<usize>,
    pub modal: Option<usize>,
    pub tense: Tense,
    pub mood: Mood,
    pub perfect: bool,
    pub progressive: bool,
    pub passive: bool,
}

/// Lemmas that put a clause under negation, in the forms the lemmatiser gives them.
pub const NEGATORS: &[&str] = &[
    "not", "n't", "never", "no", "neither", "nor", "without", "none", "nobody", "nothing", "nowhere", "hardly",
    "scarcely", "barely",
];

impl Tree {
    /// Is `i` in the passive: "data was **sold**", "data **sold** by Acme", "was copied and **sold**",
    /// "if **asked**"?
    pub fn is_passive(&self, i: usize) -> bool {
        if self.child_by(i, &["aux:pass", "nsubj:pass", "csubj:pass", "obl:agent"]).is_some() {
            return true;
        }
        let participle = matches!(self.tokens[i].tag, "VBN" | "VBD") && self.tokens[i].upos == Upos::Verb;
        let bare = self.child_by(i, &["aux", "nsubj", "cop"]).is_none();
        let no_object = self.child_by(i, &["obj"]).is_none();
        let shares = || self.head(i).is_some_and(|h| self.tokens[h].tag == "VBN" && self.is_passive(h));
        participle
            && bare
            && match self.tokens[i].rel {
                "acl" | "amod" => no_object,
                "conj" => self.tokens[i].tag == "VBN" && shares(),
                "advcl" => (self.tokens[i].tag == "VBN" || self.is_opened(i)) && no_object,
                "xcomp" => self.tokens[i].tag == "VBN" && no_object,
                _ => false,
            }
    }

    /// Does a conjunction or question word open the clause: "if", "when"?
    fn is_opened(&self, i: usize) -> bool {
        self.children(i).iter().any(|c| *c < i && (self.is(*c, "mark") || self.tokens[*c].tag == "WRB"))
    }

    /// The auxiliaries of predicate `i` and the tense, mood and voice they give. "will have been **sold**": future,
    /// perfect, passive. A coordinated verb without any shares the first one's: "will copy and **sell**".
    pub fn auxiliaries(&self, i: usize) -> Verbal {
        let tokens = self.auxiliary_tokens(i);
        let tagged = |tags: &[&str]| tokens.iter().copied().find(|t| tags.contains(&self.tokens[*t].tag));
        let lemma = |lemma: &str| tokens.iter().copied().find(|t| self.tokens[*t].lemma == lemma);
        let modal = tagged(&["MD"]);
        let future = modal.is_some_and(|m| matches!(self.tokens[m].lemma.as_str(), "will" | "shall" | "'ll" | "wo"));
        let perfect = lemma("have").is_some() && matches!(self.tokens[i].tag, "VBN" | "VBD" | "VBG")
            || lemma("have").is_some() && self.copula(i).is_some();
        let progressive = self.tokens[i].tag == "VBG" && lemma("be").is_some();
        let mood = if modal.is_some() && !future { Mood::Modal } else { self.mood(i, &tokens) };
        let tense = match (mood, future) {
            (_, true) => Tense::Future,
            (Mood::Indicative, _) => self.finite_tense(i, &tokens, perfect),
            (Mood::Modal, _) if perfect => Tense::Past,
            (Mood::Modal, _) => Tense::Present,
            _ => Tense::None,
        };
        Verbal { modal, tense, mood, perfect, progressive, passive: self.is_passive(i), tokens }
    }

    fn auxiliary_tokens(&self, i: usize) -> Vec<usize> {
        let own = self.children_by(i, &["aux", "cop"]);
        let lonely = own.is_empty() && self.child_by(i, &["nsubj", "mark"]).is_none();
        match self.head(i) {
            Some(above) if lonely && self.is(i, "conj") && !self.is_finite(i) => {
                let shared = self.auxiliary_tokens(above);
                shared.into_iter().filter(|t| !self.is(*t, "cop")).collect()
            }
            _ => own,
        }
    }

    /// Finite by its own form; a past form in a coordination of participles is one of them.
    fn is_finite(&self, i: usize) -> bool {
        matches!(self.tokens[i].tag, "VBD" | "VBZ" | "VBP" | "MD")
    }

    fn mood(&self, i: usize, auxiliaries: &[usize]) -> Mood {
        if self.is_ordered(i, auxiliaries) {
            return Mood::Imperative;
        }
        let finite = auxiliaries.iter().any(|t| self.is_finite(*t)) || self.is_finite(i) && !self.is_passive(i);
        let to = || self.children_by(i, &["mark"]).into_iter().any(|m| self.tokens[m].tag == "TO");
        let alone = self.child_by(i, &["nsubj", "csubj", "mark"]).is_none() && auxiliaries.is_empty();
        match self.tokens[i].tag {
            _ if finite => Mood::Indicative,
            "VB" | "VBP" if alone && ["root", "parataxis", "conj", "ccomp"].iter().any(|r| self.is(i, r)) => {
                self.shared_mood(i)
            }
            _ if to() => Mood::Infinitive,
            "VB" => Mood::Infinitive,
            "VBG" | "VBN" | "VBD" => Mood::Participle,
            _ if self.child_by(i, &["nsubj"]).is_some() => Mood::Indicative,
            _ => Mood::Participle,
        }
    }

    /// "Do not share it", "lock it up and **shut** the door", "everyone **delete** it".
    fn is_ordered(&self, i: usize, auxiliaries: &[usize]) -> bool {
        // "Don't have it": somebody who leaves out "I".
        const STATES: [&str; 6] = ["have", "know", "think", "need", "see", "recall"];
        // Verbs whose past is their bare form.
        const BARE_PAST: [&str; 12] =
            ["burst", "cast", "cut", "hit", "let", "put", "quit", "read", "set", "shred", "shut", "split"];
        const ANYBODY: [&str; 6] = ["everyone", "everybody", "nobody", "somebody", "someone", "anybody"];
        let token = &self.tokens[i];
        let main = ["root", "parataxis", "conj", "ccomp"].iter().any(|r| self.is(i, r));
        let done = |t: &usize| self.tokens[*t].lemma == "do" && matches!(self.tokens[*t].tag, "VB" | "VBP");
        if !main || self.child_by(i, &["csubj", "mark"]).is_some() {
            return false;
        }
        match self.child_by(i, &["nsubj"]) {
            Some(who) => {
                let who = self.tokens[who].form.to_lowercase();
                auxiliaries.is_empty() && matches!(token.tag, "VB" | "VBP") && ANYBODY.contains(&who.as_str())
            }
            // "They collect it and do not sell it" tells of them.
            None if !auxiliaries.is_empty() => {
                let told = token.tag != "VB" || STATES.contains(&token.lemma.as_str());
                !told && auxiliaries.iter().all(done) && (!self.is(i, "conj") || self.joins_order(i))
            }
            None => {
                let bare = BARE_PAST.contains(&token.form.to_lowercase().as_str());
                self.is(i, "conj") && (token.tag == "VBP" || token.tag == "VBD" && bare) && self.joins_order(i)
            }
        }
    }

    fn joins_order(&self, i: usize) -> bool {
        let above = self.head(i).filter(|above| *above < i);
        above.is_some_and(|above| self.auxiliaries(above).mood == Mood::Imperative)
    }

    /// A bare form joined to an infinitive is one too: "to copy and **sell**".
    fn shared_mood(&self, i: usize) -> Mood {
        match self.head(i).filter(|_| self.is(i, "conj")) {
            Some(above) => self.auxiliaries(above).mood,
            None => Mood::Imperative,
        }
    }

    fn finite_tense(&self, i: usize, auxiliaries: &[usize], perfect: bool) -> Tense {
        let finite = auxiliaries.iter().copied().find(|t| self.is_finite(*t)).unwrap_or(i);
        match self.tokens[finite].tag {
            "VBD" | "VBN" => Tense::Past,
            _ if perfect => Tense::Past,
            _ => Tense::Present,
        }
    }

    /// The tense of `i`'s clause: "had **sold**" past, "has **sold**" past, "**sells**" present, "will **sell**" future.
    pub fn tense(&self, i: usize) -> Tense {
        self.auxiliaries(i).tense
    }

    /// The word that puts `i` under negation within its own clause, out of these lemmas ([`NEGATORS`] unless there
    /// is a better list): "did **not** sell", "**no** firm sold", "sold **nothing**", "**without** selling". Members of
    /// a coordination after "or", "nor", and those that share an auxiliary, inherit it: "did **not** copy or sell".
    /// What stands higher ("denied selling") is asked of [`Tree::governors`].
    pub fn negation(&self, i: usize, negators: &[&str]) -> Option<usize> {
        let is_one = |t: usize| negators.contains(&self.tokens[t].lemma.to_lowercase().as_str());
        let direct = ["advmod", "cc:preconj", "mark", "case", "det", "discourse"];
        // "Shares nobody's files".
        let of_noun = ["det", "advmod", "cc:preconj", "nmod:poss"];
        // "No, sorry, they lie in Derby": an interjection of its own negates nothing.
        let apart = |t: usize| self.is(t, "discourse") && self.tokens.get(t + 1).is_some_and(|next| next.form == ",");
        let own = self.children_by(i, &direct).into_iter().find(|t| is_one(*t) && !apart(*t));
        let arguments = ["nsubj", "obj", "obl:agent"];
        let of_argument = || {
            // "Copied and sold by nobody": neither was done.
            let mut candidates = self.children_by(i, &arguments).into_iter().chain(self.later_agent(i));
            candidates.find_map(|a| {
                let quantifier = self.children_by(a, &of_noun).into_iter().find(|t| is_one(*t));
                // "No patient's file was opened".
                let whose = || {
                    let owners = self.children_by(a, &["nmod:poss"]).into_iter();
                    owners.flat_map(|owner| self.children_by(owner, &["det"])).find(|t| is_one(*t))
                };
                quantifier.or_else(|| is_one(a).then_some(a)).or_else(whose)
            })
        };
        let joined = || self.children_by(i, &["cc"]).into_iter().find(|t| is_one(*t));
        own.or_else(of_argument).or_else(joined).or_else(|| self.inherited_negation(i, negators))
    }

    fn inherited_negation(&self, i: usize, negators: &[&str]) -> Option<usize> {
        let above = self.head(i).filter(|_| self.is(i, "conj"))?;
        let own_clause = self.child_by(i, &["nsubj", "aux", "mark"]).is_some();
        let joiner = self.child_by(i, &["cc"]).or_else(|| self.last_joiner(above));
        let splits = joiner.is_some_and(|c| matches!(self.tokens[c].lemma.as_str(), "but" | "yet"));
        let same_form = self.tokens[i].tag == self.tokens[above].tag;
        (!own_clause && !splits && same_form).then(|| self.negation(above, negators)).flatten()
    }

    fn last_joiner(&self, first: usize) -> Option<usize> {
        self.children_by(first, &["conj"]).into_iter().rev().find_map(|c| self.child_by(c, &["cc"]))
    }

    /// The predicates and nouns above `i`, nearest first, each with the relation the lower clause hangs by; members
    /// of a coordination count by its first. For `sell` in "said it planned to sell": `(planned, xcomp)`,
    /// `(said, ccomp)`.
    pub fn governors(&self, i: usize) -> Vec<(usize, &'static str)> {
        let steps = ["xcomp", "ccomp", "advcl", "acl", "csubj", "parataxis"];
        let mut found = Vec::new();
        for here in self.upwards(i) {
            let Some(above) = self.head(here) else { break };
            if steps.iter().any(|r| self.is(here, r)) {
                found.push((above, self.tokens[here].rel));
            }
        }
        found
    }

    /// The clause a verb of saying or thinking takes, whichever way the parser hung it: `sold` for `said` in "Bolt
    /// said Acme **sold** data", "Acme **sold** data, Bolt said" and "Acme, Bolt said, **sold** data".
    pub fn complement(&self, i: usize) -> Option<usize> {
        let below = self.child_by(i, &["ccomp"]).or_else(|| self.clausal_parataxis(i));
        let above = || self.head(i).filter(|_| self.is(i, "parataxis"));
        below.or_else(above).or_else(|| self.child_by(i, &["xcomp"]))
    }

    fn clausal_parataxis(&self, i: usize) -> Option<usize> {
        self.children_by(i, &["parataxis"]).into_iter().find(|c| self.is_predicate(*c))
    }

    /// Is the clause of `i` asked rather than told: it ends in "?", opens with a question word, turns its auxiliary
    /// before the subject, or hangs under "whether" or "if" as what is asked?
    pub fn is_question(&self, i: usize) -> bool {
        let mark = |c: &usize| self.tokens[*c].form.starts_with('?') && self.is(*c, "punct");
        let whether = |c: &usize| {
            self.is(*c, "mark")
                && (self.tokens[*c].lemma == "whether" || self.tokens[*c].lemma == "if" && self.is(i, "ccomp"))
        };
        self.children(i).iter().any(|c| mark(c) || whether(c)) || self.is_inverted(i) || self.opens_with_wh(i)
    }

    fn is_inverted(&self, i: usize) -> bool {
        let subject = self.child_by(i, &["nsubj"]);
        let auxiliary = self.child_by(i, &["aux", "cop"]);
        let opens = |a: usize| self.subtree(i).into_iter().find(|t| self.tokens[*t].upos != Upos::Punct) == Some(a);
        let main = self.head(i).is_none() || self.is(i, "ccomp") || self.is(i, "parataxis");
        main && matches!((auxiliary, subject), (Some(a), Some(s)) if a < s && opens(a))
    }

    fn opens_with_wh(&self, i: usize) -> bool {
        // "Decides who gets to read them".
        if let Some(above) = self.head(i).filter(|above| self.is(i, "xcomp") && self.is(*above, "ccomp")) {
            return self.opens_with_wh(above);
        }
        let asked = self.is(i, "ccomp") || self.head(i).is_none() && self.is_inverted_after_wh(i);
        // "What it is, they read it" asks nothing.
        let topic = |c: usize| self.tokens[c].rel == "nsubj:outer";
        // "What they type is logged" tells something: what is asked for has no clause of its own.
        let free = |c: usize| self.child_by(c, &["acl:relcl"]).is_some_and(|clause| c < clause && clause < i);
        let wh = |c: &usize| {
            matches!(self.tokens[*c].tag, "WP" | "WRB" | "WDT" | "WP$") && *c < i && !topic(*c) && !free(*c)
        };
        // "Lists which they say were copied": told of the lists.
        let relative = |c: usize| self.head(i).is_some_and(|over| c < over) && self.antecedent(c).is_some();
        asked && self.children(i).iter().any(|c| wh(c) && !relative(*c))
    }

    fn is_inverted_after_wh(&self, i: usize) -> bool {
        let subject = self.children_by(i, &["nsubj"]).into_iter().find(|s| self.tokens[*s].rel != "nsubj:outer");
        match (self.child_by(i, &["aux", "cop"]), subject) {
            (Some(a), Some(s)) => a < s || matches!(self.tokens[s].tag, "WP" | "WDT"),
            (None, Some(s)) => matches!(self.tokens[s].tag, "WP" | "WDT"),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::drawn;
    use super::*;

    fn form(tree: &Tree, i: Option<usize>) -> &str {
        i.map_or("-", |i| &tree.tokens[i].form)
    }

    #[test]
    fn auxiliaries_give_tense_mood_and_voice() {
        let tree = drawn(
            "Data data NOUN NNS 5 nsubj:pass
            will will AUX MD 5 aux
            have have AUX VB 5 aux
            been be AUX VBN 5 aux:pass
            copied copy VERB VBN 0 root
            and and CCONJ CC 7 cc
            sold sell VERB VBN 5 conj",
        );
        for verb in [4, 6] {
            let verbal = tree.auxiliaries(verb);
            assert_eq!(verbal.tokens, [1, 2, 3]);
            assert_eq!((verbal.tense, verbal.mood), (Tense::Future, Mood::Indicative));
            assert!(verbal.perfect && verbal.passive && !verbal.progressive);
        }
    }

    #[test]
    fn modals_infinitives_and_orders() {
        let tree = drawn(
            "They they PRON PRP 3 nsubj
            could could AUX MD 3 aux
            want want VERB VB 0 root
            to to PART TO 5 mark
            sell sell VERB VB 3 xcomp
            and and CCONJ CC 7 cc
            leave leave VERB VB 5 conj",
        );
        assert_eq!(tree.auxiliaries(2).mood, Mood::Modal);
        assert_eq!(tree.auxiliaries(2).modal, Some(1));
        assert_eq!((tree.auxiliaries(4).mood, tree.tense(4)), (Mood::Infinitive, Tense::None));
        assert_eq!(tree.auxiliaries(6).mood, Mood::Infinitive);
        let order = drawn(
            "Do do AUX VB 2 aux
            not not PART RB 2 advmod
            share share VERB VB 0 root",
        );
        assert_eq!(order.auxiliaries(2).mood, Mood::Imperative);
        let order = drawn("Delete delete VERB VB 0 root\nfiles file NOUN NNS 1 obj");
        assert_eq!(order.auxiliaries(0).mood, Mood::Imperative);
        let order = drawn(
            "Do do AUX VBP 3 aux
            n't not PART RB 3 advmod
            sell sell VERB VB 0 root
            or or CCONJ CC 5 cc
            cut cut VERB VBD 3 conj",
        );
        assert_eq!([2, 4].map(|verb| order.auxiliaries(verb).mood), [Mood::Imperative; 2]);
        let order = drawn("Everyone everyone PRON NN 2 nsubj\ndelete delete VERB VBP 0 root");
        assert_eq!(order.auxiliaries(1).mood, Mood::Imperative);
        let told = drawn(
            "Larch Larch PROPN NNP 2 nsubj
            reads read VERB VBZ 0 root
            but but CCONJ CC 6 cc
            do do AUX VBP 6 aux
            not not PART RB 6 advmod
            sell sell VERB VB 2 conj",
        );
        assert_eq!(told.auxiliaries(5).mood, Mood::Indicative);
        let short = drawn("Do do AUX VBP 3 aux\nn't not PART RB 3 advmod\nhave have VERB VB 0 root");
        assert_eq!(short.auxiliaries(2).mood, Mood::Indicative);
    }

    #[test]
    fn negation_reaches_what_shares_it_and_stops_at_but() {
        let tree = drawn(
            "Acme Acme PROPN NNP 4 nsubj
            did do AUX VBD 4 aux
            not not PART RB 4 advmod
            copy copy VERB VB 0 root
            or or CCONJ CC 6 cc
            sell sell VERB VB 4 conj
            but but CCONJ CC 8 cc
            kept keep VERB VBD 4 conj
            data data NOUN NNS 8 obj",
        );
        assert_eq!(form(&tree, tree.negation(3, NEGATORS)), "not");
        assert_eq!(form(&tree, tree.negation(5, NEGATORS)), "not");
        assert_eq!(tree.negation(7, NEGATORS), None);
        assert_eq!(tree.tense(7), Tense::Past);
    }

    #[test]
    fn negation_in_an_argument_counts() {
        let tree = drawn(
            "No no DET DT 2 det
            firm firm NOUN NN 3 nsubj
            sold sell VERB VBD 0 root
            data data NOUN NNS 3 obj
            without without SCONJ IN 6 mark
            asking ask VERB VBG 3 advcl",
        );
        assert_eq!(form(&tree, tree.negation(2, NEGATORS)), "No");
        assert_eq!(form(&tree, tree.negation(5, NEGATORS)), "without");
        assert_eq!(tree.negation(2, &["never"]), None);
    }

    #[test]
    fn governors_are_the_chain_upwards() {
        let tree = drawn(
            "Bolt Bolt PROPN NNP 2 nsubj
            said say VERB VBD 0 root
            it it PRON PRP 4 nsubj
            planned plan VERB VBD 2 ccomp
            to to PART TO 6 mark
            sell sell VERB VB 4 xcomp
            and and CCONJ CC 8 cc
            leave leave VERB VB 6 conj",
        );
        assert_eq!(tree.governors(5), [(3, "xcomp"), (1, "ccomp")]);
        assert_eq!(tree.governors(7), tree.governors(5));
        assert_eq!(tree.complement(1), Some(3));
    }

    #[test]
    fn what_is_said_may_come_first() {
        let tree = drawn(
            "Acme Acme PROPN NNP 2 nsubj
            sold sell VERB VBD 0 root
            data data NOUN NNS 2 obj
            , , PUNCT , 6 punct
            Bolt Bolt PROPN NNP 6 nsubj
            said say VERB VBD 2 parataxis",
        );
        assert_eq!(tree.complement(5), Some(1));
    }

    #[test]
    fn questions_are_seen_without_their_mark() {
        let asked = drawn(
            "Did do AUX VBD 3 aux
            Acme Acme PROPN NNP 3 nsubj
            sell sell VERB VB 0 root
            data data NOUN NNS 3 obj",
        );
        assert!(asked.is_question(2));
        let under = drawn(
            "Bolt Bolt PROPN NNP 2 nsubj
            asked ask VERB VBD 0 root
            whether whether SCONJ IN 5 mark
            Acme Acme PROPN NNP 5 nsubj
            left leave VERB VBD 2 ccomp",
        );
        assert!(under.is_question(4) && !under.is_question(1));
    }
}
