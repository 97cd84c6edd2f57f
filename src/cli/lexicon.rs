//! The user's own lexicon folder.

use super::Globals;
use crate::lexicon::{Lexicon, OWN_ACTORS, UserFile};
use crate::model::{Result, Trouble, digest};
use std::path::Path;
use walkdir::WalkDir;

/// A lexicon and digests of what the user added to it: by the one rows are read, by the other they are named.
pub struct Loaded {
    pub lexicon: Lexicon,
    pub user_lexicon: Option<String>,
    pub user_actors: Option<String>,
}

/// The embedded lexicon with the topics asked for and the user's files.
pub fn load(globals: &Globals) -> Result<Loaded> {
    let files = globals.lexicon.as_deref().map_or_else(|| Ok(Vec::new()), files)?;
    let (actors, words): (Vec<&UserFile>, Vec<&UserFile>) = files.iter().partition(|file| file.name == OWN_ACTORS);
    let texts = words.iter().flat_map(|file| [file.name.as_str(), file.text.as_str()]);
    let parts: Vec<&str> = globals.topics.iter().map(String::as_str).chain(texts).collect();
    // A folder with nothing but `actors.toml` is not the same as none: without it the names would be forgotten.
    let added = globals.lexicon.is_some() || !globals.topics.is_empty();
    Ok(Loaded {
        user_lexicon: added.then(|| digest::key(&parts)),
        user_actors: actors.first().map(|file| digest::key(&[&file.text])),
        lexicon: Lexicon::asked(&files, &globals.topics)?,
    })
}

fn files(folder: &Path) -> Result<Vec<UserFile>> {
    let fault = |what: String| Trouble::new(folder.display().to_string(), what);
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name() {
        let entry =
            entry.map_err(|error| fault(format!("cannot be read, expected a folder of TOML files: {error}")))?;
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/");
        if entry.file_type().is_file() && below.ends_with(".toml") {
            let text = std::fs::read_to_string(entry.path())
                .map_err(|error| Trouble::new(format!("lexicon {below}"), format!("cannot be read: {error}")))?;
            files.push(UserFile { name: below, text });
        }
    }
    if files.is_empty() {
        return Err(fault("holds no .toml file, expected at least one, such as en/places.toml".to_string()));
    }
    Ok(files)
}
