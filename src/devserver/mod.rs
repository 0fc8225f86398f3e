//! A development server: HTTP on the local machine, live reload, and a file watcher.
//!
//! Input: a function from request path to [`RouteResponse`], replaced after each change
//! ([`ServerSnapshot`]), and the folders to watch. Output: pages in a browser that update
//! themselves. The one thing to know: **no request path reaches the disk.** The server decodes and
//! checks a path and passes it to the function; what that does not know does not exist.
//!
//! ```no_run
//! use pakt::devserver::{
//!     DevServer, FileWatcher, RouteResponse, ServerOptions, ServerSnapshot, WatchFolders,
//!     WatchMode, WatchTimings,
//! };
//! use std::sync::Arc;
//!
//! # fn main() -> anyhow::Result<()> {
//! let respond = |path: &str| match path {
//!     "/" => RouteResponse::html(200, b"<body>Home</body>".to_vec()),
//!     "/about" => RouteResponse::redirect("/about/"),
//!     _ => RouteResponse::html(404, b"<body>Not found</body>".to_vec()),
//! };
//! let snapshot = |revision| ServerSnapshot {
//!     revision,
//!     respond: Arc::new(respond),
//!     source_locations: Arc::new(respond),
//! };
//! let server = DevServer::start(ServerOptions::default(), snapshot(1))?;
//! println!("{}", server.url());
//! let folders = WatchFolders { watched: vec!["content".into()], skipped: vec!["output".into()] };
//! let (mut watcher, _polling_reason) =
//!     FileWatcher::start(folders, WatchMode::Events, WatchTimings::default())?;
//! let mut revision = 1;
//! while let Some(_change) = watcher.next() {
//!     // Read the changed files here. All open tabs update when the revision is new.
//!     revision += 1;
//!     server.replace_snapshot(snapshot(revision));
//! }
//! # Ok(())
//! # }
//! ```
//!
//! The server's own addresses are below `/@pakt/`. Its only mutable state is the current
//! [`ServerSnapshot`], replaced as a whole. Async code stays in this folder. Uses no other layer.

mod server;
mod connection;
mod handler;
mod host_check;
mod request_path;
mod response;
mod response_stream;
mod asset_stream;
mod event_stream;
mod content_type;
mod messages;
mod client_script;
mod network_addresses;
mod watch;
#[cfg(test)]
mod tests;

pub use content_type::content_type;
pub use messages::ServerMessages;
pub use response::{Responder, ResponseBody, RouteResponse, ServerSnapshot};
pub use server::{DevServer, ListenError, PortChoice, ServerLimits, ServerOptions};
pub use watch::{
    FileChange, FileWatcher, PollingReason, WatchFolders, WatchMode, WatchTimings, WatcherHandle,
};
