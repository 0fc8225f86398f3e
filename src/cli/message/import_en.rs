//! The messages of `pakt import` in English.

use super::import_message::{ImportMessage, list_marks};
use super::number_format::list_numbers;
use crate::import::{ImportFailure, ImportFinding, SchemeProblem};

pub(super) fn text(message: &ImportMessage) -> String {
    match message {
        ImportMessage::NoFile(path) => format!("there is no file `{}`", path.display()),
        ImportMessage::NotFile(path) => format!("`{}` is not a regular file", path.display()),
        ImportMessage::Failed { file, failure } => {
            format!("cannot import `{file}`: {}", failure_text(failure))
        }
        ImportMessage::BadScheme { scheme, problem } => {
            format!("`{scheme}` is not a scheme of marks: {}", problem_text(problem))
        }
        ImportMessage::BadId(id) => format!("`{id}` is not an id"),
        ImportMessage::Exists { id, place } => {
            format!("nothing was written: `{id}` exists already, in {place}")
        }
        ImportMessage::UnknownDocument { id, .. } => format!("there is no document `{id}`"),
        ImportMessage::Scheme { scheme, marks, id } => {
            let count = counted(marks.len(), "mark", "marks");
            format!("`{id}` gets {count} by the scheme `{scheme}`: {}", list_marks(marks))
        }
        ImportMessage::Question => {
            "write it? Enter for yes, n for no, or another scheme of marks".into()
        }
        ImportMessage::Stopped => "nothing was written".into(),
        ImportMessage::Imported { file, id, marks } => {
            let count = counted(marks.len(), "mark", "marks");
            format!("imported `{file}` as `{id}` with {count}: {}", list_marks(marks))
        }
        ImportMessage::OutsideContent { folder, content, .. } => format!(
            "`{}` is outside the content `{}`: the site will not have the document",
            folder.display(),
            content.display()
        ),
        ImportMessage::Finding { finding, line } => finding_text(finding, *line),
    }
}

pub(super) fn help(message: &ImportMessage) -> Vec<String> {
    match message {
        ImportMessage::Failed { failure, .. } => {
            failure_help(failure).into_iter().map(str::to_owned).collect()
        }
        ImportMessage::BadScheme { .. } => vec![
            "write the words as in the marks, `{n}` for the number, `{m}` for a numbered \
             paragraph, `{a}` for a letter, `{i}` for a Roman numeral and `{k}` for the part: \
             `\"Article {n}({a})\"`"
                .into(),
        ],
        ImportMessage::NotFile(_) => {
            vec!["save the paper as a file, and name that file".into()]
        }
        ImportMessage::BadId(_) => {
            vec!["an id has the letters a to z, digits and hyphens: `lease-2003`".into()]
        }
        ImportMessage::Exists { .. } => {
            vec!["choose another id with `--id ID`; for a new version, add `--replaces OLD`".into()]
        }
        ImportMessage::UnknownDocument { nearest: Some(nearest), .. } => {
            vec![format!("did you mean `{nearest}`?")]
        }
        ImportMessage::OutsideContent { namesake: Some(namesake), .. } => {
            vec![format!("move the files, or write `-o {}`", namesake.display())]
        }
        ImportMessage::OutsideContent { namesake: None, .. } => {
            vec!["move the files there; without `-o`, the folder of documents in the content is used".into()]
        }
        ImportMessage::UnknownDocument { nearest: None, .. }
        | ImportMessage::NoFile(_)
        | ImportMessage::Scheme { .. }
        | ImportMessage::Question
        | ImportMessage::Stopped
        | ImportMessage::Imported { .. }
        | ImportMessage::Finding { .. } => Vec::new(),
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

pub(super) fn failure_text(failure: &ImportFailure) -> String {
    match failure {
        ImportFailure::UnknownFormat => "its format is not one that can be imported".into(),
        ImportFailure::WrongEnding("OLE") => {
            "it is an old Word file, or one that is protected by a password".into()
        }
        ImportFailure::WrongEnding(kind) => {
            format!("its content is {kind}, not what its name says")
        }
        ImportFailure::Damaged(kind) => format!("it cannot be read as {kind}"),
        ImportFailure::Encrypted => "it is encrypted".into(),
        ImportFailure::TooLarge => "it is larger than 200 MB, or unpacks to more".into(),
        ImportFailure::NoText => "it has no text; it may be a picture of a paper".into(),
        ImportFailure::TrackedChanges { count, paragraph, excerpt } => format!(
            "it has {}; the first is in paragraph {paragraph}, “{excerpt}”",
            counted(*count, "tracked change", "tracked changes")
        ),
        ImportFailure::TooSlow => "it takes too long to read".into(),
    }
}

fn failure_help(failure: &ImportFailure) -> Vec<&'static str> {
    match failure {
        ImportFailure::UnknownFormat => {
            vec!["save the paper as .docx, .pdf, .html, .md or .txt, with that ending"]
        }
        ImportFailure::WrongEnding("OLE") => {
            vec!["open it in a word processor and save it as .docx, without a password"]
        }
        ImportFailure::WrongEnding(_) => vec!["give the file the ending of its format"],
        ImportFailure::Damaged(_) => vec!["open it in the program that made it, and save it again"],
        ImportFailure::Encrypted => vec!["save a copy without a password and without restrictions"],
        ImportFailure::TooLarge => vec!["save the text without its pictures"],
        ImportFailure::NoText => vec!["run text recognition on it first"],
        ImportFailure::TrackedChanges { .. } => {
            vec!["accept or reject the changes in the word processor, and save it"]
        }
        ImportFailure::TooSlow => vec!["save the text as .txt, or import it in parts"],
    }
}

fn problem_text(problem: &SchemeProblem) -> String {
    match problem {
        SchemeProblem::NoNumber => "it has no `{n}`".into(),
        SchemeProblem::Placeholder(name) => format!("`{{{name}}}` is not one of its placeholders"),
        SchemeProblem::Sign(sign) => format!("a mark cannot have `{sign}`"),
        SchemeProblem::Order => {
            "its placeholders are not in the order `{k}`, `{n}`, `{m}`, `{a}`, `{i}`".into()
        }
    }
}

pub(super) fn finding_text(finding: &ImportFinding, line: Option<usize>) -> String {
    let place = line.map(|line| format!("line {line}: ")).unwrap_or_default();
    let text = match finding {
        ImportFinding::SoftHyphens(count) => {
            format!("{} left out", counted(*count, "soft hyphen was", "soft hyphens were"))
        }
        ImportFinding::JoinedWords(count) => {
            let words = counted(*count, "word was", "words were");
            format!("{words} joined over the end of a line")
        }
        ImportFinding::UncertainJoin(word) => {
            format!("check `{word}`: it was joined at a hyphen at the end of a line")
        }
        ImportFinding::UncertainHyphen(word) => {
            format!("check `{word}`: its hyphen was at the end of a line")
        }
        ImportFinding::RepeatedLine { text, n_pages } => {
            let pages = counted(*n_pages, "page", "pages");
            format!("left out the header or footer `{text}` of {pages}")
        }
        ImportFinding::UnknownCharacters(count) => format!(
            "read the paper for {}, marked `�` in the text",
            counted(*count, "unknown character", "unknown characters")
        ),
        ImportFinding::Columns { page, n_pages } => columns_text(*page, *n_pages),
        ImportFinding::Pictures(count) => {
            let pictures = counted(*count, "picture", "pictures");
            format!("{pictures} left out; words in a picture are not in the text")
        }
        ImportFinding::PagesWithoutText(pages) => {
            format!("no text on page {}", list_numbers(pages))
        }
        ImportFinding::Comments(count) => {
            format!("{} left out", counted(*count, "comment was", "comments were"))
        }
        ImportFinding::HiddenText(count) => {
            format!("{} left out", counted(*count, "hidden text was", "hidden texts were"))
        }
        ImportFinding::LeftOut(words) => {
            format!("left out menus and the like, beginning with “{words}”")
        }
        ImportFinding::OldEncoding => {
            "the file is not UTF-8 and was read as Windows-1252; check its letters".into()
        }
        ImportFinding::RepeatedMark(mark) => {
            format!("`{mark}` is the label of several units; the later marks got a number")
        }
        ImportFinding::CellBars(count) => {
            format!("{} with `|`, which became `¦`", counted(*count, "table cell", "table cells"))
        }
        ImportFinding::NoTitle => "the paper has no title; write `title:`".into(),
        ImportFinding::NoDate(lines) => date_text(lines),
        ImportFinding::RunningText(text) => {
            format!("the header or footer `{text}` was left out")
        }
        ImportFinding::Notes(count) => format!(
            "{} at the end of the unit that refers to them",
            counted(*count, "note is", "notes are")
        ),
        ImportFinding::Tables(lines) => format!(
            "check the cells of {} (line {})",
            counted(lines.len(), "table", "tables"),
            list_numbers(lines)
        ),
        ImportFinding::TextBoxes(count) => {
            format!("check the place of {}", counted(*count, "text box", "text boxes"))
        }
    };
    place + &text
}

fn columns_text(page: usize, n_pages: usize) -> String {
    match n_pages {
        1 => format!("check the order of the text on page {page}, which has columns"),
        _ => {
            format!("check the order of the text on {n_pages} pages with columns, from page {page}")
        }
    }
}

fn date_text(lines: &[String]) -> String {
    match lines {
        [] => "the paper does not state its date plainly; write `date:`".into(),
        _ => format!("which is the date of the paper? {}; write `date:`", quoted_list(lines)),
    }
}

fn quoted_list(lines: &[String]) -> String {
    lines.iter().map(|line| format!("“{line}”")).collect::<Vec<_>>().join(", ")
}
