//! The session with one client: a loop over its messages.
//!
//! Everything is done on one thread, in the order of the messages. A change of a text only marks
//! the site as stale; it is linked again when a request needs it, or when the client has nothing
//! more to say. So a burst of changes costs one update, and no older text is reported after a newer
//! one.

use super::client_features::{ClientFeatures, client_folders};
use super::file_uri::path_of_uri;
use super::open_documents::OpenDocuments;
use super::published_diagnostics::{DiagnosticFormat, PublishedDiagnostics};
use super::requests::{RequestContext, answer};
use super::server_capabilities::{initialize_result, watch_registration};
use super::workspace::Workspace;
use crate::diagnostic::ReportLanguage;
use crate::project::{Project, ProjectPaths};
use crate::site::settings::RunSettings;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DidSaveTextDocumentParams, LogMessageParams, MessageType,
    PublishDiagnosticsParams, ShowMessageParams,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::{BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long the server waits for more changes before it reports. A key press sends its messages at
/// once.
const QUIET_MS: u64 = 5;
/// How long it waits on a large site, on which a report takes longer than a key press may.
const LONG_QUIET_MS: u64 = 200;
/// A site with more entries is a large one: first the edited files are reported, as linking sees
/// them, and everything only when the client is quiet.
const MAX_ENTRIES_AT_ONCE: usize = 2_000;

/// Where the site of a session is, and how it is shown.
#[derive(Clone, Debug, Default)]
pub struct LanguageServerOptions {
    /// The root folder. `None` means that the client says where it works.
    pub root: Option<PathBuf>,
    /// The content folder. `None` means the usual one in the root.
    pub content: Option<PathBuf>,
    /// The settings of the run.
    pub settings: RunSettings,
    /// The language of messages. `None` means that of the client.
    pub language: Option<ReportLanguage>,
    /// The language of messages for a client that names none.
    pub default_language: ReportLanguage,
    /// With more entries than this, the edited files are reported before all others. `None` means
    /// that the program chooses.
    pub max_entries_at_once: Option<usize>,
}

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionEnd {
    /// The client asked the server to shut down, and then to exit.
    Shutdown,
    /// The client left without asking the server to shut down.
    Abandoned,
}

/// How far a session has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SessionPhase {
    /// Before `initialize`.
    New,
    Running,
    /// After `shutdown`.
    ShutDown,
}

/// What the client waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AwaitedReport {
    Nothing,
    /// A report of what it has changed.
    Edits,
    /// A report of everything, after one of what it has changed.
    Everything,
}

/// What the loop does next.
enum NextStep {
    Handle(Message),
    /// The client is quiet, and the site is stale.
    Report,
    /// The connection is closed.
    Close,
}

/// Answers a client until it leaves.
#[must_use]
pub fn serve(connection: &Connection, options: LanguageServerOptions) -> SessionEnd {
    let mut session = Session::new(connection, options);
    loop {
        match session.next_step() {
            NextStep::Handle(Message::Request(request)) => session.handle_request(request),
            NextStep::Handle(Message::Notification(notification)) => {
                if notification.method == "exit" {
                    break;
                }
                session.handle_notification(notification);
            }
            // The only request of the server asks for changes of files; without them, saving a
            // file reads all of them again.
            NextStep::Handle(Message::Response(_)) => {}
            NextStep::Report => session.report(),
            NextStep::Close => break,
        }
    }
    match session.phase {
        SessionPhase::ShutDown => SessionEnd::Shutdown,
        SessionPhase::New | SessionPhase::Running => SessionEnd::Abandoned,
    }
}

/// The state of a session.
struct Session<'c> {
    connection: &'c Connection,
    options: LanguageServerOptions,
    phase: SessionPhase,
    client: ClientFeatures,
    folders: Vec<PathBuf>,
    language: ReportLanguage,
    /// The messages that have arrived and are not handled yet.
    queue: VecDeque<Message>,
    documents: OpenDocuments,
    /// `None` means that no site has been found yet.
    workspace: Option<Workspace>,
    published: PublishedDiagnostics,
    /// The documents that were opened or changed since the last report.
    touched_paths: BTreeSet<PathBuf>,
    /// Whether the site is older than the texts.
    is_stale: bool,
    awaited_report: AwaitedReport,
    /// The last problem that the client was told, so that it is told once.
    last_problem: Option<String>,
}

impl<'c> Session<'c> {
    fn new(connection: &'c Connection, options: LanguageServerOptions) -> Self {
        Self {
            connection,
            language: options.language.unwrap_or(options.default_language),
            options,
            phase: SessionPhase::New,
            client: ClientFeatures::default(),
            folders: Vec::new(),
            queue: VecDeque::new(),
            documents: OpenDocuments::default(),
            workspace: None,
            published: PublishedDiagnostics::default(),
            touched_paths: BTreeSet::new(),
            is_stale: false,
            awaited_report: AwaitedReport::Nothing,
            last_problem: None,
        }
    }

    /// Returns what to do next. Waits for the client if there is nothing to do.
    fn next_step(&mut self) -> NextStep {
        while let Ok(message) = self.connection.receiver.try_recv() {
            self.enqueue(message);
        }
        if let Some(message) = self.queue.pop_front() {
            return NextStep::Handle(message);
        }
        let quiet_ms = match self.awaited_report {
            AwaitedReport::Nothing => None,
            AwaitedReport::Edits => Some(QUIET_MS),
            AwaitedReport::Everything => Some(LONG_QUIET_MS),
        };
        let receiver = &self.connection.receiver;
        let message = match quiet_ms {
            Some(quiet_ms) => match receiver.recv_timeout(Duration::from_millis(quiet_ms)) {
                Err(error) if error.is_timeout() => return NextStep::Report,
                received => received.ok(),
            },
            None => receiver.recv().ok(),
        };
        message.map_or(NextStep::Close, NextStep::Handle)
    }

    /// Adds a message to the queue. A request that is cancelled before it is handled is answered at
    /// once.
    fn enqueue(&mut self, message: Message) {
        if let Some(id) = cancelled_request(&message) {
            let is_cancelled =
                |message: &Message| matches!(message, Message::Request(it) if it.id == id);
            let n_before = self.queue.len();
            self.queue.retain(|message| !is_cancelled(message));
            if self.queue.len() < n_before {
                self.send_error(id, ErrorCode::RequestCanceled, "the request was cancelled");
            }
            return;
        }
        self.queue.push_back(message);
    }

    fn handle_request(&mut self, request: Request) {
        let Request { id, method, params } = request;
        match (self.phase, method.as_str()) {
            (SessionPhase::New, "initialize") => {
                self.initialize(&params);
                self.send_response(Response::new_ok(id, initialize_result(self.client)));
            }
            (SessionPhase::New, _) => {
                self.send_error(id, ErrorCode::ServerNotInitialized, "send `initialize` first");
            }
            (SessionPhase::Running, "shutdown") => {
                self.phase = SessionPhase::ShutDown;
                self.send_response(Response::new_ok(id, Value::Null));
            }
            (SessionPhase::Running, "initialize") | (SessionPhase::ShutDown, _) => {
                self.send_error(id, ErrorCode::InvalidRequest, "not now");
            }
            (SessionPhase::Running, _) => {
                self.refresh();
                let Some(workspace) = &self.workspace else {
                    self.send_response(Response::new_ok(id, Value::Null));
                    return;
                };
                let context = RequestContext {
                    workspace,
                    documents: &self.documents,
                    published: &self.published,
                    client: self.client,
                    language: self.language,
                };
                let response = answer(&context, id, &method, params);
                self.send_response(response);
            }
        }
    }

    fn initialize(&mut self, params: &Value) {
        self.phase = SessionPhase::Running;
        self.client = ClientFeatures::read(params);
        self.folders = client_folders(params);
        let locale = params.get("locale").and_then(Value::as_str);
        let of_client = locale.and_then(ReportLanguage::from_tag);
        self.language =
            self.options.language.or(of_client).unwrap_or(self.options.default_language);
    }

    fn handle_notification(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        if self.phase != SessionPhase::Running {
            return;
        }
        match method.as_str() {
            "initialized" => {
                if self.client.can_watch_files {
                    self.send(Message::Request(watch_registration()));
                }
                self.awaited_report = AwaitedReport::Edits;
            }
            "textDocument/didOpen" => {
                let params: Option<DidOpenTextDocumentParams> = self.read_params(&method, params);
                let path = params.and_then(|it| self.documents.open(it.text_document));
                self.touch(path);
            }
            "textDocument/didChange" => {
                let params: Option<DidChangeTextDocumentParams> = self.read_params(&method, params);
                let path = params.and_then(|it| {
                    let (uri, version) = (&it.text_document.uri, it.text_document.version);
                    self.documents.change(uri, version, it.content_changes, self.client.encoding)
                });
                self.touch(path);
            }
            "textDocument/didClose" => {
                let params: Option<DidCloseTextDocumentParams> = self.read_params(&method, params);
                let path = params.and_then(|it| self.documents.close(&it.text_document.uri));
                self.touch(path.clone());
                self.note_changes_on_disk(path);
            }
            "textDocument/didSave" => {
                let params: Option<DidSaveTextDocumentParams> = self.read_params(&method, params);
                let path = params.and_then(|it| path_of_uri(it.text_document.uri.as_str()));
                self.note_changes_on_disk(path);
                if let Some(workspace) = self.workspace.as_mut()
                    && !self.client.can_watch_files
                {
                    workspace.add_all_paths();
                }
            }
            "workspace/didChangeWatchedFiles" => {
                let params: Option<DidChangeWatchedFilesParams> = self.read_params(&method, params);
                let changes = params.map(|params| params.changes).unwrap_or_default();
                let paths = changes.iter().filter_map(|it| path_of_uri(it.uri.as_str()));
                self.note_changes_on_disk(paths);
            }
            _ => {}
        }
    }

    /// Reads the parameters of a notification. The client is told what cannot be read.
    fn read_params<T: DeserializeOwned>(&self, method: &str, params: Value) -> Option<T> {
        match serde_json::from_value(params) {
            Ok(params) => Some(params),
            Err(error) => {
                let (typ, message) = (MessageType::WARNING, format!("{method}: {error}"));
                self.send_notification("window/logMessage", &LogMessageParams { typ, message });
                None
            }
        }
    }

    /// Notes that the text of a document is another one.
    fn touch(&mut self, path: Option<PathBuf>) {
        if let Some(path) = path {
            self.touched_paths.insert(path);
            (self.is_stale, self.awaited_report) = (true, AwaitedReport::Edits);
        }
    }

    fn note_changes_on_disk(&mut self, paths: impl IntoIterator<Item = PathBuf>) {
        (self.is_stale, self.awaited_report) = (true, AwaitedReport::Edits);
        if let Some(workspace) = &mut self.workspace {
            for path in paths {
                workspace.add_changed_path(path);
            }
        }
    }

    /// Makes the site that of the texts as they are now.
    fn refresh(&mut self) {
        if self.workspace.is_none() {
            match self.find_project().map(Workspace::open).transpose() {
                Ok(workspace) => {
                    self.workspace = workspace;
                    self.is_stale = true;
                }
                Err(error) => self.show_problem(format!("{error:#}")),
            }
        }
        let Some(workspace) = self.workspace.as_mut().filter(|_| self.is_stale) else { return };
        match workspace.update(&self.documents) {
            Ok(()) => {
                self.is_stale = false;
                self.last_problem = None;
            }
            Err(error) => self.show_problem(format!("{error:#}")),
        }
    }

    /// Tells the client what is wrong with the texts as they are now.
    fn report(&mut self) {
        let awaited_report = std::mem::replace(&mut self.awaited_report, AwaitedReport::Nothing);
        self.refresh();
        let Some(workspace) = &self.workspace else { return };
        let format = DiagnosticFormat { encoding: self.client.encoding, language: self.language };
        let max_entries = self.options.max_entries_at_once.unwrap_or(MAX_ENTRIES_AT_ONCE);
        let is_large = workspace.loaded().site().entries.len() > max_entries;
        let is_quick =
            is_large && awaited_report == AwaitedReport::Edits && !self.touched_paths.is_empty();
        let params: Vec<PublishDiagnosticsParams> = if is_quick {
            self.awaited_report = AwaitedReport::Everything;
            let (documents, touched_paths) = (&self.documents, &self.touched_paths);
            self.published.update_quickly(workspace, documents, touched_paths, format)
        } else {
            let touched_paths = std::mem::take(&mut self.touched_paths);
            self.published.update(workspace, &self.documents, &touched_paths, format)
        };
        for params in params {
            self.send_notification("textDocument/publishDiagnostics", &params);
        }
    }

    /// Returns the project to show: that of the command line, else that of the folders in which the
    /// client works, else that of an open document.
    fn find_project(&self) -> Option<Project> {
        let content = self.options.content.as_deref();
        let locate = |root: &Path| ProjectPaths::locate(root, content, None).ok();
        let above_folder = |root: &Path| {
            let is_content = root.file_name().is_some_and(|name| name == "content");
            root.parent().filter(|_| is_content).and_then(locate)
        };
        let paths = match &self.options.root {
            Some(root) => locate(root),
            None => {
                let folders = self.folders.iter().map(PathBuf::as_path);
                let mut folders = folders.chain([Path::new(".")]);
                let of_folders =
                    folders.find_map(|root| locate(root).or_else(|| above_folder(root)));
                of_folders.or_else(|| {
                    let mut documents = self.documents.iter();
                    documents.find_map(|(path, _)| path.ancestors().find_map(above_folder))
                })
            }
        };
        paths.map(|paths| Project { paths, settings: self.options.settings.clone() })
    }

    /// Shows the client a problem, once.
    fn show_problem(&mut self, problem: String) {
        if self.last_problem.as_ref() != Some(&problem) {
            let params = ShowMessageParams { typ: MessageType::ERROR, message: problem.clone() };
            self.send_notification("window/showMessage", &params);
            self.last_problem = Some(problem);
        }
    }

    fn send_notification(&self, method: &str, params: &impl Serialize) {
        if let Ok(params) = serde_json::to_value(params) {
            self.send(Message::Notification(Notification { method: method.to_owned(), params }));
        }
    }

    fn send_error(&self, id: RequestId, code: ErrorCode, message: &str) {
        self.send_response(Response::new_err(id, code as i32, message.to_owned()));
    }

    fn send_response(&self, response: Response) {
        self.send(Message::Response(response));
    }

    /// Sends a message. A client that has left is noticed when the next message is received.
    fn send(&self, message: Message) {
        let _ = self.connection.sender.send(message);
    }
}

/// Returns the request that a message cancels.
fn cancelled_request(message: &Message) -> Option<RequestId> {
    let Message::Notification(notification) = message else { return None };
    let id = notification.params.get("id").filter(|_| notification.method == "$/cancelRequest")?;
    serde_json::from_value(id.clone()).ok()
}
