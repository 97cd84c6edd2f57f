//! The files of the folders that were given, each once, in the order of their names.

use crate::model::Trouble;
use crate::read::sidecar::is_sidecar;
use crate::store;
use std::collections::BTreeMap;
use std::fs::Metadata;
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::time::UNIX_EPOCH;
use walkdir::{DirEntry, WalkDir};

/// A file that was found, by its folder and its path below it.
#[derive(Clone, Debug)]
pub struct Found {
    pub root: String,
    pub path: String,
    /// Where to open it.
    pub file: PathBuf,
    pub bytes: u64,
    pub modified: Option<i64>,
    pub state: Sight,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Sight {
    Source,
    /// Speaks of the folder and is no source, unless it is named itself.
    ReadMe,
    /// Cannot be opened; why.
    Lost(String),
}

/// What the paths given lead to.
#[derive(Debug, Default)]
pub struct Sources {
    /// By folder and path.
    pub files: BTreeMap<(String, String), Found>,
    /// Folders that were given as a whole: what they no longer hold leaves the index.
    pub whole: Vec<String>,
    /// Paths that lead nowhere.
    pub troubles: Vec<Trouble>,
}

/// Walks the paths. `index` is the folder of the index, which is never a source.
pub fn find(paths: &[PathBuf], index: &Path) -> Sources {
    let mut sources = Sources::default();
    let index = index.canonicalize().ok();
    for path in paths {
        match path.canonicalize() {
            Err(error) => {
                let what = format!("cannot be opened: {}, expected a file or folder", plain(&error));
                sources.troubles.push(Trouble::new(path.display().to_string(), what));
            }
            Ok(real) if real.is_dir() => walk(path, &real, index.as_deref(), &mut sources),
            Ok(real) => single(path, &real, index.as_deref(), &mut sources),
        }
    }
    sources
}

fn single(given: &Path, real: &Path, index: Option<&Path>, sources: &mut Sources) {
    let parent = real.parent().unwrap_or(Path::new("/"));
    let root = from_index(parent, index);
    let found = match given.metadata() {
        Ok(metadata) => found(root, real.strip_prefix(parent).unwrap_or(real), real, &metadata, false),
        Err(error) => lost(root, real.strip_prefix(parent).unwrap_or(real), real, plain(&error)),
    };
    sources.files.insert((found.root.clone(), found.path.clone()), found);
}

fn walk(given: &Path, real: &Path, index: Option<&Path>, sources: &mut Sources) {
    let root = from_index(real, index);
    sources.whole.push(root.clone());
    let wanted = |entry: &DirEntry| {
        entry.depth() == 0 || !(is_hidden(entry) || is_own(entry.path(), entry.file_type().is_dir()))
    };
    for entry in WalkDir::new(given).follow_links(true).sort_by_file_name().into_iter().filter_entry(wanted) {
        let next = match entry {
            Ok(entry) => sight(&entry, given, &root),
            Err(error) => fault(&error, given, &root),
        };
        if let Some(found) = next {
            sources.files.insert((found.root.clone(), found.path.clone()), found);
        }
    }
}

fn sight(entry: &DirEntry, given: &Path, root: &str) -> Option<Found> {
    if entry.file_type().is_dir() {
        return None;
    }
    let below = entry.path().strip_prefix(given).unwrap_or(entry.path());
    if below.to_str().is_none() {
        let what = "its name is not UTF-8, expected a name that can be written down; rename it".to_string();
        return Some(lost(root.to_string(), below, entry.path(), what));
    }
    let name = entry.file_name().to_string_lossy();
    if is_sidecar(&name) || name.ends_with(store::ENDING) {
        return None;
    }
    Some(match entry.metadata() {
        Ok(metadata) if metadata.is_file() => found(root.to_string(), below, entry.path(), &metadata, true),
        Ok(_) => lost(root.to_string(), below, entry.path(), "is a pipe or device, expected a file".to_string()),
        Err(error) => lost(root.to_string(), below, entry.path(), error.to_string()),
    })
}

/// A folder that cannot be entered, a link that leads nowhere or back to where it came from.
fn fault(error: &walkdir::Error, given: &Path, root: &str) -> Option<Found> {
    let path = error.path()?;
    let below = path.strip_prefix(given).unwrap_or(path);
    let what = match (error.loop_ancestor(), error.io_error()) {
        (Some(_), _) => "is a link to a folder that holds it, and is not followed".to_string(),
        (None, Some(error)) => format!("cannot be opened: {}", plain(error)),
        (None, None) => "cannot be opened".to_string(),
    };
    Some(lost(root.to_string(), below, path, what))
}

fn found(root: String, below: &Path, file: &Path, metadata: &Metadata, walked: bool) -> Found {
    let readme = walked && is_readme(below);
    let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    Found {
        root,
        path: slashed(below),
        file: file.to_path_buf(),
        bytes: metadata.len(),
        modified: since.and_then(|time| i64::try_from(time.as_nanos()).ok()),
        state: if readme { Sight::ReadMe } else { Sight::Source },
    }
}

fn lost(root: String, below: &Path, file: &Path, what: String) -> Found {
    Found { root, path: slashed(below), file: file.to_path_buf(), bytes: 0, modified: None, state: Sight::Lost(what) }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// Folders that gainsay wrote itself: an index, or a report. A report that were read as a source would back its own claims.
fn is_own(path: &Path, is_dir: bool) -> bool {
    let index = || path.join("meta.json").is_file() && path.join(".managed.json").is_file();
    is_dir && (index() || is_report(&path.join("manifest.json")))
}

fn is_report(manifest: &Path) -> bool {
    let mut head = Vec::new();
    let read = std::fs::File::open(manifest).and_then(|file| file.take(1000).read_to_end(&mut head));
    read.is_ok() && String::from_utf8_lossy(&head).contains("\"program\": \"gainsay ")
}

fn is_readme(below: &Path) -> bool {
    let stem = below.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let extension = below.extension().and_then(|ext| ext.to_str()).unwrap_or_default();
    stem.eq_ignore_ascii_case("readme") && matches!(extension.to_ascii_lowercase().as_str(), "" | "md" | "txt")
}

fn slashed(path: &Path) -> String {
    let part = |part: Component| part.as_os_str().to_string_lossy().into_owned();
    path.components().map(part).collect::<Vec<_>>().join("/")
}

/// A folder as seen from the index, so that both can be moved together. `real` and `index` are canonical.
fn from_index(real: &Path, index: Option<&Path>) -> String {
    let Some(index) = index else { return slashed(real) };
    let shared = real.components().zip(index.components()).take_while(|(a, b)| a == b).count();
    let up = index.components().skip(shared).map(|_| Component::ParentDir);
    let path: PathBuf = up.chain(real.components().skip(shared)).collect();
    if path.as_os_str().is_empty() { ".".to_string() } else { slashed(&path) }
}

/// Where a file of the index lies now.
pub fn locate(index: &Path, root: &str, path: &str) -> PathBuf {
    index.join(root).join(path)
}

/// "No such file or directory" without the number that follows it.
fn plain(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_named_as_the_index_sees_it() {
        let index = Path::new("/home/a/case/indexes/default");
        assert_eq!(from_index(Path::new("/home/a/case/corpus"), Some(index)), "../../corpus");
        assert_eq!(from_index(Path::new("/home/a/case"), Some(index)), "../..");
        assert_eq!(from_index(Path::new("/srv/tapes"), Some(index)), "../../../../../srv/tapes");
    }

    #[test]
    fn a_readme_is_told_by_its_name() {
        assert!(is_readme(Path::new("tapes/README.md")) && is_readme(Path::new("ReadMe")));
        assert!(!is_readme(Path::new("readme.vtt")) && !is_readme(Path::new("read me later.txt")));
    }
}
