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
//! let status = pakt::cli::run(["pakt", "explain", "no-such-code"].map(Into::into));
//! assert_eq!(status, ExitCode::from(2));
//! ```

mod arguments;
mod build;
mod check;
mod explain;
mod serve;
mod completions;
mod man;
mod browser;
mod console;
mod editor;
mod interrupt;
mod known;
mod language;
mod message;
mod own_theme;
mod own_words;
mod place;
mod progress;
mod project;
mod responder;
mod status;
mod telling;
mod totals;

use arguments::{Command, Options};
use clap::Parser as _;
use console::Console;
use message::Message;
use status::{Failure, Status};
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs `pakt` with these arguments, the program's own name first.
///
/// Gives 0 if all is well, 1 if the content has errors (or warnings under `--strict`), 2 for wrong
/// usage, 3 if the machine failed.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let options = match Options::try_parse_from(arguments) {
        Ok(options) => options,
        // Help and version come here too, and go to standard output.
        Err(shown) => return console::show_usage(&shown).into(),
    };
    let console = Console::new(language::choose(options.everywhere.lang, |name| {
        std::env::var_os(name).map(|value| value.to_string_lossy().into_owned())
    }));
    let everywhere = &options.everywhere;
    let ended = match &options.command {
        Command::Build(arguments) => build::run(&console, everywhere, arguments),
        Command::Serve(arguments) => serve::run(&console, everywhere, arguments),
        Command::Check(arguments) => check::run(&console, everywhere, arguments),
        Command::Explain(arguments) => explain::run(&console, everywhere, arguments),
        Command::Completions(arguments) => completions::run(&console, arguments),
        Command::Man => man::run(&console),
    };
    let status = ended.unwrap_or_else(|failure| match failure {
        Failure::Usage(message) => {
            console.error(&message);
            Status::Usage
        }
        Failure::Said(message) => {
            console.error(&message);
            Status::Machine
        }
        Failure::Machine(error) => {
            console.error(&Message::Machine(format!("{error:#}")));
            Status::Machine
        }
    });
    status.into()
}
