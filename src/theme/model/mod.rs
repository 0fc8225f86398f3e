//! View models: the finished data that templates get, the contract of a theme. Templates only
//! place it; they do not query, sort or compute.
//!
//! Every address (`href`, `src`) is relative to the rendered page. Strings are plain text, which
//! Tera escapes; [`SafeHtml`] is finished markup, which it does not.

mod book;
mod comparison;
mod entry;
mod list;
mod page;
mod redline;
mod source;
mod text;

pub use book::{BookChapter, BookModel, ChapterModel};
pub use comparison::{
    ComparedAct, ComparedState, ComparisonModel, DayEvents, DayPicker, StateOnDay, ValueOnDay,
};
pub use entry::{
    BannerModel, EntryModel, FieldModel, LanguageFallback, QuestionModel, ReadingModel,
    RelatedEntry, RelationModel, RemovedModel, ValueModel,
};
pub use list::{
    ChangedDay, ChangedPage, ChangesModel, ChildLink, ListPageGroup, ListPageModel, MentionModel,
    MentionsModel, MentionsPage, NotFoundSection, PageLinks,
};
pub use page::{
    AlternateLink, FooterModel, HeadModel, LanguageLink, MenuItem, OfflineModel, PageModel,
    SearchBoxModel, SectionNav, SectionNavItem, TocItem,
};
pub use redline::{RedlineModel, RedlineRun, RedlineUnit, VersionItem, VersionListModel};
pub use source::{
    CitedBy, CitedByField, QuotedPassage, SourceBlockModel, SourceListGroup, SourceListItem,
    SourceListModel, SourceParagraphModel, SourcePieceModel, SourceQuote, SourceSectionModel,
    SourceTextModel,
};
pub use text::{BodyModel, DateModel, LinkModel, LocalizedString, SafeHtml};
