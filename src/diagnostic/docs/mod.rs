//! What each code means, for people: a constant per code, English and Swedish side by side.
//!
//! Written for an editor who knows Markdown and has never programmed: what is wrong, why a reader
//! would mind, and the same thing put right. `wrong` and `right` are what the file would hold.

pub(super) mod citation;
pub(super) mod editorial;
pub(super) mod link;
pub(super) mod schema;
pub(super) mod syntax;
pub(super) mod theme;
pub(super) mod view;

use super::catalog::RuleDocs;

/// One explanation in every language of pakt.
#[derive(Clone, Copy)]
pub(super) struct BilingualDocs {
    pub(super) en: RuleDocs,
    pub(super) sv: RuleDocs,
}
