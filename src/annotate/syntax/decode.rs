//! The best tree out of scored arcs: the maximum spanning arborescence (Chu and Liu 1965; Edmonds 1967), with one
//! word at the root as Universal Dependencies ask.

/// Heads of `n` words, 0 for the root, else position + 1, from `scores[n × (n + 1)]`: `scores[i][j]` for word `i`
/// under `j`. Most sentences are done when each word's best head makes a tree.
pub fn heads(scores: &[f32], n: usize) -> Vec<usize> {
    let greedy: Vec<usize> = scores.chunks_exact(n + 1).map(best).collect();
    let roots = |heads: &[usize]| -> Vec<usize> { (0..n).filter(|i| heads[*i] == 0).collect() };
    if roots(&greedy).len() == 1 && cycle(&greedy).is_none() {
        return greedy;
    }
    let graph = Graph::of(scores, n);
    let free = graph.spanning();
    let candidates = roots(&free);
    if candidates.len() == 1 {
        return free;
    }
    let trees = candidates.into_iter().map(|r| graph.rooted_at(r).spanning());
    let total = |heads: &[usize]| heads.iter().enumerate().map(|(i, h)| scores[i * (n + 1) + h]).sum::<f32>();
    trees.max_by(|a, b| total(a).total_cmp(&total(b))).expect("a spanning tree has a word at the root")
}

/// Arc scores over nodes 0 (the root) to n, `scores[dependent - 1][head]`.
struct Graph {
    scores: Vec<f32>,
    n: usize,
}

const NEVER: f32 = -1e9;

fn best(row: &[f32]) -> usize {
    (0..row.len()).fold(0, |top, j| if row[j] > row[top] { j } else { top })
}

/// The words of one cycle, as nodes from 1.
fn cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen = vec![0; heads.len() + 1];
    for start in 1..=heads.len() {
        let mut at = start;
        while at != 0 && seen[at] == 0 {
            seen[at] = start;
            at = heads[at - 1];
        }
        if at != 0 && seen[at] == start {
            let next = |v: &usize| Some(heads[*v - 1]).filter(|h| *h != at);
            return Some(std::iter::successors(Some(at), next).collect());
        }
    }
    None
}

impl Graph {
    fn of(scores: &[f32], n: usize) -> Graph {
        let mut scores = scores.to_vec();
        (0..n).for_each(|i| scores[i * (n + 1) + i + 1] = NEVER * 2.0);
        Graph { scores, n }
    }

    fn row(&self, dependent: usize) -> &[f32] {
        &self.scores[(dependent - 1) * (self.n + 1)..][..self.n + 1]
    }

    /// The same arcs, but only word `root` (from 0) may hang on the root.
    fn rooted_at(&self, root: usize) -> Graph {
        let mut scores = self.scores.clone();
        for (i, row) in scores.chunks_exact_mut(self.n + 1).enumerate() {
            row[0] = if i == root { 0.0 } else { NEVER };
        }
        Graph { scores, n: self.n }
    }

    /// Contracts a cycle to one node until there is none.
    fn spanning(&self) -> Vec<usize> {
        let heads: Vec<usize> = (1..=self.n).map(|d| best(self.row(d))).collect();
        let Some(cycle) = cycle(&heads) else { return heads };
        let outside: Vec<usize> = (0..=self.n).filter(|v| !cycle.contains(v)).collect();
        let m = outside.len();
        // Node m of the smaller graph stands for the cycle; `enter[j]` is where outside[j] breaks into it, `leave[i]`
        // by which of its words outside[i] would hang on it.
        let mut scores = vec![NEVER * 2.0; m * (m + 1)];
        let mut leave = vec![0; m];
        let mut enter = vec![0; m];
        for (i, &d) in outside.iter().enumerate().skip(1) {
            let row = self.row(d);
            for (j, &h) in outside.iter().enumerate().filter(|(j, _)| *j != i) {
                scores[(i - 1) * (m + 1) + j] = row[h];
            }
            leave[i] = *cycle.iter().max_by(|a, b| row[**a].total_cmp(&row[**b])).expect("a cycle has words");
            scores[(i - 1) * (m + 1) + m] = row[leave[i]];
        }
        for (j, &h) in outside.iter().enumerate() {
            let gain = |v: usize| self.row(v)[h] - self.row(v)[heads[v - 1]];
            enter[j] = *cycle.iter().max_by(|a, b| gain(**a).total_cmp(&gain(**b))).expect("a cycle has words");
            scores[(m - 1) * (m + 1) + j] = gain(enter[j]);
        }
        let small = Graph { scores, n: m }.spanning();
        let mut full = heads;
        for (i, &d) in outside.iter().enumerate().skip(1) {
            full[d - 1] = if small[i - 1] == m { leave[i] } else { outside[small[i - 1]] };
        }
        let from = small[m - 1];
        full[enter[from] - 1] = outside[from];
        full
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every assignment of heads that is a tree with one root, tried out.
    fn exhaustive(scores: &[f32], n: usize) -> f32 {
        let total = |heads: &[usize]| heads.iter().enumerate().map(|(i, h)| scores[i * (n + 1) + h]).sum::<f32>();
        let mut top = f32::MIN;
        for code in 0..(n + 1).pow(n as u32) {
            let heads: Vec<usize> = (0..n).map(|i| code / (n + 1).pow(i as u32) % (n + 1)).collect();
            let one_root = heads.iter().filter(|h| **h == 0).count() == 1;
            let loops = heads.iter().enumerate().any(|(i, h)| *h == i + 1);
            if one_root && !loops && cycle(&heads).is_none() {
                top = top.max(total(&heads));
            }
        }
        top
    }

    #[test]
    fn as_good_as_trying_every_tree() {
        let mut state = 7u64;
        let mut random = || {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 40) as f32 / 1e6
        };
        for round in 0..200 {
            let n = 1 + round % 5;
            let mut scores: Vec<f32> = (0..n * (n + 1)).map(|_| random()).collect();
            (0..n).for_each(|i| scores[i * (n + 1) + i + 1] = NEVER);
            let found = heads(&scores, n);
            let total: f32 = found.iter().enumerate().map(|(i, h)| scores[i * (n + 1) + h]).sum();
            assert_eq!(found.iter().filter(|h| **h == 0).count(), 1);
            assert!(cycle(&found).is_none());
            assert!((total - exhaustive(&scores, n)).abs() < 1e-3, "{found:?}");
        }
    }
}
