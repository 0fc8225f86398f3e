//! View models: what a template gets, finished. Templates place; they query, sort and compute
//! nothing.
//!
//! Every address (`href`, `src`) is relative to the page that is rendered. Strings are plain text
//! and are escaped by Tera; [`Html`] is made by pakt and is not.

mod entry;
mod list;
mod page;
mod source;
mod words;

pub use entry::{
    BannerView, EntryView, Fallback, FieldView, QuestionView, Reading, Relation, RemovedView,
    ValueView,
};
pub use list::{
    ChangedDay, ChangesView, ChildView, ListGroup, ListView, Mention, Mentions, MentionsPage,
    NotFoundPart, Paging,
};
pub use page::{
    Alternate, ContentsItem, Foot, Head, LanguageLink, MenuItem, Page, Search, Section, SectionItem,
};
pub use source::{
    Ground, Rest, RestField, SourceItem, SourceParagraph, SourcePiece, SourceSection, SourceText,
};
pub use words::{BodyView, DateView, Html, Link, Wording};
