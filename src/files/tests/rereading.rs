//! A changed folder is read as if it were new, and shares what did not change.

use super::{content, put};
use crate::files::{FileSet, RootFolder};
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[test]
fn unchanged_bytes_keep_the_same_value_whatever_the_time_stamp() {
    let (_site, folder) = content(&[("a.md", b"aaa"), ("b.png", b"b"), ("d/c.md", b"c")]);
    let files = FileSet::read(&folder).unwrap();
    let time = fs::metadata(folder.root.join("a.md")).unwrap().modified().unwrap();
    // Other bytes, same size, same time.
    let changed = fs::File::options().write(true).open(folder.root.join("a.md")).unwrap();
    std::io::Write::write_all(&mut &changed, b"bbb").unwrap();
    changed.set_modified(time).unwrap();
    put(&folder.root.join("d/c.md"), b"c");
    let again = files.rescan(&folder, std::slice::from_ref(&folder.root)).unwrap();
    let shared = |path: &str| Arc::ptr_eq(files.get(path).unwrap(), again.get(path).unwrap());
    assert!(!shared("a.md") && shared("b.png") && shared("d/c.md"));
    assert_eq!(again, FileSet::read(&folder).unwrap());
}

#[cfg(unix)]
#[test]
fn a_link_is_read_again_when_only_its_target_was_hinted() {
    let (_site, folder) = content(&[("a.md", b"a"), ("sub/b.md", b"b")]);
    std::os::unix::fs::symlink("a.md", folder.root.join("link.md")).unwrap();
    let files = FileSet::read(&folder).unwrap();
    fs::write(folder.root.join("a.md"), "changed").unwrap();
    let hints: [PathBuf; 2] = [folder.root.join("a.md"), "/elsewhere/x.md".into()];
    let again = files.rescan(&folder, &hints).unwrap();
    assert_eq!(again, FileSet::read(&folder).unwrap());
    assert!(Arc::ptr_eq(files.get("sub/b.md").unwrap(), again.get("sub/b.md").unwrap()));
}

/// What happens to a folder; paths are relative to it.
#[derive(Clone, Debug)]
enum Event {
    Write(String, &'static str),
    Remove(String),
    Rename(String, String),
    Link(String, String),
}

/// Does it, as far as the disk allows, and gives the paths that a watcher would tell: those where
/// something lies, whatever links were named.
fn happen(root: &Path, event: &Event) -> Vec<PathBuf> {
    let touched = match event {
        Event::Write(path, _) | Event::Remove(path) | Event::Link(_, path) => vec![path],
        Event::Rename(from, to) => vec![from, to],
    };
    let real = |path: &&String| {
        let at = root.join(path);
        let parent = at.parent().unwrap().canonicalize().unwrap_or_else(|_| root.to_path_buf());
        [at.canonicalize().unwrap_or_else(|_| at.clone()), parent.join(at.file_name().unwrap()), at]
    };
    let mut told: Vec<_> = touched.iter().flat_map(real).collect();
    match event {
        Event::Write(path, text) => {
            if fs::create_dir_all(root.join(path).parent().unwrap()).is_ok() {
                let _ = fs::write(root.join(path), text);
            }
        }
        Event::Remove(path) => {
            let at = root.join(path);
            let _ = fs::remove_file(&at).or_else(|_| fs::remove_dir_all(&at));
        }
        Event::Rename(from, to) => drop(fs::rename(root.join(from), root.join(to))),
        #[cfg(unix)]
        Event::Link(target, path) => {
            drop(std::os::unix::fs::symlink(target, root.join(path)));
        }
        #[cfg(not(unix))]
        Event::Link(..) => {}
    }
    told.extend(touched.iter().flat_map(real));
    told
}

fn path() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec!["a", "b", "c.md", "d.txt", "å.md", ".gitignore", "x~"]);
    prop::collection::vec(name, 1..4).prop_map(|names| names.join("/"))
}

fn event() -> impl Strategy<Value = Event> {
    let text = prop::sample::select(vec!["", "one", "two\r\n", "a\n", "c.md\n!/a/c.md\n", "b/"]);
    let target = prop::sample::select(vec!["c.md", "../c.md", "a", "..", "/etc/passwd", "b/a"]);
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
    fn a_changed_folder_is_read_as_if_it_were_new(
        bursts in prop::collection::vec(prop::collection::vec(event(), 1..6), 1..8),
    ) {
        let (_site, folder) = content(&[("c.md", b"first"), ("a/c.md", b""), ("a/b/d.txt", b"")]);
        let mut files = FileSet::read(&folder).unwrap();
        for burst in bursts {
            let hints: Vec<_> =
                burst.iter().flat_map(|event| happen(&folder.root, event)).collect();
            files = files.rescan(&folder, &hints).unwrap();
            prop_assert_eq!(&files, &FileSet::read(&folder).unwrap());
        }
    }
}

#[test]
fn another_folder_is_read_afresh() {
    let (_site, folder) = content(&[("a.md", b"a"), ("b/a.md", b"b")]);
    let files = FileSet::read(&folder).unwrap();
    let other = RootFolder { skip: vec![folder.root.join("b")], ..folder.clone() };
    let again = files.rescan(&other, &[]).unwrap();
    assert_eq!(again, FileSet::read(&other).unwrap());
    assert_eq!(again.iter().count(), 1);
}

#[test]
fn a_hint_may_name_the_folder_in_another_way() {
    let (site, folder) = content(&[("sub/a.md", b"a")]);
    let files = FileSet::read(&folder).unwrap();
    for (number, hint) in
        ["content/../content/sub/a.md", "content/sub/../sub/a.md", "content", ""].iter().enumerate()
    {
        fs::write(folder.root.join("sub/a.md"), format!("{number}")).unwrap();
        let again = files.rescan(&folder, &[site.path().join(hint)]).unwrap();
        assert_eq!(again, FileSet::read(&folder).unwrap());
    }
}
