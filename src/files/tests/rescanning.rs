//! Rescanning gives the same files as reading, and shares those that did not change.

use super::{content_folder, show, write_file};
use crate::files::{FileSet, RootFolder};
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[test]
fn a_file_with_unchanged_bytes_is_shared_whatever_its_time_stamp() {
    let (_site, folder) = content_folder(&[("a.md", b"aaa"), ("b.png", b"b"), ("d/c.md", b"c")]);
    let files = FileSet::read(&folder).unwrap();
    let time = fs::metadata(folder.root.join("a.md")).unwrap().modified().unwrap();
    // Different bytes, same size and time.
    let changed = fs::File::options().write(true).open(folder.root.join("a.md")).unwrap();
    std::io::Write::write_all(&mut &changed, b"bbb").unwrap();
    changed.set_modified(time).unwrap();
    write_file(&folder.root.join("d/c.md"), b"c");
    let rescanned = files.rescan(&folder, std::slice::from_ref(&folder.root)).unwrap();
    let shared = |path: &str| Arc::ptr_eq(files.get(path).unwrap(), rescanned.get(path).unwrap());
    assert!(!shared("a.md") && shared("b.png") && shared("d/c.md"));
    assert_eq!(rescanned, FileSet::read(&folder).unwrap());
}

#[cfg(unix)]
#[test]
fn a_link_is_read_again_when_only_its_target_is_hinted() {
    let (_site, folder) = content_folder(&[("a.md", b"a"), ("sub/b.md", b"b")]);
    std::os::unix::fs::symlink("a.md", folder.root.join("link.md")).unwrap();
    let files = FileSet::read(&folder).unwrap();
    fs::write(folder.root.join("a.md"), "changed").unwrap();
    let hints: [PathBuf; 2] = [folder.root.join("a.md"), "/elsewhere/x.md".into()];
    let rescanned = files.rescan(&folder, &hints).unwrap();
    assert_eq!(rescanned, FileSet::read(&folder).unwrap());
    assert!(Arc::ptr_eq(files.get("sub/b.md").unwrap(), rescanned.get("sub/b.md").unwrap()));
}

/// The target of a link to a file outside of the folder.
const OUTSIDE: &str = "outside";

/// A change in a folder. Paths are relative to it.
#[derive(Clone, Debug)]
enum Event {
    Write(String, &'static str),
    Remove(String),
    Rename(String, String),
    Link(String, String),
}

/// Makes a change, if the disk allows it, and returns the paths that a watcher would report: with
/// and without symbolic links resolved.
fn apply(root: &Path, event: &Event) -> Vec<PathBuf> {
    let touched = match event {
        Event::Write(path, _) | Event::Remove(path) | Event::Link(_, path) => vec![path],
        Event::Rename(from, to) => vec![from, to],
    };
    let reported_paths = |path: &&String| {
        let path = root.join(path);
        let parent = path.parent().unwrap().canonicalize().unwrap_or_else(|_| root.to_path_buf());
        let canonical = path.canonicalize().unwrap_or_else(|_| path.clone());
        [canonical, parent.join(path.file_name().unwrap()), path]
    };
    let mut hints: Vec<_> = touched.iter().flat_map(reported_paths).collect();
    match event {
        Event::Write(path, text) => {
            if fs::create_dir_all(root.join(path).parent().unwrap()).is_ok() {
                let _ = fs::write(root.join(path), text);
            }
        }
        Event::Remove(path) => {
            let path = root.join(path);
            let _ = fs::remove_file(&path).or_else(|_| fs::remove_dir_all(&path));
        }
        Event::Rename(from, to) => drop(fs::rename(root.join(from), root.join(to))),
        #[cfg(unix)]
        Event::Link(target, path) => {
            // Later events write through the link, so what is outside of the folder is beside it.
            let target = match target.as_str() {
                OUTSIDE => root.with_file_name("outside.md"),
                target => target.into(),
            };
            drop(std::os::unix::fs::symlink(target, root.join(path)));
        }
        #[cfg(not(unix))]
        Event::Link(..) => {}
    }
    hints.extend(touched.iter().flat_map(reported_paths));
    hints
}

fn path() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec!["a", "b", "c.md", "d.txt", "å.md", ".gitignore", "x~"]);
    prop::collection::vec(name, 1..4).prop_map(|names| names.join("/"))
}

fn event() -> impl Strategy<Value = Event> {
    let text = prop::sample::select(vec!["", "one", "two\r\n", "a\n", "c.md\n!/a/c.md\n", "b/"]);
    let target = prop::sample::select(vec!["c.md", "../c.md", "a", "..", OUTSIDE, "b/a"]);
    prop_oneof![
        5 => (path(), text).prop_map(|(path, text)| Event::Write(path, text)),
        2 => path().prop_map(Event::Remove),
        3 => (path(), path()).prop_map(|(from, to)| Event::Rename(from, to)),
        1 => (target, path()).prop_map(|(target, path)| Event::Link(target.to_owned(), path)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn rescanning_equals_reading_after_random_changes(
        bursts in prop::collection::vec(prop::collection::vec(event(), 1..6), 1..8),
    ) {
        let (_site, folder) = content_folder(&[("c.md", b"first"), ("a/c.md", b""), ("a/b/d.txt", b"")]);
        let mut files = FileSet::read(&folder).unwrap();
        for burst in bursts {
            let hints: Vec<_> =
                burst.iter().flat_map(|event| apply(&folder.root, event)).collect();
            files = files.rescan(&folder, &hints).unwrap();
            prop_assert_eq!(&files, &FileSet::read(&folder).unwrap());
        }
    }
}

#[test]
fn a_folder_with_other_options_is_read_as_a_whole() {
    let (_site, folder) = content_folder(&[("a.md", b"a"), ("b/a.md", b"b")]);
    let files = FileSet::read(&folder).unwrap();
    let other_folder = RootFolder { skip: vec![folder.root.join("b")], ..folder.clone() };
    let rescanned = files.rescan(&other_folder, &[]).unwrap();
    assert_eq!(rescanned, FileSet::read(&other_folder).unwrap());
    assert_eq!(rescanned.iter().count(), 1);
}

#[test]
fn a_hint_can_be_another_path_of_the_same_file() {
    let (site, folder) = content_folder(&[("sub/a.md", b"a")]);
    let files = FileSet::read(&folder).unwrap();
    for (index, hint) in
        ["content/../content/sub/a.md", "content/sub/../sub/a.md", "content", ""].iter().enumerate()
    {
        fs::write(folder.root.join("sub/a.md"), format!("{index}")).unwrap();
        let rescanned = files.rescan(&folder, &[site.path().join(hint)]).unwrap();
        assert_eq!(rescanned, FileSet::read(&folder).unwrap());
    }
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_keeps_its_last_version() {
    let (_site, folder) =
        content_folder(&[("d/.gitignore", b"secret.md\n"), ("d/secret.md", b""), ("d/a.md", b"a")]);
    let files = FileSet::read(&folder).unwrap();
    let ignore_file = folder.root.join("d/.gitignore");
    write_file(&ignore_file, b"\xE5");
    let broken = files.rescan(&folder, std::slice::from_ref(&ignore_file)).unwrap();
    assert_eq!(show(&broken), format!("{}unreadable d/.gitignore\n", show(&files)));
    // Without a last version nothing of the folder is read.
    assert_eq!(FileSet::read(&folder).unwrap().iter().len(), 0);
    write_file(&ignore_file, b"a.md\n");
    let repaired = broken.rescan(&folder, &[ignore_file]).unwrap();
    assert_eq!(repaired, FileSet::read(&folder).unwrap());
    assert!(repaired.get("d/secret.md").is_some() && repaired.get("d/a.md").is_none());
}
