//! Which documents retell one text: syndicated copies, light rewritings, machine paraphrases.
//!
//! What a document quotes does not count: ten independent reports of one press release share its words. Two documents are of one origin when
//! a good part of the shorter one's own words stands in the other (runs of five words; candidates by MinHash, Broder 1997, with banding,
//! Indyk and Motwani 1998), or when its sentences follow those of the other in order with much the same telling words, as a paraphrase does.

use crate::model::{Document, DocumentKind, QuoteMode, Reading};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Words in a run that is looked for in the other text.
const RUN: usize = 5;
/// How many runs a text must have to be compared.
const ENOUGH_RUNS: usize = 20;
/// Which part of the shorter text's runs the other must have.
const COPIED: f64 = 0.35;
/// Numbers in a signature, and how many of them make a band.
const SIGNATURE: usize = 64;
const BAND: usize = 2;
/// Sentences with at least so many telling words are set side by side.
const TELLING: usize = 5;
/// How much of the telling words two sentences of a paraphrase share, which part of the sentences, and how many at least.
const ALIKE: f64 = 0.4;
const RETOLD: f64 = 0.4;
/// A word in more sentences than this part of both texts' is their topic and tells nothing.
const TOPIC: f64 = 0.2;
/// Which part of the matched sentences must come in the same order.
const IN_ORDER: f64 = 0.7;
const ENOUGH_SENTENCES: usize = 4;
/// A band or a pair of telling words that more documents share tells nothing.
const COMMON: usize = 40;

/// Gives every claim the origin of its document, and returns the origins by the documents' paths. Each is the content id of the group's
/// first document, by date and path.
pub fn origins(readings: &mut [Reading]) -> BTreeMap<String, String> {
    let texts: Vec<Text> = readings.par_iter().map(Text::of).collect();
    let groups = groups(&texts);
    let mut found = BTreeMap::new();
    for (reading, group) in readings.iter_mut().zip(groups) {
        for claim in &mut reading.claims {
            claim.origin = Some(group.clone());
        }
        found.insert(reading.document.path.clone(), group);
    }
    found
}

/// A document's own words.
struct Text {
    id: String,
    order: (String, String),
    kind: DocumentKind,
    runs: BTreeSet<u64>,
    /// The telling words of each sentence.
    sentences: Vec<BTreeSet<String>>,
}

impl Text {
    fn of(reading: &Reading) -> Text {
        let document = &reading.document;
        let own = without_quotations(document, reading);
        let words: Vec<String> = words(&own);
        let runs = words.windows(RUN).map(|run| hash(run.iter().map(String::as_str), 0)).collect();
        let sentences =
            own.split_inclusive(['.', '!', '?', '\n']).map(telling).filter(|told| told.len() >= TELLING).collect();
        let published = document.published.clone().unwrap_or_else(|| "~".to_string());
        Text {
            id: document.id.clone(),
            order: (published, document.path.clone()),
            kind: document.kind,
            runs,
            sentences,
        }
    }

    fn signature(&self) -> Vec<u64> {
        let least = |seed: u64| self.runs.iter().map(|run| mix(run ^ mix(seed))).min().unwrap_or(u64::MAX);
        (1..=SIGNATURE as u64).map(least).collect()
    }
}

/// The text with its quotations taken out. Speech is all quotation and stays.
fn without_quotations(document: &Document, reading: &Reading) -> String {
    let mut own = String::new();
    let mut from = 0;
    let quoted = reading.quotes.iter().filter(|quote| quote.mode != QuoteMode::Indirect);
    let mut spans: Vec<(usize, usize)> = quoted.map(|quote| (quote.start, quote.end)).collect();
    spans.sort_unstable();
    if document.kind.is_spoken() {
        spans.clear();
    }
    for (start, end) in spans {
        if start >= from {
            own.push_str(document.text.get(from..start).unwrap_or_default());
            own.push('\n');
        }
        from = from.max(end);
    }
    own.push_str(document.text.get(from..).unwrap_or_default());
    own
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Longer words and figures, without endings.
fn telling(sentence: &str) -> BTreeSet<String> {
    let long = |word: &&String| word.len() > 3 || word.starts_with(|c: char| c.is_ascii_digit());
    words(sentence).iter().filter(long).map(|word| word.chars().take(5).collect()).collect()
}

/// For each text the id of its group.
fn groups(texts: &[Text]) -> Vec<String> {
    let mut parent: Vec<usize> = (0..texts.len()).collect();
    for (a, b) in candidates(texts) {
        if copied(&texts[a], &texts[b]) || retold(&texts[a], &texts[b]) {
            let (a, b) = (root(&parent, a), root(&parent, b));
            parent[a.max(b)] = a.min(b);
        }
    }
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for at in 0..texts.len() {
        let best = first.entry(root(&parent, at)).or_insert(at);
        if (&texts[at].order, &texts[at].id) < (&texts[*best].order, &texts[*best].id) {
            *best = at;
        }
    }
    (0..texts.len()).map(|at| texts[first[&root(&parent, at)]].id.clone()).collect()
}

fn root(parent: &[usize], mut at: usize) -> usize {
    while parent[at] != at {
        at = parent[at];
    }
    at
}

/// Pairs that share a band of their signatures, or several pairs of telling words in a sentence.
fn candidates(texts: &[Text]) -> BTreeSet<(usize, usize)> {
    let mut shelves: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    let long = |(_, text): &(usize, &Text)| text.runs.len() >= ENOUGH_RUNS;
    let signed = texts.par_iter().enumerate().filter(long).map(|(at, text)| (at, text.signature()));
    for (at, signature) in signed.collect::<Vec<_>>() {
        for (band, numbers) in signature.chunks(BAND).enumerate() {
            let key = numbers.iter().fold(mix(band as u64), |key, number| mix(key ^ number));
            shelves.entry(key).or_default().push(at);
        }
    }
    let mut found: BTreeSet<(usize, usize)> = BTreeSet::new();
    for shelf in shelves.values().filter(|shelf| shelf.len() <= COMMON) {
        found.extend(pairs(shelf));
    }
    // Copies of a text that stands in very many documents: each with the first is enough.
    for shelf in shelves.values().filter(|shelf| shelf.len() > COMMON) {
        found.extend(shelf[1..].iter().map(|other| (shelf[0], *other)));
    }
    found.extend(of_one_story(texts));
    found
}

fn pairs(shelf: &[usize]) -> impl Iterator<Item = (usize, usize)> {
    shelf.iter().enumerate().flat_map(move |(nth, a)| shelf[nth + 1..].iter().map(move |b| (*a, *b)))
}

/// Pairs of documents that have three pairs of rare telling words in common, each within a sentence.
fn of_one_story(texts: &[Text]) -> Vec<(usize, usize)> {
    let mut frequency: BTreeMap<&str, usize> = BTreeMap::new();
    for text in texts {
        let told: BTreeSet<&str> = text.sentences.iter().flatten().map(String::as_str).collect();
        told.into_iter().for_each(|word| *frequency.entry(word).or_default() += 1);
    }
    let mut shelves: BTreeMap<u64, BTreeSet<usize>> = BTreeMap::new();
    for (at, text) in texts.iter().enumerate() {
        for sentence in &text.sentences {
            let mut rare: Vec<&str> =
                sentence.iter().map(String::as_str).filter(|word| (2..=COMMON).contains(&frequency[word])).collect();
            rare.sort_by_key(|word| (frequency[word], *word));
            rare.truncate(6);
            rare.sort_unstable();
            for (nth, one) in rare.iter().enumerate() {
                for other in &rare[nth + 1..] {
                    shelves.entry(hash([*one, *other].into_iter(), 7)).or_default().insert(at);
                }
            }
        }
    }
    let mut met: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for shelf in shelves.values().filter(|shelf| (2..=COMMON).contains(&shelf.len())) {
        let shelf: Vec<usize> = shelf.iter().copied().collect();
        pairs(&shelf).for_each(|pair| *met.entry(pair).or_default() += 1);
    }
    met.into_iter().filter(|(_, times)| *times >= 3).map(|(pair, _)| pair).collect()
}

fn copied(a: &Text, b: &Text) -> bool {
    let shorter = a.runs.len().min(b.runs.len());
    shorter >= ENOUGH_RUNS && a.runs.intersection(&b.runs).count() as f64 >= COPIED * shorter as f64
}

/// Articles whose sentences follow one another's with much the same words. A statement and a report of it are two origins, and so are two
/// meetings on one agenda.
fn retold(a: &Text, b: &Text) -> bool {
    if a.kind != DocumentKind::Article || b.kind != DocumentKind::Article {
        return false;
    }
    let topic = topic(a, b);
    let (a, b) = (apart(&a.sentences, &topic), apart(&b.sentences, &topic));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let matched: Vec<usize> = short.iter().filter_map(|sentence| best_match(sentence, &long)).collect();
    matched.len() >= ENOUGH_SENTENCES
        && matched.len() as f64 >= RETOLD * short.len() as f64
        && rising(&matched) as f64 >= IN_ORDER * matched.len() as f64
}

fn topic<'t>(a: &'t Text, b: &'t Text) -> BTreeSet<&'t str> {
    let mut frequency: BTreeMap<&str, usize> = BTreeMap::new();
    for word in a.sentences.iter().chain(&b.sentences).flatten() {
        *frequency.entry(word).or_default() += 1;
    }
    let many = TOPIC * (a.sentences.len() + b.sentences.len()) as f64;
    frequency.into_iter().filter(|(_, times)| *times as f64 > many).map(|(word, _)| word).collect()
}

/// Sentences without the words of the topic; those of which too little is left are dropped.
fn apart<'t>(sentences: &'t [BTreeSet<String>], topic: &BTreeSet<&str>) -> Vec<BTreeSet<&'t str>> {
    let telling = |sentence: &'t BTreeSet<String>| {
        sentence.iter().map(String::as_str).filter(|word| !topic.contains(word)).collect::<BTreeSet<&str>>()
    };
    sentences.iter().map(telling).filter(|sentence| sentence.len() >= 3).collect()
}

fn best_match(sentence: &BTreeSet<&str>, others: &[BTreeSet<&str>]) -> Option<usize> {
    let share = |other: &BTreeSet<&str>| {
        sentence.intersection(other).count() as f64 / sentence.len().min(other.len()).max(1) as f64
    };
    let shares = others.iter().enumerate().map(|(at, other)| (share(other), at));
    let best = shares.max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1)))?;
    (best.0 >= ALIKE).then_some(best.1)
}

/// The length of the longest part that rises (Fredman 1975).
fn rising(numbers: &[usize]) -> usize {
    let mut ends: Vec<usize> = Vec::new();
    for number in numbers {
        let at = ends.partition_point(|end| end < number);
        if at == ends.len() { ends.push(*number) } else { ends[at] = *number }
    }
    ends.len()
}

/// FNV-1a over words: quick, and the same on every machine.
fn hash<'a>(words: impl Iterator<Item = &'a str>, seed: u64) -> u64 {
    words
        .flat_map(|word| word.bytes().chain([0]))
        .fold(0xcbf2_9ce4_8422_2325 ^ seed, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "The harbour office in Larvik kept nine thousand crew lists on an open server until Tuesday. \
        Inspectors from the coast guard found the lists during a routine visit in April. \
        The manager, Ole Brandt, ordered the machine to be switched off within an hour. \
        Eleven shipping firms had downloaded copies by then, the guard wrote in a letter. \
        Two of the firms returned their copies, the others did not answer. \
        Parliament will discuss the letter before the summer recess.";

    fn article(id: &str, text: &str) -> Text {
        let words = words(text);
        Text {
            id: id.to_string(),
            order: ("2024-05-02".to_string(), id.to_string()),
            kind: DocumentKind::Article,
            runs: words.windows(RUN).map(|run| hash(run.iter().map(String::as_str), 0)).collect(),
            sentences: text.split_inclusive('.').map(telling).filter(|told| told.len() >= TELLING).collect(),
        }
    }

    fn grouped(texts: &[&str]) -> Vec<String> {
        let texts: Vec<Text> = texts.iter().enumerate().map(|(nth, text)| article(&nth.to_string(), text)).collect();
        groups(&texts)
    }

    #[test]
    fn a_copy_with_another_ending_is_one_origin() {
        let copy = REPORT.replace("Parliament will discuss the letter before the summer recess.", "More on page nine.");
        assert_eq!(grouped(&[REPORT, &copy]), ["0", "0"]);
    }

    #[test]
    fn a_paraphrase_in_the_same_order_is_one_origin() {
        let paraphrase = "Nine thousand crew lists lay on an unlocked server of the harbour bureau in Larvik up to Tuesday. \
            They were discovered by coast guard inspectors on a routine call in April. \
            Ole Brandt, who manages the bureau, had the machine switched off in under an hour. \
            By that time eleven shipping companies had downloaded copies, according to a letter of the guard. \
            Two companies returned theirs; the others have yet to answer.";
        assert_eq!(grouped(&[REPORT, paraphrase]), ["0", "0"]);
    }

    #[test]
    fn another_story_of_the_same_place_is_another_origin() {
        let other = "The harbour office in Larvik will get a new roof in autumn, its manager Ole Brandt said. \
            Crew members complained of water in the canteen and in the server room. \
            The coast guard lent the office four pumps and a generator. \
            Shipping firms paid for a third of the work, the town for the remainder. \
            A letter of thanks hangs beside the door since Tuesday.";
        assert_eq!(grouped(&[REPORT, other]), ["0", "1"]);
    }

    #[test]
    fn the_longest_rising_part() {
        assert_eq!(rising(&[3, 1, 2, 5, 4]), 3);
        assert_eq!(rising(&[]), 0);
    }
}
