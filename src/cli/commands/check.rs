//! `pakt check`: reports problems in the content without writing anything.

use super::{exit_status_for, load_until_exit, report_revision_notes, report_unreadable_files};
use crate::check::{Report, check_since};
use crate::cli::args::{ContentArgs, GlobalArgs, ReportArgs};
use crate::cli::exit_status::ExitStatus;
use crate::cli::message::{CliMessage, RunSummary};
use crate::cli::run_failure::RunFailure;
use crate::cli::terminal::Console;
use crate::diagnostic::LineIndexCache;
use crate::diagnostic::emit::{github, gitlab, json, json_text, sarif};
use crate::diagnostic::sanitize::escape_invisible;
use crate::project::Project;
use clap::{Args, ValueEnum};
use std::time::Instant;

/// The arguments of `check`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  pakt check --strict
  pakt check --since main
  pakt check --only broken-link missing-heading --all
  pakt check --format sarif > pakt.sarif
  pakt check --format gitlab > code-quality.json

Reports for people go to standard error, all others to standard output. People see diagnostics with \
the same cause as one, the most severe last; other formats have each of them.")]
pub(in crate::cli) struct CheckArgs {
    #[command(flatten)]
    content: ContentArgs,
    #[command(flatten)]
    report: ReportArgs<ReportFormat>,
    /// Also report what changed since this revision of git and needs another look
    #[arg(long, value_name = "REV", help_heading = "Report")]
    since: Option<String>,
}

/// The format of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// For people
    Human,
    /// For programs
    Json,
    /// For code-scanning tools (SARIF 2.1.0)
    Sarif,
    /// For GitHub Actions, one command per diagnostic
    Github,
    /// For GitLab (Code Quality)
    Gitlab,
}

pub(in crate::cli) fn run(
    console: &Console,
    global: &GlobalArgs,
    args: &CheckArgs,
) -> Result<ExitStatus, RunFailure> {
    let started_at = Instant::now();
    let settings = args.content.to_settings()?;
    let selection = args.report.selection()?;
    let project = Project { paths: global.locate_project(None)?, settings };
    let loaded = load_until_exit(&project)?;
    let mut more = loaded.template_diagnostics().to_vec();
    if let Some(revision) = &args.since {
        let (old_site, notes) = loaded.site_of_revision(&project, revision)?;
        report_revision_notes(console, &notes);
        more.extend(check_since(&old_site, loaded.site()));
    }
    let report = selection.with_selected_codes(loaded.report(&more));
    let (diagnostics, language) = (&report.diagnostics, console.language);
    match args.report.format {
        ReportFormat::Human => {
            // First, so that what needs to be done is at the end.
            if !selection.is_quiet() {
                print_suppressions(console, &report);
            }
            console.print_diagnostics(&selection.for_people(diagnostics), selection.detail);
        }
        ReportFormat::Json => {
            console.print_stdout(&json_text(&json::emit(diagnostics, language)))?;
        }
        ReportFormat::Sarif => {
            console.print_stdout(&json_text(&sarif::emit(diagnostics, language)))?;
        }
        ReportFormat::Github => console.print_stdout(&github::emit(diagnostics, language))?,
        ReportFormat::Gitlab => {
            console.print_stdout(&json_text(&gitlab::emit(diagnostics, language)))?;
        }
    }
    let status = exit_status_for(&report, args.report.fail_on())
        .max(report_unreadable_files(console, &loaded));
    if args.report.format == ReportFormat::Human {
        let summary = RunSummary::from_report(&report, started_at.elapsed());
        console.print_stdout(&format!("{}\n", summary.check_line(language)))?;
    }
    Ok(status)
}

/// Prints the code and the location of each suppressed diagnostic.
fn print_suppressions(console: &Console, report: &Report) {
    let mut line_indexes = LineIndexCache::default();
    for diagnostic in &report.suppressed {
        let position = line_indexes.start_position(&diagnostic.span);
        let path = escape_invisible(&diagnostic.span.source().path);
        let location = format!("{path}:{}:{}", position.line, position.column);
        let code = diagnostic.code().code_name();
        console.print_status_line(&CliMessage::Suppressed { code, location });
    }
}
