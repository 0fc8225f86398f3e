//! One event of the system → what the watcher needs of it.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use notify::event::{AccessKind, AccessMode, CreateKind, MetadataKind, ModifyKind, RenameMode};
use notify::{Event, EventKind};

use super::watcher::{PollingReason, WatchFolders};

/// What the threads of `notify` tell the watcher.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum WatchEvent {
    /// Look at these. A new folder is to be looked at twice: what was put into it before it was
    /// watched gives no event.
    Paths { paths: Vec<PathBuf>, new_folders: Vec<PathBuf> },
    /// A watched folder itself came or went.
    RootChanged,
    /// Events were lost.
    EventsLost,
    /// No more events can be had.
    Failed(PollingReason),
    /// Stop.
    Stop,
}

/// The watched and the skipped folders, as the system names them.
pub(super) struct WatchedRoots {
    /// Real path, and the path as it was given.
    watched: Vec<(PathBuf, PathBuf)>,
    skipped: Vec<PathBuf>,
}

impl WatchedRoots {
    /// Resolves the folders as they are now.
    pub(super) fn new(folders: &WatchFolders) -> Self {
        let watched = folders.watched.iter().map(|given| (real_paths(given), given.clone()));
        Self {
            watched: watched.collect(),
            skipped: folders.skipped.iter().map(|given| real_paths(given)).collect(),
        }
    }

    /// The watched folders, without symbolic links.
    pub(super) fn real_paths(&self) -> impl Iterator<Item = &Path> {
        self.watched.iter().map(|(real, _)| real.as_path())
    }

    fn is_root(&self, path: &Path) -> bool {
        self.real_paths().any(|root| root == path)
    }

    /// A path inside a watched folder, as it begins in [`WatchFolders`]; `None` for one to skip.
    fn path_as_given(&self, path: &Path) -> Option<PathBuf> {
        if self.skipped.iter().any(|skipped| path.starts_with(skipped)) {
            return None;
        }
        let (rest, given) = self
            .watched
            .iter()
            .find_map(|(real, given)| Some((path.strip_prefix(real).ok()?, given)))?;
        let git = Component::Normal(OsStr::new(".git"));
        (!rest.components().any(|part| part == git)).then(|| given.join(rest))
    }
}

/// Takes what matters from an event: `None` if nothing does.
///
/// inotify tells of each file that is opened, so without the first check our own reading would
/// wake us again.
pub(super) fn translate_event(roots: &WatchedRoots, event: Event) -> Option<WatchEvent> {
    // Before the paths: this one comes without any.
    if event.need_rescan() {
        return Some(WatchEvent::EventsLost);
    }
    let comes_or_goes = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        EventKind::Access(_) => return None,
        EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) => {
            true
        }
        EventKind::Any | EventKind::Modify(_) | EventKind::Other => false,
    };
    // Not of times: who polls is told those of a folder whenever something in it changes.
    let of_rights = matches!(
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
            if comes_or_goes {
                return Some(WatchEvent::RootChanged);
            }
            // Perhaps it may be read now, or no more.
            if of_rights {
                return Some(WatchEvent::EventsLost);
            }
            // Anything else that happens to the folder itself is no change of what is in it.
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

/// The path without symbolic links; what does not exist yet is joined on as it is.
fn real_paths(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let resolve = |ancestor: &Path| {
        let rest = absolute.strip_prefix(ancestor).ok()?;
        let real = ancestor.canonicalize().ok()?;
        Some(if rest.as_os_str().is_empty() { real } else { real.join(rest) })
    };
    absolute.ancestors().find_map(resolve).unwrap_or_else(|| absolute.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{DataChange, Flag, MetadataKind, RemoveKind};

    fn roots() -> WatchedRoots {
        WatchedRoots {
            watched: vec![("/real/content".into(), "content".into())],
            skipped: vec!["/real/content/output".into()],
        }
    }

    fn check(kind: EventKind, path: &str, expected: Option<&WatchEvent>) {
        let note = translate_event(&roots(), Event::new(kind).add_path(path.into()));
        assert_eq!(note.as_ref(), expected, "{path}");
    }

    fn check_told(kind: EventKind, path: &str, given: &str) {
        check(
            kind,
            path,
            Some(&WatchEvent::Paths { paths: vec![given.into()], new_folders: Vec::new() }),
        );
    }

    const WRITTEN: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));

    #[test]
    fn paths_come_out_as_the_folder_was_given() {
        check_told(WRITTEN, "/real/content/a/å.md", "content/a/å.md");
        check_told(EventKind::Remove(RemoveKind::Any), "/real/content/a", "content/a");
        check(WRITTEN, "/real/contents/a.md", None);
    }

    #[test]
    fn reading_is_no_change() {
        let path = "/real/content/a.md";
        check(EventKind::Access(AccessKind::Open(AccessMode::Any)), path, None);
        check(EventKind::Access(AccessKind::Close(AccessMode::Read)), path, None);
        let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
        check_told(written, path, "content/a.md");
    }

    #[test]
    fn the_output_and_git_are_skipped() {
        check(WRITTEN, "/real/content/output/index.html", None);
        check(WRITTEN, "/real/content/output", None);
        check(WRITTEN, "/real/content/.git/index", None);
        check_told(WRITTEN, "/real/content/.gitignore", "content/.gitignore");
    }

    #[test]
    fn a_watched_folder_that_comes_or_goes_is_told_apart() {
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
    fn a_full_queue_is_told_though_it_names_no_path() {
        let event = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(translate_event(&roots(), event), Some(WatchEvent::EventsLost));
    }
}
