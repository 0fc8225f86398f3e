//! What a person should know or look at after an import, and why a paper could not be read.

/// Something that a person should know or look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportFinding {
    /// Soft hyphens were left out.
    SoftHyphens(usize),
    /// Words were joined over the ends of lines; other places of the paper confirm them.
    JoinedWords(usize),
    /// A word was joined at a hyphen, and nothing confirms that it is written so.
    UncertainJoin(String),
    /// A word keeps a hyphen that is at the end of a line, and nothing confirms it.
    UncertainHyphen(String),
    /// A line at the same place of several pages was left out.
    RepeatedLine {
        /// The line, as on the first of the pages.
        text: String,
        /// The number of pages.
        n_pages: usize,
    },
    /// Text of a header or a footer was left out.
    RunningText(String),
    /// Characters that have no known meaning are `�` in the text.
    UnknownCharacters(usize),
    /// A page has columns whose order should be checked.
    Columns {
        /// The first page.
        page: usize,
        /// How many pages have columns.
        n_pages: usize,
    },
    /// Pages have pictures, or the text has, whose words are not in the text.
    Pictures(usize),
    /// Pages have no text.
    PagesWithoutText(Vec<usize>),
    /// Comments were left out.
    Comments(usize),
    /// Text that the paper hides was left out.
    HiddenText(usize),
    /// Menus and other parts of a web page were left out, beginning with these words.
    LeftOut(String),
    /// Text was decoded as Windows-1252, because it is not UTF-8.
    OldEncoding,
    /// The same mark would occur twice; the later ones got another ending.
    RepeatedMark(String),
    /// A cell had `|`, which is `¦` in the text.
    CellBars(usize),
    /// The paper has no title; the name of its file is used.
    NoTitle,
    /// The paper does not say plainly of which date it is. Words of it with dates.
    NoDate(Vec<String>),
    /// Notes are at the end of the unit that refers to them.
    Notes(usize),
    /// Tables are in the text. The line of the first row of each.
    Tables(Vec<usize>),
    /// Text in boxes is placed after the paragraph to which its box belongs.
    TextBoxes(usize),
}

/// Why a paper could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportFailure {
    /// The file has an ending that is not one of a paper, or none.
    UnknownFormat,
    /// The file is not what its ending says; what it is.
    WrongEnding(&'static str),
    /// The file cannot be read as what it is; what it is.
    Damaged(&'static str),
    /// The file is protected by a password or by rights.
    Encrypted,
    /// The file is larger than [`super::MAX_BYTES`], or unpacks to more.
    TooLarge,
    /// The paper has no text; it is probably scanned.
    NoText,
    /// The paper has tracked changes. The first place, as its page or paragraph and its words.
    TrackedChanges {
        /// How many there are.
        count: usize,
        /// The number of the first paragraph that has one.
        paragraph: usize,
        /// The words around the first one.
        excerpt: String,
    },
    /// The paper takes too long to read.
    TooSlow,
}
