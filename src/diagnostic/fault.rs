//! What can be wrong: one [`Fault`] per [`Code`], with the data that the words need.

use super::reason::{
    CitationProblem, DocumentMiss, Expected, KeyHome, LinkMiss, Nearest, OptionProblem, Outside,
    SourceLack, YamlProblem,
};

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
    NoStemmer,
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
    ReversedPeriod,
    OverlappingValues,
    MissingSpeaker,
    DuplicateId,
    DuplicateRoute,
    BrokenLink,
    MissingHeading,
    AmbiguousLink,
    UnsafeLink,
    OutsideSite,
    CitationSyntax,
    UnknownDocument,
    UnknownLocator,
    QuoteNotFound,
    MissingSource,
    TextChanged,
    RawHtml,
    UnknownView,
    ViewOption,
    MissingTranslation,
    OrphanPage,
    MissingOwner,
    ReviewOverdue,
    PdfWithoutText,
    FigureWithoutSource,
    UnexplainedAbbreviation,
    UncitedParagraph,
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
    /// A language whose words search takes as they stand.
    NoStemmer {
        language: String,
    },
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
    /// `until` does not come after `from`; both as written.
    ReversedPeriod {
        from: String,
        until: String,
    },
    /// Two values of one field, by one speaker and with one standing, hold at the same time.
    OverlappingValues {
        field: String,
    },
    MissingSpeaker {
        field: String,
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
    CitationSyntax {
        problem: CitationProblem,
    },
    UnknownDocument {
        id: String,
        miss: DocumentMiss,
        near: Option<String>,
    },
    UnknownLocator {
        locator: String,
        document: String,
        near: Option<String>,
    },
    QuoteNotFound {
        quote: String,
        locator: String,
        nearest: Nearest,
    },
    MissingSource {
        field: String,
        lack: SourceLack,
    },
    /// The text is not the one that `text_sha256` guards; `found` is its sum in hex.
    TextChanged {
        document: String,
        found: String,
    },
    RawHtml {
        tag: String,
    },
    UnknownView {
        name: String,
        near: Option<String>,
    },
    ViewOption {
        view: String,
        option: String,
        problem: OptionProblem,
    },
    MissingTranslation {
        language: String,
        what: String,
    },
    OrphanPage,
    MissingOwner,
    /// Both dates as written.
    ReviewOverdue {
        review_by: String,
        as_of: String,
    },
    /// The file's path in the content folder.
    PdfWithoutText {
        path: String,
    },
    FigureWithoutSource {
        figure: String,
    },
    UnexplainedAbbreviation {
        abbreviation: String,
    },
    UncitedParagraph {
        locator: String,
    },
    TemplateError {
        problem: String,
    },
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
            Self::NoStemmer { .. } => Code::NoStemmer,
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
            Self::ReversedPeriod { .. } => Code::ReversedPeriod,
            Self::OverlappingValues { .. } => Code::OverlappingValues,
            Self::MissingSpeaker { .. } => Code::MissingSpeaker,
            Self::DuplicateId { .. } => Code::DuplicateId,
            Self::DuplicateRoute { .. } => Code::DuplicateRoute,
            Self::BrokenLink { .. } => Code::BrokenLink,
            Self::MissingHeading { .. } => Code::MissingHeading,
            Self::AmbiguousLink { .. } => Code::AmbiguousLink,
            Self::UnsafeLink { .. } => Code::UnsafeLink,
            Self::OutsideSite { .. } => Code::OutsideSite,
            Self::CitationSyntax { .. } => Code::CitationSyntax,
            Self::UnknownDocument { .. } => Code::UnknownDocument,
            Self::UnknownLocator { .. } => Code::UnknownLocator,
            Self::QuoteNotFound { .. } => Code::QuoteNotFound,
            Self::MissingSource { .. } => Code::MissingSource,
            Self::TextChanged { .. } => Code::TextChanged,
            Self::RawHtml { .. } => Code::RawHtml,
            Self::UnknownView { .. } => Code::UnknownView,
            Self::ViewOption { .. } => Code::ViewOption,
            Self::MissingTranslation { .. } => Code::MissingTranslation,
            Self::OrphanPage => Code::OrphanPage,
            Self::MissingOwner => Code::MissingOwner,
            Self::ReviewOverdue { .. } => Code::ReviewOverdue,
            Self::PdfWithoutText { .. } => Code::PdfWithoutText,
            Self::FigureWithoutSource { .. } => Code::FigureWithoutSource,
            Self::UnexplainedAbbreviation { .. } => Code::UnexplainedAbbreviation,
            Self::UncitedParagraph { .. } => Code::UncitedParagraph,
            Self::TemplateError { .. } => Code::TemplateError,
        }
    }
}
