//! From surface forms to identities.

pub mod actors;
mod described;
mod mentions;
mod origins;
pub mod quotes;

pub use described::{described, posts};
pub use mentions::Known;
pub use origins::origins;
