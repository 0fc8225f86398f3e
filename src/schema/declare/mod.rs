//! Declarations: `_types/NAME.yaml` → [`Declaration`], and all of them → `Schema`.
//!
//! A declaration knows its own file alone. What depends on the others (relations to types, the
//! fields of a built-in type that it extends) is checked when they are joined.

mod entry_type;
mod field;
mod joined;
mod keys;

pub use entry_type::Declaration;
