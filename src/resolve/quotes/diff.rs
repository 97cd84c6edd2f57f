//! The words by which two wordings differ.

/// What a run of words is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiffKind {
    Same,
    /// Other words stand there; either side may be empty.
    Changed,
}

/// A run of words as printed: `a` in the reference, `b` in the variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffRun {
    pub kind: DiffKind,
    pub a: String,
    pub b: String,
}

/// The runs that make `a` into `b`, by the longest common subsequence of words; words that differ in case and outer marks only
/// are the same.
pub fn difference(a: &str, b: &str) -> Vec<DiffRun> {
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split_whitespace().collect(), b.split_whitespace().collect());
    let (plain_a, plain_b): (Vec<String>, Vec<String>) =
        (a.iter().map(|word| plain(word)).collect(), b.iter().map(|word| plain(word)).collect());
    let table = table(&plain_a, &plain_b);
    let mut runs: Vec<(DiffKind, Vec<&str>, Vec<&str>)> = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        let same = i < a.len() && j < b.len() && plain_a[i] == plain_b[j];
        let kind = if same { DiffKind::Same } else { DiffKind::Changed };
        if runs.last().is_none_or(|run| run.0 != kind) {
            runs.push((kind, Vec::new(), Vec::new()));
        }
        let run = runs.last_mut().expect("pushed above");
        if same {
            run.1.push(a[i]);
            run.2.push(b[j]);
            (i, j) = (i + 1, j + 1);
        } else if j == b.len() || i < a.len() && table[i + 1][j] >= table[i][j + 1] {
            run.1.push(a[i]);
            i += 1;
        } else {
            run.2.push(b[j]);
            j += 1;
        }
    }
    runs.into_iter().map(|(kind, a, b)| DiffRun { kind, a: a.join(" "), b: b.join(" ") }).collect()
}

/// `table[i][j]`: the longest common subsequence of what follows `i` and `j`.
fn table(a: &[String], b: &[String]) -> Vec<Vec<usize>> {
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            table[i][j] = if a[i] == b[j] { table[i + 1][j + 1] + 1 } else { table[i + 1][j].max(table[i][j + 1]) };
        }
    }
    table
}

fn plain(word: &str) -> String {
    word.chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '\'' | '’' | '%'))
        .map(|c| if c == '’' { '\'' } else { c })
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_left_out_put_in_and_changed() {
        let runs = difference(
            "This was a great evening, but it was much too short.",
            "This was a fine evening, but it was too short tonight",
        );
        let shown: Vec<String> = runs
            .iter()
            .map(|run| match run.kind {
                DiffKind::Same => run.b.clone(),
                DiffKind::Changed => format!("[{}|{}]", run.a, run.b),
            })
            .collect();
        assert_eq!(shown, ["This was a", "[great|fine]", "evening, but it was", "[much|]", "too short", "[|tonight]"]);
    }
}
