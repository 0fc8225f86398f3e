//! The keys of every entry that say something about it.

/// A key of every entry that says something about it. Its aliases, its place in menus and the date
/// of its last change do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKey {
    /// Its type.
    Type,
    /// Its title.
    Title,
    /// Its name in the middle of a sentence.
    InSentence,
    /// Its description.
    Description,
    /// Who is responsible for it.
    Owner,
    /// Its tags.
    Tags,
    /// Whether it is a draft. An entry that is published is not a new one.
    Draft,
    /// Date of first publication.
    Published,
    /// Date of the last review.
    Reviewed,
    /// Date of the next review.
    ReviewBy,
}

impl EntryKey {
    /// Returns its name in YAML and JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Title => "title",
            Self::InSentence => "in_sentence",
            Self::Description => "description",
            Self::Owner => "owner",
            Self::Tags => "tags",
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Reviewed => "reviewed",
            Self::ReviewBy => "review_by",
        }
    }
}
