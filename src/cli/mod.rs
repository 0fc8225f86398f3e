//! The command line: arguments in, a run of the pipeline, words and an exit status out.
//!
//! One file per command; each is a function from its arguments to a `Status` or a `Failure`.
//! `project` holds what they share: where the site lies, and how it is read. All printing goes
//! through `console`, and all words of the command line through `message`, in both languages.
//!
//! Standard output is for results (a last line, JSON, SARIF, GitHub lines, an address), standard
//! error for what people should know. May use: everything.
//!
//! ```
//! use std::process::ExitCode;
//!
//! let status = pakt::cli::run_from_args(["pakt", "explain", "no-such-code"].map(Into::into));
//! assert_eq!(status, ExitCode::from(2));
//! ```

mod args;
mod build;
mod check;
mod explain;
mod serve;
mod completions;
mod man_page;
mod browser;
mod console;
mod editor_links;
mod shutdown_signal;
mod entry_report;
mod message_language;
mod message;
mod site_theme;
mod site_strings;
mod project_paths;
mod progress_bar;
mod loaded_project;
mod preview_routes;
mod exit_status;
mod preview_status;
mod run_summary;

use args::{CliArgs, CliCommand};
use clap::Parser as _;
use console::Console;
use exit_status::{ExitStatus, RunFailure};
use message::CliMessage;
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs `pakt` with these arguments, the program's own name first.
///
/// Gives 0 if all is well, 1 if the content has errors (or warnings under `--strict`), 2 for wrong
/// usage, 3 if the machine failed.
pub fn run_from_args(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let options = match CliArgs::try_parse_from(arguments) {
        Ok(options) => options,
        // Help and version come here too, and go to standard output.
        Err(shown) => return console::print_usage_error(&shown).into(),
    };
    let console =
        Console::new(message_language::choose_message_language(options.everywhere.lang, |name| {
            std::env::var_os(name).map(|value| value.to_string_lossy().into_owned())
        }));
    let everywhere = &options.everywhere;
    let ended = match &options.command {
        CliCommand::Build(arguments) => build::run(&console, everywhere, arguments),
        CliCommand::Serve(arguments) => serve::run(&console, everywhere, arguments),
        CliCommand::Check(arguments) => check::run(&console, everywhere, arguments),
        CliCommand::Explain(arguments) => explain::run(&console, everywhere, arguments),
        CliCommand::Completions(arguments) => completions::run(&console, arguments),
        CliCommand::Man => man_page::run(&console),
    };
    let status = ended.unwrap_or_else(|failure| match failure {
        RunFailure::Usage(message) => {
            console.print_message(&message);
            ExitStatus::Usage
        }
        RunFailure::Reported(message) => {
            console.print_message(&message);
            ExitStatus::SystemError
        }
        RunFailure::System(error) => {
            console.print_message(&CliMessage::SystemError(format!("{error:#}")));
            ExitStatus::SystemError
        }
    });
    status.into()
}
