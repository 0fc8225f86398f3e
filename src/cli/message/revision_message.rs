//! The messages about revisions of the content.

use super::MessageLevel;
use crate::diagnostic::DiagnosticCode;
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::files::RevisionProblem;
use crate::project::RevisionNote;

/// A message about a revision of the content.
#[derive(Clone, Debug)]
pub(in crate::cli) enum RevisionMessage {
    /// A revision cannot be read.
    Problem {
        /// The revision as written.
        name: String,
        problem: RevisionProblem,
    },
    /// Something to know about a revision.
    Note(RevisionNote),
}

impl RevisionMessage {
    pub(super) fn level(&self) -> MessageLevel {
        match self {
            Self::Problem { .. } => MessageLevel::Error,
            Self::Note(_) => MessageLevel::Note,
        }
    }

    pub(super) fn text(&self, language: ReportLanguage) -> String {
        match self {
            Self::Problem { name, problem } => problem_text(name, problem, language),
            Self::Note(note) => note_text(note, language),
        }
    }

    pub(super) fn help(&self, language: ReportLanguage) -> Vec<String> {
        let Self::Problem { name, problem } = self else { return Vec::new() };
        let line = match (problem, language) {
            (RevisionProblem::Unknown { .. }, _) if name.contains("..") => {
                let Some((from, to)) = range_ends(name) else { return Vec::new() };
                match language {
                    English => format!("name both revisions: `pakt diff {from} {to}`"),
                    Swedish => format!("ange båda versionerna: `pakt diff {from} {to}`"),
                }
            }
            (RevisionProblem::InCommit { commit }, English) => {
                format!("leave out the path: `{commit}`")
            }
            (RevisionProblem::InCommit { commit }, Swedish) => {
                format!("utelämna sökvägen: `{commit}`")
            }
            (RevisionProblem::Unknown { nearest: Some(nearest), .. }, English) => {
                format!("did you mean `{nearest}`?")
            }
            (RevisionProblem::Unknown { nearest: Some(nearest), .. }, Swedish) => {
                format!("menade du `{nearest}`?")
            }
            (RevisionProblem::Unknown { is_shallow: true, .. }, English) => {
                "fetch the older commits: `git fetch --unshallow`, or `fetch-depth: 0` in a workflow"
                    .into()
            }
            (RevisionProblem::Unknown { is_shallow: true, .. }, Swedish) => {
                "hämta de äldre incheckningarna: `git fetch --unshallow`, eller `fetch-depth: 0` i \
                 ett arbetsflöde"
                    .into()
            }
            (RevisionProblem::MissingObjects, English) => {
                "fetch all of the repository, and check it with `git fsck`".into()
            }
            (RevisionProblem::MissingObjects, Swedish) => {
                "hämta hela git-arkivet och kontrollera det med `git fsck`".into()
            }
            (
                RevisionProblem::NoGit
                | RevisionProblem::NoRepository
                | RevisionProblem::OtherOwner
                | RevisionProblem::NoCommits
                | RevisionProblem::LikeOption
                | RevisionProblem::Unknown { .. }
                | RevisionProblem::Slow
                | RevisionProblem::TooLarge,
                _,
            ) => return Vec::new(),
        };
        vec![line]
    }
}

fn problem_text(name: &str, problem: &RevisionProblem, language: ReportLanguage) -> String {
    match (problem, language) {
        (RevisionProblem::NoGit, English) => "git is not installed".into(),
        (RevisionProblem::NoGit, Swedish) => "git är inte installerat".into(),
        (RevisionProblem::NoRepository, English) => {
            "the content is not in a git repository that can be read".into()
        }
        (RevisionProblem::NoRepository, Swedish) => {
            "innehållet ligger inte i ett git-arkiv som går att läsa".into()
        }
        (RevisionProblem::OtherOwner, English) => {
            "git does not read the repository, because another user owns it".into()
        }
        (RevisionProblem::OtherOwner, Swedish) => {
            "git läser inte git-arkivet, eftersom en annan användare äger det".into()
        }
        (RevisionProblem::NoCommits, English) => "nothing is committed yet".into(),
        (RevisionProblem::NoCommits, Swedish) => "inget är incheckat ännu".into(),
        (RevisionProblem::LikeOption, English) => {
            format!("`{name}` is not a revision: it begins with a hyphen")
        }
        (RevisionProblem::LikeOption, Swedish) => {
            format!("`{name}` är ingen version: det börjar med bindestreck")
        }
        (RevisionProblem::InCommit { .. }, English) => {
            format!("`{name}` is not a revision: it names a path in a commit")
        }
        (RevisionProblem::InCommit { .. }, Swedish) => {
            format!("`{name}` är ingen version: det är en sökväg i en incheckning")
        }
        (RevisionProblem::Unknown { is_shallow: false, .. }, English) => {
            format!("no commit, branch or tag is called `{name}`")
        }
        (RevisionProblem::Unknown { is_shallow: false, .. }, Swedish) => {
            format!("ingen incheckning, gren eller tagg heter `{name}`")
        }
        (RevisionProblem::Unknown { is_shallow: true, .. }, English) => {
            format!("this shallow clone has no commit, branch or tag called `{name}`")
        }
        (RevisionProblem::Unknown { is_shallow: true, .. }, Swedish) => {
            format!("ingen incheckning, gren eller tagg i den här grunda klonen heter `{name}`")
        }
        (RevisionProblem::Slow, English) => {
            format!("cannot read the revision `{name}`: git did not answer in 8 seconds")
        }
        (RevisionProblem::Slow, Swedish) => {
            format!("det går inte att läsa versionen `{name}`: git svarade inte inom 8 sekunder")
        }
        (RevisionProblem::TooLarge, English) => {
            format!("cannot read the revision `{name}`: its texts are too large")
        }
        (RevisionProblem::TooLarge, Swedish) => {
            format!("det går inte att läsa versionen `{name}`: dess texter är för stora")
        }
        (RevisionProblem::MissingObjects, English) => {
            format!("cannot read the revision `{name}`: parts of it are missing or damaged")
        }
        (RevisionProblem::MissingObjects, Swedish) => {
            format!(
                "det går inte att läsa versionen `{name}`: delar av den saknas eller är skadade"
            )
        }
    }
}

fn note_text(note: &RevisionNote, language: ReportLanguage) -> String {
    match (note, language) {
        (RevisionNote::Shallow, English) => {
            "the clone is shallow: it does not have all commits".into()
        }
        (RevisionNote::Shallow, Swedish) => {
            "klonen är grund: den har inte alla incheckningar".into()
        }
        (RevisionNote::Submodule { path }, English) => {
            format!("the submodule `{path}` is not read")
        }
        (RevisionNote::Submodule { path }, Swedish) => {
            format!("undermodulen `{path}` läses inte")
        }
        (RevisionNote::BrokenFile { path, code, line, line_text, revision }, English) => {
            let place = revision.as_ref().map_or_else(String::new, |it| format!("in `{it}`, "));
            let error = error_place(*code, *line, line_text, language);
            format!(
                "{place}`{path}` cannot be read ({error}), so what it declares seems to be missing"
            )
        }
        (RevisionNote::BrokenFile { path, code, line, line_text, revision }, Swedish) => {
            let place = revision.as_ref().map_or_else(String::new, |it| format!("i `{it}`: "));
            let error = error_place(*code, *line, line_text, language);
            format!(
                "{place}`{path}` går inte att läsa ({error}), så innehållet i filen kan se ut att \
                 saknas"
            )
        }
    }
}

/// Returns a code with its line. Without the words of the line, the code alone.
fn error_place(
    code: DiagnosticCode,
    line: usize,
    line_text: &str,
    language: ReportLanguage,
) -> String {
    let code = code.code_name();
    if line_text.is_empty() {
        return format!("`{code}`");
    }
    match language {
        English => format!("`{code}` on line {line}, `{line_text}`"),
        Swedish => format!("`{code}` på rad {line}, `{line_text}`"),
    }
}

/// Returns the revisions that a range such as `main..HEAD` is between. `None` means that it is
/// something else.
fn range_ends(range: &str) -> Option<(&str, &str)> {
    let (from, to) = range.split_once("..")?;
    let to = to.strip_prefix('.').unwrap_or(to);
    let is_name = |name: &str| {
        let is_sign = |char: char| matches!(char, '/' | '.' | '_' | '-' | '~' | '^' | '@');
        !name.contains("..")
            && !name.starts_with(['-', '.', '/'])
            && name.chars().all(|char| char.is_alphanumeric() || is_sign(char))
    };
    let is_range = is_name(from) && is_name(to) && !(from.is_empty() && to.is_empty());
    let [from, to] = [from, to].map(|name| if name.is_empty() { "HEAD" } else { name });
    is_range.then_some((from, to))
}

#[cfg(test)]
pub(super) fn samples() -> Vec<RevisionMessage> {
    let unknown = |nearest: Option<&str>, is_shallow| RevisionProblem::Unknown {
        nearest: nearest.map(str::to_owned),
        is_shallow,
    };
    let problems = [
        RevisionProblem::NoGit,
        RevisionProblem::NoRepository,
        RevisionProblem::OtherOwner,
        RevisionProblem::NoCommits,
        RevisionProblem::LikeOption,
        unknown(Some("main"), false),
        unknown(None, false),
        unknown(None, true),
        RevisionProblem::InCommit { commit: "main".into() },
        RevisionProblem::Slow,
        RevisionProblem::TooLarge,
        RevisionProblem::MissingObjects,
    ];
    let problem = |problem| RevisionMessage::Problem { name: "mian".into(), problem };
    let broken = |revision| RevisionNote::BrokenFile {
        path: "content/a.yaml".into(),
        code: DiagnosticCode::YamlSyntax,
        line: 2,
        line_text: "- id: [".into(),
        revision,
    };
    let notes = [
        RevisionNote::Shallow,
        RevisionNote::Submodule { path: "a".into() },
        broken(None),
        broken(Some("HEAD".into())),
    ];
    let mut all: Vec<RevisionMessage> = problems.map(problem).into();
    all.push(RevisionMessage::Problem { name: "a..b".into(), problem: unknown(None, false) });
    all.extend(notes.map(RevisionMessage::Note));
    all
}
