//! The words in Swedish: plain language (klarspråk), as a good municipal editor writes it.

mod citation;
mod help;
mod message;

pub(super) use help::help;
pub(super) use message::{label, message, related_note};
