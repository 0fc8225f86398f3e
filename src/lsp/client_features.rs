//! What the client can do, and where it works, from the parameters of `initialize`.
//!
//! Only what is needed is read, each key by itself: a client that writes another one wrongly gets
//! its answers all the same.

use super::file_uri::path_of_uri;
use super::text_positions::PositionEncoding;
use serde_json::Value;
use std::path::PathBuf;

/// What the client can do.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ClientFeatures {
    /// The units of positions.
    pub(super) encoding: PositionEncoding,
    /// Whether it reports changes of files if it is asked to.
    pub(super) can_watch_files: bool,
    /// Whether an edit can rename files.
    pub(super) can_rename_files: bool,
    /// Whether an edit can make files.
    pub(super) can_create_files: bool,
}

impl ClientFeatures {
    /// Reads the parameters of `initialize`.
    pub(super) fn read(params: &Value) -> Self {
        let at = |pointer: &str| params.pointer(pointer);
        let encodings = strings(at("/capabilities/general/positionEncodings"));
        let resource_operations: Vec<&str> =
            strings(at("/capabilities/workspace/workspaceEdit/resourceOperations")).collect();
        let has_document_changes = at("/capabilities/workspace/workspaceEdit/documentChanges")
            .and_then(Value::as_bool)
            .unwrap_or_default();
        let watch = at("/capabilities/workspace/didChangeWatchedFiles/dynamicRegistration");
        Self {
            encoding: PositionEncoding::negotiate(encodings),
            can_watch_files: watch.and_then(Value::as_bool).unwrap_or_default(),
            can_rename_files: has_document_changes && resource_operations.contains(&"rename"),
            can_create_files: has_document_changes && resource_operations.contains(&"create"),
        }
    }
}

/// Returns the folders in which the client works, the most probable first.
pub(super) fn client_folders(params: &Value) -> Vec<PathBuf> {
    let folders = params.get("workspaceFolders").and_then(Value::as_array);
    let folders = folders.into_iter().flatten().filter_map(|folder| folder.get("uri"));
    let uris = folders.chain(params.get("rootUri")).filter_map(Value::as_str);
    let root_path = params.get("rootPath").and_then(Value::as_str).map(PathBuf::from);
    uris.filter_map(path_of_uri).chain(root_path).collect()
}

fn strings(value: Option<&Value>) -> impl Iterator<Item = &str> {
    value.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}
