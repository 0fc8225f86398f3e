//! View models: what a template gets, finished. Templates place; they query, sort and compute
//! nothing.
//!
//! Every address (`href`, `src`) is relative to the page that is rendered. Strings are plain text
//! and are escaped by Tera; [`SafeHtml`] is made by pakt and is not.

mod entry;
mod list;
mod page;
mod source;
mod text;

pub use entry::{
    BannerModel, EntryModel, FieldModel, LanguageFallback, QuestionModel, ReadingModel,
    RelationModel, RemovedModel, ValueModel,
};
pub use list::{
    ChangedDay, ChangesModel, ChildLink, ListPageGroup, ListPageModel, MentionModel, MentionsModel,
    MentionsPage, NotFoundSection, PageLinks,
};
pub use page::{
    AlternateLink, FooterModel, HeadModel, LanguageLink, MenuItem, PageModel, SearchBoxModel,
    SectionNav, SectionNavItem, TocItem,
};
pub use source::{
    CitedBy, CitedByField, SourceListItem, SourceParagraphModel, SourcePieceModel, SourceQuote,
    SourceSectionModel, SourceTextModel,
};
pub use text::{BodyModel, DateModel, LinkModel, LocalizedString, SafeHtml};
