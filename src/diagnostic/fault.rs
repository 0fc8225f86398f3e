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
        nearest: Option<NearestPassage>,
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
    /// ` #` inside a value in braces, where it begins a comment.
    Comment,
    /// A second document begins, at `---`: pakt reads one a file.
    SecondDocument,
    /// A quote in CSV that nobody closed.
    UnclosedQuote,
    /// A tab where YAML wants spaces.
    Tab,
    /// The file should be a map of keys and is something else.
    NotAMap,
}

/// Why a citation cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CitationProblem {
    /// Nothing stands where a document should.
    Empty,
    /// No id.
    Document(String),
    /// Not letters and digits in parts with dots between, nor two of them with a hyphen.
    Locator(String),
    /// A quote that does not end.
    UnclosedQuote,
    /// A quote without words.
    EmptyQuote,
    /// A bracket in a quote.
    Bracket,
    /// Words after the quote.
    AfterQuote(String),
    /// YAML took ` #` for the beginning of a comment.
    Comment,
    /// YAML took a comma for the end of the quote.
    Comma,
    /// Markdown took the citation and the `(` right after it for a link.
    Parenthesis,
    /// Markdown took a `|` for the end of a table's cell.
    TableCell,
    /// Markdown took the citation for a link, since a definition has its name.
    Definition,
}

/// Why a citation has no document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentMiss {
    /// Nothing has that id.
    NotFound,
    /// Something has it that is no document.
    NotADocument,
    /// It is there, but a draft.
    Draft,
}

/// What a claim lacks to be sourced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceLack {
    /// Everything.
    Source,
    /// The place in a document that has a text.
    Locator,
    /// The words of a document that has a text.
    Quote,
}

/// The passage of a text that is nearest to a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearestPassage {
    /// Its paragraph.
    pub locator: String,
    /// The words; those that differ stand in brackets, `[…]` is where some lack.
    pub passage: String,
}

/// What is wrong with an option of a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OptionProblem {
    /// The view has no such option.
    Unknown(Option<String>),
    /// The view needs it.
    Missing,
    /// It asks for another kind of value.
    Wrong(Expected),
    /// No entry or type has that name.
    NoEntry(String),
    /// No field has that name.
    NoField(String),
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
    /// The passage that is most like the quote.
    NearestPassage,
    /// Here it is not like the quote.
    Differs,
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
            Self::FigureWithoutSource { .. } => Code::FigureWithoutSource,
            Self::UnexplainedAbbreviation { .. } => Code::UnexplainedAbbreviation,
            Self::UncitedParagraph { .. } => Code::UncitedParagraph,
            Self::TemplateError { .. } => Code::TemplateError,
        }
    }
}
