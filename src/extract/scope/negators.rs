//! The words that negate a clause, each counted once.

use super::Walk;

impl Walk<'_, '_> {
    /// "found no evidence that …": the clause hangs on the verb, the negation on its object.
    pub(super) fn finds_nothing(&mut self, head: usize, clause: usize) -> bool {
        let tree = self.passage.tree;
        let evidence =
            |i: &usize| *i < clause && self.passage.lexicon.scope.governor(self.passage.form(*i), "ccomp").is_some();
        tree.children_by(head, &["obj"]).into_iter().filter(evidence).any(|object| self.negated(object))
    }

    /// Negated by a word of its own clause that was not counted yet; "not only", "not just" negate nothing.
    pub(super) fn negated(&mut self, node: usize) -> bool {
        let Some(word) = self.negator(node).filter(|word| !self.counted.contains(word)) else { return false };
        self.counted.push(word);
        true
    }

    pub(super) fn is_negator(&self, word: usize) -> bool {
        self.passage.lexicon.scope.negators().contains(&self.passage.form(word))
    }

    pub(super) fn negator(&self, node: usize) -> Option<usize> {
        let tree = self.passage.tree;
        let negators = self.passage.lexicon.scope.negators();
        let before = || {
            let phrases = tree.children_by(node, &["obl"]).into_iter().filter(|phrase| *phrase < node);
            phrases.flat_map(|phrase| tree.children_by(phrase, &["det"])).find(|det| self.passage.form(*det) == "no")
        };
        let no_longer = || {
            let adverbs = tree.children_by(node, &["advmod"]).into_iter();
            let more = adverbs.filter(|i| matches!(self.passage.form(*i), "longer" | "more"));
            more.filter_map(|i| i.checked_sub(1)).find(|i| self.passage.form(*i) == "no")
        };
        let word = tree.negation(node, &negators).or_else(no_longer).or_else(before)?;
        let next = (word + 1 < self.passage.tree.len()).then(|| self.passage.form(word + 1));
        // "Nothing but blood groups": those.
        let but = || next == Some("but") && matches!(self.passage.form(word), "nothing" | "none" | "nobody" | "no-one");
        let only = matches!(next, Some("only" | "just" | "merely" | "simply" | "solely")) || but();
        let negates = !only && self.passage.form(word) != "without" && !self.marked_without(node);
        negates.then_some(word)
    }

    /// "without" is counted once, as the opener of the clause.
    fn marked_without(&self, node: usize) -> bool {
        self.passage
            .tree
            .children_by(node, &["mark", "case"])
            .into_iter()
            .any(|mark| self.passage.form(mark) == "without")
    }
}
