//! Which findings pass the filters: those of which one side does.

use super::filters::Held;
use crate::model::{Filters, Finding, Result, Side};
use crate::query;
use crate::store::Store;
use std::collections::{BTreeMap, BTreeSet};

/// A side that is a claim passes by itself, words of a quotation with the quotation they lie in.
pub struct Sides {
    claims: BTreeSet<String>,
    passed: BTreeSet<String>,
    quotes: BTreeMap<String, Vec<(usize, usize)>>,
}

/// The findings that pass, with what a reviewer said, one at a time.
pub fn findings(store: &Store, filters: &Filters) -> Result<impl Iterator<Item = Result<Finding>>> {
    let sides = if filters.is_open() { None } else { Some(Sides::new(store, filters)?) };
    let passes = move |finding: &Result<Finding>| match (finding, &sides) {
        (Ok(finding), Some(sides)) => sides.pass(&finding.a) || sides.pass(&finding.b),
        _ => true,
    };
    Ok(store.findings()?.filter(passes))
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
