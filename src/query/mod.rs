//! A user's words to a question, and rows to what was asked for.

mod admit;
mod ask;
mod matter;
mod timeline;

pub use admit::{admits_claim, admits_hit, admits_quote, check};
pub use ask::parse;
pub use timeline::{density, timeline};
