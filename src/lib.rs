//! gainsay.
pub mod annotate;
pub mod extract;
pub mod lexicon;
pub mod model;
pub mod read;
pub mod segment;
