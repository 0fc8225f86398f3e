//! pakt's side of `serve`: what the development server answers for a site.
//!
//! Input: a [`LoadedProject`](crate::project::LoadedProject) and its diagnostics. Output: what the
//! [`DevServer`](crate::devserver::DevServer) serves, and the status that its pages show. The one
//! thing to know: a page is rendered when it is requested, by the function that a build uses too.
//!
//! Below `/@2014-06-01/` is the whole site as of that date. A page that a broken template cannot
//! render is shown as the last good theme renders it.
//!
//! ```no_run
//! use pakt::devserver::{DevServer, ServerOptions};
//! use pakt::diagnostic::ReportLanguage;
//! use pakt::preview::{self, PreviewContext};
//! use pakt::project::{Project, ProjectPaths};
//! use std::sync::Arc;
//!
//! # fn main() -> anyhow::Result<()> {
//! let paths = ProjectPaths::in_folder("agreement".as_ref());
//! let language = ReportLanguage::English;
//! let editor = "vscode://file/{path}:{line}:{column}".to_owned();
//! let context = Arc::new(PreviewContext { paths: paths.clone(), editor, language });
//! let loaded = Arc::new(Project { paths, settings: Default::default() }.load()?);
//! let options = ServerOptions {
//!     messages: preview::server_messages(language),
//!     page_script: preview::PAGE_SCRIPT,
//!     ..ServerOptions::default()
//! };
//! let server = DevServer::start(options, preview::server_snapshot(&loaded, 1, &context))?;
//! # Ok(())
//! # }
//! ```

mod preview_routes;
mod template_error_page;
mod preview_status;
mod panel_texts;
mod page_gaps;
mod editor_links;
mod server_messages;

pub use editor_links::PreviewContext;
pub use preview_routes::server_snapshot;
pub use preview_status::{PreviewStatus, status_provider};
pub use server_messages::server_messages;

/// The script that runs in each page of the preview, next to live reload: the status bar with the
/// list of diagnostics, opening a source line in the editor, and copying citations.
pub const PAGE_SCRIPT: &str = concat!(
    include_str!("client/panel.js"),
    include_str!("client/edit.js"),
    include_str!("client/cite.js")
);
