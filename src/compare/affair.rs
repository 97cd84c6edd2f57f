//! Which documents are of one affair: those that two names or kinds of data link, directly or through others.
//!
//! A leak is told in many documents of which some name nobody in common: the tape of one meeting names its speakers, the statement the company, and
//! a third tape both. A link alone sets nothing against anything: it counts only between claims that say closely that they mean the same data.

use std::collections::{BTreeMap, BTreeSet};

/// How many marks of a document are looked at.
const MARKS: usize = 24;

/// A number for each document; those of one affair have the same.
pub(super) fn affairs<'a>(
    names: &BTreeMap<&'a str, BTreeSet<String>>,
    matters: &BTreeMap<&'a str, BTreeSet<String>>,
) -> BTreeMap<&'a str, usize> {
    let documents: Vec<&str> = names.keys().copied().collect();
    let none = BTreeSet::new();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let all = |document: &str| names[document].iter().chain(matters.get(document).unwrap_or(&none));
    for document in &documents {
        all(document).for_each(|mark| *seen.entry(mark).or_default() += 1);
    }
    let mut of: Vec<usize> = (0..documents.len()).collect();
    let mut first: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (nth, document) in documents.iter().enumerate() {
        let marks: Vec<&String> = all(document).filter(|mark| seen[mark.as_str()] > 1).take(MARKS).collect();
        for (at, one) in marks.iter().enumerate() {
            for other in &marks[at + 1..] {
                let before = *first.entry((one, other)).or_insert(nth);
                join(&mut of, before, nth);
            }
        }
    }
    documents.iter().enumerate().map(|(nth, document)| (*document, root(&of, nth))).collect()
}

fn join(of: &mut [usize], one: usize, other: usize) {
    let (one, other) = (root(of, one), root(of, other));
    of[one.max(other)] = one.min(other);
}

fn root(of: &[usize], mut at: usize) -> usize {
    while of[at] != at {
        at = of[at];
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told<'a>(documents: &[(&'a str, &[&str])]) -> BTreeMap<&'a str, BTreeSet<String>> {
        documents.iter().map(|(name, marks)| (*name, marks.iter().map(|mark| mark.to_string()).collect())).collect()
    }

    #[test]
    fn documents_hang_together_by_two_marks_also_through_others() {
        let names = told(&[
            ("letter", &["brandt", "okafor", "venn"]),
            ("memo", &["okafor", "venn", "tarn"]),
            ("paper", &["tarn", "harbor"]),
            ("tape", &["brandt", "okafor"]),
        ]);
        let found = affairs(&names, &told(&[("memo", &["call log"]), ("paper", &["call log"])]));
        assert!(
            found["letter"] == found["tape"] && found["letter"] == found["memo"] && found["memo"] == found["paper"]
        );
        let apart = affairs(&names, &BTreeMap::new());
        assert_ne!(apart["paper"], apart["memo"]);
    }
}
