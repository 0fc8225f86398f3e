//! `pakt serve`: the site in a browser, following every change.

use super::args::{ContentArgs, GlobalArgs};
use super::browser;
use super::check::{report_unreadable_files, template_diagnostics};
use super::console::Console;
use super::editor_links::PreviewContext;
use super::exit_status::{ExitStatus, RunFailure};
use super::loaded_project::{LoadedProject, Project};
use super::message::CliMessage;
use super::preview_routes::{SiteProvider, make_location_lookup, make_responder};
use super::preview_status::{PreviewStatus, status_json};
use super::project_paths::ProjectPaths;
use super::run_summary::RunSummary;
use super::shutdown_signal::{ShutdownSignal, on_shutdown_signal};
use crate::check::Report;
use crate::devserver::{
    DevServer, FileChange, FileWatcher, PortChoice, PortInUse, ServerLimits, ServerOptions,
    ServerSnapshot, WatchFolders, WatchMode, WatchTimings,
};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::message::{self, ReportLanguage};
use crate::preview::{PAGE_SCRIPT, server_messages};
use crate::theme::Theme;
use clap::Args;
use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What `serve` understands.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  pakt serve --open
  pakt serve --content docs --port 8080

Standard output holds one line with the address, as soon as it answers. End with Ctrl-C.")]
pub(super) struct ServeArgs {
    /// The port; 0 is any that is free [default: the first free from 4000]
    #[arg(long, value_name = "N", help_heading = "Preview")]
    port: Option<u16>,
    /// The address to listen on
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1", value_parser = parse_listen_address)]
    #[arg(help_heading = "Preview")]
    host: IpAddr,
    /// Open the site in a browser
    #[arg(long, help_heading = "Preview")]
    open: bool,
    /// Look for changes every second instead of being told of them (network drives)
    #[arg(long, help_heading = "Preview")]
    poll: bool,
    /// Where a click on a place opens it: an address with {path}, {line} and {column}
    #[arg(long, value_name = "URL", help_heading = "Preview")]
    #[arg(default_value = "vscode://file/{path}:{line}:{column}")]
    editor: String,
    #[command(flatten)]
    shown: ContentArgs,
}

pub(super) fn run(
    console: &Console,
    everywhere: &GlobalArgs,
    arguments: &ServeArgs,
) -> Result<ExitStatus, RunFailure> {
    let started_at = Instant::now();
    let settings = arguments.shown.to_settings()?;
    let project = Project { paths: ProjectPaths::locate(everywhere, None)?, settings };

    let listener = Arc::new(PreviewContext {
        paths: project.paths.clone(),
        editor: arguments.editor.clone(),
        language: console.language,
    });
    let reading = project.read()?;
    let first = preview_snapshot(&reading, (1, None), &listener);
    let options = ServerOptions {
        address: arguments.host,
        port: arguments
            .port
            .map_or(PortChoice::FirstFreeFrom(ServerOptions::DEFAULT_PORT), PortChoice::Exact),
        limits: ServerLimits::default(),
        messages: server_messages(console.language),
        page_script: PAGE_SCRIPT,
    };
    let server = DevServer::start(options, first).map_err(startup_failure)?;
    // Only now: a watcher is told of every file that is read, which takes a tenth longer.
    let mode = if arguments.poll { WatchMode::Poll } else { WatchMode::Events };
    let (mut watcher, notice) =
        FileWatcher::start(watched_folders(&project.paths), mode, WatchTimings::default())?;
    let stopper = watcher.stop_handle();
    on_shutdown_signal(ShutdownSignal::Ends, move || stopper.stop());
    // Who has read the address may edit, and may end it.
    console.print_stdout(&format!("{}\n", server.url()))?;
    if arguments.open && !browser::open_in_browser(&server.url()) {
        console.print_message(&CliMessage::NoBrowser(server.url()));
    }
    if !arguments.host.is_loopback() {
        console.print_message(&CliMessage::OpenToNetwork(server.network_urls()));
    }
    if let Some(notice) = notice {
        console.print_message(&CliMessage::Polling(notice));
    }
    let diagnostics = template_diagnostics(&reading);
    let report = reading.to_report(&diagnostics);
    console.print_diagnostics(&report.diagnostics);
    report_unreadable_files(console, &reading);
    console.print_status_line(&CliMessage::Found(RunSummary::from_report(
        &report,
        started_at.elapsed(),
    )));
    let whole = last_good_theme(&reading, &diagnostics);
    let told = ServeState {
        project: reading,
        template_diagnostics: diagnostics,
        report,
        last_good_theme: whole,
    };
    push_status_to_tabs((&server, &listener), &told, (Vec::new(), started_at.elapsed()));
    watch_and_rebuild(console, (&project, &listener), (&mut watcher, &server), told);
    Ok(ExitStatus::Success)
}

fn startup_failure(error: anyhow::Error) -> RunFailure {
    match error.downcast_ref() {
        Some(PortInUse(address)) => RunFailure::Reported(CliMessage::PortTaken(*address)),
        None => RunFailure::System(error.context("cannot start the preview")),
    }
}

/// What the tabs and the terminal show.
struct ServeState {
    project: LoadedProject,
    /// Of templates at work.
    template_diagnostics: Vec<Diagnostic>,
    report: Report,
    /// The theme as it last was without a fault.
    last_good_theme: Option<Arc<Theme>>,
}

/// The theme of a reading, if nothing is wrong with it.
fn last_good_theme(reading: &LoadedProject, diagnostics: &[Diagnostic]) -> Option<Arc<Theme>> {
    (reading.is_theme_whole && diagnostics.is_empty()).then(|| Arc::clone(&reading.theme))
}

/// Lets the open tabs know what there is to say now, after something took so long.
fn push_status_to_tabs(
    (server, listener): (&DevServer, &Arc<PreviewContext>),
    told: &ServeState,
    (mut machine, elapsed): (Vec<CliMessage>, Duration),
) {
    machine.extend(told.project.unreadable_files().cloned().map(CliMessage::Unreadable));
    let diagnostics = told.report.diagnostics.clone();
    let news = PreviewStatus {
        site: Arc::clone(told.project.site()),
        diagnostics,
        system_messages: machine,
        elapsed,
    };
    let listener = Arc::clone(listener);
    server.set_status_provider(Arc::new(move |path| status_json(&news, &listener, path)));
}

/// Shows each change, until the watcher is stopped.
fn watch_and_rebuild(
    console: &Console,
    (project, listener): (&Project, &Arc<PreviewContext>),
    (watcher, server): (&mut FileWatcher, &DevServer),
    mut told: ServeState,
) {
    let mut revision = 1;
    // Whether the folder cannot be read, and that was told.
    let mut is_away = false;
    // What changed after the first reading and before it was watched for.
    let mut unseen = Some(FileChange::Everything);
    while let Some(change) = unseen.take().or_else(|| watcher.next()) {
        let started_at = Instant::now();
        let everything = || vec![project.paths.content.clone(), project.paths.themes_dir()];
        let changed: Vec<PathBuf> = match change {
            // What was told while nothing could be read is not told again.
            FileChange::Paths(_) if is_away => everything(),
            FileChange::Paths(paths) => paths.into_iter().collect(),
            FileChange::Everything => everything(),
            FileChange::Polling(notice) => {
                console.print_message(&CliMessage::Polling(notice));
                everything()
            }
        };
        let now = match project.rescan(&told.project, &changed) {
            Ok(now) => now,
            Err(error) => {
                // The last good site stays; when the folder is back, the watcher tells.
                if !is_away {
                    let folder = project.paths.content.clone();
                    let problem = error.root_cause().to_string();
                    let message = CliMessage::ContentUnreadable { folder, problem };
                    console.print_message(&message);
                    push_status_to_tabs(
                        (server, listener),
                        &told,
                        (vec![message], started_at.elapsed()),
                    );
                }
                is_away = true;
                continue;
            }
        };
        if now.has_same_content(&told.project) {
            if std::mem::take(&mut is_away) {
                push_status_to_tabs((server, listener), &told, (Vec::new(), started_at.elapsed()));
            }
            continue;
        }
        is_away = false;
        revision += 1;
        server.replace_snapshot(preview_snapshot(
            &now,
            (revision, told.last_good_theme.as_ref()),
            listener,
        ));
        let elapsed = started_at.elapsed();
        let (theme, had_whole) = (Arc::clone(&now.theme), told.last_good_theme.is_some());
        told = report_changes(console, told, now, started_at);
        if had_whole
            && told.last_good_theme.as_ref().is_some_and(|whole| Arc::ptr_eq(whole, &theme))
        {
            // The theme is whole: what the one before had besides is gone.
            server.replace_snapshot(preview_snapshot(&told.project, (revision, None), listener));
        }
        push_status_to_tabs((server, listener), &told, (Vec::new(), elapsed));
    }
}

/// Tells what is found now, and shows what of it is new.
fn report_changes(
    console: &Console,
    before: ServeState,
    now: LoadedProject,
    started_at: Instant,
) -> ServeState {
    // All pages are tried anew only with another theme: that takes long.
    let is_same_theme = Arc::ptr_eq(&before.project.theme, &now.theme);
    let diagnostics =
        if is_same_theme { before.template_diagnostics } else { template_diagnostics(&now) };
    let report = now.to_report(&diagnostics);
    let new = diagnostics_added(&before.report.diagnostics, &report.diagnostics, console.language);
    console.print_diagnostics(&new);
    report_unreadable_files(console, &now);
    let totals = RunSummary::from_report(&report, started_at.elapsed());
    console.print_status_line(&CliMessage::Changed { n_new: new.len(), totals });
    let whole = last_good_theme(&now, &diagnostics).or(before.last_good_theme);
    ServeState { project: now, template_diagnostics: diagnostics, report, last_good_theme: whole }
}

/// The content and the site's themes, but not what a build writes.
fn watched_folders(place: &ProjectPaths) -> WatchFolders {
    let mut watched = vec![place.content.clone()];
    let themes = place.themes_dir();
    if !themes.starts_with(&place.content) {
        watched.push(themes);
    }
    WatchFolders { watched, skipped: vec![place.output.clone()] }
}

fn preview_snapshot(
    reading: &LoadedProject,
    (revision, whole): (u64, Option<&Arc<Theme>>),
    listener: &Arc<PreviewContext>,
) -> ServerSnapshot {
    let sites = Arc::new(SiteProvider::new(reading.snapshot(), &reading.theme, whole));
    ServerSnapshot {
        revision,
        respond: make_responder(Arc::clone(&sites), listener.language),
        source_locations: make_location_lookup(sites, Arc::clone(listener)),
    }
}

/// The findings that were not there before, wherever in their file they stood.
fn diagnostics_added(
    before: &[Diagnostic],
    now: &[Diagnostic],
    language: ReportLanguage,
) -> Vec<Diagnostic> {
    let key = |diagnostic: &Diagnostic| {
        (diagnostic.span.source().path.clone(), message::message(&diagnostic.kind, language))
    };
    let mut known: HashMap<(Box<str>, String), usize> = HashMap::new();
    for diagnostic in before {
        *known.entry(key(diagnostic)).or_default() += 1;
    }
    let is_new = |diagnostic: &&Diagnostic| match known.get_mut(&key(diagnostic)) {
        Some(n_left) if *n_left > 0 => {
            *n_left -= 1;
            false
        }
        _ => true,
    };
    now.iter().filter(is_new).cloned().collect()
}

fn parse_listen_address(text: &str) -> Result<IpAddr, String> {
    if text == "localhost" {
        return Ok(Ipv4Addr::LOCALHOST.into());
    }
    let inner = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    inner.parse().map_err(|_| "write an IP address, or `localhost`".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{DiagnosticKind, SourceFile, Span};
    use crate::site::settings::RunSettings;
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;
    use std::thread;

    fn finding(path: &str, at: usize, date: &str) -> Diagnostic {
        let source = Arc::new(SourceFile { path: path.into(), text: " ".repeat(9).into() });
        Diagnostic::new(Span::new(&source, at..at), DiagnosticKind::BadDate { found: date.into() })
    }

    #[test]
    fn a_finding_that_only_moved_is_not_new() {
        let before = [finding("a.md", 1, "x"), finding("b.md", 1, "x")];
        let now = [finding("a.md", 5, "x"), finding("a.md", 7, "x"), finding("b.md", 1, "y")];
        let new = diagnostics_added(&before, &now, ReportLanguage::English);
        assert_eq!(new, [finding("a.md", 7, "x"), finding("b.md", 1, "y")]);
    }

    /// What the preview answers for the front page.
    fn front_page(server: &DevServer) -> std::io::Result<String> {
        let host = server.address();
        let mut stream = TcpStream::connect(host)?;
        write!(stream, "GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    }

    #[test]
    fn an_edit_before_the_folder_is_watched_is_seen() {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("content/index.md");
        std::fs::create_dir(root.path().join("content")).unwrap();
        std::fs::write(&file, "# Hej\n\nFirst.\n").unwrap();
        let directory = Some(root.path().to_owned());
        let everywhere = GlobalArgs { directory, content: None, lang: None };
        let Ok(place) = ProjectPaths::locate(&everywhere, None) else {
            unreachable!("it is there")
        };
        let language = ReportLanguage::English;
        let listener = PreviewContext { paths: place.clone(), editor: String::new(), language };
        let listener = Arc::new(listener);
        let project = Project { paths: place, settings: RunSettings::default() };
        let reading = project.read().unwrap();
        let options = ServerOptions { port: PortChoice::Exact(0), ..ServerOptions::default() };
        let server =
            DevServer::start(options, preview_snapshot(&reading, (1, None), &listener)).unwrap();
        assert!(front_page(&server).unwrap().contains("First."));

        std::fs::write(&file, "# Hej\n\nSecond.\n").unwrap();
        let (mut watcher, _) = FileWatcher::start(
            watched_folders(&project.paths),
            WatchMode::Events,
            WatchTimings::default(),
        )
        .unwrap();
        let stopper = watcher.stop_handle();
        let report = reading.to_report(&[]);
        let told = ServeState {
            project: reading,
            template_diagnostics: Vec::new(),
            report,
            last_good_theme: None,
        };
        let console = Console::new(language);
        let is_seen = thread::scope(|scope| {
            scope.spawn(|| {
                watch_and_rebuild(&console, (&project, &listener), (&mut watcher, &server), told);
            });
            let begun = Instant::now();
            // Nothing here may panic: `follow` ends only when it is stopped.
            let is_seen = || front_page(&server).is_ok_and(|page| page.contains("Second."));
            while !is_seen() && begun.elapsed() < Duration::from_secs(20) {
                thread::sleep(Duration::from_millis(10));
            }
            stopper.stop();
            is_seen()
        });
        assert!(is_seen, "the edit was lost");
    }

    #[test]
    fn an_address_is_a_number_or_localhost() {
        assert_eq!(parse_listen_address("localhost"), Ok(Ipv4Addr::LOCALHOST.into()));
        assert_eq!(parse_listen_address("[::1]"), Ok(IpAddr::from([0, 0, 0, 0, 0, 0, 0, 1])));
        assert!(parse_listen_address("example.org").is_err() && parse_listen_address("").is_err());
    }
}
