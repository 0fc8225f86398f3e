//! The watcher: which paths may have changed, in batches.
//!
//! An event is a hint, the truth is the bytes on disk: so a [`FileChange`] is a set of paths to
//! look at
//! again, of files or of folders, there or gone, and it may name too many, never too few. What the
//! system loses (a full queue, a folder replaced) comes out as [`Change::Everything`].
//!
//! When the system gives no events (its limits are used up, a network drive) the watcher polls, and
//! says so once. When a watched folder goes away it waits for it to come back.

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use anyhow::Context as _;
use notify::{Config, Error, ErrorKind, PollWatcher, RecommendedWatcher, RecursiveMode};

use super::debounce::{Debouncer, EventBatch, TickMode};
use super::mount_table;
use super::watch_event::{WatchEvent, WatchedRoots, translate_event};

/// How often files are compared when there are no events. The tests have less to compare.
const POLL_INTERVAL: Duration = Duration::from_millis(if cfg!(test) { 50 } else { 1_000 });

/// What to watch, and what not. Paths come out as they begin here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchFolders {
    /// Folders watched with all that is in them. One that does not exist is waited for.
    pub watched: Vec<PathBuf>,
    /// Folders whose changes are never told: the output. Folders named `.git` are skipped anyway.
    pub skipped: Vec<PathBuf>,
}

/// How to watch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WatchMode {
    /// The system's events, and polling where there are none.
    Events,
    /// Comparing contents every second (`--poll`).
    Poll,
}

/// What may have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileChange {
    /// These paths, files or folders. A folder stands for all that is in it.
    Paths(BTreeSet<PathBuf>),
    /// Anything.
    Everything,
    /// Anything; and from now on the watcher polls, since events can no longer be had.
    Polling(PollingReason),
}

/// Why the watcher polls though nobody asked for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PollingReason {
    /// Too many folders are watched on this machine: raise `fs.inotify.max_user_watches`.
    WatchLimit,
    /// Too many programs watch on this machine: raise `fs.inotify.max_user_instances`.
    InstanceLimit,
    /// The file system, named as in `/proc/mounts`, does not tell of changes made elsewhere.
    NoEvents(String),
    /// Something else, in the words of the system.
    Failed(String),
}

impl PollingReason {
    /// The kernel setting to raise, if that is the cure.
    pub fn sysctl(&self) -> Option<&'static str> {
        match self {
            Self::WatchLimit => Some("fs.inotify.max_user_watches"),
            Self::InstanceLimit => Some("fs.inotify.max_user_instances"),
            Self::NoEvents(_) | Self::Failed(_) => None,
        }
    }
}

/// English, one line; the CLI has its own words for other languages.
impl fmt::Display for PollingReason {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::WatchLimit => f.write_str("too many watched folders on this machine")?,
            Self::InstanceLimit => f.write_str("too many watching programs on this machine")?,
            Self::NoEvents(name) => write!(f, "the file system ({name}) tells of no changes")?,
            Self::Failed(words) => write!(f, "the folders cannot be watched ({words})")?,
        }
        f.write_str("; looking every second instead")?;
        self.sysctl().map_or(Ok(()), |name| write!(f, " (raise {name} with sysctl)"))
    }
}

/// A running watcher.
pub struct FileWatcher {
    folders: WatchFolders,
    mode: WatchMode,
    /// The running halves; `notify` stops when they are dropped.
    backends: Vec<Box<dyn notify::Watcher + Send>>,
    /// Watched folders that did not exist when the backends were made.
    missing: Vec<PathBuf>,
    sender: Sender<WatchEvent>,
    receiver: Receiver<WatchEvent>,
    settle: Debouncer,
}

/// Ends a [`FileWatcher`] from another thread.
#[derive(Debug, Clone)]
pub struct WatcherHandle(Sender<WatchEvent>);

impl WatcherHandle {
    /// Makes [`FileWatcher::next`] give `None`, now and ever after.
    pub fn stop(&self) {
        // If the watcher is gone there is nothing to stop.
        self.0.send(WatchEvent::Stop).ok();
    }
}

impl FileWatcher {
    /// Starts to watch. The notice tells if it polls though `mode` is [`WatchMode::Events`].
    ///
    /// # Errors
    /// Not even polling can be started.
    pub fn start(
        folders: WatchFolders,
        mode: WatchMode,
    ) -> anyhow::Result<(Self, Option<PollingReason>)> {
        let (sender, receiver) = channel();
        let mut watcher = Self {
            folders,
            mode,
            backends: Vec::new(),
            missing: Vec::new(),
            sender,
            receiver,
            settle: Debouncer::default(),
        };
        let notice = watcher.start_backends().context("start to watch the content")?;
        Ok((watcher, notice))
    }

    /// A handle that ends the watcher.
    pub fn stop_handle(&self) -> WatcherHandle {
        WatcherHandle(self.sender.clone())
    }

    /// Waits for the next change, and until its burst is over. `None` when stopped.
    #[expect(clippy::should_implement_trait, reason = "an iterator would lend nothing more")]
    pub fn next(&mut self) -> Option<FileChange> {
        loop {
            let ticks = if self.missing.is_empty() { TickMode::Off } else { TickMode::On };
            match self.settle.next(&self.receiver, ticks) {
                EventBatch::Stopped => return None,
                EventBatch::Paths(paths) => return Some(FileChange::Paths(paths)),
                // A new folder that no event told of has no watch yet, and the old watch may follow
                // what was moved away: all is watched anew.
                EventBatch::Lost | EventBatch::Root => return Some(self.restart_backends()),
                EventBatch::Failed(notice) => {
                    self.mode = WatchMode::Poll;
                    self.restart_backends();
                    return Some(FileChange::Polling(notice));
                }
                EventBatch::Tick if self.missing.iter().any(|folder| folder.is_dir()) => {
                    return Some(self.restart_backends());
                }
                EventBatch::Tick => {}
            }
        }
    }

    /// Watches anew, and only then tells to look at everything, so that nothing falls between.
    fn restart_backends(&mut self) -> FileChange {
        match self.start_backends() {
            // That the file system keeps silent was told at the start.
            Ok(None | Some(PollingReason::NoEvents(_))) => FileChange::Everything,
            Ok(Some(notice)) => FileChange::Polling(notice),
            Err(_) => {
                // Tried again at the next tick, as if the folders were not there.
                self.missing.clone_from(&self.folders.watched);
                FileChange::Everything
            }
        }
    }

    /// Makes the backends anew. Tells why if they poll against the mode, and goes on in that mode.
    fn start_backends(&mut self) -> notify::Result<Option<PollingReason>> {
        self.backends.clear();
        self.missing.clear();
        let roots = Arc::new(WatchedRoots::new(&self.folders));
        if self.mode == WatchMode::Poll {
            self.start_poll_backend(&roots)?;
            return Ok(None);
        }
        if let Err(error) = self.start_event_backend(&roots) {
            self.mode = WatchMode::Poll;
            self.backends.clear();
            self.start_poll_backend(&roots)?;
            return Ok(Some(polling_reason(&error)));
        }
        let Some(name) = roots.real_paths().find_map(mount_table::file_system_without_events)
        else {
            return Ok(None);
        };
        // What this machine changes comes as an event; what others change, only by looking.
        self.start_poll_backend(&roots)?;
        Ok(Some(PollingReason::NoEvents(name)))
    }

    fn start_event_backend(&mut self, roots: &Arc<WatchedRoots>) -> notify::Result<()> {
        let (roots_then, sender) = (Arc::clone(roots), self.sender.clone());
        let tell = move |result: notify::Result<notify::Event>| {
            let note = match result {
                Ok(event) => translate_event(&roots_then, event),
                Err(error) if is_watch_limit(&error) => {
                    Some(WatchEvent::Failed(polling_reason(&error)))
                }
                Err(_) => Some(WatchEvent::EventsLost),
            };
            // No one listens any more: the watcher is being dropped.
            note.and_then(|note| sender.send(note).ok());
        };
        let config = Config::default().with_follow_symlinks(false);
        let backend = <RecommendedWatcher as notify::Watcher>::new(tell, config)?;
        self.watch_roots(Box::new(backend), roots)
    }

    fn start_poll_backend(&mut self, roots: &Arc<WatchedRoots>) -> notify::Result<()> {
        let (roots_then, sender) = (Arc::clone(roots), self.sender.clone());
        let tell = move |result: notify::Result<notify::Event>| {
            // An error is a file that cannot be read, told at each turn; its coming and going are
            // events of their own.
            let note = result.ok().and_then(|event| translate_event(&roots_then, event));
            note.and_then(|note| sender.send(note).ok());
        };
        let config = Config::default()
            .with_follow_symlinks(false)
            .with_compare_contents(true)
            .with_poll_interval(POLL_INTERVAL);
        self.watch_roots(Box::new(PollWatcher::new(tell, config)?), roots)
    }

    fn watch_roots(
        &mut self,
        mut backend: Box<dyn notify::Watcher + Send>,
        roots: &WatchedRoots,
    ) -> notify::Result<()> {
        for root in roots.real_paths() {
            if !root.is_dir() {
                self.missing.push(root.to_owned());
                continue;
            }
            match backend.watch(root, RecursiveMode::Recursive) {
                Ok(()) => {}
                // It, or a folder in it, went away just now: at the next tick we look again.
                Err(error) if is_not_found(&error) => self.missing.push(root.to_owned()),
                Err(error) => return Err(error),
            }
        }
        self.backends.push(backend);
        Ok(())
    }
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

fn polling_reason(error: &Error) -> PollingReason {
    /// `EMFILE`: from `inotify_init`, that all instances of this user are taken.
    const TOO_MANY_OPEN_FILES: i32 = 24;
    match &error.kind {
        ErrorKind::MaxFilesWatch => PollingReason::WatchLimit,
        ErrorKind::Io(error)
            if cfg!(target_os = "linux") && error.raw_os_error() == Some(TOO_MANY_OPEN_FILES) =>
        {
            PollingReason::InstanceLimit
        }
        _ => PollingReason::Failed(error.to_string()),
    }
}
