//! The commands, one file each, and what several of them do.

pub(super) mod new;
pub(super) mod add;
pub(super) mod build;
pub(super) mod serve;
pub(super) mod check;
pub(super) mod diff;
pub(super) mod import;
pub(super) mod explain;
pub(super) mod lsp;
pub(super) mod cite;
pub(super) mod schema;
pub(super) mod completions;
pub(super) mod man;
pub(super) mod verify;
mod import_history;
mod import_target;
mod build_phase;
mod entry_report;
mod explain_topic;
mod impact_report;
mod serve_state;

use super::args::FailOn;
use super::exit_status::ExitStatus;
use super::message::{CliMessage, RevisionMessage};
use super::run_failure::RunFailure;
use super::terminal::Console;
use crate::check::Report;
use crate::diagnostic::Severity;
use crate::project::{LoadedProject, Project, ProjectPaths, RevisionNote};
use crate::site::settings::{DraftPolicy, RunSettings};
use std::mem::ManuallyDrop;

/// Loads a project for a run that ends the process. It is never freed, because freeing a large site
/// piece by piece takes a long time.
fn load_until_exit(project: &Project) -> Result<ManuallyDrop<LoadedProject>, RunFailure> {
    Ok(ManuallyDrop::new(project.load()?))
}

/// Prints what is to know about revisions.
fn report_revision_notes(console: &Console, notes: &[RevisionNote]) {
    for note in notes {
        console.print_message(&CliMessage::Revision(RevisionMessage::Note(note.clone())));
    }
}

/// Loads a project for a command that reads it and ends. What cannot be read ends the command,
/// because it would answer from a part of the content.
fn load_complete(
    paths: ProjectPaths,
    drafts: DraftPolicy,
) -> Result<ManuallyDrop<LoadedProject>, RunFailure> {
    let settings = RunSettings { drafts, ..RunSettings::default() };
    let loaded = load_until_exit(&Project { paths, settings })?;
    if let Some(file) = loaded.unreadable_files().next() {
        return Err(RunFailure::Reported(CliMessage::Unreadable(file.clone())));
    }
    Ok(loaded)
}

/// Returns the exit status of a run with this report.
fn exit_status_for(report: &Report, fail_on: FailOn) -> ExitStatus {
    let n_warnings = match fail_on {
        FailOn::Errors => 0,
        FailOn::Warnings => report.count_severity(Severity::Warning),
    };
    if report.count_severity(Severity::Error) + n_warnings > 0 {
        ExitStatus::Findings
    } else {
        ExitStatus::Success
    }
}

/// Prints which files could not be read. Returns the exit status that follows from them.
fn report_unreadable_files(console: &Console, loaded: &LoadedProject) -> ExitStatus {
    let mut status = ExitStatus::Success;
    for unreadable in loaded.unreadable_files() {
        console.print_message(&CliMessage::Unreadable(unreadable.clone()));
        status = ExitStatus::SystemError;
    }
    status
}
