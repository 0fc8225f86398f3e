//! An editor that talks to the language server over a connection in memory.

use crate::support::Workspace;
use lsp_server::{Connection, Message, Notification, Request};
use pakt::lsp::{LanguageServerOptions, SessionEnd, serve};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::thread::JoinHandle;
use std::time::Duration;

/// How long a test waits for the server before it fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// An editor with a site that is open.
pub(crate) struct Editor<'w> {
    pub(crate) workspace: &'w Workspace,
    connection: Option<Connection>,
    session: Option<JoinHandle<SessionEnd>>,
    n_requests: i32,
    versions: BTreeMap<String, i32>,
    /// The last diagnostics of each file.
    published: BTreeMap<String, Value>,
    /// What the server announced.
    pub(crate) capabilities: Value,
}

impl<'w> Editor<'w> {
    /// Starts an editor that counts in UTF-16 and can rename files.
    pub(crate) fn start(workspace: &'w Workspace) -> Self {
        Self::with_capabilities(
            workspace,
            &json!({"workspace": {"workspaceEdit": {
                "documentChanges": true,
                "resourceOperations": ["create", "rename"],
            }}}),
        )
    }

    /// Starts an editor with these capabilities.
    pub(crate) fn with_capabilities(workspace: &'w Workspace, capabilities: &Value) -> Self {
        Self::with_options(workspace, capabilities, LanguageServerOptions::default())
    }

    /// Starts an editor with these capabilities and a server with these options.
    pub(crate) fn with_options(
        workspace: &'w Workspace,
        capabilities: &Value,
        options: LanguageServerOptions,
    ) -> Self {
        let (server, client) = Connection::memory();
        let session = std::thread::spawn(move || serve(&server, options));
        let mut editor = Self {
            workspace,
            connection: Some(client),
            session: Some(session),
            n_requests: 0,
            versions: BTreeMap::new(),
            published: BTreeMap::new(),
            capabilities: Value::Null,
        };
        let params = json!({
            "processId": null,
            "rootUri": editor.uri(""),
            "capabilities": capabilities,
        });
        editor.capabilities = editor.request("initialize", params)["capabilities"].clone();
        editor.notify("initialized", json!({}));
        editor
    }

    /// Returns the address of a file, whose name needs no escapes.
    pub(crate) fn uri(&self, path: &str) -> String {
        let root = self.workspace.path().display();
        format!("file://{root}/{path}").trim_end_matches('/').to_owned()
    }

    fn connection(&self) -> &Connection {
        self.connection.as_ref().unwrap()
    }

    pub(crate) fn notify(&self, method: &str, params: Value) {
        let notification = Notification { method: method.to_owned(), params };
        self.connection().sender.send(Message::Notification(notification)).unwrap();
    }

    /// Sends a request and returns its result, or its error as `{error: …}`.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> Value {
        self.n_requests += 1;
        let id = self.n_requests.into();
        let request = Request { id, method: method.to_owned(), params };
        let id = request.id.clone();
        self.connection().sender.send(Message::Request(request)).unwrap();
        loop {
            match self.receive() {
                Some(Message::Response(response)) if response.id == id => {
                    return match response.response_result {
                        Ok(result) => result,
                        Err(error) => json!({"error": error.code}),
                    };
                }
                Some(_) => {}
                None => panic!("no answer to {method}"),
            }
        }
    }

    /// Receives a message, and keeps the diagnostics in it.
    fn receive(&mut self) -> Option<Message> {
        let message = self.connection().receiver.recv_timeout(PATIENCE).ok()?;
        if let Message::Notification(notification) = &message
            && notification.method == "textDocument/publishDiagnostics"
        {
            let uri = notification.params["uri"].as_str().unwrap().to_owned();
            self.published.insert(uri, notification.params.clone());
        }
        Some(message)
    }

    /// Opens a file as it is on disk.
    pub(crate) fn open(&mut self, path: &str) {
        let text = self.workspace.read(path);
        self.open_text(path, &text);
    }

    /// Opens a file with a text that is not saved.
    pub(crate) fn open_text(&mut self, path: &str, text: &str) {
        let uri = self.uri(path);
        self.versions.insert(path.to_owned(), 1);
        let document = json!({"uri": uri, "languageId": "markdown", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Replaces the text of an open file.
    pub(crate) fn change(&mut self, path: &str, text: &str) {
        let version = self.versions.get_mut(path).unwrap();
        *version += 1;
        let document = json!({"uri": self.uri(path), "version": self.versions[path]});
        let params = json!({"textDocument": document, "contentChanges": [{"text": text}]});
        self.notify("textDocument/didChange", params);
    }

    /// Returns the diagnostics of an open file in its present version.
    pub(crate) fn diagnostics(&mut self, path: &str) -> Vec<Value> {
        let (uri, version) = (self.uri(path), self.versions[path]);
        loop {
            let published = self.published.get(&uri);
            if let Some(params) = published.filter(|params| params["version"] == version) {
                return params["diagnostics"].as_array().unwrap().clone();
            }
            self.receive().unwrap_or_else(|| panic!("no diagnostics of {path}"));
        }
    }

    /// Waits until a file has been reported again.
    pub(crate) fn wait_for_report(&mut self, path: &str) {
        let uri = self.uri(path);
        self.published.remove(&uri);
        while !self.published.contains_key(&uri) {
            self.receive().unwrap_or_else(|| panic!("no report of {path}"));
        }
    }

    /// Returns the diagnostics that were published last of all files, by address.
    pub(crate) fn all_diagnostics(&mut self) -> BTreeMap<String, Vec<Value>> {
        // The answer to a request follows what was published before it.
        self.request("workspace/symbol", json!({"query": ""}));
        let all = self.published.iter();
        let all = all.map(|(uri, it)| (uri.clone(), it["diagnostics"].as_array().unwrap().clone()));
        all.filter(|(_, diagnostics)| !diagnostics.is_empty()).collect()
    }

    /// Returns the lines `code line:character-line:character` of an open file.
    pub(crate) fn diagnostic_lines(&mut self, path: &str) -> Vec<String> {
        let position = |it: &Value| format!("{}:{}", it["line"], it["character"]);
        let line = |it: &Value| {
            let (start, end) = (position(&it["range"]["start"]), position(&it["range"]["end"]));
            format!("{} {start}-{end}", it["code"].as_str().unwrap())
        };
        self.diagnostics(path).iter().map(line).collect()
    }

    /// Sends a request about the place of `‸` in a text, which becomes that of the file.
    pub(crate) fn request_at(&mut self, method: &str, path: &str, text: &str) -> Value {
        let params = self.params_at(path, text);
        self.request(method, params)
    }

    /// Opens a file with a text, and returns the parameters of a request about the place of `‸`.
    pub(crate) fn params_at(&mut self, path: &str, text: &str) -> Value {
        let before = text.split('‸').next().unwrap();
        assert!(before.len() < text.len(), "no ‸ in {text}");
        let text = text.replace('‸', "");
        if self.versions.contains_key(path) {
            self.change(path, &text);
        } else {
            self.open_text(path, &text);
        }
        let line = before.matches('\n').count();
        let character = before.rsplit('\n').next().unwrap().encode_utf16().count();
        json!({
            "textDocument": {"uri": self.uri(path)},
            "position": {"line": line, "character": character},
            "context": {"includeDeclaration": false, "triggerKind": 1},
        })
    }

    /// Returns a location as `path line:character`.
    pub(crate) fn place(&self, location: &Value) -> String {
        let uri = location["uri"].as_str().unwrap();
        let path = uri.strip_prefix(&self.uri("")).unwrap_or(uri).trim_start_matches('/');
        let start = &location["range"]["start"];
        format!("{path} {}:{}", start["line"], start["character"])
    }

    /// Ends the session as an editor does.
    pub(crate) fn quit(mut self) -> SessionEnd {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.session.take().unwrap().join().unwrap()
    }
}

impl Drop for Editor<'_> {
    fn drop(&mut self) {
        self.connection.take();
        if let Some(session) = self.session.take() {
            let ended = session.join();
            assert!(ended.is_ok() || std::thread::panicking(), "the server panicked");
        }
    }
}
