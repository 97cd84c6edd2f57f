//! Which row of the index is meant.

use crate::model::review::{Known, Words};
use crate::model::{Filters, Result, Review, Subject};
use crate::read::sheet::SheetRow;
use crate::store::Store;

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

    fn is_named(&self, row: &Review) -> bool {
        row.id == self.id || self.short && row.id.starts_with(&self.id)
    }
}

/// The row of each that is wanted, or what is wrong with its name. Findings are looked through before claims, both row by row.
pub fn rows(store: &Store, wanted: &[Wanted]) -> Result<Vec<std::result::Result<Review, String>>> {
    let mut search = Search { wanted, named: vec![Vec::new(); wanted.len()], known: vec![None; wanted.len()] };
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

struct Search<'w> {
    wanted: &'w [Wanted],
    named: Vec<Vec<Review>>,
    known: Vec<Option<Review>>,
}

impl Search<'_> {
    fn look(&mut self, row: &Review) {
        let known = row.known();
        for (nth, wanted) in self.wanted.iter().enumerate() {
            if wanted.is_named(row) {
                self.named[nth].push(row.clone());
            } else if wanted.known.as_ref() == Some(&known) {
                self.known[nth].get_or_insert_with(|| row.clone());
            }
        }
    }

    fn is_done(&self) -> bool {
        self.named.iter().zip(&self.known).all(|(named, known)| !named.is_empty() || known.is_some())
    }

    fn ended(self) -> Vec<std::result::Result<Review, String>> {
        let all = self.wanted.iter().zip(self.named).zip(self.known);
        let one = |((wanted, mut named), known): ((&Wanted, Vec<Review>), Option<Review>)| {
            let exact = named.iter().position(|row| row.id == wanted.id);
            match (exact, named.len()) {
                (Some(at), _) => Ok(named.swap_remove(at)),
                (None, 1) => Ok(named.remove(0)),
                (None, 0) => known.ok_or_else(|| format!("no finding or claim of this index has the id `{}`", wanted.id)),
                (None, many) => Err(format!("`{}` begins {many} ids, expected more of the one that is meant", wanted.id)),
            }
        };
        all.map(one).collect()
    }
}
