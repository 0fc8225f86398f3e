//! How far a long piece of work has come: one line on a terminal, redrawn.

use super::console::Console;
use super::message::{CliMessage, text};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// What is done sooner shows no progress.
const PATIENCE: Duration = Duration::from_millis(500);
/// The least time between two drawings, in milliseconds.
const INTERVAL_MS: u64 = 100;
/// The width of the bar, in columns.
const BAR_COLUMNS: usize = 20;

/// The progress of one piece of work, told by many threads.
pub(super) struct ProgressBar<'a> {
    /// None where nothing can be redrawn.
    console: Option<&'a Console>,
    started_at: Instant,
    n_all: usize,
    /// Milliseconds from the beginning to the last drawing; 0 before the first.
    drawn_ms: AtomicU64,
}

impl<'a> ProgressBar<'a> {
    pub(super) fn new(console: &'a Console, n_all: usize) -> Self {
        let console = Some(console).filter(|console| console.can_redraw_line());
        Self { console, started_at: Instant::now(), n_all, drawn_ms: AtomicU64::new(0) }
    }

    /// Says how much is done.
    pub(super) fn update(&self, n_done: usize) {
        let Some(console) = self.console else { return };
        let since = self.started_at.elapsed();
        let now = u64::try_from(since.as_millis()).unwrap_or(u64::MAX);
        let last = self.drawn_ms.load(Ordering::Relaxed);
        // Of several threads that come at once, one draws.
        if since < PATIENCE
            || now < last + INTERVAL_MS
            || self
                .drawn_ms
                .compare_exchange(last, now, Ordering::Relaxed, Ordering::Relaxed)
                .is_err()
        {
            return;
        }
        console.redraw_line(&text(
            &CliMessage::Rendering { n_done, n_all: self.n_all },
            console.language,
        ));
    }
}

impl Drop for ProgressBar<'_> {
    /// Clears the line.
    fn drop(&mut self) {
        if let (Some(console), 1..) = (self.console, self.drawn_ms.load(Ordering::Relaxed)) {
            console.redraw_line("");
        }
    }
}

/// A bar: `████░░`.
pub(super) fn format_bar(n_done: usize, n_all: usize) -> String {
    let n_full = (n_done.min(n_all) * BAR_COLUMNS).checked_div(n_all).unwrap_or(BAR_COLUMNS);
    "█".repeat(n_full) + &"░".repeat(BAR_COLUMNS - n_full)
}

/// A number with its thousands apart: `6,200`.
pub(super) fn group_digits(number: usize, separator: char) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::message::ReportLanguage;

    #[test]
    fn the_line_tells_how_much_of_how_much() {
        let message = CliMessage::Rendering { n_done: 6_200, n_all: 10_000 };
        let line = |language| text(&message, language);
        assert_eq!(line(ReportLanguage::English), "Rendering ████████████░░░░░░░░ 6,200/10,000");
        assert_eq!(
            line(ReportLanguage::Swedish),
            "Gör sidorna ████████████░░░░░░░░ 6\u{a0}200/10\u{a0}000"
        );
    }

    #[test]
    fn a_bar_is_never_longer_than_full() {
        for (n_done, n_all, n_full) in
            [(0, 10, 0), (9, 10, 18), (10, 10, 20), (11, 10, 20), (0, 0, 20)]
        {
            let bar = format_bar(n_done, n_all);
            assert_eq!(bar.chars().filter(|sign| *sign == '█').count(), n_full);
            assert_eq!(bar.chars().count(), BAR_COLUMNS);
        }
    }

    #[test]
    fn thousands_stand_apart() {
        let pairs = [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")];
        for (number, expected) in pairs {
            assert_eq!(group_digits(number, ','), expected);
        }
    }
}
