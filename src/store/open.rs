//! Opening an index, and refusing one that was made by other rules.

use super::review::Reviews;
use super::schema::{self, Fields};
use super::{shown, trouble};
use crate::model::{Result, Trouble};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tantivy::{Index, IndexReader, ReloadPolicy, Searcher};

/// Raised whenever rows, fields or analyzers change their meaning.
const FORMAT: u32 = 1;

/// By which rules an index was made. Two indexes of the same rules and the same sources hold the same rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    format: u32,
    /// Version of the program and of the rules built into it: code, lexicon, model.
    program: String,
    /// Digest of the user's own lexicon; `None` without.
    lexicon: Option<String>,
    /// Digest of the user's `actors.toml`, by which rows are named after they were read.
    actors: Option<String>,
}

impl Rules {
    pub fn new(program: impl Into<String>, lexicon: Option<String>) -> Rules {
        Rules { format: FORMAT, program: program.into(), lexicon, actors: None }
    }

    /// The same with a user's `actors.toml`.
    #[must_use]
    pub fn with_actors(self, actors: Option<String>) -> Rules {
        Rules { actors, ..self }
    }
}

/// An index opened for reading; writing goes through [`Store::writer`].
pub struct Store {
    pub(super) dir: PathBuf,
    pub(super) index: Index,
    pub(super) fields: Fields,
    pub(super) rules: Rules,
    pub(super) reviews: Arc<Reviews>,
    reader: IndexReader,
}

impl Store {
    /// Opens what an earlier `ingest` left. The user's lexicon is not asked for: what it found is in the rows.
    ///
    /// # Errors
    /// When there is no index, when it is damaged, or when it was made by another version of the rules; when the review beside it
    /// cannot be read.
    pub fn open(dir: &Path, rules: &Rules) -> Result<Store> {
        if !exists(dir) {
            return Err(Trouble::new(shown(dir), "holds no index, expected one made by `gainsay ingest`")
                .hint("gainsay ingest FOLDER"));
        }
        let index = Index::open_in_dir(dir).map_err(|error| trouble(dir, error))?;
        let held = rules_of(dir, &index)?.ok_or_else(|| {
            Trouble::new(shown(dir), "the index is empty: its first ingest did not end").hint("gainsay ingest FOLDER")
        })?;
        if (held.format, &held.program) != (rules.format, &rules.program) {
            return Err(other_rules(dir));
        }
        let mut store = Store::finish(dir, index, held)?;
        let reviews = Reviews::read(dir)?.bind(|record| store.holds(record))?;
        store.reviews = Arc::new(reviews);
        Ok(store)
    }

    /// Opens the index for an ingest, or makes an empty one.
    ///
    /// # Errors
    /// When the folder holds something else, or an index of other rules.
    pub fn open_or_create(dir: &Path, rules: &Rules) -> Result<Store> {
        if exists(dir) {
            let index = Index::open_in_dir(dir).map_err(|error| trouble(dir, error))?;
            if rules_of(dir, &index)?.is_none() {
                return Store::finish(dir, index, rules.clone());
            }
            let store = Store::open(dir, rules)?;
            if store.rules.lexicon != rules.lexicon {
                let what = "was made with another --lexicon than this run";
                return Err(Trouble::new(shown(dir), what).hint("give the same --lexicon, another --index, or --fresh"));
            }
            return Ok(store);
        }
        std::fs::create_dir_all(dir).map_err(|error| Trouble::new(shown(dir), format!("cannot be made: {error}")))?;
        let mut entries =
            std::fs::read_dir(dir).map_err(|error| Trouble::new(shown(dir), format!("cannot be read: {error}")))?;
        if entries.next().is_some() {
            return Err(Trouble::new(shown(dir), "holds other files, expected an index or an empty folder")
                .hint("name another folder with --index"));
        }
        let index = Index::create_in_dir(dir, schema::schema().0).map_err(|error| trouble(dir, error))?;
        Store::finish(dir, index, rules.clone())
    }

    /// Removes an index, whatever its rules. A folder that holds no index is left alone.
    ///
    /// # Errors
    /// When the folder holds something else than an index or cannot be removed.
    pub fn remove(dir: &Path) -> Result<()> {
        if !exists(dir) {
            return Ok(());
        }
        Index::open_in_dir(dir)
            .map_err(|_| Trouble::new(shown(dir), "holds something else than an index and is left alone"))?;
        std::fs::remove_dir_all(dir).map_err(|error| Trouble::new(shown(dir), format!("cannot be removed: {error}")))
    }

    fn finish(dir: &Path, index: Index, rules: Rules) -> Result<Store> {
        schema::register_analyzers(&index);
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(|error| trouble(dir, error))?;
        let reviews = Arc::default();
        Ok(Store { dir: dir.to_path_buf(), index, fields: schema::schema().1, rules, reviews, reader })
    }

    /// Its rows have their names by another `actors.toml`.
    pub fn names_by_others(&self, rules: &Rules) -> bool {
        self.rules.actors != rules.actors
    }

    pub(super) fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    pub(super) fn reload(&self) -> Result<()> {
        self.reader.reload().map_err(|error| trouble(&self.dir, error))
    }

    /// Compares every file of the index with the checksum written beside it.
    ///
    /// # Errors
    /// Names the damaged files.
    pub fn check(&self) -> Result<()> {
        let damaged = self.index.validate_checksum().map_err(|error| trouble(&self.dir, error))?;
        if damaged.is_empty() {
            return Ok(());
        }
        Err(trouble(&self.dir, format!("{} of its files are damaged", damaged.len())))
    }
}

fn exists(dir: &Path) -> bool {
    dir.join("meta.json").is_file()
}

/// `None` for an index that was made but never committed to: it holds nothing, and any rules may fill it.
fn rules_of(dir: &Path, index: &Index) -> Result<Option<Rules>> {
    let metas = index.load_metas().map_err(|error| trouble(dir, error))?;
    metas.payload.map(|payload| serde_json::from_str(&payload).map_err(|_| other_rules(dir))).transpose()
}

fn other_rules(dir: &Path) -> Trouble {
    Trouble::new(shown(dir), "the index was made by another version of gainsay or its lexicon")
        .hint("ingest again with --fresh to build it anew from the sources")
}
