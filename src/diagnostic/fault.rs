//! What can be wrong: one [`Fault`] per [`Code`], with the data that the words need.

/// The name of a fault: kebab-case, flat, and frozen once published.
///
/// `TemplateError` stays the last: [`CATALOGUE`](super::catalogue::CATALOGUE) is counted by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each code is explained in the catalogue")]
pub enum Code {
    YamlSyntax,
    FrontMatterNotClosed,
    NotUtf8,
    TooLarge,
    NoHistory,
    UnknownKey,
    DuplicateKey,
    WrongKind,
    BadDate,
    MissingField,
    TooManyValues,
    DuplicateValue,
    UnknownType,
    UnknownEntry,
    WrongEntryType,
    Cycle,
    SumIsOff,
    DuplicateId,
    DuplicateRoute,
    BrokenLink,
    MissingHeading,
    AmbiguousLink,
    UnsafeLink,
    OutsideSite,
    RawHtml,
    MissingTranslation,
    OrphanPage,
    MissingOwner,
    TemplateError,
}

/// One thing that is wrong, with the names in it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the names that the message tells")]
pub enum Fault {
    YamlSyntax {
        problem: YamlProblem,
    },
    FrontMatterNotClosed,
    /// The text is not UTF-8; `found` names what it looks like ("UTF-16"), if that can be told.
    NotUtf8 {
        found: Option<&'static str>,
    },
    /// A limit from `files` or `parse`: its name, the limit and its unit ("bytes", "levels").
    TooLarge {
        what: &'static str,
        limit: usize,
        unit: &'static str,
    },
    /// `history: git` without a git repository that has all its commits.
    NoHistory,
    UnknownKey {
        key: String,
        home: KeyHome,
        near: Option<String>,
    },
    DuplicateKey {
        key: String,
    },
    /// The value is not of the kind that the key asks for; `found` is the value, shortened.
    WrongKind {
        expected: Expected,
        found: String,
    },
    /// Not `2011`, `2014-04`, `2014-04-01` or a day that exists.
    BadDate {
        found: String,
    },
    MissingField {
        field: String,
        of: String,
    },
    TooManyValues {
        field: String,
        at_most: usize,
        found: usize,
    },
    DuplicateValue {
        field: String,
        value: String,
    },
    UnknownType {
        name: String,
        near: Option<String>,
    },
    UnknownEntry {
        id: String,
        near: Option<String>,
    },
    WrongEntryType {
        id: String,
        found: String,
        expected: Vec<String>,
    },
    /// The ids on the ring, the first repeated at the end.
    Cycle {
        field: String,
        ring: Vec<String>,
    },
    SumIsOff {
        field: String,
        per: String,
        found: String,
        expected: String,
    },
    DuplicateId {
        id: String,
    },
    DuplicateRoute {
        address: String,
    },
    BrokenLink {
        target: String,
        miss: LinkMiss,
        near: Option<String>,
    },
    MissingHeading {
        heading: String,
        page: String,
        near: Option<String>,
    },
    /// The candidates' paths, in order; the first is the one that the link leads to.
    AmbiguousLink {
        name: String,
        candidates: Vec<String>,
    },
    /// With its colon: `javascript:`; `//` if the link leaves the scheme out.
    UnsafeLink {
        scheme: String,
    },
    OutsideSite {
        what: Outside,
    },
    RawHtml {
        tag: String,
    },
    MissingTranslation {
        language: String,
        what: String,
    },
    OrphanPage,
    MissingOwner,
    TemplateError {
        problem: String,
    },
}

/// Why YAML could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum YamlProblem {
    /// The parser's own words.
    Parser(String),
    /// An alias, anchor or tag: pakt has none.
    Alias,
    /// A value that holds `: ` and is not in quotes.
    UnquotedColon,
    /// A value that begins with a character YAML keeps for itself, such as `*`, `[`, `@` or `%`.
    ReservedStart(char),
    /// A second document begins, at `---`: pakt reads one a file.
    SecondDocument,
    /// A quote in CSV that nobody closed.
    UnclosedQuote,
    /// A tab where YAML wants spaces.
    Tab,
    /// The file should be a map of keys and is something else.
    NotAMap,
}

/// Whose key it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyHome {
    /// `site.yaml`.
    Site,
    /// Front matter of an entry; the type's name.
    Entry(String),
    /// A type's declaration.
    Type,
    /// A field's declaration.
    Field,
    /// A file of theme words.
    Strings,
    /// A map inside a value, such as a group's item, a date or a period; its field's name.
    Value(String),
}

/// The kind of value that a key asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the field kinds of the content model")]
pub enum Expected {
    Text,
    Markdown,
    Number,
    Fraction,
    Date,
    Period,
    Url,
    Bool,
    Citation,
    File,
    Group,
    EntryId,
    Map,
    List,
    Count,
    /// One of these words.
    OneOf(Vec<String>),
    /// An id: `[a-z0-9-]`, and not `unknown` or `none`.
    Id,
    /// A language tag of the site.
    Language,
    /// A diagnostic's code.
    Code,
    /// `N per RELATION`.
    Sum,
}

/// Why a link leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkMiss {
    /// Nothing has that path or name.
    NotFound,
    /// It is there, but a draft.
    Draft,
    /// A field that the entry's type does not have, or that has no value.
    Field,
}

/// What reached outside the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outside {
    /// A link's path climbs above the content folder.
    Link(String),
    /// An alias that is no plain address of the site.
    Alias(String),
    /// A symbolic link that leads out of the content folder.
    Symlink,
    /// Something that is no plain file or folder: a pipe, a socket, a device.
    Special,
}

/// What is at a related place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// The key, id, address or value stands here first.
    FirstHere,
    /// The field is declared here.
    DeclaredHere,
    /// The ring goes on here.
    ThenHere,
    /// The other part of the sum.
    PartHere,
    /// The entry that is linked to.
    Target,
}

impl Fault {
    /// The fault's code.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            Self::YamlSyntax { .. } => Code::YamlSyntax,
            Self::FrontMatterNotClosed => Code::FrontMatterNotClosed,
            Self::NotUtf8 { .. } => Code::NotUtf8,
            Self::TooLarge { .. } => Code::TooLarge,
            Self::NoHistory => Code::NoHistory,
            Self::UnknownKey { .. } => Code::UnknownKey,
            Self::DuplicateKey { .. } => Code::DuplicateKey,
            Self::WrongKind { .. } => Code::WrongKind,
            Self::BadDate { .. } => Code::BadDate,
            Self::MissingField { .. } => Code::MissingField,
            Self::TooManyValues { .. } => Code::TooManyValues,
            Self::DuplicateValue { .. } => Code::DuplicateValue,
            Self::UnknownType { .. } => Code::UnknownType,
            Self::UnknownEntry { .. } => Code::UnknownEntry,
            Self::WrongEntryType { .. } => Code::WrongEntryType,
            Self::Cycle { .. } => Code::Cycle,
            Self::SumIsOff { .. } => Code::SumIsOff,
            Self::DuplicateId { .. } => Code::DuplicateId,
            Self::DuplicateRoute { .. } => Code::DuplicateRoute,
            Self::BrokenLink { .. } => Code::BrokenLink,
            Self::MissingHeading { .. } => Code::MissingHeading,
            Self::AmbiguousLink { .. } => Code::AmbiguousLink,
            Self::UnsafeLink { .. } => Code::UnsafeLink,
            Self::OutsideSite { .. } => Code::OutsideSite,
            Self::RawHtml { .. } => Code::RawHtml,
            Self::MissingTranslation { .. } => Code::MissingTranslation,
            Self::OrphanPage => Code::OrphanPage,
            Self::MissingOwner => Code::MissingOwner,
            Self::TemplateError { .. } => Code::TemplateError,
        }
    }
}
