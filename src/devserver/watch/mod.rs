//! Watches folders and reports which paths may have changed, in batches.
//!
//! Input: events of the operating system, or comparisons of file contents at an interval
//! (polling). Output: [`FileChange`]. An event is only a hint, and the bytes on disk are the truth:
//! a change may name too many paths, but never too few.

mod watcher;
mod watch_event;
mod debounce;
mod timings;
mod mount_table;

pub use timings::WatchTimings;
pub use watcher::{FileChange, FileWatcher, PollingReason, WatchFolders, WatchMode, WatcherHandle};
