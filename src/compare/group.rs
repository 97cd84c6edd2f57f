//! From pairs to findings: what many statements say against many others is shown by its best pairs, and counted.
//!
//! Pairs of one kind, class and block are one matter. Of a matter one pair is shown for each two origins that stand against each other:
//! copies of one text count once, and where a voice speaks for itself the reports of its words are counted but not shown. At most
//! [`SHOWN`] pairs of a matter are shown, the best first.

use super::pair::Opinion;
use super::party::{Identity, same_name};
use super::reading::Reading;
use super::thing::Relation;
use crate::model::{Class, Finding, Modality, Side, digest};
use std::collections::{BTreeMap, BTreeSet};

/// How many pairs of one matter are shown.
pub(super) const SHOWN: usize = 12;

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

/// For a pair that is shown and one of its sides, all readings that stand against that side as the other does.
pub(super) type Others<'f> = &'f dyn Fn(&Candidate, usize) -> Vec<usize>;

/// The findings of one block. `copies` gives the other places where a reading stands word for word; `others` is asked where the candidates are
/// not all there are.
pub(super) fn findings(
    kinds: &[&'static str],
    candidates: &[Candidate],
    readings: &[&Reading],
    copies: &[Vec<usize>],
    others: Option<Others>,
) -> Vec<Finding> {
    let mut matters: BTreeMap<(usize, Class), Vec<&Candidate>> = BTreeMap::new();
    for candidate in candidates {
        matters.entry((candidate.kind, candidate.opinion.class)).or_default().push(candidate);
    }
    let mut found = Vec::new();
    for ((kind, _), candidates) in matters {
        let shown = shown(&candidates, readings);
        for best in shown {
            let (on_a, on_b) = match others {
                Some(others) => (others(best, best.b), others(best, best.a)),
                None => beside(best, &candidates),
            };
            found.push(finding(kinds[kind], best, [on_a, on_b], readings, copies));
        }
    }
    found
}

/// One candidate for each two origins, without reports of what a voice says firsthand, the best first.
fn shown<'c>(candidates: &[&'c Candidate], readings: &[&Reading]) -> Vec<&'c Candidate> {
    let mut firsthand: BTreeMap<&str, BTreeSet<&BTreeSet<String>>> = BTreeMap::new();
    for reading in candidates.iter().flat_map(|candidate| [readings[candidate.a], readings[candidate.b]]) {
        for word in reading.voice.iter().filter(|_| reading.firsthand) {
            firsthand.entry(word).or_default().insert(&reading.voice);
        }
    }
    let speaks_itself = |voice: &BTreeSet<String>| {
        let mut known = voice.iter().filter_map(|word| firsthand.get(word.as_str())).flatten();
        known.any(|own| same_name(own, voice))
    };
    let reported = |reading: &Reading| !reading.firsthand && speaks_itself(&reading.voice);
    let mut best: BTreeMap<(&str, &str), &Candidate> = BTreeMap::new();
    for candidate in candidates {
        let (a, b) = (readings[candidate.a], readings[candidate.b]);
        if reported(a) || reported(b) {
            continue;
        }
        let entry = best.entry((a.origin(), b.origin())).or_insert(candidate);
        if worth(candidate, readings) < worth(entry, readings) {
            *entry = candidate;
        }
    }
    let mut all: Vec<&Candidate> = best.into_values().collect();
    all.sort_by(|x, y| worth(x, readings).cmp(&worth(y, readings)));
    all.truncate(SHOWN);
    all
}

/// The smaller the better: the same data by the same party, a fact before an ability, inside against public, with a date, early.
fn worth<'r>(candidate: &Candidate, readings: &'r [&'r Reading<'r>]) -> impl Ord + use<'r> {
    let (a, b) = (readings[candidate.a], readings[candidate.b]);
    let ability = [a, b].iter().filter(|reading| reading.claim.modality != Modality::Actual).count();
    let dated = [a, b].iter().filter(|reading| reading.days.is_none()).count();
    let unnamed = [a, b].iter().filter(|reading| reading.claim.actor.is_none()).count();
    (
        a.is_internal() == b.is_internal(),
        candidate.relation,
        candidate.identity,
        !candidate.owner,
        ability,
        unnamed,
        dated,
        (place_in_time(a), place_in_time(b)),
    )
}

/// Order by time of saying, then by where it stands.
pub(super) fn place_in_time<'r>(reading: &Reading<'r>) -> (&'r str, &'r str, usize, usize, &'r str) {
    let claim = reading.claim;
    (claim.published.as_deref().unwrap_or("~"), &claim.document, claim.start, claim.end, &claim.id)
}

/// The readings that stand against `b` beside `a`, and against `a` beside `b`.
fn beside(best: &Candidate, matter: &[&Candidate]) -> (Vec<usize>, Vec<usize>) {
    let on_a = matter.iter().filter(|other| other.b == best.b).map(|other| other.a).collect();
    (on_a, matter.iter().filter(|other| other.a == best.a).map(|other| other.b).collect())
}

fn finding(
    kind: &str,
    best: &Candidate,
    beside: [Vec<usize>; 2],
    readings: &[&Reading],
    copies: &[Vec<usize>],
) -> Finding {
    let (a, b) = (readings[best.a], readings[best.b]);
    let with = |members: Vec<usize>| {
        let mut members: BTreeSet<usize> = members.into_iter().collect();
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
        why: format!("{}: {}", best.opinion.why, counted(kind, &on_a, &on_b, readings)),
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

/// "3 statements by 2 speakers between 2021-09 and 2022-01 say so; 5 deny it (2 origins)".
fn counted(kind: &str, on_a: &BTreeSet<usize>, on_b: &BTreeSet<usize>, readings: &[&Reading]) -> String {
    let told = if kind == "denial" { ("say so", "deny it") } else { ("say one", "the other") };
    let one = if kind == "denial" { ("says so", "denies it") } else { ("says one", "the other") };
    let voices =
        |members: &BTreeSet<usize>| members.iter().map(|at| readings[*at].teller()).collect::<BTreeSet<_>>().len();
    let origins = on_b.iter().map(|at| readings[*at].origin()).collect::<BTreeSet<_>>().len();
    format!(
        "{} by {}{} {}; {} {} ({})",
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
