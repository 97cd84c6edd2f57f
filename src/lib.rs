//! gainsay.
pub mod lexicon;
pub mod model;
