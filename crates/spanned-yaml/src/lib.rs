//! Reads YAML into a tree in which each key and value has its byte range, and recovers from errors.
//!
//! Input is a text, or a range of a larger text. Output is a [`YamlDocument`]: the root
//! [`YamlNode`], and the errors in order of position. Parsing never fails as a whole: an error
//! makes the value that contains it [unreadable](YamlNode::is_unreadable), and reading continues
//! at the next key or list item.
//!
//! Scalars keep their text: `no`, `1.10` and `2014-04-01` are not interpreted. Aliases, anchors,
//! tags and merge keys are errors.
//!
//! ```
//! let text = "title: Report\nnote: see: chapter 2\ntags: [a, b]\n";
//! let document = spanned_yaml::parse(text);
//!
//! let root = document.root.unwrap();
//! let title = root.get("title").unwrap();
//! assert_eq!(title.as_str(), Some("Report"));
//! assert_eq!(title.range, 7..13);
//! assert!(root.get("note").unwrap().is_unreadable());
//! assert_eq!(root.get("tags").unwrap().list_items().len(), 2);
//!
//! let error = &document.errors[0];
//! assert_eq!(error.kind, spanned_yaml::YamlErrorKind::UnquotedColon);
//! assert_eq!(&text[error.range.clone()], ":");
//! ```

mod node;
mod error;
mod syntax_problem;
mod parser;
mod tree_builder;
mod diagnose;
mod recovery;
#[cfg(test)]
mod tests;

pub use error::{YamlError, YamlErrorKind};
pub use node::{NodeKind, TextStyle, YamlNode};
pub use parser::{MAX_KEY_BYTES, MAX_NESTING, MAX_NODES, YamlDocument, parse, parse_range};
pub use syntax_problem::SyntaxProblem;
