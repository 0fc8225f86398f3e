//! The messages of `pakt import --history`.

use super::MessageLevel;
use super::{import_en, import_sv};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::rules::HistoryProblem;
use crate::files::file_versions::VersionsFailure;
use crate::import::{ImportFinding, VersionFailure};
use std::path::PathBuf;

/// A message of `import --history`, with its data.
#[derive(Clone, Debug)]
pub(in crate::cli) enum HistoryMessage {
    /// Git does not give the history of the folder.
    NoHistory { folder: PathBuf, problem: HistoryProblem },
    /// No commit has the file. The nearest one.
    UnknownFile { file: String, nearest: Option<String> },
    /// The versions cannot be read from git.
    Unreadable { file: String, failure: VersionsFailure },
    /// A version is not a paper that can be read.
    VersionFailed { file: String, failure: VersionFailure },
    /// No version is later than the document that is to be replaced.
    NoneLater { file: String, id: String },
    /// What was written: the ids, oldest first.
    Imported { file: String, ids: Vec<String> },
    /// How many commits changed no word.
    Unchanged(usize),
    /// The day of a commit that is before the day of an earlier commit.
    EarlierDay(String),
    /// The day of a commit after which the file had no words.
    Empty(String),
    /// The day of the commit that removed the file.
    Removed(String),
    /// Something to know or look at in a version, with the line of its text.
    Finding { id: String, finding: ImportFinding, line: Option<usize> },
}

impl HistoryMessage {
    pub(super) fn level(&self) -> MessageLevel {
        match self {
            Self::NoHistory { .. }
            | Self::UnknownFile { .. }
            | Self::Unreadable { .. }
            | Self::VersionFailed { .. } => MessageLevel::Error,
            Self::NoneLater { .. }
            | Self::Imported { .. }
            | Self::Unchanged(_)
            | Self::EarlierDay(_)
            | Self::Empty(_)
            | Self::Removed(_)
            | Self::Finding { .. } => MessageLevel::Note,
        }
    }

    pub(super) fn text(&self, language: ReportLanguage) -> String {
        match language {
            English => self.english(),
            Swedish => self.swedish(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::NoHistory { folder, problem } => {
                let folder = folder.display();
                match problem {
                    HistoryProblem::NoGit => "the program `git` is not installed".into(),
                    HistoryProblem::NoRepository => {
                        format!("`{folder}` is not in a git repository")
                    }
                    HistoryProblem::OtherOwner => {
                        format!("the git repository of `{folder}` belongs to another user")
                    }
                    HistoryProblem::Shallow => {
                        format!("the git history of `{folder}` is incomplete: the clone is shallow")
                    }
                    HistoryProblem::NoCommits => format!("nothing is committed in `{folder}`"),
                    HistoryProblem::Slow => format!("git does not answer about `{folder}` in time"),
                }
            }
            Self::UnknownFile { file, .. } => format!("no commit has a file `{file}`"),
            Self::Unreadable { file, failure } => {
                let reason = match failure {
                    VersionsFailure::NoFile(_) => "there is no such file",
                    VersionsFailure::TooLarge => "they have more than 200 MB together",
                    VersionsFailure::TooMany => "there are more than 5,000",
                    VersionsFailure::Damaged => "git does not give all of them",
                    VersionsFailure::NoDay { commit, day } if day.is_empty() => {
                        return format!("nothing was written: commit {commit} has no date");
                    }
                    VersionsFailure::NoDay { commit, day } => {
                        return format!(
                            "nothing was written: the date of commit {commit}, `{day}`, is not one \
                             of the years 1 to 9999"
                        );
                    }
                };
                format!("cannot read the versions of `{file}`: {reason}")
            }
            Self::VersionFailed { file, failure } => {
                let VersionFailure { commit, day, failure } = failure;
                let reason = import_en::failure_text(failure);
                format!("nothing was written: `{file}` in commit {commit} of {day}: {reason}")
            }
            Self::NoneLater { file, id } => {
                format!("nothing was written: no version of `{file}` is later than `{id}`")
            }
            Self::Imported { file, ids } => match ids.as_slice() {
                [first, .., last] => {
                    let count = ids.len();
                    format!("imported {count} versions of `{file}`, from `{first}` to `{last}`")
                }
                _ => format!("imported `{file}` as `{}`", ids.concat()),
            },
            Self::Unchanged(1) => "1 commit changed no words and gave no version".into(),
            Self::Unchanged(count) => {
                format!("{count} commits changed no words and gave no version")
            }
            Self::EarlierDay(day) => {
                format!("check `date:`: the commit of {day} follows one of a later day")
            }
            Self::Empty(day) => format!("the file had no words after the commit of {day}"),
            Self::Removed(day) => format!("the file was removed on {day}; no version says so"),
            Self::Finding { id, finding, line } => {
                format!("`{id}`: {}", import_en::finding_text(finding, *line))
            }
        }
    }

    fn swedish(&self) -> String {
        match self {
            Self::NoHistory { folder, problem } => {
                let folder = folder.display();
                match problem {
                    HistoryProblem::NoGit => "programmet `git` är inte installerat".into(),
                    HistoryProblem::NoRepository => {
                        format!("`{folder}` ligger inte i ett git-arkiv")
                    }
                    HistoryProblem::OtherOwner => {
                        format!("git-arkivet för `{folder}` ägs av en annan användare")
                    }
                    HistoryProblem::Shallow => {
                        format!("git-historiken för `{folder}` är inte hel: klonen är grund")
                    }
                    HistoryProblem::NoCommits => format!("inget är incheckat i `{folder}`"),
                    HistoryProblem::Slow => format!("git svarar inte i tid om `{folder}`"),
                }
            }
            Self::UnknownFile { file, .. } => format!("ingen incheckning har en fil `{file}`"),
            Self::Unreadable { file, failure } => {
                let reason = match failure {
                    VersionsFailure::NoFile(_) => "filen finns inte",
                    VersionsFailure::TooLarge => "de är tillsammans större än 200 MB",
                    VersionsFailure::TooMany => "de är fler än 5\u{a0}000",
                    VersionsFailure::Damaged => "git lämnar inte ut alla",
                    VersionsFailure::NoDay { commit, day } if day.is_empty() => {
                        return format!("inget skrevs: incheckningen {commit} har inget datum");
                    }
                    VersionsFailure::NoDay { commit, day } => {
                        return format!(
                            "inget skrevs: datumet för incheckningen {commit}, `{day}`, ligger \
                             inte mellan år 1 och 9999"
                        );
                    }
                };
                format!("kan inte läsa versionerna av `{file}`: {reason}")
            }
            Self::VersionFailed { file, failure } => {
                let VersionFailure { commit, day, failure } = failure;
                let reason = import_sv::failure_text(failure);
                format!("inget skrevs: `{file}` i incheckningen {commit} från {day}: {reason}")
            }
            Self::NoneLater { file, id } => {
                format!("inget skrevs: ingen version av `{file}` är senare än `{id}`")
            }
            Self::Imported { file, ids } => match ids.as_slice() {
                [first, .., last] => {
                    let count = ids.len();
                    format!(
                        "importerade {count} versioner av `{file}`, från `{first}` till `{last}`"
                    )
                }
                _ => format!("importerade `{file}` som `{}`", ids.concat()),
            },
            Self::Unchanged(1) => "1 incheckning ändrade inga ord och gav ingen version".into(),
            Self::Unchanged(count) => {
                format!("{count} incheckningar ändrade inga ord och gav ingen version")
            }
            Self::EarlierDay(day) => {
                format!("kontrollera `date:`: incheckningen {day} kommer efter en med senare datum")
            }
            Self::Empty(day) => format!("filen hade inga ord efter incheckningen {day}"),
            Self::Removed(day) => {
                format!("filen togs bort {day}; ingen version berättar det")
            }
            Self::Finding { id, finding, line } => {
                format!("`{id}`: {}", import_sv::finding_text(finding, *line))
            }
        }
    }

    pub(super) fn help(&self, language: ReportLanguage) -> Vec<String> {
        let line = match (self, language) {
            (Self::NoHistory { problem, .. }, _) => problem_help(*problem, language).to_owned(),
            (Self::UnknownFile { nearest: Some(nearest), .. }, English) => {
                format!("did you mean `{nearest}`?")
            }
            (Self::UnknownFile { nearest: Some(nearest), .. }, Swedish) => {
                format!("menade du `{nearest}`?")
            }
            (Self::UnknownFile { nearest: None, .. }, English) => {
                "write the path from the folder of the repository".into()
            }
            (Self::UnknownFile { nearest: None, .. }, Swedish) => {
                "skriv sökvägen från arkivets mapp".into()
            }
            (Self::Unreadable { failure: VersionsFailure::Damaged, .. }, English) => {
                "run `git fsck` in the repository, or clone it again".into()
            }
            (Self::Unreadable { failure: VersionsFailure::Damaged, .. }, Swedish) => {
                "kör `git fsck` i arkivet, eller klona det igen".into()
            }
            (Self::Unreadable { failure: VersionsFailure::NoDay { .. }, .. }, English) => {
                "give the commit another author's date in a copy of the repository".into()
            }
            (Self::Unreadable { failure: VersionsFailure::NoDay { .. }, .. }, Swedish) => {
                "ge incheckningen ett annat författardatum i en kopia av arkivet".into()
            }
            (Self::VersionFailed { failure, .. }, English) => {
                return vec![format!("look at it with `git show {}`", failure.commit)];
            }
            (Self::VersionFailed { failure, .. }, Swedish) => {
                return vec![format!("titta på den med `git show {}`", failure.commit)];
            }
            _ => return Vec::new(),
        };
        vec![line]
    }
}

fn problem_help(problem: HistoryProblem, language: ReportLanguage) -> &'static str {
    match (problem, language) {
        (HistoryProblem::NoGit, English) => "install git",
        (HistoryProblem::NoGit, Swedish) => "installera git",
        (HistoryProblem::NoRepository, English) => "name the folder of a clone, with its `.git`",
        (HistoryProblem::NoRepository, Swedish) => "ange mappen för en klon, med dess `.git`",
        (HistoryProblem::OtherOwner, English) => {
            "run `git config --global --add safe.directory …` with the path of the repository"
        }
        (HistoryProblem::OtherOwner, Swedish) => {
            "kör `git config --global --add safe.directory …` med sökvägen till arkivet"
        }
        (HistoryProblem::Shallow, English) => {
            "fetch the complete history (`git fetch --unshallow`)"
        }
        (HistoryProblem::Shallow, Swedish) => "hämta hela historiken (`git fetch --unshallow`)",
        (HistoryProblem::NoCommits, English) => "commit the file (`git add`, `git commit`)",
        (HistoryProblem::NoCommits, Swedish) => "checka in filen (`git add`, `git commit`)",
        (HistoryProblem::Slow, English) => "run `git status` there to see what git waits for",
        (HistoryProblem::Slow, Swedish) => "kör `git status` där för att se vad git väntar på",
    }
}

#[cfg(test)]
pub(super) fn samples() -> Vec<HistoryMessage> {
    use crate::import::ImportFailure;
    let problems = [
        HistoryProblem::NoGit,
        HistoryProblem::NoRepository,
        HistoryProblem::OtherOwner,
        HistoryProblem::Shallow,
        HistoryProblem::NoCommits,
        HistoryProblem::Slow,
    ];
    let failures = [
        VersionsFailure::NoFile(Vec::new()),
        VersionsFailure::TooLarge,
        VersionsFailure::TooMany,
        VersionsFailure::Damaged,
        VersionsFailure::NoDay { commit: "aa".into(), day: "10000-01-01".into() },
        VersionsFailure::NoDay { commit: "aa".into(), day: String::new() },
    ];
    let file = || "law.md".to_owned();
    let (commit, day) = ("1a2b3c".to_owned(), "2019-01-01".to_owned());
    let failure = VersionFailure { commit, day: day.clone(), failure: ImportFailure::TooLarge };
    let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
    let finding = ImportFinding::Tables(vec![9, 14]);
    let mut all = vec![
        HistoryMessage::UnknownFile { file: file(), nearest: Some("laws/law.md".into()) },
        HistoryMessage::UnknownFile { file: file(), nearest: None },
        HistoryMessage::VersionFailed { file: file(), failure },
        HistoryMessage::NoneLater { file: file(), id: "law-2019-01-01".into() },
        HistoryMessage::Imported { file: file(), ids: ids(&["a"]) },
        HistoryMessage::Imported { file: file(), ids: ids(&["a", "b"]) },
        HistoryMessage::Unchanged(1),
        HistoryMessage::Unchanged(2),
        HistoryMessage::EarlierDay(day.clone()),
        HistoryMessage::Empty(day.clone()),
        HistoryMessage::Removed(day),
        HistoryMessage::Finding { id: "a".into(), finding, line: Some(4) },
    ];
    let no_history = |problem| HistoryMessage::NoHistory { folder: "laws".into(), problem };
    all.extend(problems.map(no_history));
    all.extend(failures.map(|failure| HistoryMessage::Unreadable { file: file(), failure }));
    all
}
