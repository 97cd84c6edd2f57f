//! Files and folders into the index: only what is new or changed is read, and all of it is committed at once.

use super::settle::settle;
use super::sidecars::Tables;
use super::sources::{Found, Sight, Sources, find};
use super::{rules, stage};
use crate::lexicon::Lexicon;
use crate::model::{FileKey, Outcome, Reading, Result, SourceFile, Trouble, digest};
use crate::read::{self, Limits, Sidecar};
use crate::store::Store;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// How to ingest.
#[derive(Default)]
pub struct Options {
    /// Threads; 0 for one per core.
    pub jobs: usize,
    /// Forget the index first.
    pub fresh: bool,
    /// Reader to use for every file, by its name.
    pub format: Option<String>,
    pub limits: Limits,
    /// Digest of the user's lexicon, which `lexicon` already holds.
    pub user_lexicon: Option<String>,
    /// Digest of the user's `actors.toml`, which `lexicon` holds too.
    pub user_actors: Option<String>,
}

/// Told how far the work is; called from several threads.
pub trait Progress: Sync {
    /// So many files will be read.
    fn begin(&self, files: usize);
    /// One of them is done.
    fn file(&self);
    /// The files are read; names, copies and findings are being settled.
    fn settle(&self);
}

/// Says nothing.
impl Progress for () {
    fn begin(&self, _files: usize) {}
    fn file(&self) {}
    fn settle(&self) {}
}

/// What an ingest did. The troubles are those of all files given, read now or before.
#[derive(Debug, Default)]
pub struct Ingested {
    pub read: usize,
    pub unchanged: usize,
    pub removed: usize,
    /// Another `actors.toml` named the actors anew.
    pub renamed: bool,
    pub troubles: Vec<Trouble>,
}

/// Brings the index in line with the paths given.
///
/// # Errors
/// Only where the index itself fails; what is wrong with a file is told in [`Ingested::troubles`].
pub fn ingest(
    index: &Path,
    paths: &[PathBuf],
    lexicon: &Lexicon,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Ingested> {
    let rules = rules(options.user_lexicon.clone()).with_actors(options.user_actors.clone());
    if options.fresh {
        Store::remove(index)?;
    }
    let store = Store::open_or_create(index, &rules)?;
    let sources = find(paths, index);
    let known: BTreeMap<FileKey, SourceFile> = store.files()?.into_iter().map(|file| (file.key(), file)).collect();
    let mut plan = plan(&sources, &known);
    let mut done = Ingested { troubles: sources.troubles.clone(), ..Ingested::default() };
    let pool = threads(options)?;
    let fresh = pool.install(|| read_all(&plan.read, lexicon, options, progress));
    // Touched but not changed: the work is done and nothing needs to be written.
    let fresh: Vec<Fresh> = fresh.into_iter().filter(|fresh| !plan.touch(fresh, &known)).collect();
    done.removed = plan.removed.len();
    done.read = fresh.iter().filter(|fresh| fresh.file.outcome == Outcome::Read).count();
    done.unchanged =
        plan.unchanged.iter().filter(|key| known.get(*key).is_some_and(|old| old.outcome == Outcome::Read)).count();
    let outcomes = plan.unchanged.iter().filter_map(|key| known.get(key)).chain(fresh.iter().map(|fresh| &fresh.file));
    let mut failed: Vec<&SourceFile> =
        outcomes.filter(|file| matches!(file.outcome, Outcome::Skipped { .. }) || !file.lost.is_empty()).collect();
    failed.sort_by_key(|file| file.key());
    done.troubles.extend(failed.into_iter().flat_map(troubles_of));
    done.renamed = !known.is_empty() && store.names_by_others(&rules);
    if !fresh.is_empty() || done.removed > 0 || known.is_empty() || done.renamed {
        progress.settle();
        write(&store, &plan.removed, fresh, lexicon, &rules, &pool)?;
    }
    Ok(done)
}

/// The bytes of one file, and what is said about it beside it.
///
/// # Errors
/// When it cannot be read, or its sidecar cannot be understood.
pub fn open(file: &Path) -> Result<(Vec<u8>, Sidecar)> {
    let sources = find(std::slice::from_ref(&file.to_path_buf()), Path::new(""));
    if let Some(trouble) = sources.troubles.into_iter().next() {
        return Err(trouble);
    }
    let found = sources.files.into_values().next().filter(|_| file.is_file());
    let found = found.ok_or_else(|| Trouble::new(file.display().to_string(), "is a folder, expected a file"))?;
    let sidecar = Tables::default().sidecar(&found)?.map(|(sidecar, _)| sidecar).unwrap_or_default();
    Ok((bytes_of(&found, None, &Limits::default())?, sidecar))
}

/// A file to read, with what is said beside it and a digest of that.
struct Task<'s> {
    found: &'s Found,
    sidecar: Option<(Sidecar, String)>,
    /// Why the sidecar cannot be understood.
    fault: Option<Trouble>,
}

struct Plan<'s> {
    read: Vec<Task<'s>>,
    unchanged: Vec<FileKey>,
    removed: Vec<FileKey>,
}

impl Plan<'_> {
    /// True when a file that looked changed holds what it held.
    fn touch(&mut self, fresh: &Fresh, known: &BTreeMap<FileKey, SourceFile>) -> bool {
        let key = fresh.file.key();
        let same = known
            .get(&key)
            .is_some_and(|old| SourceFile { modified: fresh.file.modified, ..old.clone() } == fresh.file);
        if same {
            self.unchanged.push(key);
        }
        same
    }
}

fn plan<'s>(sources: &'s Sources, known: &BTreeMap<FileKey, SourceFile>) -> Plan<'s> {
    let mut tables = Tables::default();
    let mut plan = Plan { read: Vec::new(), unchanged: Vec::new(), removed: Vec::new() };
    for (key, found) in &sources.files {
        let (sidecar, fault) = match tables.sidecar(found) {
            Ok(sidecar) => (sidecar, None),
            Err(trouble) => (None, Some(trouble)),
        };
        let digest = sidecar.as_ref().map(|(_, digest)| digest.clone());
        let same = known.get(key).is_some_and(|old| {
            old.bytes == found.bytes
                && old.modified == found.modified
                && old.sidecar == digest
                && fault.is_none()
                && found.state == Sight::Source
                && old.modified.is_some()
                && old.sha256.is_some()
        });
        if same {
            plan.unchanged.push(key.clone());
        } else {
            plan.read.push(Task { found, sidecar, fault });
        }
    }
    let gone = |key: &&FileKey| sources.whole.contains(&key.0) && !sources.files.contains_key(*key);
    plan.removed = known.keys().filter(gone).cloned().collect();
    plan
}

/// A file that was read in this run.
struct Fresh {
    file: SourceFile,
    readings: Vec<Reading>,
}

/// The threads of a run.
fn threads(options: &Options) -> Result<ThreadPool> {
    // Deep trees and long alternations recurse; a file must not end the run for want of stack.
    let pool = ThreadPoolBuilder::new().num_threads(options.jobs).stack_size(16 << 20).build();
    pool.map_err(|error| Trouble::new("--jobs", format!("{} threads cannot be had: {error}", options.jobs)))
}

/// Each file by itself, the largest first, so that no thread is left with a long one at the end; in the order of the tasks.
fn read_all(tasks: &[Task], lexicon: &Lexicon, options: &Options, progress: &dyn Progress) -> Vec<Fresh> {
    progress.begin(tasks.len());
    let mut order: Vec<(usize, &Task)> = tasks.iter().enumerate().collect();
    order.sort_by_key(|(_, task)| Reverse(task.found.bytes));
    let one = |(at, task): (usize, &Task)| {
        let fresh = read_one(task, lexicon, options);
        progress.file();
        (at, fresh)
    };
    let mut read: Vec<(usize, Fresh)> = order.into_par_iter().with_max_len(1).map(one).collect();
    read.sort_by_key(|(at, _)| *at);
    read.into_iter().map(|(_, fresh)| fresh).collect()
}

fn read_one(task: &Task, lexicon: &Lexicon, options: &Options) -> Fresh {
    let Task { found, sidecar, fault } = task;
    let mut file = SourceFile {
        root: found.root.clone(),
        path: found.path.clone(),
        bytes: found.bytes,
        modified: found.modified,
        sha256: None,
        sidecar: sidecar.as_ref().map(|(_, digest)| digest.clone()),
        outcome: Outcome::Read,
        lost: Vec::new(),
        doubts: Vec::new(),
    };
    let readings = bytes_of(found, fault.as_ref(), &options.limits).and_then(|bytes| {
        file.sha256 = Some(digest::sha256(&bytes));
        let said = sidecar.as_ref().map(|(sidecar, _)| sidecar.clone()).unwrap_or_default();
        guarded(&found.path, || {
            let contents = read::open(&found.path, &bytes, &said, options.format.as_deref(), &options.limits)?;
            (file.lost, file.doubts) = (contents.lost, contents.doubts);
            // The stages need most of what a file may cost.
            drop(bytes);
            Ok(contents.documents.into_iter().map(|document| stage(document, lexicon).reading()).collect())
        })
    });
    let readings = readings.unwrap_or_else(|trouble| {
        file.outcome = match found.state {
            Sight::ReadMe => Outcome::Ignored { what: trouble.what },
            _ => Outcome::Skipped { what: told(&trouble, &found.path), hint: trouble.hint },
        };
        Vec::new()
    });
    Fresh { file, readings }
}

/// The bytes of a file that is to be read, or why it is not.
fn bytes_of(found: &Found, fault: Option<&Trouble>, limits: &Limits) -> Result<Vec<u8>> {
    let trouble = |what: String| Trouble::new(&found.path, what);
    match &found.state {
        Sight::ReadMe => return Err(trouble("describes the folder; name it to have it read as a source".to_string())),
        Sight::Lost(what) => return Err(trouble(what.clone())),
        Sight::Source => {}
    }
    if let Some(fault) = fault {
        return Err(fault.clone());
    }
    if usize::try_from(found.bytes).is_ok_and(|bytes| bytes > limits.file) {
        let what = format!("has {} bytes, expected at most {}", found.bytes, limits.file);
        return Err(trouble(what).hint("raise the limit with --max-bytes"));
    }
    std::fs::read(&found.file).map_err(|error| trouble(format!("cannot be read: {error}")))
}

/// A fault of ours in one file costs that file only.
fn guarded<T>(path: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(Trouble::new(path, "made a stage fail, which no file should").hint("please report it; the file is skipped"))
    })
}

/// What is wrong, with the place where it names one of its own: a line, a sidecar.
fn told(trouble: &Trouble, path: &str) -> String {
    if trouble.place == path { trouble.what.clone() } else { trouble.to_string() }
}

/// What is wrong with a file as a whole, or with parts of it.
fn troubles_of(file: &SourceFile) -> Vec<Trouble> {
    match &file.outcome {
        Outcome::Skipped { what, hint } => {
            vec![Trouble { place: file.path.clone(), what: what.clone(), hint: hint.clone() }]
        }
        _ => file.lost.clone(),
    }
}

fn write(
    store: &Store,
    removed: &[FileKey],
    fresh: Vec<Fresh>,
    lexicon: &Lexicon,
    rules: &crate::store::Rules,
    pool: &ThreadPool,
) -> Result<()> {
    let writer = store.writer()?;
    let mut readings: BTreeMap<(FileKey, usize), Reading> = store.readings()?.collect::<Result<_>>()?;
    let gone: BTreeSet<FileKey> = removed.iter().cloned().chain(fresh.iter().map(|fresh| fresh.file.key())).collect();
    gone.iter().for_each(|key| writer.forget(key));
    readings.retain(|(key, _), _| !gone.contains(key));
    for fresh in fresh {
        let key = fresh.file.key();
        writer.put_file(&fresh.file)?;
        for (nth, reading) in fresh.readings.into_iter().enumerate() {
            writer.put_reading(&key, nth, &reading)?;
            readings.insert((key.clone(), nth), reading);
        }
    }
    let settled = pool.install(|| settle(readings, lexicon));
    let shelf = store.shelf()?;
    shelf.iter().filter(|name| !settled.shelf.contains_key(*name)).for_each(|name| writer.take_down(name));
    for (name, document) in settled.shelf.iter().filter(|(name, _)| !shelf.contains(*name)) {
        writer.put_up(name, document)?;
    }
    writer.put_shelf(&settled.shelf.into_keys().collect())?;
    writer.put_claims(settled.claims.iter())?;
    writer.put_quotes(settled.quotes.iter())?;
    writer.put_altered(&settled.altered)?;
    writer.put_actors(&settled.actors)?;
    writer.put_findings(&settled.findings)?;
    writer.commit(rules)
}
