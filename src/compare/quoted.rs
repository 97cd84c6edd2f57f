//! Findings between renderings of one quotation: which renderings are set side by side, and what is shown.
//!
//! Renderings are compared within their cluster and between documents only, two recordings never. Where a primary source has the quotation (a
//! statement, testimony, a recording), altered wordings are shown against that, else each against each. Every two documents that differ are
//! shown, the first of each origin before its copies; the counts beside them are of all that have the words so, and copies are one origin.

use super::group::finding_id;
use super::pair::Opinion;
use super::quotation::{Judge, QuotePair, rendering};
use super::wording::telling;
use super::{Find, Kind};
use crate::lexicon::Lexicon;
use crate::model::{DocumentKind, Finding, Provenance, QuoteMode, QuoteRow, Side};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// How many pairs of one cluster and kind are shown.
const SHOWN: usize = 12;
/// How many renderings of one quotation are aligned.
const RENDERINGS: usize = 60;

pub(super) fn findings(
    kinds: &[Kind],
    quotes: &[QuoteRow],
    documents: &[Provenance],
    lexicon: &Lexicon,
) -> Vec<Finding> {
    let origins: BTreeMap<&str, &str> = documents
        .iter()
        .map(|document| (document.document.as_str(), document.origin.as_deref().unwrap_or(&document.document)))
        .collect();
    let mut clusters: BTreeMap<&str, Vec<&QuoteRow>> = BTreeMap::new();
    for quote in quotes.iter().filter(|quote| quote.mode != QuoteMode::Indirect) {
        if let Some(cluster) = quote.cluster.as_deref() {
            clusters.entry(cluster).or_default().push(quote);
        }
    }
    let mut found = Vec::new();
    for rows in clusters.into_values() {
        let renderings = renderings(&rows, &origins, lexicon);
        for kind in kinds {
            if let Find::Quotes(judge) = kind.find {
                found.extend(in_cluster(kind.name, judge, &renderings, lexicon));
            }
        }
    }
    without_sequels(found)
}

/// Bytes between two sentences of one quotation.
const SEQUEL: usize = 8;

/// What two documents give to two speakers is shown by its first sentence, not once more by those that follow it in both.
fn without_sequels(mut found: Vec<Finding>) -> Vec<Finding> {
    let ends: BTreeSet<(String, usize, String, usize)> = found
        .iter()
        .filter(|finding| finding.kind == "attribution")
        .map(|finding| (finding.a.document.clone(), finding.a.end, finding.b.document.clone(), finding.b.end))
        .collect();
    let follows = |a: &Side, b: &Side| {
        let near = |side: &Side| side.start.saturating_sub(SEQUEL)..=side.start;
        near(a).any(|x| near(b).any(|y| ends.contains(&(a.document.clone(), x, b.document.clone(), y))))
    };
    found.retain(|finding| finding.kind != "attribution" || !follows(&finding.a, &finding.b));
    found
}

/// One document's rendering, and all documents and origins that have it so, by the same speaker.
struct Rendering<'a> {
    row: &'a QuoteRow,
    origin: &'a str,
    /// The same words stand in an earlier document of the same origin.
    copy: bool,
    alike: Rc<Alike<'a>>,
    /// Its words but for small ones: what makes it another wording.
    telling: Vec<String>,
}

#[derive(Default)]
struct Alike<'a> {
    documents: BTreeSet<&'a str>,
    origins: BTreeSet<&'a str>,
}

fn renderings<'a>(
    rows: &[&'a QuoteRow],
    origins: &BTreeMap<&'a str, &'a str>,
    lexicon: &Lexicon,
) -> Vec<Rendering<'a>> {
    let mut rows = rows.to_vec();
    rows.sort_by(|x, y| place_in_time(x).cmp(&place_in_time(y)));
    let mut groups: BTreeMap<(Vec<String>, Option<&str>), Vec<&QuoteRow>> = BTreeMap::new();
    for row in rows {
        groups.entry((rendering(&row.text), row.speaker_name.as_deref())).or_default().push(row);
    }
    let mut all = Vec::new();
    for ((words, _), rows) in groups {
        let (mut alike, mut first) = (Alike::default(), Vec::new());
        for row in rows {
            let origin = origins.get(row.document.as_str()).copied().unwrap_or(&row.document);
            let copy = !alike.origins.insert(origin);
            if alike.documents.insert(&row.document) {
                first.push((row, origin, copy));
            }
        }
        let alike = Rc::new(alike);
        let telling = telling(&words, lexicon);
        all.extend(first.into_iter().map(|(row, origin, copy)| Rendering {
            row,
            origin,
            copy,
            alike: alike.clone(),
            telling: telling.clone(),
        }));
    }
    all.sort_by(|x, y| (x.copy, place_in_time(x.row)).cmp(&(y.copy, place_in_time(y.row))));
    all.truncate(RENDERINGS);
    all
}

fn place_in_time(row: &QuoteRow) -> (&str, &str, usize, usize, &str) {
    (row.published.as_deref().unwrap_or("~"), &row.document, row.start, row.end, &row.id)
}

fn in_cluster(kind: &str, judge: Judge, all: &[Rendering], lexicon: &Lexicon) -> Vec<Finding> {
    let primary = |rendering: &Rendering| rendering.row.kind != DocumentKind::Article;
    let against_primary = kind == "wording" && all.iter().any(primary);
    let mut found: BTreeMap<(&[String], &[String]), Vec<Shown>> = BTreeMap::new();
    for (nth, one) in all.iter().enumerate() {
        for other in &all[nth + 1..] {
            let skipped = against_primary && !primary(one) && !primary(other) && one.origin != other.origin;
            if skipped || one.row.document == other.row.document || heard(one) && heard(other) {
                continue;
            }
            let pair = QuotePair { a: one.row, b: other.row, lexicon };
            if let Some(opinion) = judge(&pair) {
                let (x, y) = (one.telling.as_slice(), other.telling.as_slice());
                let variants = (x.min(y), x.max(y));
                let list = found.entry(variants).or_default();
                list.push((!pair.one_speaker(), list.len(), finding(kind, opinion, one, other)));
            }
        }
    }
    found.into_values().flat_map(|list| best(list, kind)).take(SHOWN).collect()
}

/// Whether the speakers are two, the number in its list, and the finding.
type Shown = (bool, usize, Finding);

/// Of two wordings those of one speaker where there are any.
fn best(mut list: Vec<Shown>, kind: &str) -> Vec<Finding> {
    let own = kind == "wording" && list.iter().any(|(two_speakers, _, _)| !two_speakers);
    list.retain(|(two_speakers, _, _)| !(own && *two_speakers));
    list.sort_by_key(|(two_speakers, nth, _)| (*two_speakers, *nth));
    list.into_iter().take(SHOWN).map(|(_, _, finding)| finding).collect()
}

/// On a recording.
fn heard(rendering: &Rendering) -> bool {
    rendering.row.kind == DocumentKind::Transcript
}

fn finding(kind: &str, opinion: Opinion, one: &Rendering, other: &Rendering) -> Finding {
    let (a, b) = (one.row, other.row);
    let internal = |row: &QuoteRow| row.kind == DocumentKind::Transcript;
    Finding {
        id: finding_id(kind, &a.id, &b.id),
        kind: kind.to_string(),
        class: opinion.class,
        why: opinion.why,
        internal_vs_public: internal(a) != internal(b),
        same_speaker: a.speaker_name.is_some() && a.speaker_name == b.speaker_name,
        documents_a: one.alike.documents.len(),
        origins_a: one.alike.origins.len(),
        documents_b: other.alike.documents.len(),
        origins_b: other.alike.origins.len(),
        verdict: None,
        note: None,
        tags: Vec::new(),
        a: side(a),
        b: side(b),
    }
}

fn side(row: &QuoteRow) -> Side {
    Side {
        id: row.id.clone(),
        document: row.document.clone(),
        source: row.source.clone(),
        kind: row.kind,
        published: row.published.clone(),
        line: row.line,
        start: row.start,
        end: row.end,
        time_start: None,
        speaker: row.speaker.clone(),
        attributed_to: row.speaker_name.clone().or(row.speaker.clone()),
        evidence: row.text.clone(),
        when_start: None,
        when_end: None,
    }
}
