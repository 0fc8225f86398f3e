//! The command line: arguments → exit status.
//!
//! `run.rs` parses the arguments and runs one of the commands in `commands/`. A command is a
//! function from its arguments to an `ExitStatus` or a `RunFailure`. `terminal/` does all printing,
//! and `message/` has every text of the command line in both languages.
//!
//! Standard output is for results (the last line of a build, JSON, SARIF, GitHub commands, the
//! address of the preview). Standard error is for people.
//!
//! ```
//! use std::process::ExitCode;
//!
//! let status = pakt::cli::run_from_args(["pakt", "explain", "no-such-code"].map(Into::into));
//! assert_eq!(status, ExitCode::from(2));
//! ```

mod run;
mod commands;
mod change_report;
mod date_words;
mod args;
mod run_failure;
mod exit_status;
mod terminal;
mod message_language;
mod message;
mod help;
mod browser;
mod clipboard;
mod shutdown_signal;

pub use run::run_from_args;
