//! The watcher on real files. A test waits for a change as long as it takes.

use std::fs;
#[cfg(unix)]
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, SystemTime};

use super::client::MAX_WAIT;
use crate::devserver::{
    FileChange, FileWatcher, PollingReason, WatchFolders, WatchMode, WatchTimings, WatcherHandle,
};

/// Polls often, and gives an editor on a busy machine time to write.
fn timings() -> WatchTimings {
    WatchTimings {
        poll_interval: Duration::from_millis(50),
        missed_events_interval: Duration::from_millis(50),
        empty_file_wait: Duration::from_millis(500),
        ..WatchTimings::default()
    }
}

/// A temporary folder in which `content` and `themes` are watched.
struct WatchedFolder {
    root: tempfile::TempDir,
    changes: Receiver<FileChange>,
    stop_handle: WatcherHandle,
}

impl Drop for WatchedFolder {
    fn drop(&mut self) {
        self.stop_handle.stop();
    }
}

fn watch(mode: WatchMode) -> WatchedFolder {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir_all(root.path().join("content/parter")).unwrap();
    fs::write(root.path().join("content/index.md"), "Hej").unwrap();
    let folders = WatchFolders {
        watched: vec![root.path().join("content"), root.path().join("themes")],
        skipped: vec![root.path().join("content/output")],
    };
    let (mut watcher, reason) = FileWatcher::start(folders, mode, timings()).unwrap();
    // Without watches left on the machine, it polls: everything is the same, but slower.
    assert!(mode == WatchMode::Events || reason.is_none());
    let stop_handle = watcher.stop_handle();
    let (sender, changes) = channel();
    std::thread::spawn(move || {
        while let Some(change) = watcher.next() {
            if sender.send(change).is_err() {
                return;
            }
        }
    });
    WatchedFolder { root, changes, stop_handle }
}

impl WatchedFolder {
    fn path(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    /// Waits for a change of a path, or of a folder above it.
    fn expect(&self, path: &str) {
        let path = self.path(path);
        self.expect_change(|change| match change {
            FileChange::Paths(paths) => path.ancestors().any(|ancestor| paths.contains(ancestor)),
            FileChange::Everything | FileChange::Polling(_) => false,
        });
    }

    fn expect_everything(&self) {
        self.expect_change(|change| !matches!(change, FileChange::Paths(_)));
    }

    fn expect_change(&self, is_expected: impl Fn(&FileChange) -> bool) {
        let mut other_changes = Vec::new();
        while let Ok(change) = self.changes.recv_timeout(MAX_WAIT) {
            if is_expected(&change) {
                return;
            }
            other_changes.push(change);
        }
        panic!("only these changes were reported: {other_changes:?}");
    }
}

fn check_saves(mode: WatchMode) {
    let watched = watch(mode);
    fs::write(watched.path("content/råd.md"), "Nytt").unwrap();
    watched.expect("content/råd.md");
    fs::write(watched.path("content/råd.md"), "Ändrat").unwrap();
    watched.expect("content/råd.md");
    // Many editors write a new file and rename it to the old one.
    fs::write(watched.path("content/parter/4913"), "Bytt").unwrap();
    fs::rename(watched.path("content/parter/4913"), watched.path("content/index.md")).unwrap();
    watched.expect("content/index.md");
    fs::remove_file(watched.path("content/råd.md")).unwrap();
    watched.expect("content/råd.md");
    // A new folder with its content, and a file that is added later.
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
fn a_save_is_reported() {
    check_saves(WatchMode::Events);
}

/// The system reports events by the folder in which a file is opened.
#[cfg(unix)]
#[test]
fn a_save_through_another_hard_link_is_reported() {
    let watched = watch(WatchMode::Events);
    let link = watched.path("link.md");
    fs::hard_link(watched.path("content/index.md"), &link).unwrap();
    let mut file = fs::File::create(&link).unwrap();
    file.write_all(b"Changed elsewhere").unwrap();
    // Only whole seconds are compared.
    file.set_modified(SystemTime::now() + Duration::from_secs(60)).unwrap();
    watched.expect("content/index.md");
}

#[test]
fn a_save_is_reported_when_polling() {
    check_saves(WatchMode::Poll);
}

/// Files are read between two polls, so what was there for a moment may have been read.
#[test]
fn everything_is_looked_at_again_after_polling_reported_a_change() {
    let watched = watch(WatchMode::Poll);
    watched.expect_everything();
    let path = watched.path("content/index.md");
    fs::write(&path, "Changed").unwrap();
    watched.expect_change(
        |change| matches!(change, FileChange::Paths(paths) if paths.contains(&path)),
    );
    watched.expect_everything();
}

fn check_replaced_folder(mode: WatchMode) {
    let watched = watch(mode);
    for _ in 0..2 {
        // Renamed, and back later.
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
    // A folder that did not exist at the start.
    fs::create_dir(watched.path("themes")).unwrap();
    watched.expect_everything();
    fs::write(watched.path("themes/page.html"), "").unwrap();
    watched.expect("themes/page.html");
}

#[test]
fn a_folder_may_disappear_and_come_back() {
    check_replaced_folder(WatchMode::Events);
}

#[test]
fn a_folder_may_disappear_and_come_back_when_polling() {
    check_replaced_folder(WatchMode::Poll);
}

#[test]
fn output_git_and_reading_are_not_changes() {
    let watched = watch(WatchMode::Events);
    fs::create_dir_all(watched.path("content/output")).unwrap();
    fs::create_dir_all(watched.path("content/.git")).unwrap();
    for number in 0..50 {
        fs::write(watched.path(&format!("content/output/{number}.html")), "").unwrap();
        fs::write(watched.path("content/.git/index"), "").unwrap();
        fs::read(watched.path("content/index.md")).unwrap();
    }
    // Events arrive in order. If this one is first, there was none before it.
    fs::write(watched.path("content/last.md"), "").unwrap();
    let first = watched.changes.recv_timeout(MAX_WAIT).unwrap();
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
    let (mut watcher, _) = FileWatcher::start(folders, WatchMode::Events, timings()).unwrap();
    watcher.stop_handle().stop();
    assert_eq!(watcher.next(), None);
    assert_eq!(watcher.next(), None);
}

#[test]
fn a_relative_folder_gives_relative_paths() {
    // Tests run in the folder of the package. Its `target` is not there if another one is used.
    fs::create_dir_all("target").unwrap();
    let root = tempfile::tempdir_in("target").unwrap();
    let relative = Path::new("target").join(root.path().file_name().unwrap());
    let folders = WatchFolders { watched: vec![relative.clone()], skipped: Vec::new() };
    let (mut watcher, _) = FileWatcher::start(folders, WatchMode::Events, timings()).unwrap();
    fs::write(relative.join("a.md"), "").unwrap();
    let is_reported = match watcher.next() {
        Some(FileChange::Paths(paths)) => paths.contains(&relative.join("a.md")),
        Some(_) => true,
        None => false,
    };
    assert!(is_reported);
}

#[test]
fn a_limit_names_the_setting_to_raise() {
    for (reason, sysctl) in [
        (PollingReason::WatchLimit, Some("fs.inotify.max_user_watches")),
        (PollingReason::InstanceLimit, Some("fs.inotify.max_user_instances")),
        (PollingReason::NoEvents("nfs4".to_owned()), None),
        (PollingReason::Failed("why".to_owned()), None),
    ] {
        assert_eq!(reason.sysctl(), sysctl);
    }
}
