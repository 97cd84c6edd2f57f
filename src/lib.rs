//! gainsay.
pub mod annotate;
pub mod lexicon;
pub mod model;
pub mod read;
pub mod resolve;
pub mod segment;
