//! From surface forms to identities.

pub mod actors;
mod described;
mod origins;
pub mod quotes;

pub use described::described;
pub use origins::origins;
