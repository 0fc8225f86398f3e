//! YAML → a tree in which every key and value knows its place in the file.
//!
//! Sites declare their own types, so there is nothing to deserialize into: readers walk the
//! [`YamlNode`]s. Scalars keep their text (`no`, `1.10` and `2014-04-01` are just that). Aliases,
//! anchors, tags and merge keys are findings. A mistake costs the value that it stands in: reading
//! goes on at the next key or list item, so the rest of the file and its entries are still known.
//!
//! ```
//! # use pakt::{diagnostic::SourceFile, parse::yaml};
//! # use std::sync::Arc;
//! let text = "title: Avtalet\ntags: [a, b]\n";
//! let source = Arc::new(SourceFile { path: "index.yaml".into(), text: text.into() });
//! let (root, found) = yaml::read(&source, 0..text.len());
//! let root = root.unwrap();
//! assert_eq!(root.get("title").and_then(|title| title.as_str()), Some("Avtalet"));
//! assert!(found.is_empty());
//! ```

mod node;
mod parser;
mod recovery;
mod tree_builder;

pub use node::{NodeKind, TextStyle, YamlNode};
pub use parser::{KEY_BYTES, NESTING_LEVELS, NODES, read};
