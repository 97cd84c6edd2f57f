//! Claims and quotations to findings: where the sources contradict each other.
//!
//! [`KINDS`] has one row for each kind of contradiction and one file each, whose first lines are its manual page. Which claims are
//! set side by side is decided in `block` and `meet`, what they share in `pair`, and how pairs become findings in `group`.
//!
//! Pure, and blind to the order of its input: the same claims in any order give the same findings in the same order.

mod abroad;
mod actor;
mod affair;
mod attribution;
mod bared;
mod block;
#[cfg(test)]
mod cases;
mod certainty;
mod context;
mod date;
mod denial;
mod described;
mod destination;
mod doer;
mod group;
mod left;
mod meet;
mod moment;
mod pair;
mod particulars;
mod parts;
mod party;
mod place;
mod quantity;
mod quotation;
mod quoted;
mod reading;
mod retention;
mod scope;
mod tension;
mod thing;
mod undone;
mod voice;
mod ways;
mod wording;
mod words;

use crate::lexicon::Lexicon;
use crate::model::{Claim, Finding, Modality, Provenance, QuoteRow, Side};
use block::Key;
use context::Context;
use described::Described;
use group::{Candidate, Matters};
use meet::Meeting;
use pair::{Opinion, Pair};
use parts::Parts;
use rayon::prelude::*;
use reading::Reading;
use std::collections::{BTreeMap, BTreeSet};

/// A kind of contradiction.
pub struct Kind {
    pub name: &'static str,
    /// One line for help and docs.
    pub about: &'static str,
    find: Find,
}

/// What a kind looks at.
enum Find {
    Claims(fn(&Pair) -> Option<Opinion>),
    Quotes(quotation::Judge),
}

/// Every kind. A pair of claims is of the first kind that knows it.
pub static KINDS: [Kind; 9] = [
    Kind { name: "denial", about: "one says it was done, another that it was not", find: Find::Claims(denial::find) },
    Kind { name: "quantity", about: "two numbers for one thing", find: Find::Claims(quantity::find) },
    Kind { name: "date", about: "one event, two dates", find: Find::Claims(date::find) },
    Kind { name: "place", about: "one thing in two places", find: Find::Claims(place::find) },
    Kind { name: "scope", about: "all against some, only this against that too", find: Find::Claims(scope::find) },
    Kind { name: "actor", about: "one deed, two doers", find: Find::Claims(actor::find) },
    Kind { name: "certainty", about: "a fact against a possibility or a plan", find: Find::Claims(certainty::find) },
    Kind { name: "attribution", about: "the same words in two mouths", find: Find::Quotes(attribution::find) },
    Kind { name: "wording", about: "one quotation, two wordings", find: Find::Quotes(wording::find) },
];

/// All contradictions between the claims and between the quotations, direct ones first.
///
/// Claims of one voice within one document are never set against each other. `documents` gives the origins of quotations; a claim
/// carries its own.
pub fn findings(claims: &[Claim], quotes: &[QuoteRow], documents: &[Provenance], lexicon: &Lexicon) -> Vec<Finding> {
    let mut found = between_claims(claims, quotes, documents, lexicon);
    found.extend(quoted::findings(&KINDS, quotes, documents, lexicon));
    found.sort_by(|x, y| rank(x).cmp(&rank(y)));
    found.dedup_by(|x, y| x.id == y.id && x.a == y.a && x.b == y.b);
    found
}

/// Direct before tension before superseded; inside against public and one speaker against himself first; then by how many say it.
fn rank(finding: &Finding) -> impl Ord + '_ {
    let kind = KINDS.iter().position(|kind| kind.name == finding.kind);
    let weight = finding.origins_a + finding.origins_b;
    fn side(side: &Side) -> impl Ord + '_ {
        (side.published.as_deref().unwrap_or("~"), side.document.as_str(), side.start, side.end, side.id.as_str())
    }
    (
        finding.class,
        !finding.internal_vs_public,
        !finding.same_speaker,
        kind,
        std::cmp::Reverse(weight),
        side(&finding.a),
        side(&finding.b),
    )
}

fn between_claims(claims: &[Claim], quotes: &[QuoteRow], documents: &[Provenance], lexicon: &Lexicon) -> Vec<Finding> {
    let mut claims: Vec<&Claim> = claims.iter().collect();
    claims.par_sort_by(|x, y| group::place_in_time(x).cmp(&group::place_in_time(y)));
    let mut parts = Parts::new(lexicon, Described::new(documents, lexicon));
    let context = Context::new(&claims, quotes, documents, &mut parts);
    let readings: Vec<Reading> = claims.iter().map(|claim| Reading::new(claim, &context, &mut parts)).collect();
    drop(parts);
    let keys: Vec<Box<[Key]>> = readings.par_iter().map(|reading| block::keys(reading, lexicon)).collect();
    let mut places: Vec<(Key, u32)> = Vec::with_capacity(keys.iter().map(|keys| keys.len()).sum());
    for (at, keys) in keys.iter().enumerate() {
        places.extend(keys.iter().map(|key| (*key, at as u32)));
    }
    places.par_sort_unstable();
    let blocks: Vec<&[(Key, u32)]> = places.chunk_by(|x, y| x.0 == y.0).filter(|block| block.len() > 1).collect();
    let found: Vec<Vec<Finding>> = blocks
        .par_iter()
        .map(|block| {
            let member = |(_, at): &(Key, u32)| (&readings[*at as usize], &*keys[*at as usize]);
            in_block(block[0].0, &block.iter().map(member).collect::<Vec<Member>>(), lexicon)
        })
        .collect();
    found.into_iter().flatten().collect()
}

/// A reading and the keys of its blocks.
type Member<'r, 'a> = (&'r Reading<'a>, &'r [Key]);

/// The findings of a block, whose members stand in order of time.
fn in_block(key: Key, members: &[Member], lexicon: &Lexicon) -> Vec<Finding> {
    let readings: Vec<&Reading> = members.iter().map(|(reading, _)| *reading).collect();
    let (shown, copies) = without_copies(&readings);
    let wide: Vec<bool> = readings.iter().map(|reading| !block::is_general(key) || block::wide(reading)).collect();
    let judged = |i: usize, j: usize| {
        let (one, other) = (members[i], members[j]);
        let here = (wide[i] || wide[j])
            && !one.0.same_breath(other.0)
            && block::shared(one.1, other.1, one.0, other.0) == Some(key);
        if here { judge(i, j, &readings, lexicon) } else { None }
    };
    let meeting = Meeting::new(&readings, &shown, |at| wide[at]);
    // What the press tells as a deed is borne out where somebody at the source says that it was done.
    let cleared = |candidate: &Candidate| {
        [certainty::CAN_AS_DID, certainty::ALLEGED_AS_FACT].contains(&candidate.opinion.why.as_str()) && {
            let told_first =
                readings[candidate.a].claim.modality == Modality::Actual && !readings[candidate.a].says("hedge");
            let (told, able) = if told_first { (candidate.a, candidate.b) } else { (candidate.b, candidate.a) };
            let (beside, _) = meeting.standing_like(told, able);
            beside.into_iter().any(|at| certainty::bears_out(readings[at], readings[told], lexicon))
        }
    };
    let mut matters = Matters::default();
    meeting.each(|i, j| {
        if let Some(candidate) = judged(i, j).filter(|candidate| !cleared(candidate)) {
            matters.take(candidate, &readings);
        }
    });
    let names = KINDS.each_ref().map(|kind| kind.name);
    let beside = |best: &Candidate, fixed: usize| {
        let model = if fixed == best.a { best.b } else { best.a };
        let agrees = |other: &Candidate| {
            other.kind == best.kind
                && other.opinion.class == best.opinion.class
                && (names[best.kind] == "denial" || other.opinion.speaks_like(&best.opinion))
        };
        let (reached, whole) = meeting.standing_like(model, fixed);
        let found = reached.into_iter().filter(|at| judged(*at, fixed).is_some_and(|other| agrees(&other)));
        (found.collect(), whole)
    };
    matters.findings(&names, &readings, &copies, &beside)
}

/// Statements that stand word for word, by one voice, twice in a document: the first of each, and for every reading its copies.
fn without_copies(readings: &[&Reading]) -> (Vec<usize>, Vec<Vec<usize>>) {
    type Voice<'a> = (u64, &'a BTreeSet<String>, &'a str, &'a str);
    let mut first: BTreeMap<Voice, usize> = BTreeMap::new();
    let mut copies = vec![Vec::new(); readings.len()];
    let mut shown = Vec::new();
    for (at, reading) in readings.iter().enumerate() {
        let when = reading.claim.when_start.as_deref().unwrap_or_default();
        let known =
            first.entry((reading.said_alike, &reading.voice, reading.claim.document.as_str(), when)).or_insert(at);
        if *known == at {
            shown.push(at);
        } else {
            copies[*known].push(at);
        }
    }
    (shown, copies)
}

/// The first kind that knows the pair; the affirmed, or the earlier, becomes `a`. Readings stand in order of time.
fn judge(i: usize, j: usize, readings: &[&Reading], lexicon: &Lexicon) -> Option<Candidate> {
    let later = i > j;
    let flip = match (readings[i].is_negated(), readings[j].is_negated()) {
        (true, false) => true,
        (false, true) => false,
        _ => later,
    };
    let (a, b) = if flip { (j, i) } else { (i, j) };
    let pair = Pair::new(readings[a], readings[b], lexicon);
    let (kind, opinion) = KINDS.iter().enumerate().find_map(|(at, kind)| match kind.find {
        Find::Claims(find) => Some((at, find(&pair)?)),
        Find::Quotes(_) => None,
    })?;
    let owner = pair.a.thing.has_owner_in_common(&pair.b.thing, lexicon);
    Some(Candidate { kind, a, b, relation: pair.relation(), identity: pair.identity(), owner, opinion })
}
