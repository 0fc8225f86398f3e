//! Why a run could not be completed.

use super::exit_status::ExitStatus;
use super::message::{CliMessage, RevisionMessage};
use crate::files::RevisionProblem;
use crate::project::{LocateError, RevisionFailure};

/// Why a run could not be completed.
#[derive(Debug)]
pub(super) enum RunFailure {
    /// The command was used wrongly.
    Usage(CliMessage),
    /// What the command was to do cannot be done with this content.
    Refused(CliMessage),
    /// A system error, which names the action and the path.
    System(anyhow::Error),
    /// A system error that has a message of its own.
    Reported(CliMessage),
}

impl RunFailure {
    /// Returns the exit status of a run that failed like this.
    pub(super) fn exit_status(&self) -> ExitStatus {
        match self {
            Self::Usage(_) => ExitStatus::Usage,
            Self::Refused(_) => ExitStatus::Findings,
            Self::System(_) | Self::Reported(_) => ExitStatus::SystemError,
        }
    }
}

impl From<anyhow::Error> for RunFailure {
    fn from(error: anyhow::Error) -> Self {
        Self::System(error)
    }
}

impl From<LocateError> for RunFailure {
    fn from(error: LocateError) -> Self {
        match error {
            LocateError::NoFolder(path) => Self::Usage(CliMessage::NoFolder(path)),
            LocateError::NotFolder(path) => Self::Usage(CliMessage::NotFolder(path)),
            LocateError::NoContent(path, root) => {
                Self::Usage(CliMessage::NoContent { folder: path, root })
            }
            LocateError::System(error) => Self::System(error),
        }
    }
}

impl From<RevisionFailure> for RunFailure {
    fn from(failure: RevisionFailure) -> Self {
        let (name, problem) = match failure {
            RevisionFailure::System(error) => return Self::System(error),
            RevisionFailure::Revision { name, problem } => (name, problem),
        };
        let is_usage = match problem {
            RevisionProblem::NoRepository
            | RevisionProblem::NoCommits
            | RevisionProblem::LikeOption
            | RevisionProblem::InCommit { .. }
            | RevisionProblem::Unknown { .. } => true,
            RevisionProblem::NoGit
            | RevisionProblem::OtherOwner
            | RevisionProblem::Slow
            | RevisionProblem::TooLarge
            | RevisionProblem::MissingObjects => false,
        };
        let message = CliMessage::Revision(RevisionMessage::Problem { name, problem });
        if is_usage { Self::Usage(message) } else { Self::Reported(message) }
    }
}
