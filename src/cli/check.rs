//! `pakt check`: what is wrong in the content, and nothing written.

use super::args::{ContentArgs, GlobalArgs};
use super::console::Console;
use super::exit_status::{ExitStatus, RunFailure};
use super::loaded_project::{LoadedProject, Project};
use super::message::CliMessage;
use super::project_paths::ProjectPaths;
use super::run_summary::RunSummary;
use crate::check::Report;
use crate::diagnostic::emit::{github, json, json_text, sarif};
use crate::diagnostic::sanitize::escape_invisible;
use crate::diagnostic::{Diagnostic, Severity};
use crate::render;
use clap::{Args, ValueEnum};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::mem::ManuallyDrop;
use std::time::Instant;

/// What `check` understands.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  pakt check --strict
  pakt check --format sarif > pakt.sarif

Reports for people go to standard error, all others to standard output.")]
pub(super) struct CheckArgs {
    #[command(flatten)]
    shown: ContentArgs,
    /// Fail on warnings too
    #[arg(long, help_heading = "Report")]
    strict: bool,
    /// The form of the report
    #[arg(long, value_name = "FORMAT", default_value = "human", help_heading = "Report")]
    format: CheckReportFormat,
}

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum CheckReportFormat {
    /// For people
    Human,
    /// For programs
    Json,
    /// For code-scanning tools (SARIF 2.1.0)
    Sarif,
    /// For GitHub Actions, a command per finding
    Github,
}

pub(super) fn run(
    console: &Console,
    everywhere: &GlobalArgs,
    arguments: &CheckArgs,
) -> Result<ExitStatus, RunFailure> {
    let started_at = Instant::now();
    let settings = arguments.shown.to_settings()?;
    let project = Project { paths: ProjectPaths::locate(everywhere, None)?, settings };
    // The process ends with this run: to free a large site piece by piece takes long.
    let reading = ManuallyDrop::new(project.read()?);
    let report = reading.to_report(&template_diagnostics(&reading));
    let (diagnostics, language) = (&report.diagnostics, console.language);
    match arguments.format {
        CheckReportFormat::Human => {
            // First, so that what is to be done stands last.
            print_suppressions(console, &report);
            console.print_diagnostics(diagnostics);
        }
        CheckReportFormat::Json => {
            console.print_stdout(&json_text(&json::emit(diagnostics, language)))?;
        }
        CheckReportFormat::Sarif => {
            console.print_stdout(&json_text(&sarif::emit(diagnostics, language)))?;
        }
        CheckReportFormat::Github => console.print_stdout(&github::emit(diagnostics, language))?,
    }
    let status = exit_status_for(&report, arguments.strict.into())
        .max(report_unreadable_files(console, &reading));
    if arguments.format == CheckReportFormat::Human {
        let totals = RunSummary::from_report(&report, started_at.elapsed());
        console.print_stdout(&format!("{}\n", totals.check_line(language)))?;
    }
    Ok(status)
}

/// What makes a run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FailOn {
    /// Errors.
    Errors,
    /// Errors and warnings.
    Warnings,
}

impl From<bool> for FailOn {
    fn from(is_strict: bool) -> Self {
        if is_strict { Self::Warnings } else { Self::Errors }
    }
}

/// How a run with these findings ends.
pub(super) fn exit_status_for(report: &Report, strictness: FailOn) -> ExitStatus {
    let n_warnings = match strictness {
        FailOn::Errors => 0,
        FailOn::Warnings => report.count_severity(Severity::Warning),
    };
    if report.count_severity(Severity::Error) + n_warnings > 0 {
        ExitStatus::Findings
    } else {
        ExitStatus::Success
    }
}

/// Tells what pages are excused from.
pub(super) fn print_suppressions(console: &Console, report: &Report) {
    for excused in &report.suppressed {
        let begins = excused.span.start_position();
        let path = escape_invisible(&excused.span.source().path);
        let place = format!("{path}:{}:{}", begins.line, begins.column);
        console
            .print_status_line(&CliMessage::Suppressed { code: excused.code().code_name(), place });
    }
}

/// Tells how much pages are excused from, code by code.
pub(super) fn print_suppression_counts(console: &Console, report: &Report) {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for excused in &report.suppressed {
        *counts.entry(excused.code().code_name()).or_default() += 1;
    }
    for (code, count) in counts {
        console.print_status_line(&CliMessage::SuppressedCount { code, count });
    }
}

/// Tells what could not be read.
pub(super) fn report_unreadable_files(console: &Console, reading: &LoadedProject) -> ExitStatus {
    let mut status = ExitStatus::Success;
    for unreadable in reading.unreadable_files() {
        console.print_message(&CliMessage::Unreadable(unreadable.clone()));
        status = ExitStatus::SystemError;
    }
    status
}

/// What is wrong with templates at work. Ours have no faults, so only a site's own are tried, each
/// on every page that it makes.
pub(super) fn template_diagnostics(reading: &LoadedProject) -> Vec<Diagnostic> {
    if !reading.has_site_theme() {
        return Vec::new();
    }
    let (site, theme) = (reading.site(), &reading.theme);
    let fault =
        |(_, route): &(_, render::OutputRoute)| render::render_route(site, theme, route).err();
    let mut diagnostics: Vec<Diagnostic> = render::all_routes(site, theme)
        .par_iter()
        .filter_map(fault)
        .map(|diagnostic| *diagnostic)
        .collect();
    // One broken template is one fault, whatever number of pages it breaks.
    diagnostics.dedup();
    diagnostics
}
