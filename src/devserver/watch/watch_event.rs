//! Translates a `notify` event into a [`WatchEvent`].

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use notify::event::{AccessKind, AccessMode, CreateKind, MetadataKind, ModifyKind, RenameMode};
use notify::{Event, EventKind};

use super::watcher::{PollingReason, WatchFolders};

/// What the threads of `notify` send to the watcher.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum WatchEvent {
    /// These paths may have changed. A new folder must be looked at twice: a file that was put into
    /// it before the system watched it causes no event.
    Paths { paths: Vec<PathBuf>, new_folders: Vec<PathBuf> },
    /// A watched folder was created, removed or renamed.
    RootChanged,
    /// Events were lost.
    EventsLost,
    /// The system can send no more events.
    Failed(PollingReason),
    /// The watcher shall stop.
    Stop,
}

/// The watched and the skipped folders, with the paths that the system uses for them.
pub(super) struct WatchedRoots {
    watched: Vec<WatchedRoot>,
    skipped: Vec<PathBuf>,
}

/// A watched folder.
struct WatchedRoot {
    /// Without symbolic links.
    real: PathBuf,
    /// As in [`WatchFolders`].
    given: PathBuf,
}

impl WatchedRoots {
    /// Resolves the symbolic links of the folders, as they are now.
    pub(super) fn new(folders: &WatchFolders) -> Self {
        let watched = folders
            .watched
            .iter()
            .map(|given| WatchedRoot { real: real_path(given), given: given.clone() });
        Self {
            watched: watched.collect(),
            skipped: folders.skipped.iter().map(|given| real_path(given)).collect(),
        }
    }

    /// Returns the watched folders, without symbolic links.
    pub(super) fn real_paths(&self) -> impl Iterator<Item = &Path> {
        self.watched.iter().map(|root| root.real.as_path())
    }

    fn is_root(&self, path: &Path) -> bool {
        self.real_paths().any(|root| root == path)
    }

    /// Returns a path in a watched folder with the beginning that it has in [`WatchFolders`], or
    /// `None` if it is to be skipped.
    fn path_as_given(&self, path: &Path) -> Option<PathBuf> {
        if self.skipped.iter().any(|skipped| path.starts_with(skipped)) {
            return None;
        }
        let (relative_path, root) = self
            .watched
            .iter()
            .find_map(|root| Some((path.strip_prefix(&root.real).ok()?, root)))?;
        let git = Component::Normal(OsStr::new(".git"));
        let is_in_git = relative_path.components().any(|component| component == git);
        (!is_in_git).then(|| root.given.join(relative_path))
    }
}

/// Translates an event. `None` if it is not a change.
pub(super) fn translate_event(roots: &WatchedRoots, event: Event) -> Option<WatchEvent> {
    // Checked first, because this event has no paths.
    if event.need_rescan() {
        return Some(WatchEvent::EventsLost);
    }
    let is_created_or_removed = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        // inotify reports every file that is opened. Reading the content must not be a change.
        EventKind::Access(_) => return None,
        EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) => {
            true
        }
        EventKind::Any | EventKind::Modify(_) | EventKind::Other => false,
    };
    // Without times: polling reports those of a folder whenever something in it changes.
    let are_permissions_changed = matches!(
        event.kind,
        EventKind::Modify(ModifyKind::Metadata(
            MetadataKind::Any | MetadataKind::Permissions | MetadataKind::Ownership
        ))
    );
    let may_be_new_folder = matches!(
        event.kind,
        EventKind::Create(CreateKind::Folder | CreateKind::Any)
            | EventKind::Modify(ModifyKind::Name(
                RenameMode::To | RenameMode::Both | RenameMode::Any
            ))
    );
    let (mut paths, mut new_folders) = (Vec::new(), Vec::new());
    for path in event.paths {
        if roots.is_root(&path) {
            if is_created_or_removed {
                return Some(WatchEvent::RootChanged);
            }
            // It may have become readable, or unreadable.
            if are_permissions_changed {
                return Some(WatchEvent::EventsLost);
            }
            // Any other event of the folder itself does not concern its content.
            continue;
        }
        let Some(given) = roots.path_as_given(&path) else { continue };
        if may_be_new_folder && path.is_dir() {
            new_folders.push(given.clone());
        }
        paths.push(given);
    }
    (!paths.is_empty()).then_some(WatchEvent::Paths { paths, new_folders })
}

/// Returns a path without symbolic links. The part that does not exist is left unchanged.
fn real_path(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let resolve = |ancestor: &Path| {
        let missing_part = absolute.strip_prefix(ancestor).ok()?;
        let real_ancestor = ancestor.canonicalize().ok()?;
        // Joining an empty path would append a separator.
        let exists = missing_part.as_os_str().is_empty();
        Some(if exists { real_ancestor } else { real_ancestor.join(missing_part) })
    };
    absolute.ancestors().find_map(resolve).unwrap_or_else(|| absolute.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{DataChange, Flag, MetadataKind, RemoveKind};

    fn roots() -> WatchedRoots {
        WatchedRoots {
            watched: vec![WatchedRoot { real: "/real/content".into(), given: "content".into() }],
            skipped: vec!["/real/content/output".into()],
        }
    }

    fn check(kind: EventKind, path: &str, expected: Option<&WatchEvent>) {
        let event = translate_event(&roots(), Event::new(kind).add_path(path.into()));
        assert_eq!(event.as_ref(), expected, "{path}");
    }

    fn check_reported(kind: EventKind, path: &str, given: &str) {
        check(
            kind,
            path,
            Some(&WatchEvent::Paths { paths: vec![given.into()], new_folders: Vec::new() }),
        );
    }

    const WRITTEN: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));

    #[test]
    fn paths_begin_as_the_folder_was_given() {
        check_reported(WRITTEN, "/real/content/a/å.md", "content/a/å.md");
        check_reported(EventKind::Remove(RemoveKind::Any), "/real/content/a", "content/a");
        check(WRITTEN, "/real/contents/a.md", None);
    }

    #[test]
    fn reading_is_not_a_change() {
        let path = "/real/content/a.md";
        check(EventKind::Access(AccessKind::Open(AccessMode::Any)), path, None);
        check(EventKind::Access(AccessKind::Close(AccessMode::Read)), path, None);
        let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
        check_reported(written, path, "content/a.md");
    }

    #[test]
    fn the_output_and_git_are_skipped() {
        check(WRITTEN, "/real/content/output/index.html", None);
        check(WRITTEN, "/real/content/output", None);
        check(WRITTEN, "/real/content/.git/index", None);
        check_reported(WRITTEN, "/real/content/.gitignore", "content/.gitignore");
    }

    #[test]
    fn a_change_of_a_watched_folder_itself_has_its_own_event() {
        check(
            EventKind::Remove(RemoveKind::Folder),
            "/real/content",
            Some(&WatchEvent::RootChanged),
        );
        let moved = EventKind::Modify(ModifyKind::Name(RenameMode::From));
        check(moved, "/real/content", Some(&WatchEvent::RootChanged));
        let touched = EventKind::Modify(ModifyKind::Metadata(MetadataKind::WriteTime));
        check(touched, "/real/content", None);
        let opened = EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any));
        check(opened, "/real/content", Some(&WatchEvent::EventsLost));
    }

    #[test]
    fn a_full_queue_is_reported() {
        let event = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(translate_event(&roots(), event), Some(WatchEvent::EventsLost));
    }
}
