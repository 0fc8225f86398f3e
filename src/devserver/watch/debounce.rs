//! Debounces watch events: collects them until the burst ends or a deadline passes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::timings::WatchTimings;
use super::watch_event::WatchEvent;
use super::watcher::PollingReason;

/// A burst with more paths than this is large. An editor touches fewer in one save.
const MAX_SMALL_BURST_PATHS: usize = 16;
/// With more paths than this, looking at everything is cheaper.
const MAX_PATHS: usize = 20_000;

/// The result of a burst, determined by its most severe event.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum EventBatch {
    Paths(BTreeSet<PathBuf>),
    EventsLost,
    RootChanged,
    Failed(PollingReason),
    Stopped,
    /// There was no event for a while.
    Tick,
}

/// Whether a wait without events is interrupted, to look for a missing folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TickMode {
    On,
    Off,
}

/// What is kept from batch to batch.
pub(super) struct Debouncer {
    timings: WatchTimings,
    /// Tests replace it.
    is_empty_file: Box<dyn Fn(&Path) -> bool + Send>,
    /// New folders to report again, at `rescan_at`.
    rescan_folders: BTreeSet<PathBuf>,
    rescan_at: Option<Instant>,
    events_lost_at: Option<Instant>,
    is_stopped: bool,
}

/// The events of a burst so far.
#[derive(Default)]
struct EventBurst {
    paths: BTreeSet<PathBuf>,
    new_folders: BTreeSet<PathBuf>,
    are_events_lost: bool,
    is_root_changed: bool,
    failure: Option<PollingReason>,
    is_stopped: bool,
}

impl EventBurst {
    fn add(&mut self, event: WatchEvent) {
        match event {
            WatchEvent::Paths { paths, new_folders } => {
                self.paths.extend(paths);
                self.new_folders.extend(new_folders);
                self.are_events_lost |= self.paths.len() > MAX_PATHS;
            }
            WatchEvent::RootChanged => self.is_root_changed = true,
            WatchEvent::EventsLost => self.are_events_lost = true,
            WatchEvent::Failed(reason) => self.failure = Some(reason),
            WatchEvent::Stop => self.is_stopped = true,
        }
        if self.are_events_lost {
            // Everything will be looked at, so the paths would only use memory.
            self.paths.clear();
            self.new_folders.clear();
        }
    }

    fn is_large(&self) -> bool {
        self.are_events_lost || self.is_root_changed || self.paths.len() > MAX_SMALL_BURST_PATHS
    }
}

impl Debouncer {
    pub(super) fn new(timings: WatchTimings) -> Self {
        Self {
            timings,
            is_empty_file: Box::new(is_empty_file),
            rescan_folders: BTreeSet::new(),
            rescan_at: None,
            events_lost_at: None,
            is_stopped: false,
        }
    }

    /// Waits for a burst and its end or, with `tick_mode` on, at most until the next tick.
    pub(super) fn next_batch(
        &mut self,
        events: &Receiver<WatchEvent>,
        tick_mode: TickMode,
    ) -> EventBatch {
        if self.is_stopped {
            return EventBatch::Stopped;
        }
        let mut burst = EventBurst::default();
        match self.wait_for_first(events, tick_mode) {
            Some(event) => burst.add(event),
            None if self.rescan_at.is_some_and(|rescan_at| rescan_at <= Instant::now()) => {
                self.rescan_at = None;
                return EventBatch::Paths(std::mem::take(&mut self.rescan_folders));
            }
            None => return EventBatch::Tick,
        }
        self.collect_until_quiet(&mut burst, events);
        self.wait_for_file_content(&mut burst, events);
        if burst.are_events_lost
            && let Some(events_lost_at) = self.events_lost_at
        {
            let pause = self.timings.lost_events_pause.saturating_sub(events_lost_at.elapsed());
            collect(&mut burst, events, |_| (pause, pause));
        }
        self.finish_burst(burst)
    }

    /// Returns the first event of a burst, or `None` when it is time for a rescan or a tick.
    fn wait_for_first(
        &self,
        events: &Receiver<WatchEvent>,
        tick_mode: TickMode,
    ) -> Option<WatchEvent> {
        let until_rescan =
            self.rescan_at.map(|rescan_at| rescan_at.saturating_duration_since(Instant::now()));
        let until_tick = match tick_mode {
            TickMode::On => Some(self.timings.missing_folder_interval),
            TickMode::Off => None,
        };
        let Some(wait) = until_rescan.into_iter().chain(until_tick).min() else {
            return Some(events.recv().unwrap_or(WatchEvent::Stop));
        };
        match events.recv_timeout(wait) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(WatchEvent::Stop),
        }
    }

    /// Collects events until the burst ends.
    fn collect_until_quiet(&self, burst: &mut EventBurst, events: &Receiver<WatchEvent>) {
        let WatchTimings { settle, max_burst, large_settle, max_large_burst, .. } = self.timings;
        collect(burst, events, |burst| {
            if burst.is_large() { (large_settle, max_large_burst) } else { (settle, max_burst) }
        });
    }

    /// Waits until no file of a small burst is empty, for a limited time.
    ///
    /// Some editors truncate a file and then write it. Without this, the page would flash empty.
    fn wait_for_file_content(&self, burst: &mut EventBurst, events: &Receiver<WatchEvent>) {
        let started_at = Instant::now();
        while !burst.is_stopped
            && !burst.is_large()
            && burst.paths.iter().any(|path| (self.is_empty_file)(path))
        {
            let remaining = self.timings.empty_file_wait.saturating_sub(started_at.elapsed());
            match events.recv_timeout(remaining) {
                Ok(event) => burst.add(event),
                Err(_) => return,
            }
            if remaining.is_zero() {
                return;
            }
            self.collect_until_quiet(burst, events);
        }
    }

    fn finish_burst(&mut self, burst: EventBurst) -> EventBatch {
        if !burst.new_folders.is_empty() {
            self.rescan_folders.extend(burst.new_folders);
            self.rescan_at = Some(Instant::now() + self.timings.new_folder_rescan);
        }
        if burst.is_stopped {
            self.is_stopped = true;
            EventBatch::Stopped
        } else if let Some(reason) = burst.failure {
            EventBatch::Failed(reason)
        } else if burst.is_root_changed {
            EventBatch::RootChanged
        } else if burst.are_events_lost {
            self.events_lost_at = Some(Instant::now());
            EventBatch::EventsLost
        } else {
            EventBatch::Paths(burst.paths)
        }
    }
}

/// Collects events until none comes for a while or a total time has passed. `wait_times` returns
/// both, for the burst so far.
fn collect(
    burst: &mut EventBurst,
    events: &Receiver<WatchEvent>,
    wait_times: impl Fn(&EventBurst) -> (Duration, Duration),
) {
    let started_at = Instant::now();
    while !burst.is_stopped {
        let (settle, max_duration) = wait_times(burst);
        let remaining = max_duration.saturating_sub(started_at.elapsed());
        // When the time is over, an event that has already arrived is still included.
        match events.recv_timeout(settle.min(remaining)) {
            Ok(event) => burst.add(event),
            Err(_) => return,
        }
        if remaining.is_zero() {
            return;
        }
    }
}

fn is_empty_file(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() == 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use std::sync::mpsc::channel;

    fn written(path: &str) -> WatchEvent {
        WatchEvent::Paths { paths: vec![path.into()], new_folders: Vec::new() }
    }

    fn paths(paths: &[&str]) -> EventBatch {
        EventBatch::Paths(paths.iter().map(PathBuf::from).collect())
    }

    fn check(watch_events: Vec<WatchEvent>, expected: &[EventBatch]) {
        let (sender, receiver) = channel();
        for event in watch_events {
            sender.send(event).unwrap();
        }
        let mut debouncer = Debouncer::new(WatchTimings::default());
        for batch in expected {
            assert_eq!(debouncer.next_batch(&receiver, TickMode::On), *batch);
        }
    }

    #[test]
    fn a_burst_is_one_batch() {
        check(
            vec![written("b"), written("a"), written("b")],
            &[paths(&["a", "b"]), EventBatch::Tick],
        );
    }

    #[test]
    fn the_most_severe_event_decides() {
        check(
            vec![written("a"), WatchEvent::EventsLost, written("b")],
            &[EventBatch::EventsLost, EventBatch::Tick],
        );
        check(vec![WatchEvent::EventsLost, WatchEvent::RootChanged], &[EventBatch::RootChanged]);
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
    fn too_many_paths_count_as_lost_events() {
        check(
            (0..=MAX_PATHS).map(|number| written(&number.to_string())).collect(),
            &[EventBatch::EventsLost],
        );
    }

    #[test]
    fn a_new_folder_is_reported_twice() {
        let event = WatchEvent::Paths { paths: vec!["a".into()], new_folders: vec!["a".into()] };
        check(vec![event, written("b")], &[paths(&["a", "b"]), paths(&["a"]), EventBatch::Tick]);
    }

    /// `n_empty` is how many times the file is looked at before it has content. At the first time,
    /// the editor's next event arrives.
    fn check_empty_file(empty_file_wait: Duration, n_empty: usize, expected: &EventBatch) {
        let (sender, receiver) = channel();
        sender.send(written("a")).unwrap();
        let mut debouncer =
            Debouncer::new(WatchTimings { empty_file_wait, ..WatchTimings::default() });
        let n_looks = Cell::new(0);
        debouncer.is_empty_file = Box::new(move |path| {
            assert!(path == Path::new("a") || path == Path::new("b"));
            n_looks.set(n_looks.get() + 1);
            if n_looks.get() == 1 {
                sender.send(written("b")).unwrap();
            }
            n_looks.get() <= n_empty
        });
        assert_eq!(debouncer.next_batch(&receiver, TickMode::Off), *expected);
    }

    #[test]
    fn an_empty_file_is_waited_for_until_it_is_written() {
        let long = Duration::from_secs(60);
        check_empty_file(long, 1, &paths(&["a", "b"]));
        // A file that has content ends the burst at once, and the next event is a batch of its own.
        check_empty_file(long, 0, &paths(&["a"]));
    }

    #[test]
    fn a_file_that_stays_empty_is_reported() {
        check_empty_file(Duration::from_millis(1), usize::MAX, &paths(&["a", "b"]));
    }

    #[test]
    fn an_endless_burst_is_cut() {
        let (sender, receiver) = channel();
        let endless = std::thread::spawn(move || while sender.send(written("a")).is_ok() {});
        let mut debouncer = Debouncer::new(WatchTimings::default());
        assert_eq!(debouncer.next_batch(&receiver, TickMode::Off), paths(&["a"]));
        drop(receiver);
        endless.join().unwrap();
    }
}
