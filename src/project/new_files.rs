//! Creates files for an editor, and never replaces one.

use anyhow::{Context as _, bail};
use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// What there is at the path of a folder for a new site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FolderState {
    /// Nothing, or a folder that is empty or has only a git repository.
    Free,
    /// Not a folder.
    NotFolder,
    /// A folder with these names in it, sorted.
    Occupied(Vec<String>),
}

/// What became of a file that was to be created.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileCreation {
    /// It was created.
    Created,
    /// There was one already, which is as it was.
    Exists,
}

/// Returns what there is at the path of a folder for a new site.
///
/// # Errors
/// The folder cannot be read.
pub fn folder_state(folder: &Path) -> anyhow::Result<FolderState> {
    let describe = || format!("cannot read the folder {}", folder.display());
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        // A link to nothing is in the way, too.
        Err(_) if folder.symlink_metadata().is_ok() && !folder.is_dir() => {
            return Ok(FolderState::NotFolder);
        }
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(FolderState::Free),
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            return Ok(FolderState::NotFolder);
        }
        Err(error) => return Err(error).with_context(describe),
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry.with_context(describe)?.file_name();
        if name != ".git" {
            names.push(name.to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(if names.is_empty() { FolderState::Free } else { FolderState::Occupied(names) })
}

/// Creates a file below a folder, and the folders between them. The path is relative to the folder.
///
/// # Errors
/// The system does not allow it, or a folder between them is a symbolic link: pakt does not follow
/// it, so the file would be outside the content. Nothing is left of a file that could not be
/// written.
pub fn create_file(folder: &Path, path: &str, content: &[u8]) -> anyhow::Result<FileCreation> {
    let path = &folder.join(path);
    for above in path.ancestors().skip(1).take_while(|above| *above != folder) {
        if above.is_symlink() {
            bail!("cannot make the file {}: {} is a link", path.display(), above.display());
        }
    }
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)
            .with_context(|| format!("cannot make the folder {}", parent.display()))?;
    }
    let describe = || format!("cannot make the file {}", path.display());
    let mut file = match fs::File::create_new(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(FileCreation::Exists),
        created => created.with_context(describe)?,
    };
    if let Err(error) = file.write_all(content) {
        drop(file);
        let _ = fs::remove_file(path);
        return Err(error).with_context(describe);
    }
    Ok(FileCreation::Created)
}

/// Creates the files of a folder, in order. The paths are relative to it.
///
/// # Errors
/// A file exists or cannot be created. Those that were created before it are removed.
pub fn create_files<'a>(
    folder: &Path,
    files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
) -> anyhow::Result<()> {
    let mut created: Vec<PathBuf> = Vec::new();
    for (path, content) in files {
        let problem = match create_file(folder, path, content) {
            Ok(FileCreation::Created) => {
                created.push(folder.join(path));
                continue;
            }
            Ok(FileCreation::Exists) => {
                anyhow::anyhow!("{} exists", folder.join(path).display())
            }
            Err(error) => error,
        };
        for path in created {
            let _ = fs::remove_file(path);
        }
        return Err(problem);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_git_repository_is_not_in_the_way() {
        let work = tempfile::tempdir().unwrap();
        let state = |name: &str| folder_state(&work.path().join(name)).unwrap();
        assert_eq!(state("missing/below"), FolderState::Free);
        fs::create_dir_all(work.path().join("site/.git")).unwrap();
        assert_eq!(state("site"), FolderState::Free);
        fs::write(work.path().join("site/b"), "").unwrap();
        fs::write(work.path().join("site/.a"), "").unwrap();
        assert_eq!(state("site"), FolderState::Occupied(vec![".a".into(), "b".into()]));
        assert_eq!(state("site/b"), FolderState::NotFolder);
        assert_eq!(state("site/b/c"), FolderState::NotFolder);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_is_not_made_through_a_link_below_the_folder() {
        let work = tempfile::tempdir().unwrap();
        let (folder, outside) = (work.path().join("content"), work.path().join("outside"));
        fs::create_dir_all(&folder).unwrap();
        fs::create_dir_all(&outside).unwrap();
        std::os::unix::fs::symlink(&outside, folder.join("parties")).unwrap();
        for path in ["parties/a.md", "parties/below/a.md"] {
            let error = create_file(&folder, path, b"new").unwrap_err().to_string();
            assert!(error.ends_with("parties is a link"), "{error}");
        }
        assert_eq!(fs::read_dir(&outside).unwrap().count(), 0);
        // The folder itself was named by somebody.
        create_file(&folder.join("parties"), "a.md", b"new").unwrap();
        assert!(outside.join("a.md").exists());
    }

    #[test]
    fn a_file_is_never_replaced_and_a_failure_leaves_nothing() {
        let work = tempfile::tempdir().unwrap();
        fs::write(work.path().join("b"), "mine").unwrap();
        let files = [("a/1", &b"new"[..]), ("b", b"new"), ("c", b"new")];
        assert!(create_files(work.path(), files).is_err());
        assert_eq!(fs::read_to_string(work.path().join("b")).unwrap(), "mine");
        assert!(!work.path().join("a/1").exists() && !work.path().join("c").exists());
    }
}
