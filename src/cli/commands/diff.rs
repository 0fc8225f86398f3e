//! `pakt diff [REV [REV]]`: what changed in the knowledge of a site.

use super::report_revision_notes;
use crate::changes::compare_sites;
use crate::cli::args::GlobalArgs;
use crate::cli::change_report::{ReportedChanges, markdown_report, people_report};
use crate::cli::exit_status::ExitStatus;
use crate::cli::message::CliMessage;
use crate::cli::run_failure::RunFailure;
use crate::cli::terminal::Console;
use crate::data::{ComparedRevisions, changes_json};
use crate::diagnostic::emit::json_text;
use crate::project::Project;
use crate::site::LocalizedSite;
use crate::site::settings::{DraftPolicy, RunSettings};
use clap::{Args, ValueEnum};
use std::mem::ManuallyDrop;

/// The arguments of `diff`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  pakt diff                        what is not committed yet
  pakt diff main                   what this branch and the work tree change
  pakt diff v1.0 v1.1              between two tags
  pakt diff main --format markdown

Values, periods, sources and texts are compared, not lines: layout, the order of keys and moved \
files are no change.")]
pub(in crate::cli) struct DiffArgs {
    /// The older revision: a branch, a tag, HEAD~1 or a hash
    #[arg(value_name = "REV", default_value = "HEAD")]
    from: String,
    /// The newer revision [default: the work tree]
    #[arg(value_name = "REV")]
    to: Option<String>,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: ChangeFormat,
    /// Exit with status 1 if anything changed
    #[arg(long)]
    exit_code: bool,
}

/// The format of a report of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ChangeFormat {
    /// For people
    Human,
    /// For programs
    Json,
    /// For a comment on a pull request
    Markdown,
}

pub(in crate::cli) fn run(
    console: &Console,
    global: &GlobalArgs,
    args: &DiffArgs,
) -> Result<ExitStatus, RunFailure> {
    let settings = RunSettings { drafts: DraftPolicy::Include, ..RunSettings::default() };
    let project = Project { paths: global.locate_project(None)?, settings };
    // Never freed, because the process ends soon.
    let sites = ManuallyDrop::new(project.compared_sites(&args.from, args.to.as_deref())?);
    report_revision_notes(console, &sites.notes);
    if let Some(unreadable) = sites.unreadable.first() {
        return Err(RunFailure::Reported(CliMessage::Unreadable(unreadable.clone())));
    }
    let changes = compare_sites(&sites.old, &sites.new);
    let language = console.language;
    let tag = language.language_tag();
    let language_index = sites.new.config.language_index_named(tag).unwrap_or_default();
    let localized = LocalizedSite::new(&sites.new, language_index);
    let reported = ReportedChanges { changes: &changes, uncompared: &sites.uncompared };
    let report = match args.format {
        ChangeFormat::Human => people_report(localized, reported, language),
        ChangeFormat::Markdown => markdown_report(localized, reported, language),
        ChangeFormat::Json => {
            let revisions = ComparedRevisions {
                from: &args.from,
                to: args.to.as_deref(),
                uncompared: &sites.uncompared,
            };
            json_text(&changes_json(&sites.new, revisions, &changes, language_index))
        }
    };
    console.print_stdout(&report)?;
    let has_findings = args.exit_code && !changes.is_empty();
    Ok(if has_findings { ExitStatus::Findings } else { ExitStatus::Success })
}
