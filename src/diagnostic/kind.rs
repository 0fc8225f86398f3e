//! What can be wrong: one [`DiagnosticKind`] per [`DiagnosticCode`], with the data that the words
//! need.

use super::detail::{
    BrokenLinkReason, CitationProblem, ExpectedKind, KeyScope, MissingSourcePart, NearestPassage,
    OutsideSiteReason, UnknownDocumentReason, ViewOptionProblem, YamlProblem,
};

/// The name of a fault: kebab-case, flat, and frozen once published.
///
/// `TemplateError` stays the last: [`CATALOGUE`](super::catalog::RULES) is counted by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each code is explained in the catalogue")]
pub enum DiagnosticCode {
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
pub enum DiagnosticKind {
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
        home: KeyScope,
        near: Option<String>,
    },
    DuplicateKey {
        key: String,
    },
    /// The value is not of the kind that the key asks for; `found` is the value, shortened.
    WrongKind {
        expected: ExpectedKind,
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
        miss: BrokenLinkReason,
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
        what: OutsideSiteReason,
    },
    CitationSyntax {
        problem: CitationProblem,
    },
    UnknownDocument {
        id: String,
        miss: UnknownDocumentReason,
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
        nearest: NearestPassage,
    },
    MissingSource {
        field: String,
        lack: MissingSourcePart,
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
        problem: ViewOptionProblem,
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

impl DiagnosticKind {
    /// The fault's code.
    #[must_use]
    pub fn code(&self) -> DiagnosticCode {
        match self {
            Self::YamlSyntax { .. } => DiagnosticCode::YamlSyntax,
            Self::FrontMatterNotClosed => DiagnosticCode::FrontMatterNotClosed,
            Self::NotUtf8 { .. } => DiagnosticCode::NotUtf8,
            Self::TooLarge { .. } => DiagnosticCode::TooLarge,
            Self::NoHistory => DiagnosticCode::NoHistory,
            Self::NoStemmer { .. } => DiagnosticCode::NoStemmer,
            Self::UnknownKey { .. } => DiagnosticCode::UnknownKey,
            Self::DuplicateKey { .. } => DiagnosticCode::DuplicateKey,
            Self::WrongKind { .. } => DiagnosticCode::WrongKind,
            Self::BadDate { .. } => DiagnosticCode::BadDate,
            Self::MissingField { .. } => DiagnosticCode::MissingField,
            Self::TooManyValues { .. } => DiagnosticCode::TooManyValues,
            Self::DuplicateValue { .. } => DiagnosticCode::DuplicateValue,
            Self::UnknownType { .. } => DiagnosticCode::UnknownType,
            Self::UnknownEntry { .. } => DiagnosticCode::UnknownEntry,
            Self::WrongEntryType { .. } => DiagnosticCode::WrongEntryType,
            Self::Cycle { .. } => DiagnosticCode::Cycle,
            Self::SumIsOff { .. } => DiagnosticCode::SumIsOff,
            Self::ReversedPeriod { .. } => DiagnosticCode::ReversedPeriod,
            Self::OverlappingValues { .. } => DiagnosticCode::OverlappingValues,
            Self::MissingSpeaker { .. } => DiagnosticCode::MissingSpeaker,
            Self::DuplicateId { .. } => DiagnosticCode::DuplicateId,
            Self::DuplicateRoute { .. } => DiagnosticCode::DuplicateRoute,
            Self::BrokenLink { .. } => DiagnosticCode::BrokenLink,
            Self::MissingHeading { .. } => DiagnosticCode::MissingHeading,
            Self::AmbiguousLink { .. } => DiagnosticCode::AmbiguousLink,
            Self::UnsafeLink { .. } => DiagnosticCode::UnsafeLink,
            Self::OutsideSite { .. } => DiagnosticCode::OutsideSite,
            Self::CitationSyntax { .. } => DiagnosticCode::CitationSyntax,
            Self::UnknownDocument { .. } => DiagnosticCode::UnknownDocument,
            Self::UnknownLocator { .. } => DiagnosticCode::UnknownLocator,
            Self::QuoteNotFound { .. } => DiagnosticCode::QuoteNotFound,
            Self::MissingSource { .. } => DiagnosticCode::MissingSource,
            Self::TextChanged { .. } => DiagnosticCode::TextChanged,
            Self::RawHtml { .. } => DiagnosticCode::RawHtml,
            Self::UnknownView { .. } => DiagnosticCode::UnknownView,
            Self::ViewOption { .. } => DiagnosticCode::ViewOption,
            Self::MissingTranslation { .. } => DiagnosticCode::MissingTranslation,
            Self::OrphanPage => DiagnosticCode::OrphanPage,
            Self::MissingOwner => DiagnosticCode::MissingOwner,
            Self::ReviewOverdue { .. } => DiagnosticCode::ReviewOverdue,
            Self::PdfWithoutText { .. } => DiagnosticCode::PdfWithoutText,
            Self::FigureWithoutSource { .. } => DiagnosticCode::FigureWithoutSource,
            Self::UnexplainedAbbreviation { .. } => DiagnosticCode::UnexplainedAbbreviation,
            Self::UncitedParagraph { .. } => DiagnosticCode::UncitedParagraph,
            Self::TemplateError { .. } => DiagnosticCode::TemplateError,
        }
    }
}
