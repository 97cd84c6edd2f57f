//! gainsay.
pub mod annotate;
pub mod cli;
pub mod compare;
pub mod extract;
pub mod lexicon;
pub mod model;
pub mod pipeline;
pub mod query;
pub mod read;
pub mod report;
pub mod resolve;
pub mod segment;
pub mod store;
