//! The preview from outside, as anybody on this machine or any website in its browser meets it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod machine;
mod requests;
#[path = "../workspace/mod.rs"]
mod workspace;
