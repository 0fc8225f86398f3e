//! `pakt build`: the whole site into a folder.

use super::arguments::{Everywhere, Shown};
use super::check::{count_excused, status, tell_unreadable};
use super::console::Console;
use super::interrupt::{Hear, listen};
use super::message::Message;
use super::place::Place;
use super::progress::Progress;
use super::project::{Project, Reading};
use super::status::{Failure, Status};
use super::totals::Totals;
use crate::build::{Outcome, Output, Plan, check_output, write};
use crate::check::Report;
use crate::diagnostic::show::{json, json_text};
use crate::diagnostic::{Diagnostic, Severity};
use crate::render::{self, Artefact, Route};
use crate::site;
use crate::site::config::normal_base_url;
use clap::{Args, ValueEnum};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Instant;

/// What `build` understands.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  pakt build -o public --base-url https://example.org/avtalet/
  pakt build --as-of 2014-06-01 --strict

The last line on standard output is `312 pages, 12 written, 640 unchanged, 0 removed, 0 errors, \
2 warnings, 0.41 s`. With `--format json`, standard output holds the JSON alone, and that line goes \
to standard error. With errors, every page that can be made is written and nothing is removed.")]
pub(super) struct Arguments {
    /// Where to write [default: `output` in the site's root]
    #[arg(short, long, value_name = "DIR", help_heading = "Output")]
    output: Option<PathBuf>,
    /// The address that the site will have; stands over `base_url` in site.yaml
    #[arg(long, value_name = "URL", help_heading = "Output")]
    base_url: Option<String>,
    #[command(flatten)]
    shown: Shown,
    /// Fail on warnings too
    #[arg(long, help_heading = "Report")]
    strict: bool,
    /// The form of the report
    #[arg(long, value_name = "FORMAT", default_value = "human", help_heading = "Report")]
    format: Format,
}

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// For programs
    Json,
}

pub(super) fn run(
    console: &Console,
    everywhere: &Everywhere,
    arguments: &Arguments,
) -> Result<Status, Failure> {
    let begun = Instant::now();
    let mut settings = arguments.shown.settings()?;
    if let Some(url) = &arguments.base_url {
        let normal = normal_base_url(url);
        let wrong = || Failure::Usage(Message::BadBaseUrl(url.clone()));
        settings.base_url = Some(normal.ok_or_else(wrong)?);
    }
    let project =
        Project { place: Place::find(everywhere, arguments.output.as_deref())?, settings };
    check(&project.place)?;
    let phase = Phase::listen();
    // The process ends with this run: to free a large site piece by piece takes long.
    let reading = ManuallyDrop::new(project.read()?);
    let work = Work::of(&reading);
    let written = if reading.unreadable().any(|one| one.path == "site.yaml") {
        None
    } else {
        Some(work.write(console, &project.place.output, &phase))
    };

    let report = work.report();
    let totals = Totals::of(report, begun.elapsed());
    match arguments.format {
        Format::Human => {
            count_excused(console, report);
            console.show(&report.diagnostics);
        }
        Format::Json => {
            console.print(&json_text(&json(&report.diagnostics, console.language)))?;
        }
    }
    let mut status =
        status(report, arguments.strict.into()).max(tell_unreadable(console, &reading));
    let outcome = match written {
        Some(outcome) => outcome?,
        None => {
            console.error(&Message::NotWritten);
            Outcome::default()
        }
    };
    for foreign in &outcome.foreign {
        console.error(&Message::Foreign(foreign.clone()));
        status = status.max(Status::Findings);
    }
    if phase.is_over() {
        console.error(&Message::Interrupted);
        status = Status::Machine;
    }
    let line = totals.build_line(work.n_pages(), &outcome);
    match arguments.format {
        Format::Human => console.print(&format!("{line}\n"))?,
        Format::Json => console.tell(&line),
    }
    Ok(status)
}

/// Refuses an output folder before anything is read or written.
fn check(place: &Place) -> Result<(), Failure> {
    let home = std::env::home_dir();
    check_output(&place.output, &place.content, home.as_deref())
        .map_err(|refusal| Failure::Usage(Message::Refused(refusal)))
}

/// How far a build has come, for the signals that would end it.
#[derive(Clone)]
struct Phase(Arc<AtomicU8>);

impl Phase {
    /// Nothing is written: a signal ends the run at once.
    const READING: u8 = 0;
    /// A signal lets the files under way come to their end, and no further one begin.
    const WRITING: u8 = 1;
    /// A signal came.
    const OVER: u8 = 2;

    fn listen() -> Self {
        let phase = Self(Arc::new(AtomicU8::new(Self::READING)));
        let of_signals = phase.clone();
        listen(Hear::EndsAndHangup, move || {
            if of_signals.0.swap(Self::OVER, Ordering::SeqCst) != Self::WRITING {
                std::process::exit(i32::from(Status::Machine as u8));
            }
        });
        phase
    }

    fn set(&self, phase: u8) {
        // What is over stays over.
        self.0.fetch_max(phase, Ordering::SeqCst);
    }

    fn is_over(&self) -> bool {
        self.0.load(Ordering::SeqCst) == Self::OVER
    }
}

/// What is to be made of a reading, and what went wrong while it was.
struct Work<'a> {
    reading: &'a Reading,
    routes: Vec<(Arc<str>, Route)>,
    /// By route.
    faults: Vec<OnceLock<Box<Diagnostic>>>,
    report: OnceLock<Report>,
}

impl<'a> Work<'a> {
    fn of(reading: &'a Reading) -> Self {
        let routes = render::routes(reading.site(), &reading.theme);
        let faults = routes.iter().map(|_| OnceLock::new()).collect();
        Self { reading, routes, faults, report: OnceLock::new() }
    }

    fn write(&self, console: &Console, folder: &Path, phase: &Phase) -> anyhow::Result<Outcome> {
        let paths: Vec<String> = self.routes.iter().map(|(path, _)| path.to_string()).collect();
        let progress = Progress::new(console, paths.len());
        let n_errors = || {
            let n_unreadable = self.reading.unreadable().count();
            self.report().count(Severity::Error) + n_unreadable + usize::from(phase.is_over())
        };
        let plan =
            Plan { paths: &paths, n_errors: &n_errors, progress: &|n_done| progress.tell(n_done) };
        let output = Output { folder: folder.to_path_buf() };
        phase.set(Phase::WRITING);
        write(&output, &plan, |index| if phase.is_over() { None } else { self.render(index) })
    }

    fn render(&self, index: usize) -> Option<Artefact> {
        let (_, route) = self.routes.get(index)?;
        match render::render(self.reading.site(), &self.reading.theme, route) {
            Ok(artefact) => Some(artefact),
            Err(fault) => {
                // Each route is rendered once, so the place is free.
                let _ = self.faults.get(index)?.set(fault);
                None
            }
        }
    }

    /// All findings, once everything is rendered.
    fn report(&self) -> &Report {
        self.report.get_or_init(|| {
            let mut faults: Vec<Diagnostic> =
                self.faults.iter().filter_map(|fault| fault.get()).map(|f| (**f).clone()).collect();
            faults.dedup();
            self.reading.report(&faults)
        })
    }

    /// How many pages there are to read: redirects and "not found" are none.
    fn n_pages(&self) -> usize {
        let is_page = |route: &Route| match route {
            Route::Content(route) => matches!(
                route,
                site::Route::Entry(..)
                    | site::Route::Mentions(..)
                    | site::Route::Section(..)
                    | site::Route::Index(_)
                    | site::Route::Tags(_)
                    | site::Route::Changes(_)
                    | site::Route::Search(_)
            ),
            Route::Theme(_) | Route::Headers | Route::Search(_) => false,
        };
        self.routes.iter().filter(|(_, route)| is_page(route)).count()
    }
}
