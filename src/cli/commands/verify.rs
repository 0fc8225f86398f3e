//! `pakt verify`: compares a published copy of a site with its manifest.

use crate::build::{Verification, VerifyFailure, verify};
use crate::cli::exit_status::ExitStatus;
use crate::cli::message::{CliMessage, CopyProblem, VerifyMessage};
use crate::cli::run_failure::RunFailure;
use crate::cli::terminal::Console;
use crate::diagnostic::sanitize::escape_invisible;
use clap::Args;
use std::path::PathBuf;

/// The arguments of `verify`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  pakt verify /var/www/avtalet
  pakt verify archive/2026-1.zip --strict

Each file of the copy is compared with `pakt-manifest.json` in it, which lists what the build wrote. \
The last line on standard output is `640 files, 0 changed, 0 missing, 0 foreign`.")]
pub(in crate::cli) struct VerifyArgs {
    /// The published copy: a folder, or a zip file, with or without one folder at its top
    #[arg(value_name = "DIR|ZIP")]
    copy: PathBuf,
    /// Fail if there are files that the build did not write
    #[arg(long)]
    strict: bool,
}

pub(in crate::cli) fn run(console: &Console, args: &VerifyArgs) -> Result<ExitStatus, RunFailure> {
    let verification = match verify(&args.copy) {
        Ok(verification) => verification,
        Err(VerifyFailure::NotFound) => {
            let message = VerifyMessage::NoCopy(args.copy.clone());
            return Err(RunFailure::Usage(CliMessage::Verify(message)));
        }
        Err(VerifyFailure::System(error)) => return Err(RunFailure::System(error)),
        Err(VerifyFailure::NotArchive(reason)) => {
            return Ok(args.report_problem(console, CopyProblem::NotArchive(reason)));
        }
        Err(VerifyFailure::NoManifest) => {
            return Ok(args.report_problem(console, CopyProblem::NoManifest));
        }
        Err(VerifyFailure::BadManifest(problem)) => {
            return Ok(args.report_problem(console, CopyProblem::BadManifest(problem)));
        }
    };
    let Verification { edition, n_files, changed, missing, foreign } = verification;
    let (n_changed, n_missing, n_foreign) = (changed.len(), missing.len(), foreign.len());
    let foreign =
        foreign.into_iter().map(|path| VerifyMessage::Foreign { path, is_error: args.strict });
    let messages = changed
        .into_iter()
        .map(VerifyMessage::Changed)
        .chain(missing.into_iter().map(VerifyMessage::Missing));
    // What is to be done comes last, next to the prompt.
    for message in foreign.chain(messages) {
        console.print_message(&CliMessage::Verify(message));
    }
    let edition = edition.map(|edition| format!("edition {}: ", escape_invisible(&edition)));
    let edition = edition.unwrap_or_default();
    console.print_stdout(&format!(
        "{edition}{n_files} files, {n_changed} changed, {n_missing} missing, {n_foreign} foreign\n"
    ))?;
    let is_different = n_changed + n_missing > 0 || (args.strict && n_foreign > 0);
    Ok(if is_different { ExitStatus::Findings } else { ExitStatus::Success })
}

impl VerifyArgs {
    fn report_problem(&self, console: &Console, problem: CopyProblem) -> ExitStatus {
        let copy = self.copy.clone();
        console.print_message(&CliMessage::Verify(VerifyMessage::NoComparison { copy, problem }));
        ExitStatus::Findings
    }
}
