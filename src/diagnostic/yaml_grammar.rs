//! The words for a broken grammar of YAML, in both languages.

use super::ReportLanguage::{self, English, Swedish};
use super::quoting::code_span;
use spanned_yaml::SyntaxProblem;

/// One of each, for the tests.
#[cfg(test)]
pub(super) const SYNTAX_PROBLEMS: [SyntaxProblem; 20] = [
    SyntaxProblem::UnclosedBracket('['),
    SyntaxProblem::UnclosedBracket('{'),
    SyntaxProblem::WrongBracket { open: '[', close: '}' },
    SyntaxProblem::SurplusBracket,
    SyntaxProblem::UnclosedQuote,
    SyntaxProblem::MissingComma('{'),
    SyntaxProblem::MissingColon,
    SyntaxProblem::NotAKey,
    SyntaxProblem::NotAnItem,
    SyntaxProblem::KeyInValue,
    SyntaxProblem::MisplacedColon,
    SyntaxProblem::ItemInLine,
    SyntaxProblem::QuestionMark,
    SyntaxProblem::Escape,
    SyntaxProblem::Indentation,
    SyntaxProblem::BlockHeader,
    SyntaxProblem::CommentInValue,
    SyntaxProblem::CommentWithoutSpace,
    SyntaxProblem::ByteOrderMark,
    SyntaxProblem::Other,
];

/// Returns the sign that closes what a sign opens: `}` for `{`. A quotation mark closes itself.
pub(crate) fn closing_sign(open: char) -> char {
    match open {
        '{' => '}',
        '[' => ']',
        mark => mark,
    }
}

/// Returns what is wrong.
pub(super) fn message(problem: SyntaxProblem, language: ReportLanguage) -> String {
    let sign = |sign: char| code_span(&sign.to_string());
    match (problem, language) {
        (SyntaxProblem::UnclosedBracket(open), English) => format!("{} is not closed", sign(open)),
        (SyntaxProblem::UnclosedBracket(open), Swedish) => {
            format!("{} saknar avslutande {}", sign(open), sign(closing_sign(open)))
        }
        (SyntaxProblem::WrongBracket { open, close }, English) => {
            format!("{} cannot close {}", sign(close), sign(open))
        }
        (SyntaxProblem::WrongBracket { open, close }, Swedish) => {
            format!("{} kan inte avsluta {}", sign(close), sign(open))
        }
        (SyntaxProblem::MissingComma(open), English) => {
            format!("expected a comma or {}", sign(closing_sign(open)))
        }
        (SyntaxProblem::MissingComma(open), Swedish) => {
            format!("här ska det stå ett komma eller {}", sign(closing_sign(open)))
        }
        (problem, English) => english_message(problem).into(),
        (problem, Swedish) => swedish_message(problem).into(),
    }
}

/// Returns what to write.
pub(super) fn help(problem: SyntaxProblem, language: ReportLanguage) -> String {
    let close = |open: char| code_span(&closing_sign(open).to_string());
    match (problem, language) {
        (SyntaxProblem::UnclosedBracket(open), English) => {
            format!(
                "write {} where it ends; put a text that begins with {} in single quotes: `'…'`",
                close(open),
                code_span(&open.to_string())
            )
        }
        (SyntaxProblem::UnclosedBracket(open), Swedish) => {
            format!(
                "skriv {} där det slutar; en text som börjar med {} ska stå inom enkla \
                 citattecken: `'…'`",
                close(open),
                code_span(&open.to_string())
            )
        }
        (SyntaxProblem::WrongBracket { open, .. }, English) => {
            format!(
                "write {} first, to end what {} begins",
                close(open),
                code_span(&open.to_string())
            )
        }
        (SyntaxProblem::WrongBracket { open, .. }, Swedish) => {
            format!(
                "skriv först {}, som avslutar det som börjar med {}",
                close(open),
                code_span(&open.to_string())
            )
        }
        (SyntaxProblem::MissingComma(open), English) => {
            format!(
                "put a comma between two values, and {} at the end; put a text that contains `: ` \
                 or a comma in single quotes: `'…'`",
                close(open)
            )
        }
        (SyntaxProblem::MissingComma(open), Swedish) => {
            format!(
                "sätt ett komma mellan två värden och {} sist; en text som innehåller `: ` eller \
                 ett komma ska stå inom enkla citattecken: `'…'`",
                close(open)
            )
        }
        (problem, English) => english_help(problem).into(),
        (problem, Swedish) => swedish_help(problem).into(),
    }
}

fn english_message(problem: SyntaxProblem) -> &'static str {
    match problem {
        SyntaxProblem::SurplusBracket => "this bracket closes nothing",
        SyntaxProblem::UnclosedQuote => "a value in quotation marks does not end",
        SyntaxProblem::MissingColon => "there is no colon after a key",
        SyntaxProblem::NotAKey => "expected a key",
        SyntaxProblem::NotAnItem => "expected an item of the list",
        SyntaxProblem::KeyInValue => "a key cannot begin inside a value",
        SyntaxProblem::MisplacedColon => "a colon cannot be here",
        SyntaxProblem::ItemInLine => "an item of a list cannot begin here",
        SyntaxProblem::QuestionMark => "`? ` cannot be here",
        SyntaxProblem::Escape => "the character after `\\` has no meaning there",
        SyntaxProblem::Indentation => "this line is not indented as the lines before it require",
        SyntaxProblem::BlockHeader => "there is text after `|` or `>`",
        SyntaxProblem::CommentInValue => "a comment interrupts the value",
        SyntaxProblem::CommentWithoutSpace => "there is no space before `#`",
        SyntaxProblem::ByteOrderMark => "an invisible character (U+FEFF) is inside the text",
        SyntaxProblem::UnclosedBracket(_)
        | SyntaxProblem::WrongBracket { .. }
        | SyntaxProblem::MissingComma(_)
        | SyntaxProblem::Other => "YAML cannot be read here",
    }
}

fn swedish_message(problem: SyntaxProblem) -> &'static str {
    match problem {
        SyntaxProblem::SurplusBracket => "parentesen avslutar ingenting",
        SyntaxProblem::UnclosedQuote => "ett värde saknar avslutande citattecken",
        SyntaxProblem::MissingColon => "det saknas kolon efter en nyckel",
        SyntaxProblem::NotAKey => "här ska det stå en nyckel",
        SyntaxProblem::NotAnItem => "här ska det stå en punkt i listan",
        SyntaxProblem::KeyInValue => "en nyckel kan inte börja mitt i ett värde",
        SyntaxProblem::MisplacedColon => "här kan det inte stå ett kolon",
        SyntaxProblem::ItemInLine => "en punkt i en lista kan inte börja här",
        SyntaxProblem::QuestionMark => "här kan det inte stå `? `",
        SyntaxProblem::Escape => "tecknet efter `\\` betyder ingenting där",
        SyntaxProblem::Indentation => "raden är inte indragen som raderna före kräver",
        SyntaxProblem::BlockHeader => "det står något efter `|` eller `>`",
        SyntaxProblem::CommentInValue => "en kommentar avbryter värdet",
        SyntaxProblem::CommentWithoutSpace => "det saknas mellanslag före `#`",
        SyntaxProblem::ByteOrderMark => "det finns ett osynligt tecken (U+FEFF) inne i texten",
        SyntaxProblem::UnclosedBracket(_)
        | SyntaxProblem::WrongBracket { .. }
        | SyntaxProblem::MissingComma(_)
        | SyntaxProblem::Other => "det här går inte att läsa som YAML",
    }
}

fn english_help(problem: SyntaxProblem) -> &'static str {
    match problem {
        SyntaxProblem::SurplusBracket => "delete it, or put the value in single quotes: `'…'`",
        SyntaxProblem::UnclosedQuote => "write at its end the quotation mark with which it begins",
        SyntaxProblem::MissingColon => {
            "write each line as a key, a colon, a space and a value: `title: The council`"
        }
        SyntaxProblem::NotAKey => {
            "begin all keys in the same column, and put a list below its key, each item with `- `"
        }
        SyntaxProblem::NotAnItem => "begin each item with `- `, all in the same column",
        SyntaxProblem::KeyInValue => {
            "begin each key on a line of its own, in the column of the one before it; put a text \
             that contains `: ` in single quotes: `'…'`"
        }
        SyntaxProblem::MisplacedColon => {
            "close the brackets of the value before; put a text that contains a colon in single \
             quotes: `'…'`"
        }
        SyntaxProblem::ItemInLine => {
            "put each item on a line of its own below the key, or all in brackets: `[a, b]`"
        }
        SyntaxProblem::QuestionMark => "put the whole value in single quotes: `'…'`",
        SyntaxProblem::Escape => {
            "put the value in single quotes, `'…'`, where `\\` is an ordinary character"
        }
        SyntaxProblem::Indentation => "indent with spaces, two for each level",
        SyntaxProblem::BlockHeader => {
            "put the text on the next line, indented; put a value that begins with `|` or `>` in \
             single quotes: `'…'`"
        }
        SyntaxProblem::CommentInValue => "move the comment to a line above the key",
        SyntaxProblem::CommentWithoutSpace => {
            "put a space before the comment; if it is none, put the value in single quotes: `'…'`"
        }
        SyntaxProblem::ByteOrderMark => "delete the character, which cannot be seen",
        SyntaxProblem::UnclosedBracket(_)
        | SyntaxProblem::WrongBracket { .. }
        | SyntaxProblem::MissingComma(_)
        | SyntaxProblem::Other => {
            "look for a missing quote or bracket; put a value that contains `: `, ` #`, `[` or \
             `{` in single quotes"
        }
    }
}

fn swedish_help(problem: SyntaxProblem) -> &'static str {
    match problem {
        SyntaxProblem::SurplusBracket => {
            "ta bort den, eller sätt värdet inom enkla citattecken: `'…'`"
        }
        SyntaxProblem::UnclosedQuote => "skriv samma citattecken sist i värdet som först",
        SyntaxProblem::MissingColon => {
            "skriv varje rad som nyckel, kolon, mellanslag och värde: `title: Rådet`"
        }
        SyntaxProblem::NotAKey => {
            "låt alla nycklar börja i samma kolumn, och sätt en lista under sin nyckel, med `- ` \
             före varje punkt"
        }
        SyntaxProblem::NotAnItem => "börja varje punkt med `- `, alla i samma kolumn",
        SyntaxProblem::KeyInValue => {
            "skriv varje nyckel på en egen rad, i samma kolumn som den förra; en text som \
             innehåller `: ` ska stå inom enkla citattecken: `'…'`"
        }
        SyntaxProblem::MisplacedColon => {
            "avsluta parentesen före; en text som innehåller kolon ska stå inom enkla \
             citattecken: `'…'`"
        }
        SyntaxProblem::ItemInLine => {
            "skriv varje punkt på en egen rad under nyckeln, eller alla inom hakparenteser: \
             `[a, b]`"
        }
        SyntaxProblem::QuestionMark => "sätt hela värdet inom enkla citattecken: `'…'`",
        SyntaxProblem::Escape => {
            "sätt värdet inom enkla citattecken, `'…'`; där är `\\` ett vanligt tecken"
        }
        SyntaxProblem::Indentation => "dra in raden med mellanslag, två för varje nivå",
        SyntaxProblem::BlockHeader => {
            "skriv texten på nästa rad, indragen; ett värde som börjar med `|` eller `>` ska stå \
             inom enkla citattecken: `'…'`"
        }
        SyntaxProblem::CommentInValue => "flytta kommentaren till en rad ovanför nyckeln",
        SyntaxProblem::CommentWithoutSpace => {
            "sätt ett mellanslag före kommentaren; är det ingen, sätt värdet inom enkla \
             citattecken: `'…'`"
        }
        SyntaxProblem::ByteOrderMark => "ta bort tecknet, som inte syns",
        SyntaxProblem::UnclosedBracket(_)
        | SyntaxProblem::WrongBracket { .. }
        | SyntaxProblem::MissingComma(_)
        | SyntaxProblem::Other => {
            "kontrollera om ett citattecken eller en parentes saknas; ett värde som innehåller \
             `: `, ` #`, `[` eller `{` ska stå inom enkla citattecken"
        }
    }
}
