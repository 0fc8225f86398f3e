//! Loads a project from disk: a linked site with its theme and strings. Reloads it after changes.
//!
//! Input: the folders of a project ([`ProjectPaths`]) and the settings of the run. Output: a
//! [`LoadedProject`] with a [`Website`], which never change. [`Project::reload`] gives the next one
//! and shares everything that stayed the same. A file or a theme that can no longer be read keeps
//! its last good version, and is reported.
//!
//! This layer knows neither the command line nor HTTP. The commands, the preview and the tests use
//! it, and so can any other program:
//!
//! ```
//! use pakt::project::{Project, ProjectPaths};
//! use pakt::render::Artifact;
//! use pakt::site::settings::RunSettings;
//!
//! let folder = tempfile::tempdir()?;
//! std::fs::create_dir(folder.path().join("content"))?;
//! std::fs::write(folder.path().join("content/index.md"), "# The agreement\n")?;
//!
//! let paths = ProjectPaths::in_folder(folder.path());
//! let project = Project { paths, settings: RunSettings::default() };
//! let loaded = project.load()?;
//! assert!(loaded.report(&[]).diagnostics.is_empty());
//!
//! let website = loaded.website();
//! let route = website.find_route("index.html").ok_or(anyhow::anyhow!("no front page"))?;
//! let Ok(Artifact::Bytes(html)) = website.render(&route).map(|page| page.artifact) else {
//!     anyhow::bail!("the front page cannot be rendered")
//! };
//! assert!(String::from_utf8(html)?.contains("The agreement"));
//! # anyhow::Ok(())
//! ```

mod project_paths;
mod loaded_project;
mod obsidian_vault;
mod read_history;
mod read_knowledge;
mod revision_site;
mod site_theme;
mod site_strings;
mod website;
mod lru_cache;
mod missing_files;
mod new_files;
mod paper_file;

pub use loaded_project::{BrokenFiles, LoadedProject, Project, ProjectChange};
pub use new_files::{FileCreation, FolderState, create_file, create_files, folder_state};
pub use paper_file::{PaperFile, read_paper_file};
pub use project_paths::{LocateError, ProjectPaths};
pub(crate) use revision_site::{RevisionFailure, RevisionNote};
pub use website::{RenderedRoute, Website, WebsiteRoute};
