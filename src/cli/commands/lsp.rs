//! `pakt lsp`: answers an editor on standard input and output.

use crate::cli::args::{ContentArgs, GlobalArgs};
use crate::cli::exit_status::ExitStatus;
use crate::cli::run_failure::RunFailure;
use crate::cli::terminal::Console;
use crate::lsp::{LanguageServerOptions, SessionEnd, connect_streams, serve};
use clap::Args;
use std::io::{self, BufReader};

/// The arguments of `lsp`.
#[derive(Debug, Args)]
#[command(
    after_help = "An editor starts this command and talks to it on standard input and output. \
The site is the one of -C, or else that of the folder that is open in the editor."
)]
pub(in crate::cli) struct LspArgs {
    #[command(flatten)]
    content: ContentArgs,
    /// Talk on standard input and output, as always
    #[arg(long, hide = true)]
    stdio: bool,
}

pub(in crate::cli) fn run(
    console: &Console,
    global: &GlobalArgs,
    args: &LspArgs,
) -> Result<ExitStatus, RunFailure> {
    let options = LanguageServerOptions {
        root: global.directory.clone(),
        content: global.content.clone(),
        settings: args.content.to_settings()?,
        language: global.lang.map(|_| console.language),
        default_language: console.language,
        max_entries_at_once: None,
    };
    let (connection, writer) = connect_streams(BufReader::new(io::stdin()), io::stdout());
    let session_end = serve(&connection, options);
    // The last answers are written before the program ends.
    drop(connection);
    let _ = writer.join();
    Ok(match session_end {
        SessionEnd::Shutdown => ExitStatus::Success,
        SessionEnd::Abandoned => ExitStatus::Findings,
    })
}
