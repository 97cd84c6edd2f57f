//! gainsay.
pub mod annotate;
pub mod lexicon;
pub mod model;
pub mod resolve;
