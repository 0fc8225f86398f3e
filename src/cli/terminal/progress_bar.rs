//! The progress of a long task: one line on a terminal, redrawn.

use super::console::Console;
use crate::cli::message::{CliMessage, text};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A task that takes less time shows no progress.
const MIN_DURATION: Duration = Duration::from_millis(500);
/// The minimum time between two drawings, in milliseconds.
const INTERVAL_MS: u64 = 100;

/// The progress of a task. Many threads may update it.
pub(in crate::cli) struct ProgressBar<'a> {
    /// `None` means that the terminal cannot redraw a line.
    console: Option<&'a Console>,
    started_at: Instant,
    n_total: usize,
    /// Milliseconds from the start to the last drawing; 0 before the first.
    drawn_at_ms: AtomicU64,
}

impl<'a> ProgressBar<'a> {
    pub(in crate::cli) fn new(console: &'a Console, n_total: usize) -> Self {
        let console = Some(console).filter(|console| console.can_redraw_line());
        Self { console, started_at: Instant::now(), n_total, drawn_at_ms: AtomicU64::new(0) }
    }

    /// Redraws the line with the number of finished steps, unless it was drawn just before.
    pub(in crate::cli) fn update(&self, n_done: usize) {
        let Some(console) = self.console else { return };
        let elapsed = self.started_at.elapsed();
        let now_ms = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
        let drawn_at_ms = self.drawn_at_ms.load(Ordering::Relaxed);
        if elapsed < MIN_DURATION || now_ms < drawn_at_ms + INTERVAL_MS {
            return;
        }
        // If several threads come here at the same time, one of them draws.
        let exchange = self.drawn_at_ms.compare_exchange(
            drawn_at_ms,
            now_ms,
            Ordering::Relaxed,
            Ordering::Relaxed,
        );
        if exchange.is_ok() {
            let message = CliMessage::Rendering { n_done, n_total: self.n_total };
            console.redraw_line(&text(&message, console.language));
        }
    }
}

impl Drop for ProgressBar<'_> {
    /// Clears the line.
    fn drop(&mut self) {
        if let (Some(console), 1..) = (self.console, self.drawn_at_ms.load(Ordering::Relaxed)) {
            console.redraw_line("");
        }
    }
}
