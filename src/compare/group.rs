//! From pairs to findings: what many statements say against many others is shown by its best pairs, and counted.
//!
//! Pairs of one kind, class and block are one matter. Of a matter a pair is shown for each two documents that stand against each other, and for
//! each statement that no pair has shown yet, so that whatever is counted has an address: first those of other origins, where a voice speaks for
//! itself, then the reports of its words and the copies of one text. Copies count once. At most [`SHOWN`] pairs of a matter are shown, the best first.

use super::pair::Opinion;
use super::party::{Identity, Sort, same_name};
use super::reading::Reading;
use super::thing::Relation;
use crate::model::{Claim, Class, Finding, Modality, Side, digest};
use std::collections::{BTreeMap, BTreeSet};

/// How many pairs of one matter are shown.
pub(super) const SHOWN: usize = 12;
/// How many are held until the block is gone through.
const KEPT: usize = 500;

/// Two readings that do not go together, `a` the affirmed or the earlier.
pub(super) struct Candidate {
    pub kind: usize,
    pub a: usize,
    pub b: usize,
    pub opinion: Opinion,
    pub relation: Relation,
    pub identity: Identity,
    /// Both say whose the data is, and say the same.
    pub owner: bool,
}

/// For a pair that is shown and one of its sides: the readings that stand against that side as the other does, and whether they are all.
pub(super) type Beside<'f> = &'f dyn Fn(&Candidate, usize) -> (BTreeSet<usize>, bool);

/// The matters of one block.
#[derive(Default)]
pub(super) struct Matters<'r> {
    /// By kind and class: the candidates, of which the worst are let go when they grow many.
    held: BTreeMap<(usize, Class), Held>,
    /// By kind: the voices that speak for themselves.
    firsthand: BTreeMap<usize, Voices<'r>>,
    /// The same by side and matter.
    borne_out: BTreeMap<(usize, (usize, Class)), Voices<'r>>,
}

type Voices<'r> = BTreeSet<&'r BTreeSet<String>>;

/// By the two readings.
type Held = BTreeMap<(usize, usize), Candidate>;

impl<'r> Matters<'r> {
    pub fn take(&mut self, candidate: Candidate, readings: &[&'r Reading]) {
        let key = (candidate.kind, candidate.opinion.class);
        for (nth, side) in [readings[candidate.a], readings[candidate.b]].into_iter().enumerate() {
            if side.firsthand && !side.voice.is_empty() {
                self.firsthand.entry(candidate.kind).or_default().insert(&side.voice);
                self.borne_out.entry((nth, key)).or_default().insert(&side.voice);
            }
        }
        let held = self.held.entry((candidate.kind, candidate.opinion.class)).or_default();
        held.insert((candidate.a, candidate.b), candidate);
        if held.len() > 2 * KEPT {
            thin(held, readings);
        }
    }

    /// The findings of the block. `copies` gives the other places where a reading stands word for word.
    pub fn findings(
        self,
        kinds: &[&'static str],
        readings: &[&Reading],
        copies: &[Vec<usize>],
        beside: Beside,
    ) -> Vec<Finding> {
        let mut found = Vec::new();
        for (key, held) in self.held {
            let kind = key.0;
            let report = reported(self.firsthand.get(&kind), readings);
            let own = [0, 1].map(|side| reported(self.borne_out.get(&(side, key)), readings));
            // A report is dated by its paper: where the voice itself does not stand so, its own words are of another time.
            let loose = |candidate: &Candidate| {
                report(candidate.a) && !own[0](candidate.a) || report(candidate.b) && !own[1](candidate.b)
            };
            // What only strains is not shown again by its reports.
            let again = |candidate: &Candidate| key.1 == Class::Tension && (report(candidate.a) || report(candidate.b));
            let held = held.into_iter().filter(|(_, candidate)| !loose(candidate) && !again(candidate)).collect();
            for best in shown(held, &report, readings) {
                let sides = [beside(&best, best.b), beside(&best, best.a)];
                found.push(finding(kinds[kind], &best, sides, readings, copies));
            }
        }
        found
    }
}

/// The best of each two voices and origins, then the best of the rest.
fn thin(held: &mut Held, readings: &[&Reading]) {
    let mut all: Vec<Candidate> = std::mem::take(held).into_values().collect();
    all.sort_by_cached_key(|candidate| worth(candidate, readings));
    let between = |at: usize| (readings[at].origin(), &*readings[at].voice);
    let mut seen = BTreeSet::new();
    let (first, rest): (Vec<Candidate>, Vec<Candidate>) =
        all.into_iter().partition(|candidate| seen.insert((between(candidate.a), between(candidate.b))));
    let kept = first.into_iter().chain(rest).take(KEPT);
    *held = kept.map(|candidate| ((candidate.a, candidate.b), candidate)).collect();
}

/// Whether a reading is a report of what a voice says firsthand.
fn reported<'f>(firsthand: Option<&Voices<'f>>, readings: &'f [&'f Reading<'f>]) -> impl Fn(usize) -> bool + use<'f> {
    let mut by_word: BTreeMap<&str, Vec<&BTreeSet<String>>> = BTreeMap::new();
    for voice in firsthand.into_iter().flatten() {
        voice.iter().for_each(|word| by_word.entry(word).or_default().push(voice));
    }
    move |at: usize| {
        let voice = &readings[at].voice;
        let mut known = voice.iter().filter_map(|word| by_word.get(word.as_str())).flatten();
        !readings[at].firsthand && known.any(|own| same_name(own, voice))
    }
}

/// A candidate for each two origins, then one for each two documents, then those that show a statement not shown yet; reports of what a voice
/// says firsthand come after it.
fn shown(held: Held, reported: impl Fn(usize) -> bool, readings: &[&Reading]) -> Vec<Candidate> {
    let second_hand = |candidate: &Candidate| reported(candidate.a) || reported(candidate.b);
    let mut all: Vec<Candidate> = held.into_values().collect();
    all.sort_by_cached_key(|candidate| (second_hand(candidate), worth(candidate, readings)));
    let origins = |at: usize| readings[at].origin();
    let (mut shown, rest) = first_of(all, |candidate| (origins(candidate.a), origins(candidate.b)));
    let documents = |at: usize| readings[at].claim.document.as_str();
    let (more, rest) = first_of(rest, |candidate| (documents(candidate.a), documents(candidate.b)));
    shown.extend(more);
    let mut told: BTreeSet<usize> = shown.iter().flat_map(|candidate| [candidate.a, candidate.b]).collect();
    for candidate in rest {
        if told.insert(candidate.a) | told.insert(candidate.b) {
            shown.push(candidate);
        }
    }
    shown.truncate(SHOWN);
    shown
}

/// The first of each key, and the rest.
fn first_of<K: Ord>(all: Vec<Candidate>, key: impl Fn(&Candidate) -> K) -> (Vec<Candidate>, Vec<Candidate>) {
    let mut seen = BTreeSet::new();
    all.into_iter().partition(|candidate| seen.insert(key(candidate)))
}

/// The smaller the better: the same data by the same party, a fact before an ability, inside against public, with a date, early.
fn worth(candidate: &Candidate, readings: &[&Reading]) -> impl Ord + use<> {
    let (a, b) = (readings[candidate.a], readings[candidate.b]);
    let ability = [a, b].iter().filter(|reading| reading.claim.modality != Modality::Actual).count();
    let dated = [a, b].iter().filter(|reading| reading.days.is_none()).count();
    let unnamed = [a, b].iter().filter(|reading| !matches!(reading.actor.sort, Sort::Named | Sort::We)).count();
    let absent = [a, b].iter().filter(|reading| reading.claim.actor.is_none()).count();
    (
        a.is_internal() == b.is_internal(),
        candidate.relation,
        unnamed,
        candidate.identity,
        !candidate.owner,
        ability,
        absent,
        dated,
        (candidate.a, candidate.b),
    )
}

/// Order by time of saying, then by where it stands.
pub(super) fn place_in_time(claim: &Claim) -> (&str, &str, usize, usize, &str) {
    (claim.published.as_deref().unwrap_or("~"), &claim.document, claim.start, claim.end, &claim.id)
}

fn finding(
    kind: &str,
    best: &Candidate,
    beside: [(BTreeSet<usize>, bool); 2],
    readings: &[&Reading],
    copies: &[Vec<usize>],
) -> Finding {
    let (a, b) = (readings[best.a], readings[best.b]);
    let whole = beside.iter().all(|(_, whole)| *whole);
    let with = |(mut members, _): (BTreeSet<usize>, bool)| {
        let more: Vec<usize> = members.iter().flat_map(|at| copies[*at].iter().copied()).collect();
        members.extend(more);
        members
    };
    let [on_a, on_b] = beside.map(with);
    let documents = |members: &BTreeSet<usize>| {
        members.iter().map(|at| &readings[*at].claim.document).collect::<BTreeSet<_>>().len()
    };
    let origins =
        |members: &BTreeSet<usize>| members.iter().map(|at| readings[*at].origin()).collect::<BTreeSet<_>>().len();
    Finding {
        id: finding_id(kind, &a.claim.id, &b.claim.id),
        kind: kind.to_string(),
        class: best.opinion.class,
        why: format!("{}: {}", best.opinion.why, counted(kind, &on_a, &on_b, whole, readings)),
        internal_vs_public: a.is_internal() != b.is_internal(),
        same_speaker: !a.voice.is_empty() && a.same_voice(b),
        documents_a: documents(&on_a),
        origins_a: origins(&on_a),
        documents_b: documents(&on_b),
        origins_b: origins(&on_b),
        verdict: None,
        note: None,
        tags: Vec::new(),
        a: side(a),
        b: side(b),
    }
}

/// The same for the same words on both sides, whichever comes first.
pub(super) fn finding_id(kind: &str, a: &str, b: &str) -> String {
    digest::key(&[kind, a.min(b), a.max(b)])
}

/// "3 statements by 2 speakers between 2021-09 and 2022-01 say so; 5 deny it (2 origins)". "At least" where more were there than are counted.
fn counted(kind: &str, on_a: &BTreeSet<usize>, on_b: &BTreeSet<usize>, whole: bool, readings: &[&Reading]) -> String {
    let told = if kind == "denial" { ("say so", "deny it") } else { ("say one", "the other") };
    let one = if kind == "denial" { ("says so", "denies it") } else { ("says one", "the other") };
    let voices = |members: &BTreeSet<usize>| {
        members.iter().map(|at| readings[*at].teller_counted()).collect::<BTreeSet<_>>().len()
    };
    let origins = on_b.iter().map(|at| readings[*at].origin()).collect::<BTreeSet<_>>().len();
    format!(
        "{}{} by {}{} {}; {} {} ({})",
        if whole { "" } else { "at least " },
        many(on_a.len(), "statement"),
        many(voices(on_a), "speaker"),
        between(on_a, readings),
        if on_a.len() == 1 { one.0 } else { told.0 },
        on_b.len(),
        if on_b.len() == 1 { one.1 } else { told.1 },
        many(origins, "origin"),
    )
}

fn many(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn between(members: &BTreeSet<usize>, readings: &[&Reading]) -> String {
    let said: BTreeSet<&str> = members.iter().filter_map(|at| readings[*at].claim.published.as_deref()).collect();
    match (said.first(), said.last()) {
        (Some(first), Some(last)) if first != last => format!(" between {first} and {last}"),
        (Some(first), _) => format!(" on {first}"),
        _ => String::new(),
    }
}

fn side(reading: &Reading) -> Side {
    let claim = reading.claim.clone();
    Side {
        id: claim.id,
        document: claim.document,
        source: claim.source,
        kind: claim.kind,
        published: claim.published,
        line: claim.line,
        start: claim.start,
        end: claim.end,
        time_start: claim.time_start,
        speaker: claim.speaker,
        attributed_to: claim.attributed_name.or(claim.attributed_to),
        evidence: claim.evidence,
        when_start: claim.when_start,
        when_end: claim.when_end,
    }
}
