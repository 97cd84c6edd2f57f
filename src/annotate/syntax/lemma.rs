//! Lemmas by rules learned from the treebank: what to cut off a form and what to put in its place, chosen by the
//! longest known ending under the word's Penn tag, with whole words as exceptions (after Chrupała 2006).

use super::features::{fold, hash};
use super::table::Table;
use crate::model::label::Upos;
use std::collections::BTreeMap;

const LONGEST: usize = 5;

/// What turns a form into its lemma: cut `cut` characters off the end, add `add`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Edit {
    cut: usize,
    add: String,
}

/// Edits by tag and ending.
pub struct Lemmas {
    edits: Vec<Edit>,
    endings: Table,
}

fn key(tag: &str, ending: &str, whole: bool) -> u32 {
    let seed = hash(u64::from(whole), tag.as_bytes());
    (hash(seed, ending.as_bytes()) >> 32) as u32
}

/// The last `k` characters.
fn ending(word: &str, k: usize) -> Option<&str> {
    let mut starts = word.char_indices().rev().map(|(i, _)| i);
    if k == 0 { Some("") } else { starts.nth(k - 1).map(|i| &word[i..]) }
}

/// The form as lemmas spell it: proper nouns keep their capitals.
fn base(form: &str, upos: Upos, out: &mut String) {
    if upos == Upos::Propn {
        out.clear();
        out.push_str(form);
    } else {
        fold(form, out);
        if form.chars().any(|c| c.is_ascii_digit()) {
            out.clear();
            out.extend(form.chars().flat_map(char::to_lowercase));
        }
    }
}

/// What a regular verb's form may be of, the likeliest first: "copied" of "copy", "shared" of "share", "shipped" of "ship".
pub fn regular(form: &str) -> Vec<String> {
    let mut all = Vec::new();
    for ending in ["ied", "ies"] {
        all.extend(form.strip_suffix(ending).map(|stem| format!("{stem}y")));
    }
    for ending in ["ed", "ing", "es", "s"] {
        let Some(stem) = form.strip_suffix(ending) else { continue };
        all.push(stem.to_string());
        all.push(format!("{stem}e"));
        let mut letters = stem.chars().rev();
        if letters.next().is_some_and(|last| letters.next() == Some(last)) {
            all.extend(stem.char_indices().next_back().map(|(end, _)| stem[..end].to_string()));
        }
    }
    all
}

impl Edit {
    fn between(form: &str, lemma: &str) -> Edit {
        let shared = form.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
        Edit { cut: form.chars().count() - shared, add: lemma.chars().skip(shared).collect() }
    }

    fn apply(&self, form: &str) -> String {
        let keep = form.chars().count().saturating_sub(self.cut);
        let mut lemma: String = form.chars().take(keep).collect();
        lemma.push_str(&self.add);
        lemma
    }
}

impl Lemmas {
    /// The lemma of a form with these tags.
    pub fn lemma(&self, form: &str, upos: Upos, tag: &str) -> String {
        let mut word = String::new();
        base(form, upos, &mut word);
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            word.retain(|c| c != ',');
            return word;
        }
        let known = |k: usize| self.endings.get(key(tag, ending(&word, k)?, false));
        let edit = self.endings.get(key(tag, &word, true)).or_else(|| (0..=LONGEST).rev().find_map(known));
        match edit.and_then(|e| self.edits.get(usize::from(e))) {
            Some(edit) if edit.cut > 0 || !edit.add.is_empty() => {
                Some(edit.apply(&word)).filter(|l| !l.is_empty()).unwrap_or(word)
            }
            _ => word,
        }
    }

    /// The rules as bytes, out of form, tags and lemma, where `_` is the treebank's sign for no lemma: count, edits
    /// (cut, length, text), then pairs of key and edit.
    pub fn learn<'a>(examples: impl Iterator<Item = (&'a str, Upos, &'a str, &'a str)>) -> Vec<u8> {
        let mut words: BTreeMap<(&str, String), BTreeMap<Edit, usize>> = BTreeMap::new();
        for (form, upos, tag, lemma) in examples.filter(|(form, _, _, lemma)| *lemma != "_" || *form == "_") {
            let mut word = String::new();
            base(form, upos, &mut word);
            let edit = Edit::between(&word, lemma);
            *words.entry((tag, word)).or_default().entry(edit).or_default() += 1;
        }
        let chosen = choose(&words);
        let mut edits: Vec<&Edit> = chosen.values().collect();
        edits.sort();
        edits.dedup();
        let mut out = (edits.len() as u16).to_le_bytes().to_vec();
        for edit in &edits {
            out.extend([edit.cut as u8, edit.add.len() as u8]);
            out.extend(edit.add.bytes());
        }
        for (key, edit) in &chosen {
            let at = edits.binary_search(&edit).expect("the list holds every edit chosen") as u16;
            out.extend(key.to_le_bytes());
            out.extend(at.to_le_bytes());
        }
        out
    }

    /// `None` when the bytes are cut short.
    pub fn read(bytes: &[u8]) -> Option<Lemmas> {
        let (count, mut rest) = bytes.split_first_chunk::<2>()?;
        let mut edits = Vec::new();
        for _ in 0..u16::from_le_bytes(*count) {
            let (&[cut, length], tail) = rest.split_first_chunk::<2>()?;
            let (add, tail) = tail.split_at_checked(usize::from(length))?;
            edits.push(Edit { cut: usize::from(cut), add: String::from_utf8(add.to_vec()).ok()? });
            rest = tail;
        }
        let pair = |b: &[u8]| (u32::from_le_bytes([b[0], b[1], b[2], b[3]]), u16::from_le_bytes([b[4], b[5]]));
        let pairs: Vec<(u32, u16)> = rest.chunks_exact(6).map(pair).collect();
        Some(Lemmas { edits, endings: Table::new(&pairs) })
    }
}

/// Endings from short to long, kept where they say something else than the shorter one; then the words these rules
/// would get wrong.
fn choose(words: &BTreeMap<(&str, String), BTreeMap<Edit, usize>>) -> BTreeMap<u32, Edit> {
    let commonest = |counts: &BTreeMap<Edit, usize>| {
        counts.iter().max_by_key(|(_, n)| **n).map(|(e, _)| e.clone()).expect("every word was counted")
    };
    let mut chosen: BTreeMap<u32, Edit> = BTreeMap::new();
    let predict = |chosen: &BTreeMap<u32, Edit>, tag: &str, word: &str, below: usize| {
        (0..below).rev().find_map(|k| chosen.get(&key(tag, ending(word, k)?, false)).cloned())
    };
    for k in 0..=LONGEST {
        let mut counts: BTreeMap<(&str, &str), BTreeMap<Edit, usize>> = BTreeMap::new();
        for ((tag, word), edits) in words {
            if let Some(end) = ending(word, k) {
                let edit = commonest(edits);
                if edit.cut < k || edit.cut == 0 {
                    *counts.entry((tag, end)).or_default().entry(edit).or_default() += 1;
                }
            }
        }
        for ((tag, end), edits) in counts {
            let edit = commonest(&edits);
            let enough = k == 0 || edits[&edit] >= 2;
            if enough && predict(&chosen, tag, end, k).as_ref() != Some(&edit) {
                chosen.insert(key(tag, end, false), edit);
            }
        }
    }
    for ((tag, word), edits) in words.iter().filter(|((_, word), _)| !word.starts_with(|c: char| c.is_ascii_digit())) {
        let edit = commonest(edits);
        if predict(&chosen, tag, word, LONGEST + 1).as_ref() != Some(&edit) {
            chosen.insert(key(tag, word, true), edit);
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_and_exceptions_are_learned() {
        let seen = [
            ("copied", Upos::Verb, "VBD", "copy"),
            ("tried", Upos::Verb, "VBD", "try"),
            ("carried", Upos::Verb, "VBD", "carry"),
            ("walked", Upos::Verb, "VBD", "walk"),
            ("talked", Upos::Verb, "VBD", "talk"),
            ("Went", Upos::Verb, "VBD", "go"),
            ("Paris", Upos::Propn, "NNP", "Paris"),
        ];
        let lemmas = Lemmas::read(&Lemmas::learn(seen.into_iter())).expect("what was written can be read");
        assert_eq!(lemmas.lemma("hurried", Upos::Verb, "VBD"), "hurry");
        assert_eq!(lemmas.lemma("Balked", Upos::Verb, "VBD"), "balk");
        assert_eq!(lemmas.lemma("went", Upos::Verb, "VBD"), "go");
        assert_eq!(lemmas.lemma("Vilnius", Upos::Propn, "NNP"), "Vilnius");
        assert_eq!(lemmas.lemma("4,000", Upos::Num, "CD"), "4000");
        assert_eq!(lemmas.lemma("\u{1F600}", Upos::Sym, "SYM"), "\u{1F600}");
    }
}
