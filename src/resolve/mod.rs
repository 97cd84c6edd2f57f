//! From surface forms to identities.

pub mod actors;
mod origins;
pub mod quotes;

pub use origins::origins;
