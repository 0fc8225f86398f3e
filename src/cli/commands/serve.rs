//! `pakt serve`: shows the website in a browser and updates it after every change.

use super::report_unreadable_files;
use super::serve_state::{ServeState, ServeUpdate};
use crate::cli::args::{ContentArgs, GlobalArgs};
use crate::cli::browser::open_in_browser;
use crate::cli::exit_status::ExitStatus;
use crate::cli::message::{self, CliMessage, RunSummary};
use crate::cli::run_failure::RunFailure;
use crate::cli::shutdown_signal::{
    AfterSignal, ShutdownActions, ShutdownSignal, on_shutdown_signal,
};
use crate::cli::terminal::Console;
use crate::devserver::{
    DevServer, FileChange, FileWatcher, ListenError, PortChoice, ServerLimits, ServerOptions,
    ServerSnapshot, WatchFolders, WatchMode, WatchTimings, WatcherHandle,
};
use crate::diagnostic::ReportLanguage;
use crate::diagnostic::emit::ReportDetail;
use crate::preview::{
    PAGE_SCRIPT, PreviewContext, PreviewStatus, server_messages, server_snapshot, status_provider,
};
use crate::project::{Project, ProjectPaths};
use clap::Args;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

/// The arguments of `serve`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  pakt serve --open
  pakt serve --content docs --port 8080

Standard output has one line with the address, once the preview answers. Stop it with Ctrl-C.")]
pub(in crate::cli) struct ServeArgs {
    /// The port; 0 for any free port [default: the first free port from 4000]
    #[arg(long, value_name = "N", help_heading = "Preview")]
    port: Option<u16>,
    /// The address to listen on
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1", value_parser = parse_listen_address)]
    #[arg(help_heading = "Preview")]
    host: IpAddr,
    /// Open the site in a browser
    #[arg(long, help_heading = "Preview")]
    open: bool,
    /// Poll for changes every second instead of using file events (for network drives)
    #[arg(long, help_heading = "Preview")]
    poll: bool,
    /// URL that opens a source location in your editor, with {path}, {line} and {column}
    #[arg(long, value_name = "URL", help_heading = "Preview")]
    #[arg(default_value = "vscode://file/{path}:{line}:{column}")]
    editor: String,
    #[command(flatten)]
    content: ContentArgs,
}

pub(in crate::cli) fn run(
    console: &Console,
    global: &GlobalArgs,
    args: &ServeArgs,
) -> Result<ExitStatus, RunFailure> {
    let started_at = Instant::now();
    let settings = args.content.to_settings()?;
    let project = Project { paths: global.locate_project(None)?, settings };
    let context = Arc::new(PreviewContext {
        paths: project.paths.clone(),
        editor: args.editor.clone(),
        language: console.language,
    });
    let stop_handle = Arc::new(OnceLock::new());
    end_at_signal(Arc::clone(&stop_handle));
    let mut state = ServeState::load(project)?;
    let server_options = args.server_options(console.language);
    let server = DevServer::start(server_options, preview_snapshot(&state, &context))
        .map_err(startup_failure)?;
    // Started after the project is loaded: the system reports every file that is read to a watcher,
    // which would make loading take a tenth longer.
    let watch_mode = if args.poll { WatchMode::Poll } else { WatchMode::Events };
    let paths = &state.project().paths;
    let (mut watcher, polling_reason) =
        FileWatcher::start(watched_folders(paths), watch_mode, WatchTimings::default())?;
    let _ = stop_handle.set(watcher.stop_handle());
    // A program that reads the address may then edit the content or stop the preview.
    console.print_stdout(&format!("{}\n", server.url()))?;
    if args.open && !open_in_browser(&server.url()) {
        console.print_message(&CliMessage::NoBrowser(server.url()));
    }
    if !args.host.is_loopback() {
        console.print_message(&CliMessage::OpenToNetwork(server.network_urls()));
    }
    if let Some(polling_reason) = polling_reason {
        console.print_message(&CliMessage::Polling(polling_reason));
    }
    let diagnostics = state.update_report(console.language);
    console.print_diagnostics(&diagnostics, ReportDetail::Folded);
    report_unreadable_files(console, state.loaded());
    let summary = RunSummary::from_report(state.report(), started_at.elapsed());
    console.print_status_line(&CliMessage::Found(summary));
    let mut preview = Preview { console, server, context, state };
    preview.publish_status(Vec::new(), started_at.elapsed());
    preview.watch_and_rebuild(&mut watcher);
    Ok(ExitStatus::Success)
}

/// Ends the preview at a signal: by the handle of its watcher, or at once if it has none yet.
fn end_at_signal(stop_handle: Arc<OnceLock<WatcherHandle>>) {
    let on_first = move || match stop_handle.get() {
        Some(stop_handle) => {
            stop_handle.stop();
            AfterSignal::Wait
        }
        None => AfterSignal::ExitNow,
    };
    let forced_status = ExitStatus::Success;
    let actions = ShutdownActions { on_first, on_forced: || (), forced_status };
    on_shutdown_signal(ShutdownSignal::Ends, actions);
}

impl ServeArgs {
    fn server_options(&self, language: ReportLanguage) -> ServerOptions {
        let first_free_port = PortChoice::FirstFreeFrom(ServerOptions::DEFAULT_PORT);
        ServerOptions {
            address: self.host,
            port: self.port.map_or(first_free_port, PortChoice::Exact),
            limits: ServerLimits::default(),
            messages: server_messages(language),
            page_script: PAGE_SCRIPT,
        }
    }
}

fn startup_failure(error: anyhow::Error) -> RunFailure {
    match error.downcast_ref() {
        Some(ListenError::PortInUse(address)) => {
            RunFailure::Reported(CliMessage::PortTaken(*address))
        }
        Some(ListenError::NoSuchAddress(address)) => {
            RunFailure::Reported(CliMessage::NoSuchAddress(*address))
        }
        None => RunFailure::System(error.context("cannot start the preview")),
    }
}

/// Returns the folders to watch: the content and the site's themes, without the output.
fn watched_folders(paths: &ProjectPaths) -> WatchFolders {
    let mut watched = vec![paths.content().to_owned()];
    let themes = paths.themes();
    if !themes.starts_with(paths.content()) {
        watched.push(themes);
    }
    WatchFolders { watched, skipped: vec![paths.output().to_owned()] }
}

fn preview_snapshot(state: &ServeState, context: &Arc<PreviewContext>) -> ServerSnapshot {
    server_snapshot(state.loaded(), state.revision(), context)
}

/// A running preview.
struct Preview<'a> {
    console: &'a Console,
    server: DevServer,
    context: Arc<PreviewContext>,
    state: ServeState,
}

impl Preview<'_> {
    /// Shows each change until the watcher is stopped.
    fn watch_and_rebuild(&mut self, watcher: &mut FileWatcher) {
        // The content may have changed after it was loaded and before it was watched.
        let mut pending_change = Some(FileChange::Everything);
        while let Some(change) = pending_change.take().or_else(|| watcher.next()) {
            self.show_change(change);
        }
    }

    fn show_change(&mut self, change: FileChange) {
        let started_at = Instant::now();
        if let FileChange::Polling(reason) = &change {
            self.console.print_message(&CliMessage::Polling(reason.clone()));
        }
        match self.state.apply(change) {
            ServeUpdate::Unchanged => {}
            ServeUpdate::ContentLost(problem) => {
                let folder = self.state.project().paths.content().to_owned();
                let message = CliMessage::ContentUnreadable { folder, problem };
                self.console.print_message(&message);
                self.publish_status(vec![message], started_at.elapsed());
            }
            ServeUpdate::ContentBack => {
                self.publish_status(Vec::new(), started_at.elapsed());
            }
            ServeUpdate::Reloaded => {
                // The pages come first, because checking them takes longer than rendering one.
                self.server.replace_snapshot(preview_snapshot(&self.state, &self.context));
                let elapsed = started_at.elapsed();
                self.report_changes(started_at);
                self.publish_status(Vec::new(), elapsed);
            }
        }
    }

    /// Prints the diagnostics that the last change added, and the number of all of them.
    fn report_changes(&mut self, started_at: Instant) {
        let added = self.state.update_report(self.console.language);
        self.console.print_diagnostics(&added, ReportDetail::Folded);
        report_unreadable_files(self.console, self.state.loaded());
        let summary = RunSummary::from_report(self.state.report(), started_at.elapsed());
        self.console.print_status_line(&CliMessage::Changed { n_new: added.len(), summary });
    }

    /// Sends the current status (diagnostics, timing, system messages) to all open tabs.
    fn publish_status(&self, mut system_messages: Vec<CliMessage>, elapsed: Duration) {
        let loaded = self.state.loaded();
        system_messages.extend(loaded.unreadable_files().cloned().map(CliMessage::Unreadable));
        let to_text = |system_message| message::text(system_message, self.console.language);
        let status = PreviewStatus {
            site: Arc::clone(loaded.site()),
            diagnostics: self.state.report().diagnostics.clone(),
            system_messages: system_messages.iter().map(to_text).collect(),
            elapsed,
        };
        self.server.set_status_provider(status_provider(status, Arc::clone(&self.context)));
    }
}

fn parse_listen_address(text: &str) -> Result<IpAddr, String> {
    if text == "localhost" {
        return Ok(Ipv4Addr::LOCALHOST.into());
    }
    let without_brackets = text.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    let address = without_brackets.unwrap_or(text).parse();
    address.map_err(|_| "write an IP address, or `localhost`".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::settings::RunSettings;
    use std::io::{Read as _, Write as _};
    use std::net::{SocketAddr, TcpStream};
    use std::thread;

    fn get_front_page(address: SocketAddr) -> std::io::Result<String> {
        let mut stream = TcpStream::connect(address)?;
        write!(stream, "GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
        let mut response = String::new();
        stream.read_to_string(&mut response)?;
        Ok(response)
    }

    #[test]
    fn an_edit_before_the_folder_is_watched_is_shown() {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("content/index.md");
        std::fs::create_dir(root.path().join("content")).unwrap();
        std::fs::write(&file, "# Hej\n\nFirst.\n").unwrap();
        let paths = ProjectPaths::in_folder(root.path());
        let console = Console::new(ReportLanguage::English);
        let (editor, language) = (String::new(), console.language);
        let context = Arc::new(PreviewContext { paths: paths.clone(), editor, language });
        let project = Project { paths, settings: RunSettings::default() };
        let state = ServeState::load(project).unwrap();
        let options = ServerOptions { port: PortChoice::Exact(0), ..ServerOptions::default() };
        let server = DevServer::start(options, preview_snapshot(&state, &context)).unwrap();
        let address = server.address();
        assert!(get_front_page(address).unwrap().contains("First."));

        std::fs::write(&file, "# Hej\n\nSecond.\n").unwrap();
        let folders = watched_folders(&state.project().paths);
        let (mut watcher, _) =
            FileWatcher::start(folders, WatchMode::Events, WatchTimings::default()).unwrap();
        let watcher_handle = watcher.stop_handle();
        let mut preview = Preview { console: &console, server, context, state };
        let is_shown = thread::scope(|scope| {
            scope.spawn(|| preview.watch_and_rebuild(&mut watcher));
            let started_at = Instant::now();
            // Nothing here may panic: the thread ends only when the watcher is stopped.
            let is_shown = || get_front_page(address).is_ok_and(|page| page.contains("Second."));
            while !is_shown() && started_at.elapsed() < Duration::from_secs(20) {
                thread::sleep(Duration::from_millis(10));
            }
            let is_shown = is_shown();
            watcher_handle.stop();
            is_shown
        });
        assert!(is_shown, "the edit was lost");
    }

    #[test]
    fn a_listen_address_is_an_ip_address_or_localhost() {
        assert_eq!(parse_listen_address("localhost"), Ok(Ipv4Addr::LOCALHOST.into()));
        assert_eq!(parse_listen_address("[::1]"), Ok(IpAddr::from([0, 0, 0, 0, 0, 0, 0, 1])));
        assert!(parse_listen_address("example.org").is_err() && parse_listen_address("").is_err());
    }
}
