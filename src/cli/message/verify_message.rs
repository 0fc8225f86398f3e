//! The messages of `pakt verify`.

use super::MessageLevel;
use crate::build::ManifestProblem;
use crate::diagnostic::ReportLanguage;
use std::path::PathBuf;

/// A message of `pakt verify`.
#[derive(Clone, Debug)]
pub(in crate::cli) enum VerifyMessage {
    /// The published copy that the command line names does not exist.
    NoCopy(PathBuf),
    /// The copy cannot be compared with its manifest.
    NoComparison { copy: PathBuf, problem: CopyProblem },
    /// A file has other bytes than the manifest says.
    Changed(String),
    /// A file of the manifest is not in the copy.
    Missing(String),
    /// A file is not in the manifest.
    Foreign { path: String, is_error: bool },
}

/// Why a published copy cannot be compared with its manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) enum CopyProblem {
    /// It is neither a folder nor a zip file that can be read; what the reader of zip files says.
    NotArchive(String),
    /// It has no manifest.
    NoManifest,
    /// Its manifest is not as pakt writes it.
    BadManifest(ManifestProblem),
}

impl VerifyMessage {
    pub(super) fn level(&self) -> MessageLevel {
        match self {
            Self::Foreign { is_error: false, .. } => MessageLevel::Note,
            _ => MessageLevel::Error,
        }
    }

    pub(super) fn text(&self, language: ReportLanguage) -> String {
        match (language, self) {
            (ReportLanguage::English, Self::NoCopy(path)) => {
                format!("`{}` does not exist", path.display())
            }
            (ReportLanguage::English, Self::NoComparison { copy, problem }) => {
                format!("cannot verify `{}`: {}", copy.display(), problem.text(language))
            }
            (ReportLanguage::English, Self::Changed(path)) => {
                format!("`{path}` has changed since it was built")
            }
            (ReportLanguage::English, Self::Missing(path)) => format!("`{path}` is missing"),
            (ReportLanguage::English, Self::Foreign { path, .. }) => {
                format!("`{path}` is not a file of the build")
            }
            (ReportLanguage::Swedish, Self::NoCopy(path)) => {
                format!("`{}` finns inte", path.display())
            }
            (ReportLanguage::Swedish, Self::NoComparison { copy, problem }) => {
                let problem = problem.text(language);
                format!("det går inte att kontrollera `{}`: {problem}", copy.display())
            }
            (ReportLanguage::Swedish, Self::Changed(path)) => {
                format!("`{path}` har ändrats sedan den byggdes")
            }
            (ReportLanguage::Swedish, Self::Missing(path)) => format!("`{path}` saknas"),
            (ReportLanguage::Swedish, Self::Foreign { path, .. }) => {
                format!("`{path}` kommer inte från bygget")
            }
        }
    }

    pub(super) fn help(&self, language: ReportLanguage) -> Vec<String> {
        let Self::NoComparison { problem, .. } = self else { return Vec::new() };
        let line = match (language, problem) {
            (ReportLanguage::English, CopyProblem::NoManifest) => {
                "name the folder that a build wrote to, with its `pakt-manifest.json`"
            }
            (ReportLanguage::English, _) => "take a new copy, or build the site again",
            (ReportLanguage::Swedish, CopyProblem::NoManifest) => {
                "ange mappen som ett bygge skrev till, med dess `pakt-manifest.json`"
            }
            (ReportLanguage::Swedish, _) => "ta en ny kopia, eller bygg webbplatsen igen",
        };
        vec![line.to_owned()]
    }
}

impl CopyProblem {
    fn text(&self, language: ReportLanguage) -> String {
        match (language, self) {
            (ReportLanguage::English, Self::NotArchive(reason)) => {
                format!("it is neither a folder nor a readable zip file ({reason})")
            }
            (ReportLanguage::English, Self::NoManifest) => "it has no `pakt-manifest.json`".into(),
            (ReportLanguage::English, Self::BadManifest(problem)) => match problem {
                ManifestProblem::Syntax(reason) => {
                    format!("`pakt-manifest.json` is damaged ({reason})")
                }
                ManifestProblem::Version(version) => format!(
                    "`pakt-manifest.json` has version {version}, which this pakt does not know"
                ),
                ManifestProblem::Path(path) => format!(
                    "`pakt-manifest.json` is damaged: the path `{path}` is not allowed or occurs \
                     twice"
                ),
                ManifestProblem::Digest(path) => {
                    format!("`pakt-manifest.json` is damaged: the digest of `{path}` is not one")
                }
            },
            (ReportLanguage::Swedish, Self::NotArchive(reason)) => {
                format!("det är varken en mapp eller en läsbar zip-fil ({reason})")
            }
            (ReportLanguage::Swedish, Self::NoManifest) => {
                "där finns ingen `pakt-manifest.json`".into()
            }
            (ReportLanguage::Swedish, Self::BadManifest(problem)) => match problem {
                ManifestProblem::Syntax(reason) => {
                    format!("`pakt-manifest.json` är skadad ({reason})")
                }
                ManifestProblem::Version(version) => format!(
                    "`pakt-manifest.json` har version {version}, som den här versionen av pakt \
                     inte kan läsa"
                ),
                ManifestProblem::Path(path) => format!(
                    "`pakt-manifest.json` är skadad: sökvägen `{path}` är otillåten eller finns \
                     två gånger"
                ),
                ManifestProblem::Digest(path) => format!(
                    "`pakt-manifest.json` är skadad: kontrollsumman för `{path}` är ogiltig"
                ),
            },
        }
    }
}

#[cfg(test)]
pub(super) fn samples() -> Vec<VerifyMessage> {
    let problems = [
        CopyProblem::NotArchive("no end of central directory".into()),
        CopyProblem::NoManifest,
        CopyProblem::BadManifest(ManifestProblem::Syntax("expected value".into())),
        CopyProblem::BadManifest(ManifestProblem::Version(2)),
        CopyProblem::BadManifest(ManifestProblem::Path("../a".into())),
        CopyProblem::BadManifest(ManifestProblem::Digest("a".into())),
    ];
    let no_comparison = |problem| VerifyMessage::NoComparison { copy: "a.zip".into(), problem };
    let mut all: Vec<VerifyMessage> = problems.map(no_comparison).into();
    all.push(VerifyMessage::NoCopy("archive".into()));
    all.push(VerifyMessage::Changed("a.html".into()));
    all.push(VerifyMessage::Missing("a.html".into()));
    all.push(VerifyMessage::Foreign { path: "a.html".into(), is_error: true });
    all
}
