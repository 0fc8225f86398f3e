//! The words in English (British spelling).

mod citation;
mod help;
mod message;

pub(super) use help::help;
pub(super) use message::{label, message, related_note};
