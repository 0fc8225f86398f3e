//! `citation-syntax`: a citation that cannot be read.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, quoted_citation};
use crate::diagnostic::{DiagnosticCode, FixPlace, RuleFamily, Severity, SpanFix};

/// A citation that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitationSyntax {
    /// Why it cannot be read.
    pub problem: CitationProblem,
}

/// Why a citation cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CitationProblem {
    /// There is no document.
    Empty,
    /// The document is not an id.
    Document {
        /// What is written.
        id: String,
        /// The citation as it should be.
        suggestion: Option<String>,
    },
    /// The locator is not one.
    Locator {
        /// What is written.
        locator: String,
        /// The citation as it should be.
        suggestion: Option<String>,
    },
    /// A range of paragraphs from a later one to an earlier one.
    ReversedRange(String),
    /// A quote that does not end.
    UnclosedQuote,
    /// A quote without words.
    EmptyQuote,
    /// A bracket in a quote.
    Bracket,
    /// An ellipsis between words of two paragraphs.
    JoinedParagraphs,
    /// An ellipsis between words that are more than one sentence apart.
    JoinedSentences,
    /// Text after the quote.
    AfterQuote(String),
    /// YAML read ` #` as the beginning of a comment.
    Comment,
    /// YAML read a comma as the end of the quote, where the quote is a value of its own.
    Comma,
    /// YAML read a comma as the end of the whole citation.
    CommaInWhole,
    /// Markdown read the citation and the `(` directly after it as a link.
    Parenthesis,
    /// Markdown read a `|` as the end of a table cell.
    TableCell,
    /// Markdown read the citation as a link, because a link definition has its name.
    Definition,
    /// The brackets do not end, or contain others, so Markdown reads them as text. The citation as
    /// it should be.
    Brackets(Option<String>),
    /// It has the parts of a citation, but is not written as one. The citation as it should be.
    Form(String),
}

impl CitationProblem {
    /// Returns the citation as it should be, where that is clear.
    fn suggestion(&self) -> Option<&str> {
        match self {
            Self::Document { suggestion, .. }
            | Self::Locator { suggestion, .. }
            | Self::Brackets(suggestion) => suggestion.as_deref(),
            Self::Form(citation) => Some(citation),
            Self::Empty
            | Self::ReversedRange(_)
            | Self::UnclosedQuote
            | Self::EmptyQuote
            | Self::Bracket
            | Self::JoinedParagraphs
            | Self::JoinedSentences
            | Self::AfterQuote(_)
            | Self::Comment
            | Self::Comma
            | Self::CommaInWhole
            | Self::Parenthesis
            | Self::TableCell
            | Self::Definition => None,
        }
    }
}

impl Rule for CitationSyntax {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::CitationSyntax,
        name: "citation-syntax",
        family: RuleFamily::Citation,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A citation cannot be read.",
                why: "A citation is a document, a place in it and a quote in straight quotation marks; \
                      several have a semicolon between them. In YAML a value that holds a quote with `: \
                      `, ` #` or a comma in it stands in single quotes. In Markdown a citation stands in \
                      brackets and begins with `@`. It is shown as written until it is fixed.",
                before: "source: decision P4 \"the council chairs",
                after: "source: 'decision P4 \"the council chairs\"'",
            },
            sv: RuleDocs {
                what: "En källhänvisning går inte att läsa.",
                why: "En källhänvisning är ett dokument, ett ställe i det och ett citat inom raka \
                      citattecken; flera skiljs åt med semikolon. I YAML ska ett värde vars citat \
                      innehåller `: `, ` #` eller ett komma stå inom enkla citattecken. I Markdown står \
                      hänvisningen inom hakparenteser och börjar med `@`. Den visas som den är skriven \
                      tills den är rättad.",
                before: "source: beslut P4 \"rådet leder",
                after: "source: 'beslut P4 \"rådet leder\"'",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        match language {
            English => english_message(&self.problem),
            Swedish => swedish_message(&self.problem),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        if let Some(suggestion) = self.problem.suggestion() {
            let citation = quoted_citation(suggestion);
            return Some(match language {
                English => format!("write {citation}"),
                Swedish => format!("skriv {citation}"),
            });
        }
        let help = match language {
            English => english_help(&self.problem),
            Swedish => swedish_help(&self.problem),
        };
        Some(help.into())
    }

    fn fixes(&self) -> Vec<SpanFix> {
        let right = self.problem.suggestion();
        let fix = |right: &str| SpanFix { place: FixPlace::Whole, text: right.to_owned() };
        right.into_iter().map(fix).collect()
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let problems = [
            CitationProblem::Empty,
            CitationProblem::Document { id: name("Utl"), suggestion: None },
            CitationProblem::Document { id: name("utl:"), suggestion: Some(name("utl P4")) },
            CitationProblem::Locator { locator: name("P4, andra meningen"), suggestion: None },
            CitationProblem::Locator {
                locator: name("P4 “x”"),
                suggestion: Some(name("utl P4 \"x\"")),
            },
            CitationProblem::ReversedRange(name("P6-P4")),
            CitationProblem::UnclosedQuote,
            CitationProblem::EmptyQuote,
            CitationProblem::Bracket,
            CitationProblem::JoinedParagraphs,
            CitationProblem::JoinedSentences,
            CitationProblem::AfterQuote(name("och")),
            CitationProblem::Comment,
            CitationProblem::Comma,
            CitationProblem::CommaInWhole,
            CitationProblem::Parenthesis,
            CitationProblem::TableCell,
            CitationProblem::Definition,
            CitationProblem::Brackets(None),
            CitationProblem::Brackets(Some(name("[@utl P4 \"x … y\"]"))),
            CitationProblem::Form(name("[@utl P4 \"x\"]")),
        ];
        problems.map(|problem| Self { problem }).into()
    }
}

fn english_message(problem: &CitationProblem) -> String {
    match problem {
        CitationProblem::Empty => "the citation names no document".into(),
        CitationProblem::Document { id, .. } => {
            format!("{} is not the id of a document", code_span(id))
        }
        CitationProblem::Locator { locator, .. } => {
            format!("{} is not a locator", code_span(locator))
        }
        CitationProblem::ReversedRange(locator) => {
            format!("{} ends before it begins", code_span(locator))
        }
        CitationProblem::UnclosedQuote | CitationProblem::Comment => {
            "the quote is not closed".into()
        }
        CitationProblem::EmptyQuote => "the quote is empty".into(),
        CitationProblem::Bracket => "a quote cannot contain a square bracket".into(),
        CitationProblem::JoinedParagraphs => "` … ` joins words of two paragraphs".into(),
        CitationProblem::JoinedSentences => {
            "` … ` joins words that are more than one sentence apart".into()
        }
        CitationProblem::AfterQuote(text) => {
            format!("unexpected {} after the quote", code_span(text))
        }
        CitationProblem::Comma | CitationProblem::CommaInWhole => {
            "a comma ended the quote too early".into()
        }
        CitationProblem::Parenthesis => {
            "the parenthesis right after the citation makes it a link".into()
        }
        CitationProblem::TableCell => "the `|` ends the table cell inside the citation".into(),
        CitationProblem::Definition => {
            "a link definition of the same name makes the citation a link".into()
        }
        CitationProblem::Brackets(_) => "this citation is not closed and is shown as text".into(),
        CitationProblem::Form(_) => "this looks like a citation, but is shown as text".into(),
    }
}

fn swedish_message(problem: &CitationProblem) -> String {
    match problem {
        CitationProblem::Empty => "källhänvisningen nämner inget dokument".into(),
        CitationProblem::Document { id, .. } => {
            format!("{} är inte id för ett dokument", code_span(id))
        }
        CitationProblem::Locator { locator, .. } => {
            format!("{} är ingen styckebeteckning", code_span(locator))
        }
        CitationProblem::ReversedRange(locator) => {
            format!("{} slutar före det stycke där det börjar", code_span(locator))
        }
        CitationProblem::UnclosedQuote | CitationProblem::Comment => {
            "citatet saknar avslutande citattecken".into()
        }
        CitationProblem::EmptyQuote => "citatet är tomt".into(),
        CitationProblem::Bracket => "ett citat kan inte innehålla en hakparentes".into(),
        CitationProblem::JoinedParagraphs => "` … ` fogar ihop ord ur två stycken".into(),
        CitationProblem::JoinedSentences => {
            "` … ` fogar ihop ord med mer än en mening emellan".into()
        }
        CitationProblem::AfterQuote(text) => format!("{} står efter citatet", code_span(text)),
        CitationProblem::Comma | CitationProblem::CommaInWhole => {
            "ett komma avslutade citatet för tidigt".into()
        }
        CitationProblem::Parenthesis => {
            "parentesen direkt efter gör källhänvisningen till en länk".into()
        }
        CitationProblem::TableCell => {
            "tecknet `|` avslutar cellen och klipper av källhänvisningen".into()
        }
        CitationProblem::Definition => {
            "en länkdefinition med samma namn gör källhänvisningen till en länk".into()
        }
        CitationProblem::Brackets(_) => {
            "källhänvisningen börjar med `[@` men läses som vanlig text".into()
        }
        CitationProblem::Form(_) => {
            "det här ser ut som en källhänvisning, men visas som vanlig text".into()
        }
    }
}

fn english_help(problem: &CitationProblem) -> &'static str {
    match problem {
        CitationProblem::Empty => "write the document first; `;` only separates citations",
        CitationProblem::Document { .. } => {
            "write the id, with a–z, 0–9 and hyphens: `decision P4`"
        }
        CitationProblem::Locator { .. } => {
            "write a mark, as in `P4`, `§ 4:2` or `P4-P6`, and the quote in straight quotation marks"
        }
        CitationProblem::ReversedRange(_) => "put the earlier paragraph first: `P4-P6`",
        CitationProblem::UnclosedQuote => {
            "end the quote with `\"`; write `\\\"` for a quotation mark inside it"
        }
        CitationProblem::EmptyQuote => "write the quote, or remove the quotation marks",
        CitationProblem::Bracket => {
            "quote the words around it, and write ` … ` for what is left out"
        }
        CitationProblem::JoinedParagraphs | CitationProblem::JoinedSentences => {
            "write two citations, one for each part, with `;` between them or one per item of a list"
        }
        CitationProblem::AfterQuote(_) => {
            "put `;` before another citation; write `\\\"` for a quotation mark inside a quote"
        }
        CitationProblem::Comment => {
            "` #` begins a comment in YAML: put the whole value in single quotes: `'…'`"
        }
        CitationProblem::Comma => {
            "a comma in braces ends a value: put the quote in quotation marks: `quote: \"…\"`"
        }
        CitationProblem::CommaInWhole => {
            "a comma in braces or brackets ends a value: put the whole value in single quotes: `'…'`"
        }
        CitationProblem::Parenthesis => "put a space or a full stop before the `(`",
        CitationProblem::TableCell => "write `\\|` for a `|` inside the table",
        CitationProblem::Definition => "remove the line that begins with `[@`, or rename it",
        CitationProblem::Form(_) => "write it as a citation: `[@decision P4 \"the words\"]`",
        CitationProblem::Brackets(_) => {
            "end it with `]`; do not write brackets inside it or a space after `[@`"
        }
    }
}

fn swedish_help(problem: &CitationProblem) -> &'static str {
    match problem {
        CitationProblem::Empty => "skriv dokumentet först; `;` står bara mellan källhänvisningar",
        CitationProblem::Document { .. } => "skriv id:t, med a–z, 0–9 och bindestreck: `beslut P4`",
        CitationProblem::Locator { .. } => {
            "skriv en beteckning, som i `P4`, `§ 4:2` eller `P4-P6`, och citatet inom raka citattecken"
        }
        CitationProblem::ReversedRange(_) => "skriv det stycke först som står först: `P4-P6`",
        CitationProblem::UnclosedQuote => {
            "avsluta citatet med `\"`; skriv `\\\"` för ett citattecken inne i det"
        }
        CitationProblem::EmptyQuote => "skriv orden, eller ta bort citattecknen",
        CitationProblem::Bracket => "citera orden runt om, och skriv ` … ` för det som utelämnas",
        CitationProblem::JoinedParagraphs | CitationProblem::JoinedSentences => {
            "skriv två källhänvisningar, en för varje del, med `;` emellan eller var sin rad i en lista"
        }
        CitationProblem::AfterQuote(_) => {
            "skriv `;` före en källhänvisning till; skriv `\\\"` för ett citattecken i ett citat"
        }
        CitationProblem::Comment => {
            "` #` inleder en kommentar i YAML: sätt hela värdet inom enkla citattecken: `'…'`"
        }
        CitationProblem::Comma => {
            "ett komma inom klamrar avslutar värdet: sätt citatet inom citattecken: `quote: \"…\"`"
        }
        CitationProblem::CommaInWhole => {
            "ett komma inom klamrar eller hakparenteser avslutar värdet: sätt hela värdet inom \
             enkla citattecken: `'…'`"
        }
        CitationProblem::Parenthesis => "sätt ett mellanslag eller en punkt före `(`",
        CitationProblem::TableCell => "skriv `\\|` för ett `|` i tabellen",
        CitationProblem::Definition => "ta bort raden som börjar med `[@`, eller byt namn på den",
        CitationProblem::Form(_) => "skriv den som en källhänvisning: `[@beslut P4 \"orden\"]`",
        CitationProblem::Brackets(_) => {
            "avsluta den med `]`; ingen hakparentes får stå inuti, och inget mellanslag efter `[@`"
        }
    }
}
