//! From surface forms to identities.

pub mod actors;
pub mod quotes;
