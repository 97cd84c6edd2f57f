//! What the words of a document name: actors, places, quantities, quotations.

pub mod actors;
mod parsed;
pub mod places;
pub mod quantities;
pub mod quotes;
pub mod syntax;
pub mod words;
