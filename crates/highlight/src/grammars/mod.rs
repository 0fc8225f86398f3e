//! The grammars, one file per language. Each takes tokens from a scanner until it is empty.

pub(crate) mod console;
pub(crate) mod css;
pub(crate) mod diff;
pub(crate) mod javascript;
pub(crate) mod json;
pub(crate) mod markdown;
pub(crate) mod markup;
pub(crate) mod php;
pub(crate) mod python;
pub(crate) mod rust;
pub(crate) mod shell;
pub(crate) mod sql;
pub(crate) mod toml;
pub(crate) mod yaml;
