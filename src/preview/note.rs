//! One event of the system → what the watcher needs of it.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use notify::event::{AccessKind, AccessMode, CreateKind, MetadataKind, ModifyKind, RenameMode};
use notify::{Event, EventKind};

use super::watch::{Folders, Notice};

/// What the threads of `notify` tell the watcher.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Note {
    /// Look at these. A new folder is to be looked at twice: what was put into it before it was
    /// watched gives no event.
    Paths { paths: Vec<PathBuf>, new_folders: Vec<PathBuf> },
    /// A watched folder itself came or went.
    Root,
    /// Events were lost.
    Lost,
    /// No more events can be had.
    Failed(Notice),
    /// Stop.
    Stop,
}

/// The watched and the skipped folders, as the system names them.
pub(super) struct Roots {
    /// Real path, and the path as it was given.
    watched: Vec<(PathBuf, PathBuf)>,
    skipped: Vec<PathBuf>,
}

impl Roots {
    /// Resolves the folders as they are now.
    pub(super) fn new(folders: &Folders) -> Self {
        let watched = folders.watched.iter().map(|given| (real(given), given.clone()));
        Self {
            watched: watched.collect(),
            skipped: folders.skipped.iter().map(|given| real(given)).collect(),
        }
    }

    /// The watched folders, without symbolic links.
    pub(super) fn real(&self) -> impl Iterator<Item = &Path> {
        self.watched.iter().map(|(real, _)| real.as_path())
    }

    fn is_root(&self, path: &Path) -> bool {
        self.real().any(|root| root == path)
    }

    /// A path inside a watched folder, as it begins in [`Folders`]; `None` for one to skip.
    fn given(&self, path: &Path) -> Option<PathBuf> {
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
pub(super) fn translate(roots: &Roots, event: Event) -> Option<Note> {
    // Before the paths: this one comes without any.
    if event.need_rescan() {
        return Some(Note::Lost);
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
                return Some(Note::Root);
            }
            // Perhaps it may be read now, or no more.
            if of_rights {
                return Some(Note::Lost);
            }
            // Anything else that happens to the folder itself is no change of what is in it.
            continue;
        }
        let Some(given) = roots.given(&path) else { continue };
        if may_be_new_folder && path.is_dir() {
            new_folders.push(given.clone());
        }
        paths.push(given);
    }
    (!paths.is_empty()).then_some(Note::Paths { paths, new_folders })
}

/// The path without symbolic links; what does not exist yet is joined on as it is.
fn real(path: &Path) -> PathBuf {
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

    fn roots() -> Roots {
        Roots {
            watched: vec![("/real/content".into(), "content".into())],
            skipped: vec!["/real/content/output".into()],
        }
    }

    fn check(kind: EventKind, path: &str, expected: Option<&Note>) {
        let note = translate(&roots(), Event::new(kind).add_path(path.into()));
        assert_eq!(note.as_ref(), expected, "{path}");
    }

    fn check_told(kind: EventKind, path: &str, given: &str) {
        check(
            kind,
            path,
            Some(&Note::Paths { paths: vec![given.into()], new_folders: Vec::new() }),
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
        check(EventKind::Remove(RemoveKind::Folder), "/real/content", Some(&Note::Root));
        let moved = EventKind::Modify(ModifyKind::Name(RenameMode::From));
        check(moved, "/real/content", Some(&Note::Root));
        let touched = EventKind::Modify(ModifyKind::Metadata(MetadataKind::WriteTime));
        check(touched, "/real/content", None);
        let opened = EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any));
        check(opened, "/real/content", Some(&Note::Lost));
    }

    #[test]
    fn a_full_queue_is_told_though_it_names_no_path() {
        let event = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(translate(&roots(), event), Some(Note::Lost));
    }
}
