//! Who does what to whom: subjects, doers, objects, recipients, obliques, through the constructions that hide them.

use super::{Tree, Upos};

/// Verbs whose infinitive is done by their own subject although they have an object: "promised her to leave".
pub const SUBJECT_CONTROL: [&str; 3] = ["promise", "threaten", "vow"];

/// Verbs by whose object something is done; who does it does both.
pub const USING: [&str; 7] = ["use", "abuse", "employ", "exploit", "misuse", "utilise", "utilize"];

/// Verbs whose subject is the one of whom it is claimed, or who has the habit.
const FACING: [&str; 7] = ["admit", "deny", "dispute", "face", "have", "reject", "risk"];

/// Nouns of what is claimed of somebody, or done.
const DOINGS: &str = "accusation act allegation business case charge claim cost danger evidence fear habit history idea instance means method offence possibility \
    practice proof prospect record report result risk rumour suspicion way";

/// Verbs whose object is to do what the infinitive says, even where the infinitive was taken for a purpose.
pub const OBJECT_CONTROL: [&str; 26] = [
    "advise",
    "allow",
    "ask",
    "authorize",
    "authorise",
    "beg",
    "cause",
    "command",
    "compel",
    "direct",
    "enable",
    "encourage",
    "expect",
    "forbid",
    "force",
    "instruct",
    "invite",
    "order",
    "permit",
    "persuade",
    "press",
    "push",
    "require",
    "tell",
    "urge",
    "want",
];

impl Tree {
    /// The grammatical subject of predicate `i`: its own, or the one it shares or inherits.
    ///
    /// - relative clause: "the firm that **sold** data": `firm`
    /// - coordination: "Acme copied and **sold** data": `Acme`
    /// - control: "Acme wants to **sell** data": `Acme`; "Acme told Bolt to **sell** data": `Bolt`
    /// - participle on a noun: "a firm **selling** data": `firm`; "data **sold** by Acme": `data`
    /// - clause without a subject: "After **selling** data, Acme left": `Acme`
    pub fn subject(&self, i: usize) -> Option<usize> {
        self.subject_within(i, self.len())
    }

    /// `steps` bounds the walk upwards.
    fn subject_within(&self, i: usize, steps: usize) -> Option<usize> {
        // The nearest, should the parser have found two.
        // "The plan is to move it": the plan moves nothing.
        let inner = |c: &usize| self.tokens[*c].rel != "nsubj:outer";
        let own = self.children_by(i, &["nsubj", "csubj"]).into_iter().filter(inner).min_by_key(|c| c.abs_diff(i));
        if let Some(own) = own {
            return Some(self.antecedent(own).unwrap_or(own));
        }
        let (above, steps) = (self.head(i)?, steps.checked_sub(1)?);
        match self.tokens[i].rel {
            "conj" if self.is_verbal(i) && self.is_verbal(above) => self.subject_within(above, steps),
            "xcomp" if self.controls_by_object(above) && self.fronted(i).is_none() => self.told(above),
            "xcomp" => self.subject_within(above, steps),
            "acl" => self.noun_above_participle(i, above),
            "acl:relcl" if self.gap_is_subject(i) => Some(above),
            "advcl" if self.is_told_to(i, above) => self.told(above),
            "advcl" if !self.is_imperative_like(i) => self.subject_within(above, steps),
            _ => None,
        }
    }

    fn is_verbal(&self, i: usize) -> bool {
        matches!(self.tokens[i].upos, Upos::Verb | Upos::Aux) || self.copula(i).is_some()
    }

    /// "asked Bolt to", "forced Bolt to": the object of the governor does what the infinitive says.
    fn controls_by_object(&self, governor: usize) -> bool {
        let lemma = self.tokens[governor].lemma.as_str();
        !self.is_passive(governor)
            && self.child_by(governor, &["obj", "iobj"]).is_some()
            && !SUBJECT_CONTROL.contains(&lemma)
            && !USING.contains(&lemma)
    }

    /// The one a verb of asking, telling or making acts on.
    fn told(&self, governor: usize) -> Option<usize> {
        self.child_by(governor, &["iobj"]).or_else(|| self.object(governor))
    }

    fn is_told_to(&self, i: usize, governor: usize) -> bool {
        let to = self.children_by(i, &["mark"]).into_iter().any(|m| self.tokens[m].tag == "TO");
        to && OBJECT_CONTROL.contains(&self.tokens[governor].lemma.as_str()) && self.controls_by_object(governor)
    }

    fn noun_above_participle(&self, i: usize, above: usize) -> Option<usize> {
        // "They spent months reading the files."
        let verb = self.head(above).filter(|_| self.is(above, "obj") && self.tokens[i].tag == "VBG");
        if let Some(verb) = verb.filter(|verb| matches!(self.tokens[*verb].lemma.as_str(), "spend" | "waste")) {
            return self.subject(verb);
        }
        if self.tokens[i].tag == "VBG"
            && self.child_by(i, &["mark", "case"]).is_some_and(|of| self.tokens[of].form == "of")
        {
            return self.doer_of(above);
        }
        matches!(self.tokens[i].tag, "VBG" | "VBN" | "VBD").then_some(above)
    }

    /// Who does what "of" and a gerund say of a word: whom they accuse "of reading them", whoever "faces claims" of it or is "guilty" of it, the owner of
    /// "their habit". What is only claimed or practised does nothing.
    fn doer_of(&self, word: usize) -> Option<usize> {
        if self.tokens[word].upos == Upos::Adj {
            return self.subject(word);
        }
        let verb = self.head(word).filter(|_| self.is(word, "obj"));
        let own = verb.filter(|verb| FACING.contains(&self.tokens[*verb].lemma.as_str()));
        let doer = self.possessor(word).or_else(|| own.and_then(|verb| self.subject(verb)));
        let act = DOINGS.split(' ').any(|noun| self.tokens[word].lemma == noun);
        doer.or_else(|| (!act).then_some(word))
    }

    /// A relative clause without any subject of its own: "the data stored there" marked as a relative clause.
    fn gap_is_subject(&self, i: usize) -> bool {
        self.child_by(i, &["nsubj", "csubj", "expl"]).is_none()
    }

    /// A finite clause without a subject stands alone: an order, or the parser's mistake.
    fn is_imperative_like(&self, i: usize) -> bool {
        matches!(self.tokens[i].tag, "VBD" | "VBZ" | "VBP") && !self.is_passive(i)
    }

    /// The one who does it: the by-phrase of a passive (`None` when unsaid), the subject of an active verb; of a
    /// noun its possessor or by-phrase.
    ///
    /// "Data was **sold** by Acme", "data **sold** by Acme", "Acme **sold** data", "Acme's **sale** of data": `Acme`.
    pub fn agent(&self, i: usize) -> Option<usize> {
        if self.is_nominal(i) {
            return self.possessor(i).or_else(|| self.by_phrase(i));
        }
        if !self.is_passive(i) {
            return self.subject(i);
        }
        let before = || {
            let shared = self.is(i, "conj").then(|| self.head(i)).flatten()?;
            (self.is_passive(shared) && self.tokens[i].upos == Upos::Verb).then(|| self.by_phrase(shared)).flatten()
        };
        self.by_phrase(i).or_else(before).or_else(|| self.later_agent(i))
    }

    /// "Neither copied nor **sold** by anybody": the by-phrase behind the last of bare participles in a row. Of "hacked and published by the paper"
    /// nobody tells who hacked.
    pub(super) fn later_agent(&self, i: usize) -> Option<usize> {
        let row = self.conjuncts(i);
        let (last, between) = row[row.iter().position(|verb| *verb == i)? + 1..].split_last()?;
        let bare = |verb: usize| {
            let behind = self.children(verb).iter().any(|c| *c > verb && !self.is(*c, "conj") && !self.is(*c, "punct"));
            self.tokens[verb].tag == "VBN" && !behind
        };
        let same = self.tokens[*last].tag == "VBN" && self.child_by(*last, &["nsubj", "aux"]).is_none();
        let joined = bare(i) && between.iter().all(|verb| bare(*verb)) && same;
        let none = |by: usize| {
            self.child_by(by, &["det"]).is_some_and(|no| matches!(self.tokens[no].lemma.as_str(), "no" | "neither"))
        };
        let anybody = |by: &usize| self.tokens[*by].upos == Upos::Pron || self.tokens[*by].lemma == "none" || none(*by);
        let by = self.by_phrase(*last).filter(|by| joined && by > last && anybody(by));
        by.filter(|_| self.tokens[*last].upos == Upos::Verb && self.is_passive(i))
    }

    fn is_nominal(&self, i: usize) -> bool {
        matches!(self.tokens[i].upos, Upos::Noun | Upos::Propn) && self.copula(i).is_none()
    }

    fn by_phrase(&self, i: usize) -> Option<usize> {
        self.child_by(i, &["obl:agent"]).or_else(|| {
            let mut phrases = self.children(i).iter().copied().filter(|c| self.is(*c, "obl") || self.is(*c, "nmod"));
            phrases.find(|c| self.preposition(*c) == "by" && !self.is(*c, "obl:unmarked") && !self.is_number(*c))
        })
    }

    fn is_number(&self, i: usize) -> bool {
        self.tokens[i].upos == Upos::Num || self.tokens[i].tag == "CD"
    }

    /// What it is done to: the object of an active verb, the subject of a passive, the noun a relative clause or
    /// a participle hangs on; of a noun its of-phrase.
    ///
    /// "Acme **sold** data", "data was **sold**", "the data that Acme **sold**", "data **sold** by Acme",
    /// "the **sale** of data": `data`. Coordinated verbs share it: "Acme copied and sold data".
    pub fn object(&self, i: usize) -> Option<usize> {
        if self.is_nominal(i) {
            return self.obliques(i).into_iter().find(|(p, _)| p == "of").map(|(_, head)| head);
        }
        if self.is_passive(i) {
            return self.child_by(i, &["obj"]).or_else(|| self.subject(i));
        }
        if let Some(own) = self.child_by(i, &["obj"]) {
            return (!self.lends_object(i)).then(|| self.antecedent(own).unwrap_or(own));
        }
        self.fronted(i)
            .or_else(|| self.relative_object(i))
            .or_else(|| self.shared_object(i))
            .or_else(|| self.later_object(i))
    }

    /// "Neither kept nor sold **it**": what stands behind the last of two verbs is the object of both, and hangs on the first.
    fn later_object(&self, i: usize) -> Option<usize> {
        let first = self.head(i).filter(|first| self.is(i, "conj") && *first < i && self.is_verbal(*first))?;
        let plain = self.child_by(i, &["obl", "xcomp", "ccomp", "nsubj", "nsubj:pass"]).is_none();
        self.child_by(first, &["obj"]).filter(|object| plain && *object > i)
    }

    /// "the data Acme sold": a relative clause with a subject and no object takes its noun, unless a preposition
    /// is left waiting ("the firm Acme sold to").
    fn relative_object(&self, i: usize) -> Option<usize> {
        if let Some(over) = self.said_of(i) {
            return Some(over);
        }
        let own_subject = self.child_by(i, &["nsubj"])?;
        let above = self.head(i).filter(|_| self.is(i, "acl:relcl"))?;
        let waiting = |c: &usize| self.is(*c, "obl") || self.is(*c, "ccomp") || self.is(*c, "xcomp");
        let relative = self.antecedent(own_subject).is_some();
        let adverb = self.children(i).iter().any(|c| self.tokens[*c].tag == "WRB");
        let clear = !relative && !adverb && !self.children(i).iter().any(|c| waiting(c) && self.is_bare_relative(*c));
        (clear && self.copula(i).is_none() && self.child_by(i, &["ccomp"]).is_none()).then_some(above)
    }

    /// "the log, which the firm says it **keeps**": the relative pronoun hangs on the verb of saying.
    fn said_of(&self, i: usize) -> Option<usize> {
        let over = self.head(i).filter(|over| self.is(i, "ccomp") && self.is(*over, "acl:relcl"))?;
        let relative = self.child_by(over, &["obj"]).filter(|relative| self.is_bare_relative(*relative))?;
        let says = self.child_by(i, &["nsubj"]).is_some() && relative < over && over < i;
        says.then(|| self.antecedent(relative)).flatten()
    }

    /// "the lists that we **have** to delete": what hangs on it is the infinitive's object.
    pub fn lends_object(&self, i: usize) -> bool {
        self.children_by(i, &["xcomp"]).into_iter().any(|next| self.fronted(next).is_some())
    }

    /// "the lists that we have to **delete**": the relative pronoun hangs on the upper verb, which leaves it to the infinitive that has nothing else.
    fn fronted(&self, i: usize) -> Option<usize> {
        let over = self.head(i).filter(|over| self.is(i, "xcomp") && self.is(*over, "acl:relcl") && *over < i)?;
        let relative =
            self.child_by(over, &["obj"]).filter(|relative| *relative < over && self.is_bare_relative(*relative))?;
        let lemma = self.tokens[over].lemma.as_str();
        let tells = OBJECT_CONTROL.contains(&lemma) && lemma != "want";
        let open = self.child_by(i, &["obj", "xcomp", "ccomp"]).is_none() && self.child_by(over, &["nsubj"]).is_some();
        (open && !tells).then(|| self.antecedent(relative)).flatten()
    }

    fn is_bare_relative(&self, i: usize) -> bool {
        matches!(self.tokens[i].tag, "WDT" | "WP") || self.tokens[i].upos == Upos::Adp
    }

    /// "copied and sold data": the first verb has no object of its own, the second one's is theirs.
    fn shared_object(&self, i: usize) -> Option<usize> {
        let next = self.child_by(i, &["conj"]).filter(|c| *c > i && self.tokens[*c].upos == Upos::Verb)?;
        let plain = self.child_by(i, &["obl", "xcomp", "ccomp", "advcl"]).is_none();
        let same = self.tokens[i].tag == self.tokens[next].tag && self.child_by(next, &["nsubj"]).is_none();
        (plain && same).then(|| self.child_by(next, &["obj"])).flatten()
    }

    /// Who gets it: the indirect object, the subject of a passive that keeps its object, else the phrase with `to`,
    /// else with `with` beside an object.
    ///
    /// "gave **Bolt** the data", "**Bolt** was given the data", "sold the data to **Bolt**", "shared the data with
    /// **Bolt**".
    pub fn recipient(&self, i: usize) -> Option<usize> {
        if self.is_passive(i) && self.child_by(i, &["obj"]).is_some() {
            return self.subject(i);
        }
        let phrases = self.obliques(i);
        let by = |p: &str| phrases.iter().find(|(found, _)| found == p).map(|(_, head)| *head);
        self.child_by(i, &["iobj"]).or_else(|| by("to")).or_else(|| by("with").filter(|_| self.object(i).is_some()))
    }

    /// Prepositional phrases of `i`, of a verb or of a noun, in text order: preposition in lower case ("" where
    /// there is none), head of the phrase. A coordinated verb has those of the verbs after it too.
    ///
    /// "**moved** data to Ohio because of the law": `("to", Ohio)`, `("because of", law)`.
    pub fn obliques(&self, i: usize) -> Vec<(String, usize)> {
        let mut heads = self.children_by(i, &["obl", "nmod"]);
        heads.retain(|c| !self.is(*c, "nmod:poss"));
        let shared = self.child_by(i, &["conj"]).filter(|c| heads.is_empty() && self.tokens[*c].upos == Upos::Verb);
        if let Some(next) = shared.filter(|_| self.shared_object(i).is_some()) {
            heads = self.children_by(next, &["obl"]);
        }
        heads.into_iter().map(|c| (self.preposition(c), self.antecedent(c).unwrap_or(c))).collect()
    }

    /// The preposition of a phrase, with the words fixed to it: `because of`.
    pub(super) fn preposition(&self, i: usize) -> String {
        let Some(case) = self.child_by(i, &["case"]).filter(|c| *c < i) else { return String::new() };
        let fixed = self.children_by(case, &["fixed"]);
        let words = std::iter::once(case).chain(fixed).map(|w| self.tokens[w].form.to_lowercase());
        words.collect::<Vec<_>>().join(" ")
    }

    /// The owner: "**Acme**'s data", "**its** data".
    pub fn possessor(&self, i: usize) -> Option<usize> {
        self.child_by(i, &["nmod:poss"])
    }

    /// The noun a relative pronoun stands for, or that a relative clause hangs on: for `which` and for `kept` in
    /// "the bank, which kept records", `bank`.
    pub fn antecedent(&self, i: usize) -> Option<usize> {
        if self.is(i, "acl:relcl") {
            return self.head(i);
        }
        if !matches!(self.tokens[i].tag, "WDT" | "WP" | "WP$") && self.tokens[i].lemma != "that" {
            return None;
        }
        let clause = self.upwards(i).skip(1).find(|j| self.is(*j, "acl:relcl"))?;
        // "The log, which the firm says was kept": the pronoun stands before the verb of saying.
        let told = |j: usize| self.is(j, "ccomp") && i < clause && clause < j;
        let own = self.upwards(i).skip(1).take_while(|j| *j != clause).all(|j| !self.is_predicate(j) || told(j));
        (own && i < clause.max(i + 1)).then(|| self.head(clause)).flatten()
    }

    /// The whole coordination `i` is a member of, in text order, `i` included: of `Bolt` in "Acme, Bolt and Core",
    /// all three.
    pub fn conjuncts(&self, i: usize) -> Vec<usize> {
        let first = self.upwards(i).find(|j| !self.is(*j, "conj")).unwrap_or(i);
        let mut all = vec![first];
        let mut at = 0;
        while at < all.len() {
            all.extend(self.children_by(all[at], &["conj"]));
            at += 1;
        }
        all.sort_unstable();
        all
    }

    /// The copula of a nominal predicate: `is` of `owner` in "Acme is the owner".
    pub fn copula(&self, i: usize) -> Option<usize> {
        self.child_by(i, &["cop"])
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
    fn active_verb_with_recipient() {
        let tree = drawn(
            "Acme Acme PROPN NNP 2 nsubj
            sold sell VERB VBD 0 root
            data data NOUN NNS 2 obj
            to to ADP IN 5 case
            Bolt Bolt PROPN NNP 2 obl
            because because ADP IN 9 case
            of of ADP IN 6 fixed
            the the DET DT 9 det
            law law NOUN NN 2 obl",
        );
        assert_eq!(form(&tree, tree.agent(1)), "Acme");
        assert_eq!(form(&tree, tree.object(1)), "data");
        assert_eq!(form(&tree, tree.recipient(1)), "Bolt");
        assert_eq!(tree.obliques(1), [("to".to_owned(), 4), ("because of".to_owned(), 8)]);
    }

    #[test]
    fn an_infinitive_takes_the_relative_pronoun() {
        let tree = drawn(
            "lists list NOUN NNS 0 root
            that that PRON WDT 4 obj
            we we PRON PRP 4 nsubj
            have have VERB VBP 1 acl:relcl
            to to PART TO 6 mark
            delete delete VERB VB 4 xcomp",
        );
        assert_eq!((form(&tree, tree.subject(5)), form(&tree, tree.object(5))), ("we", "lists"));
        assert_eq!(form(&tree, tree.object(3)), "-", "they are not had");
    }

    #[test]
    fn who_accuses_does_not_do_it() {
        let accused = "Acme Acme PROPN NNP 2 nsubj
            accused accuse VERB VBD 0 root
            rivals rival NOUN NNS 2 obj
            of of SCONJ IN 5 mark
            selling sell VERB VBG 3 acl
            data data NOUN NNS 5 obj";
        let tree = drawn(accused);
        assert_eq!(form(&tree, tree.subject(4)), "rivals");
        let tree = drawn(&accused.replace("accused accuse", "heard hear").replace("rivals rival", "claims claim"));
        assert_eq!(form(&tree, tree.subject(4)), "-");
    }

    #[test]
    fn who_is_accused_does_it() {
        let tree = drawn(
            "Acme Acme PROPN NNP 2 nsubj
            faces face VERB VBZ 0 root
            claims claim NOUN NNS 2 obj
            of of SCONJ IN 5 mark
            selling sell VERB VBG 3 acl
            data data NOUN NNS 5 obj",
        );
        assert_eq!(form(&tree, tree.subject(4)), "Acme");
    }

    #[test]
    fn passive_turns_the_roles() {
        let tree = drawn(
            "Data data NOUN NNS 3 nsubj:pass
            was be AUX VBD 3 aux:pass
            copied copy VERB VBN 0 root
            and and CCONJ CC 5 cc
            sold sell VERB VBN 3 conj
            by by ADP IN 7 case
            Acme Acme PROPN NNP 3 obl:agent",
        );
        for verb in [2, 4] {
            assert_eq!(form(&tree, tree.subject(verb)), "Data");
            assert_eq!(form(&tree, tree.object(verb)), "Data");
            assert_eq!(form(&tree, tree.agent(verb)), "Acme");
        }
    }

    #[test]
    fn a_row_of_bare_participles_shares_its_doer() {
        let row = "Data data NOUN NNS 3 nsubj:pass
            was be AUX VBD 3 aux:pass
            copied copy VERB VBN 0 root
            and and CCONJ CC 5 cc
            sold sell VERB VBN 3 conj
            by by ADP IN 7 case
            anybody anybody PRON NN 5 obl:agent";
        let tree = drawn(row);
        assert_eq!(form(&tree, tree.agent(2)), "anybody");
        let told = format!("{row}\n            there there ADV RB 3 advmod");
        let tree = drawn(&told);
        assert_eq!(form(&tree, tree.agent(2)), "-", "what has words of its own behind it shares nothing");
        let tree = drawn(&row.replace("anybody anybody PRON NN", "Acme Acme PROPN NNP"));
        assert_eq!(form(&tree, tree.agent(2)), "-", "who printed the letters may not be who stole them");
    }

    #[test]
    fn relative_clauses_look_outside() {
        let tree = drawn(
            "the the DET DT 2 det
            firm firm NOUN NN 0 root
            that that PRON WDT 4 nsubj
            sold sell VERB VBD 2 acl:relcl
            data data NOUN NNS 4 obj
            Bolt Bolt PROPN NNP 7 nsubj
            kept keep VERB VBD 5 acl:relcl",
        );
        assert_eq!(form(&tree, tree.subject(3)), "firm");
        assert_eq!(form(&tree, tree.antecedent(2)), "firm");
        assert_eq!(form(&tree, tree.subject(6)), "Bolt");
        assert_eq!(form(&tree, tree.object(6)), "data");
    }

    #[test]
    fn infinitives_are_controlled_by_object_or_subject() {
        let tree = drawn(
            "Acme Acme PROPN NNP 2 nsubj
            told tell VERB VBD 0 root
            Bolt Bolt PROPN NNP 2 obj
            to to PART TO 5 mark
            try try VERB VB 2 xcomp
            to to PART TO 7 mark
            sell sell VERB VB 5 xcomp
            data data NOUN NNS 7 obj",
        );
        assert_eq!(form(&tree, tree.subject(6)), "Bolt");
        assert_eq!(form(&tree, tree.subject(1)), "Acme");
    }

    #[test]
    fn participles_take_the_noun_they_hang_on() {
        let tree = drawn(
            "data data NOUN NNS 0 root
            sold sell VERB VBN 1 acl
            by by ADP IN 4 case
            firms firm NOUN NNS 2 obl:agent
            tracking track VERB VBG 4 acl
            users user NOUN NNS 5 obj",
        );
        assert_eq!(form(&tree, tree.object(1)), "data");
        assert_eq!(form(&tree, tree.agent(1)), "firms");
        assert_eq!(form(&tree, tree.agent(4)), "firms");
        assert_eq!(form(&tree, tree.object(4)), "users");
    }

    #[test]
    fn adverbial_clause_without_subject_borrows_it() {
        let tree = drawn(
            "After after SCONJ IN 2 mark
            selling sell VERB VBG 6 advcl
            data data NOUN NNS 2 obj
            , , PUNCT , 2 punct
            Acme Acme PROPN NNP 6 nsubj
            left leave VERB VBD 0 root",
        );
        assert_eq!(form(&tree, tree.subject(1)), "Acme");
    }

    #[test]
    fn coordinated_verbs_share_their_object() {
        let tree = drawn(
            "Acme Acme PROPN NNP 2 nsubj
            copied copy VERB VBD 0 root
            and and CCONJ CC 4 cc
            sold sell VERB VBD 2 conj
            data data NOUN NNS 4 obj
            to to ADP IN 7 case
            Bolt Bolt PROPN NNP 4 obl",
        );
        assert_eq!(form(&tree, tree.object(1)), "data");
        assert_eq!(form(&tree, tree.recipient(1)), "Bolt");
        assert_eq!(tree.conjuncts(3), [1, 3]);
    }

    #[test]
    fn given_something_is_a_recipient() {
        let tree = drawn(
            "Bolt Bolt PROPN NNP 3 nsubj:pass
            was be AUX VBD 3 aux:pass
            given give VERB VBN 0 root
            data data NOUN NNS 3 obj
            when when ADV WRB 6 advmod
            asked ask VERB VBD 3 advcl",
        );
        assert_eq!(form(&tree, tree.recipient(2)), "Bolt");
        assert_eq!(form(&tree, tree.object(2)), "data");
        assert_eq!(form(&tree, tree.object(5)), "Bolt");
    }

    #[test]
    fn nouns_of_doing_have_roles_too() {
        let tree = drawn(
            "Acme Acme PROPN NNP 3 nmod:poss
            's 's PART POS 1 case
            removal removal NOUN NN 0 root
            of of ADP IN 5 case
            files file NOUN NNS 3 nmod",
        );
        assert_eq!(form(&tree, tree.agent(2)), "Acme");
        assert_eq!(form(&tree, tree.object(2)), "files");
    }
}
