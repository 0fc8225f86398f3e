//! Views: what a fence in braces asks for, read and looked up.
//!
//! [`Site::read_view`](super::Site::read_view) is a pure look-up, like
//! [`Site::resolve_citation`](super::Site::resolve_citation):
//! asked once to check the options and once to draw. What is drawn of it is for `render` to say.
//! May use: `site` and below.

mod view_kinds;
mod options;
mod select;
mod view;

pub use view::{Apportionment, DateFields, MatrixOptions, NAMES, ViewKind, ViewRequest};
