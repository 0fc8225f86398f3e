//! Watches folders by events or by polling, and recovers from lost events and missing folders.
//!
//! If the system loses events (a full queue, a replaced folder), the result is
//! [`FileChange::Everything`]. If it can send none (its limits are reached, a network drive), the
//! watcher polls and reports that once. If a watched folder is removed, the watcher waits until it
//! is there again.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Instant;

use anyhow::Context as _;
use notify::{Config, Error, ErrorKind, PollWatcher, RecommendedWatcher, RecursiveMode};

use super::debounce::{Debouncer, EventBatch, TickMode};
use super::mount_table;
use super::timings::WatchTimings;
use super::watch_event::{WatchEvent, WatchedRoots, translate_event};

/// What to watch. Reported paths begin with the paths that are given here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchFolders {
    /// Folders to watch with everything in them. The watcher waits for one that does not exist.
    pub watched: Vec<PathBuf>,
    /// Folders to skip, such as the output. Folders named `.git` are always skipped.
    pub skipped: Vec<PathBuf>,
}

/// How to watch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WatchMode {
    /// By events of the system, or by polling where there are none.
    Events,
    /// By comparing file contents at an interval.
    Poll,
}

/// What may have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileChange {
    /// These files and folders, which may exist or not. A folder means everything in it.
    Paths(BTreeSet<PathBuf>),
    /// Anything.
    Everything,
    /// Anything; and the watcher polls from now on, because the system can send no more events.
    Polling(PollingReason),
}

/// Why the watcher polls although its mode is [`WatchMode::Events`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PollingReason {
    /// The limit `fs.inotify.max_user_watches` of watched folders is reached.
    WatchLimit,
    /// The limit `fs.inotify.max_user_instances` of watching programs is reached.
    InstanceLimit,
    /// The file system with this name in `/proc/mounts` does not report changes made elsewhere.
    NoEvents(String),
    /// Another error, as described by the system.
    Failed(String),
}

impl PollingReason {
    /// Returns the kernel setting to raise, or `None` if that does not help.
    pub fn sysctl(&self) -> Option<&'static str> {
        match self {
            Self::WatchLimit => Some("fs.inotify.max_user_watches"),
            Self::InstanceLimit => Some("fs.inotify.max_user_instances"),
            Self::NoEvents(_) | Self::Failed(_) => None,
        }
    }

    fn from_error(error: &Error) -> Self {
        /// `EMFILE` from `inotify_init`: all instances of this user are in use.
        const TOO_MANY_OPEN_FILES: i32 = 24;
        match &error.kind {
            ErrorKind::MaxFilesWatch => Self::WatchLimit,
            ErrorKind::Io(error)
                if cfg!(target_os = "linux")
                    && error.raw_os_error() == Some(TOO_MANY_OPEN_FILES) =>
            {
                Self::InstanceLimit
            }
            _ => Self::Failed(error.to_string()),
        }
    }
}

/// A running watcher.
pub struct FileWatcher {
    folders: WatchFolders,
    mode: WatchMode,
    /// The running watchers of `notify`, which stop when they are dropped.
    backends: Vec<Box<dyn notify::Watcher + Send>>,
    /// Watched folders that did not exist when the backends were started.
    missing_folders: Vec<PathBuf>,
    sender: Sender<WatchEvent>,
    receiver: Receiver<WatchEvent>,
    debouncer: Debouncer,
    timings: WatchTimings,
    /// When to look at everything after a change that polling reported. Callers read files between
    /// two polls, and so may have seen what was there only for a moment.
    second_look_at: Option<Instant>,
    polls_content: bool,
}

/// Stops a [`FileWatcher`] from another thread.
#[derive(Debug, Clone)]
pub struct WatcherHandle(Sender<WatchEvent>);

impl WatcherHandle {
    /// Makes [`FileWatcher::next`] return `None` from now on.
    pub fn stop(&self) {
        // Fails only if the watcher has been dropped.
        self.0.send(WatchEvent::Stop).ok();
    }
}

impl FileWatcher {
    /// Starts to watch. The reason is `None` unless it polls although `mode` is
    /// [`WatchMode::Events`].
    ///
    /// # Errors
    /// Not even polling can be started.
    pub fn start(
        folders: WatchFolders,
        mode: WatchMode,
        timings: WatchTimings,
    ) -> anyhow::Result<(Self, Option<PollingReason>)> {
        let (sender, receiver) = channel();
        let mut watcher = Self {
            folders,
            mode,
            backends: Vec::new(),
            missing_folders: Vec::new(),
            sender,
            receiver,
            debouncer: Debouncer::new(timings),
            timings,
            second_look_at: None,
            polls_content: false,
        };
        let reason = watcher.start_backends().context("start to watch the content")?;
        Ok((watcher, reason))
    }

    /// Returns a handle that stops the watcher.
    pub fn stop_handle(&self) -> WatcherHandle {
        WatcherHandle(self.sender.clone())
    }

    /// Waits for the next change and the end of its burst. `None` means that it was stopped.
    #[expect(clippy::should_implement_trait, reason = "no caller needs an iterator")]
    pub fn next(&mut self) -> Option<FileChange> {
        loop {
            let needs_ticks = !self.missing_folders.is_empty() || self.second_look_at.is_some();
            let tick_mode = if needs_ticks { TickMode::On } else { TickMode::Off };
            match self.debouncer.next_batch(&self.receiver, tick_mode) {
                EventBatch::Stopped => return None,
                EventBatch::Paths(paths) => {
                    self.plan_second_look();
                    return Some(FileChange::Paths(paths));
                }
                // A new folder may have no watch yet, and a watch may follow a folder that was
                // moved away.
                EventBatch::EventsLost | EventBatch::RootChanged => {
                    return Some(self.restart_backends());
                }
                EventBatch::Failed(reason) => {
                    self.mode = WatchMode::Poll;
                    self.restart_backends();
                    return Some(FileChange::Polling(reason));
                }
                EventBatch::Tick if self.missing_folders.iter().any(|folder| folder.is_dir()) => {
                    return Some(self.restart_backends());
                }
                EventBatch::Tick
                    if self.second_look_at.is_some_and(|time| time <= Instant::now()) =>
                {
                    self.second_look_at = None;
                    return Some(FileChange::Everything);
                }
                EventBatch::Tick => {}
            }
        }
    }

    fn plan_second_look(&mut self) {
        let next_polls = 2 * self.timings.poll_interval;
        self.second_look_at = self.polls_content.then(|| Instant::now() + next_polls);
    }

    /// Restarts the backends and returns the change to report. Callers look at everything after
    /// the restart, so that no change is missed in between.
    fn restart_backends(&mut self) -> FileChange {
        match self.start_backends() {
            // The missing events of the file system were reported at the start.
            Ok(None | Some(PollingReason::NoEvents(_))) => FileChange::Everything,
            Ok(Some(reason)) => FileChange::Polling(reason),
            Err(_) => {
                // Treated as if all folders were missing, so that the next tick tries again.
                self.missing_folders.clone_from(&self.folders.watched);
                FileChange::Everything
            }
        }
    }

    /// Starts the backends. If events are not possible, polls, and returns the reason.
    fn start_backends(&mut self) -> notify::Result<Option<PollingReason>> {
        self.backends.clear();
        self.polls_content = false;
        self.missing_folders.clear();
        let roots = Arc::new(WatchedRoots::new(&self.folders));
        if self.mode == WatchMode::Poll {
            self.start_poll_backend(&roots, PollDepth::Content)?;
            return Ok(None);
        }
        if let Err(error) = self.start_event_backend(&roots) {
            self.mode = WatchMode::Poll;
            self.backends.clear();
            self.start_poll_backend(&roots, PollDepth::Content)?;
            return Ok(Some(PollingReason::from_error(&error)));
        }
        let Some(file_system) =
            roots.real_paths().find_map(mount_table::file_system_without_events)
        else {
            self.start_poll_backend(&roots, PollDepth::Times)?;
            return Ok(None);
        };
        // There are events for changes by this machine. Polling finds those by others.
        self.start_poll_backend(&roots, PollDepth::Content)?;
        Ok(Some(PollingReason::NoEvents(file_system)))
    }

    fn start_event_backend(&mut self, roots: &Arc<WatchedRoots>) -> notify::Result<()> {
        let (handler_roots, sender) = (Arc::clone(roots), self.sender.clone());
        let send_event = move |result: notify::Result<notify::Event>| {
            let event = match result {
                Ok(event) => translate_event(&handler_roots, event),
                Err(error) if is_watch_limit(&error) => {
                    Some(WatchEvent::Failed(PollingReason::from_error(&error)))
                }
                Err(_) => Some(WatchEvent::EventsLost),
            };
            // Sending fails only while the watcher is being dropped.
            event.and_then(|event| sender.send(event).ok());
        };
        let config = Config::default().with_follow_symlinks(false);
        let backend = <RecommendedWatcher as notify::Watcher>::new(send_event, config)?;
        self.watch_roots(Box::new(backend), roots)
    }

    fn start_poll_backend(
        &mut self,
        roots: &Arc<WatchedRoots>,
        depth: PollDepth,
    ) -> notify::Result<()> {
        let (handler_roots, sender) = (Arc::clone(roots), self.sender.clone());
        let send_event = move |result: notify::Result<notify::Event>| {
            // An error is a file that cannot be read, reported at each interval. When it appears or
            // disappears, there is an event too.
            let event = result.ok().and_then(|event| translate_event(&handler_roots, event));
            event.and_then(|event| sender.send(event).ok());
        };
        let config = Config::default()
            .with_follow_symlinks(false)
            .with_compare_contents(depth == PollDepth::Content)
            .with_poll_interval(match depth {
                PollDepth::Content => self.timings.poll_interval,
                PollDepth::Times => self.timings.missed_events_interval,
            });
        self.watch_roots(Box::new(PollWatcher::new(send_event, config)?), roots)?;
        self.polls_content |= depth == PollDepth::Content;
        self.plan_second_look();
        Ok(())
    }

    fn watch_roots(
        &mut self,
        mut backend: Box<dyn notify::Watcher + Send>,
        roots: &WatchedRoots,
    ) -> notify::Result<()> {
        for root in roots.real_paths() {
            if !root.is_dir() {
                self.missing_folders.push(root.to_owned());
                continue;
            }
            match backend.watch(root, RecursiveMode::Recursive) {
                Ok(()) => {}
                // It, or a folder in it, was just removed. The next tick looks again.
                Err(error) if is_not_found(&error) => self.missing_folders.push(root.to_owned()),
                Err(error) => return Err(error),
            }
        }
        self.backends.push(backend);
        Ok(())
    }
}

/// What polling compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PollDepth {
    /// The bytes of files, because there are no events.
    Content,
    /// The times of files, for what events miss.
    Times,
}

fn is_not_found(error: &Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

fn is_watch_limit(error: &Error) -> bool {
    matches!(error.kind, ErrorKind::MaxFilesWatch)
}
