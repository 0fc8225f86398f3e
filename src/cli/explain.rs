//! `pakt explain [CODE | ENTRY | ENTRY#FIELD]`.

use super::args::GlobalArgs;
use super::console::Console;
use super::entry_report;
use super::exit_status::{ExitStatus, RunFailure};
use super::loaded_project::Project;
use super::message::CliMessage;
use super::project_paths::ProjectPaths;
use crate::data;
use crate::diagnostic::DiagnosticCode;
use crate::diagnostic::catalog::RULES;
use crate::diagnostic::emit::{explain_json, explain_text, json_text};
use crate::diagnostic::message::ReportLanguage;
use crate::schema::closest_match;
use crate::site::settings::{DraftPolicy, RunSettings};
use clap::{Args, ValueEnum};
use serde_json::json;

/// What `explain` understands.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  pakt explain broken-link
  pakt explain regionala-radet          all that is known about an entry
  pakt explain regionala-radet#chair    about one of its fields
  pakt explain entry:cycle              an entry whose id is also a code
  pakt explain                          list all codes")]
pub(super) struct ExplainArgs {
    /// A code, as reports name it, or an entry's id, or ENTRY#FIELD [default: list all codes]
    #[arg(value_name = "CODE|ENTRY|ENTRY#FIELD")]
    what: Option<String>,
    /// How to tell it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: ExplainFormat,
}

/// How an explanation is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ExplainFormat {
    /// For people
    Human,
    /// For programs
    Json,
}

pub(super) fn run(
    console: &Console,
    everywhere: &GlobalArgs,
    arguments: &ExplainArgs,
) -> Result<ExitStatus, RunFailure> {
    let language = console.language;
    let text = match (&arguments.what, arguments.format) {
        (None, ExplainFormat::Human) => list_codes(language),
        (None, ExplainFormat::Json) => {
            let all: Vec<_> = RULES.iter().map(|rule| explain_json(rule.code, language)).collect();
            json_text(&json!({"version": 1, "codes": all}))
        }
        (Some(name), format) => match (DiagnosticCode::from_name(name), format) {
            (Some(code), ExplainFormat::Human) => explain_text(code, language),
            (Some(code), ExplainFormat::Json) => json_text(&explain_json(code, language)),
            (None, _) => explain_entry(everywhere, (name, language), format)?,
        },
    };
    console.print_stdout(&text)?;
    Ok(ExitStatus::Success)
}

/// All that is known about an entry, or one of its fields.
fn explain_entry(
    everywhere: &GlobalArgs,
    (name, language): (&str, ReportLanguage),
    format: ExplainFormat,
) -> Result<String, RunFailure> {
    let is_marked = name.starts_with("entry:");
    let id = name.strip_prefix("entry:").unwrap_or(name);
    let (id, field) = id.split_once('#').map_or((id, None), |(id, field)| (id, Some(field)));
    // Where there is no site, a word that is no code is a slip in a code.
    let place = match ProjectPaths::locate(everywhere, None) {
        Err(RunFailure::Usage(_)) if !is_marked && field.is_none() => {
            return Err(unknown_topic(name));
        }
        place => place?,
    };
    let settings = RunSettings { drafts: DraftPolicy::Include, ..RunSettings::default() };
    let reading = Project { paths: place, settings }.read()?;
    let site = reading.site();
    let Some(entry_index) = site.find_id(id) else {
        let ids = site.entries.iter().map(|entry| &*entry.id);
        let codes = RULES.iter().map(|rule| rule.name).filter(|_| !is_marked);
        let near = closest_match(id, ids.chain(codes));
        return Err(RunFailure::Usage(CliMessage::UnknownTopic(name.to_owned(), near)));
    };
    if let Some(field) =
        field.filter(|field| site.entry_at(entry_index).kind.find_field(field).is_none())
    {
        let known = site.entry_at(entry_index).kind.fields.iter().map(|own| &*own.id);
        let near = closest_match(field, known).map(|near| format!("{id}#{near}"));
        return Err(RunFailure::Usage(CliMessage::UnknownTopic(name.to_owned(), near)));
    }
    let tag = match language {
        ReportLanguage::English => "en",
        ReportLanguage::Swedish => "sv",
    };
    let own = site.config.language_index_named(tag).unwrap_or_default();
    let told = data::entry_record(site, entry_index, own, field);
    Ok(match format {
        ExplainFormat::Json => json_text(&told),
        ExplainFormat::Human => entry_report::entry_report(&told, language),
    })
}

fn unknown_topic(name: &str) -> RunFailure {
    let near = closest_match(name, RULES.iter().map(|rule| rule.name));
    RunFailure::Usage(CliMessage::UnknownCode(name.to_owned(), near))
}

/// All codes, a line each.
fn list_codes(language: ReportLanguage) -> String {
    let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    let line = |rule: &crate::diagnostic::catalog::RuleInfo| {
        let what = rule.docs_in(language).what;
        // The first sentence; the rest stands in the explanation.
        let what = what.split_inclusive(". ").next().unwrap_or(what).trim_end();
        format!("{:width$}  {what}\n", rule.name)
    };
    RULES.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_a_line_for_each_code() {
        for language in [ReportLanguage::English, ReportLanguage::Swedish] {
            let list = list_codes(language);
            assert_eq!(list.lines().count(), RULES.len());
            assert!(list.lines().all(|line| line.ends_with('.')), "{list}");
        }
    }

    #[test]
    fn a_code_that_is_none_is_wrong_usage_and_the_near_one_is_offered() {
        let RunFailure::Usage(CliMessage::UnknownCode(_, near)) = unknown_topic("brokn-link")
        else {
            unreachable!("no such code")
        };
        assert_eq!(near.as_deref(), Some("broken-link"));
    }
}
