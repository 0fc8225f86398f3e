//! Tests from outside: raw bytes over TCP, and real files. Each module has one concern.

mod client;
mod responses;
mod streams;
mod watching;
