//! Where the site lies on disk.

use super::arguments::Everywhere;
use super::message::Message;
use super::status::Failure;
use crate::files::{Folder, FolderKind, ShownPaths};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The folders of a run.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// `-C`: what reports name files from.
    site: PathBuf,
    /// The content folder.
    pub(super) content: PathBuf,
    /// Where a build writes.
    pub(super) output: PathBuf,
}

impl Place {
    /// Finds the folders. `output` is that of the command line, if it names one.
    ///
    /// # Errors
    /// A folder is not there, or is none: wrong usage. It cannot be looked at: the machine.
    pub(super) fn find(everywhere: &Everywhere, output: Option<&Path>) -> Result<Self, Failure> {
        let site = everywhere.directory.clone().unwrap_or_else(|| ".".into());
        if !is_there(&site)? {
            return Err(Failure::Usage(Message::NoFolder(site)));
        }
        let content = match &everywhere.content {
            Some(content) if is_there(content)? => content.clone(),
            Some(content) => return Err(Failure::Usage(Message::NoFolder(content.clone()))),
            None => below(&site, "content"),
        };
        if !is_there(&content)? {
            return Err(Failure::Usage(Message::NoContent(content)));
        }
        let output = output.map_or_else(|| below(&site, "output"), Path::to_path_buf);
        Ok(Self { site, content, output })
    }

    /// The content, without the output, which may lie in it.
    pub(super) fn content_folder(&self) -> Folder {
        Folder {
            root: self.content.clone(),
            shown: ShownPaths::new(&self.site, &self.content),
            skip: vec![self.output.clone()],
            kind: FolderKind::Content,
        }
    }

    /// The folder that holds the site's own themes.
    pub(super) fn themes(&self) -> PathBuf {
        below(&self.site, "themes")
    }

    /// A theme of the site's own.
    pub(super) fn theme_folder(&self, name: &str) -> Folder {
        let root = self.themes().join(name);
        Folder {
            shown: ShownPaths::new(&self.site, &root),
            root,
            skip: Vec::new(),
            kind: FolderKind::Theme,
        }
    }
}

impl Place {
    /// The absolute path of a file as reports name it; none if there is none.
    pub(super) fn on_disk(&self, shown: &str) -> Option<PathBuf> {
        let mut candidates = [self.site.join(shown), self.content.join(shown)].into_iter();
        candidates.find_map(|path| path.canonicalize().ok())
    }
}

/// A path in the site's root, without `./` before it in what people read.
fn below(site: &Path, name: &str) -> PathBuf {
    if site == Path::new(".") { name.into() } else { site.join(name) }
}

/// Whether a folder is there.
fn is_there(path: &Path) -> Result<bool, Failure> {
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => Ok(true),
        Ok(_) => Err(Failure::Usage(Message::NotFolder(path.to_path_buf()))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        // An empty name, a name with NUL in it, a file on the way.
        Err(error)
            if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::NotADirectory) =>
        {
            Ok(false)
        }
        Err(error) => {
            let act = format!("cannot look at the folder {}", path.display());
            Err(Failure::Machine(anyhow::Error::new(error).context(act)))
        }
    }
}
