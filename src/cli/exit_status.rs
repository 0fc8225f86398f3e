//! The exit status of a run.

use std::process::ExitCode;

/// The exit status of a run. Ordered by gravity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ExitStatus {
    /// Status 0.
    Success,
    /// The content has errors, or warnings under `--strict`: 1.
    Findings,
    /// The command was used wrongly: 2.
    Usage,
    /// The disk, a permission or a port prevented the run: 3.
    SystemError,
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(status as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exit_statuses_are_0_to_3() {
        let all =
            [ExitStatus::Success, ExitStatus::Findings, ExitStatus::Usage, ExitStatus::SystemError];
        assert_eq!(all.map(|status| status as u8), [0, 1, 2, 3]);
    }
}
