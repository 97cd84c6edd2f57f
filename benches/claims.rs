//! How fast one core gets from a text to its claims, stage by stage: general news in which one sentence in thirty can hold a claim, and
//! text in which each does. The sentences are made of templates of our own and of the demonstration case.
//!
//! `cargo bench --bench claims -- [MEGABYTES]`

#![allow(clippy::disallowed_methods, reason = "a bench measures time")]

use gainsay::annotate::{self, actors, dates, places, quantities, quotes};
use gainsay::extract;
use gainsay::lexicon::Lexicon;
use gainsay::model::{Annotations, Document, Holds, Span, Tree};
use gainsay::read::{Limits, Sidecar, read};
use gainsay::segment;
use std::collections::BTreeMap;
use std::time::Instant;

fn main() {
    let size = std::env::args().filter_map(|argument| argument.parse::<f64>().ok()).next().unwrap_or(1.0);
    let lexicon = Lexicon::embedded();
    for (name, every) in [("one sentence in thirty", 30), ("every sentence", 1)] {
        let bytes = (size * 1e6 / if every == 1 { 8.0 } else { 1.0 }) as usize;
        measure(name, &news(bytes, every), &lexicon);
    }
}

/// Documents of some forty sentences.
fn measure(name: &str, texts: &[String], lexicon: &Lexicon) {
    let documents: Vec<Document> = texts.iter().map(|text| document(text)).collect();
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let mut clock = Clock { bytes, lines: Vec::new() };
    let mut sentences: Vec<_> =
        clock.time("segment", || documents.iter().map(|document| segment::sentences(document, lexicon)).collect());
    let spans: Vec<Vec<Span>> =
        sentences.iter().map(|list: &Vec<_>| list.iter().map(|one| one.span).collect()).collect();
    let all = || documents.iter().zip(&spans);
    let holds: Vec<Vec<Holds>> = clock.time("scan", || {
        all().map(|(one, spans)| spans.iter().map(|span| lexicon.scan.holds(span.of(&one.text))).collect()).collect()
    });
    let setting = dates::Setting { published: Some("2023-05-01"), manner: None };
    let dates: Vec<Vec<_>> = clock.time("dates", || {
        all().map(|(one, spans)| dates::dates(&one.text, spans, setting, &lexicon.dates, &|_| None)).collect()
    });
    let places: Vec<Vec<_>> = clock.time("places", || {
        all()
            .map(|(one, spans)| spans.iter().flat_map(|span| places::places(&one.text, *span, lexicon)).collect())
            .collect()
    });
    let quantities: Vec<Vec<_>> = clock.time("quantities", || {
        all()
            .map(|(one, spans)| {
                spans.iter().flat_map(|span| quantities::quantities(&one.text, *span, &[], lexicon)).collect()
            })
            .collect()
    });
    let trees: Vec<BTreeMap<usize, Tree>> = clock.time("syntax", || {
        let inputs = documents.iter().zip(&sentences).zip(&holds);
        inputs.map(|((one, sentences), holds)| annotate::trees(one, sentences, holds, lexicon)).collect()
    });
    let parsed = trees.iter().map(BTreeMap::len).sum::<usize>();
    let actors: Vec<Vec<_>> = clock.time("actors", || {
        let inputs = documents.iter().zip(&sentences).zip(&trees);
        inputs.map(|((one, sentences), trees)| actors::actors(one, sentences, trees, lexicon)).collect()
    });
    let count: usize = spans.iter().map(Vec::len).sum();
    let parts = holds.into_iter().zip(trees).zip(dates).zip(places).zip(quantities).zip(actors);
    let mut annotated: Vec<Annotations> = parts
        .zip(sentences.drain(..))
        .map(|((((((holds, trees), dates), places), quantities), actors), sentences)| Annotations {
            sentences,
            holds,
            trees,
            dates,
            places,
            quantities,
            actors,
            quotes: Vec::new(),
        })
        .collect();
    let quotes: Vec<Vec<_>> = clock.time("quotes", || {
        documents.iter().zip(&annotated).map(|(one, so_far)| quotes::quotes(one, so_far, lexicon)).collect()
    });
    for (annotations, quotes) in annotated.iter_mut().zip(quotes) {
        annotations.quotes = quotes;
    }
    let claims: usize = clock.time("extract", || {
        documents.iter().zip(&annotated).map(|(one, all)| extract::claims(one, all, lexicon).len()).sum()
    });
    println!("{name}: {:.2} MB, {count} sentences, {parsed} parsed, {claims} claims", bytes as f64 / 1e6);
    clock.print();
}

/// Seconds that this thread had a core, where the system tells (Linux): a busy machine does not make it more.
fn processor() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    Some(told.split(' ').next()?.parse::<f64>().ok()? / 1e9)
}

struct Clock {
    bytes: usize,
    lines: Vec<(&'static str, f64)>,
}

impl Clock {
    fn time<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let (start, spent) = (Instant::now(), processor());
        let made = work();
        let seconds = match (spent, processor()) {
            (Some(before), Some(after)) => after - before,
            _ => start.elapsed().as_secs_f64(),
        };
        self.lines.push((stage, seconds));
        made
    }

    fn print(&self) {
        let total: f64 = self.lines.iter().map(|(_, seconds)| seconds).sum();
        for (stage, seconds) in self.lines.iter().chain([&("all", total)]) {
            println!(
                "  {stage:<12} {:>9.2} MB/s {:>6.1} %",
                self.bytes as f64 / 1e6 / seconds,
                100.0 * seconds / total
            );
        }
    }
}

fn document(text: &str) -> Document {
    let found = read("news.txt", text.as_bytes(), &Sidecar::default(), Some("text"), &Limits::default());
    found.expect("plain text").remove(0)
}

/// Articles of forty sentences, in which one sentence in `every` can hold a claim.
fn news(bytes: usize, every: usize) -> Vec<String> {
    let mut dice = Dice(7);
    let (mut texts, mut made) = (Vec::new(), 0);
    while made < bytes {
        let mut text = String::new();
        for nth in 0..40 {
            let list = if dice.below(every as u64) == 0 { TELLING } else { NEUTRAL };
            text.push_str(&filled(dice.pick(list), &mut dice));
            text.push_str(if nth % 4 == 3 { "\n\n" } else { " " });
        }
        made += text.len();
        texts.push(text);
    }
    texts
}

fn filled(template: &str, dice: &mut Dice) -> String {
    let mut out = template.to_string();
    for (slot, list) in [("{town}", TOWNS), ("{name}", NAMES), ("{firm}", FIRMS), ("{day}", DAYS)] {
        out = out.replace(slot, dice.pick(list));
    }
    out
}

const TOWNS: &[&str] = &["Leeds", "Lyon", "Oslo", "Porto", "Turin", "Ghent", "Cork", "Graz"];
const NAMES: &[&str] = &["Ana Roy", "Bo Lind", "Maria Keel", "Imran Shah", "Tom Quill", "Grace Adeyemi"];
const FIRMS: &[&str] = &["Harrow Foods", "Astell", "Dunmore Capital", "Nordvik", "Kestrel Mills", "Lumen"];
const DAYS: &[&str] = &["on Monday", "last week", "in May", "on March 3, 2022", "two years ago", "in the evening"];

const NEUTRAL: &[&str] = &[
    "Rain fell on {town} for the third day, and the river rose by half a metre {day}.",
    "The home side won by two goals to one in front of a crowd of nine thousand.",
    "Bakers in {town} expect wheat to cost more this autumn after a dry spring.",
    "{name}, who has coached the club since 2019, praised the young defenders.",
    "\u{201c}We were lucky with the weather,\u{201d} said {name}, the organiser of the fair.",
    "The bridge between {town} and the coast was closed to lorries {day}.",
    "Prices at the pump rose by four percent, while wages hardly moved.",
    "A choir of sixty children sang in the old market hall {day}.",
    "The mayor of {town} promised a new tram line by the end of the decade.",
    "Two men were hurt when a van hit a tree near the station {day}.",
    "Critics called the play brave, and the theatre added three evenings.",
    "The council voted by a narrow margin to plant 400 lime trees along the canal.",
    "Farmers blocked the ring road for six hours to protest against cheap imports.",
    "{firm} opened a canteen for its night shift in {town}.",
    "Doctors at the hospital went on strike over long hours {day}.",
    "The orchestra begins its tour in {town} and ends it on the islands.",
    "The museum showed paintings that had hung in private houses for a century.",
    "Snow is likely in the hills, forecasters said, but the valleys stay mild.",
    "The striker broke his ankle in training and is out until spring.",
    "According to {name}, the road will be wide enough for two buses.",
    "An old lighthouse keeper told how the storm of 1953 tore the roof away.",
    "Most shops in the lower town stayed shut because of the flood.",
    "The court found the driver guilty of speeding and took away his licence for a month.",
    "A recipe of her grandmother won {name} the first prize at the bake-off in {town}.",
    "The ferry was late, the queue was long, and nobody seemed to mind.",
];

const TELLING: &[&str] = &[
    "{firm} stored the customer records on servers in {town} {day}.",
    "Engineers of {firm} accessed users' location data without permission, {name} said.",
    "The clinic did not delete the patient files, although a court had ordered it to.",
    "\u{201c}Our partners in {town} can see all of the messages,\u{201d} said {name}.",
    "The agency sent the passenger records to the ministry in {town} {day}.",
    "{firm} will encrypt its members' data before it moves them to {town}.",
    "Hackers may have copied the payroll files of {firm} {day}.",
    "No employee of {firm} has ever sold customer data, {name} told reporters.",
    "The school collects the pupils' test results and shares them with {firm}.",
    "{firm} sold its leasing arm to a fund in {town} for $40 million {day}.",
];

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % limit
    }

    fn pick(&mut self, list: &'static [&'static str]) -> &'static str {
        list[self.below(list.len() as u64) as usize]
    }
}
