//! `pakt completions SHELL`.

use super::arguments::Options;
use super::console::Console;
use super::status::{Failure, Status};
use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

/// What `completions` understands.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  pakt completions fish > ~/.config/fish/completions/pakt.fish")]
pub(super) struct Arguments {
    /// The shell
    shell: Shell,
}

pub(super) fn run(console: &Console, arguments: &Arguments) -> Result<Status, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Options::command(), "pakt", &mut script);
    console.print(&String::from_utf8_lossy(&script))?;
    Ok(Status::Fine)
}
