//! `gainsay contradictions`

use super::filters::{self, FilterArgs, Held};
use super::out::Out;
use super::{Ended, Globals};
use crate::compare::KINDS;
use crate::model::{Filters, Finding, Result, Side};
use crate::query;
use crate::store::Store;
use clap::Args;
use std::collections::{BTreeMap, BTreeSet};

/// Statements that do not go together, both sides in their own words
///
/// A filter asks for findings of which one side passes.
#[derive(Args)]
#[command(after_help = kinds())]
pub struct Contradictions {
    #[command(flatten)]
    filters: FilterArgs,
}

/// The kinds of findings, from their table.
fn kinds() -> String {
    let rows = KINDS.iter().map(|kind| format!("  {:<12} {}", kind.name, kind.about));
    format!("Kinds:\n{}", rows.collect::<Vec<_>>().join("\n"))
}

impl Contradictions {
    pub fn run(&self, globals: &Globals, out: &mut Out) -> Result<Ended> {
        let filters = self.filters.filters()?;
        let store = globals.store()?;
        let sides = if filters.is_open() { None } else { Some(Sides::new(&store, &filters)?) };
        let passes = |finding: &Result<Finding>| match (finding, &sides) {
            (Ok(finding), Some(sides)) => sides.pass(&finding.a) || sides.pass(&finding.b),
            _ => true,
        };
        filters::list(out, &store, &filters, store.findings()?.filter(passes))
    }
}

/// Which sides of findings pass: a claim by itself, words of a quotation with the quotation they lie in.
struct Sides {
    claims: BTreeSet<String>,
    passed: BTreeSet<String>,
    quotes: BTreeMap<String, Vec<(usize, usize)>>,
}

impl Sides {
    fn new(store: &Store, filters: &Filters) -> Result<Sides> {
        let mut shown = BTreeSet::new();
        for finding in store.findings()? {
            let finding = finding?;
            shown.extend([finding.a.id, finding.b.id]);
        }
        let mut sides = Sides { claims: BTreeSet::new(), passed: BTreeSet::new(), quotes: BTreeMap::new() };
        for claim in store.claims(&Filters::default())? {
            let claim = claim?;
            if shown.contains(&claim.id) {
                if query::admits_claim(&claim, filters) {
                    sides.passed.insert(claim.id.clone());
                }
                sides.claims.insert(claim.id);
            }
        }
        let held = Held::new(store, filters)?;
        for quote in store.quotes(filters)? {
            let quote = quote?;
            if query::admits_quote(&quote, filters, |quote| held.within(&quote.document, quote.start, quote.end)) {
                sides.quotes.entry(quote.document).or_default().push((quote.start, quote.end));
            }
        }
        Ok(sides)
    }

    fn pass(&self, side: &Side) -> bool {
        if self.claims.contains(&side.id) {
            return self.passed.contains(&side.id);
        }
        let holds = |(start, end): &(usize, usize)| *start <= side.start && side.end <= *end;
        self.quotes.get(&side.document).is_some_and(|spans| spans.iter().any(holds))
    }
}
