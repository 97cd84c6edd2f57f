//! One sentence of a quotation as its words, and how alike two of them are.

use crate::lexicon::Lexicon;
use crate::model::QuoteMatch;

/// The words of a sentence in three strengths.
#[derive(Clone, Debug, PartialEq)]
pub struct Wording {
    /// As printed, apart from white space, the shape of quotation marks and dashes, and outer marks.
    printed: String,
    /// Lower case, without marks, fillers and words in square brackets; "%" is "percent", "U.S." is "us", "forty" is "40".
    pub words: Vec<String>,
    /// The hash of each word.
    pub keys: Vec<u64>,
    /// The hashes of the stems of the words that carry meaning.
    pub stems: Vec<u64>,
    /// Both again in order of size, to count what two have in common.
    sorted: [Vec<u64>; 2],
    /// Where words were left out ("…", "[the bank]"), as positions in `words`.
    gaps: Vec<usize>,
}

impl Wording {
    pub fn of(text: &str, lexicon: &Lexicon) -> Wording {
        let printed = printed(text);
        let (words, gaps) = words(&printed, lexicon);
        let keys: Vec<u64> = words.iter().map(|word| hash(word)).collect();
        let heavy = words.iter().filter(|word| !lexicon.quotes.light.contains(word));
        let stems: Vec<u64> = heavy.map(|word| hash(stem(word))).collect();
        let sorted = [in_order(&keys), in_order(&stems)];
        Wording { printed, words, keys, stems, sorted, gaps }
    }

    /// 16 hex digits of the FNV-1a hash of the words.
    pub fn id(&self) -> String {
        format!("{:016x}", hash(&self.words.join(" ")))
    }

    /// How this wording stands to a reference that it was found alike.
    pub fn matched(&self, reference: &Wording) -> QuoteMatch {
        if reference.printed.contains(&self.printed) && !self.printed.is_empty() {
            return QuoteMatch::Exact;
        }
        if holds(&reference.words, &self.words)
            || holds(&self.words, &reference.words)
            || self.pieces().iter().all(|piece| holds(&reference.words, piece))
        {
            return QuoteMatch::Normalised;
        }
        QuoteMatch::Altered
    }

    /// The runs of words between gaps.
    fn pieces(&self) -> Vec<&[String]> {
        let mut pieces = Vec::new();
        let mut start = 0;
        for gap in self.gaps.iter().chain([&self.words.len()]) {
            if *gap > start {
                pieces.push(&self.words[start..*gap]);
            }
            start = *gap;
        }
        pieces
    }
}

/// Thousandths of likeness, or `None` when the two are different sentences.
///
/// Both are compared in order (longest common subsequence, as a share of both lengths), all words and the stems of meaning. A
/// sentence of few stems may change one; of a longer one the two shares together must reach `SHARES`: in the pairs of
/// the tests below, reworded quotations lie at 1.12 and above, other sentences of a like build at 0.95 and below. A
/// part is alike when nearly all its words stand in one stretch of the longer.
pub fn likeness(a: &Wording, b: &Wording) -> Option<u32> {
    let (short, long) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    if a.words == b.words {
        return Some(3000);
    }
    if short.words.len() < MIN_WORDS {
        let whole = short.words.len() >= 3 && !short.stems.is_empty() && short.words.len() * 4 >= long.words.len();
        return (whole && holds(&long.keys, &short.keys)).then_some(1000);
    }
    // No order of words can have more in common than their bags: what fails with that needs no table.
    let most = [shared(&short.sorted[0], &long.sorted[0]), shared(&short.sorted[1], &long.sorted[1])];
    let whole = is_near(short, long, most[0], most[1]).is_some();
    let in_part = most[0] as f64 / short.words.len() as f64 >= PART;
    if whole {
        let found = is_near(short, long, common(&short.keys, &long.keys), common(&short.stems, &long.stems));
        if found.is_some() {
            return found;
        }
    }
    let part = if in_part { window(&short.keys, &long.keys) } else { 0.0 };
    (part >= PART).then_some((part * 1000.0) as u32)
}

/// The two shares in thousandths when they are enough, of words and stems that stand in both.
fn is_near(short: &Wording, long: &Wording, words: usize, kept: usize) -> Option<u32> {
    let share = |common: usize, a: usize, b: usize| 2.0 * common as f64 / (a + b).max(1) as f64;
    let words = share(words, short.words.len(), long.words.len());
    let stems = share(kept, short.stems.len(), long.stems.len());
    let fewer = short.stems.len().min(long.stems.len());
    let near = if fewer <= FEW_STEMS {
        words >= FEW_WORDS && kept + 1 >= fewer && kept >= 2
    } else {
        words + stems >= SHARES && kept >= 3
    };
    near.then_some(((words + stems) * 1000.0) as u32)
}

/// Shorter ones are alike only when the longer holds them as they are.
const MIN_WORDS: usize = 5;
const FEW_STEMS: usize = 5;
const FEW_WORDS: f64 = 0.7;
const SHARES: f64 = 1.05;
const PART: f64 = 0.85;

/// Length of the longest common subsequence.
pub fn common<T: PartialEq>(a: &[T], b: &[T]) -> usize {
    let mut row = vec![0_usize; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    row[b.len()]
}

/// The best share of `part` found in order in a stretch of `whole` that is a little longer than it.
fn window(part: &[u64], whole: &[u64]) -> f64 {
    let len = (part.len() + 2).min(whole.len());
    let best = whole.windows(len).map(|stretch| common(part, stretch)).max().unwrap_or(0);
    best as f64 / part.len() as f64
}

fn in_order(keys: &[u64]) -> Vec<u64> {
    let mut sorted = keys.to_vec();
    sorted.sort_unstable();
    sorted
}

/// How many two sorted lists have in common, each as often as in the one that has it less often.
fn shared(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, count) = (i + 1, j + 1, count + 1),
        }
    }
    count
}

fn holds<T: PartialEq>(whole: &[T], part: &[T]) -> bool {
    !part.is_empty() && whole.windows(part.len()).any(|stretch| stretch == part)
}

fn printed(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| match c {
            '’' | '‘' | '`' => '\'',
            '“' | '”' | '„' | '«' | '»' | '‹' | '›' => '"',
            '—' | '–' => '-',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect();
    let flat = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    flat.trim_matches(|c: char| !c.is_alphanumeric() && !"[(%)]".contains(c)).to_string()
}

fn words(printed: &str, lexicon: &Lexicon) -> (Vec<String>, Vec<usize>) {
    let mut words = Vec::new();
    let mut gaps = Vec::new();
    let spaced = printed
        .replace("...", " … ")
        .replace('…', " … ")
        .replace('%', " percent")
        .replace("per cent", "percent")
        .replace('-', " ");
    let spaced = ["(sic)", ", you know,", ", I mean,"].iter().fold(spaced, |text, filler| text.replace(filler, " "));
    let mut bracket = false;
    for raw in spaced.split(' ') {
        bracket |= raw.starts_with('[');
        if bracket || raw == "…" {
            bracket &= !raw.contains(']');
            if gaps.last() != Some(&words.len()) {
                gaps.push(words.len());
            }
            continue;
        }
        let word: String =
            raw.chars().filter(|c| c.is_alphanumeric() || *c == '\'').flat_map(char::to_lowercase).collect();
        let word = word.trim_matches('\'').to_string();
        if !word.is_empty() && !lexicon.quotes.fillers.contains(&word) {
            // "Forty" is 40.
            let figure = lexicon.quantities.numbers.get(&word).filter(|value| **value > 1.0);
            words.push(figure.map_or(word, f64::to_string));
        }
    }
    (words, gaps)
}

/// Cuts common English endings, so that "accessed", "accessing" and "access" are one.
fn stem(word: &str) -> &str {
    let mut stem = word.trim_end_matches("'s");
    for ending in [
        "ations", "ation", "ingly", "edly", "ings", "ing", "ies", "ied", "ions", "ion", "ers", "ed", "er", "es", "ly",
        "s", "e", "y",
    ] {
        if let Some(cut) = stem.strip_suffix(ending).filter(|cut| cut.chars().count() >= 4) {
            stem = cut;
            break;
        }
    }
    stem
}

/// FNV-1a, 64 bits: the same on every machine.
pub fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// Byte ranges of a quotation's sentences, without white space at their ends.
pub fn sentences(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = 0;
    for (i, c) in text.char_indices() {
        // A stop within the marks that ended the last sentence ("...?") ends no other.
        if i < start || !matches!(c, '.' | '!' | '?') {
            continue;
        }
        let rest = &text[i + c.len_utf8()..];
        let tail: String =
            rest.chars().take_while(|c| matches!(c, '.' | '!' | '?' | '"' | '”' | '\'' | '’' | ')')).collect();
        let after = rest[tail.len()..].trim_start();
        let spaced = rest[tail.len()..].starts_with(char::is_whitespace);
        let short = text[start..i].split_whitespace().next_back().is_some_and(is_abbreviated);
        if spaced
            && after.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "\"“‘'".contains(c))
            && !short
        {
            let end = i + c.len_utf8() + tail.len();
            push(&mut out, text, start, end);
            start = end;
        }
    }
    push(&mut out, text, start, text.len());
    out
}

/// "Mr", "J", "U.S": a capital and no more than a letter after it, or a title.
fn is_abbreviated(word: &str) -> bool {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let short = word.starts_with(char::is_uppercase) && word.chars().count() <= 2 && word != "I";
    short || matches!(word, "Mrs" | "Prof" | "Sen" | "Inc" | "U.S" | "U.K")
}

fn push(out: &mut Vec<(usize, usize)>, text: &str, start: usize, end: usize) {
    let words = &text[start..end];
    let begin = start + words.len() - words.trim_start().len();
    let stop = begin + words.trim().len();
    if begin < stop {
        out.push((begin, stop));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(a: &str, b: &str) -> bool {
        let lexicon = Lexicon::embedded();
        likeness(&Wording::of(a, &lexicon), &Wording::of(b, &lexicon)).is_some()
    }

    #[test]
    fn reworded_is_alike_and_parallel_is_not() {
        assert!(alike(
            "These were honest mistakes, but there is a lot more we have to learn",
            "These were real mistakes, but there is more we have to learn"
        ));
        assert!(alike(
            "The minister never saw the letter before it was printed",
            "The minister did not see the letter before it was printed"
        ));
        assert!(!alike("Our hospitals need more nurses this winter", "Our schools need more teachers next year"));
        assert!(!alike("I want to thank the fire brigade for their work", "I want to thank the mayor for his speech"));
    }

    /// Pairs as papers print them: the first two columns one quotation in two wordings, the last another sentence of a like build.
    const PAIRS: [[&str; 3]; 8] = [
        [
            "We understand that parents are among the harshest critics of our school meals, and we plan to publish every menu before the autumn term",
            "We know parents are some of the harshest critics of school meals, and we intend to publish each menu ahead of the autumn term",
            "We understand that drivers are among the loudest voices in our city, and we plan to open every depot to visitors before the winter",
        ],
        [
            "These were honest mistakes, but there is a lot more we have to learn",
            "These were real mistakes, but there is more we have to learn",
            "There were no mistakes, and nobody here has anything to be sorry for",
        ],
        [
            "Nobody outside the ward could open the files of our patients at night or on a Sunday",
            "No one outside the ward was able to open our patients' files at night or on a Sunday",
            "Nobody inside the bank could close the accounts of its customers in March or on a holiday",
        ],
        [
            "Today every litre of water in the district is filtered through the new plant",
            "Today, each litre of water in the district is being filtered via the new plant",
            "Today every pupil in the district is taught in one of the old schools",
        ],
        [
            "We handed the keys to the council in March and never saw them again",
            "We gave the keys to the council in March and have not seen them since",
            "We sent the letters to the ministry in May and never had an answer",
        ],
        [
            "The dam was inspected twice a year by engineers of the province and found to be sound",
            "Engineers of the province inspected the dam twice a year and it was found sound",
            "The bridge was painted twice a year by prisoners of the fortress and looked to be new",
        ],
        [
            "Our goal is to limit the number of clerks who can read a tax return and the cases in which they may",
            "Our aim is to restrict the number of clerks able to read a tax return and the cases where they may",
            "Our goal is to double the number of trains that stop at the junction and the hours in which they run",
        ],
        [
            "I copied the ledger because I feared that it would be burned before the audit",
            "I made a copy of the ledger as I was afraid it would be burned before the audit",
            "I left the company because I feared that I would be blamed for the fire",
        ],
    ];

    #[test]
    fn the_bounds_part_reworded_pairs_from_sentences_of_a_like_build() {
        for [first, second, other] in PAIRS {
            assert!(alike(first, second), "{first} / {second}");
            assert!(!alike(first, other), "{first} / {other}");
            assert!(!alike(second, other), "{second} / {other}");
        }
    }

    #[test]
    fn marks_fillers_and_brackets_are_light() {
        let lexicon = Lexicon::embedded();
        let reference = Wording::of("We, uh, route 100% of U.S. traffic through the new gate.", &lexicon);
        assert_eq!(
            Wording::of("We route 100 percent of US traffic through the new gate", &lexicon).matched(&reference),
            QuoteMatch::Normalised
        );
        assert_eq!(
            Wording::of("We route … U.S. traffic through [it].", &lexicon).matched(&reference),
            QuoteMatch::Normalised
        );
        assert_eq!(Wording::of("through the new gate", &lexicon).matched(&reference), QuoteMatch::Exact);
        assert_eq!(
            Wording::of("We send 100% of U.S. traffic through the new gate.", &lexicon).matched(&reference),
            QuoteMatch::Altered
        );
    }

    proptest::proptest! {
        #[test]
        fn sentences_follow_each_other_in_any_text(text in "[A-Z .!?…”’a-c]{0,40}") {
            let cut = sentences(&text);
            proptest::prop_assert!(cut.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{cut:?}");
        }
    }

    #[test]
    fn stops_within_closing_marks_end_nothing() {
        let text = "Mr. Chair, could you stop my...? I'm hearing....";
        assert_eq!(sentences(text).len(), 2);
    }

    #[test]
    fn quotations_are_cut_into_sentences() {
        let text = "It was Mr. Reed. He left! “Why?” I asked. What could we do. Nothing.";
        let cut: Vec<&str> = sentences(text).into_iter().map(|(start, end)| &text[start..end]).collect();
        assert_eq!(cut, ["It was Mr. Reed.", "He left!", "“Why?”", "I asked.", "What could we do.", "Nothing."]);
    }
}
