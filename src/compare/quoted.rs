//! Findings between renderings of one quotation: which renderings are set side by side, and what is shown.
//!
//! Renderings are compared within their cluster and between documents only. Those that are word for word the same, by one speaker and of one
//! origin, stand as one. Where a primary source has the quotation (a statement, testimony, a recording), altered
//! wordings are shown against that, else each against each.

use super::group::finding_id;
use super::pair::Opinion;
use super::quotation::{Judge, QuotePair, rendering};
use super::wording::telling;
use super::{Find, Kind};
use crate::lexicon::Lexicon;
use crate::model::{DocumentKind, Finding, Provenance, QuoteMode, QuoteRow, Side};
use std::collections::{BTreeMap, BTreeSet};

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
    found
}

/// One rendering: the row that is shown, and all documents and origins that have it so.
struct Rendering<'a> {
    row: &'a QuoteRow,
    documents: BTreeSet<&'a str>,
    origins: BTreeSet<&'a str>,
    /// Its words but for small ones: what makes it another wording.
    telling: Vec<String>,
}

fn renderings<'a>(
    rows: &[&'a QuoteRow],
    origins: &BTreeMap<&'a str, &'a str>,
    lexicon: &Lexicon,
) -> Vec<Rendering<'a>> {
    let origin = |row: &'a QuoteRow| origins.get(row.document.as_str()).copied().unwrap_or(&row.document);
    let mut rows = rows.to_vec();
    rows.sort_by(|x, y| place_in_time(x).cmp(&place_in_time(y)));
    let mut found: BTreeMap<(Vec<String>, Option<&str>, &str), Rendering> = BTreeMap::new();
    for row in rows {
        let key = (rendering(&row.text), row.speaker_name.as_deref(), origin(row));
        let telling = telling(&key.0, lexicon);
        let new = Rendering { row, documents: BTreeSet::new(), origins: BTreeSet::new(), telling };
        let entry = found.entry(key).or_insert(new);
        entry.documents.insert(&row.document);
        entry.origins.insert(origin(row));
    }
    let mut all: Vec<Rendering> = found.into_values().collect();
    all.sort_by(|x, y| place_in_time(x.row).cmp(&place_in_time(y.row)));
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
            let skipped = against_primary && !primary(one) && !primary(other) && !related(one, other);
            if skipped || one.row.document == other.row.document {
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

/// Of two wordings one pair, of one speaker where there is one; of two speakers every pair.
fn best(mut list: Vec<Shown>, kind: &str) -> Vec<Finding> {
    list.sort_by_key(|(two_speakers, nth, _)| (*two_speakers, *nth));
    let shown = if kind == "wording" { 1 } else { SHOWN };
    list.into_iter().take(shown).map(|(_, _, finding)| finding).collect()
}

/// Copies of one text: the wording changed on the way from one to the other.
fn related(one: &Rendering, other: &Rendering) -> bool {
    !one.origins.is_disjoint(&other.origins)
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
        documents_a: one.documents.len(),
        origins_a: one.origins.len(),
        documents_b: other.documents.len(),
        origins_b: other.origins.len(),
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
