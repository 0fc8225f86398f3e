//! What the server announces in its answer to `initialize`.

use super::client_features::ClientFeatures;
use lsp_server::{Request, RequestId};
use lsp_types::{
    CodeActionProviderCapability, CompletionOptions, DidChangeWatchedFilesRegistrationOptions,
    FileSystemWatcher, GlobPattern, HoverProviderCapability, InitializeResult, OneOf, Registration,
    RegistrationParams, RenameOptions, SaveOptions, ServerCapabilities, ServerInfo,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    TextDocumentSyncSaveOptions, WorkDoneProgressOptions,
};
use serde_json::{Value, json};

/// The characters after which the client asks what can follow: those that begin a link, a citation,
/// a locator, a quote, a heading, a path and a value.
const TRIGGERS: [&str; 10] = ["[", "(", "@", " ", "\"", "#", "/", "{", ":", "-"];

/// Returns the answer to `initialize`.
pub(super) fn initialize_result(client: ClientFeatures) -> Value {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions::default())),
        ..TextDocumentSyncOptions::default()
    };
    let capabilities = ServerCapabilities {
        position_encoding: Some(client.encoding.to_kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(TRIGGERS.iter().map(|it| (*it).to_owned()).collect()),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(CodeActionProviderCapability::Simple(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        })),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        ..ServerCapabilities::default()
    };
    let version = env!("CARGO_PKG_VERSION").to_owned();
    let server_info = Some(ServerInfo { name: "pakt".to_owned(), version: Some(version) });
    json!(InitializeResult { capabilities, server_info })
}

/// Returns the request for reports of changed files.
pub(super) fn watch_registration() -> Request {
    let glob_pattern = GlobPattern::String("**/*".to_owned());
    let watchers = vec![FileSystemWatcher { glob_pattern, kind: None }];
    let registration = Registration {
        id: "files".to_owned(),
        method: "workspace/didChangeWatchedFiles".to_owned(),
        register_options: Some(json!(DidChangeWatchedFilesRegistrationOptions { watchers })),
    };
    let params = RegistrationParams { registrations: vec![registration] };
    let id = RequestId::from("watch-files".to_owned());
    Request::new(id, "client/registerCapability".to_owned(), params)
}
