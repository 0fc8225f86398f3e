//! `no-history`: `history: git` without a complete git repository.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// `history: git` is set, and there is no git repository with all its commits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoHistory {
    /// The content folder, as reports name it.
    pub folder: String,
    /// What is missing.
    pub problem: HistoryProblem,
}

/// Why git does not give the history of a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoryProblem {
    /// The program is not installed.
    NoGit,
    /// The folder is not in the work tree of a repository that git can read.
    NoRepository,
    /// Another user owns the repository.
    OtherOwner,
    /// The clone does not have all commits.
    Shallow,
    /// No file in the folder is committed.
    NoCommits,
    /// git does not answer in time.
    Slow,
}

impl Rule for NoHistory {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::NoHistory,
        name: "no-history",
        family: RuleFamily::Editorial,
        severity: Severity::Note,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "`site.yaml` says `history: git`, but git cannot tell when the files were changed.",
                why: "Dates of change come from the commits. A folder that is no repository, or a clone \
                      that holds only the newest commits, would give every page the same, wrong date; so \
                      the pages get none.",
                before: "A build server that clones with `--depth 1`.",
                after: "A build server that clones the whole history, or `updated: 2015-11-11` on the page.",
            },
            sv: RuleDocs {
                what: "I `site.yaml` står `history: git`, men git kan inte säga när filerna ändrades.",
                why: "Datumen för ändringar kommer från incheckningarna. En mapp utan git, eller en klon \
                      med bara de senaste incheckningarna, skulle ge alla sidor samma felaktiga datum. \
                      Därför får de inget.",
                before: "En byggserver som klonar med `--depth 1`.",
                after: "En byggserver som klonar hela historiken, eller `updated: 2015-11-11` på sidan.",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let folder = code_span(&self.folder);
        match (self.problem, language) {
            (HistoryProblem::NoGit, English) => {
                "the program `git` is not installed, so dates cannot be read from it".into()
            }
            (HistoryProblem::NoGit, Swedish) => {
                "programmet `git` är inte installerat, så det går inte att hämta datum ur det"
                    .into()
            }
            (HistoryProblem::NoRepository, English) => {
                format!("{folder} is not in a git repository, so dates cannot be read from it")
            }
            (HistoryProblem::NoRepository, Swedish) => {
                format!("{folder} ligger inte i ett git-arkiv att hämta datum ur")
            }
            (HistoryProblem::OtherOwner, English) => {
                format!(
                    "the git repository of {folder} belongs to another user, so git does not read it"
                )
            }
            (HistoryProblem::OtherOwner, Swedish) => {
                format!("git-arkivet för {folder} ägs av en annan användare, så git läser det inte")
            }
            (HistoryProblem::Shallow, English) => {
                format!(
                    "the git history of {folder} is incomplete, so dates cannot be read from it"
                )
            }
            (HistoryProblem::Shallow, Swedish) => {
                format!(
                    "git-historiken för {folder} är inte hel, så det går inte att hämta datum ur den"
                )
            }
            (HistoryProblem::NoCommits, English) => {
                format!("no file in {folder} is committed, so git has no dates")
            }
            (HistoryProblem::NoCommits, Swedish) => {
                format!("ingen fil i {folder} är incheckad, så git har inga datum")
            }
            (HistoryProblem::Slow, English) => {
                format!(
                    "git does not answer about {folder} in time, so dates cannot be read from it"
                )
            }
            (HistoryProblem::Slow, Swedish) => {
                format!("git svarar inte i tid om {folder}, så det går inte att hämta datum")
            }
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let cure = match (self.problem, language) {
            (HistoryProblem::NoGit, English) => "install git",
            (HistoryProblem::NoGit, Swedish) => "installera git",
            (HistoryProblem::NoRepository, English) => "run `git init` and commit the folder",
            (HistoryProblem::NoRepository, Swedish) => "kör `git init` och checka in mappen",
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
            (HistoryProblem::NoCommits, English) => "commit the folder (`git add`, `git commit`)",
            (HistoryProblem::NoCommits, Swedish) => "checka in mappen (`git add`, `git commit`)",
            (HistoryProblem::Slow, English) => {
                "run `git status` in the folder to see what git waits for"
            }
            (HistoryProblem::Slow, Swedish) => {
                "kör `git status` i mappen för att se vad git väntar på"
            }
        };
        Some(match language {
            English => format!("{cure}, or write `updated:` on each page and `history: none`"),
            Swedish => format!("{cure}, eller skriv `updated:` på varje sida och `history: none`"),
        })
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let problems = [
            HistoryProblem::NoGit,
            HistoryProblem::NoRepository,
            HistoryProblem::OtherOwner,
            HistoryProblem::Shallow,
            HistoryProblem::NoCommits,
        ];
        problems.map(|problem| Self { folder: name("content"), problem }).into()
    }
}
