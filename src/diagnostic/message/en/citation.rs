//! What is said of citations, sources and views, in English.

use super::message::expected_kind;
use crate::diagnostic::message::quoting::{code_span, quoted_passage, shortened_name};
use crate::diagnostic::{
    CitationProblem, MissingSourcePart, NearestPassage, UnknownDocumentReason, ViewOptionProblem,
};

pub(super) fn citation_message(problem: &CitationProblem) -> String {
    match problem {
        CitationProblem::Empty => "the citation names no document".into(),
        CitationProblem::Document(id) => format!("{} is not the id of a document", code_span(id)),
        CitationProblem::Locator(words) => {
            format!("{} is not the mark of a paragraph", code_span(words))
        }
        CitationProblem::ReversedRange(words) => {
            format!("{} ends before it begins", code_span(words))
        }
        CitationProblem::UnclosedQuote | CitationProblem::Comment => {
            "the quote begins and does not end".into()
        }
        CitationProblem::EmptyQuote => "the quote holds no words".into(),
        CitationProblem::Bracket => "a quote cannot hold a square bracket".into(),
        CitationProblem::AfterQuote(words) => {
            format!("{} stands after the quote", code_span(words))
        }
        CitationProblem::Comma | CitationProblem::CommaInWhole => {
            "a comma ended the quote too early".into()
        }
        CitationProblem::Parenthesis => {
            "the parenthesis right after the citation makes it a link".into()
        }
        CitationProblem::TableCell => "the `|` ends the cell, and cuts the citation".into(),
        CitationProblem::Definition => {
            "a link definition of the same name makes the citation a link".into()
        }
        CitationProblem::Brackets => "the citation begins with `[@`, and is read as words".into(),
    }
}

pub(super) fn citation_help(problem: &CitationProblem) -> &'static str {
    match problem {
        CitationProblem::Empty => "write the document first; `;` stands only between citations",
        CitationProblem::Document(_) => "write the id, with a–z, 0–9 and hyphens: `decision P4`",
        CitationProblem::Locator(_) => {
            "write letters and digits, as in `P4`, `4.2` or `P4-P6`, and straight quotation marks"
        }
        CitationProblem::ReversedRange(_) => "write the paragraph that stands first first: `P4-P6`",
        CitationProblem::UnclosedQuote => {
            "end the quote with `\"`; write `\\\"` for a quotation mark inside it"
        }
        CitationProblem::EmptyQuote => "write the words, or leave out the quotation marks",
        CitationProblem::Bracket => "quote the words around it, and write `…` for what is left out",
        CitationProblem::AfterQuote(_) => {
            "put `;` before a further citation; write `\\\"` for a quotation mark inside a quote"
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
        CitationProblem::Brackets => {
            "end it with `]`; no bracket may stand inside it, and no space after `[@`"
        }
    }
}

pub(super) fn unknown_document_message(id: &str, miss: UnknownDocumentReason) -> String {
    match miss {
        UnknownDocumentReason::NotFound => format!("there is no document {}", code_span(id)),
        UnknownDocumentReason::NotADocument => format!("{} is no document", code_span(id)),
        UnknownDocumentReason::Draft => format!("the document {} is a draft", code_span(id)),
    }
}

pub(super) fn missing_source_message(field: &str, lack: MissingSourcePart) -> String {
    match lack {
        MissingSourcePart::Source => format!("the value of {} has no source", code_span(field)),
        MissingSourcePart::Locator => {
            format!("the source of {} does not tell the paragraph", code_span(field))
        }
        MissingSourcePart::Quote => format!("the source of {} quotes no words", code_span(field)),
    }
}

pub(super) fn missing_source_help(lack: MissingSourcePart) -> &'static str {
    match lack {
        MissingSourcePart::Source => {
            "write `{value: …, source: 'DOCUMENT P4 \"the words\"'}`, or `unknown` if no source says"
        }
        MissingSourcePart::Locator | MissingSourcePart::Quote => {
            "the document has a text: write paragraph and words, `'DOCUMENT P4 \"the words\"'`"
        }
    }
}

pub(super) fn nearest_passage_help(nearest: &NearestPassage) -> String {
    match nearest {
        NearestPassage::Passage { locator, passage: words } => format!(
            "in {} it says “{}”; copy the words from the text",
            shortened_name(locator),
            quoted_passage(words)
        ),
        NearestPassage::NoneSimilar => {
            "no passage of the text is like it; copy the words from the text".into()
        }
        NearestPassage::NotComputed => {
            "copy the words from the text; the nearest passage is shown for the first quotes only"
                .into()
        }
    }
}

pub(super) fn text_changed_help(found: &str) -> String {
    format!("look at what changed, and if it is right set `text_sha256: {}`", shortened_name(found))
}

pub(super) fn view_option_message(
    (view, option): (&str, &str),
    problem: &ViewOptionProblem,
) -> String {
    match problem {
        ViewOptionProblem::Unknown(_) => {
            format!("the view {} has no option {}", code_span(view), code_span(option))
        }
        ViewOptionProblem::Missing => {
            format!("the view {} needs {}", code_span(view), code_span(option))
        }
        ViewOptionProblem::Wrong(expected) => {
            format!("{} is not {}", code_span(option), expected_kind(expected))
        }
        ViewOptionProblem::NoEntry(asked) => {
            format!(
                "{} names {}, and there is no such entry or type",
                code_span(option),
                code_span(asked)
            )
        }
        ViewOptionProblem::NoField(asked) => {
            format!("{} names {}, and there is no such field", code_span(option), code_span(asked))
        }
        ViewOptionProblem::FieldKind(asked, expected) => {
            format!(
                "{} names {}, which is not {}",
                code_span(option),
                code_span(asked),
                expected_kind(expected)
            )
        }
        ViewOptionProblem::NoValidity(asked) => {
            format!(
                "{} names {}, whose type does not say when it holds",
                code_span(option),
                code_span(asked)
            )
        }
    }
}

pub(super) fn view_option_help(problem: &ViewOptionProblem) -> &'static str {
    match problem {
        ViewOptionProblem::Unknown(_) => "remove the line; the handbook lists the view's options",
        ViewOptionProblem::Missing => "add the line, as in `of: milestone`",
        ViewOptionProblem::Wrong(_) => "write a value as the handbook shows for this view",
        ViewOptionProblem::NoEntry(_) => "write the name of a type, or the id of an entry",
        ViewOptionProblem::NoField(_) => "write a field that the type declares",
        ViewOptionProblem::FieldKind(..) => "write a field of the kind that the handbook shows",
        ViewOptionProblem::NoValidity(_) => {
            "declare `validity: FIELD` for the type, with a `period` field"
        }
    }
}
