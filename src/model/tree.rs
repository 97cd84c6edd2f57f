//! A sentence as a dependency tree, and the questions asked of it.
//!
//! Annotation is Universal Dependencies (de Marneffe, Manning, Nivre, Zeman 2021) as the English Web Treebank uses
//! it. This file holds the values, the structure and the phrases; `roles` who does what to whom; `verbal` the verb
//! and its clause.
//!
//! ```
//! use gainsay::annotate::syntax::parse_tokens;
//! let tree = parse_tokens(&["The", "bank", "kept", "the", "records", "."]);
//! let verb = tree.root().unwrap();
//! assert_eq!(tree.tokens[verb].lemma, "keep");
//! assert_eq!(tree.tokens[tree.object(verb).unwrap()].form, "records");
//! ```

mod roles;
mod verbal;

pub use crate::model::label::Upos;
use crate::model::span::Span;
pub use roles::{OBJECT_CONTROL, SUBJECT_CONTROL, USING};
pub use verbal::{Mood, NEGATORS, Tense, Verbal};

/// One word of a parsed sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the document's text.
    pub span: Span,
    /// Verbatim.
    pub form: String,
    /// Lower case except in proper nouns.
    pub lemma: String,
    pub upos: Upos,
    /// Penn Treebank tag: `VBD`.
    pub tag: &'static str,
    /// Position of the governing token; `None` at the root.
    pub head: Option<usize>,
    /// Universal relation to the head, with its subtype: `nsubj:pass`.
    pub rel: &'static str,
}

/// A parsed sentence. Positions of tokens are indices into `tokens`.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    pub tokens: Vec<Token>,
    /// Children of all tokens side by side; those of `i` are `children[first[i]..first[i + 1]]`.
    children: Vec<usize>,
    first: Vec<usize>,
}

/// Relations of words that mark a phrase rather than belong to what it names.
pub const MARKERS: &[&str] = &["case", "cc", "mark", "cc:preconj", "punct", "discourse"];
/// Relations by which whole clauses hang on a word.
pub const CLAUSES: &[&str] = &["acl", "advcl", "ccomp", "xcomp", "csubj", "parataxis"];
/// Relations of what is put beside a phrase: other members of a coordination, appositions, list items, bare times.
pub const APPENDED: &[&str] = &["conj", "appos", "list", "dislocated", "orphan", "vocative", "nmod:unmarked"];

/// Does a relation answer to the one asked for? Without a subtype (`obl`) any subtype does, with one only itself.
pub fn matches(rel: &str, asked: &str) -> bool {
    let subtype = || rel.strip_prefix(asked).is_some_and(|subtype| subtype.is_empty() || subtype.starts_with(':'));
    // Most differ in their first letter.
    rel.as_bytes().first() == asked.as_bytes().first() && subtype()
}

/// The Penn tag of the mark that goes with this one.
fn partner(tag: &str) -> Option<&'static str> {
    let pairs = [("-LRB-", "-RRB-"), ("-RRB-", "-LRB-"), ("``", "''"), ("''", "``")];
    pairs.into_iter().find(|(one, _)| *one == tag).map(|(_, other)| other)
}

impl Tree {
    /// The tree of these tokens. A head outside the sentence, or on the token itself, counts as no head.
    pub fn new(mut tokens: Vec<Token>) -> Tree {
        let n = tokens.len();
        for (i, token) in tokens.iter_mut().enumerate() {
            token.head = token.head.filter(|h| *h < n && *h != i);
        }
        let mut first = vec![0; n + 1];
        for head in tokens.iter().filter_map(|t| t.head) {
            first[head + 1] += 1;
        }
        for i in 0..n {
            first[i + 1] += first[i];
        }
        let mut children = vec![0; first[n]];
        let mut next = first.clone();
        for (i, token) in tokens.iter().enumerate() {
            if let Some(h) = token.head {
                children[next[h]] = i;
                next[h] += 1;
            }
        }
        Tree { tokens, children, first }
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The token without a head: `kept` in "The bank kept records". `None` only in an empty sentence.
    pub fn root(&self) -> Option<usize> {
        self.tokens.iter().position(|t| t.head.is_none())
    }

    pub fn head(&self, i: usize) -> Option<usize> {
        self.tokens[i].head
    }

    /// Does token `i` hang on its head by this relation ([`matches()`])?
    pub fn is(&self, i: usize, rel: &str) -> bool {
        matches(self.tokens[i].rel, rel)
    }

    /// The tokens that hang on `i`, in text order: of `kept`, `bank` and `records`.
    pub fn children(&self, i: usize) -> &[usize] {
        &self.children[self.first[i]..self.first[i + 1]]
    }

    /// The first child by one of the relations: of `kept`, asked for `obj`, `records`.
    pub fn child_by(&self, i: usize, rels: &[&str]) -> Option<usize> {
        self.children(i).iter().copied().find(|c| rels.iter().any(|r| self.is(*c, r)))
    }

    /// All children by one of the relations, in text order.
    pub fn children_by(&self, i: usize, rels: &[&str]) -> Vec<usize> {
        self.children(i).iter().copied().filter(|c| rels.iter().any(|r| self.is(*c, r))).collect()
    }

    /// Positions of `i` and all below it, sorted: of `records` in "kept the old records", `the old records`.
    pub fn subtree(&self, i: usize) -> Vec<usize> {
        self.subtree_without(i, &[])
    }

    fn subtree_without(&self, i: usize, drop: &[&str]) -> Vec<usize> {
        let mut found = vec![i];
        let mut at = 0;
        while at < found.len() {
            let here = found[at];
            let wanted = |c: &&usize| at > 0 || !drop.iter().any(|r| self.is(**c, r));
            found.extend(self.children(here).iter().filter(wanted));
            at += 1;
        }
        found.sort_unstable();
        found
    }

    /// Is `below` in the subtree of `above`? Also when they are the same.
    pub fn dominates(&self, above: usize, below: usize) -> bool {
        self.upwards(below).any(|i| i == above)
    }

    /// `i`, its head, that one's head, up to the root.
    pub(crate) fn upwards(&self, i: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(i), |i| self.tokens[*i].head).take(self.len())
    }

    /// The token that covers this byte of the document.
    pub fn token_at(&self, byte: usize) -> Option<usize> {
        let i = self.tokens.partition_point(|t| t.span.end <= byte);
        self.tokens.get(i).is_some_and(|t| t.span.start <= byte).then_some(i)
    }

    /// Does `i` head a clause: a verb in use as one, or a noun or adjective with a copula or a subject?
    pub fn is_predicate(&self, i: usize) -> bool {
        let clausal = ["root", "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis"];
        let verb =
            self.tokens[i].upos == Upos::Verb && !["amod", "compound", "case", "fixed"].iter().any(|r| self.is(i, r));
        let auxiliary = self.tokens[i].upos == Upos::Aux && clausal.iter().any(|r| self.is(i, r));
        verb || auxiliary || self.child_by(i, &["cop", "nsubj", "csubj"]).is_some()
    }

    /// The nearest predicate at or above `i`, or the root: for `records` in "said it kept records", `kept`.
    pub fn clause(&self, i: usize) -> usize {
        let nearest = self.upwards(i).find(|j| self.is_predicate(*j));
        nearest.or_else(|| self.upwards(i).last()).unwrap_or(i)
    }

    /// The words of `i`'s phrase: the unbroken stretch of its subtree around it, without outer punctuation. For
    /// `bank` in "sold by the bank, which kept records": `by the bank, which kept records`.
    pub fn phrase_span(&self, i: usize) -> Span {
        self.phrase_span_without(i, &[])
    }

    /// As [`Tree::phrase_span`], without the children of `i` that hang by these relations, and what is below them.
    /// For the same `bank` without [`MARKERS`] and [`CLAUSES`]: `the bank`.
    pub fn phrase_span_without(&self, i: usize, drop: &[&str]) -> Span {
        let words = self.subtree_without(i, drop);
        let here = words.binary_search(&i).expect("a subtree holds its own top");
        let mut low = here;
        while low > 0 && words[low - 1] + 1 == words[low] {
            low -= 1;
        }
        let mut high = here;
        while high + 1 < words.len() && words[high + 1] == words[high] + 1 {
            high += 1;
        }
        loop {
            let within = &words[low..=high];
            if low < here && high > here && self.is_pair(words[low], words[high]) {
                (low, high) = (low + 1, high - 1);
            } else if low < here && self.is_loose(words[low], within) {
                low += 1;
            } else if high > here && self.is_loose(words[high], within) {
                high -= 1;
            } else {
                break;
            }
        }
        Span { start: self.tokens[words[low]].span.start, end: self.tokens[words[high]].span.end }
    }

    /// What a phrase can do without at its edge: fillers, words taken back, punctuation, but not a bracket or
    /// quotation mark whose partner is inside.
    fn is_loose(&self, i: usize, within: &[usize]) -> bool {
        if self.is(i, "reparandum") || self.is(i, "discourse") {
            return true;
        }
        let token = &self.tokens[i];
        let paired = |j: &usize| *j != i && partner(token.tag) == Some(self.tokens[*j].tag);
        token.upos == Upos::Punct && !within.iter().any(paired)
    }

    /// Do these two open and close one pair of brackets or quotation marks?
    fn is_pair(&self, open: usize, close: usize) -> bool {
        matches!(self.tokens[open].tag, "-LRB-" | "``")
            && partner(self.tokens[open].tag) == Some(self.tokens[close].tag)
    }

    /// Does the phrase of `i` begin with word `at`, and not with a comma or the like?
    fn opens_at(&self, i: usize, at: usize) -> bool {
        self.subtree(i)[0] == at && self.tokens[at].upos != Upos::Punct
    }

    /// The name or noun phrase alone, without prepositions, clauses, coordination and appositions: for `bank` in
    /// "by the bank, which kept records, and its owner": `the bank`. A name set beside without a comma stays: "the
    /// bank Acme"; what is set beside a name further down behind a comma goes: for `clerks` in "clerks at Acme, a bank": `clerks at Acme`.
    pub fn name_span(&self, i: usize) -> Span {
        let beside = self.children(i).iter().any(|c| self.is(*c, "appos") && self.opens_at(*c, i + 1));
        let dropped = [MARKERS, CLAUSES, APPENDED].concat();
        let kept = |rel: &&&str| !(beside && **rel == "appos");
        let span = self.phrase_span_without(i, &dropped.iter().filter(kept).copied().collect::<Vec<_>>());
        let opens = |comma: &usize| {
            let told = self.head(*comma).filter(|told| self.is(*told, "appos") || self.is(*told, "acl"));
            // "Clerks in Belgrade, Serbia", "in Perth, western Australia" are one place.
            let plain = |told: usize| (comma + 1..told).all(|i| self.tokens[i].upos == Upos::Adj);
            let name = |told: usize| self.tokens[told].upos == Upos::Propn && told > *comma && plain(told);
            self.tokens[*comma].form == "," && told.is_some_and(|told| self.subtree(told)[0] == *comma && !name(told))
        };
        let words = (i + 1..self.len()).take_while(|word| self.tokens[*word].span.end <= span.end);
        let apart = { words }.find(opens);
        apart.map_or(span, |comma| Span { end: self.tokens[comma - 1].span.end, ..span })
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A tree drawn by hand, one word a line: `form lemma UPOS TAG head relation`, heads counted from 1.
    pub(crate) fn drawn(rows: &str) -> Tree {
        let mut at = 0;
        let token = |row: &str| {
            let cells: Vec<&str> = row.split_whitespace().collect();
            let start = at;
            at += cells[0].len() + 1;
            Token {
                span: Span { start, end: at - 1 },
                form: cells[0].to_owned(),
                lemma: cells[1].to_owned(),
                upos: Upos::named(cells[2]).expect("a universal tag"),
                tag: crate::model::label::tag(cells[3]).expect("a Penn tag"),
                head: cells[4].parse::<usize>().expect("a number").checked_sub(1),
                rel: crate::model::label::RELATIONS.iter().find(|r| **r == cells[5]).expect("a relation"),
            }
        };
        Tree::new(rows.lines().map(str::trim).filter(|l| !l.is_empty()).map(token).collect())
    }

    /// The words a span covers, as drawn.
    pub(crate) fn words(tree: &Tree, span: Span) -> String {
        let inside = tree.tokens.iter().filter(|t| t.span.start >= span.start && t.span.end <= span.end);
        inside.map(|t| t.form.as_str()).collect::<Vec<_>>().join(" ")
    }

    const SOLD: &str = "
        It it PRON PRP 3 nsubj:pass
        was be AUX VBD 3 aux:pass
        sold sell VERB VBN 0 root
        by by ADP IN 6 case
        the the DET DT 6 det
        bank bank NOUN NN 3 obl:agent
        , , PUNCT , 9 punct
        which which PRON WDT 9 nsubj
        kept keep VERB VBD 6 acl:relcl
        records record NOUN NNS 9 obj
        ( ( PUNCT -LRB- 12 punct
        copies copy NOUN NNS 10 appos
        ) ) PUNCT -RRB- 12 punct
        . . PUNCT . 3 punct";

    #[test]
    fn children_and_subtrees_come_in_text_order() {
        let tree = drawn(SOLD);
        assert_eq!(tree.root(), Some(2));
        assert_eq!(tree.children(2), [0, 1, 5, 13]);
        assert_eq!(tree.subtree(9), [9, 10, 11, 12]);
        assert_eq!(tree.child_by(2, &["obl"]), Some(5));
        assert_eq!(tree.child_by(2, &["nsubj"]), Some(0));
        assert_eq!(tree.child_by(5, &["nsubj:pass"]), None);
        assert!(tree.dominates(5, 9) && !tree.dominates(9, 5));
        assert_eq!(tree.clause(9), 8);
        assert_eq!(tree.token_at(4), Some(1));
    }

    #[test]
    fn phrases_lose_their_outer_marks_only() {
        let tree = drawn(SOLD);
        assert_eq!(words(&tree, tree.phrase_span(5)), "by the bank , which kept records ( copies )");
        assert_eq!(words(&tree, tree.phrase_span_without(5, &["acl"])), "by the bank");
        assert_eq!(words(&tree, tree.name_span(5)), "the bank");
        assert_eq!(words(&tree, tree.phrase_span(11)), "copies");
    }

    #[test]
    fn a_name_beside_its_noun_belongs_to_it() {
        let tree = drawn(
            "the the DET DT 2 det
            bank bank NOUN NN 0 root
            Acme Acme PROPN NNP 2 appos
            , , PUNCT , 5 punct
            Bolt Bolt PROPN NNP 3 conj",
        );
        assert_eq!(words(&tree, tree.name_span(1)), "the bank Acme , Bolt");
        assert_eq!(words(&tree, tree.name_span(2)), "Acme");
    }

    #[test]
    fn heads_that_cannot_be_are_no_heads() {
        let mut tokens = drawn("a a DET DT 2 det\nb b NOUN NN 0 root").tokens;
        tokens[0].head = Some(7);
        tokens[1].head = Some(1);
        let tree = Tree::new(tokens);
        assert_eq!((tree.head(0), tree.head(1)), (None, None));
        assert!(Tree::new(Vec::new()).root().is_none());
    }
}
