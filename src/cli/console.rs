//! The terminal: the one place that prints.
//!
//! A reader of standard output that has had enough (`pakt check | head -1`) ends the printing, not
//! the run, and its status stays what it is. That standard output cannot be written for another
//! reason is an error of the machine. Nobody is left to tell about standard error.

use super::exit_status::ExitStatus;
use super::message::{CliMessage, MessageLevel, help, message_level, text};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::emit::{ColorMode, TerminalStyle, human};
use crate::diagnostic::message::ReportLanguage;
use crate::diagnostic::sanitize::escape_invisible;
use anstream::ColorChoice;
use anyhow::Context as _;
use std::io::{self, ErrorKind, IsTerminal as _, Write as _};

const RESET: &str = "\x1b[0m";
const DIM: &str = "\x1b[2m";

/// How to speak to the one who runs pakt.
#[derive(Clone, Copy, Debug)]
pub(super) struct Console {
    pub(super) language: ReportLanguage,
    look: TerminalStyle,
}

impl Console {
    pub(super) fn new(language: ReportLanguage) -> Self {
        let is_colored = anstream::AutoStream::choice(&io::stderr()) != ColorChoice::Never;
        let paint = if is_colored { ColorMode::Colored } else { ColorMode::Plain };
        let size = terminal_size::terminal_size_of(io::stderr());
        let width = size.map_or(TerminalStyle::default().width, |(width, _)| usize::from(width.0));
        Self { language, look: TerminalStyle { paint, width } }
    }

    /// Prints a result to standard output, at once.
    ///
    /// # Errors
    /// It cannot be written; that nobody reads it any more is no error.
    pub(super) fn print_stdout(&self, text: &str) -> anyhow::Result<()> {
        let mut stdout = io::stdout().lock();
        match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            written => written.context("cannot write to standard output"),
        }
    }

    /// Shows findings on standard error.
    pub(super) fn print_diagnostics(&self, diagnostics: &[Diagnostic]) {
        write_stderr_line(&human::emit(diagnostics, self.language, self.look));
    }

    /// Tells what went wrong, and what to do.
    pub(super) fn print_message(&self, message: &CliMessage) {
        write_stderr_line(&self.format_message(message));
    }

    /// Tells a line that is no error, without a word before it.
    pub(super) fn print_status_line(&self, message: &CliMessage) {
        let words = text(message, self.language);
        write_stderr_line(&match message_level(message) {
            MessageLevel::Aside => self.with_color(DIM, &words) + "\n",
            _ => words + "\n",
        });
    }

    /// Tells a finished line on standard error.
    pub(super) fn write_stderr_line(&self, line: &str) {
        write_stderr_line(&format!("{line}\n"));
    }

    /// Whether standard error is a terminal that can redraw a line.
    pub(super) fn can_redraw_line(&self) -> bool {
        io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
    }

    /// Draws a line over the last one that was drawn; an empty one clears it.
    pub(super) fn redraw_line(&self, line: &str) {
        write_stderr_line(&format!("\r\x1b[K{line}"));
    }

    fn format_message(&self, message: &CliMessage) -> String {
        let (color, word) = match (message_level(message), self.language) {
            (MessageLevel::Error, ReportLanguage::English) => ("\x1b[1;91m", "error"),
            (MessageLevel::Error, ReportLanguage::Swedish) => ("\x1b[1;91m", "fel"),
            (_, ReportLanguage::English) => ("\x1b[1;92m", "note"),
            (_, ReportLanguage::Swedish) => ("\x1b[1;92m", "upplysning"),
        };
        let words = text(message, self.language);
        let mut framed =
            format!("{}: {}\n", self.with_color(color, word), escape_invisible(&words));
        for line in help(message, self.language) {
            framed.push_str(&format!("  {}\n", escape_invisible(&line)));
        }
        framed
    }

    fn with_color(&self, code: &str, words: &str) -> String {
        match self.look.paint {
            ColorMode::Colored => format!("{code}{words}{RESET}"),
            ColorMode::Plain => words.to_owned(),
        }
    }
}

/// Prints what clap has to say: help, the version, or what is wrong with the arguments.
pub(super) fn print_usage_error(said: &clap::Error) -> ExitStatus {
    let status = if said.use_stderr() { ExitStatus::Usage } else { ExitStatus::Success };
    match said.print() {
        Err(error) if !said.use_stderr() && error.kind() != ErrorKind::BrokenPipe => {
            ExitStatus::SystemError
        }
        _ => status,
    }
}

fn write_stderr_line(text: &str) {
    // In one piece, so that lines of several threads do not mix.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
