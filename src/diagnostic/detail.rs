//! What a fault tells about its cause: which of the ways to be wrong it is.

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
    /// Words right after a value in quotation marks of that kind.
    AfterQuote(char),
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
    /// Paragraphs from a later one to an earlier one.
    ReversedRange(String),
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
    /// YAML took a comma for the end of the quote, which is a value of its own.
    Comma,
    /// YAML took a comma for the end of the whole citation.
    CommaInWhole,
    /// Markdown took the citation and the `(` right after it for a link.
    Parenthesis,
    /// Markdown took a `|` for the end of a table's cell.
    TableCell,
    /// Markdown took the citation for a link, since a definition has its name.
    Definition,
    /// Brackets that do not end, or have others in them, so that they are words to Markdown.
    Brackets,
}

/// Why a citation has no document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownDocumentReason {
    /// Nothing has that id.
    NotFound,
    /// Something has it that is no document.
    NotADocument,
    /// It is there, but a draft.
    Draft,
}

/// What a claim lacks to be sourced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingSourcePart {
    /// Everything.
    Source,
    /// The place in a document that has a text.
    Locator,
    /// The words of a document that has a text.
    Quote,
}

/// What is known of the passage that is nearest to a quote which is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NearestPassage {
    /// Nobody looked: a run looks for the first quotes only.
    NotComputed,
    /// No passage is like it.
    NoneSimilar,
    /// It is this one.
    Passage {
        /// Its paragraph.
        locator: String,
        /// The words; those that differ stand in brackets, `[…]` is where some lack.
        passage: String,
    },
}

/// What is wrong with an option of a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ViewOptionProblem {
    /// The view has no such option.
    Unknown(Option<String>),
    /// The view needs it.
    Missing,
    /// It asks for another kind of value.
    Wrong(ExpectedKind),
    /// No entry or type has that name.
    NoEntry(String),
    /// No field has that name.
    NoField(String),
    /// The field holds something else.
    FieldKind(String, ExpectedKind),
    /// The entry or type says nothing about when it is in force.
    NoValidity(String),
}

/// Whose key it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyScope {
    /// `site.yaml`.
    Site,
    /// Front matter of an entry; the type's name.
    Entry(String),
    /// A type's declaration.
    Type,
    /// A field's declaration.
    Field,
    /// The declaration of a field whose kind makes nothing of the key; what would: `kind: number`.
    FieldKind(&'static [&'static str]),
    /// A file of theme words.
    Strings,
    /// A map inside a value, such as a group's item, a date or a period; its field's name.
    Value(String),
}

/// The kind of value that a key asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the field kinds of the content model")]
pub enum ExpectedKind {
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
    TextFile,
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
pub enum BrokenLinkReason {
    /// Nothing has that path or name.
    NotFound,
    /// It is there, but a draft.
    Draft,
    /// A field that the entry's type does not have, or that has no value.
    Field,
}

/// What reached outside the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutsideSiteReason {
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
pub enum RelatedNote {
    /// The key, id, address or value stands here first.
    FirstDefinition,
    /// The field is declared here.
    Declaration,
    /// The ring goes on here.
    CycleContinues,
    /// The other part of the sum.
    OtherPart,
    /// The entry that is linked to.
    Target,
    /// The passage that is most like the quote.
    NearestPassage,
    /// Here it is not like the quote.
    Difference,
}
