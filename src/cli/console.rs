//! The terminal: the one place that prints.
//!
//! A reader of standard output that has had enough (`pakt check | head -1`) ends the printing, not
//! the run, and its status stays what it is. That standard output cannot be written for another
//! reason is an error of the machine. Nobody is left to tell about standard error.

use super::message::{Message, Tone, help, text, tone};
use super::status::Status;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::message::Language;
use crate::diagnostic::show::{Look, Paint, human};
use crate::diagnostic::visible::visible;
use anstream::ColorChoice;
use anyhow::Context as _;
use std::io::{self, ErrorKind, IsTerminal as _, Write as _};

const RESET: &str = "\x1b[0m";
const DIM: &str = "\x1b[2m";

/// How to speak to the one who runs pakt.
#[derive(Clone, Copy, Debug)]
pub(super) struct Console {
    pub(super) language: Language,
    look: Look,
}

impl Console {
    pub(super) fn new(language: Language) -> Self {
        let is_colored = anstream::AutoStream::choice(&io::stderr()) != ColorChoice::Never;
        let paint = if is_colored { Paint::Colored } else { Paint::Plain };
        let size = terminal_size::terminal_size_of(io::stderr());
        let width = size.map_or(Look::default().width, |(width, _)| usize::from(width.0));
        Self { language, look: Look { paint, width } }
    }

    /// Prints a result to standard output, at once.
    ///
    /// # Errors
    /// It cannot be written; that nobody reads it any more is no error.
    pub(super) fn print(&self, text: &str) -> anyhow::Result<()> {
        let mut stdout = io::stdout().lock();
        match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            written => written.context("cannot write to standard output"),
        }
    }

    /// Shows findings on standard error.
    pub(super) fn show(&self, found: &[Diagnostic]) {
        tell(&human(found, self.language, self.look));
    }

    /// Tells what went wrong, and what to do.
    pub(super) fn error(&self, message: &Message) {
        tell(&self.framed(message));
    }

    /// Tells a line that is no error, without a word before it.
    pub(super) fn line(&self, message: &Message) {
        let words = text(message, self.language);
        tell(&match tone(message) {
            Tone::Aside => self.painted(DIM, &words) + "\n",
            _ => words + "\n",
        });
    }

    /// Tells a finished line on standard error.
    pub(super) fn tell(&self, line: &str) {
        tell(&format!("{line}\n"));
    }

    /// Whether standard error is a terminal that can redraw a line.
    pub(super) fn can_redraw(&self) -> bool {
        io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
    }

    /// Draws a line over the last one that was drawn; an empty one clears it.
    pub(super) fn redraw(&self, line: &str) {
        tell(&format!("\r\x1b[K{line}"));
    }

    fn framed(&self, message: &Message) -> String {
        let (color, word) = match (tone(message), self.language) {
            (Tone::Error, Language::English) => ("\x1b[1;91m", "error"),
            (Tone::Error, Language::Swedish) => ("\x1b[1;91m", "fel"),
            (_, Language::English) => ("\x1b[1;92m", "note"),
            (_, Language::Swedish) => ("\x1b[1;92m", "upplysning"),
        };
        let words = text(message, self.language);
        let mut framed = format!("{}: {}\n", self.painted(color, word), visible(&words));
        for line in help(message, self.language) {
            framed.push_str(&format!("  {}\n", visible(&line)));
        }
        framed
    }

    fn painted(&self, code: &str, words: &str) -> String {
        match self.look.paint {
            Paint::Colored => format!("{code}{words}{RESET}"),
            Paint::Plain => words.to_owned(),
        }
    }
}

/// Prints what clap has to say: help, the version, or what is wrong with the arguments.
pub(super) fn show_usage(said: &clap::Error) -> Status {
    let status = if said.use_stderr() { Status::Usage } else { Status::Fine };
    match said.print() {
        Err(error) if !said.use_stderr() && error.kind() != ErrorKind::BrokenPipe => {
            Status::Machine
        }
        _ => status,
    }
}

fn tell(text: &str) {
    // In one piece, so that lines of several threads do not mix.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
