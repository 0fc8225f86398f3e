//! Prints to the terminal.

mod console;
mod progress_bar;

pub(super) use console::Console;
pub(super) use progress_bar::ProgressBar;
