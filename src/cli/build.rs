//! `pakt build`: the whole site into a folder.

use super::args::{ContentArgs, GlobalArgs};
use super::check::{exit_status_for, print_suppression_counts, report_unreadable_files};
use super::console::Console;
use super::exit_status::{ExitStatus, RunFailure};
use super::loaded_project::{LoadedProject, Project};
use super::message::CliMessage;
use super::progress_bar::ProgressBar;
use super::project_paths::ProjectPaths;
use super::run_summary::RunSummary;
use super::shutdown_signal::{ShutdownSignal, on_shutdown_signal};
use crate::build::{BuildOutcome, BuildPlan, check_output_dir, write};
use crate::check::Report;
use crate::diagnostic::emit::{json, json_text};
use crate::diagnostic::{Diagnostic, Severity};
use crate::render::{self, Artifact, OutputRoute};
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
pub(super) struct BuildArgs {
    /// Where to write [default: `output` in the site's root]
    #[arg(short, long, value_name = "DIR", help_heading = "Output")]
    output: Option<PathBuf>,
    /// The address that the site will have; stands over `base_url` in site.yaml
    #[arg(long, value_name = "URL", help_heading = "Output")]
    base_url: Option<String>,
    #[command(flatten)]
    shown: ContentArgs,
    /// Fail on warnings too
    #[arg(long, help_heading = "Report")]
    strict: bool,
    /// The form of the report
    #[arg(long, value_name = "FORMAT", default_value = "human", help_heading = "Report")]
    format: BuildReportFormat,
}

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum BuildReportFormat {
    /// For people
    Human,
    /// For programs
    Json,
}

pub(super) fn run(
    console: &Console,
    everywhere: &GlobalArgs,
    arguments: &BuildArgs,
) -> Result<ExitStatus, RunFailure> {
    let started_at = Instant::now();
    let mut settings = arguments.shown.to_settings()?;
    if let Some(url) = &arguments.base_url {
        let normal = normal_base_url(url);
        let wrong = || RunFailure::Usage(CliMessage::BadBaseUrl(url.clone()));
        settings.base_url = Some(normal.ok_or_else(wrong)?);
    }
    let project =
        Project { paths: ProjectPaths::locate(everywhere, arguments.output.as_deref())?, settings };
    check_project_paths(&project.paths)?;
    let phase = BuildPhase::watch_for_interrupt();
    // The process ends with this run: to free a large site piece by piece takes long.
    let reading = ManuallyDrop::new(project.read()?);
    let work = RenderJob::new(&reading);
    let written = if reading.unreadable_files().any(|one| one.path == "site.yaml") {
        None
    } else {
        Some(work.write(console, &project.paths.output, &phase))
    };

    let report = work.to_report();
    let totals = RunSummary::from_report(report, started_at.elapsed());
    match arguments.format {
        BuildReportFormat::Human => {
            print_suppression_counts(console, report);
            console.print_diagnostics(&report.diagnostics);
        }
        BuildReportFormat::Json => {
            console.print_stdout(&json_text(&json::emit(&report.diagnostics, console.language)))?;
        }
    }
    let mut status = exit_status_for(report, arguments.strict.into())
        .max(report_unreadable_files(console, &reading));
    let outcome = match written {
        Some(outcome) => outcome?,
        None => {
            console.print_message(&CliMessage::NothingWritten);
            BuildOutcome::default()
        }
    };
    for conflict in &outcome.conflicts {
        console.print_message(&CliMessage::OutputConflict(conflict.clone()));
        status = status.max(ExitStatus::Findings);
    }
    if phase.is_interrupted() {
        console.print_message(&CliMessage::Interrupted);
        status = ExitStatus::SystemError;
    }
    let line = totals.build_line(work.n_pages(), &outcome);
    match arguments.format {
        BuildReportFormat::Human => console.print_stdout(&format!("{line}\n"))?,
        BuildReportFormat::Json => console.write_stderr_line(&line),
    }
    Ok(status)
}

/// Refuses an output folder before anything is read or written.
fn check_project_paths(place: &ProjectPaths) -> Result<(), RunFailure> {
    let home = std::env::home_dir();
    check_output_dir(&place.output, &place.content, home.as_deref())
        .map_err(|refusal| RunFailure::Usage(CliMessage::Refused(refusal)))
}

/// How far a build has come, for the signals that would end it.
#[derive(Clone)]
struct BuildPhase(Arc<AtomicU8>);

impl BuildPhase {
    /// Nothing is written: a signal ends the run at once.
    const READING: u8 = 0;
    /// A signal lets the files under way come to their end, and no further one begin.
    const WRITING: u8 = 1;
    /// A signal came.
    const OVER: u8 = 2;

    fn watch_for_interrupt() -> Self {
        let phase = Self(Arc::new(AtomicU8::new(Self::READING)));
        let of_signals = phase.clone();
        on_shutdown_signal(ShutdownSignal::EndsAndHangup, move || {
            if of_signals.0.swap(Self::OVER, Ordering::SeqCst) != Self::WRITING {
                std::process::exit(i32::from(ExitStatus::SystemError as u8));
            }
        });
        phase
    }

    fn set_phase(&self, phase: u8) {
        // What is over stays over.
        self.0.fetch_max(phase, Ordering::SeqCst);
    }

    fn is_interrupted(&self) -> bool {
        self.0.load(Ordering::SeqCst) == Self::OVER
    }
}

/// What is to be made of a reading, and what went wrong while it was.
struct RenderJob<'a> {
    project: &'a LoadedProject,
    routes: Vec<(Arc<str>, OutputRoute)>,
    /// By route.
    template_diagnostics: Vec<OnceLock<Box<Diagnostic>>>,
    report: OnceLock<Report>,
}

impl<'a> RenderJob<'a> {
    fn new(project: &'a LoadedProject) -> Self {
        let routes = render::all_routes(project.site(), &project.theme);
        let template_diagnostics = routes.iter().map(|_| OnceLock::new()).collect();
        Self { project, routes, template_diagnostics, report: OnceLock::new() }
    }

    fn write(
        &self,
        console: &Console,
        folder: &Path,
        phase: &BuildPhase,
    ) -> anyhow::Result<BuildOutcome> {
        let paths: Vec<String> = self.routes.iter().map(|(path, _)| path.to_string()).collect();
        let progress = ProgressBar::new(console, paths.len());
        let count_errors = || {
            let n_unreadable = self.project.unreadable_files().count();
            self.to_report().count_severity(Severity::Error)
                + n_unreadable
                + usize::from(phase.is_interrupted())
        };
        let plan = BuildPlan {
            paths: &paths,
            count_errors: &count_errors,
            on_progress: &|n_done| progress.update(n_done),
        };
        phase.set_phase(BuildPhase::WRITING);
        write(folder, &plan, |index| if phase.is_interrupted() { None } else { self.render(index) })
    }

    fn render(&self, index: usize) -> Option<Artifact> {
        let (_, route) = self.routes.get(index)?;
        match render::render_route(self.project.site(), &self.project.theme, route) {
            Ok(artifact) => Some(artifact),
            Err(diagnostic) => {
                // Each route is rendered once, so the place is free.
                let _ = self.template_diagnostics.get(index)?.set(diagnostic);
                None
            }
        }
    }

    /// All findings, once everything is rendered.
    fn to_report(&self) -> &Report {
        self.report.get_or_init(|| {
            let mut template_diagnostics: Vec<Diagnostic> = self
                .template_diagnostics
                .iter()
                .filter_map(|fault| fault.get())
                .map(|f| (**f).clone())
                .collect();
            template_diagnostics.dedup();
            self.project.to_report(&template_diagnostics)
        })
    }

    /// How many pages there are to read: redirects and "not found" are none.
    fn n_pages(&self) -> usize {
        let is_page = |route: &OutputRoute| match route {
            OutputRoute::Content(route) => matches!(
                route,
                site::ContentRoute::Entry(..)
                    | site::ContentRoute::Mentions(..)
                    | site::ContentRoute::Section(..)
                    | site::ContentRoute::Index(_)
                    | site::ContentRoute::Tags(_)
                    | site::ContentRoute::Changes(_)
                    | site::ContentRoute::Search(_)
            ),
            OutputRoute::Theme(_) | OutputRoute::Headers | OutputRoute::Search(_) => false,
        };
        self.routes.iter().filter(|(_, route)| is_page(route)).count()
    }
}
