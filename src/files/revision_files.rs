//! The files of a folder as they are in a commit.

use super::Sha256Digest;
use super::directory_walk::DirectoryWalk;
use super::file::{AssetContent, AssetData, ContentFile, FileClass, FileContent, FilePaths};
use super::file_set::FileSet;
use super::git_object::is_blob_of;
use super::git_revision::{GitRevision, RevisionProblem};
use super::git_tree::{TreeFile, check_total_size, is_readable_size, list_files, read_objects};
use super::root_folder::RootFolder;
use rayon::prelude::*;
use std::path::Path;
use std::sync::Arc;

/// The number of objects that one run of git reads. Several runs are at work at the same time.
const CHUNK_FILES: usize = 2_000;

/// The files of a folder as they are in a commit, and what of the folder is not read.
#[derive(Debug)]
pub(crate) struct RevisionFiles {
    /// The files. An asset has no digest of its bytes, because it is not read.
    pub(crate) files: FileSet,
    /// The paths of submodules in the folder.
    pub(crate) submodules: Vec<String>,
}

impl RevisionFiles {
    /// Reads the files of a commit, and shares those that are equal with `known`. What git would
    /// print of a text is known from its hash, so only other texts are read.
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
        let known_files: Vec<Option<Arc<ContentFile>>> =
            texts.par_iter().map(|file| known_file(folder, known, file)).collect();
        let unknown = texts.iter().zip(&known_files).filter(|(_, known)| known.is_none());
        let unknown: Vec<&TreeFile> = unknown.map(|(file, _)| *file).collect();
        check_total_size(&unknown)?;
        let read = unknown.par_chunks(CHUNK_FILES).map(|chunk| {
            let contents = read_objects(revision, chunk)?.into_iter().map(FileContent::Bytes);
            let files = chunk.iter().zip(contents);
            Ok(files.map(|(file, content)| shared_file(folder, known, file, content)).collect())
        });
        let read: Vec<Vec<Arc<ContentFile>>> = read.collect::<Result<_, RevisionProblem>>()?;
        let mut files: Vec<Arc<ContentFile>> =
            known_files.into_iter().flatten().chain(read.into_iter().flatten()).collect();
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

/// Returns the file that git would print, if its hash is that of the known text. `None` means that
/// it has to be read.
fn known_file(folder: &RootFolder, known: &FileSet, file: &TreeFile) -> Option<Arc<ContentFile>> {
    let known_file = known.get(&file.path)?;
    let text = known_file.text.as_ref()?.text.as_bytes();
    if text.len() as u64 != file.size_bytes || !is_blob_of(&file.object, text) {
        return None;
    }
    // A text that was the same before it was decoded, with nothing else in the file.
    let has_only_text = known_file.asset.is_none() && known_file.diagnostics.is_empty();
    Some(match has_only_text {
        true => Arc::clone(known_file),
        false => shared_file(folder, known, file, FileContent::Bytes(text.to_vec())),
    })
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
