//! `pakt explain [CODE | ENTRY | ENTRY#FIELD]`: explains a code, or shows what is known about an
//! entry.

use super::entry_report::entry_report;
use super::load_until_exit;
use crate::cli::args::{GlobalArgs, OutputFormat, unknown_code};
use crate::cli::exit_status::ExitStatus;
use crate::cli::message::CliMessage;
use crate::cli::run_failure::RunFailure;
use crate::cli::terminal::Console;
use crate::data::entry_record;
use crate::diagnostic::emit::{explain_json, explain_text, json_text};
use crate::diagnostic::rules::RULES;
use crate::diagnostic::{DiagnosticCode, ReportLanguage, RuleInfo, closest_match};
use crate::project::Project;
use crate::site::settings::{DraftPolicy, RunSettings};
use clap::Args;
use serde_json::json;

/// The arguments of `explain`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  pakt explain broken-link
  pakt explain regionala-radet          everything known about an entry
  pakt explain regionala-radet#chair    about one of its fields
  pakt explain entry:cycle              an entry whose id is also a code
  pakt explain                          list all codes")]
pub(in crate::cli) struct ExplainArgs {
    /// A code, an entry's id, or ENTRY#FIELD [default: list all codes]
    #[arg(value_name = "CODE|ENTRY|ENTRY#FIELD")]
    topic: Option<String>,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: OutputFormat,
}

/// An entry or one of its fields, as the command line names it.
struct EntryTopic<'a> {
    /// The whole topic: `entry:cycle#chair`.
    name: &'a str,
    id: &'a str,
    field: Option<&'a str>,
    /// Whether the topic begins with `entry:`, so that it cannot be a code.
    is_marked: bool,
}

pub(in crate::cli) fn run(
    console: &Console,
    global: &GlobalArgs,
    args: &ExplainArgs,
) -> Result<ExitStatus, RunFailure> {
    let language = console.language;
    let Some(topic) = &args.topic else {
        console.print_stdout(&list_codes(args.format, language))?;
        return Ok(ExitStatus::Success);
    };
    let text = match (DiagnosticCode::from_name(topic), args.format) {
        (Some(code), OutputFormat::Human) => explain_text(code, language),
        (Some(code), OutputFormat::Json) => json_text(&explain_json(code, language)),
        (None, format) => explain_entry(global, &EntryTopic::parse(topic), format, language)?,
    };
    console.print_stdout(&text)?;
    Ok(ExitStatus::Success)
}

impl<'a> EntryTopic<'a> {
    fn parse(name: &'a str) -> Self {
        let id = name.strip_prefix("entry:").unwrap_or(name);
        let is_marked = id.len() < name.len();
        let (id, field) = id.split_once('#').map_or((id, None), |(id, field)| (id, Some(field)));
        Self { name, id, field, is_marked }
    }
}

/// Returns everything known about an entry or one of its fields.
fn explain_entry(
    global: &GlobalArgs,
    topic: &EntryTopic<'_>,
    format: OutputFormat,
    language: ReportLanguage,
) -> Result<String, RunFailure> {
    let EntryTopic { name, id, field, is_marked } = *topic;
    let paths = match global.locate_project(None) {
        // Without a site, the topic is probably a misspelt code.
        Err(RunFailure::Usage(_)) if !is_marked && field.is_none() => {
            return Err(unknown_code(name));
        }
        paths => paths?,
    };
    let settings = RunSettings { drafts: DraftPolicy::Include, ..RunSettings::default() };
    let loaded = load_until_exit(&Project { paths, settings })?;
    if let Some(unreadable) = loaded.unreadable_files().next() {
        return Err(RunFailure::Reported(CliMessage::Unreadable(unreadable.clone())));
    }
    let site = loaded.site();
    let Some(entry_index) = site.find_id(id) else {
        let ids = site.entries.iter().map(|entry| &*entry.id);
        let codes = RULES.iter().map(|rule| rule.name).filter(|_| !is_marked);
        let nearest = closest_match(id, ids.chain(codes));
        return Err(RunFailure::Usage(CliMessage::UnknownTopic(name.to_owned(), nearest)));
    };
    let entry_type = &site.entry_at(entry_index).entry_type;
    if let Some(unknown_field) = field.filter(|field| entry_type.find_field(field).is_none()) {
        let field_names = entry_type.fields.iter().map(|field| &*field.id);
        let nearest = closest_match(unknown_field, field_names);
        let nearest = nearest.map(|field| format!("{id}#{field}"));
        return Err(RunFailure::Usage(CliMessage::UnknownTopic(name.to_owned(), nearest)));
    }
    let tag = language.language_tag();
    let language_index = site.config.language_index_named(tag).unwrap_or_default();
    let record = entry_record(site, entry_index, language_index, field);
    Ok(match format {
        OutputFormat::Json => json_text(&record),
        OutputFormat::Human => entry_report(&record, language),
    })
}

/// Returns all codes: one line each for people, or with their explanations for programs.
fn list_codes(format: OutputFormat, language: ReportLanguage) -> String {
    match format {
        OutputFormat::Human => {
            let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
            let line = |rule: &RuleInfo| {
                let description = rule.docs_in(language).what;
                let first_sentence = description.split_inclusive(". ").next();
                let first_sentence = first_sentence.unwrap_or(description).trim_end();
                format!("{:width$}  {first_sentence}\n", rule.name)
            };
            RULES.iter().map(line).collect()
        }
        OutputFormat::Json => {
            let codes: Vec<_> =
                RULES.iter().map(|rule| explain_json(rule.code, language)).collect();
            json_text(&json!({"version": 1, "codes": codes}))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_a_line_for_each_code() {
        for language in [ReportLanguage::English, ReportLanguage::Swedish] {
            let list = list_codes(OutputFormat::Human, language);
            assert_eq!(list.lines().count(), RULES.len());
            assert!(list.lines().all(|line| line.ends_with('.')), "{list}");
        }
    }
}
