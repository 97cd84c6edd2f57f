//! One quotation in many wordings: which quotations of a case are variants of one another, and how each differs from its
//! reference.
//!
//! Quotations are cut into sentences. Candidates share rare word triples or pairs of stems (an index, so the work grows with the
//! number of sentences and not with its square); what an ordered comparison of words or of content stems confirms is
//! joined to the best reference: a sentence spoken in a transcript where there is one, else the most frequent and then
//! the earliest wording. Two wordings that stand in one document are two sentences.

mod diff;
mod index;
mod wording;

use crate::lexicon::Lexicon;
use crate::model::QuoteMatch;
pub use diff::{DiffKind, DiffRun, difference};
use index::Index;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use wording::{Wording, likeness, sentences};

/// A quotation, or with `spoken` a sentence of a transcript's turn, which is only ever a reference, and none when it breaks off.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Any name that is the same in each run; documents of equal name are one.
    pub document: String,
    pub text: String,
    /// ISO 8601 prefix.
    pub published: Option<String>,
    pub spoken: bool,
}

/// What became of one quotation, at the index of its `Said`.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// Equal for all variants of one quotation: the hash of the reference's words, 16 hex digits.
    pub cluster: Option<String>,
    pub matched: QuoteMatch,
    /// Its sentences that have a counterpart, in order.
    pub parts: Vec<Part>,
}

/// One sentence of a quotation beside its reference.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub cluster: String,
    /// Bytes of the quotation's text.
    pub start: usize,
    pub end: usize,
    pub matched: QuoteMatch,
    /// Index of the `Said` that holds the reference, and bytes of its text.
    pub reference: usize,
    pub reference_start: usize,
    pub reference_end: usize,
    /// Empty unless altered.
    pub diff: Vec<DiffRun>,
}

/// Sets each quotation beside its variants. The order of `all` changes nothing but the order of the answer.
pub fn variants(all: &[Said], lexicon: &Lexicon) -> Vec<Variant> {
    let units = units(all, lexicon);
    let links = joined(all, &units);
    let mut answer: Vec<Variant> =
        all.iter().map(|_| Variant { cluster: None, matched: QuoteMatch::Only, parts: Vec::new() }).collect();
    let mut members: BTreeMap<usize, usize> = BTreeMap::new();
    for (_, reference) in &links {
        *members.entry(*reference).or_default() += 1;
    }
    for (unit, reference) in &links {
        if members[reference] < 2 && unit == reference {
            continue;
        }
        let part = part(all, &units, *unit, *reference, lexicon);
        answer[units[*unit].said].parts.push(part);
    }
    for variant in &mut answer {
        variant.parts.sort_by_key(|part| part.start);
        let longest = variant.parts.iter().max_by_key(|part| (part.end - part.start, std::cmp::Reverse(part.start)));
        variant.cluster = longest.map(|part| part.cluster.clone());
        variant.matched = variant.parts.iter().map(|part| part.matched).max().unwrap_or(QuoteMatch::Only);
    }
    answer
}

/// The cluster of words that stand alone: 16 hex digits.
pub fn id_of(text: &str, lexicon: &Lexicon) -> String {
    Wording::of(text, lexicon).id()
}

/// A sentence of a quotation.
struct Unit {
    said: usize,
    start: usize,
    end: usize,
    wording: Wording,
}

fn units(all: &[Said], lexicon: &Lexicon) -> Vec<Unit> {
    let of_one = |(said, quote): (usize, &Said)| {
        let sentences = sentences(&quote.text).into_iter().map(|(start, end)| (start, end, &quote.text[start..end]));
        let whole = sentences.filter(|(_, _, text)| !(quote.spoken && text.trim_end().ends_with(['—', '–', '-'])));
        let units = whole.map(|(start, end, text)| Unit { said, start, end, wording: Wording::of(text, lexicon) });
        units.filter(|unit| !unit.wording.words.is_empty()).collect::<Vec<_>>()
    };
    all.par_iter().enumerate().flat_map_iter(of_one).collect()
}

/// Each unit with the unit that is its reference (itself when it is one).
fn joined(all: &[Said], units: &[Unit]) -> Vec<(usize, usize)> {
    let order = by_rank(all, units);
    let distinct: Vec<usize> = order.iter().map(|same| same[0]).collect();
    let wordings: Vec<&Wording> = distinct.iter().map(|unit| &units[*unit].wording).collect();
    let index = Index::of(&wordings);
    let documents: Vec<BTreeSet<&str>> =
        order.iter().map(|same| same.iter().map(|unit| all[units[*unit].said].document.as_str()).collect()).collect();
    // What is alike is found on all cores; which of them is the reference depends on those before.
    let alike = |rank: usize| {
        let near = index.before(rank).into_iter();
        near.filter_map(|other| Some((likeness(wordings[rank], wordings[other])?, other))).collect()
    };
    let alike: Vec<Vec<(u32, usize)>> = (0..distinct.len()).into_par_iter().map(alike).collect();
    let mut reference: Vec<usize> = (0..distinct.len()).collect();
    for rank in 0..distinct.len() {
        // A rewording of what is itself a part of the reference stands beside the reference.
        let apart = |other: usize| {
            meet(&documents[rank], &documents[other]) || meet(&documents[rank], &documents[reference[other]])
        };
        let near = alike[rank].iter().filter(|(_, other)| !apart(*other));
        let best = near.map(|(score, other)| (*score, std::cmp::Reverse(reference[*other]))).max();
        if let Some((_, std::cmp::Reverse(other))) = best {
            reference[rank] = other;
        }
    }
    let mut links = Vec::new();
    for (rank, same) in order.iter().enumerate() {
        links.extend(same.iter().map(|unit| (*unit, distinct[reference[rank]])));
    }
    links
}

/// Some document has both wordings: they are two sentences.
fn meet(a: &BTreeSet<&str>, b: &BTreeSet<&str>) -> bool {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    few.iter().any(|document| many.contains(document))
}

/// Units of the same words together, the best reference first among them; the groups in the order in which they may be
/// references: spoken, whole, frequent, early.
fn by_rank(all: &[Said], units: &[Unit]) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<&[String], Vec<usize>> = BTreeMap::new();
    for (n, unit) in units.iter().enumerate() {
        groups.entry(&unit.wording.words).or_default().push(n);
    }
    let date = |unit: usize| all[units[unit].said].published.clone().unwrap_or_else(|| "9999".to_string());
    let key = |unit: &usize| {
        (!all[units[*unit].said].spoken, date(*unit), all[units[*unit].said].document.clone(), units[*unit].start)
    };
    let mut order: Vec<Vec<usize>> = groups.into_values().collect();
    for same in &mut order {
        same.sort_by_key(key);
    }
    order.sort_by_cached_key(|same| {
        let first = &units[same[0]];
        let spoken = all[first.said].spoken;
        (
            !spoken,
            std::cmp::Reverse(same.len()),
            std::cmp::Reverse(first.wording.words.len().min(8)),
            key(&same[0]),
            first.wording.words.clone(),
        )
    });
    order
}

fn part(all: &[Said], units: &[Unit], unit: usize, reference: usize, lexicon: &Lexicon) -> Part {
    let (own, other) = (&units[unit], &units[reference]);
    let matched = own.wording.matched(&other.wording);
    let text = |unit: &Unit| all[unit.said].text[unit.start..unit.end].to_string();
    let mut diff = Vec::new();
    if matched == QuoteMatch::Altered {
        diff = difference(&text(other), &text(own));
        // Fillers are no words of a quotation, and who quotes a part of a sentence leaves out the rest.
        let filler = |run: &DiffRun| Wording::of(&run.a, lexicon).words.is_empty();
        let left_out = |run: &DiffRun| run.kind == DiffKind::Changed && run.b.is_empty();
        diff.retain(|run| !(left_out(run) && filler(run)));
        if diff.first().is_some_and(left_out) {
            diff.remove(0);
        }
        if diff.last().is_some_and(left_out) {
            diff.pop();
        }
    }
    Part {
        cluster: other.wording.id(),
        start: own.start,
        end: own.end,
        matched,
        reference: other.said,
        reference_start: other.start,
        reference_end: other.end,
        diff,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(document: &str, text: &str) -> Said {
        Said { document: document.into(), text: text.into(), published: None, spoken: false }
    }

    fn run(texts: &[(&str, &str)]) -> Vec<Variant> {
        let all: Vec<Said> = texts.iter().map(|(document, text)| said(document, text)).collect();
        variants(&all, &Lexicon::embedded())
    }

    #[test]
    fn the_same_words_and_nearly_the_same() {
        let found = run(&[
            ("a", "The old bridge was closed before the flood reached the town."),
            ("b", "the old bridge was closed before the flood reached the town"),
            ("c", "The ancient bridge was shut before the flood reached the town."),
            ("d", "Nobody in the office had a key to the archive."),
        ]);
        assert_eq!(found[0].cluster, found[1].cluster);
        assert_eq!(found[0].cluster, found[2].cluster);
        assert_eq!((found[0].matched, found[1].matched), (QuoteMatch::Exact, QuoteMatch::Normalised));
        assert_eq!(found[2].matched, QuoteMatch::Altered);
        let changed: Vec<&str> =
            found[2].parts[0].diff.iter().filter(|run| run.kind != DiffKind::Same).map(|run| run.b.as_str()).collect();
        assert_eq!(changed, ["ancient", "shut"]);
        assert_eq!((found[3].matched, &found[3].cluster), (QuoteMatch::Only, &None));
    }

    #[test]
    fn a_light_paraphrase_is_found() {
        let found = run(&[
            (
                "a",
                "We understand that parents are among the harshest critics of our school meals, and we plan to publish every menu before the autumn term.",
            ),
            (
                "b",
                "We know parents are some of the harshest critics of school meals, and we intend to publish each menu ahead of the autumn term.",
            ),
        ]);
        assert!(found[0].cluster.is_some() && found[0].cluster == found[1].cluster);
    }

    #[test]
    fn sentences_of_one_speech_stay_apart() {
        let found = run(&[
            ("a", "We will rebuild the northern road before winter. We will rebuild the southern road before summer."),
            ("b", "We will rebuild the southern road before summer."),
            ("c", "We will rebuild the northern road before winter."),
        ]);
        assert_ne!(found[1].cluster, found[2].cluster);
        assert_eq!(found[1].matched, QuoteMatch::Exact);
        assert_eq!(found[0].parts.len(), 2);
    }

    #[test]
    fn what_was_spoken_is_the_reference() {
        let mut all = vec![
            said("a", "We copied the whole archive to a server in Riga last March."),
            said("b", "We copied the archive to a server in Riga last March."),
        ];
        all.push(Said { spoken: true, ..said("tape", "We, uh, copied the archive to a server in Riga last March.") });
        let found = variants(&all, &Lexicon::embedded());
        assert_eq!(found[0].matched, QuoteMatch::Altered);
        assert_eq!(found[1].matched, QuoteMatch::Normalised);
        assert_eq!(found[1].parts[0].reference, 2);
    }

    #[test]
    fn what_is_left_out_around_a_quoted_part_is_no_change() {
        let found = run(&[
            (
                "a",
                "I told them in May, um, that we would close the old plant by the end of June and move the work to Graz.",
            ),
            ("b", "we would shut the old plant by the end of June and move the work"),
        ]);
        let changes = found.iter().flat_map(|variant| &variant.parts).flat_map(|part| &part.diff);
        let changed: Vec<(&str, &str)> =
            changes.filter(|run| run.kind == DiffKind::Changed).map(|run| (run.a.as_str(), run.b.as_str())).collect();
        assert!(changed == [("close", "shut")] || changed == [("shut", "close")], "{changed:?}");
    }

    #[test]
    fn a_part_of_a_sentence_is_exact() {
        let found = run(&[
            ("a", "We expect to close the old plant by June and fully move the work to the new site in Graz."),
            ("b", "close the old plant by June and fully move the work"),
        ]);
        assert_eq!(found[0].cluster, found[1].cluster);
        assert_eq!(found[1].matched, QuoteMatch::Exact);
    }

    #[test]
    fn the_order_of_input_changes_nothing() {
        let texts = [
            ("a", "The old bridge was closed before the flood reached the town."),
            ("c", "The ancient bridge was shut before the flood reached the town."),
            ("b", "The old bridge was closed before the flood reached our town."),
        ];
        let forward = run(&texts);
        let backward = run(&[texts[2], texts[1], texts[0]]);
        for n in 0..3 {
            assert_eq!(forward[n].cluster, backward[2 - n].cluster);
            assert_eq!(forward[n].matched, backward[2 - n].matched);
        }
    }
}
