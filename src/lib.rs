//! gainsay.
pub mod lexicon;
pub mod model;
pub mod read;
pub mod segment;
