//! The one owner of the index: what was read and found lies in one folder, committed as a whole or not at all.
//!
//! Two layers lie in it. Per file: the file itself and the readings of its documents, so that an unchanged file is never
//! read twice. Over all files: turns to search, claims, quotations, actors and findings, as the listings show them. What a
//! reviewer says of them lies beside the folder, in a file of its own.

mod gather;
mod open;
mod review;
mod rows;
mod schema;
mod search;
mod snippet;
mod write;

pub use open::{Rules, Store};
pub use review::{ENDING, Reviews};
pub use write::Writer;

use crate::model::Trouble;
use std::path::Path;

fn trouble(dir: &Path, error: impl std::fmt::Display) -> Trouble {
    Trouble::new(shown(dir), format!("the index cannot be used: {error}"))
        .hint("ingest again with --fresh to build it anew from the sources")
}

/// The folder as the user named it.
fn shown(dir: &Path) -> String {
    dir.display().to_string()
}
