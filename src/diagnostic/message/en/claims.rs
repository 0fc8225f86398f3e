//! What is said of citations, sources and views, in English.

use super::message::kind;
use crate::diagnostic::message::quote::{bare, name, passage};
use crate::diagnostic::{CitationProblem, DocumentMiss, Nearest, OptionProblem, SourceLack};

pub(super) fn citation(problem: &CitationProblem) -> String {
    match problem {
        CitationProblem::Empty => "the citation names no document".into(),
        CitationProblem::Document(id) => format!("{} is not the id of a document", name(id)),
        CitationProblem::Locator(words) => {
            format!("{} is not the mark of a paragraph", name(words))
        }
        CitationProblem::ReversedRange(words) => {
            format!("{} ends before it begins", name(words))
        }
        CitationProblem::UnclosedQuote | CitationProblem::Comment => {
            "the quote begins and does not end".into()
        }
        CitationProblem::EmptyQuote => "the quote holds no words".into(),
        CitationProblem::Bracket => "a quote cannot hold a square bracket".into(),
        CitationProblem::AfterQuote(words) => format!("{} stands after the quote", name(words)),
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

pub(super) fn document(id: &str, miss: DocumentMiss) -> String {
    match miss {
        DocumentMiss::NotFound => format!("there is no document {}", name(id)),
        DocumentMiss::NotADocument => format!("{} is no document", name(id)),
        DocumentMiss::Draft => format!("the document {} is a draft", name(id)),
    }
}

pub(super) fn lack(field: &str, lack: SourceLack) -> String {
    match lack {
        SourceLack::Source => format!("the value of {} has no source", name(field)),
        SourceLack::Locator => {
            format!("the source of {} does not tell the paragraph", name(field))
        }
        SourceLack::Quote => format!("the source of {} quotes no words", name(field)),
    }
}

pub(super) fn lack_help(lack: SourceLack) -> &'static str {
    match lack {
        SourceLack::Source => {
            "write `{value: …, source: 'DOCUMENT P4 \"the words\"'}`, or `unknown` if no source says"
        }
        SourceLack::Locator | SourceLack::Quote => {
            "the document has a text: write paragraph and words, `'DOCUMENT P4 \"the words\"'`"
        }
    }
}

pub(super) fn nearest_help(nearest: &Nearest) -> String {
    match nearest {
        Nearest::Passage { locator, passage: words } => format!(
            "in {} it says “{}”; copy the words from the text",
            bare(locator),
            passage(words)
        ),
        Nearest::Nothing => {
            "no passage of the text is like it; copy the words from the text".into()
        }
        Nearest::NotSought => {
            "copy the words from the text; the nearest passage is shown for the first quotes only"
                .into()
        }
    }
}

pub(super) fn changed_help(found: &str) -> String {
    format!("look at what changed, and if it is right set `text_sha256: {}`", bare(found))
}

pub(super) fn option((view, option): (&str, &str), problem: &OptionProblem) -> String {
    match problem {
        OptionProblem::Unknown(_) => {
            format!("the view {} has no option {}", name(view), name(option))
        }
        OptionProblem::Missing => format!("the view {} needs {}", name(view), name(option)),
        OptionProblem::Wrong(expected) => format!("{} is not {}", name(option), kind(expected)),
        OptionProblem::NoEntry(asked) => {
            format!("{} names {}, and there is no such entry or type", name(option), name(asked))
        }
        OptionProblem::NoField(asked) => {
            format!("{} names {}, and there is no such field", name(option), name(asked))
        }
        OptionProblem::FieldKind(asked, expected) => {
            format!("{} names {}, which is not {}", name(option), name(asked), kind(expected))
        }
        OptionProblem::NoValidity(asked) => {
            format!("{} names {}, whose type does not say when it holds", name(option), name(asked))
        }
    }
}

pub(super) fn option_help(problem: &OptionProblem) -> &'static str {
    match problem {
        OptionProblem::Unknown(_) => "remove the line; the handbook lists the view's options",
        OptionProblem::Missing => "add the line, as in `of: milestone`",
        OptionProblem::Wrong(_) => "write a value as the handbook shows for this view",
        OptionProblem::NoEntry(_) => "write the name of a type, or the id of an entry",
        OptionProblem::NoField(_) => "write a field that the type declares",
        OptionProblem::FieldKind(..) => "write a field of the kind that the handbook shows",
        OptionProblem::NoValidity(_) => {
            "declare `validity: FIELD` for the type, with a `period` field"
        }
    }
}
