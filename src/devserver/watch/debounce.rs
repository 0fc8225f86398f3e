//! Notes → batches: waits until a burst is over, but not for ever.
//!
//! A save is a handful of events within a millisecond, and the whole budget from save to page is
//! 30 ms; so the settle time is short. A checkout is thousands of events with gaps, and shall not
//! give a reload for each; so it is longer once a burst has shown to be large.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::watch_event::WatchEvent;
use super::watcher::PollingReason;

/// How long it must be quiet after a small burst, and how long one is waited for at most.
const SMALL: (Duration, Duration) = (Duration::from_millis(5), Duration::from_millis(100));
/// The same for a large one.
const LARGE: (Duration, Duration) = (Duration::from_millis(60), Duration::from_secs(1));
/// How long an empty file is given to be filled. A test on a busy machine has more to wait for.
const EMPTY_PAUSE: Duration = Duration::from_millis(if cfg!(test) { 500 } else { 100 });
/// More paths than an editor touches in one save.
const LARGE_PATHS: usize = 16;
/// With so many paths it is cheaper to look at everything.
const MAX_PATHS: usize = 20_000;
/// After how long a new folder is looked at again.
const ECHO_AFTER: Duration = Duration::from_millis(100);
/// The least time between two "everything": reading everything gives events too, and on a machine
/// under load those may fill the queue again.
const LOST_PAUSE: Duration = Duration::from_millis(500);
/// How often a folder that is gone is looked for.
const TICK: Duration = Duration::from_millis(250);

/// What a burst came to; the gravest of what it held.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum EventBatch {
    Paths(BTreeSet<PathBuf>),
    Lost,
    Root,
    Failed(PollingReason),
    Stopped,
    /// Nothing happened for a while.
    Tick,
}

/// What lasts from batch to batch.
#[derive(Default)]
pub(super) struct Debouncer {
    /// New folders, and when to look at them again.
    echo: BTreeSet<PathBuf>,
    echo_at: Option<Instant>,
    lost_at: Option<Instant>,
    is_stopped: bool,
}

/// A burst so far.
#[derive(Default)]
struct EventBurst {
    paths: BTreeSet<PathBuf>,
    new_folders: BTreeSet<PathBuf>,
    is_lost: bool,
    is_root: bool,
    failed: Option<PollingReason>,
    is_stopped: bool,
}

impl EventBurst {
    fn add(&mut self, note: WatchEvent) {
        match note {
            WatchEvent::Paths { paths, new_folders } => {
                self.paths.extend(paths);
                self.new_folders.extend(new_folders);
                self.is_lost |= self.paths.len() > MAX_PATHS;
            }
            WatchEvent::RootChanged => self.is_root = true,
            WatchEvent::EventsLost => self.is_lost = true,
            WatchEvent::Failed(notice) => self.failed = Some(notice),
            WatchEvent::Stop => self.is_stopped = true,
        }
        if self.is_lost {
            // Everything holds them, and memory has an end.
            self.paths.clear();
            self.new_folders.clear();
        }
    }

    fn is_large_burst(&self) -> bool {
        self.is_lost || self.is_root || self.paths.len() > LARGE_PATHS
    }

    /// Whether a file of a save is empty: most often one that an editor has cut and will write.
    fn has_empty_file(&self) -> bool {
        let is_empty = |path: &PathBuf| {
            std::fs::metadata(path).is_ok_and(|about| about.is_file() && about.len() == 0)
        };
        !self.is_large_burst() && self.paths.iter().any(is_empty)
    }

    /// Waits for the words of an empty file, for a while: nobody shall see a page without them.
    fn wait_for_file_content(&mut self, notes: &Receiver<WatchEvent>) {
        let started_at = Instant::now();
        while !self.is_stopped && self.has_empty_file() {
            let left = EMPTY_PAUSE.saturating_sub(started_at.elapsed());
            match notes.recv_timeout(left) {
                Ok(note) => self.add(note),
                Err(_) => return,
            }
            if left.is_zero() {
                return;
            }
            self.collect_until_quiet(notes, None);
        }
    }

    /// Gathers until it is quiet, or `pause` long if that is given.
    fn collect_until_quiet(&mut self, notes: &Receiver<WatchEvent>, pause: Option<Duration>) {
        let started_at = Instant::now();
        while !self.is_stopped {
            let (quiet, most) = match pause {
                Some(pause) => (pause, pause),
                None if self.is_large_burst() => LARGE,
                None => SMALL,
            };
            let left = most.saturating_sub(started_at.elapsed());
            // At the end of the time, too, what has come already is taken along.
            match notes.recv_timeout(quiet.min(left)) {
                Ok(note) if left.is_zero() => return self.add(note),
                Ok(note) => self.add(note),
                Err(_) => return,
            }
        }
    }
}

impl Debouncer {
    /// Waits for a burst and its end; with `ticks`, not longer than until the next tick.
    pub(super) fn next(&mut self, notes: &Receiver<WatchEvent>, ticks: TickMode) -> EventBatch {
        if self.is_stopped {
            return EventBatch::Stopped;
        }
        let mut burst = EventBurst::default();
        match self.wait_for_first(notes, ticks) {
            Some(note) => burst.add(note),
            None if self.echo_at.is_some_and(|at| at <= Instant::now()) => {
                self.echo_at = None;
                return EventBatch::Paths(std::mem::take(&mut self.echo));
            }
            None => return EventBatch::Tick,
        }
        burst.collect_until_quiet(notes, None);
        burst.wait_for_file_content(notes);
        if burst.is_lost
            && let Some(at) = self.lost_at
        {
            burst.collect_until_quiet(notes, Some(LOST_PAUSE.saturating_sub(at.elapsed())));
        }
        self.finish_burst(burst)
    }

    /// The first note of a burst; `None` if it is time for an echo or a tick.
    fn wait_for_first(&self, notes: &Receiver<WatchEvent>, ticks: TickMode) -> Option<WatchEvent> {
        let echo = self.echo_at.map(|at| at.saturating_duration_since(Instant::now()));
        let wait = match (echo, ticks) {
            (None, TickMode::Off) => return Some(notes.recv().unwrap_or(WatchEvent::Stop)),
            (Some(echo), TickMode::Off) => echo,
            (None, TickMode::On) => TICK,
            (Some(echo), TickMode::On) => echo.min(TICK),
        };
        match notes.recv_timeout(wait) {
            Ok(note) => Some(note),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(WatchEvent::Stop),
        }
    }

    fn finish_burst(&mut self, burst: EventBurst) -> EventBatch {
        if !burst.new_folders.is_empty() {
            self.echo.extend(burst.new_folders);
            self.echo_at = Some(Instant::now() + ECHO_AFTER);
        }
        if burst.is_stopped {
            self.is_stopped = true;
            EventBatch::Stopped
        } else if let Some(notice) = burst.failed {
            EventBatch::Failed(notice)
        } else if burst.is_root {
            EventBatch::Root
        } else if burst.is_lost {
            self.lost_at = Some(Instant::now());
            EventBatch::Lost
        } else {
            EventBatch::Paths(burst.paths)
        }
    }
}

/// Whether a quiet wait is interrupted to look for a folder that is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TickMode {
    On,
    Off,
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    fn written(path: &str) -> WatchEvent {
        WatchEvent::Paths { paths: vec![path.into()], new_folders: Vec::new() }
    }

    fn check(notes: Vec<WatchEvent>, expected: &[EventBatch]) {
        let (sender, receiver) = channel();
        for note in notes {
            sender.send(note).unwrap();
        }
        let mut settle = Debouncer::default();
        for batch in expected {
            assert_eq!(settle.next(&receiver, TickMode::On), *batch);
        }
    }

    fn paths(paths: &[&str]) -> EventBatch {
        EventBatch::Paths(paths.iter().map(PathBuf::from).collect())
    }

    #[test]
    fn a_burst_is_one_batch() {
        check(
            vec![written("b"), written("a"), written("b")],
            &[paths(&["a", "b"]), EventBatch::Tick],
        );
    }

    #[test]
    fn the_gravest_note_decides() {
        check(
            vec![written("a"), WatchEvent::EventsLost, written("b")],
            &[EventBatch::Lost, EventBatch::Tick],
        );
        check(vec![WatchEvent::EventsLost, WatchEvent::RootChanged], &[EventBatch::Root]);
        let failed = || WatchEvent::Failed(PollingReason::WatchLimit);
        check(
            vec![WatchEvent::RootChanged, failed()],
            &[EventBatch::Failed(PollingReason::WatchLimit)],
        );
        check(
            vec![failed(), WatchEvent::Stop, written("a")],
            &[EventBatch::Stopped, EventBatch::Stopped],
        );
    }

    #[test]
    fn too_many_paths_are_everything() {
        check(
            (0..=MAX_PATHS).map(|number| written(&number.to_string())).collect(),
            &[EventBatch::Lost],
        );
    }

    #[test]
    fn a_new_folder_is_looked_at_twice() {
        let note = WatchEvent::Paths { paths: vec!["a".into()], new_folders: vec!["a".into()] };
        check(vec![note, written("b")], &[paths(&["a", "b"]), paths(&["a"]), EventBatch::Tick]);
    }

    #[test]
    fn a_file_that_was_cut_is_given_time_for_its_words() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        std::fs::write(&path, "").unwrap();
        let (sender, receiver) = channel();
        sender.send(written(path.to_str().unwrap())).unwrap();
        let writes = std::thread::spawn(move || {
            // Longer than a burst is waited for.
            std::thread::sleep(4 * SMALL.0);
            std::fs::write(&path, "Ord.").unwrap();
            sender.send(written("b")).unwrap();
            sender
        });
        let mut settle = Debouncer::default();
        let EventBatch::Paths(batch) = settle.next(&receiver, TickMode::On) else { panic!() };
        assert_eq!(batch.len(), 2, "both halves are one save");
        // A file that stays empty is told all the same.
        std::fs::write(folder.path().join("c"), "").unwrap();
        let sender = writes.join().unwrap();
        sender.send(written(folder.path().join("c").to_str().unwrap())).unwrap();
        assert!(matches!(settle.next(&receiver, TickMode::On), EventBatch::Paths(_)));
    }

    #[test]
    fn an_endless_burst_is_cut() {
        let (sender, receiver) = channel();
        let endless = std::thread::spawn(move || while sender.send(written("a")).is_ok() {});
        let mut settle = Debouncer::default();
        assert_eq!(settle.next(&receiver, TickMode::Off), paths(&["a"]));
        drop(receiver);
        endless.join().unwrap();
    }
}
