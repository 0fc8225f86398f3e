//! The preview from outside: raw bytes over TCP, and real files. Each module is one concern.

mod answers;
mod client;
mod streams;
mod watching;
