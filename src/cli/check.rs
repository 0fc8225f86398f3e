//! `pakt check`: what is wrong in the content, and nothing written.

use super::arguments::{Everywhere, Shown};
use super::console::Console;
use super::message::Message;
use super::place::Place;
use super::project::{Project, Reading};
use super::status::{Failure, Status};
use super::totals::Totals;
use crate::check::Report;
use crate::diagnostic::show::{github, json, json_text, sarif};
use crate::diagnostic::visible::visible;
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
pub(super) struct Arguments {
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
    /// For code-scanning tools (SARIF 2.1.0)
    Sarif,
    /// For GitHub Actions, a command per finding
    Github,
}

pub(super) fn run(
    console: &Console,
    everywhere: &Everywhere,
    arguments: &Arguments,
) -> Result<Status, Failure> {
    let begun = Instant::now();
    let settings = arguments.shown.settings()?;
    let project = Project { place: Place::find(everywhere, None)?, settings };
    // The process ends with this run: to free a large site piece by piece takes long.
    let reading = ManuallyDrop::new(project.read()?);
    let report = reading.report(&template_faults(&reading));
    let (found, language) = (&report.diagnostics, console.language);
    match arguments.format {
        Format::Human => {
            // First, so that what is to be done stands last.
            tell_excused(console, &report);
            console.show(found);
        }
        Format::Json => console.print(&json_text(&json(found, language)))?,
        Format::Sarif => console.print(&json_text(&sarif(found, language)))?,
        Format::Github => console.print(&github(found, language))?,
    }
    let status = status(&report, arguments.strict.into()).max(tell_unreadable(console, &reading));
    if arguments.format == Format::Human {
        let totals = Totals::of(&report, begun.elapsed());
        console.print(&format!("{}\n", totals.line(language)))?;
    }
    Ok(status)
}

/// What makes a run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strictness {
    /// Errors.
    Errors,
    /// Errors and warnings.
    Warnings,
}

impl From<bool> for Strictness {
    fn from(is_strict: bool) -> Self {
        if is_strict { Self::Warnings } else { Self::Errors }
    }
}

/// How a run with these findings ends.
pub(super) fn status(report: &Report, strictness: Strictness) -> Status {
    let n_warnings = match strictness {
        Strictness::Errors => 0,
        Strictness::Warnings => report.count(Severity::Warning),
    };
    if report.count(Severity::Error) + n_warnings > 0 { Status::Findings } else { Status::Fine }
}

/// Tells what pages are excused from.
pub(super) fn tell_excused(console: &Console, report: &Report) {
    for excused in &report.excused {
        let begins = excused.span.begins();
        let path = visible(&excused.span.source().path);
        let place = format!("{path}:{}:{}", begins.line, begins.column);
        console.line(&Message::Excused { code: excused.code().name(), place });
    }
}

/// Tells how much pages are excused from, code by code.
pub(super) fn count_excused(console: &Console, report: &Report) {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for excused in &report.excused {
        *counts.entry(excused.code().name()).or_default() += 1;
    }
    for (code, count) in counts {
        console.line(&Message::ExcusedTimes { code, count });
    }
}

/// Tells what could not be read.
pub(super) fn tell_unreadable(console: &Console, reading: &Reading) -> Status {
    let mut status = Status::Fine;
    for unreadable in reading.unreadable() {
        console.error(&Message::Unreadable(unreadable.clone()));
        status = Status::Machine;
    }
    status
}

/// What is wrong with templates at work. Ours have no faults, so only a site's own are tried, each
/// on every page that it makes.
pub(super) fn template_faults(reading: &Reading) -> Vec<Diagnostic> {
    if !reading.has_own_theme() {
        return Vec::new();
    }
    let (site, theme) = (reading.site(), &reading.theme);
    let fault = |(_, route): &(_, render::Route)| render::render(site, theme, route).err();
    let mut faults: Vec<Diagnostic> =
        render::routes(site, theme).par_iter().filter_map(fault).map(|fault| *fault).collect();
    // One broken template is one fault, whatever number of pages it breaks.
    faults.dedup();
    faults
}
