//! How long the watcher waits for what.

use std::time::Duration;

/// The waiting times of the watcher. Tests pass in others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WatchTimings {
    /// A burst of few paths ends when there is no event for this long. A save causes a handful of
    /// events within a millisecond, and the budget from a save to the page is 30 ms.
    pub settle: Duration,
    /// The maximum duration of a burst of few paths.
    pub max_burst: Duration,
    /// A burst of many paths ends when there is no event for this long. A checkout causes thousands
    /// of events, with gaps, and must not reload the page for each.
    pub large_settle: Duration,
    /// The maximum duration of a burst of many paths.
    pub max_large_burst: Duration,
    /// How long to wait until a file that was emptied is written.
    pub empty_file_wait: Duration,
    /// After how long a new folder is reported again: a file that was put into it before the system
    /// watched it causes no event.
    pub new_folder_rescan: Duration,
    /// The minimum time between two reports that events were lost. Reading everything causes events
    /// too, and on a busy machine these may fill the queue again.
    pub lost_events_pause: Duration,
    /// The interval at which the watcher looks for a watched folder that is missing.
    pub missing_folder_interval: Duration,
    /// The interval at which files are compared when the system reports no events.
    pub poll_interval: Duration,
    /// The interval at which the times of files are compared beside the events: a save through
    /// another hard link of a file causes no event in the watched folder. Comparing those of 10,000
    /// files takes some 20 ms.
    pub missed_events_interval: Duration,
}

impl Default for WatchTimings {
    fn default() -> Self {
        Self {
            settle: Duration::from_millis(2),
            max_burst: Duration::from_millis(100),
            large_settle: Duration::from_millis(60),
            max_large_burst: Duration::from_secs(1),
            empty_file_wait: Duration::from_millis(100),
            new_folder_rescan: Duration::from_millis(100),
            lost_events_pause: Duration::from_millis(500),
            missing_folder_interval: Duration::from_millis(250),
            poll_interval: Duration::from_secs(1),
            missed_events_interval: Duration::from_secs(3),
        }
    }
}
