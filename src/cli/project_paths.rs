//! Where the site lies on disk.

use super::args::GlobalArgs;
use super::exit_status::RunFailure;
use super::message::CliMessage;
use crate::files::{FolderKind, ReportPaths, RootFolder};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The folders of a run.
#[derive(Clone, Debug)]
pub(super) struct ProjectPaths {
    /// `-C`: what reports name files from.
    site: PathBuf,
    /// The content folder.
    pub(super) content: PathBuf,
    /// Where a build writes.
    pub(super) output: PathBuf,
}

impl ProjectPaths {
    /// Finds the folders. `output` is that of the command line, if it names one.
    ///
    /// # Errors
    /// A folder is not there, or is none: wrong usage. It cannot be looked at: the machine.
    pub(super) fn locate(
        everywhere: &GlobalArgs,
        output: Option<&Path>,
    ) -> Result<Self, RunFailure> {
        let site = everywhere.directory.clone().unwrap_or_else(|| ".".into());
        if !path_exists(&site)? {
            return Err(RunFailure::Usage(CliMessage::NoFolder(site)));
        }
        let content = match &everywhere.content {
            Some(content) if path_exists(content)? => content.clone(),
            Some(content) => return Err(RunFailure::Usage(CliMessage::NoFolder(content.clone()))),
            None => join_below(&site, "content"),
        };
        if !path_exists(&content)? {
            return Err(RunFailure::Usage(CliMessage::NoContent(content)));
        }
        let output = output.map_or_else(|| join_below(&site, "output"), Path::to_path_buf);
        Ok(Self { site, content, output })
    }

    /// The content, without the output, which may lie in it.
    pub(super) fn content_dir(&self) -> RootFolder {
        RootFolder {
            root: self.content.clone(),
            report_paths: ReportPaths::new(&self.site, &self.content),
            skip: vec![self.output.clone()],
            kind: FolderKind::Content,
        }
    }

    /// The folder that holds the site's own themes.
    pub(super) fn themes_dir(&self) -> PathBuf {
        join_below(&self.site, "themes")
    }

    /// A theme of the site's own.
    pub(super) fn theme_dir(&self, name: &str) -> RootFolder {
        let root = self.themes_dir().join(name);
        RootFolder {
            report_paths: ReportPaths::new(&self.site, &root),
            root,
            skip: Vec::new(),
            kind: FolderKind::Theme,
        }
    }
}

impl ProjectPaths {
    /// The absolute path of a file as reports name it; none if there is none.
    pub(super) fn disk_path(&self, shown: &str) -> Option<PathBuf> {
        let mut candidates = [self.site.join(shown), self.content.join(shown)].into_iter();
        candidates.find_map(|path| path.canonicalize().ok())
    }
}

/// A path in the site's root, without `./` before it in what people read.
fn join_below(site: &Path, name: &str) -> PathBuf {
    if site == Path::new(".") { name.into() } else { site.join(name) }
}

/// Whether a folder is there.
fn path_exists(path: &Path) -> Result<bool, RunFailure> {
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => Ok(true),
        Ok(_) => Err(RunFailure::Usage(CliMessage::NotFolder(path.to_path_buf()))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        // An empty name, a name with NUL in it, a file on the way.
        Err(error)
            if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::NotADirectory) =>
        {
            Ok(false)
        }
        Err(error) => {
            let act = format!("cannot look at the folder {}", path.display());
            Err(RunFailure::System(anyhow::Error::new(error).context(act)))
        }
    }
}
