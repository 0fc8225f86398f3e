//! `pakt explain [CODE | ENTRY | ENTRY#FIELD | DOCUMENT#PARAGRAPH]`: explains a code, shows what is
//! known about an entry, or lists what depends on a paragraph or an entry.

use super::entry_report::entry_report;
use super::explain_topic::{ExplainTopic, SiteTopic, TopicKind};
use super::impact_report::{ImpactSubject, impact_report};
use super::load_until_exit;
use crate::cli::args::{GlobalArgs, OutputFormat, unknown_code};
use crate::cli::exit_status::ExitStatus;
use crate::cli::message::CliMessage;
use crate::cli::run_failure::RunFailure;
use crate::cli::terminal::Console;
use crate::data::{entry_impact, entry_record, paragraph_impact};
use crate::diagnostic::emit::{explain_json, explain_text, json_text};
use crate::diagnostic::rules::RULES;
use crate::diagnostic::{DiagnosticCode, ReportLanguage, RuleInfo};
use crate::project::Project;
use crate::site::settings::{DraftPolicy, RunSettings};
use crate::site::{EntryIndex, LocalizedSite, Site};
use clap::Args;
use serde_json::json;

/// The arguments of `explain`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  pakt explain broken-link
  pakt explain regionala-radet          everything known about an entry
  pakt explain regionala-radet#chair    about one of its fields
  pakt explain lease#P19                what depends on a paragraph of a document
  pakt explain regionala-radet --impact what depends on an entry
  pakt explain entry:cycle              an entry whose id is also a code
  pakt explain                          list all codes")]
pub(in crate::cli) struct ExplainArgs {
    /// A code, an entry's id, ENTRY#FIELD or DOCUMENT#PARAGRAPH [default: list all codes]
    #[arg(value_name = "CODE|ENTRY|ENTRY#FIELD|DOCUMENT#PARAGRAPH")]
    topic: Option<String>,
    /// List what depends on the entry
    #[arg(long, requires = "topic")]
    impact: bool,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: OutputFormat,
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
    // Nothing depends on a code.
    let code = DiagnosticCode::from_name(topic).filter(|_| !args.impact);
    let text = match (code, args.format) {
        (Some(code), OutputFormat::Human) => explain_text(code, language),
        (Some(code), OutputFormat::Json) => json_text(&explain_json(code, language)),
        (None, _) => explain_topic(global, args, &ExplainTopic::parse(topic), language)?,
    };
    console.print_stdout(&text)?;
    Ok(ExitStatus::Success)
}

/// Returns what is known about a part of the site.
fn explain_topic(
    global: &GlobalArgs,
    args: &ExplainArgs,
    topic: &ExplainTopic<'_>,
    language: ReportLanguage,
) -> Result<String, RunFailure> {
    let paths = match global.locate_project(None) {
        // Without a site, the topic is probably a misspelt code.
        Err(RunFailure::Usage(_)) if topic.may_be_code() => return Err(unknown_code(topic.name)),
        paths => paths?,
    };
    let settings = RunSettings { drafts: DraftPolicy::Include, ..RunSettings::default() };
    let loaded = load_until_exit(&Project { paths, settings })?;
    if let Some(unreadable) = loaded.unreadable_files().next() {
        return Err(RunFailure::Reported(CliMessage::Unreadable(unreadable.clone())));
    }
    let site = loaded.site();
    let found = topic.find_in(site).map_err(|nearest| {
        RunFailure::Usage(CliMessage::UnknownTopic(topic.name.to_owned(), nearest))
    })?;
    let tag = language.language_tag();
    let language_index = site.config.language_index_named(tag).unwrap_or_default();
    let localized = LocalizedSite::new(site, language_index);
    let SiteTopic { entry_index, kind } = found;
    match kind {
        TopicKind::Paragraph(paragraph_index) => {
            Ok(explain_paragraph(localized, entry_index, paragraph_index, args.format, language))
        }
        TopicKind::Entry(field) if args.impact => {
            Ok(explain_impact(localized, entry_index, field, args.format, language))
        }
        TopicKind::Entry(field) => {
            let record = entry_record(site, entry_index, language_index, field);
            Ok(match args.format {
                OutputFormat::Json => json_text(&record),
                OutputFormat::Human => entry_report(&record, language),
            })
        }
    }
}

/// Returns what depends on a paragraph.
fn explain_paragraph(
    localized: LocalizedSite<'_>,
    document: EntryIndex,
    paragraph_index: usize,
    format: OutputFormat,
    language: ReportLanguage,
) -> String {
    let site = localized.site;
    let dependents = site.paragraph_dependents(document, paragraph_index);
    let entry = site.entry_at(document);
    let text = site.source_texts.get(&entry.id);
    let paragraph = text.and_then(|text| text.paragraphs.get(paragraph_index));
    match format {
        OutputFormat::Json => {
            let record = paragraph_impact(site, document, paragraph_index, &dependents);
            json_text(&record.unwrap_or_default())
        }
        OutputFormat::Human => {
            let locator = paragraph.map_or("", |paragraph| &paragraph.locator);
            let subject = ImpactSubject {
                name: format!("{}#{locator}", entry.id),
                title: localized.text(&entry.title).0,
                words: paragraph.map(|paragraph| &*paragraph.text),
                span: text.and_then(|text| text.paragraph_span(paragraph_index)),
            };
            impact_report(localized, &subject, &dependents, language)
        }
    }
}

/// Returns what depends on an entry, or on one of its fields.
fn explain_impact(
    localized: LocalizedSite<'_>,
    entry_index: EntryIndex,
    field: Option<&str>,
    format: OutputFormat,
    language: ReportLanguage,
) -> String {
    let site: &Site = localized.site;
    let dependents = site.entry_dependents(entry_index, field);
    match format {
        OutputFormat::Json => json_text(&entry_impact(localized, entry_index, field, &dependents)),
        OutputFormat::Human => {
            let entry = site.entry_at(entry_index);
            let part = field.map(|field| format!("#{field}")).unwrap_or_default();
            let subject = ImpactSubject {
                name: format!("{}{part}", entry.id),
                title: localized.text(&entry.title).0,
                words: None,
                span: Some(entry.span.clone()),
            };
            impact_report(localized, &subject, &dependents, language)
        }
    }
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
