//! `pakt completions SHELL`.

use super::args::CliArgs;
use super::console::Console;
use super::exit_status::{ExitStatus, RunFailure};
use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

/// What `completions` understands.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  pakt completions fish > ~/.config/fish/completions/pakt.fish")]
pub(super) struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

pub(super) fn run(
    console: &Console,
    arguments: &CompletionsArgs,
) -> Result<ExitStatus, RunFailure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut CliArgs::command(), "pakt", &mut script);
    console.print_stdout(&String::from_utf8_lossy(&script))?;
    Ok(ExitStatus::Success)
}
