//! How a run ends.

use super::message::Message;
use std::process::ExitCode;

/// How a run that came to its end ended. Ordered: the gravest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Status {
    /// All is well: 0.
    Fine,
    /// The content has errors, or warnings under `--strict`: 1.
    Findings,
    /// The command was used wrongly: 2.
    Usage,
    /// The machine failed: 3.
    Machine,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

/// Why a run could not come to its end.
#[derive(Debug)]
pub(super) enum Failure {
    /// The command was used wrongly, and this is how.
    Usage(Message),
    /// The machine failed; the error says which act on which path.
    Machine(anyhow::Error),
    /// The machine failed, and there are words for it.
    Said(Message),
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Machine(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exit_statuses_are_those_of_the_design() {
        let all = [Status::Fine, Status::Findings, Status::Usage, Status::Machine];
        assert_eq!(all.map(|status| status as u8), [0, 1, 2, 3]);
    }
}
