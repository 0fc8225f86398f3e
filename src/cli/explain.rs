//! `pakt explain [CODE | ENTRY | ENTRY#FIELD]`.

use super::arguments::Everywhere;
use super::console::Console;
use super::known;
use super::message::Message;
use super::place::Place;
use super::project::Project;
use super::status::{Failure, Status};
use crate::data;
use crate::diagnostic::Code;
use crate::diagnostic::catalogue::CATALOGUE;
use crate::diagnostic::message::Language;
use crate::diagnostic::show::{explain, explain_json, json_text};
use crate::schema::nearest;
use crate::site::settings::{Drafts, Settings};
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
pub(super) struct Arguments {
    /// A code, as reports name it, or an entry's id, or ENTRY#FIELD [default: list all codes]
    #[arg(value_name = "CODE|ENTRY|ENTRY#FIELD")]
    what: Option<String>,
    /// How to tell it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
}

/// How an explanation is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// For programs
    Json,
}

pub(super) fn run(
    console: &Console,
    everywhere: &Everywhere,
    arguments: &Arguments,
) -> Result<Status, Failure> {
    let language = console.language;
    let text = match (&arguments.what, arguments.format) {
        (None, Format::Human) => list(language),
        (None, Format::Json) => {
            let all: Vec<_> =
                CATALOGUE.iter().map(|rule| explain_json(rule.code, language)).collect();
            json_text(&json!({"version": 1, "codes": all}))
        }
        (Some(name), format) => match (Code::from_name(name), format) {
            (Some(code), Format::Human) => explain(code, language),
            (Some(code), Format::Json) => json_text(&explain_json(code, language)),
            (None, _) => entry(everywhere, (name, language), format)?,
        },
    };
    console.print(&text)?;
    Ok(Status::Fine)
}

/// All that is known about an entry, or one of its fields.
fn entry(
    everywhere: &Everywhere,
    (name, language): (&str, Language),
    format: Format,
) -> Result<String, Failure> {
    let is_marked = name.starts_with("entry:");
    let id = name.strip_prefix("entry:").unwrap_or(name);
    let (id, field) = id.split_once('#').map_or((id, None), |(id, field)| (id, Some(field)));
    // Where there is no site, a word that is no code is a slip in a code.
    let place = match Place::find(everywhere, None) {
        Err(Failure::Usage(_)) if !is_marked && field.is_none() => return Err(unknown(name)),
        place => place?,
    };
    let settings = Settings { drafts: Drafts::Publish, ..Settings::default() };
    let reading = Project { place, settings }.read()?;
    let site = reading.site();
    let Some(at) = site.find(id) else {
        let ids = site.entries.iter().map(|entry| &*entry.id);
        let codes = CATALOGUE.iter().map(|rule| rule.name).filter(|_| !is_marked);
        let near = nearest(id, ids.chain(codes));
        return Err(Failure::Usage(Message::UnknownTopic(name.to_owned(), near)));
    };
    if let Some(field) = field.filter(|field| site.entry(at).kind.field(field).is_none()) {
        let known = site.entry(at).kind.fields.iter().map(|own| &*own.id);
        let near = nearest(field, known).map(|near| format!("{id}#{near}"));
        return Err(Failure::Usage(Message::UnknownTopic(name.to_owned(), near)));
    }
    let tag = match language {
        Language::English => "en",
        Language::Swedish => "sv",
    };
    let own = site.config.languages.iter().position(|own| &*own.0 == tag).unwrap_or(0);
    let told = data::known(site, (at, own), field);
    Ok(match format {
        Format::Json => json_text(&told),
        Format::Human => known::text(&told, language),
    })
}

fn unknown(name: &str) -> Failure {
    let near = nearest(name, CATALOGUE.iter().map(|rule| rule.name));
    Failure::Usage(Message::UnknownCode(name.to_owned(), near))
}

/// All codes, a line each.
fn list(language: Language) -> String {
    let width = CATALOGUE.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    let line = |rule: &crate::diagnostic::catalogue::Rule| {
        let what = rule.explanation(language).what;
        // The first sentence; the rest stands in the explanation.
        let what = what.split_inclusive(". ").next().unwrap_or(what).trim_end();
        format!("{:width$}  {what}\n", rule.name)
    };
    CATALOGUE.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_a_line_for_each_code() {
        for language in [Language::English, Language::Swedish] {
            let list = list(language);
            assert_eq!(list.lines().count(), CATALOGUE.len());
            assert!(list.lines().all(|line| line.ends_with('.')), "{list}");
        }
    }

    #[test]
    fn a_code_that_is_none_is_wrong_usage_and_the_near_one_is_offered() {
        let Failure::Usage(Message::UnknownCode(_, near)) = unknown("brokn-link") else {
            unreachable!("no such code")
        };
        assert_eq!(near.as_deref(), Some("broken-link"));
    }
}
