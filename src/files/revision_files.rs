//! The files of a folder as they are in a commit.

use super::Sha256Digest;
use super::directory_walk::DirectoryWalk;
use super::file::{AssetContent, AssetData, ContentFile, FileClass, FileContent, FilePaths};
use super::file_set::FileSet;
use super::git_revision::{GitRevision, RevisionProblem};
use super::git_tree::{TreeFile, is_readable_size, list_files, read_objects};
use super::root_folder::RootFolder;
use rayon::prelude::*;
use std::path::Path;
use std::sync::Arc;

/// The files of a folder as they are in a commit, and what of the folder is not read.
#[derive(Debug)]
pub(crate) struct RevisionFiles {
    /// The files. An asset has no digest of its bytes, because it is not read.
    pub(crate) files: FileSet,
    /// The paths of submodules in the folder.
    pub(crate) submodules: Vec<String>,
}

impl RevisionFiles {
    /// Reads the files of a commit, and shares those that are equal with `known`.
    ///
    /// # Errors
    /// git is too slow, or objects of the commit are missing or too large.
    pub(crate) fn read(
        folder: &RootFolder,
        revision: &GitRevision,
        known: &FileSet,
    ) -> Result<Self, RevisionProblem> {
        let walk = DirectoryWalk::new(folder).map_err(|_| RevisionProblem::NoRepository)?;
        let listing = list_files(revision, &walk)?;
        let is_text = |file: &&TreeFile| {
            FileClass::classify(&file.path, folder.kind) != FileClass::Asset
                && is_readable_size(file)
        };
        let (texts, others): (Vec<&TreeFile>, Vec<&TreeFile>) =
            listing.files.iter().partition(is_text);
        let contents = read_objects(revision, &texts)?;
        let texts: Vec<(&TreeFile, Vec<u8>)> = texts.into_iter().zip(contents).collect();
        let texts = texts
            .into_par_iter()
            .map(|(file, bytes)| shared_file(folder, known, file, FileContent::Bytes(bytes)));
        let mut files: Vec<Arc<ContentFile>> = texts.collect();
        let others =
            others.into_iter().map(|file| match FileClass::classify(&file.path, folder.kind) {
                FileClass::Asset => asset_file(folder, known, file),
                FileClass::Page | FileClass::Text | FileClass::TextIfUtf8 | FileClass::Table => {
                    shared_file(folder, known, file, FileContent::TooLarge)
                }
            });
        files.extend(others);
        let mut file_set = FileSet::empty(Arc::new(folder.clone()));
        file_set.insert_files(files);
        Ok(Self { files: file_set, submodules: listing.submodules })
    }
}

/// Returns a file, or the known one that is equal to it.
fn shared_file(
    folder: &RootFolder,
    known: &FileSet,
    file: &TreeFile,
    content: FileContent,
) -> Arc<ContentFile> {
    let paths = FilePaths::new(folder, Path::new(&file.path));
    let class = FileClass::classify(&paths.path, folder.kind);
    let file = ContentFile::new(paths, class, content);
    let equal = known.get(&file.path).filter(|known| ***known == file);
    equal.map_or_else(|| Arc::new(file), Arc::clone)
}

/// Returns an asset, which is not read. The known one of the same size is taken for equal, because
/// only the names of assets are compared.
fn asset_file(folder: &RootFolder, known: &FileSet, file: &TreeFile) -> Arc<ContentFile> {
    let has_same_size = |known: &&Arc<ContentFile>| {
        known.text.is_none() && known.asset.is_some_and(|it| it.size_bytes == file.size_bytes)
    };
    if let Some(known) = known.get(&file.path).filter(has_same_size) {
        return Arc::clone(known);
    }
    let digest = Sha256Digest::of_bytes(file.object.as_bytes());
    let data = AssetData { digest, size_bytes: file.size_bytes, dimensions: None, warning: None };
    let content = FileContent::Asset(AssetContent { data, fenced_head: None });
    shared_file(folder, known, file, content)
}
