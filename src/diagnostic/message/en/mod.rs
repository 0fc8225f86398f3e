//! The words in English (British spelling).

mod claims;
mod help;
mod message;

pub(super) use help::help;
pub(super) use message::{label, message, note};
