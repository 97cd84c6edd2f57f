//! Which row of the index is meant.

use crate::model::review::{Known, Words};
use crate::model::{Filters, Result, Review, Subject};
use crate::read::sheet::SheetRow;
use crate::store::Store;
use std::collections::BTreeMap;

/// A shorter beginning of an id could mean too many rows.
const LEAST: usize = 4;

/// A row as it was named: by its id or the beginning of it, else by its words.
pub struct Wanted {
    id: String,
    /// A beginning of the id will do.
    short: bool,
    known: Option<Known>,
}

impl Wanted {
    pub fn prefix(id: &str) -> Wanted {
        Wanted { id: id.to_lowercase(), short: id.len() >= LEAST, known: None }
    }

    /// A row of a table. Spreadsheets take some ids for numbers, and rules may have changed since: its words tell it too.
    pub fn of(row: &SheetRow) -> Wanted {
        let cell = |name: &str| row.get(name).map(str::to_string);
        let words = |document: &str, words: &str| Some(Words { document: cell(document)?, words: cell(words)? });
        let sides = words("a_document", "a_evidence").into_iter().chain(words("b_document", "b_evidence"));
        let finding: Vec<Words> = sides.collect();
        let (of, sides) = match finding.len() {
            2 => (Subject::Finding, finding),
            _ => (Subject::Claim, words("document", "evidence").into_iter().collect()),
        };
        let id = cell("id").unwrap_or_default().to_lowercase();
        let words = Review { id: id.clone(), of, verdict: None, tags: Vec::new(), note: None, sides };
        Wanted { id, short: false, known: (!words.sides.is_empty()).then(|| words.known()) }
    }

    /// A record of the review itself.
    pub fn record(record: &Review) -> Wanted {
        Wanted { id: record.id.clone(), short: false, known: Some(record.known()) }
    }

    fn choose(&self, mut named: Vec<Review>, known: Option<Review>) -> Found {
        let exact = named.iter().position(|row| row.id == self.id);
        match (exact, named.len()) {
            (Some(at), _) => Ok(named.swap_remove(at)),
            (None, 1) => Ok(named.remove(0)),
            (None, 0) => known.ok_or_else(|| format!("no finding or claim of this index has the id `{}`", self.id)),
            (None, many) => Err(format!("`{}` begins {many} ids, expected more of the one that is meant", self.id)),
        }
    }
}

/// A row, or what is wrong with its name.
pub type Found = std::result::Result<Review, String>;

/// The row of each that is wanted. Findings are looked through before claims, both row by row.
pub fn rows(store: &Store, wanted: &[Wanted]) -> Result<Vec<Found>> {
    let mut search = Search::new(wanted);
    if !wanted.is_empty() {
        for finding in store.findings()? {
            search.look(&Review::of_finding(&finding?));
        }
    }
    if !search.is_done() {
        for claim in store.claims(&Filters::default())? {
            search.look(&Review::of_claim(&claim?));
        }
    }
    Ok(search.ended())
}

/// Rows are looked up by what they are called, so that a long table costs no more than a short one.
struct Search<'w> {
    wanted: &'w [Wanted],
    by_id: BTreeMap<&'w str, Vec<usize>>,
    by_words: BTreeMap<&'w Known, Vec<usize>>,
    short: Vec<usize>,
    named: Vec<Vec<Review>>,
    known: Vec<Option<Review>>,
}

impl<'w> Search<'w> {
    fn new(wanted: &'w [Wanted]) -> Search<'w> {
        let (mut by_id, mut by_words) = (BTreeMap::<_, Vec<_>>::new(), BTreeMap::<_, Vec<_>>::new());
        for (nth, wanted) in wanted.iter().enumerate() {
            by_id.entry(wanted.id.as_str()).or_default().push(nth);
            if let Some(known) = &wanted.known {
                by_words.entry(known).or_default().push(nth);
            }
        }
        let short = (0..wanted.len()).filter(|nth| wanted[*nth].short).collect();
        Search {
            wanted,
            by_id,
            by_words,
            short,
            named: vec![Vec::new(); wanted.len()],
            known: vec![None; wanted.len()],
        }
    }

    fn look(&mut self, row: &Review) {
        let exact = self.by_id.get(row.id.as_str()).into_iter().flatten().copied();
        let begun = self.short.iter().copied().filter(|nth| {
            let id = self.wanted[*nth].id.as_str();
            row.id.starts_with(id) && row.id != id
        });
        let named: Vec<usize> = exact.chain(begun).collect();
        named.into_iter().for_each(|nth| self.named[nth].push(row.clone()));
        if !self.by_words.is_empty() {
            for nth in self.by_words.get(&row.known()).into_iter().flatten() {
                self.known[*nth].get_or_insert_with(|| row.clone());
            }
        }
    }

    fn is_done(&self) -> bool {
        self.named.iter().zip(&self.known).all(|(named, known)| !named.is_empty() || known.is_some())
    }

    fn ended(self) -> Vec<Found> {
        let all = self.wanted.iter().zip(self.named).zip(self.known);
        all.map(|((wanted, named), known)| wanted.choose(named, known)).collect()
    }
}
