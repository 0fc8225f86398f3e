//! `pakt build`: builds the website.

use super::build_phase::BuildPhase;
use super::{exit_status_for, load_until_exit, report_unreadable_files};
use crate::build::{BuildFailure, BuildOutcome, BuildPlan, FileListPlan, check_output_dir, write};
use crate::check::Report;
use crate::cli::args::{ContentArgs, GlobalArgs, OutputFormat, ReportArgs};
use crate::cli::exit_status::ExitStatus;
use crate::cli::message::{CliMessage, OutputState, RunSummary};
use crate::cli::run_failure::RunFailure;
use crate::cli::terminal::{Console, ProgressBar};
use crate::diagnostic::emit::{json, json_text};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::{LoadedProject, Project, ProjectPaths, WebsiteRoute};
use crate::render::offline::{self, BuiltFile, offline_list};
use crate::render::{Artifact, OutputRoute};
use crate::site::ContentRoute;
use crate::site::config::{has_credentials, normal_base_url};
use crate::site::settings::RunSettings;
use clap::Args;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Instant;

/// The arguments of `build`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  pakt build -o public --base-url https://example.org/avtalet/
  pakt build --as-of 2014-06-01 --strict

The last line on standard output is `312 pages, 12 written, 640 unchanged, 0 removed, 0 errors, \
2 warnings, 0.41 s`. With `--format json`, standard output has only the JSON, and that line goes \
to standard error. If there are errors, every page that can be rendered is written and nothing is \
removed.")]
pub(in crate::cli) struct BuildArgs {
    /// The folder to write to [default: `output` in the site's root]
    #[arg(short, long, value_name = "DIR", help_heading = "Output")]
    output: Option<PathBuf>,
    /// The site's public URL; overrides `base_url` in site.yaml
    #[arg(long, value_name = "URL", help_heading = "Output")]
    base_url: Option<String>,
    /// Name this edition on every page and in the manifest, such as `2026-1`
    #[arg(long, value_name = "NAME", help_heading = "Output", value_parser = parse_edition)]
    edition: Option<String>,
    /// Add a page with the whole site in reading order, for paper, in each language
    #[arg(long, help_heading = "Output")]
    book: bool,
    #[command(flatten)]
    content: ContentArgs,
    #[command(flatten)]
    report: ReportArgs<OutputFormat>,
}

pub(in crate::cli) fn run(
    console: &Console,
    global: &GlobalArgs,
    args: &BuildArgs,
) -> Result<ExitStatus, RunFailure> {
    let started_at = Instant::now();
    let settings = args.to_settings()?;
    let selection = args.report.selection()?;
    let project = Project { paths: global.locate_project(args.output.as_deref())?, settings };
    check_project_paths(&project.paths)?;
    let phase = BuildPhase::watch_for_interrupt(*console);
    let loaded = load_until_exit(&project)?;
    let render_job = RenderJob::new(&loaded);
    // What cannot be read is not absent: without it this would be another site.
    let is_complete = loaded.unreadable_files().next().is_none();
    let written = is_complete.then(|| render_job.write(console, project.paths.output(), &phase));

    let no_report = Report::default();
    let report = if is_complete { render_job.report() } else { &no_report };
    let summary = RunSummary::from_report(report, started_at.elapsed());
    let shown = selection.with_selected_codes(report.clone());
    match args.report.format {
        OutputFormat::Human => {
            if !selection.is_quiet() {
                print_suppression_counts(console, &shown);
            }
            let diagnostics = selection.for_people(&shown.diagnostics);
            console.print_diagnostics(&diagnostics, selection.detail);
        }
        OutputFormat::Json => {
            console.print_stdout(&json_text(&json::emit(&shown.diagnostics, console.language)))?;
        }
    }
    let mut status = exit_status_for(report, args.report.fail_on())
        .max(report_unreadable_files(console, &loaded));
    let outcome = match written {
        Some(Ok(outcome)) => outcome,
        Some(Err(failure)) => return Err(report_build_failure(console, failure)),
        None => {
            console.print_message(&CliMessage::NothingWritten);
            BuildOutcome::default()
        }
    };
    if outcome.foreign > 0 {
        let (folder, count) = (project.paths.output().to_owned(), outcome.foreign);
        console.print_message(&CliMessage::ForeignFiles { folder, count });
    }
    for conflict in &outcome.conflicts {
        console.print_message(&CliMessage::OutputConflict(conflict.clone()));
        status = status.max(ExitStatus::Findings);
    }
    if phase.is_interrupted() {
        console.print_message(&CliMessage::Interrupted(OutputState::New));
        status = ExitStatus::SystemError;
    }
    let line = summary.build_line(render_job.n_pages(), &outcome);
    match args.report.format {
        OutputFormat::Human => console.print_stdout(&format!("{line}\n"))?,
        OutputFormat::Json => console.print_stderr_line(&line),
    }
    Ok(status)
}

impl BuildArgs {
    fn to_settings(&self) -> Result<RunSettings, RunFailure> {
        let base_url = match &self.base_url {
            Some(url) => Some(normal_base_url(url).ok_or_else(|| {
                // A password is not printed, because logs of builds are often public.
                RunFailure::Usage(match has_credentials(url) {
                    true => CliMessage::BaseUrlHasPassword,
                    false => CliMessage::BadBaseUrl(url.clone()),
                })
            })?),
            None => None,
        };
        let edition = self.edition.clone();
        Ok(RunSettings { base_url, edition, book: self.book, ..self.content.to_settings()? })
    }
}

/// Returns the name of an edition without spaces around it.
fn parse_edition(text: &str) -> Result<String, &'static str> {
    match text.trim() {
        "" => Err("write a name, such as `2026-1`"),
        name if name.contains(char::is_control) => Err("a name is one line of text"),
        name => Ok(name.to_owned()),
    }
}

/// Rejects an unsafe output folder before anything is read or written.
fn check_project_paths(paths: &ProjectPaths) -> Result<(), RunFailure> {
    let home = std::env::home_dir();
    check_output_dir(paths.output(), paths.content(), home.as_deref())
        .map_err(|refusal| RunFailure::Usage(CliMessage::Refused(refusal)))
}

/// Prints why a build was not completed. Returns what that means for the site.
fn report_build_failure(console: &Console, failure: BuildFailure) -> RunFailure {
    let (error, output_state) = match failure {
        BuildFailure::Interrupted => {
            return RunFailure::Reported(CliMessage::Interrupted(OutputState::Old));
        }
        BuildFailure::Unchanged(error) => (error, OutputState::Old),
        BuildFailure::Mixed(error) => (error, OutputState::Mixed),
    };
    console.print_message(&CliMessage::SystemError(format!("{error:#}")));
    RunFailure::Reported(CliMessage::BuildFailed(output_state))
}

/// Prints how many diagnostics of each code are suppressed.
fn print_suppression_counts(console: &Console, report: &Report) {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for diagnostic in &report.suppressed {
        *counts.entry(diagnostic.code().code_name()).or_default() += 1;
    }
    for (code, count) in counts {
        console.print_status_line(&CliMessage::SuppressedCount { code, count });
    }
}

/// Renders the artifacts of a project and collects the errors of templates.
struct RenderJob<'a> {
    loaded: &'a LoadedProject,
    routes: Vec<(Arc<str>, WebsiteRoute)>,
    /// The errors of templates on each route, by its index in `routes`.
    template_diagnostics: Vec<OnceLock<Vec<Diagnostic>>>,
    report: OnceLock<Report>,
}

impl<'a> RenderJob<'a> {
    fn new(loaded: &'a LoadedProject) -> Self {
        let routes = loaded.website().routes();
        let template_diagnostics = routes.iter().map(|_| OnceLock::new()).collect();
        Self { loaded, routes, template_diagnostics, report: OnceLock::new() }
    }

    fn write(
        &self,
        console: &Console,
        output_folder: &Path,
        phase: &BuildPhase,
    ) -> Result<BuildOutcome, BuildFailure> {
        let mut paths: Vec<String> = self.routes.iter().map(|(path, _)| path.to_string()).collect();
        // A file of the content wins. The list comes last, so the other indexes are those of the
        // routes.
        let has_list = !paths.iter().any(|path| path == offline::LIST_PATH);
        if has_list {
            paths.push(offline::LIST_PATH.to_owned());
        }
        let website = self.loaded.website();
        let make_list = |built: &[BuiltFile<'_>]| {
            let list = offline_list(website.site(), website.theme(), self.n_pages(), built);
            Artifact::Bytes(list.into_bytes())
        };
        let progress_bar = ProgressBar::new(console, paths.len());
        let count_errors = || {
            let n_unreadable = self.loaded.unreadable_files().count();
            self.report().count_severity(Severity::Error) + n_unreadable
        };
        let plan = BuildPlan {
            paths: &paths,
            edition: self.loaded.site().settings.edition.as_deref(),
            file_list: has_list
                .then_some(FileListPlan { index: self.routes.len(), make: &make_list }),
            count_errors: &count_errors,
            on_progress: &|n_done| progress_bar.update(n_done),
            is_interrupted: &|| phase.is_interrupted(),
            may_replace_files: &|| phase.start_replacing_files(),
        };
        phase.start_rendering();
        let outcome = write(output_folder, &plan, |index| self.render(index));
        if outcome.is_ok() {
            phase.finish();
        }
        outcome
    }

    fn render(&self, index: usize) -> Option<Artifact> {
        let (_, route) = self.routes.get(index)?;
        let (artifact, template_errors) = match self.loaded.website().render(route) {
            Ok(rendered) => (Some(rendered.artifact), rendered.template_errors),
            Err(diagnostic) => (None, vec![*diagnostic]),
        };
        // Each route is rendered once, so the cell is empty.
        let _ = self.template_diagnostics.get(index)?.set(template_errors);
        artifact
    }

    /// Returns all diagnostics. Must be called after everything is rendered.
    fn report(&self) -> &Report {
        self.report.get_or_init(|| {
            let mut template_diagnostics: Vec<Diagnostic> = self
                .template_diagnostics
                .iter()
                .filter_map(OnceLock::get)
                .flatten()
                .cloned()
                .collect();
            template_diagnostics.dedup();
            self.loaded.report(&template_diagnostics)
        })
    }

    /// Returns the number of pages for readers, without redirects and "not found".
    fn n_pages(&self) -> usize {
        let is_page = |route: &WebsiteRoute| match route {
            WebsiteRoute::Rendered(OutputRoute::Content(route)) => matches!(
                route,
                ContentRoute::Entry(..)
                    | ContentRoute::Mentions(..)
                    | ContentRoute::Redline(..)
                    | ContentRoute::Section(..)
                    | ContentRoute::Index(_)
                    | ContentRoute::Tags(_)
                    | ContentRoute::Changes(_)
                    | ContentRoute::Comparison(..)
                    | ContentRoute::Book(_)
                    | ContentRoute::Search(_)
            ),
            WebsiteRoute::Rendered(
                OutputRoute::Theme(_) | OutputRoute::Headers | OutputRoute::OfflineWorker,
            )
            | WebsiteRoute::SearchFile(_) => false,
        };
        self.routes.iter().filter(|(_, route)| is_page(route)).count()
    }
}
