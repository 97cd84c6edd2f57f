//! One tree for each kind of mending.

use super::super::conllu::read;
use super::*;
use crate::annotate::syntax::parse;
use crate::model::span::Span;
use crate::model::tree::Tree;

pub(in crate::annotate::syntax) fn tree(text: &str) -> Tree {
    parse(text, Span { start: 0, end: text.len() })
}

pub(in crate::annotate::syntax) fn at(tree: &Tree, form: &str) -> usize {
    tree.tokens.iter().position(|token| token.form == form).expect("the word stands in the sentence")
}

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

#[test]
fn what_stands_beside_the_time_is_the_subject() {
    let text = "1\tToday\ttoday\tNOUN\tNN\t_\t5\tobl:unmarked\t_\t_\n2\t,\t,\tPUNCT\t,\t_\t3\tpunct\t_\t_\n\
                3\tfiles\tfile\tNOUN\tNNS\t_\t1\tappos\t_\t_\n4\twere\tbe\tAUX\tVBD\t_\t5\taux:pass\t_\t_\n\
                5\tsent\tsend\tVERB\tVBN\t_\t0\troot\t_\t_\n\n";
    let mut tokens = read(text).remove(0).tree.tokens;
    subjects(&mut tokens);
    assert_eq!((tokens[2].head, tokens[2].rel), (Some(4), "nsubj:pass"));
    assert_eq!(tokens[0].head, Some(4), "the time stays");
}

#[test]
fn a_name_after_a_month_is_the_subject() {
    let text = "1\tIn\tin\tADP\tIN\t_\t3\tcase\t_\t_\n2\tMay\tMay\tPROPN\tNNP\t_\t3\tcompound\t_\t_\n\
                3\tHarbor\tHarbor\tPROPN\tNNP\t_\t4\tobl\t_\t_\n4\tsold\tsell\tVERB\tVBD\t_\t0\troot\t_\t_\n\
                5\tlists\tlist\tNOUN\tNNS\t_\t4\tobj\t_\t_\n\n";
    let mut tokens = read(text).remove(0).tree.tokens;
    dated(&mut tokens);
    assert_eq!((tokens[2].head, tokens[2].rel), (Some(3), "nsubj"));
    assert_eq!((tokens[1].head, tokens[1].rel), (Some(3), "obl"));
    assert_eq!(tokens[0].head, Some(1), "the preposition is the month's");
}

#[test]
fn an_auxiliary_has_nothing_of_its_own() {
    let text = "1\tnever\tnever\tADV\tRB\t_\t2\tadvmod\t_\t_\n2\thas\thave\tAUX\tVBZ\t_\t4\taux\t_\t_\n\
                3\tanyone\tanyone\tPRON\tNN\t_\t4\tnsubj\t_\t_\n4\tread\tread\tVERB\tVBN\t_\t0\troot\t_\t_\n\
                5\tit\tit\tPRON\tPRP\t_\t4\tobj\t_\t_\n\n";
    let mut tokens = read(text).remove(0).tree.tokens;
    auxiliaries(&mut tokens);
    assert_eq!((tokens[0].head, tokens[0].rel), (Some(3), "advmod"));
}

#[test]
fn a_noun_after_its_preposition_is_no_subject() {
    let text = "1\tThey\tthey\tPRON\tPRP\t_\t5\tnsubj\t_\t_\n2\tat\tat\tADP\tIN\t_\t4\tcase\t_\t_\n\
                3\tno\tno\tDET\tDT\t_\t4\tdet\t_\t_\n4\tpoint\tpoint\tNOUN\tNN\t_\t5\tnsubj\t_\t_\n\
                5\tread\tread\tVERB\tVBD\t_\t0\troot\t_\t_\n6\tit\tit\tPRON\tPRP\t_\t5\tobj\t_\t_\n\n";
    let mut tokens = read(text).remove(0).tree.tokens;
    cased(&mut tokens);
    assert_eq!((tokens[0].rel, tokens[3].rel), ("nsubj", "obl"));
}

#[test]
fn an_apostrophe_makes_an_owner() {
    let text = "1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n2\tread\tread\tVERB\tVBD\t_\t0\troot\t_\t_\n\
                3\tmembers\tmember\tNOUN\tNNS\t_\t2\tobj\t_\t_\n4\t'\t'\tPART\tPOS\t_\t3\tcase\t_\t_\n\
                5\tletters\tletter\tNOUN\tNNS\t_\t2\tobj\t_\t_\n\n";
    let mut tokens = read(text).remove(0).tree.tokens;
    possessors(&mut tokens);
    assert_eq!((tokens[2].head, tokens[2].rel), (Some(4), "nmod:poss"));
}

#[test]
fn what_has_been_is_the_predicate() {
    let text = "1\tNever\tnever\tADV\tRB\t_\t2\tadvmod\t_\t_\n2\thas\thave\tVERB\tVBZ\t_\t0\troot\t_\t_\n\
                3\tany\tany\tPRON\tDT\t_\t2\tobj\t_\t_\n4\tbeen\tbe\tAUX\tVBN\t_\t5\tcop\t_\t_\n\
                5\table\table\tADJ\tJJ\t_\t2\txcomp\t_\t_\n\n";
    let mut tokens = read(text).remove(0).tree.tokens;
    perfects(&mut tokens);
    assert_eq!((tokens[4].head, tokens[4].rel), (None, "root"));
    assert_eq!((tokens[2].head, tokens[2].rel), (Some(4), "nsubj"));
    assert_eq!((tokens[0].head, tokens[1].rel), (Some(4), "aux"));
}

#[test]
fn the_first_of_two_objects_is_the_one_to_whom() {
    let text = "1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n2\tsent\tsend\tVERB\tVBD\t_\t0\troot\t_\t_\n\
                3\tLarch\tLarch\tPROPN\tNNP\t_\t2\tobj\t_\t_\n4\tledgers\tledger\tNOUN\tNNS\t_\t2\tobj\t_\t_\n\n";
    let mut tokens = read(text).remove(0).tree.tokens;
    objects(&mut tokens);
    assert_eq!((tokens[2].rel, tokens[3].rel), ("iobj", "obj"));
}

#[test]
fn a_verb_of_giving_has_somebody_before_its_object() {
    let text = "1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n2\tsend\tsend\tVERB\tVBP\t_\t0\troot\t_\t_\n\
                3\tthe\tthe\tDET\tDT\t_\t4\tdet\t_\t_\n4\toffice\toffice\tNOUN\tNN\t_\t2\tobj\t_\t_\n\
                5\ta\ta\tDET\tDT\t_\t6\tdet\t_\t_\n6\tlist\tlist\tNOUN\tNN\t_\t2\tobj\t_\t_\n\n";
    let mut tokens = read(text).remove(0).tree.tokens;
    objects(&mut tokens);
    assert_eq!((tokens[3].rel, tokens[5].rel), ("iobj", "obj"));
    let mut tokens = read(&text.replace("send", "call")).remove(0).tree.tokens;
    objects(&mut tokens);
    assert_eq!(tokens[3].rel, "obj", "nobody is called a list to");
}

#[test]
fn what_stands_before_the_subject_is_no_second_object() {
    let text = "1\tAll\tall\tDET\tDT\t_\t3\tobj\t_\t_\n2\twe\twe\tPRON\tPRP\t_\t3\tnsubj\t_\t_\n\
                3\tsent\tsend\tVERB\tVBD\t_\t0\troot\t_\t_\n4\tlists\tlist\tNOUN\tNNS\t_\t3\tobj\t_\t_\n\n";
    let mut tokens = read(text).remove(0).tree.tokens;
    objects(&mut tokens);
    assert_eq!((tokens[0].rel, tokens[3].rel), ("obl:unmarked", "obj"));
}

#[test]
fn a_verb_takes_the_noun_before_it_from_the_clause_before_that() {
    let text = "1\tAs\tas\tSCONJ\tIN\t_\t3\tmark\t_\t_\n2\tyou\tyou\tPRON\tPRP\t_\t3\tnsubj\t_\t_\n\
                3\tknow\tknow\tVERB\tVBP\t_\t6\tadvcl\t_\t_\n4\tour\twe\tPRON\tPRP$\t_\t5\tnmod:poss\t_\t_\n\
                5\tclerks\tclerk\tNOUN\tNNS\t_\t3\tobj\t_\t_\n6\tread\tread\tVERB\tVBP\t_\t0\troot\t_\t_\n\
                7\tit\tit\tPRON\tPRP\t_\t6\tobj\t_\t_\n\n";
    let mut tokens = read(text).remove(0).tree.tokens;
    lent_subjects(&mut tokens);
    assert_eq!((tokens[4].head, tokens[4].rel), (Some(5), "nsubj"));
}

#[test]
fn what_follows_of_is_no_second_subject() {
    let text = "1\tHalf\thalf\tNOUN\tNN\t_\t5\tnsubj:pass\t_\t_\n2\tof\tof\tADP\tIN\t_\t3\tcase\t_\t_\n\
                3\tfiles\tfile\tNOUN\tNNS\t_\t5\tnsubj:pass\t_\t_\n4\twere\tbe\tAUX\tVBD\t_\t5\taux:pass\t_\t_\n\
                5\tsent\tsend\tVERB\tVBN\t_\t0\troot\t_\t_\n\n";
    let mut tokens = read(text).remove(0).tree.tokens;
    partitives(&mut tokens);
    assert_eq!((tokens[2].head, tokens[2].rel), (Some(0), "nmod"));
}

#[test]
fn a_capital_makes_a_bare_noun_a_name() {
    let line = |n: usize, form: &str, tag: &str, upos: &str, head: usize, rel: &str| {
        format!("{n}\t{form}\t{}\t{upos}\t{tag}\t_\t{head}\t{rel}\t_\t_\n", form.to_lowercase())
    };
    let text = line(1, "somebody", "NN", "PRON", 2, "nsubj")
        + &line(2, "downloaded", "VBD", "VERB", 0, "root")
        + &line(3, "Lantern", "NN", "NOUN", 2, "obj")
        + &line(4, "in", "IN", "ADP", 6, "case")
        + &line(5, "the", "DT", "DET", 6, "det")
        + &line(6, "Library", "NN", "NOUN", 2, "obl")
        + "\n";
    let mut tokens = read(&text).remove(0).tree.tokens;
    names(&mut tokens);
    assert_eq!((tokens[2].tag, tokens[2].lemma.as_str()), ("NNP", "Lantern"));
    assert_eq!(tokens[5].tag, "NN", "the article tells which");
}

#[test]
fn a_participle_before_the_subject_is_no_clause() {
    let text = "1\tsaid\tsay\tVERB\tVBD\t_\t0\troot\t_\t_\n2\tprolonged\tprolong\tVERB\tVBD\t_\t1\tccomp\t_\t_\n\
                3\train\train\tNOUN\tNN\t_\t2\tobj\t_\t_\n4\tcould\tcould\tAUX\tMD\t_\t5\taux\t_\t_\n\
                5\tharm\tharm\tVERB\tVB\t_\t2\tccomp\t_\t_\n6\tthem\tthey\tPRON\tPRP\t_\t5\tobj\t_\t_\n\n";
    let mut tokens = read(text).remove(0).tree.tokens;
    attributes(&mut tokens);
    assert_eq!((tokens[1].head, tokens[1].rel), (Some(2), "amod"));
    assert_eq!((tokens[2].head, tokens[2].rel), (Some(4), "nsubj"));
    assert_eq!((tokens[4].head, tokens[4].rel), (Some(0), "ccomp"));
}

#[test]
fn a_time_before_a_number_is_no_part_of_the_subject() {
    let text = "1\tThis\tthis\tDET\tDT\t_\t4\tdet\t_\t_\n2\tspring\tspring\tNOUN\tNN\t_\t4\tcompound\t_\t_\n\
                3\tsix\tsix\tNUM\tCD\t_\t4\tnummod\t_\t_\n4\tclerks\tclerk\tNOUN\tNNS\t_\t5\tnsubj\t_\t_\n\
                5\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_\n\n";
    let mut tokens = read(text).remove(0).tree.tokens;
    counted(&mut tokens);
    assert_eq!((tokens[1].head, tokens[1].rel), (Some(4), "obl:unmarked"));
    assert_eq!(tokens[0].head, Some(1));
    assert_eq!(tokens[2].head, Some(3), "the number stays");
}

#[test]
fn what_is_said_has_a_subject() {
    let text = "1\tAna\tAna\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n2\tsaid\tsay\tVERB\tVBD\t_\t0\troot\t_\t_\n\
                3\tnobody\tnobody\tPRON\tNN\t_\t2\tobj\t_\t_\n4\tthere\tthere\tADV\tRB\t_\t2\tadvmod\t_\t_\n\
                5\tcould\tcould\tAUX\tMD\t_\t6\taux\t_\t_\n6\tread\tread\tVERB\tVB\t_\t2\tccomp\t_\t_\n\
                7\tit\tit\tPRON\tPRP\t_\t6\tobj\t_\t_\n\n";
    let mut tokens = read(text).remove(0).tree.tokens;
    told_subjects(&mut tokens);
    assert_eq!((tokens[2].head, tokens[2].rel), (Some(5), "nsubj"));
    assert_eq!(tokens[3].head, Some(2), "what stands between goes along");
}

#[test]
fn what_is_handed_over_is_no_gerund() {
    let text = "1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n2\tleaked\tleak\tVERB\tVBD\t_\t0\troot\t_\t_\n\
                3\tparking\tpark\tVERB\tVBG\t_\t2\txcomp\t_\t_\n4\tfines\tfine\tNOUN\tNNS\t_\t3\tobj\t_\t_\n\n";
    let mut tokens = read(text).remove(0).tree.tokens;
    matters(&mut tokens);
    assert_eq!((tokens[3].head, tokens[3].rel), (Some(1), "obj"));
    assert_eq!((tokens[2].head, tokens[2].rel), (Some(3), "compound"));
}

#[test]
fn who_speaks_behind_a_passive_is_not_its_subject() {
    let text = "1\tLogs\tlog\tNOUN\tNNS\t_\t3\tnsubj:pass\t_\t_\n2\twere\tbe\tAUX\tVBD\t_\t3\taux:pass\t_\t_\n\
                3\twiped\twipe\tVERB\tVBN\t_\t0\troot\t_\t_\n4\t,\t,\tPUNCT\t,\t_\t6\tpunct\t_\t_\n\
                5\ta\ta\tDET\tDT\t_\t6\tdet\t_\t_\n6\tclerk\tclerk\tNOUN\tNN\t_\t3\tnsubj:pass\t_\t_\n\
                7\tsaid\tsay\tVERB\tVBD\t_\t3\tparataxis\t_\t_\n\n";
    let mut tokens = read(text).remove(0).tree.tokens;
    later_subjects(&mut tokens);
    assert_eq!((tokens[5].head, tokens[5].rel), (Some(6), "nsubj"));
    assert_eq!(tokens[0].head, Some(2));
}

#[test]
fn a_day_behind_a_preposition_is_no_subject() {
    let text = "1\tSince\tsince\tADP\tIN\t_\t3\tcase\t_\t_\n2\tthe\tthe\tDET\tDT\t_\t3\tdet\t_\t_\n\
                3\tninth\tninth\tNOUN\tNN\t_\t8\tnsubj\t_\t_\n4\tof\tof\tADP\tIN\t_\t5\tcase\t_\t_\n\
                5\tJune\tJune\tPROPN\tNNP\t_\t3\tnmod\t_\t_\n6\tno\tno\tDET\tDT\t_\t7\tdet\t_\t_\n\
                7\tclerk\tclerk\tNOUN\tNN\t_\t3\tnmod\t_\t_\n8\tsees\tsee\tVERB\tVBZ\t_\t0\troot\t_\t_\n\
                9\tit\tit\tPRON\tPRP\t_\t8\tobj\t_\t_\n\n";
    let mut tokens = read(text).remove(0).tree.tokens;
    opened(&mut tokens);
    assert_eq!(tokens[2].rel, "obl");
    assert_eq!((tokens[6].head, tokens[6].rel), (Some(7), "nsubj"));
}

/// A tree drawn as `form tag head relation` a word, heads counted from 1.
fn drawn(text: &str) -> Vec<Token> {
    let upos = |tag: &str| match tag {
        "NN" | "NNS" => "NOUN",
        "NNP" => "PROPN",
        "DT" => "DET",
        "IN" => "ADP",
        "JJ" => "ADJ",
        "MD" => "AUX",
        _ if tag.starts_with('V') => "VERB",
        _ => "PUNCT",
    };
    let word = |(n, word): (usize, &str)| {
        let parts = word.split(' ').collect::<Vec<&str>>();
        let [form, tag, head, rel] = parts.try_into().expect("a form, its tag, its head and the relation");
        let lemma = [("had", "have"), ("gave", "give")].into_iter().find(|(past, _)| *past == form);
        let lemma = lemma.map_or(form.to_lowercase(), |(_, base)| base.to_string());
        format!("{}\t{form}\t{lemma}\t{}\t{tag}\t_\t{head}\t{rel}\t_\t_\n", n + 1, upos(tag))
    };
    let rows: String = text.split(" | ").enumerate().map(word).collect();
    read(&format!("{rows}\n")).remove(0).tree.tokens
}

#[test]
fn a_recording_is_a_noun() {
    let mut tokens =
        drawn("Each DT 2 det | exam NN 5 nsubj:pass | recording NN 2 acl | is VBZ 5 aux:pass | kept VBN 0 root");
    made_of(&mut tokens);
    assert_eq!((tokens[2].head, tokens[2].rel), (Some(4), "nsubj:pass"));
    assert_eq!((tokens[1].head, tokens[1].rel, tokens[0].head), (Some(2), "compound", Some(2)));
    let mut tokens = drawn(
        "We NN 2 nsubj | keep VB 0 root | every DT 4 det | exam NN 2 obj | recording VBG 4 acl | for IN 7 case | weeks NNS 5 obl",
    );
    made_of(&mut tokens);
    assert_eq!((tokens[4].head, tokens[4].rel, tokens[4].tag), (Some(1), "obj", "NN"));
    assert_eq!(tokens[6].head, Some(1), "they keep it for weeks");
    let mut tokens = drawn("We NN 2 nsubj | sell VB 0 root | an DT 4 det | exam NN 2 obj | recording NN 2 obj");
    made_of(&mut tokens);
    assert_eq!((tokens[3].head, tokens[3].rel, tokens[4].rel), (Some(4), "compound", "obj"));
}

#[test]
fn what_describes_the_next_noun_is_no_clause() {
    let mut tokens = drawn("Nursing VBG 2 acl | notes NNS 3 nsubj | went VBD 0 root");
    attributive(&mut tokens);
    assert_eq!(tokens[0].rel, "compound");
}

#[test]
fn at_no_time_stands_between_a_verb_and_its_auxiliary() {
    let mut tokens = drawn(
        "Larch NNP 2 nsubj | had VBD 0 root | at IN 5 case | no DT 5 det | time NN 2 obl | held VBN 5 acl | keys NNS 6 obj",
    );
    at_no_time(&mut tokens);
    assert_eq!((tokens[5].head, tokens[5].rel), (None, "root"));
    assert_eq!((tokens[0].head, tokens[1].head, tokens[1].rel, tokens[4].head), (Some(5), Some(5), "aux", Some(5)));
}

#[test]
fn had_may_hang_on_the_subject() {
    let mut tokens = drawn(
        "Larch NNP 6 nsubj | had VBD 1 acl | at IN 5 case | no DT 5 det | time NN 2 obl | held VBD 0 root | keys NNS 6 obj",
    );
    at_no_time(&mut tokens);
    assert_eq!((tokens[1].head, tokens[1].rel, tokens[4].head), (Some(5), "aux", Some(5)));
    assert_eq!((tokens[0].head, tokens[5].head, tokens[5].tag), (Some(5), None, "VBN"));
}

#[test]
fn behind_a_colon_stands_something_else() {
    let mut tokens = drawn(
        "Reports NNS 3 nsubj | are VBZ 3 cop | false JJ 0 root | : : 6 punct | nobody NN 6 nsubj | read VBD 3 ccomp",
    );
    explained(&mut tokens);
    assert_eq!(tokens[5].rel, "parataxis");
}

#[test]
fn a_clause_has_a_verb() {
    let mut tokens = drawn(
        "He NN 2 nsubj | reports VBZ 0 root | that DT 2 nsubj | analysts NNS 2 ccomp | at IN 6 case | Larch NNP 4 nmod | , , 9 punct | opened VBN 9 amod | files NNS 4 conj",
    );
    verbless(&mut tokens);
    assert_eq!((tokens[7].head, tokens[7].rel, tokens[7].tag), (Some(1), "ccomp", "VBD"));
    assert_eq!((tokens[3].head, tokens[3].rel), (Some(7), "nsubj"));
    assert_eq!((tokens[8].head, tokens[8].rel, tokens[2].rel), (Some(7), "obj", "mark"));
}

#[test]
fn evidence_tells_by_a_clause() {
    let mut tokens = drawn(
        "We NN 2 nsubj | saw VBD 0 root | evidence NN 2 obj | Larch NNP 5 nsubj | sold VBD 3 acl:relcl | files NNS 5 obj",
    );
    contents(&mut tokens);
    assert_eq!(tokens[4].rel, "acl");
    let mut tokens =
        drawn("We NN 2 nsubj | saw VBD 0 root | evidence NN 2 obj | Larch NNP 5 nsubj | sold VBD 3 acl:relcl");
    contents(&mut tokens);
    assert_eq!(tokens[4].rel, "acl:relcl", "it sold the evidence");
    let mut tokens = drawn(
        "We NN 2 nsubj | saw VBD 0 root | proof NN 2 obj | Larch NNP 5 nsubj | sold VBD 2 xcomp | files NNS 5 obj",
    );
    contents(&mut tokens);
    assert_eq!((tokens[4].head, tokens[4].rel), (Some(2), "acl"));
}

#[test]
fn the_first_of_two_objects_receives() {
    let mut tokens = drawn("We NN 2 nsubj | gave VBD 0 root | police NNS 2 obj | forty JJ 5 nummod | clips NNS 2 obj");
    receivers(&mut tokens);
    assert_eq!([tokens[2].rel, tokens[4].rel], ["iobj", "obj"]);
    let mut tokens = drawn(
        "We NN 2 nsubj | show VBP 0 root | Larch NNP 6 compound | council NN 6 compound | two JJ 6 nummod | clips NNS 2 obj",
    );
    receivers(&mut tokens);
    assert_eq!((tokens[3].head, tokens[3].rel, tokens[2].head), (Some(1), "iobj", Some(3)));
}

#[test]
fn after_never_the_auxiliary_comes_first() {
    let mut tokens = drawn(
        "Larch NNP 2 nsubj | waits VBZ 0 root | never JJ 4 advmod | had VBD 2 conj | clerks NNS 4 obj | had VBD 4 xcomp | keys NNS 6 obj",
    );
    tokens[2].lemma = "never".to_string();
    inverted(&mut tokens);
    assert_eq!((tokens[5].head, tokens[5].rel, tokens[3].rel), (Some(1), "conj", "aux"));
    assert_eq!((tokens[4].head, tokens[4].rel, tokens[2].head), (Some(5), "nsubj", Some(5)));
}

#[test]
fn what_stands_after_than_was_not_done() {
    let mut tokens = drawn(
        "Rather JJ 6 advmod | than IN 1 fixed | wipe VB 6 advcl | it NN 3 obj | Larch NNP 6 nsubj | sold VBD 0 root | it NN 6 obj",
    );
    preferred(&mut tokens);
    assert_eq!((tokens[0].head, tokens[0].rel), (Some(2), "mark"));
}

#[test]
fn a_record_is_of_what_is_done() {
    let mut tokens = drawn(
        "No DT 2 det | record NN 0 root | of IN 4 case | clerks NNS 2 nmod | reading VBG 4 acl | files NNS 5 obj",
    );
    doings(&mut tokens);
    assert_eq!((tokens[4].head, tokens[3].head, tokens[3].rel), (Some(1), Some(4), "nsubj"));
    assert_eq!((tokens[2].head, tokens[2].rel), (Some(4), "mark"));
}

#[test]
fn a_clause_may_be_the_subject() {
    let mut tokens = drawn("Copying VBG 4 advcl | files NNS 1 obj | is VBZ 4 cop | wrong JJ 0 root");
    gerunds(&mut tokens);
    assert_eq!(tokens[0].rel, "csubj");
}
