//! gainsay.
pub mod compare;
pub mod lexicon;
pub mod model;
