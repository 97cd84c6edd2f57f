//! gainsay.
pub mod extract;
pub mod lexicon;
pub mod model;
