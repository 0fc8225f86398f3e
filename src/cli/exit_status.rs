//! How a run ends.

use super::message::CliMessage;
use std::process::ExitCode;

/// How a run that came to its end ended. Ordered: the gravest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ExitStatus {
    /// All is well: 0.
    Success,
    /// The content has errors, or warnings under `--strict`: 1.
    Findings,
    /// The command was used wrongly: 2.
    Usage,
    /// The machine failed: 3.
    SystemError,
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(status as u8)
    }
}

/// Why a run could not come to its end.
#[derive(Debug)]
pub(super) enum RunFailure {
    /// The command was used wrongly, and this is how.
    Usage(CliMessage),
    /// The machine failed; the error says which act on which path.
    System(anyhow::Error),
    /// The machine failed, and there are words for it.
    Reported(CliMessage),
}

impl From<anyhow::Error> for RunFailure {
    fn from(error: anyhow::Error) -> Self {
        Self::System(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exit_statuses_are_those_of_the_design() {
        let all =
            [ExitStatus::Success, ExitStatus::Findings, ExitStatus::Usage, ExitStatus::SystemError];
        assert_eq!(all.map(|status| status as u8), [0, 1, 2, 3]);
    }
}
