//! From surface forms to identities.

pub mod actors;
pub mod origins;
pub mod quotes;
