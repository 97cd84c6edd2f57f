//! What the network gets wrong and a glance at the finished tree puts right.

use crate::model::tree::{Token, Upos};

/// "and fully pivot to their servers": between an adverb after a conjunction and a preposition, determiner, pronoun or particle stands no noun:
/// of 40 such words in the treebank 30 are verbs and none is a noun.
pub fn verbs(tokens: &mut [Token]) {
    for i in 2..tokens.len().saturating_sub(1) {
        let hangs = |j: usize, rel: &str| tokens[j].head == Some(i) && tokens[j].rel == rel;
        let after = matches!(tokens[i + 1].upos, Upos::Adp | Upos::Det | Upos::Pron | Upos::Part);
        let opened = hangs(i - 2, "cc") && hangs(i - 1, "advmod") && tokens[i - 1].form.ends_with("ly");
        if tokens[i].tag == "NN" && tokens[i].rel == "conj" && opened && after {
            (tokens[i].upos, tokens[i].tag) = (Upos::Verb, "VB");
        }
    }
}

/// "delete the files from our servers and fully move to theirs": a verb goes on from a verb, not from a noun that is an argument. Of the treebank's
/// verbs after a conjunction one in a hundred hangs on such a noun, so that the nearest verb above is taken.
pub fn conjuncts(tokens: &mut [Token]) {
    let argument = |token: &Token| {
        let rel = token.rel.split(':').next().unwrap_or_default();
        matches!(token.upos, Upos::Noun | Upos::Propn) && matches!(rel, "obj" | "obl" | "nmod")
    };
    for i in 0..tokens.len() {
        let verb = tokens[i].upos == Upos::Verb && tokens[i].rel == "conj";
        let Some(noun) = tokens[i].head.filter(|head| verb && *head < i && argument(&tokens[*head])) else { continue };
        let upwards = std::iter::successors(tokens[noun].head, |at| tokens[*at].head).take(tokens.len());
        let above = { upwards }.find(|at| tokens[*at].upos == Upos::Verb);
        // A word before the noun that the second verb does not lie under.
        if let Some(first) = above.filter(|first| *first < noun) {
            tokens[i].head = Some(first);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::conllu::read;
    use super::*;

    #[test]
    fn a_verb_goes_on_from_the_verb() {
        let text = "1\tPurge\tpurge\tVERB\tVB\t_\t0\troot\t_\t_\n2\tlists\tlist\tNOUN\tNNS\t_\t1\tobj\t_\t_\n\
                    3\tand\tand\tCCONJ\tCC\t_\t4\tcc\t_\t_\n4\tmove\tmove\tVERB\tVB\t_\t2\tconj\t_\t_\n\n";
        let mut tokens = read(text).remove(0).tree.tokens;
        conjuncts(&mut tokens);
        assert_eq!(tokens[3].head, Some(0));
        assert_eq!(tokens[1].head, Some(0), "nouns stay where they are");
    }

    #[test]
    fn no_noun_stands_between_an_adverb_and_a_preposition() {
        let text = "1\tlists\tlist\tNOUN\tNNS\t_\t0\troot\t_\t_\n2\tand\tand\tCCONJ\tCC\t_\t4\tcc\t_\t_\n\
                    3\tquickly\tquickly\tADV\tRB\t_\t4\tadvmod\t_\t_\n4\tpivot\tpivot\tNOUN\tNN\t_\t1\tconj\t_\t_\n\
                    5\tto\tto\tADP\tIN\t_\t6\tcase\t_\t_\n6\ttape\ttape\tNOUN\tNN\t_\t4\tobl\t_\t_\n\n";
        let mut tokens = read(text).remove(0).tree.tokens;
        verbs(&mut tokens);
        assert_eq!((tokens[3].upos, tokens[3].tag), (Upos::Verb, "VB"));
        assert_eq!(tokens[5].upos, Upos::Noun);
    }
}
