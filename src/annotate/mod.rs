//! What the words of a document are: syntax, dates, places, quantities, actors, quotations.

pub mod places;
pub mod quantities;
pub mod syntax;
pub mod words;
