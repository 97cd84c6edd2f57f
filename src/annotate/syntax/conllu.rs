//! CoNLL-U, read for training and scoring, written for `inspect --format conllu`
//! (universaldependencies.org/format).

use crate::model::label::{Upos, relation, tag};
use crate::model::span::Span;
use crate::model::tree::{Token, Tree};

/// A sentence as plain values out of CoNLL-U text, with its `# text` line where there is one.
pub struct Sentence {
    pub text: Option<String>,
    pub tree: Tree,
    /// Is the token followed by no space? Same length as the tokens.
    pub glued: Vec<bool>,
}

/// Every sentence of a CoNLL-U file. Ranges (`3-4`) and empty nodes (`3.1`) are left out; unknown tags become `X`
/// and `XX`, unknown relations `dep`. Spans are as if the tokens stood joined by single spaces.
pub fn read(file: &str) -> Vec<Sentence> {
    file.split("\n\n").filter_map(read_sentence).collect()
}

fn read_sentence(block: &str) -> Option<Sentence> {
    let text = block.lines().find_map(|l| l.strip_prefix("# text = ")).map(str::to_owned);
    let mut tokens = Vec::new();
    let mut glued = Vec::new();
    let mut glued_until: Option<(String, bool)> = None;
    let mut at = 0;
    for line in block.lines().filter(|l| !l.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, form, lemma, upos, xpos, _, head, rel, _, misc] = cells[..] else { continue };
        if let Some((_, last)) = id.split_once('-') {
            glued_until = Some((last.to_owned(), misc.contains("SpaceAfter=No")));
            continue;
        }
        if id.contains('.') {
            continue;
        }
        glued.push(match &glued_until {
            Some((last, _)) if last != id => true,
            Some((_, no_space)) => {
                let no_space = *no_space;
                glued_until = None;
                no_space
            }
            None => misc.contains("SpaceAfter=No"),
        });
        tokens.push(Token {
            span: Span { start: at, end: at + form.len() },
            form: form.to_owned(),
            lemma: lemma.to_owned(),
            upos: Upos::named(upos).unwrap_or(Upos::X),
            tag: tag(xpos).unwrap_or("XX"),
            head: head.parse::<usize>().ok().and_then(|h| h.checked_sub(1)),
            rel: relation(rel).unwrap_or("dep"),
        });
        at += form.len() + 1;
    }
    (!tokens.is_empty()).then(|| Sentence { text, tree: Tree::new(tokens), glued })
}

/// One sentence of a document in CoNLL-U, with the blank line that ends it. `text` is the document's.
pub fn conllu(tree: &Tree, text: &str, sentence: Span) -> String {
    let mut out = String::from("# text = ");
    out.extend(text[sentence.start..sentence.end].trim().chars().map(|c| if c.is_whitespace() { ' ' } else { c }));
    out.push('\n');
    for (i, t) in tree.tokens.iter().enumerate() {
        let head = t.head.map_or(0, |h| h + 1);
        let glued = tree.tokens.get(i + 1).is_some_and(|next| next.span.start == t.span.end);
        let misc = if glued { "SpaceAfter=No" } else { "_" };
        let (id, upos) = (i + 1, t.upos.name());
        out += &format!("{id}\t{}\t{}\t{upos}\t{}\t_\t{head}\t{}\t_\t{misc}\n", t.form, t.lemma, t.tag, t.rel);
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOCK: &str = "# text = They didn't.\n1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n\
        2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n2\tdid\tdo\tVERB\tVBD\t_\t0\troot\t_\t_\n\
        3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t_\t_\n4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n";

    #[test]
    fn words_of_a_contraction_are_read_as_tokens() {
        let sentences = read(BLOCK);
        let forms: Vec<&str> = sentences[0].tree.tokens.iter().map(|t| t.form.as_str()).collect();
        assert_eq!(forms, ["They", "did", "n't", "."]);
        assert_eq!(sentences[0].glued, [false, true, true, false]);
        assert_eq!(sentences[0].tree.root(), Some(1));
    }

    #[test]
    fn what_is_written_has_ten_columns_and_verbatim_forms() {
        let mut tree = read(BLOCK).remove(0).tree;
        let text = "They didn't.";
        for (token, (start, end)) in tree.tokens.iter_mut().zip([(0, 4), (5, 8), (8, 11), (11, 12)]) {
            token.span = Span { start, end };
        }
        let out = conllu(&tree, text, Span { start: 0, end: text.len() });
        assert!(out.starts_with("# text = They didn't.\n1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n"));
        assert!(out.contains("2\tdid\tdo\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No\n"));
        assert!(out.ends_with("\n\n"));
    }
}
