//! A tree drawn in text, for `inspect --stage syntax --format text`.

use crate::model::tree::Tree;

/// One word a line, set in by its depth, with relation, lemma and tags: children before their head stand above it.
///
/// ```text
///     ┌ Acme        nsubj  PROPN/NNP  Acme
/// ─ sold            root   VERB/VBD   sell
///     └ data        obj    NOUN/NNS   data
/// ```
pub fn draw(tree: &Tree) -> String {
    let rows: Vec<String> = (0..tree.len()).map(|i| branch(tree, i) + &tree.tokens[i].form).collect();
    let width = rows.iter().map(|r| r.chars().count()).max().unwrap_or(0) + 2;
    let mut out = String::new();
    for (row, token) in rows.iter().zip(&tree.tokens) {
        let pad = " ".repeat(width - row.chars().count());
        let tags = format!("{}/{}", token.upos.name(), token.tag);
        out += format!("{row}{pad}{:<14}{tags:<12}{}", token.rel, token.lemma).trim_end();
        out.push('\n');
    }
    out
}

/// The lines to the left of a word: its own corner, and a bar for every arc that passes by.
fn branch(tree: &Tree, i: usize) -> String {
    let mut path: Vec<usize> = tree.upwards(i).collect();
    path.reverse();
    let mut out = String::new();
    for pair in path.windows(2) {
        let (above, below) = (pair[0], pair[1]);
        let siblings = tree.children(above);
        let outermost = if below < above { siblings.first() } else { siblings.last() } == Some(&below);
        let corner = below == i;
        let passes = (i < below && below < above && !outermost)
            || (i > below && below > above && !outermost)
            || (below < above && i > below)
            || (below > above && i < below);
        out += match (corner, passes) {
            (true, _) if outermost => {
                if below < above {
                    "┌ "
                } else {
                    "└ "
                }
            }
            (true, _) => "├ ",
            (false, true) => "│ ",
            (false, false) => "  ",
        };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::label::Upos;
    use crate::model::span::Span;
    use crate::model::tree::Token;

    fn token(form: &str, upos: Upos, tag: &'static str, head: Option<usize>, rel: &'static str) -> Token {
        let span = Span { start: 0, end: form.len() };
        Token { span, form: form.to_owned(), lemma: form.to_lowercase(), upos, tag, head, rel }
    }

    #[test]
    fn branches_lead_to_the_head() {
        let tree = Tree::new(vec![
            token("The", Upos::Det, "DT", Some(1), "det"),
            token("bank", Upos::Noun, "NN", Some(2), "nsubj"),
            token("sold", Upos::Verb, "VBD", None, "root"),
            token("old", Upos::Adj, "JJ", Some(4), "amod"),
            token("data", Upos::Noun, "NNS", Some(2), "obj"),
            token(".", Upos::Punct, ".", Some(2), "punct"),
        ]);
        let left: Vec<String> = draw(&tree).lines().map(|l| l.split("  ").next().unwrap_or("").to_owned()).collect();
        assert_eq!(left[2], "sold");
        let drawn = draw(&tree);
        let lines: Vec<&str> = drawn.lines().collect();
        assert!(lines[0].starts_with("  ┌ The  ") && lines[1].starts_with("┌ bank  "));
        assert!(lines[3].starts_with("│ ┌ old  ") && lines[4].starts_with("├ data  ") && lines[5].starts_with("└ .  "));
        assert!(lines[1].ends_with("nsubj         NOUN/NN     bank"));
    }

    #[test]
    fn nothing_draws_nothing() {
        assert_eq!(draw(&Tree::new(Vec::new())), "");
    }
}
