//! pakt's side of `serve`: what the development server shows for a site.

mod server_messages;

pub use server_messages::server_messages;

/// The script that runs in each page of the preview, next to live reload: the status bar with the
/// list of diagnostics, and opening a source line in the editor.
pub const PAGE_SCRIPT: &str =
    concat!(include_str!("client/panel.js"), include_str!("client/edit.js"));
