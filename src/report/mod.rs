//! Values to bytes: listings row by row, and a whole case as a folder of files.

pub mod chronicle;
mod diff;
mod drawing;
mod figures;
pub mod files;
mod format;
mod html;
pub mod inspect;
mod markdown;
mod page;
mod row;
pub mod summary;
mod text;

pub use format::{FORMATS, Format, write};
pub use page::{Page, count};
pub use row::Row;
