//! The closed sets of names a parsed sentence uses: universal tags, Penn tags, relations.
//!
//! Order matters: the model file refers to these by position, so append, never reorder.

/// Universal part of speech (universaldependencies.org/u/pos).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

impl Upos {
    /// All tags, in the order of the enum.
    pub const ALL: [Upos; 17] = [
        Upos::Adj,
        Upos::Adp,
        Upos::Adv,
        Upos::Aux,
        Upos::Cconj,
        Upos::Det,
        Upos::Intj,
        Upos::Noun,
        Upos::Num,
        Upos::Part,
        Upos::Pron,
        Upos::Propn,
        Upos::Punct,
        Upos::Sconj,
        Upos::Sym,
        Upos::Verb,
        Upos::X,
    ];

    /// The name as CoNLL-U writes it: `PROPN`.
    pub fn name(self) -> &'static str {
        NAMES[self as usize]
    }

    /// The tag of that name, if there is one.
    pub fn named(name: &str) -> Option<Upos> {
        NAMES.iter().position(|n| *n == name).map(|i| Upos::ALL[i])
    }
}

const NAMES: [&str; 17] = [
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
    "SYM", "VERB", "X",
];

/// Penn Treebank tags as the English Web Treebank uses them.
pub const TAGS: [&str; 50] = [
    "NN", "IN", "DT", "NNP", "PRP", "JJ", ".", "RB", "VB", "NNS", ",", "CC", "VBP", "VBD", "VBZ", "CD", "VBN", "VBG",
    "MD", "TO", "PRP$", "-RRB-", "-LRB-", "WDT", ":", "WRB", "``", "WP", "''", "RP", "UH", "HYPH", "POS", "NNPS",
    "JJS", "JJR", "NFP", "ADD", "EX", "RBR", "GW", "$", "SYM", "PDT", "FW", "RBS", "LS", "AFX", "WP$", "XX",
];

/// Universal relations with the subtypes the English Web Treebank uses.
pub const RELATIONS: [&str; 50] = [
    "punct",
    "case",
    "nsubj",
    "det",
    "root",
    "advmod",
    "obj",
    "amod",
    "obl",
    "conj",
    "compound",
    "mark",
    "nmod",
    "cc",
    "aux",
    "cop",
    "advcl",
    "nmod:poss",
    "xcomp",
    "ccomp",
    "flat",
    "acl:relcl",
    "parataxis",
    "appos",
    "nummod",
    "acl",
    "aux:pass",
    "nsubj:pass",
    "obl:unmarked",
    "nmod:unmarked",
    "discourse",
    "list",
    "compound:prt",
    "iobj",
    "expl",
    "fixed",
    "nmod:desc",
    "obl:agent",
    "csubj",
    "nsubj:outer",
    "det:predet",
    "vocative",
    "goeswith",
    "advcl:relcl",
    "cc:preconj",
    "reparandum",
    "orphan",
    "csubj:pass",
    "dislocated",
    "dep",
];

/// Position of `root` in [`RELATIONS`].
pub const ROOT: usize = 4;

/// The shared copy of a Penn tag's name.
pub fn tag(name: &str) -> Option<&'static str> {
    TAGS.iter().find(|t| **t == name).copied()
}

/// The shared copy of a relation's name; an unknown subtype falls back to its universal part.
pub fn relation(name: &str) -> Option<&'static str> {
    let exact = RELATIONS.iter().find(|r| **r == name);
    let universal = || RELATIONS.iter().find(|r| Some(**r) == name.split(':').next());
    exact.or_else(universal).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_there_and_back() {
        for upos in Upos::ALL {
            assert_eq!(Upos::named(upos.name()), Some(upos));
        }
        assert_eq!(Upos::named("Noun"), None);
    }

    #[test]
    fn an_unknown_subtype_keeps_its_universal_part() {
        assert_eq!(RELATIONS[ROOT], "root");
        assert_eq!(relation("nsubj:pass"), Some("nsubj:pass"));
        assert_eq!(relation("obl:npmod"), Some("obl"));
        assert_eq!(relation("subject"), None);
    }
}
