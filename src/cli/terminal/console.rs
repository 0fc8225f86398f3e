//! Prints to standard output and standard error. Nothing else does.
//!
//! If the reader of standard output closes it (`pakt check | head -1`), the run goes on without
//! printing, and its exit status stays the same. Any other failure to write to standard output is a
//! system error. Failures to write to standard error are ignored, because nobody would see them.

use crate::cli::exit_status::ExitStatus;
use crate::cli::help::usage_error_text;
use crate::cli::message::{CliMessage, MessageLevel, help, message_level, text};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::ReportLanguage;
use crate::diagnostic::emit::{ColorMode, ReportDetail, TerminalStyle, human};
use crate::diagnostic::sanitize::escape_invisible;
use anstream::ColorChoice;
use anyhow::Context as _;
use std::io::{self, ErrorKind, IsTerminal as _, Write as _};

const RESET: &str = "\x1b[0m";
const DIM: &str = "\x1b[2m";
const BOLD_RED: &str = "\x1b[1;91m";
const BOLD_GREEN: &str = "\x1b[1;92m";

/// The terminal, and the language of its messages.
#[derive(Clone, Copy, Debug)]
pub(in crate::cli) struct Console {
    pub(in crate::cli) language: ReportLanguage,
    style: TerminalStyle,
}

impl Console {
    pub(in crate::cli) fn new(language: ReportLanguage) -> Self {
        let is_colored = anstream::AutoStream::choice(&io::stderr()) != ColorChoice::Never;
        let color_mode = if is_colored { ColorMode::Colored } else { ColorMode::Plain };
        let size = terminal_size::terminal_size_of(io::stderr());
        let width = size.map_or(TerminalStyle::default().width, |(width, _)| usize::from(width.0));
        let style = TerminalStyle { color_mode, width, ..TerminalStyle::default() };
        Self { language, style }
    }

    /// Prints what clap reports: the help, the version, or an error in the arguments.
    pub(in crate::cli) fn print_usage_error(&self, error: &clap::Error) -> ExitStatus {
        let help_kind = clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
        let is_error = error.use_stderr() && error.kind() != help_kind;
        if self.language == ReportLanguage::Swedish && is_error {
            for line in usage_error_text(error).lines() {
                self.print_stderr_line(&escape_invisible(line));
            }
            return ExitStatus::Usage;
        }
        match error.print() {
            Err(io_error) if !error.use_stderr() && io_error.kind() != ErrorKind::BrokenPipe => {
                ExitStatus::SystemError
            }
            _ if error.use_stderr() => ExitStatus::Usage,
            _ => ExitStatus::Success,
        }
    }

    /// Prints a result to standard output and flushes it.
    ///
    /// # Errors
    /// Standard output cannot be written. It is not an error if its reader has closed it.
    pub(in crate::cli) fn print_stdout(&self, text: &str) -> anyhow::Result<()> {
        let mut stdout = io::stdout().lock();
        match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            result => result.context("cannot write to standard output"),
        }
    }

    /// Prints diagnostics to standard error.
    pub(in crate::cli) fn print_diagnostics(
        &self,
        diagnostics: &[Diagnostic],
        detail: ReportDetail,
    ) {
        let style = TerminalStyle { detail, ..self.style };
        write_stderr(&human::emit(diagnostics, self.language, style));
    }

    /// Prints a message to standard error: its level, the text and the help.
    pub(in crate::cli) fn print_message(&self, message: &CliMessage) {
        write_stderr(&self.format_message(message));
    }

    /// Prints the text of a message to standard error, without its level.
    pub(in crate::cli) fn print_status_line(&self, message: &CliMessage) {
        let line = text(message, self.language);
        match message_level(message) {
            MessageLevel::Aside => self.print_stderr_line(&self.with_color(DIM, &line)),
            MessageLevel::Error | MessageLevel::Note => self.print_stderr_line(&line),
        }
    }

    /// Prints a line to standard error.
    pub(in crate::cli) fn print_stderr_line(&self, line: &str) {
        write_stderr(&format!("{line}\n"));
    }

    /// Returns whether standard error is a terminal that can redraw a line.
    pub(in crate::cli) fn can_redraw_line(&self) -> bool {
        io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
    }

    /// Draws a line over the last one that was drawn. An empty line clears it.
    pub(in crate::cli) fn redraw_line(&self, line: &str) {
        write_stderr(&format!("\r\x1b[K{line}"));
    }

    fn format_message(&self, message: &CliMessage) -> String {
        let (color, level) = match (message_level(message), self.language) {
            (MessageLevel::Error, ReportLanguage::English) => (BOLD_RED, "error"),
            (MessageLevel::Error, ReportLanguage::Swedish) => (BOLD_RED, "fel"),
            (_, ReportLanguage::English) => (BOLD_GREEN, "note"),
            (_, ReportLanguage::Swedish) => (BOLD_GREEN, "upplysning"),
        };
        let line = escape_invisible(&text(message, self.language)).into_owned();
        let mut lines = format!("{}: {line}\n", self.with_color(color, level));
        for help_line in help(message, self.language) {
            lines.push_str(&format!("  {}\n", escape_invisible(&help_line)));
        }
        lines
    }

    fn with_color(&self, code: &str, text: &str) -> String {
        match self.style.color_mode {
            ColorMode::Colored => format!("{code}{text}{RESET}"),
            ColorMode::Plain => text.to_owned(),
        }
    }
}

fn write_stderr(text: &str) {
    // One write, so that lines of several threads do not mix.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
