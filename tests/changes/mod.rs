//! What changed between revisions: `pakt diff` and `pakt check --since`, on a git history that the
//! tests make, and on repositories that want something else.

mod diff;
mod history;
mod hostile;
mod properties;
mod sentences;
mod since;
