//! `pakt serve`: the site in a browser, following every change.

use super::arguments::{Everywhere, Shown};
use super::browser;
use super::check::{tell_unreadable, template_faults};
use super::console::Console;
use super::editor::Listener;
use super::interrupt::{Hear, listen};
use super::message::Message;
use super::place::Place;
use super::project::{Project, Reading};
use super::responder::{Sites, places, responder};
use super::status::{Failure, Status};
use super::telling::{News, telling};
use super::totals::Totals;
use crate::check::Report;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::message::{self, Language};
use crate::preview::{
    Change, Folders, Limits, Mode, Options, Port, PortTaken, Server, Shown as Page, Watcher,
};
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
pub(super) struct Arguments {
    /// The port; 0 is any that is free [default: the first free from 4000]
    #[arg(long, value_name = "N", help_heading = "Preview")]
    port: Option<u16>,
    /// The address to listen on
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1", value_parser = address)]
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
    shown: Shown,
}

pub(super) fn run(
    console: &Console,
    everywhere: &Everywhere,
    arguments: &Arguments,
) -> Result<Status, Failure> {
    let begun = Instant::now();
    let settings = arguments.shown.settings()?;
    let project = Project { place: Place::find(everywhere, None)?, settings };

    let listener = Arc::new(Listener {
        place: project.place.clone(),
        editor: arguments.editor.clone(),
        language: console.language,
    });
    let reading = project.read()?;
    let first = page(&reading, (1, None), &listener);
    let options = Options {
        address: arguments.host,
        port: arguments.port.map_or(Port::FirstFreeFrom(Options::DEFAULT_PORT), Port::Exact),
        limits: Limits::default(),
    };
    let server = Server::start(options, first).map_err(cannot_start)?;
    // Only now: a watcher is told of every file that is read, which takes a tenth longer.
    let mode = if arguments.poll { Mode::Poll } else { Mode::Events };
    let (mut watcher, notice) = Watcher::start(folders(&project.place), mode)?;
    let stopper = watcher.stopper();
    listen(Hear::Ends, move || stopper.stop());
    // Who has read the address may edit, and may end it.
    console.print(&format!("{}\n", server.url()))?;
    if arguments.open && !browser::open(&server.url()) {
        console.error(&Message::NoBrowser(server.url()));
    }
    if !arguments.host.is_loopback() {
        console.error(&Message::OpenToNetwork(server.network_urls()));
    }
    if let Some(notice) = notice {
        console.error(&Message::Polling(notice));
    }
    let faults = template_faults(&reading);
    let report = reading.report(&faults);
    console.show(&report.diagnostics);
    tell_unreadable(console, &reading);
    console.line(&Message::Found(Totals::of(&report, begun.elapsed())));
    let whole = whole(&reading, &faults);
    let told = Told { reading, faults, report, whole };
    tell_tabs((&server, &listener), &told, (Vec::new(), begun.elapsed()));
    follow(console, (&project, &listener), (&mut watcher, &server), told);
    Ok(Status::Fine)
}

fn cannot_start(error: anyhow::Error) -> Failure {
    match error.downcast_ref() {
        Some(PortTaken(address)) => Failure::Said(Message::PortTaken(*address)),
        None => Failure::Machine(error.context("cannot start the preview")),
    }
}

/// What the tabs and the terminal show.
struct Told {
    reading: Reading,
    /// Of templates at work.
    faults: Vec<Diagnostic>,
    report: Report,
    /// The theme as it last was without a fault.
    whole: Option<Arc<Theme>>,
}

/// The theme of a reading, if nothing is wrong with it.
fn whole(reading: &Reading, faults: &[Diagnostic]) -> Option<Arc<Theme>> {
    (reading.is_theme_whole && faults.is_empty()).then(|| Arc::clone(&reading.theme))
}

/// Lets the open tabs know what there is to say now, after something took so long.
fn tell_tabs(
    (server, listener): (&Server, &Arc<Listener>),
    told: &Told,
    (mut machine, took): (Vec<Message>, Duration),
) {
    machine.extend(told.reading.unreadable().cloned().map(Message::Unreadable));
    let found = told.report.diagnostics.clone();
    let news = News { site: Arc::clone(told.reading.site()), found, machine, took };
    let listener = Arc::clone(listener);
    server.tell(Arc::new(move |path| telling(&news, &listener, path)));
}

/// Shows each change, until the watcher is stopped.
fn follow(
    console: &Console,
    (project, listener): (&Project, &Arc<Listener>),
    (watcher, server): (&mut Watcher, &Server),
    mut told: Told,
) {
    let mut revision = 1;
    // Whether the folder cannot be read, and that was told.
    let mut is_away = false;
    // What changed after the first reading and before it was watched for.
    let mut unseen = Some(Change::Everything);
    while let Some(change) = unseen.take().or_else(|| watcher.next()) {
        let begun = Instant::now();
        let everything = || vec![project.place.content.clone(), project.place.themes()];
        let changed: Vec<PathBuf> = match change {
            // What was told while nothing could be read is not told again.
            Change::Paths(_) if is_away => everything(),
            Change::Paths(paths) => paths.into_iter().collect(),
            Change::Everything => everything(),
            Change::Polling(notice) => {
                console.error(&Message::Polling(notice));
                everything()
            }
        };
        let now = match project.reread(&told.reading, &changed) {
            Ok(now) => now,
            Err(error) => {
                // The last good site stays; when the folder is back, the watcher tells.
                if !is_away {
                    let folder = project.place.content.clone();
                    let problem = error.root_cause().to_string();
                    let message = Message::Lost { folder, problem };
                    console.error(&message);
                    tell_tabs((server, listener), &told, (vec![message], begun.elapsed()));
                }
                is_away = true;
                continue;
            }
        };
        if now.is_same(&told.reading) {
            if std::mem::take(&mut is_away) {
                tell_tabs((server, listener), &told, (Vec::new(), begun.elapsed()));
            }
            continue;
        }
        is_away = false;
        revision += 1;
        server.replace(page(&now, (revision, told.whole.as_ref()), listener));
        let took = begun.elapsed();
        let (theme, had_whole) = (Arc::clone(&now.theme), told.whole.is_some());
        told = tell(console, told, now, begun);
        if had_whole && told.whole.as_ref().is_some_and(|whole| Arc::ptr_eq(whole, &theme)) {
            // The theme is whole: what the one before had besides is gone.
            server.replace(page(&told.reading, (revision, None), listener));
        }
        tell_tabs((server, listener), &told, (Vec::new(), took));
    }
}

/// Tells what is found now, and shows what of it is new.
fn tell(console: &Console, before: Told, now: Reading, begun: Instant) -> Told {
    // All pages are tried anew only with another theme: that takes long.
    let is_same_theme = Arc::ptr_eq(&before.reading.theme, &now.theme);
    let faults = if is_same_theme { before.faults } else { template_faults(&now) };
    let report = now.report(&faults);
    let new = new_findings(&before.report.diagnostics, &report.diagnostics, console.language);
    console.show(&new);
    tell_unreadable(console, &now);
    let totals = Totals::of(&report, begun.elapsed());
    console.line(&Message::Changed { n_new: new.len(), totals });
    let whole = whole(&now, &faults).or(before.whole);
    Told { reading: now, faults, report, whole }
}

/// The content and the site's themes, but not what a build writes.
fn folders(place: &Place) -> Folders {
    let mut watched = vec![place.content.clone()];
    let themes = place.themes();
    if !themes.starts_with(&place.content) {
        watched.push(themes);
    }
    Folders { watched, skipped: vec![place.output.clone()] }
}

fn page(
    reading: &Reading,
    (revision, whole): (u64, Option<&Arc<Theme>>),
    listener: &Arc<Listener>,
) -> Page {
    let sites = Arc::new(Sites::new(reading.snapshot(), &reading.theme, whole));
    Page {
        revision,
        respond: responder(Arc::clone(&sites), listener.language),
        places: places(sites, Arc::clone(listener)),
    }
}

/// The findings that were not there before, wherever in their file they stood.
fn new_findings(before: &[Diagnostic], now: &[Diagnostic], language: Language) -> Vec<Diagnostic> {
    let key = |found: &Diagnostic| {
        (found.span.source().path.clone(), message::message(&found.fault, language))
    };
    let mut known: HashMap<(Box<str>, String), usize> = HashMap::new();
    for found in before {
        *known.entry(key(found)).or_default() += 1;
    }
    let is_new = |found: &&Diagnostic| match known.get_mut(&key(found)) {
        Some(n_left) if *n_left > 0 => {
            *n_left -= 1;
            false
        }
        _ => true,
    };
    now.iter().filter(is_new).cloned().collect()
}

fn address(text: &str) -> Result<IpAddr, String> {
    if text == "localhost" {
        return Ok(Ipv4Addr::LOCALHOST.into());
    }
    let inner = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    inner.parse().map_err(|_| "write an IP address, or `localhost`".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Fault, Source, Span};
    use crate::site::settings::Settings;
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;
    use std::thread;

    fn finding(path: &str, at: usize, date: &str) -> Diagnostic {
        let source = Arc::new(Source { path: path.into(), text: " ".repeat(9).into() });
        Diagnostic::at(Span::new(&source, at..at), Fault::BadDate { found: date.into() })
    }

    #[test]
    fn a_finding_that_only_moved_is_not_new() {
        let before = [finding("a.md", 1, "x"), finding("b.md", 1, "x")];
        let now = [finding("a.md", 5, "x"), finding("a.md", 7, "x"), finding("b.md", 1, "y")];
        let new = new_findings(&before, &now, Language::English);
        assert_eq!(new, [finding("a.md", 7, "x"), finding("b.md", 1, "y")]);
    }

    /// What the preview answers for the front page.
    fn front_page(server: &Server) -> std::io::Result<String> {
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
        let everywhere = Everywhere { directory, content: None, lang: None };
        let Ok(place) = Place::find(&everywhere, None) else { unreachable!("it is there") };
        let language = Language::English;
        let listener = Listener { place: place.clone(), editor: String::new(), language };
        let listener = Arc::new(listener);
        let project = Project { place, settings: Settings::default() };
        let reading = project.read().unwrap();
        let options = Options { port: Port::Exact(0), ..Options::default() };
        let server = Server::start(options, page(&reading, (1, None), &listener)).unwrap();
        assert!(front_page(&server).unwrap().contains("First."));

        std::fs::write(&file, "# Hej\n\nSecond.\n").unwrap();
        let (mut watcher, _) = Watcher::start(folders(&project.place), Mode::Events).unwrap();
        let stopper = watcher.stopper();
        let report = reading.report(&[]);
        let told = Told { reading, faults: Vec::new(), report, whole: None };
        let console = Console::new(language);
        let is_seen = thread::scope(|scope| {
            scope.spawn(|| {
                follow(&console, (&project, &listener), (&mut watcher, &server), told);
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
        assert_eq!(address("localhost"), Ok(Ipv4Addr::LOCALHOST.into()));
        assert_eq!(address("[::1]"), Ok(IpAddr::from([0, 0, 0, 0, 0, 0, 0, 1])));
        assert!(address("example.org").is_err() && address("").is_err());
    }
}
