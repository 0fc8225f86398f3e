//! How far a build has come, which decides what a signal does.

use crate::cli::exit_status::ExitStatus;
use crate::cli::message::{CliMessage, OutputState};
use crate::cli::shutdown_signal::{
    AfterSignal, ShutdownActions, ShutdownSignal, on_shutdown_signal,
};
use crate::cli::terminal::Console;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

/// How far a build has come: the steps that it has reached, and whether a signal was received.
/// Shared with the thread that waits for signals.
#[derive(Clone)]
pub(super) struct BuildPhase(Arc<AtomicU8>);

impl BuildPhase {
    /// Until then, there is nothing to clean up.
    const RENDERING: u8 = 1;
    /// Until then, the output is the old site.
    const REPLACING_FILES: u8 = 2;
    /// From then on, the output is the new site.
    const FINISHED: u8 = 4;
    const INTERRUPTED: u8 = 8;

    /// Watches for signals from now on: before the first file is replaced, one ends the build and
    /// the output stays as it is; after that, the build is completed if it can be soon.
    pub(super) fn watch_for_interrupt(console: Console) -> Self {
        let phase = Self(Arc::new(AtomicU8::new(0)));
        let (first_phase, forced_phase) = (phase.clone(), phase.clone());
        let on_first = move || {
            if first_phase.add(Self::INTERRUPTED) == 0 {
                AfterSignal::ExitNow
            } else {
                AfterSignal::Wait
            }
        };
        let on_forced =
            move || console.print_message(&CliMessage::Interrupted(forced_phase.output_state()));
        let forced_status = ExitStatus::SystemError;
        let actions = ShutdownActions { on_first, on_forced, forced_status };
        on_shutdown_signal(ShutdownSignal::EndsAndHangup, actions);
        phase
    }

    /// Records that from now on, a signal must give the build the time to clean up.
    pub(super) fn start_rendering(&self) {
        self.add(Self::RENDERING);
    }

    /// Returns false if a signal came first: then no file may be replaced.
    pub(super) fn start_replacing_files(&self) -> bool {
        let expected = Self::RENDERING;
        let next = expected | Self::REPLACING_FILES;
        self.0.compare_exchange(expected, next, Ordering::SeqCst, Ordering::SeqCst).is_ok()
    }

    /// Records that all files are in place.
    pub(super) fn finish(&self) {
        self.add(Self::FINISHED);
    }

    /// Returns whether a signal was received.
    pub(super) fn is_interrupted(&self) -> bool {
        self.has(Self::INTERRUPTED)
    }

    /// Returns what is in the output folder if the process ends now.
    fn output_state(&self) -> OutputState {
        if self.has(Self::FINISHED) {
            OutputState::New
        } else if self.has(Self::REPLACING_FILES) {
            OutputState::Mixed
        } else {
            OutputState::Old
        }
    }

    /// Adds a step. Returns the steps before.
    fn add(&self, step: u8) -> u8 {
        self.0.fetch_or(step, Ordering::SeqCst)
    }

    fn has(&self, step: u8) -> bool {
        self.0.load(Ordering::SeqCst) & step != 0
    }
}
