//! What can only be said over all documents: which are copies, who is who, what does not go together.

use super::{naming, variants};
use crate::lexicon::Lexicon;
use crate::model::{
    ActorKind, ActorMention, ActorRow, AlteredRow, Claim, Document, FileKey, Finding, Provenance, QuoteRow, Reading,
    digest,
};
use crate::{compare, resolve};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Everything the listings show, in their order.
pub struct Settled {
    /// Documents to search in, by the name of their place in the index.
    pub shelf: BTreeMap<String, Document>,
    pub claims: Vec<Claim>,
    pub quotes: Vec<QuoteRow>,
    pub altered: Vec<AlteredRow>,
    pub actors: Vec<ActorRow>,
    pub findings: Vec<Finding>,
}

/// A pure function of the readings: neither their order nor the way they came into the index matters.
pub fn settle(readings: BTreeMap<(FileKey, usize), Reading>, lexicon: &Lexicon) -> Settled {
    let mut readings = once_each(readings);
    let actors = naming::name(&mut readings, lexicon).rows().to_vec();
    let origins = resolve::origins(&mut readings);
    let variants::Matched { pieces, altered } = variants::match_up(&mut readings, lexicon);
    let mut shelf = BTreeMap::new();
    let (mut claims, mut quotes, mut documents) = (Vec::new(), Vec::new(), Vec::new());
    let named: Vec<BTreeSet<(ActorKind, String)>> = readings.par_iter().map(names).collect();
    let known = resolve::Known::new(named.iter().flatten());
    documents.par_extend(readings.par_iter().map(|reading| provenance(reading, &known, &origins, lexicon)));
    for reading in readings {
        claims.extend(reading.claims);
        quotes.extend(reading.quotes);
        shelf.insert(place(&reading.document), reading.document);
    }
    claims.sort_by(|a, b| (&a.document, a.start, a.end, &a.id).cmp(&(&b.document, b.start, b.end, &b.id)));
    quotes.sort_by(|a, b| (&a.document, a.start, a.end, &a.id).cmp(&(&b.document, b.start, b.end, &b.id)));
    let findings = compare::findings(&claims, &pieces, &documents, lexicon);
    Settled { shelf, claims, quotes, altered, actors, findings }
}

/// Whom its sentences name.
fn names(reading: &Reading) -> BTreeSet<(ActorKind, String)> {
    let told = |mention: &ActorMention| {
        let organisation = mention.organisation.clone().map(|name| (ActorKind::Organisation, name));
        [mention.name.clone().map(|name| (mention.kind, name)), organisation]
    };
    reading.actors.iter().flat_map(told).flatten().collect()
}

fn provenance(
    reading: &Reading,
    known: &resolve::Known,
    origins: &BTreeMap<String, String>,
    lexicon: &Lexicon,
) -> Provenance {
    let document = &reading.document;
    let told = [document.title.as_deref(), Some(document.text.as_str())];
    let mut names = names(reading);
    names.extend(told.into_iter().flatten().flat_map(|text| known.found_in(text)));
    Provenance {
        document: document.path.clone(),
        kind: document.kind,
        source: document.source.clone(),
        published: document.published.clone(),
        origin: origins.get(&document.path).cloned(),
        names: names.into_iter().collect(),
        described: resolve::described(&document.text, lexicon).into_iter().collect(),
        posts: resolve::posts(&document.text, lexicon).into_iter().collect(),
    }
}

/// Which file stands for each content that several may hold: the one of which more is known, then the first by its key.
pub fn owners<'r>(readings: impl Iterator<Item = (&'r FileKey, &'r Document)>) -> BTreeMap<String, FileKey> {
    let mut best: BTreeMap<String, (Reverse<usize>, FileKey)> = BTreeMap::new();
    for (key, document) in readings {
        let told = [&document.published, &document.source, &document.title, &document.url];
        let rank = (Reverse(told.iter().filter(|value| value.is_some()).count()), key.clone());
        let held = best.entry(document.id.clone()).or_insert_with(|| rank.clone());
        if rank < *held {
            *held = rank;
        }
    }
    best.into_iter().map(|(id, (_, key))| (id, key)).collect()
}

/// Each content once; and no path for two contents.
fn once_each(readings: BTreeMap<(FileKey, usize), Reading>) -> Vec<Reading> {
    let owners = owners(readings.iter().map(|((key, _), reading)| (key, &reading.document)));
    let mut met = BTreeSet::new();
    let mut paths = BTreeSet::new();
    let mut kept = Vec::new();
    for ((key, _), mut reading) in readings {
        if owners[&reading.document.id] != key || !met.insert(reading.document.id.clone()) {
            continue;
        }
        let path = apart(&reading.document.path, &key.0, &paths);
        paths.insert(path.clone());
        rename(&mut reading, &path);
        kept.push(reading);
    }
    kept.sort_by(|a, b| a.document.path.cmp(&b.document.path));
    kept
}

/// Two folders may hold files of one name; the second one's path then begins with its folder's name.
fn apart(path: &str, root: &str, taken: &BTreeSet<String>) -> String {
    if !taken.contains(path) {
        return path.to_string();
    }
    let folder = root.rsplit('/').find(|part| !matches!(*part, "." | "..")).unwrap_or("other");
    let numbered = (2..).map(|n| format!("{folder}-{n}/{path}"));
    std::iter::once(format!("{folder}/{path}"))
        .chain(numbered)
        .find(|name| !taken.contains(name))
        .expect("one of endlessly many names is free")
}

fn rename(reading: &mut Reading, path: &str) {
    if reading.document.path == path {
        return;
    }
    reading.document.path = path.to_string();
    for claim in &mut reading.claims {
        claim.document = path.to_string();
    }
    for quote in &mut reading.quotes {
        quote.document = path.to_string();
    }
}

/// Changes whenever anything changes that an answer of the search shows.
fn place(document: &Document) -> String {
    let told = [&document.title, &document.source, &document.published];
    let mut parts = vec![document.id.as_str(), &document.path, &document.sha256, document.kind.name()];
    parts.extend(told.iter().map(|value| value.as_deref().unwrap_or_default()));
    digest::key(&parts)
}
