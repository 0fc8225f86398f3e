//! The messages of `pakt import`.

use super::MessageLevel;
use crate::import::{ImportFailure, ImportFinding, SchemeProblem};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// A message of `import`, with its data.
#[derive(Clone, Debug)]
pub(in crate::cli) enum ImportMessage {
    /// The file does not exist.
    NoFile(PathBuf),
    /// There is a folder, a pipe or a device, which cannot be read as a whole.
    NotFile(PathBuf),
    /// The file could not be read as a paper.
    Failed { file: String, failure: ImportFailure },
    /// `--marks` is not a scheme.
    BadScheme { scheme: String, problem: SchemeProblem },
    /// `--id` is not an id.
    BadId(String),
    /// There is an entry with the id, or a file; where.
    Exists { id: String, place: String },
    /// `--replaces` names no document. The nearest one.
    UnknownDocument { id: String, nearest: Option<String> },
    /// The scheme of the marks, before anything is written.
    Scheme { scheme: String, marks: Vec<String>, id: String },
    /// Whether to write.
    Question,
    /// The answer was no.
    Stopped,
    /// What was written.
    Imported { file: String, id: String, marks: Vec<String> },
    /// The folder of `-o` is outside of the content. The folder in the content that has its name.
    OutsideContent { folder: PathBuf, content: PathBuf, namesake: Option<PathBuf> },
    /// Something to know or look at, with the line of the text.
    Finding { finding: ImportFinding, line: Option<usize> },
}

impl ImportMessage {
    /// Returns how serious the message is.
    pub(super) fn level(&self) -> MessageLevel {
        match self {
            Self::NoFile(_)
            | Self::NotFile(_)
            | Self::Failed { .. }
            | Self::BadScheme { .. }
            | Self::BadId(_)
            | Self::Exists { .. }
            | Self::UnknownDocument { .. } => MessageLevel::Error,
            Self::Scheme { .. }
            | Self::Question
            | Self::Stopped
            | Self::Imported { .. }
            | Self::OutsideContent { .. }
            | Self::Finding { .. } => MessageLevel::Note,
        }
    }

    /// Returns one message of each kind.
    #[cfg(test)]
    pub(super) fn samples() -> Vec<Self> {
        let file = || "lease.docx".to_owned();
        let failures = [
            ImportFailure::UnknownFormat,
            ImportFailure::WrongEnding("PDF"),
            ImportFailure::WrongEnding("OLE"),
            ImportFailure::Damaged("PDF"),
            ImportFailure::Encrypted,
            ImportFailure::TooLarge,
            ImportFailure::NoText,
            ImportFailure::TrackedChanges { count: 1, paragraph: 3, excerpt: "Oak".into() },
            ImportFailure::TrackedChanges { count: 2, paragraph: 3, excerpt: "Oak".into() },
            ImportFailure::TooSlow,
        ];
        let problems = [
            SchemeProblem::NoNumber,
            SchemeProblem::Placeholder("x".into()),
            SchemeProblem::Sign('['),
            SchemeProblem::Order,
        ];
        let marks = || vec!["Article 1".to_owned(), "Article 2".to_owned()];
        let mut all = vec![
            Self::NoFile("lease.docx".into()),
            Self::NotFile("/dev/stdin".into()),
            Self::BadId("Å".into()),
            Self::Exists { id: "lease".into(), place: "content/lease.md:1".into() },
            Self::UnknownDocument { id: "leese".into(), nearest: Some("lease".into()) },
            Self::UnknownDocument { id: "leese".into(), nearest: None },
            Self::Scheme { scheme: "Article {n}".into(), marks: marks(), id: "lease".into() },
            Self::OutsideContent {
                folder: "sources".into(),
                content: "content".into(),
                namesake: Some("content/sources".into()),
            },
            Self::OutsideContent {
                folder: "papers".into(),
                content: "content".into(),
                namesake: None,
            },
            Self::Question,
            Self::Stopped,
            Self::Imported { file: file(), id: "lease".into(), marks: marks() },
            Self::Imported { file: file(), id: "lease".into(), marks: vec!["1".into()] },
        ];
        all.extend(failures.map(|failure| Self::Failed { file: file(), failure }));
        all.extend(problems.map(|problem| Self::BadScheme { scheme: "{x}".into(), problem }));
        all.extend(
            finding_samples().into_iter().map(|finding| Self::Finding { finding, line: Some(4) }),
        );
        all
    }
}

#[cfg(test)]
fn finding_samples() -> Vec<ImportFinding> {
    vec![
        ImportFinding::SoftHyphens(1),
        ImportFinding::SoftHyphens(2),
        ImportFinding::JoinedWords(1),
        ImportFinding::JoinedWords(2),
        ImportFinding::UncertainJoin("kvarnhyra".into()),
        ImportFinding::UncertainHyphen("e-post".into()),
        ImportFinding::RepeatedLine { text: "Page 1".into(), n_pages: 2 },
        ImportFinding::UnknownCharacters(2),
        ImportFinding::Columns { page: 1, n_pages: 1 },
        ImportFinding::Columns { page: 1, n_pages: 2 },
        ImportFinding::Pictures(1),
        ImportFinding::Pictures(2),
        ImportFinding::PagesWithoutText(vec![2, 3]),
        ImportFinding::Comments(2),
        ImportFinding::HiddenText(2),
        ImportFinding::LeftOut("Menu".into()),
        ImportFinding::OldEncoding,
        ImportFinding::RepeatedMark("Article 1".into()),
        ImportFinding::CellBars(2),
        ImportFinding::NoTitle,
        ImportFinding::NoDate(Vec::new()),
        ImportFinding::NoDate(vec!["from 1 May 2016".into()]),
        ImportFinding::RunningText("No. 2024/117".into()),
        ImportFinding::Notes(2),
        ImportFinding::Tables(vec![4]),
        ImportFinding::Tables(vec![4, 9]),
        ImportFinding::TextBoxes(2),
    ]
}

/// Returns the first marks, the first one of each later form, and the last one, as
/// `[1] [2] [3] [4] … [4(a)] … [9]`.
pub(super) fn list_marks(marks: &[String]) -> String {
    const MAX_MARKS: usize = 4;
    const MAX_FORMS: usize = 4;
    let mut forms: BTreeSet<String> =
        marks.iter().take(MAX_MARKS).map(|mark| mark_form(mark)).collect();
    let mut n_forms = 0;
    let mut list = String::new();
    let mut last_index = None;
    for (index, mark) in marks.iter().enumerate() {
        let is_last = index + 1 == marks.len();
        let is_new_form =
            index >= MAX_MARKS && n_forms < MAX_FORMS && forms.insert(mark_form(mark));
        if index >= MAX_MARKS && !is_last && !is_new_form {
            continue;
        }
        n_forms += usize::from(is_new_form);
        let separator = match last_index {
            None => "",
            Some(last) if last + 1 == index => " ",
            Some(_) => " … ",
        };
        list += &format!("{separator}[{mark}]");
        last_index = Some(index);
    }
    list
}

/// Returns what marks that differ only by their numbers and single letters have in common.
fn mark_form(mark: &str) -> String {
    let mut form = String::new();
    let words = mark.split_inclusive(|char: char| !char.is_alphanumeric());
    for word in words {
        let letters = word.trim_end_matches(|char: char| !char.is_alphanumeric());
        let is_letter = letters.chars().count() == 1 && letters.chars().all(char::is_alphabetic);
        let rest = word.get(letters.len()..).unwrap_or_default();
        if is_letter {
            form.push('a');
        } else {
            let is_number = |char: char| char.is_numeric();
            let mut chars = letters.chars().peekable();
            while let Some(char) = chars.next() {
                if is_number(char) {
                    while chars.next_if(|next| is_number(*next)).is_some() {}
                    form.push('1');
                } else {
                    form.push(char);
                }
            }
        }
        form.push_str(rest);
    }
    form
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_of_the_marks_is_shown() {
        let check = |marks: &str, expected: &str| {
            let marks: Vec<String> = marks.split(' ').map(str::to_owned).collect();
            assert_eq!(list_marks(&marks), expected);
        };
        check("1 2 3", "[1] [2] [3]");
        check("1 2 3 4 5", "[1] [2] [3] [4] [5]");
        check("1 2 3 4 5 6", "[1] [2] [3] [4] … [6]");
        check("1 2 3 4 5 6 6(a) 6(b) 7", "[1] [2] [3] [4] … [6(a)] … [7]");
        check("1 2 3 4 5 6 7(a)", "[1] [2] [3] [4] … [7(a)]");
    }
}
