//! The filters of every listing command.

use super::Ended;
use super::out::Out;
use crate::model::{Claim, DocumentKind, Filters, Finding, Modality, Polarity, Result, Reviewed, Verdict};
use crate::query;
use crate::report::Row;
use crate::store::Store;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// Each filter given must hold; one that is given twice, or with a list, holds when one of its values does. Names are
/// matched by any part, capitals apart.
#[derive(Args)]
#[command(next_help_heading = "Filters")]
pub struct FilterArgs {
    /// Who acts: part of a name or of the words
    #[arg(long, value_name = "NAME")]
    actor: Vec<String>,
    /// What is done, as the topics name it: access, delete, sell, ...
    #[arg(long, value_name = "ACTION", value_delimiter = ',')]
    action: Vec<String>,
    /// Topic of the lexicon
    #[arg(long, value_name = "TOPIC", value_delimiter = ',')]
    topic: Vec<String>,
    /// Publisher or body
    #[arg(long, value_name = "NAME")]
    source: Vec<String>,
    /// Kind of document
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = kinds())]
    kind: Vec<DocumentKind>,
    /// Who says so: the speaker, or the one it is attributed to
    #[arg(long, value_name = "NAME")]
    speaker: Vec<String>,
    /// Part of a document's path
    #[arg(long, value_name = "PATH")]
    document: Vec<String>,
    /// Affirmed or negated
    #[arg(long, value_name = "POLARITY", value_delimiter = ',', value_parser = polarities())]
    polarity: Vec<Polarity>,
    /// How the act stands to the world
    #[arg(long, value_name = "MODALITY", value_delimiter = ',', value_parser = modalities())]
    modality: Vec<Modality>,
    /// Time spoken of, from YYYY, YYYY-MM or YYYY-MM-DD on
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Time spoken of, until then
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// Time it was said or published, from then on
    #[arg(long, value_name = "DATE")]
    said_from: Option<String>,
    /// Time it was said or published, until then
    #[arg(long, value_name = "DATE")]
    said_to: Option<String>,
    /// Rows at most
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

fn kinds() -> impl TypedValueParser<Value = DocumentKind> {
    PossibleValuesParser::new(DocumentKind::ALL.map(DocumentKind::name))
        .map(|name| DocumentKind::from_name(&name).expect("clap lets only names of kinds through"))
}

fn polarities() -> impl TypedValueParser<Value = Polarity> {
    PossibleValuesParser::new(Polarity::ALL.map(Polarity::name)).map(|name| {
        Polarity::ALL.into_iter().find(|polarity| polarity.name() == name).expect("clap lets only these names through")
    })
}

fn modalities() -> impl TypedValueParser<Value = Modality> {
    PossibleValuesParser::new(Modality::ALL.map(Modality::name)).map(|name| {
        Modality::ALL.into_iter().find(|modality| modality.name() == name).expect("clap lets only these names through")
    })
}

impl FilterArgs {
    /// # Errors
    /// Names the option that could never match.
    pub fn filters(&self) -> Result<Filters> {
        let filters = Filters {
            actor: self.actor.clone(),
            action: self.action.clone(),
            topic: self.topic.clone(),
            source: self.source.clone(),
            kind: self.kind.clone(),
            speaker: self.speaker.clone(),
            document: self.document.clone(),
            polarity: self.polarity.clone(),
            modality: self.modality.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
            said_from: self.said_from.clone(),
            said_to: self.said_to.clone(),
            limit: self.limit,
        };
        query::check(&filters)?;
        Ok(filters)
    }
}

/// What a reviewer said of the rows: `gainsay review` records it.
#[derive(Args)]
#[command(next_help_heading = "Review")]
pub struct ReviewedArgs {
    /// What a reviewer said: confirmed, dismissed, unsure, or none
    #[arg(long, value_name = "VERDICT", value_delimiter = ',', value_parser = verdicts())]
    verdict: Vec<Asked>,
    /// A tag that a reviewer gave
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,
}

/// A verdict, or that there is none.
#[derive(Clone, Copy, Debug)]
pub struct Asked(pub Option<Verdict>);

/// The names of verdicts, and `none`.
pub fn verdicts() -> impl TypedValueParser<Value = Asked> {
    PossibleValuesParser::new(Verdict::ALL.map(Verdict::name).into_iter().chain(["none"]))
        .map(|name| Asked(Verdict::from_name(&name)))
}

impl ReviewedArgs {
    pub fn reviewed(&self) -> Reviewed {
        Reviewed { verdict: self.verdict.iter().map(|asked| asked.0).collect(), tag: self.tag.clone() }
    }
}

/// A row of which a reviewer may have said something.
pub trait Judged {
    fn verdict(&self) -> Option<&str>;
    fn tags(&self) -> &[String];

    fn is_dismissed(&self) -> bool {
        self.verdict() == Some(Verdict::Dismissed.name())
    }
}

impl Judged for Claim {
    fn verdict(&self) -> Option<&str> {
        self.verdict.as_deref()
    }

    fn tags(&self) -> &[String] {
        &self.tags
    }
}

impl Judged for Finding {
    fn verdict(&self) -> Option<&str> {
        self.verdict.as_deref()
    }

    fn tags(&self) -> &[String] {
        &self.tags
    }
}

/// Prints a listing of rows that are reviewed. As text it leaves out what was dismissed, unless verdicts or tags are asked for, and says so; tables and JSON
/// hold every row with its verdict.
pub fn list_reviewed<R: Row + Judged + 'static>(
    out: &mut Out,
    store: &Store,
    filters: &Filters,
    reviewed: &Reviewed,
    rows: impl Iterator<Item = Result<R>>,
) -> Result<Ended> {
    let hides = out.is_text() && reviewed.is_open();
    let hidden = Cell::new(0);
    let shown = rows.filter(|row| {
        let Ok(row) = row else { return true };
        let hide = hides && row.is_dismissed();
        hidden.set(hidden.get() + usize::from(hide));
        !hide && reviewed.admits(row.verdict(), row.tags())
    });
    let ended = list(out, store, filters, shown)?;
    if hidden.get() > 0 {
        out.note(&format!("{} dismissed and not shown: --verdict dismissed shows them", hidden.get()));
    }
    Ok(ended)
}

/// The claims that pass, one at a time.
pub fn claims(store: &Store, filters: &Filters) -> Result<impl Iterator<Item = Result<Claim>>> {
    let wanted = filters.clone();
    let passes = move |claim: &Result<Claim>| claim.as_ref().map_or(true, |claim| query::admits_claim(claim, &wanted));
    Ok(store.claims(filters)?.filter(passes))
}

/// After an empty answer: names of acts or topics that no claim of the index has, and those that there are.
fn unknown(store: &Store, filters: &Filters) -> Result<Option<String>> {
    if filters.action.is_empty() && filters.topic.is_empty() {
        return Ok(None);
    }
    let (mut actions, mut topics) = (BTreeSet::new(), BTreeSet::new());
    for claim in store.claims(&Filters::default())? {
        let claim = claim?;
        actions.insert(claim.action);
        topics.insert(claim.topic);
    }
    let missing = |what: &str, asked: &[String], known: &BTreeSet<String>| {
        let name = asked.iter().find(|name| !known.contains(*name))?;
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        Some(format!("no claim has the {what} `{name}`; there are: {}", known.join(", ")))
    };
    Ok(missing("action", &filters.action, &actions).or_else(|| missing("topic", &filters.topic, &topics)))
}

/// Prints a listing; when it is empty, tells what could never have matched.
pub fn list<R: Row + 'static>(
    out: &mut Out,
    store: &Store,
    filters: &Filters,
    rows: impl Iterator<Item = Result<R>>,
) -> Result<Ended> {
    let ended = out.list(rows.take(filters.limit.unwrap_or(usize::MAX)))?;
    if let Ended::Nothing = ended
        && let Some(told) = unknown(store, filters)?
    {
        out.note(&told);
    }
    Ok(ended)
}

/// Where the claims stand that pass, by document: rows that are no claims are asked for through the claims in them.
#[derive(Default)]
pub struct Held {
    spans: BTreeMap<String, BTreeSet<(usize, usize)>>,
}

impl Held {
    /// Nothing is looked up where the filters ask nothing that only a claim can answer.
    pub fn new(store: &Store, filters: &Filters) -> Result<Held> {
        let mut held = Held::default();
        if filters.need_claims() {
            for claim in claims(store, filters)? {
                let claim = claim?;
                held.spans.entry(claim.document).or_default().insert((claim.start, claim.end));
            }
        }
        Ok(held)
    }

    pub fn within(&self, document: &str, start: usize, end: usize) -> bool {
        self.spans.get(document).is_some_and(|spans| spans.iter().any(|(from, to)| *from < end && start < *to))
    }
}
