//! The language server: answers an editor that has a site open, over the Language Server Protocol.
//!
//! Input: messages on a [`Connection`](lsp_server::Connection), and the folder of a project.
//! Output: answers and diagnostics. A text that is open in the editor is used instead of the file
//! on disk, so what is reported as one types is what `pakt check` reports after all texts are
//! saved.
//!
//! ```
//! use lsp_server::{Connection, Message, Request};
//! use pakt::lsp::{LanguageServerOptions, SessionEnd, serve};
//!
//! let (server, client) = Connection::memory();
//! let session = std::thread::spawn(move || serve(&server, LanguageServerOptions::default()));
//! let initialize = Request::new(1.into(), "initialize".into(), serde_json::json!({}));
//! client.sender.send(Message::Request(initialize))?;
//! assert!(matches!(client.receiver.recv()?, Message::Response(_)));
//! drop(client);
//! assert_eq!(session.join().ok(), Some(SessionEnd::Abandoned));
//! # anyhow::Ok(())
//! ```

mod message_stream;
mod client_features;
mod file_uri;
mod text_positions;
mod open_documents;
mod workspace;
mod server;
mod server_capabilities;
mod published_diagnostics;
mod moved_diagnostics;
mod requests;
mod yaml_cursor;
mod schema_place;
mod mention_index;
mod cursor_target;
mod server_words;
mod hover;
mod definitions;
mod symbols;
mod text_edits;
mod missing_languages;
mod code_actions;
mod rename;
mod completion;

pub use message_stream::connect_streams;
pub use server::{LanguageServerOptions, SessionEnd, serve};
