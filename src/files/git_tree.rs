//! Reads the files of a folder as they are in a commit: those that a walk of the folder would find
//! if the commit were checked out, apart from filters, which are not run.
//!
//! Nothing is written, so no name in a commit can do harm. Sizes are known before anything is read.

use super::dir_entry::DirEntryKind;
use super::directory_walk::{DirectoryWalk, IGNORE_FILE_LIMIT_BYTES, PATH_LIMIT_BYTES};
use super::file::TEXT_LIMIT_BYTES;
use super::git_revision::{GitRevision, RevisionProblem};
use super::ignore_rules::{IGNORE_FILE, IgnoreRules};
use super::root_folder::is_plain_path;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The longest target of a symbolic link.
const LINK_LIMIT_BYTES: u64 = 4096;
/// The most links that are followed to one file, as in Linux.
const MAX_LINKS: usize = 40;
/// The most bytes of all texts together.
const TOTAL_LIMIT_BYTES: u64 = 900 * 1024 * 1024;

/// A file of a commit that can be content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TreeFile {
    /// The path in the content folder, with `/`.
    pub(super) path: String,
    /// The hash of the object.
    pub(super) object: String,
    pub(super) size_bytes: u64,
}

/// The content folder as it is in a commit.
#[derive(Debug, Default)]
struct CommitTree {
    /// The regular files, by path.
    files: BTreeMap<String, TreeFile>,
    /// The symbolic links, by path.
    links: BTreeMap<String, TreeFile>,
    /// The paths of submodules.
    submodules: Vec<String>,
    /// The folders that have files.
    folders: BTreeSet<String>,
}

/// The files of a commit that can be content, by path, and the submodules that are not read.
#[derive(Debug, Default)]
pub(super) struct TreeListing {
    pub(super) files: Vec<TreeFile>,
    pub(super) submodules: Vec<String>,
}

/// Lists the files of a folder in a commit.
///
/// # Errors
/// The folder is not in the work tree, or git does not answer.
pub(super) fn list_files(
    revision: &GitRevision,
    walk: &DirectoryWalk<'_>,
) -> Result<TreeListing, RevisionProblem> {
    let folder = walk.root.strip_prefix(&revision.repository.work_tree);
    let folder = folder.map_err(|_| RevisionProblem::NoRepository)?;
    let prefix = match folder.to_str() {
        Some("") => String::new(),
        Some(folder) => format!("{}/", folder.replace('\\', "/")),
        None => return Err(RevisionProblem::NoRepository),
    };
    let mut arguments =
        vec!["ls-tree", "-r", "-z", "-l", "--full-tree", &revision.commit, "--", &prefix];
    if prefix.is_empty() {
        arguments.truncate(arguments.len() - 2);
    }
    let tree = CommitTree::parse(&revision.run(&arguments, Vec::new())?, &prefix);
    let ignore_files = tree.files.values().filter(|file| {
        let name = file.path.rsplit('/').next();
        name == Some(IGNORE_FILE) && file.size_bytes <= IGNORE_FILE_LIMIT_BYTES
    });
    let links = tree.links.values().filter(|link| link.size_bytes <= LINK_LIMIT_BYTES);
    let small_files: Vec<&TreeFile> = ignore_files.chain(links).collect();
    let contents = read_objects(revision, &small_files)?;
    let by_path: BTreeMap<&str, Vec<u8>> =
        small_files.iter().map(|file| file.path.as_str()).zip(contents).collect();
    let selection = TreeSelection { tree: &tree, walk, contents: by_path, prefix: &prefix };
    let files = selection.files();
    Ok(TreeListing { files, submodules: tree.submodules })
}

/// Returns a problem if some files are too large together to be read.
pub(super) fn check_total_size(files: &[&TreeFile]) -> Result<(), RevisionProblem> {
    let sizes = files.iter().map(|file| file.size_bytes);
    let total_bytes = sizes.fold(0, u64::saturating_add);
    if total_bytes > TOTAL_LIMIT_BYTES { Err(RevisionProblem::TooLarge) } else { Ok(()) }
}

/// Reads the bytes of some files, in the order given.
pub(super) fn read_objects(
    revision: &GitRevision,
    files: &[&TreeFile],
) -> Result<Vec<Vec<u8>>, RevisionProblem> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    check_total_size(files)?;
    let mut requests = String::new();
    for file in files {
        requests.push_str(&file.object);
        requests.push('\n');
    }
    let output = revision.run(&["cat-file", "--batch", "--buffer"], requests.into_bytes())?;
    let mut rest = &*output;
    let mut contents = Vec::with_capacity(files.len());
    for _ in files {
        let (bytes, after) = split_object(rest).ok_or(RevisionProblem::MissingObjects)?;
        contents.push(bytes.to_vec());
        rest = after;
    }
    Ok(contents)
}

/// Splits the first object from the output of `git cat-file --batch`: a header that ends with the
/// size, and then the bytes and a line end.
pub(super) fn split_object(output: &[u8]) -> Option<(&[u8], &[u8])> {
    let header_end = output.iter().position(|byte| *byte == b'\n')?;
    let (header, rest) = (output.get(..header_end)?, output.get(header_end + 1..)?);
    let header = std::str::from_utf8(header).ok()?;
    let mut words = header.rsplit(' ');
    let size: usize = words.next()?.parse().ok()?;
    (words.next() == Some("blob")).then_some(())?;
    Some((rest.get(..size)?, rest.get(size + 1..).unwrap_or_default()))
}

impl CommitTree {
    /// Parses the output of `git ls-tree -r -z -l`: mode, type, hash, size, and after a tab the
    /// path, which ends with NUL.
    fn parse(output: &[u8], prefix: &str) -> Self {
        let mut tree = Self::default();
        for record in output.split(|byte| *byte == 0).filter(|record| !record.is_empty()) {
            let record = String::from_utf8_lossy(record);
            let Some((head, path)) = record.split_once('\t') else { continue };
            let Some(path) = path.strip_prefix(prefix) else { continue };
            let mut words = head.split_ascii_whitespace();
            let mode = words.next().unwrap_or_default();
            let object = words.nth(1).unwrap_or_default().to_owned();
            // A name such as `..` cannot be checked out.
            if !is_plain_path(Path::new(path)) || path.contains("//") {
                continue;
            }
            let path = path.to_owned();
            if mode == "160000" {
                tree.submodules.push(path);
                continue;
            }
            // The size of an object that is missing is not a number; reading it fails.
            let size_bytes = words.next().and_then(|size| size.parse().ok()).unwrap_or_default();
            for (offset, _) in path.match_indices('/') {
                tree.folders.extend(path.get(..offset).map(str::to_owned));
            }
            let files = if mode == "120000" { &mut tree.links } else { &mut tree.files };
            files.insert(path.clone(), TreeFile { path, object, size_bytes });
        }
        tree
    }
}

/// Selects the files that a walk would find.
struct TreeSelection<'t> {
    tree: &'t CommitTree,
    walk: &'t DirectoryWalk<'t>,
    /// The bytes of ignore files and links, by path.
    contents: BTreeMap<&'t str, Vec<u8>>,
    /// The content folder in the repository, with `/` at its end.
    prefix: &'t str,
}

/// The rules of each folder. `None` means that its files are not content.
type FolderRules = BTreeMap<String, Option<IgnoreRules>>;

impl TreeSelection<'_> {
    fn files(&self) -> Vec<TreeFile> {
        let rules = self.folder_rules();
        let is_listed = |path: &str, kind: DirEntryKind| {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let rules = rules.get(folder).and_then(Option::as_ref);
            path.len() <= PATH_LIMIT_BYTES
                && rules.is_some_and(|rules| !self.walk.is_ignored(Path::new(path), kind, rules))
        };
        let files = self.tree.files.values();
        let files = files.filter(|file| is_listed(&file.path, DirEntryKind::File)).cloned();
        let links = self.tree.links.values();
        let links = links.filter(|link| is_listed(&link.path, DirEntryKind::Link));
        let links = links.filter_map(|link| {
            let target = self.link_target(&link.path)?;
            Some(TreeFile { path: link.path.clone(), ..target.clone() })
        });
        let mut all: Vec<TreeFile> = files.chain(links).collect();
        all.sort_by(|left, right| left.path.cmp(&right.path));
        all
    }

    /// Returns the rules that apply in each folder. A folder is after the one that contains it.
    fn folder_rules(&self) -> FolderRules {
        let mut all = FolderRules::new();
        all.insert(String::new(), self.rules_in("", &IgnoreRules::default()));
        for folder in &self.tree.folders {
            let above = folder.rsplit_once('/').map_or("", |(above, _)| above);
            let outer = all.get(above).and_then(Option::as_ref);
            let rules = outer
                .filter(|outer| {
                    let path = Path::new(folder);
                    !self.walk.is_ignored(path, DirEntryKind::Folder, outer)
                        && !self.is_bare_repository(folder)
                })
                .and_then(|outer| self.rules_in(folder, outer));
            all.insert(folder.clone(), rules);
        }
        all
    }

    /// Returns the rules of a folder with those of its own ignore file. `None` means that they
    /// cannot be read.
    fn rules_in(&self, folder: &str, outer: &IgnoreRules) -> Option<IgnoreRules> {
        let path = match folder {
            "" => IGNORE_FILE.to_owned(),
            folder => format!("{folder}/{IGNORE_FILE}"),
        };
        if !self.tree.files.contains_key(&path) {
            return Some(outer.clone());
        }
        let bytes = self.contents.get(path.as_str())?;
        outer.with_ignore_file(&self.walk.root.join(folder), bytes).ok()
    }

    fn is_bare_repository(&self, folder: &str) -> bool {
        let has_folder = |name: &str| self.tree.folders.contains(&format!("{folder}/{name}"));
        self.tree.files.contains_key(&format!("{folder}/HEAD"))
            && has_folder("objects")
            && has_folder("refs")
    }

    /// Returns the file that a link leads to. `None` means that it is not in the content folder, or
    /// that it is a folder.
    fn link_target(&self, link_path: &str) -> Option<&TreeFile> {
        let path = format!("{}{link_path}", self.prefix);
        // The parts of the path that are to be followed, the next one last.
        let mut pending: Vec<String> = path.rsplit('/').map(str::to_owned).collect();
        let mut resolved: Vec<String> = Vec::new();
        let mut n_links = 0;
        while let Some(part) = pending.pop() {
            match part.as_str() {
                "" | "." => {}
                ".." => {
                    resolved.pop()?;
                }
                _ => {
                    resolved.push(part);
                    let path = resolved.join("/");
                    let target = path.strip_prefix(self.prefix);
                    let Some(target) = target.and_then(|path| self.contents_of_link(path)) else {
                        continue;
                    };
                    n_links += 1;
                    if n_links > MAX_LINKS || target.starts_with('/') {
                        return None;
                    }
                    resolved.pop();
                    pending.extend(target.rsplit('/').map(str::to_owned));
                }
            }
        }
        self.tree.files.get(resolved.join("/").strip_prefix(self.prefix)?)
    }

    fn contents_of_link(&self, path: &str) -> Option<&str> {
        self.tree.links.get(path)?;
        std::str::from_utf8(self.contents.get(path)?).ok()
    }
}

/// Returns whether a file is read as text, given its size.
pub(super) fn is_readable_size(file: &TreeFile) -> bool {
    file.size_bytes <= TEXT_LIMIT_BYTES as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::{FolderKind, ReportPaths, RootFolder};

    fn listing(records: &[&str]) -> CommitTree {
        CommitTree::parse(records.join("\0").as_bytes(), "content/")
    }

    #[test]
    fn a_listing_has_files_links_and_submodules_of_the_folder() {
        let tree = listing(&[
            "100644 blob aa      12\tcontent/a b.md",
            "100755 blob bb       3\tcontent/d/å\n.md",
            "120000 blob cc       4\tcontent/d/link.md",
            "160000 commit dd       -\tcontent/-x",
            "100644 blob ee       4\tcontent/../b.md",
            "100644 blob ff       4\tother/a.md",
        ]);
        assert_eq!(tree.files.keys().collect::<Vec<_>>(), ["a b.md", "d/å\n.md"]);
        assert_eq!(tree.files["a b.md"].size_bytes, 12);
        assert_eq!(tree.links.keys().collect::<Vec<_>>(), ["d/link.md"]);
        assert_eq!((tree.submodules, tree.folders.len()), (vec!["-x".to_owned()], 1));
    }

    #[test]
    fn the_selection_is_that_of_a_walk() {
        let folder = tempfile::tempdir().unwrap();
        let root = RootFolder {
            root: folder.path().to_owned(),
            report_paths: ReportPaths::default(),
            skip: Vec::new(),
            kind: FolderKind::Content,
        };
        let walk = DirectoryWalk::new(&root).unwrap();
        let tree = listing(&[
            "100644 blob aa 9\tcontent/.gitignore",
            "100644 blob aa 9\tcontent/.hidden/a.md",
            "100644 blob aa 9\tcontent/a.md",
            "100644 blob aa 9\tcontent/d/a.tmp",
            "100644 blob aa 9\tcontent/d/b.md",
            "120000 blob bb 9\tcontent/d/loop.md",
            "120000 blob bb 9\tcontent/in.md",
            "120000 blob bb 9\tcontent/out.md",
            "120000 blob bb 9\tcontent/through.md",
            "120000 blob bb 9\tcontent/z",
        ]);
        let contents: BTreeMap<&str, Vec<u8>> = [
            (".gitignore", "*.tmp\n"),
            ("d/loop.md", "loop.md"),
            ("in.md", "../content/d/b.md"),
            ("out.md", "../../x.md"),
            ("through.md", "z/b.md"),
            ("z", "d"),
        ]
        .map(|(path, text)| (path, text.as_bytes().to_vec()))
        .into();
        let selection = TreeSelection { tree: &tree, walk: &walk, contents, prefix: "content/" };
        let paths: Vec<String> = selection.files().into_iter().map(|file| file.path).collect();
        assert_eq!(paths, ["a.md", "d/b.md", "in.md", "through.md"]);
    }
}
