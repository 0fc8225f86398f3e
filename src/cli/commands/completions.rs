//! `pakt completions SHELL`: prints a completion script.

use crate::cli::exit_status::ExitStatus;
use crate::cli::run_failure::RunFailure;
use crate::cli::terminal::Console;
use clap::{Args, Command};
use clap_complete::Shell;

/// The arguments of `completions`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  pakt completions fish > ~/.config/fish/completions/pakt.fish")]
pub(in crate::cli) struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

/// Prints a completion script for `pakt`, the whole command line.
pub(in crate::cli) fn run(
    console: &Console,
    args: &CompletionsArgs,
    mut pakt: Command,
) -> Result<ExitStatus, RunFailure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut pakt, "pakt", &mut script);
    console.print_stdout(&String::from_utf8_lossy(&script))?;
    Ok(ExitStatus::Success)
}
