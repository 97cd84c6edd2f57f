//! How the work of comparing grows: synthetic claims of a growing case, from a thousand to a million.
//!
//! `cargo bench --bench compare -- 1000 10000 100000` (the numbers are optional; a million needs about 1.5 GB for the claims
//! themselves). Prints the time by the clock and that of all processors, the findings, and the most memory that came on top of the claims.
#![allow(clippy::disallowed_methods, reason = "a bench measures time")]

use gainsay::compare;
use gainsay::lexicon::Lexicon;
use gainsay::model::{Attribution, Claim, DocumentKind, Modality, Polarity};
use std::time::Instant;

fn main() {
    let asked: Vec<usize> = std::env::args().skip(1).filter_map(|number| number.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![1_000, 10_000, 100_000] } else { asked };
    let lexicon = Lexicon::embedded();
    println!("{:>9} {:>9} {:>9} {:>9} {:>12} {:>9}", "claims", "seconds", "CPU", "findings", "µs a claim", "MB on top");
    for size in sizes {
        let claims: Vec<Claim> = (0..size).map(claim).collect();
        let before = resident();
        let (start, spent) = (Instant::now(), processors());
        let found = compare::findings(&claims, &[], &[], &lexicon).len();
        let seconds = start.elapsed().as_secs_f64();
        let spent = processors() - spent;
        let memory = peak().saturating_sub(before);
        let each = spent * 1e6 / size as f64;
        println!("{size:>9} {seconds:>9.2} {spent:>9.2} {found:>9} {each:>12.1} {memory:>9}");
    }
}

/// One claim of a case that grows in companies and documents, ten claims a document, as numbers from a fixed generator decide. A few
/// companies and a few kinds of data make most of the case, as they do in real ones: the largest has about a tenth of all claims.
fn claim(nth: usize) -> Claim {
    let mut dice = Dice(nth as u64 * 0x9e37_79b9_7f4a_7c15 + 1);
    let document = nth / 10;
    let company = format!("Firm{}", Dice(document as u64 + 1).skewed(20 + nth as u64 / 40));
    let (action, trigger) = *dice.pick(&[
        ("access", "read"),
        ("access", "copied"),
        ("store", "stored"),
        ("transfer", "gave"),
        ("transfer", "sold"),
        ("delete", "deleted"),
        ("protect", "encrypted"),
        ("collect", "collected"),
        ("expose", "leaked"),
    ]);
    let object = format!(
        "the {} {}",
        dice.often(&[
            "customer", "patient", "payment", "call", "search", "travel", "heart", "sleep", "tax", "school", "vote",
            "crew"
        ]),
        dice.pick(&["records", "data", "files", "scans", "lists", "logs", "history"]),
    );
    let negated = dice.below(5) == 0;
    let actor = if dice.below(3) == 0 { "engineers".to_string() } else { format!("{company} engineers") };
    let evidence = format!("{actor} {}{trigger} {object} number {nth}", if negated { "never " } else { "" });
    let day = format!("20{:02}-{:02}-{:02}", 18 + dice.below(6), 1 + dice.below(12), 1 + dice.below(28));
    Claim {
        id: format!("{nth:016x}"),
        topic: "data-access".into(),
        document: format!("{document}.txt"),
        source: None,
        kind: *dice.pick(&DocumentKind::ALL),
        title: None,
        published: Some(day.clone()),
        line: 1,
        start: nth,
        end: nth + 40,
        time_start: None,
        time_end: None,
        speaker: None,
        sentence: format!("{evidence}."),
        evidence,
        actor: Some(actor),
        actor_name: None,
        actor_org: Some(company.clone()),
        actor_role: None,
        actor_place: None,
        action: action.into(),
        trigger: trigger.into(),
        object: Some(object),
        object_owner: None,
        recipient: None,
        place: (dice.below(4) == 0).then(|| dice.pick(&["Oslo", "Ohio", "Belgrade", "Dublin"]).to_string()),
        polarity: if negated { Polarity::Negated } else { Polarity::Affirmed },
        modality: *dice.pick(&[
            Modality::Actual,
            Modality::Actual,
            Modality::Actual,
            Modality::Ability,
            Modality::Planned,
        ]),
        frequency: None,
        quantity: (dice.below(8) == 0).then(|| format!("{} person", 1 + dice.below(90))),
        when_text: None,
        when_start: (dice.below(3) == 0).then(|| day.clone()),
        when_end: None,
        when_grain: None,
        when_basis: None,
        attributed_to: Some(company.clone()),
        attributed_name: Some(company),
        attribution: Attribution::Indirect,
        origin: Some(format!("{}", document / 3)),
        entries: Vec::new(),
        verdict: None,
        note: None,
        also: Vec::new(),
        also_evidence: Vec::new(),
        tags: Vec::new(),
    }
}

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

    /// Small numbers more often than large ones: as the cube of an even chance.
    fn skewed(&mut self, limit: u64) -> u64 {
        let even = self.below(1 << 20) as f64 / f64::from(1 << 20);
        (even.powi(3) * limit as f64) as u64
    }

    /// The first of the list more often than the last.
    fn often<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.skewed(list.len() as u64) as usize]
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len() as u64) as usize]
    }
}

/// Seconds that all processors together gave to this program, where the system tells (Linux, in hundredths).
fn processors() -> f64 {
    let told = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = told.rsplit(") ").next().unwrap_or_default().split(' ').skip(11).take(2);
    fields.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Megabytes of memory in use, where the system tells (Linux).
fn resident() -> u64 {
    field("VmRSS:")
}

/// The most that was in use.
fn peak() -> u64 {
    field("VmHWM:")
}

fn field(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(name));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).unwrap_or(0) / 1024
}
