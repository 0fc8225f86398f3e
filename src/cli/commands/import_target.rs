//! Where imported documents are written, and what is there already.

use super::add::relative_to_working_dir;
use super::load_complete;
use crate::cli::args::GlobalArgs;
use crate::cli::message::{CliMessage, ImportMessage};
use crate::cli::run_failure::RunFailure;
use crate::diagnostic::closest_match;
use crate::diagnostic::sanitize::escape_invisible;
use crate::import::ImportedPaper;
use crate::project::create_files;
use crate::scaffold::missing_document_fields;
use crate::schema::PartialDate;
use crate::site::Site;
use crate::site::chronology::act_date;
use crate::site::settings::DraftPolicy;
use anyhow::Context as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where the files go, and what is there.
pub(super) struct ImportTarget {
    /// The folder that `-o` names, or the content folder.
    root: PathBuf,
    /// The folder of the files below it, with `/` at its end; empty if it is the root.
    subfolder: String,
    /// The content folder. `None` means that there is no site.
    content: Option<PathBuf>,
    site: Option<Arc<Site>>,
}

/// A document that is to be written.
pub(super) struct NewDocument<'a> {
    pub(super) paper: &'a ImportedPaper,
    /// The id of the document that it replaces.
    pub(super) replaces: Option<&'a str>,
}

impl ImportTarget {
    /// Loads the site, and chooses the folder. With `-o`, there need not be a site.
    pub(super) fn locate(
        global: &GlobalArgs,
        output: Option<&Path>,
        replaces: Option<&str>,
    ) -> Result<Self, RunFailure> {
        let paths = match (global.locate_project(None), output) {
            (Ok(paths), _) => paths,
            (Err(RunFailure::Usage(_)), Some(folder))
                if global.directory.is_none() && replaces.is_none() =>
            {
                let (root, subfolder) = (folder.to_owned(), String::new());
                return Ok(Self { root, subfolder, content: None, site: None });
            }
            (Err(failure), _) => return Err(failure),
        };
        let content = paths.content().to_owned();
        let loaded = load_complete(paths, DraftPolicy::Include)?;
        let site = Arc::clone(loaded.site());
        if let Some(id) = replaces {
            check_is_document(&site, id)?;
        }
        let (root, subfolder) = match output {
            Some(folder) => (folder.to_owned(), String::new()),
            None => {
                let document_type = site.schema.types.get("document");
                let folder = document_type.map(|it| site.usual_folder(it)).unwrap_or_default();
                let is_content = folder.is_empty();
                (content.clone(), if is_content { folder } else { folder + "/" })
            }
        };
        Ok(Self { root, subfolder, content: Some(content), site: Some(site) })
    }

    /// Checks that neither an entry nor a file has the id.
    pub(super) fn check_is_free(&self, id: &str) -> Result<(), RunFailure> {
        let site_place = self.site.as_ref().and_then(|site| {
            let entry = site.entry_at(site.find_id(id)?);
            let path = escape_invisible(&entry.span.source().path).into_owned();
            Some(format!("{path}:{}", entry.span.start_position().line))
        });
        let file_place = || {
            let paths = self.paths(id);
            let path = paths.into_iter().find(|path| path.symlink_metadata().is_ok())?;
            Some(path.display().to_string())
        };
        match site_place.or_else(file_place) {
            Some(place) => {
                let message = ImportMessage::Exists { id: id.to_owned(), place };
                Err(RunFailure::Refused(CliMessage::Import(message)))
            }
            None => Ok(()),
        }
    }

    /// Returns the paths of both files below the root.
    fn names(&self, id: &str) -> [String; 2] {
        ["md", "txt"].map(|ending| format!("{}{id}.{ending}", self.subfolder))
    }

    fn paths(&self, id: &str) -> [PathBuf; 2] {
        self.names(id).map(|name| self.root.join(name))
    }

    /// Returns a message if the folder of `-o`, which exists by now, is outside of the content.
    pub(super) fn outside_content(&self) -> anyhow::Result<Option<ImportMessage>> {
        let Some(content) = &self.content else { return Ok(None) };
        let resolve = |path: &Path| {
            path.canonicalize().with_context(|| format!("cannot read {}", path.display()))
        };
        let (root, content) = (resolve(&self.root)?, resolve(content)?);
        if root.starts_with(&content) {
            return Ok(None);
        }
        let namesake = root.file_name().map(|name| content.join(name));
        let namesake = namesake.filter(|folder| folder.is_dir());
        Ok(Some(ImportMessage::OutsideContent {
            folder: relative_to_working_dir(&root)?,
            content: relative_to_working_dir(&content)?,
            namesake: namesake.map(|folder| relative_to_working_dir(&folder)).transpose()?,
        }))
    }

    /// Returns the date of a document of the site, whose id has been checked.
    pub(super) fn date_of(&self, id: &str) -> Option<PartialDate> {
        let site = self.site.as_ref()?;
        act_date(site.entry_at(site.find_id(id)?))
    }

    /// Writes both files of each document, or none. Returns their paths, one on each line.
    pub(super) fn write(&self, documents: &[NewDocument<'_>]) -> anyhow::Result<String> {
        let mut files: Vec<(String, String)> = Vec::new();
        let mut shown = String::new();
        let comments = self.site.as_ref().map(|site| missing_document_fields(site));
        let comments = comments.unwrap_or_default();
        for document in documents {
            let entry = &document.paper.entry;
            let contents =
                [entry.to_markdown(document.replaces, &comments), document.paper.text.clone()];
            files.extend(self.names(&entry.id).into_iter().zip(contents));
            for path in self.paths(&entry.id) {
                shown += &format!("{}\n", relative_to_working_dir(&path)?.display());
            }
        }
        create_files(&self.root, files.iter().map(|(name, text)| (&**name, text.as_bytes())))?;
        Ok(shown)
    }
}

/// Checks that a document has this id.
fn check_is_document(site: &Site, id: &str) -> Result<(), RunFailure> {
    let is_document = |entry: &crate::site::Entry| &*entry.entry_type.id == "document";
    if site.find_id(id).is_some_and(|index| is_document(site.entry_at(index))) {
        return Ok(());
    }
    let documents = site.entries.iter().filter(|entry| is_document(entry));
    let nearest = closest_match(id, documents.map(|entry| &*entry.id));
    let message = ImportMessage::UnknownDocument { id: id.to_owned(), nearest };
    Err(RunFailure::Usage(CliMessage::Import(message)))
}
