//! The preview: a small HTTP server, a watcher and live reload, for `pakt serve`.
//!
//! In: one look-up, path → [`PreviewResponse`], made anew after each change ([`PreviewSnapshot`]),
//! and the folders to
//! watch. Out: pages in a browser. The one thing to know: **no request path reaches the disk.**
//! The server decodes and checks it, and then only asks the look-up; what the look-up does not know
//! does not exist. `serve` is a loop on one thread:
//!
//! ```no_run
//! use pakt::preview::{
//!     FileChange, FileWatcher, PreviewResponse, PreviewServer, PreviewSnapshot, ServerOptions,
//! WatchFolders,
//!     WatchMode,
//! };
//! use std::sync::Arc;
//!
//! # fn main() -> anyhow::Result<()> {
//! let look_up = |path: &str| match path {
//!     "/" => PreviewResponse::html(200, b"<body>Hej</body>".to_vec()),
//!     "/parter" => PreviewResponse::redirect("/parter/"),
//!     _ => PreviewResponse::html(404, b"<body>Finns inte</body>".to_vec()),
//! };
//! let folders = WatchFolders { watched: vec!["content".into()], skipped: vec!["output".into()] };
//! let (mut watcher, _reason) = FileWatcher::start(folders, WatchMode::Events)?;
//! let first = PreviewSnapshot { revision: 1, respond: Arc::new(look_up), source_locations:
//! Arc::new(look_up) };
//! let server = PreviewServer::start(ServerOptions::default(), first)?;
//! // The CLI prints server.url() here, and gives watcher.stop_handle() to its signal handler.
//! let mut revision = 1;
//! while let Some(change) = watcher.next() {
//!     if let FileChange::Polling(reason) = &change { /* the CLI tells */ }
//!     revision += 1; // and only if the new snapshot differs from the old one
//!     server.replace_snapshot(PreviewSnapshot { revision, respond: Arc::new(look_up),
//! source_locations: Arc::new(look_up) });
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Everything the preview itself knows is under `/@pakt/`. Its one mutable place is the slot with
//! the [`PreviewSnapshot`] of the moment, replaced whole. Async stays in this folder. Uses no
//! other stage.

mod response;
mod asset_stream;
mod connection;
mod content_type;
mod event_stream;
mod lru;
mod host_check;
mod live_script;
mod mount_table;
mod network_addresses;
mod watch_event;
mod response_stream;
mod handler;
mod request_path;
mod server;
mod debounce;
#[cfg(test)]
mod tests;
mod watcher;

pub use content_type::content_type;
pub use lru::LruCache;
pub use response::{PreviewResponse, PreviewSnapshot, Responder, ResponseBody};
pub use server::{PortChoice, PortInUse, PreviewServer, ServerLimits, ServerOptions};
pub use watcher::{FileChange, FileWatcher, PollingReason, WatchFolders, WatchMode, WatcherHandle};
