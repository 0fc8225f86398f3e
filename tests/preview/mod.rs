//! The preview from outside, as anybody on this machine or any website in its browser meets it.

mod machine;
mod requests;
