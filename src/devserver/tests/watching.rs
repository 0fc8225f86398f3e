//! The watcher on real files. A change is awaited as long as it takes, and never slept for.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};

use super::client::PATIENCE;
use crate::devserver::{
    FileChange, FileWatcher, PollingReason, WatchFolders, WatchMode, WatcherHandle,
};

/// A watched folder `content` in a folder of its own.
struct Watched {
    root: tempfile::TempDir,
    changes: Receiver<FileChange>,
    stopper: WatcherHandle,
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.stopper.stop();
    }
}

fn watch(mode: WatchMode) -> Watched {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir_all(root.path().join("content/parter")).unwrap();
    fs::write(root.path().join("content/index.md"), "Hej").unwrap();
    let folders = WatchFolders {
        watched: vec![root.path().join("content"), root.path().join("themes")],
        skipped: vec![root.path().join("content/output")],
    };
    let (mut watcher, notice) = FileWatcher::start(folders, mode).unwrap();
    // A test machine may be out of watches; then it polls, and all holds as well, but slower.
    assert!(mode == WatchMode::Events || notice.is_none());
    let stopper = watcher.stop_handle();
    let (sender, changes) = channel();
    std::thread::spawn(move || {
        while let Some(change) = watcher.next() {
            if sender.send(change).is_err() {
                return;
            }
        }
    });
    Watched { root, changes, stopper }
}

impl Watched {
    fn path(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    /// Waits for a change that holds this path, or a folder that it is in.
    fn expect(&self, path: &str) {
        let path = self.path(path);
        self.expect_change(|change| match change {
            FileChange::Paths(paths) => path.ancestors().any(|ancestor| paths.contains(ancestor)),
            FileChange::Everything | FileChange::Polling(_) => true,
        });
    }

    fn expect_everything(&self) {
        self.expect_change(|change| !matches!(change, FileChange::Paths(_)));
    }

    fn expect_change(&self, is_it: impl Fn(&FileChange) -> bool) {
        let mut seen = Vec::new();
        while let Ok(change) = self.changes.recv_timeout(PATIENCE) {
            if is_it(&change) {
                return;
            }
            seen.push(change);
        }
        panic!("only these changes were told: {seen:?}");
    }
}

fn check_saves(mode: WatchMode) {
    let watched = watch(mode);
    fs::write(watched.path("content/råd.md"), "Nytt").unwrap();
    watched.expect("content/råd.md");
    fs::write(watched.path("content/råd.md"), "Ändrat").unwrap();
    watched.expect("content/råd.md");
    // As editors save: a new file beside, renamed over the old one.
    fs::write(watched.path("content/parter/4913"), "Bytt").unwrap();
    fs::rename(watched.path("content/parter/4913"), watched.path("content/index.md")).unwrap();
    watched.expect("content/index.md");
    fs::remove_file(watched.path("content/råd.md")).unwrap();
    watched.expect("content/råd.md");
    // A folder that comes with all that is in it, and what is put into it later.
    fs::create_dir_all(watched.path("content/a/b/c")).unwrap();
    fs::write(watched.path("content/a/b/c/x.md"), "X").unwrap();
    watched.expect("content/a/b/c/x.md");
    fs::rename(watched.path("content/a"), watched.path("content/å")).unwrap();
    watched.expect("content/a");
    fs::write(watched.path("content/å/b/c/x.md"), "Y").unwrap();
    watched.expect("content/å/b/c/x.md");
    fs::remove_dir_all(watched.path("content/å")).unwrap();
    watched.expect("content/å");
}

#[test]
fn a_save_is_told() {
    check_saves(WatchMode::Events);
}

#[test]
fn a_save_is_told_when_polling() {
    check_saves(WatchMode::Poll);
}

fn check_replaced(mode: WatchMode) {
    let watched = watch(mode);
    for _ in 0..2 {
        // Away, and back later.
        fs::rename(watched.path("content"), watched.path("elsewhere")).unwrap();
        watched.expect_everything();
        fs::rename(watched.path("elsewhere"), watched.path("content")).unwrap();
        watched.expect_everything();
        fs::write(watched.path("content/a.md"), "A").unwrap();
        watched.expect("content/a.md");
        fs::remove_dir_all(watched.path("content")).unwrap();
        watched.expect_everything();
        fs::create_dir(watched.path("content")).unwrap();
        watched.expect_everything();
        fs::write(watched.path("content/a.md"), "B").unwrap();
        watched.expect("content/a.md");
    }
    // One that did not exist at the start.
    fs::create_dir(watched.path("themes")).unwrap();
    watched.expect_everything();
    fs::write(watched.path("themes/page.html"), "").unwrap();
    watched.expect("themes/page.html");
}

#[test]
fn a_folder_may_go_and_come_back() {
    check_replaced(WatchMode::Events);
}

#[test]
fn a_folder_may_go_and_come_back_when_polling() {
    check_replaced(WatchMode::Poll);
}

#[test]
fn the_output_git_and_reading_are_no_change() {
    let watched = watch(WatchMode::Events);
    fs::create_dir_all(watched.path("content/output")).unwrap();
    fs::create_dir_all(watched.path("content/.git")).unwrap();
    for number in 0..50 {
        fs::write(watched.path(&format!("content/output/{number}.html")), "").unwrap();
        fs::write(watched.path("content/.git/index"), "").unwrap();
        fs::read(watched.path("content/index.md")).unwrap();
    }
    // Events come in order, so that this one comes first shows that there were none before it.
    fs::write(watched.path("content/last.md"), "").unwrap();
    let first = watched.changes.recv_timeout(PATIENCE).unwrap();
    let last = watched.path("content/last.md");
    assert!(
        matches!(&first, FileChange::Paths(paths) if paths.iter().all(|path| *path == last))
            || !matches!(first, FileChange::Paths(_)),
        "{first:?}"
    );
}

#[test]
fn a_stopped_watcher_stays_stopped() {
    let folders =
        WatchFolders { watched: vec![PathBuf::from("/nowhere/content")], skipped: Vec::new() };
    let (mut watcher, _) = FileWatcher::start(folders, WatchMode::Events).unwrap();
    watcher.stop_handle().stop();
    assert_eq!(watcher.next(), None);
    assert_eq!(watcher.next(), None);
}

#[test]
fn a_relative_folder_gives_relative_paths() {
    // Tests run in the crate's folder, where there is a target.
    let root = tempfile::tempdir_in("target").unwrap();
    let relative = Path::new("target").join(root.path().file_name().unwrap());
    let folders = WatchFolders { watched: vec![relative.clone()], skipped: Vec::new() };
    let (mut watcher, _) = FileWatcher::start(folders, WatchMode::Events).unwrap();
    fs::write(relative.join("a.md"), "").unwrap();
    let is_told = match watcher.next() {
        Some(FileChange::Paths(paths)) => paths.contains(&relative.join("a.md")),
        Some(_) => true,
        None => false,
    };
    assert!(is_told);
}

#[test]
fn a_notice_names_the_setting_to_raise() {
    for (notice, sysctl) in [
        (PollingReason::WatchLimit, Some("fs.inotify.max_user_watches")),
        (PollingReason::InstanceLimit, Some("fs.inotify.max_user_instances")),
        (PollingReason::NoEvents("nfs4".to_owned()), None),
        (PollingReason::Failed("why".to_owned()), None),
    ] {
        assert_eq!(notice.sysctl(), sysctl);
        assert!(sysctl.is_none_or(|name| notice.to_string().contains(name)));
        assert!(!notice.to_string().contains('\n'));
    }
}
