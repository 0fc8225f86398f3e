//! Arguments that several commands share.

use super::message::CliMessage;
use super::run_failure::RunFailure;
use crate::check::Report;
use crate::diagnostic::emit::ReportDetail;
use crate::diagnostic::rules::RULES;
use crate::diagnostic::{Diagnostic, DiagnosticCode, Severity, closest_match};
use crate::project::ProjectPaths;
use crate::schema::PartialDate;
use crate::site::settings::{DraftPolicy, RunSettings};
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

/// The options of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
pub(super) struct GlobalArgs {
    /// The site's root folder, with `content/` and optionally `themes/` [default: current folder]
    #[arg(short = 'C', value_name = "DIR", global = true)]
    pub(super) directory: Option<PathBuf>,
    /// The content folder: any folder of Markdown [default: `content` in the root]
    #[arg(long, value_name = "DIR", global = true)]
    pub(super) content: Option<PathBuf>,
    /// The language of messages, and of a new site [default: from the environment]
    #[arg(long, value_name = "LANG", global = true)]
    pub(super) lang: Option<MessageLanguage>,
}

/// A language of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageLanguage {
    /// Swedish
    Sv,
    /// English
    En,
}

/// What is shown of the content.
#[derive(Debug, Args)]
#[command(next_help_heading = "Content")]
pub(super) struct ContentArgs {
    /// Show the site as of this date: 2011, 2014-04 or 2014-04-01 [default: `as_of` in site.yaml]
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Include drafts
    #[arg(long)]
    drafts: bool,
}

/// How a command reports, in one of the formats of `F`.
#[derive(Debug, Args)]
#[command(next_help_heading = "Report")]
pub(super) struct ReportArgs<F: ValueEnum + Send + Sync + 'static> {
    /// Fail on warnings too
    #[arg(long)]
    strict: bool,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: F,
    /// Show each diagnostic, also those with the same cause
    #[arg(long)]
    all: bool,
    /// Show only what makes the run fail (errors, and warnings with --strict)
    #[arg(short, long)]
    quiet: bool,
    /// Report only these codes
    #[arg(long, value_name = "CODE", num_args = 1.., value_delimiter = ',')]
    only: Vec<String>,
}

/// An output format for people or programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum OutputFormat {
    /// For people
    Human,
    /// For programs
    Json,
}

/// The severities that make a run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FailOn {
    /// Errors only.
    Errors,
    /// Errors and warnings.
    Warnings,
}

/// What of a report is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ReportSelection {
    /// The codes. Empty means all.
    codes: Vec<DiagnosticCode>,
    /// The least severe diagnostics that are shown to people.
    least_severe: Severity,
    /// Whether diagnostics with one cause are shown as one.
    pub(super) detail: ReportDetail,
}

impl ReportSelection {
    /// Returns the report of the selected codes.
    pub(super) fn with_selected_codes(&self, mut report: Report) -> Report {
        let is_selected = |diagnostic: &Diagnostic| {
            self.codes.is_empty() || self.codes.contains(&diagnostic.code())
        };
        report.diagnostics.retain(is_selected);
        report.suppressed.retain(is_selected);
        report
    }

    /// Returns whether people see only what makes the run fail.
    pub(super) fn is_quiet(&self) -> bool {
        self.least_severe != Severity::Note
    }

    /// Returns the diagnostics that people see.
    pub(super) fn for_people(&self, diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
        let is_shown = |diagnostic: &&Diagnostic| diagnostic.severity <= self.least_severe;
        diagnostics.iter().filter(is_shown).cloned().collect()
    }
}

impl GlobalArgs {
    /// Locates the folders of the project. `output` is the folder of the command line, if it names
    /// one.
    ///
    /// # Errors
    /// A folder does not exist, is not a folder or cannot be accessed.
    pub(super) fn locate_project(&self, output: Option<&Path>) -> Result<ProjectPaths, RunFailure> {
        let root = self.directory.as_deref().unwrap_or(Path::new("."));
        Ok(ProjectPaths::locate(root, self.content.as_deref(), output)?)
    }
}

impl ContentArgs {
    /// Returns the settings of the run. The names of generated pages are not known yet.
    ///
    /// # Errors
    /// `--as-of` is not a date.
    pub(super) fn to_settings(&self) -> Result<RunSettings, RunFailure> {
        let parse_date = |text: &String| {
            PartialDate::parse(text)
                .ok_or_else(|| RunFailure::Usage(CliMessage::BadDate(text.clone())))
        };
        Ok(RunSettings {
            as_of: self.as_of.as_ref().map(parse_date).transpose()?,
            drafts: if self.drafts { DraftPolicy::Include } else { DraftPolicy::Exclude },
            ..RunSettings::default()
        })
    }
}

impl<F: ValueEnum + Send + Sync + 'static> ReportArgs<F> {
    /// Returns the severities that make the run fail.
    pub(super) fn fail_on(&self) -> FailOn {
        if self.strict { FailOn::Warnings } else { FailOn::Errors }
    }

    /// Returns what of a report is shown.
    ///
    /// # Errors
    /// `--only` names something that is not a code.
    pub(super) fn selection(&self) -> Result<ReportSelection, RunFailure> {
        let code =
            |name: &String| DiagnosticCode::from_name(name).ok_or_else(|| unknown_code(name));
        let codes = self.only.iter().map(code).collect::<Result<Vec<_>, _>>()?;
        let least_severe = match (self.quiet, self.fail_on()) {
            (false, _) => Severity::Note,
            (true, FailOn::Warnings) => Severity::Warning,
            (true, FailOn::Errors) => Severity::Error,
        };
        let detail = if self.all { ReportDetail::Full } else { ReportDetail::Folded };
        Ok(ReportSelection { codes, least_severe, detail })
    }
}

/// Returns the failure that no code has a name; the nearest one is suggested.
pub(super) fn unknown_code(name: &str) -> RunFailure {
    let nearest = closest_match(name, RULES.iter().map(|rule| rule.name));
    RunFailure::Usage(CliMessage::UnknownCode(name.to_owned(), nearest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_code_is_wrong_usage_and_the_nearest_one_is_suggested() {
        let RunFailure::Usage(CliMessage::UnknownCode(_, nearest)) = unknown_code("brokn-link")
        else {
            unreachable!("no such code")
        };
        assert_eq!(nearest.as_deref(), Some("broken-link"));
    }
}
