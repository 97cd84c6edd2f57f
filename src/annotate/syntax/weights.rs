//! The shape of the network and where its weights lie.

use super::features::BUCKETS;
use crate::model::label::{RELATIONS, TAGS, Upos};
use std::ops::Range;

/// Outputs of the tagger: universal tags, then Penn tags.
pub const UPOS: usize = Upos::ALL.len();
pub const XPOS: usize = TAGS.len();
const DISTANCES: usize = 32;

/// Sizes of the network; all but `words` are multiples of 16.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dims {
    /// Rows of the word table.
    pub words: usize,
    /// Numbers per embedding row.
    pub embedding: usize,
    /// Cells of one LSTM direction.
    pub hidden: usize,
    /// Numbers a token is compared by when heads are scored.
    pub arc: usize,
    /// Hidden units of the relation scorer.
    pub label: usize,
}

/// Where each matrix lies in one flat list of weights; row-major, inputs × outputs.
pub struct Layout {
    pub embeddings: Range<usize>,
    /// By layer and direction: input matrix, recurrent matrix, bias.
    pub lstm: [[[Range<usize>; 3]; 2]; 2],
    /// Tags from the first layer, and what the second adds.
    pub tag: (Range<usize>, Range<usize>),
    pub tag_upper: Range<usize>,
    pub dependent: (Range<usize>, Range<usize>),
    pub governor: (Range<usize>, Range<usize>),
    pub bilinear: (Range<usize>, Range<usize>),
    pub root: Range<usize>,
    pub distance: Range<usize>,
    pub label_dependent: (Range<usize>, Range<usize>),
    pub label_governor: Range<usize>,
    pub label_root: Range<usize>,
    pub relation: (Range<usize>, Range<usize>),
    pub size: usize,
}

impl Dims {
    /// Rows of all embedding tables.
    pub fn rows(&self) -> usize {
        self.words + BUCKETS.iter().sum::<usize>()
    }

    pub fn layout(&self) -> Layout {
        let (e, h, a, l) = (self.embedding, self.hidden, self.arc, self.label);
        let mut end = 0;
        let mut take = |n: usize| {
            end += n;
            end - n..end
        };
        let embeddings = take(self.rows() * e);
        let mut direction = |inputs: usize| [take(inputs * 3 * h), take(h * 3 * h), take(3 * h)];
        let lstm = [[direction(e), direction(e)], [direction(2 * h), direction(2 * h)]];
        let mut affine = |inputs: usize, outputs: usize| (take(inputs * outputs), take(outputs));
        let tag = affine(2 * h, UPOS + XPOS);
        let dependent = affine(2 * h, a);
        let governor = affine(2 * h, a);
        let bilinear = affine(a, a);
        let label_dependent = affine(2 * h, l);
        let relation = affine(l, RELATIONS.len());
        let (root, distance) = (take(a), take(DISTANCES));
        let (label_governor, label_root) = (take(2 * h * l), take(l));
        let tag_upper = take(2 * h * (UPOS + XPOS));
        Layout {
            embeddings,
            lstm,
            tag,
            tag_upper,
            dependent,
            governor,
            bilinear,
            root,
            distance,
            label_dependent,
            label_governor,
            label_root,
            relation,
            size: end,
        }
    }
}

impl Layout {
    /// The matrices after the embeddings, in order, with the number of their outputs.
    pub fn matrices(&self) -> Vec<(Range<usize>, usize)> {
        let cells = self.lstm.iter().flatten().flat_map(|[wx, wh, b]| [(wx, b.len()), (wh, b.len())]);
        let affine = |(w, b): &'_ (Range<usize>, Range<usize>)| (w.clone(), b.len());
        let maps = [&self.tag, &self.dependent, &self.governor, &self.bilinear, &self.label_dependent, &self.relation];
        let plain = [(&self.label_governor, self.label_root.len()), (&self.tag_upper, self.tag.1.len())];
        let all = cells.chain(plain).map(|(w, n)| (w.clone(), n)).chain(maps.map(affine));
        let mut all: Vec<(Range<usize>, usize)> = all.collect();
        all.sort_by_key(|(w, _)| w.start);
        all
    }
}

/// Bucket of the way from dependent `i` to candidate `j`, where 0 is the root and j > 0 the token j - 1.
pub fn bucket(i: usize, j: usize) -> usize {
    if j == 0 {
        return DISTANCES - 1 - usize::from(i == 0);
    }
    let (far, side) = if j > i { (j - 1 - i, 0) } else { (i + 1 - j, 15) };
    let step = match far {
        0..=8 => far,
        9..=10 => 9,
        11..=13 => 10,
        14..=18 => 11,
        19..=26 => 12,
        27..=40 => 13,
        _ => 14,
    };
    step.saturating_sub(1) + side
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_to_a_head_have_buckets_by_side_and_length() {
        assert_eq!(bucket(3, 0), DISTANCES - 1);
        assert_ne!(bucket(3, 3), bucket(3, 5));
        assert_eq!(bucket(0, 100), bucket(0, 200));
        let all = (0..300).flat_map(|i| (0..=300).map(move |j| bucket(i, j)));
        assert!(all.into_iter().all(|b| b < DISTANCES));
    }

    #[test]
    fn parts_of_the_layout_follow_each_other() {
        let dims = Dims { words: 7, embedding: 4, hidden: 3, arc: 2, label: 5 };
        let at = dims.layout();
        assert_eq!(at.embeddings.len(), dims.rows() * 4);
        assert_eq!(at.lstm[0][0][0].start, at.embeddings.end);
        assert_eq!(at.lstm[1][0][0].len(), 6 * 9);
        assert!(at.tag_upper.end <= at.size);
    }
}
